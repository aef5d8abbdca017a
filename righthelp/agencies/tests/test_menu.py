"""The menu: short words, and for each role only what the role may open."""

import re
from html import unescape

import pytest
from django.test import Client

from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people

FOR_ALL = ["Describe a worry", "Levels", "Who to ring"]
TO_WRITE = [*FOR_ALL, "Children", "Considerations", "Early help", "Requests"]


def menu(client: Client, page: str = "/account") -> list[str]:
    """Read the entries of the menu, in order."""
    nav = client.get(page).text.partition("govuk-service-navigation__list")[2].partition("</nav>")[0]
    found = re.findall(r"<a[^>]*>(.*?)</a>", nav, re.DOTALL)
    return [" ".join(unescape(re.sub(r"<[^>]+>", " ", entry)).split()) for entry in found]


@pytest.mark.parametrize(
    ("make", "entries"),
    [
        (people.teacher, TO_WRITE),
        (people.safeguarding_lead, TO_WRITE),
        (people.agency_administrator, [*FOR_ALL, "Agency"]),
        (people.administrator, [*FOR_ALL, "Agencies"]),
        (people.guidance_editor, [*FOR_ALL, "Guidance editors"]),
    ],
)
def test_each_role_has_its_own_entries_and_the_account_last(school: Agency, make, entries: list[str]) -> None:  # type: ignore[no-untyped-def]
    assert menu(people.sign_in(Client(), make(school))) == [*entries, "Account"]


def test_a_lead_who_keeps_the_agencys_people_has_nine(school: Agency) -> None:
    lead: Practitioner = people.safeguarding_lead(school)
    people.give(lead, school, "agency_administrator")
    assert menu(people.sign_in(Client(), people.fresh(lead))) == [*TO_WRITE, "Agency", "Account"]


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["front_door_worker", "social_care_manager"])
def test_those_who_work_at_the_front_door_find_it_there(role: str) -> None:
    worker = people.worker(people.social_care(), role, "Fran Castellano")
    assert menu(people.sign_in(Client(), worker)) == [*TO_WRITE, "Front door", "Account"]


def test_whoever_is_not_signed_in_can_ask_for_help(school: Agency) -> None:
    assert menu(Client(), "/contacts") == [*FOR_ALL, "Ask for help", "Sign in"]
