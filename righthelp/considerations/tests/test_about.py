"""What considerations say of a child in one go: the same as part by part, and the child's own words to few."""

import datetime as dt
from typing import Any

import pytest

from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people
from righthelp.considerations.about import thinking_about
from righthelp.considerations.models import ConsideredChild
from righthelp.considerations.tests.thinking import decided, thought
from righthelp.guidance.models import Edition
from righthelp.people.access import Seen, seen_among
from righthelp.people.actions import restrict
from righthelp.people.tests.conftest import Family
from righthelp.work.models import Cover
from righthelp.work.tests.working import team_of, works_with

Readers = ConsideredChild.Readers
SAID = {"words": "I like toast.", "words_on": dt.date(2026, 3, 4), "words_question": "What is good?"}
MONDAY = dt.datetime(2026, 3, 9, 10, tzinfo=dt.UTC)


@pytest.fixture
def edition(guidance: dict[str, Any]) -> Edition:
    found: Edition = guidance["bathnes"]
    return found


def looks(reader: Practitioner, family: Family) -> tuple[Practitioner, Seen]:
    reader = people.fresh(reader)
    return reader, seen_among(reader, [family.maya])[family.maya.pk]


def said(reader: Practitioner, family: Family) -> list[str]:
    return [one.words for one in thinking_about(*looks(reader, family)).said]


def test_a_restricted_brother_closes_the_thinking_that_names_him(
    edition: Edition, family: Family, alice: Practitioner, mira: Practitioner
) -> None:
    decided(thought(alice, edition, family.maya, family.brother, **SAID))
    restrict(person=family.brother, kind="high_risk", because="Somebody looks for him", readers=[mira], by=mira)
    by, seen = looks(alice, family)
    found = thinking_about(by, seen)
    assert (found.levels, found.drafts, found.said) == ((), (), ())


def test_words_for_the_lead_only_reach_the_lead_and_whoever_wrote_them(
    edition: Edition, family: Family, alice: Practitioner, bob: Practitioner, leila: Practitioner, sam: Practitioner
) -> None:
    for person in (bob, sam):
        works_with(person, family.maya, "mentor")
    decided(thought(alice, edition, family.maya, **SAID))
    assert said(alice, family) == said(leila, family) == ["I like toast."]
    assert said(bob, family) == said(sam, family) == []


@pytest.mark.parametrize("readers", [Readers.WORKERS, Readers.FAMILY])
def test_words_for_the_workers_reach_those_who_help_the_child_once_a_level_is_decided(
    edition: Edition, family: Family, alice: Practitioner, bob: Practitioner, sam: Practitioner, mira: Practitioner,
    readers: str,
) -> None:  # fmt: skip
    works_with(sam, family.maya, "social worker")
    child = thought(alice, edition, family.maya, **SAID, words_readers=readers)
    assert said(sam, family) == []
    decided(child)
    assert said(sam, family) == ["I like toast."]
    assert said(mira, family) == []  # she manages, and does not work with the child herself
    [one] = thinking_about(*looks(sam, family)).said
    assert (one.on, one.question, one.is_exact) == (dt.date(2026, 3, 4), "What is good?", False)
    assert one.consideration_id is None


def test_whoever_stands_in_for_a_worker_reads_what_the_workers_read(
    edition: Edition, family: Family, alice: Practitioner, sam: Practitioner, social_care: Agency
) -> None:
    works_with(sam, family.maya, "social worker")
    decided(thought(alice, edition, family.maya, **SAID, words_readers=Readers.WORKERS))
    noor = people.worker(social_care, "social_worker", "Noor Aziz")
    today = dt.date.today()
    cover = Cover.objects.create(
        absent=sam, covering=noor, team=team_of(sam), starts_on=today - dt.timedelta(days=1),
        ends_on=today + dt.timedelta(days=1), arranged_by=sam,
    )  # fmt: skip
    assert said(noor, family) == ["I like toast."]
    cover.delete()
    assert seen_among(people.fresh(noor), [family.maya]) == {}


def test_words_taken_along_into_new_thinking_are_told_once_and_the_newest_first(
    edition: Edition, family: Family, alice: Practitioner
) -> None:
    for answers in (SAID, SAID, {**SAID, "words": "I miss dad.", "words_on": dt.date(2026, 3, 8)}):
        decided(thought(alice, edition, family.maya, **answers))
    assert said(alice, family) == ["I miss dad.", "I like toast."]


def test_words_in_what_was_set_aside_are_not_told(edition: Edition, family: Family, alice: Practitioner) -> None:
    child = thought(alice, edition, family.maya, **SAID)
    it = child.consideration
    it.set_aside_at, it.set_aside_by, it.set_aside_because = MONDAY, alice, "Began twice"
    it.save()
    assert said(alice, family) == []


def test_the_first_day_away_from_family_is_that_of_the_latest_answer(
    edition: Edition, family: Family, alice: Practitioner
) -> None:
    since = dt.date(2026, 3, 1)
    thought(alice, edition, family.maya, lives_away="yes", lives_away_since=since)
    assert thinking_about(*looks(alice, family)).lives_away_since == since
    thought(alice, edition, family.maya, lives_away="no")
    assert thinking_about(*looks(alice, family)).lives_away_since is None
