"""The same number on two records: said at its question, as far as the writer may know, and saved once it is checked."""

import pytest

from righthelp.agencies.models import Agency, Practitioner
from righthelp.people.actions import add_identifier, restrict, state_identity
from righthelp.people.matching.index import file_anew
from righthelp.people.models import Identifier, Person
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family
from righthelp.people.tests.record_pages import HOW, at, client_of, refused, saved, send, shown, words

pytestmark = pytest.mark.django_db
NUMBER = "943 476 5919"
ANSWERS = {"kind": "nhs", "value": NUMBER, **HOW}
CLOSED = "This number is already on file for somebody else"


@pytest.fixture
def other(social_care: Agency, sam: Practitioner) -> Person:
    """Give a record of social care with the number."""
    made = folk.person("Mia Lind", agency=social_care, by=sam)
    add_identifier(person=made, kind="nhs", value=NUMBER, by=sam, **HOW)
    return made


def numbers() -> int:
    return Identifier.objects.filter(kind="nhs").count()


def test_whose_number_it_is_is_said_where_the_record_is_open_and_saved_once_it_is_checked(
    sam: Practitioner, social_care: Agency, other: Person
) -> None:
    own = folk.person("Mira Lund", agency=social_care, by=sam)
    client, path = client_of(sam), at("record_number_add", own)
    answer = send(client, path, **ANSWERS)
    assert refused(answer, "This number is already on the record of Mia Lind. Check it")
    assert NUMBER in answer.text
    assert at("record_same", own) in answer.text
    assert numbers() == 1
    assert saved(send(client, path, **ANSWERS, checked="on"), own)
    assert numbers() == 2
    file_anew()
    assert "Same NHS number" in words(client.get(at("record_same", own)).text)


def test_of_a_closed_record_the_front_door_learns_that_there_is_one_and_a_school_nothing(
    alice: Practitioner, mira: Practitioner, social_care: Agency, other: Person, family: Family
) -> None:
    assert saved(send(client_of(alice), at("record_number_add", family.maya), **ANSWERS), family.maya)
    own = folk.person("Mira Lund", agency=social_care, by=mira)
    answer = send(client_of(mira), at("record_number_add", own), **ANSWERS)
    assert refused(answer, CLOSED)
    assert "Mia Lind" not in answer.text
    assert str(other.public_id) not in answer.text


def test_of_a_record_restricted_for_adoption_nobody_learns(
    sam: Practitioner, mira: Practitioner, social_care: Agency, other: Person
) -> None:
    restrict(person=other, kind="adoption", because="Adopted", readers=[sam], by=sam)
    own = folk.person("Mira Lund", agency=social_care, by=mira)
    assert saved(send(client_of(mira), at("record_number_add", own), **ANSWERS), own)


def test_records_of_one_person_share_the_number_without_a_question(
    sam: Practitioner, social_care: Agency, other: Person
) -> None:
    own = folk.person("Mia Lind", agency=social_care, by=sam)
    state_identity(one=own, other=other, is_same=True, because="The same girl", by=sam)
    assert saved(send(client_of(sam), at("record_number_add", own), **ANSWERS), own)
    assert "943 476 5919" in shown(sam, own)


def test_a_local_number_may_be_that_of_several(sam: Practitioner, social_care: Agency, other: Person) -> None:
    local = {"kind": "local", "value": "4711", "system": "School", **HOW}
    add_identifier(person=other, by=sam, **local)
    own = folk.person("Mira Lund", agency=social_care, by=sam)
    assert saved(send(client_of(sam), at("record_number_add", own), **local), own)
