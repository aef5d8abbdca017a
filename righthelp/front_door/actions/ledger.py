"""What is shared about a contact, in the ledger of each child whose record is known: of what kind, never a copy."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from django.db.models import Q
from django.utils import timezone

from righthelp.agencies.models import Agency
from righthelp.consent.actions import Considered, set_aside
from righthelp.consent.covering import consent_covering
from righthelp.consent.models import Sharing
from righthelp.front_door.actions.resting import RestsOn, write_ledger
from righthelp.front_door.models import (
    Authority,
    Check,
    Contact,
    ContactDecision,
    Discussion,
    InLedger,
    NamedChild,
    NamedPerson,
    Reply,
    SchoolTold,
    View,
)
from righthelp.front_door.permission import why_without_consent
from righthelp.front_door.questions import QUESTIONS
from righthelp.front_door.whose import NAMES, front_door_agency

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner
    from righthelp.people.models import Person

REQUEST = "request"
FRONT_DOOR = "The front door"
FACT, OPINION, REPORTED = "fact", "opinion", "reported"
TITLE = "A request for help."
TASK, INTEREST, CONSENT = "public_task", "legitimate_interests", "consent"
NO_OFFICIAL_TASK = frozenset({Agency.Kind.VOLUNTARY})
OWN_FAMILY = frozenset({Contact.CameBy.FAMILY, Contact.CameBy.YOUNG})  # to tell them is not to share with others
LINE = 200
WHOEVER_ASKED = "Whoever asked for help"
POLICE = "That the police told the front door of something that concerns the child, and of what kind it was."
SCHOOLS = "A school is told of a police notification before the next school day, so that it can help the child."
ANSWER = "What the front door decided, and why, as far as they may know it."
ANSWERED = "Whoever asks for help is told what was decided, as far as they may know it (Working Together)."
PASSED = "That help was asked for the child, and what the front door decided."
NAMED = "That help was asked for the child here."
ELSEWHERE = "The child’s own authority must know of it to help the child and keep them safe."
QUESTION = "That the front door decides about the child, and asks what the agency knows."
TO_ANSWER = "What the agency needs to know to answer."
TOGETHER = "That the front door decides about the child, and asks the agency to think with it."
TO_TAKE_PART = "What those who take part need to know."
UNCLEAR = "What is not clear."
ANSWER_OF = "The answer of {} to a question of the front door."
NOTHING_KNOWN = "That nothing is known there."
VIEW_OF = "What {} said in a discussion that the front door called."
KNOWS, THINKS, HEARD = "Facts that it knows.", "What it thinks of them.", "What others said to it."
WAS_ASKED = "The front door asked, to decide about the child and keep them safe."
TAKES_UP = "The team takes up what the front door passed to it, and must know what was decided."
STOOD_THEN = "The family’s yes stood on that day, and was taken back later."


def note_request(contact: Contact, by: "Practitioner") -> None:
    """Write the sending of a request into the ledger of each child on file, once: for the agency that asked (BP-257).

    Also as a record is linked later; dated the day of the sending, and as what its author shared.
    """
    if contact.received_at is None or contact.agency is None or contact.author is None:
        return
    told, here, day = list(_told(contact)), front_door_agency(), timezone.localdate(contact.received_at)
    to: dict[str, Any] = {"to_agency": here} if here else {"to_name": FRONT_DOOR}
    for child in contact.children.select_related("person", "level").filter(person__isnull=False):
        words: dict[str, Any] = dict(_apart([*_told_of(child), *told]))
        what = Considered(day, **to, **words)
        write_ledger(
            children=[child], what=what, about=REQUEST, agency=contact.agency, by=by, shared_by=contact.author,
            rests_on=_rests_on(contact, contact.agency, cast("Person", child.person), day), is_sealed=True,
        )  # fmt: skip


def note_asked(check: Check, children: Iterable[NamedChild], rests_on: RestsOn, by: "Practitioner") -> None:
    """Write into the ledger of each child on file that an agency was asked about them."""
    facts, day = f"{QUESTION} {TO_ANSWER}" if check.told else QUESTION, timezone.localdate(check.asked_at)
    what, about = Considered(day, to_agency=check.agency, facts=facts), f"check {check.pk}"
    write_ledger(children=children, what=what, about=about, rests_on=rests_on, by=by, shared_by=check.asked_by)


def note_called(made: Discussion, children: Iterable[NamedChild], rests_on: RestsOn, by: "Practitioner") -> None:
    """Write into the ledger of each child on file that agencies were called to think together."""
    facts, day = f"{TOGETHER} {TO_TAKE_PART}" if made.told else TOGETHER, timezone.localdate(made.called_at)
    for agency in made.agencies.all():
        what = Considered(day, to_agency=agency, facts=facts, opinions=UNCLEAR)
        about = f"discussion {made.pk} {agency.pk}"
        write_ledger(children=children, what=what, about=about, rests_on=rests_on, by=by, shared_by=made.called_by)


def note_check_answered(check: Check, children: Iterable[NamedChild], by: "Practitioner") -> None:
    """Write into the ledger of each child on file that an agency answered the front door, for that agency."""
    if check.answered_at is None or check.answered_by is None:
        return
    words = {
        "facts": _line(ANSWER_OF.format(check.agency), KNOWS if check.facts else "",
                       NOTHING_KNOWN if check.nothing_known else ""),
        "opinions": THINKS if check.opinions else "", "reported": HEARD if check.reported else "",
    }  # fmt: skip
    told = _ToldUs(check.agency, check.answered_at, check.answered_by, f"check answer {check.pk}", check.basis)
    _note_told_us(told, words, children, by)


def note_viewed(view: View, children: Iterable[NamedChild], by: "Practitioner") -> None:
    """Write into the ledger of each child on file that an agency said its view in a discussion, for that agency."""
    words = {"facts": _line(VIEW_OF.format(view.agency), KNOWS if view.facts else ""), "opinions": THINKS}
    told = _ToldUs(view.agency, view.noted_at, view.noted_by, f"view {view.pk}", view.discussion.basis)
    _note_told_us(told, words, children, by)


@dataclass(frozen=True)
class _ToldUs:
    """That an agency told the front door something: when, who wrote it, which act it was and the basis of asking."""

    agency: Agency
    at: dt.datetime
    noted_by: "Practitioner"
    about: str
    basis: str


def _note_told_us(told: _ToldUs, words: dict[str, str], children: Iterable[NamedChild], by: "Practitioner") -> None:
    """Write what an agency told the front door; sealed, as no colleague there reads that it was asked.

    It rests on the basis of the question; why the family was not asked is no matter of the agency.
    """
    here = front_door_agency()
    if here is None or here == told.agency:
        return
    what = Considered(timezone.localdate(told.at), to_agency=here, **words)
    rests_on = RestsOn(TASK if told.basis == CONSENT else told.basis, because=WAS_ASKED)
    write_ledger(
        children=children, what=what, about=told.about, rests_on=rests_on, agency=told.agency, by=by,
        shared_by=told.noted_by, is_sealed=True,
    )  # fmt: skip


def _line(*words: str) -> str:
    return " ".join(filter(None, words))


def note_school_told(told: SchoolTold, by: "Practitioner") -> None:
    """Write into the ledger of a child on file that their school was told of a police notification."""
    to: dict[str, Any] = {"to_agency": told.agency} if told.agency else {"to_name": told.name or "The child’s school"}
    batch = told.child.contact.batch
    what = Considered(timezone.localdate(told.told_at), **to, facts=POLICE)
    write_ledger(
        children=[told.child], what=what, about=f"school {told.pk}",
        rests_on=RestsOn(TASK, because=SCHOOLS), agency=front_door_agency(), by=by,
        shared_by=batch.loaded_by if batch else None,
    )  # fmt: skip


def note_answered(reply: Reply, by: "Practitioner") -> None:
    """Write into the ledger that whoever asked was told what was decided; nowhere in it who that is (BN-082).

    Sealed: a chronology that tells of it would tell that somebody asked.
    """
    contact = reply.contact
    if reply.decided and contact.came_by not in OWN_FAMILY:
        what = Considered(timezone.localdate(reply.given_at), to_name=WHOEVER_ASKED, facts=ANSWER)
        children = contact.children.select_related("person").all()
        write_ledger(
            children=children, what=what, about=f"reply {reply.pk}", rests_on=RestsOn(TASK, because=ANSWERED), by=by,
            shared_by=reply.given_by, is_sealed=True,
        )  # fmt: skip


def note_sent_on(made: ContactDecision, by: "Practitioner") -> None:
    """Write into the ledger of a child on file that another authority was told, as a decision said."""
    what = Considered(timezone.localdate(made.decided_at), to_name=made.to_whom[:LINE], facts=PASSED)
    children = NamedChild.objects.select_related("person").filter(pk=made.child_id)
    write_ledger(
        children=children, what=what, about=f"decision {made.pk}", rests_on=RestsOn(TASK, because=ELSEWHERE),
        agency=made.agency, by=by, shared_by=made.decided_by,
    )  # fmt: skip


def note_authority_told(authority: Authority, by: "Practitioner") -> None:
    """Write into the ledger of each child on file whom another authority was told about, from the day that it was."""
    if authority.told_on is None:
        return
    about = Q(pk=authority.child_id) if authority.child_id else Q(contact=authority.contact_id)
    children = NamedChild.objects.select_related("person").filter(about)
    what = Considered(authority.told_on, to_name=authority.name[:LINE], facts=NAMED)
    write_ledger(
        children=children, what=what, about=f"authority {authority.pk}", rests_on=RestsOn(TASK, because=ELSEWHERE),
        agency=front_door_agency(), by=by, shared_by=authority.noted_by,
    )  # fmt: skip


def note_passed_to_team(made: ContactDecision, by: "Practitioner") -> None:
    """Write into the ledger of a child on file that a team of another agency was told, as a decision passed them on."""
    if made.team is None or made.team.agency == made.agency:
        return
    what = Considered(timezone.localdate(made.decided_at), to_agency=made.team.agency, facts=PASSED)
    children = NamedChild.objects.select_related("person").filter(pk=made.child_id)
    write_ledger(
        children=children, what=what, about=f"team {made.pk}", rests_on=RestsOn(TASK, because=TAKES_UP),
        agency=made.agency, by=by, shared_by=made.decided_by,
    )  # fmt: skip


def note_all_of(child: NamedChild, by: "Practitioner") -> None:
    """Write every act of sharing about a child into the ledger of the record that was found, each as of its day, once.

    The one list of such acts: whatever is shared about a contact is written again from here.
    """
    contact, here = child.contact, NamedChild.objects.select_related("person").filter(pk=child.pk)
    note_request(contact, by)
    for check in child.checks.select_related("agency", "asked_by", "answered_by"):
        note_asked(check, here, _as_it_rested(check), by)
        note_check_answered(check, here, by)
    for discussion in contact.discussions.select_related("called_by"):
        note_called(discussion, here, _as_it_rested(discussion), by)
        for view in discussion.views.select_related("agency", "noted_by", "discussion"):
            note_viewed(view, here, by)
    schools = child.schools_to_tell.filter(told_at__isnull=False)
    for told in schools.select_related("agency", "child__person", "child__contact__batch__loaded_by"):
        note_school_told(told, by)
    for reply in contact.replies.select_related("contact", "given_by"):
        note_answered(reply, by)
    for authority in contact.authorities.select_related("noted_by"):
        note_authority_told(authority, by)
    passed = child.decisions.filter(outcome=ContactDecision.Outcome.ELSEWHERE)
    for made in passed.select_related("agency", "decided_by"):
        note_sent_on(made, by)
    for made in child.decisions.filter(team__isnull=False).select_related("agency", "decided_by", "team__agency"):
        note_passed_to_team(made, by)


def _as_it_rested(act: Check | Discussion) -> RestsOn:
    """Give on what an act rested, in the words kept with it: no yes need stand on a record that was found later."""
    basis = TASK if act.basis == CONSENT else act.basis
    return RestsOn(basis, consent_said=act.consent_said if act.has_consent else "", because=act.because)


def take_out_of_ledger(child: NamedChild, because: str, by: "Practitioner") -> None:
    """Set aside what was written into the ledger of somebody who was not meant, so that it can be written anew."""
    written = InLedger.objects.filter(child=child)
    keys = list(written.values_list("sharing", flat=True))
    standing = list(Sharing.objects.not_set_aside().filter(pk__in=keys).select_related("child"))
    written.delete()
    set_aside(records=standing, because=because, by=by)


def _rests_on(contact: Contact, agency: Agency, person: "Person", day: dt.date) -> RestsOn:
    """Give on what a request rests: a task set by law, never consent alone; and the family’s yes, or why without.

    As it was on the day of the sending, however late the record is found.
    """
    basis = INTEREST if agency.kind in NO_OFFICIAL_TASK else TASK
    consent = consent_covering(person, agency, NAMES, on=day)
    if consent and not consent.stands:
        return RestsOn(basis, because=STOOD_THEN)
    if consent:
        return RestsOn(basis, consent_said=str(consent), consent=consent)
    answers = dict(contact.answers.filter(added_at__isnull=True).values_list("key", "text"))
    return RestsOn(basis, because=why_without_consent(answers, is_urgent=contact.is_urgent))


Telling = tuple[str, str]  # fact, opinion or what others said, and in a few words what was told


def _told(contact: Contact) -> Iterator[Telling]:
    """Name what a request tells, and what each is; nothing of what stands in it."""
    kinds = set(contact.people.values_list("kind", flat=True))
    if kinds - {NamedPerson.Kind.WORKER}:
        yield FACT, "who is in the family"
    if NamedPerson.Kind.WORKER in kinds:
        yield FACT, "who works with them"
    sent = contact.answers.filter(added_at__isnull=True).exclude(text="")
    answered = set(sent.values_list("key", flat=True))
    yield from ((one.tells, one.in_short) for one in QUESTIONS.values() if one.key in answered)
    if contact.attachments.filter(put_at__lte=contact.received_at).exists():
        yield FACT, "files"


def _told_of(child: NamedChild) -> Iterator[Telling]:
    yield FACT, "who the child is"
    if child.address or child.where_now or child.school:
        yield FACT, "where the child lives, learns or is now"
    if child.marks.exists():
        yield FACT, "marks on the body"
    if child.level_id:
        yield OPINION, "the level that was considered"


FIELDS = {FACT: "facts", OPINION: "opinions", REPORTED: "reported"}


def _apart(told: Sequence[Telling]) -> Iterator[tuple[str, str]]:
    """Put facts, opinion and what others said apart, each as a sentence."""
    for kind, field in FIELDS.items():
        words = [text for one, text in told if one == kind]
        if words:
            yield field, " ".join(filter(None, (TITLE if kind == FACT else "", _sentence(words))))


def _sentence(words: Iterable[str]) -> str:
    text = "; ".join(words)
    return f"{text[:1].upper()}{text[1:]}."
