"""Early help is everybody’s job: every kind of service can see when it is needed, offer it, and take part."""

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse

from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people
from righthelp.early_help.actions.team import add_by_name
from righthelp.early_help.models import EarlyHelp
from righthelp.early_help.tests import helping
from righthelp.guidance.actions import adopt
from righthelp.guidance.tests.helpers import published
from righthelp.people.tests.conftest import Family
from righthelp.plans.tests import planning
from righthelp.work.tests.working import client_of, part, shown, words

LEVELS = [
    {"number": 1, "name": "Everyday help", "help": [{"name": "Family hub"}]},
    {"number": 2, "name": "Early help", "who_for": "Children who need more", "help": [{"name": "Parenting programme"}]},
]


@pytest.mark.requirement("BP-016", "BP-022", "BP-033")
@pytest.mark.parametrize("kind", [one for one in Agency.Kind if one is not Agency.Kind.SOCIAL_CARE])
def test_whoever_works_with_children_finds_the_criteria_the_help_at_each_level_and_the_way_to_offer_it(
    db: None, kind: Agency.Kind
) -> None:
    who = people.worker(people.agency(f"A {kind} agency", kind), "practitioner", "Noor Aziz")
    framework = published(levels=LEVELS).framework
    adopt(framework=framework, by=who)
    client = client_of(who)
    text = shown(client, reverse("early_help_list"))
    assert "Early help is everybody’s job" in text
    for name in ("early_help_list", "early_help_open"):
        assert reverse("levels") in client.get(reverse(name)).text
    guide = words(client.get(reverse("levels"), follow=True))
    assert "Everyday help" in guide
    level = shown(client, reverse("level", args=[framework.slug, 2]))
    assert "Children who need more" in level
    assert "Parenting programme" in level


@pytest.mark.requirement("BP-015")
def test_statutory_voluntary_and_community_services_take_part_side_by_side(
    early_help: EarlyHelp, alice: Practitioner, sam: Practitioner
) -> None:
    charity = people.agency("Fenside Families", Agency.Kind.VOLUNTARY)
    dana = people.worker(charity, "practitioner", "Dana Bell")
    for who in (sam, dana):
        helping.joins(who, early_help, by=alice)
    children = list(early_help.plan.children.select_related("person", "episode"))
    club: dict[str, Any] = {"name": "Coach Ade", "organisation": "Fenside Boxing", "phone": "", "role": "coach"}
    add_by_name(help=early_help, children=children, by=alice, **club)
    page = part(client_of(dana).get(reverse("early_help", args=[early_help.public_id])), "Team around the family")
    assert "These contribute: Fenside Boxing, Fenside Families and Westmarsh Children’s Services" in page
    for name in ("Sam Okafor", "Dana Bell", "Coach Ade"):
        assert name in page


@pytest.mark.requirement("BP-042")
def test_the_lead_sees_in_one_place_what_everybody_does_who_helps_and_what_services_answered(
    early_help: EarlyHelp, family: Family, alice: Practitioner, bob: Practitioner, charlie: Practitioner
) -> None:
    plan = early_help.plan
    goal = planning.goal(planning.worry(plan, child=planning.child_of(plan, family.maya)))
    for who, what in ((bob, "Breakfast club"), (charlie, "Weigh her each month")):
        helping.joins(who, early_help, by=alice)
        due = {"due_on": dt.date(2099, 1, 1)}
        planning.action(goal, planning.member_of(plan, who), what=what, **due)
    client = client_of(alice)
    home = client.get(reverse("early_help", args=[early_help.public_id])).text
    services = reverse("plan_services", args=[plan.public_id])
    assert services in home
    helps = shown(client, services)
    for line in ("Bob Baker, health visitor Breakfast club", "Charlie Chen, health visitor Weigh her each month"):
        assert line in helps
    whole = shown(client, reverse("plan", args=[plan.public_id]))
    assert "Breakfast club" in whole
    assert "Weigh her each month" in whole
