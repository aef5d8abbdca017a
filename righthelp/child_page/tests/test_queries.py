"""The page needs few queries: 15 at most, whoever opens it and however much stands on it."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from righthelp.agencies.models import Agency, Practitioner
from righthelp.child_page.tests.glance import address, part
from righthelp.chronology.tests.pages import entry
from righthelp.considerations.tests.thinking import decided, thought
from righthelp.people.models import ParentSearch, Person
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family
from righthelp.work.actions import begin_episode, involve_by_name, send
from righthelp.work.tests.working import client_of, team_of, works_with

MOST = 15


@pytest.fixture
def opens_in_few(django_assert_max_num_queries: Any) -> Callable[[Practitioner, Person], Any]:
    """Open the page in a browser that was here before, and count."""

    def opens(person: Practitioner, child: Person) -> Any:
        client, path = client_of(person), address(child)
        client.get(path)
        with django_assert_max_num_queries(MOST):
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
    request: pytest.FixtureRequest, much: Family, opens_in_few: Callable[[Practitioner, Person], Any], who: str
) -> None:
    page = opens_in_few(request.getfixturevalue(who), much.maya)
    assert "Why level 1" in part(page, "level")
    assert "Helen Marsh" in part(page, "people")
    assert "I like toast" in part(page, "words")
    assert "NOT SENT" in part(page, "work")


def test_a_child_with_nothing_on_file_opens_in_few(
    alice: Practitioner, school: Agency, opens_in_few: Callable[[Practitioner, Person], Any]
) -> None:
    assert opens_in_few(alice, folk.person("", agency=school, by=alice)).status_code == 200
