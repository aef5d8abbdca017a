"""Roles, as classes in code: what each may do is reviewed like code.

A role arrives with its first user. A permission is a plain verb phrase; policies ask for it. `given_by` are the
permissions of which somebody needs one to give the role, and `taken_by` those to take it away. They count in the
agency where somebody holds them; KEEP_ALL counts in every agency.
"""

from collections.abc import Collection
from typing import ClassVar

KEEP_PEOPLE = "keep the agency's people"
KEEP_ALL = "keep all agencies"
NAME_LEADS = "name safeguarding leads"


class Role:
    """What somebody may do in the agency of the membership that gives the role."""

    key: ClassVar[str]
    title: ClassVar[str]
    description: ClassVar[str]
    permissions: ClassVar[frozenset[str]] = frozenset()
    needs_second_factor: ClassVar[bool] = False
    given_by: ClassVar[frozenset[str]] = frozenset({KEEP_PEOPLE})
    first_given_by: ClassVar[frozenset[str]] = frozenset()  # enough while nobody there holds one of `given_by`
    taken_by: ClassVar[frozenset[str]] = frozenset({KEEP_PEOPLE, KEEP_ALL})
    is_announced: ClassVar[bool] = False  # the agency's safeguarding leads are told who has it
    only_in: ClassVar[frozenset[str]] = frozenset()  # the kinds of agency in which it exists; empty for every kind

    @classmethod
    def exists_in(cls, kind: str) -> bool:
        """Say whether the role exists in an agency of this kind."""
        return not cls.only_in or kind in cls.only_in


class PractitionerRole(Role):
    """Anyone who works with children or their families."""

    key = "practitioner"
    title = "Practitioner"
    description = "Thinks through worries and records the level that was decided."
    permissions = frozenset({"write considerations"})


class SafeguardingLead(PractitionerRole):
    """The designated safeguarding lead of an agency, or whoever holds that task under another name."""

    key = "safeguarding_lead"
    title = "Safeguarding lead"
    description = "Also sees the agency’s drafts about children after one working day, and can take one over."
    permissions = PractitionerRole.permissions | {"see the agency's drafts", "take over drafts", NAME_LEADS}
    needs_second_factor = True
    given_by = frozenset({NAME_LEADS})
    first_given_by = frozenset({KEEP_PEOPLE})
    is_announced = True


class DeputySafeguardingLead(SafeguardingLead):
    """Stands in for the safeguarding lead."""

    key = "deputy_safeguarding_lead"
    title = "Deputy safeguarding lead"
    description = "Stands in for the safeguarding lead, and may do the same."


class SocialWorker(PractitionerRole):
    """Works with children and families in children's social care."""

    key = "social_worker"
    title = "Social worker"
    description = "Finds anybody on file, and opens the records of the children whom they work with."
    permissions = PractitionerRole.permissions | {"find anybody", "break the glass"}
    needs_second_factor = True
    only_in = frozenset({"social_care"})


class FrontDoorWorker(SocialWorker):
    """Answers at the front door: finds who a contact is about."""

    key = "front_door_worker"
    title = "Front door worker"
    description = "Finds anybody on file, and opens the records that a contact is about."
    permissions = SocialWorker.permissions | {"work the front door"}


class SocialCareManager(SocialWorker):
    """Answers for a team of social workers."""

    key = "social_care_manager"
    title = "Social care manager"
    description = "Also sees the children of their team, restricts a record, and sees who looked."
    permissions = SocialWorker.permissions | {
        "see the team's children",
        "restrict records",
        "see who looked",
        "work the front door",
        "manage the front door",
    }
    is_announced = True


class EarlyHelpCoordinator(PractitionerRole):
    """Sees to it that early help goes on: who leads, which reviews are late, which plans need another look."""

    key = "early_help_coordinator"
    title = "Early help coordinator"
    description = "Also sees the early help that their agency coordinates, and helps those who lead it."
    permissions = PractitionerRole.permissions | {"coordinate early help"}
    needs_second_factor = True
    is_announced = True
    only_in = frozenset({"early_help", "social_care"})


class DesignatedOfficer(Role):
    """Answers for allegations about people who work with children (the local authority designated officer)."""

    key = "designated_officer"
    title = "Designated officer"
    description = "Reads and follows up worries about people who work with children. Sees no child’s record by it."
    permissions = frozenset({"keep allegations"})
    needs_second_factor = True
    given_by = taken_by = frozenset({KEEP_ALL})
    only_in = frozenset({"social_care"})


class InformationGovernance(Role):
    """Answers for who sees what."""

    key = "information_governance"
    title = "Information governance"
    description = "Reviews each emergency opening of a record, sees who looked at what, and may export records in bulk."
    permissions = frozenset({"review emergency openings", "see who looked", "export in bulk"})
    needs_second_factor = True
    given_by = taken_by = frozenset({KEEP_ALL})


class GuidanceEditor(Role):
    """Keeps the partnership's guidance."""

    key = "guidance_editor"
    title = "Guidance editor"
    description = "Loads, adopts, publishes and withdraws the partnership’s threshold guidance."
    permissions = frozenset({"edit guidance"})
    needs_second_factor = True
    given_by = taken_by = frozenset({KEEP_ALL})


class AgencyAdministrator(Role):
    """Keeps an agency's people."""

    key = "agency_administrator"
    title = "Agency administrator"
    description = "Invites people to the agency, changes their roles and ends their access."
    permissions = frozenset({KEEP_PEOPLE})
    needs_second_factor = True
    given_by = frozenset({KEEP_PEOPLE, KEEP_ALL})


class Administrator(Role):
    """Keeps the installation."""

    key = "administrator"
    title = "Administrator"
    description = "Adds agencies and their first administrators. Sees no child’s record."
    permissions = frozenset({KEEP_ALL})
    needs_second_factor = True
    given_by = taken_by = frozenset({KEEP_ALL})


ROLES: dict[str, type[Role]] = {
    role_class.key: role_class
    for role_class in (
        PractitionerRole,
        SafeguardingLead,
        DeputySafeguardingLead,
        SocialWorker,
        FrontDoorWorker,
        SocialCareManager,
        EarlyHelpCoordinator,
        DesignatedOfficer,
        InformationGovernance,
        GuidanceEditor,
        AgencyAdministrator,
        Administrator,
    )
}
ROLE_CHOICES = [(key, role_class.title) for key, role_class in ROLES.items()]
PERMISSIONS = frozenset().union(*(role_class.permissions for role_class in ROLES.values()))


def role(key: str) -> type[Role]:
    """Give the role of this key.

    Raises:
        KeyError: naming the key, when there is no such role.
    """
    return ROLES[key]


def roles_with(permissions: Collection[str]) -> list[str]:
    """Give the keys of the roles that include one of these permissions."""
    return [key for key, role_class in ROLES.items() if not role_class.permissions.isdisjoint(permissions)]
