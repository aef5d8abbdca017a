"""The contact sheet: the child, who lives where, the people around, and how to reach them safely (BN-079 to BN-084)."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from righthelp.design_system.formatters import day, day_and_time, in_words, sentence_case
from righthelp.files.documents import CONFIDENTIAL, Block, Document, Facts, Grid, Heading, Paragraph
from righthelp.people.details import DETAIL_KINDS
from righthelp.people.models import Person, Relationship, SafeContact
from righthelp.people.presenters import age_of, born_words, others_among
from righthelp.people.reasons import Part
from righthelp.people.relations import WORDS, of_sex, said_of_tie
from righthelp.work.family import Family, Related

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner
    from righthelp.people.access import Seen
    from righthelp.work.models import Involvement

RESPONSIBILITY: dict[bool | None, str] = {
    True: ", has parental responsibility",
    False: ", does not have parental responsibility",
}
OF_A_PARENT = ("Partner of a parent",) * 3
NO_HOME = "Not on this sheet. Ask, or look in the record"
NOT_ASKED = "Nobody has written down yet how to reach them safely. Ask first"
CAUTION = (
    "For professionals only: never give it to the family, as it may tell one of them where another lives. It shows "
    "what was written down when it was made. Keep it with you for the meeting, or while Right Help cannot be reached, "
    "then destroy it. Use no way to reach somebody that is marked as not safe."
)


@dataclass(frozen=True)
class Card:
    """One person on the sheet."""

    title: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Sheet:
    """Everything on the sheet."""

    child: Card
    family: tuple[Card, ...]
    workers: tuple[tuple[str, str, str, str], ...]
    made: str


def contact_sheet(
    family: Family, workers: "Iterable[Involvement]", *, by: "Practitioner", now: dt.datetime, today: dt.date
) -> Sheet:
    """Write the sheet as one reader may see it."""
    here = [one for one in workers if one.starts_on <= today and (one.ends_on is None or one.ends_on >= today)]
    nearest = sorted(family.relatives, key=lambda one: one.place)
    return Sheet(
        child=Card(family.name_of(family.child.person), tuple(_child_facts(family, today))),
        family=tuple(_relative(family, one, today) for one in nearest),
        workers=tuple(_worker(held) for held in _each_once(here)),
        made=_made(by, here, now),
    )


def sheet_document(sheet: Sheet, *, reference: str, now: dt.datetime) -> Document:
    """Put the sheet on paper."""
    return Document(
        title="Contact sheet",
        subtitle=sheet.child.title,
        notices=(CAUTION,),
        blocks=tuple(_blocks(sheet)),
        footer=CONFIDENTIAL,
        reference=reference,
        made_at=now,
    )


def _blocks(sheet: Sheet) -> Iterator[Block]:
    yield Heading("The child")
    yield Facts(sheet.child.facts)
    yield Heading("Family and others who matter")
    for card in sheet.family:
        yield Heading(card.title, 2)
        yield Facts(card.facts)
    if not sheet.family:
        yield Paragraph("Nobody is written down whom you may see.")
    yield Heading("Working with the child")
    if sheet.workers:
        yield Grid(("Who", "Role", "Where", "How to reach them"), sheet.workers)
    else:
        yield Paragraph("Nobody is written down.")
    yield Heading("This sheet")
    yield Paragraph(sheet.made)


def _child_facts(family: Family, today: dt.date) -> Iterator[tuple[str, str]]:
    seen = family.child
    if seen.opens(Part.WHO):
        yield "Name", family.name_of(seen.person)
        if names := others_among(family.names_of(seen.person)):
            yield "Other names", "\n".join(f"{one} ({one.get_kind_display().lower()})" for one in names)
        yield from _age(seen.person, today)
    yield from _where(family, seen, today)


def _relative(family: Family, one: Related, today: dt.date) -> Card:
    return Card(family.name_of(one.seen.person), tuple(_relative_facts(family, one, today)))


def _relative_facts(family: Family, one: Related, today: dt.date) -> Iterator[tuple[str, str]]:
    child = family.child
    yield "To the child", "\n".join(dict.fromkeys(_relations(one, child.person)))
    if child.opens(Part.STORY):
        for text in (tie.contact_restriction for tie in one.ties if tie.contact_restriction):
            yield "Contact with the child", text
        for text in (tie.safety for tie in one.ties if tie.safety):
            yield "Safety with this person", text
    yield from _age(one.seen.person, today)
    yield from _where(family, one.seen, today)


def _relations(one: Related, child: Person) -> Iterator[str]:
    """Say who somebody is to the child as the record does, and of parents whether they have parental responsibility."""
    other = one.seen.person
    if one.through:
        through = OF_A_PARENT if one.through == Relationship.Kind.PARTNER else WORDS[one.through]
        yield of_sex(one.sibling or through, other)
    for tie in one.ties:
        is_sibling = tie.kind == Relationship.Kind.SIBLING
        words = of_sex(one.sibling, other) if is_sibling and one.sibling else said_of_tie(tie, other)
        more = RESPONSIBILITY.get(tie.has_parental_responsibility, "") if tie.person_id == child.pk else ""
        yield f"{words}{more}{', important to the child' if tie.is_important else ''}"


def _age(person: Person, today: dt.date) -> Iterator[tuple[str, str]]:
    said = ", ".join(part for part in (born_words(person), age_of(person, today)) if part)
    if said:
        yield "Born" if person.born_on else "When", said


def _where(family: Family, seen: "Seen", today: dt.date) -> Iterator[tuple[str, str]]:
    """Say where somebody lives and how to reach them, as far as the reader may see."""
    if not seen.opens(Part.WHERE) or seen.person.died_on:
        return
    homes = family.homes_of(seen.person, today)
    yield "Lives at", "\n".join(str(one) for one in homes) or NO_HOME
    contacts = family.contacts_of(seen.person, today)
    yield "How to reach them", "\n".join(contact_line(one) for one in contacts) or NOT_ASKED
    for one in family.helpful_about(seen.person, today):
        yield DETAIL_KINDS[one.kind].title, one.value


def contact_line(one: SafeContact) -> str:
    """Say one way to reach somebody, with what makes it safe; what is not safe begins with that.

    What nobody asked is said, too: silence would read as safe.
    """
    if one.is_safe == SafeContact.Safe.NO:
        secret = f" (must not know: {one.must_not_know})" if one.must_not_know else ""
        return f"NOT SAFE, do not use: {one.get_channel_display().lower()}, {one.value}{secret}"
    message = {True: "a message may be left", False: "leave no message", None: ""}[one.leave_message]
    notes = (
        one.get_is_safe_display() if one.is_safe == SafeContact.Safe.NOT_ASKED else "they say it is safe",
        one.times,
        message,
        f"must not know: {one.must_not_know}" if one.must_not_know else "",
    )
    said = "; ".join(note for note in notes if note)
    return f"{one.get_channel_display()}: {one.value} ({said[:1].lower()}{said[1:]})"


def _each_once(here: "list[Involvement]") -> "Iterable[list[Involvement]]":
    """Put the roles of one person together."""
    found: dict[tuple[int | None, str, str], list[Involvement]] = {}
    for one in here:
        found.setdefault((one.practitioner_id, one.who, one.where), []).append(one)
    return found.values()


def _worker(held: "list[Involvement]") -> tuple[str, str, str, str]:
    roles = (f"{one.role} (until {day(one.ends_on)})" if one.ends_on else one.role for one in held)
    phones = dict.fromkeys(one.phone for one in held if one.phone)
    emails = [held[0].practitioner.email] if held[0].practitioner else []
    reach = "\n".join([*phones, *emails]) or "Not written down"
    return held[0].who, sentence_case(in_words(roles)), held[0].where, reach


def _made(by: "Practitioner", here: "list[Involvement]", now: dt.datetime) -> str:
    """Say who made the sheet and how to reach them (BN-082)."""
    phone = next((one.phone for one in here if one.practitioner_id == by.pk and one.phone), "")
    where = by.memberships_now[0].team.agency.name
    reach = ", ".join(part for part in (by.job_title, where, phone, by.email) if part)
    return f"Made on {day_and_time(now)} by {by.name}, {reach}."
