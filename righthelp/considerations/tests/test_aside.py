"""Setting a draft aside and bringing it back: nothing is deleted, and nobody edits it meanwhile."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from righthelp.agencies.tests import people
from righthelp.audit.queries import events_about
from righthelp.considerations import actions
from righthelp.considerations.actions import (
    AlreadyDecided,
    ChangedMeanwhile,
    IsSetAside,
    bring_back,
    set_aside,
    take_over,
    think_again,
)
from righthelp.considerations.actions.holders import count_drafts
from righthelp.considerations.models import Consideration, ConsideredChild
from righthelp.considerations.tests.test_start import (
    WORRY,
    choose,
    decide_on,
    descriptor,
    draft,
    newest_event,
    nothing_changes,
)

pytestmark = pytest.mark.django_db
WHY = "The same as the draft of Monday."


@pytest.fixture
def aside() -> Consideration:
    """Give a draft that its holder set aside."""
    it = draft("J", "K")
    set_aside(consideration=it, because=WHY, by=it.holder)
    return Consideration.objects.get()


def test_it_keeps_who_when_and_why_and_all_that_was_written(aside: Consideration) -> None:
    assert (aside.set_aside_by, aside.set_aside_because) == (aside.holder, WHY)
    assert aside.set_aside_at is not None
    assert timezone.now() - aside.set_aside_at < dt.timedelta(minutes=1)
    assert (aside.worry, [child.label for child in aside.children.all()]) == (WORRY, ["J", "K"])


def test_it_is_neither_draft_nor_decided(aside: Consideration) -> None:
    everything = Consideration.objects.all()
    assert list(everything.set_aside()) == [aside]
    assert not everything.drafts()
    assert not everything.decided()
    assert count_drafts(aside.holder, aside.agency) == 0
    other = draft("L", by=aside.holder)
    assert list(everything.drafts()) == list(everything.not_set_aside()) == [other]


def test_both_ways_are_logged_without_what_was_written(aside: Consideration) -> None:
    fields = ["set_aside_at", "set_aside_by", "set_aside_because"]
    assert newest_event(aside) == ("considerations.set_aside", aside.holder_id, fields, {})
    bring_back(consideration=aside, by=aside.holder)
    assert newest_event(aside) == ("considerations.brought_back", aside.holder_id, ["brought_back_at"], {})


@pytest.mark.parametrize("wrong", [{"set_aside_because": ""}, {"set_aside_by": None}, {"set_aside_at": None}])
def test_without_who_when_and_why_it_cannot_be_kept(aside: Consideration, wrong: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Consideration.objects.update(**wrong)


def test_nothing_is_set_aside_without_a_reason() -> None:
    it = draft()
    with nothing_changes(), pytest.raises(IntegrityError), transaction.atomic():
        set_aside(consideration=it, because="", by=it.holder)


def test_bringing_back_needs_a_person_and_something_set_aside(aside: Consideration) -> None:
    for wrong in ({"brought_back_at": timezone.now()}, {"brought_back_by": aside.holder}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Consideration.objects.update(**wrong)
    plain = draft("L", by=aside.holder)
    with pytest.raises(IntegrityError), transaction.atomic():
        Consideration.objects.filter(pk=plain.pk).update(brought_back_at=timezone.now(), brought_back_by=aside.holder)


def test_with_a_decision_in_it_it_is_not_set_aside() -> None:
    it = draft("J", "K")
    decide_on(it.children.all()[0])
    with nothing_changes(), pytest.raises(AlreadyDecided):
        set_aside(consideration=it, because=WHY, by=it.holder)


def test_it_is_set_aside_once(aside: Consideration) -> None:
    with nothing_changes(), pytest.raises(IsSetAside) as refusal:
        set_aside(consideration=aside, because="Again", by=aside.holder)
    assert refusal.value.consideration == aside


def test_what_a_lead_took_over_meanwhile_is_not_set_aside() -> None:
    mine, theirs = draft(), Consideration.objects.get()
    take_over(consideration=theirs, because="Ill", by=people.safeguarding_lead(mine.agency))
    with nothing_changes(), pytest.raises(ChangedMeanwhile):
        set_aside(consideration=mine, because=WHY, by=mine.holder)


CHANGES: dict[str, Callable[[Consideration, ConsideredChild], object]] = {
    "common": lambda it, child: actions.save_common(
        consideration=it, version=it.version, changes={"worry": "x"}, by=it.holder
    ),
    "full path": lambda it, child: actions.go_on_to_full(consideration=it, by=it.holder),
    "another child": lambda it, child: actions.add_child(consideration=it, version=it.version, label="M", by=it.holder),
    "one child fewer": lambda it, child: actions.remove_child(child=child, by=it.holder),
    "a child": lambda it, child: actions.save_child(
        child=child, version=child.version, changes={"life_now": "x"}, by=it.holder
    ),
    "readers": lambda it, child: actions.set_readers(
        child=child, version=child.version, words_readers="family", by=it.holder
    ),
    "a descriptor": lambda it, child: actions.choose_descriptor(
        child=child, descriptor=descriptor("a-1"), is_strength=True, by=it.holder
    ),
    "a level": lambda it, child: decide_on(child),
    "take over": lambda it, child: take_over(consideration=it, because="Ill", by=it.holder),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_nobody_edits_it(aside: Consideration, change: Callable[[Consideration, ConsideredChild], object]) -> None:
    child = aside.children.all()[0]
    choose(child, "a-2")
    with nothing_changes(), pytest.raises((IsSetAside, ChangedMeanwhile)):
        change(aside, child)


def test_brought_back_it_is_a_draft_as_it_was(aside: Consideration) -> None:
    bring_back(consideration=aside, by=aside.holder)
    kept = Consideration.objects.get()
    assert list(Consideration.objects.drafts().held_by(aside.author)) == [kept]
    assert (kept.holder, kept.worry, kept.brought_back_by) == (aside.holder, WORRY, aside.holder)
    assert kept.set_aside_because == WHY
    assert not kept.takeovers.exists()
    decide_on(kept.children.all()[0])


def test_a_lead_who_brings_it_back_takes_it_over_with_that(aside: Consideration) -> None:
    leila = people.safeguarding_lead(aside.agency)
    bring_back(consideration=aside, because="I am still worried.", by=leila)
    kept, taken = Consideration.objects.get(), aside.takeovers.get()
    assert list(Consideration.objects.drafts().held_by(leila)) == [kept]
    assert (taken.taken_from, taken.taken_by, taken.because) == (aside.author, leila, "I am still worried.")
    names = [event.name for event in events_about(aside)[:2]]
    assert names == ["considerations.taken_over", "considerations.brought_back"]


def test_it_is_brought_back_once(aside: Consideration) -> None:
    bring_back(consideration=Consideration.objects.get(), by=aside.holder)
    with nothing_changes(), pytest.raises(ChangedMeanwhile):
        bring_back(consideration=aside, by=aside.holder)


def test_set_aside_again_the_last_time_counts(aside: Consideration) -> None:
    bring_back(consideration=aside, by=aside.holder)
    set_aside(consideration=Consideration.objects.get(), because="No longer needed.", by=aside.holder)
    kept = Consideration.objects.get()
    assert (kept.is_set_aside, kept.set_aside_because, kept.brought_back_by) == (True, "No longer needed.", None)


def test_new_thinking_that_was_set_aside_does_not_stand_in_the_way_of_another() -> None:
    it = draft()
    decide_on(it.children.get())
    first = think_again(consideration=it, edition=it.edition, by=it.holder)
    set_aside(consideration=first, because=WHY, by=it.holder)
    assert think_again(consideration=it, edition=it.edition, by=it.holder) != first
