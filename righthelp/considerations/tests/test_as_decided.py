"""While one child is undecided, what is common stays open; the record of a decided child keeps what stood there."""

import json
from io import BytesIO

import pytest
import time_machine
from django.test import Client
from docx import Document
from pypdf import PdfReader

from righthelp.considerations.models import Consideration, ConsideredChild
from righthelp.considerations.tests.pages import address, client_of, goes_to, in_use, send, shown
from righthelp.considerations.tests.test_start import WORRY, decide_on, draft, edition, nothing_changes
from righthelp.guidance.tests.helpers import words

pytestmark = pytest.mark.django_db
KEPT = "For all the children, when level 1 was decided on "
CLOSED = "This led to a decision, so it is not changed any more"
NEW = {"worry": "He came in dry clothes today.", "told_whom": "", "what_next": "I ring his gran."}


@pytest.fixture
def it() -> Consideration:
    """Give a draft about two children, with a level decided for the first."""
    in_use(edition())
    it = draft("J", "K", path="full")
    question = it.edition.passages.filter(kind="question")[0]
    it.answers.create(question=question, text="Since May")
    Consideration.objects.filter(pk=it.pk).update(what_next="I ring his mother.")
    decide_on(it.children.all()[0])
    it.refresh_from_db()
    return it


@pytest.fixture
def alice(it: Consideration) -> Client:
    """Give the browser of whoever holds it."""
    return client_of(it.holder)


def change_common(client: Client, it: Consideration) -> None:
    """Change what is common, as its page does."""
    assert goes_to(send(client, address("consideration_worry", it), **NEW), address("consideration", it))


def about(label: str, text: str) -> str:
    """Cut out of a page what it says about one decided child."""
    return text.partition(f"{label}: level ")[2].partition(": level ")[0]


def test_the_page_asks_what_is_common_until_the_last_child_is_decided(it: Consideration, alice: Client) -> None:
    text = shown(alice, address("consideration", it))
    assert "You can still change what is common" in text
    assert "The worry, whom you told, what next" in text
    change_common(alice, it)
    assert Consideration.objects.get().worry == NEW["worry"]
    decide_on(it.children.all()[1])
    for name in ("consideration_worry", "consideration_family", "consideration_questions"):
        assert CLOSED in shown(alice, address(name, it))
    with nothing_changes():
        page = alice.post(address("consideration_worry", it), {"worry": "Late thought."})
    assert CLOSED in words(page)
    assert "Late thought." in words(page)


def test_the_set_of_children_is_closed_by_the_first_decision(it: Consideration, alice: Client) -> None:
    assert "Add another child" not in shown(alice, address("consideration", it))
    for path in (address("child_add", it), address("child_remove", it.children.all()[1])):
        assert CLOSED in shown(alice, path)


def test_the_short_path_goes_on_to_the_full_one_for_the_other_child(it: Consideration, alice: Client) -> None:
    Consideration.objects.update(path="short")
    assert "Go on to the full path" in shown(alice, address("consideration", it))
    alice.post(address("consideration_full_path", it))
    assert Consideration.objects.get().path == "full"


def test_before_anything_changes_nothing_is_said_twice(it: Consideration, alice: Client) -> None:
    text = shown(alice, address("consideration", it))
    assert KEPT not in text
    assert text.count(WORRY) == 1


def test_the_page_shows_what_the_decision_was_made_with(it: Consideration, alice: Client) -> None:
    change_common(alice, it)
    text = shown(alice, address("consideration", it))
    of_j = about("J", text)
    for part in (KEPT, WORRY, "I ring his mother.", "How long has it gone on? Since May"):
        assert part in of_j
    assert NEW["worry"] not in of_j
    assert NEW["worry"] in text
    assert text.count(KEPT) == 1


def test_a_changed_answer_to_a_question_is_kept_as_it_was(it: Consideration, alice: Client) -> None:
    question = it.answers.get().question_id
    send(alice, address("consideration_questions", it), **{f"question_{question}": "Since June"})
    assert "How long has it gone on? Since May" in about("J", shown(alice, address("consideration", it)))
    assert it.answers.get().text == "Since June"


