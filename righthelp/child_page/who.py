"""Who the child is, and what is helpful to know before anybody rings, writes or knocks."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse

from righthelp.child_page.access import Glance
from righthelp.child_page.homes import Household, name_in
from righthelp.design_system.formatters import day
from righthelp.people.access import Seen
from righthelp.people.details import DETAIL_KINDS
from righthelp.people.importing.people import SYSTEM as IMPORTED  # its numbers tell nobody who visits anything
from righthelp.people.lines import text_of, title_of
from righthelp.people.models import Detail, Identifier, Known, Name, Person, SafeContact
from righthelp.people.places import tells_of
from righthelp.people.presenters import age_of, born_words, in_use, is_unborn
from righthelp.people.reasons import Part
from righthelp.people.record import support_until
from righthelp.people.relations import RAISING
from righthelp.people.relatives import Relative
from righthelp.people.same import contacts_once
from righthelp.work.sheet import contact_line

ASKED = ("first_language", "interpreter", "communication", "disability", "setting")
SHOWN = ("plan", "where_now")
NOT_ASKED = "Not asked yet"


@dataclass(frozen=True)
class Fact:
    """A line about the child; `add` leads to where it can be written, where nobody has."""

    label: str
    text: str
    add: str = ""


@dataclass(frozen=True)
class Helpful:
    """What helps before a visit: of whom, what kind of thing, and the thing itself."""

    who: str
    title: str
    text: str


@dataclass(frozen=True)
class Way:
    """One way to reach somebody; `must_not_know` says, as it was written down, from whom it is kept."""

    channel: str
    line: str
    must_not_know: str
    is_unsafe: bool = False


@dataclass(frozen=True)
class Reach:
    """How to reach somebody safely, way by way; none where nobody asked."""

    who: str
    relation: str
    ways: tuple[Way, ...]
    add: str


def facts_of(glance: Glance, today: dt.date) -> list[Fact]:
    """Say who the child is, with what nobody has asked yet where that matters before anybody meets the child."""
    return [fact for fact in (*_person(glance, today), *_known(glance, today)) if fact.text or fact.add]


def _person(glance: Glance, today: dt.date) -> Iterator[Fact]:
    child = glance.child
    yield Fact("Age", "" if is_unborn(child) else age_of(child, today) or "Not known")
    yield Fact("Date of birth", born_words(child))
    yield Fact("Date the baby is due", day(child.due_on) if not child.born_on else "")
    shown = in_use(glance.account.of(Name))
    others = (one for one in glance.held(Name) if str(one) != str(shown))
    yield Fact("Other names", _each_once(f"{one} ({one.get_kind_display().lower()})" for one in others))
    yield Fact("Sex", child.get_sex_display())
    yield Fact("Gender, in their own words", child.gender)


def _known(glance: Glance, today: dt.date) -> Iterator[Fact]:
    for kind in (*ASKED, *SHOWN):
        if glance.seen.opens(DETAIL_KINDS[kind].part):
            yield _detail(glance, kind, today)
    if glance.seen.opens(Part.STORY):
        until = support_until(glance.child, glance.account, today)
        yield Fact("Support with the plan can go on until", until)
        known = (one for one in glance.held(Identifier) if _holds(one, today) and one.system != IMPORTED)
        numbers = dict.fromkeys((title_of(one), text_of(one)) for one in known)
        yield from (Fact(title, text) for title, text in numbers)


def _detail(glance: Glance, kind: str, today: dt.date) -> Fact:
    held = [one for one in glance.held(Detail) if one.kind == kind and _holds(one, today)]
    title = DETAIL_KINDS[kind].title
    if held or kind in SHOWN or not _is_asked_of(glance.child):
        return Fact(title, _each_once(one.value for one in held))
    may_add = glance.seen.opens(Part.STORY)
    return Fact(title, NOT_ASKED, reverse("record_detail_add", args=[glance.child.public_id, kind]) if may_add else "")


def _each_once(texts: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(texts))


def _is_asked_of(child: Person) -> bool:
    """Say whether there is somebody to ask about: nobody asks for the school of a baby who is not yet born."""
    return child.born_on is not None or child.stage == Person.Stage.CHILD or child.due_on is None


def _holds(one: Known, today: dt.date) -> bool:
    return one.to_on is None or one.to_on >= today


def helpful_of(glance: Glance, household: Household, today: dt.date) -> list[Helpful]:
    """Give what is helpful to know before a visit: of the child, of whoever lives there, of parents elsewhere."""
    near = [*household.together, *(one.relative for one in household.apart)]
    keys = dict.fromkeys([glance.child.pk, *(one.person.pk for one in near)])
    return [found for key in keys for found in _helpful(glance, key, today)]


def _helpful(glance: Glance, key: int, today: dt.date) -> Iterable[Helpful]:
    records = [seen for seen in _records(glance, key) if seen.opens(Part.WHERE)]
    held = [one for seen in records for one in glance.accounts[seen.person.pk].of(Detail) if _holds(one, today)]
    shown = (one for one in held if key != glance.child.pk or one.kind not in ASKED)
    reach = (one for one in shown if DETAIL_KINDS[one.kind].part is Part.WHERE)
    return dict.fromkeys(Helpful(name_in(glance, key), DETAIL_KINDS[one.kind].title, one.value) for one in reach)


def _records(glance: Glance, key: int) -> list[Seen]:
    """Give this record of the child, or all records of somebody else."""
    return [glance.seen] if key == glance.child.pk else glance.folded.records_of(key)


def reach_of(glance: Glance, family: list[Relative], today: dt.date) -> list[Reach]:
    """Say how to reach those who care for the child, and the child where somebody wrote it; silence is “not asked”."""
    raising = [one for one in family if one.kind in RAISING and one.is_child_side and _is_there(one)]
    parents = {one.person.pk: one.relation for one in raising}
    found = [_reach(glance, glance.child.pk, "The child", today)]
    found += [_reach(glance, key, relation, today) for key, relation in parents.items()]
    return [one for one in found if one and (one.ways or one.relation != "The child")]


def kept_from(reach: Iterable[Reach]) -> list[str]:
    """Say who must not know of any way that the page shows, so that its paper is kept from them."""
    ways = ((one.who, way) for one in reach for way in one.ways if way.must_not_know)
    return [f"“{way.must_not_know}” ({who}, {way.channel.lower()})" for who, way in ways]


def _is_there(one: Relative) -> bool:
    return not one.is_over and one.person.died_on is None


def _reach(glance: Glance, key: int, relation: str, today: dt.date) -> Reach | None:
    records = [seen for seen in _records(glance, key) if seen.opens(Part.WHERE)]
    if not records:
        return None
    held = [one for seen in records for one in glance.accounts[seen.person.pk].of(SafeContact) if _holds(one, today)]
    ways = tuple(_way(one) for one in contacts_once(held) if not tells_of(one.value, glance.hidden_places))
    add = next((one.person.public_id for one in records if one.opens(Part.STORY)), None)
    return Reach(name_in(glance, key), relation, ways, reverse("record_contact_add", args=[add]) if add else "")


def _way(one: SafeContact) -> Way:
    return Way(one.get_channel_display(), contact_line(one), one.must_not_know, one.is_safe == SafeContact.Safe.NO)
