"""The end of somebody's access, with their open work passed on first."""

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.utils import timezone

from righthelp.agencies.actions.invitations import withdraw_earlier
from righthelp.agencies.actions.refusals import Actor, WorkLeftOpen, require
from righthelp.agencies.actions.roles import end
from righthelp.agencies.models import Agency, Membership, ParkedForm, Practitioner
from righthelp.agencies.open_work import may_receive, open_work
from righthelp.agencies.policies import may_change_person
from righthelp.agencies.sessions import end_sessions
from righthelp.audit.actions import record


@transaction.atomic
def end_access(*, by: Actor, person: Practitioner, agency: Agency, receiver: Practitioner | None) -> None:
    """End what somebody may do in an agency, at once, after their open work went to a colleague.

    All their sessions end. Who has no role in another agency left has no account either.

    Raises:
        NotAllowed: when `by` may not take away every role the person holds there, or would end their own access.
        WorkLeftOpen: when there is open work and no colleague is named who may do it; `by` is one only as a lead.
    """
    Practitioner.objects.get_queryset().select_for_update().get(pk=person.pk)
    require(may_change_person(by, person, agency))
    _pass_on_work(by, person, agency, receiver)
    for membership in Membership.objects.in_agency(agency).not_over().filter(practitioner=person):
        end(membership)
    withdraw_earlier(by, agency, person.email)
    end_sessions(person)
    record(by=by, name="agencies.access_ended", subject=person, refs={"agency": agency.pk})
    if not Membership.objects.current().filter(practitioner=person).exists():
        _close_account(by, person)


def _pass_on_work(by: Actor, person: Practitioner, agency: Agency, receiver: Practitioner | None) -> None:
    work = open_work(person, agency)
    if not work:
        return
    kinds = [kind for kind, _ in work]
    if receiver is None or receiver == person or not may_receive(receiver, agency, kinds, by=by):
        raise WorkLeftOpen(work)
    for kind in kinds:
        kind.reassign(leaver=person, agency=agency, receiver=receiver, by=by)


def _close_account(by: Actor, person: Practitioner) -> None:
    person.ended_at, person.suspended_at = timezone.now(), None
    person.set_unusable_password()
    person.save(update_fields=["ended_at", "suspended_at", "password"])
    Authenticator.objects.filter(user=person).delete()
    SocialAccount.objects.filter(user=person).delete()
    ParkedForm.objects.filter(practitioner=person).delete()
    record(by=by, name="agencies.account_closed", subject=person, fields=["ended_at"])
