"""“Is it safe to speak to the family first?” on the short path, so that it leads to the family's copy too."""

from typing import Any

import pytest
from django.test import Client

from righthelp.considerations.actions import AlreadyDecided, ChangedMeanwhile, answer_safe, set_aside
from righthelp.considerations.models import Consideration, ConsideredChild
from righthelp.considerations.tests.pages import address, client_of, goes_to, hidden, in_use, said_safe, send, shown
from righthelp.considerations.tests.test_documents import FORMATS, taken, text_of
from righthelp.considerations.tests.test_start import decide_on, draft, edition, newest_event, nothing_changes
from righthelp.guidance.tests.helpers import words

pytestmark = pytest.mark.django_db
ASKED = "Is it safe to speak to the family first?"


@pytest.fixture
def child() -> ConsideredChild:
    """Give one child of a draft on the short path."""
    in_use(edition())
    given: ConsideredChild = draft("J").children.get()
    return given


@pytest.fixture
def alice(child: ConsideredChild) -> Client:
    """Give the browser of whoever holds the draft."""
    return client_of(child.consideration.holder)


def test_the_short_path_asks_it_with_its_reason_and_nothing_else_of_the_family(
    child: ConsideredChild, alice: Client
) -> None:
    it = child.consideration
    assert address("consideration_safe", it) in alice.get(address("consideration", it)).text
    text = shown(alice, address("consideration_safe", it))
    assert text.count(ASKED) >= 2
    assert "What do the parents" not in text
    assert "what part they took in this" not in text
    answer = send(
        alice, address("consideration_safe", it), safe_to_speak="advice", safe_to_speak_because="Dad is there."
    )
    assert goes_to(answer, address("consideration", it))
    kept = Consideration.objects.get()
    assert (kept.safe_to_speak, kept.safe_to_speak_because) == ("advice", "Dad is there.")
    text = shown(alice, address("consideration", it))
    assert f"{ASKED} Written" in text
    assert "Dad is there." in text


def test_that_it_is_not_safe_needs_a_reason(child: ConsideredChild, alice: Client) -> None:
    with nothing_changes():
        page = send(alice, address("consideration_safe", child.consideration), safe_to_speak="no")
    assert page.text.count("Say why it is not safe to speak to the family first") == 2


def test_the_full_path_asks_it_once(child: ConsideredChild, alice: Client) -> None:
    it = draft("K", by=child.consideration.holder, path="full")
    page = alice.get(address("consideration", it)).text
    assert address("consideration_safe", it) not in page
    assert address("consideration_family", it) in page


@pytest.mark.parametrize("form", FORMATS)
def test_from_the_short_path_a_copy_for_the_family_is_made_once_it_is_safe_and_read(
    child: ConsideredChild, alice: Client, form: str
) -> None:
    it = child.consideration
    copy = address("consideration_family_copy", it)
    refused = alice.get(address("consideration_download", it, "family", form))
    assert refused.status_code == 409
    assert f'href="{address("consideration_safe", it)}"' in refused.text
    send(alice, address("consideration_safe", it), safe_to_speak="yes")
    decide_on(child, 2)
    assert "Write whether it is safe" not in shown(alice, copy)
    assert alice.get(address("consideration_download", it, "family", form)).status_code == 409
    said_safe(alice, child)
    assert "The level of help" in text_of(taken(alice, it, "family", form, f"?child={child.public_id}"), form)


@pytest.mark.parametrize("answer", ["no", "advice"])
def test_any_other_answer_keeps_the_copy_back(child: ConsideredChild, alice: Client, answer: str) -> None:
    it = child.consideration
    send(alice, address("consideration_safe", it), safe_to_speak=answer, safe_to_speak_because="Dad reads her phone.")
    assert "I have read all of it" not in shown(alice, address("consideration_family_copy", it))
    assert alice.get(address("consideration_download", it, "family", "pdf")).status_code == 409


@pytest.mark.parametrize(("path", "page"), [("short", "consideration_safe"), ("full", "consideration_family")])
def test_before_the_level_is_saved_it_is_said_whether_this_is_still_open(
    child: ConsideredChild, alice: Client, path: str, page: str
) -> None:
    Consideration.objects.update(path=path)
    it, decide = child.consideration, address("child_decide", child)
    shown_now = alice.get(decide)
    assert "Until the answer is yes, there is no copy for the family to take away." in words(shown_now)
    assert f'href="{address(page, it)}"' in shown_now.text
    Consideration.objects.update(safe_to_speak="yes")
    text = shown(alice, decide)
    assert "Written down: Yes, it is safe." in text
    assert "Until the answer is yes" not in text
    decide_on(child, 2)
    assert f'href="{address(page, it)}"' not in alice.get(decide).text


def test_the_start_says_that_the_short_path_asks_it(child: ConsideredChild, alice: Client) -> None:
    assert "what next, and whether it is safe to speak to the family." in shown(alice, "/considerations/start")


