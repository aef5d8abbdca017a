"""The page shows what search found, in its order: the clearest entry first, strengths told, top levels marked."""

import pytest
from django.test import Client

from righthelp.guidance.models import Edition
from righthelp.guidance.panel import panel_items
from righthelp.guidance.results import answer
from righthelp.guidance.search.engine import search
from righthelp.guidance.search.panel import panel_for
from righthelp.guidance.search.worry import read
from righthelp.guidance.tests.narratives import worries_found

MIXED = "He comes to school hungry and dirty and his mum drinks. He loves reading and has good friends."
HURT = "my dad hit me and left a bruise on my arm, mum strangles me too, i want to die"


def test_the_page_shows_the_entries_in_the_order_in_which_they_were_found(guidance: dict[str, Edition]) -> None:
    found = panel_for(read(HURT))
    assert len(found) > 2
    assert [item.entry.key for item in panel_items(found, [])] == [match.key for match in found]


def test_a_strength_is_shown_only_where_the_words_are_about_it(guidance: dict[str, Edition]) -> None:
    found = answer(guidance["bathnes"], MIXED)
    assert {match.because.words for match in found.strengths} == {"He loves reading", "has good friends."}
    assert not any("sexual" in match.theme.lower() for match in found.strengths)
    assert {"Food and nutrition", "Hygiene and self-care"} <= {theme.name for theme in found.themes}


@pytest.mark.parametrize(
    ("framework", "worries", "strength"),
    [
        ("bathnes", {"Food and nutrition", "Hygiene and self-care", "Substance use"}, "Education"),
        (
            "staffordshire",
            {"Health", "Self-care Skills", "Basic Care, Safety and Protection"},
            "Education and Learning",
        ),
    ],
)
def test_what_goes_well_stands_behind_every_worry(
    guidance: dict[str, Edition], framework: str, worries: set[str], strength: str
) -> None:
    listed = search(guidance[framework], read(MIXED), limit=50)
    themes = list(dict.fromkeys(match.theme for match in listed))
    assert worries <= set(themes[:5])
    assert themes.index(strength) > max(themes.index(worry) for worry in worries)
    scores = [match.score for match in listed]
    assert scores == sorted(scores, reverse=True)
    shown = [theme.name for theme in answer(guidance[framework], MIXED).themes]
    assert shown.index(strength) > max(shown.index(worry) for worry in worries)


def test_a_text_of_strengths_alone_is_searched_as_it_is(guidance: dict[str, Edition]) -> None:
    found = answer(guidance["bathnes"], "He loves reading. He has good friends.")
    assert {"Education", "Child's emotional wellbeing and relationships"} <= {theme.name for theme in found.themes[:3]}
    assert found.strengths


def test_each_strength_is_told_once_with_the_sentence_nearest_to_it(guidance: dict[str, Edition]) -> None:
    found = {match.because.words: match.text for match in answer(guidance["staffordshire"], MIXED).strengths}
    assert found == {
        "He loves reading": "The child shows a variety of skills or interests.",
        "has good friends.": "The child has a good relationship with others of their own age.",
    }


def test_worrying_words_are_never_called_a_strength(guidance: dict[str, Edition]) -> None:
    text = "He is good at maths. He has drawn swastikas on his books and has no good friends."
    assert {match.because.words for match in answer(guidance["bathnes"], text).strengths} == {"He is good at maths."}


@pytest.mark.parametrize(("framework", "theme"), [("bathnes", "Substance use"), ("bathnes", "Hygiene and self-care")])
def test_every_level_that_comes_close_is_marked_and_not_only_the_highest(
    guidance: dict[str, Edition], framework: str, theme: str
) -> None:
    found = next(item for item in answer(guidance[framework], MIXED).themes if item.name == theme)
    assert {rung.level.number for rung in found.rungs for item in rung.descriptors if item.pk in found.close} >= {
        2,
        3,
        4,
    }


@pytest.mark.parametrize(
    "text",
    [
        "Mum told me dad shook him last week but he is fine now. He is 3 months and feeding well.",
        "my dad batters me",
        "He is late. His coat is thin. He forgets his book. He has no lunch. His dad batters him. He is quiet.",
    ],
)
def test_the_highest_level_is_marked_however_calm_the_rest_is(guidance: dict[str, Edition], text: str) -> None:
    found = answer(guidance["bathnes"], text)
    assert any(match.level == 5 for match in found.themes[0].close.values())


@pytest.mark.parametrize(("framework", "least"), [("bathnes", 0.92), ("staffordshire", 0.91)])
def test_worries_are_found_beside_strengths(guidance: dict[str, Edition], framework: str, least: float) -> None:
    assert worries_found(guidance[framework], "mixed_tuning") >= least


def test_words_that_nobody_knows_find_nothing_on_the_page(client: Client, guidance: dict[str, Edition]) -> None:
    response = client.post("/worry", {"text": "😭🍕 zzz qqq 漢字", "framework": "bathnes"})
    assert "We could not match these words to the guidance." in response.text
