"""A whole request as it is read: on the page before it is sent, after it, and on paper."""

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.urls import reverse

from righthelp.design_system.body_map import REGIONS, Mark, described, draw
from righthelp.design_system.formatters import day, day_and_time, sentence_case
from righthelp.files.documents import Block, Document, Facts, Heading, Paragraph, Picture
from righthelp.front_door.models import Answer, BodyMark, Contact, NamedChild, NamedPerson
from righthelp.front_door.names import plain, sealed_name
from righthelp.front_door.presenting.permission import permission_facts
from righthelp.front_door.questions import in_section, pages_of, sections_of

Fact = tuple[str, str]
Kind = NamedPerson.Kind
NOT_SENT = "NOT SENT. This is a draft: nobody at the front door has been told."
PLACES = ADDRESS, TELEPHONE, WHERE_NOW = "Address", "Telephone", "Where the child is now"
NAMES_OTHERS = ("advice", "who_knows", "assessments", "useful")
APART = "What is about other people too is read apart from this."


@dataclass(frozen=True)
class Part:
    """A few facts under one title; where each can be changed, and whether it is running text."""

    title: str
    facts: tuple[Fact, ...]
    change: str = ""
    is_text: bool = False


def parts_of(contact: Contact) -> list[Part]:
    """Give everything that is written, in one order for page and paper; only what was written."""
    found = [*_children(contact), *_people(contact), *_answers(contact), _permission(contact), *_files(contact)]
    found += [_who_asks(contact), _added(contact)]
    return [part for part in found if part.facts]


def parts_to_work_on(contact: Contact) -> list[Part]:
    """Give what is written of the children and those around them, without who asks: that is sealed (BN-082).

    Nor do they stand among the family, where they may not be named.
    """
    found = [*_children(contact), *_people(contact, without=sealed_name(contact)), *_answers(contact)]
    return [part for part in found if part.facts]


def parts_for_worker(contact: Contact, children: Collection[NamedChild]) -> list[Part]:
    """Give what somebody who works with some of the children needs: of them alone, no place and no number.

    An address may be protected, and who is named around them, or was asked for advice, may be who raised the worry.
    """
    own = (Part(one.name, tuple(fact for fact in _child_facts(one) if fact[0] not in PLACES)) for one in children)
    return [part for part in (*own, *_answers(contact, without=NAMES_OTHERS)) if part.facts]


def names_of(contact: Contact) -> str:
    """Name the children, as a line that fits a heading."""
    return ", ".join(child.name for child in contact.children.all()) or "No child named yet"


def _children(contact: Contact) -> Iterator[Part]:
    for child in contact.children.all():
        change = reverse("request_child", args=[contact.public_id, child.public_id, "who"])
        yield Part(child.name, tuple(_child_facts(child)), change)


def _child_facts(child: NamedChild) -> Iterator[Fact]:
    told = (
        ("Date of birth", day(child.born_on)),
        ("Not born yet: due on", day(child.due_on)),
        ("Age", child.age),
        (ADDRESS, child.address),
        (TELEPHONE, child.phone),
        ("School, nursery or college", child.school),
        (WHERE_NOW, child.where_now),
        ("The level that was considered", _level_of(child)),
        ("Why this level", child.level_because),
    )
    yield ("Name", child.name)
    yield from ((label, text) for label, text in told if text)
    for number, mark in enumerate(child.marks.all(), 1):
        yield f"Mark {number}", mark_words(mark)


def _level_of(child: NamedChild) -> str:
    return f"{child.level.heading} ({child.level.edition})" if child.level else ""


def mark_words(mark: BodyMark) -> str:
    """Say where a mark is, what it looks like, what was said of it, and when it was seen."""
    seen = f"Seen on {day(mark.seen_on)}" if mark.seen_on else ""
    said = f"What was said: {mark.said}" if mark.said else ""
    where = sentence_case(REGIONS[mark.region].words) if mark.region in REGIONS else mark.region
    return "\n".join(filter(None, (f"{where}: {mark.words}", said, seen)))


def marks_of(child: NamedChild) -> list[Mark]:
    """Give a child’s marks as the drawing takes them."""
    return [Mark(one.region, one.words) for one in child.marks.all() if one.region in REGIONS]


def is_baby(child: NamedChild, today: dt.date) -> bool:
    """Say whether a baby’s outline fits better: under two, as far as the date of birth tells."""
    return child.born_on is not None and (today - child.born_on).days < 2 * 365


