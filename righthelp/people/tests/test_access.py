"""Who sees a person's record, why, and how far."""

import datetime as dt
from dataclasses import dataclass

import pytest
import time_machine
from django.http import Http404

from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people
from righthelp.agencies.tests.people import fresh
from righthelp.audit.queries import looks_at
from righthelp.audit.refusals import LookRefused
from righthelp.people.access import Seen, person_to_read
from righthelp.people.actions.restrictions import break_glass, end_reader, lift_restriction, name_reader, restrict
from righthelp.people.models import Person, Restriction
from righthelp.people.reasons import Part
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family

pytestmark = pytest.mark.django_db


def seen(reader: Practitioner, person: Person) -> Seen | None:
    """Give what a reader sees of a person, or None; what is refused must be logged as refused."""
    before = len(looks_at(person))
    found, refusal = _asked(reader, person)
    if not found:
        assert refusal
        assert (refusal.by.pk, refusal.subject, len(looks_at(person))) == (reader.pk, person, before)
        return None
    newest = looks_at(person)[0]
    assert (newest.actor_id, newest.page, newest.reason) == (reader.pk, "person", found.reasons[0].words)
    return found


def _asked(reader: Practitioner, person: Person) -> tuple[Seen | None, LookRefused | None]:
    try:
        return person_to_read(fresh(reader), person.public_id, page="person"), None
    except LookRefused as refusal:
        return None, refusal


def why(reader: Practitioner, person: Person) -> list[str]:
    found = seen(reader, person)
    return [reason.words for reason in found.reasons] if found else []


def restricted(person: Person, by: Practitioner, *readers: Practitioner) -> Restriction:
    return restrict(person=person, kind="staff", because="Her aunt works here", readers=readers, by=by)


def test_who_added_a_record_sees_it_with_the_reason(alice: Practitioner, family: Family) -> None:
    assert why(alice, family.maya) == ["You added this record"]


def test_a_colleague_and_a_stranger_see_nothing_and_the_refusal_is_logged(
    bob: Practitioner, charlie: Practitioner, sam: Practitioner, mira: Practitioner, family: Family
) -> None:
    for reader in (bob, charlie, sam, mira):
        for person in (family.maya, family.mother):
            assert seen(reader, person) is None


def test_whoever_leads_safeguarding_sees_the_records_of_the_agency(leila: Practitioner, family: Family) -> None:
    assert why(leila, family.maya) == ["You lead safeguarding in the agency whose record this is"]
    elsewhere = folk.person("Maya Lindqvist", agency=people.gp_practice("Another Surgery"))
    assert seen(leila, elsewhere) is None


def test_whoever_left_the_agency_sees_nothing_of_what_they_added(alice: Practitioner, family: Family) -> None:
    alice.memberships.update(ends_on=dt.date(2025, 12, 1))
    assert seen(alice, family.maya) is None


def test_a_record_of_the_partnership_has_no_reader_without_a_reason(leila: Practitioner, mira: Practitioner) -> None:
    loaded = folk.person("Nadia Petrescu")
    assert seen(leila, loaded) is None
    assert seen(mira, loaded) is None


def test_an_unknown_id_is_not_found_and_is_no_refusal(alice: Practitioner) -> None:
    with pytest.raises(Http404) as refusal:
        person_to_read(alice, Person().public_id, page="person")
    assert not isinstance(refusal.value, LookRefused)


def test_family_opens_only_as_who_they_are_and_how_to_reach_them(alice: Practitioner, family: Family) -> None:
    aunt = folk.person("Ida Lindqvist")  # the partnership's record, which Alice did not add
    folk.related(family.maya, aunt, "aunt_or_uncle")
    found = seen(alice, aunt)
    assert found
    assert [reason.words for reason in found.reasons] == ["They are family of somebody whose record you may see"]
    assert {part for part in Part if found.opens(part)} == {Part.WHO, Part.WHERE}


def test_family_of_family_stays_closed(alice: Practitioner, family: Family) -> None:
    aunt = folk.person("Ida Lindqvist")
    folk.related(family.maya, aunt, "aunt_or_uncle")
    her_son = folk.person("Olle Lindqvist")
    folk.related(her_son, aunt)
    assert seen(alice, her_son) is None


def test_a_tie_that_was_never_true_opens_nothing(alice: Practitioner, family: Family) -> None:
    wrong = folk.person("Erik Holm")
    tie = folk.related(family.maya, wrong)
    tie.withdrawn_at, tie.withdrawn_by, tie.withdrawn_because = dt.datetime.now(dt.UTC), alice, "Another Erik"
    tie.save()
    assert seen(alice, wrong) is None


def test_only_named_people_open_a_restricted_record(
    alice: Practitioner, bob: Practitioner, leila: Practitioner, mira: Practitioner, family: Family
) -> None:
    restriction = restricted(family.maya, mira, bob)
    assert [bool(seen(reader, family.maya)) for reader in (alice, leila, mira, bob)] == [False, False, False, True]
    name_reader(restriction=restriction, reader=leila, by=mira)
    assert "You are on the list of people who may open this restricted record" in why(leila, family.maya)
    end_reader(reader=restriction.readers.get(practitioner=bob), by=mira)
    assert seen(bob, family.maya) is None
    lift_restriction(restriction=restriction, because="The aunt left", by=mira)
    assert seen(alice, family.maya)


