"""Search finds from ordinary words, shows its reasons, and never hides the highest level."""

import pytest

from righthelp.guidance.models import Edition
from righthelp.guidance.search import index
from righthelp.guidance.search.engine import search
from righthelp.guidance.search.index import forget_indexes
from righthelp.guidance.search.model import model
from righthelp.guidance.search.needs import examples, needs, panel_examples
from righthelp.guidance.search.panel import panel_for
from righthelp.guidance.search.ties import tie_to_needs
from righthelp.guidance.search.train import fingerprint
from righthelp.guidance.search.worry import read
from righthelp.guidance.tests.narratives import narratives, shares_found, tied_alone

HUNGRY = "He came in hungry three days this week with nothing in his lunch box, and there is no food at home."


@pytest.fixture(autouse=True)
def _no_index_of_another_test() -> None:
    forget_indexes()


def test_the_learnt_arrays_were_made_from_the_examples_that_stand_here() -> None:
    assert model().fingerprint == fingerprint([*examples(), *panel_examples()])


def test_every_need_has_examples_from_going_well_to_harm() -> None:
    held = {(example.need, example.seriousness) for example in examples()}
    assert {(need.slug, seriousness) for need in needs() for seriousness in range(5)} <= held


def test_a_worry_in_ordinary_words_finds_its_theme_with_the_reason(guidance: dict[str, Edition]) -> None:
    found = search(guidance["bathnes"], read(HUNGRY), limit=5)
    assert found[0].theme == "Food and nutrition"
    assert found[0].because.words in HUNGRY
    assert found[0].because.example


def test_the_same_words_find_their_place_in_another_framework(guidance: dict[str, Edition]) -> None:
    found = {match.code for match in search(guidance["staffordshire"], read(HUNGRY), limit=10)}
    assert found & {"st-2-15", "st-3-05", "st-2-09"}


def test_a_match_at_the_top_level_is_not_hidden_by_many_lower_ones(guidance: dict[str, Edition]) -> None:
    text = (
        "His coat is thin. He is late most days. He has no friends to play with. He forgets his reading book. "
        "He told me that mum’s boyfriend touches him in his bed at night."
    )
    top = [match for match in search(guidance["bathnes"], read(text), limit=10) if match.level == 5]
    assert any(match.theme == "Sexual safety and abuse" for match in top)


def test_nothing_is_found_where_nothing_is_loaded_or_written(guidance: dict[str, Edition]) -> None:
    assert search(guidance["barnsley"], read(HUNGRY)) == []
    assert search(guidance["bathnes"], read("   ")) == []


def test_words_in_any_script_are_answered(guidance: dict[str, Edition]) -> None:
    assert search(guidance["bathnes"], read("শিশু ক্ষুধার্ত 👶🏽 głodny"), limit=3)


def test_loaded_wording_is_tied_to_needs_by_its_words() -> None:
    assert "food-and-hunger" in tie_to_needs([("Home", "The child often has no food at home and is hungry.")])[0]


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("She has a bruise on her arm. Mum says he never hit her.", "marks-from-being-hit"),
        ("brusies on his legs, sed dad did it wiv a belt", "marks-from-being-hit"),
        ("He says he wants to die and has saved up tablets.", "suicide"),
        ("He hurts me.", "marks-from-being-hit"),
        ("Mum locks me in the cupboard.", "marks-from-being-hit"),
        ("my cousin touches me", "sexual-abuse"),
        ("There is a bruise on the cheek of a baby of nine weeks.", "baby-injury"),
        ("She is being taken abroad to be cut this summer.", "fgm"),
        ("Her parents are making her marry her cousin. She says it is fine.", "forced-marriage-honour"),
        ("Her stepdad touched her private parts.", "sexual-abuse"),
        ("A girl of 12 says that she has had sex with her boyfriend.", "under-13-sexual-activity"),
        ("The swimming coach sends her messages and photos at night.", "harm-by-professional"),
        ("She has lived with mum’s friend for three months. Mum went back to Ghana.", "private-fostering"),
        ("He is outside now with a knife and is kicking the door.", "immediate-danger"),
    ],
)
def test_the_panel_shows_for_each_entry_denials_and_slips_included(text: str, entry: str) -> None:
    assert entry in {match.key for match in panel_for(read(text))}


@pytest.mark.parametrize(
    "text",
    ["", "He needs help with his reading and enjoys maths.", "Can I have the dates of the parents’ evening?"],
)
def test_the_panel_stays_away_from_ordinary_words(text: str) -> None:
    assert panel_for(read(text)) == []


@pytest.mark.parametrize(("framework", "themes", "primaries"), [("bathnes", 0.94, 0.88), ("staffordshire", 0.9, 0.77)])
def test_search_is_no_worse_than_it_was_on_the_narratives_it_was_set_with(
    guidance: dict[str, Edition], framework: str, themes: float, primaries: float
) -> None:
    found = shares_found(guidance[framework], "tuning")
    assert found[0] >= themes
    assert found[1] >= primaries


def test_guidance_that_nobody_tied_is_searched_nearly_as_well(
    guidance: dict[str, Edition], monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = guidance["bathnes"]
    alone = tied_alone(edition, by_means_of="staffordshire")
    monkeypatch.setitem(index._kept, edition.pk, alone)
    themes, primaries = shares_found(edition, "tuning")
    assert themes >= 0.88
    assert primaries >= 0.72


def test_the_panel_misses_hardly_anything_in_the_narratives_it_was_set_with() -> None:
    listed = narratives("panel_tuning")
    missed = [
        (narrative["id"], entry)
        for narrative in listed
        for entry in set(narrative["duties"]) - {match.key for match in panel_for(read(narrative["text"]))}
    ]
    wanted = sum(len(narrative["duties"]) for narrative in listed)
    assert len(missed) <= 0.015 * wanted, missed
