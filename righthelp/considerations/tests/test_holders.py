"""Who holds a consideration: taking over, giving back and handing over."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from righthelp.agencies.models import Practitioner
from righthelp.agencies.tests import people
from righthelp.audit.actions import COMMAND
from righthelp.audit.queries import events_about
from righthelp.considerations.actions import ChangedMeanwhile, give_back, hand_over, set_aside, take_over
from righthelp.considerations.actions.holders import (
    count_drafts,
    count_look_agains,
    hand_over_drafts,
    hand_over_look_agains,
)
from righthelp.considerations.models import Consideration, TakeOver
from righthelp.considerations.tests.test_start import WORRY, decide_on, draft, newest_event, nothing_changes

pytestmark = pytest.mark.django_db


def test_a_lead_takes_over_and_what_stands_in_it_stays() -> None:
    consideration = draft()
    leila = people.safeguarding_lead(consideration.agency)
    take_over(consideration=consideration, because="Alice is ill this week.", by=leila)
    kept = Consideration.objects.get()
    assert (kept.holder, kept.author, kept.worry) == (leila, consideration.author, WORRY)
    taken = TakeOver.objects.get()
    assert (taken.taken_from, taken.taken_by, taken.because) == (kept.author, leila, "Alice is ill this week.")
    assert consideration.holder == leila


def test_taking_over_is_logged_with_whom_it_was_taken_from() -> None:
    consideration = draft()
    leila = people.safeguarding_lead(consideration.agency)
    take_over(consideration=consideration, because="Alice is ill this week.", by=leila)
    assert newest_event(consideration) == (
        "considerations.taken_over", leila.pk, ["holder"], {"practitioner": consideration.author_id},
    )  # fmt: skip


def test_two_leads_cannot_both_take_over() -> None:
    mine, theirs = draft(), Consideration.objects.get()
    leila = people.safeguarding_lead(mine.agency)
    tomasz = people.deputy_lead(mine.agency)
    take_over(consideration=theirs, because="Ill", by=tomasz)
    with nothing_changes(), pytest.raises(ChangedMeanwhile):
        take_over(consideration=mine, because="Ill", by=leila)
    assert Consideration.objects.get().holder == tomasz


def test_a_draft_is_handed_to_a_colleague() -> None:
    consideration = draft()
    before = consideration.changed_at
    bob = people.teacher(consideration.agency, "Bob Baker")
    ada = people.agency_administrator(consideration.agency)
    hand_over(consideration=consideration, to=bob, by=ada)
    kept = Consideration.objects.get()
    assert (kept.holder, kept.author) == (bob, consideration.author)
    assert kept.changed_at > before
    assert newest_event(consideration) == (
        "considerations.handed_over", ada.pk, ["holder"], {"practitioner": bob.pk},
    )  # fmt: skip


def test_what_was_taken_over_meanwhile_is_not_handed_over() -> None:
    mine, theirs = draft(), Consideration.objects.get()
    bob = people.teacher(mine.agency, "Bob Baker")
    take_over(consideration=theirs, because="Ill", by=people.safeguarding_lead(mine.agency))
    with nothing_changes(), pytest.raises(ChangedMeanwhile):
        hand_over(consideration=mine, to=bob, by=bob)


def test_the_drafts_of_a_leaver_go_to_a_colleague_each_logged() -> None:
    first = draft("J")
    alice = first.holder
    second, decided = draft("K", by=alice), draft("L", by=alice)
    decide_on(decided.children.get())
    bob = people.teacher(first.agency, "Bob Baker")
    assert (count_drafts(alice, first.agency), count_drafts(bob, first.agency)) == (2, 0)
    hand_over_drafts(leaver=alice, agency=first.agency, receiver=bob, by=COMMAND)
    assert (count_drafts(alice, first.agency), count_drafts(bob, first.agency)) == (0, 2)
    assert set(Consideration.objects.held_by(bob)) == {first, second}
    assert list(Consideration.objects.held_by(alice)) == [decided]
    for consideration in (first, second):
        event = events_about(consideration)[0]
        assert (event.name, event.actor_kind) == ("considerations.handed_over", "command")


def test_drafts_for_another_agency_stay_with_who_leaves_only_one() -> None:
    here = draft()
    alice = here.holder
    practice = people.gp_practice()
    there = draft("K", by=alice)
    Consideration.objects.filter(pk=there.pk).update(agency=practice)
    bob = people.teacher(here.agency, "Bob Baker")
    hand_over_drafts(leaver=alice, agency=here.agency, receiver=bob, by=COMMAND)
    assert list(Consideration.objects.held_by(alice)) == [there]
    assert count_drafts(alice, practice) == 1


def test_what_was_decided_meanwhile_is_not_taken_over() -> None:
    it = draft()
    leila = people.safeguarding_lead(it.agency)
    decide_on(it.children.get())
    with nothing_changes(), pytest.raises(ChangedMeanwhile):
        take_over(consideration=it, because="Ill", by=leila)


def test_a_draft_goes_back_to_whom_it_was_taken_from_with_a_note() -> None:
    it = draft()
    alice, leila = it.holder, people.safeguarding_lead(it.agency)
    taken = take_over(consideration=it, because="Alice is ill.", by=leila)
    give_back(taken=taken, note="I rang the nurse. Please go on.", by=leila)
    assert Consideration.objects.get().holder == alice
    kept = TakeOver.objects.get()
    assert (kept.because, kept.given_back_note) == ("Alice is ill.", "I rang the nurse. Please go on.")
    assert newest_event(it) == (
        "considerations.given_back", leila.pk, ["holder"], {"practitioner": alice.pk},
    )  # fmt: skip


@pytest.mark.parametrize("end", ["decided", "set aside", "handed over"])
def test_what_is_no_draft_or_held_by_somebody_else_is_not_given_back(end: str) -> None:
    it = draft()
    leila = people.safeguarding_lead(it.agency)
    taken = take_over(consideration=it, because="Ill", by=leila)
    meanwhile = Consideration.objects.get()
    if end == "decided":
        decide_on(meanwhile.children.get())
    elif end == "set aside":
        set_aside(consideration=meanwhile, because="Doubled", by=leila)
    else:
        hand_over(consideration=meanwhile, to=people.teacher(it.agency, "Bob Baker"), by=leila)
    with nothing_changes(), pytest.raises(ChangedMeanwhile):
        give_back(taken=taken, note="Please go on.", by=leila)


def test_nothing_is_given_back_without_a_note() -> None:
    it = draft()
    leila = people.safeguarding_lead(it.agency)
    taken = take_over(consideration=it, because="Ill", by=leila)
    with nothing_changes(), pytest.raises(IntegrityError), transaction.atomic():
        give_back(taken=taken, note="", by=leila)


def decided(label: str, by: Practitioner, days: int | None) -> Consideration:
    """Give a decided consideration, to be looked at again in so many days."""
    it = draft(label, by=by)
    on = None if days is None else timezone.localdate() + dt.timedelta(days=days)
    decide_on(it.children.get(), look_again_on=on)
    return it


def test_days_to_look_again_go_to_a_colleague_each_logged() -> None:
    alice = people.teacher(people.school())
    agency = alice.memberships_now[0].team.agency
    to_come, today, passed = (decided(label, alice, days) for label, days in (("J", 30), ("K", 0), ("L", -90)))
    kept = [decided("M", alice, None), decided("N", alice, -91), draft("O", by=alice)]
    bob = people.teacher(agency, "Bob Baker")
    assert (count_look_agains(alice, agency), count_look_agains(bob, agency)) == (3, 0)
    hand_over_look_agains(leaver=alice, agency=agency, receiver=bob, by=COMMAND)
    assert (count_look_agains(alice, agency), count_look_agains(bob, agency)) == (0, 3)
    assert set(Consideration.objects.held_by(bob)) == {to_come, today, passed}
    assert set(Consideration.objects.held_by(alice)) == set(kept)
    for consideration in (to_come, today, passed):
        event = events_about(consideration)[0]
        assert (event.name, event.about_ids) == ("considerations.handed_over", {"practitioner": bob.pk})


def test_a_day_to_look_again_that_a_later_decision_took_away_does_not_wait() -> None:
    alice = people.teacher(people.school())
    it = decided("J", alice, 30)
    assert count_look_agains(alice, it.agency) == 1
    decide_on(it.children.get(), 2)
    assert count_look_agains(alice, it.agency) == 0


def test_days_to_look_again_elsewhere_stay_with_who_leaves_one_agency() -> None:
    alice = people.teacher(people.school())
    decided("J", alice, 30)
    assert count_look_agains(alice, people.gp_practice()) == 0
