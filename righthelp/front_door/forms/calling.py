"""A telephone call on one long page, in the order in which people tell a story; and what is added to it later."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict
from django.utils import timezone

from righthelp.calendar.rules import LONDON
from righthelp.design_system.forms import DayField, PlainText
from righthelp.design_system.versions import QuestionForm, VersionedForm, first_answers
from righthelp.front_door.actions.calling import CallTold, Told
from righthelp.front_door.forms.asking.story import field_for
from righthelp.front_door.forms.due import BORN_OR_DUE, DueOnField
from righthelp.front_door.models import Added, Contact, NamedChild, NamedPerson
from righthelp.front_door.questions import QUESTIONS, asked_of

if TYPE_CHECKING:
    from django.forms.boundfield import BoundField

WAY = Contact.CameBy.PHONE
FIRST = ("what_happened", "how_soon")
KNOWS = ("safe_to_speak", "family_told", "family_agreed", "family_said", "not_told_because")
WANT = ("you_want", "family_wants", "child_says")
REFERRER = ("name", "role", "organisation", "phone", "email", "how_to_reach", "may_be_named")
CHILD = ("name", "born_on", "due_on", "age", "where_now", "address", "school")
PERSON = ("name", "kind", "role", "born_on", "phone", "address")
DAYS = ("born_on", "due_on")
NEW_CHILD, NEW_PEOPLE = ("child_new",), ("person_new1", "person_new2")
YES, NO = "yes", "no"
NAMED = [(YES, "Yes"), (NO, "No, or not asked")]
ROW = re.compile(r"((child|person)_(?:[0-9a-f]{32}|new[0-9]?))_name")
MOST_ROWS = 40
WITHOUT_NAME = "Write the name, or what is known of them: for example “Name not known, boy of about 6”"


def _referrer() -> dict[str, forms.Field]:
    text = PlainText
    return {
        "referrer_name": text(label="Who rings?", help_text="They may stay without a name.", required=False),
        "referrer_role": text(label="Who are they to the child, or what is their work?", required=False),
        "referrer_organisation": text(label="Their agency, if they ring for one", required=False),
        "referrer_phone": text(
            label="Number to ring them back", help_text="Ask first: a call may break off.", max_length=40,
            required=False,
        ),
        "referrer_email": forms.EmailField(label="Email address", required=False),
        "referrer_how_to_reach": text(rows=2, label="When and how is it safe to reach them?", required=False),
        "referrer_may_be_named": forms.ChoiceField(
            label="May the family be told who rang?", choices=NAMED, widget=forms.RadioSelect, required=False,
            initial=NO,
        ),
    }  # fmt: skip


def _child(prefix: str) -> dict[str, forms.Field]:
    made = {
        "name": PlainText(label="Name", required=False),
        "born_on": DayField(label="Date of birth", required=False, has_been=True),
        "due_on": DueOnField(
            label="If the child is not born yet: the day on which the baby is due",
            help_text="A baby needs no name: write “unborn baby of” and the mother’s name.",
            required=False,
        ),
        "age": PlainText(label="If no date is known: about how old?", max_length=60, required=False),
        "where_now": PlainText(rows=2, label="Where is the child now?", required=False),
        "address": PlainText(rows=3, label="Where does the child live?", required=False),
        "school": PlainText(label="School, nursery, college or childminder", required=False),
    }
    return {f"{prefix}_{name}": made[name] for name in CHILD}


def _person(prefix: str) -> dict[str, forms.Field]:
    made = {
        "name": PlainText(label="Name", required=False),
        "kind": forms.ChoiceField(
            label="Who are they?", choices=[("", "Choose"), *NamedPerson.Kind.choices], required=False
        ),
        "role": PlainText(label="In words: for example “mother, lives with the child”", required=False),
        "born_on": DayField(label="Date of birth", required=False, has_been=True),
        "phone": PlainText(label="Telephone", max_length=80, required=False),
        "address": PlainText(rows=2, label="Where do they live?", required=False),
    }
    return {f"{prefix}_{name}": made[name] for name in PERSON}


class CallForm(VersionedForm):
    """Everything that a caller tells. Nothing is required, so that what was told so far can always be saved."""

    def __init__(self, *args: Any, rows: "Rows", is_finishing: bool = False, **kwargs: Any) -> None:
        self.rows, self.is_finishing = rows, is_finishing
        story = {f"answer_{one.key}": field_for(one, WAY) for one in asked_of(WAY)}
        people = [_child(key) for key in rows.children] + [_person(key) for key in rows.people]
        # read by the form itself before anything else, so that each question is worded like any other
        made = {**type(self).base_fields, **_referrer(), **story}
        vars(self)["base_fields"] = {name: field for fields in (made, *people) for name, field in fields.items()}
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Ask for a name wherever something else of somebody is told; and for a child before a call is finished."""
        cleaned = super().clean() or {}
        for prefix, names in self._rows():
            told = {name: cleaned.get(f"{prefix}_{name}") for name in names if name not in ("name", "kind")}
            if told.get("born_on") and told.get("due_on"):
                self.add_error(f"{prefix}_due_on", BORN_OR_DUE)
            if any(told.values()) and not cleaned.get(f"{prefix}_name"):
                self.add_error(f"{prefix}_name", WITHOUT_NAME)
            if "kind" in names and cleaned.get(f"{prefix}_name") and not cleaned.get(f"{prefix}_kind"):
                self.add_error(f"{prefix}_kind", "Choose who they are")
        if self.is_finishing and not any(cleaned.get(f"{prefix}_name") for prefix in self.rows.children):
            self.add_error(f"{next(iter(self.rows.children))}_name", f"Name at least one child. {WITHOUT_NAME}")
        return cleaned

    def told(self) -> CallTold:
        """Give what was told."""
        given = self.cleaned_data
        referrer = {name: given[f"referrer_{name}"] for name in REFERRER}
        referrer["may_be_named"] = given["referrer_may_be_named"] == YES
        return CallTold(
            referrer=referrer,
            answers={one.key: given[f"answer_{one.key}"] for one in asked_of(WAY)},
            children=list(self._told(self.rows.children, CHILD)),
            people=list(self._told(self.rows.people, PERSON)),
        )

    def _told(self, rows: "Mapping[str, Any]", names: Sequence[str]) -> Iterator[Told[Any]]:
        for prefix, row in rows.items():
            changes = {name: self.cleaned_data[f"{prefix}_{name}"] for name in names}
            if not changes["name"]:
                changes = {}
            if row is not None or changes:
                yield Told(row, changes)

    def _rows(self) -> Iterator[tuple[str, Sequence[str]]]:
        yield from ((prefix, CHILD) for prefix in self.rows.children)
        yield from ((prefix, PERSON) for prefix in self.rows.people)

    def part(self, name: str) -> "list[BoundField]":
        """Give the questions of one part of the page."""
        rest = [one.key for one in asked_of(WAY) if one.key not in (*FIRST, *KNOWS, *WANT)]
        keys = {"first": FIRST, "knows": KNOWS, "want": WANT, "rest": rest}
        if name == "referrer":
            return [self[f"referrer_{one}"] for one in REFERRER]
        return [self[f"answer_{key}"] for key in keys[name] if key in QUESTIONS]

    def children(self) -> "list[tuple[str, list[BoundField]]]":
        """Give the questions about each child, with a title."""
        return self._titled(self.rows.children, CHILD, "Another child", "The child")

    def people(self) -> "list[tuple[str, list[BoundField]]]":
        """Give the questions about everybody else, with a title."""
        return self._titled(self.rows.people, PERSON, "Somebody else", "Somebody else")

    def _titled(
        self, rows: "Mapping[str, Any]", names: Sequence[str], more: str, first: str
    ) -> "list[tuple[str, list[BoundField]]]":
        return [
            (row.name if row else first if len(rows) == 1 else more, [self[f"{prefix}_{name}"] for name in names])
            for prefix, row in rows.items()
        ]


