"""What the pages of adding show: each person in a few lines, who may be on file, and what waits."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from righthelp.agencies.policies import may
from righthelp.design_system.formatters import day, in_words
from righthelp.people.actions.drafts import kept_since
from righthelp.people.adding.drafts import CHILD, opened
from righthelp.people.adding.entries import BY_BIRTH, GRANDPARENT, PARTNER, RELATIONS, SIBLINGS, UNIDENTIFIED, Entry
from righthelp.people.adding.family import Family
from righthelp.people.finding.access import PHONES, Hit, Hits
from righthelp.people.finding.presenters import Row, row_of, titled_rows
from righthelp.people.forms.adding import ELSEWHERE, LIVES, NEW_PERSON
from righthelp.people.matching import normal
from righthelp.people.models import FamilyDraft, Name, Person, SafeContact
from righthelp.people.presenters import name_of, unborn
from righthelp.people.reasons import Part
from righthelp.people.rules import PREGNANCY

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner

RESPONSIBLE = {True: "Has parental responsibility", False: "Does not have parental responsibility"}
YEARS_APART = dt.timedelta(days=3 * 366)
GENERATION = dt.timedelta(days=10 * 365)
Certainty = Person.Certainty
Asked = dict[str, tuple[str, list[tuple[str, Row]]]]


@dataclass(frozen=True)
class Answered:
    """One person in the draft, in words."""

    key: str
    who: str
    name: str
    lines: tuple[str, ...]
    faults: tuple[str, ...] = ()

    @property
    def is_child(self) -> bool:
        """Say whether it is the child, whose answers have a page of their own."""
        return self.key == CHILD


def answers_in_words(family: Family, on_file: Mapping[str, Hit], today: dt.date) -> list[Answered]:
    """Give everybody in a draft, the child first, in the order in which they were written down.

    `on_file` are the records that were chosen for some of them.
    """
    entries = ({CHILD: family.child} if family.child else {}) | family.around
    found = []
    for key in (CHILD, *family.written.people):
        entry = entries.get(key)
        faults = tuple(family.faults.get(key, ()))
        if entry is None:
            found.append(Answered(key, "The child" if key == CHILD else "Somebody", "Answer again", (), faults))
            continue
        who = RELATIONS[entry.relation][0] if entry.relation else "The child"
        lines = [*_lines(entry, family), *_chosen(family.written.choices.get(key), on_file.get(key), today)]
        found.append(Answered(key, who, "" if entry.relation in UNIDENTIFIED else entry.called, tuple(lines)))
    return found


def _lines(entry: Entry, family: Family) -> Iterator[str]:
    yield from [f"Name they use: {entry.used}"] if entry.used else []
    yield from [born] if (born := born_in_words(entry)) else []
    yield from [Person.Sex(entry.sex).label] if entry.sex != Person.Sex.NOT_KNOWN else []
    if entry.relation == PARTNER and entry.partner_of in family.around:
        yield f"Partner of {family.around[entry.partner_of].called}"
    yield from _in_line(entry, family)
    if entry.lives and entry.relation not in UNIDENTIFIED:
        yield f"Lives: {dict(LIVES)[entry.lives].lower()}"
    if entry.home and (not entry.relation or entry.lives == ELSEWHERE):
        yield f"{'Protected address' if entry.home.is_protected else 'Address'}: {entry.home}"
    yield from [f"Telephone: {entry.phone}, not asked yet whether it is safe"] if entry.phone else []
    yield from [f"School: {entry.school}"] if entry.school else []
    yield from [f"NHS number: {entry.nhs}"] if entry.nhs else []
    if entry.relation not in UNIDENTIFIED and entry.has_parental_responsibility is not None:
        yield RESPONSIBLE[entry.has_parental_responsibility]
    yield from [f"Whom you asked: {entry.tried}"] if entry.tried else []
    yield f"How you know: {entry.source}"


def _in_line(entry: Entry, family: Family) -> Iterator[str]:
    """Say through whom a grandparent, brother or sister is of the family: without it, not all generations are drawn."""
    if entry.relation == GRANDPARENT:
        of = family.around.get(entry.parent_of)
        yield f"Mother or father of {of.called}" if of else "Whose mother or father: not known"
    if entry.relation in SIBLINGS:
        shared = [family.around[key].called for key in entry.shares if key in family.around]
        yield f"Parents they share: {in_words(shared)}" if shared else "Which parents they share: not known"


def born_in_words(entry: Entry) -> str:
    """Write when somebody was born or is due, as exactly as it is known."""
    born = entry.born_on
    if born is None:
        return f"Due on {day(entry.due_on)}" if entry.due_on else ""
    exact = {Certainty.EXACT: day(born), Certainty.MONTH: f"{born:%B %Y}", Certainty.YEAR: f"{born:%Y}"}
    return f"Born {exact.get(Certainty(entry.born_on_is), f'about {born:%Y}')}"


def _chosen(choice: str | None, on_file: Hit | None, today: dt.date) -> Iterator[str]:
    """Say which record was chosen: one name may be that of several people."""
    if choice == NEW_PERSON:
        yield "A new person"
    elif choice and on_file is None:
        yield "On file already, but the record cannot be found any more: choose again"
    elif on_file:
        row = row_of(on_file, today)
        yield f"On file already: {', '.join(part for part in (row.name, _inside(row.born), row.where) if part)}"


def _inside(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def asked_about(family: Family, hits: Mapping[str, Hits], today: dt.date) -> Asked:
    """Give for each person who they are, and those on file who may be them, each with its band."""
    found = {}
    for key, entry in family.to_look_for().items():
        about = hits[key]
        likely = (hit for hit in about.around if not hit.only_lives_there)
        around = [hit for hit in likely if _could_be(entry, hit.one.person, family.child)]
        people = [hit for hit in about.people if entry.may_be(hit.one.person)]
        rows = titled_rows(replace(about, people=people, around=around), today)
        if rows:
            found[key] = (entry.called, rows)
    return found


def living_at(family: Family, hits: Mapping[str, Hits], asked: Asked, today: dt.date) -> list[Row]:
    """Give those who live in the house and are never offered as somebody: each with what else is the same."""
    there = {hit.one.person.pk: hit for about in hits.values() for hit in about.around if hit.only_lives_there}
    offered = {row.public_id for _, rows in asked.values() for _, row in rows}
    found = {hit.one.person.pk for about in hits.values() for hit in about.people}
    shown = [hit for key, hit in there.items() if key not in found and hit.one.person.public_id not in offered]
    entries = list(family.to_look_for().values())
    return [replace(row_of(hit, today), because=tuple(_also_same(hit, entries))) for hit in shown]


def _also_same(hit: Hit, entries: list[Entry]) -> Iterator[str]:
    """Say what is the same beside the house, of anybody written down."""
    lasts = {word for name in hit.account.of(Name) for word in normal.surnames(name.last)}
    if lasts.intersection(word for entry in entries for word in normal.surnames(entry.last)):
        yield "same surname"
    may_be_told = hit.one.seen is None or hit.one.opens(Part.WHERE)  # a role that finds anybody finds by any number
    numbers = {_digits(one.value) for one in hit.account.of(SafeContact) if one.channel in PHONES}
    if may_be_told and numbers.intersection(_digits(entry.phone) for entry in entries if entry.phone):
        yield "same telephone number"


def _digits(phone: str) -> str:
    return re.sub(r"^(?:0044|44|0)+", "", re.sub(r"\D", "", phone))


def _could_be(entry: Entry, person: Person, child: Entry | None) -> bool:
    """Leave out those of the family who cannot be this person, by what is known of birth and sex."""
    sexes = {entry.sex, person.sex} - {Person.Sex.NOT_KNOWN.value}
    if len(sexes) > 1 or not entry.may_be(person):
        return False
    if entry.born_on and person.due_on and not person.born_on:
        return abs(entry.born_on - person.due_on) < PREGNANCY
    if entry.born_on and person.born_on:
        return abs(entry.born_on - person.born_on) < YEARS_APART
    if entry.relation in BY_BIRTH and child and child.born_on and person.born_on:
        return person.born_on < child.born_on - GENERATION
    return True


def drafts_in_words(drafts: list[FamilyDraft], by: "Practitioner") -> list[tuple[FamilyDraft, str, str, str]]:
    """Give each draft with the child's name as far as it is written, who sees it, and the last day it is kept."""
    return [(draft, _name(draft), who_sees(draft, by), day(last_day(draft))) for draft in drafts]


