"""A contact with something in every table that hangs on one, and what stands beside contacts, for tests."""

import datetime as dt
from dataclasses import dataclass, field

from django.utils import timezone

from righthelp.agencies.models import Agency, Practitioner
from righthelp.consent.actions import AdviceTaken
from righthelp.files.models import Upload
from righthelp.front_door.actions.adding import add_words
from righthelp.front_door.actions.allegations import Raised, note_what_follows, raise_allegation
from righthelp.front_door.actions.approving import FamilyHeard, note_advice_taken, note_told_after
from righthelp.front_door.actions.attaching import add_mark
from righthelp.front_door.actions.authorities import Noted, name_authority
from righthelp.front_door.actions.calling import note_told
from righthelp.front_door.actions.checking import Asked, CheckAnswer, answer_check, ask_check
from righthelp.front_door.actions.consulting import Advice, answer, ask
from righthelp.front_door.actions.discussing import Called, Viewed, call_discussion, note_safeguarding, note_view
from righthelp.front_door.actions.holding import hand_over, take
from righthelp.front_door.actions.linking import link_child
from righthelp.front_door.actions.police import load, put_file
from righthelp.front_door.actions.replying import Answered, FamilyTelling, note_family_told
from righthelp.front_door.actions.replying import answer as reply_to
from righthelp.front_door.actions.resting import RestsOn
from righthelp.front_door.actions.rota import leave_shift, put_shifts
from righthelp.front_door.actions.sampling import draw_sample
from righthelp.front_door.actions.writing import add_child, add_person, begin, save_answers, save_referrer, send
from righthelp.front_door.models import (
    Allegation,
    Approval,
    Attachment,
    Authority,
    BodyMark,
    Check,
    Consultation,
    Contact,
    ContactDecision,
    Discussion,
    NamedChild,
    NamedPerson,
    PoliceFile,
    Reply,
    Sample,
    SchoolTold,
    Shift,
    View,
)
from righthelp.front_door.tests.deciding import adopted, decided_for
from righthelp.front_door.tests.notified import as_csv, incident
from righthelp.people.models import Person

WITHOUT = RestsOn(basis="public_task", because="To ask them would put her at risk.")


@dataclass(frozen=True)
class Words:
    """What stands there: the names of a family, where they live, and words that nobody else may read."""

    child: str = "Xanthippe Quillfeather"
    mother: str = "Ptolemy Quillfeather"
    address: str = "12 Heronry, WZ9 7ZH"
    secrets: tuple[str, str, str] = ("marzipan", "tangerine", "vermilion")


@dataclass(frozen=True)
class Around:
    """Who wrote, answers and manages, and which agencies are asked and told."""

    author: Practitioner
    worker: Practitioner
    colleague: Practitioner
    manager: Practitioner
    other_manager: Practitioner
    officer: Practitioner
    asked: Agency
    answers: Practitioner
    person: Person | None = None
    words: Words = field(default_factory=Words)

    @property
    def agency(self) -> Agency:
        """Give the agency of the author."""
        return self.author.memberships_now[0].team.agency


@dataclass(frozen=True)
class Everything:
    """All of it; `draft` is a request that is not sent, and `waiting` one that nobody works on."""

    contact: Contact
    draft: Contact
    call: Contact
    child: NamedChild
    person: NamedPerson
    mark: BodyMark
    attachment: Attachment
    check: Check
    open_check: Check
    discussion: Discussion
    view: View
    decision: ContactDecision
    reply: Reply
    sample: Sample
    consultation: Consultation
    allegation: Allegation
    told: SchoolTold
    file: PoliceFile
    shift: Shift
    approval: Approval
    authority: Authority


def everything(around: Around) -> Everything:
    """Have a contact arrive and be worked on to its end, and put something beside it everywhere."""
    adopted(around.author)
    draft = _written(around, around.author, around.agency, "request")
    contact = _written(around, around.author, around.agency, "request")
    send(contact=contact, by=around.author)
    contact.refresh_from_db()
    first, second, third = around.words.secrets
    note_advice_taken(contact=contact, taken=AdviceTaken(first, dt.date(2026, 3, 4), second), by=around.author)
    note_told_after(contact=contact, told=FamilyHeard(third, dt.date(2026, 3, 4), "face"), by=around.author)
    _worked_on(contact, around)
    _decided(contact, around)
    _beside(around)
    return _of(contact, draft, _written(around, around.worker, None, "phone"))


