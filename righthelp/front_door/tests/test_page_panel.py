"""The early help allocation panel: who waits for it, what it is asked, and what it said."""

import datetime as dt
import re
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from righthelp.agencies.models import Agency, Practitioner, Team
from righthelp.agencies.tests import people
from righthelp.audit.models import Event, Look
from righthelp.front_door.actions.deciding import DecidedMeanwhile, decide
from righthelp.front_door.actions.panel import Said, note_panel
from righthelp.front_door.models import ContactDecision, NamedChild, PanelSaid
from righthelp.front_door.tests.arriving import client_of, received, shown, words
from righthelp.front_door.tests.deciding import FIVE, QUESTION, REASON, adopted, answers, decided, decided_for
from righthelp.people.actions import restrict
from righthelp.people.tests.conftest import Family
from righthelp.work.models import Episode, PassedOn
from righthelp.work.tests.working import hidden, send_form

PANEL = "/front-door/panel"
MONDAY = dt.datetime(2027, 3, 1, 10, tzinfo=dt.UTC)
FRIDAY = dt.date(2027, 3, 5)
SAID = "The family hub knows the mother, and begins on Monday."


@pytest.fixture(autouse=True)
def _guidance(alice: Practitioner) -> None:
    adopted(alice)


@pytest.fixture
def helpers(db: None) -> Team:
    """Give the early help team, whose manager is Hana."""
    agency = people.agency("Early Help Westmarsh", Agency.Kind.EARLY_HELP, "Family hub")
    people.safeguarding_lead(agency, "Hana Weiss")
    return agency.teams.get()


def waiting(alice: Practitioner, fran: Practitioner, mona: Practitioner, **more: Any) -> ContactDecision:
    return decided_for(received(alice, **more).children.get(), fran, mona, outcome="panel")


def said_page(decision: ContactDecision) -> str:
    return reverse("front_door_panel_said", args=[decision.public_id])


def boxes(decision: ContactDecision, mona: Practitioner, **more: str) -> dict[str, str]:
    """Fill in what the panel said, and the decision that comes of it."""
    given = answers(decision.child, mona, instead_of=str(decision.public_id), **more)
    prefix = f"child-{decision.child.public_id}"
    panel = {"held_on_day": "5", "held_on_month": "3", "held_on_year": "2027", "present": "Hana, family hub"}
    return {f"{prefix}-said": SAID, **{f"{prefix}-{name}": value for name, value in panel.items()}, **given}


@pytest.mark.requirement("BN-044")
def test_a_child_whose_level_is_unclear_goes_to_the_panel_with_a_question_and_what_it_says_is_decided(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, helpers: Team, family: Family
) -> None:
    with time_machine.travel(MONDAY, tick=False) as clock:
        contact = received(alice, person=family.maya)
        child, client = contact.children.get(), client_of(fran)
        decide_page = reverse("front_door_decide", args=[contact.public_id])
        page = send_form(client, decide_page, **answers(child, mona, outcome="panel"))
        assert "Write what makes it unclear, so that the panel knows what is asked" in words(page)
        send_form(client, decide_page, **answers(child, mona, outcome="panel", panel_question=QUESTION))
        assert not Episode.objects.exists()
        text = shown(client, PANEL)
        assert "Maya Lindqvist" in text
        assert QUESTION in text
        clock.shift(dt.timedelta(days=5))
        asked, client = ContactDecision.objects.get(), client_of(fran)
        given = boxes(asked, mona, outcome="early_help", team=str(helpers.public_id))
        assert send_form(client, said_page(asked), **given).status_code == 302
    decision = ContactDecision.objects.standing().get()
    assert (decision.supersedes, decision.outcome, decision.team) == (asked, "early_help", helpers)
    assert decision.again_because == f"The early help allocation panel of 5 March 2027 said: {SAID}"
    assert (PassedOn.objects.get().to_room, PassedOn.objects.get().child) == ("early_help", family.maya)
    assert "No child waits for the panel" in shown(client, PANEL)
    text = shown(client, reverse("front_door_contact", args=[contact.public_id]))
    for part in ("5 March 2027: Hana, family hub", SAID, QUESTION):
        assert part in text


