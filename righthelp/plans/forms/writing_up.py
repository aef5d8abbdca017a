"""The forms with which a meeting is written up."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from righthelp.design_system.forms import PlainText
from righthelp.design_system.versions import QuestionForm, VersionedForm
from righthelp.plans.actions.writing_up import Point
from righthelp.plans.forms.meetings import PeopleField
from righthelp.plans.models import Invited, Member, Note, PlanChild
from righthelp.plans.presenters import child_name, member_line

ABOUT_ALL = "All the children"
NOT_YET, NOT_ASKED = ("", "Not written down yet"), ("", "Was not asked")
WHY = "Why must they not read it?"


class CameForm(VersionedForm):
    """Who came: a line for each who was asked, and for each other who takes part."""

    def __init__(self, *args: Any, invited: Iterable[Invited], others: Iterable[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = {one.member.public_id: one for one in invited}
        self.members = {one.public_id.hex: one for one in (*(one.member for one in asked.values()), *others)}
        for key, member in self.members.items():
            one = asked.get(member.public_id)
            self.fields[name_of_line(key)] = _line(member, one)

    def came(self) -> dict[Member, str]:
        """Give what came of each."""
        return {one: self.cleaned_data[name_of_line(key)] for key, one in self.members.items()}

    def clean(self) -> dict[str, Any]:
        """Say so where somebody sent their views and none are written down."""
        cleaned = super().clean() or {}
        for key, member in self.members.items():
            name = name_of_line(key)
            if cleaned.get(name) == Invited.Came.VIEWS and not _has_views(self.fields[name]):
                self.add_error(name, f"Write down first what {member_line(member)} sent, on the page of the meeting")
        return cleaned


def name_of_line(key: str) -> str:
    """Give the name of the question about one of those who were asked."""
    return f"came_{key}"


def came_answers(invited: Iterable[Invited], others: Iterable[Member]) -> dict[str, str]:
    """Give what is on file for each line."""
    empty = {name_of_line(one.public_id.hex): "" for one in others}
    return {name_of_line(one.member.public_id.hex): one.came for one in invited} | empty


def _line(member: Member, one: Invited | None) -> forms.ChoiceField:
    choices = [NOT_YET if one else NOT_ASKED, *Invited.Came.choices]
    line = forms.ChoiceField(label=member_line(member), choices=choices, required=False)
    line.has_views = bool(one and one.views)  # type: ignore[attr-defined]
    return line


def _has_views(line: forms.Field) -> bool:
    return bool(vars(line)["has_views"])


class PointForm(QuestionForm):
    """One point of the minutes."""

    kind = forms.ChoiceField(
        label="What is it?",
        choices=[(kind.value, kind.label) for kind in Note.Kind if kind != Note.Kind.PUT_RIGHT],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is"},
    )
    child = forms.ChoiceField(
        label="About whom?",
        widget=forms.RadioSelect,
        help_text="Whoever may read only of some of the children gets no point about all of them.",
        error_messages={"required": "Choose about whom it is"},
    )
    text = PlainText(
        rows=5,
        label="What was it?",
        help_text="In plain words, as the family would say it. Keep fact and opinion apart. No address, no telephone.",
    )

    def __init__(self, *args: Any, children: Sequence[PlanChild], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.children = {str(one.public_id): one for one in children}
        choices = [("all", ABOUT_ALL), *((key, child_name(one)) for key, one in self.children.items())]
        self.fields["child"].choices = choices  # type: ignore[attr-defined]

    def point(self) -> Point:
        """Give the point."""
        given = self.cleaned_data
        return Point(kind=given["kind"], text=given["text"], child=self.children.get(given["child"]))


class KeptForm(QuestionForm):
    """Who must not find a point in their minutes, and why."""

    kept_from = PeopleField(
        label="Who must not find this in their minutes?",
        required=False,
        help_text="Tick nobody if everybody who reads about the child may read it. Nothing tells them of it.",
    )
    kept_because = PlainText(rows=2, label=WHY, required=False, help_text="Only where you chose somebody.")

    def __init__(self, *args: Any, members: Iterable[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = {str(one.public_id): one for one in members}
        self.fields["kept_from"].offer(self.members.values())  # type: ignore[attr-defined]
        if not self.members:
            del self.fields["kept_from"], self.fields["kept_because"]

    def clean(self) -> dict[str, Any]:
        """Ask why, where somebody is chosen."""
        cleaned = super().clean() or {}
        if cleaned.get("kept_from") and not cleaned.get("kept_because") and "kept_because" not in self.errors:
            self.add_error("kept_because", "Write why they must not read it")
        return cleaned

    def kept(self) -> list[Member]:
        """Give who must not find it."""
        return [self.members[key] for key in self.cleaned_data.get("kept_from", ())]

    def because(self) -> str:
        """Give why."""
        return str(self.cleaned_data.get("kept_because", "")) if self.kept() else ""


class PointKeptForm(KeptForm, VersionedForm):
    """Who must not find a point, changed: `version` is the one of the meeting."""


class NewPointForm(KeptForm, PointForm):
    """A new point, and from whom it is kept."""


class ChangePointForm(PointForm, VersionedForm):
    """A point, changed before the minutes are finished."""


class UnnamedForm(VersionedForm):
    """In whose minutes and lists somebody is not named."""

    kept_from = PeopleField(
        label="Who must not learn that they take part?",
        required=False,
        help_text="For example somebody from a refuge, and a parent who is feared.",
    )

    def __init__(self, *args: Any, members: Iterable[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = {str(one.public_id): one for one in members}
        self.fields["kept_from"].offer(self.members.values())  # type: ignore[attr-defined]

    def kept(self) -> list[Member]:
        """Give who must not learn of them."""
        return [self.members[key] for key in self.cleaned_data["kept_from"]]
