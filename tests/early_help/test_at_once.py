"""Two do the same at the same moment: a family has one early help in a team, and one plan."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import connection

from righthelp.agencies.models import Practitioner
from righthelp.agencies.tests import people
from righthelp.early_help.actions.opening import OpenAlready
from righthelp.early_help.models import EarlyHelp
from righthelp.early_help.tests import helping
from righthelp.people.models import Person
from righthelp.people.tests.conftest import Family
from righthelp.work.actions.passing import pass_on
from righthelp.work.models import PassedOn
from righthelp.work.passing import WHAT_HAPPENED, PassedChild, Passing
from righthelp.work.tests.working import team_of

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*changes: Callable[[], object]) -> list[type[Exception] | None]:
    """Make changes at the same moment, and give what each was refused with."""
    ready = threading.Barrier(len(changes))

    def make(change: Callable[[], object]) -> type[Exception] | None:
        ready.wait()
        try:
            change()
        except OpenAlready as refused:
            return type(refused)
        finally:
            connection.close()
        return None

    with ThreadPoolExecutor(len(changes)) as pool:
        return list(pool.map(make, changes))


def test_brother_and_sister_who_are_passed_on_at_once_come_together(
    family: Family, alice: Practitioner, mira: Practitioner
) -> None:
    record, team, agency = uuid4(), team_of(alice), team_of(mira).agency

    def passed(child: Person) -> Callable[[], object]:
        passing = Passing(
            from_room="front_door", from_id=record, children=[PassedChild(child)], agency=agency, team=team,
            texts={WHAT_HAPPENED: "They are tired"},
        )  # fmt: skip
        return lambda: pass_on(to="early_help", passing=passing, by=people.fresh(mira))

    assert at_once(passed(family.maya), passed(family.brother)) == [None, None]
    it = EarlyHelp.objects.get()
    assert {one.person for one in it.plan.children.all()} == {family.maya, family.brother}
    assert PassedOn.objects.filter(to_id=it.public_id).count() == 2


def test_of_two_who_open_it_for_the_same_child_at_once_the_second_is_led_to_the_first(
    family: Family, alice: Practitioner
) -> None:
    def opening() -> object:
        return helping.opened(people.fresh(alice), [family.maya])

    assert sorted(at_once(opening, opening), key=str) == sorted([None, OpenAlready], key=str)
    assert EarlyHelp.objects.count() == 1
