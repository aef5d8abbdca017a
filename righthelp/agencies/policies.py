"""Who may do what, asked of roles held today."""

from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from righthelp.agencies.roles import PERMISSIONS, ROLES, Role
from righthelp.audit.actions import CommandLine
from righthelp.design_system.pages import Policy

if TYPE_CHECKING:
    from righthelp.agencies.models import Agency, Practitioner


def may(person: "Practitioner | AnonymousUser", permission: str, agency: "Agency | None" = None) -> bool:
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


def needs_second_factor(person: "Practitioner") -> bool:
    """Say whether one of the person's roles today asks for a second factor at sign-in."""
    return any(membership.role_class.needs_second_factor for membership in person.memberships_now)


def may_keep_people(by: "Practitioner | CommandLine", agency: "Agency") -> bool:
    """Say whether somebody keeps the people of an agency: its own administrators, and administrators."""
    if isinstance(by, CommandLine):
        return True
    return may(by, "keep all agencies") or may(by, "keep the agency's people", agency)


def may_give(by: "Practitioner | CommandLine", role: type[Role], agency: "Agency") -> bool:
    """Say whether somebody may give a role in an agency, or take it away."""
    if isinstance(by, CommandLine):
        return True
    return may(by, "keep all agencies") or may(by, role.given_by, agency)


def roles_to_give(by: "Practitioner | CommandLine", agency: "Agency") -> list[type[Role]]:
    """List the roles that somebody may give in an agency."""
    return [role for role in ROLES.values() if may_give(by, role, agency)]


def may_change_person(by: "Practitioner | CommandLine", person: "Practitioner", agency: "Agency") -> bool:
    """Say whether somebody may change another person's roles in an agency, or end them; nobody their own."""
    if by == person or not may_keep_people(by, agency):
        return False
    here = (membership for membership in person.memberships_now if membership.team.agency_id == agency.pk)
    return all(may_give(by, membership.role_class, agency) for membership in here)


def holders_of(permission: str) -> Policy:
    """Make the policy of a page for people whose role includes a permission."""
    if permission not in PERMISSIONS:
        raise KeyError(permission)

    def allows(request: HttpRequest) -> bool:
        return may(request.user, permission)

    return Policy(f"people whose role may {permission}", allows)


signed_in = Policy("anyone signed in", lambda request: request.user.is_authenticated)
before_second_factor = Policy(
    "anyone signed in, also before setting up the second factor that their role needs",
    lambda request: request.user.is_authenticated,
)
