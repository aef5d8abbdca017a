"""The page of notices, and what the head of each page says of them."""

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.models import Practitioner
from righthelp.agencies.tests import people
from righthelp.audit.models import Event
from righthelp.audit.queries import events_about
from righthelp.messages import views
from righthelp.messages.actions import expire_notices, notify
from righthelp.messages.models import Notice


def make(to: Practitioner, title: str, *, is_urgent: bool = False, page: str = "/considerations") -> Notice:
    return notify(to=to, key=f"{to.pk} {title}", title=title, page=page, is_urgent=is_urgent)


def fresh(notice: Notice) -> Notice:
    return Notice.objects.get(pk=notice.pk)


def in_order(text: str, *words: str) -> bool:
    places = [text.index(word) for word in words]
    return places == sorted(places)


def test_with_nothing_to_read_it_says_so(browser: Client) -> None:
    text = browser.get("/notices").text
    assert "There is nothing new for you to read." in text
    assert "Mark all as read" not in text


def test_unread_come_first_and_urgent_ones_before_them(browser: Client, alice: Practitioner) -> None:
    old = make(alice, "Read long ago", is_urgent=True)
    browser.get(f"/notices/{old.public_id}")
    make(alice, "Urgent and older", is_urgent=True)
    make(alice, "First of two")
    make(alice, "Second of two")
    text = browser.get("/notices").text
    assert in_order(
        text, "To read", "Urgent and older", "Second of two", "First of two", "Mark all", "Read before", "Read long ago"
    )


def test_opening_its_page_on_another_way_marks_it_as_read_and_a_list_does_not(
    joe_client: Client, joe: Practitioner, alice: Practitioner
) -> None:
    path = reverse("agency_people", args=[joe.memberships_now[0].team.agency.public_id])
    about_it, about_a_list = make(joe, "Look again", page=path), make(joe, "Some are late", page="/people")
    of_others = make(alice, "Look again", page=path)
    for address in ("/people", f"{path}/no-such-page", f"{path}?from=elsewhere", path):
        assert not fresh(about_it).read_at
        joe_client.get(address)
    assert fresh(about_it).read_at
    assert not fresh(about_a_list).read_at
    assert not fresh(of_others).read_at


def test_opening_one_marks_it_as_read_and_leads_to_its_page(browser: Client, alice: Practitioner) -> None:
    notice = make(alice, "A check waits")
    answer = browser.get(f"/notices/{notice.public_id}")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/considerations")
    read_at = fresh(notice).read_at
    assert read_at is not None
    event = events_about(notice)[0]
    assert (event.name, event.actor_id) == ("messages.notice_read", alice.pk)
    browser.get(f"/notices/{notice.public_id}")
    assert fresh(notice).read_at == read_at
    assert Event.objects.filter(name="messages.notice_read").count() == 1


def test_another_persons_notice_is_not_there(browser: Client, bob: Practitioner) -> None:
    notice = make(bob, "For Bob alone")
    assert "For Bob alone" not in browser.get("/notices").text
    assert browser.get(f"/notices/{notice.public_id}").status_code == 404
    assert fresh(notice).read_at is None
    assert Event.objects.filter(name="audit.look_refused", subject_id=notice.pk).exists()
    assert browser.get(f"/notices/{uuid4()}").status_code == 404


def test_marking_all_marks_those_that_were_shown(browser: Client, alice: Practitioner, bob: Practitioner) -> None:
    shown, urgent, others = make(alice, "One"), make(alice, "Two", is_urgent=True), make(bob, "Bob’s")
    came_since = make(alice, "Three")
    ids = [str(one.public_id) for one in (shown, urgent, others)]
    answer = browser.post("/notices/read", {"notice": [*ids, "not an id"]})
    assert answer.headers["Location"] == "/notices"
    assert [one.read_at is None for one in map(fresh, (shown, urgent, came_since, others))] == [
        False, False, True, True,
    ]  # fmt: skip


