"""Two records of one child, read as one by whoever may see both; to anybody else the other does not exist."""

import datetime as dt

import pytest

from righthelp.agencies.models import Agency, Practitioner
from righthelp.audit.queries import looks_at
from righthelp.people.access import same_as, seen_among
from righthelp.people.actions import add_detail, break_glass, restrict, state_identity, undo_identity
from righthelp.people.models import IdentityLink, Person, Relationship
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family
from righthelp.people.tests.record_pages import HOW, html_of, shown, words

pytestmark = pytest.mark.django_db
WHOSE = "From the record of Westmarsh Children’s Services"


@pytest.fixture
def theirs(family: Family, social_care: Agency, sam: Practitioner) -> Person:
    """Give the record of Maya that Sam began, with a grandmother, stated to be the same as the school's."""
    other = folk.person("Maia Lindquist", agency=social_care, by=sam, born=dt.date(2017, 3, 4), sex="female")
    gran = folk.person("Rut Holm", agency=social_care, by=sam)
    folk.related(other, gran, Relationship.Kind.GRANDPARENT)
    add_detail(person=other, kind="first_language", value="Swedish", by=sam, **HOW)
    state_identity(one=family.maya, other=other, is_same=True, because="Same NHS number", by=sam)
    return other


@pytest.fixture
def both(theirs: Person, family: Family, sam: Practitioner) -> Practitioner:
    """Give Sam, who has opened the school's record too."""
    break_glass(person=family.maya, because="x", by=sam)
    return sam


def test_whoever_may_see_both_reads_both_each_value_with_whose_it_is(both: Practitioner, family: Family) -> None:
    said = shown(both, family.maya)
    assert "Another record is stated to be the same person: Maia Lindquist" in said
    part = said.partition(f"{WHOSE}: Maia Lindquist")[2]
    for value in ("Swedish", "4 March 2017", "Told by the family", "Rut Holm"):
        assert value in part
    assert "Swedish" not in said.partition(WHOSE)[0].partition("What is known")[2]


def test_the_look_at_the_other_record_is_logged_too(both: Practitioner, theirs: Person, family: Family) -> None:
    for name in ("record", "record_genogram"):
        html_of(both, name, family.maya)
        newest = looks_at(theirs)[0]
        assert (newest.actor_id, newest.page) == (both.pk, name.removeprefix("record_"))


def test_it_reads_the_same_from_the_other_side(both: Practitioner, theirs: Person, family: Family) -> None:
    assert "From the record of Alder Road Primary School: Maya Lindqvist" in shown(both, theirs)


def test_owner_lead_and_social_worker_who_see_one_learn_nothing_of_the_other(
    theirs: Person, family: Family, alice: Practitioner, leila: Practitioner, sam: Practitioner
) -> None:
    for reader, record in ((alice, family.maya), (leila, family.maya), (sam, theirs)):
        for name in ("record", "record_genogram"):
            text = words(html_of(reader, name, record))
            assert "same person:" not in text
            assert ("Lindquist" in text) == (record == theirs)
            assert ("Lindqvist" in text) == (record == family.maya)


def test_a_restricted_one_is_read_with_the_other_by_those_on_its_list_only(
    both: Practitioner, theirs: Person, family: Family, mira: Practitioner
) -> None:
    restrict(person=theirs, kind="staff", because="x", readers=[mira], by=mira)
    assert "Lindquist" not in shown(both, family.maya)


def test_twins_and_what_was_taken_back_are_not_read_as_one(both: Practitioner, theirs: Person, family: Family) -> None:
    undo_identity(link=IdentityLink.objects.get(), because="They are twins", by=both)
    assert "Lindquist" not in shown(both, family.maya)
    state_identity(one=family.maya, other=theirs, is_same=False, because="They are twins", by=both)
    assert "Lindquist" not in shown(both, family.maya)


def test_records_joined_through_a_third_are_read_together_only_where_the_third_may_be_seen(
    both: Practitioner, theirs: Person, family: Family, social_care: Agency
) -> None:
    between, hidden = folk.person("Maya L", agency=social_care, by=both), folk.person("Maya Unseen")
    far, beyond = (folk.person(name, agency=social_care, by=both) for name in ("Maya Far", "Maya Beyond"))
    for one, other in ((theirs, between), (between, far), (theirs, hidden), (hidden, beyond)):
        state_identity(one=one, other=other, is_same=True, because="x", by=both)
    seen = seen_among(both, [family.maya])[family.maya.pk]
    assert {one.person for one in same_as(both, seen, page="record")} == {theirs, between, far}


def test_identities_before_and_after_adoption_are_joined_for_those_on_both_lists_only(
    theirs: Person, family: Family, mira: Practitioner, sam: Practitioner
) -> None:
    for record, readers in ((family.maya, [mira, sam]), (theirs, [mira])):
        restrict(person=record, kind="adoption", because="x", readers=readers, by=mira)
    assert WHOSE in shown(mira, family.maya)
    assert "Lindquist" not in shown(sam, family.maya)
    break_glass(person=theirs, because="x", by=sam)  # he sees each of the two now, but not that they are one
    for record, other in ((family.maya, "Lindquist"), (theirs, "Lindqvist")):
        assert other not in shown(sam, record)
        assert other not in words(html_of(sam, "record_genogram", record))
        assert "Stated so far" not in words(html_of(sam, "record_same", record))


def test_the_drawing_reads_both_as_one(both: Practitioner, theirs: Person, family: Family) -> None:
    text = words(html_of(both, "record_genogram", family.maya).partition("The same in words")[2])
    for name in ("Ana Lindqvist", "Jonas Berg", "Rut Holm"):
        assert name in text
    assert "Lindquist" not in text
    assert "2017" in text  # the school does not know when she was born


def test_parents_on_both_records_are_drawn_once_where_they_are_stated_to_be_one(
    both: Practitioner, theirs: Person, family: Family, social_care: Agency
) -> None:
    mother = folk.person("Anna Lindquist", agency=social_care, by=both)
    folk.related(theirs, mother)
    assert "Anna Lindquist" in html_of(both, "record_genogram", family.maya)
    state_identity(one=family.mother, other=mother, is_same=True, because="x", by=both)
    assert "Anna Lindquist" not in html_of(both, "record_genogram", family.maya)
