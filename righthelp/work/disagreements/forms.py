"""The forms of a disagreement."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.http import QueryDict

from righthelp.design_system.forms import DayField, PlainText
from righthelp.design_system.versions import QuestionForm
from righthelp.people.presenters import name_of
from righthelp.work.actions.disagreements import Raised, Speaker
from righthelp.work.disagreements.access import closed_to, writer_at
from righthelp.work.disagreements.models import Disagreement
from righthelp.work.disagreements.presenters import cannot_open_words, restricted_words
from righthelp.work.forms import PickField

if TYPE_CHECKING:
    from righthelp.agencies.models import Agency, Practitioner
    from righthelp.people.models import Person
    from righthelp.work.disagreements.subjects import Subject

EMAIL_HINT = (
    "Only if they use Right Help. They can then read and answer here. If they may not open the child’s record, they "
    "read only what is written in this disagreement. We say so before it is sent. Without an address they see nothing."
)
NOBODY = "Nobody {where}uses Right Help with this address. Check it, or leave it out"
MEANWHILE = (
    "Somebody else noted something meanwhile, or you did in another window. Nothing you wrote here is lost. "
    "Read what is new, then send again"
)


class Told(QuestionForm):
    """A form that names people, and says first what they may not open; whoever sends it then says that they know."""

    knows = forms.BooleanField(label="I know what they can read. Send it", required=False)

    def __init__(self, *args: Any, by: "Practitioner", children: "Sequence[Person]" = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by, self.children = by, children
        self.told: list[str] = []
        self.asked = self.fields.pop("knows")

    def tell(self, where: str, speakers: Iterable[Speaker], children: "Iterable[Person]") -> None:
        """Say of each of these people with an account which records they may not open; restricted ones refuse them."""
        here = list(children)
        for one in speakers:
            if one.practitioner:
                self._tell(where, one.practitioner, here)
        if self.told:
            self.fields["knows"] = self.asked
            if self.data.get("knows") != "yes":
                self.add_error("knows", "Tick to say that you know what they can read")

    def _tell(self, where: str, one: "Practitioner", children: "list[Person]") -> None:
        closed = closed_to(one, children)
        if closed.is_restricted:
            self.add_error(where, restricted_words(one.name))
        elif closed.number:
            self.told.append(cannot_open_words(one.name, closed.number, len(children)))


class RaiseForm(Told):
    """What somebody disagrees with, with whom, and what should be different for the child."""

    about = forms.ChoiceField(
        label="What do you disagree with?", choices=Disagreement.About.choices, widget=forms.RadioSelect
    )
    what = PlainText(
        rows=4,
        label="What was decided, or done?",
        help_text="In a few sentences. Do not write the name of anybody who does not need to be named.",
        error_messages={"required": "Write what was decided, or done"},
    )
    happened_on = DayField(label="The day it was decided or done", has_been=True)
    agency = PickField(
        label="Which agency decided or did it?", unset="Choose which agency decided or did it", required=False
    )
    agency_name = PlainText(label="If it is not in the list: its name", required=False)
    name = PlainText(
        label="Whose decision or work is it?",
        help_text="Their name. The first step is that the two of you talk.",
        error_messages={"required": "Write the name of whoever decided or did it"},
    )
    email = forms.EmailField(label="Their work email address", required=False, help_text=EMAIL_HINT)
    facts = PlainText(
        rows=4,
        label="What are the facts?",
        help_text="What was seen, said or done, by whom and when. Not what you think of it.",
        error_messages={"required": "Write the facts, as you know them"},
    )
    view = PlainText(
        rows=4,
        label="What do you think, and why?",
        help_text="Your view of the decision or the work, not of the person.",
        error_messages={"required": "Write what you think, and why"},
    )
    wants = PlainText(
        rows=3,
        label="What should be different for the child?",
        error_messages={"required": "Write what should be different for the child"},
    )

    def __init__(
        self,
        *args: Any,
        own: "Sequence[Agency]",
        others: "Mapping[str, Agency]",
        more: "Sequence[Person]" = (),
        subject: "Subject | None" = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.own, self.others, self.subject = {str(one.public_id): one for one in own}, others, subject
        self.more = {str(one.public_id): one for one in more}
        if subject:
            for name in ("about", "what", "happened_on", "agency", "agency_name", "name", "email"):
                del self.fields[name]
        else:
            self._offer(others)
        if more:
            self._ask_about_others()
        if len(self.own) > 1:
            self._ask_for_which_agency()

    def clean(self) -> dict[str, Any]:
        """Find whom it is with; ask for one agency, not two; and say what they may not open."""
        given = super().clean() or {}
        if not self.subject:
            self._check_place(given)
        self.with_whom = self._with_whom(given)
        if not self.errors and self.with_whom.who.is_same(Speaker(self.by.name, self.by).who):
            self.add_error("name" if "name" in self.fields else None, "Name somebody other than yourself")
        if not self.errors:
            self.tell("email" if "email" in self.fields else "facts", [self.with_whom], self.about_whom)
        return given

    @property
    def from_agency(self) -> "Agency":
        """Give the agency for which it is raised."""
        return self.own[self.cleaned_data.get("from_agency") or next(iter(self.own))]

    @property
    def about_whom(self) -> "list[Person]":
        """Give the children whom it is about."""
        return [*self.children, *(self.more[key] for key in self.cleaned_data.get("more") or ())]

    def answers(self, *, at_risk: bool, kind: str = "", subject_id: Any = None) -> dict[str, Any]:
        """Give what the action takes."""
        given, subject = self.cleaned_data, self.subject
        views = {name: given[name] for name in ("facts", "view", "wants")}
        if subject:
            raised = Raised(
                about=Disagreement.About.DECISION, what=subject.what, happened_on=subject.decided_on,
                agency=subject.agency, agency_name=subject.agency.name, subject_kind=kind, subject_id=subject_id,
                subject_page=subject.page, at_risk=at_risk, **views,
            )  # fmt: skip
        else:
            place = self.others.get(given["agency"])
            raised = Raised(
                about=given["about"], what=given["what"], happened_on=given["happened_on"], agency=place,
                agency_name=place.name if place else given["agency_name"], at_risk=at_risk, **views,
            )  # fmt: skip
        people = {"with_whom": self.with_whom, "children": self.about_whom, "agency": self.from_agency}
        return {"raised": raised, **people}

    def _offer(self, others: "Mapping[str, Agency]") -> None:
        field = cast(PickField, self.fields["agency"])
        field.offer([(key, one.name) for key, one in others.items()], "Not in this list")

    def _ask_about_others(self) -> None:
        names = [(key, name_of(one)) for key, one in self.more.items()]
        self.fields["more"] = forms.MultipleChoiceField(
            label="Is it about other children too?", choices=names, required=False,
            widget=forms.CheckboxSelectMultiple, help_text="Leave it empty if it is about this child alone.",
        )  # fmt: skip

    def _ask_for_which_agency(self) -> None:
        asked = PickField(label="For which of your agencies do you raise it?", unset="Choose one of your agencies")
        asked.offer((key, one.name) for key, one in self.own.items())
        self.fields["from_agency"] = asked
        self.order_fields(["from_agency"])

    def _check_place(self, given: dict[str, Any]) -> None:
        if {"agency", "agency_name"} & self.errors.keys():
            return
        if not given.get("agency") and not given.get("agency_name"):
            self.add_error("agency", "Choose which agency decided or did it, or write its name below")
        elif given.get("agency") and given.get("agency_name"):
            self.add_error("agency_name", "Choose from the list or write a name, not both")

    def _with_whom(self, given: dict[str, Any]) -> Speaker:
        if self.subject:
            decider = self.subject.decided_by
            account = None if isinstance(decider, str) else decider
            return Speaker(self.subject.decider, account, self.subject.agency)
        place = self.others.get(given.get("agency", ""))
        if not given.get("email"):
            return Speaker(given.get("name", ""))
        found = writer_at(given["email"], place) if place else None
        if found is None:
            self.add_error("email", NOBODY.format(where="there " if place else ""))
            return Speaker(given.get("name", ""))
        return Speaker(found.practitioner.name, found.practitioner, found.team.agency)


class StepForm(QuestionForm):
    """A form about something that others may change meanwhile, as it was when the page was shown."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def go_on_from(self, version: int, said: str = MEANWHILE) -> None:
        """Say that somebody changed something meanwhile, and let the same form be sent again knowingly."""
        sent = cast(QueryDict, self.data).copy()
        sent["version"] = str(version)
        self.data = sent
        self.add_error(None, said)


