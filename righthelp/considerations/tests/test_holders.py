"""Who holds a draft: taking over and handing over."""

import pytest

from righthelp.agencies.tests import people
from righthelp.audit.actions import COMMAND
from righthelp.audit.queries import events_about
from righthelp.considerations.actions import ChangedMeanwhile, hand_over, take_over
from righthelp.considerations.actions.holders import count_drafts, hand_over_drafts
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
