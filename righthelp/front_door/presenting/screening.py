"""What was found out, thought together, done at once, decided and answered, for the page of a contact."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from righthelp.consent.rules import bases
from righthelp.front_door.models import (
    Authority,
    Check,
    Contact,
    ContactDecision,
    Discussion,
    FamilyTold,
    Handling,
    NamedChild,
    Reply,
    Safeguarding,
    View,
)
from righthelp.front_door.presenting.family import is_family_told
from righthelp.front_door.rules import is_late, reply_due_at, waits_for_decision
from righthelp.work.disagreements.calls import calls_now

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner
    from righthelp.guidance.who_to_call import Call

KIND = "contact_decision"


@dataclass(frozen=True)
class Link:
    """Something to do: in words, and where."""

    text: str
    href: str


@dataclass(frozen=True)
class ChildRow:
    """A child with the decision that stands, those before, and where to decide, again or for the first time."""

    child: NamedChild
    standing: ContactDecision | None
    before: list[ContactDecision]
    decide: Link
    disagree: str
    waits: bool


@dataclass(frozen=True)
class Screening:
    """Everything that the front door did with a contact since it came; nothing in it waits for anything else."""

    contact: Contact
    is_safety_first: bool
    calls: "list[Call]"
    actions: list[Safeguarding]
    checks: list[Check]
    discussions: list[Discussion]
    children: list[ChildRow]
    replies: list[Reply]
    family: list[FamilyTold]
    to_do: list[Link]
    is_late: bool
    authorities: list[Authority]

    @property
    def outstanding(self) -> list[Check]:
        """Give the questions that no agency answered yet; no decision waits for them."""
        return [check for check in self.checks if check.is_open]

    def basis_of(self, check: Check) -> str:
        """Say in words what a question rests on in law (BP-257)."""
        return bases()[check.basis].title

    @property
    def dissent(self) -> list[View]:
        """Give the views of agencies that see an outcome differently, to stand beside the decision (BP-114)."""
        every = (view for discussion in self.discussions for view in discussion.views.all())
        return [view for view in every if view.stands == View.Stands.DISAGREES]


@dataclass(frozen=True)
class Beside:
    """What stands beside the forms of deciding: what is decided already, and what no decision waits for."""

    children: list[ChildRow]
    outstanding: list[Check]
    is_discussed: bool
    dissent: list[View]


def beside_decision(contact: Contact) -> Beside:
    """Give what stands beside a decision on a contact that was loaded to decide."""
    views = View.objects.filter(discussion__contact=contact, stands=View.Stands.DISAGREES)
    return Beside(
        children=rows_of(contact),
        outstanding=list(Check.objects.open().filter(contact=contact).select_related("agency")),
        is_discussed=vars(contact)["is_discussed"],
        dissent=list(views.select_related("agency")),
    )


def rows_of(contact: Contact) -> list[ChildRow]:
    """Give each child with the decision that stands and those before."""
    return [_row(contact, child) for child in contact.children.all()]


def screening_of(by: "Practitioner", contact: Contact) -> Screening:
    """Give what was done with a contact that was loaded whole for somebody at the front door, and what is next."""
    actions = list(contact.safeguarding.select_related("noted_by"))
    checks = contact.checks.select_related("agency", "asked_by", "answered_by").prefetch_related("children")
    discussions = contact.discussions.select_related("level", "called_by", "ended_by")
    replies = list(contact.replies.select_related("given_by", "read_by"))
    rows, family = rows_of(contact), list(contact.family_told.select_related("noted_by"))
    is_first = contact.is_urgent and not actions and contact.decided_at is None
    return Screening(
        contact=contact,
        is_safety_first=is_first,
        calls=calls_now() if is_first else [],
        actions=actions,
        checks=list(checks),
        discussions=list(discussions.prefetch_related("views__agency", "views__level", "agencies")),
        children=rows,
        replies=replies,
        family=family,
        to_do=list(_to_do(contact, rows, family)),
        is_late=contact.due_at is not None and is_late(contact.due_at, contact.decided_at, timezone.now()),
        authorities=list(contact.authorities.all()),
    )


def standing_of(child: NamedChild) -> ContactDecision | None:
    """Give the decision of a child that no later one supersedes; the child was loaded with its decisions."""
    made = list(child.decisions.all())
    gone = {one.supersedes_id for one in made}
    return next((one for one in made if one.pk not in gone), None)


def waits(child: NamedChild) -> bool:
    """Say whether a child waits for a decision: for the first, or for one since the contact was opened again."""
    standing = standing_of(child)
    return waits_for_decision(standing.decided_at if standing else None, child.reopened_at)


def reopened_because(contact: Contact) -> str:
    """Say why a contact was opened again the last time, to begin with what is asked of whoever decides."""
    last = contact.handlings.filter(kind=Handling.Kind.REOPENED).last()
    return last.words if last else ""


def _row(contact: Contact, child: NamedChild) -> ChildRow:
    standing = standing_of(child)
    before = [one for one in child.decisions.all() if one != standing]
    words = f"Decide again for {child.name}" if standing else f"Decide for {child.name}"
    decide = Link(words, reverse("front_door_decide_child", args=[contact.public_id, child.public_id]))
    disagree = reverse("disagreement_about", args=[KIND, standing.public_id]) if standing else ""
    return ChildRow(child, standing, before, decide, disagree, waits(child))


def _to_do(contact: Contact, rows: list[ChildRow], family: list[FamilyTold]) -> Iterator[Link]:
    """Give what comes next: the decision, the answer of the same day, and the family until each of them is told."""
    if any(row.waits for row in rows):
        yield Link("Decide for each child", reverse("front_door_decide", args=[contact.public_id]))
        return
    told = [row.standing is not None and row.standing.reply_id is not None for row in rows]
    if not all(told):
        yield Link("Answer whoever asked, today", reverse("front_door_reply", args=[contact.public_id]))
    if not is_family_told(contact, family):
        yield Link("Tell the family, or note why not", reverse("front_door_family", args=[contact.public_id]))


@dataclass(frozen=True)
class ToAnswer:
    """A contact of which whoever asked has no answer yet, and until when it is due."""

    contact: Contact
    is_over: bool


def to_answer(contacts: list[Contact]) -> list[ToAnswer]:
    """Say of contacts without an answer whether the day of the decision is over; the longest wait first."""
    now = timezone.now()
    return [ToAnswer(one, bool(one.decided_at and reply_due_at(one.decided_at) < now)) for one in contacts]
