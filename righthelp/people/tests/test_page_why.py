"""“Why can I see this?”"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from righthelp.agencies.models import Practitioner
from righthelp.audit.models import Event
from righthelp.audit.queries import looks_at
from righthelp.people.actions import break_glass, restrict
from righthelp.people.tests import folk
from righthelp.people.tests.access_pages import at, client_of, shown
from righthelp.people.tests.conftest import Family

pytestmark = pytest.mark.django_db


def test_it_gives_the_reason_in_words_and_what_it_opens(alice: Practitioner, family: Family) -> None:
    text = shown(client_of(alice), at("record_why", family.maya))
    assert "Maya Lindqvist Why can I see this? You added this record" in text
    opened, closed = text.split("What is not open to you")
    assert "Who they are How to reach them What is known" in opened
    assert "Protected addresses Health Police and court Immigration Adoption" in closed
    look = looks_at(family.maya).get()
    assert (look.actor_id, look.page, look.reason) == (alice.pk, "why", "You added this record")


def test_it_is_the_same_whether_or_not_a_protected_address_is_there(alice: Practitioner, family: Family) -> None:
    before = shown(client_of(alice), at("record_why", family.mother))
    folk.lives_at(family.mother, "7 Quarry Lane", is_protected=True)
    assert shown(client_of(alice), at("record_why", family.mother)) == before


def test_a_relative_is_open_no_further_than_who_and_where(alice: Practitioner, family: Family) -> None:
    aunt = folk.person("Ida Lindqvist")
    folk.related(family.maya, aunt, "aunt_or_uncle")
    text = shown(client_of(alice), at("record_why", aunt))
    assert "They are family of somebody whose record you may see" in text
    assert "What is known" not in text.split("What is not open to you")[0]


def test_a_colleague_a_stranger_and_a_manager_without_a_reason_get_nothing(
    bob: Practitioner, charlie: Practitioner, sam: Practitioner, mira: Practitioner, family: Family
) -> None:
    for reader in (bob, charlie, sam, mira):
        assert "Lindqvist" not in shown(client_of(reader), at("record_why", family.maya), 404)
    assert Event.objects.filter(name="audit.look_refused").count() == 4


def test_a_restricted_record_says_so_to_those_on_its_list(
    alice: Practitioner, bob: Practitioner, mira: Practitioner, family: Family
) -> None:
    restrict(person=family.maya, kind="staff", because="Her aunt works here", readers=[bob], by=mira)
    text = shown(client_of(bob), at("record_why", family.maya))
    assert "You are on the list of people who may open this restricted record" in text
    assert "This record is restricted" in text
    assert "Her aunt works here" not in text
    shown(client_of(alice), at("record_why", family.maya), 404)


def test_owners_see_who_opened_it_in_an_emergency_and_why(
    alice: Practitioner, sam: Practitioner, family: Family
) -> None:
    break_glass(person=family.maya, because="Police are at the door now", by=sam)
    text = shown(client_of(alice), at("record_why", family.maya))
    assert "Opened in an emergency Sam Okafor, on" in text
    assert "Police are at the door now" in text
    assert "Not reviewed yet" in text
    assert "Opened in an emergency" not in shown(client_of(sam), at("record_why", family.maya))


def test_it_takes_few_queries(alice: Practitioner, family: Family) -> None:
    client = client_of(alice)
    client.get(at("record_why", family.maya))
    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get(at("record_why", family.maya))
    assert len(queries) <= 15
