"""Before a paper about a child is given to anybody: somebody read it as it stands, and says that it is safe to give."""

from django import forms
from django.http import QueryDict

from righthelp.design_system.forms import GovForm

CHANGED = "The copy was changed meanwhile. Read it again, as it stands here now"


class SafeToGiveForm(GovForm):
    """That somebody read a copy, and says that it is safe; `as_shown` is the fingerprint of what the page showed."""

    is_safe = forms.BooleanField(
        label="I have read all of it, and it is safe to give",
        error_messages={"required": "Read the copy above. Tick the box only if it is safe to give"},
    )
    as_shown = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
    changed = CHANGED

    def __init__(self, data: object = None, *, shown: str) -> None:
        super().__init__(data, initial={"as_shown": shown})
        self.shown = shown

    def clean(self) -> dict[str, object]:
        """Refuse where the copy on this page is not the one that was read; the page then shows the one to read."""
        cleaned = super().clean() or {}
        if cleaned.get("as_shown") != self.shown:
            data = QueryDict(mutable=True)
            data.update(self.data)
            data.pop("is_safe", None)
            data["as_shown"] = self.shown
            self.data = data
            self.add_error("is_safe", self.changed)
        return cleaned
