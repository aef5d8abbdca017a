"""What the forms of this room share."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils import timezone

from righthelp.consent.actions import AdviceTaken
from righthelp.consent.models import How
from righthelp.design_system.forms import DayField, GovForm, PlainText
from righthelp.people.presenters import name_of

if TYPE_CHECKING:
    from django.forms.boundfield import BoundField

    from righthelp.agencies.models import Practitioner
    from righthelp.people.models import Person

Choices = list[tuple[str, str]]
GONE = "A child whom you chose can no longer be chosen here. Check whom it is about"


def choice(label: str, choices: Iterable[tuple[str, str]], missing: str, **more: Any) -> forms.ChoiceField:
    """Ask to choose one of some answers."""
    return forms.ChoiceField(
        label=label, choices=list(choices), widget=forms.RadioSelect, error_messages={"required": missing}, **more
    )


def how(label: str, missing: str, **more: Any) -> forms.ChoiceField:
    """Ask how somebody said or was told something."""
    return choice(label, How.choices, missing, **more)


class FoldedForm(GovForm):
    """A form of which some questions stand folded, as few people need them: by the words that unfold them."""

    FOLDED: ClassVar[dict[str, tuple[str, ...]]] = {}

    def folded_at(self, name: str) -> str:
        """Give the words under which a question is the first that stands folded."""
        return next((title for title, names in self.FOLDED.items() if names[0] == name), "")

    def folded(self, title: str) -> "list[BoundField]":
        """Give the questions that stand folded under some words."""
        return [self[name] for name in self.FOLDED[title]]

    def stands_open(self, title: str) -> bool:
        """Say whether any of them is answered or wrong."""
        return any(one.errors or any(_texts(one.value())) for one in self.folded(title))

    @property
    def all_folded(self) -> set[str]:
        """Name all questions that stand folded."""
        return {name for names in self.FOLDED.values() for name in names}


def _texts(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


class AlsoForm(FoldedForm):
    """What may be about other children too: the same is written on the record of each."""

    also = forms.MultipleChoiceField(
        label="Is it about another child, too?",
        help_text="The same then stands on each child’s record.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, children: "Iterable[Person]" = (), checked: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others = {str(one.public_id): one for one in children}
        field = self.fields["also"]
        if self.others and isinstance(field, forms.MultipleChoiceField):
            field.choices = [(key, name_of(one)) for key, one in self.others.items()]
            field.initial = list(self.others) if checked else []
            field.error_messages["invalid_choice"] = GONE
        else:
            del self.fields["also"]

    def clean(self) -> dict[str, Any]:
        """Say so where a child was chosen of whom nobody is left to choose, rather than leave it out unsaid."""
        cleaned = super().clean() or {}
        if "also" in self.data and "also" not in self.fields:
            self.add_error(None, GONE)
        return cleaned

    def keys(self) -> list[str]:
        """Give the public ids of the other children who were chosen."""
        return list(self.cleaned_data.get("also", ()))

    def chosen(self) -> "list[Person]":
        """Give the other children who were chosen."""
        return [self.others[key] for key in self.keys()]


ELSEWHERE, LATER = "elsewhere", "later"


class ApprovalForm(FoldedForm):
    """Who is asked to approve, or which advice was taken; nobody need wait for it (SF-056, SF-058)."""

    FOLDED: ClassVar[dict[str, tuple[str, ...]]] = {
        "Advice that you took from somebody who is not in this list": ("taken_from", "given_on", "advice_words")
    }

    approver = choice(
        "Who is asked to approve it?", (), "Choose whom you ask, or that you do this afterwards",
        help_text="Do not wait for the answer if waiting adds risk.",
    )  # fmt: skip
    taken_from = PlainText(
        label="Whose advice did you take?", required=False, 
        help_text="Their name and what they are.",
    )  # fmt: skip
    given_on = DayField(label="The day of the advice", required=False, has_been=True)
    advice_words = PlainText(rows=2, label="What did they say?", required=False)

    def __init__(self, *args: Any, approvers: "dict[Practitioner, frozenset[int]]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.approvers = {str(one.public_id): one for one in approvers}
        self.reads = {str(one.public_id): read for one, read in approvers.items()}
        field: Any = self.fields["approver"]
        people = [(key, f"{one.name}, {one.job_title}".rstrip(", ")) for key, one in self.approvers.items()]
        field.choices = [
            *people, (ELSEWHERE, "I took advice from somebody who is not in this list"),
            (LATER, "Nobody can be asked now: I will ask afterwards"),
        ]  # fmt: skip

    def check_approval(self, cleaned: dict[str, Any]) -> None:
        """Ask for the whole of advice that was taken elsewhere."""
        if cleaned.get("approver") == ELSEWHERE:
            missing = {
                "taken_from": "Say whose advice you took",
                "given_on": "Enter the day of the advice",
                "advice_words": "Say what they advised",
            }
            for name, text in missing.items():
                if name not in self.errors and not cleaned.get(name):
                    self.add_error(name, text)

    def check_reads(self, chosen: "Iterable[Person]") -> None:
        """Refuse somebody who may not open the record of each child."""
        reads = self.reads.get(self.cleaned_data.get("approver", ""))
        shut = [] if reads is None else [name_of(one) for one in chosen if one.pk not in reads]
        if shut:
            text = f"They may not open the record of {shut[0]}. Choose somebody else, or write about each child alone"
            self.add_error("approver", text)

    def approval(self) -> "Practitioner | AdviceTaken | None":
        """Give who is asked, or the advice; None where that is to follow."""
        given = self.cleaned_data
        if given["approver"] == ELSEWHERE:
            return AdviceTaken(given["taken_from"], given["given_on"], given["advice_words"])
        return self.approvers.get(given["approver"])


def today() -> Any:
    """Give the day that stands in a date before anybody fills it in."""
    return timezone.localdate()
