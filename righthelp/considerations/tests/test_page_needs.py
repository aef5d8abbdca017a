"""Choosing what the guidance says that fits a child."""

import re

import pytest
from django.test import Client

from righthelp.considerations.models import ChosenNeed, ConsideredChild, Decision
from righthelp.considerations.tests.pages import address, client_of, goes_to, hidden, in_use, send, shown
from righthelp.considerations.tests.test_start import choose, decide_on, draft, edition, nothing_changes
from righthelp.guidance.tests.helpers import line, published

pytestmark = pytest.mark.django_db
# a level may be named as the place of a sentence in the guidance, as a rung, or as one of the answers to choose from
PLACES_OF_LEVELS = re.compile(r"Worries, level \d(: Rung)?|Level \d(, Health|, Home|: Rung)")
NAMED = [{"number": number, "name": "Rung"} for number in range(1, 5)]  # so that no heading is a bare number


@pytest.fixture
def child() -> ConsideredChild:
    """Give one child of a draft on the full path."""
    in_use(edition())
    given: ConsideredChild = draft("J", path="full").children.get()
    return given


@pytest.fixture
def child_by_named_levels() -> ConsideredChild:
    """Give one child of a draft with a guide whose levels have names."""
    in_use(edition(levels=NAMED))
    given: ConsideredChild = draft("J", path="full").children.get()
    return given


@pytest.fixture
def alice(child: ConsideredChild) -> Client:
    """Give the browser of whoever holds the draft."""
    return client_of(child.consideration.holder)


def test_every_theme_can_be_looked_through_and_added_from_without_scripts(
    child: ConsideredChild, alice: Client
) -> None:
    page = alice.get(address("child_needs", child)).content.decode()
    for code, name in (("a-1", "strength"), ("a-2", "worry"), ("a-3", "worry"), ("a-4", "worry")):
        assert f'name="{name}" value="{code}"' in page


@pytest.mark.requirement("SF-038", "SF-039")
def test_worries_of_several_levels_and_strengths_stand_side_by_side(child: ConsideredChild, alice: Client) -> None:
    path = address("child_needs", child)
    for button in ({"worry": "a-2"}, {"worry": "a-4"}, {"strength": "a-1"}):
        assert goes_to(send(alice, path, **button), path)
    chosen = {need.descriptor.code: need.is_strength for need in child.needs.all() if need.descriptor}
    assert chosen == {"a-2": False, "a-4": False, "a-1": True}
    text = shown(alice, path).partition("Close to what you wrote")[0]
    assert text.index("Worries, level 2") < text.index("Worries, level 4") < text.index("Strengths Eats well.")


def test_pressed_twice_it_is_chosen_once(child: ConsideredChild, alice: Client) -> None:
    path = address("child_needs", child)
    filled = {**hidden(alice.get(path).content.decode()), "worry": "a-2"}
    alice.post(path, filled)
    with nothing_changes():
        alice.post(path, filled)
        send(alice, path, worry="a-2")
    assert child.needs.count() == 1


@pytest.mark.parametrize("code", ["", "a-99", "' or 1=1"])
def test_an_unknown_descriptor_is_not_found(child: ConsideredChild, alice: Client, code: str) -> None:
    with nothing_changes():
        assert alice.post(address("child_needs", child), {"worry": code}).status_code == 404


def test_a_descriptor_of_another_guidance_is_not_found(child: ConsideredChild, alice: Client) -> None:
    published("elsewhere", line("b-1", 2, "Health", "Often tired."))
    with nothing_changes():
        assert alice.post(address("child_needs", child), {"worry": "b-1"}).status_code == 404


@pytest.mark.requirement("BN-009")
def test_what_no_sentence_fits_is_said_in_own_words(child: ConsideredChild, alice: Client) -> None:
    answers = {"own_words": "He hides food.", "is_strength": "no"}
    assert goes_to(send(alice, address("child_own_need", child), **answers), address("child_needs", child))
    assert "Worries, in own words He hides food." in shown(alice, address("child_needs", child))
    with nothing_changes():
        page = send(alice, address("child_own_need", child), own_words="", is_strength="")
    assert "Choose a worry or a strength" in page.content.decode()


