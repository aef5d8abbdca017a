"""The forms of asking an agency, answering, and thinking together."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone

from righthelp.calendar.rules import LONDON
from righthelp.consent.rules import CONSENT, bases_on
from righthelp.design_system.forms import DayField, GovForm, PlainText
from righthelp.front_door.actions.checking import Asked, CheckAnswer
from righthelp.front_door.actions.discussing import Called, Stand, Viewed
from righthelp.front_door.actions.resting import RestsOn
from righthelp.front_door.models import View

if TYPE_CHECKING:
    from righthelp.agencies.models import Agency, Practitioner
    from righthelp.front_door.models import NamedChild
    from righthelp.front_door.presenting.written import Written
    from righthelp.guidance.models import Level

SAID, NOT_ASKED = "said", "not_asked"
NOBODY = "nobody there uses Right Help yet: ring them"
NOTHING = "Say what is known, or tick that nothing is known"
Choices = list[tuple[str, str]]


class RestsOnForm(GovForm):
    """On what it rests that an agency is told something: the family’s yes or the reason for doing without."""

    consent = forms.ChoiceField(
        label="Did the family say yes to this?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether the family said yes"},
    )
    consent_said = PlainText(label="Who said yes, and when?", required=False)
    because = PlainText(
        rows=2,
        label="Why is it done without their yes?",
        required=False,
        help_text="For example: to ask them would put the child at risk, or it is in the public interest not to.",
    )
    basis = forms.ChoiceField(
        label="What does the law let it rest on?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it rests on"},
    )

    def __init__(self, *args: Any, written: "Written", starts: "Mapping[str, dt.date | None]", **kwargs: Any) -> None:
        initial = {"because": written.because, **kwargs.pop("initial", {})}
        super().__init__(*args, initial=initial, **kwargs)
        self.consents = written.consents
        bases = bases_on(timezone.localdate(), starts)
        fields: dict[str, Any] = self.fields
        known = [(key, words) for key, (words, _) in self.consents.items()]
        no = "No, or they were not asked"
        fields["consent"].choices = [*known, (SAID, "Yes, and it is written down here below"), (NOT_ASKED, no)]
        fields["basis"].choices = [(one.key, one.title) for one in bases]
        fields["basis"].choice_hints = {one.key: one.words for one in bases}

    def clean(self) -> dict[str, Any]:
        """Hold consent and reason together: nothing is asked without one of the two (BP-112, BP-113)."""
        cleaned = super().clean() or {}
        consent = cleaned.get("consent")
        if consent == SAID and not cleaned.get("consent_said"):
            self.add_error("consent_said", "Say who said yes, and when")
        if consent == NOT_ASKED and not cleaned.get("because"):
            self.add_error("because", "Say why it is done without their yes")
        if cleaned.get("basis") == CONSENT and consent in (SAID, NOT_ASKED):
            text = (
                "This rests on a yes that is on the child’s record. Choose another basis, or write the yes there first"
            )
            self.add_error("basis", text)
        return cleaned

    def rests_on(self) -> RestsOn:
        """Give on what it rests."""
        given = self.cleaned_data
        words, consent = self.consents.get(given["consent"], (given["consent_said"], None))
        if given["consent"] == NOT_ASKED:
            return RestsOn(given["basis"], because=given["because"])
        return RestsOn(given["basis"], consent_said=words, consent=consent)


class AskForm(RestsOnForm):
    """A question to an agency: only what matters, and on what it rests."""

    agency = forms.ChoiceField(
        label="Which agency?",
        help_text="Where nobody uses Right Help yet, ring them: then write down here what they said.",
        error_messages={"required": "Choose the agency"},
    )
    children = forms.MultipleChoiceField(
        label="About whom?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one child"},
    )
    question = PlainText(
        rows=3,
        label="What do you ask?",
        help_text="Ask only what you need to decide.",
        error_messages={"required": "Write what you ask"},
    )
    told = PlainText(
        rows=3,
        label="What do you tell them, so that they can answer?",
        required=False,
        help_text="As little as will do. They see the child’s name, date of birth and school, and the address only "
        "once the child’s record is linked. Where an address in the family is protected they see neither. If they need "
        "more to find the child, write it here. Never name whoever raised the worry.",
    )
    is_urgent = forms.BooleanField(label="The answer is needed today", required=False)
    field_order = ("agency", "children", "question", "told", "is_urgent", "consent", "consent_said", "because", "basis")

    def __init__(
        self,
        *args: Any,
        agencies: "Iterable[Agency]",
        answering: "Collection[int]",
        children: "Iterable[NamedChild]",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.agencies = {str(one.public_id): one for one in agencies}
        self.named = {str(one.public_id): one for one in children}
        fields: dict[str, Any] = self.fields
        named = (
            (key, one.name if one.pk in answering else f"{one.name} ({NOBODY})") for key, one in self.agencies.items()
        )
        fields["agency"].choices = [("", "Choose"), *named]
        fields["children"].choices = [(key, one.name) for key, one in self.named.items()]

    def chosen(self) -> "list[NamedChild]":
        """Give the children whom it is about."""
        return [self.named[key] for key in self.cleaned_data["children"]]

    def asked(self) -> Asked:
        """Give the question."""
        given = self.cleaned_data
        words = {name: given[name] for name in ("question", "told", "is_urgent")}
        return Asked(agency=self.agencies[given["agency"]], rests_on=self.rests_on(), **words)


class CheckAnswerForm(GovForm):
    """What an agency knows: fact, opinion and hearsay apart."""

    facts = PlainText(rows=4, label="Facts", help_text="What was seen, heard or measured, and when.", required=False)
    opinions = PlainText(rows=3, label="Opinion", help_text="What you or a colleague make of it.", required=False)
    reported = PlainText(
        rows=3, label="What somebody else said", help_text="Say who they are to the child.", required=False
    )
    nothing_known = forms.BooleanField(label="Nothing is known here", required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two: something, or that there is nothing."""
        cleaned = super().clean() or {}
        says = any(cleaned.get(name) or name in self.errors for name in ("facts", "opinions", "reported"))
        if not says and not cleaned.get("nothing_known"):
            self.add_error("facts", NOTHING)
        if says and cleaned.get("nothing_known"):
            self.add_error("nothing_known", "You wrote something above. Take the tick away, or what you wrote")
        return cleaned

    def answer(self) -> CheckAnswer:
        """Give the answer."""
        return CheckAnswer(**self.cleaned_data)


