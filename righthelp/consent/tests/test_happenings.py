"""What the chronology tells of this room: that it happened, never a word of what it was about."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people
from righthelp.agencies.tests.people import fresh
from righthelp.consent.actions import Told, Withdrawn, note_not_shared, note_telling, set_aside, share, withdraw
from righthelp.consent.tests.talking import DAY, agreement, consent, went_on, what
from righthelp.people.access import person_to_read
from righthelp.people.actions import break_glass
from righthelp.people.happenings import happenings
from righthelp.people.models import Person
from righthelp.people.tests.conftest import Family

pytestmark = pytest.mark.django_db


def told(reader: Practitioner, child: Person) -> list[str]:
    seen = person_to_read(fresh(reader), child.public_id, page="chronology")
    return [one.what for one in happenings(fresh(reader), [seen]) if one.happened_on == DAY]


@pytest.mark.requirement("BN-082")
def test_that_somebody_raised_a_worry_is_not_told_as_sharing(
    school: Agency, social_care: Agency, alice: Practitioner, family: Family
) -> None:
    told_to = what(to_agency=social_care, to_name="")
    base: dict[str, Any] = {"children": [family.maya], "agency": school, "by": alice, "basis": "public_task"}
    share(what=told_to, because="x", is_sealed=True, **base)
    assert told(alice, family.maya) == []


def test_answers_sharing_and_telling_are_told_on_their_days(
    school: Agency, social_care: Agency, alice: Practitioner, leila: Practitioner, family: Family
) -> None:
    agreement(alice, school, family.maya, answer="part")
    one = consent(alice, school, family.maya)
    withdraw(records=[one], withdrawn=Withdrawn(DAY, "face", "No more"), by=alice)
    made = went_on(alice, school, family.maya)
    base: dict[str, Any] = {"children": [family.maya], "agency": school, "by": alice}
    share(what=what(to_agency=social_care, to_name=""), basis="public_task", because="x", **base)
    share(what=what(), basis="public_task", because="x", **base)
    note_not_shared(what=what(to_name="The landlord"), because="No help", **base)
    for whom in ("parent", "social_care"):
        note_telling(goings_on=[made], whom=whom, told=Told(DAY, "face"), by=alice)
    for reader in (alice, leila):
        assert sorted(told(reader, family.maya)) == [
            "Children’s social care was told that the family had said no",
            "Consent to share was given",
            "Consent to share was refused",
            "Consent to share was taken back",
            "Information was shared with Dr Marsh",
            f"Information was shared with {social_care.name}",
            "The family agreed to a part of the help from a service",
            "Whoever had said no was told that it went on",
        ]


def test_what_was_set_aside_and_what_another_agency_did_is_not_told_but_to_social_care(
    school: Agency, alice: Practitioner, sam: Practitioner, family: Family
) -> None:
    surgery = people.gp_practice()
    nurse = people.teacher(surgery, "Nina Roth")
    consent(nurse, surgery, family.maya)
    set_aside(records=[consent(alice, school, family.maya)], because="Wrong", by=alice)
    assert told(alice, family.maya) == []
    break_glass(person=family.maya, because="She is at the station now", by=sam)
    assert told(sam, family.maya) == ["Consent to share was given"]


def test_it_is_read_in_the_query_in_which_the_other_rooms_are_read(
    school: Agency, alice: Practitioner, family: Family, django_assert_num_queries: Any
) -> None:
    seen = person_to_read(alice, family.maya.public_id, page="chronology")
    reader = fresh(alice)
    assert reader.memberships_now
    with CaptureQueriesContext(connection) as before:
        happenings(reader, [seen])
    consent(alice, school, family.maya)
    with django_assert_num_queries(len(before)):
        assert "Consent to share was given" in [one.what for one in happenings(reader, [seen])]
