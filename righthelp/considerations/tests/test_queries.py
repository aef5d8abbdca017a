"""The status is derived from decisions; and the lists that pages ask for."""

import datetime as dt

import pytest
import time_machine

from righthelp.agencies.tests import people
from righthelp.considerations.access import is_draft
from righthelp.considerations.actions import bring_back, set_aside
from righthelp.considerations.models import Consideration
from righthelp.considerations.tests.test_start import decide_on, draft, edition
from righthelp.guidance.access import edition_in_use
from righthelp.guidance.actions import adopt

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("decisions", "is_draft"),
    [
        ([], True),
        ([0], True),
        ([1], False),
        ([2], False),
        ([0, 0], True),
        ([1, 0], True),
        ([0, 2], True),
        ([1, 1], False),
        ([2, 1], False),
    ],
)
def test_it_is_a_draft_until_every_child_has_a_decision(decisions: list[int], is_draft: bool) -> None:
    consideration = draft(*[f"child {number}" for number in range(len(decisions))])
    if not decisions:
        consideration.children.all().delete()
    for child, count in zip(consideration.children.all(), decisions, strict=True):
        for _ in range(count):
            decide_on(child)
    [marked] = Consideration.objects.with_status()
    assert vars(marked)["is_draft"] is is_draft
    assert Consideration.objects.drafts().exists() is is_draft
    assert Consideration.objects.decided().exists() is not is_draft


@pytest.mark.parametrize("is_brought_back", [False, True])
def test_set_aside_it_is_neither_until_somebody_brings_it_back(is_brought_back: bool) -> None:
    it = draft("J", "K")
    set_aside(consideration=it, because="Doubled", by=it.holder)
    if is_brought_back:
        bring_back(consideration=Consideration.objects.get(), by=it.holder)
    [marked] = Consideration.objects.with_status()
    assert vars(marked)["is_draft"] is is_draft(marked) is is_brought_back
    assert marked.is_set_aside is not is_brought_back
    assert not Consideration.objects.decided()


def test_the_guidance_in_use_and_how_many_levels_come_along_with_the_row() -> None:
    it = draft()
    editor = people.guidance_editor(it.agency)
    for _ in range(2):
        [marked] = Consideration.objects.with_guidance()
        current = edition_in_use()
        assert vars(marked)["edition_in_use"] == (current.pk if current else None)
        assert vars(marked)["level_count"] == it.edition.levels.count() == 4
        adopt(framework=it.edition.framework, by=editor)
    newer = edition(edition_name="Newer")
    assert vars(Consideration.objects.with_guidance().get())["edition_in_use"] == newer.pk
    other = edition("elsewhere")
    adopt(framework=other.framework, by=editor)
    assert vars(Consideration.objects.with_guidance().get())["edition_in_use"] == other.pk
    assert edition_in_use() == other


def test_one_draft_says_nothing_of_another() -> None:
    decided = draft("J")
    open_one = draft("J", by=decided.holder)
    decide_on(decided.children.get())
    assert list(Consideration.objects.drafts()) == [open_one]


def test_lists_are_by_holder_by_agency_and_by_day() -> None:
    mine = draft("J")
    bob = people.teacher(people.gp_practice(), "Bob Baker")
    with time_machine.travel(dt.datetime(2026, 3, 6, 9, tzinfo=dt.UTC), tick=False):
        theirs = draft("K", by=bob)
    assert list(Consideration.objects.held_by(mine.holder)) == [mine]
    assert list(Consideration.objects.of_agencies([theirs.agency])) == [theirs]
    assert list(Consideration.objects.started_before(theirs.started_at + dt.timedelta(seconds=1))) == [theirs]
    assert not Consideration.objects.started_before(theirs.started_at).exists()
    assert list(Consideration.objects.with_people()) == [mine, theirs]
