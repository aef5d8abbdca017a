"""The forms with which children of early help go to the front door: only what is new is asked."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django import forms

from righthelp.agencies.forms.writing import ForAgencyForm
from righthelp.design_system.forms import PlainText
from righthelp.design_system.versions import QuestionForm
from righthelp.early_help.actions.passing import HELP, PANEL, AskedOfFrontDoor
from righthelp.early_help.forms.offering import tick
from righthelp.plans.forms.choosing import OneOf
from righthelp.plans.presenters import child_name
from righthelp.work.forms import PhoneField, PickField

if TYPE_CHECKING:
    from righthelp.guidance.models import Level
    from righthelp.plans.models import PlanChild

YES, NO = "yes", "no"
SAFE = [
    (YES, "Yes, it is safe"),
    (NO, "No, it could put the child or somebody else in danger"),
    ("unsure", "I am not sure"),
]
AGREES = [
    (YES, "Yes"),
    ("part", "To a part of it, or not all of them"),
    (NO, "No"),
    ("not_asked", "They were not asked"),
]


STAYS = (
    "They go along with everything that is written here of them. What is about children who stay is left out: if the "
    "front door needs it, ring and tell them."
)


class AskForm(ForAgencyForm, QuestionForm):
    """What every way to the front door asks: for whom, why now, and on which number somebody is reached."""

    children = tick("For which children?", "Choose at least one child")
    because = PlainText(
        rows=4,
        label="Why do you ask now?",
        help_text="What has changed, or what you saw or heard. What is written here of the children goes along.",
        error_messages={"required": "Write why you ask now"},
    )
    phone = PhoneField()
    asks_for = HELP

    def __init__(self, *args: Any, children: "Sequence[PlanChild]", **kwargs: Any) -> None:
        chosen = [str(one.public_id) for one in children]
        is_one = len(chosen) == 1
        super().__init__(*args, initial={"children": chosen if is_one else []}, **kwargs)  # nobody goes by a slip
        self.about = {str(one.public_id): one for one in children}
        fields: dict[str, Any] = self.fields
        fields["children"].choices = [(key, child_name(one)) for key, one in self.about.items()]
        fields["children"].help_text = "" if is_one else STAYS
        fields["phone"].label = "On which number can somebody ring you?"

    @property
    def leaves_some(self) -> bool:
        """Say whether some of the children stay."""
        return len(self.chosen()) < len(self.about)

    def chosen(self) -> "list[PlanChild]":
        """Give the children who go."""
        return [self.about[key] for key in self.cleaned_data["children"]]

    def asked(self) -> AskedOfFrontDoor:
        """Give what is new."""
        given = self.cleaned_data
        return AskedOfFrontDoor(
            children=self.levels(),
            agency=self.for_agency(),
            because=given["because"],
            phone=given["phone"],
            asks_for=self.asks_for,
            **self.more(),
        )

    def levels(self) -> "dict[PlanChild, Level | None]":
        """Give the children who go, each with the level that is thought of."""
        return dict.fromkeys(self.chosen())

    def more(self) -> dict[str, Any]:
        """Give what this way asks beside."""
        return {}


class UrgentForm(AskForm):
    """The shortest there is, for a child who may be in danger (SF-014)."""

    because = PlainText(
        rows=4, label="What has happened?", error_messages={"required": "Write what has happened, in a few words"}
    )
    is_safe_to_speak = OneOf("Is it safe to speak to the family first?", SAFE)
    field_order = ("agency", "because", "children", "is_safe_to_speak", "phone")

    def more(self) -> dict[str, Any]:
        """Give that it is urgent."""
        return {"is_urgent": True, "is_safe_to_speak": self.cleaned_data["is_safe_to_speak"]}


class StepUpForm(AskForm):
    """A step up: why now, whether it is urgent, what the family knows and says, and which level each child is at."""

    is_urgent = OneOf(
        "Does somebody need to act today?", [(YES, "Yes"), (NO, "No")], unset="Choose whether it is urgent"
    )
    is_safe_to_speak = OneOf("Is it safe to speak to the family about this?", SAFE, unset="Choose whether it is safe")
    is_family_told = OneOf(
        "Does the family know that you ask?", [(YES, "Yes"), (NO, "No")], unset="Choose whether they know"
    )
    may_be_named = forms.BooleanField(
        label="The family may be told that it was you who asked",
        required=False,
        help_text="Do not tick this if one of them must not know.",
    )
    family_agrees = OneOf("Did they agree that you ask?", AGREES, unset="Choose whether they agreed")
    family_said = PlainText(
        rows=3,
        label="What did they say?",
        required=False,
        help_text="Who said it. Parents may not agree with each other.",
    )
    not_told_because = PlainText(
        rows=3, label="If they do not know, or did not agree: why do you ask all the same?", required=False
    )

    def __init__(self, *args: Any, levels: "Iterable[Level]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {str(one.number): one for one in levels}
        for key, child in self.about.items():
            asked = PickField(
                label=f"Which level do you think of for {child_name(child)}?", unset="Choose a level", required=False
            )
            asked.offer([(number, one.heading) for number, one in self.offered.items()], "I am not sure")
            self.fields[f"level-{key}"] = asked

    def clean(self) -> dict[str, Any]:
        """Ask for the reason where the family does not know, or did not agree."""
        cleaned = super().clean() or {}
        without = cleaned.get("is_family_told") == NO or cleaned.get("family_agrees") in (NO, "not_asked")
        if without and not cleaned.get("not_told_because") and "not_told_because" not in self.errors:
            self.add_error("not_told_because", "Write why you ask all the same")
        return cleaned

    def levels(self) -> "dict[PlanChild, Level | None]":
        """Give the children who go, each with the level that is thought of."""
        return {self.about[key]: self.offered.get(self.cleaned_data[f"level-{key}"]) for key in self._keys()}

    def more(self) -> dict[str, Any]:
        """Give what the family knows and says."""
        given = self.cleaned_data
        same = ("family_agrees", "family_said", "not_told_because", "is_safe_to_speak", "may_be_named")
        told = {"is_urgent": given["is_urgent"] == YES, "is_family_told": given["is_family_told"] == YES}
        return {**told, **{name: given[name] for name in same}}

    def _keys(self) -> list[str]:
        return list(self.cleaned_data["children"])


class PanelForm(StepUpForm):
    """A request to the early help allocation panel, where it is unclear what help fits (BN-044)."""

    because = PlainText(
        rows=4,
        label="What makes it unclear which help fits?",
        help_text="The panel reads this first. What is written here of the children goes along.",
        error_messages={"required": "Write what makes it unclear"},
    )
    asks_for = PANEL