def test_the_page_carries_what_it_shows(browser: Client, alice: Practitioner) -> None:
    notice = make(alice, "One")
    assert f'name="notice" value="{notice.public_id}"' in browser.get("/notices").text
    assert browser.get("/notices/read").status_code == 405


def test_more_than_fit_show_as_others_are_read(
    browser: Client, alice: Practitioner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "MOST_SHOWN", 2)
    for title in ("One", "Two"):
        make(alice, title)
    assert "There are more." not in browser.get("/notices").text
    make(alice, "Three")
    text = browser.get("/notices").text
    assert "There are more." in text
    assert text.count('name="notice"') == 2


def test_nobody_reads_notices_without_signing_in(client: Client, alice: Practitioner) -> None:
    notice = make(alice, "One")
    for address in ("/notices", f"/notices/{notice.public_id}"):
        assert client.get(address).headers["Location"].startswith("/sign-in")
    assert client.post("/notices/read", {"notice": str(notice.public_id)}).headers["Location"].startswith("/sign-in")
    assert fresh(notice).read_at is None


def test_the_head_of_each_page_counts_what_is_new(browser: Client, alice: Practitioner, bob: Practitioner) -> None:
    make(bob, "Bob’s")
    text = browser.get("/account").text
    assert 'href="/notices"' in text
    assert "rh-header__new" not in text
    first = make(alice, "One")
    assert ">1 new<" in browser.get("/account").text
    make(alice, "Two", is_urgent=True)
    assert ">2 new, 1 urgent<" in browser.get("/account").text
    browser.get(f"/notices/{first.public_id}")
    assert ">1 new, 1 urgent<" in browser.get("/account").text


def test_the_count_takes_no_query_of_its_own(
    browser: Client, client: Client, alice: Practitioner, django_assert_max_num_queries: Any
) -> None:
    for number in range(30):
        make(alice, f"Notice {number}", is_urgent=number % 2 == 0)
    browser.get("/notices")
    with django_assert_max_num_queries(15):
        browser.get("/notices")
    with django_assert_max_num_queries(15) as asked:
        assert ">30 new, 15 urgent<" in browser.get("/account").text
    (counting,) = (query["sql"] for query in asked.captured_queries if "messages_notice" in query["sql"])
    assert 'FROM "agencies_practitioner"' in counting
    with django_assert_max_num_queries(15) as asked:
        assert "/notices" not in client.get("/sign-in").text
    assert not any("messages_notice" in query["sql"] for query in asked.captured_queries)


def test_somebody_signed_in_with_a_passkey_is_counted_too(client: Client, alice: Practitioner) -> None:
    make(alice, "One")
    client.force_login(alice, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert ">1 new<" in client.get("/account").text


def test_what_was_read_goes_after_90_days_and_does_not_come_back(browser: Client, alice: Practitioner) -> None:
    read, unread = make(alice, "Read one"), make(alice, "Unread one")
    browser.get(f"/notices/{read.public_id}")
    now = timezone.now()
    assert expire_notices(now + dt.timedelta(days=89)) == 0
    assert expire_notices(now + dt.timedelta(days=91)) == 1
    assert expire_notices(now + dt.timedelta(days=91)) == 0
    text = browser.get("/notices").text
    assert "Unread one" in text
    assert "Read one" not in text
    assert browser.get(f"/notices/{read.public_id}").status_code == 404
    assert make(alice, "Read one") == read
    assert str(fresh(read)) == "An expired notice"
    assert str(unread) == "Unread one"


def test_a_lead_sees_the_head_once_the_second_step_is_passed(alice: Practitioner) -> None:
    lead = people.safeguarding_lead(alice.memberships_now[0].team.agency)
    make(lead, "For the lead")
    with time_machine.travel(timezone.now(), tick=False):
        assert ">1 new<" in people.sign_in(Client(), lead).get("/account").text
