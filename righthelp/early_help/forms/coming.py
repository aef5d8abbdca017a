"""The form with which somebody says what becomes of what came along with a child."""

from typing import Any

from righthelp.design_system.forms import PlainText
from righthelp.design_system.versions import QuestionForm
from righthelp.plans.forms.choosing import OneOf

PUT, LEFT = "put", "left"


class CameAlongForm(QuestionForm):
    """Whether it goes onto the plan as it is; else why not."""

    what = OneOf(
        "What becomes of it?",
        [(PUT, "Put it on the plan as it is"), (LEFT, "Do not put it on the plan")],
        unset="Choose what becomes of it",
    )
    because = PlainText(rows=3, label="If you do not put it on the plan: why, or where does it stand?", required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for the reason where it does not go onto the plan."""
        cleaned = super().clean() or {}
        if cleaned.get("what") == LEFT and not cleaned.get("because") and "because" not in self.errors:
            self.add_error("because", "Write why, or where it stands")
        return cleaned

    @property
    def is_put(self) -> bool:
        """Say whether it goes onto the plan."""
        return bool(self.cleaned_data["what"] == PUT)