def test_the_longest_wait_comes_first_and_each_look_is_logged(
    alice: Practitioner, fran: Practitioner, mona: Practitioner
) -> None:
    with time_machine.travel(MONDAY, tick=False) as clock:
        later = received(alice, "Leo Marsh")
        decided_for(received(alice, "Nia Marsh").children.get(), fran, mona, outcome="panel")
        clock.shift(60)
        decided_for(later.children.get(), fran, mona, outcome="panel")
    text = shown(client_of(fran), PANEL)
    assert text.index("Nia Marsh") < text.index("Leo Marsh")
    assert Look.objects.filter(actor_id=fran.pk, page="front door: who waits for the panel").count() == 2


def test_nobody_waits_at_first_and_who_is_decided_again_waits_no_longer(
    alice: Practitioner, fran: Practitioner, mona: Practitioner
) -> None:
    client = client_of(fran)
    assert "No child waits for the panel" in shown(client, PANEL)
    asked = waiting(alice, fran, mona)
    assert "Maya Lindqvist" in shown(client, PANEL)
    decide(child=asked.child, decision=decided(mona, again_because="Her gran helps."), instead_of=asked, by=fran)
    assert "No child waits for the panel" in shown(client, PANEL)
    page = client.get(said_page(asked), follow=True)
    assert "It was decided again already" in words(page)


def test_the_panel_is_led_to_from_the_front_door(fran: Practitioner) -> None:
    assert f'href="{PANEL}"' in client_of(fran).get("/front-door").text


@pytest.mark.parametrize(
    ("name", "value", "error"),
    [
        ("said", "", "Write what the panel said"),
        ("present", "", "Say who was there"),
        ("outcome", "", "Choose what happens now"),
        ("held_on_day", "29", "The panel was asked on 1 March 2027: enter that day or a later one"),
        ("reason", "", "Say why you decide so"),
    ],
)
def test_what_the_panel_said_is_written_down_whole_or_not_at_all(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, name: str, value: str, error: str
) -> None:
    with time_machine.travel(dt.datetime(2027, 3, 8, 10, tzinfo=dt.UTC), tick=False):
        asked = waiting(alice, fran, mona)
        ContactDecision.objects.update(decided_at=MONDAY)
        given = boxes(asked, mona)
        prefix = f"child-{asked.child.public_id}"
        given[f"{prefix}-{name}"] = value
        if name == "held_on_day":
            given |= {f"{prefix}-held_on_day": "26", f"{prefix}-held_on_month": "2"}
        page = send_form(client_of(fran), said_page(asked), **given)
    assert error in words(page)
    assert ContactDecision.objects.count() == 1


def test_the_form_begins_with_the_five_answers_and_leaves_what_the_panel_decides_open(
    alice: Practitioner, fran: Practitioner, mona: Practitioner
) -> None:
    page = client_of(fran).get(said_page(waiting(alice, fran, mona))).text
    assert FIVE["needs_services"] in page
    assert not re.search(r'name="[^"]*-outcome"[^>]*checked', page)
    assert "Why do you decide again?" not in page


def test_sent_twice_it_is_written_down_once_and_whoever_comes_second_is_told(
    alice: Practitioner, fran: Practitioner, femi: Practitioner, mona: Practitioner
) -> None:
    with time_machine.travel(dt.datetime(2027, 3, 8, 10, tzinfo=dt.UTC), tick=False):
        asked = waiting(alice, fran, mona)
        ContactDecision.objects.update(decided_at=MONDAY)
        client, late = client_of(fran), client_of(femi)
        given = {**hidden(client.get(said_page(asked)).text), **boxes(asked, mona)}
        other = {**hidden(late.get(said_page(asked)).text), **boxes(asked, mona, reason="What Femi wrote")}
        assert [client.post(said_page(asked), given).status_code for _ in range(2)] == [302, 302]
        page = late.post(said_page(asked), other)
    assert "Somebody wrote down what the panel said" in words(page)
    assert "What Femi wrote" in words(page)
    assert PanelSaid.objects.count() == 1


