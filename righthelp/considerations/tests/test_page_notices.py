"""After each step the next page says in one line what is saved; it names no more than the labels."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from righthelp.agencies.models import Practitioner
from righthelp.agencies.tests import people
from righthelp.considerations.actions import take_over
from righthelp.considerations.models import Consideration
from righthelp.considerations.tests.pages import address, client_of, hidden, in_use, send, shown
from righthelp.considerations.tests.test_start import draft, edition
from righthelp.guidance.tests.helpers import words

pytestmark = pytest.mark.django_db
DECIDED = {"level": "2", "decided_with": "Leila Haddad, lead", "reason": "He is hungry, and gran helps."}
TODAY = dict(zip(("day", "month", "year"), ("2", "3", "2026"), strict=True))


@pytest.fixture
def it() -> Consideration:
    """Give a draft about two children that has waited for the lead."""
    in_use(edition())
    made = draft("Mia", "Older brother", path="full")
    Consideration.objects.update(started_at=timezone.now() - dt.timedelta(days=9))
    return Consideration.objects.get(pk=made.pk)


@pytest.fixture
def alice(it: Consideration) -> Client:
    """Give the browser of whoever holds the draft."""
    return client_of(it.holder)


@pytest.fixture
def leila(it: Consideration) -> Practitioner:
    """Give the safeguarding lead of the school."""
    return people.safeguarding_lead(it.agency)


def notice(client: Client, path: str, **answers: str) -> str:
    """Send the form of a page, and give the notice on the page it leads to, which stands there once."""
    response = send(client, path, **answers)
    assert response.status_code == 302
    onward = response.headers["Location"]
    first = words(client.get(onward)).partition(" Success ")[2]
    assert " Success " not in shown(client, onward)
    return first


def day(name: str) -> dict[str, str]:
    return {f"{name}_{part}": value for part, value in TODAY.items()}


def test_deciding_says_for_whom_and_who_is_next(it: Consideration, alice: Client) -> None:
    first, second = it.children.all()
    said = notice(alice, address("child_decide", first), **DECIDED)
    assert said.startswith("Level 2 is saved for Mia. Next: Older brother.")
    said = notice(alice, address("child_decide", second), **DECIDED)
    assert said.startswith("Level 2 is saved for Older brother. ")
    assert not said.startswith("Level 2 is saved for Older brother. Next")
    assert notice(alice, address("child_decide", first), **DECIDED | {"level": "3"}).startswith("Level 3 is saved")


def test_a_label_that_ends_in_a_full_stop_gets_no_second_one(alice: Client, it: Consideration) -> None:
    for child, label in zip(it.children.all(), ("B.", "K."), strict=True):
        it.children.filter(pk=child.pk).update(label=label)
    said = notice(alice, address("child_decide", it.children.all()[0]), **DECIDED)
    assert said.startswith("Level 2 is saved for B. Next: K. ")


def test_taking_over_and_giving_back(it: Consideration, leila: Practitioner) -> None:
    lead = client_of(leila)
    said = notice(lead, address("consideration_take_over", it), because="Alice is ill.")
    assert said.startswith("You hold the draft about Mia and Older brother now. ")
    said = notice(lead, address("consideration_give_back", it), note="Please go on.")
    assert said.startswith("The draft about Mia and Older brother is given back. ")


def test_setting_aside_and_bringing_back(it: Consideration, alice: Client, leila: Practitioner) -> None:
    said = notice(alice, address("consideration_set_aside", it), because="Doubled.")
    assert said.startswith("The draft about Mia and Older brother is set aside. ")
    said = notice(alice, address("consideration_bring_back", it))
    assert said.startswith("The draft about Mia and Older brother is brought back. ")
    send(alice, address("consideration_set_aside", it), because="Doubled.")
    said = notice(client_of(leila), address("consideration_bring_back", it), because="I am still worried.")
    assert said.startswith("The draft about Mia and Older brother is brought back. ")


def test_a_talk_and_a_time_missing(it: Consideration, alice: Client) -> None:
    talk = {"kind": "advice", "with_whom": "Leila", "said": "Ask the nurse.", **day("held_on")}
    assert notice(alice, address("consideration_advice", it), **talk).startswith("The talk is saved. ")
    child = it.children.all()[0]
    assert notice(alice, address("child_missing", child), **day("went_on")).startswith("The time missing is saved. ")


def test_where_nothing_was_saved_nothing_is_said(it: Consideration, alice: Client, leila: Practitioner) -> None:
    path = address("consideration_set_aside", it)
    filled = {**hidden(alice.get(path).text), "because": "Doubled."}
    take_over(consideration=it, because="Ill", by=leila)
    assert " Success " not in words(alice.post(path, filled))
    assert " Success " not in shown(alice, "/considerations")


def test_sent_twice_it_is_said_once(it: Consideration, alice: Client) -> None:
    path = address("child_decide", it.children.all()[0])
    filled = {**hidden(alice.get(path).text), **DECIDED}
    alice.post(path, filled)
    assert shown(alice, alice.post(path, filled).headers["Location"]).count("is saved for Mia") == 1


@pytest.mark.parametrize("name", ["consideration_advice", "child_missing"])
def test_after_saving_there_is_a_plain_way_back(it: Consideration, alice: Client, name: str) -> None:
    path = address(name, it if name == "consideration_advice" else it.children.all()[0])
    done = "Done: back to the consideration"
    assert done not in shown(alice, path)
    answers = {"kind": "advice", "with_whom": "Leila", "said": "Ask.", **day("held_on"), **day("went_on")}
    send(alice, path, **answers)
    page = alice.get(path).content.decode()
    assert page.index("</form>") < page.index(done)
    assert f'href="{address("consideration", it)}"' in page.partition("</form>")[2]
