"""The forms with which the lead practitioner is named, and the team around the family comes together."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError

from righthelp.design_system.forms import DayField, PlainText
from righthelp.design_system.versions import QuestionForm
from righthelp.early_help.actions.leading import Chosen
from righthelp.early_help.actions.team import Joining
from righthelp.early_help.lead_roles import LEAD_ROLES
from righthelp.plans.presenters import child_name
from righthelp.work.forms import PhoneField, PickField

if TYPE_CHECKING:
    from righthelp.agencies.models import Membership, Practitioner
    from righthelp.plans.models import PlanChild

MOST_HOURS = 80


class SomebodyForm(QuestionForm):
    """A form in which somebody of an agency is chosen."""

    who = PickField(label="Who?", unset="Choose somebody")

    def __init__(self, *args: Any, people: "Iterable[Membership]", by: "Practitioner", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.public_id): one for one in people}
        choices = [(key, _worker_words(one, by)) for key, one in self.people.items()]
        self.fields["who"].offer(choices)  # type: ignore[attr-defined]

    @property
    def chosen(self) -> "Membership":
        """Give whoever was chosen, in the team that was chosen."""
        return self.people[self.cleaned_data["who"]]


class LeadForm(SomebodyForm):
    """Who leads, what they are to the family, and how that was decided (BP-041, BP-046 to BP-049)."""

    who = PickField(label="Who is the lead practitioner?", unset="Choose who is the lead practitioner")
    role = PickField(label="What are they to the family?", unset="Choose what they are to the family")
    chosen_on = DayField(label="The day on which this was decided", has_been=True)
    how = PlainText(
        rows=3,
        label="How was the choice made, and with whom?",
        error_messages={"required": "Write how the choice was made, and with whom"},
    )
    child_wishes = PlainText(
        rows=2, label="Whom does each child want?", required=False, help_text="In their words, where you have them."
    )
    family_wishes = PlainText(
        rows=2, label="Whom does the family want?", required=False, help_text="Say it for each parent, if they differ."
    )
    fits_because = PlainText(
        rows=3,
        label="Why are they the right person?",
        help_text="What they know and can do, whether they can think of everybody in the family, the time they have, "
        "and what their agency says.",
        error_messages={"required": "Write why they are the right person"},
    )
    hours_a_week = forms.DecimalField(
        label="How many hours a week does it take now?",
        required=False,
        min_value=0,
        max_value=MOST_HOURS,
        max_digits=4,
        decimal_places=1,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        help_text="As far as you can say, for example 2 or 3.5. It helps to see who leads how much.",
        error_messages={
            "invalid": "Enter a number of hours, like 2 or 3.5",
            "min_value": "Enter a number of hours from 0 up",
            "max_value": f"Enter a number of hours up to {MOST_HOURS}",
            "max_digits": "Enter a number of hours, like 2 or 3.5",
            "max_whole_digits": "Enter a number of hours, like 2 or 3.5",
            "max_decimal_places": "Enter a number of hours, like 2 or 3.5",
        },
    )
    phone = PhoneField()
    note = PlainText(
        rows=5,
        label="What does the new lead practitioner need to know?",
        help_text="What matters to the family, what was agreed, what comes next and when. They see that you wrote it.",
        error_messages={"required": "Write what they need to know"},
        required=False,
    )
    stays_as = PlainText(
        label="If whoever led stays in the team: as what?",
        required=False,
        help_text="For example class teacher. Leave it empty if they leave the team.",
    )

    def __init__(self, *args: Any, now: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        self.fields["role"].offer(LEAD_ROLES.items())  # type: ignore[attr-defined]
        if now is None:
            del self.fields["note"], self.fields["stays_as"]

    def clean(self) -> dict[str, Any]:
        """Ask for a note where the lead passes to somebody else."""
        given = super().clean() or {}
        chosen = self.people.get(given.get("who", ""))
        passes_on = self.now is not None and chosen is not None and chosen.practitioner_id != self.now
        if passes_on and not given.get("note") and "note" not in self.errors:
            self.add_error("note", "Write what the new lead practitioner needs to know")
        return given

    def answers(self) -> dict[str, Any]:
        """Give what the action takes."""
        given = self.cleaned_data
        asked = ("role", "chosen_on", "how", "fits_because", "child_wishes", "family_wishes", "hours_a_week")
        how: dict[str, Any] = {name: given[name] for name in asked}
        chosen = Chosen(practitioner=self.chosen.practitioner, team=self.chosen.team, **how)
        return {"chosen": chosen, **{name: given[name] for name in ("phone", "note", "stays_as") if name in given}}


class ForChildrenForm(QuestionForm):
    """A form that asks with which of the children somebody works."""

    children = forms.MultipleChoiceField(
        label="With which children do they work?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one child"},
    )

    def __init__(self, *args: Any, offered: "Sequence[PlanChild]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {str(one.public_id): one for one in offered}
        choices = [(key, child_name(one)) for key, one in self.offered.items()]
        self.fields["children"].choices = choices  # type: ignore[attr-defined]
        self.fields["children"].initial = list(self.offered)

    @property
    def for_children(self) -> "list[PlanChild]":
        """Give the children chosen."""
        return [self.offered[key] for key in self.cleaned_data["children"]]


class TeamForm(ForChildrenForm, SomebodyForm):
    """Somebody of an agency who joins the team."""

    who = PickField(label="Who joins the team?", unset="Choose who joins the team")
    role = PlainText(
        label="What do they do for the family?",
        help_text="In plain words, for example health visitor or class teacher.",
        error_messages={"required": "Write what they do for the family"},
    )
    phone = PhoneField()
    family_says = PlainText(
        rows=3,
        label="What does the family say to it?",
        help_text="They should know who joins, and what that person will be able to read. If you have not asked, say "
        "why. It stands in the list of what was shared about each child.",
        error_messages={"required": "Write what the family says to it"},
    )
    is_interface = forms.BooleanField(
        required=False,
        label="They come as a social worker to think about the plan with the team, not to take over",
    )
    field_order = ("who", "children", "role", "phone", "family_says", "is_interface")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not any(one.team.agency.kind == "social_care" for one in self.people.values()):
            del self.fields["is_interface"]

    def joining(self) -> Joining:
        """Give what the action takes."""
        given = {name: value for name, value in self.cleaned_data.items() if name not in {"who", "children"}}
        return Joining(practitioner=self.chosen.practitioner, team=self.chosen.team, **given)


class OtherInTeamForm(ForChildrenForm):
    """Somebody without an account who joins the team."""

    name = PlainText(label="Their name")
    organisation = PlainText(label="Organisation", required=False, help_text="Where they work, if they do.")
    role = PlainText(
        label="What do they do for the family?",
        help_text="In plain words, for example football coach or youth worker.",
        error_messages={"required": "Write what they do for the family"},
    )
    phone = PhoneField()
    shuts = forms.BooleanField(
        required=False,
        label="It is a school, or another place that is shut in the school holidays",
        help_text="Then somebody is named whom the team can ask in that time, as reviews do not wait for a term.",
    )
    field_order = ("name", "organisation", "role", "shuts", "phone", "children")

    def answers(self) -> dict[str, Any]:
        """Give what the action takes."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "children"}
        return {**given, "children": self.for_children}


class LeaveTeamForm(QuestionForm):
    """The last day of somebody in the team, and why."""

    on = DayField(label="Their last day", has_been=True)
    because = PlainText(rows=3, label="Why do they leave?", error_messages={"required": "Write why they leave"})

    def __init__(self, *args: Any, since: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.since = since

    def clean_on(self) -> Any:
        """Nobody leaves before they joined."""
        given = self.cleaned_data["on"]
        if given < self.since:
            raise ValidationError("Their last day must be the day on which they joined or later")
        return given


def _worker_words(one: "Membership", by: "Practitioner") -> str:
    who = "Myself" if one.practitioner_id == by.pk else one.practitioner.name
    return f"{who}, {one.practitioner.job_title or one.team.name}"
