"""Loading police notifications, quick decisions, and schools."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.files import File

from righthelp.design_system.forms import GovForm, PlainText
from righthelp.design_system.versions import QuestionForm
from righthelp.front_door.forms.deciding import FIVE, ChildForm
from righthelp.front_door.police.reading import MOST_BYTES
from righthelp.front_door.police.triage import OUTCOMES, REASONS

if TYPE_CHECKING:
    from django.forms.boundfield import BoundField

    from righthelp.front_door.forms.deciding import Offered
    from righthelp.front_door.models import NamedChild

NO_FILE = "Choose a file"
TELL, LEAVE = "told", "not_told"


class PoliceUploadForm(GovForm):
    """A file of police notifications; it is read and never kept as a file."""

    file = forms.FileField(
        label="The file of the police",
        help_text="CSV or XML as described under “What the file must look like”, of up to 5 MB and 5,000 rows",
        widget=forms.FileInput(attrs={"accept": ".csv,.xml"}),
        error_messages={"required": NO_FILE, "missing": NO_FILE, "invalid": NO_FILE, "empty": "The file is empty"},
    )

    def clean_file(self) -> "File[Any]":
        """Refuse a file that is larger than any batch."""
        file: File[Any] = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError("The file must be smaller than 5 MB")
        return file


class QuickForm(GovForm):
    """What happens to a child, and at which level: the words for a decision are then made ready, to read and change."""

    outcome = forms.ChoiceField(label="What happens now?", error_messages={"required": "Choose what happens now"})
    level = forms.ChoiceField(label="Level", error_messages={"required": "Choose the level"})
    common = forms.ChoiceField(label="Begin with a common reason", required=False)

    def __init__(self, *args: Any, child: "NamedChild", offered: "Offered", **kwargs: Any) -> None:
        super().__init__(*args, prefix=f"quick-{child.public_id}", **kwargs)
        self.child = child
        choices: dict[str, Any] = self.fields
        choices["outcome"].choices = [("", "Choose"), *OUTCOMES]
        choices["level"].choices = [("", "Choose"), *((key, one.heading) for key, one in offered.levels.items())]
        choices["common"].choices = [("", "None: I write my own"), *REASONS.items()]


BESIDE_EACH_OTHER = ("outcome", "level", "manager", "team")
BELOW = ("reason", "panel_question", "to_whom", *FIVE, "late_because", "instead_of")


class TriageForm(ChildForm):
    """A decision for one child among many on one screen: the same questions, closer together."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("outcome", "level"):
            field: Any = self.fields[name]
            chosen = list(field.choices)
            field.widget = forms.Select()
            field.choices = [("", "Choose"), *chosen]
        self.fields["team"].help_text = ""
        self.order_fields([*BESIDE_EACH_OTHER, *BELOW])

    def beside(self) -> "list[BoundField]":
        """Give the questions that stand beside each other."""
        return [self[name] for name in BESIDE_EACH_OTHER]

    def below(self) -> "list[BoundField]":
        """Give the questions that are answered in words."""
        return [self[name] for name in BELOW if name in self.fields]


class SchoolForm(QuestionForm):
    """Whether a school was told on the telephone, or is not told, with the reason."""

    what = forms.ChoiceField(
        label="What happened?",
        choices=[(TELL, "I told the school"), (LEAVE, "The school is not told, and there is a reason")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what happened"},
    )
    whom = PlainText(
        label="If you told them: whom?",
        help_text="Their name and role. In the holidays: whoever covers for the safeguarding lead.",
        required=False,
    )
    because = PlainText(
        rows=2, label="If not: why not?", help_text="For example: a parent works there, and would learn who called.",
        required=False,
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Ask for whom, or why not."""
        cleaned = super().clean() or {}
        needed = {TELL: ("whom", "Say whom you told"), LEAVE: ("because", "Say why the school is not told")}
        name, text = needed.get(cleaned.get("what", ""), ("", ""))
        if name and not cleaned.get(name) and name not in self.errors:
            self.add_error(name, text)
        return cleaned
