"""Choosing real children: at the start, from a record, for one more child, and for a label that has a record now."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people
from righthelp.audit.queries import looks_at
from righthelp.considerations.models import Consideration, ConsideredChild
from righthelp.considerations.set_by import set_by, taken_up
from righthelp.considerations.tests.pages import address, client_of, goes_to, hidden, send, shown
from righthelp.considerations.tests.test_real_children import adopted, edition_on_file
from righthelp.considerations.tests.test_start import decide_on, draft, nothing_changes
from righthelp.considerations.tests.thinking import decided, thought
from righthelp.people.models import FamilyDraft, Person
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family
from righthelp.work.actions import arrange_cover
from righthelp.work.tests.working import team_of, works_with

pytestmark = pytest.mark.django_db
START = "/considerations/start"
WORRY = {"worry": "She is tired.", "path": "short"}


@pytest.fixture
def browser(alice: Practitioner, family: Family) -> Client:
    """Give Alice's browser, who works with Maya, seven."""
    adopted(alice)
    born(family.maya, 7)
    works_with(alice, family.maya)
    return client_of(people.fresh(alice))


def born(person: Person, years: int) -> None:
    person.born_on = timezone.localdate() - dt.timedelta(days=round(years * 365.25) + 40)
    person.born_on_is = Person.Certainty.EXACT
    person.save()


def key(person: Person) -> str:
    return str(person.public_id)


def from_record(person: Person) -> str:
    return reverse("record_consider", args=[person.public_id])


def test_the_children_somebody_works_with_are_listed_by_name_and_age_and_no_others(
    browser: Client, family: Family, bob: Practitioner
) -> None:
    works_with(bob, folk.person("Zoe Quinn", agency=family.maya.agency, by=bob))
    text = shown(browser, START)
    assert "Maya Lindqvist, 7 years old" in text
    assert "Zoe Quinn" not in text
    assert "Ana Lindqvist" not in text
    assert str(family.maya.born_on.year if family.maya.born_on else "") not in text


def test_a_child_whose_worker_one_stands_in_for_is_listed_for_these_days(
    browser: Client, family: Family, alice: Practitioner, bob: Practitioner
) -> None:
    zoe = folk.person("Zoe Quinn", agency=family.maya.agency, by=bob)
    born(zoe, 9)
    works_with(bob, zoe)
    today = timezone.localdate()
    until = today + dt.timedelta(days=3)
    arrange_cover(absent=bob, covering=alice, team=team_of(bob), starts_on=today, ends_on=until, by=bob)
    assert "Zoe Quinn, 9 years old" in shown(browser, START)
    send(browser, START, **WORRY, people=[key(zoe)], children="")
    assert ConsideredChild.objects.get().person == zoe
    with time_machine.travel(timezone.now() + dt.timedelta(days=4)):
        assert "Zoe Quinn" not in shown(client_of(people.fresh(alice)), START)


def test_children_whom_somebody_added_are_listed_with_no_work_and_grown_ups_are_not(
    browser: Client, family: Family, alice: Practitioner, bob: Practitioner
) -> None:
    for name, years in (("Ivy Frost", 3), ("Noa Frost", 17), ("Olga Frost", 18), ("Rosa Frost", 40)):
        born(folk.person(name, agency=family.maya.agency, by=alice), years)
    born(folk.person("Tom Reed", agency=family.maya.agency, by=bob), 3)
    text = shown(browser, START)
    assert "Ivy Frost, 3 years old" in text
    assert "Noa Frost, 17 years old" in text
    for other in ("Olga Frost", "Rosa Frost", "Tom Reed"):
        assert other not in text


