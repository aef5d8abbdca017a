"""Pure rules: what asks for a reason, and what a family may stumble over."""

import pytest

from righthelp.considerations.rules import (
    LONGEST_SENTENCE,
    Asks,
    PlainWordsRemark,
    highest_with_crime,
    highest_worry,
    needs_lower_reason,
    plain_words_remarks,
    sentences,
    what_asks,
)
from righthelp.design_system.plain_words import FOR_FAMILIES, found

WORDS = [("DSL", "Say “safeguarding lead”."), ("engage", "Say what you hope they will do."), ("section 17", "Say …")]


@pytest.mark.requirement("SF-039")
@pytest.mark.parametrize(
    ("chosen", "highest"),
    [
        ([], None),
        ([(4, True)], None),
        ([(1, False)], 1),
        ([(2, False), (3, False), (1, False)], 3),
        ([(2, False), (4, True)], 2),
    ],
)
def test_strengths_do_not_count_towards_the_highest_worry(chosen: list[tuple[int, bool]], highest: int | None) -> None:
    assert highest_worry(chosen) == highest


@pytest.mark.parametrize(
    ("decided", "highest", "asks"),
    [(1, None, False), (1, 1, False), (1, 2, True), (2, 2, False), (3, 2, False), (3, 4, True)],
)
def test_only_a_level_below_the_highest_worry_asks_why(decided: int, highest: int | None, asks: bool) -> None:
    assert needs_lower_reason(decided, highest) is asks


@pytest.mark.parametrize(
    ("chosen", "top", "highest"), [(None, None, None), (3, None, 3), (None, 5, 5), (3, 5, 5), (5, 5, 5)]
)
def test_what_may_be_a_crime_asks_for_an_answer_up_to_the_highest_level(
    chosen: int | None, top: int | None, highest: int | None
) -> None:
    assert highest_with_crime(chosen, top) == highest


@pytest.mark.parametrize(
    ("decided", "chosen", "highest", "asks"),
    [
        (1, None, None, ()),
        (2, 2, 2, ()),
        (1, 2, 2, (Asks.WORRY,)),
        (1, None, 4, (Asks.CRIME,)),
        (2, 2, 4, (Asks.CRIME,)),
        (1, 2, 4, (Asks.WORRY, Asks.CRIME)),
        (4, 2, 4, ()),
        (3, 4, 4, (Asks.WORRY,)),
    ],
)
def test_it_is_named_what_asks_why_no_higher_level_was_decided(
    decided: int, chosen: int | None, highest: int | None, asks: tuple[Asks, ...]
) -> None:
    assert what_asks(decided, chosen=chosen, highest=highest) == asks


def test_sentences_end_with_a_mark_or_a_line() -> None:
    assert sentences("He is tired. Is he fed? No!\nHis aunt says so\n\n ") == [
        "He is tired.",
        "Is he fed?",
        "No!",
        "His aunt says so",
    ]
    assert sentences("") == []


def test_a_long_sentence_is_pointed_at_by_its_first_words() -> None:
    long = "He came to school " + "again " * (LONGEST_SENTENCE - 3)
    [remark] = plain_words_remarks(f"He is well. {long.strip()}.", WORDS)
    assert remark.words == "He came to school again again again again …"
    assert remark.suggestion == f"This sentence has {LONGEST_SENTENCE + 1} words. Can you make two of it?"
    just_right = "He came to school " + "again " * (LONGEST_SENTENCE - 4)
    assert plain_words_remarks(f"{just_right.strip()}.", WORDS) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He did not engage.", ["engage"]),
        ("ENGAGE with us", ["engage", "ENGAGE"]),
        ("She is engaged to be married", []),
        ("We rang the DSL.", ["DSL"]),
        ("the dsl line at home", []),
        ("Help under Section 17 was offered", ["section 17"]),
        ("section 170", []),
        ("We engage and engage.", ["engage"]),
    ],
)
def test_jargon_is_pointed_at_once_with_a_suggestion(text: str, found: list[str]) -> None:
    assert [remark.words for remark in plain_words_remarks(text, WORDS)] == found


def test_the_suggestion_comes_with_the_word() -> None:
    assert plain_words_remarks("We rang the DSL.", WORDS) == [PlainWordsRemark("DSL", "Say “safeguarding lead”.")]


def test_letters_that_nobody_explains_are_pointed_at_once() -> None:
    remarks = plain_words_remarks("The IDVA rang. An IDVA helps, and K4U too. J is at Alder Road. OK?", WORDS)
    say = "Write out what these letters stand for."
    assert remarks == [PlainWordsRemark("IDVA", say), PlainWordsRemark("K4U", say)]


def test_plain_words_draw_no_remark() -> None:
    assert plain_words_remarks("J is often hungry. His aunt helps.", FOR_FAMILIES) == []
    assert plain_words_remarks("", FOR_FAMILIES) == []


def test_every_word_in_the_list_stands_once_and_is_found() -> None:
    words = [word for word, _ in FOR_FAMILIES]
    assert len(words) == len(set(words)) > 40
    for word, say in FOR_FAMILIES:
        assert word.strip() == word
        assert PlainWordsRemark(word, say) in plain_words_remarks(f"We wrote {word} here.", FOR_FAMILIES)


def test_every_suggestion_is_a_whole_sentence() -> None:
    assert [word for word, say in FOR_FAMILIES if not say.endswith(".")] == []


def test_some_words_are_left_to_professionals_and_explained_to_families() -> None:
    text = "Neglect is above the threshold and his peers say so."
    assert found(text) == []
    say = {remark.words: remark.suggestion for remark in plain_words_remarks(text, FOR_FAMILIES)}
    assert say == {
        "threshold": "Say “the level of need”.",
        "neglect": "Say what the child is missing.",
        "peers": "Say “other children” or “friends”.",
    }


def test_one_word_has_its_own_help_for_professionals_and_for_families() -> None:
    text = "The EHCP is late."
    (hint,) = found(text)
    assert hint.instead == "education, health and care plan"
    assert plain_words_remarks(text, FOR_FAMILIES) == [
        PlainWordsRemark("EHCP", "Say “education, health and care plan”.")
    ]
