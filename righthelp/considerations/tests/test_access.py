"""Who reaches a consideration, and that each look is logged."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.http import Http404
from django.test import Client

from righthelp.agencies.actions import WorkLeftOpen, end_access
from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people
from righthelp.agencies.tests.people import fresh
from righthelp.audit.actions import COMMAND
from righthelp.audit.models import Event, Look
from righthelp.audit.queries import looks_at, refused_looks
from righthelp.audit.refusals import LookRefused
from righthelp.audit.rules import LOOK_REFUSED
from righthelp.calendar.models import ClosedDay
from righthelp.calendar.rules import LONDON
from righthelp.considerations import access
from righthelp.considerations.access import TakenOver
from righthelp.considerations.actions import (
    IsSetAside,
    give_back,
    hand_over,
    set_aside,
    take_over,
    think_again,
)
from righthelp.considerations.models import Consideration
from righthelp.considerations.record import earlier
from righthelp.considerations.tests.test_start import choose, decide_on, draft

pytestmark = pytest.mark.django_db
FRIDAY = dt.datetime(2026, 3, 6, 15, tzinfo=LONDON)
MONDAY_NIGHT = dt.datetime(2026, 3, 9, 23, 59, 59, tzinfo=LONDON)
TUESDAY = dt.datetime(2026, 3, 10, tzinfo=LONDON)
BEFORE_EASTER = dt.datetime(2026, 4, 2, 15, tzinfo=LONDON)


@pytest.fixture
def started() -> Consideration:
    """Give Alice's draft of two children, started on a Friday afternoon."""
    with time_machine.travel(FRIDAY, tick=False):
        return draft("J", "K")


def at(moment: dt.datetime) -> time_machine.travel:
    return time_machine.travel(moment, tick=False)


def reads(person: Practitioner, consideration: Consideration) -> bool:
    """Say whether a person may read it; otherwise it must be a 404 and no look."""
    before = Look.objects.count()
    try:
        found = access.consideration_to_read(fresh(person), consideration.public_id, page="the record")
    except Http404:
        assert Look.objects.count() == before
        return False
    assert found == consideration
    newest = looks_at(consideration)[0]
    assert (newest.actor_id, newest.page) == (person.pk, "the record")
    assert Look.objects.count() == before + 1
    return True


def may_take_over(person: Practitioner, consideration: Consideration) -> bool:
    try:
        access.draft_to_take_over(fresh(person), consideration.public_id)
    except Http404:
        return False
    assert (looks_at(consideration)[0].actor_id, looks_at(consideration)[0].page) == (person.pk, "take over")
    return True


def test_the_owner_reads_and_changes_it_at_once(started: Consideration) -> None:
    with at(FRIDAY):
        assert reads(started.holder, started)
        found = access.consideration_to_change(started.holder, started.public_id, page="the worry")
    assert found == started
    assert looks_at(started)[0].page == "the worry"


@pytest.mark.parametrize("moment", [FRIDAY, TUESDAY])
@pytest.mark.parametrize("is_decided", [False, True])
def test_a_colleague_and_strangers_never_reach_it(
    started: Consideration, moment: dt.datetime, is_decided: bool
) -> None:
    elsewhere = people.gp_practice()
    others = [
        people.teacher(started.agency, "Bob Baker"),
        people.agency_administrator(started.agency),
        people.teacher(elsewhere, "Charlie Cole"),
        people.safeguarding_lead(elsewhere, "Lena Moss"),
        people.deputy_lead(elsewhere, "Dev Rao"),
        people.administrator(people.social_care()),
    ]
    if is_decided:
        _decide_all(started)
    with at(moment):
        for person in others:
            assert not reads(person, started), person
            assert not may_take_over(person, started), person
            with pytest.raises(Http404):
                access.consideration_to_change(fresh(person), started.public_id, page="x")


@pytest.mark.parametrize("lead", [people.safeguarding_lead, people.deputy_lead])
def test_a_lead_or_deputy_sees_a_friday_draft_after_monday(
    started: Consideration, lead: Callable[[Agency], Practitioner]
) -> None:
    person = lead(started.agency)
    for moment, opened in ((FRIDAY, False), (MONDAY_NIGHT, False), (TUESDAY, True)):
        with at(moment):
            assert reads(person, started) is opened
            assert may_take_over(person, started) is opened


