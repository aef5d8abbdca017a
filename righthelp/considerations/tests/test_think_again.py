"""New thinking about the same children: the text goes along, the earlier one stays as it was."""

import datetime as dt

import pytest

from righthelp.agencies.tests import people
from righthelp.considerations.actions import add_own_need, answer_questions, note_conversation, think_again
from righthelp.considerations.actions.decisions import CARRIED_FOR_CHILD, CARRIED_IN_COMMON
from righthelp.considerations.models import Answer, Consideration, ConsideredChild, Conversation
from righthelp.considerations.tests.test_start import (
    LINES,
    choose,
    decide_on,
    draft,
    newest_event,
    nothing_changes,
)
from righthelp.guidance.models import Edition
from righthelp.guidance.tests.helpers import published

pytestmark = pytest.mark.django_db
COMMON = {
    "worry": "Hungry", "who_knows_family": "The nurse", "support_by": "one", "support_offered": "Breakfast club",
    "family_part": "Spoke to his mother", "family_view": "She is worried", "family_change": "She asks for help",
}  # fmt: skip
ABOUT_CHILD = {
    "age": "middle", "words": "I am cold", "words_on": dt.date(2026, 3, 4), "words_question": "How do you sleep?",
    "words_exact": True, "life_now": "Tired", "life_to_come": "Worse", "history": "Each winter",
    "strengths": "His aunt", "worries": "Hungry", "needs_to_happen": "Breakfast",
    "protective": "partly", "protective_because": "She rang the doctor", "lives_away": "yes",
    "lives_away_since": dt.date(2026, 2, 1),
}  # fmt: skip
ASKED_ANEW = {
    "told_whom": "Leila", "what_next": "Ring", "safe_to_speak": "yes", "safe_to_speak_because": "Kind",
    "family_agrees": "yes", "harm_without_help": "no", "harm_because": "Small",
}  # fmt: skip


def thought_through() -> Consideration:
    """Write everything down, and decide."""
    consideration = draft("J", "K", path="full")
    Consideration.objects.update(**COMMON, **ASKED_ANEW)
    first = consideration.children.all()[0]
    ConsideredChild.objects.filter(pk=first.pk).update(**ABOUT_CHILD, words_readers="family")
    choose(
        first, "a-2", comes_first=True, evidence="No lunch", evidence_from="me", evidence_on=dt.date(2026, 3, 4),
        evidence_kind="fact", position=0,
    )  # fmt: skip
    choose(first, "a-4", is_strength=True, position=1)
    by = consideration.holder
    add_own_need(child=first, own_words="Cares for his gran.", is_strength=False, by=by)
    long, first_needs = consideration.edition.passages.filter(kind="question")
    answer_questions(consideration=consideration, version=1, answers={long: "A year", first_needs: "Food"}, by=by)
    note_conversation(
        consideration=consideration, kind="advice", with_whom="Leila", held_on=dt.date(2026, 3, 5),
        without_names=True, said="Ask the nurse.", followed="I rang her.", by=by,
    )  # fmt: skip
    for child in consideration.children.all():
        decide_on(child, 2)
    return Consideration.objects.get()


def test_talks_keep_the_moment_at_which_they_were_noted() -> None:
    earlier = thought_through()
    again = think_again(consideration=earlier, edition=earlier.edition, by=earlier.holder)
    assert again.conversations.get().noted_at == earlier.conversations.get().noted_at


def newer(*lines: object, **content: object) -> Edition:
    return published("westmarsh", *(lines or LINES), **content)  # type: ignore[arg-type]


@pytest.mark.requirement("SF-040")
def test_the_text_goes_along_and_a_new_level_can_be_decided() -> None:
    earlier = thought_through()
    again = Consideration.objects.get(
        pk=think_again(consideration=earlier, edition=earlier.edition, by=earlier.holder).pk
    )
    assert again.continues == earlier
    assert again != earlier
    assert {name: getattr(again, name) for name in COMMON} == COMMON
    assert set(COMMON) == set(CARRIED_IN_COMMON)
    assert (again.path, again.agency, again.version, again.author) == ("full", earlier.agency, 1, earlier.holder)
    child = again.children.all()[0]
    assert {name: getattr(child, name) for name in ABOUT_CHILD} == ABOUT_CHILD
    assert set(ABOUT_CHILD) == set(CARRIED_FOR_CHILD)
    assert [(each.label, each.position) for each in again.children.all()] == [("J", 0), ("K", 1)]
    assert not child.decisions.exists()
    assert decide_on(child, 3).supersedes is None


