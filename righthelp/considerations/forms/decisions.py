"""The form of deciding a level."""

from typing import Any

from django import forms
from django.utils import timezone

from righthelp.considerations.forms.family_copy import FAMILY_SEES
from righthelp.considerations.rules import Asks, highest_with_crime, is_within_a_year, what_asks
from righthelp.design_system.forms import DayField, PlainText
from righthelp.design_system.versions import VersionedForm

MAY_BE_CRIME = "“Read this first” says that this may be a crime or a serious injury"
LOWER_REASON = {
    (Asks.WORRY,): (
        "Why not the level of the highest worry?",
        "Asked because you chose a worry from a higher level.",
    ),
    (Asks.CRIME,): (
        "Why not the highest level?",
        f"Asked because {MAY_BE_CRIME}. If you decide on a lower level, say why, whom you rang, and what they said.",
    ),
    (Asks.WORRY, Asks.CRIME): (
        "Why not a higher level?",
        f"Asked because you chose a worry from a higher level, and {MAY_BE_CRIME}. "
        "If you decide on a lower level, say why, whom you rang, and what they said.",
    ),
}


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
    lower_reason = PlainText(rows=3, label=LOWER_REASON[(Asks.WORRY,)][0], required=False)
    look_again_on = DayField(label="When you will look again", required=False, help_text=FAMILY_SEES)

    def __init__(
        self,
        *args: Any,
        levels: list[tuple[str, str]],
        highest: int | None,
        may_be_crime: bool = False,
        **kwargs: Any,
    ) -> None:
        """Ask for one of `levels`; `highest` is the level of the highest worry chosen from the guidance."""
        super().__init__(*args, **kwargs)
        numbers = [int(number) for number, _ in levels]
        self.chosen, self.highest = highest, highest_with_crime(highest, max(numbers) if may_be_crime else None)
        self.fields["level"].choices = levels  # type: ignore[attr-defined]
        asks = what_asks(min(numbers), chosen=self.chosen, highest=self.highest)
        if asks:
            lower = self.fields["lower_reason"]
            lower.label, lower.help_text = LOWER_REASON[asks]
        else:
            del self.fields["lower_reason"]

    def clean(self) -> dict[str, Any]:
        """Ask why, when the level is below the highest worry chosen, or below the highest for what may be a crime."""
        cleaned = super().clean() or {}
        level = cleaned.get("level")
        cleaned.setdefault("lower_reason", "")
        is_missing = not cleaned["lower_reason"] and "lower_reason" not in self.errors
        asks = what_asks(int(level), chosen=self.chosen, highest=self.highest) if level else ()
        if asks and is_missing:
            because = " and ".join(self._because(one) for one in asks)
            self.add_error("lower_reason", f"{because}. Say why level {level} is right for this child")
        return cleaned

    def _because(self, asks: Asks) -> str:
        return f"You chose a worry from level {self.chosen}" if asks is Asks.WORRY else MAY_BE_CRIME

    def clean_look_again_on(self) -> Any:
        """Refuse a day in the past, and one that is more than a year away."""
        again_on, today = self.cleaned_data["look_again_on"], timezone.localdate()
        if again_on and again_on < today:
            raise forms.ValidationError("When you will look again must be today or later")
        if again_on and not is_within_a_year(again_on, today):
            raise forms.ValidationError("When you will look again must be within a year")
        return again_on
