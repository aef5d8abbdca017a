"""The forms of a disagreement."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.http import QueryDict

from righthelp.design_system.forms import DayField, PlainText
from righthelp.design_system.versions import QuestionForm
from righthelp.work.actions.disagreements import Speaker
from righthelp.work.disagreements.access import closed_to, writer_at
from righthelp.work.disagreements.presenters import cannot_open_decision_words, cannot_open_words, restricted_words

if TYPE_CHECKING:
    from uuid import UUID

    from righthelp.agencies.models import Agency, Practitioner
    from righthelp.people.models import Person

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

    def __init__(
        self,
        *args: Any,
        by: "Practitioner",
        children: "Sequence[Person]" = (),
        decision: "tuple[str, UUID] | None" = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.by, self.children, self.decision = by, children, decision
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
        closed = closed_to(one, children, self.decision)
        if closed.is_restricted:
            self.add_error(where, restricted_words(one.name))
        elif closed.number:
            self.told.append(cannot_open_words(one.name, closed.number, len(children)))
        elif closed.is_decision:
            self.told.append(cannot_open_decision_words(one.name))


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