@pytest.mark.requirement("SF-041")
def test_evidence_has_a_source_a_date_and_a_kind(child: ConsideredChild, alice: Client) -> None:
    need = choose(child, "a-2")
    page = shown(alice, address("child_evidence", child, need.public_id))
    assert "Deal with this first." in page
    answers = {
        "evidence": "No lunch on three days.", "evidence_from": "his teacher", "evidence_kind": "fact",
        "evidence_on_day": "4", "evidence_on_month": "3", "evidence_on_year": "2026", "comes_first": "yes",
    }  # fmt: skip
    assert goes_to(
        send(alice, address("child_evidence", child, need.public_id), **answers), address("child_needs", child)
    )
    kept = ChosenNeed.objects.get()
    assert (kept.evidence_kind, kept.evidence_from, str(kept.evidence_on), kept.comes_first) == (
        "fact", "his teacher", "2026-03-04", True,
    )  # fmt: skip
    line = "Fact. No lunch on three days. his teacher on 4 March 2026"
    assert f"Often hungry. Comes first {line} Change the evidence" in shown(alice, address("child_needs", child))
    decide_on(child, 2)
    text = shown(alice, address("consideration", child.consideration))
    assert "Often hungry. Comes first" in text
    assert "Fact. No lunch on three days. his teacher on 4 March 2026" in text


def test_a_need_is_taken_out_after_showing_what_goes_with_it(child: ConsideredChild, alice: Client) -> None:
    need = choose(child, "a-2", evidence="No lunch.")
    path = address("child_need_remove", child, need.public_id)
    assert "No lunch." in shown(alice, path)
    filled = hidden(alice.get(path).content.decode())
    for _ in range(2):
        assert goes_to(alice.post(path, filled), address("child_needs", child))
    assert not child.needs.exists()
    assert alice.get(path).status_code == 404


def test_what_is_close_to_the_words_is_offered_with_its_reason(child: ConsideredChild, alice: Client) -> None:
    text = shown(alice, address("child_needs", child))
    assert "You wrote “" in text
    assert "In order of closeness to your words, not of seriousness" in text


def test_nothing_found_never_reads_as_safe(
    child: ConsideredChild, alice: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("righthelp.considerations.views.needs.suggestions", lambda child, choice: [])
    assert "That does not mean that the child is safe" in shown(alice, address("child_needs", child))


@pytest.mark.requirement("BG-005", "BT-017", "SF-037")
def test_choosing_from_the_guidance_decides_nothing_and_no_page_counts_scores_or_proposes_a_level(
    child_by_named_levels: ConsideredChild,
) -> None:
    child, alice = child_by_named_levels, client_of(child_by_named_levels.consideration.holder)
    needs, decide = address("child_needs", child), address("child_decide", child)
    for button in ({"worry": "a-2"}, {"worry": "a-3"}, {"worry": "a-4"}, {"strength": "a-1"}):
        send(alice, needs, **button)
    assert not Decision.objects.exists()
    for path in (needs, decide):
        text = shown(alice, path)
        for word in ("score", "total", "3 worries", "three worries", "points", "%"):
            assert word not in text.lower()
        assert re.findall(r"(?i).{0,12}\blevel\W*\d.{0,9}", PLACES_OF_LEVELS.sub("", text)) == []
    assert "It is not a checklist: nothing is counted, and what you choose decides no level" in shown(alice, needs)
    assert "No number of them makes a level" in shown(alice, decide)


def test_after_a_decision_nothing_is_taken_out(child: ConsideredChild, alice: Client) -> None:
    need = choose(child, "a-2")
    decide_on(child, 2)
    path = address("child_need_remove", child, need.public_id)
    with nothing_changes():
        assert "This led to a decision" in shown(alice, path)
        assert "This led to a decision" in alice.post(path).content.decode()
