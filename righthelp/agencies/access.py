"""The getters of this room. Other agencies' people do not exist here: 404, the same as a wrong address."""

from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils import timezone

from righthelp.agencies.models import Agency, Invitation, Membership, Practitioner
from righthelp.agencies.policies import may_keep_people
from righthelp.agencies.rules import token_hash
from righthelp.audit.refusals import LookRefused


def person_signed_in(request: HttpRequest) -> Practitioner:
    """Give whoever is signed in, on a page whose policy asks for that.

    Raises:
        TypeError: when nobody is, because the page has the wrong policy.
    """
    if not isinstance(request.user, Practitioner):
        raise TypeError("this page needs a policy that asks people to sign in")
    return request.user


def agency_to_keep(by: Practitioner, agency_id: UUID) -> Agency:
    """Give an agency whose people somebody keeps, or 404; the log holds who asked for another's."""
    agency = Agency.objects.filter(public_id=agency_id).first()
    if agency is None:
        raise Http404
    if not may_keep_people(by, agency):
        raise LookRefused(by, agency)
    return agency


def agencies_to_keep(by: Practitioner) -> list[Agency]:
    """List the agencies whose people somebody keeps."""
    return [agency for agency in Agency.objects.all() if may_keep_people(by, agency)]


def person_to_keep(by: Practitioner, agency_id: UUID, person_id: UUID) -> tuple[Agency, Practitioner]:
    """Give somebody who works for an agency today, for those who keep its people, or 404."""
    agency = agency_to_keep(by, agency_id)
    person = Practitioner.objects.get_queryset().working_for(agency).filter(public_id=person_id).first()
    if person is None:
        raise Http404
    return agency, person


def role_to_keep(
    by: Practitioner, agency_id: UUID, person_id: UUID, membership_id: UUID
) -> tuple[Agency, Practitioner, Membership]:
    """Give one role that somebody holds in an agency today, or 404."""
    agency, person = person_to_keep(by, agency_id, person_id)
    held = Membership.objects.current().in_agency(agency).select_related("team__agency")
    membership = held.filter(practitioner=person, public_id=membership_id).first()
    if membership is None:
        raise Http404
    return agency, person, membership


def invitation_to_keep(by: Practitioner, agency_id: UUID, invitation_id: UUID) -> tuple[Agency, Invitation]:
    """Give an unanswered invitation into an agency, or 404."""
    agency = agency_to_keep(by, agency_id)
    invitation = Invitation.objects.unanswered().to_agency(agency).filter(public_id=invitation_id).first()
    if invitation is None:
        raise Http404
    return agency, invitation


def invitation_with(token: str) -> Invitation | None:
    """Find the invitation that a link belongs to, used or not; whoever has the link may see it."""
    return Invitation.objects.select_related("team__agency").filter(token_hash=token_hash(token)).first()


def open_invitation(token: str) -> Invitation | None:
    """Find an invitation that can still be taken up."""
    invitation = invitation_with(token)
    return invitation if invitation and invitation.is_open(timezone.now()) else None
