"""The people of the rooms below, and early help of Maya and her brother that Alice leads."""

import pytest

from righthelp.agencies.models import Practitioner
from righthelp.early_help.models import EarlyHelp
from righthelp.early_help.tests import helping
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


@pytest.fixture
def offered(family: Family, alice: Practitioner) -> EarlyHelp:  # noqa: F811
    """Give early help that Alice opened and nobody has agreed to yet."""
    return helping.opened(alice, [family.maya, family.brother])


@pytest.fixture
def early_help(family: Family, alice: Practitioner) -> EarlyHelp:  # noqa: F811
    """Give early help that the mother agreed to for both children, and that Alice leads."""
    it = helping.opened(alice, [family.maya, family.brother])
    helping.agreed(it, family.mother, by=alice)
    return helping.begun(it, alice)
