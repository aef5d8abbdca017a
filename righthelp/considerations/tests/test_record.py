"""What stands in a consideration, as its page, its paper and its export show it."""

import datetime as dt
from typing import Any

import pytest

from righthelp.agencies.tests import people
from righthelp.considerations.actions import note_conversation, take_over, think_again
from righthelp.considerations.models import ChosenNeed, Consideration, ConsideredChild
from righthelp.considerations.queries import bring_children
from righthelp.considerations.record import (
    bring_along,
    child_parts,
    common_parts,
    conversation_facts,
    decision_facts,
    earlier,
    evidence_line,
    needs_of,
    place_of,
    said_how,
    standing,
    superseded,
    words_leave,
)
from righthelp.considerations.tests.test_start import REASON, WORRY, a_child, choose, decide_on, draft
from righthelp.design_system.formatters import day

pytestmark = pytest.mark.django_db
ON = dt.date(2026, 3, 4)


def facts(field: str, value: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Give what the record of a consideration says that holds only this answer."""
    return [(part.title, part.facts) for part in common_parts(Consideration(**{field: value}, pk=0))]


def child_facts(**given: Any) -> list[tuple[str, list[tuple[str, str]]]]:
    child = draft("J", by=people.teacher(people.gp_practice(), "Cem Kaya")).children.get()
    for name, value in given.items():
        setattr(child, name, value)
    return [(part.title, part.facts) for part in child_parts(child)]


def test_parts_without_an_answer_are_left_out() -> None:
    assert [(part.title, part.facts) for part in common_parts(draft())] == [
        ("The worry", [("What the worry is", WORRY)])
    ]
    assert child_facts() == []


@pytest.mark.parametrize(
    ("field", "value", "label", "shown"),
    [
        ("told_whom", "Leila", "Who was told", "Leila"),
        ("what_next", "Ring", "What happens next", "Ring"),
        pytest.param(
            "who_knows_family", "The nurse", "Who knows the child and family, and what they say", "The nurse",
            marks=pytest.mark.requirement("BG-027"),
        ),
        pytest.param(
            "support_offered", "Breakfast", "Help from the agency, and where the family was pointed or referred",
            "Breakfast", marks=pytest.mark.requirement("BN-031"),
        ),
        pytest.param(
            "support_by", "several", "Help from one agency or several", "Several agencies together",
            marks=pytest.mark.requirement("SF-004"),
        ),
        ("safe_to_speak", "yes", "Is it safe to speak to the family first?", "Yes, it is safe"),
        pytest.param(
            "safe_to_speak", "no", "Is it safe to speak to the family first?",
            "No, it could put the child or somebody else in danger", marks=pytest.mark.requirement("BP-248"),
        ),
        pytest.param("safe_to_speak_because", "Kind", "Why", "Kind", marks=pytest.mark.requirement("BP-248")),
        pytest.param(
            "family_part", "We met", "Talks with the family, and their part", "We met",
            marks=pytest.mark.requirement("BG-007"),
        ),
        ("family_view", "Tired", "How the parents or carers feel", "Tired"),
        ("family_change", "A lot", "How far they see a need for help, and what they can change", "A lot"),
        ("family_agrees", "no", "Do they agree to the help?", "No, or not to all of it"),
        pytest.param(
            "harm_without_help", "yes", "Could the child come to serious harm without help?", "Yes, that may happen",
            marks=pytest.mark.requirement("SF-030"),
        ),
        ("harm_because", "Alone", "Why this answer about harm", "Alone"),
    ],
)  # fmt: skip
def test_each_answer_in_common_is_in_the_record(field: str, value: str, label: str, shown: str) -> None:
    [(_, found)] = facts(field, value)
    assert found == [(label, shown)]


@pytest.mark.parametrize(
    ("field", "value", "label", "shown"),
    [
        ("age", "baby", "Age", "Under 1"),
        ("life_now", "Tired", "Life now", "Tired"),
        ("life_to_come", "Worse", "Life to come, if nothing changes", "Worse"),
        pytest.param(
            "history", "Each winter", "What happened before, and what it means now", "Each winter",
            marks=pytest.mark.requirement("BP-196"),
        ),
        pytest.param(
            "protective", "no", "Does a parent or carer protect the child?",
            "No: they are not willing or able to protect the child", marks=pytest.mark.requirement("SF-049"),
        ),
        pytest.param(
            "protective", "yes", "Does a parent or carer protect the child?",
            "Yes: they see the risk, protect the child and work with services",
            marks=pytest.mark.requirement("SF-049"),
        ),
        ("protective_because", "Saw it", "How this is known", "Saw it"),
        ("strengths", "Aunt", "What is going well", "Aunt"),
        ("worries", "Hungry", "What people are worried about", "Hungry"),
        ("needs_to_happen", "Food", "What needs to happen", "Food"),
    ],
)  # fmt: skip
def test_each_answer_about_the_child_is_in_the_record(field: str, value: str, label: str, shown: str) -> None:
    [(_, found)] = child_facts(**{field: value})
    assert found == [(label, shown)]


def test_answers_stand_under_the_editions_questions() -> None:
    consideration = draft()
    [question, _] = consideration.edition.passages.filter(kind="question")
    consideration.answers.create(question=question, text="A year")
    assert common_parts(consideration)[1].facts == [("How long has it gone on?", "A year")]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "J, day not written down; nobody had asked; not word for word"),
        (
            {"words_on": ON, "words_question": "How do you sleep?", "words_exact": True},
            "J, on 4 March 2026; asked: “How do you sleep?”; the child’s exact words",
        ),
    ],
)
def test_the_childs_words_carry_date_question_and_exactness(given: dict[str, Any], said: str) -> None:
    assert said_how(ConsideredChild(label="J", **given)) == said


@pytest.mark.parametrize(("readers", "leave"), [("agency", False), ("workers", True), ("family", True)])
def test_words_for_the_lead_alone_stay_out_of_files(readers: str, leave: bool) -> None:
    assert words_leave(ConsideredChild(words_readers=readers)) is leave
    assert not words_leave(ConsideredChild())


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ({}, ""),
        ({"evidence": "No lunch."}, "No lunch"),
        ({"evidence_kind": "fact", "evidence": "No lunch"}, "Fact. No lunch"),
        ({"evidence_kind": "opinion", "evidence_from": "me"}, "Opinion. me"),
        ({"evidence_kind": "reported", "evidence": "Alone.", "evidence_on": ON}, "Reported. Alone. 4 March 2026"),
        ({"evidence": "Alone", "evidence_from": "his aunt", "evidence_on": ON}, "Alone. his aunt on 4 March 2026"),
    ],
)
def test_evidence_is_one_line_with_kind_source_and_date(given: dict[str, Any], line: str) -> None:
    assert evidence_line(ChosenNeed(**given)) == line


@pytest.mark.requirement("SF-039")
def test_strengths_and_worries_stand_beside_each_other() -> None:
    child = a_child()
    worry, strength = choose(child, "a-3"), choose(child, "a-1", is_strength=True)
    own = child.needs.create(own_words="Cares for his gran.")
    assert needs_of(child, is_strength=False) == [worry, own]
    assert needs_of(child, is_strength=True) == [strength]
    assert [place_of(need) for need in (worry, strength, own)] == [
        "Level 3, Home", "Level 1, Health", "In own words",
    ]  # fmt: skip


def test_one_decision_holds_and_the_others_are_listed_latest_first() -> None:
    child = a_child()
    assert (standing(child), superseded(child)) == (None, [])
    first, second, third = (decide_on(child, number) for number in (1, 3, 2))
    child = ConsideredChild.objects.get()
    assert (standing(child), superseded(child)) == (third, [second, first])


@pytest.mark.requirement("SF-036", "BG-007")
def test_a_decision_is_shown_with_its_reason_the_familys_part_and_the_guidance() -> None:
    child = a_child()
    choose(child, "a-3")
    decision = decide_on(
        child, 2, lower_reason="His aunt.", family_part="They asked.", look_again_on=dt.date(2027, 3, 4)
    )
    shown = dict(decision_facts(decision))
    assert shown.pop("Decided on")
    assert shown == {
        "Level": "Level 2", "Decided by": child.consideration.holder.name,
        "With whom": "Leila Haddad, safeguarding lead", "Why this level": REASON,
        "Why not the level of the highest worry": "His aunt.", "The part of the child and family": "They asked.",
        "Look again": "4 March 2027", "Guidance used": str(child.consideration.edition),
    }  # fmt: skip
    assert "Look again" not in dict(decision_facts(decide_on(child, 3)))


@pytest.mark.requirement("BG-018", "BG-020", "BT-013")
@pytest.mark.parametrize(
    ("kind", "without_names", "first"),
    [
        ("advice", True, "Advice that was asked for"),
        ("family", False, "A talk with the child or family"),
        ("workers", False, "A talk with somebody who works with them, or might"),
    ],
)
def test_a_talk_is_shown_with_what_it_taught_and_what_followed(kind: str, without_names: bool, first: str) -> None:
    consideration = draft()
    talk = note_conversation(
        consideration=consideration, kind=kind, with_whom="Leila", held_on=ON, without_names=without_names,
        said="Ask the nurse.", followed="I rang.", by=consideration.holder,
    )  # fmt: skip
    shown = dict(conversation_facts(talk))
    assert shown.pop("Noted on") == day(talk.noted_at)
    assert (shown.pop("Names", None) == "The child was not named") is without_names
    assert shown == {
        "When": "4 March 2026", "What it was": first, "What was said": "Ask the nurse.", "What followed": "I rang.",
        "Noted by": consideration.holder.name,
    }  # fmt: skip


def test_the_considerations_before_it_are_found_latest_first() -> None:
    first = draft()
    second = think_again(consideration=first, edition=first.edition, by=first.holder)
    third = think_again(consideration=second, edition=first.edition, by=first.holder)
    assert earlier(third) == [second, first]
    assert earlier(first) == []


def test_the_whole_record_is_read_in_few_queries(django_assert_max_num_queries: Any) -> None:
    consideration = draft("J", "K", "L")
    take_over(consideration=consideration, because="Ill", by=consideration.holder)
    for child in consideration.children.all():
        choose(child, "a-2")
        decide_on(child, 2)
        decide_on(child, 3)
    consideration = Consideration.objects.with_people().get()
    bring_children([consideration])
    with django_assert_max_num_queries(15):
        whole = bring_along(consideration)
    with django_assert_max_num_queries(0):
        common_parts(whole)
        for child in whole.children.all():
            child_parts(child)
            assert [place_of(need) for need in child.needs.all()] == ["Level 2, Health"]
            assert [decision_facts(decision) for decision in superseded(child)]
            holds = standing(child)
            assert holds is not None
            assert decision_facts(holds)
        assert [taken.taken_by.name for taken in whole.takeovers.all()] == [consideration.holder.name]
