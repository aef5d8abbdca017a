"""The only ways to the records of this room: the child's own record must be open, and what another agency wrote is
read by children's social care alone. Where a look is refused, nothing says whether there was anything.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from django.http import Http404
from django.utils import timezone

from righthelp.agencies.policies import agencies_written_for, leads_or_manages
from righthelp.audit.refusals import LookRefused
from righthelp.consent.models import Advice, Agreement, Consent, GoingOn, Kept, Said, Sharing
from righthelp.consent.policies import decides_in, may_answer, may_change, may_decide_next, may_read
from righthelp.consent.reading import Read, read_of
from righthelp.people.access import Circle, Seen, looked, person_on_file, person_with_family, seen_among
from righthelp.people.models import Person
from righthelp.people.presenters import is_child, name_of
from righthelp.people.queries import bring_names
from righthelp.people.readers import readers_of
from righthelp.people.reasons import Part

if TYPE_CHECKING:
    from righthelp.agencies.models import Agency, Practitioner

One = TypeVar("One", bound=Kept)


@dataclass(frozen=True)
class Standing:
    """What stands on a child's record, as far as one reader may read it; refusals stand, too.

    Rooms above carry it forward, so that nobody types it again.
    """

    agreements: tuple[Agreement, ...]
    consents: tuple[Consent, ...]
    goings_on: tuple[GoingOn, ...]

    @property
    def given(self) -> list[Consent]:
        """Give the consents to share on which sharing may rest."""
        return [one for one in self.consents if one.is_given]

    @property
    def refused(self) -> list[Said]:
        """Give what was refused, all or a part: social care must be told of it (SF-061)."""
        return [one for one in (*self.agreements, *self.consents) if one.is_refusal]


@dataclass(frozen=True)
class OnRecord:
    """Everything of this room on the records of one child, as far as one reader may read it, newest first."""

    reader: "Practitioner"
    circle: Circle
    agreements: list[Agreement]
    consents: list[Consent]
    goings_on: list[GoingOn]
    sharings: list[Sharing]

    @property
    def child(self) -> Person:
        """Give the child."""
        return self.circle.seen.person

    @property
    def standing(self) -> Standing:
        """Keep what stands."""
        return Standing(_standing(self.agreements), _standing(self.consents), _standing(self.goings_on))

    @property
    def said(self) -> list[Agreement | Consent]:
        """Give all answers of the family, newest first."""
        return sorted([*self.agreements, *self.consents], key=lambda one: (one.written_at, one.pk), reverse=True)

    def may_change(self, record: Kept) -> bool:
        """Say whether the reader may add to a record: one on this very record, of their agency."""
        return record.child_id == self.child.pk and may_change(self.reader, record)


def standing_for(reader: "Practitioner", seen: Seen) -> Standing:
    """Give the agreements, consents and reasons for not asking that stand on a record, as far as a reader may read.

    For rooms above, to whose page the record is open already; empty where what is known is not open to the reader.
    """
    return standing_among(reader, [seen])[seen.person.pk]


def standing_among(reader: "Practitioner", looks: Collection[Seen]) -> dict[int, Standing]:
    """Give for several records, by key, what `standing_for` gives for one; in one query."""
    is_open = [one.person for one in looks if one.opens(Part.STORY)]
    found = _read(reader, is_open) if is_open else Read([], [], [], [])
    return {one.person.pk: _standing_of(found, one.person.pk) for one in looks}


def _standing_of(found: Read, child: int) -> Standing:
    return Standing(
        _standing(one for one in found.agreements if one.child_id == child),
        _standing(one for one in found.consents if one.child_id == child),
        _standing(one for one in found.goings_on if one.child_id == child),
    )


def consent_to_read(reader: "Practitioner", public_id: UUID, *, page: str) -> OnRecord:
    """Give all that this room keeps of a child, and log the look; 404 with no hint where the record is not open."""
    circle = _circle(reader, public_id, page)
    children = [circle.seen.person, *(one.person for one in circle.same if one.opens(Part.STORY))]
    bring_names([one.person for one in circle.looks.values()])
    found = _read(reader, children)
    return OnRecord(reader, circle, found.agreements, found.consents, found.goings_on, found.sharings)


@dataclass(frozen=True)
class Writing:
    """A child about whom somebody writes: who of the family could say yes or no, and to whom else it can be filed.

    `family` are those whom the writer may see, `also` the children among them whose own records are open to the writer.
    """

    circle: Circle
    family: list[Person]
    also: list[Person]

    @property
    def child(self) -> Person:
        """Give the child."""
        return self.circle.seen.person


def child_to_write_of(writer: "Practitioner", public_id: UUID, *, page: str) -> Writing:
    """Give a child about whom somebody may write, with the family, and log the look; else 404 with no hint."""
    circle = _circle(writer, public_id, page)
    today = timezone.localdate()
    child = circle.seen.person
    others = [one for one in circle.others.values() if one.person.stage != Person.Stage.LOST]
    family = [one.person for one in others if one.person.died_on is None and not _is_unborn(one.person)]
    also = [one.person for one in others if one.opens(Part.STORY) and is_child(one.person, today)]
    bring_names([child, *(one.person for one in others)])
    first = {tie.relative_id for tie in circle.ties if tie.has_parental_responsibility and tie.person_id == child.pk}
    in_order = sorted(family, key=lambda one: (one.pk not in first, is_child(one, today), name_of(one)))
    return Writing(circle, in_order, sorted(also, key=name_of))


def _is_unborn(person: Person) -> bool:
    return person.due_on is not None and person.born_on is None


def approvers_for(
    writer: "Practitioner", child: Person, others: Iterable[Person]
) -> "dict[Practitioner, frozenset[int]]":
    """Give the managers and leads of a writer's agencies who may open a child, with all of whom each may read."""
    agencies, found = agencies_written_for(writer), {}
    readers = readers_of([child.pk, *(one.pk for one in others)])
    for one in readers.get(child.pk, {}):
        if one.pk != writer.pk and any(leads_or_manages(one, agency) for agency in agencies):
            found[one] = frozenset(key for key, people in readers.items() if one in people)
    return dict(sorted(found.items(), key=lambda pair: pair[0].name))


