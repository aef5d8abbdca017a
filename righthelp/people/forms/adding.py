"""The forms in which a child and the people around are written down for the first time."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from righthelp.design_system.forms import DayWidget, PlainText, day_faults
from righthelp.design_system.versions import QuestionForm
from righthelp.people.adding.entries import (
    BY_BIRTH,
    GRANDPARENT,
    MAY_BE_UNBORN,
    PARENTS,
    PARTNER,
    RELATIONS,
    SIBLINGS,
    UNIDENTIFIED,
    Choice,
    Entry,
    Home,
)
from righthelp.people.ages import may_be_twins, may_raise
from righthelp.people.finding.access import SAME_NHS
from righthelp.people.finding.presenters import Row
from righthelp.people.forms.days import BornField, DueField, checked_birth
from righthelp.people.forms.known import how_you_know, yes_no
from righthelp.people.models import LONGEST_NAME, Person
from righthelp.people.rules import OLDEST, Wrong, nhs_number, parent_is_older

Certainty = Person.Certainty
WITH_CHILD, ELSEWHERE, NOT_KNOWN = "with", "elsewhere", "unknown"
LIVES = ((WITH_CHILD, "With the child"), (ELSEWHERE, "Somewhere else"), (NOT_KNOWN, "Not known"))
NEW_PERSON = "new"
SEXES = Person.Sex.choices
TAKEN_OUT = "A parent whom you chose was taken out: choose again"


class BirthField(BornField):
    """A date of birth of which the day, or day and month, may be left out; gives the date and how exact it is."""

    def clean(self, value: Any) -> Any:
        """Give a date and its certainty; None when all boxes are empty."""
        days, months, years = (str(part or "").strip() for part in (value or ["", "", ""]))
        if not (days or months or years):
            return None
        certainty = Certainty.EXACT if days else Certainty.MONTH if months else Certainty.YEAR
        faults = day_faults([days or "1", months or ("" if days else "1"), years])
        if faults.get("month") == "a month":
            raise ValidationError(f"{self.label} must include a month, or leave the day out too")
        born = self._real_day([days or "1", months or "1", years])
        return checked_birth(born), certainty


class EntryForm(QuestionForm):
    """What both forms ask: names, date of birth as exactly as it is known, sex, telephone."""

    first_name = PlainText(label="First name", max_length=LONGEST_NAME, required=False)
    middle_names = PlainText(label="Middle names", max_length=LONGEST_NAME, required=False)
    last_name = PlainText(label="Last name", max_length=LONGEST_NAME, required=False)
    used_name = PlainText(
        label="Name they use", max_length=LONGEST_NAME, required=False, help_text="If it is not the first name."
    )
    born = BirthField(
        label="Date of birth", required=False, help_text="Leave out the day, or the day and month, if not known."
    )
    age = forms.IntegerField(
        label="Or about how old, in years?",
        required=False,
        min_value=0,
        max_value=OLDEST,
        error_messages={
            "invalid": "Enter the age in whole years, like 7",
            "max_value": f"The age must be {OLDEST} or less",
            "min_value": "The age must be 0 or more",
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    sex = forms.ChoiceField(
        label="Sex", choices=SEXES, initial=Person.Sex.NOT_KNOWN, required=False, help_text="As they give it."
    )
    phone = PlainText(
        label="Telephone",
        max_length=40,
        required=False,
        help_text="It counts as not safe to use until somebody has asked them, alone.",
    )
    line = PlainText(label="House and street", max_length=LONGEST_NAME, required=False)
    town = PlainText(label="Town or city", max_length=100, required=False)
    postcode = PlainText(label="Postcode", max_length=10, required=False)
    source = how_you_know()

    def clean(self) -> dict[str, Any]:
        """Refuse two answers to one question, and a number that nobody could ring."""
        cleaned = super().clean() or {}
        if cleaned.get("born") and cleaned.get("age") is not None:
            self.add_error("age", "Give the date of birth or the age, not both")
        if cleaned.get("due_on") and (cleaned.get("born") or cleaned.get("age") is not None):
            self.add_error("due_on", "A child who is born has a date of birth; give the due date only before birth")
        if cleaned.get("phone") and not any(letter.isdecimal() for letter in cleaned["phone"]):
            self.add_error("phone", "Enter a telephone number, like 01632 960 123, or leave it out")
        return cleaned

    def birth(self) -> tuple[dt.date | None, str]:
        """Give the date of birth and how exactly it is known."""
        if self.cleaned_data.get("born"):
            born, certainty = self.cleaned_data["born"]
            return born, str(certainty)
        age = self.cleaned_data.get("age")
        if age is None:
            return None, ""
        today = timezone.localdate()
        return today.replace(year=today.year - age, day=1), Certainty.ESTIMATED.value

    def common(self) -> dict[str, Any]:
        """Give what both forms hold, for an entry."""
        given = self.cleaned_data
        born_on, born_on_is = self.birth()
        return {
            "first": given["first_name"],
            "middle": given["middle_names"],
            "last": given["last_name"],
            "used": given.get("used_name", ""),
            "sex": given["sex"] or Person.Sex.NOT_KNOWN,
            "born_on": born_on,
            "born_on_is": born_on_is,
            "due_on": given["due_on"],
            "phone": given["phone"],
            "source": given["source"],
        }

    def has_name(self) -> bool:
        """Say whether any name was written."""
        return any(self.cleaned_data.get(name) for name in ("first_name", "middle_names", "last_name", "used_name"))


class ChildForm(EntryForm):
    """The child, born or not."""

    due_on = DueField(label="For a baby not yet born: the date the baby is due", required=False)
    school = PlainText(label="School, nursery or college", max_length=200, required=False)
    nhs = PlainText(label="NHS number", max_length=20, required=False, help_text="10 digits, if you have it.")
    field_order = (
        "first_name", "middle_names", "last_name", "used_name", "born", "age", "due_on", "sex", "line", "town",
        "postcode", "is_protected", "phone", "school", "nhs", "source",
    )  # fmt: skip

    def __init__(self, *args: Any, may_protect: bool, agencies: Collection[tuple[str, str]] = (), **kw: Any) -> None:
        super().__init__(*args, **kw)
        if may_protect:
            self.fields["is_protected"] = forms.BooleanField(
                label="This address is protected: somebody would be in danger if it were known", required=False
            )
            self.order_fields(self.field_order)
        if len(agencies) > 1:
            self.fields["agency"] = forms.ChoiceField(
                label="For which of your agencies?", choices=list(agencies), widget=forms.RadioSelect
            )

    def clean_nhs(self) -> str:
        """Check the digit that answers for the others."""
        try:
            return nhs_number(self.cleaned_data["nhs"]) if self.cleaned_data["nhs"] else ""
        except Wrong as wrong:
            raise ValidationError(str(wrong)) from None

    def clean(self) -> dict[str, Any]:
        """A child has a name, or is a baby who is due (BP-013)."""
        cleaned = super().clean()
        if not self.errors and not self.has_name() and not cleaned.get("due_on"):
            self.add_error("first_name", "Write a name, or the date on which the baby is due")
        if cleaned.get("due_on") and cleaned.get("nhs"):
            self.add_error("nhs", "A baby is given an NHS number at birth: leave it out until then")
        return cleaned

    def entry(self) -> Entry:
        """Give the child as written down."""
        given = self.cleaned_data
        home = Home(given["line"], given["town"], given["postcode"], bool(given.get("is_protected")))
        return Entry(**self.common(), school=given["school"], nhs=given["nhs"], home=home)


class PersonForm(EntryForm):
    """Somebody around the child, and who they are to the child."""

    relation = forms.ChoiceField(
        label="Who is it?",
        choices=[("", "Choose"), *((key, words) for key, (words, _, _) in RELATIONS.items())],
        error_messages={"required": "Choose who it is to the child"},
    )
    partner_of = forms.ChoiceField(
        label="If it is the partner of a parent: of whom?", required=False, help_text="Add the parent first."
    )
    parent_of = forms.ChoiceField(
        label="If it is a grandparent: the mother or father of whom?",
        required=False,
        error_messages={"invalid_choice": TAKEN_OUT},
    )
    shares = forms.MultipleChoiceField(
        label="If it is a brother, sister or twin: which parents do they share?",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Tick each parent they share. Tick nobody if you do not know.",
        error_messages={"invalid_choice": TAKEN_OUT},
    )
    due_on = DueField(label="For a brother, sister or cousin not yet born: the date the baby is due", required=False)
    lives = forms.ChoiceField(
        label="Where do they live?",
        choices=LIVES,
        initial=NOT_KNOWN,
        widget=forms.RadioSelect,
        required=False,
    )
    has_parental_responsibility = yes_no("Do they have parental responsibility?")
    tried = PlainText(
        rows=2,
        label="If nobody knows who it is: whom did you ask?",
        required=False,
        help_text="For a mother or father not yet identified.",
    )
    field_order = (
        "relation", "partner_of", "parent_of", "shares", "first_name", "middle_names", "last_name", "born", "age",
        "due_on", "sex", "lives", "line", "town", "postcode", "phone", "has_parental_responsibility", "tried", "source",
    )  # fmt: skip

    def __init__(self, *args: Any, child: Entry, others: Mapping[str, Entry], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["used_name"]
        self.child, self.others = child, others
        self.fields["line"].help_text = "If they live somewhere else, and you know where."
        parents = [(key, one.called) for key, one in others.items() if one.relation in PARENTS]
        choices = {
            "partner_of": [("", "Nobody"), *parents],
            "parent_of": [("", "Not known"), *parents],
            "shares": parents,
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]
            if not parents:
                del self.fields[name]
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """Refuse what cannot be true beside what is written of the others."""
        cleaned = super().clean()
        if cleaned.get("relation") == PARTNER and not cleaned.get("partner_of"):
            self.add_error(
                "partner_of" if "partner_of" in self.fields else "relation",
                "Choose whose partner it is. Add the parent first, if they are not here yet",
            )
        if not self.errors:
            self._check_beside_others()
        return cleaned

    def _check_beside_others(self) -> None:
        entry = self.entry()
        if entry.relation in UNIDENTIFIED:
            if entry.name:
                self.add_error("first_name", "You wrote a name: choose mother or father above, or take the name out")
            return
        if entry.is_unborn and entry.relation not in MAY_BE_UNBORN:
            self.add_error("due_on", "Only a child is due: take the date out, or choose above who the baby is")
        if not (entry.name or entry.born_on or entry.due_on):
            self.add_error("first_name", "Write a name, or when they were born. A parent may be not yet identified")
        if any(_is_same(entry, other) for other in (*self.others.values(), self.child)):
            self.add_error("first_name", "You have written this person down already")
        try:
            self._check_ages(entry)
        except Wrong as wrong:
            given = (name for name in ("age", "due_on") if self.cleaned_data.get(name) is not None)
            self.add_error(next(given, "born"), str(wrong))

    def _check_ages(self, entry: Entry) -> None:
        may_be_twins(RELATIONS[entry.relation][1], self.child, entry)
        may_raise(RELATIONS[entry.relation][1], adult=entry, child=self.child, today=timezone.localdate())
        if entry.parent_of:
            parent_is_older(entry.born_on, self.others[entry.parent_of].born_on)
        for parent in (self.others[key] for key in entry.shares):
            if parent.relation in BY_BIRTH:
                parent_is_older(parent.born_on, entry.born_on)

    def entry(self) -> Entry:
        """Give the person as written down; who lives with the child has the child's address."""
        given = self.cleaned_data
        common = self.common()
        if common["sex"] == Person.Sex.NOT_KNOWN and RELATIONS[given["relation"]][2]:
            common["sex"] = RELATIONS[given["relation"]][2]
        lives = given["lives"] or NOT_KNOWN
        own = Home(given["line"], given["town"], given["postcode"])
        return Entry(
            **common,
            home=self.child.home if lives == WITH_CHILD else own,
            relation=given["relation"],
            partner_of=given.get("partner_of", ""),
            parent_of=given.get("parent_of", "") if given["relation"] == GRANDPARENT else "",
            shares=tuple(given.get("shares", ())) if given["relation"] in SIBLINGS else (),
            lives=lives,
            has_parental_responsibility=given["has_parental_responsibility"],
            tried=given["tried"],
        )


