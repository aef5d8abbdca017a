"""The page shows what search found, in its order: the clearest entry first, strengths told, top levels marked."""

import pytest
from django.test import Client

from righthelp.guidance.models import Edition
from righthelp.guidance.panel import panel_items
from righthelp.guidance.results import answer
from righthelp.guidance.search.panel import panel_for
from righthelp.guidance.search.worry import read

HURT = "my dad hit me and left a bruise on my arm, mum strangles me too, i want to die"


def test_the_page_shows_the_entries_in_the_order_in_which_they_were_found(guidance: dict[str, Edition]) -> None:
    found = panel_for(read(HURT))
    assert len(found) > 2
    assert [item.entry.key for item in panel_items(found, [])] == [match.key for match in found]


def test_a_strength_is_shown_only_where_the_words_are_about_it(guidance: dict[str, Edition]) -> None:
    text = "He comes to school hungry and dirty and his mum drinks. He loves reading and has good friends."
    found = answer(guidance["bathnes"], text)
    assert {match.because.words for match in found.strengths} == {"He loves reading", "has good friends."}
    assert not any("sexual" in match.theme.lower() for match in found.strengths)
    assert {"Food and nutrition", "Hygiene and self-care"} <= {theme.name for theme in found.themes}


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


def test_words_that_nobody_knows_find_nothing_on_the_page(client: Client, guidance: dict[str, Edition]) -> None:
    response = client.post("/worry", {"text": "😭🍕 zzz qqq 漢字", "framework": "bathnes"})
    assert "We could not match these words to the guidance." in response.text