def test_bank_holidays_do_not_count() -> None:
    with at(BEFORE_EASTER):
        started = draft()
    leila = people.safeguarding_lead(started.agency)
    with at(dt.datetime(2026, 4, 7, 23, 59, tzinfo=LONDON)):
        assert not reads(leila, started)
    with at(dt.datetime(2026, 4, 8, tzinfo=LONDON)):
        assert reads(leila, started)


def test_days_on_which_the_partnership_is_closed_do_not_count(started: Consideration) -> None:
    ClosedDay.objects.create(date=dt.date(2026, 3, 9), name="Training day")
    leila = people.safeguarding_lead(started.agency)
    with at(TUESDAY):
        assert not reads(leila, started)
        assert not may_take_over(leila, started)
    with at(TUESDAY + dt.timedelta(days=1)):
        assert reads(leila, started)
        assert may_take_over(leila, started)


def test_a_lead_reads_a_decision_at_once_and_changes_nothing(started: Consideration) -> None:
    leila = people.safeguarding_lead(started.agency)
    first, _ = started.children.all()
    with at(FRIDAY):
        decide_on(first)
        assert not reads(leila, started)  # still a draft: K has no decision
        _decide_all(started)
        assert reads(leila, started)
        assert not may_take_over(leila, started)
        with pytest.raises(Http404):
            access.consideration_to_change(leila, started.public_id, page="x")


def test_a_lead_does_not_change_what_they_may_read(started: Consideration) -> None:
    leila = people.safeguarding_lead(started.agency)
    with at(TUESDAY), pytest.raises(Http404):
        access.consideration_to_change(leila, started.public_id, page="x")


def test_a_lead_does_not_take_over_from_themselves() -> None:
    leila = people.safeguarding_lead(people.school())
    with at(FRIDAY):
        own = draft(by=leila)
    with at(TUESDAY):
        assert reads(leila, own)
        assert not may_take_over(leila, own)


def test_a_leaver_loses_it_at_once(started: Consideration) -> None:
    bob = people.teacher(started.agency, "Bob Baker")
    alice = started.holder
    with at(FRIDAY):
        hand_over(consideration=started, to=bob, by=alice)
        end_access(by=COMMAND, person=alice, agency=started.agency, receiver=None)
        assert not reads(alice, started)
        assert reads(bob, started)


def test_ending_access_passes_open_drafts_on_and_needs_a_colleague_for_them(started: Consideration) -> None:
    bob = people.teacher(started.agency, "Bob Baker")
    alice = started.holder
    with at(FRIDAY):
        with pytest.raises(WorkLeftOpen):
            end_access(by=COMMAND, person=alice, agency=started.agency, receiver=None)
        assert reads(alice, started)
        end_access(by=COMMAND, person=alice, agency=started.agency, receiver=bob)
        assert not reads(alice, started)
        assert reads(bob, started)


def test_ending_access_passes_on_what_is_to_be_looked_at_again(started: Consideration) -> None:
    bob = people.teacher(started.agency, "Bob Baker")
    alice = started.holder
    with at(FRIDAY):
        for child in started.children.all():
            decide_on(child, look_again_on=dt.date(2026, 6, 1))
        with pytest.raises(WorkLeftOpen):
            end_access(by=COMMAND, person=alice, agency=started.agency, receiver=None)
        end_access(by=COMMAND, person=alice, agency=started.agency, receiver=bob)
        assert not reads(alice, started)
        assert reads(bob, started)
        access.consideration_to_change(fresh(bob), started.public_id, page="decide")


def test_a_lead_sees_at_once_what_is_set_aside_and_a_colleague_never(started: Consideration) -> None:
    leads = [people.safeguarding_lead(started.agency), people.deputy_lead(started.agency)]
    strangers = [people.teacher(started.agency, "Bob Baker"), people.safeguarding_lead(people.gp_practice(), "Lena")]
    with at(FRIDAY):
        assert not any(reads(lead, started) for lead in leads)
        set_aside(consideration=started, because="Doubled", by=started.holder)
        assert all(reads(lead, started) for lead in leads)
        assert not any(reads(person, started) for person in strangers)
        assert not any(may_take_over(lead, started) for lead in leads)


def test_nobody_reaches_what_is_set_aside_to_change_it(started: Consideration) -> None:
    set_aside(consideration=started, because="Doubled", by=started.holder)
    with at(FRIDAY), pytest.raises(IsSetAside):
        access.consideration_to_change(started.holder, started.public_id, page="the worry")
    assert looks_at(started)[0].page == "the worry"


