"""The forms about work under section 17 that a lead practitioner does, and of the partnership's own way."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from righthelp.design_system.forms import DayField, PlainText
from righthelp.design_system.versions import QuestionForm
from righthelp.early_help.actions.competences import Looked
from righthelp.early_help.actions.in_need import Decided, Found
from righthelp.early_help.forms.leading import SomebodyForm
from righthelp.early_help.models import ChildInNeed
from righthelp.plans.forms.choosing import SomeOf
from righthelp.plans.presenters import child_name
from righthelp.work.forms import PickField

if TYPE_CHECKING:
    from righthelp.early_help.competences import Brought, Competence
    from righthelp.plans.models import PlanChild

LONGEST_REVIEW = 182
FOUR_WEEKS = dt.timedelta(weeks=4)
NOT_IN_NEED = "none"
LIMBS = [*ChildInNeed.Limb.choices, (NOT_IN_NEED, "Not a child in need: early help goes on for this child")]
BEFORE_LEAD = ("took_part", "because", "family_says", "begun_on", "who")
CONFIRM = "What of this do you confirm?"
FOUND = {  # what the assessment found about each child: the question, and its hint
    "needs": ("what does the child need?", "Health, development, learning, feeling safe and loved."),
    "risks": ("could anything harm the child?", "At home, outside or online. If nothing was found, say so."),
    "response": ("how far can the family respond to it?", "What each parent can do, and where help is needed."),
}
MISSING = {
    "needs": "write what the child needs",
    "risks": "write what could harm the child, or that you thought about it and found nothing",
    "response": "write how far the family can respond",
}


class ComingDayField(DayField):
    """A day from today on."""

    @property
    def example(self) -> str:
        """Give a date that is coming, as it is typed."""
        coming = timezone.localdate() + FOUR_WEEKS
        return f"{coming.day} {coming.month} {coming.year}"

    def clean(self, value: Any) -> dt.date | None:
        """Refuse a day that is over."""
        given = super().clean(value)
        if given is not None and given < timezone.localdate():
            raise ValidationError(f"{self._named} must be today or later")
        return given


class AskManagerForm(SomebodyForm):
    """Which manager in social care is asked to decide."""

    who = PickField(label="Which manager do you ask?", unset="Choose whom you ask")
    family_says = PlainText(
        rows=3,
        label="Why now, and what does the family say to it?",
        help_text="They should know that a manager in children’s social care reads this. It stands in the list of what "
        "was shared about each child.",
        error_messages={"required": "Write why now, and what the family says to it"},
    )


class InNeedForm(SomebodyForm):
    """What a manager decides, and what the assessment found about each child (BP-050 to BP-055)."""

    took_part = PlainText(
        rows=2,
        label="Who took part in the assessment, and of which agency?",
        help_text="An assessment under section 17 is made by several agencies together with the family.",
        error_messages={"required": "Write who took part in the assessment, and of which agency"},
    )
    because = PlainText(
        rows=3,
        label="What led to this?",
        error_messages={"required": "Write what led to this"},
    )
    family_says = PlainText(
        rows=2,
        label="What does the family say to it?",
        help_text="In their words, as far as you can. It stands in the list of what was shared about each child.",
        error_messages={"required": "Write what the family says"},
    )
    begun_on = DayField(label="The day on which it begins", has_been=True)
    who = PickField(label="Which social worker or practice supervisor supervises?", unset="Choose who supervises")
    competences = PlainText(
        rows=3,
        label="What does the lead practitioner bring, and how do you know?",
        help_text="Their skills, knowledge, experience and training for work with children in need. Where something is "
        "not confirmed: how it is made up for.",
        error_messages={"required": "Write what the lead practitioner brings"},
    )
    time = PlainText(
        rows=2,
        label="What time do they have for it, and who agreed to that?",
        error_messages={"required": "Write what time they have, and who agreed to that"},
    )
    support = PlainText(
        rows=3,
        label="How does a social worker support them, and how are decisions made?",
        error_messages={"required": "Write how they are supported, and how decisions are made"},
    )
    next_supervision_on = ComingDayField(label="The day of the first supervision")

    def __init__(
        self, *args: Any, children: "Sequence[PlanChild]", to_confirm: "Iterable[Competence]", **kwargs: Any
    ) -> None:
        """Ask about the children who are shown; `to_confirm` is what nobody has confirmed of the lead yet."""
        super().__init__(*args, **kwargs)
        self.about = {str(one.public_id): one for one in children}
        own = {name: field for key, child in self.about.items() for name, field in _of_child(key, child).items()}
        self.fields.update(own)
        confirmed = _some(CONFIRM, to_confirm)
        if confirmed:
            self.fields["confirmed"] = confirmed
        self.order_fields([*own, *BEFORE_LEAD, "confirmed"])

    def clean(self) -> dict[str, Any]:
        """Ask what was found about each child in need, and for one child at least."""
        given = super().clean() or {}
        for key in self.about:
            if given.get(f"limb_{key}", NOT_IN_NEED) != NOT_IN_NEED:
                self._ask_for_all(key, given)
        first = next(iter(self.about))
        if all(given.get(f"limb_{key}") == NOT_IN_NEED for key in self.about):
            self.add_error(f"limb_{first}", "Choose why at least one child is a child in need")
        return given

    def decided(self) -> Decided:
        """Give what the action takes."""
        given = self.cleaned_data
        asked = ("took_part", "because", "family_says", "begun_on", "competences", "time", "support")
        said = {name: given[name] for name in (*asked, "next_supervision_on")}
        found = tuple(self._found(key) for key in self.about if given[f"limb_{key}"] != NOT_IN_NEED)
        confirmed = frozenset(given.get("confirmed", ()))
        return Decided(supervisor=self.chosen, children=found, confirmed=confirmed, **said)

    def _ask_for_all(self, key: str, given: Mapping[str, Any]) -> None:
        name = child_name(self.about[key])
        for box, missing in MISSING.items():
            if not given.get(f"{box}_{key}") and f"{box}_{key}" not in self.errors:
                self.add_error(f"{box}_{key}", f"{name}: {missing}")

    def _found(self, key: str) -> Found:
        given = self.cleaned_data
        return Found(self.about[key], *(given[f"{box}_{key}"] for box in ("limb", *MISSING)))


class CompetencesForm(QuestionForm):
    """What of the table is confirmed of whoever leads, or holds no longer (BP-054)."""

    how_known = PlainText(
        rows=3,
        label="How do you know?",
        help_text="For example that you saw them at work, a course with its day, or what their manager says.",
        error_messages={"required": "Write how you know"},
    )

    def __init__(self, *args: Any, brought: "Sequence[Brought]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = {
            "confirmed": _some(CONFIRM, (one.what for one in brought if not one.is_confirmed)),
            "taken_back": _some("What holds no longer?", (one.what for one in brought if one.is_confirmed)),
        }
        self.fields.update({name: field for name, field in asked.items() if field})
        self.order_fields(asked)

    def clean(self) -> dict[str, Any]:
        """Ask for something to note."""
        given = super().clean() or {}
        if not (given.get("confirmed") or given.get("taken_back")):
            first = next(name for name in ("confirmed", "taken_back") if name in self.fields)
            self.add_error(first, "Choose at least one")
        return given

    def looked(self) -> Looked:
        """Give what the action takes."""
        given = self.cleaned_data
        keys = {name: frozenset(given.get(name, ())) for name in ("confirmed", "taken_back")}
        return Looked(given["how_known"], **keys)


class SupervisionForm(QuestionForm):
    """What supervisor and lead practitioner thought together, and when they do so next."""

    held_on = DayField(label="The day of the supervision", has_been=True)
    said = PlainText(
        rows=5, label="What did you think about together?", error_messages={"required": "Write what you thought about"}
    )
    decided = PlainText(rows=3, label="What was decided, and by whom?", required=False)
    next_on = ComingDayField(label="The day of the next supervision")


class SupervisorForm(SomebodyForm):
    """Who supervises from now on."""

    who = PickField(label="Who supervises from now on?", unset="Choose who supervises from now on")
    family_says = PlainText(
        rows=2,
        label="What does the family say to it?",
        help_text="Tell them who reads their plan now. It stands in the list of what was shared about each child.",
        error_messages={"required": "Write what the family says"},
    )


class EndInNeedForm(QuestionForm):
    """That it does not go on under section 17."""

    on = DayField(label="The last day", has_been=True)
    because = PlainText(
        rows=3,
        label="What is different now, and what comes next?",
        error_messages={"required": "Write what is different now, and what comes next"},
    )


class WayForm(QuestionForm):
    """How this partnership does early help."""

    review_days = forms.IntegerField(
        label="By how many days after it was agreed or last reviewed is a plan reviewed?",
        min_value=1,
        max_value=LONGEST_REVIEW,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text="84 days are 12 weeks. For a family, those who help can agree on a shorter time.",
        error_messages={
            "invalid": "Enter a number of days, like 84",
            "required": "Enter a number of days, like 84",
            "min_value": "Enter 1 day or more",
            "max_value": f"Enter {LONGEST_REVIEW} days or fewer",
        },
    )
    leads_hold_section_17 = forms.ChoiceField(
        label="Who may lead work with a child in need (section 17)?",
        widget=forms.RadioSelect,
        choices=[
            ("no", "Only social workers"),
            ("yes", "Also a lead practitioner, supervised by a named social worker, where a manager decides so"),
        ],
        error_messages={"required": "Choose who may lead work with a child in need"},
    )
    because = PlainText(
        rows=3,
        label="Who decided this, and why?",
        help_text="For example the decision of the partnership, with its day.",
        error_messages={"required": "Write who decided this, and why"},
    )

    def answers(self) -> dict[str, Any]:
        """Give what the action takes."""
        return {**self.cleaned_data, "leads_hold_section_17": self.cleaned_data["leads_hold_section_17"] == "yes"}


def _of_child(key: str, child: "PlanChild") -> dict[str, forms.Field]:
    """Ask what the assessment found about one child (BP-050, BP-051)."""
    name = child_name(child)
    limb = forms.ChoiceField(
        label=f"{name}: why is this child a child in need?",
        widget=forms.RadioSelect,
        choices=LIMBS,
        help_text="Section 17(10) of the Children Act 1989.",
        error_messages={"required": f"Choose why {name} is a child in need, or that they are not"},
    )
    asked = {
        f"{box}_{key}": PlainText(rows=3, label=f"{name}: {question}", help_text=hint, required=False)
        for box, (question, hint) in FOUND.items()
    }
    return {f"limb_{key}": limb, **asked}


def _some(label: str, rows: "Iterable[Competence]") -> SomeOf | None:
    """Ask to choose any of some rows of the table; nothing where there is none."""
    found = {one.key: one for one in rows}
    if not found:
        return None
    field = SomeOf(label, [(key, f"{one.group}: {one.name}") for key, one in found.items()])
    field.choice_hints = {key: one.hint for key, one in found.items()}  # type: ignore[attr-defined]
    return field
