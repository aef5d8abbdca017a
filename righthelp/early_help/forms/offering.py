"""The forms with which early help is opened, offered and begun."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms

from righthelp.consent.actions.said import Who
from righthelp.consent.models import How, Said
from righthelp.considerations.ages import is_past_support
from righthelp.design_system.formatters import day, in_words
from righthelp.design_system.forms import DayField, PlainText
from righthelp.design_system.versions import QuestionForm
from righthelp.early_help.actions.offering import Offered
from righthelp.early_help.agreement import decides_alone
from righthelp.early_help.models import EarlyHelp, Offer
from righthelp.early_help.policies.speaking import NotTheirs
from righthelp.people.presenters import name_of
from righthelp.plans.forms.choosing import OneOf
from righthelp.plans.presenters import child_name

if TYPE_CHECKING:
    from righthelp.agencies.models import Team
    from righthelp.considerations.choices import ToChoose
    from righthelp.early_help.agreement import ChildSaid
    from righthelp.early_help.policies.speaking import Speaks
    from righthelp.early_help.presenting.ending import StillOpen
    from righthelp.people.models import Person
    from righthelp.plans.models import PlanChild

CameBy = EarlyHelp.CameBy
SOMEBODY_ELSE = "other"
NOT_BEFORE = "Early help begins when somebody agreed. The day must be on or after"
PRESUMED = "16 or over, and presumed able to decide this"
NOT_SELF = "Only {child} can answer as the child or young person. Choose what {who} is to {child}"
NOT_PARENT = (
    "It is not on file that {who} has parental responsibility for {child}. Choose “Somebody else who cares for the "
    "child”, or write it on the record first"
)
NOT_TIED = (
    "Nothing on file says that {who} raises {child}. Take that tick away, or write on the record first who they are to "
    "each other"
)
ANSWER_FIRST = "answer it on the plan, or take it out with a reason, before early help ends as done"
READ_FIRST = "{}: read that first"
PAST_AGE = (
    "Early help is until the 18th birthday, or until the 25th with an education, health and care plan. By the record "
    "it is too late for {}. If there is such a plan, write it on the record first"
)
BROTHER = "Brother or sister: think about the whole family"


def tick(label: str, missing: str, **more: Any) -> forms.MultipleChoiceField:
    """Ask to choose at least one of several."""
    said = {"required": missing}
    return forms.MultipleChoiceField(label=label, widget=forms.CheckboxSelectMultiple, error_messages=said, **more)


class OpenForm(QuestionForm):
    """For whom early help is opened, why, and which team coordinates it."""

    children = tick("For which children?", "Choose at least one child")
    team = OneOf("Which team coordinates it?", (), unset="Choose the team that coordinates it")
    came_by = OneOf(
        "How did it come about?",
        [(CameBy.WORKER.value, CameBy.WORKER.label), (CameBy.FAMILY.value, CameBy.FAMILY.label)],
        unset="Choose how it came about",
    )
    because = PlainText(
        rows=4,
        label="What led to it, and what is early help to prevent?",
        help_text="Early help can begin as soon as a worry shows, or is likely to. Say what is fact and what is your "
        "opinion.",
        error_messages={"required": "Write what led to it"},
    )
    need_seen_on = DayField(
        label="When was the need first seen?", help_text="So that everybody sees how long help took.", has_been=True
    )
    help_so_far = PlainText(
        rows=3, label="What help was there already, and from whom?", required=False,
        help_text="Also say what it changed for the child.",
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        listed: "ToChoose",
        goes_on: Mapping[str, str],
        teams: "Sequence[Team]",
        today: dt.date,
        **more: Any,
    ) -> None:
        """Offer the children in `listed`; `goes_on` says for whom early help goes on already, by public id."""
        super().__init__(*args, **more)
        self.people, self.today = listed.people, today
        self.teams = {str(one.public_id): one for one in teams}
        fields: dict[str, Any] = self.fields
        fields["children"].choices = list(listed.in_words().items())
        fields["children"].choice_hints = {**dict.fromkeys(listed.offered(), BROTHER), **goes_on}
        fields["team"].choices = [(key, str(one)) for key, one in self.teams.items()]
        if len(self.teams) == 1:
            del self.fields["team"]

    def clean_children(self) -> list[str]:
        """Refuse those who are past the age up to which support goes on (BN-034)."""
        chosen: list[str] = self.cleaned_data["children"]
        named = (one for one in self.people if str(one.public_id) in chosen)
        past = [name_of(one) for one in named if is_past_support(one, self.today)]
        if past:
            raise forms.ValidationError(PAST_AGE.format(in_words(past)))
        return chosen

    def opened(self) -> dict[str, Any]:
        """Give what the action takes, but for the children."""
        given = self.cleaned_data
        team = self.teams[given.get("team") or next(iter(self.teams))]
        names = ("because", "need_seen_on", "help_so_far", "came_by")
        return {"team": team, **{name: given[name] for name in names if name in given}}


class FromConsiderationForm(OpenForm):
    """Early help that follows from thinking: what was written there stands in the boxes."""

    came_by = None  # type: ignore[assignment]


class OfferForm(QuestionForm):
    """One time that early help was offered, and what was said. Nothing is ticked that nobody said."""

    to = OneOf("To whom was it offered?", (), unset="Choose to whom it was offered")
    to_name = PlainText(label="Their name, and who they are to the child", required=False)
    standing = OneOf("They are", Said.Standing.choices, unset="Choose what they are to the child")
    competence = PlainText(
        rows=2,
        label="How do you know that the young person understands enough to decide this?",
        help_text="From 16 on they are presumed able to: leave it empty then.",
        required=False,
    )
    children = tick("About which children was it?", "Choose at least one child")
    offered_on = DayField(label="The day", has_been=True)
    offered_by = PlainText(
        label="Who offered it?", help_text="Name, and what they are to the family.",
        error_messages={"required": "Write who offered it"},
    )  # fmt: skip
    how = OneOf("How did you talk?", How.choices, unset="Choose how you talked", initial=How.FACE)
    offered_how = PlainText(
        rows=3,
        label="How was it offered and explained?",
        help_text="For example at home, with an interpreter, with a leaflet. Families often prefer help through school "
        "or a health centre.",
        error_messages={"required": "Write how it was offered and explained"},
    )
    answer = OneOf("What did they say?", Offer.Answer.choices, unset="Choose what they said")
    limits = PlainText(rows=2, label="If they agreed to a part: what did they not agree to?", required=False)
    understood_how = PlainText(
        rows=2,
        label="If they agreed: how did you make sure that they understood what they agree to?",
        required=False,
    )
    words = PlainText(rows=2, label="What did they say, in their words?", required=False)
    next = PlainText(
        rows=3,
        label="If it was no full yes: what happens next?",
        help_text="For example who asks again and when, what help goes on without it, and what would make you act.",
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        people: "Mapping[str, tuple[Person, str]]",
        children: "Sequence[PlanChild]",
        speaks: "Speaks",
        whose_yes: Mapping[str, str],
        by_words: str,
        today: dt.date,
        **kwargs: Any,
    ) -> None:
        """Offer to ask `people`, by public id, about `children`; `whose_yes` says of each child whose yes counts."""
        super().__init__(*args, initial={"offered_by": by_words, "offered_on": today}, **kwargs)
        self.speaks = speaks
        self.people = {key: person for key, (person, _) in people.items()}
        self.roles = {key: words.rpartition(", ")[2] for key, (_, words) in people.items()}
        self.about = {str(one.public_id): one for one in children}
        fields: dict[str, Any] = self.fields
        named = [(key, words) for key, (_, words) in people.items()]
        fields["to"].choices = [*named, (SOMEBODY_ELSE, "Somebody else")]
        fields["children"].choices = [(key, child_name(one)) for key, one in self.about.items()]
        fields["children"].choice_hints = whose_yes

    def clean(self) -> dict[str, Any]:
        """Ask for what belongs to the answer that was given, and refuse one that is not theirs to give."""
        cleaned = super().clean() or {}
        if self._is_presumed_able(cleaned):
            cleaned["competence"] = cleaned.get("competence") or PRESUMED
        for name, is_asked, missing in _belongs(cleaned):
            if is_asked and not cleaned.get(name) and name not in self.errors:
                self.add_error(name, missing)
        if {"to", "standing", "children"} <= set(cleaned):
            self._check_theirs(cleaned)
        return cleaned

    def _check_theirs(self, given: Mapping[str, Any]) -> None:
        try:
            about = [self.about[key] for key in given["children"]]
            self.speaks.check(self.people.get(given["to"]), given["standing"], about)
        except NotTheirs as refused:
            self.refuse(refused)

    def refuse(self, refused: NotTheirs) -> None:
        """Say why they cannot answer for a child, where it was chosen."""
        person = self.people.get(self.cleaned_data.get("to", ""))
        names = {"who": name_of(person) if person else "somebody else", "child": child_name(refused.child)}
        if self.cleaned_data.get("standing") == Said.Standing.YOUNG:
            self.add_error("standing", NOT_SELF.format(**names))
        elif refused.raises:
            self.add_error("standing", NOT_PARENT.format(**names))
        else:
            self.add_error("children", NOT_TIED.format(**names))

    def offered(self) -> Offered:
        """Give what is noted."""
        given = self.cleaned_data
        agrees = given["answer"] in (Offer.Answer.AGREED, Offer.Answer.PART)
        return Offered(
            who=self._who(),
            children=[self.about[key] for key in given["children"]],
            limits=given["limits"] if given["answer"] == Offer.Answer.PART else "",
            understood_how=given["understood_how"] if agrees else "",
            next="" if given["answer"] == Offer.Answer.AGREED else given["next"],
            role=self.roles.get(given["to"], ""),
            **{name: given[name] for name in ("offered_by", "offered_how", "answer", "words")},
        )

    def _is_presumed_able(self, given: Mapping[str, Any]) -> bool:
        """Say whether whoever decides for themselves is 16 or over: nobody need show that they can (SF-028)."""
        person, on = self.people.get(given.get("to", "")), given.get("offered_on")
        return person is not None and on is not None and decides_alone(person, on)

    def _who(self) -> Who:
        given = self.cleaned_data
        person = self.people.get(given["to"])
        competence = given["competence"] if given["standing"] == Said.Standing.YOUNG else ""
        name = "" if person else given["to_name"]
        return Who(given["standing"], given["how"], given["offered_on"], person, name, competence)


def _belongs(given: Mapping[str, Any]) -> list[tuple[str, bool, str]]:
    """Say which question is asked after which answer, and what is said where it is missing."""
    answer = given.get("answer")
    agrees, is_young = answer in (Offer.Answer.AGREED, Offer.Answer.PART), given.get("standing") == Said.Standing.YOUNG
    return [
        ("to_name", given.get("to") == SOMEBODY_ELSE, "Write their name, and who they are to the child"),
        ("competence", is_young, "Say how you know that the young person can decide this"),
        ("limits", answer == Offer.Answer.PART, "Write what they did not agree to"),
        ("understood_how", agrees, "Write how you made sure that they understood"),
        ("next", bool(answer) and answer != Offer.Answer.AGREED, "Write what happens next"),
    ]


class BeginForm(QuestionForm):
    """From when to when early help is given: it is for a limited time (BN-030).

    Where somebody’s no stands beside a yes, whoever begins it chooses the children and says why.
    """

    children = tick("For which children does it begin?", "Choose at least one child")
    despite = PlainText(
        rows=4,
        label="Why does it begin all the same?",
        help_text="Say why it is right for the child, whom you asked about it, and what you told whoever said no.",
        required=False,
    )
    begun_on = DayField(label="From which day?", has_been=True)
    hoped_end_on = DayField(
        label="By when do you hope that the family no longer needs it?",
        help_text="Early help is for a limited time. The day can be looked at again at each review.",
    )

    def __init__(self, *args: Any, said: "Sequence[ChildSaid]", is_later: bool, **kwargs: Any) -> None:
        """Ask about the children in `said`, all of whom somebody agreed for.

        `is_later`: it has begun for other children, so that the day by which it is hoped to end is set.
        """
        super().__init__(*args, **kwargs)
        self.said = {str(one.child.public_id): one for one in said}
        fields: dict[str, Any] = self.fields
        fields["children"].choices = [(key, child_name(one.child)) for key, one in self.said.items()]
        self.initial["children"] = [key for key, one in self.said.items() if not one.needs_reason]
        if not any(one.needs_reason for one in said):
            del self.fields["children"], self.fields["despite"]
        if is_later:
            del self.fields["hoped_end_on"]

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the beginning, a day before they agreed, and a no that nobody says a word to."""
        cleaned = super().clean() or {}
        first, last, chosen = cleaned.get("begun_on"), cleaned.get("hoped_end_on"), self._chosen(cleaned)
        if first and last and last <= first:
            self.add_error("hoped_end_on", "The end must be after the first day")
        agreed = max((one.agreed_on for one in chosen if one.agreed_on), default=None)
        if first and agreed and first < agreed:
            self.add_error("begun_on", f"{NOT_BEFORE} {day(agreed)}")
        if any(one.needs_reason for one in chosen) and not cleaned.get("despite") and "despite" not in self.errors:
            self.add_error("despite", "Write why it begins all the same")
        return cleaned

    def begun(self) -> dict[str, Any]:
        """Give what the action takes."""
        given = self.cleaned_data
        return {
            "on": given["begun_on"],
            "hoped_end_on": given.get("hoped_end_on"),
            "children": [one.child for one in self._chosen(given)],
            "despite": given.get("despite", ""),
        }

    def _chosen(self, given: Mapping[str, Any]) -> "list[ChildSaid]":
        if "children" not in self.fields:
            return list(self.said.values())
        return [self.said[key] for key in given.get("children", ())]