@dataclass(frozen=True)
class Taken:
    """What somebody began and a lead took over: who holds or saved it, why, and the child where they may see it."""

    draft: FamilyDraft
    saved_on: str
    child: Person | None = None
    called: str = ""


def taken_in_words(drafts: list[FamilyDraft], open_to_them: Mapping[int, Person]) -> list[Taken]:
    """Tell who began a draft what became of it, so that the child is not added twice."""
    found = []
    for draft in drafts:
        child = open_to_them.get(draft.pk)
        saved_on = day(draft.changed_at) if draft.saved_as_id else ""
        found.append(Taken(draft, saved_on, child, name_of(child) if child else ""))
    return found


def who_sees(draft: FamilyDraft, by: "Practitioner") -> str:
    """Say who sees a draft beside whoever holds it."""
    leads = may(by, "take over drafts", draft.agency)
    if draft.taken_at is None:
        others = "the other safeguarding leads and deputies" if leads else "your safeguarding lead"
        return f"Only you see this, and after one working day {others}."
    others = "the other safeguarding leads and deputies" if leads else "the safeguarding leads and deputies"
    return f"You see this, and so do {others} of {draft.agency.name}."


def waiting_in_words(drafts: list[FamilyDraft]) -> list[tuple[FamilyDraft, str]]:
    """Give each draft that waits with the child's name as far as it is written."""
    return [(draft, _name(draft)) for draft in drafts]


def last_day(draft: FamilyDraft) -> dt.datetime:
    """Give the moment to which a draft is kept."""
    return draft.changed_at + (draft.changed_at - kept_since(draft.changed_at))


def _name(draft: FamilyDraft) -> str:
    child = opened(draft).child
    first, middle, last = (child.get(name, [""])[0].strip() for name in ("first_name", "middle_names", "last_name"))
    if not (first or middle) and child.get("due_on_year", [""])[0].strip():
        return unborn(last)
    return " ".join(part for part in (first, middle, last) if part) or "A child without a name yet"
