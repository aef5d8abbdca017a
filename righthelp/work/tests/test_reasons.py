"""Working with a child opens the child's record, for as long as the work lasts and no further."""

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.utils import timezone

from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people
from righthelp.agencies.tests.people import fresh
from righthelp.people.actions import break_glass, restrict
from righthelp.people.caseload import worked_with
from righthelp.people.models import Person
from righthelp.people.reasons import Part
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family
from righthelp.work.actions import arrange_cover, end_cover, end_involvement
from righthelp.work.policies import agencies_to_involve, may_arrange_cover
from righthelp.work.tests.working import sees, team_of, why, works_with

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 6)


@pytest.fixture(autouse=True)
def _on_a_friday() -> Iterator[None]:
    with time_machine.travel(dt.datetime(2026, 3, 6, 12, tzinfo=dt.UTC), tick=False):
        yield


def may_involve(by: Practitioner, child: Person, agency: Agency) -> bool:
    seen = sees(by, child)
    return agency in agencies_to_involve(by, child, seen.reasons if seen else ())


@pytest.fixture
def child(db: None) -> Person:
    """Give a child whose record is the partnership's."""
    return folk.person("Nadia Petrescu")


def test_whoever_works_with_a_child_sees_the_record_and_colleagues_do_not(
    bob: Practitioner, charlie: Practitioner, leila: Practitioner, child: Person, alice: Practitioner
) -> None:
    works_with(bob, child)
    assert why(bob, child) == ["You work with this child: class teacher"]
    assert [sees(reader, child) for reader in (alice, leila, charlie)] == [None, None, None]


def test_before_the_first_day_and_after_the_last_it_is_closed(bob: Practitioner, child: Person) -> None:
    involvement = works_with(bob, child, since=TODAY + dt.timedelta(days=1))
    assert sees(bob, child) is None
    with time_machine.travel(dt.datetime(2026, 3, 7, 9, tzinfo=dt.UTC), tick=False):
        assert sees(bob, child)
        end_involvement(involvement=involvement, on=timezone.localdate(), because="Moved class", by=bob)
        assert sees(bob, child)
    with time_machine.travel(dt.datetime(2026, 3, 8, 9, tzinfo=dt.UTC), tick=False):
        assert sees(bob, child) is None


def test_whoever_left_the_agency_sees_nothing_more(bob: Practitioner, child: Person) -> None:
    works_with(bob, child)
    bob.memberships.update(ends_on=TODAY - dt.timedelta(days=1))
    assert sees(bob, child) is None


def test_a_partner_agency_sees_the_everyday_parts_and_social_care_what_is_protected(
    bob: Practitioner, sam: Practitioner, child: Person
) -> None:
    works_with(bob, child)
    works_with(sam, child, "social worker")
    at_school, in_social_care = sees(bob, child), sees(sam, child)
    assert at_school
    assert in_social_care
    assert [seen.opens(Part.PROTECTED) for seen in (at_school, in_social_care)] == [False, True]
    assert [seen.opens(Part.STORY) for seen in (at_school, in_social_care)] == [True, True]
    assert not in_social_care.opens(Part.ADOPTION)


def test_a_manager_sees_the_children_of_the_team_and_no_others(
    social_care: Agency, sam: Practitioner, mira: Practitioner, child: Person
) -> None:
    works_with(sam, child, "social worker")
    assert why(mira, child) == ["Sam Okafor, whom you manage, works with this child"]
    other_team = social_care.teams.create(name="Court team")
    elsewhere = people.worker(social_care, "social_worker", "Rosa Lund")
    elsewhere.memberships.update(team=other_team)
    not_hers = folk.person("Omar Farah")
    works_with(fresh(elsewhere), not_hers, "social worker")
    assert sees(mira, not_hers) is None


def test_whoever_stands_in_sees_the_children_for_those_days_only(
    bob: Practitioner, alice: Practitioner, child: Person
) -> None:
    works_with(bob, child)
    monday, tuesday = TODAY + dt.timedelta(days=3), TODAY + dt.timedelta(days=4)
    cover = arrange_cover(absent=bob, covering=alice, team=team_of(bob), starts_on=monday, ends_on=tuesday, by=bob)
    assert sees(alice, child) is None
    with time_machine.travel(dt.datetime(2026, 3, 10, 9, tzinfo=dt.UTC), tick=False):
        assert why(alice, child) == ["You stand in for Bob Baker until 10 March 2026"]
        end_cover(cover=cover, by=bob)
        assert sees(alice, child) is None


