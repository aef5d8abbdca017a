"""The list of considerations."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from righthelp.agencies.tests import people
from righthelp.calendar.rules import LONDON
from righthelp.considerations.actions import take_over
from righthelp.considerations.models import Consideration
from righthelp.considerations.tests.pages import address, client_of, in_use, shown
from righthelp.considerations.tests.test_start import decide_on, draft, edition

pytestmark = pytest.mark.django_db
LIST = "/considerations"
THURSDAY = dt.datetime(2026, 3, 5, 10, tzinfo=LONDON)


def parts(client: Client) -> dict[str, str]:
    """Give the words under each heading."""
    text = shown(client, LIST)
    names = ("My drafts", "Drafts in your agency", "Decided in your agency", "Decided")
    return {name: text.partition(f" {name}")[2] for name in names}


def test_somebody_new_is_told_how_to_begin() -> None:
    text = shown(client_of(people.teacher(people.school())), LIST)
    assert "You have no drafts" in text
    assert "No consideration that you may open is decided" in text
    assert "in your agency" not in text


def test_my_drafts_say_not_sent_and_when_the_lead_sees_them() -> None:
    with time_machine.travel(THURSDAY, tick=False):
        mine = draft("J", "K")
        text = shown(client_of(mine.holder), LIST)
    assert "J, K NOT SENT" in text
    assert "Your safeguarding lead can see this from 7 March 2026" in text


@pytest.mark.requirement("SF-040")
def test_a_decided_one_says_its_level_and_when_to_look_again() -> None:
    mine = draft("J")
    decide_on(mine.children.get(), 2, look_again_on=timezone.localdate())
    text = shown(client_of(mine.holder), LIST)
    assert "NOT SENT" not in text
    assert "J: level 2." in text
    assert "Look again at J:" in text


@pytest.mark.parametrize("make", [people.safeguarding_lead, people.deputy_lead])
def test_leads_see_their_agencys_drafts_after_one_working_day(make) -> None:  # type: ignore[no-untyped-def]
    with time_machine.travel(THURSDAY, tick=False):
        waiting = draft("Child of school")
        draft("Child elsewhere", by=people.teacher(people.gp_practice(), "Charlie Chen"))
    lead = make(waiting.agency)
    with time_machine.travel(dt.datetime(2026, 3, 6, 23, 59, tzinfo=LONDON), tick=False):
        assert "Child of school" not in shown(client_of(lead), LIST)
    with time_machine.travel(dt.datetime(2026, 3, 7, 0, 1, tzinfo=LONDON), tick=False):
        text = shown(client_of(lead), LIST)
    assert "Child of school NOT SENT" in text
    assert "Take over" in text
    assert "Child elsewhere" not in text


def test_leads_see_what_colleagues_decided() -> None:
    decided = draft("J")
    decide_on(decided.children.get())
    lead = client_of(people.safeguarding_lead(decided.agency))
    assert "J: level 1." in shown(lead, LIST)
    elsewhere = client_of(people.safeguarding_lead(people.gp_practice(), "Priya Raman"))
    assert "J: level 1." not in shown(elsewhere, LIST)


def test_colleagues_see_nothing_of_each_other() -> None:
    theirs = draft("J")
    assert "J NOT SENT" not in shown(client_of(people.teacher(theirs.agency, "Bob Baker")), LIST)


def test_the_writer_sees_who_took_a_draft_over_and_why() -> None:
    it = draft("J")
    alice = it.holder
    take_over(consideration=it, because="You are off this week.", by=people.safeguarding_lead(it.agency))
    text = shown(client_of(alice), LIST)
    assert "Leila Haddad took over your draft" in text
    assert "You are off this week." in text
    assert "J NOT SENT" not in text


def test_what_was_taken_over_is_named_and_only_in_agencies_where_the_person_still_writes() -> None:
    school, surgery = people.school(), people.gp_practice()
    alice = people.teacher(school)
    it = draft("Mia", "her brother", by=alice)
    take_over(consideration=it, because="You are off.", by=people.safeguarding_lead(school))
    assert "took over your draft about Mia and her brother, started on" in shown(client_of(alice), LIST)
    people.give(alice, surgery, "practitioner")
    alice.memberships.filter(team__agency=school).update(ends_on=people.STARTED)
    text = shown(client_of(people.fresh(alice)), LIST)
    assert "Mia" not in text
    assert "took over your draft" not in text


def test_my_own_draft_tells_a_lead_that_the_other_leads_see_it() -> None:
    lead = people.safeguarding_lead(people.school())
    it = draft("J", by=lead)
    for path in (LIST, address("consideration", it)):
        text = shown(client_of(lead), path)
        assert "You and other safeguarding leads of your agency can see this from" in text
        assert "Your safeguarding lead can see this" not in text


def test_twenty_five_to_a_page() -> None:
    alice = people.teacher(people.school())
    for number in range(26):
        draft(f"Child number {number}", by=alice)
    client = client_of(alice)
    assert shown(client, LIST).count("NOT SENT") == 25
    assert shown(client, f"{LIST}?drafts=2").count("NOT SENT") == 1
    assert shown(client, f"{LIST}?drafts=nonsense").count("NOT SENT") == 25


def test_few_queries_however_many(django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    in_use(edition())
    alice = people.teacher(people.school())
    for number in range(12):
        draft(f"Child {number}", by=alice)
    lead = people.safeguarding_lead(alice.memberships_now[0].team.agency)
    Consideration.objects.update(started_at=timezone.now() - dt.timedelta(days=9))
    client = client_of(lead)
    client.get(LIST)
    with django_assert_max_num_queries(15):
        client.get(LIST)
