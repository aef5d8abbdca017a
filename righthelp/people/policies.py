"""Who may see and change a person's record: the reasons that this room knows itself.

Rooms above add theirs (`reasons.register`): whoever works with a child. A relative's record opens as far as the record
of the child does through which they are known: who they are and how to reach them, never what is protected. Brothers,
sisters and grandparents known through a parent of the child open only as who they are.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils import timezone

from righthelp.agencies.models import Membership
from righthelp.agencies.policies import agencies_where, may
from righthelp.calendar.rules import due, last_moment
from righthelp.calendar.timescales import timescale
from righthelp.people.models import EmergencyOpening, FamilyDraft, NamedReader, Person, Restriction
from righthelp.people.reasons import EVERYDAY, EVERYTHING, IDENTITY, Part, Question, Reason
from righthelp.people.rows import Row, shaped

if TYPE_CHECKING:
    import datetime as dt

    from righthelp.agencies.models import Practitioner

OWN = "own"
ADDED = Reason("You added this record", EVERYDAY)
LEADS = Reason("You lead safeguarding in the agency whose record this is", EVERYDAY | {Part.PROTECTED, Part.HEALTH})
NAMED = Reason("You are on the list of people who may open this restricted record", EVERYTHING, True)
RELATIVE = frozenset({Part.WHO, Part.WHERE})
CLOSE = Reason("They are close family of a child whose record you may see", IDENTITY)


def own_reasons(reader: "Practitioner", people: Collection[int]) -> Question:
    """Ask for the reasons that need no other room: added, lead, named, emergency."""
    listed = Exists(_named(reader).filter(restriction__person=OuterRef("pk")))
    until = Subquery(_open_now(reader).filter(person=OuterRef("pk")).order_by("-until").values("until")[:1])
    asked = Person.objects.filter(pk__in=people).annotate(is_named=listed, open_until=until)
    of_person = {"key": "pk", "other": "noted_by_id", "agency": "agency_id", "is_marked": "is_named"}
    rows = shaped(OWN, asked, **of_person, at="open_until")
    return Question((rows,), lambda rows: {row.key or 0: _own(reader, row) for row in rows.get(OWN, ())})


def _own(reader: "Practitioner", row: Row) -> list[Reason]:
    named = [NAMED] if row.is_marked else []
    return [*_by_agency(reader, row), *named, *([_emergency(row.at)] if row.at else [])]


def own_reach(reader: "Practitioner") -> "list[QuerySet[Any, Any]]":
    """Ask whom the reasons of this room may open: added, of an agency that one leads, named, in an emergency."""
    led = [
        one.team.agency_id for one in reader.memberships_now if "see the agency's drafts" in one.role_class.permissions
    ]
    return [
        Person.objects.filter(noted_by=reader).order_by().values("pk"),
        Person.objects.filter(agency__in=led).order_by().values("pk"),
        _named(reader).order_by().values("restriction__person"),
        _open_now(reader).order_by().values("person"),
    ]


def standing(reasons: Mapping[int, Iterable[Reason]], restricted: Collection[int]) -> dict[int, list[Reason]]:
    """Keep what opens a record: for a restricted one, only a reason that names this reader."""
    kept = {
        person: [reason for reason in given if reason.despite_restriction or person not in restricted]
        for person, given in reasons.items()
    }
    return {person: given for person, given in kept.items() if given}


def restricted_among(people: Iterable[int]) -> set[int]:
    """Give those of these people whose records only named people open."""
    found = Restriction.objects.filter(person__in=list(people), lifted_at__isnull=True)
    return set(found.values_list("person_id", flat=True))


def may_break_glass(person: "Practitioner") -> bool:
    """Social care roles only."""
    return may(person, "break the glass")


def closed_people(reader: "Practitioner") -> "QuerySet[Restriction, Any]":
    """Give, as a question to the database, those whose restricted records nothing opens to this reader by name.

    What names one of them as a child is closed too (a consideration, a plan), whoever holds it, leads or manages. It
    asks of a record what `own_reasons` asks, the list and emergency openings, so that a page of many needs no query
    more.
    """
    listed = NamedReader.objects.filter(practitioner=reader, ended_at__isnull=True, restriction=OuterRef("pk"))
    closed = Restriction.objects.filter(~Exists(listed), lifted_at__isnull=True)
    if may_break_glass(reader):
        now = timezone.now()
        opened = EmergencyOpening.objects.filter(practitioner=reader, person=OuterRef("person"))
        closed = closed.filter(~Exists(opened.filter(opened_at__lte=now, until__gt=now)))
    return closed.order_by().values("person")


def may_review(person: "Practitioner", opening: EmergencyOpening) -> bool:
    """Information governance, but nobody their own opening."""
    return may(person, "review emergency openings") and opening.practitioner_id != person.pk


def may_oversee(person: "Practitioner") -> bool:
    """Information governance: who looked at any record, without what it holds."""
    return may(person, "review emergency openings")


def may_export(person: "Practitioner") -> bool:
    """Information governance: many records at once, in a file, with a reason."""
    return may(person, "export in bulk")


def may_keep_restriction(by: "Practitioner", reasons: Collection[Reason], restriction: Restriction | None) -> bool:
    """Say whether somebody may restrict a record, or keep its list.

    A manager to whom the whole record is open in their own right; of a restricted one, a manager on its list. An
    emergency opening gives no say, unless nobody is left who can keep the list: its review then shows what was done.
    """
    if not may(by, "restrict records"):
        return False
    if restriction is None:
        return in_own_right(reasons)
    return NAMED in reasons or (bool(reasons) and not keepers_of(restriction))


def in_own_right(reasons: Iterable[Reason]) -> bool:
    """Say whether the whole record is open to somebody otherwise than through the family or in an emergency."""
    return any(Part.STORY in reason.parts and (reason == NAMED or not reason.despite_restriction) for reason in reasons)


def in_emergency(person: Person) -> set[int]:
    """Give whoever holds a record open in an emergency now: a restriction does not close it before its time."""
    openings = person.emergency_openings.filter(until__gt=timezone.now())
    return set(openings.values_list("practitioner_id", flat=True))


def restriction_of(person: Person) -> Restriction | None:
    """Give the restriction that stands on a record."""
    return person.restrictions.filter(lifted_at__isnull=True).select_related("restricted_by").first()


def keepers_of(restriction: Restriction) -> set[int]:
    """Give the people on the list of a restricted record who can keep it: managers who may sign in today."""
    named = restriction.readers.filter(ended_at__isnull=True)
    return may_keep_lists().intersection(named.values_list("practitioner_id", flat=True))


def may_keep_lists() -> set[int]:
    """Give everybody whose role may restrict records today."""
    held = (
        Membership.objects.current().with_one_of({"restrict records"}).filter(practitioner__suspended_at__isnull=True)
    )
    return set(held.values_list("practitioner_id", flat=True))


def draft_opens_to_lead_at(began_at: "dt.datetime", closed: "Collection[dt.date]" = ()) -> "dt.datetime":
    """Give the moment from which the agency's leads see a draft: after one working day, as every draft of a child."""
    return last_moment(due(timescale("draft_seen_by_lead"), began_at, frozenset(closed)))


