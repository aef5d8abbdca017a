"""What is finished is put right: what was wrong in minutes, what is struck through and why, what is taken back."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from righthelp.design_system.forms import DayField, PlainText
from righthelp.design_system.versions import QuestionForm
from righthelp.plans.actions.putting_right import Correction
from righthelp.plans.forms.writing_up import KeptForm, PointForm
from righthelp.plans.models import Member, Note
from righthelp.plans.presenters import member_line
from righthelp.work.forms import PickField


class PutRightForm(KeptForm, PointForm):
    """What was wrong in finished minutes, what is right, and who said so; `point` is the one that was wrong."""

    was_wrong = PlainText(rows=3, label="What was wrong?", error_messages={"required": "Say what was wrong"})
    text = PlainText(
        rows=3, label="What is right?", help_text="In plain words. No address, no telephone.",
        error_messages={"required": "Say what is right"},
    )  # fmt: skip
    said_by = PickField(
        label="Who said so?", unset="Choose who said so",
        help_text="You, if you noticed it yourself. Whoever gets this may learn or guess who said so.",
    )  # fmt: skip
    on = DayField(label="The day on which they said it", has_been=True)
    field_order = ("child", "was_wrong", "text", "said_by", "on", "kept_from", "kept_because")

    def __init__(
        self, *args: Any, people: Iterable[Member], held_on: dt.date, point: Note | None, **kwargs: Any
    ) -> None:
        first = {"on": timezone.localdate(), "was_wrong": point.text if point else ""}
        super().__init__(*args, **{"initial": first, **kwargs})
        fields: dict[str, Any] = self.fields
        self.people = {str(one.public_id): one for one in people}
        fields["said_by"].offer((key, member_line(one)) for key, one in self.people.items())
        fields["on"].first = held_on
        for name in ("kind", "child") if point else ("kind",):
            del fields[name]

    def correction(self) -> Correction:
        """Give what the action takes."""
        given = self.cleaned_data
        child = self.children.get(given.get("child", ""))
        return Correction(given["was_wrong"], given["text"], self.people[given["said_by"]], given["on"], child)


class StrikeForm(QuestionForm):
    """Why a review or a mark is struck through."""

    because = PlainText(
        rows=3, label="Why is it struck through?",
        help_text="It stays readable, with your name, the day and this reason. Say what was wrong, and who said so.",
        error_messages={"required": "Say why it is struck through"},
    )  # fmt: skip


class TakeBackForm(QuestionForm):
    """Why it was wrong that an action is done, or a goal reached."""

    because = PlainText(
        rows=3, label="What was wrong?",
        help_text="What was noted stays readable, with your name, the day and this reason.",
        error_messages={"required": "Say what was wrong"},
    )  # fmt: skip
