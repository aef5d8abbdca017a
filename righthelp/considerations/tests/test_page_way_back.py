"""Going back from a form: saving comes first, and the way back says that it does not save."""

import pytest
from django.test import Client
from django.urls import reverse

from righthelp.agencies.tests import people
from righthelp.considerations.actions import set_aside, take_over
from righthelp.considerations.models import Consideration, ConsideredChild
from righthelp.considerations.tests.pages import address, client_of, in_use
from righthelp.considerations.tests.test_start import choose, decide_on, draft, edition

pytestmark = pytest.mark.django_db
BACK = "Go back without saving"
COMMON = (
    "consideration_worry", "consideration_around", "consideration_family", "consideration_agreement",
    "consideration_questions", "consideration_advice", "child_add", "consideration_set_aside",
)  # fmt: skip
ABOUT_CHILD = (
    "child_words", "child_readers", "child_life", "child_history", "child_balance", "child_living", "child_missing",
    "child_decide",
)  # fmt: skip


@pytest.fixture
def child() -> ConsideredChild:
    """Give one of two children of a draft on the full path."""
    in_use(edition())
    given: ConsideredChild = draft("J", "K", path="full").children.all()[0]
    return given


@pytest.fixture
def alice(child: ConsideredChild) -> Client:
    """Give the browser of whoever holds the draft."""
    return client_of(child.consideration.holder)


def goes_back(client: Client, path: str, to: str) -> None:
    """Check that the one way back from a form stands with its button, after it, and says what it does."""
    page = client.get(path).content.decode()
    assert "govuk-back-link" not in page
    group = page.partition('<div class="govuk-button-group">')[2].partition("</form>")[0]
    assert group.index('type="submit"') < group.index(f'<a class="govuk-link" href="{to}">{BACK}</a>')
    assert page.count(BACK) == 1


@pytest.mark.parametrize("name", COMMON)
def test_from_a_form_about_all_the_children(child: ConsideredChild, alice: Client, name: str) -> None:
    goes_back(alice, address(name, child.consideration), address("consideration", child.consideration))


@pytest.mark.parametrize("name", ABOUT_CHILD)
def test_from_a_form_about_one_child(child: ConsideredChild, alice: Client, name: str) -> None:
    goes_back(alice, address(name, child), address("consideration", child.consideration))


def test_from_the_forms_about_what_was_chosen(child: ConsideredChild, alice: Client) -> None:
    need = choose(child, "a-2")
    for path in (address("child_own_need", child), address("child_evidence", child, need.public_id)):
        goes_back(alice, path, address("child_needs", child))


def test_from_the_form_that_starts(alice: Client) -> None:
    goes_back(alice, reverse("consideration_start"), reverse("considerations"))


def test_from_the_forms_of_those_who_take_over_give_back_and_bring_back(child: ConsideredChild) -> None:
    it = child.consideration
    Consideration.objects.update(started_at="2026-01-05T10:00Z")
    lead = people.safeguarding_lead(it.agency)
    home = address("consideration", it)
    goes_back(client_of(lead), address("consideration_take_over", it), home)
    take_over(consideration=it, because="Ill", by=lead)
    it.refresh_from_db()
    goes_back(client_of(lead), address("consideration_give_back", it), home)
    set_aside(consideration=it, because="Doubled", by=lead)
    goes_back(client_of(lead), address("consideration_bring_back", it), home)


def test_pages_without_a_form_keep_the_usual_link_back(child: ConsideredChild, alice: Client) -> None:
    decide_on(child)
    for path in (address("child_words", child), address("consideration_set_aside", child.consideration)):
        page = alice.get(path).content.decode()
        assert BACK not in page
    for path in (
        address("child_needs", child.consideration.children.all()[1]),
        address("consideration", child.consideration),
    ):
        page = alice.get(path).content.decode()
        assert "govuk-back-link" in page
        assert BACK not in page


def test_a_form_that_was_refused_still_says_so(child: ConsideredChild, alice: Client) -> None:
    path = address("consideration_worry", child.consideration)
    page = alice.post(path, {"version": "1", "worry": ""}).content.decode()
    assert "There is a problem" in page
    assert BACK in page
