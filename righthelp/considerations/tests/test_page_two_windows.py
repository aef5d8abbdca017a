"""Two windows, or two people, on one form: nothing is lost, and only what really clashes is asked about."""

import pytest
from django.test import Client

from righthelp.considerations.actions import save_common
from righthelp.considerations.models import Consideration, ConsideredChild
from righthelp.considerations.tests.pages import address, client_of, goes_to, hidden, in_use, send, shown
from righthelp.considerations.tests.test_start import decide_on, draft, edition, nothing_changes

pytestmark = pytest.mark.django_db
STANDS = "You had not changed it, so that text stands"
THIRD = {"words_on_day": "3", "words_on_month": "3", "words_on_year": "2026"}
FIFTH = {**THIRD, "words_on_day": "5"}


@pytest.fixture
def child() -> ConsideredChild:
    """Give one child of a draft on the full path."""
    in_use(edition())
    given: ConsideredChild = draft("J", path="full").children.get()
    return given


@pytest.fixture
def alice(child: ConsideredChild) -> Client:
    """Give the browser of whoever holds the draft."""
    return client_of(child.consideration.holder)


def opened(client: Client, path: str) -> dict[str, str]:
    """Open a form in a first window, and give what it sends besides the answers."""
    return hidden(client.get(path).content.decode())


def test_what_the_other_window_alone_changed_is_kept_and_said(child: ConsideredChild, alice: Client) -> None:
    it = child.consideration
    path = address("consideration_worry", it)
    first = opened(alice, path)
    send(alice, path, worry=it.worry, told_whom="Leila, 3:40pm")
    answer = alice.post(path, {**first, "worry": "Changed here.", "told_whom": "", "what_next": "I ring his gran."})
    assert goes_to(answer, address("consideration", it))
    kept = Consideration.objects.get()
    assert (kept.worry, kept.told_whom, kept.what_next) == ("Changed here.", "Leila, 3:40pm", "I ring his gran.")
    page = shown(alice, address("consideration", it))
    assert "“Whom have you told?”: somebody else, or you in another window, changed this" in page
    assert STANDS in page
    assert "“What are you worried about?”" not in page


def test_where_nothing_was_changed_here_the_other_text_stands(child: ConsideredChild, alice: Client) -> None:
    it = child.consideration
    path = address("consideration_worry", it)
    first = opened(alice, path)
    send(alice, path, worry="From the second window.")
    with nothing_changes():
        assert goes_to(alice.post(path, {**first, "worry": it.worry}), address("consideration", it))
    assert STANDS in shown(alice, address("consideration", it))


def test_only_the_question_that_clashes_is_marked(child: ConsideredChild, alice: Client) -> None:
    it = child.consideration
    path = address("consideration_worry", it)
    first = opened(alice, path)
    send(alice, path, worry="From the second window.", told_whom="Leila, 3:40pm")
    with nothing_changes():
        page = alice.post(path, {**first, "worry": "From the first.", "what_next": "I ring his gran."}).content.decode()
    assert page.count("Saved meanwhile: ") == page.count("Saved meanwhile: What are you worried about?") == 1
    assert "From the first.</textarea>" in page
    assert "From the second window." in page
    assert "I ring his gran.</textarea>" in page
    assert "Leila, 3:40pm</textarea>" in page
    assert page.count(STANDS) == 1
    assert page.index("Leila, 3:40pm</textarea>") < page.index(STANDS) < page.index("I ring his gran.</textarea>")
    filled = {"worry": "Both.", "told_whom": "Leila, 3:40pm", "what_next": "I ring his gran."}
    assert goes_to(alice.post(path, {**hidden(page), **filled}), address("consideration", it))
    kept = Consideration.objects.get()
    assert {name: getattr(kept, name) for name in filled} == filled


def test_a_third_change_after_the_clash_was_shown_is_noticed_too(child: ConsideredChild, alice: Client) -> None:
    it = child.consideration
    path = address("consideration_worry", it)
    first = opened(alice, path)
    send(alice, path, worry="Second.")
    page = alice.post(path, {**first, "worry": "First."}).content.decode()
    kept = Consideration.objects.get()
    save_common(consideration=kept, version=kept.version, changes={"worry": "Third."}, by=it.holder)
    with nothing_changes():
        page = alice.post(path, {**hidden(page), "worry": "Both."}).content.decode()
    assert "Both.</textarea>" in page
    assert "Third." in page


def test_two_days_that_clash_are_shown_as_dates(child: ConsideredChild, alice: Client) -> None:
    path = address("child_words", child)
    first = opened(alice, path)
    send(alice, path, words="My tummy was loud.", **FIFTH)
    with nothing_changes():
        page = alice.post(path, {**first, "words": "My tummy was loud.", **THIRD}).content.decode()
    beside = page.partition('<div class="rh-meanwhile">')[2].partition("</div>")[0]
    assert beside.index("3 March 2026") < beside.index("Saved meanwhile: When they said it") < beside.index("5 March")
    assert page.count("Saved meanwhile: ") == 1
    assert 'value="3"' in page


def test_a_day_that_could_not_be_saved_is_given_back_as_one_date(child: ConsideredChild, alice: Client) -> None:
    path = address("child_words", child)
    first = opened(alice, path)
    decide_on(child)
    with nothing_changes():
        page = alice.post(path, {**first, "words": "My tummy was loud.", **THIRD}).content.decode()
        spoilt = {"words_on_day": "abc", "words_on_month": "", "words_on_year": "26"}
        other = alice.post(path, {**first, "words": "Late.", **spoilt}).content.decode()
    assert 'When they said it</h3><p class="govuk-body">3 March 2026</p>' in page
    assert 'When they said it</h3><p class="govuk-body">abc / – / 26</p>' in other


def test_an_answer_that_could_not_be_saved_is_given_back_in_words(child: ConsideredChild, alice: Client) -> None:
    path = address("child_life", child)
    first = opened(alice, path)
    decide_on(child)
    page = alice.post(path, {**first, "protective": "partly"}).content.decode()
    assert "Partly, or one parent does</p>" in page


def test_without_any_day_given_none_is_given_back(child: ConsideredChild, alice: Client) -> None:
    path = address("child_words", child)
    first = opened(alice, path)
    decide_on(child)
    empty = dict.fromkeys(THIRD, "")
    page = alice.post(path, {**first, "words": "My tummy was loud.", **empty}).content.decode()
    assert "My tummy was loud.</p>" in page
    assert "When they said it" not in page


def test_of_two_windows_that_close_a_door_on_each_other_neither_loses_text(
    child: ConsideredChild, alice: Client
) -> None:
    path = address("consideration_family", child.consideration)
    first = opened(alice, path)
    send(alice, path, safe_to_speak="no", safe_to_speak_because="Dad reads her phone.")
    answers = {"safe_to_speak_because": "I think so.", "family_view": "Mum is worried."}
    with nothing_changes():
        page = alice.post(path, {**first, **answers}).content.decode()
    assert 'value="no" checked' in page
    assert "I think so.</textarea>" in page
    assert "Dad reads her phone." in page
    assert "Mum is worried.</textarea>" in page