def _written(around: Around, by: Practitioner, agency: Agency | None, came_by: str) -> Contact:
    words, (first, second, third) = around.words, around.words.secrets
    contact = begin(came_by=came_by, agency=agency, by=by)
    told = {"name": words.child, "born_on": dt.date(2017, 3, 4), "address": words.address, "where_now": first}
    child = add_child(contact=contact, changes=told, by=by)
    add_person(contact=contact, changes={"kind": "parent", "name": words.mother, "address": words.address}, by=by)
    add_mark(child=child, changes={"region": "front_head", "words": first}, by=by)
    save_answers(contact=contact, version=None, answers={"what_happened": second, "risk": third}, by=by)
    save_referrer(contact=contact, changes={"name": f"Ann {first}", "how_to_reach": second}, by=by)
    upload = Upload.objects.create(digest="ab" * 32, name=f"{third}.txt", kind="txt", size=3)
    Attachment.objects.create(contact=contact, upload=upload, title=second, put_by=by)
    contact.refresh_from_db()
    return contact


def _worked_on(contact: Contact, around: Around) -> None:
    (first, second, third), by, now = around.words.secrets, around.worker, timezone.now()
    child = contact.children.get()
    take(contact=contact, by=by)
    if around.person:
        link_child(child=child, person=around.person, by=by)
    add_words(contact=contact, text=first, by=around.author)
    note_told(contact=contact, whom=around.words.mother, text=second, at=now, by=by)
    asked = Asked(around.asked, question=first, told=second, rests_on=WITHOUT)
    for _ in range(2):
        check = ask_check(contact=contact, children=[child], asked=asked, by=by)
    answer_check(check=check, answer=CheckAnswer(facts=third), by=around.answers)
    note_safeguarding(contact=contact, what=first, with_whom=second, done_at=now, by=by)
    name_authority(
        contact=contact,
        noted=Noted(
            first, "lives", child=child, told_on=dt.date(2026, 3, 4), told_whom=second, told_by=third, said=second
        ),
        by=by,
    )
    called = Called(unclear=second, agencies=[around.asked], rests_on=WITHOUT, told=third)
    discussion = call_discussion(contact=contact, called=called, by=by)
    note_view(discussion=discussion, viewed=Viewed(around.asked, "Nurse", view=first, facts=second), by=around.answers)
    hand_over(contact=contact, to=around.colleague, note=third, by=by)
    hand_over(contact=contact, to=by, note=third, by=around.colleague)


def _decided(contact: Contact, around: Around) -> None:
    (first, second, third), by = around.words.secrets, around.worker
    decided_for(contact.children.get(), by, around.manager, reason=first, needs_services=second)
    reply_to(contact=contact, answered=Answered(decided=second, because=third, what_next=first), by=by)
    telling = FamilyTelling(around.words.mother, not_told_because=third)
    note_family_told(contact=contact, telling=telling, by=by)
    draw_sample(days=31, size=1, by=around.other_manager)


def _beside(around: Around) -> None:
    (first, second, third), by, now = around.words.secrets, around.worker, timezone.now()
    talk = ask(agency=around.agency, story=first, by=around.author)
    answer(consultation=talk, advice=Advice(advice=second, fits="no", instead=third), by=by)
    raised = Raised(about=f"Mr {first}", what=second, agency=around.agency, works_at=third, reach="Ring me")
    note_what_follows(allegation=raise_allegation(raised=raised, by=around.author), text=third, by=around.officer)
    child = {"name": around.words.child, "born_on": "2017-03-04", "school": around.agency.name}
    found = incident("OCC-9", summary=f"{first} {second}", address=around.words.address, children=[child])
    load(data=as_csv([found]), by=by)
    put_file(data=as_csv([{**found, "reference": "OCC-10"}]), by=by)
    spans = [(now - dt.timedelta(hours=1), now + dt.timedelta(hours=6))]
    shift = put_shifts(who=by, part="worker", spans=spans, by=around.manager)[0]
    leave_shift(shift=shift, note=third, to=None, by=by)


def _of(contact: Contact, draft: Contact, call: Contact) -> Everything:
    return Everything(
        contact=Contact.objects.get(pk=contact.pk), draft=draft, call=call, child=contact.children.get(),
        person=contact.people.get(), mark=BodyMark.objects.get(child__contact=contact),
        attachment=contact.attachments.get(), check=contact.checks.get(answered_at__isnull=False),
        open_check=contact.checks.get(answered_at__isnull=True), discussion=contact.discussions.get(),
        view=View.objects.get(), decision=ContactDecision.objects.get(), reply=contact.replies.get(),
        sample=Sample.objects.get(), consultation=Consultation.objects.get(), allegation=Allegation.objects.get(),
        told=SchoolTold.objects.get(), file=PoliceFile.objects.get(), shift=Shift.objects.get(),
        approval=contact.approvals.get(), authority=Authority.objects.get(),
    )  # fmt: skip
