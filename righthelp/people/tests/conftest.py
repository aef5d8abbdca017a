"""Alice and Bob of a school, their lead, Charlie elsewhere, and children’s social care; Maya with her family."""

from dataclasses import dataclass

import pytest

from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people
from righthelp.people.models import Person
from righthelp.people.tests import folk


@pytest.fixture
def school(db: None) -> Agency:
    """Give the agency of Alice and Bob."""
    return people.school()


@pytest.fixture
def social_care(db: None) -> Agency:
    """Give children’s social care."""
    return people.social_care()


@pytest.fixture
def alice(school: Agency) -> Practitioner:
    """Give the teacher who adds Maya."""
    return people.teacher(school)


@pytest.fixture
def bob(school: Agency) -> Practitioner:
    """Give her colleague."""
    return people.teacher(school, "Bob Baker")


@pytest.fixture
def leila(school: Agency) -> Practitioner:
    """Give the school's safeguarding lead."""
    return people.safeguarding_lead(school)


@pytest.fixture
def charlie(db: None) -> Practitioner:
    """Give somebody of another agency."""
    return people.teacher(people.gp_practice(), "Charlie Chen")


@pytest.fixture
def sam(social_care: Agency) -> Practitioner:
    """Give a social worker."""
    return people.worker(social_care, "social_worker", "Sam Okafor")


@pytest.fixture
def mira(social_care: Agency) -> Practitioner:
    """Give the social worker's manager."""
    return people.worker(social_care, "social_care_manager", "Mira Joshi")


@pytest.fixture
def ines(social_care: Agency) -> Practitioner:
    """Give somebody in information governance."""
    return people.worker(social_care, "information_governance", "Ines Duarte")


@dataclass(frozen=True)
class Family:
    """Maya, her mother, her father who lives elsewhere, and her brother by another father."""

    maya: Person
    mother: Person
    father: Person
    brother: Person


@pytest.fixture
def family(school: Agency, alice: Practitioner) -> Family:
    """Give Maya, whom Alice added, and the people around her, whom the school's records name."""
    maya = folk.person("Maya Lindqvist", agency=school, by=alice)
    mother, father, brother = (
        folk.person(name, agency=school, by=alice) for name in ("Ana Lindqvist", "Jonas Berg", "Leo Marsh")
    )
    for child in (maya, brother):
        folk.related(child, mother)
    folk.related(maya, father)
    return Family(maya, mother, father, brother)