class ToldForm(CheckAnswerForm):
    """What somebody of an agency said on the telephone, and who they are."""

    told_by = PlainText(
        label="Who told you?", help_text="Their name and role. Ring a number that you know to be theirs.",
        max_length=200, error_messages={"required": "Say who told you"},
    )  # fmt: skip
    field_order = ("told_by", "facts", "opinions", "reported", "nothing_known")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["opinions"].help_text = "What they make of it."
        fields["nothing_known"].label = "They know nothing"

    def answer(self) -> CheckAnswer:
        """Give the answer, without who gave it."""
        return CheckAnswer(**{name: given for name, given in self.cleaned_data.items() if name != "told_by"})


class PassOnForm(GovForm):
    """Who of the agency is asked to answer."""

    who = forms.ChoiceField(
        label="Who can answer this?",
        help_text="They can then open this question, and nothing else. Ask only somebody who needs to know of it.",
        error_messages={"required": "Choose a colleague"},
    )

    def __init__(self, *args: Any, people: "Iterable[Practitioner]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.public_id): one for one in people}
        field: Any = self.fields["who"]
        field.choices = [("", "Choose"), *((key, one.name) for key, one in self.people.items())]


class BecauseForm(GovForm):
    """A reason."""

    because = PlainText(rows=2, label="Why do you take the question back?", error_messages={"required": "Say why"})


class ActForm(GovForm):
    """What was done at once to keep a child safe."""

    what = PlainText(
        rows=3, label="What was done?", error_messages={"required": "Say what was done"},
        help_text="For example: the police were rung, and are on their way.",
    )  # fmt: skip
    with_whom = PlainText(
        label="With whom?", max_length=300, required=False,
        help_text="Police, health, social care: name, number, and the incident number if there is one.",
    )  # fmt: skip
    day = DayField(label="The day", has_been=True)
    time = forms.TimeField(
        label="The time", help_text="For example 14:30", input_formats=["%H:%M", "%H.%M"], widget=forms.TextInput(),
        error_messages={"required": "Enter the time", "invalid": "Enter the time like 14:30"},
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        now = timezone.localtime()
        super().__init__(*args, initial={"day": now.date(), "time": f"{now:%H:%M}"}, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Refuse what is still to come: this page notes what was done."""
        cleaned = super().clean() or {}
        if cleaned.get("day") and cleaned.get("time") and self._moment(cleaned) > timezone.now():
            self.add_error("time", "The time must be in the past")
        return cleaned

    @staticmethod
    def _moment(cleaned: dict[str, Any]) -> dt.datetime:
        return dt.datetime.combine(cleaned["day"], cleaned["time"], LONDON)

    def done(self) -> dict[str, Any]:
        """Give what was done, with whom and when."""
        given = self.cleaned_data
        return {"what": given["what"], "with_whom": given["with_whom"], "done_at": self._moment(given)}


class CallForm(RestsOnForm):
    """What is not clear, who is asked to think about it together, and on what telling them rests."""

    unclear = PlainText(
        rows=3,
        label="What is not clear?",
        error_messages={"required": "Say what is not clear"},
        help_text="Those who take part read this.",
    )
    told = PlainText(
        rows=3,
        label="What do you tell those who take part?",
        required=False,
        help_text="As little as will do. They see the children’s names, and nothing else of this contact.",
    )
    agencies = forms.MultipleChoiceField(
        label="Who is asked to take part?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one agency"},
    )
    field_order = ("unclear", "told", "agencies", "consent", "consent_said", "because", "basis")

    def __init__(self, *args: Any, agencies: "Iterable[Agency]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked_of = {str(one.public_id): one for one in agencies}
        choices: Any = self.fields["agencies"]
        choices.choices = [(key, one.name) for key, one in self.asked_of.items()]

    def called(self) -> Called:
        """Give what is not clear, what is told, who is asked, and on what it rests."""
        given = self.cleaned_data
        agencies = [self.asked_of[key] for key in given["agencies"]]
        return Called(given["unclear"], agencies, self.rests_on(), given["told"])


def _offer_levels(field: Any, levels: "Sequence[Level]", none: str) -> "dict[str, Level]":
    field.choices = [*((str(one.number), one.heading) for one in levels), ("none", none)]
    return {str(one.number): one for one in levels}


class ViewForm(GovForm):
    """The view of one agency, with facts apart."""

    agency = forms.ChoiceField(label="Which agency?", error_messages={"required": "Choose the agency"})
    name = PlainText(label="Who spoke for it?", error_messages={"required": "Say who spoke for the agency"})
    facts = PlainText(rows=3, label="Facts", help_text="What was seen, heard or measured.", required=False)
    view = PlainText(rows=3, label="What do they think?", error_messages={"required": "Say what they think"})
    level = forms.ChoiceField(
        label="Which level do they see?", widget=forms.RadioSelect,
        error_messages={"required": "Choose the level, or that they named none"},
    )  # fmt: skip

    def __init__(
        self, *args: Any, agencies: "Sequence[Agency]", levels: "Sequence[Level]", own_name: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.agencies = {str(one.public_id): one for one in agencies}
        self.own_name = own_name
        choices: dict[str, Any] = self.fields
        choices["agency"].choices = [("", "Choose"), *((key, one.name) for key, one in self.agencies.items())]
        self.levels = _offer_levels(choices["level"], levels, "No level named")
        if own_name:
            del self.fields["name"]
            choices["view"].label, choices["level"].label = "What do you think?", "Which level do you see?"
            choices["view"].error_messages["required"] = "Say what you think"
            choices["level"].error_messages["required"] = "Choose the level, or that you name none"
        if len(agencies) == 1:
            del self.fields["agency"]

    def viewed(self) -> Viewed:
        """Give the view."""
        given = self.cleaned_data
        return Viewed(
            agency=self.agencies[given.get("agency") or next(iter(self.agencies))],
            name=given.get("name") or self.own_name, facts=given["facts"], view=given["view"],
            level=self.levels.get(given["level"]),
        )  # fmt: skip


class StandForm(GovForm):
    """Where one agency stands on an outcome; its dissent stays written down."""

    stands = forms.ChoiceField(widget=forms.RadioSelect, error_messages={"required": "Choose where the agency stands"})
    dissent = PlainText(rows=2, label="If it sees it differently: why?", required=False)

    def __init__(self, *args: Any, view: View, is_own: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, prefix=f"view-{view.public_id}", **kwargs)
        self.of = view
        field: Any = self.fields["stands"]
        field.label = "Do you go along with the outcome?" if is_own else f"{view.agency.name}: on the outcome"
        field.choices = View.Stands.choices[:2] if is_own else View.Stands.choices
        field.initial = None if is_own else View.Stands.NOT_SAID

    def clean(self) -> dict[str, Any]:
        """Ask why, of an agency that sees it differently."""
        cleaned = super().clean() or {}
        if cleaned.get("stands") == View.Stands.DISAGREES and not cleaned.get("dissent"):
            self.add_error("dissent", f"{self.of.agency.name}: say why it sees it differently")
        return cleaned

    def stand(self) -> Stand:
        """Give where the agency stands."""
        return Stand(self.cleaned_data["stands"], self.cleaned_data["dissent"])


class EndForm(GovForm):
    """The outcome of a discussion."""

    outcome = PlainText(rows=4, label="What came of it?", error_messages={"required": "Say what came of it"})
    level = forms.ChoiceField(
        label="Which level?", widget=forms.RadioSelect,
        error_messages={"required": "Choose the level, or that it stays unclear"},
    )  # fmt: skip

    def __init__(self, *args: Any, levels: "Sequence[Level]", views: Sequence[View], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.levels = _offer_levels(self.fields["level"], levels, "It stays unclear")
        self.stands = [StandForm(*args, view=view, **kwargs) for view in views]

    def is_valid(self) -> bool:
        """Say whether the outcome and every agency’s stand are right."""
        return all([super().is_valid(), *(one.is_valid() for one in self.stands)])

    def error_list(self) -> list[dict[str, str]]:
        """List every error once, of the outcome and of every agency’s stand."""
        return [*super().error_list(), *(error for one in self.stands for error in one.error_list())]

    def ended(self) -> dict[str, Any]:
        """Give the outcome, the level, and where each agency stands."""
        given = self.cleaned_data
        stands = {one.of: one.stand() for one in self.stands}
        return {"outcome": given["outcome"], "level": self.levels.get(given["level"]), "stands": stands}