class SpeakersForm(Told, StepForm):
    """Who speaks with whom on a step."""

    ours_name = PlainText(
        label="Who speaks for your side?", error_messages={"required": "Write who speaks for your side"}
    )
    ours_email = forms.EmailField(label="Their work email address (your side)", required=False, help_text=EMAIL_HINT)
    theirs_name = PlainText(
        label="Who speaks for the other side?", error_messages={"required": "Write who speaks for the other side"}
    )
    theirs_email = forms.EmailField(
        label="Their work email address (the other side)", required=False, help_text=EMAIL_HINT
    )

    def __init__(self, *args: Any, agency: "Agency", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agency = agency

    def clean(self) -> dict[str, Any]:
        """Find both, and say what they may not open."""
        given = super().clean() or {}
        self.ours, self.theirs = self._found(given, "ours", self.agency), self._found(given, "theirs", None)
        if not self.errors:
            self.tell("ours_email", [self.ours], self.children)
            self.tell("theirs_email", [self.theirs], self.children)
        return given

    def answers(self) -> dict[str, Any]:
        """Give what the action takes."""
        return {"ours": self.ours, "theirs": self.theirs, "version": self.cleaned_data["version"]}

    def _found(self, given: dict[str, Any], side: str, agency: "Agency | None") -> Speaker:
        email, name = given.get(f"{side}_email"), given.get(f"{side}_name", "")
        if not email:
            return Speaker(name)
        found = writer_at(email, agency)
        if found is None:
            self.add_error(f"{side}_email", NOBODY.format(where="in your agency " if agency else ""))
            return Speaker(name)
        return Speaker(found.practitioner.name, found.practitioner, found.team.agency)


class SaidForm(StepForm):
    """What one side said: facts, and what they think of them."""

    side = forms.ChoiceField(label="Who said it?", widget=forms.RadioSelect)
    spoke_on = DayField(label="The day they said it", has_been=True)
    facts = PlainText(
        rows=4, label="What facts did they give?", required=False,
        help_text="What was seen, said or done, by whom and when. Leave it empty if there are none.",
    )  # fmt: skip
    view = PlainText(
        rows=4, label="What do they think, and why?", required=False, help_text="Their view, in their own words."
    )

    def __init__(self, *args: Any, sides: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["side"]).choices = list(sides)
        self.only = sides[0][0] if len(sides) == 1 else ""
        if self.only:
            del self.fields["side"]
            self.fields["facts"].label, self.fields["view"].label = (
                "What facts can you give?",
                "What do you think, and why?",
            )
            self.fields["spoke_on"].label = "The day you said it"

    def clean(self) -> dict[str, Any]:
        """Ask for facts or a view."""
        given = super().clean() or {}
        if not given.get("facts") and not given.get("view") and not {"facts", "view"} & self.errors.keys():
            self.add_error("facts", "Write what was said: facts, a view, or both")
        return given

    def answers(self) -> dict[str, Any]:
        """Give what the action takes."""
        return {
            "side": self.only or self.cleaned_data["side"],
            **{k: v for k, v in self.cleaned_data.items() if k != "side"},
        }


class GoUpForm(StepForm):
    """Why nothing was settled, and which step comes next."""

    because = PlainText(
        rows=4,
        label="Why is it not settled?",
        help_text="What is still open, or that nobody answered. Write no blame.",
        error_messages={"required": "Write why it is not settled"},
    )

    def __init__(self, *args: Any, steps: Sequence[tuple[int, str]], at_risk: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if at_risk and len(steps) > 1:
            asked = forms.TypedChoiceField(
                label="Which step comes next?", choices=steps, coerce=int, widget=forms.RadioSelect,
                initial=steps[0][0],
                help_text="A child might be at risk now, so you may leave steps out. Your reason is kept.",
            )  # fmt: skip
            self.fields["to"] = asked
            self.fields["because"].label = "Why is it not settled, and why do you leave out any steps?"

    def answers(self) -> dict[str, Any]:
        """Give what the action takes."""
        return dict(self.cleaned_data)


class SettleForm(StepForm):
    """What was agreed or decided, what changes for the child, and what was learned."""

    decided = forms.ChoiceField(
        label="How did it end?",
        choices=(("no", "Both sides agreed"), ("yes", "They did not agree, and this last step decided")),
        widget=forms.RadioSelect,
    )
    agreed = PlainText(
        rows=4, label="What was agreed or decided?", error_messages={"required": "Write what was agreed or decided"}
    )
    changes = PlainText(
        rows=4, label="What changes for the child?", error_messages={"required": "Write what changes for the child"}
    )
    learned = PlainText(
        rows=4,
        label="What was learned?",
        help_text="What would help next time, for both sides. No blame.",
        error_messages={"required": "Write what was learned"},
    )

    def __init__(self, *args: Any, is_at_top: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_at_top:
            del self.fields["decided"]

    def answers(self) -> dict[str, Any]:
        """Give what the action takes."""
        return {**self.cleaned_data, "decided": self.cleaned_data.get("decided") == "yes"}


class WithdrawForm(StepForm):
    """Why whoever raised it withdraws it."""

    because = PlainText(
        rows=4, label="Why do you withdraw it?", error_messages={"required": "Write why you withdraw it"}
    )

    def answers(self) -> dict[str, Any]:
        """Give what the action takes."""
        return dict(self.cleaned_data)


class AtRiskForm(StepForm):
    """A child might be at risk now: one button."""
