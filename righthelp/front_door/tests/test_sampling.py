"""Decisions looked at again: drawn by chance, never one's own; and how far levels agree, by agency and month."""

import datetime as dt
import re
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from righthelp.agencies.actions.refusals import NotAllowed
from righthelp.agencies.models import Practitioner
from righthelp.front_door.actions.deciding import decide
from righthelp.front_door.actions.reopening import reopen
from righthelp.front_door.actions.sampling import LookedAtAlready, NothingToDraw, draw_sample, note_sample
from righthelp.front_door.models import ContactDecision, NamedChild, Sample
from righthelp.front_door.tests.arriving import client_of, received, shown, words
from righthelp.front_door.tests.deciding import adopted, decided, decided_for, level
from righthelp.people.actions import restrict
from righthelp.people.tests.conftest import Family
from righthelp.work.tests.working import send_form, send_twice

TUESDAY = dt.datetime(2027, 3, 2, 10, tzinfo=dt.UTC)
SAMPLES = "/front-door/samples"


@pytest.fixture(autouse=True)
def _guidance(alice: Practitioner) -> None:
    adopted(alice)


def made(alice: Practitioner, fran: Practitioner, mona: Practitioner, number: int = 1, **more: Any) -> None:
    for _ in range(number):
        decided_for(received(alice).children.get(), fran, mona, **more)


def sample_page(sample: Sample) -> str:
    return reverse("front_door_sample", args=[sample.public_id])


def test_a_manager_draws_by_chance_and_says_at_which_level_they_would_have_decided(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, mira: Practitioner
) -> None:
    made(alice, fran, mona, 3)
    client = client_of(mira)
    drawn = send_twice(client, SAMPLES, size="2", days="31")
    assert [one.status_code for one in drawn] == [302, 302]
    first, second = Sample.objects.all()
    assert first.decision != second.decision
    assert "Choose the level" in words(send_form(client, sample_page(first), finding="Clear"))
    sent = send_twice(client, sample_page(first), level="3", finding="The night was not asked about.")
    assert [one.status_code for one in sent] == [302, 302]
    first.refresh_from_db()
    assert (first.level, first.done_by, first.finding) == (level(3), mira, "The night was not asked about.")
    assert "The night was not asked about." in shown(client, sample_page(first))


def test_nobody_draws_or_looks_at_their_own_decision(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, mira: Practitioner
) -> None:
    made(alice, fran, mona)
    with pytest.raises(NothingToDraw):
        draw_sample(days=31, size=5, by=mona)
    assert "Nobody else decided anything" in words(send_form(client_of(mona), SAMPLES, size="5", days="31"))
    sample = draw_sample(days=31, size=5, by=mira)[0]
    with pytest.raises(NotAllowed):
        note_sample(sample=sample, level=level(2), finding="Good", by=mona)
    assert "A colleague looks at it again" in shown(client_of(mona), sample_page(sample))
    send_form(client_of(mona), sample_page(sample), level="2", finding="Good")
    sample.refresh_from_db()
    assert sample.done_at is None


def test_what_was_drawn_once_is_not_drawn_again_nor_looked_at_twice(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, mira: Practitioner
) -> None:
    made(alice, fran, mona)
    sample = draw_sample(days=31, size=5, by=mira)[0]
    with pytest.raises(NothingToDraw):
        draw_sample(days=31, size=5, by=mira)
    note_sample(sample=sample, level=level(2), finding="Clear", by=mira)
    with pytest.raises(LookedAtAlready):
        note_sample(sample=sample, level=level(3), finding="Not clear", by=mira)
    page: Any = client_of(mira).post(sample_page(sample), {"level": "3", "finding": "Written in vain"})
    assert "Written in vain" in words(page)
    with pytest.raises(IntegrityError), transaction.atomic():
        Sample.objects.filter(pk=sample.pk).update(finding="")


def test_only_decisions_of_these_days_that_stand_are_drawn(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, mira: Practitioner
) -> None:
    with time_machine.travel(TUESDAY, tick=False) as clock:
        made(alice, fran, mona)
        clock.shift(dt.timedelta(days=8))
        with pytest.raises(NothingToDraw):
            draw_sample(days=7, size=5, by=mira)
        assert len(draw_sample(days=31, size=5, by=mira)) == 1


def test_a_contact_that_is_closed_to_the_manager_is_neither_drawn_nor_shown(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, mira: Practitioner, ines: Practitioner, family: Family
) -> None:
    made(alice, fran, mona)
    sample = draw_sample(days=31, size=5, by=mira)[0]
    made(alice, fran, mona)
    NamedChild.objects.update(person=family.maya)
    restrict(person=family.maya, kind="staff", because="Works here", readers=[ines], by=mona)
    with pytest.raises(NothingToDraw):
        draw_sample(days=31, size=5, by=mira)
    assert client_of(mira).get(sample_page(sample)).status_code == 404
    assert "Nothing is drawn yet" in shown(client_of(mira), SAMPLES)


