"""The people of the rooms below, and early help of Maya and her brother that Alice leads."""

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
