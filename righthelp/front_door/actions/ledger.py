"""What is shared with a request for help, in the ledger of each child whose record is known."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, cast

from django.utils import timezone

from righthelp.agencies.models import Agency
from righthelp.consent.actions import Considered, set_aside
from righthelp.consent.covering import consent_covering
from righthelp.consent.models import Sharing
from righthelp.front_door.actions.resting import RestsOn, write_ledger
from righthelp.front_door.models import (
    Contact,
    ContactDecision,
    InLedger,
    NamedChild,
    NamedPerson,
    Reply,
    SchoolTold,
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
TASK, INTEREST = "public_task", "legitimate_interests"
NO_OFFICIAL_TASK = frozenset({Agency.Kind.VOLUNTARY})
OWN_FAMILY = frozenset({Contact.CameBy.FAMILY, Contact.CameBy.YOUNG})  # to tell them is not to share with others
LINE = 200
WHOEVER_ASKED = "Whoever asked for help"
POLICE = "That the police told the front door of something that concerns the child, and of what kind it was."
SCHOOLS = "A school is told of a police notification before the next school day, so that it can help the child."
ANSWER = "What the front door decided, and why, as far as they may know it."
ANSWERED = "Whoever asks for help is told what was decided, as far as they may know it (Working Together)."
PASSED = "That help was asked for the child, and what the front door decided."
ELSEWHERE = "The child’s own authority must know of it to help the child and keep them safe."


def note_request(contact: Contact, by: "Practitioner") -> None:
    """Write the sending of a request into the ledger of each child on file, once: for the agency that asked (BP-257).

    Also as a record is linked later; dated the day of the sending, and as what its author shared.
    """
    if contact.received_at is None or contact.agency is None or contact.author is None:
        return
    told, here = list(_told(contact)), front_door_agency()
    to: dict[str, Any] = {"to_agency": here} if here else {"to_name": FRONT_DOOR}
    for child in contact.children.select_related("person", "level").filter(person__isnull=False):
        words: dict[str, Any] = dict(_apart([*_told_of(child), *told]))
        what = Considered(timezone.localdate(contact.received_at), **to, **words)
        write_ledger(
            children=[child], what=what, about=REQUEST, agency=contact.agency, by=by, shared_by=contact.author,
            rests_on=_rests_on(contact, contact.agency, cast("Person", child.person)), is_sealed=True,
        )  # fmt: skip


def note_school_told(told: SchoolTold, by: "Practitioner") -> None:
    """Write into the ledger of a child on file that their school was told of a police notification."""
    to: dict[str, Any] = {"to_agency": told.agency} if told.agency else {"to_name": told.name or "The child’s school"}
    batch = told.child.contact.batch
    write_ledger(
        children=[told.child], what=Considered(timezone.localdate(), **to, facts=POLICE), about=f"school {told.pk}",
        rests_on=RestsOn(TASK, because=SCHOOLS), agency=front_door_agency(), by=by,
        shared_by=batch.loaded_by if batch else None,
    )  # fmt: skip


def note_answered(reply: Reply, by: "Practitioner") -> None:
    """Write into the ledger that whoever asked was told what was decided; nowhere in it who that is (BN-082)."""
    contact = reply.contact
    if reply.decided and contact.came_by not in OWN_FAMILY:
        what = Considered(timezone.localdate(reply.given_at), to_name=WHOEVER_ASKED, facts=ANSWER)
        children = contact.children.select_related("person").all()
        rests_on = RestsOn(TASK, because=ANSWERED)
        write_ledger(children=children, what=what, about=f"reply {reply.pk}", rests_on=rests_on, by=by)


def note_sent_on(made: ContactDecision, by: "Practitioner") -> None:
    """Write into the ledger of a child on file that another authority was told, as a decision said."""
    what = Considered(timezone.localdate(), to_name=made.to_whom[:LINE], facts=PASSED)
    children = NamedChild.objects.select_related("person").filter(pk=made.child_id)
    about, rests_on = f"decision {made.pk}", RestsOn(TASK, because=ELSEWHERE)
    write_ledger(children=children, what=what, about=about, rests_on=rests_on, agency=made.agency, by=by)


def take_out_of_ledger(child: NamedChild, because: str, by: "Practitioner") -> None:
    """Set aside what was written into the ledger of somebody who was not meant, so that it can be written anew."""
    written = InLedger.objects.filter(child=child)
    keys = list(written.values_list("sharing", flat=True))
    standing = list(Sharing.objects.not_set_aside().filter(pk__in=keys).select_related("child"))
    written.delete()
    set_aside(records=standing, because=because, by=by)


def _rests_on(contact: Contact, agency: Agency, person: "Person") -> RestsOn:
    """Give on what a request rests: a task set by law, never consent alone; and the family’s yes, or why without."""
    basis = INTEREST if agency.kind in NO_OFFICIAL_TASK else TASK
    consent = consent_covering(person, agency, NAMES)
    if consent:
        return RestsOn(basis, consent_said=str(consent), consent=consent)
    answers = dict(contact.answers.values_list("key", "text"))
    return RestsOn(basis, because=why_without_consent(answers, is_urgent=contact.is_urgent))


Telling = tuple[str, str]  # fact, opinion or what others said, and in a few words what was told


def _told(contact: Contact) -> Iterator[Telling]:
    """Name what a request tells, and what each is; nothing of what stands in it."""
    kinds = set(contact.people.values_list("kind", flat=True))
    if kinds - {NamedPerson.Kind.WORKER}:
        yield FACT, "who is in the family"
    if NamedPerson.Kind.WORKER in kinds:
        yield FACT, "who works with them"
    answered = set(contact.answers.exclude(text="").values_list("key", flat=True))
    yield from ((one.tells, one.in_short) for one in QUESTIONS.values() if one.key in answered)
    if contact.attachments.exists():
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
