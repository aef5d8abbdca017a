"""The title of a page stands in tabs, histories and lists of windows: it names no child."""

import re

import pytest
from django.test import Client

from righthelp.agencies.models import Practitioner
from righthelp.agencies.tests import people
from righthelp.considerations.actions import note_missing, set_aside
from righthelp.considerations.models import Consideration
from righthelp.considerations.tests.pages import address, client_of, in_use
from righthelp.considerations.tests.test_start import choose, decide_on, draft, edition

pytestmark = pytest.mark.django_db
LABEL = "Zebedee"
COMMON = (
    "consideration", "consideration_worry", "consideration_around", "consideration_family", "consideration_agreement",
    "consideration_questions", "consideration_advice", "consideration_set_aside", "consideration_bring_back",
    "consideration_family_copy", "child_add",
)  # fmt: skip
ABOUT_CHILD = (
    "child_words", "child_readers", "child_life", "child_history", "child_balance", "child_living", "child_missing",
    "child_needs", "child_own_need", "child_decide", "child_remove",
)  # fmt: skip
NEUTRAL = {
    "consideration": "A consideration", "child_decide": "The level", "child_words": "What the child says",
    "child_readers": "Who may read the child’s words", "child_life": "Life for the child, now and to come",
    "child_history": "What happened before, and what it means now",
}  # fmt: skip


@pytest.fixture
def by() -> Practitioner:
    """Give a teacher where the guidance is in use."""
    in_use(edition())
    return people.teacher(people.school())


def title_of(client: Client, path: str, sent: dict[str, str] | None = None) -> str:
    """Read the title of a page, also one on which a form was sent."""
    answer = client.get(path, follow=True) if sent is None else client.post(path, sent)
    assert answer.status_code == 200, path
    found: str = re.findall(r"<title>(.*?)</title>", answer.content.decode(), re.DOTALL)[0]
    return found


def every_page(it: Consideration) -> list[str]:
    child = it.children.all()[0]
    need, episode = child.needs.get(), child.missing_episodes.get()
    return [
        *(address(name, it) for name in COMMON),
        *(address(name, child) for name in ABOUT_CHILD),
        *(address(name, child, need.public_id) for name in ("child_evidence", "child_need_remove")),
        address("child_missing_remove", child, episode.public_id),
    ]


def thinking(by: Practitioner) -> Consideration:
    it = draft(LABEL, f"{LABEL} 2", by=by, path="full")
    child = it.children.all()[0]
    choose(child, "a-2")
    note_missing(child=child, went_on=it.started_at.date(), back_on=None, account="", by=by)
    return it


def test_no_title_names_a_child(by: Practitioner) -> None:
    it, client = thinking(by), client_of(by)
    for path in every_page(it):
        title = title_of(client, path)
        assert LABEL not in title, path
        assert title.partition(" – ")[0].strip(), path


def test_nor_where_it_is_decided_or_set_aside(by: Practitioner) -> None:
    decided, aside, client = thinking(by), thinking(by), client_of(by)
    for child in decided.children.all():
        decide_on(child, 2)
    set_aside(consideration=aside, because="Doubled", by=by)
    for path in every_page(decided)[:-1] + every_page(aside):
        assert LABEL not in title_of(client, path), path


def test_nor_where_a_form_has_an_error(by: Practitioner) -> None:
    child = thinking(by).children.all()[0]
    for name in (
        "child_words",
        "child_readers",
        "child_life",
        "child_history",
        "child_balance",
        "child_missing",
        "child_decide",
    ):
        title = title_of(client_of(by), address(name, child), {"version": "x"})
        assert title.startswith("Error: ")
        assert LABEL not in title


@pytest.mark.parametrize(("name", "says"), NEUTRAL.items())
def test_a_title_says_what_the_page_is_and_the_heading_whom_it_is_about(by: Practitioner, name: str, says: str) -> None:
    it, client = thinking(by), client_of(by)
    path = address(name, it.children.all()[0] if name.startswith("child") else it)
    assert title_of(client, path).startswith(f"{says} – ")
    assert LABEL in client.get(path).content.decode()
