"""Changes to what is written about one child."""

import datetime as dt
from typing import Any

import pytest

from righthelp.considerations.actions import (
    AlreadyDecided,
    ChangedMeanwhile,
    add_own_need,
    choose_descriptor,
    remove_child,
    remove_need,
    save_child,
    save_evidence,
    save_words,
    set_readers,
)
from righthelp.considerations.models import ConsideredChild, Decision
from righthelp.considerations.record import highest_of
from righthelp.considerations.tests.test_start import (
    a_child,
    choose,
    decide_on,
    descriptor,
    draft,
    newest_event,
    nothing_changes,
)

pytestmark = pytest.mark.django_db
SAID = {"words": "I am cold at night", "words_question": "How do you sleep?", "words_exact": True}


def test_saving_keeps_the_text_and_steps_the_version_of_this_child_alone() -> None:
    first, second = draft("J", "K").children.all()
    before = first.consideration.changed_at
    save_child(child=first, version=1, changes={"life_now": "Tired"}, by=first.consideration.holder)
    assert [(child.life_now, child.version) for child in ConsideredChild.objects.all()] == [("Tired", 2), ("", 1)]
    second.consideration.refresh_from_db()
    assert second.consideration.version == 1
    assert second.consideration.changed_at > before


def test_saving_is_logged_by_names_of_fields() -> None:
    child = a_child()
    by = child.consideration.holder
    save_child(child=child, version=1, changes={"life_now": "Tired", "life_to_come": "Worse"}, by=by)
    assert newest_event(child) == (
        "considerations.child_saved", by.pk, ["life_now", "life_to_come"], {"consideration": child.consideration_id},
    )  # fmt: skip


@pytest.mark.requirement("BG-008", "BT-014")
def test_strengths_worries_and_what_needs_to_happen_are_three_things() -> None:
    child = a_child()
    three = {"strengths": "His aunt", "worries": "Hungry", "needs_to_happen": "Breakfast"}
    save_child(child=child, version=1, changes=three, by=child.consideration.holder)
    child = ConsideredChild.objects.get()
    assert (child.strengths, child.worries, child.needs_to_happen) == ("His aunt", "Hungry", "Breakfast")


def test_saving_what_an_older_page_showed_changes_nothing() -> None:
    child = a_child()
    by = child.consideration.holder
    save_child(child=child, version=1, changes={"life_now": "First"}, by=by)
    with nothing_changes(), pytest.raises(ChangedMeanwhile):
        save_child(child=child, version=1, changes={"life_now": "Second"}, by=by)
    with nothing_changes(), pytest.raises(ChangedMeanwhile):
        save_words(child=child, version=1, changes={"words": "Second"}, by=by)
    with nothing_changes(), pytest.raises(ChangedMeanwhile):
        set_readers(child=child, version=1, words_readers="family", by=by)


def test_new_words_go_back_to_the_fewest_readers() -> None:
    child = a_child()
    by = child.consideration.holder
    save_words(child=child, version=1, changes={**SAID, "words_on": dt.date(2026, 3, 4)}, by=by)
    set_readers(child=child, version=2, words_readers="family", by=by)
    save_words(child=child, version=3, changes={**SAID, "words": "Dad shouts"}, by=by)
    kept = ConsideredChild.objects.get()
    assert (kept.words, kept.words_readers, kept.words_on) == ("Dad shouts", "agency", dt.date(2026, 3, 4))
    name, _, fields, _ = newest_event(child)
    assert name == "considerations.child_saved"
    assert fields == ["words", "words_question", "words_exact", "words_readers"]


def test_the_same_words_keep_their_readers() -> None:
    child = a_child()
    by = child.consideration.holder
    save_words(child=child, version=1, changes=SAID, by=by)
    set_readers(child=child, version=2, words_readers="family", by=by)
    save_words(child=child, version=3, changes={**SAID, "words_question": "And now?"}, by=by)
    kept = ConsideredChild.objects.get()
    assert (kept.words_question, kept.words_readers) == ("And now?", "family")
    assert newest_event(child)[2] == ["words", "words_question", "words_exact"]


