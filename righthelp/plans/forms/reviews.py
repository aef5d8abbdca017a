"""The review of a plan, and what was done about delay."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone

from righthelp.design_system.formatters import day
from righthelp.design_system.forms import DayField, PlainText
from righthelp.design_system.versions import QuestionForm
from righthelp.plans.actions.reviews import ChildLife, Reviewed
from righthelp.plans.forms.choosing import OneOf
from righthelp.plans.models import ChildReviewed
from righthelp.plans.presenters import child_name
from righthelp.plans.rules import is_late, review_fault
from righthelp.work.forms import PickField

if TYPE_CHECKING:
    from righthelp.plans.models import Meeting, Plan, PlanChild, Review

NOT_YET, RISING = "not_yet", "rising"
LATE = "Say why the review is late"


class ReviewForm(QuestionForm):
    """What changed, how life is for each child and how we know, whether the plan helps, what is next (BN-045)."""

    reviewed_on = DayField(label="The day of the review", has_been=True)
    meeting = PickField(label="Was it at a meeting?", unset="Choose a meeting, or leave it", required=False)
    late_because = PlainText(
        rows=2, label="If the review is late: why?", required=False,
        help_text="What held it up. It is there to see what gets in the way, not to blame anybody.",
    )  # fmt: skip
    changed = PlainText(
        rows=4, label="What has changed in the family’s life since the last time?",
        error_messages={"required": "Say what has changed, or that nothing has"},
    )  # fmt: skip
    family_view = PlainText(
        rows=3, label="What does the family say?", required=False,
        help_text="In their words, each person by themselves. Say so where they see it differently.",
    )  # fmt: skip
    works = OneOf(
        "Does the plan make the difference that we hoped for?",
        [("yes", "Yes, or it is on its way"), (NOT_YET, "It is not yet making the difference we hoped")],
        unset="Choose whether the plan makes the difference",
    )
    not_working_because = PlainText(rows=3, label="If not yet: what gets in the way?", required=False)
    risk = OneOf(
        "Is the risk to a child rising?", [("no", "No"), (RISING, "Yes, risk is rising")],
        unset="Choose whether risk is rising",
    )  # fmt: skip
    risk_because = PlainText(rows=3, label="If risk is rising: what makes you think so?", required=False)
    do_next = PlainText(
        rows=3, label="What is done next, and what is done differently?",
        error_messages={"required": "Say what is done next"},
    )  # fmt: skip
    next_on = DayField(label="The day by which it is reviewed again")

    def __init__(
        self, *args: Any, plan: "Plan", children: "Sequence[PlanChild]", meetings: "Sequence[Meeting]",
        before: "Sequence[Review]", held_at: str = "", **kwargs: Any,
    ) -> None:  # fmt: skip
        self.meetings = {str(one.public_id): one for one in meetings}
        first = _first_answers(self.meetings.get(held_at), plan.review_days)
        super().__init__(*args, **{"initial": first, **kwargs})
        self.plan, self.children = plan, list(children)
        self.before = [one.reviewed_on for one in before]
        self._ask_of_children()
        self._ask_of_days()

    def _ask_of_days(self) -> None:
        plan, fields = self.plan, self.fields
        fields["next_on"].help_text = f"Sooner if things change, and at the latest {plan.review_days} days later."
        if plan.next_review_on:
            fields["reviewed_on"].help_text = f"It was due by {day(plan.next_review_on)}."
        else:
            del fields["late_because"]
        if self.meetings:
            fields["meeting"].offer(((key, str(one)) for key, one in self.meetings.items()), "No, not at a meeting")  # type: ignore[attr-defined]
        else:
            del fields["meeting"]

    def _ask_of_children(self) -> None:
        for child in self.children:
            self.fields |= _asked_of(child)
        first = [name for name in ("reviewed_on", "meeting", "late_because", "changed") if name in self.fields]
        own = [f"{name}_{child.public_id.hex}" for child in self.children for name in (*OF_EACH, *OF_WORDS)]
        self.order_fields([*first, *own])

    def clean(self) -> dict[str, Any]:
        """Ask why for a flag and for a late review, and hold the days together."""
        cleaned = super().clean() or {}
        self._ask_why(cleaned, "works", NOT_YET, "not_working_because", "Say what gets in the way")
        self._ask_why(cleaned, "risk", RISING, "risk_because", "Say what makes you think so")
        on, next_on = cleaned.get("reviewed_on"), cleaned.get("next_on")
        if on and is_late(on, self.plan.next_review_on) and not cleaned.get("late_because"):
            self.add_error("late_because", LATE)
        if on and next_on:
            self._check_days(on, next_on)
        return cleaned

    def _ask_why(self, cleaned: Mapping[str, Any], asked: str, answer: str, why: str, missing: str) -> None:
        if cleaned.get(asked) == answer and not cleaned.get(why) and why not in self.errors:
            self.add_error(why, missing)

    def _check_days(self, on: dt.date, next_on: dt.date) -> None:
        plan = self.plan
        last = max(self.before, default=plan.begun_on)
        if on < last:
            self.add_error("reviewed_on", f"The day of the review must be {day(last)} or later")
        elif review_fault(on, next_on, begun_on=plan.begun_on, before=self.before, days=plan.review_days):
            latest = day(on + dt.timedelta(days=plan.review_days))
            self.add_error("next_on", f"The next review must be after this one, and by {latest} at the latest")

    def reviewed(self) -> Reviewed:
        """Give what the review says; a reason counts only with its flag."""
        given = self.cleaned_data
        is_held_up = is_late(given["reviewed_on"], self.plan.next_review_on)
        return Reviewed(
            reviewed_on=given["reviewed_on"], changed=given["changed"], do_next=given["do_next"],
            next_on=given["next_on"], family_view=given["family_view"],
            not_working_because=given["not_working_because"] if given["works"] == NOT_YET else "",
            risk_because=given["risk_because"] if given["risk"] == RISING else "",
            late_because=given["late_because"] if is_held_up else "",
            meeting=self.meetings.get(given.get("meeting", "")),
        )  # fmt: skip

    def lives(self) -> list[ChildLife]:
        """Give how life is for each child."""
        return [self._life_of(child) for child in self.children]

    def _life_of(self, child: "PlanChild") -> ChildLife:
        """Give how life is for one child; without words there is no day, question or reader of them."""
        given, key = self.cleaned_data, child.public_id.hex
        life, how, says = (given[f"{name}_{key}"] for name in OF_EACH)
        if not says:
            return ChildLife(child, life, how)
        said_on, asked, is_exact, readers = (given[f"{name}_{key}"] for name in OF_WORDS)
        readers = readers or ChildReviewed.Readers.KEEPERS
        return ChildLife(child, life, how, says, said_on or given["reviewed_on"], asked, is_exact, readers)


def _first_answers(meeting: "Meeting | None", review_days: int) -> dict[str, Any]:
    """Give what stands in the form at first; of a review held at a meeting, its day and which it was."""
    on = timezone.localdate(meeting.held_at) if meeting else timezone.localdate()
    which = {"meeting": str(meeting.public_id)} if meeting else {}
    return {"reviewed_on": on, "next_on": on + dt.timedelta(days=review_days), **which}


OF_EACH = ("life", "how", "says")
OF_WORDS = ("said_on", "asked", "exact", "readers")


def _asked_of(child: "PlanChild") -> dict[str, forms.Field]:
    name, key = child_name(child), child.public_id.hex
    asked = f"How is life for {name} now?"
    life = OneOf(asked, ChildReviewed.Life.choices, unset=f"Choose how life is for {name}")
    how = PlainText(
        rows=3, label=f"How do we know how it is for {name}?",
        help_text="What was seen, heard or measured, and by whom.",
        error_messages={"required": f"Say how we know how it is for {name}"},
    )  # fmt: skip
    says = PlainText(
        rows=2, label=f"What does {name} say?", required=False,
        help_text="In their own words, or what their behaviour tells. No copy for the family shows this.",
    )  # fmt: skip
    return {f"life_{key}": life, f"how_{key}": how, f"says_{key}": says, **_asked_of_words(name, key)}


def _asked_of_words(name: str, key: str) -> dict[str, forms.Field]:
    """Ask what belongs to words of a child: the day, the question, whether they are exact, who may read them."""
    said_on = DayField(
        label=f"When did {name} say it?", help_text="Leave empty if it was on the day of the review.", required=False,
        has_been=True,
    )  # fmt: skip
    asked = PlainText(
        label=f"What had {name} been asked?", help_text="Leave empty if nobody had asked.", required=False
    )
    exact = forms.BooleanField(label=f"These are the exact words of {name}", required=False)
    readers = OneOf(
        f"Who may read what {name} says?", ChildReviewed.Readers.choices,
        help_text="A child’s words can put them in danger if the wrong person reads them.",
        initial=ChildReviewed.Readers.KEEPERS,
    )  # fmt: skip
    return {f"said_on_{key}": said_on, f"asked_{key}": asked, f"exact_{key}": exact, f"readers_{key}": readers}


class DelayForm(QuestionForm):
    """What was done about something late."""

    about = PickField(label="What was late?", unset="Choose what was late")
    done = PlainText(
        rows=3, label="What was done about it?", help_text="Who did what, and when. Say too if nothing can be done.",
        error_messages={"required": "Say what was done about it"},
    )  # fmt: skip

    def __init__(self, *args: Any, offered: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].offer(offered.items())  # type: ignore[attr-defined]
