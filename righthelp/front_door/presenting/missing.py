"""What is still missing in a request and why it matters: help in words, never a mark, and never a condition."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.urls import reverse

from righthelp.front_door.models import Contact, NamedChild, NamedPerson
from righthelp.front_door.permission import AGREED, BECAUSE, needs_approval, was_refused
from righthelp.front_door.questions import asked_of, pages_of

TABLE = Path(__file__).parent.parent / "data" / "missing.csv"
Kind = NamedPerson.Kind
ADULTS = frozenset({Kind.PARENT, Kind.PARTNER})
BOTH = 2
# an answer to `family_told`, and what it leaves nothing to ask of: whoever does not know did not agree
CLEARED = {"yes": frozenset({BECAUSE}), "no": frozenset({AGREED})}


@dataclass(frozen=True)
class Missing:
    """One thing that is not written down yet."""

    title: str
    why: str
    href: str
    is_important: bool


@dataclass(frozen=True)
class _Row:
    title: str
    why: str
    is_important: bool


def missing_in(contact: Contact) -> list[Missing]:
    """List what is missing, in the order of the task list."""
    return [*_of_children(contact), *_of_people(contact), *_of_answers(contact), *_of_referrer(contact)]


def not_written(contact: Contact) -> list[str]:
    """Name what often matters and stands nowhere in a contact, for those who work on it: they may ask for it."""
    answered = {one.key for one in contact.answers.all() if one.text}
    asked = [one for one in asked_of(contact.came_by) if one.is_important and one.key not in answered]
    named = [one.title for one in (*_of_children(contact), *_of_people(contact)) if one.is_important]
    return [*named, *(one.titled(contact.came_by) for one in asked)]


def _of_children(contact: Contact) -> Iterator[Missing]:
    for child in contact.children.all():
        for key, part, is_missing in (
            ("born", "who", not (child.born_on or child.due_on or child.age)),
            ("address", "where", not child.address),
            ("where_now", "where", not child.where_now),
            ("school", "where", not child.school and not child.due_on),
            ("level", "level", not child.level_id),
        ):
            if is_missing:
                yield _missing(key, reverse("request_child", args=[contact.public_id, child.public_id, part]), child)


def _of_people(contact: Contact) -> Iterator[Missing]:
    people = list(contact.people.all())
    parents = [one for one in people if one.kind == Kind.PARENT]
    here = reverse("request_people", args=[contact.public_id])
    for key, is_missing in (
        ("parents", len(parents) < BOTH),
        ("parents_born", any(one.kind in ADULTS and not one.born_on for one in people)),
        ("addresses", any(not one.address for one in parents)),
        ("siblings_born", any(one.kind == Kind.SIBLING and not one.born_on for one in people)),
        ("workers", not any(one.kind == Kind.WORKER for one in people)),
    ):
        if is_missing:
            yield _missing(key, here)


def _of_answers(contact: Contact) -> Iterator[Missing]:
    answers = {one.key: one.text for one in contact.answers.all()}
    page_of = {one.key: page for page, asked in pages_of(contact.came_by).items() for one in asked}
    nothing_to_ask = CLEARED.get(answers.get("family_told", ""), frozenset())
    if was_refused(answers):
        nothing_to_ask = frozenset()  # why it goes on all the same is part of the record (SF-060)
    for one in asked_of(contact.came_by):
        if not answers.get(one.key) and one.key not in nothing_to_ask:
            href = reverse("request_questions", args=[contact.public_id, page_of[one.key]])
            yield Missing(one.title, one.why, href, one.is_important)
    if contact.agency_id and needs_approval(answers) and all(one.is_ones_own for one in contact.approvals.all()):
        yield _missing("approval", reverse("request_approval", args=[contact.public_id]))


def _of_referrer(contact: Contact) -> Iterator[Missing]:
    if not contact.referrer.phone:
        yield _missing("phone", reverse("request_referrer", args=[contact.public_id]))


def _missing(key: str, href: str, child: NamedChild | None = None) -> Missing:
    row = ROWS[key]
    return Missing(row.title.format(who=child.name if child else ""), row.why, href, row.is_important)


def _read() -> dict[str, _Row]:
    with TABLE.open(newline="", encoding="utf-8") as file:
        return {
            row["key"]: _Row(row["title"], row["why"], row["is_important"] == "yes") for row in csv.DictReader(file)
        }


ROWS = _read()
