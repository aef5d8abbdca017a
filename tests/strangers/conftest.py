"""The family that strangers must not read of."""

import pytest

from tests.strangers.family import Place, a_place


@pytest.fixture
def place(db: None) -> Place:
    return a_place()
