"""The forms of what a plan says: each part is added with one, and changed with another that knows its version."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils import timezone

from righthelp.design_system.forms import DayField, GovForm, PlainText
from righthelp.design_system.versions import QuestionForm, VersionedForm
from righthelp.plans.forms.choosing import OneOf, SomeOf
from righthelp.plans.models import Goal, Member, Need, PlanChild, Worry
from righthelp.plans.presenters import child_name, member_line, member_name

ALL = "all"
LONGEST_SCALE = 300
WORRY_HINT = (
    "Say who is worried, what happened, and what could happen to the child if nothing changes. Write it so that the "
    "family understands it, and could say whether they see it the same way."
)
GOAL_HINT = (
    "Say what you would all see if nobody were worried any more: what the child’s days look like then. It may be about "
    "how the family manages together, their routines, and how they solve problems."
)
SCALE_HINT = "Only if people want to use a scale from 0 to 10. Then each person can say where things stand for them."
SCALE_STAYS = "Somebody used its scale already, so that stays: 0 means “{}”, and 10 means “{}”."
KEPT_HINT = "Leave it empty if everybody who is given a copy may read this. Think about safety."
OTHER_CHILD = "You chose a need of another child. Choose needs of this child, or write the worry for all the children"
EVIDENCE_HINT = "What was seen, heard or said. Keep facts, opinions and what others said apart."


class StrengthWords(GovForm):
    """What goes well."""

    text = PlainText(rows=3, label="What goes well, or who helps already?")
    said_by = PlainText(label="Who said it?", required=False)


class NeedWords(GovForm):
    """A need in own words, with what shows it."""

    own_words = PlainText(rows=3, label="What is needed?", help_text="In plain words, for this child or this family.")
    evidence = PlainText(rows=3, label="What shows this need?", required=False, help_text=EVIDENCE_HINT)
    evidence_kind = forms.ChoiceField(
        label="Is that fact, opinion or what somebody else said?",
        choices=[("", "Not said"), *Need.Evidence.choices],
        required=False,
        widget=forms.Select,
    )
    evidence_from = PlainText(label="Where does it come from?", required=False)
    evidence_on = DayField(label="The day of it", required=False, has_been=True)

    def clean(self) -> dict[str, Any]:
        """Ask for the evidence where only its source was written."""
        answers = super().clean() or {}
        if not answers.get("evidence") and any(answers.get(name) for name in ("evidence_kind", "evidence_from")):
            self.add_error("evidence", "Write what shows this need, or leave out where it comes from")
        return answers


class WorryWords(GovForm):
    """A worry statement."""

    text = PlainText(rows=4, label="What are you worried about?", help_text=WORRY_HINT)


class GoalWords(GovForm):
    """A wellbeing goal, and its scale if people want one."""

    text = PlainText(rows=4, label="What would you see if nobody were worried?", help_text=GOAL_HINT)
    scale_zero = PlainText(label="What would 0 mean?", required=False, max_length=LONGEST_SCALE, help_text=SCALE_HINT)
    scale_ten = PlainText(label="What would 10 mean?", required=False, max_length=LONGEST_SCALE)

    def clean(self) -> dict[str, Any]:
        """Have a scale whole or not at all."""
        answers = super().clean() or {}
        ends = {name: answers.get(name) for name in ("scale_zero", "scale_ten")}
        if any(ends.values()):
            for name in (one for one, text in ends.items() if not text and one not in self.errors):
                self.add_error(name, f"{self.fields[name].label} Write it, or leave out both ends of the scale")
        return answers


class ActionWords(GovForm):
    """Who does what, and what it is for."""

    what = PlainText(rows=3, label="What will be done?")
    is_for = PlainText(
        rows=3, label="What is it for, in the child’s safety or wellbeing?", help_text="Say what will be different."
    )

    def __init__(self, *args: Any, members: Iterable[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = {str(one.public_id): one for one in members}
        offered = [("", "Choose"), *((key, member_line(one)) for key, one in self.members.items())]
        asked = OneOf("Who does it?", offered, unset="Choose who does it", widget=forms.Select)
        self.fields["holder"] = asked


class ForWhom(QuestionForm):
    """Whom a part is about, and in whose copies it is left out. Both come after the part itself."""

    def __init__(
        self,
        *args: Any,
        children: Iterable[PlanChild] = (),
        readers: Iterable[Member] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.children = {str(one.public_id): one for one in children}
        self.readers = {str(one.public_id): one for one in readers}
        if self.children:
            self.fields["child"] = _whom(self.children)
            self.order_fields(["child", *self.fields])
        if self.readers:
            self.fields["kept_from"] = kept_from_field(self.readers)

    def answers(self) -> dict[str, Any]:
        """Give what the action takes."""
        answers = dict(self.cleaned_data)
        kept = [self.readers[key] for key in answers.pop("kept_from", [])]
        about = {"child": self.children.get(answers.pop("child", ALL))} if self.children else {}
        return {**answers, **about, "kept_from": kept}


class StrengthForm(StrengthWords, ForWhom):
    """Something more that goes well."""


class NeedForm(NeedWords, ForWhom):
    """One more need, of a child, of all of them, or of an adult."""

    def __init__(self, *args: Any, adults: Iterable[Member] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.adults = {str(one.public_id): one for one in adults}
        if self.adults:
            offered = [("", "The child’s own"), *((key, member_line(one)) for key, one in self.adults.items())]
            self.fields["of_member"] = OneOf("Whose need is it?", offered, widget=forms.Select)

    def answers(self) -> dict[str, Any]:
        """Give what the action takes."""
        answers = super().answers()
        return {**answers, "of_member": self.adults.get(answers.get("of_member", ""))}


class WorryForm(WorryWords, ForWhom):
    """One more worry statement, and the needs that it answers."""

    def __init__(self, *args: Any, needs: Iterable[Need] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.open_needs = {str(one.public_id): one for one in needs}
        if self.open_needs:
            offered = [(key, one.text) for key, one in self.open_needs.items()]
            self.fields["needs"] = SomeOf("Which needs belong to it?", offered)

    def answers(self) -> dict[str, Any]:
        """Give what the action takes."""
        answers = super().answers()
        return {**answers, "needs": self._needs(answers)}

    def clean(self) -> dict[str, Any]:
        """Have a worry about one child answer no need of another."""
        answers: dict[str, Any] = super().clean() or {}
        child = self.children.get(answers.get("child", ALL))
        if child and any(need.child_id not in (None, child.pk) for need in self._needs(answers)):
            self.add_error("needs", OTHER_CHILD)
        return answers

    def _needs(self, answers: dict[str, Any]) -> list[Need]:
        return [self.open_needs[key] for key in answers.get("needs") or ()]


class GoalForm(GoalWords, ForWhom):
    """One more wellbeing goal of a worry statement."""

    def answers(self) -> dict[str, Any]:
        """Give what the action takes."""
        return with_scale(super().answers())


class ActionForm(ActionWords, ForWhom):
    """One more action of a goal, with its day."""

    due_on = DayField(label="By when?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "kept_from" in self.fields:
            self.order_fields([name for name in self.fields if name != "kept_from"])

    def clean_due_on(self) -> Any:
        """Refuse a day that is over: what was done already is noted as progress."""
        due_on = self.cleaned_data["due_on"]
        if due_on < timezone.localdate():
            raise forms.ValidationError("By when? Enter today or a day to come")
        return due_on

    def answers(self) -> dict[str, Any]:
        """Give what the action takes."""
        answers = super().answers()
        return {**answers, "holder": self.members[answers["holder"]]}


class ChangeForm(VersionedForm):
    """A part is changed."""

    def answers(self) -> dict[str, Any]:
        """Give the changes as the action takes them."""
        return self.changes()


class StrengthChangeForm(StrengthWords, ChangeForm):
    """What goes well is said in other words."""


class NeedChangeForm(NeedWords, ChangeForm):
    """A need is said in other words; the sentence of a descriptor stays."""

    def __init__(self, *args: Any, is_descriptor: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_descriptor:
            del self.fields["own_words"]


class WorryChangeForm(WorryWords, ChangeForm):
    """A worry statement is said in other words."""


class GoalChangeForm(GoalWords, ChangeForm):
    """A goal is said in other words, or gets a scale; a scale that somebody used already stays as it is."""

    def __init__(self, *args: Any, goal: Goal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.goal, self.has_marks = goal, goal.marks.exists()
        if self.has_marks:
            self.fields["text"].help_text = f"{GOAL_HINT} {SCALE_STAYS.format(goal.scale_zero, goal.scale_ten)}"
            del self.fields["scale_zero"], self.fields["scale_ten"]

    def clean(self) -> dict[str, Any]:
        """Say so where somebody used the scale since other ends were written here."""
        answers = super().clean() or {}
        if self.has_marks and any(self.data.get(name, held) != held for name, held in self._ends()):
            self.add_error(None, "Somebody used this scale meanwhile, so it stays as it is. Save to keep the rest")
        return answers

    def answers(self) -> dict[str, Any]:
        """Give the changes as the action takes them."""
        answers = super().answers()
        return answers if self.has_marks else with_scale(answers)

    def _ends(self) -> list[tuple[str, str]]:
        return [("scale_zero", self.goal.scale_zero), ("scale_ten", self.goal.scale_ten)]


class ActionChangeForm(ActionWords, ChangeForm):
    """An action is said in other words, or goes to somebody else."""

    def answers(self) -> dict[str, Any]:
        """Give the changes as the action takes them."""
        answers = super().answers()
        return {**answers, "holder": self.members[answers["holder"]]}


class AnswerNeedForm(VersionedForm):
    """A need is answered: by a worry statement, or by a reason for doing nothing about it."""

    NOTHING = "nothing"
    because = PlainText(
        rows=3,
        label="If nothing is done about it, why?",
        required=False,
        help_text="For example: somebody else helps with it already, or the family does not want help with it now.",
    )

    def __init__(self, *args: Any, worries: Iterable[Worry], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.worries = {str(one.public_id): one for one in worries}
        belongs = [(key, f"It belongs to this worry: {one.text}") for key, one in self.worries.items()]
        offered = [*belongs, (self.NOTHING, "Nothing is done about it, for a reason")]
        asked = OneOf("What is done about this need?", offered, unset="Choose what is done about this need")
        self.fields["answer"] = asked
        self.order_fields(["version", "seen", "answer"])

    def clean(self) -> dict[str, Any]:
        """Ask for the reason where nothing is done."""
        answers = super().clean() or {}
        if answers.get("answer") == self.NOTHING and not answers.get("because"):
            self.add_error("because", "Write why nothing is done about this need")
        return answers

    def answers(self) -> dict[str, Any]:
        """Give what the action takes."""
        given = self.cleaned_data
        worry = self.worries.get(given["answer"])
        because = "" if worry else given["because"]
        return {"version": given["version"], "worry": worry, "no_action_because": because}


class DropForm(QuestionForm):
    """Why a part is no longer part of the plan."""

    because = PlainText(
        rows=3,
        label="Why is it no longer part of the plan?",
        help_text="It stays readable in the versions that were agreed with it.",
    )


class KeptFromForm(VersionedForm):
    """In whose copies a part is left out."""

    def __init__(self, *args: Any, readers: Iterable[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.readers = {str(one.public_id): one for one in readers}
        self.fields["kept_from"] = kept_from_field(self.readers)

    def kept(self) -> list[Member]:
        """Give in whose copies it is left out."""
        return [self.readers[key] for key in self.cleaned_data["kept_from"]]


def with_scale(answers: dict[str, Any]) -> dict[str, Any]:
    """Say whether a goal has a scale, from its two ends."""
    return {**answers, "has_scale": bool(answers["scale_zero"])}


def kept_from_field(readers: Mapping[str, Member]) -> SomeOf:
    """Ask in whose copies a part is left out."""
    offered = [(key, member_name(one)) for key, one in readers.items()]
    return SomeOf("Whose copy leaves this out?", offered, help_text=KEPT_HINT)


def _whom(children: Mapping[str, PlanChild]) -> OneOf:
    whole = "The whole family" if len(children) == 1 else "All the children, or the whole family"
    offered = [*((key, child_name(one)) for key, one in children.items()), (ALL, whole)]
    return OneOf("Whom is it about?", offered, unset="Choose whom it is about")