class LeaveForm(QuestionForm):
    """That early help ends for one child."""

    on = DayField(label="The last day", has_been=True)
    outcome = OneOf("How does it end for this child?", EarlyHelp.Outcome.choices, unset="Choose how it ends")
    because = PlainText(
        rows=3, label="Why does it end for this child?",
        help_text="Say too who looks after this child’s needs now.", error_messages={"required": "Write why it ends"},
    )  # fmt: skip

    def __init__(self, *args: Any, first: dt.date, still_open: "Sequence[StillOpen]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.still_open = still_open
        fields: dict[str, Any] = self.fields
        fields["on"].first = first

    def clean(self) -> dict[str, Any]:
        """Refuse an end before what the child wrote is read, or as done with what nobody answered (BP-043, BP-207)."""
        cleaned = super().clean() or {}
        outcome = cleaned.get("outcome")
        for one in self.still_open:
            if one.is_first:
                self.add_error(None, READ_FIRST.format(one.words))
            elif outcome in one.before:
                self.add_error("outcome", f"{one.words}: {ANSWER_FIRST}")
        return cleaned


class EndForm(QuestionForm):
    """How early help ended (BP-021). What is still open is asked first."""

    stays_open = forms.MultipleChoiceField(
        label="What may stay as it is?",
        help_text="Most of it cannot be changed here afterwards. See to the rest first.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    ended_on = DayField(label="The last day", has_been=True)
    outcome = OneOf("How does it end?", EarlyHelp.Outcome.choices, unset="Choose how it ends")
    ended_because = PlainText(
        rows=4, label="What is different for the children now, and how do you know?",
        help_text="Where early help did not come about, say why.",
        error_messages={"required": "Write what is different"},
    )  # fmt: skip
    family_at_end = PlainText(
        rows=3, label="What does the family say about it?", help_text="If you could not ask them, say why.",
        error_messages={"required": "Write what the family says, or why you could not ask"},
    )  # fmt: skip
    afterwards = PlainText(
        rows=3, label="Where does the family find help from now on?",
        help_text="Whom they can ask, and what you told them about asking again.",
        error_messages={"required": "Write where the family finds help from now on"},
    )  # fmt: skip

    def __init__(self, *args: Any, first: dt.date, still_open: "Sequence[StillOpen]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.still_open = still_open
        fields: dict[str, Any] = self.fields
        fields["ended_on"].first = first
        fields["stays_open"].choices = [(one.key, one.words) for one in still_open if not one.is_first]
        if not fields["stays_open"].choices:
            del fields["stays_open"]

    def clean(self) -> dict[str, Any]:
        """Ask to see to each thing that is open, or to say that it may stay so; but not where help is done."""
        cleaned = super().clean() or {}
        left, outcome = cleaned.pop("stays_open", []), cleaned.get("outcome")
        for one in self.still_open:
            if one.is_first:
                self.add_error(None, READ_FIRST.format(one.words))
            elif outcome in one.before:
                self.add_error("outcome", f"{one.words}: {ANSWER_FIRST}")
            elif one.key not in left and "stays_open" not in self.errors:
                self.add_error("stays_open", f"{one.words}: see to it first, or say that it may stay as it is")
        return cleaned
