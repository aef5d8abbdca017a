"""Who the child lives with: the days are counted, people are prompted long before they are full, and nobody decides."""

import datetime as dt
import json
from typing import Any

import pytest
import time_machine
from django.test import Client

from righthelp.agencies.tests import people
from righthelp.considerations.actions import think_again
from righthelp.considerations.models import ConsideredChild, Decision
from righthelp.considerations.rules import day_of_living, private_fostering_on
from righthelp.considerations.tests.pages import address, client_of, goes_to, hidden, send, shown, thought_through_with
from righthelp.considerations.tests.test_documents import FORMATS, family_text, record_text, taken
from righthelp.considerations.tests.test_start import decide_on, edition, nothing_changes
from righthelp.guidance.models import Edition

pytestmark = pytest.mark.django_db

SINCE = dt.date(2026, 2, 1)
YES = {
    "lives_away": "yes", "lives_away_since_day": "1", "lives_away_since_month": "2", "lives_away_since_year": "2026",
}  # fmt: skip
BEFORE = "Tell children’s social care now. Do not wait for day 28"
REFER = "must be referred to children’s social care, for the assessment under section 66 of the Children Act 1989."
REACHED = f"The child has lived there for 28 days in a row: the child {REFER}"
DUTY_OF_BATH = "placed for 28 consecutive days or more with somebody who is neither a parent nor a connected person"


@pytest.fixture
def child() -> ConsideredChild:
    """Give one child of a draft on the full path, under guidance that names no duty."""
    return thought_through_with(edition())


@pytest.fixture
def alice(child: ConsideredChild) -> Client:
    """Give the browser of whoever holds the draft."""
    return client_of(child.consideration.holder)


def lives_away(child: ConsideredChild, **given: object) -> ConsideredChild:
    """Put on file that a child lives with others since the first of February."""
    ConsideredChild.objects.filter(pk=child.pk).update(**{"lives_away": "yes", "lives_away_since": SINCE, **given})
    return child


def pages(child: ConsideredChild) -> list[str]:
    return [address("consideration", child.consideration), address("child_decide", child)]


def on_day(number: int) -> dt.datetime:
    """Give the noon of a day of the arrangement; the first day is day 1."""
    return dt.datetime.combine(SINCE + dt.timedelta(days=number - 1), dt.time(12), dt.UTC)


@pytest.mark.requirement("BN-025")
@pytest.mark.parametrize("number", [1, 27, 28, 40])
def test_each_day_is_counted_from_the_first_as_day_1(number: int) -> None:
    assert day_of_living(SINCE, on_day(number).date()) == number
    assert private_fostering_on(SINCE) == dt.date(2026, 2, 28)


@pytest.mark.requirement("BN-025")
@pytest.mark.parametrize(
    ("number", "counted", "is_reached"),
    [
        (1, "1 February 2026 is day 1 of this arrangement; day 28 is 28 February 2026", False),
        (27, "27 February 2026 is day 27 of this arrangement; day 28 is 28 February 2026", False),
        (28, "28 February 2026 is day 28 of this arrangement; day 28 is 28 February 2026", True),
        (40, "12 March 2026 is day 40 of this arrangement; day 28 was 28 February 2026", True),
    ],
)
def test_the_day_and_what_the_law_asks_stand_where_people_think_and_decide(
    child: ConsideredChild, number: int, counted: str, is_reached: bool
) -> None:
    with time_machine.travel(on_day(number), tick=False):
        alice = client_of(child.consideration.holder)
        assert goes_to(send(alice, address("child_living", child), **YES), pages(child)[0])
        for path in pages(child):
            text = shown(alice, path)
            note = text.partition("J lives with somebody who is not a parent or close relative")[2]
            assert counted in note
            assert (REACHED in note, BEFORE in note) == (is_reached, not is_reached)
            assert REFER in note


@pytest.mark.requirement("BN-025")
def test_who_the_child_lives_with_is_asked_among_what_is_asked_of_the_child(
    child: ConsideredChild, alice: Client
) -> None:
    page: Any = alice.get(address("consideration", child.consideration))
    assert f'href="{address("child_living", child)}"' in page.text


@pytest.mark.requirement("BN-025")
def test_after_a_decision_the_days_go_on_and_the_record_says_where_they_stood(child: ConsideredChild) -> None:
    lives_away(child)
    it = child.consideration
    with time_machine.travel(on_day(20), tick=False):
        decide_on(child, 2)
    with time_machine.travel(on_day(28), tick=False):
        for person in (it.holder, people.safeguarding_lead(it.agency)):
            text = shown(client_of(person), address("consideration", it))
            assert REACHED in text
            assert "Days in a row 20 February 2026 is day 20 of this arrangement" in text


