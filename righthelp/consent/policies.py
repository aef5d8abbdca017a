"""Who may read and change what, once the child's own record is open to them."""

from typing import TYPE_CHECKING

from righthelp.agencies.models import Membership
from righthelp.agencies.policies import LEADING, leads_or_manages, may, reads_of
from righthelp.consent.models import Sharing

if TYPE_CHECKING:
    from righthelp.agencies.models import Agency, Practitioner
    from righthelp.consent.models import Advice, Kept

COORDINATES = "coordinate early help"
MANAGES = ("see the team's children", COORDINATES)


def may_read(reader: "Practitioner", record: "Kept") -> bool:
    """Say whether somebody reads a record: the people of its agency, and children’s social care.

    Who raised a worry is read by no colleague of theirs but who leads there (BN-082).
    """
    if not reads_of(reader, record.agency):
        return False
    if not (isinstance(record, Sharing) and record.is_sealed):
        return True
    is_own = record.written_by_id == reader.pk or leads_or_manages(reader, record.agency)
    return is_own or may(reader, "find anybody")


def may_change(by: "Practitioner", record: "Kept") -> bool:
    """Say whether somebody may add to a record that they may read: those who write for its agency."""
    return may(by, "write considerations", record.agency) and may_read(by, record)


def decides_in(by: "Practitioner", agency: "Agency") -> bool:
    """Say whether somebody decides in an agency what comes next: who leads or manages, or coordinates early help."""
    return leads_or_manages(by, agency) or may(by, COORDINATES, agency)


def has_a_lead(agency: "Agency") -> bool:
    """Say whether anybody decides in an agency today who may sign in."""
    held = Membership.objects.current().in_agency(agency).with_one_of([*LEADING, COORDINATES])
    return held.filter(practitioner__suspended_at__isnull=True).exists()


def may_decide_next(by: "Practitioner", agency: "Agency") -> bool:
    """Say whether somebody records the next steps after consent was taken back: a manager or coordinator (BP-203).

    Where nobody leads, whoever writes there notes what their manager elsewhere decided.
    """
    return decides_in(by, agency) or (may(by, "write considerations", agency) and not has_a_lead(agency))


def may_answer(by: "Practitioner", advice: "Advice") -> bool:
    """Say whether somebody answers for an approval: who was asked, or another lead there; nobody for themselves."""
    record = advice.going_on
    if by.pk in (advice.asked_by_id, record.written_by_id) or not may_change(by, record):
        return False
    return advice.asked_of_id is not None and (advice.asked_of_id == by.pk or leads_or_manages(by, record.agency))
