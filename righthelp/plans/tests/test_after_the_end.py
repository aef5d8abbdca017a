"""What is owed after a plan ended: minutes are written and given, copies noted; nothing of it is late any more."""

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.models import Practitioner
from righthelp.people.tests.conftest import Family
from righthelp.plans.actions import HasEnded, end_plan
from righthelp.plans.actions.copies import note_given, release_copy
from righthelp.plans.actions.meetings import cancel_meeting
from righthelp.plans.actions.writing_up import keep_unnamed_to, note_came
from righthelp.plans.models import Copy, Meeting, Plan
from righthelp.plans.tests import gathering, papering, planning
from righthelp.plans.tests.papering import NOW, Papered
from righthelp.work.models import Involvement
from righthelp.work.tests.working import client_of, on, send_form, shown

pytestmark = pytest.mark.django_db
LATER = NOW + dt.timedelta(days=60)


@pytest.fixture(autouse=True)
def _on_a_day() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def it(plan: Plan, family: Family, alice: Practitioner) -> Papered:
    Plan.objects.filter(pk=plan.pk).update(begun_on=planning.SINCE, next_review_on=NOW.date() + dt.timedelta(days=7))
    return papering.papered(plan, family, alice)


@pytest.fixture
def meeting(it: Papered, alice: Practitioner) -> Meeting:
    """Give a meeting of yesterday that is not written up."""
    return gathering.called(it.plan, alice, it.mother, at=NOW - dt.timedelta(days=1))


def ended(it: Papered, by: Practitioner) -> None:
    """End the plan, and the work of everybody, as rooms do that keep one."""
    end_plan(plan=it.plan, on=timezone.localdate(), because="Life is better", by=by)
    Involvement.objects.update(ends_on=timezone.localdate(), ended_because="It ended")


@pytest.mark.requirement("BP-302")
def test_a_meeting_that_was_before_the_end_is_written_up_after_it_and_its_minutes_are_given(
    it: Papered, meeting: Meeting, alice: Practitioner
) -> None:
    ended(it, alice)
    with time_machine.travel(LATER, tick=False):
        client = client_of(alice)
        gathering.came(meeting, alice, it.mother)
        answers = {"kind": "decided", "text": "Nana has them on Fridays", "child": "all"}
        assert send_form(client, gathering.at(meeting, "/points/add"), **answers).status_code == 302
        days = {**on("on", NOW.date() - dt.timedelta(days=1)), "starts": "12:00"}
        assert send_form(client, gathering.at(meeting, "/finish"), chaired_by="Alice", **days).status_code == 302
        path = gathering.at(meeting, f"/minutes/{it.mother.public_id}")
        assert "Nana has them on Fridays" in shown(client, path)
        assert send_form(client, path, is_safe="on").status_code == 302
        copy = Copy.objects.get(kind=Copy.Kind.MINUTES)
        page = reverse("plan_copy", args=[it.plan.public_id, copy.public_id])
        assert send_form(client, page, how="hand", **on("given_on", LATER.date())).status_code == 302
        assert "Nana has them on Fridays" in shown(client, page)
        assert copy.given.get().given_on == LATER.date()


def test_a_meeting_to_come_is_not_written_up_once_the_plan_ended(it: Papered, alice: Practitioner) -> None:
    to_come = gathering.called(it.plan, alice, it.mother, at=NOW + dt.timedelta(days=7))
    ended(it, alice)
    with pytest.raises(HasEnded):
        note_came(meeting=to_come, version=1, came={}, by=alice)
    with pytest.raises(HasEnded):
        cancel_meeting(meeting=to_come, because="Ill", by=alice)


def test_what_is_owed_after_the_end_is_for_those_who_had_to_do_with_it_then(
    it: Papered, meeting: Meeting, alice: Practitioner, bob: Practitioner, charlie: Practitioner
) -> None:
    copy = papering.released(it, it.mother, alice)
    ended(it, alice)
    note_came(meeting=meeting, version=1, came={it.mother: "came"}, by=bob)
    for act in (
        lambda: note_came(meeting=meeting, version=2, came={}, by=charlie),
        lambda: cancel_meeting(meeting=meeting, because="Nobody came", by=bob),
        lambda: note_given(copy=copy, how="hand", to_where="", given_on=NOW.date(), by=bob),
        lambda: keep_unnamed_to(member=it.father, version=1, members=[it.mother], by=bob),
    ):
        with pytest.raises(PermissionDenied):
            act()
    keep_unnamed_to(member=it.father, version=1, members=[it.mother], by=alice)
    cancel_meeting(meeting=meeting, because="Nobody came", by=alice)
    assert client_of(charlie).get(gathering.at(meeting)).status_code == 404


def test_a_copy_of_an_ended_plan_is_not_released_and_those_that_were_stay_readable(
    it: Papered, alice: Practitioner
) -> None:
    copy = papering.released(it, it.mother, alice)
    ended(it, alice)
    with time_machine.travel(LATER, tick=False):
        page = reverse("plan_copy", args=[it.plan.public_id, copy.public_id])
        assert "Maya loves drawing" in shown(client_of(alice), page)
        with pytest.raises(HasEnded):
            release_copy(
                plan=it.plan, member=it.mother, kind=Copy.Kind.PLAN, title="x", sections=[], again=list, by=alice,
                of_version=it.plan.versions.last(),
            )  # fmt: skip


def test_nothing_is_late_in_a_plan_that_has_ended(it: Papered, meeting: Meeting, alice: Practitioner) -> None:
    pages = [reverse(name, args=[it.plan.public_id]) for name in ("plan", "plan_progress", "plan_delay")]
    with time_machine.travel(LATER, tick=False):
        assert all("LATE" in shown(client_of(alice), page) for page in pages[:2])
        assert "is not written up" in shown(client_of(alice), pages[2])
    ended(it, alice)
    with time_machine.travel(LATER, tick=False):
        before, during, drift = (shown(client_of(alice), page) for page in pages)
        assert "LATE" not in before + during
        assert "Late:" not in before
        assert "Nothing is late." in drift


def test_the_list_of_copies_says_of_each_whether_the_plan_has_changed_since(it: Papered, alice: Practitioner) -> None:
    page, client = reverse("plan_copies", args=[it.plan.public_id]), client_of(alice)
    papering.released(it, it.mother, alice)
    assert "The plan has not changed since." in shown(client, page)
    planning.worry(it.plan, "A new worry", child=it.maya)
    assert "The plan has changed since, and is not agreed anew yet." in shown(client, page)
    papering.agreed(it.plan, alice)
    assert "The plan has changed since: version 2 is agreed." in shown(client, page)
    Copy.objects.update(outdated_at=NOW)
    assert "Something of it may be kept from them since." in shown(client, page)
