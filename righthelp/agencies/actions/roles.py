"""Roles of people in teams: given, changed and taken away, never edited.

Where a role needs a second step, it begins with new sessions: one that was open before has not passed the step.
"""

from functools import partial

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from righthelp.agencies.actions.refusals import Actor, Refused, require
from righthelp.agencies.mail import mail_lead, mail_only_lead
from righthelp.agencies.models import Agency, Membership, Practitioner, Team
from righthelp.agencies.policies import may_change_person, may_give
from righthelp.agencies.queries import PractitionerQuerySet
from righthelp.agencies.roles import KEEP_ALL, KEEP_PEOPLE, NAME_LEADS, role
from righthelp.agencies.sessions import end_sessions
from righthelp.audit.actions import record


@transaction.atomic
def give_role(*, by: Actor, person: Practitioner, team: Team, role_key: str) -> Membership:
    """Give somebody who works for the agency another role, from today.

    Raises:
        NotAllowed: when `by` may not give that role there, or would give it to themselves.
        Refused: when the person holds that role in that team.
    """
    require(may_change_person(by, person, team.agency) and may_give(by, role(role_key), team.agency))
    if Membership.objects.current().filter(practitioner=person, team=team, role=role_key).exists():
        raise Refused(f"{person.name} is already {role(role_key).title.lower()} in {team.name}")
    membership = start(person, team, role_key)
    record(by=by, name="agencies.role_given", subject=person, fields=["role"], refs={"membership": membership.pk})
    return membership


@transaction.atomic
def change_role(*, by: Actor, membership: Membership, team: Team, role_key: str) -> Membership:
    """End one role of a person at once and start another; what stands on file is never edited.

    Raises:
        NotAllowed: when `by` may not give the new role, take away the old one, or would change their own.
        Refused: when the person holds that role in that team.
    """
    new = give_role(by=by, person=membership.practitioner, team=team, role_key=role_key)
    end(membership)
    record(
        by=by, name="agencies.role_ended", subject=membership.practitioner, fields=["role"],
        refs={"membership": membership.pk},
    )  # fmt: skip
    return new


@transaction.atomic
def take_role(*, by: Actor, membership: Membership) -> None:
    """End one of several roles that a person holds in an agency, at once.

    Raises:
        NotAllowed: when `by` may not take that role away.
        Refused: when it is the last one: that ends the person's access, which has its own page.
    """
    person, agency = membership.practitioner, membership.team.agency
    require(may_change_person(by, person, agency))
    if Membership.objects.current().in_agency(agency).filter(practitioner=person).count() < 2:
        raise Refused("This is their only role here. To take it away, end their access")
    end(membership)
    record(by=by, name="agencies.role_ended", subject=person, fields=["role"], refs={"membership": membership.pk})


def start(person: Practitioner, team: Team, role_key: str, *, keep_session: str = "") -> Membership:
    """Start a role today, inside the action that gives it; `keep_session` is the one in which the person asks."""
    if role(role_key).needs_second_factor:
        end_sessions(person, but=keep_session)
    leads = list(_leads(team.agency))
    membership = Membership.objects.create(
        practitioner=person, team=team, role=role_key, starts_on=timezone.localdate()
    )
    _tell(membership, leads, is_over=False)
    return membership


def end(membership: Membership) -> None:
    """End a membership now; one that would have started later is over before it began, on its first day."""
    leads = list(_leads(membership.team.agency))
    membership.ended_at = timezone.now()
    membership.ends_on = max(timezone.localdate(), membership.starts_on)
    membership.save(update_fields=["ended_at", "ends_on"])
    _tell(membership, leads, is_over=True)


def _tell(membership: Membership, leads: list[Practitioner], *, is_over: bool) -> None:
    """Tell those who were leads and deputies until now who has joined them or is none any more.

    The last to go and the first to come are told to the administrators, too: an agency's administrator may name
    that first one alone (decision 6), and somebody else ought to see it.
    """
    agency, person = membership.team.agency, membership.practitioner
    if not membership.role_class.is_announced:
        return
    for lead in leads:
        if is_over or lead != person:
            transaction.on_commit(partial(mail_lead, lead, membership, is_over=is_over))
    if bool(leads) != _leads(agency).exists():
        for administrator in _administrators(agency).exclude(pk=person.pk):
            transaction.on_commit(partial(mail_only_lead, administrator, membership, is_over=is_over))


def _leads(agency: Agency) -> PractitionerQuerySet:
    held = Membership.objects.current().in_agency(agency).with_one_of({NAME_LEADS})
    return Practitioner.objects.get_queryset().filter(pk__in=held.values("practitioner"))


def _administrators(agency: Agency) -> PractitionerQuerySet:
    """Find the administrators of an agency, and those of the partnership."""
    held = Membership.objects.current()
    own, all_agencies = held.in_agency(agency).with_one_of({KEEP_PEOPLE}), held.with_one_of({KEEP_ALL})
    return (
        Practitioner.objects.get_queryset()
        .may_sign_in()
        .filter(Q(pk__in=own.values("practitioner")) | Q(pk__in=all_agencies.values("practitioner")))
    )