def answered(it: Consideration) -> tuple[str, str]:
    return Consideration.objects.values_list("safe_to_speak", "safe_to_speak_because").get(pk=it.pk)


@pytest.mark.parametrize("path", ["short", "full"])
def test_a_decision_does_not_shut_the_question_that_nobody_has_answered(
    child: ConsideredChild, alice: Client, path: str
) -> None:
    Consideration.objects.update(path=path)
    it, page = child.consideration, address("consideration_safe", child.consideration)
    decide_on(child, 2)
    for where in (
        address("consideration", it),
        address("consideration_family_copy", it),
        address("child_decide", child),
        address("consideration_worry", it),  # closed by the decision; says what is still open
    ):
        assert f'href="{page}"' in alice.get(where).text
    assert "Your answer is added to the record, and stays as you save it." in shown(alice, page)
    answer = send(alice, page, safe_to_speak="yes", safe_to_speak_because="Mum asked us to call.")
    assert goes_to(answer, address("consideration", it))
    assert answered(it) == ("yes", "Mum asked us to call.")
    fields = ["safe_to_speak", "safe_to_speak_because"]
    assert newest_event(it) == ("considerations.safe_answered", it.holder_id, fields, {})
    said_safe(alice, child)
    assert alice.get(address("consideration_download", it, "family", "pdf")).status_code == 200


def test_the_record_keeps_that_the_decision_was_made_without_the_answer(child: ConsideredChild, alice: Client) -> None:
    it = child.consideration
    decide_on(child, 2)
    send(alice, address("consideration_safe", it), safe_to_speak="advice")
    text = shown(alice, address("consideration", it))
    as_it_was = text.partition("when level 2 was decided")[2].partition("For all the children here")[0]
    assert "Something that is common was written or changed later." in as_it_was
    assert ASKED not in as_it_was
    assert f"{ASKED} I am not sure" in text


@pytest.mark.parametrize("first", ["yes", "no", "advice"])
def test_after_the_decision_an_answer_stays(child: ConsideredChild, alice: Client, first: str) -> None:
    it, page = child.consideration, address("consideration_safe", child.consideration)
    other_window = hidden(alice.get(page).text)
    send(alice, page, safe_to_speak=first, safe_to_speak_because="Because.")
    decide_on(child, 2)
    with nothing_changes():
        assert "is not changed any more" in shown(alice, page)
        refused = alice.post(page, {**other_window, "safe_to_speak": "yes", "safe_to_speak_because": "SOMETHING ELSE"})
        assert "SOMETHING ELSE" in words(refused)
        assert "is not changed any more" in words(alice.post(page, other_window))
    assert answered(it) == (first, "Because.")
    assert f'href="{page}"' not in alice.get(address("consideration", it)).text
    assert "One question has no answer yet" not in shown(alice, address("consideration_worry", it))


def test_after_the_decision_an_answer_is_asked_for_and_a_reason_where_it_is_not_safe(
    child: ConsideredChild, alice: Client
) -> None:
    decide_on(child, 2)
    page = address("consideration_safe", child.consideration)
    with nothing_changes():
        assert "Choose whether it is safe to speak to the family first" in words(send(alice, page))
        assert "Say why it is not safe" in words(send(alice, page, safe_to_speak="no"))


def test_sent_twice_after_the_decision_it_is_answered_once(child: ConsideredChild, alice: Client) -> None:
    decide_on(child, 2)
    page = address("consideration_safe", child.consideration)
    filled = {**hidden(alice.get(page).text), "safe_to_speak": "yes"}
    home = address("consideration", child.consideration)
    assert [goes_to(alice.post(page, filled), home) for _ in range(2)] == [True, True]


def answer(it: Consideration, **given: Any) -> None:
    on_file = Consideration.objects.get(pk=it.pk)
    filled = {"version": on_file.version, "safe_to_speak": "yes", "safe_to_speak_because": "", "by": on_file.holder}
    answer_safe(consideration=on_file, **{**filled, **given})


def test_the_answer_after_a_decision_is_given_once_by_whoever_saw_the_latest(child: ConsideredChild) -> None:
    it = child.consideration
    decide_on(child, 2)
    with nothing_changes(), pytest.raises(ChangedMeanwhile):
        answer(it, version=99)
    with nothing_changes(), pytest.raises(ValueError, match="is one"):
        answer(it, safe_to_speak="")
    answer(it)
    with nothing_changes(), pytest.raises(AlreadyDecided):
        answer(it, safe_to_speak="advice")


def test_what_is_set_aside_asks_nothing(child: ConsideredChild, alice: Client) -> None:
    it = child.consideration
    set_aside(consideration=it, because="Doubled", by=it.holder)
    for where in ("consideration", "consideration_family_copy"):
        assert address("consideration_safe", it) not in alice.get(address(where, it)).text
