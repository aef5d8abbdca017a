"""What a family may be given to read: little, in plain words, and safe for the child."""

import datetime as dt

import pytest

from righthelp.agencies.tests import people
from righthelp.considerations.actions import hand_over, note_conversation
from righthelp.considerations.family_copy import family_sections, how_to_disagree, level_in_words
from righthelp.considerations.models import Consideration, ConsideredChild
from righthelp.considerations.tests.test_start import REASON, a_child, choose, decide_on, draft, edition

pytestmark = pytest.mark.django_db
SAID = {
    "words": "Dad shouts and the CPP lady came", "words_on": dt.date(2026, 3, 4), "words_question": "How is home?",
    "words_exact": True,
}  # fmt: skip
BALANCE = {"strengths": "His aunt helps", "worries": "He is hungry", "needs_to_happen": "Breakfast every day"}


def written(readers: str = "agency") -> ConsideredChild:
    """Write down everything about a child that the rest of the record holds."""
    child = a_child()
    Consideration.objects.update(
        worry="COMMON WORRY", told_whom="TOLD WHOM", what_next="We meet on Friday", who_knows_family="WHO KNOWS",
        family_part="FAMILY PART", safe_to_speak_because="NOT SAFE BECAUSE", harm_because="HARM BECAUSE",
    )  # fmt: skip
    ConsideredChild.objects.update(
        **SAID, **BALANCE, words_readers=readers, life_now="LIFE NOW", protective_because="PROTECTIVE"
    )
    choose(child, "a-2", evidence="THE EVIDENCE", evidence_from="THE NEIGHBOUR")
    note_conversation(
        consideration=child.consideration, kind="advice", with_whom="THE NURSE", held_on=dt.date(2026, 3, 5),
        without_names=False, said="THE ADVICE", followed="WHAT FOLLOWED", by=child.consideration.holder,
    )  # fmt: skip
    return ConsideredChild.objects.get()


def text_of(child: ConsideredChild) -> str:
    return "\n".join(f"{part.title}\n{part.text}\n{part.said}" for part in family_sections(child))


@pytest.mark.parametrize("readers", ["agency", "workers"])
def test_the_childs_words_stay_out_until_somebody_decides_that_it_is_safe(readers: str) -> None:
    text = text_of(written(readers))
    assert "Dad shouts" not in text
    assert "How is home?" not in text
    assert "What J said" not in text


def test_the_childs_words_come_first_once_the_family_may_read_them() -> None:
    [first, *rest] = family_sections(written("family"))
    assert (first.title, first.text, first.page) == ("What J said", SAID["words"], "child_words")
    assert first.said == "J, on 4 March 2026; asked: “How is home?”; the child’s exact words"
    assert not any(part.is_quote for part in rest)


def test_the_childs_words_are_never_corrected() -> None:
    [first, *_] = family_sections(written("family"))
    assert first.remarks == []


def test_a_child_without_words_has_no_such_part() -> None:
    child = a_child()
    child.words_readers = "family"
    assert family_sections(child)[0].title == "What is going well"


def test_evidence_advice_descriptors_and_what_others_said_are_never_in_it() -> None:
    child = written("family")
    decide_on(child, 2, decided_with="DECIDED WITH", lower_reason="")
    text = text_of(ConsideredChild.objects.get())
    for secret in (
        "THE EVIDENCE", "THE NEIGHBOUR", "Often hungry", "THE ADVICE", "THE NURSE", "WHAT FOLLOWED", "COMMON WORRY",
        "TOLD WHOM", "WHO KNOWS", "FAMILY PART", "NOT SAFE", "HARM BECAUSE", "LIFE NOW", "PROTECTIVE", "DECIDED WITH",
    ):  # fmt: skip
        assert secret not in text


@pytest.mark.requirement("BG-008", "BT-014")
def test_it_says_strengths_worries_and_what_must_happen_in_this_order() -> None:
    parts = [(part.title, part.text) for part in family_sections(written())]
    assert parts[:3] == [
        ("What is going well", "His aunt helps"),
        ("What we are worried about", "He is hungry"),
        ("What needs to happen", "Breakfast every day"),
    ]
    assert ("What happens next", "We meet on Friday") in parts


def test_it_gives_the_level_the_reason_and_the_next_look() -> None:
    child = a_child()
    decide_on(child, 1, reason="The earlier reason.")
    decide_on(child, 2, look_again_on=dt.date(2027, 3, 4))
    parts = {part.title: part.text for part in family_sections(ConsideredChild.objects.get())}
    assert parts["The level of help"] == "Level 2."
    assert parts["Why we think so"] == REASON
    assert parts["When we will look at this again"] == "4 March 2027"


def test_before_a_decision_it_says_so() -> None:
    parts = {part.title: part.text for part in family_sections(a_child())}
    assert parts["The level of help"] == "No level of help has been decided yet."
    assert (parts["Why we think so"], parts["When we will look at this again"]) == ("", "")


def test_a_level_is_said_with_its_short_name_and_meaning_and_not_with_what_usually_follows() -> None:
    said = {
        "number": 2, "name": "Children with one identified need", "short_name": "Early help",
        "meaning": "Some more help.", "response": "The family agrees to a plan.",
    }  # fmt: skip
    edition(levels=[said])
    child = a_child()
    decide_on(child, 2)
    shown = level_in_words(ConsideredChild.objects.get())
    assert shown == "Level 2: Early help.\nSome more help."


def test_how_to_disagree_names_who_holds_it_now() -> None:
    consideration = draft()
    bob = people.teacher(consideration.agency, "Bob Baker")
    hand_over(consideration=consideration, to=bob, by=bob)
    text = how_to_disagree(Consideration.objects.get())
    assert f"Talk to Bob Baker at {consideration.agency.name}" in text


def test_what_a_family_may_stumble_over_is_pointed_at() -> None:
    child = a_child()
    child.worries = "The CPP lapsed."
    worries = family_sections(child)[1]
    assert [remark.words for remark in worries.remarks] == ["CPP"]


def test_our_own_words_in_the_copy_draw_no_remark() -> None:
    assert [part.title for part in family_sections(a_child()) if part.remarks] == []
