"""Who may do what, asked of roles held today."""

from collections.abc import Iterable

from allauth.account.models import EmailAddress
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from righthelp.agencies.models import Agency, Membership, Practitioner
from righthelp.agencies.roles import KEEP_ALL, KEEP_PEOPLE, PERMISSIONS, ROLES, Role
from righthelp.agencies.rules import same_mailbox, same_name
from righthelp.audit.actions import CommandLine
from righthelp.design_system.pages import Policy

LEADING = ("see the agency's drafts", "see the team's children")


def may(person: Practitioner | AnonymousUser, permission: str, agency: Agency | None = None) -> bool:
    """Say whether a person holds a permission today, in one agency or in any.

    Raises:
        KeyError: when no role has such a permission, so that a slip of the pen never opens or shuts a door.
    """
    if permission not in PERMISSIONS:
        raise KeyError(permission)
    if isinstance(person, AnonymousUser) or not person.is_active:
        return False
    return any(
        permission in membership.role_class.permissions
        for membership in person.memberships_now
        if agency is None or membership.team.agency_id == agency.pk
    )


def agencies_where(person: Practitioner, permission: str) -> list[Agency]:
    """List the agencies in which somebody holds a permission, each once."""
    held = {one.team.agency_id: one.team.agency for one in person.memberships_now}
    return [agency for agency in held.values() if may(person, permission, agency)]


def agencies_written_for(person: Practitioner) -> list[Agency]:
    """List the agencies for which somebody writes, by name."""
    return sorted(agencies_where(person, "write considerations"), key=lambda agency: agency.name)


def reads_of(reader: Practitioner, agency: Agency) -> bool:
    """Say whether somebody reads what an agency wrote: its own people, and children's social care."""
    return may(reader, "write considerations", agency) or may(reader, "find anybody")


def leads_or_manages(person: Practitioner, agency: Agency) -> bool:
    """Say whether somebody is a safeguarding lead, a deputy or a manager of a team in an agency."""
    return any(may(person, permission, agency) for permission in LEADING)


def needs_second_factor(person: Practitioner) -> bool:
    """Say whether one of the person's roles today asks for a second factor at sign-in."""
    return any(membership.role_class.needs_second_factor for membership in person.memberships_now)


def may_keep_people(by: Practitioner | CommandLine, agency: Agency) -> bool:
    """Say whether somebody keeps the people of an agency: its own administrators, and administrators."""
    return isinstance(by, CommandLine) or _holds_one(by, (KEEP_PEOPLE, KEEP_ALL), agency)


def may_give(by: Practitioner | CommandLine, role: type[Role], agency: Agency) -> bool:
    """Say whether somebody may give a role in an agency: whoever keeps its people and holds what the role asks for.

    Nobody gives a role in a kind of agency in which it does not exist: a school has no social workers of the council.
    """
    if not role.exists_in(agency.kind):
        return False
    if isinstance(by, CommandLine):
        return True
    return may_keep_people(by, agency) and _holds_one(by, _enough_to_give(role, agency), agency)


def may_take_away(by: Practitioner | CommandLine, role: type[Role], agency: Agency) -> bool:
    """Say whether somebody may take a role away in an agency."""
    return isinstance(by, CommandLine) or _holds_one(by, role.taken_by, agency)


def roles_to_give(by: Practitioner | CommandLine, agency: Agency) -> list[type[Role]]:
    """List the roles that somebody may give in an agency."""
    return [role for role in ROLES.values() if may_give(by, role, agency)]


def is_oneself(by: Practitioner | CommandLine, *, email: str, name: str) -> bool:
    """Say whether an address or a name is the asker's own: nobody changes their own access, by a second account either.

    A colleague who has the same name by chance asks another administrator.
    """
    if isinstance(by, CommandLine):
        return False
    noted = EmailAddress.objects.filter(user=by).values_list("email", flat=True)
    return same_name(by.name, name) or any(same_mailbox(own, email) for own in (by.email, *noted))


def may_change_person(by: Practitioner | CommandLine, person: Practitioner, agency: Agency) -> bool:
    """Say whether somebody may change another person's roles in an agency, or end them; nobody their own."""
    if is_oneself(by, email=person.email, name=person.name) or not may_keep_people(by, agency):
        return False
    here = (membership for membership in person.memberships_now if membership.team.agency_id == agency.pk)
    return all(may_take_away(by, membership.role_class, agency) for membership in here)


def may_change_account(by: Practitioner | CommandLine, person: Practitioner) -> bool:
    """Say whether somebody may change how another person signs in: that opens every agency where the person works."""
    agencies = {membership.team.agency for membership in person.memberships_now}
    return bool(agencies) and all(may_change_person(by, person, agency) for agency in agencies)


def may_be_handed_work(receiver: Practitioner, agency: Agency, by: Practitioner | CommandLine) -> bool:
    """Say whether a leaver's work may go to a colleague: never to whoever ends the access, unless a lead or deputy."""
    if may(receiver, "see the agency's drafts", agency):
        return True
    own = is_oneself(by, email=receiver.email, name=receiver.name)
    return not own and may(receiver, "write considerations", agency)


def holders_of(*permissions: str) -> Policy:
    """Make the policy of a page for people whose role includes one of these permissions."""
    for permission in permissions:
        if permission not in PERMISSIONS:
            raise KeyError(permission)

    def allows(request: HttpRequest) -> bool:
        return any(may(request.user, permission) for permission in permissions)

    return Policy(f"people whose role may {' or '.join(permissions)}", allows)


def _holds_one(by: Practitioner, permissions: Iterable[str], agency: Agency) -> bool:
    return any(may(by, permission, None if permission == KEEP_ALL else agency) for permission in permissions)


def _enough_to_give(role: type[Role], agency: Agency) -> frozenset[str]:
    """Give the permissions that allow giving a role; the first of an agency may be given by others, too."""
    if not role.first_given_by:
        return role.given_by
    there_is_one = Membership.objects.current().in_agency(agency).with_one_of(role.given_by).exists()
    return role.given_by if there_is_one else role.given_by | role.first_given_by


keepers_of_people = holders_of(KEEP_PEOPLE, KEEP_ALL)
before_second_factor = Policy(
    "anyone signed in, also before setting up the second factor that their role needs",
    lambda request: request.user.is_authenticated,
)
for_second_step = Policy(
    "anyone signed in, also before passing in this session the second step that their role needs",
    lambda request: request.user.is_authenticated,
)