def test_the_page_shows_by_agency_and_month_how_far_levels_agree_and_no_score_of_anybody(
    alice: Practitioner, charlie: Practitioner, fran: Practitioner, mona: Practitioner, mira: Practitioner
) -> None:
    with time_machine.travel(TUESDAY, tick=False):
        made(alice, fran, mona, 3)
        made(charlie, fran, mona)
        asked = list(NamedChild.objects.filter(contact__agency__name__startswith="Alder"))
        for child, number in zip(asked, (2, 3), strict=False):
            NamedChild.objects.filter(pk=child.pk).update(level=level(number))
        decision = ContactDecision.objects.filter(child=asked[0]).get()
        note_sample(
            sample=Sample.objects.create(decision=decision, drawn_by=mira), level=level(2), finding="Clear", by=mira
        )
        page: Any = client_of(mira).get(SAMPLES)
    text = words(page)
    assert "March 2027 Alder Road Primary School 3 3 of 3 0 1 of 2 1 of 1" in text
    assert "March 2027 Saltmarsh Surgery 1 1 of 1 0 – –" in text
    table = page.text[page.text.index("<tbody") :]
    assert not any(one.name in table for one in (alice, charlie, fran, mona))


@pytest.mark.requirement("BP-116")
def test_the_page_shows_how_many_were_decided_in_time_and_how_many_again(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, mira: Practitioner
) -> None:
    with time_machine.travel(TUESDAY, tick=False) as clock:
        first, late = received(alice).children.get(), received(alice).children.get()
        made = decided_for(first, fran, mona)
        clock.shift(dt.timedelta(days=3))
        decided_for(late, fran, mona, late_because="Nobody could be reached.")
        decide(child=first, decision=decided(mona, again_because="New facts."), instead_of=made, by=fran)
        assert "Alder Road Primary School 2 1 of 2 1 – –" in shown(client_of(mira), SAMPLES)


def test_who_does_not_manage_the_front_door_draws_nothing(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, mira: Practitioner
) -> None:
    made(alice, fran, mona)
    with pytest.raises(NotAllowed):
        draw_sample(days=31, size=1, by=fran)
    sample = draw_sample(days=31, size=1, by=mira)[0]
    assert [client_of(fran).get(path).status_code for path in (SAMPLES, sample_page(sample))] == [403, 403]


def months(page: Any) -> list[str]:
    """Give each row of the table in words."""
    return [words_of(row) for row in re.findall(r"<tr class=\"govuk-table__row\">(.*?)</tr>", page.text, re.DOTALL)]


def words_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def test_of_several_children_in_one_contact_each_counts_with_its_own_level_and_its_own_day(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, mira: Practitioner
) -> None:
    with time_machine.travel(TUESDAY, tick=False) as clock:
        contact = received(alice, "Maya Lindqvist", "Leo Marsh")
        maya, leo = contact.children.all()
        NamedChild.objects.filter(pk=maya.pk).update(level=level(2))
        NamedChild.objects.filter(pk=leo.pk).update(level=level(3))
        first = decided_for(maya, fran, mona)
        decide(child=maya, decision=decided(mona, again_because="New facts."), instead_of=first, by=fran)
        clock.shift(dt.timedelta(days=3))
        decided_for(leo, fran, mona, late_because="Nobody could be reached.")
        page: Any = client_of(mira).get(SAMPLES)
    assert "March 2027 Alder Road Primary School 2 1 of 2 1 1 of 2 –" in months(page)


def test_what_a_manager_found_is_counted_in_its_month_also_where_it_was_decided_again_since(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, mira: Practitioner
) -> None:
    with time_machine.travel(TUESDAY, tick=False) as clock:
        child = received(alice).children.get()
        first = decided_for(child, fran, mona)
        sample = Sample.objects.create(decision=first, drawn_by=mira)
        note_sample(sample=sample, level=level(4), finding="She was alone at night.", by=mira)
        clock.shift(dt.timedelta(days=31))
        again = decided(mona, again_because="A manager looked at it again.", level=level(4))
        decide(child=child, decision=again, instead_of=first, by=fran)
        page: Any = client_of(mira).get(SAMPLES)
    assert "March 2027 Alder Road Primary School 0 – 0 – 0 of 1" in months(page)
    assert "April 2027 Alder Road Primary School 1 1 of 1 1 – –" in months(page)


def test_opened_again_its_new_clock_makes_no_late_decision_early_and_none_late(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, mira: Practitioner
) -> None:
    with time_machine.travel(TUESDAY, tick=False) as clock:
        contact = received(alice, "Maya Lindqvist", "Leo Marsh")
        maya, leo = contact.children.all()
        first = decided_for(maya, fran, mona)
        clock.shift(dt.timedelta(days=3))
        decided_for(leo, fran, mona, late_because="Nobody could be reached.")
        clock.shift(dt.timedelta(days=4))
        reopen(contact=contact, children=[maya], because="Her gran rang.", by=fran)
        assert "March 2027 Alder Road Primary School 2 1 of 2 0 – –" in months(client_of(mira).get(SAMPLES))
        clock.shift(dt.timedelta(days=2))
        again = decided(mona, again_because="Her gran rang.", late_because="Nobody answered.")
        decide(child=maya, decision=again, instead_of=first, by=fran)
        page: Any = client_of(mira).get(SAMPLES)
    assert "March 2027 Alder Road Primary School 2 0 of 2 1 – –" in months(page)
