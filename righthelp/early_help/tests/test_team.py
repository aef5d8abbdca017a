"""The team around the family: who joins for which children, what it opens, what the ledger says, and who leaves."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from righthelp.agencies.actions.refusals import NotAllowed
from righthelp.agencies.models import Practitioner
from righthelp.audit.models import Event
from righthelp.consent.models import Sharing
from righthelp.early_help.access import help_to_read
from righthelp.early_help.actions.team import (
    AlreadyInTeam,
    Joining,
    LeadStays,
    add_by_name,
    add_to_team,
    leave_team,
    working_in,
)
from righthelp.early_help.models import EarlyHelp
from righthelp.early_help.presenting.leading import InTeam, leading_of
from righthelp.early_help.tests import helping
from righthelp.messages.models import Notice
from righthelp.people.models import Person
from righthelp.people.reasons import Part
from righthelp.people.tests.conftest import Family
from righthelp.plans.models import Member, PlanChild
from righthelp.work.models import Involvement
from righthelp.work.tests.working import client_of, sees, send_form, shown, team_of, words


@pytest.fixture(autouse=True)
def _one_day() -> Iterator[None]:
    with time_machine.travel(dt.datetime(2026, 3, 2, 10, 0, tzinfo=dt.UTC), tick=False):
        yield


def children(it: EarlyHelp) -> list[PlanChild]:
    return list(it.plan.children.select_related("person", "episode"))


def opens(reader: Practitioner, person: Person) -> bool:
    seen = sees(reader, person)
    return seen is not None and seen.opens(Part.STORY)


def team(reader: Practitioner, it: EarlyHelp) -> list[InTeam]:
    return leading_of(help_to_read(Practitioner.objects.get(pk=reader.pk), it.public_id, page="test")).team


@pytest.mark.requirement("BP-037", "BN-039", "SF-011")
def test_somebody_of_another_agency_joins_for_one_child_and_opens_that_record_alone(
    early_help: EarlyHelp, family: Family, alice: Practitioner, charlie: Practitioner
) -> None:
    joining = Joining(charlie, team_of(charlie), "family GP", "Ana agrees", "01632 960 7")
    add_to_team(help=early_help, children=children(early_help)[:1], joining=joining, by=alice)
    assert opens(charlie, family.maya)
    assert not opens(charlie, family.brother)
    [row] = team(alice, early_help)
    assert (row.who, row.role, row.children, row.phone) == ("Charlie Chen", "family GP", "Maya", "01632 960 7")
    assert Member.objects.here().filter(plan=early_help.plan, practitioner=charlie).exists()
    assert Notice.objects.filter(to=charlie).count() == 1


@pytest.mark.requirement("BP-024")
def test_the_page_names_who_coordinates_and_each_service_that_contributes(
    early_help: EarlyHelp, alice: Practitioner, charlie: Practitioner
) -> None:
    helping.joins(charlie, early_help, by=alice)
    add_by_name(
        help=early_help, children=children(early_help), name="Coach Ade", organisation="Fenside Boxing", phone="",
        role="boxing coach", by=alice,
    )  # fmt: skip
    leading = leading_of(help_to_read(Practitioner.objects.get(pk=alice.pk), early_help.public_id, page="test"))
    assert leading.coordinated_by == str(team_of(alice))
    assert leading.contributing == sorted(["Fenside Boxing", team_of(charlie).agency.name])


def test_the_first_of_another_agency_stands_in_the_ledger_of_each_child_with_what_the_family_says(
    early_help: EarlyHelp, family: Family, alice: Practitioner, bob: Practitioner, charlie: Practitioner
) -> None:
    helping.joins(bob, early_help, by=alice)
    assert not Sharing.objects.exists()
    helping.joins(charlie, early_help, by=alice)
    helping.joins(charlie, early_help, by=alice, role="vaccinations")
    told = Sharing.objects.filter(to_agency=team_of(charlie).agency)
    assert {(one.child, one.because) for one in told} == {(family.maya, "Ana agrees"), (family.brother, "Ana agrees")}
    assert told.count() == 2


@pytest.mark.requirement("SF-055")
def test_whoever_joins_for_one_child_and_later_for_another_stands_in_the_ledger_of_both(
    early_help: EarlyHelp, alice: Practitioner, charlie: Practitioner
) -> None:
    joining = Joining(charlie, team_of(charlie), "family GP", "Ana agrees")
    maya, leo = children(early_help)
    add_to_team(help=early_help, children=[maya], joining=joining, by=alice)
    assert [one.child for one in Sharing.objects.all()] == [maya.person]
    add_to_team(help=early_help, children=[maya, leo], joining=joining, by=alice)
    told = Sharing.objects.filter(to_agency=team_of(charlie).agency)
    assert [one.child for one in told.order_by("pk")] == [maya.person, leo.person]


def test_joining_twice_in_one_role_is_refused_and_another_role_is_not(
    early_help: EarlyHelp, alice: Practitioner, charlie: Practitioner
) -> None:
    helping.joins(charlie, early_help, by=alice)
    with pytest.raises(AlreadyInTeam):
        helping.joins(charlie, early_help, by=alice)


@pytest.mark.requirement("BN-014")
def test_a_social_worker_can_come_to_think_about_the_plan_without_taking_it_over(
    early_help: EarlyHelp, alice: Practitioner, sam: Practitioner
) -> None:
    helping.joins(sam, early_help, by=alice, role="interface social worker", is_interface=True)
    assert Member.objects.get(plan=early_help.plan, practitioner=sam).is_interface
    seen = help_to_read(Practitioner.objects.get(pk=sam.pk), early_help.public_id, page="test")
    assert not seen.may_change


def test_nobody_joins_for_a_child_for_whom_it_has_not_begun(
    offered: EarlyHelp, family: Family, alice: Practitioner, charlie: Practitioner
) -> None:
    with pytest.raises(AlreadyInTeam):
        helping.joins(charlie, offered, by=alice)
    assert not opens(charlie, family.maya)


def test_somebody_without_an_account_takes_part_in_the_plan_once_for_all_children_and_leaves_it(
    early_help: EarlyHelp, alice: Practitioner
) -> None:
    who: dict[str, Any] = {"name": "Coach Ade", "organisation": "Fenside Boxing", "role": "boxing coach"}
    who["phone"] = "01632 960 9"
    parts = add_by_name(help=early_help, children=children(early_help), by=alice, **who)
    assert len(parts) == 2
    here = Member.objects.here().filter(plan=early_help.plan, name="Coach Ade")
    assert here.count() == 1
    leave_team(help=early_help, part=parts[0], on=parts[0].starts_on, because="New job", by=alice)
    assert not here.exists()
    assert team(alice, early_help) == []


@pytest.mark.requirement("BP-037")
def test_whoever_leaves_the_team_loses_the_records_after_the_last_day(
    early_help: EarlyHelp, family: Family, alice: Practitioner, charlie: Practitioner
) -> None:
    helping.joins(charlie, early_help, by=alice)
    part = working_in(early_help).with_people().filter(practitioner=charlie)[0]
    part.starts_on = helping.SINCE
    working_in(early_help).filter(practitioner=charlie).update(starts_on=helping.SINCE)
    leave_team(help=early_help, part=part, on=helping.SINCE + dt.timedelta(days=7), because="New job", by=charlie)
    assert not opens(charlie, family.maya)
    assert not working_in(early_help).filter(practitioner=charlie).exists()


def test_the_lead_does_not_leave_before_somebody_else_is_named(early_help: EarlyHelp, alice: Practitioner) -> None:
    part = working_in(early_help).with_people().filter(leads=True)[0]
    with pytest.raises(LeadStays):
        leave_team(help=early_help, part=part, on=helping.SINCE, because="New job", by=alice)


def test_nobody_of_the_team_adds_people_or_ends_the_part_of_others(
    early_help: EarlyHelp, alice: Practitioner, bob: Practitioner, charlie: Practitioner
) -> None:
    for one in (bob, charlie):
        helping.joins(one, early_help, by=alice)
    with pytest.raises(NotAllowed):
        helping.joins(charlie, early_help, by=bob, role="another")
    part = working_in(early_help).with_people().filter(practitioner=charlie)[0]
    with pytest.raises(NotAllowed):
        leave_team(help=early_help, part=part, on=part.starts_on, because="No", by=bob)


def test_of_a_school_that_does_not_use_right_help_it_is_said_that_it_is_shut_in_the_holidays(
    early_help: EarlyHelp, alice: Practitioner
) -> None:
    Member.objects.filter(plan=early_help.plan).update(cover_name="The office")
    path = reverse("early_help_team_add_other", args=[early_help.public_id])
    ids = [str(one.public_id) for one in children(early_help)]
    who = {"name": "Tess Hall", "organisation": "Fenside School", "role": "teacher", "phone": "", "children": ids}
    assert send_form(client_of(alice), path, **who, shuts="yes").status_code == 302
    plan = shown(client_of(alice), reverse("plan", args=[early_help.plan.public_id]))
    assert "Fenside School is shut in the holidays, and the plan goes on" in plan


def test_the_same_person_without_an_account_is_added_once_in_a_role(early_help: EarlyHelp, alice: Practitioner) -> None:
    who: dict[str, Any] = {"name": "Coach Ade", "organisation": "Fenside Boxing", "phone": "", "role": "coach"}
    add_by_name(help=early_help, children=children(early_help)[:1], by=alice, **who)
    assert len(add_by_name(help=early_help, children=children(early_help), by=alice, **who)) == 1
    joined = Event.objects.filter(name="early_help.team_joined").count()
    with pytest.raises(AlreadyInTeam):
        add_by_name(help=early_help, children=children(early_help), by=alice, **who)
    assert Involvement.objects.filter(name="Coach Ade").count() == 2
    assert Event.objects.filter(name="early_help.team_joined").count() == joined
    path = reverse("early_help_team_add_other", args=[early_help.public_id])
    ids = [str(one.public_id) for one in children(early_help)]
    page = send_form(client_of(alice), path, children=ids, **who)
    assert "in the team for these children already" in words(page)


def test_nobody_joins_or_leaves_through_the_early_help_of_another_family(
    early_help: EarlyHelp, alice: Practitioner, charlie: Practitioner
) -> None:
    other = helping.of_another_family(alice)
    theirs, joining = children(other), Joining(charlie, team_of(charlie), "family GP", "Ana agrees")
    who: dict[str, Any] = {"name": "Coach Ade", "organisation": "Fenside Boxing", "phone": "", "role": "coach"}
    with pytest.raises(ValueError, match="whom early help is for"):
        add_to_team(help=early_help, children=theirs, joining=joining, by=alice)
    with pytest.raises(ValueError, match="whom early help is for"):
        add_by_name(help=early_help, children=theirs, by=alice, **who)
    helping.joins(charlie, early_help, by=alice)
    part = working_in(early_help).with_people().filter(practitioner=charlie)[0]
    with pytest.raises(ValueError, match="in which they are"):
        leave_team(help=other, part=part, on=part.starts_on, because="x", by=alice)
    assert not Sharing.objects.filter(child=theirs[0].person).exists()
