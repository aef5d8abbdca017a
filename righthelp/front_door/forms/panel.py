"""What the early help allocation panel said, and the decision that comes of it."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from righthelp.design_system.formatters import day
from righthelp.design_system.forms import DayField, PlainText
from righthelp.front_door.actions.panel import Said
from righthelp.front_door.forms.deciding import ChildForm

PANEL = ("held_on", "present", "said")
FIRST = ("instead_of", *PANEL, "outcome", "panel_question", "team", "authority", "to_whom", "level")


class PanelForm(ChildForm):
    """A decision as the panel made it: why it is decided again is what the panel said."""

    held_on = DayField(label="The day of the panel", has_been=True)
    present = PlainText(
        rows=3, label="Who was there?", help_text="Each with their agency.",
        error_messages={"required": "Say who was there"},
    )  # fmt: skip
    said = PlainText(
        rows=5, label="What did the panel say?", help_text="The decision gives it as the reason for deciding again.",
        error_messages={"required": "Write what the panel said"},
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("again_because", None)
        self.initial.update({"outcome": "", "panel_question": ""})
        self.order_fields(FIRST)

    def clean_held_on(self) -> dt.date:
        """Refuse a day before the panel was asked."""
        given: dt.date = self.cleaned_data["held_on"]
        asked_on = timezone.localdate(self.standing.decided_at) if self.standing else given
        if given < asked_on:
            raise ValidationError(f"The panel was asked on {day(asked_on)}: enter that day or a later one")
        return given

    def panel(self) -> Said:
        """Give what the panel said."""
        given = self.cleaned_data
        return Said(held_on=given["held_on"], present=given["present"], said=given["said"])
