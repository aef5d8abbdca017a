"""Every page of the room needs few queries: 15 at most, however much stands in it."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.models import Practitioner
from righthelp.agencies.tests import people
from righthelp.considerations.actions import (
    bring_back,
    give_back,
    note_conversation,
    note_missing,
    set_aside,
    take_over,
    think_again,
)
from righthelp.considerations.models import Consideration
from righthelp.considerations.tests.pages import address, client_of, in_use
from righthelp.considerations.tests.test_start import WORRY, choose, decide_on, draft, edition

pytestmark = pytest.mark.django_db
MOST = 15
THREE = ("J", "K", "L")
CRIME = "He has marks on his arm and says that dad hit him with a belt."
LONG_AGO = dt.timedelta(days=9)
COMMON = (
    "consideration_worry", "consideration_around", "consideration_family", "consideration_agreement",
    "consideration_questions", "consideration_advice", "child_add", "consideration_set_aside", "consideration",
    "consideration_family_copy",
)  # fmt: skip
ABOUT_CHILD = (
    "child_words", "child_readers", "child_life", "child_history", "child_balance", "child_living", "child_missing",
    "child_needs", "child_own_need", "child_decide", "child_remove",
)  # fmt: skip


@pytest.fixture
def lead() -> Practitioner:
    """Give a lead of a school where the guidance is in use."""
    in_use(edition())
    return people.safeguarding_lead(people.school())


@pytest.fixture
def opens_in_few(django_assert_max_num_queries: Any) -> Callable[[Client, str], None]:
    """Open a page in a browser that was here before, and count."""

    def opens(client: Client, path: str) -> None:
        client.get(path)
        with django_assert_max_num_queries(MOST, info=path):
            assert client.get(path).status_code == 200

    return opens


def full(by: Practitioner, *, is_missing: bool = True, lives_away: str = "", worry: str = CRIME) -> Consideration:
    """Give a draft of three children in which something stands everywhere, also what may be a crime."""
    it = draft(*THREE, by=by, path="full")
    Consideration.objects.filter(pk=it.pk).update(worry=worry)
    note_conversation(
        consideration=it, kind="advice", with_whom="L", held_on=timezone.localdate(), without_names=True, said="x",
        followed="y", by=by,
    )  # fmt: skip
    it.answers.create(question=it.edition.passages.filter(kind="question")[0], text="Since May")
    it.children.update(lives_away=lives_away)
    for child in it.children.all():
        choose(child, "a-2")
        choose(child, "a-1", is_strength=True)
        if is_missing:
            note_missing(child=child, went_on=timezone.localdate(), back_on=None, account="", by=by)
    return it


def passed_about(it: Consideration, lead: Practitioner) -> None:
    """Have a draft taken over, given back, set aside, brought back and taken over again."""
    alice = it.holder
    give_back(taken=take_over(consideration=it, because="Ill", by=lead), note="Welcome back", by=lead)
    set_aside(consideration=it, because="Doubled", by=alice)
    bring_back(consideration=it, because="It is not", by=lead)


@pytest.mark.parametrize("rare", [{}, {"lives_away": "yes", "is_missing": False}], ids=["missing", "lives away"])
def test_every_page_of_a_draft(
    lead: Practitioner, opens_in_few: Callable[[Client, str], None], rare: dict[str, Any]
) -> None:
    # for a lead each page asks once more, for the second factor: both of these do not fit in beside taking over
    it = full(people.teacher(lead.memberships_now[0].team.agency), **rare)
    passed_about(it, lead)
    client, [child, *_] = client_of(lead), it.children.all()
    need = child.needs.all()[0]
    for path in (
        *(address(name, it) for name in (*COMMON, "consideration_give_back")),
        *(address(name, child) for name in ABOUT_CHILD),
        address("child_evidence", child, need.public_id),
        address("child_need_remove", child, need.public_id),
        *(address("consideration_download", it, "record", form) for form in ("docx", "json")),
    ):
        opens_in_few(client, path)


@pytest.mark.parametrize("rare", [{"worry": WORRY}, {"is_missing": False}], ids=["missing", "a crime"])
def test_a_draft_with_a_decision_in_it(
    lead: Practitioner, opens_in_few: Callable[[Client, str], None], rare: dict[str, Any]
) -> None:
    # for a lead each page asks once more, for the second factor: beside a decision, both of these do not fit in
    it = full(lead, **rare)
    first, second, _ = it.children.all()
    decide_on(first, 2)
    decide_on(first, 3)
    for path in (address("consideration", it), address("child_decide", first), address("child_decide", second)):
        opens_in_few(client_of(lead), path)


def test_what_was_decided_after_a_long_thinking(
    lead: Practitioner, opens_in_few: Callable[[Client, str], None]
) -> None:
    # for a lead each page asks once more, for the second factor: times missing and taking over do not both fit in
    it = full(people.teacher(lead.memberships_now[0].team.agency), is_missing=False)
    passed_about(it, lead)
    for _ in range(4):
        for child in it.children.all():
            decide_on(child, 2)
            decide_on(child, 3)
        before, it = it, think_again(consideration=it, edition=it.edition, by=lead)
    client = client_of(lead)
    for one in (before, it):
        opens_in_few(client, address("consideration", one))
        opens_in_few(client, address("consideration_download", one, "record", "docx"))
    opens_in_few(client, address("child_decide", before.children.all()[0]))


def test_what_is_set_aside(lead: Practitioner, opens_in_few: Callable[[Client, str], None]) -> None:
    it = full(people.teacher(lead.memberships_now[0].team.agency))
    set_aside(consideration=it, because="Doubled", by=it.holder)
    for client in (client_of(it.holder), client_of(lead)):
        for name in ("consideration", "consideration_bring_back", "consideration_family_copy"):
            opens_in_few(client, address(name, it))


def test_the_list_of_a_lead_with_something_in_every_part(
    lead: Practitioner, opens_in_few: Callable[[Client, str], None]
) -> None:
    alice = people.teacher(lead.memberships_now[0].team.agency)
    for by in (lead, alice):
        for _ in range(3):
            draft(*THREE, by=by)
            set_aside(consideration=draft(*THREE, by=by), because="Doubled", by=by)
            for child in draft(*THREE, by=by).children.all():
                decide_on(child)
    Consideration.objects.update(started_at=timezone.now() - LONG_AGO)
    passed_about(draft(*THREE, by=alice), lead)
    opens_in_few(client_of(lead), reverse("considerations"))
    opens_in_few(client_of(alice), reverse("considerations"))
    opens_in_few(client_of(alice), reverse("consideration_start"))
