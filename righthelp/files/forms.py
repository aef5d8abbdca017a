"""The box to choose a file, for forms of any room.

The form needs `enctype="multipart/form-data"`, and its page `@page(…, takes_files=True)`.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files import File

from righthelp.design_system.formatters import in_words
from righthelp.files.actions import examine
from righthelp.files.kinds import KINDS
from righthelp.files.refusals import EMPTY, NO_FILE, NotAccepted

# What phones and computers offer to choose. HEIC is taken but not asked for: asked for JPEG only, a phone makes one of
# its photo, and from a JPEG we can take the place where it was taken.
OFFERED = ",".join(f".{ending}" for kind in KINDS.values() if kind.offered for ending in sorted(kind.extensions))
HINT = f"{in_words((kind.words for kind in KINDS.values()), 'or')}, of up to 10 MB"


class UploadField(forms.FileField):
    """One file, looked into before the form is accepted; `actions.keep` then keeps it."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", HINT)
        options.setdefault("widget", forms.FileInput(attrs={"accept": OFFERED}))
        super().__init__(**options)
        self.error_messages |= {"required": NO_FILE, "missing": NO_FILE, "invalid": NO_FILE, "empty": EMPTY}

    def to_python(self, data: "File[Any] | None") -> "File[Any] | None":
        """Refuse what cannot be kept, in words that say what to do."""
        super().to_python(data)
        if data:
            try:
                examine(data)
            except NotAccepted as refusal:
                raise ValidationError(str(refusal)) from None
        return data