def test_what_was_given_back_is_reached_again_and_not_called_taken_over(started: Consideration) -> None:
    alice, leila = started.holder, people.safeguarding_lead(started.agency)
    give_back(taken=take_over(consideration=started, because="Ill", by=leila), note="Go on", by=leila)
    with at(FRIDAY):
        assert reads(alice, started)
        hand_over(consideration=started, to=people.teacher(started.agency, "Bob Baker"), by=alice)
        assert not reads(alice, started)


def test_only_what_somebody_took_over_and_holds_can_be_given_back(started: Consideration) -> None:
    alice, leila = started.holder, people.safeguarding_lead(started.agency)
    with pytest.raises(Http404):
        access.taken_to_give_back(alice, started.public_id)
    taken = take_over(consideration=started, because="Ill", by=leila)
    assert access.taken_to_give_back(leila, started.public_id) == taken
    for child in started.children.all():
        decide_on(child)
    with pytest.raises(Http404):
        access.taken_to_give_back(leila, started.public_id)


def test_taken_from_one_lead_by_another_it_goes_back_step_by_step(started: Consideration) -> None:
    leila, tomasz = people.safeguarding_lead(started.agency), people.deputy_lead(started.agency)
    first = take_over(consideration=started, because="Ill", by=leila)
    second = take_over(consideration=started, because="Leila is away", by=tomasz)
    assert access.taken_to_give_back(tomasz, started.public_id) == second
    give_back(taken=second, note="Here", by=tomasz)
    assert access.taken_to_give_back(leila, started.public_id) == first


def test_what_one_goes_on_from_comes_along_however_far_back(
    started: Consideration, django_assert_max_num_queries: Any
) -> None:
    chain = [started]
    for _ in range(5):
        chain.append(think_again(consideration=chain[-1], edition=started.edition, by=started.holder))
    alice = fresh(started.holder)
    with django_assert_max_num_queries(5):  # roles, considerations, children, decisions, the look
        found = access.consideration_to_read(alice, chain[-1].public_id, page="x")
        before = earlier(found)
        assert [len(one.children.all()) for one in before] == [2] * 5
    assert before == chain[-2::-1]


def test_a_holder_without_a_role_there_any_more_does_not_reach_it(started: Consideration) -> None:
    alice = started.holder
    people.give(alice, people.gp_practice(), "practitioner")
    alice.memberships.filter(team__agency=started.agency).update(ends_on=dt.date(2026, 3, 5))
    with at(FRIDAY):
        assert not reads(alice, started)


def test_the_writer_is_told_who_took_it_over_and_nothing_more(started: Consideration) -> None:
    leila = people.safeguarding_lead(started.agency)
    alice = started.holder
    take_over(consideration=started, because="Alice is ill.", by=leila)
    looks = Look.objects.count()
    for getter in (access.consideration_to_read, access.consideration_to_change):
        with at(TUESDAY), pytest.raises(TakenOver) as refusal:
            getter(alice, started.public_id, page="x")
        assert (refusal.value.last.taken_by, refusal.value.last.because) == (leila, "Alice is ill.")
        assert started.worry not in str(refusal.value)
    assert Look.objects.count() == looks
    with at(TUESDAY):
        assert not reads(people.teacher(started.agency, "Bob Baker"), started)


def test_who_left_is_not_told_that_it_was_taken_over(started: Consideration) -> None:
    alice = started.holder
    take_over(consideration=started, because="Ill.", by=people.safeguarding_lead(started.agency))
    alice.memberships.update(ends_on=dt.date(2026, 3, 5))
    with at(TUESDAY):
        assert not reads(alice, started)


def _decide_all(consideration: Consideration) -> None:
    for child in consideration.children.all():
        decide_on(child)


GETTERS: list[Callable[[Practitioner, Any], object]] = [
    lambda person, number: access.consideration_to_read(person, number, page="x"),
    lambda person, number: access.consideration_to_change(person, number, page="x"),
    lambda person, number: access.child_to_change(person, number, uuid4(), page="x"),
    lambda person, number: access.need_to_change(person, number, uuid4(), uuid4(), page="x"),
    access.draft_to_take_over,
    access.taken_to_give_back,
]


@pytest.mark.parametrize("getter", GETTERS)
def test_what_does_not_exist_and_what_is_forbidden_look_the_same(
    started: Consideration, getter: Callable[[Practitioner, Any], object]
) -> None:
    stranger = people.teacher(people.gp_practice(), "Charlie Cole")
    for number, is_noted in ((started.public_id, True), (uuid4(), False)):
        with pytest.raises(Http404) as refusal:
            getter(stranger, number)
        assert refusal.value.args == ()
        assert isinstance(refusal.value, LookRefused) is is_noted
    assert not Look.objects.exists()


