"""The form on which the partnership sets its own steps."""

from collections.abc import Sequence
from typing import Any

from django import forms

from righthelp.design_system.forms import PlainText
from righthelp.work.disagreements.forms import StepForm
from righthelp.work.disagreements.ladder import Rung

MOST_STEPS, MOST_DAYS = 12, 20
DAYS = f"Working days of step {{}} must be a whole number from 1 to {MOST_DAYS}"


class LadderForm(StepForm):
    """The partnership's own steps: a title and working days for each."""

    def __init__(self, *args: Any, rungs: Sequence[Rung], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = range(1, min(max(len(rungs) + 1, self._sent()), MOST_STEPS) + 1)
        for place in self.places:
            rung = rungs[place - 1] if place <= len(rungs) else None
            is_first = place == 1
            self.fields[f"title_{place}"] = PlainText(
                label=f"Step {place}: who speaks with whom", required=is_first, initial=rung.title if rung else "",
                error_messages={"required": "Write who speaks with whom on the first step"},
            )  # fmt: skip
            self.fields[f"days_{place}"] = forms.IntegerField(
                label=f"Step {place}: working days", required=is_first, initial=rung.days if rung else None,
                min_value=1, max_value=MOST_DAYS, widget=forms.TextInput(attrs={"inputmode": "numeric"}),
                error_messages={name: DAYS.format(place) for name in ("required", "invalid", "min_value", "max_value")},
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Ask for both of each step, and for no gap between steps."""
        given = super().clean() or {}
        for place in self.places:
            title, days = given.get(f"title_{place}"), given.get(f"days_{place}")
            if title and days is None and f"days_{place}" not in self.errors:
                self.add_error(f"days_{place}", DAYS.format(place))
            if days is not None and not title and f"title_{place}" not in self.errors:
                self.add_error(f"title_{place}", f"Write who speaks with whom on step {place}, or leave out its days")
        return given

    @property
    def rungs(self) -> list[Rung]:
        """Give the steps written down, without those left empty."""
        given = self.cleaned_data
        both = ((given.get(f"title_{place}"), given.get(f"days_{place}")) for place in self.places)
        return [Rung(title, days) for title, days in both if title and days]

    def _sent(self) -> int:
        """Count the steps that were sent, so that a page shown with more of them keeps them all."""
        return sum(name.startswith("title_") for name in self.data) if self.is_bound else 0
