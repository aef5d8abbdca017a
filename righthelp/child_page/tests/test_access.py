"""Who sees a child at a glance, and which parts: owner, colleague, stranger, restricted, through the family."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people
from righthelp.audit.models import Look
from righthelp.audit.queries import refused_looks
from righthelp.child_page.access import child_at_a_glance
from righthelp.child_page.happened import events_of
from righthelp.child_page.tests.glance import address, opened, part, shown
from righthelp.chronology.access import entries_to_read
from righthelp.chronology.actions import strike
from righthelp.chronology.tests.pages import entry
from righthelp.people.actions import restrict
from righthelp.people.happenings import happenings
from righthelp.people.models import Detail, Person, Relationship, SafeContact
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family
from righthelp.work.actions import end_involvement, send
from righthelp.work.tests.working import client_of, words, works_with

STORY = ("level", "work", "happened", "papers")


def test_whoever_added_the_record_sees_every_part_and_one_look_is_logged_with_why(
    family: Family, alice: Practitioner
) -> None:
    page = opened(alice, family.maya)
    assert all(part(page, anchor) for anchor in ("who", "home", "helpful", "people", "tree", *STORY))
    [look] = Look.objects.filter(actor_id=alice.pk)
    assert (look.subject_id, look.page, look.reason) == (family.maya.pk, "child at a glance", "You added this record")


def test_a_colleague_and_a_stranger_are_told_nothing_and_their_looks_are_refused(
    family: Family, bob: Practitioner, charlie: Practitioner, sam: Practitioner
) -> None:
    for reader in (bob, charlie, sam):
        opened(reader, family.maya, 404)
    assert len(refused_looks(since=timezone.now() - dt.timedelta(days=1))) == 3
    assert not Look.objects.exists()


def test_nobody_comes_here_without_signing_in_or_with_a_role_that_writes_nothing(
    client: Client, family: Family, school: Agency, ines: Practitioner
) -> None:
    assert client.get(address(family.maya)).headers["Location"].startswith("/sign-in")
    opened(ines, family.maya, 403)
    opened(people.agency_administrator(school), family.maya, 403)


def test_a_restricted_record_opens_to_those_on_its_list_only(
    family: Family, alice: Practitioner, sam: Practitioner, mira: Practitioner
) -> None:
    works_with(sam, family.maya, "social worker")
    restrict(person=family.maya, kind="staff", because="Niece of a colleague", readers=[mira], by=mira)
    for reader in (alice, sam):
        opened(reader, family.maya, 404)
    assert "Maya" in shown(mira, family.maya)


def test_of_a_relative_seen_through_the_family_only_who_they_are_and_how_to_reach_them_shows(
    family: Family, sam: Practitioner, school: Agency, alice: Practitioner
) -> None:
    family.brother.born_on, family.brother.born_on_is = dt.date(2020, 1, 1), "exact"
    family.brother.save()
    Detail.objects.create(person=family.brother, kind="disability", value="Uses a wheelchair", source="His mother")
    entry(alice, school, family.brother, what="Fell in the yard")
    works_with(alice, family.brother, "key person")
    works_with(sam, family.maya, "social worker")
    folk.related(family.maya, family.brother, Relationship.Kind.SIBLING)
    page = opened(sam, family.brother)
    assert "Leo Marsh" in words(page)
    assert "6 years old" in part(page, "who")
    assert all(part(page, anchor) == "" for anchor in (*STORY, "words"))
    for closed in ("wheelchair", "yard", "Alice", "Disability", "Write it down", "Note a call", '/consider"'):
        assert closed not in page.text
    assert "because they are family of somebody whose record you may see" in shown(sam, family.brother)


def test_a_protected_address_of_a_brother_shows_nowhere_not_even_through_those_who_live_there_too(
    family: Family, alice: Practitioner
) -> None:
    for person in (family.maya, family.mother):
        folk.lives_at(person, "Lantern House", "WZ9 9ZZ")
    folk.lives_at(family.brother, "Lantern House", "WZ9 9ZZ", is_protected=True)
    SafeContact.objects.create(person=family.mother, channel="post", value="Lantern House, WZ9 9ZZ", source="Told")
    page = opened(alice, family.maya)
    assert "Lantern" not in page.text
    assert "9ZZ" not in words(page)
    assert "rotected address" not in part(page, "home")
    assert "No address is shown here" in part(page, "home")


def test_a_protected_address_of_a_brother_whose_record_is_closed_stays_hidden_too(
    family: Family, alice: Practitioner, mira: Practitioner
) -> None:
    folk.lives_at(family.maya, "Lantern House", "WZ9 9ZZ")
    folk.lives_at(family.brother, "Lantern House", "WZ9 9ZZ", is_protected=True)
    restrict(person=family.brother, kind="high_risk", because="Somebody looks for him", readers=[mira], by=mira)
    page = opened(alice, family.maya)
    assert "Lantern" not in page.text
    assert "Leo" not in words(page)


def test_a_protected_address_shows_to_whom_that_part_is_open_and_is_not_printed(
    family: Family, sam: Practitioner, alice: Practitioner
) -> None:
    works_with(sam, family.maya, "social worker")
    folk.lives_at(family.maya, "Lantern House", "WZ9 9ZZ", is_protected=True)
    text = opened(sam, family.maya).text
    line = next(line for line in text.splitlines() if "Lantern House" in line)
    assert "rh-no-print" in line
    assert "Protected address" in line
    assert "Lantern" not in opened(alice, family.maya).text


def test_entries_are_those_that_the_chronology_shows(
    family: Family, alice: Practitioner, sam: Practitioner, charlie: Practitioner, school: Agency, social_care: Agency,
    leila: Practitioner,
) -> None:  # fmt: skip
    friend = folk.person("Zed Unrelated", agency=school, by=leila)
    for reader in (sam, charlie):
        works_with(reader, family.maya, "worker")
    entry(alice, school, family.maya, what="One")
    entry(alice, school, family.brother, family.maya, what="Filed first to her brother")
    entry(leila, school, friend, family.maya, what="Filed first to a friend")
    entry(sam, social_care, family.maya, what="By social care")
    strike(entry=entry(alice, school, family.maya, what="Wrong"), because="Wrong child", by=alice)
    for reader in (alice, leila, sam, charlie):
        fresh = people.fresh(reader)
        standing = {one.pk for one in entries_to_read(fresh, family.maya) if one.struck_at is None}
        assert {one.key for one in child_at_a_glance(fresh, family.maya.public_id).entries} == standing, reader


def test_what_the_system_saw_is_what_the_chronology_tells(
    family: Family, alice: Practitioner, bob: Practitioner, sam: Practitioner, school: Agency
) -> None:
    gone = works_with(bob, family.maya, "mentor")
    end_involvement(involvement=gone, on=dt.date(2025, 10, 1), because="He moved on", by=bob)
    works_with(sam, family.maya, "social worker")
    send(child=family.maya, from_agency=school, to="Hillview Nursery", how="By hand", by=alice)
    glance = child_at_a_glance(people.fresh(sam), family.maya.public_id)
    assert events_of(glance, dt.date.today()) == happenings(glance.reader, [glance.seen])


def test_of_an_adult_who_never_was_a_child_of_concern_the_record_opens(family: Family, alice: Practitioner) -> None:
    Person.objects.filter(pk=family.mother.pk).update(stage=Person.Stage.ADULT)
    response = client_of(alice).get(address(family.mother))
    assert response.status_code == 302
    assert response.headers["Location"].endswith(f"/records/{family.mother.public_id}")


def test_somebody_who_was_a_child_of_concern_keeps_the_page(
    family: Family, alice: Practitioner, school: Agency
) -> None:
    Person.objects.filter(pk=family.maya.pk).update(born_on=dt.date(2000, 1, 1), born_on_is="exact")
    entry(alice, school, family.maya)
    assert "What happened lately" in shown(alice, family.maya)


def test_an_unknown_address_gives_nothing(alice: Practitioner, family: Family) -> None:
    gone = family.maya
    gone.public_id = "00000000-0000-4000-8000-000000000000"
    opened(alice, gone, 404)


@pytest.mark.parametrize("days", [-1, 0])
def test_work_opens_the_page_to_its_last_day(family: Family, bob: Practitioner, days: int) -> None:
    gone = works_with(bob, family.maya, "mentor")
    end_involvement(involvement=gone, on=dt.date.today() + dt.timedelta(days=days), because="He moved on", by=bob)
    opened(bob, family.maya, 404 if days else 200)