def _is_same(one: Entry, other: Entry) -> bool:
    """Say whether two entries are one person written down twice: the same name, and no other date of birth."""
    if (one.is_unborn or other.is_unborn) and not (one.first and other.first):
        return False  # before birth twins have no names, and a baby has the surname of others
    mine, theirs = one.name.casefold(), other.name.casefold()
    return bool(mine) and mine == theirs and (one.born_on == other.born_on or not (one.born_on and other.born_on))


class TakeOverForm(QuestionForm):
    """Why a lead takes a colleague's draft over."""

    because = PlainText(
        rows=3,
        label="Why do you take it over?",
        help_text="The person who began it reads this.",
        error_messages={"required": "Say why you take it over"},
    )


Asked = Mapping[str, tuple[str, Iterable[tuple[str, Row]]]]


class OnFileForm(QuestionForm):
    """For each person with somebody like them on file: the same person, or a new one. Nothing is chosen beforehand."""

    def __init__(self, *args: Any, asked: Asked, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, (name, found) in asked.items():
            rows = list(found)
            choices = [(str(row.public_id), f"This is the same person: {row.name}") for _, row in rows]
            self.fields[f"who-{key}"] = field = forms.ChoiceField(
                label=f"Is {name} on file already?",
                choices=[*choices, (NEW_PERSON, NEW_WITH_NUMBER if _have_number(rows) else "A new person")],
                widget=forms.RadioSelect,
                error_messages={"required": f"Choose whether {name} is on file already", "invalid_choice": CHANGED},
            )
            field.choice_hints = {str(row.public_id): hint_of(band, row) for band, row in rows}  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse one record for two people."""
        cleaned = super().clean() or {}
        taken: set[str] = set()
        for name, value in list(cleaned.items()):
            if value != NEW_PERSON and value in taken:
                self.add_error(name, "You chose the same record for two people: each is somebody of their own")
            taken.add(value)
        return cleaned

    def chosen(self) -> dict[str, str]:
        """Give what was chosen, by the key of each person."""
        return {name.removeprefix("who-"): value for name, value in self.cleaned_data.items()}


NEW_WITH_NUMBER = "A new person. I checked the NHS number with its source, and it is right"
CHANGED = "What is on file changed meanwhile: choose again"
NOT_OPEN = "You have no reason of your own to open it. A new record begins, and is noted as the same person."
USED = "The record is used as it stands."


def _have_number(rows: Iterable[tuple[str, Row]]) -> bool:
    return any(SAME_NHS in row.because for _, row in rows)


def hint_of(band: str, row: Row) -> str:
    """Say of a record on file how well it fits and why, who it is, and what choosing it does."""
    use = USED if row.is_open else NOT_OPEN
    return ". ".join(part for part in (band, row.born, row.where, "; ".join(row.because), use) if part)


def choice_of(record: Person, *, is_open: bool) -> Choice:
    """Give what choosing a record does."""
    return Choice(record=record) if is_open else Choice(same_as=record)


def in_questions(answers: Mapping[str, list[str]]) -> list[tuple[str, str]]:
    """Give what was typed or chosen in either form, question by question; what only stands for somebody is left out."""
    fields = {**PersonForm.base_fields, **ChildForm.base_fields}
    boxes = {f"{name}_{part}": name for name in fields for part in DayWidget.parts}
    found: dict[str, str] = {}
    for name, values in answers.items():
        asked = boxes.get(name, name)
        if asked in fields and (written := _in_words(fields[asked], values)):
            found[asked] = f"{found[asked]} / {written}" if asked in found else written
    return [(str(fields[name].label), written) for name, written in found.items()]


def _in_words(field: forms.Field, values: list[str]) -> str:
    if not isinstance(field, forms.ChoiceField):
        return ", ".join(value for value in values if value.strip())
    named = {str(key): str(label) for key, label in field.widget.choices}
    return ", ".join(named[value] for value in values if value and value in named)
