"""Pieces of work with a child: begun, allocated, handed over and ended, each change visible and none lost."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction

from righthelp.agencies.actions import end_access
from righthelp.agencies.models import Agency, Practitioner
from righthelp.audit.actions import COMMAND
from righthelp.audit.models import Event
from righthelp.people.access import Seen
from righthelp.people.happenings import happenings
from righthelp.people.policies import RELATIVE
from righthelp.people.reasons import EVERYDAY, Reason
from righthelp.people.tests.conftest import Family
from righthelp.work.access import episodes_of
from righthelp.work.actions import (
    AlreadyAllocated,
    AlreadyBegun,
    AlreadyInvolved,
    AlreadyOver,
    EndsBeforeItBegan,
    end_episode,
    end_involvement,
    hand_over,
    involve,
    involve_by_name,
)
from righthelp.work.kinds import KINDS, kinds_begun_in
from righthelp.work.models import Episode, Involvement
from righthelp.work.presenters import leaders_in_words
from righthelp.work.tests.working import AUTUMN, begun, led_by, team_of

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 6)
END: dict[str, Any] = {"on": TODAY, "outcome": "resolved", "because": "She comes to school rested"}


@pytest.fixture(autouse=True)
def _on_a_friday() -> Iterator[None]:
    with time_machine.travel(dt.datetime(2026, 3, 6, 12, tzinfo=dt.UTC), tick=False):
        yield


def read(family: Family) -> list[Episode]:
    return episodes_of(Seen(family.maya, (Reason("Test", EVERYDAY),)))


def events() -> list[str]:
    return list(Event.objects.filter(name__startswith="work.").order_by("id").values_list("name", flat=True))


def test_every_kind_of_agency_has_work_that_it_may_begin() -> None:
    assert all(kinds_begun_in(kind) for kind in Agency.Kind.values)
    assert [kind.key for kind in kinds_begun_in("school")] == ["agency_support"]
    assert [kind.key for kind in kinds_begun_in("social_care")] == ["social_care"]
    assert {kind for row in KINDS.values() for kind in row.agency_kinds} == set(Agency.Kind.values)


def test_a_piece_of_work_begins_once_a_team_and_kind(alice: Practitioner, family: Family) -> None:
    work = begun(alice, family.maya)
    with pytest.raises(AlreadyBegun):
        begun(alice, family.maya)
    assert Episode.objects.get() == work
    event = Event.objects.get(name="work.episode_begun")
    assert (event.subject_id, event.about_ids) == (family.maya.pk, {"episode": work.pk})


def test_a_school_does_not_begin_the_work_of_social_care(alice: Practitioner, family: Family) -> None:
    with pytest.raises(ValueError, match="begins no work"):
        begun(alice, family.maya, kind="social_care")
    assert not Episode.objects.exists()


@pytest.mark.parametrize(
    ("led", "ended", "state"),
    [
        (False, False, "not allocated"),
        (True, False, "allocated"),
        (False, True, "ended"),
        (True, True, "ended"),
    ],
)
def test_its_state_is_said_of_the_facts(
    alice: Practitioner, family: Family, led: bool, ended: bool, state: str
) -> None:
    work = begun(alice, family.maya)
    if led:
        led_by(alice, work)
    if ended:
        end_episode(episode=work, they_go_on=True, by=alice, **END)
    (found,) = read(family)
    assert (found.state, found.is_open, bool(found.holder)) == (state, not ended, led)


def test_it_is_allocated_to_one_person_at_a_time_from_its_first_day_on(
    alice: Practitioner, bob: Practitioner, leila: Practitioner, family: Family
) -> None:
    work = begun(leila, family.maya)
    part = led_by(alice, work, by=leila)
    assert (part.leads, part.episode, part.role, part.starts_on) == (True, work, "mentor", AUTUMN)
    with pytest.raises(AlreadyAllocated):
        led_by(bob, work)
    refs = Event.objects.get(name="work.allocated").about_ids
    assert refs == {"episode": work.pk, "involvement": part.pk, "practitioner": alice.pk}
    assert events() == ["work.episode_begun", "work.involved", "work.allocated"]


def test_nobody_leads_it_before_it_begins_or_from_another_agency(
    alice: Practitioner, charlie: Practitioner, family: Family
) -> None:
    work = begun(alice, family.maya)
    with pytest.raises(ValueError, match="from its first day"):
        led_by(alice, work, since=AUTUMN - dt.timedelta(days=1))
    with pytest.raises(ValueError, match="of its agency"):
        led_by(charlie, work)
    assert not Involvement.objects.exists()


@pytest.mark.requirement("BG-028")
def test_a_handover_passes_the_lead_on_and_keeps_who_led_before(
    alice: Practitioner, bob: Practitioner, leila: Practitioner, family: Family
) -> None:
    work = begun(leila, family.maya)
    first = led_by(alice, work)
    second = hand_over(involvement=first, to=bob, note="x", by=leila)
    (found,) = read(family)
    assert found.holder == second
    assert (second.leads, second.episode, second.role) == (True, work, "mentor")
    assert leaders_in_words(found) == "Two people have led it so far: one change of worker"
    hand_over(involvement=second, to=alice, note="x", by=leila)
    (found,) = read(family)
    assert leaders_in_words(found) == "Two people have led it so far: two changes of worker"
    assert [one.who for one in found.workers] == ["Alice Adeyemi", "Bob Baker", "Alice Adeyemi"]


def test_whoever_is_part_of_it_already_can_come_to_lead_it(
    alice: Practitioner, bob: Practitioner, family: Family
) -> None:
    work = begun(alice, family.maya)
    first = led_by(alice, work)
    beside: dict[str, Any] = {
        "child": family.maya,
        "practitioner": bob,
        "team": team_of(bob),
        "role": "mentor",
        "by": alice,
    }
    part = involve(starts_on=AUTUMN, episode=work, **beside)
    with pytest.raises(AlreadyInvolved):
        involve(starts_on=AUTUMN, episode=work, **beside)
    later = hand_over(involvement=first, to=bob, note="x", by=alice)
    assert later != part
    assert [one.leads for one in (later, part)] == [True, False]
    assert read(family)[0].holder == later


def test_without_whoever_led_it_the_work_is_not_allocated_and_can_be_again(
    alice: Practitioner, bob: Practitioner, family: Family
) -> None:
    work = begun(alice, family.maya)
    end_involvement(involvement=led_by(alice, work), on=TODAY, because="Left", by=alice)
    assert read(family)[0].state == Episode.State.NOT_ALLOCATED
    assert leaders_in_words(read(family)[0]) == "One person has led it so far"
    led_by(bob, work, since=TODAY)
    assert read(family)[0].holder


def test_a_leavers_work_is_led_by_whoever_takes_over(
    school: Agency, alice: Practitioner, bob: Practitioner, family: Family
) -> None:
    led_by(alice, begun(alice, family.maya))
    end_access(person=alice, agency=school, receiver=bob, by=COMMAND)
    holder = read(family)[0].holder
    assert holder
    assert holder.practitioner == bob


@pytest.mark.parametrize("they_go_on", [False, True])
def test_it_ends_with_the_parts_of_those_in_it_unless_they_go_on(
    alice: Practitioner, family: Family, they_go_on: bool
) -> None:
    work = begun(alice, family.maya)
    part = led_by(alice, work)
    gp = involve_by_name(
        child=family.maya, name="Dr Eze", organisation="", phone="", role="GP", starts_on=TODAY, by=alice, episode=work
    )
    end_episode(episode=work, they_go_on=they_go_on, by=alice, **END)
    (found,) = read(family)
    assert (found.ended_on, found.ended_by, found.outcome) == (TODAY, alice, "resolved")
    assert found.ended_because == "She comes to school rested"
    for one in (part, gp):
        one.refresh_from_db()
        assert (one.ends_on, one.ended_because) == (
            (None, "") if they_go_on else (TODAY, "The work ended: Extra help from one agency")
        )
    event = Event.objects.get(name="work.episode_ended")
    assert (event.subject_id, event.about_ids) == (family.maya.pk, {"episode": work.pk})


def test_what_ended_stays_ended_and_is_taken_up_again_as_another_one(
    alice: Practitioner, bob: Practitioner, family: Family
) -> None:
    work = begun(alice, family.maya)
    with pytest.raises(EndsBeforeItBegan):
        end_episode(episode=work, they_go_on=False, by=alice, **{**END, "on": AUTUMN - dt.timedelta(days=1)})
    kept = led_by(alice, work)
    end_episode(episode=work, they_go_on=True, by=alice, **END)
    with pytest.raises(AlreadyOver):
        end_episode(episode=work, they_go_on=True, by=alice, **END)
    with pytest.raises(AlreadyOver):
        led_by(alice, work)
    later = hand_over(involvement=Involvement.objects.get(pk=kept.pk), to=bob, note="x", by=alice)
    assert (later.episode, later.leads) == (None, False)  # he goes on with the child, not with work that is over
    again = begun(alice, family.maya, since=TODAY)
    assert [one.pk for one in read(family)] == [again.pk, work.pk]


def test_what_goes_on_stands_first_then_what_ended_last_in_two_queries(
    alice: Practitioner, bob: Practitioner, sam: Practitioner, family: Family, django_assert_num_queries: Any
) -> None:
    for year in (2023, 2024, 2025):
        old = begun(alice, family.maya, since=dt.date(year, 1, 9))
        hand_over(involvement=led_by(alice, old, since=dt.date(year, 1, 9)), to=bob, note="x", by=alice)
        end_episode(episode=old, they_go_on=False, by=alice, **{**END, "on": dt.date(year, 2, 9)})
    begun(alice, family.maya, since=dt.date(2022, 9, 1))
    with django_assert_num_queries(2):
        found = read(family)
        assert [(one.begun_on.year, one.is_open) for one in found] == [
            (2022, True), (2025, False), (2024, False), (2023, False),
        ]  # fmt: skip
        assert [[part.who for part in one.workers] for one in found[1:]] == [["Bob Baker", "Alice Adeyemi"]] * 3
        assert str(found[0]) == "Extra help from one agency, All staff, Alder Road Primary School"


def test_seen_only_as_a_relative_there_is_no_work_to_see(
    alice: Practitioner, family: Family, django_assert_num_queries: Any
) -> None:
    begun(alice, family.maya)
    with django_assert_num_queries(0):
        assert episodes_of(Seen(family.maya, (Reason("Test", RELATIVE),))) == []


@pytest.mark.requirement("BG-028")
def test_work_begun_allocated_handed_over_and_ended_is_seen_to_happen(
    alice: Practitioner, bob: Practitioner, family: Family
) -> None:
    work = begun(alice, family.maya)
    hand_over(involvement=led_by(alice, work, since=dt.date(2025, 10, 1)), to=bob, note="x", by=alice)
    end_episode(episode=work, they_go_on=False, by=alice, **END)
    told = Seen(family.maya, (Reason("Test", EVERYDAY),))
    team = "All staff, Alder Road Primary School"
    until_today = [
        ("2025-09-01", "Work began: Extra help from one agency", team),
        ("2025-10-01", "Work was allocated to Alice Adeyemi, mentor: Extra help from one agency", team),
        ("2026-03-06", "Work ended: Extra help from one agency. What it was for is done", team),
        ("2026-03-06", "Work was allocated to Bob Baker, mentor: Extra help from one agency", team),
    ]
    assert [(one.happened_on.isoformat(), one.what, one.source) for one in happenings(alice, [told])] == until_today
    with time_machine.travel(dt.datetime(2026, 3, 7, 12, tzinfo=dt.UTC), tick=False):
        after = [(one.happened_on.isoformat(), one.what, one.source) for one in happenings(alice, [told])]
    assert after == [
        *until_today,
        ("2026-03-07", "Alice Adeyemi no longer works with the child: mentor", team),
        ("2026-03-07", "Bob Baker no longer works with the child: mentor", team),
    ]
    assert happenings(alice, [Seen(family.maya, (Reason("Test", RELATIVE),))]) == []


WRONG_EPISODES: list[dict[str, Any]] = [
    {"aim": ""},
    {"kind": ""},
    {"ended_on": TODAY},
    {"outcome": "resolved"},
    {"ended_because": "x"},
    {"ended_on": TODAY, "ended_by": "alice", "outcome": "resolved"},
    {"ended_on": TODAY, "outcome": "resolved", "ended_because": "x"},
    {"ended_on": dt.date(2020, 1, 1), "ended_by": "alice", "outcome": "resolved", "ended_because": "x"},
]


@pytest.mark.parametrize("wrong", WRONG_EPISODES, ids=str)
def test_the_database_itself_refuses_half_an_end_and_an_end_before_the_start(
    alice: Practitioner, family: Family, wrong: dict[str, Any]
) -> None:
    work = begun(alice, family.maya)
    values = {name: alice if value == "alice" else value for name, value in wrong.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Episode.objects.filter(pk=work.pk).update(**values)


def test_the_database_itself_lets_one_person_lead_a_piece_of_work(
    alice: Practitioner, bob: Practitioner, family: Family
) -> None:
    work = begun(alice, family.maya)
    led_by(alice, work)
    here = {"child": family.maya, "team": team_of(bob), "starts_on": TODAY, "leads": True}
    with pytest.raises(IntegrityError), transaction.atomic():
        Involvement.objects.create(practitioner=bob, role="mentor", episode=work, **here)
    with pytest.raises(IntegrityError), transaction.atomic():
        Involvement.objects.create(practitioner=bob, role="mentor", **here)  # leads nothing


def test_nothing_is_half_done_when_the_log_cannot_be_written(
    alice: Practitioner, family: Family, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = begun(alice, family.maya)
    led_by(alice, work)

    def broken(**_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("righthelp.work.actions.involvements.record", broken)
    with pytest.raises(RuntimeError):
        end_episode(episode=work, they_go_on=False, by=alice, **END)
    assert Episode.objects.get().is_open