def may_take_draft_over(
    by: "Practitioner", draft: FamilyDraft, *, now: "dt.datetime", closed: "Collection[dt.date]"
) -> bool:
    """A lead or deputy of the same agency, a draft that somebody else holds, after one working day."""
    return (
        draft.owner_id != by.pk
        and may(by, "take over drafts", draft.agency)
        and now > draft_opens_to_lead_at(draft.began_at, closed)
    )


def may_read_protected(by: "Practitioner") -> bool:
    """Say whether somebody may write a protected address down: whose role lets them read those of their work."""
    return may(by, "see the agency's drafts") or may(by, "find anybody")


def _by_agency(reader: "Practitioner", row: Row) -> list[Reason]:
    added = row.other == reader.pk and row.agency in _agencies(reader, "write considerations")
    leads = row.agency in _agencies(reader, "see the agency's drafts")
    return [reason for reason, holds in ((ADDED, added), (LEADS, leads)) if holds]


def _agencies(reader: "Practitioner", permission: str) -> set[int]:
    return {one.pk for one in agencies_where(reader, permission)}


def _named(reader: "Practitioner") -> QuerySet[NamedReader]:
    """Give somebody's places on the lists of restricted records."""
    return NamedReader.objects.filter(practitioner=reader, ended_at__isnull=True, restriction__lifted_at__isnull=True)


def _open_now(reader: "Practitioner") -> QuerySet[EmergencyOpening]:
    """Give what somebody holds open in an emergency now."""
    if not may_break_glass(reader):
        return EmergencyOpening.objects.none()
    now = timezone.now()
    return EmergencyOpening.objects.filter(practitioner=reader, opened_at__lte=now, until__gt=now)


def _emergency(until: "dt.datetime") -> Reason:
    words = f"You opened it in an emergency, until {timezone.localtime(until):%H:%M}"
    return Reason(words, EVERYDAY | {Part.PROTECTED, Part.HEALTH}, True)