class Rows:
    """Who is in a call, by the beginning of the names of their questions: each with the row on file, or None.

    A fresh page has everybody on file and empty places for more. A page that is sent has those whom it was shown with:
    somebody whom another window named meanwhile is not on it, and is not taken out by it.
    """

    def __init__(self, contact: Contact | None, sent: QueryDict | None = None) -> None:
        children: Iterable[NamedChild] = contact.children.all() if contact else ()
        people: Iterable[NamedPerson] = contact.people.all() if contact else ()
        self.children: dict[str, NamedChild | None] = {f"child_{one.public_id.hex}": one for one in children}
        self.people: dict[str, NamedPerson | None] = {f"person_{one.public_id.hex}": one for one in people}
        if sent is None:
            self.children |= dict.fromkeys(NEW_CHILD)
            self.people |= dict.fromkeys(NEW_PEOPLE)
        else:
            self.children = {key: self.children.get(key) for key in _sent(sent, "child")} or dict.fromkeys(NEW_CHILD)
            self.people = {key: self.people.get(key) for key in _sent(sent, "person")}


def _sent(sent: QueryDict, kind: str) -> list[str]:
    """Name the rows of one kind that a page was sent with, at most as many as anybody tells of."""
    found = [match[1] for name in sent if (match := ROW.fullmatch(name)) and match[2] == kind]
    return found[:MOST_ROWS]


