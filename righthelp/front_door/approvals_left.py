"""Approvals asked of somebody who leaves: they pass to a colleague first, so that none is forgotten."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse

from righthelp.agencies.actions.refusals import require
from righthelp.agencies.policies import may_keep_people
from righthelp.audit.actions import record
from righthelp.front_door.actions.approving import tell_asked, those_who_can_answer
from righthelp.front_door.closed import is_open_to, restricted_among
from righthelp.front_door.models import Approval, Contact
from righthelp.messages.actions import notify
from righthelp.people.closing import lists_of

if TYPE_CHECKING:
    from righthelp.agencies.models import Agency, Practitioner
    from righthelp.audit.actions import CommandLine
    from righthelp.front_door.queries import ApprovalQuerySet

ASK_ANOTHER = "Somebody whom you asked to approve a request for help leaves: please ask somebody else"


def count_approvals(leaver: "Practitioner", agency: "Agency") -> int:
    """Count the approvals asked of somebody in an agency and not answered."""
    return _open(leaver, agency).count()


def lists_of_approvals(leaver: "Practitioner", agency: "Agency") -> list[set[int]]:
    """Give for each of them that names somebody restricted who is on the lists of all of them, by key."""
    contacts = list(_open(leaver, agency).values_list("contact_id", flat=True))
    closed = restricted_among(Contact.objects.filter(pk__in=contacts))
    lists = lists_of(person for people in closed.values() for person in people)
    shut = (closed[contact] for contact in contacts if contact in closed)
    return [set.intersection(*(lists.get(person, set()) for person in people)) for people in shut]


@transaction.atomic
def pass_approvals_on(
    *, leaver: "Practitioner", agency: "Agency", receiver: "Practitioner", by: "Practitioner | CommandLine"
) -> None:
    """Ask a colleague instead, who gets a notice of each; what they cannot answer, another lead there is asked.

    Where nobody else there can, it stays unanswered, and its author is told to ask somebody else.

    Raises:
        NotAllowed: when somebody does not keep the agency’s people.
    """
    require(may_keep_people(by, agency))
    for approval in _open(leaver, agency).select_related("contact__agency", "contact__author", "asked_by"):
        can = [one for one in those_who_can_answer(approval.contact, approval.asked_by) if one != leaver]
        if can:
            _pass_on(approval, receiver if receiver in can else can[0], by)
        else:
            _have_another_asked(approval)


def _pass_on(approval: Approval, to: "Practitioner", by: "Practitioner | CommandLine") -> None:
    Approval.objects.filter(pk=approval.pk).update(asked_of=to)
    refs = {"approval": approval.pk, "practitioner": to.pk}
    record(by=by, name="front_door.approval_passed_on", subject=approval.contact, refs=refs)
    tell_asked(approval, to)


def _have_another_asked(approval: Approval) -> None:
    """Where the request is closed to its author by now, there is nothing more to ask."""
    contact = approval.contact
    if contact.author is not None and is_open_to(contact.author, contact):
        page = reverse("request_approval", args=[contact.public_id])
        notify(to=contact.author, key=f"front_door approval {approval.pk} left", title=ASK_ANOTHER, page=page)


def _open(leaver: "Practitioner", agency: "Agency") -> "ApprovalQuerySet":
    return Approval.objects.unanswered().filter(asked_of=leaver, contact__agency=agency)