@pytest.mark.requirement("BN-034", "BP-013", "BP-014")
def test_whoever_is_worked_with_is_listed_from_before_birth_to_the_twenty_fifth_birthday(
    browser: Client, alice: Practitioner, school: Agency
) -> None:
    due = timezone.localdate() + dt.timedelta(days=90)
    works_with(alice, folk.person("Bean Frost", agency=school, by=alice, due=due))
    for name, years in (("Noa Frost", 17), ("Olga Frost", 24), ("Rosa Frost", 25)):
        one = folk.person(name, agency=school, by=alice)
        born(one, years)
        works_with(alice, one)
    text = shown(browser, START)
    for listed in ("Bean Frost, not born yet", "Noa Frost, 17 years old", "Olga Frost, 24 years old"):
        assert listed in text
    assert "Rosa Frost" not in text


def test_brothers_and_sisters_of_a_family_draft_are_listed_though_nobody_knows_their_age(
    browser: Client, family: Family, alice: Practitioner, school: Agency
) -> None:
    concern, sister, mother = (folk.person(f"{one} Frost", agency=school, by=alice) for one in ("Ivy", "Noa", "Rosa"))
    folk.related(concern, sister, "sibling")
    folk.related(concern, mother)
    FamilyDraft.objects.create(owner=alice, agency=school, sealed_text=b"", saved_as=concern)
    text = shown(browser, START)
    assert "Ivy Frost" in text
    assert "Noa Frost" in text
    assert "Rosa Frost" not in text


def test_of_more_than_fit_those_whom_one_works_with_come_first(
    browser: Client, family: Family, alice: Practitioner, bob: Practitioner, django_assert_max_num_queries: Any
) -> None:
    for number in range(51):
        born(folk.person(f"Ivy{number} Frost", agency=family.maya.agency, by=alice), 3)
    works_with(bob, family.brother)
    today = timezone.localdate()
    arrange_cover(absent=bob, covering=alice, team=team_of(bob), starts_on=today, ends_on=today, by=bob)
    browser.get(START)
    with django_assert_max_num_queries(15):
        page: Any = browser.get(START)
    assert page.text.count('name="people"') == 50
    assert "Leo Marsh" in page.text
    assert "Maya Lindqvist" in page.text


def test_started_with_a_child_on_file_and_one_by_a_label(browser: Client, family: Family) -> None:
    send(browser, START, **WORRY, people=[key(family.maya)], children="her cousin")
    it = Consideration.objects.get()
    assert [(one.label, one.person) for one in it.children.all()] == [
        ("Maya Lindqvist", family.maya), ("her cousin", None),
    ]  # fmt: skip
    assert looks_at(family.maya)[0].page == "named in a consideration"


@pytest.mark.parametrize("children", ["", " \n"])
def test_at_least_one_child_is_asked_for(browser: Client, children: str) -> None:
    with nothing_changes():
        assert "Choose a child, or enter initials or a label" in send(browser, START, **WORRY, children=children).text


def test_more_than_fit_are_refused(browser: Client, family: Family) -> None:
    labels = "\n".join(f"Child {number}" for number in range(12))
    with nothing_changes():
        page = send(browser, START, **WORRY, people=[key(family.maya)], children=labels)
    assert "Choose 12 children at most" in page.text


def test_a_child_whose_record_is_closed_cannot_be_named_and_nothing_says_that_there_is_one(
    browser: Client, family: Family, charlie: Practitioner
) -> None:
    stranger = folk.person("Zoe Quinn", agency=charlie.memberships_now[0].team.agency, by=charlie)
    folk.related(family.maya, stranger, "sibling")  # seen through the family: who she is, and no more
    for chosen in (key(stranger), "nonsense", "c77244cc-4d56-4d38-9584-424c5e74785e"):
        with nothing_changes():
            page = send(browser, START, **WORRY, people=[chosen], children="")
        assert "Choose from the answers on this page" in page.text
        assert "Zoe" not in page.text
    assert browser.get(from_record(stranger)).status_code == 404


