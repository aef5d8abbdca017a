"""What the chronology tells of plans: that they were agreed and reviewed, never what they say."""

import datetime as dt

import pytest
from django.utils import timezone

from righthelp.agencies.models import Practitioner
from righthelp.people.access import person_to_read
from righthelp.people.actions import restrict
from righthelp.people.happenings import happenings
from righthelp.people.models import Person
from righthelp.people.tests.conftest import Family
from righthelp.plans.actions.putting_right import strike_review
from righthelp.plans.models import Meeting, Plan, PlanVersion, Review
from righthelp.plans.tests.planning import SINCE

TOLD = ("Early help plan agreed", "Early help plan reviewed", "Team around the family: a meeting was held")


def told_of(person: Person, reader: Practitioner) -> list[str]:
    fresh = Practitioner.objects.get(pk=reader.pk)
    return [one.what for one in happenings(fresh, [person_to_read(fresh, person.public_id, page="test")])]


@pytest.fixture
def happened(plan: Plan, alice: Practitioner) -> Plan:
    PlanVersion.objects.create(
        plan=plan, number=1, agreed_on=SINCE, agreed_with="Ana", understood_how="She said it back", written={},
        noted_by=alice,
    )  # fmt: skip
    Review.objects.create(
        plan=plan, reviewed_on=SINCE + dt.timedelta(days=30), changed="Secret words", do_next="Go on",
        next_on=SINCE + dt.timedelta(days=60), reviewed_by=alice,
    )  # fmt: skip
    at = dt.datetime(2026, 2, 10, 15, tzinfo=dt.UTC)
    Meeting.objects.create(
        plan=plan, kind="team_around_family", planned_for=at, purpose="See how it goes", called_by=alice, held_at=at,
        written_by=alice, written_at=timezone.now(),
    )  # fmt: skip
    return plan


def test_the_chronology_tells_when_a_plan_was_agreed_reviewed_and_met_about(
    happened: Plan, family: Family, alice: Practitioner
) -> None:
    told = told_of(family.maya, alice)
    assert set(TOLD) <= set(told)
    assert not [what for what in told if "Secret" in what]


def test_the_chronology_does_not_tell_of_a_review_that_is_struck_through(
    happened: Plan, family: Family, alice: Practitioner
) -> None:
    strike_review(review=happened.reviews.get(), because="Of another family", by=alice)
    assert set(TOLD) - set(told_of(family.maya, alice)) == {TOLD[1]}


def test_what_was_before_a_child_came_into_the_plan_or_after_they_left_it_is_not_told_of_them(
    happened: Plan, family: Family, alice: Practitioner
) -> None:
    brother = happened.children.filter(person=family.brother)
    brother.update(added_at=timezone.now() + dt.timedelta(days=1))
    assert not set(TOLD) & set(told_of(family.brother, alice))
    brother.update(
        added_at=timezone.now() - dt.timedelta(days=1), left_on=SINCE - dt.timedelta(days=1), left_because="Moved"
    )
    assert not set(TOLD) & set(told_of(family.brother, alice))
    brother.update(left_on=SINCE)
    assert TOLD[0] in told_of(family.brother, alice)
    assert set(TOLD) <= set(told_of(family.maya, alice))


def test_nothing_is_told_of_a_plan_that_is_shut_because_a_brothers_record_is_restricted(
    happened: Plan, family: Family, alice: Practitioner, mira: Practitioner
) -> None:
    restrict(person=family.brother, kind="high_risk", because="He is in hiding", readers=[mira], by=mira)
    assert not set(TOLD) & set(told_of(family.maya, alice))
