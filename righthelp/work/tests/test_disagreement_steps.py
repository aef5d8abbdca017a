"""What changes a disagreement, each by those who may, once, with its event; and what the database refuses."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction

from righthelp.agencies.models import Practitioner
from righthelp.agencies.tests import people
from righthelp.audit.models import Event
from righthelp.people.tests.conftest import Family
from righthelp.work.actions.disagreements import (
    ChangedMeanwhile,
    NotAllowed,
    NothingSaid,
    Speaker,
    go_up,
    name_speakers,
    note_said,
    say_at_risk,
    settle,
    withdraw,
)
from righthelp.work.disagreements.models import Disagreement, DisagreementStep, Said
from righthelp.work.disagreements.rules import NoSuchStep
from righthelp.work.tests.disagreeing import (
    DECIDED_ON,
    ENDED,
    account,
    both_said,
    lead_of,
    raised_by,
    settled,
    taken_up,
    whole,
)
from righthelp.work.tests.working import team_of

pytestmark = pytest.mark.django_db
FRIDAY, MONDAY = dt.date(2026, 3, 6), dt.date(2026, 3, 9)


@pytest.fixture(autouse=True)
def _on_a_friday() -> Iterator[None]:
    with time_machine.travel(dt.datetime(2026, 3, 6, 12, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def raised(alice: Practitioner, charlie: Practitioner, family: Family) -> Disagreement:
    return raised_by(alice, family.maya, with_whom=charlie)


def names() -> list[str]:
    return list(Event.objects.filter(name__contains="disagreement").order_by("pk").values_list("name", flat=True))


@pytest.mark.requirement("BN-066", "BN-067")
@pytest.mark.parametrize("about", ["decision", "work"])
def test_a_decision_or_work_of_another_agency_is_raised_worker_to_worker_by_the_next_working_day(
    about: str, alice: Practitioner, charlie: Practitioner, family: Family
) -> None:
    it = raised_by(alice, family.maya, family.brother, with_whom=charlie, about=about)
    assert it.about == about
    assert set(it.children.all()) == {family.maya, family.brother}
    assert (it.raised_for, it.agency) == (team_of(alice).agency, team_of(charlie).agency)
    step = it.now
    assert (step.position, step.ours, step.theirs, step.due_on) == (1, alice, charlie, MONDAY)
    assert it.title_of(1) == "Worker to worker"
    assert names() == ["work.disagreement_raised", "work.disagreement_speakers_named"]


def test_events_hold_ids_and_names_of_fields_and_no_text(raised: Disagreement, alice: Practitioner) -> None:
    settled(raised, alice)
    for event in Event.objects.filter(name__startswith="work.disagreement"):
        assert event.subject_id == raised.pk
        assert all(isinstance(value, int) for value in event.about_ids.values())
        assert set(event.fields) <= {"outcome", "agreed", "changes", "learned"}


def test_nobody_raises_one_with_their_own_agency_with_themselves_or_about_no_child(
    alice: Practitioner, bob: Practitioner, charlie: Practitioner, family: Family
) -> None:
    for children, other in (([family.maya], bob), ([family.maya], "Alice  adeyemi"), ([], charlie)):
        with pytest.raises(NotAllowed):
            raised_by(alice, *children, with_whom=other)
    assert not Disagreement.objects.exists()


@pytest.mark.requirement("BN-068", "BN-069", "BN-070", "BN-071", "BN-072")
def test_it_climbs_six_steps_of_the_guidance_and_the_last_one_decides(
    raised: Disagreement, alice: Practitioner, charlie: Practitioner, leila: Practitioner, guidance: Any
) -> None:
    from righthelp.guidance.actions import adopt

    adopt(framework=guidance["bathnes"].framework, by=people.guidance_editor(team_of(alice).agency))
    it = raised_by(alice, *raised.children.all(), with_whom=charlie)
    titles = []
    for number in range(2, 7):
        it = taken_up(it, alice, Speaker(f"Ours {number}"), Speaker(f"Theirs {number}"))
        titles.append(it.title_of(it.now.position))
    assert titles == [
        "Worker to manager",
        "Manager to manager",
        "Senior manager to senior manager",
        "Raise it with the Director of Safeguarding and Quality Assurance",
        "The Partnership (BCSSP)",
    ]
    with pytest.raises(NoSuchStep):
        go_up(disagreement=it, because="Still open", version=it.version, by=alice)
    it = settled(it, alice, decided=True)
    assert (it.outcome, it.now.end, it.is_open) == ("decided", "decided", False)


@pytest.mark.requirement("BP-258")
def test_each_step_keeps_its_days_and_why_it_was_not_settled(raised: Disagreement, alice: Practitioner) -> None:
    with time_machine.travel(dt.datetime(2026, 3, 9, 12, tzinfo=dt.UTC), tick=False):
        go_up(disagreement=raised, because="They did not ring back", version=raised.version, by=alice)
    first, second = whole(raised).all_steps
    assert (first.end, first.end_note, first.ended_by) == ("not_settled", "They did not ring back", alice)
    assert first.ended_at is not None
    assert first.ended_at.date() == MONDAY
    assert (second.position, second.due_on, second.is_named) == (2, dt.date(2026, 3, 10), False)
    assert names()[-1] == "work.disagreement_taken_up"


def test_facts_and_views_of_each_side_are_kept_apart_and_added_never_changed(
    raised: Disagreement, alice: Practitioner, charlie: Practitioner
) -> None:
    note_said(
        disagreement=raised, side="theirs", spoke_on=DECIDED_ON, facts="We wrote twice", view="", version=1, by=charlie
    )
    it = whole(raised)
    note_said(disagreement=it, side="ours", spoke_on=DECIDED_ON, facts="", view="Ring next time", version=2, by=alice)
    said = [(one.side, one.facts, one.view, one.noted_by) for one in whole(raised).now.sayings]
    assert said == [("theirs", "We wrote twice", "", charlie), ("ours", "", "Ring next time", alice)]
    with pytest.raises(IntegrityError), transaction.atomic():
        Said.objects.create(step=it.now, side="ours", spoke_on=DECIDED_ON, noted_by=alice)


def test_the_other_side_notes_its_own_words_alone(raised: Disagreement, charlie: Practitioner) -> None:
    with pytest.raises(NotAllowed):
        note_said(disagreement=raised, side="ours", spoke_on=DECIDED_ON, facts="x", view="", version=1, by=charlie)


def test_only_the_side_that_raised_it_leads_it_on(
    raised: Disagreement, alice: Practitioner, charlie: Practitioner, leila: Practitioner, bob: Practitioner
) -> None:
    both = both_said(raised, alice)
    version: dict[str, Any] = {"disagreement": both, "version": both.version}
    for person in (charlie, bob, lead_of(team_of(charlie).agency)):
        with pytest.raises(NotAllowed):
            go_up(because="x", by=person, **version)
        with pytest.raises(NotAllowed):
            settle(by=person, **ENDED, **version)
        with pytest.raises(NotAllowed):
            say_at_risk(by=person, **version)
        with pytest.raises(NotAllowed):
            name_speakers(ours=Speaker("A"), theirs=Speaker("B"), by=person, **version)
    for person in (charlie, bob, leila):
        with pytest.raises(NotAllowed):
            withdraw(because="x", by=person, **version)
    go_up(because="The lead takes it further", by=leila, **version)
    assert whole(raised).now.position == 2


@pytest.mark.parametrize("place", [0, 1])
def test_whoever_it_is_with_is_on_no_step_but_the_first(
    place: int, raised: Disagreement, alice: Practitioner, charlie: Practitioner
) -> None:
    go_up(disagreement=raised, because="No answer", version=raised.version, by=alice)
    it = whole(raised)
    for speaker in (account(charlie), Speaker("Charlie  CHEN")):
        sides = [speaker, Speaker("Somebody Else")]
        with pytest.raises(NotAllowed, match="The disagreement is with"):
            name_speakers(disagreement=it, ours=sides[place], theirs=sides[1 - place], version=it.version, by=alice)
    assert not whole(raised).now.is_named


def test_the_database_refuses_them_too_and_one_person_on_both_sides(
    raised: Disagreement, alice: Practitioner, charlie: Practitioner, leila: Practitioner
) -> None:
    go_up(disagreement=raised, because="No answer", version=raised.version, by=alice)
    second = DisagreementStep.objects.filter(disagreement=raised, position=2)
    named: dict[str, Any] = {"named_at": raised.raised_at, "named_by": alice, "ours_name": "One", "theirs_name": "Two"}
    refused: list[dict[str, Any]] = [
        {"theirs": charlie},
        {"ours": charlie},
        {"ours": leila, "theirs": leila},
        {"ours_name": "Same", "theirs_name": "Same"},
        {"theirs_name": ""},
    ]
    for wrong in refused:
        with pytest.raises(IntegrityError), transaction.atomic():
            second.update(**{**named, **wrong})
    assert second.update(**{**named, "ours": alice, "theirs": leila})


def test_the_database_keeps_an_end_whole(raised: Disagreement, alice: Practitioner, leila: Practitioner) -> None:
    ended: dict[str, Any] = {"outcome": "settled", "ended_at": raised.raised_at, "ended_by": alice, **ENDED}
    withdrawn = {**ended, "outcome": "withdrawn", "changes": "", "learned": ""}
    wrong: list[dict[str, Any]] = [
        *({**ended, name: ""} for name in ENDED),
        {**ended, "ended_by": None},
        {**withdrawn, "ended_by": leila},
        {**withdrawn, "agreed": ""},
        {"agency": raised.raised_for},
        {"complained_of": alice},
    ]
    for values in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            Disagreement.objects.filter(pk=raised.pk).update(**values)


def test_it_is_settled_once_both_have_spoken_with_what_changes_for_the_child_and_what_was_learned(
    raised: Disagreement, alice: Practitioner
) -> None:
    with pytest.raises(NothingSaid):
        settle(disagreement=raised, version=raised.version, by=alice, **ENDED)
    it = settled(raised, alice)
    assert {name: getattr(it, name) for name in ENDED} == ENDED
    assert (it.outcome, it.ended_by, it.now.end) == ("settled", alice, "settled")
    assert names()[-1] == "work.disagreement_settled"
    with pytest.raises(NotAllowed):
        settle(disagreement=it, version=it.version, by=alice, **ENDED)


def test_below_the_top_nobody_decides_over_the_other_side(raised: Disagreement, alice: Practitioner) -> None:
    it = both_said(raised, alice)
    with pytest.raises(NoSuchStep):
        settle(disagreement=it, version=it.version, by=alice, decided=True, **ENDED)


def test_whoever_holds_the_last_step_may_note_what_was_decided(
    alice: Practitioner, charlie: Practitioner, mira: Practitioner, family: Family
) -> None:
    it = raised_by(alice, family.maya, with_whom=charlie, at_risk=True)
    it = taken_up(it, alice, Speaker("Head teacher"), account(mira), to=6)
    it = both_said(it, alice)
    settle(disagreement=it, version=it.version, by=mira, decided=True, **ENDED)
    assert whole(it).ended_by == mira


def test_whoever_raised_it_withdraws_it_with_why(raised: Disagreement, alice: Practitioner) -> None:
    withdraw(disagreement=raised, because="We misread the letter", version=raised.version, by=alice)
    it = whole(raised)
    assert (it.outcome, it.agreed, it.now.end) == ("withdrawn", "We misread the letter", "withdrawn")
    assert names()[-1] == "work.disagreement_withdrawn"


def test_where_a_child_might_be_at_risk_each_step_ends_today_and_steps_may_be_left_out_with_why(
    alice: Practitioner, charlie: Practitioner, family: Family
) -> None:
    it = raised_by(alice, family.maya, with_whom=charlie, at_risk=True)
    assert it.now.due_on == FRIDAY
    it = taken_up(it, alice, Speaker("Our lead"), Speaker("Their lead"), to=4)
    assert (it.now.position, it.now.due_on, it.now.skipped_because) == (4, FRIDAY, "No agreement yet")


def test_a_risk_that_shows_later_brings_the_step_forward_once(raised: Disagreement, alice: Practitioner) -> None:
    with pytest.raises(NoSuchStep):
        go_up(disagreement=raised, because="x", to=3, version=raised.version, by=alice)
    say_at_risk(disagreement=raised, version=raised.version, by=alice)
    it = whole(raised)
    assert (it.at_risk, it.now.due_on, names()[-1]) == (True, FRIDAY, "work.disagreement_at_risk")
    with pytest.raises(NotAllowed):
        say_at_risk(disagreement=it, version=it.version, by=alice)


def test_of_two_who_change_it_at_once_the_second_is_told(
    raised: Disagreement, alice: Practitioner, charlie: Practitioner
) -> None:
    note_said(disagreement=raised, side="theirs", spoke_on=DECIDED_ON, facts="a", view="", version=1, by=charlie)
    stale: dict[str, Any] = {"disagreement": raised, "version": 1, "by": alice}
    both: dict[str, Any] = {"ours": Speaker("A"), "theirs": Speaker("B")}
    changes: list[Any] = [
        lambda: go_up(because="x", **stale),
        lambda: withdraw(because="x", **stale),
        lambda: say_at_risk(**stale),
        lambda: name_speakers(**both, **stale),
        lambda: note_said(side="ours", spoke_on=DECIDED_ON, facts="a", view="", **stale),
    ]
    for change in changes:
        with pytest.raises(ChangedMeanwhile):
            change()
    it = whole(raised)
    with pytest.raises(ChangedMeanwhile):  # this step has its speakers already
        name_speakers(disagreement=it, version=it.version, by=alice, **both)
    assert len(it.now.sayings) == 1
    both_have = both_said(it, alice)
    with pytest.raises(ChangedMeanwhile):
        settle(disagreement=both_have, version=1, by=alice, **ENDED)
    assert whole(raised).version == both_have.version


def test_a_leaver_leads_nothing_on(raised: Disagreement, alice: Practitioner) -> None:
    alice.memberships.update(ends_on=dt.date(2026, 3, 5))
    gone = people.fresh(alice)
    with pytest.raises(NotAllowed):
        go_up(disagreement=raised, because="x", version=raised.version, by=gone)
    with pytest.raises(NotAllowed):
        withdraw(disagreement=raised, because="x", version=raised.version, by=gone)