def test_a_panel_speaks_on_what_it_was_asked_from_that_day_on(
    alice: Practitioner, fran: Practitioner, mona: Practitioner
) -> None:
    with time_machine.travel(MONDAY, tick=False) as clock:
        asked = waiting(alice, fran, mona)
        other = decided_for(received(alice).children.get(), fran, mona)
        for decision, day in ((asked, FRIDAY), (asked, dt.date(2027, 2, 28)), (other, MONDAY.date())):
            with pytest.raises(ValueError, match="a panel speaks"):
                note_panel(decision=decision, said=Said(day, "Hana", SAID), decided=decided(mona), by=fran)
        clock.shift(dt.timedelta(days=1))
        note_panel(decision=asked, said=Said(MONDAY.date(), "Hana", SAID), decided=decided(mona), by=fran)
        with pytest.raises(DecidedMeanwhile):
            note_panel(decision=asked, said=Said(MONDAY.date(), "Hana", SAID), decided=decided(mona), by=fran)
    assert SAID not in str(list(Event.objects.values()))


def test_a_decision_for_the_panel_asks_it_something_and_no_other_does(
    alice: Practitioner, fran: Practitioner, mona: Practitioner
) -> None:
    child = received(alice).children.get()
    for more in ({"outcome": "panel", "panel_question": ""}, {"panel_question": QUESTION}):
        with pytest.raises(ValueError, match="the panel is asked a question"):
            decided_for(child, fran, mona, **more)


def test_the_panel_says_which_team_and_nobody_else_does(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, helpers: Team
) -> None:
    contact = received(alice)
    more = {"outcome": "panel", "panel_question": QUESTION, "team": str(helpers.public_id)}
    given = answers(contact.children.get(), mona, **more)
    page = send_form(client_of(fran), reverse("front_door_decide", args=[contact.public_id]), **given)
    assert "The panel says which team gives the help" in words(page)


def test_who_does_not_work_at_the_front_door_finds_no_panel(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, sam: Practitioner, charlie: Practitioner
) -> None:
    asked = waiting(alice, fran, mona)
    for nobody in (alice, sam, charlie):
        assert [client_of(nobody).get(path).status_code for path in (PANEL, said_page(asked))] == [403, 403]


def test_a_restricted_child_is_named_to_nobody_and_it_is_said_whom_to_ask(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, mira: Practitioner, family: Family
) -> None:
    asked = waiting(alice, fran, mona, person=family.maya)
    restrict(person=family.maya, kind="staff", because="Works here", readers=[mira], by=mira)
    text = shown(client_of(fran), PANEL)
    assert "Maya" not in text
    assert QUESTION not in text
    assert "A restricted contact: ask Mira" in text
    assert client_of(fran).get(said_page(asked)).status_code == 404
    assert "Maya Lindqvist" in shown(client_of(mira), PANEL)


def test_what_did_not_go_to_the_panel_has_no_such_page(
    alice: Practitioner, fran: Practitioner, mona: Practitioner
) -> None:
    made = decided_for(received(alice).children.get(), fran, mona)
    assert client_of(fran).get(said_page(made)).status_code == 404


def test_the_pages_ask_the_database_little(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, django_assert_max_num_queries: Any
) -> None:
    asked = [waiting(alice, fran, mona) for _ in range(30)]
    NamedChild.objects.update(name="Nia Marsh")
    client = client_of(fran)
    client.get(PANEL)
    with CaptureQueriesContext(connection) as made:
        page = client.get(PANEL)
    assert page.text.count(QUESTION) == 25
    own = [one["sql"] for one in made if "audit_look" not in one["sql"]]
    assert len(own) <= 15, "\n".join(own)
    assert words(client.get(f"{PANEL}?page=2")).count(QUESTION) == 5
    with django_assert_max_num_queries(15):
        assert REASON in client.get(said_page(asked[0])).text