def test_a_restricted_relative_does_not_show_through_the_family(
    alice: Practitioner, bob: Practitioner, mira: Practitioner, family: Family
) -> None:
    aunt = folk.person("Ida Lindqvist")
    folk.related(family.maya, aunt, "aunt_or_uncle")
    restricted(aunt, mira, bob)
    assert seen(alice, aunt) is None
    assert seen(bob, aunt)
    through = seen(bob, family.maya)  # to be named for one record opens no other in full
    assert through
    assert not through.opens(Part.STORY)


def test_breaking_the_glass_opens_a_record_for_four_hours(sam: Practitioner, family: Family) -> None:
    start = dt.datetime(2026, 3, 6, 22, tzinfo=dt.UTC)
    with time_machine.travel(start, tick=False):
        break_glass(person=family.maya, because="Police are at the door now", by=sam)
        assert why(sam, family.maya) == ["You opened it in an emergency, until 02:00"]
    with time_machine.travel(start + dt.timedelta(hours=3, minutes=59), tick=False):
        assert seen(sam, family.maya)
    with time_machine.travel(start + dt.timedelta(hours=4), tick=False):
        assert seen(sam, family.maya) is None


def test_the_glass_opens_a_restricted_record_too_but_not_for_long_nor_for_all(
    sam: Practitioner, bob: Practitioner, mira: Practitioner, family: Family
) -> None:
    restricted(family.maya, mira, bob)
    break_glass(person=family.maya, because="Missing tonight", by=sam)
    found = seen(sam, family.maya)
    assert found
    assert found.opens(Part.PROTECTED)
    assert not found.opens(Part.ADOPTION)
    assert seen(mira, family.maya) is None


def test_the_glass_closes_for_whoever_leaves_social_care(sam: Practitioner, family: Family) -> None:
    break_glass(person=family.maya, because="Missing tonight", by=sam)
    sam.memberships.update(ends_on=dt.date(2025, 12, 1))
    assert seen(sam, family.maya) is None


def test_a_protected_part_of_a_relative_stays_closed(
    alice: Practitioner, social_care: Agency, sam: Practitioner, family: Family
) -> None:
    hidden = folk.person("Ruth Lindqvist", agency=social_care, by=sam)
    folk.related(family.maya, hidden, "grandparent")
    through = seen(alice, hidden)
    assert through
    assert not through.opens(Part.PROTECTED)
    assert not through.opens(Part.STORY)


CLOSE = "They are close family of a child whose record you may see"


@dataclass(frozen=True)
class Unopened:
    """The family of Maya in records of the partnership, which open to nobody by themselves."""

    mother: Person
    brother: Person
    gran: Person
    fathers_friend: Person
    brothers_father: Person
    aunt: Person


@pytest.fixture
def unopened(family: Family) -> Unopened:
    """Give Maya a second family on the partnership's register: who of them may be seen is only through Maya."""
    mother, brother, gran, friend, father, aunt = (
        folk.person(name) for name in ("Ana Holm", "Leo Holm", "Ruth Holm", "Tom Friend", "Erik Holm", "Ida Holm")
    )
    for child, parent in ((family.maya, mother), (brother, mother), (mother, gran), (brother, father), (aunt, gran)):
        folk.related(child, parent)
    folk.related(mother, friend, "friend")
    folk.lives_at(brother, "7 Quarry Lane", is_protected=True)
    folk.lives_at(brother, "3 Mill Lane")
    return Unopened(mother, brother, gran, friend, father, aunt)


def opened(reader: Practitioner, person: Person) -> set[Part]:
    found = seen(reader, person)
    return {part for part in Part if found.opens(part)} if found else set()


def test_whoever_may_open_a_child_sees_brothers_sisters_and_grandparents_as_who_they_are(
    alice: Practitioner, leila: Practitioner, unopened: Unopened
) -> None:
    for reader in (alice, leila):  # the lead reads protected addresses of the child, and none through her
        for person in (unopened.brother, unopened.gran):
            assert why(reader, person) == [CLOSE]
            assert opened(reader, person) == {Part.WHO}
        for person in (unopened.fathers_friend, unopened.brothers_father, unopened.aunt):
            assert seen(reader, person) is None


def test_whoever_may_not_open_the_child_sees_none_of_the_close_family(
    bob: Practitioner, charlie: Practitioner, sam: Practitioner, unopened: Unopened
) -> None:
    for reader in (bob, charlie, sam):
        assert seen(reader, unopened.brother) is None


def test_close_family_whose_record_is_restricted_or_whose_parent_is_stay_closed(
    alice: Practitioner, bob: Practitioner, mira: Practitioner, unopened: Unopened
) -> None:
    restriction = restricted(unopened.brother, mira, bob)
    assert seen(alice, unopened.brother) is None
    assert seen(alice, unopened.gran)
    lift_restriction(restriction=restriction, because="It was another boy", by=mira)
    restricted(unopened.mother, mira, bob)
    assert seen(alice, unopened.brother) is None
    assert seen(alice, unopened.gran) is None


def test_a_grown_up_or_a_relative_brings_no_close_family(
    alice: Practitioner, family: Family, unopened: Unopened
) -> None:
    grown = folk.person("Kai Holm", born=dt.date(1990, 1, 1))
    Person.objects.filter(pk=family.maya.pk).update(born_on=dt.date(1990, 1, 1), born_on_is="exact")
    folk.related(grown, unopened.mother)
    assert seen(alice, unopened.mother)  # one step from her own record
    for person in (grown, unopened.brother, unopened.gran):
        assert seen(alice, person) is None
