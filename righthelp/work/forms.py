"""The forms of this room."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone

from righthelp.design_system.formatters import day
from righthelp.design_system.forms import DayField, PlainText
from righthelp.design_system.versions import QuestionForm
from righthelp.work.models import Episode
from righthelp.work.rules import may_begin_on

if TYPE_CHECKING:
    from righthelp.agencies.models import Agency, Membership, Practitioner, Team
    from righthelp.work.kinds import EpisodeKind

LONGEST_PHONE = 40
PHONE_HINT = "On which they can be reached about this child. You can leave it out."
BECAUSE_HINT = (
    "You have no other reason to see this record. Everybody who works with the child sees what you write here, with "
    "your name, for 30 days."
)
ROLE_HINT = "In plain words, for example class teacher, health visitor or social worker."


class PickField(forms.ChoiceField):
    """One of several, from a list that opens; what cannot be chosen any more is said in plain words."""

    def __init__(self, *, unset: str, **options: Any) -> None:
        options["error_messages"] = {"required": unset, "invalid_choice": f"{unset}. Your choice is not there any more"}
        super().__init__(widget=forms.Select, **options)

    def offer(self, choices: Iterable[tuple[str, str]], empty: str = "Choose") -> None:
        """Set what can be chosen, below an empty first line."""
        self.choices = [("", empty), *choices]


class PhoneField(PlainText):
    """A telephone number as people write it, which may be left out; without a digit nobody could ring it."""

    def __init__(self) -> None:
        super().__init__(label="Telephone", required=False, help_text=PHONE_HINT, max_length=LONGEST_PHONE)

    def clean(self, value: Any) -> str:
        """Refuse words alone."""
        text: str = super().clean(value)
        if text and not any(letter.isdecimal() for letter in text):
            raise forms.ValidationError("Enter a telephone number, like 01632 960 123, or leave it out")
        return text


class PartForm(QuestionForm):
    """Somebody who works with a child, as part of a piece of work that goes on or not."""

    def __init__(self, *args: Any, episodes: Iterable[Episode] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.episodes = {str(one.public_id): one for one in episodes}
        if self.episodes:
            asked = PickField(label="Is it part of a piece of work?", unset="Choose, or leave it", required=False)
            asked.offer(((key, str(one)) for key, one in self.episodes.items()), "No, it stands by itself")
            self.fields["episode"] = asked

    @property
    def part_of(self) -> dict[str, Episode | None]:
        """Give the piece of work as the actions take it."""
        return {"episode": self.episodes.get(self.cleaned_data.get("episode", ""))}


class WorkerForm(PartForm):
    """A colleague of one's own agency, or oneself, who works with a child."""

    who = PickField(label="Who works with the child?", unset="Choose who works with the child")
    role = PlainText(label="Their role for the child", help_text=ROLE_HINT)
    phone = PhoneField()
    starts_on = DayField(label="The first day", help_text="When they began with this child.", has_been=True)
    joined_because = PlainText(
        rows=3,
        label="Why do they join?",
        help_text=BECAUSE_HINT,
        error_messages={"required": "Write why they join"},
    )

    def __init__(
        self,
        *args: Any,
        offered: "Iterable[Membership]",
        by: "Practitioner",
        asks_because: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if not asks_because:
            del self.fields["joined_because"]
        self.offered = {str(one.public_id): one for one in offered}
        choices = [(key, _worker_words(one, by)) for key, one in self.offered.items()]
        self.fields["who"].offer(choices)  # type: ignore[attr-defined]

    def answers(self) -> dict[str, Any]:
        """Give what the action takes."""
        given = self.cleaned_data
        chosen = self.offered[given["who"]]
        who = {"practitioner": chosen.practitioner, "team": chosen.team}
        asked = ("role", "phone", "starts_on", "joined_because")
        how = {name: given[name] for name in asked if name in given}
        return {**who, **how, **self.part_of}


class LeaderForm(WorkerForm):
    """Who leads a piece of work."""

    who = PickField(label="Who leads this work?", unset="Choose who leads this work")
    starts_on = DayField(label="The first day", help_text="When they began to lead it.", has_been=True)

    def __init__(self, *args: Any, allocated: Episode, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.allocated = allocated

    def clean_starts_on(self) -> dt.date:
        """Nobody leads work before it begins."""
        given: dt.date = self.cleaned_data["starts_on"]
        if given < self.allocated.begun_on:
            raise forms.ValidationError(
                f"The first day must be {day(self.allocated.begun_on)} or later: the work began then"
            )
        return given

    def answers(self) -> dict[str, Any]:
        """Give what the action takes."""
        return {name: value for name, value in super().answers().items() if name != "episode"}


class BeginWorkForm(QuestionForm):
    """What work begins with a child, what for, and since when."""

    work = forms.ChoiceField(
        label="What work is it, and which team does it?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what work it is"},
    )
    aim = PlainText(
        rows=3,
        label="What should be different for the child?",
        help_text="In plain words, as you would say it to the family. Everybody who may open this record can read it.",
        error_messages={"required": "Write what should be different for the child"},
    )
    begun_on = DayField(label="The first day", help_text="When this work began.", has_been=True)

    def __init__(
        self, *args: Any, offered: "Iterable[tuple[EpisodeKind, Team]]", born_on: dt.date | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {f"{kind.key} {team.public_id}": (kind, team) for kind, team in offered}
        self.born_on = born_on
        if len(self.offered) == 1:
            del self.fields["work"]
        else:
            choices = [(key, f"{kind.name}, by {team}") for key, (kind, team) in self.offered.items()]
            self.fields["work"].choices = choices  # type: ignore[attr-defined]

    def clean_begun_on(self) -> dt.date:
        """Refuse a day that lies before the child was expected."""
        given: dt.date = self.cleaned_data["begun_on"]
        if not may_begin_on(given, self.born_on):
            raise forms.ValidationError("The first day lies long before the child was born. Check the year")
        return given

    def answers(self) -> dict[str, Any]:
        """Give what the action takes."""
        given = self.cleaned_data
        kind, team = self.offered[given.get("work") or next(iter(self.offered))]
        return {"kind": kind.key, "team": team, "aim": given["aim"], "begun_on": given["begun_on"]}


class EndWorkForm(QuestionForm):
    """How a piece of work ended, and what becomes of those who work in it."""

    STAY = "stay"
    on = DayField(label="The last day", has_been=True)
    outcome = forms.ChoiceField(
        label="How did it end?",
        widget=forms.RadioSelect,
        choices=Episode.Outcome.choices,
        error_messages={"required": "Choose how it ended"},
    )
    because = PlainText(
        rows=3,
        label="What led to the end?",
        help_text="What is different for the child now, or what comes next.",
        error_messages={"required": "Write what led to the end"},
    )
    workers = forms.ChoiceField(
        label="What about the people who work in it?",
        widget=forms.RadioSelect,
        choices=[("end", "Their part ends on the same day"), (STAY, "They go on with the child")],
        initial="end",
        required=False,
    )

    def ask_about(self, episode: Episode) -> None:
        """Ask what becomes of the people only where there are some."""
        if not any(one.ends_on is None for one in episode.workers):
            del self.fields["workers"]

    def answers(self) -> dict[str, Any]:
        """Give what the action takes."""
        given = self.cleaned_data
        how = {"on": given["on"], "outcome": given["outcome"], "because": given["because"]}
        return {**how, "they_go_on": given["workers"] == self.STAY}


class OtherWorkerForm(PartForm):
    """Somebody without an account."""

    name = PlainText(label="Their name")
    role = PlainText(label="Their role for the child", help_text="For example GP, football coach or youth worker.")
    organisation = PlainText(label="Organisation", required=False, help_text="Where they work, if they do.")
    phone = PhoneField()
    starts_on = DayField(label="The first day", help_text="When they began with this child.", has_been=True)

    def answers(self) -> dict[str, Any]:
        """Give what the action takes."""
        return {**self.cleaned_data, **self.part_of}


class EndForm(QuestionForm):
    """The last day of somebody's work with a child, and why."""

    on = DayField(label="The last day", has_been=True)
    because = PlainText(
        rows=3,
        label="Why does it end?",
        help_text="For example: moved class, moved school, left the job, the help is no longer needed.",
        error_messages={"required": "Write why it ends"},
    )


class HandOverForm(QuestionForm):
    """Which colleague goes on, and what they need to know."""

    receiver = PickField(label="Who goes on with the child?", unset="Choose who goes on with the child")
    note = PlainText(
        rows=6,
        label="What do they need to know?",
        help_text="What matters to the child, what was agreed, what comes next and when. They see that you wrote it.",
        error_messages={"required": "Write what they need to know"},
    )

    def __init__(self, *args: Any, colleagues: "Iterable[Practitioner]", by: "Practitioner", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.colleagues = {str(one.public_id): one for one in colleagues}
        choices = [(key, "Myself" if one == by else one.name) for key, one in self.colleagues.items()]
        self.fields["receiver"].offer(choices)  # type: ignore[attr-defined]

    @property
    def chosen(self) -> "Practitioner":
        """Give the colleague chosen."""
        return self.colleagues[self.cleaned_data["receiver"]]


class CoverForm(QuestionForm):
    """Who is away, who stands in, and from when to when."""

    absent = PickField(label="Who is away?", unset="Choose who is away")
    covering = PickField(label="Who stands in?", unset="Choose who stands in")
    starts_on = DayField(label="The first day")
    ends_on = DayField(label="The last day")

    def __init__(
        self, *args: Any, away: "Iterable[Membership]", teams: "Iterable[Membership]", by: "Practitioner", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.away = {str(one.public_id): one for one in away}
        self.standing_in = {str(one.public_id): one for one in teams}
        for name, offered in (("absent", self.away), ("covering", self.standing_in)):
            choices = [(key, _worker_words(one, by)) for key, one in offered.items()]
            self.fields[name].offer(choices)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Take two people of one team, and days that make sense."""
        given = super().clean() or {}
        absent, covering = self.away.get(given.get("absent", "")), self.standing_in.get(given.get("covering", ""))
        if absent and covering:
            self._check_people(absent, covering)
        if given.get("starts_on") and given.get("ends_on"):
            self._check_days(given["starts_on"], given["ends_on"])
        return given

    def answers(self) -> dict[str, Any]:
        """Give what the action takes."""
        absent, covering = self.away[self.cleaned_data["absent"]], self.standing_in[self.cleaned_data["covering"]]
        people = {"absent": absent.practitioner, "covering": covering.practitioner, "team": absent.team}
        return {**people, "starts_on": self.cleaned_data["starts_on"], "ends_on": self.cleaned_data["ends_on"]}

    def _check_people(self, absent: "Membership", covering: "Membership") -> None:
        if absent.practitioner_id == covering.practitioner_id:
            self.add_error("covering", "Choose somebody else to stand in: nobody stands in for themselves")
        elif absent.team_id != covering.team_id:
            self.add_error("covering", f"Choose somebody of the same team: {absent.team.name}")

    def _check_days(self, first: dt.date, last: dt.date) -> None:
        if last < first:
            self.add_error("ends_on", "The last day must be the first day or later")
        elif last < timezone.localdate():
            self.add_error("ends_on", "The last day must be today or later")


class TransferForm(QuestionForm):
    """Where a child's record was sent, what and how."""

    to_agency = PickField(label="Which school or service did you send it to?", unset="Choose", required=False)
    to_name = PlainText(
        label="If it is not in the list: its name and area",
        required=False,
        help_text="For example: Hillview School, Northshire.",
    )
    how = PlainText(
        rows=4,
        label="What did you send, and how?",
        help_text="For example: the child protection file, separate from the school file, by secure mail, signed for.",
        error_messages={"required": "Write what you sent, and how"},
    )

    def __init__(
        self, *args: Any, senders: "Mapping[str, Agency]", places: "Mapping[str, Agency]", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.senders, self.places = senders, places
        options = [(key, one.name) for key, one in places.items()]
        self.fields["to_agency"].offer(options, "Not in this list")  # type: ignore[attr-defined]
        if len(senders) > 1:
            asked = PickField(label="Which of your agencies sent it?", unset="Choose which of your agencies sent it")
            asked.offer((key, one.name) for key, one in senders.items())
            self.fields["from_agency"] = asked
            self.order_fields(["from_agency"])

    def clean(self) -> dict[str, Any]:
        """Ask for one place, not for two."""
        given = super().clean() or {}
        chosen, named = given.get("to_agency"), given.get("to_name")
        if "to_agency" in self.errors or "to_name" in self.errors:
            return given
        if not chosen and not named:
            self.add_error("to_agency", "Choose where you sent it, or write its name below")
        if chosen and named:
            self.add_error("to_name", "Choose from the list or write a name, not both")
        return given

    def answers(self) -> dict[str, Any]:
        """Give what the action takes."""
        given = self.cleaned_data
        sender = self.senders[given.get("from_agency") or next(iter(self.senders))]
        place = self.places[given["to_agency"]] if given["to_agency"] else given["to_name"]
        return {"from_agency": sender, "to": place, "how": given["how"]}


class ReceiptForm(QuestionForm):
    """Who said that a record came."""

    receipt = PlainText(
        rows=2,
        label="Who there said that it came, and how?",
        help_text="Name and role, for example: Mr Holt, head teacher, by telephone.",
        error_messages={"required": "Write who said that it came"},
    )


def _worker_words(one: "Membership", by: "Practitioner") -> str:
    who = f"Myself, {one.practitioner.name}" if one.practitioner_id == by.pk else one.practitioner.name
    return f"{who}: {one.team}"
