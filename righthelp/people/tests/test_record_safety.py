"""What others should know about safety or welfare when a child is with somebody: noted, shared, and with whom not."""

import datetime as dt
from typing import Any

import pytest
import time_machine

from righthelp.agencies.models import Agency, Practitioner
from righthelp.audit.queries import events_about
from righthelp.people.actions import relate, restrict
from righthelp.people.models import Person, Relationship
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family
from righthelp.people.tests.record_pages import HOW, at, client_of, html_of, saved, send, shown

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 3, 6, 12, tzinfo=dt.UTC)
KNOWN = "He drinks most evenings and falls asleep. Her aunt stays when she is there."


@pytest.fixture(autouse=True)
def _one_day() -> Any:
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def uncle(social_care: Agency, sam: Practitioner) -> Person:
    """Give somebody whose record children’s social care began."""
    return folk.person("Per Berg", agency=social_care, by=sam)


def note(by: Practitioner, family: Family, relative: Person, **answers: str) -> None:
    tie = family.maya.relationships.get(relative=relative, withdrawn_at=None)
    page = at("record_family_about", family.maya, tie.public_id)
    assert saved(send(client_of(by), page, **answers, **HOW), family.maya)


@pytest.mark.requirement("BP-253")
def test_what_is_known_of_safety_with_an_adult_is_recorded_with_who_says_so_and_read_by_those_who_may_read_of_the_child(
    alice: Practitioner, leila: Practitioner, family: Family
) -> None:
    note(alice, family, family.father, safety=KNOWN)
    for reader in (alice, leila):
        assert (
            f"Parent: Jonas Berg Safety and welfare: {KNOWN} "
            "Told by the family, 6 March 2026, noted by Alice Adeyemi" in shown(reader, family.maya)
        )
        assert KNOWN in shown(reader, family.father)
    event = events_about(family.maya)[0]
    assert event.name == "people.relationship_noted"
    assert KNOWN not in str(vars(event))


@pytest.mark.requirement("BP-253")
def test_it_can_be_noted_of_adults_who_are_no_family(alice: Practitioner, family: Family) -> None:
    lodger = folk.person("Ned Quill", agency=family.maya.agency, by=alice)
    relate(person=family.maya, relative=lodger, kind="other", by=alice, **HOW)
    note(alice, family, lodger, safety=KNOWN)
    assert f"Somebody else who matters: Ned Quill Safety and welfare: {KNOWN}" in shown(alice, family.maya)


@pytest.mark.requirement("BP-253")
def test_whoever_sees_only_the_adult_or_only_who_the_child_is_reads_nothing_of_it(
    alice: Practitioner, sam: Practitioner, family: Family, uncle: Person
) -> None:
    tie = relate(person=family.maya, relative=uncle, kind="aunt_or_uncle", safety=KNOWN, by=alice, **HOW)
    assert KNOWN in shown(alice, family.maya)
    for page in (shown(sam, uncle), shown(sam, family.maya), shown(alice, uncle)):
        assert "Per Berg" in page
        assert "Safety and welfare" not in page
        assert KNOWN not in page
    assert client_of(sam).get(at("record_family_about", family.maya, tie.public_id)).status_code == 404


def test_it_goes_where_the_adult_goes_once_their_record_is_restricted(
    alice: Practitioner, mira: Practitioner, family: Family
) -> None:
    note(alice, family, family.father, safety=KNOWN)
    restrict(person=family.father, kind="high_risk", because="At risk", readers=[mira], by=mira)
    assert KNOWN not in shown(alice, family.maya)


def test_what_was_noted_before_is_replaced_and_can_still_be_read(alice: Practitioner, family: Family) -> None:
    note(alice, family, family.father, safety=KNOWN)
    page = at("record_family_about", family.maya, _tie(family).public_id)
    assert KNOWN in client_of(alice).get(page).text
    note(alice, family, family.father, safety="He has stopped drinking.")
    now, _, before = shown(alice, family.maya).partition("Withdrawn: what was never right, or was replaced")
    assert "Safety and welfare: He has stopped drinking." in now
    assert KNOWN not in now
    assert KNOWN in before


def test_no_drawing_tells_it(alice: Practitioner, family: Family) -> None:
    note(alice, family, family.father, safety=KNOWN)
    assert "drinks" not in html_of(alice, "record_genogram", family.maya)


def _tie(family: Family) -> Relationship:
    return family.maya.relationships.get(relative=family.father, withdrawn_at=None)
