"""Stating that two records are one person, or two, and taking it back."""

import datetime as dt
from typing import Any

import pytest

from righthelp.agencies.models import Agency, Practitioner
from righthelp.audit.models import Event
from righthelp.design_system.formatters import day
from righthelp.people.access import seen_among
from righthelp.people.actions import break_glass, restrict, state_identity
from righthelp.people.matching.index import file_anew
from righthelp.people.models import IdentityLink, Person
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family
from righthelp.people.tests.record_pages import at, client_of, html_of, refused, send, words

pytestmark = pytest.mark.django_db
BORN = dt.date(2017, 3, 4)
WHY = "The same NHS number on both"


@pytest.fixture
def twin_records(family: Family, social_care: Agency) -> tuple[Person, Person]:
    """Give Maya's record of the school, and another of children's social care."""
    Person.objects.filter(pk=family.maya.pk).update(born_on=BORN, born_on_is="exact")
    other = folk.person("Maya Lindqvist", agency=social_care, born=BORN)
    file_anew()
    return Person.objects.get(pk=family.maya.pk), other


@pytest.fixture
def opened(twin_records: tuple[Person, Person], sam: Practitioner) -> Person:
    """Give Maya's record, opened to Sam."""
    break_glass(person=twin_records[0], because="x", by=sam)
    return twin_records[0]


def state(by: Practitioner, person: Person, other: Person, what: str = "same", because: str = WHY) -> Any:
    return send(client_of(by), at("record_same", person), who=str(other.public_id), what=what, because=because)


def test_two_records_are_stated_to_be_one_and_it_opens_nothing(
    twin_records: tuple[Person, Person], opened: Person, sam: Practitioner
) -> None:
    other = twin_records[1]
    page = html_of(sam, "record_same", opened)
    assert "Very likely the same person" in words(page)
    assert "checked" not in page.partition("<form")[2]
    assert state(sam, opened, other).status_code == 302
    link = IdentityLink.objects.get()
    assert (link.is_same, link.because, link.stated_by) == (True, WHY, sam)
    assert Event.objects.filter(name="people.stated_same").count() == 1
    assert seen_among(sam, [other]) == {}
    said = words(html_of(sam, "record_same", opened))
    assert "The same person: Maya Lindqvist" in said
    assert "We found no other record like this one" in said


def test_twins_and_namesakes_are_stated_to_be_two(
    twin_records: tuple[Person, Person], opened: Person, sam: Practitioner
) -> None:
    state(sam, opened, twin_records[1], "two", "Two cousins with one name")
    assert not IdentityLink.objects.get().is_same
    assert "Two people: Maya Lindqvist" in words(html_of(sam, "record_same", opened))


def test_a_statement_is_taken_back_with_a_reason_and_stays_on_file(
    twin_records: tuple[Person, Person], opened: Person, sam: Practitioner
) -> None:
    state(sam, opened, twin_records[1])
    link = IdentityLink.objects.get()
    path = at("record_same_undo", opened, link.public_id)
    assert refused(send(client_of(sam), path, because=""), "Say why you take it back")
    assert send(client_of(sam), path, because="Mistaken").status_code == 302
    link.refresh_from_db()
    assert (link.undone_by, link.undone_because) == (sam, "Mistaken")
    assert client_of(sam).get(path).status_code == 404
    assert "Very likely the same person" in words(html_of(sam, "record_same", opened))


def test_a_statement_needs_a_record_and_a_reason(opened: Person, sam: Practitioner) -> None:
    answer = send(client_of(sam), at("record_same", opened), because="")
    assert refused(answer, "Choose a record", "Choose whether they are the same person", "Say how you know")


def test_the_record_page_leads_there_for_social_care_only(
    opened: Person, sam: Practitioner, alice: Practitioner
) -> None:
    assert at("record_same", opened) in html_of(sam, "record", opened)
    assert at("record_same", opened) not in html_of(alice, "record", opened)


def test_partner_agencies_and_those_without_a_reason_state_nothing(
    twin_records: tuple[Person, Person], alice: Practitioner, charlie: Practitioner, sam: Practitioner
) -> None:
    for reader, status in ((alice, 403), (charlie, 403), (sam, 404)):
        assert client_of(reader).get(at("record_same", twin_records[0])).status_code == status
        posted = client_of(reader).post(at("record_same", twin_records[0]), {"because": "x", "what": "same"})
        assert posted.status_code == status
    assert not IdentityLink.objects.exists()


def test_a_record_restricted_for_adoption_is_never_offered_or_named(
    twin_records: tuple[Person, Person], opened: Person, sam: Practitioner, mira: Practitioner
) -> None:
    other = twin_records[1]
    link = state_identity(one=opened, other=other, is_same=True, because="Adoption order", by=mira)
    restrict(person=other, kind="adoption", because="x", readers=[mira], by=mira)
    said = words(html_of(sam, "record_same", opened))
    assert "Stated so far" not in said
    assert "Adoption" not in said
    assert "only named people" not in said
    assert client_of(sam).get(at("record_same_undo", opened, link.public_id)).status_code == 404
    restrict(person=opened, kind="adoption", because="x", readers=[mira], by=mira)
    assert "Adoption order" in words(html_of(mira, "record_same", opened))


def test_two_records_that_read_the_same_are_told_apart_by_whose_they_are(
    twin_records: tuple[Person, Person], opened: Person, sam: Practitioner, social_care: Agency, charlie: Practitioner
) -> None:
    theirs = charlie.memberships_now[0].team.agency
    third = folk.person("Maya Lindqvist", agency=theirs, born=BORN)
    file_anew()
    said = words(html_of(sam, "record_same", opened))
    begun = f"begun on {day(third.noted_at)}"
    assert f"This page is open on the record of {opened.agency}, begun on" in said
    assert f"Record of {social_care.name}, {begun}" in said
    assert f"Record of {theirs.name}, {begun}" in said
    state(sam, opened, third)
    assert f"The same person: Maya Lindqvist Record of {theirs.name}, {begun}" in words(
        html_of(sam, "record_same", opened)
    )