def test_words_saved_in_another_window_count_as_the_ones_on_file() -> None:
    child = a_child()
    by = child.consideration.holder
    stale = ConsideredChild.objects.get()
    save_words(child=child, version=1, changes=SAID, by=by)
    set_readers(child=child, version=2, words_readers="workers", by=by)
    save_words(child=stale, version=3, changes={"words": ""}, by=by)
    assert ConsideredChild.objects.get().words_readers == "agency"


@pytest.mark.parametrize("is_decided", [False, True])
def test_who_may_read_the_words_can_be_decided_at_any_time(is_decided: bool) -> None:
    child = a_child()
    if is_decided:
        decide_on(child)
    child.refresh_from_db()
    set_readers(child=child, version=child.version, words_readers="workers", by=child.consideration.holder)
    assert ConsideredChild.objects.get().words_readers == "workers"
    assert newest_event(child) == (
        "considerations.readers_set", child.consideration.holder_id, ["words_readers"],
        {"consideration": child.consideration_id},
    )  # fmt: skip


def test_a_child_put_in_by_mistake_is_taken_out_with_all_about_it() -> None:
    first, second = draft("J", "K").children.all()
    choose(second, "a-2")
    number = second.pk
    remove_child(child=second, by=second.consideration.holder)
    assert list(ConsideredChild.objects.all()) == [first]
    second.pk = number
    second._state.adding = False
    assert newest_event(second) == (
        "considerations.child_removed", first.consideration.holder_id, [], {"consideration": first.consideration_id},
    )  # fmt: skip


def test_the_only_child_stays() -> None:
    child = a_child()
    with nothing_changes(), pytest.raises(ValueError, match="at least one child"):
        remove_child(child=child, by=child.consideration.holder)


def test_no_child_is_taken_out_once_a_level_was_decided_for_another() -> None:
    first, second = draft("J", "K").children.all()
    decide_on(first)
    with nothing_changes(), pytest.raises(AlreadyDecided):
        remove_child(child=second, by=second.consideration.holder)


def test_choosing_a_descriptor_twice_chooses_it_once() -> None:
    child = a_child()
    by = child.consideration.holder
    need = choose_descriptor(child=child, descriptor=descriptor("a-2"), is_strength=False, by=by)
    assert newest_event(child) == (
        "considerations.descriptor_chosen", by.pk, ["descriptor"],
        {"consideration": child.consideration_id, "descriptor": descriptor("a-2").pk},
    )  # fmt: skip
    with nothing_changes():
        assert choose_descriptor(child=child, descriptor=descriptor("a-2"), is_strength=False, by=by) == need


def test_chosen_in_another_window_while_this_one_waited_it_is_chosen_once(monkeypatch: pytest.MonkeyPatch) -> None:
    child = a_child()
    first = []
    monkeypatch.setattr(
        "righthelp.considerations.actions.children.hold_child", lambda child: first.append(choose(child, "a-2"))
    )
    by = child.consideration.holder
    assert choose_descriptor(child=child, descriptor=descriptor("a-2"), is_strength=False, by=by) == first[0]
    assert child.needs.count() == 1


def test_what_is_chosen_stands_in_the_order_of_choosing() -> None:
    child = a_child()
    for code in ("a-3", "a-1", "a-2"):
        choose_descriptor(
            child=child, descriptor=descriptor(code), is_strength=code == "a-1", by=child.consideration.holder
        )
    chosen = [(need.text, need.is_strength) for need in child.needs.all()]
    assert chosen == [("Nobody at home wakes the child.", False), ("Eats well.", True), ("Often hungry.", False)]


def test_two_children_may_have_the_same_descriptor() -> None:
    first, second = draft("J", "K").children.all()
    for child in (first, second):
        choose_descriptor(child=child, descriptor=descriptor("a-2"), is_strength=False, by=child.consideration.holder)
    assert (first.needs.count(), second.needs.count()) == (1, 1)


@pytest.mark.requirement("BG-005", "BT-017", "SF-037")
def test_no_number_of_chosen_descriptors_decides_a_level() -> None:
    child = a_child()
    for code in ("a-1", "a-2", "a-3", "a-4"):
        choose_descriptor(child=child, descriptor=descriptor(code), is_strength=False, by=child.consideration.holder)
    assert not Decision.objects.exists()
    decide_on(child, 2, lower_reason="His aunt has moved in.")
    assert child.decisions.get().level.number == 2


