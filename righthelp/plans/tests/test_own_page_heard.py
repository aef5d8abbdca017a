"""What families write on their own pages: who hears of it, and who is told that it waits."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.models import Membership, Practitioner
from righthelp.agencies.tests import people
from righthelp.messages.models import Mail, Notice
from righthelp.people.actions import restrict
from righthelp.people.tests.conftest import Family
from righthelp.plans.actions import end_plan
from righthelp.plans.actions.family import (
    Made,
    note_said_read,
    say,
)
from righthelp.plans.family_notices import remind_of_unread
from righthelp.plans.models import FamilySaid, Plan
from righthelp.plans.tests import papering
from righthelp.plans.tests.opening import at, enter, page_for, pages, ticket
from righthelp.plans.tests.papering import NOW, Papered
from righthelp.work.models import Cover, Involvement
from righthelp.work.tests.working import hidden, team_of


@pytest.fixture(autouse=True)
def clock() -> Any:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def it(plan: Plan, family: Family, alice: Practitioner) -> Papered:
    return papering.papered(plan, family, alice)


@pytest.fixture
def made(it: Papered, alice: Practitioner) -> Made:
    return page_for(it, it.father, alice)


@pytest.fixture
def hers(client: Client, alice: Practitioner) -> Client:
    return people.sign_in(client, alice)


def told(title: str = "Somebody of a family wrote on their own page") -> set[str]:
    return set(Notice.objects.filter(title=title).values_list("to__name", flat=True))


def test_whoever_stands_in_for_the_lead_hears_what_was_written(
    made: Made, alice: Practitioner, bob: Practitioner
) -> None:
    days = {"starts_on": NOW.date(), "ends_on": NOW.date()}
    Cover.objects.create(absent=alice, covering=bob, team=team_of(alice), arranged_by=alice, **days)
    say(link=made.link, text="He is back", wants_talk=True)
    assert told() == {alice.name, bob.name}


@pytest.mark.parametrize("why", ["nobody leads", "cannot sign in"])
def test_where_no_lead_can_hear_it_those_who_answer_for_the_plan_do(
    why: str, made: Made, alice: Practitioner, leila: Practitioner
) -> None:
    if why == "nobody leads":
        Involvement.objects.filter(leads=True).update(ends_on=dt.date(2026, 3, 1), ended_because="Moved")
    else:
        Membership.objects.filter(practitioner=alice).update(ended_at=NOW, ends_on=dt.date(2026, 3, 1))
    say(link=made.link, text="He is back", wants_talk=True)
    assert told() == {leila.name}


def test_where_nobody_answers_for_the_plan_whoever_began_it_hears(
    made: Made, alice: Practitioner, leila: Practitioner
) -> None:
    Involvement.objects.filter(leads=True).update(ends_on=dt.date(2026, 3, 1), ended_because="Moved")
    Membership.objects.filter(practitioner=leila).update(ended_at=NOW, ends_on=dt.date(2026, 3, 1))
    say(link=made.link, text="He is back", wants_talk=True)
    assert told() == {alice.name}


def test_whoever_writes_is_told_that_it_was_sent_only_where_somebody_hears_of_it(made: Made, family: Family) -> None:
    first = Client().post(at(made), {"ticket": ticket(enter(made)), "text": "He is back"})
    assert "It was sent to the people who look after your plan" in first.text
    Membership.objects.update(ended_at=NOW, ends_on=dt.date(2026, 3, 1))
    second = Client().post(at(made), {"ticket": ticket(enter(made)), "text": "Please ring me"})
    assert "there is nobody we could tell now" in second.text
    assert "It was sent" not in second.text
    assert FamilySaid.objects.count() == 2


UNREAD = "Somebody of a family wrote on their own page, and nobody has read it yet"


def test_what_nobody_read_for_a_working_day_is_told_once_to_those_who_answer_too(
    made: Made, clock: Any, alice: Practitioner, leila: Practitioner
) -> None:
    say(link=made.link, text="He is back", wants_talk=True)
    clock.shift(dt.timedelta(days=1, hours=1))
    assert remind_of_unread(timezone.now()) == 0
    clock.shift(dt.timedelta(days=1))
    assert [remind_of_unread(timezone.now()), remind_of_unread(timezone.now())] == [2, 0]
    assert told(UNREAD) == {alice.name, leila.name}
    assert "back" not in "".join(one.text for one in Mail.objects.all())


def test_what_was_read_is_not_reminded_of_nor_over_a_weekend(made: Made, clock: Any, alice: Practitioner) -> None:
    clock.shift(dt.timedelta(days=2))  # a Friday
    say(link=made.link, text="He is back", wants_talk=True)
    clock.shift(dt.timedelta(days=3))
    assert remind_of_unread(timezone.now()) == 0
    note_said_read(said=FamilySaid.objects.get(), by=alice)
    clock.shift(dt.timedelta(days=3))
    assert remind_of_unread(timezone.now()) == 0


def test_nobody_is_reminded_of_what_is_shut_to_everybody_and_it_is_tried_again(
    made: Made, clock: Any, mira: Practitioner, family: Family
) -> None:
    say(link=made.link, text="He is back", wants_talk=True)
    restrict(person=family.maya, kind="staff", because="Safe", readers=[mira], by=mira)
    clock.shift(dt.timedelta(days=3))
    assert remind_of_unread(timezone.now()) == 0
    assert FamilySaid.objects.get().reminded_at is None


def test_what_waits_is_read_also_after_the_plan_ended_by_whoever_led_it_or_answers_for_it(
    made: Made, hers: Client, it: Papered, alice: Practitioner, leila: Practitioner, bob: Practitioner
) -> None:
    say(link=made.link, text="He is back", wants_talk=True)
    end_plan(plan=it.plan, on=NOW.date(), because="It goes well", by=alice)
    page = hers.get(pages(it)).text
    assert "He is back" in page
    assert "Shut when the plan ended, on 4 March 2026." in page
    assert "He is back" in people.sign_in(Client(), leila).get(pages(it)).text
    assert "He is back" not in people.sign_in(Client(), bob).get(pages(it)).text
    hers.post(reverse("family_page_said_read", args=[it.plan.public_id]), hidden(page))
    assert FamilySaid.objects.get().read_by == alice
