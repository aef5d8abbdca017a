"""The people of the rooms below, and early help of Maya and her brother that Alice leads."""

import pytest

from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people
from righthelp.early_help.tests.conftest import early_help, offered  # noqa: F401
from righthelp.people.tests.conftest import (  # noqa: F401
    alice,
    bob,
    charlie,
    family,
    leila,
    mira,
    sam,
    school,
    social_care,
)


@pytest.fixture
def hub(db: None) -> Agency:
    return people.agency("Westmarsh Family Hubs", Agency.Kind.EARLY_HELP, "Family hub")


@pytest.fixture
def cora(hub: Agency) -> Practitioner:
    return people.worker(hub, "early_help_coordinator", "Cora Vale")


@pytest.fixture
def wes(hub: Agency) -> Practitioner:
    return people.worker(hub, "practitioner", "Wes Tarn")