@pytest.mark.requirement("BN-025")
@pytest.mark.parametrize("is_decided", [False, True])
@pytest.mark.parametrize(("slug", "is_there"), [("bathnes", True), ("staffordshire", False)])
def test_the_guidances_own_duty_stands_with_it_where_it_has_one(
    guidance: dict[str, Edition], slug: str, is_there: bool, is_decided: bool
) -> None:
    child = lives_away(thought_through_with(guidance[slug]))
    if is_decided:
        decide_on(child, 1)
    for path in pages(child):
        note = shown(client_of(child.consideration.holder), path).partition("J lives with somebody")[2]
        said = note.partition("The law calls this private fostering")[0]
        assert said
        assert (DUTY_OF_BATH in said) is is_there


@pytest.mark.requirement("BN-025")
@pytest.mark.parametrize("form", FORMATS)
def test_the_record_taken_away_holds_the_day_and_what_the_law_asks(child: ConsideredChild, form: str) -> None:
    lives_away(child)
    with time_machine.travel(on_day(28), tick=False):
        alice = client_of(child.consideration.holder)
        text = record_text(alice, child.consideration, form)
        family = family_text(alice, child.consideration, form)
    for part in ("Who the child lives with", "1 February 2026", "is day 28 of this arrangement", "section 66"):
        assert part in text
    assert "section 66" not in family


def test_the_json_holds_it_too(child: ConsideredChild, alice: Client) -> None:
    lives_away(child)
    [kept] = json.loads(taken(alice, child.consideration, "record", "json").content)["children"]
    [part] = [part for part in kept["answers"] if part["title"] == "Who the child lives with"]
    assert {"question": "Since", "answer": "1 February 2026"} in part["answers"]


def test_without_a_first_day_it_asks_for_one_and_prompts_all_the_same(child: ConsideredChild, alice: Client) -> None:
    send(alice, address("child_living", child), lives_away="yes")
    for path in pages(child):
        text = shown(alice, path)
        assert "Nobody has written since what day. Ask, and write it down." in text
        assert BEFORE in text
        assert "of this arrangement" not in text


@pytest.mark.parametrize(
    "given",
    [
        {"lives_away": "", "lives_away_since": None},
        {"lives_away": "no", "lives_away_since": None},
        {"lives_away": "unknown", "lives_away_since": None},
        {"age": "to_25"},
        {"age": "adult"},
    ],
)
def test_it_prompts_for_nobody_else(child: ConsideredChild, alice: Client, given: dict[str, object]) -> None:
    lives_away(child, **given)
    for path in pages(child):
        text = shown(alice, path)
        assert "lives with somebody who is not a parent" not in text
        assert "must be referred" not in text


@pytest.mark.requirement("BN-025")
def test_the_count_decides_nothing(child: ConsideredChild) -> None:
    lives_away(child)
    with time_machine.travel(on_day(40), tick=False):
        alice = client_of(child.consideration.holder)
        page = alice.get(address("child_decide", child)).content.decode()
        assert "checked" not in page
        assert "The count decides no level." in page
        assert not Decision.objects.exists()
        assert decide_on(child, 1).level.number == 1


def test_it_may_be_left_open(child: ConsideredChild, alice: Client) -> None:
    assert "Who the child lives with, if not family Nothing noted" in shown(alice, pages(child)[0])
    assert "lives_away_since_day" in alice.get(address("child_living", child)).content.decode()
    assert goes_to(send(alice, address("child_living", child)), pages(child)[0])


def test_a_day_still_to_come_and_a_day_without_a_yes_are_told_and_nothing_is_saved(
    child: ConsideredChild, alice: Client
) -> None:
    path = address("child_living", child)
    for answers, says in (
        ({**YES, "lives_away_since_year": "2099"}, "Since what day must be today or in the past"),
        ({**YES, "lives_away": "no"}, "Choose “Yes” above, or take this day out"),
    ):
        filled = hidden(alice.get(path).content.decode())
        with nothing_changes():
            page = alice.post(path, {**filled, **answers})
        assert page.content.decode().count(says) >= 2


def test_new_thinking_takes_the_days_along(child: ConsideredChild) -> None:
    lives_away(child)
    decide_on(child)
    it = child.consideration
    new = think_again(consideration=it, edition=it.edition, by=it.holder).children.get()
    assert (new.lives_away, new.lives_away_since) == ("yes", SINCE)


def test_a_colleague_and_a_stranger_find_nothing(child: ConsideredChild) -> None:
    path = address("child_living", child)
    for person in (
        people.teacher(child.consideration.agency, "Bo Lind"),
        people.teacher(people.gp_practice(), "Cem Kaya"),
    ):
        with nothing_changes():
            assert client_of(person).get(path).status_code == 404
            assert client_of(person).post(path, YES).status_code == 404
