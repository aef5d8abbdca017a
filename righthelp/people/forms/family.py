"""The forms for who people are to each other."""

from collections.abc import Iterable
from typing import Any

from django import forms

from righthelp.design_system.forms import PlainText
from righthelp.people.forms.known import DaysForm, KnownForm, how_you_know, yes_no
from righthelp.people.models import Person, Relationship
from righthelp.people.relations import BACK, RAISING, WORDS, of_sex

BACKWARDS = "back-"


class WhoForm(KnownForm):
    """Which person on file belongs to the family."""

    who = forms.ChoiceField(
        label="Who is it?", widget=forms.RadioSelect, error_messages={"required": "Choose somebody"}
    )

    def __init__(self, *args: Any, people: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = list(people)  # type: ignore[attr-defined]


class RelativeForm(DaysForm):
    """Who somebody is to the person."""

    blamed = "kind"
    kind = forms.ChoiceField(error_messages={"required": "Choose who they are to each other"})
    field_order = ("kind",)

    def __init__(self, *args: Any, relative: Person, question: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind, of_sex(words, relative)) for kind, words in WORDS.items()]
        kinds += [(f"{BACKWARDS}{kind}", of_sex(words, relative)) for kind, words in BACK.items()]
        self.fields["kind"].choices = [("", "Choose"), *kinds]  # type: ignore[attr-defined]
        self.fields["kind"].label = question

    def way(self) -> tuple[str, bool]:
        """Give the kind of relationship, and whether the person is the parent or carer in it."""
        chosen: str = self.cleaned_data["kind"]
        return chosen.removeprefix(BACKWARDS), chosen.startswith(BACKWARDS)


class AboutForm(KnownForm):
    """Parental responsibility, what restricts contact, what to know about safety, and who matters."""

    has_parental_responsibility = yes_no("Do they have parental responsibility?")
    contact_restriction = PlainText(
        rows=3,
        label="Does a court or a plan say anything about contact?",
        required=False,
        help_text="What it says, since when, and where it stands.",
    )
    safety = PlainText(
        rows=3,
        label="What should others know about safety or welfare when the child is with this person?",
        required=False,
        help_text="What was seen or said, and what keeps the child safe with them. Whoever may read what is known of "
        "this child reads it. Write down no address that somebody must not learn.",
    )
    is_important = forms.BooleanField(label="The child says that this person matters to them", required=False)
    source = how_you_know()

    def __init__(self, *args: Any, tie: Relationship, **kwargs: Any) -> None:
        super().__init__(*args, initial=self._about(tie), **kwargs)
        if tie.kind not in RAISING:
            del self.fields["has_parental_responsibility"]

    @classmethod
    def _about(cls, tie: Relationship) -> dict[str, Any]:
        """Give what is noted so far."""
        return {
            "has_parental_responsibility": {True: "yes", False: "no", None: "unknown"}[tie.has_parental_responsibility],
            "contact_restriction": tie.contact_restriction,
            "safety": tie.safety,
            "is_important": tie.is_important,
        }