@dataclass(frozen=True)
class ToChange:
    """A record that somebody may add to, and what the same conversation wrote for other children whom they may open."""

    child: Person
    record: Any
    beside: list[Any]

    def chosen(self, keys: Iterable[str]) -> list[Any]:
        """Give the record, and those of the other children who were chosen by their public id."""
        wanted = set(keys)
        return [self.record, *(one for one in self.beside if str(one.child.public_id) in wanted)]


def record_to_change(
    by: "Practitioner", child_id: UUID, record_id: UUID, models: Sequence[type[Kept]], *, page: str
) -> ToChange:
    """Give a record of one of these kinds that somebody may add to, and log the look; else 404 with no hint."""
    child = person_on_file(child_id)
    found = (model.objects.with_what_it_shows().filter(public_id=record_id, child=child).first() for model in models)
    record = next((one for one in found if one), None)
    if record is None:
        raise Http404
    return _to_change(by, child, record, page)


def going_on_to_change(by: "Practitioner", child_id: UUID, record_id: UUID, *, page: str) -> ToChange:
    """Give a reason for going on without agreement that stands, with those beside it; else 404 with no hint."""
    found = record_to_change(by, child_id, record_id, (GoingOn,), page=page)
    if not found.record.stands:
        raise Http404
    return found


@dataclass(frozen=True)
class ToDecide:
    """A refusal, with all that one conversation refused, for this child and others, of which nobody decided yet."""

    child: Person
    record: Said
    refused: list[Said]

    def of(self, children: Iterable[Person]) -> list[Said]:
        """Give what was refused for the child and some others."""
        wanted = {self.child.pk, *(one.pk for one in children)}
        return [one for one in self.refused if one.child_id in wanted]


def refusal_to_decide(by: "Practitioner", child_id: UUID, record_id: UUID, *, page: str) -> ToDecide:
    """Give what somebody refused, for whoever writes down what follows; else 404 with no hint."""
    found = record_to_change(by, child_id, record_id, (Agreement, Consent), page=page)
    together = {"together": found.record.together, "child__in": [found.child, *(one.child for one in found.beside)]}
    said = [one for model in (Agreement, Consent) for one in model.objects.filter(**together).with_what_it_shows()]
    decided = GoingOn.objects.not_set_aside().filter(child__in=together["child__in"])
    over = {key for pair in decided.values_list("agreement__public_id", "consent__public_id") for key in pair}
    refused = [one for one in said if one.is_refusal and one.public_id not in over]
    bring_names([one.child for one in refused])
    return ToDecide(found.child, found.record, refused)


def withdrawal_to_decide(by: "Practitioner", child_id: UUID, record_id: UUID, *, page: str) -> ToChange:
    """Give a yes that was taken back, for whoever may decide the next steps (BP-203); else 404 with no hint."""
    found = record_to_change(by, child_id, record_id, (Agreement, Consent), page=page)
    if not may_decide_next(by, found.record.agency):
        raise LookRefused(by, found.record)
    return found