def test_a_later_decision_for_the_same_child_goes_with_what_is_common_then(it: Consideration, alice: Client) -> None:
    change_common(alice, it)
    first, second = it.children.all()
    decide_on(first, 2)
    text = shown(alice, address("consideration", it))
    assert text.count(KEPT) == 1
    assert "when level 2 was decided" not in text
    send(alice, address("consideration_worry", it), worry="Third.")
    decide_on(second, 3)
    text = shown(alice, address("consideration", it))
    assert text.count(KEPT) == text.count("For all the children, when level 2 was decided on ") == 1
    assert "when level 3 was decided" not in text


def test_changing_it_back_leaves_nothing_to_say(it: Consideration, alice: Client) -> None:
    change_common(alice, it)
    send(alice, address("consideration_worry", it), worry=WORRY, what_next="I ring his mother.")
    assert KEPT not in shown(alice, address("consideration", it))


@pytest.mark.parametrize("extension", ["pdf", "docx"])
def test_paper_shows_it_too(it: Consideration, alice: Client, extension: str) -> None:
    change_common(alice, it)
    content = alice.get(address("consideration_download", it, "record", extension)).content
    text = " ".join((in_pdf if extension == "pdf" else in_word)(content).split())
    now, _, then = text.partition("J. For all the children, when level 1 was decided on")
    assert NEW["worry"] in now
    assert WORRY in then
    assert "I ring his mother." in then


def in_pdf(content: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


def in_word(content: bytes) -> str:
    document = Document(BytesIO(content))
    return " ".join(
        element.text or "" for element in document.element.body.iter() if element.tag.endswith(("}t", "}p"))
    )


def test_the_export_holds_it_too(it: Consideration, alice: Client) -> None:
    path = address("consideration_download", it, "record", "json")
    assert json.loads(alice.get(path).content)["common_as_decided"] == []
    change_common(alice, it)
    told = json.loads(alice.get(path).content)
    [kept] = told["common_as_decided"]
    assert kept["child"] == "J"
    assert kept["decided_at"] == told["children"][0]["decisions"][0]["decided_at"]
    assert {"question": "What the worry is", "answer": WORRY} in kept["common"][0]["answers"]
    assert {"question": "What the worry is", "answer": NEW["worry"]} in told["common"][0]["answers"]


def test_the_familys_copy_about_a_decided_child_says_what_was_decided(it: Consideration, alice: Client) -> None:
    change_common(alice, it)
    decided, other = (copy_about(child, alice) for child in it.children.all())
    assert "I ring his mother." in decided
    assert "I ring his gran." not in decided
    assert "I ring his gran." in other


def copy_about(child: ConsideredChild, client: Client) -> str:
    return shown(client, f"{address('consideration_family_copy', child.consideration)}?child={child.public_id}")


def test_whether_it_is_safe_to_speak_counts_as_it_is_now(it: Consideration, alice: Client) -> None:
    send(alice, address("consideration_family", it), safe_to_speak="no", safe_to_speak_because="Dad reads her phone.")
    assert "Do not give this to the family now." in copy_about(it.children.all()[0], alice)


def test_before_deciding_the_page_says_what_closes(it: Consideration, alice: Client) -> None:
    [first, second] = it.children.all()
    assert f"what you wrote about {second.label}, and what is common, is not edited any more" in shown(
        alice, address("child_decide", second)
    )
    with time_machine.travel("2026-03-06T09:00Z", tick=False):
        again = draft("M", "N", by=it.holder).children.all()[0]
    text = shown(alice, address("child_decide", again))
    assert "What is common (also for N) stays open until a level is decided for every child" in text
    assert "Write down whether they agree, or change it" in text
    assert "Write down whether they agree, or change it" in shown(alice, address("child_decide", first))
    decide_on(second)
    assert "Write down whether they agree, or change it" not in shown(alice, address("child_decide", first))
