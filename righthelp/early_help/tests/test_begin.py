"""Early help begins with the family’s agreement, and never without it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.models import Practitioner
from righthelp.early_help.actions import NotAgreed, begin_help
from righthelp.early_help.actions.opening import HelpedAlready
from righthelp.early_help.models import EarlyHelp
from righthelp.early_help.tests import helping
from righthelp.people.tests.conftest import Family
from righthelp.plans.actions.plans import bring_in
from righthelp.work.tests.working import begun as begun_by_team
from righthelp.work.tests.working import client_of, on, send_form, words


@pytest.mark.requirement("BP-026", "SF-010", "BN-040")
def test_it_does_not_begin_before_somebody_agreed(offered: EarlyHelp, alice: Practitioner) -> None:
    with pytest.raises(NotAgreed):
        begin_help(help=offered, on=helping.SINCE, hoped_end_on=None, by=alice)


def test_work_that_the_team_does_already_goes_into_the_plan_and_is_not_begun_twice(
    offered: EarlyHelp, family: Family, alice: Practitioner
) -> None:
    work = begun_by_team(alice, family.maya, kind="early_help")
    helping.agreed(offered, family.mother, by=alice, people=[family.maya])
    [begun] = begin_help(help=offered, on=helping.SINCE, hoped_end_on=None, by=alice)
    assert begun.episode == work


def test_one_team_does_not_give_a_child_early_help_twice(
    early_help: EarlyHelp, family: Family, alice: Practitioner
) -> None:
    again = helping.of_another_family(alice)
    bring_in(plan=again.plan, person=family.maya, by=alice)
    helping.agreed(again, family.mother, by=alice)
    with pytest.raises(HelpedAlready):
        begin_help(help=again, on=helping.SINCE, hoped_end_on=None, by=alice)
    assert early_help.plan.children.filter(episode__isnull=False).count() == 2
    today = timezone.localdate()
    days = {**on("begun_on", today), **on("hoped_end_on", today.replace(year=today.year + 1))}
    page = send_form(client_of(alice), reverse("early_help_begin", args=[again.public_id]), **days)
    assert "This team gives early help to one of these children already" in words(page)


def test_it_begins_for_the_children_for_whom_somebody_agreed(
    offered: EarlyHelp, family: Family, alice: Practitioner
) -> None:
    helping.agreed(offered, family.mother, by=alice, people=[family.maya])
    [begun] = begin_help(help=offered, on=helping.SINCE, hoped_end_on=None, by=alice)
    assert begun.person == family.maya
    assert begun.episode is not None
