"""Deciding on police notifications on one screen, child by child."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from righthelp.agencies.models import Practitioner
from righthelp.audit.models import Look
from righthelp.front_door.actions.holding import take
from righthelp.front_door.actions.linking import link_child
from righthelp.front_door.actions.police import load
from righthelp.front_door.models import Contact, ContactDecision, NamedChild
from righthelp.front_door.police.triage import REASONS, WORDS
from righthelp.front_door.tests.arriving import client_of, received, shown, words
from righthelp.front_door.tests.deciding import FIVE, adopted, answers, decided_for
from righthelp.front_door.tests.notified import SUMMARY, as_csv, incident, three_hundred
from righthelp.guidance.models import Framework
from righthelp.people.matching.index import file_all
from righthelp.people.models import Restriction
from righthelp.people.tests import folk
from righthelp.work.tests.working import hidden

TRIAGE = "/front-door/police"
NOW = dt.datetime(2026, 3, 6, 8, 0, tzinfo=dt.UTC)
TWO = [{"name": "Maya Lindqvist", "born_on": "2017-05-03"}, {"name": "Leo Marsh", "born_on": "2019-01-02"}]


@pytest.fixture(autouse=True)
def _friday(alice: Practitioner) -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        adopted(alice)
        yield


def notified(by: Practitioner, *incidents: dict[str, Any]) -> Contact:
    load(data=as_csv(incidents or [incident(children=TWO)]), by=by)
    return Contact.objects.get(reference="OCC-1")


def child_named(name: str) -> NamedChild:
    return NamedChild.objects.get(name__startswith=name)


def quick(child: NamedChild, **more: str) -> dict[str, str]:
    boxes = {"outcome": "advice", "level": "2", "common": "", **more}
    return {"do": "ready", "child": str(child.public_id)} | {
        f"quick-{child.public_id}-{name}": value for name, value in boxes.items()
    }


def decision(child: NamedChild, manager: Practitioner, **more: str) -> dict[str, str]:
    return {"do": "decide", "child": str(child.public_id), **answers(child, manager, **more)}


def box(html: str, name: str) -> str:
    found = re.search(rf'name="child-[0-9a-f-]+-{name}"[^>]*>([^<]*)</textarea>', html)
    assert found, name
    return found[1].strip()


def test_urgent_ones_come_first_each_with_everything_that_matters(fran: Practitioner) -> None:
    one = incident(children=TWO)
    notified(fran, one, incident("OCC-2", urgent="yes", children=[{"name": "Kit Ames", "school": "Elsewhere"}]))
    page = shown(client_of(fran), TRIAGE)
    assert page.index("Kit Ames") < page.index("Maya Lindqvist")
    for part in ("Two incidents to decide", SUMMARY, "born 3 May 2017", "Elsewhere: not told yet", "Urgent",
                 "Nobody on file looks alike"):  # fmt: skip
        assert part in page
    assert Look.objects.filter(page="police: triage").count() == 2


def test_what_looks_like_a_repeat_says_so_with_a_link(fran: Practitioner) -> None:
    first = notified(fran, incident(), incident("OCC-2"))
    page = client_of(fran).get(TRIAGE)
    assert words(page).count("Looks like a repeat") == 1
    assert f'href="/front-door/{first.public_id}">another one' in page.text


def test_who_they_may_be_is_said_in_words_and_never_of_a_closed_record(fran: Practitioner, mira: Practitioner) -> None:
    maya = folk.person("Maya Lindqvist", born=dt.date(2017, 5, 3))
    folk.lives_at(maya)
    file_all()
    contact = notified(fran)
    page = client_of(fran).get(TRIAGE)
    assert re.search(rf'href="/front-door/{contact.public_id}/people">(Very likely|Possibly) on file', page.text)
    Restriction.objects.create(person=maya, kind="high_risk", because="Safety", restricted_by=mira)
    assert "on file:" not in words(client_of(fran).get(TRIAGE)).replace("Nobody on file looks alike:", "")


def test_words_are_made_ready_in_boxes_and_nothing_is_kept_before_deciding(fran: Practitioner, mona: Practitioner) -> None:  # fmt: skip  # noqa: E501
    notified(fran)
    client, maya = client_of(fran), child_named("Maya")
    page = client.post(TRIAGE, {**hidden(client.get(TRIAGE).text), **quick(maya, common="heard")})
    assert not ContactDecision.objects.exists()
    assert box(page.text, "needs_protection") == WORDS["advice"]["needs_protection"]
    assert box(page.text, "reason") == REASONS["heard"]
    assert "Nothing is kept before you press" in words(page)
    given = decision(maya, mona, reason="Changed by Fran", needs_protection="No, she was asleep.")
    answer: Any = client.post(f"{TRIAGE}?page=1", {**hidden(page.text), **given})
    assert answer.url == f"{TRIAGE}?page=1#to-decide"
    made = ContactDecision.objects.get()
    assert (made.child, made.reason, made.needs_protection) == (maya, "Changed by Fran", "No, she was asleep.")
    assert made.level.number == 2
    after = words(client.get(answer.url))
    assert "Decided: No social care role now" in after
    assert "Leo Marsh" in after


@pytest.mark.parametrize("outcome", ["strategy", "emergency", "elsewhere"])
def test_where_most_is_at_stake_no_words_are_offered(fran: Practitioner, outcome: str) -> None:
    notified(fran)
    client, maya = client_of(fran), child_named("Maya")
    page = client.post(TRIAGE, {**hidden(client.get(TRIAGE).text), **quick(maya, outcome=outcome, level="4")})
    assert all(box(page.text, name) == "" for name in (*FIVE, "reason"))


def test_the_last_child_decided_takes_the_contact_off_the_screen(fran: Practitioner, mona: Practitioner) -> None:
    contact = notified(fran)
    client = client_of(fran)
    for name in ("Maya", "Leo"):
        client.post(TRIAGE, decision(child_named(name), mona))
    contact.refresh_from_db()
    assert contact.state == Contact.State.DECIDED
    assert "No police notification waits for a decision" in shown(client, TRIAGE)


def test_a_row_that_is_refused_keeps_what_was_written_and_names_what_is_missing(fran: Practitioner, mona: Practitioner) -> None:  # fmt: skip  # noqa: E501
    notified(fran)
    client, maya = client_of(fran), child_named("Maya")
    given = decision(maya, mona, outcome="early_help", reason="She hid upstairs", needs_services="")
    page = client.post(TRIAGE, given)
    assert "Answer the question “Does the child need services, and which?”" in words(page)
    assert "Choose the team that gives the early help, or say below which service gives it" in words(page)
    assert box(page.text, "reason") == "She hid upstairs"
    assert not ContactDecision.objects.exists()
    assert "Choose what happens now" in words(client.post(TRIAGE, quick(maya, outcome="")))


def test_two_workers_do_not_decide_over_each_other(fran: Practitioner, femi: Practitioner, mona: Practitioner) -> None:
    contact = notified(fran)
    maya = child_named("Maya")
    take(contact=contact, by=femi)
    page = client_of(fran).post(TRIAGE, decision(maya, mona, reason="Mine"))
    assert "Femi Balogun works on this" in words(page)
    assert box(page.text, "reason") == "Mine"
    decided_for(maya, femi, mona)
    page = client_of(femi).post(TRIAGE, decision(maya, mona, reason="Mine"))
    assert "Somebody decided for this child meanwhile" in words(page)
    assert "Mine" in words(page)
    assert ContactDecision.objects.count() == 1


def test_a_late_one_asks_why(fran: Practitioner, mona: Practitioner) -> None:
    notified(fran)
    with time_machine.travel(NOW + dt.timedelta(days=5), tick=False):
        page = client_of(fran).post(TRIAGE, decision(child_named("Maya"), mona))
        assert "Say why it took longer" in words(page)
        late = f"child-{child_named('Maya').public_id}-late_because"
        client_of(fran).post(TRIAGE, {**decision(child_named("Maya"), mona), late: "The file came late"})
    assert ContactDecision.objects.get().late_because == "The file came late"


def test_only_police_notifications_open_to_somebody_at_the_front_door(
    fran: Practitioner, alice: Practitioner, mira: Practitioner, mona: Practitioner
) -> None:
    other = received(alice, "Ben Ode").children.get()
    contact = notified(fran)
    client = client_of(fran)
    assert "Ben Ode" not in shown(client, TRIAGE)
    for key in (str(other.public_id), "nonsense", ""):
        assert client.post(TRIAGE, {"do": "decide", "child": key}).status_code == 404
    maya = folk.person("Maya Lindqvist")
    link_child(child=child_named("Maya"), person=maya, by=fran)
    Restriction.objects.create(person=maya, kind="high_risk", because="Safety", restricted_by=mira)
    assert "Leo Marsh" not in shown(client, TRIAGE)
    assert client.post(TRIAGE, decision(child_named("Leo"), mona)).status_code == 404
    assert client_of(alice).post(TRIAGE, decision(child_named("Leo"), mona)).status_code == 403
    assert contact.decided_at is None


def test_without_guidance_it_says_so(fran: Practitioner) -> None:
    notified(fran)
    Framework.objects.update(adopted_at=None, adopted_by=None)
    assert "No guidance is adopted" in shown(client_of(fran), TRIAGE)


def test_three_hundred_are_paged_by_25_in_few_queries(fran: Practitioner) -> None:
    load(data=as_csv(three_hundred()), by=fran)
    client = client_of(fran)
    client.get(TRIAGE)
    with CaptureQueriesContext(
        connection,
    ) as made:
        first = client.get(TRIAGE)
    assert first.text.count("<section") == 25
    assert "300 incidents to decide" in words(first)
    own = [one["sql"] for one in made if "audit_look" not in one["sql"]]
    assert len(own) <= 20, "\n".join(own)
    second = client.get(f"{TRIAGE}?page=2")
    assert set(re.findall("Child[0-9]+ ", words(first))).isdisjoint(re.findall("Child[0-9]+ ", words(second)))
    assert "Child299" in shown(client, f"{TRIAGE}?page=99")
    assert shown(client, f"{TRIAGE}?page=x")
