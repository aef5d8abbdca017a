"""Naming the lead practitioner: across agencies, with how they were chosen, passing on, and who may do it."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

import pytest
import time_machine

from righthelp.agencies.actions.refusals import NotAllowed
from righthelp.agencies.models import Practitioner
from righthelp.consent.models import Sharing
from righthelp.early_help.access import help_to_read
from righthelp.early_help.actions.leading import NotBegun, name_lead, open_episodes
from righthelp.early_help.lead_roles import LEAD_ROLES
from righthelp.early_help.models import EarlyHelp, LeadChoice
from righthelp.early_help.presenting.leading import Leading, Leads, leading_of, leads_of
from righthelp.early_help.tests import helping
from righthelp.messages.models import Notice
from righthelp.people.tests.conftest import Family
from righthelp.plans.models import Member
from righthelp.work.models import Handover, Involvement
from righthelp.work.tests.working import sees, team_of


@pytest.fixture(autouse=True)
def _one_day() -> Iterator[None]:
    with time_machine.travel(dt.datetime(2026, 3, 2, 10, 0, tzinfo=dt.UTC), tick=False):
        yield


def shown(reader: Practitioner, it: EarlyHelp) -> Leading:
    return leading_of(help_to_read(Practitioner.objects.get(pk=reader.pk), it.public_id, page="test"))


def so_far(reader: Practitioner, it: EarlyHelp) -> Leads:
    return leads_of(help_to_read(Practitioner.objects.get(pk=reader.pk), it.public_id, page="test"))


@pytest.mark.requirement("BP-034", "BP-035", "BP-040", "BN-038")
def test_somebody_of_another_agency_is_named_and_leads_the_work_with_every_child_from_that_day(
    early_help: EarlyHelp, family: Family, alice: Practitioner, charlie: Practitioner
) -> None:
    name_lead(help=early_help, chosen=helping.chosen(charlie), by=alice, note="Ana likes to talk on Fridays")
    led = [one.holder for one in open_episodes(early_help)]
    assert [(one.practitioner, one.team) for one in led if one] == [(charlie, team_of(charlie))] * 2
    assert {one.note for one in Handover.objects.all()} == {"Ana likes to talk on Fridays"}
    assert sees(charlie, family.maya)
    leading = shown(charlie, early_help)
    assert leading.now is not None
    assert (leading.now.who, leading.now.as_what) == ("Charlie Chen", "School nurse")
    assert [(one.who, one.until) for one in so_far(charlie, early_help).before] == [(alice.name, leading.now.since)]
    assert Notice.objects.filter(to=charlie).count() == 1


@pytest.mark.requirement("SF-055")
def test_a_lead_of_another_agency_stands_in_the_ledger_of_each_child_once_with_what_the_family_says(
    early_help: EarlyHelp, family: Family, alice: Practitioner, bob: Practitioner, charlie: Practitioner
) -> None:
    helping.leads(bob, early_help, by=alice)
    assert not Sharing.objects.exists()
    helping.leads(charlie, early_help, by=bob)
    helping.leads(charlie, early_help, by=charlie)
    told = Sharing.objects.filter(to_agency=team_of(charlie).agency)
    says = "Ana would like somebody from outside the school"
    assert sorted((one.child.pk, one.because) for one in told) == [(family.maya.pk, says), (family.brother.pk, says)]


def test_where_nobody_asked_the_family_who_should_lead_the_ledger_says_so(
    early_help: EarlyHelp, alice: Practitioner, charlie: Practitioner
) -> None:
    name_lead(help=early_help, chosen=helping.chosen(charlie, family_wishes=""), by=alice)
    assert {one.because for one in Sharing.objects.all()} == {"The family was not asked about this change"}


def test_the_agency_that_coordinates_shares_nothing_with_itself_when_it_leads_again(
    early_help: EarlyHelp, alice: Practitioner, charlie: Practitioner
) -> None:
    helping.leads(charlie, early_help, by=alice)
    helping.leads(alice, early_help, by=charlie)
    assert {one.to_agency for one in Sharing.objects.all()} == {team_of(charlie).agency}


@pytest.mark.requirement("BP-047", "BP-048", "BP-049")
def test_how_they_were_chosen_stands_with_the_wishes_of_child_and_family(
    early_help: EarlyHelp, alice: Practitioner, charlie: Practitioner
) -> None:
    name_lead(help=early_help, chosen=helping.chosen(charlie), by=alice)
    leading = shown(alice, early_help)
    assert leading.now
    choice = leading.now.choice
    assert choice
    assert choice.how == "We talked about it at home"
    assert choice.child_wishes == "Maya: the nurse, she listens"
    assert choice.family_wishes == "Ana would like somebody from outside the school"
    assert choice.fits_because == "She knows the whole family"
    assert choice.chosen_by == alice


@pytest.mark.requirement("BP-041", "SF-011")
def test_the_role_can_be_held_by_a_wide_range_of_people() -> None:
    named = " ".join(LEAD_ROLES.values()).casefold()
    for word in (
        "public health", "community nurse", "family nurse", "school nurse", "health visitor", "midwife", "gp",
        "paediatrician", "pastoral lead", "designated safeguarding lead", "senco", "family support worker",
        "learning mentor", "teacher", "nursery senco", "early years", "children’s centre", "family hub",
        "youth worker", "mental health worker", "substance misuse", "housing", "tenancy", "homelessness",
        "personal adviser", "voluntary, community or social enterprise", "social worker", "youth justice",
        "educational welfare",
    ):  # fmt: skip
        assert word in named


@pytest.mark.requirement("BP-046")
def test_the_time_it_takes_can_be_noted_again_when_it_changes(early_help: EarlyHelp, alice: Practitioner) -> None:
    for hours in ("2", "6.5"):
        name_lead(help=early_help, chosen=helping.chosen(alice, hours_a_week=Decimal(hours)), by=alice)
    leading = shown(alice, early_help)
    assert leading.now
    assert leading.now.choice
    assert leading.now.choice.hours_a_week == Decimal("6.5")
    assert so_far(alice, early_help).before == []
    assert not Handover.objects.exists()


@pytest.mark.requirement("BG-028")
def test_whoever_led_can_stay_in_the_team_and_changes_are_counted(
    early_help: EarlyHelp, alice: Practitioner, charlie: Practitioner
) -> None:
    name_lead(help=early_help, chosen=helping.chosen(charlie), by=alice, stays_as="class teacher", phone="01632 960 1")
    leading = shown(alice, early_help)
    assert [(one.who, one.role) for one in leading.team] == [(alice.name, "class teacher")]
    assert leading.phone == "01632 960 1"
    assert "Two people have led it so far: one change of lead practitioner" in so_far(alice, early_help).changes
    assert Member.objects.here().filter(plan=early_help.plan, practitioner=alice).exists()


def test_staying_in_a_role_that_they_have_already_is_no_hindrance(
    early_help: EarlyHelp, alice: Practitioner, charlie: Practitioner
) -> None:
    for child in early_help.plan.children.select_related("person", "episode"):
        Involvement.objects.create(
            child=child.person, episode=child.episode, practitioner=alice, team=team_of(alice), role="class teacher",
            starts_on=helping.SINCE,
        )  # fmt: skip
    name_lead(help=early_help, chosen=helping.chosen(charlie), by=alice, stays_as="class teacher")
    assert len(shown(alice, early_help).team) == 1


def test_nobody_is_named_before_it_begins(offered: EarlyHelp, alice: Practitioner) -> None:
    with pytest.raises(NotBegun):
        name_lead(help=offered, chosen=helping.chosen(alice), by=alice)


def test_a_child_for_whom_it_begins_later_has_no_lead_until_one_is_named(
    offered: EarlyHelp, family: Family, alice: Practitioner
) -> None:
    helping.agreed(offered, family.mother, by=alice, people=[family.maya])
    it = helping.begun(offered, alice)
    helping.agreed(it, family.mother, by=alice, people=[family.brother])
    helping.begin(it, alice)
    assert shown(alice, it).unled == "Leo"
    name_lead(help=it, chosen=helping.chosen(alice), by=alice)
    assert shown(alice, it).unled == ""
    second = Involvement.objects.get(child=family.brother, leads=True)
    assert second.starts_on == dt.date(2026, 2, 2)


def test_somebody_of_the_team_or_a_stranger_names_nobody(
    early_help: EarlyHelp, alice: Practitioner, bob: Practitioner, charlie: Practitioner
) -> None:
    helping.joins(charlie, early_help, by=alice)
    for one in (bob, charlie):
        with pytest.raises(NotAllowed):
            name_lead(help=early_help, chosen=helping.chosen(one), by=one)
    assert not LeadChoice.objects.exists()
