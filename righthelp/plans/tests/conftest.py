"""The people of the rooms below, and a plan that Alice began for Maya and her brother, in which Bob works, too."""

import pytest

from righthelp.agencies.models import Practitioner
from righthelp.people.tests.conftest import (  # noqa: F401
    Family,
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
from righthelp.plans.models import Plan
from righthelp.plans.tests import planning


@pytest.fixture
def plan(family: Family, alice: Practitioner, bob: Practitioner) -> Plan:  # noqa: F811
    """Give a plan for two children that Alice leads; Bob takes part in it."""
    made = planning.begun(alice, [family.maya, family.brother])
    planning.works_in(bob, made, role="class teacher")
    return made
