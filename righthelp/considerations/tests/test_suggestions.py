"""What comes close in the guidance: there to choose from, and nothing is chosen."""

from collections.abc import Iterator

import pytest

from righthelp.considerations.models import ChosenNeed, Consideration, ConsideredChild, Decision
from righthelp.considerations.suggestions import MOST_MATCHES, suggestions
from righthelp.considerations.tests.test_start import choose, draft
from righthelp.guidance.models import Edition
from righthelp.guidance.search.index import forget_indexes

HUNGRY = "He is hungry every morning and there is no food at home."


@pytest.fixture
def child(guidance: dict[str, Edition]) -> Iterator[ConsideredChild]:
    """Give a hungry child, thought about with the guidance of Bath and North East Somerset."""
    consideration = draft()
    Consideration.objects.update(edition=guidance["bathnes"], worry=HUNGRY)
    yield ConsideredChild.objects.get(consideration=consideration)
    forget_indexes()


@pytest.mark.requirement("BG-005", "BT-017", "SF-037")
def test_what_comes_close_is_offered_with_the_reason_and_nothing_is_chosen(child: ConsideredChild) -> None:
    found = suggestions(child)
    assert 0 < len(found) <= MOST_MATCHES
    assert {each.descriptor.edition_id for each in found} == {child.consideration.edition_id}
    assert any("food" in each.descriptor.text or "hungry" in each.descriptor.text for each in found)
    assert all(each.because.startswith("You wrote “") for each in found)
    assert not ChosenNeed.objects.exists()
    assert not Decision.objects.exists()


def test_what_is_chosen_already_is_not_offered_again(child: ConsideredChild) -> None:
    first, *others = [each.descriptor for each in suggestions(child)]
    choose(child, first.code)
    assert [each.descriptor for each in suggestions(child)] == others


def test_what_is_written_about_the_child_counts_too(child: ConsideredChild) -> None:
    Consideration.objects.update(worry="")
    ConsideredChild.objects.update(worries=HUNGRY)
    written = suggestions(ConsideredChild.objects.get())
    assert any("food" in each.descriptor.text or "hungry" in each.descriptor.text for each in written)
