"""Before a record is restricted it is said which entries go out of sight on the records of other children."""

import pytest

from righthelp.agencies.models import Agency, Practitioner
from righthelp.chronology.tests.pages import entry
from righthelp.people.closing import cut_off
from righthelp.people.tests.conftest import Family

pytestmark = pytest.mark.django_db
SCHOOL = "Alder Road Primary School"


def test_entries_filed_first_to_the_child_are_counted_without_a_name(
    alice: Practitioner, leila: Practitioner, mira: Practitioner, school: Agency, family: Family
) -> None:
    for number in range(2):
        entry(alice, school, family.maya, family.brother, what=f"Police came, {number}")
    entry(alice, school, family.maya, what="Of her alone")
    entry(alice, school, family.brother, family.maya, what="Filed first to her brother")
    said = cut_off(family.maya, [mira])[SCHOOL]
    assert "two entries in the chronology of other children, too: nobody off the list reads them there any more" in said
    assert "Leo" not in str(said)


def test_nothing_is_lost_where_all_who_read_them_are_on_the_list(
    alice: Practitioner, leila: Practitioner, mira: Practitioner, school: Agency, family: Family
) -> None:
    entry(alice, school, family.maya, family.brother)
    assert not cut_off(family.maya, [alice, leila, mira])