def test_from_a_record_the_child_is_chosen_and_brothers_and_sisters_are_offered(
    browser: Client, family: Family
) -> None:
    path = from_record(family.maya)
    assert path in browser.get(reverse("record", args=[family.maya.public_id])).text
    page = browser.get(path).text
    assert "Leo Marsh Brother or sister: also think about this child?" in shown(browser, path)
    assert page.count(" checked") == 2  # Maya, and the short path
    send(browser, path, **WORRY, people=[key(family.maya), key(family.brother)], children="")
    named = ConsideredChild.objects.values_list("person", flat=True)
    assert set(named) == {family.maya.pk, family.brother.pk}


def test_a_worry_survives_the_way_to_a_record_and_back(browser: Client, family: Family) -> None:
    page: Any = browser.post(START, {"text": "He is <b>quiet</b>."})
    going = browser.post(START, {**hidden(page.text), "worry": "He is <b>quiet</b>.", "find": "yes"})
    assert goes_to(going, reverse("record_find"))
    assert Consideration.objects.count() == 0
    assert "quiet" not in str(browser.session.items())
    for path in (from_record(family.brother), START):
        assert "He is &lt;b&gt;quiet&lt;/b&gt;.</textarea>" in browser.get(path).text
    send(browser, from_record(family.brother), **WORRY, people=[key(family.brother)], children="")
    assert "quiet" not in browser.get(START).text


def test_what_was_set_by_is_kept_for_an_hour() -> None:
    request = HttpRequest()
    request.session = {}  # type: ignore[assignment]
    assert set_by(request, {"worry": "He is quiet.", "path": ""})
    assert taken_up(request) == {"worry": "He is quiet."}
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=61)):
        assert taken_up(request) == {}


def test_what_is_too_long_to_be_kept_stays_on_the_page(browser: Client) -> None:
    page = browser.post(START, {**hidden(browser.get(START).content.decode()), "worry": "x" * 100_001, "find": "yes"})
    assert page.status_code == 200
    assert "too long to be kept while you look" in page.content.decode()
    assert "xxxx" in page.content.decode()


def test_another_child_by_the_record_or_by_a_label(browser: Client, family: Family, alice: Practitioner) -> None:
    it = draft("J", by=alice)
    path = address("child_add", it)
    assert "Choose a child, or “Another child”" in send(browser, path, label="K").text
    assert "take this label out" in send(browser, path, person=key(family.maya), label="K").text
    assert "Enter initials or a label for the child" in send(browser, path, person="another", label="").text
    assert goes_to(send(browser, path, person=key(family.maya), label=""), address("consideration", it))
    assert send(browser, path, person="another", label="K").status_code == 302
    assert "Maya Lindqvist" not in shown(browser, path)
    assert [(one.label, one.person) for one in it.children.all()] == [
        ("J", None), ("Maya Lindqvist", family.maya), ("K", None),
    ]  # fmt: skip


def test_a_record_that_was_found_is_brought_back_to_add_the_child(
    browser: Client, family: Family, alice: Practitioner
) -> None:
    it = draft("J", by=alice)
    path = address("child_add", it)
    assert goes_to(browser.post(path, {"find": "yes"}), reverse("record_find"))
    text = browser.get(from_record(family.brother)).text
    assert f'action="{path}"' in text
    page: Any = browser.post(path, {"found": key(family.brother)})
    assert "Leo Marsh" in page.text
    assert "There is a problem" not in page.text
    browser.post(path, {**hidden(page.text), "person": key(family.brother), "label": ""})
    assert it.children.get(label="Leo Marsh").person == family.brother
    assert f'action="{path}"' not in browser.get(from_record(family.brother)).text


def test_a_label_has_a_record_now_also_after_a_decision(browser: Client, family: Family, alice: Practitioner) -> None:
    it = draft("J", by=alice)
    child = it.children.get()
    decide_on(child)
    path = address("child_record", child)
    assert path in browser.get(address("consideration", it)).text
    assert goes_to(browser.post(path, {"find": "yes"}), reverse("record_find"))
    assert f'action="{path}"' in browser.get(from_record(family.maya)).text
    assert goes_to(send(browser, path, person=key(family.maya)), address("consideration", it))
    child.refresh_from_db()
    assert (child.person, child.label) == (family.maya, "J")
    assert goes_to(browser.get(path), address("consideration", it))