def test_what_may_have_changed_since_is_asked_anew() -> None:
    earlier = thought_through()
    again = think_again(consideration=earlier, edition=earlier.edition, by=earlier.holder)
    assert {name: getattr(again, name) for name in ASKED_ANEW} == dict.fromkeys(ASKED_ANEW, "")


def test_the_childs_words_go_back_to_the_fewest_readers() -> None:
    earlier = thought_through()
    again = think_again(consideration=earlier, edition=earlier.edition, by=earlier.holder)
    assert {child.words_readers for child in again.children.all()} == {"agency"}


def test_needs_go_along_with_their_evidence() -> None:
    earlier = thought_through()
    again = think_again(consideration=earlier, edition=earlier.edition, by=earlier.holder)
    hungry, alone, own = again.children.all()[0].needs.all()
    assert (hungry.text, hungry.comes_first, hungry.evidence, hungry.evidence_from) == (
        "Often hungry.", True, "No lunch", "me",
    )  # fmt: skip
    assert (hungry.evidence_on, hungry.evidence_kind, hungry.own_words) == (dt.date(2026, 3, 4), "fact", "")
    assert (alone.text, alone.is_strength) == ("Left alone at night.", True)
    assert (own.descriptor, own.own_words) == (None, "Cares for his gran.")


def test_talks_and_answers_go_along() -> None:
    earlier = thought_through()
    bob = people.teacher(earlier.agency, "Bob Baker")
    again = think_again(consideration=earlier, edition=earlier.edition, by=bob)
    [talk] = again.conversations.all()
    assert (talk.with_whom, talk.said, talk.followed, talk.held_on, talk.without_names, talk.kind) == (
        "Leila", "Ask the nurse.", "I rang her.", dt.date(2026, 3, 5), True, "advice",
    )  # fmt: skip
    assert talk.noted_by == earlier.holder
    assert [answer.text for answer in again.answers.all()] == ["A year", "Food"]


def test_under_a_newer_edition_descriptors_and_questions_find_their_place() -> None:
    earlier = thought_through()
    next_one = newer(*LINES[:2], questions=[{"id": "q7", "text": "Which needs come first?"}])
    again = think_again(consideration=earlier, edition=next_one, by=earlier.holder)
    assert again.edition == next_one
    hungry, alone, _ = again.children.all()[0].needs.all()
    assert hungry.descriptor == next_one.descriptors.get(code="a-2")
    assert (alone.descriptor, alone.own_words, alone.is_strength) == (None, "Left alone at night.", True)
    assert [(answer.question.edition, answer.text) for answer in again.answers.all()] == [(next_one, "Food")]


def test_the_earlier_one_stays_as_it_was() -> None:
    earlier = thought_through()
    before = [list(model.objects.values()) for model in (Consideration, ConsideredChild, Answer, Conversation)]
    needs = list(earlier.children.all()[0].needs.values())
    again = think_again(consideration=earlier, edition=earlier.edition, by=earlier.holder)
    assert list(earlier.children.all()[0].needs.values()) == needs
    after = [
        list(Consideration.objects.exclude(pk=again.pk).values()),
        *(
            list(model.objects.exclude(consideration=again).values())
            for model in (ConsideredChild, Answer, Conversation)
        ),
    ]
    assert after == before


def test_it_is_logged_with_what_it_continues() -> None:
    earlier = thought_through()
    again = think_again(consideration=earlier, edition=earlier.edition, by=earlier.holder)
    assert newest_event(again) == (
        "considerations.thought_again", earlier.holder_id, [],
        {"consideration": earlier.pk, "edition": earlier.edition_id},
    )  # fmt: skip


def test_asking_twice_gives_the_one_already_started() -> None:
    earlier = thought_through()
    again = think_again(consideration=earlier, edition=earlier.edition, by=earlier.holder)
    with nothing_changes():
        assert think_again(consideration=earlier, edition=earlier.edition, by=earlier.holder) == again


def test_once_that_one_is_decided_another_is_started() -> None:
    earlier = thought_through()
    again = think_again(consideration=earlier, edition=earlier.edition, by=earlier.holder)
    for child in again.children.all():
        decide_on(child, 3)
    assert think_again(consideration=earlier, edition=earlier.edition, by=earlier.holder) != again


def test_somebody_elses_new_draft_is_not_given() -> None:
    earlier = thought_through()
    bob = people.teacher(earlier.agency, "Bob Baker")
    again = think_again(consideration=earlier, edition=earlier.edition, by=bob)
    assert think_again(consideration=earlier, edition=earlier.edition, by=earlier.holder) != again
