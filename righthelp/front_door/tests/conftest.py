"""The people of the rooms below, and those at the front door: Fran answers, Mona manages, Olu is the officer."""

import pytest

from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people
from righthelp.people.tests.conftest import (  # noqa: F401
    alice,
    bob,
    charlie,
    family,
    ines,
    leila,
    mira,
    sam,
    school,
    social_care,
)


@pytest.fixture
def fran(social_care: Agency) -> Practitioner:  # noqa: F811
    """Give somebody who answers at the front door."""
    return people.worker(social_care, "front_door_worker", "Fran Castellano")


@pytest.fixture
def femi(social_care: Agency) -> Practitioner:  # noqa: F811
    """Give Fran’s colleague at the front door."""
    return people.worker(social_care, "front_door_worker", "Femi Balogun")


@pytest.fixture
def mona(social_care: Agency) -> Practitioner:  # noqa: F811
    """Give the manager of the front door."""
    return people.worker(social_care, "social_care_manager", "Mona Aziz")


@pytest.fixture
def olu(social_care: Agency) -> Practitioner:  # noqa: F811
    """Give the designated officer."""
    return people.worker(social_care, "designated_officer", "Olu Martins")