def test_a_record_of_another_child_here_is_refused_at_the_field(
    browser: Client, family: Family, alice: Practitioner
) -> None:
    it = draft("J", "K", by=alice)
    one, other = it.children.all()
    filled = {**hidden(browser.get(address("child_record", other)).content.decode()), "person": key(family.maya)}
    send(browser, address("child_record", one), person=key(family.maya))
    with nothing_changes():
        page: Any = browser.post(address("child_record", other), filled)
    assert "Choose one of the answers" in page.text


def test_taken_back_with_a_reason_that_stays_to_be_read(browser: Client, family: Family, alice: Practitioner) -> None:
    child = thought(alice, edition_on_file(), family.maya)
    path, home = address("child_record_wrong", child), address("consideration", child.consideration)
    assert "Write why this is not the child’s record" in send(browser, path, because="").text
    assert goes_to(send(browser, path, because="It is her cousin."), home)
    assert goes_to(browser.get(path), home)
    assert "by mistake: It is her cousin." in shown(browser, address("child_record", child))


@pytest.mark.requirement("SF-049")
def test_how_old_a_child_on_file_is_nobody_is_asked(browser: Client, family: Family, alice: Practitioner) -> None:
    child = thought(alice, edition_on_file(), family.maya)
    path = address("child_life", child)
    text = shown(browser, path)
    assert "How old is this child?" not in text
    assert "Age: 5 to 11." in text
    assert "Does a parent or carer protect the child from this harm?" in text
    assert send(browser, path, life_now="She reads.").status_code == 302
    child.refresh_from_db()
    assert (child.age, child.life_now) == ("middle", "She reads.")
    unknown = thought(alice, edition_on_file(), family.brother)
    assert "How old is this child?" in shown(browser, address("child_life", unknown))


@pytest.mark.requirement("SF-003", "SF-040", "BN-008")
def test_the_movement_of_a_child_on_file_goes_through_all_that_was_decided(
    browser: Client, family: Family, alice: Practitioner, bob: Practitioner
) -> None:
    works_with(bob, family.maya, "mentor")
    decided(thought(bob, edition_on_file(), family.maya), 3, days_ago=9)
    decided(thought(bob, edition_on_file(), family.brother), 4, days_ago=5)
    now = thought(alice, edition_on_file(), family.maya)
    decided(now, 2)
    text = shown(browser, address("consideration", now.consideration))
    table = text.partition("Movement along the levels")[2].partition("What the guidance")[0]
    assert "Why level 3" in table
    assert "Why level 2" in table
    assert "Why level 4" not in text


def test_without_a_reason_of_ones_own_levels_of_others_stay_out_of_the_movement(
    browser: Client, family: Family, alice: Practitioner, bob: Practitioner
) -> None:
    zoe = folk.person("Zoe Quinn", agency=family.maya.agency, by=bob)
    decided(thought(bob, edition_on_file(), zoe), 3, days_ago=9)
    mine = thought(alice, edition_on_file(), zoe)
    decided(mine, 2)
    assert "Why level 3" not in shown(browser, address("consideration", mine.consideration))


def test_few_queries_with_real_children(
    browser: Client, family: Family, alice: Practitioner, bob: Practitioner, django_assert_max_num_queries: Any
) -> None:
    works_with(bob, family.maya, "mentor")
    decided(thought(bob, edition_on_file(), family.maya, family.brother), 3, days_ago=9)
    it = thought(alice, edition_on_file(), family.maya, family.brother).consideration
    by_label = it.children.create(label="K", position=2)
    paths = [START, from_record(family.maya), address("child_add", it), address("child_record", by_label)]
    paths += [address("consideration", it), "/considerations", address("child_life", it.children.all()[0])]
    for path in paths:
        browser.get(path)
        with django_assert_max_num_queries(15, info=path):
            assert browser.get(path).status_code == 200