def _people(contact: Contact, without: str = "") -> Iterator[Part]:
    people = [one for one in contact.people.all() if not without or plain(one.name) != plain(without)]
    change = reverse("request_people", args=[contact.public_id])
    family = tuple((_who_is(one), person_words(one)) for one in people if one.kind != Kind.WORKER)
    workers = tuple((one.name, person_words(one)) for one in people if one.kind == Kind.WORKER)
    yield Part("Family, and other adults", family, change)
    yield Part("Who works with them", workers, f"{change}#workers")


def _who_is(person: NamedPerson) -> str:
    return person.get_kind_display()


def person_words(person: NamedPerson) -> str:
    """Write down all that was said of somebody."""
    name = "" if person.kind == Kind.WORKER else person.name
    born = f"Born on {day(person.born_on)}" if person.born_on else ""
    return "\n".join(filter(None, (name, person.role, born, person.address, person.phone, person.email)))


def _answers(contact: Contact, without: Collection[str] = ()) -> Iterator[Part]:
    given = {one.key: one for one in contact.answers.all() if one.text and one.key not in without}
    for key, title in sections_of(contact.came_by).items():
        asked = [one for one in in_section(contact.came_by, key) if one.key in given]
        facts = tuple((one.titled(contact.came_by), _answer_words(given[one.key])) for one in asked)
        first = next(iter(page for page, on in pages_of(contact.came_by).items() if on[0].section == key))
        yield Part(title, facts, reverse("request_questions", args=[contact.public_id, first]), is_text=True)


def _answer_words(answer: Answer) -> str:
    added = f"\n(Added on {day_and_time(answer.added_at)}, after it was sent)" if answer.added_at else ""
    return f"{answer.in_words}{added}"


def _permission(contact: Contact) -> Part:
    change = reverse("request_approval", args=[contact.public_id])
    return Part("Approval and advice, and who told the family after", tuple(permission_facts(contact)), change)


def _files(contact: Contact) -> Iterator[Part]:
    files = list(contact.attachments.all())
    change = reverse("request_files", args=[contact.public_id])
    own = tuple((one.title, one.upload.of_kind.words) for one in files if not one.about_others)
    others = tuple((one.title, f"Also about: {one.about_others}. {APART}") for one in files if one.about_others)
    yield Part("Files", own, change)
    yield Part("Files that are about other people too", others, change)


def _who_asks(contact: Contact) -> Part:
    who = contact.referrer
    told = (
        ("Name", who.name),
        ("Role", who.role),
        ("Organisation", who.organisation),
        ("Telephone", who.phone),
        ("Email address", who.email),
        ("When and how to reach them", who.how_to_reach),
        ("May the family be told who asked?", "Yes" if who.may_be_named else "No"),
    )
    facts = tuple((label, text) for label, text in told if text)
    return Part("Who asks", facts, reverse("request_referrer", args=[contact.public_id]))


def _added(contact: Contact) -> Part:
    additions = contact.additions.all() if contact.received_at else ()
    words = (one for one in additions if one.kind == one.Kind.WORDS)
    return Part("Added after it was sent", tuple((f"{day_and_time(one.at)}, {one.by.name}", one.text) for one in words))


def request_document(contact: Contact, *, now: dt.datetime) -> Document:
    """Write a request down for paper, as it was sent."""
    return Document(
        title="Request for help for a child",
        subtitle=names_of(contact),
        notices=(_sent_words(contact),),
        blocks=tuple(_blocks(contact, now.date())),
        footer="Personal and confidential. It says who asked: never leave it with the family.",
        reference=str(contact.public_id)[:8],
        made_at=now,
    )


def _sent_words(contact: Contact) -> str:
    if contact.received_at is None:
        return NOT_SENT
    return f"Sent on {day_and_time(contact.received_at)}. To be decided by the end of {day(contact.due_at)}."


def _blocks(contact: Contact, today: dt.date) -> Iterator[Block]:
    for part in parts_of(contact):
        yield Heading(part.title)
        yield Facts(part.facts)
    for child in contact.children.all():
        if marks := marks_of(child):
            yield Heading(f"Marks on the body of {child.name}")
            yield Picture(draw(marks, "baby" if is_baby(child, today) else "child"), described(marks))
    if any(one.about_others for one in contact.attachments.all()):
        yield Paragraph(APART)