def refused_to() -> list[tuple[int | None, str, int]]:
    """List whom the log names as refused, and which record, in order."""
    rows = Event.objects.filter(name=LOOK_REFUSED).order_by("id")
    return list(rows.values_list("actor_id", "subject_type", "subject_id"))


PAGES = ["", "/worry", "/record.json", "/take-over", "/give-back"]


@pytest.mark.parametrize("page", PAGES)
def test_the_log_holds_who_was_refused_which_record_and_the_page_tells_them_nothing(
    started: Consideration, page: str
) -> None:
    path = f"/considerations/{started.public_id}{page}"
    unknown = f"/considerations/{uuid4()}{page}"
    colleague = people.safeguarding_lead(started.agency)  # not before one working day
    stranger = people.safeguarding_lead(people.gp_practice(), "Lena Moss")
    with at(FRIDAY):
        for person in (colleague, stranger):
            browser = people.sign_in(Client(), person)
            refused, missing = browser.get(path), browser.get(unknown)
            assert (refused.status_code, missing.status_code) == (404, 404)
            assert _without_reference(refused.text) == _without_reference(missing.text)
    assert refused_to() == [(person.pk, "considerations.consideration", started.pk) for person in (colleague, stranger)]
    assert not Look.objects.exists()


def test_the_owner_is_not_refused(started: Consideration) -> None:
    browser = people.sign_in(Client(), started.holder)
    with at(FRIDAY):
        assert browser.get(f"/considerations/{started.public_id}").status_code == 200
        assert browser.get(f"/considerations/{started.public_id}/worry").status_code == 200
    assert refused_to() == []


def test_a_form_sent_for_a_record_that_is_not_theirs_is_refused_and_noted(started: Consideration) -> None:
    stranger = people.safeguarding_lead(people.gp_practice(), "Lena Moss")
    path = f"/considerations/{started.public_id}/take-over"
    with at(TUESDAY):
        assert people.sign_in(Client(), stranger).post(path, {"because": "Curious"}).status_code == 404
    assert refused_to() == [(stranger.pk, "considerations.consideration", started.pk)]
    assert "Curious" not in str(Event.objects.filter(name=LOOK_REFUSED).values())


def test_whoever_clicks_on_twenty_records_of_others_is_found(started: Consideration) -> None:
    stranger, other = people.teacher(people.gp_practice(), "Charlie Cole"), people.teacher(started.agency, "Bob Baker")
    curious, lost = people.sign_in(Client(), stranger), people.sign_in(Client(), other)
    with at(FRIDAY):
        others = [started, *(draft(f"Child {number}", by=started.holder) for number in range(19))]
        lost.get(f"/considerations/{started.public_id}")
        for one in others:
            curious.get(f"/considerations/{one.public_id}")
        first, second = refused_looks(since=FRIDAY)
    assert (first.actor_id, len(first.records), first.times) == (stranger.pk, 20, 20)
    assert (second.actor_id, len(second.records), second.times) == (other.pk, 1, 1)


def _without_reference(text: str) -> str:
    return re.sub(r"[0-9a-f]{8}", "", re.sub(r'value="[^"]+"', "", text))


def test_a_child_and_a_need_are_reached_through_their_own_consideration(started: Consideration) -> None:
    first, second = started.children.all()
    need = choose(first, "a-2")
    alice = started.holder
    assert access.child_to_change(alice, started.public_id, first.public_id, page="x") == (started, first)
    found = access.need_to_change(alice, started.public_id, first.public_id, need.public_id, page="x")
    assert found == (started, first, need)
    assert found[1].consideration is found[0]
    assert found[2].child is found[1]
    with pytest.raises(Http404):
        access.need_to_change(alice, started.public_id, second.public_id, need.public_id, page="x")
    other = draft("M", by=alice)
    with pytest.raises(Http404):
        access.child_to_change(alice, other.public_id, first.public_id, page="x")
    with pytest.raises(Http404):
        access.child_of(other, first.public_id)


def test_it_is_closed_from_the_first_decision_and_a_draft_until_the_last(started: Consideration) -> None:
    first, second = started.children.all()
    assert (access.is_draft(started), access.is_closed(started)) == (True, False)
    decide_on(first)
    assert (access.is_draft(started), access.is_closed(started)) == (True, True)
    assert (access.is_closed(first), access.is_closed(second)) == (True, False)
    decide_on(second)
    assert (access.is_draft(started), access.is_closed(started)) == (False, True)