def test_standing_in_or_managing_opens_nothing_restricted(
    sam: Practitioner, mira: Practitioner, ines: Practitioner, social_care: Agency, child: Person
) -> None:
    rosa = people.worker(social_care, "social_worker", "Rosa Lund")
    works_with(sam, child, "social worker")
    arrange_cover(absent=sam, covering=rosa, team=team_of(sam), starts_on=TODAY, ends_on=TODAY, by=sam)
    assert sees(rosa, child)
    restrict(person=child, kind="high_risk", because="Threats", readers=[ines], by=mira)
    assert [sees(reader, child) for reader in (rosa, mira, sam)] == [None, None, None]
    assert sees(ines, child)


def test_nobody_comes_to_a_record_by_saying_that_they_work_with_the_child(
    school: Agency, social_care: Agency, alice: Practitioner, bob: Practitioner, leila: Practitioner,
    charlie: Practitioner, sam: Practitioner, mira: Practitioner, family: Family,
) -> None:  # fmt: skip
    at_school = [may_involve(fresh(one), family.maya, school) for one in (alice, bob, leila, charlie)]
    assert at_school == [True, False, True, False]
    assert not may_involve(alice, family.maya, social_care)
    in_social_care = [may_involve(fresh(one), family.maya, social_care) for one in (sam, mira)]
    assert in_social_care == [False, True]


def test_an_emergency_or_a_few_days_of_cover_do_not_become_lasting_by_adding_oneself(
    school: Agency, social_care: Agency, alice: Practitioner, bob: Practitioner, sam: Practitioner, child: Person
) -> None:
    works_with(bob, child)
    arrange_cover(absent=bob, covering=alice, team=team_of(bob), starts_on=TODAY, ends_on=TODAY, by=bob)
    break_glass(person=child, because="He may be in danger tonight", by=sam)
    for reader, agency in ((alice, school), (sam, social_care)):
        assert sees(reader, child)
        assert not may_involve(reader, child, agency)
    assert may_involve(bob, child, school)


def test_a_manager_who_stands_in_too_reads_as_the_manager(
    sam: Practitioner, mira: Practitioner, social_care: Agency, child: Person
) -> None:
    works_with(sam, child, "social worker")
    arrange_cover(absent=sam, covering=mira, team=team_of(sam), starts_on=TODAY, ends_on=TODAY, by=mira)
    assert why(mira, child) == ["Sam Okafor, whom you manage, works with this child"]
    assert may_involve(mira, child, social_care)


def test_seeing_a_relative_is_not_enough_to_put_oneself_to_them(
    school: Agency, alice: Practitioner, family: Family
) -> None:
    aunt = folk.person("Ida Lindqvist")
    folk.related(family.maya, aunt, "aunt_or_uncle")
    assert sees(alice, aunt)
    assert not may_involve(alice, aunt, school)


def test_cover_is_arranged_by_oneself_a_lead_or_a_manager(
    school: Agency, social_care: Agency, alice: Practitioner, bob: Practitioner, leila: Practitioner,
    charlie: Practitioner, sam: Practitioner, mira: Practitioner,
) -> None:  # fmt: skip
    team = team_of(bob)
    assert [may_arrange_cover(one, bob, team) for one in (bob, alice, leila, charlie)] == [
        True,
        False,
        True,
        False,
    ]
    assert [may_arrange_cover(one, sam, team_of(sam)) for one in (sam, mira, leila)] == [True, True, False]


def test_own_children_are_those_of_ones_own_work_and_of_cover_today_not_of_team_or_agency(
    alice: Practitioner, bob: Practitioner, leila: Practitioner, child: Person, school: Agency
) -> None:
    def theirs(reader: Practitioner) -> list[Person]:
        return list(Person.objects.filter(worked_with(fresh(reader))))

    work = works_with(bob, child)
    assert [theirs(reader) for reader in (bob, alice, leila)] == [[child], [], []]
    arrange_cover(absent=bob, covering=alice, team=team_of(bob), starts_on=TODAY, ends_on=TODAY, by=leila)
    assert theirs(alice) == [child]
    with time_machine.travel(dt.datetime(2026, 3, 9, 12, tzinfo=dt.UTC), tick=False):
        assert theirs(alice) == []
        end_involvement(involvement=work, on=TODAY, because="x", by=bob)
        assert theirs(bob) == []