@dataclass(frozen=True)
class ToAnswer:
    """An approval that somebody may answer, with those that were asked of the same person for other children."""

    child: Person
    advice: Advice
    beside: list[Advice]

    def chosen(self, keys: Iterable[str]) -> list[Advice]:
        """Give the approval, and those for the other children who were chosen."""
        wanted = set(keys)
        return [self.advice, *(one for one in self.beside if str(one.going_on.child.public_id) in wanted)]


def approval_to_answer(by: "Practitioner", child_id: UUID, advice_id: UUID, *, page: str) -> ToAnswer:
    """Give an approval for whoever was asked, or another lead there, who may open the child; else 404 with no hint."""
    child = person_on_file(child_id)
    asked = Advice.objects.select_related("asked_by", "asked_of", "answered_by", *RECORD)
    advice = asked.filter(public_id=advice_id, going_on__child=child, asked_of__isnull=False).first()
    if advice is None:
        raise Http404
    others = list(asked.filter(going_on__together=advice.going_on.together, asked_of=advice.asked_of, answer=""))
    found = seen_among(by, [child, *(one.going_on.child for one in others)])
    _looked(by, child, found, page)
    if not may_answer(by, advice):
        raise LookRefused(by, advice)
    beside = [one for one in others if one.pk != advice.pk and _opens(found, one.going_on.child)]
    bring_names([child, *(one.going_on.child for one in beside)])
    return ToAnswer(child, advice, beside)


RECORD = ("going_on__child__agency", "going_on__agency", "going_on__written_by")


@dataclass(frozen=True)
class Asked:
    """What waits for one manager or lead: approvals, and next steps after a yes was taken back."""

    approvals: list[Advice]
    withdrawals: list[Said]


def asked_of(reader: "Practitioner") -> Asked:
    """Give what waits for somebody, of the children whose records are open to them; the page names them, no more."""
    approvals = list(Advice.objects.unanswered().filter(asked_of=reader).select_related("asked_by", *RECORD))
    led = [one for one in agencies_written_for(reader) if decides_in(reader, one)]
    waiting = [one for model in (Agreement, Consent) for one in _waiting(model, led)]
    found = seen_among(reader, [one.going_on.child for one in approvals] + [one.child for one in waiting])
    asked = Asked(
        [one for one in approvals if _opens(found, one.going_on.child) and may_answer(reader, one)],
        [one for one in waiting if _opens(found, one.child)],
    )
    everybody = [*(one.going_on.child for one in asked.approvals), *(one.child for one in asked.withdrawals)]
    bring_names(everybody)
    return asked


def _waiting(model: type[Said], agencies: "list[Agency]") -> list[Said]:
    taken_back = model.objects.not_set_aside().filter(withdrawn_at__isnull=False, next_at__isnull=True)
    return list(taken_back.filter(agency__in=agencies).with_what_it_shows())


def _circle(reader: "Practitioner", public_id: UUID, page: str) -> Circle:
    circle = person_with_family(reader, public_id, page=page)
    if not circle.seen.opens(Part.STORY):
        raise LookRefused(reader, circle.seen.person)
    return circle


def _to_change(by: "Practitioner", child: Person, record: Kept, page: str) -> ToChange:
    others = type(record).objects.with_what_it_shows().filter(together=record.together, set_aside_at__isnull=True)
    beside = [one for one in others if one.pk != record.pk]
    found = seen_among(by, [child, *(one.child for one in beside)])
    _looked(by, child, found, page)
    if not may_change(by, record):
        raise LookRefused(by, record)
    shown = [one for one in beside if _opens(found, one.child)]
    bring_names([child, *(one.child for one in shown)])
    return ToChange(child, record, shown)


def _looked(by: "Practitioner", child: Person, found: dict[int, Seen], page: str) -> None:
    """Log the look at a child whose own record is open, or refuse it."""
    if not _opens(found, child):
        raise LookRefused(by, child)
    looked(by, child, found, page)


def _opens(found: dict[int, Seen], child: Person) -> bool:
    seen = found.get(child.pk)
    return seen is not None and seen.opens(Part.STORY)


def _read(reader: "Practitioner", children: Sequence[Person]) -> Read:
    """Read what a reader may read on some records of a child, newest first."""
    found = read_of(children)
    return Read(
        *(_read_by(reader, held) for held in (found.agreements, found.consents, found.goings_on, found.sharings))
    )


def _read_by(reader: "Practitioner", records: list[Any]) -> list[Any]:
    return [one for one in records if may_read(reader, one)]


def _standing(records: Iterable[One]) -> tuple[One, ...]:
    return tuple(one for one in records if one.stands)