def on_file(contact: Contact, rows: Rows) -> dict[str, Any]:
    """Give what is on file for each question of a call."""
    referrer = {f"referrer_{name}": getattr(contact.referrer, name) for name in REFERRER}
    referrer["referrer_may_be_named"] = YES if contact.referrer.may_be_named else NO
    held = {one.key: one.text for one in contact.answers.all()}
    found = {**referrer, **{f"answer_{one.key}": held.get(one.key, "") for one in asked_of(WAY)}}
    for all_rows, names in ((rows.children, CHILD), (rows.people, PERSON)):
        for prefix, row in all_rows.items():
            found |= {f"{prefix}_{name}": _held(row, name) for name in names}
    return found


def _held(row: NamedChild | NamedPerson | None, name: str) -> Any:
    return getattr(row, name) if row else None if name in DAYS else ""


def first_of_call(contact: Contact | None, rows: Rows) -> dict[str, Any]:
    """Give what a fresh page of a call starts with."""
    return first_answers(on_file(contact, rows), contact.version) if contact else {"version": 1}


class TakeCallOverForm(QuestionForm):
    """Why somebody goes on with a colleague’s call."""

    because = PlainText(
        rows=2, label="Why do you take it over?", help_text="For example: their shift is over.",
        error_messages={"required": "Say why you take it over"},
    )  # fmt: skip


WAYS = [
    (Added.Kind.TOLD, "Somebody told us more"),
    (Added.Kind.CALL, "We rang somebody and reached them"),
    (Added.Kind.NO_ANSWER, "We rang somebody and did not reach them"),
]


class AddToContactForm(QuestionForm):
    """What was told or rung after a contact came."""

    kind = forms.ChoiceField(
        label="What happened?", choices=WAYS, widget=forms.RadioSelect,
        error_messages={"required": "Choose what happened"},
    )  # fmt: skip
    whom = PlainText(label="Who was it?", error_messages={"required": "Say who it was"})
    text = PlainText(
        rows=5, label="What was said?", help_text="If you did not reach them: whether you left a message, and where.",
        required=False,
    )  # fmt: skip
    day = DayField(label="The day", has_been=True)
    time = forms.TimeField(
        label="The time", help_text="For example 14:30", input_formats=["%H:%M", "%H.%M"],
        error_messages={"invalid": "Enter a time like 14:30", "required": "Enter the time"},
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        now = timezone.localtime()
        super().__init__(*args, initial={"day": now.date(), "time": f"{now:%H:%M}"}, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Ask what was said where somebody was reached; refuse a moment still to come."""
        cleaned = super().clean() or {}
        if cleaned.get("kind") in (Added.Kind.TOLD, Added.Kind.CALL) and not cleaned.get("text"):
            self.add_error("text", "Write what was said")
        if cleaned.get("day") and cleaned.get("time") and self.at() > timezone.now():
            self.add_error("time", "The time must be now or before")
        return cleaned

    def at(self) -> dt.datetime:
        """Give the moment."""
        return dt.datetime.combine(self.cleaned_data["day"], self.cleaned_data["time"], LONDON)
