"""Recording the level that people decided."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from righthelp.considerations.actions import ChangedMeanwhile, ReasonMissing, add_own_need, save_child
from righthelp.considerations.models import Consideration, ConsideredChild, Decision
from righthelp.considerations.tests.test_start import (
    REASON,
    a_child,
    choose,
    decide_on,
    draft,
    edition,
    newest_event,
    nothing_changes,
)

pytestmark = pytest.mark.django_db
BELOW = "His aunt has moved in and wakes him."


@pytest.mark.requirement("BG-007", "SF-036")
def test_a_decision_keeps_who_why_with_whom_and_the_familys_part() -> None:
    child = a_child()
    on = dt.date(2027, 3, 4)
    decide_on(child, 2, family_part="His mother asked for this.", look_again_on=on)
    decision = Decision.objects.get()
    assert (decision.level.number, decision.reason, decision.decided_by) == (2, REASON, child.consideration.holder)
    assert (decision.decided_with, decision.family_part, decision.look_again_on) == (
        "Leila Haddad, safeguarding lead", "His mother asked for this.", on,
    )  # fmt: skip
    assert (decision.supersedes, decision.highest_worry) == (None, None)


@pytest.mark.requirement("SF-036")
def test_there_is_no_level_without_a_reason() -> None:
    child = a_child()
    with nothing_changes(), pytest.raises(IntegrityError), transaction.atomic():
        decide_on(child, reason="")


def test_a_level_of_another_guide_is_refused() -> None:
    child = a_child()
    other = edition("elsewhere").levels.get(number=2)
    with nothing_changes(), pytest.raises(ValueError, match="another edition"):
        decide_on(child, level=other)


def test_it_is_logged_without_what_was_written() -> None:
    child = a_child()
    decision = decide_on(child)
    assert newest_event(child) == (
        "considerations.level_decided", child.consideration.holder_id, ["level", "reason"],
        {"consideration": child.consideration_id, "decision": decision.pk, "edition": decision.edition_id},
    )  # fmt: skip


def test_it_keeps_the_edition_though_a_newer_one_is_published() -> None:
    child = a_child()
    old = child.consideration.edition
    edition(edition_name="Newer")
    assert decide_on(child).edition == old


@pytest.mark.parametrize("lower_reason", ["", " \n "])
def test_below_the_highest_worry_it_asks_why(lower_reason: str) -> None:
    child = a_child()
    choose(child, "a-3")
    with nothing_changes(), pytest.raises(ReasonMissing):
        decide_on(child, 2, lower_reason=lower_reason)


def test_below_the_highest_worry_it_goes_through_with_a_reason() -> None:
    child = a_child()
    choose(child, "a-2")
    choose(child, "a-3")
    decision = decide_on(child, 2, lower_reason=BELOW)
    assert (decision.level.number, decision.highest_worry, decision.lower_reason) == (2, 3, BELOW)


@pytest.mark.requirement("SF-038")
@pytest.mark.parametrize("number", [3, 4])
def test_at_the_highest_worry_or_above_it_asks_nothing_more(number: int) -> None:
    child = a_child()
    choose(child, "a-2")
    choose(child, "a-3")
    assert decide_on(child, number).level.number == number


@pytest.mark.requirement("SF-039")
def test_a_strength_of_a_high_level_asks_for_no_reason() -> None:
    child = a_child()
    choose(child, "a-4", is_strength=True)
    choose(child, "a-1")
    assert decide_on(child, 1).highest_worry == 1


def test_a_need_in_own_words_has_no_level() -> None:
    child = a_child()
    add_own_need(child=child, own_words="Cares for his gran.", is_strength=False, by=child.consideration.holder)
    assert decide_on(child, 1).highest_worry is None


def test_what_was_chosen_for_a_sister_does_not_count() -> None:
    first, second = draft("J", "K").children.all()
    choose(second, "a-4")
    assert decide_on(first, 1).highest_worry is None


@pytest.mark.requirement("SF-003", "SF-040", "BN-008")
def test_a_later_decision_supersedes_and_leaves_the_earlier_one_as_it_was() -> None:
    child = a_child()
    first = decide_on(child, 1)
    [before] = Decision.objects.values()
    second = decide_on(child, 2, reason="His aunt has moved away.")
    [kept, later] = Decision.objects.order_by("pk").values()
    assert kept == before
    assert (later["supersedes_id"], later["reason"]) == (first.pk, "His aunt has moved away.")
    assert list(child.decisions.standing()) == [second]
    third = decide_on(child, 1)
    assert third.supersedes == second
    assert list(child.decisions.standing()) == [third]


def test_two_first_decisions_for_one_child_cannot_be_kept() -> None:
    first = decide_on(a_child())
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(
            child=first.child, level=first.level, edition=first.edition, decided_by=first.decided_by, reason="Again"
        )


def test_a_decision_on_an_older_page_changes_nothing() -> None:
    child = a_child()
    save_child(child=child, version=1, changes={"life_now": "Worse"}, by=child.consideration.holder)
    with nothing_changes(), pytest.raises(ChangedMeanwhile):
        decide_on(child, version=1)


def test_two_people_cannot_both_supersede_one_decision() -> None:
    child = a_child()
    decide_on(child)
    version = ConsideredChild.objects.get().version
    decide_on(child, 2, version=version)
    with nothing_changes(), pytest.raises(ChangedMeanwhile):
        decide_on(child, 3, version=version)


def test_a_decision_is_a_change_to_the_consideration() -> None:
    child = a_child()
    before = child.consideration.changed_at
    decide_on(child)
    assert Consideration.objects.get().changed_at > before