@pytest.mark.requirement("BN-009")
def test_a_need_in_own_words_stands_beside_the_descriptors() -> None:
    child = a_child()
    by = child.consideration.holder
    choose_descriptor(child=child, descriptor=descriptor("a-2"), is_strength=False, by=by)
    add_own_need(child=child, own_words="Cares for his gran.", is_strength=False, by=by)
    add_own_need(child=child, own_words="Sings in a choir.", is_strength=True, by=by)
    assert [(need.text, need.is_strength, need.position) for need in child.needs.all()] == [
        ("Often hungry.", False, 0), ("Cares for his gran.", False, 1), ("Sings in a choir.", True, 2),
    ]  # fmt: skip
    assert newest_event(child) == (
        "considerations.need_added", by.pk, ["own_words"], {"consideration": child.consideration_id},
    )  # fmt: skip


def test_evidence_is_kept_with_its_source_date_and_kind() -> None:
    child = a_child()
    need = choose(child, "a-2")
    by = child.consideration.holder
    changes: dict[str, Any] = {
        "evidence": "No lunch on three days", "evidence_from": "me", "evidence_on": dt.date(2026, 3, 4),
        "evidence_kind": "fact",
    }  # fmt: skip
    save_evidence(need=need, version=1, changes=changes, by=by)
    [kept] = child.needs.values(*changes)
    assert kept == changes
    assert newest_event(child) == (
        "considerations.evidence_saved", by.pk, list(changes),
        {"consideration": child.consideration_id, "need": need.pk},
    )  # fmt: skip
    with nothing_changes(), pytest.raises(ChangedMeanwhile):
        save_evidence(need=need, version=1, changes={"evidence": "Older"}, by=by)


@pytest.mark.requirement("SF-041")
def test_a_need_that_comes_first_leads_the_list() -> None:
    child = a_child()
    by = child.consideration.holder
    for code in ("a-2", "a-3"):
        choose_descriptor(child=child, descriptor=descriptor(code), is_strength=False, by=by)
    later = child.needs.get(descriptor__code="a-3")
    save_evidence(need=later, version=3, changes={"comes_first": True}, by=by)
    assert [need.text for need in child.needs.all()] == ["Nobody at home wakes the child.", "Often hungry."]


@pytest.mark.requirement("SF-039")
def test_the_same_descriptor_can_turn_out_to_be_a_strength() -> None:
    child = a_child()
    need = choose(child, "a-3")
    assert highest_of(child) == 3
    save_evidence(need=need, version=1, changes={"is_strength": True}, by=child.consideration.holder)
    assert child.needs.get().is_strength
    assert highest_of(child) is None


def test_a_need_is_taken_out() -> None:
    child = a_child()
    need = choose(child, "a-2")
    number = need.pk
    remove_need(need=need, by=child.consideration.holder)
    assert not child.needs.exists()
    assert newest_event(child) == (
        "considerations.need_removed", child.consideration.holder_id, [],
        {"consideration": child.consideration_id, "need": number},
    )  # fmt: skip


def test_after_a_decision_nothing_about_the_child_is_edited() -> None:
    child = a_child()
    by = child.consideration.holder
    need = choose(child, "a-1")
    decide_on(child)
    child.refresh_from_db()
    version = child.version
    with nothing_changes():
        with pytest.raises(AlreadyDecided):
            save_child(child=child, version=version, changes={"life_now": "Other"}, by=by)
        with pytest.raises(AlreadyDecided):
            save_words(child=child, version=version, changes={"words": "Other"}, by=by)
        with pytest.raises(AlreadyDecided):
            choose_descriptor(child=child, descriptor=descriptor("a-2"), is_strength=False, by=by)
        with pytest.raises(AlreadyDecided):
            add_own_need(child=child, own_words="Other", is_strength=False, by=by)
        with pytest.raises(AlreadyDecided):
            save_evidence(need=need, version=version, changes={"evidence": "Other"}, by=by)
        with pytest.raises(AlreadyDecided):
            remove_need(need=need, by=by)


def test_a_brother_without_a_decision_stays_open() -> None:
    first, second = draft("J", "K").children.all()
    decide_on(first)
    save_child(child=second, version=1, changes={"life_now": "Tired"}, by=second.consideration.holder)
    assert ConsideredChild.objects.get(label="K").life_now == "Tired"
