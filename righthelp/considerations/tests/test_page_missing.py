"""Noting the times a child went missing from home, and what is shown of them."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from righthelp.agencies.tests import people
from righthelp.audit.models import Event
from righthelp.considerations.actions import note_missing, think_again
from righthelp.considerations.models import ConsideredChild, MissingEpisode
from righthelp.considerations.tests.pages import (
    address,
    client_of,
    goes_to,
    hidden,
    in_use,
    send,
    shown,
    thought_through_with,
)
from righthelp.considerations.tests.test_start import decide_on, draft, edition, nothing_changes
from righthelp.guidance.models import Edition

pytestmark = pytest.mark.django_db

RULES = [
    {
        "id": "r1",
        "title": "Missing from home",
        "text": "Fewer than 3 times in 90 days is a sign of level 3.",
        "level": 3,
    },
    {"id": "r2", "title": "Missing from home", "text": "Three or more is a sign of level 4.", "level": 4},
    {"id": "r3", "title": "Not in school", "text": "Three prosecutions are a sign of level 4.", "level": 4},
]


@pytest.fixture
def child() -> ConsideredChild:
    """Give one child of a draft on the full path, under guidance that counts times missing."""
    in_use(edition(counted_rules=RULES))
    given: ConsideredChild = draft("J", path="full").children.get()
    return given


@pytest.fixture
def alice(child: ConsideredChild) -> Client:
    """Give the browser of whoever holds the draft."""
    return client_of(child.consideration.holder)


def on(days_ago: int, name: str = "went_on") -> dict[str, str]:
    """Fill in three boxes with a day that many days ago."""
    day = timezone.localdate() - dt.timedelta(days=days_ago)
    return {f"{name}_{part}": str(getattr(day, part)) for part in ("day", "month", "year")}


@pytest.mark.requirement("SF-047")
def test_three_times_in_90_days_are_counted_beside_the_guidance_and_an_older_time_is_not(
    child: ConsideredChild, alice: Client
) -> None:
    path = address("child_missing", child)
    for days_ago in (90, 89, 30, 0):
        assert goes_to(send(alice, path, **on(days_ago), account=f"Gone {days_ago} days ago."), path)
    for name in ("child_missing", "child_decide"):
        text = shown(alice, address(name, child))
        assert "3 times in the 90 days up to" in text
        assert "Three or more is a sign of level 4." in text
        assert "It does not decide the level" in text
        assert "prosecutions" not in text
    assert "Gone 90 days ago." in shown(alice, path)


@pytest.mark.requirement("SF-047")
@pytest.mark.parametrize(("times", "counted"), [(2, "2 times"), (3, "3 times")])
def test_in_staffordshire_both_of_its_rules_stand_beside_the_count(
    guidance: dict[str, Edition], times: int, counted: str
) -> None:
    child = thought_through_with(guidance["staffordshire"])
    alice = client_of(child.consideration.holder)
    for days_ago in range(times):
        send(alice, address("child_missing", child), **on(days_ago))
    for name in ("child_missing", "child_decide"):
        beside = shown(alice, address(name, child)).partition(f"{counted} in the 90 days up to")[2]
        assert "Fewer than 3 times missing from home in 90 days is an indicator of level 3." in beside
        assert "Three or more times missing from home in 90 days is an indicator of level 4." in beside
        assert "It does not decide the level" in beside


@pytest.mark.requirement("SF-047")
def test_the_count_chooses_no_level(child: ConsideredChild, alice: Client) -> None:
    for days_ago in (3, 2, 1):
        send(alice, address("child_missing", child), **on(days_ago))
    assert "checked" not in alice.get(address("child_decide", child)).content.decode()
    decided = decide_on(child, 2)
    assert (decided.level.number, decided.highest_worry) == (2, None)


def test_nothing_is_said_of_it_where_no_time_is_noted(child: ConsideredChild, alice: Client) -> None:
    assert "Skip this page" in shown(alice, address("child_missing", child))
    assert "90 days" not in shown(alice, address("child_decide", child))
    assert "Times missing from home, if any None noted" in shown(alice, address("consideration", child.consideration))


def test_the_record_holds_each_time_with_what_is_known(child: ConsideredChild, alice: Client) -> None:
    send(alice, address("child_missing", child), **on(2), **on(1, "back_on"), account="Found at the bus station.")
    text = shown(alice, address("consideration", child.consideration))
    assert "1 time in the 90 days up to" in text
    assert "Found at the bus station." in text


def test_a_decided_record_counts_up_to_the_day_of_the_decision(child: ConsideredChild, alice: Client) -> None:
    send(alice, address("child_missing", child), **on(95))
    decision = decide_on(child, 3)
    before = timezone.now() - dt.timedelta(days=20)
    type(decision).objects.filter(pk=decision.pk).update(decided_at=before)
    text = shown(alice, address("consideration", child.consideration))
    assert f"1 time in the 90 days up to {timezone.localdate(before):%-d %B %Y}" in text


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ({}, "Enter the day they went"),
        (on(-1), "The day they went must be today or in the past"),
        ({**on(1), **on(2, "back_on")}, "The day they came back must not be before the day they went"),
        ({**on(1), "account": "a" * 10_001}, "Your answer must be 10,000 characters or fewer"),
    ],
)
def test_bad_input_is_told_at_the_field_and_in_the_summary_and_nothing_is_saved(
    child: ConsideredChild, alice: Client, answers: dict[str, str], says: str
) -> None:
    path = address("child_missing", child)
    filled = hidden(alice.get(path).content.decode())
    with nothing_changes():
        page = alice.post(path, {**filled, **answers})
    assert page.content.decode().count(says) >= 2


def test_a_form_sent_twice_notes_one_time(child: ConsideredChild, alice: Client) -> None:
    path = address("child_missing", child)
    filled = {**hidden(alice.get(path).content.decode()), **on(1)}
    for _ in range(2):
        assert goes_to(alice.post(path, filled), path)
    assert child.missing_episodes.count() == 1


def test_a_time_noted_by_mistake_is_taken_out_after_a_look_at_it(child: ConsideredChild, alice: Client) -> None:
    path = address("child_missing_remove", child, noted(child).public_id)
    assert "At her aunt’s." in shown(alice, path)
    filled = hidden(alice.get(path).content.decode())
    for _ in range(2):
        assert goes_to(alice.post(path, filled), address("child_missing", child))
    assert not child.missing_episodes.exists()
    assert Event.objects.filter(name="considerations.missing_removed").count() == 1


def test_a_time_of_another_child_is_not_found(child: ConsideredChild, alice: Client) -> None:
    other = noted(draft("K", path="full", by=child.consideration.holder).children.get())
    path = address("child_missing_remove", child, other.public_id)
    assert alice.get(path).status_code == 404
    alice.post(path)
    assert MissingEpisode.objects.filter(pk=other.pk).exists()


def test_times_are_closed_once_a_level_is_decided(child: ConsideredChild, alice: Client) -> None:
    episode = noted(child)
    path = address("child_missing", child)
    filled = hidden(alice.get(path).content.decode())
    decide_on(child, 3)
    with nothing_changes():
        page = alice.post(path, {**filled, **on(1), "account": "Out again."})
        alice.post(address("child_missing_remove", child, episode.public_id), filled)
    assert "Out again." in page.content.decode()


def test_a_colleague_and_a_stranger_find_nothing(child: ConsideredChild) -> None:
    for person in (
        people.teacher(child.consideration.agency, "Bo Lind"),
        people.teacher(people.gp_practice(), "Cem Kaya"),
    ):
        with nothing_changes():
            assert client_of(person).get(address("child_missing", child)).status_code == 404
            assert client_of(person).post(address("child_missing", child), on(1)).status_code == 404


def test_new_thinking_takes_the_times_along(child: ConsideredChild) -> None:
    noted(child)
    decide_on(child, 3)
    it = child.consideration
    again = think_again(consideration=it, edition=it.edition, by=it.holder)
    assert [episode.account for episode in again.children.get().missing_episodes.all()] == ["At her aunt’s."]


def noted(child: ConsideredChild) -> MissingEpisode:
    """Note one time, yesterday."""
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    by = child.consideration.holder
    return note_missing(child=child, went_on=yesterday, back_on=None, account="At her aunt’s.", by=by)
