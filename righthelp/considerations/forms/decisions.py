"""The form of deciding a level."""

from typing import Any

from django import forms
from django.utils import timezone

from righthelp.considerations.forms.family_copy import FAMILY_SEES
from righthelp.considerations.rules import is_within_a_year, needs_lower_reason
from righthelp.design_system.forms import DayField, PlainText
from righthelp.design_system.versions import VersionedForm


class DecideForm(VersionedForm):
    """The level that people decided."""

    level = forms.ChoiceField(
        label="Which level did you decide on together?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the level that you decided on"},
    )
    decided_with = PlainText(
        label="With whom?",
        help_text="For example your safeguarding lead, by name and role.",
        error_messages={"required": "Enter with whom you decided. If you had to decide alone, write “alone” and why"},
        max_length=300,
    )
    reason = PlainText(
        rows=5,
        label="Why this level?",
        help_text="What led you to it: the worries, the strengths, and what comes first. "
        f"Write it so that the child could understand it later. {FAMILY_SEES}",
        error_messages={"required": "Say why you decided on this level"},
    )
    family_part = PlainText(
        rows=3,
        label="What part did the child and family have in this?",
        help_text="What they said and want. If you have not spoken to them, say why.",
        required=False,
    )
    lower_reason = PlainText(
        rows=3,
        label="Why not the level of the highest worry?",
        help_text="Asked because you chose a worry from a higher level.",
        required=False,
    )
    look_again_on = DayField(label="When you will look again", required=False, help_text=FAMILY_SEES)

    def __init__(self, *args: Any, levels: list[tuple[str, str]], highest: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.highest = highest
        self.fields["level"].choices = levels  # type: ignore[attr-defined]
        if highest is None or highest <= 1:
            del self.fields["lower_reason"]

    def clean(self) -> dict[str, Any]:
        """Ask why, when the level is below the highest worry chosen."""
        cleaned = super().clean() or {}
        level = int(cleaned.get("level") or 0)
        cleaned.setdefault("lower_reason", "")
        is_missing = not cleaned["lower_reason"] and "lower_reason" not in self.errors
        if level and needs_lower_reason(level, self.highest) and is_missing:
            self.add_error(
                "lower_reason",
                f"You chose a worry from level {self.highest}. Say why level {level} is right for this child",
            )
        return cleaned

    def clean_look_again_on(self) -> Any:
        """Refuse a day in the past, and one that is more than a year away."""
        again_on, today = self.cleaned_data["look_again_on"], timezone.localdate()
        if again_on and again_on < today:
            raise forms.ValidationError("When you will look again must be today or later")
        if again_on and not is_within_a_year(again_on, today):
            raise forms.ValidationError("When you will look again must be within a year")
        return again_on
