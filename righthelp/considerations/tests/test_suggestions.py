"""What comes close in the guidance: there to choose from, and nothing is chosen."""

from collections.abc import Iterator

import pytest

from righthelp.considerations.models import ChosenNeed, Consideration, ConsideredChild, Decision
from righthelp.considerations.suggestions import MOST_MATCHES, suggestions
from righthelp.considerations.tests.pages import address, client_of
from righthelp.considerations.tests.test_start import choose, draft
from righthelp.guidance.models import Descriptor, Edition
from righthelp.guidance.search.index import forget_indexes

HUNGRY = "He is hungry every morning and there is no food at home."


@pytest.fixture
def child(guidance: dict[str, Edition]) -> Iterator[ConsideredChild]:
    """Give a hungry child, thought about with the guidance of Bath and North East Somerset."""
    consideration = draft()
    Consideration.objects.update(edition=guidance["bathnes"], worry=HUNGRY)
    yield ConsideredChild.objects.get(consideration=consideration)
    forget_indexes()


def to_choose_from(child: ConsideredChild) -> list[Descriptor]:
    return list(child.consideration.edition.descriptors.with_places())


@pytest.mark.requirement("BG-005", "BT-017", "SF-037")
def test_what_comes_close_is_offered_with_the_reason_and_nothing_is_chosen(child: ConsideredChild) -> None:
    found = suggestions(child, to_choose_from(child))
    assert 0 < len(found) <= MOST_MATCHES
    assert {each.descriptor.edition_id for each in found} == {child.consideration.edition_id}
    assert any("food" in each.descriptor.text or "hungry" in each.descriptor.text for each in found)
    assert all(each.because.startswith("You wrote “") for each in found)
    page = client_of(child.consideration.holder).get(address("child_needs", child)).content.decode()
    assert all(f'value="{each.descriptor.code}"' in page for each in found)
    assert not ChosenNeed.objects.exists()
    assert not Decision.objects.exists()


def test_what_is_not_to_choose_from_is_not_offered(child: ConsideredChild) -> None:
    first, *others = [each.descriptor for each in suggestions(child, to_choose_from(child))]
    rest = [one for one in to_choose_from(child) if one != first]
    assert [each.descriptor for each in suggestions(child, rest)] == others


def test_what_is_chosen_already_is_not_offered_again_on_the_page(child: ConsideredChild) -> None:
    first = suggestions(child, to_choose_from(child))[0].descriptor
    button = f'value="{first.code}"'
    client, path = client_of(child.consideration.holder), address("child_needs", child)
    assert client.get(path).content.decode().count(button) == 2  # close to the words, and in the whole guidance
    choose(child, first.code)
    assert button not in client.get(path).content.decode()


def test_what_is_written_about_the_child_counts_too(child: ConsideredChild) -> None:
    Consideration.objects.update(worry="")
    ConsideredChild.objects.update(worries=HUNGRY)
    child = ConsideredChild.objects.get()
    written = suggestions(child, to_choose_from(child))
    assert any("food" in each.descriptor.text or "hungry" in each.descriptor.text for each in written)
