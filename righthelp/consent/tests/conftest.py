"""The people of the room below: Alice, Bob and their lead, Charlie, children’s social care, Maya with her family."""

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
