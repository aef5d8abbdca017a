"""The page needs few queries: 15 at most, whoever opens it and however much stands on it."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from righthelp.agencies.models import Agency, Practitioner
from righthelp.child_page.tests.glance import part
from righthelp.chronology.tests.pages import entry
from righthelp.considerations.tests.thinking import decided, thought
from righthelp.people.actions import state_identity
from righthelp.people.models import ParentSearch, Person
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family
from righthelp.work.actions import begin_episode, involve_by_name, send
from righthelp.work.tests.working import client_of, team_of, works_with

MOST = 15
MOST_OF_TWO_RECORDS = 17  # what is stated of them is read before anybody is asked for, and each look is logged


@pytest.fixture
def opens_in_few(django_assert_max_num_queries: Any) -> Callable[..., Any]:
    """Open a page about a child in a browser that was here before, and count."""

    def opens(person: Practitioner, child: Person, name: str = "child", most: int = MOST) -> Any:
        client, path = client_of(person), reverse(name, args=[child.public_id])
        client.get(path)
        with django_assert_max_num_queries(most, info=name):
            return client.get(path)

    return opens


@pytest.fixture
def much(
    guidance: dict[str, Any], family: Family, school: Agency, alice: Practitioner, bob: Practitioner, sam: Practitioner
) -> Family:
    """Give Maya two parents, two siblings, five workers, ten entries, three levels, work, a search, words, a draft."""
    sister = folk.person("Ida Lindqvist", agency=school, by=alice)
    for parent in (family.mother, family.father):
        folk.related(sister, parent)
    for one in (family.maya, family.mother, family.brother, sister):
        folk.lives_at(one)
    for person in (alice, bob, sam):
        works_with(person, family.maya, "worker")
    for name in ("Helen Marsh", "Ivo Brandt"):
        involve_by_name(
            child=family.maya, name=name, organisation="Surgery", phone="", role="GP", starts_on=dt.date(2025, 1, 1),
            by=alice,
        )  # fmt: skip
    for number in range(10):
        children = [family.maya, family.brother] if number % 2 else [family.brother, family.maya]
        entry(alice, school, *children, happened_on=dt.date(2025, 2, 1 + number))
    for person in (alice, sam):
        child = thought(person, guidance["bathnes"], family.maya, words="I like toast.", words_readers="workers")
        for number in (3, 2, 1):
            decided(child, number, days_ago=number * 10)
        thought(person, guidance["bathnes"], family.maya)
    begin_episode(
        child=family.maya, team=team_of(alice), kind="agency_support", aim="Breakfast", begun_on=dt.date(2025, 9, 1),
        by=alice,
    )  # fmt: skip
    ParentSearch.objects.create(
        child=family.maya, who="Father", asked_on=dt.date(2025, 9, 1), tried="Asked", noted_by=alice
    )
    send(child=family.maya, from_agency=school, to="Hillview Nursery", how="By hand", by=alice)
    return family


@pytest.mark.parametrize("who", ["alice", "sam"])
def test_a_child_with_much_on_file_opens_in_few(
    request: pytest.FixtureRequest, much: Family, opens_in_few: Callable[..., Any], who: str
) -> None:
    page = opens_in_few(request.getfixturevalue(who), much.maya)
    assert "Why level 1" in part(page, "level")
    assert "Helen Marsh" in part(page, "people")
    assert "I like toast" in part(page, "words")
    assert "NOT SENT" in part(page, "work")


def test_a_child_with_nothing_on_file_opens_in_few(
    alice: Practitioner, school: Agency, opens_in_few: Callable[..., Any]
) -> None:
    assert opens_in_few(alice, folk.person("", agency=school, by=alice)).status_code == 200


@pytest.mark.parametrize("name", ["child", "record", "record_chronology", "record_genogram"])
@pytest.mark.parametrize("who", ["alice", "sam"])
def test_a_child_and_a_mother_with_two_records_each_open_in_few(
    request: pytest.FixtureRequest, much: Family, alice: Practitioner, school: Agency,
    opens_in_few: Callable[..., Any], who: str, name: str,
) -> None:  # fmt: skip
    again = [folk.person(called, agency=school, by=alice) for called in ("Maja Lindqvist", "Annie Lindqvist")]
    folk.related(again[0], again[1])
    for one, other in zip((much.maya, much.mother), again, strict=True):
        state_identity(one=one, other=other, is_same=True, because="She says so", by=alice)
        folk.lives_at(other)
    entry(alice, school, again[0], what="On the other record")
    assert opens_in_few(request.getfixturevalue(who), much.maya, name, MOST_OF_TWO_RECORDS).status_code == 200
