"""What a form says of answers that the copy for the family shows, and the form before the copy is given."""

from django import forms

from righthelp.design_system.forms import GovForm

FAMILY_SEES = "The copy for the family shows this."


class FamilyCopyForm(GovForm):
    """That somebody read the copy; `text` is the fingerprint of what the page showed."""

    is_safe = forms.BooleanField(
        label="I have read it, and it is safe to give",
        error_messages={"required": "Read the copy above. Tick the box only if it is safe to give"},
    )
    text = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, data: object = None, *, shown: str) -> None:
        super().__init__(data, initial={"text": shown})
        self.shown = shown

    def clean(self) -> dict[str, object]:
        """Refuse where the copy on this page is not the one that was read."""
        cleaned = super().clean() or {}
        if cleaned.get("text") != self.shown:
            self.data = {}
            self.add_error("is_safe", "The copy was changed meanwhile. Read it again, as it stands here now")
        return cleaned
