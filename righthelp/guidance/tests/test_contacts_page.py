"""The page that says who to ring now."""

import datetime as dt
import re
from html import unescape

import pytest
import time_machine
from django.test import Client

from righthelp.calendar.models import ClosedDay
from righthelp.guidance.models import ContactPoint, Edition
from righthelp.guidance.tests.helpers import RESTATED, page, published

When = ContactPoint.When
WEDNESDAY, EVENING = dt.datetime(2026, 3, 25, 11, tzinfo=dt.UTC), dt.datetime(2026, 3, 25, 20, tzinfo=dt.UTC)


def now(text: str) -> str:
    """Give the part of the page that says whom to ring now."""
    return text[text.index("A child in danger now Ring") : text.index("All numbers")]


@pytest.mark.requirement("SF-033", "SF-034", "SF-073")
def test_staffordshires_page_follows_the_clock(client: Client, guidance: dict[str, Edition]) -> None:
    with time_machine.travel(WEDNESDAY, tick=False):
        in_hours = now(page(client, "/contacts?framework=staffordshire"))
    with time_machine.travel(EVENING, tick=False):
        later = now(page(client, "/contacts?framework=staffordshire"))
    assert "0300 111 8007" in in_hours
    assert "0345 604 2886" not in in_hours
    assert "0345 604 2886" in later
    assert "0300 111 8007" not in later
    assert "eds.team.manager@staffordshire.gov.uk" in later
    assert in_hours.index("999") < in_hours.index("0300 111 8007")


def test_a_closed_day_of_the_partnership_is_followed(client: Client, guidance: dict[str, Edition]) -> None:
    ClosedDay.objects.create(date=WEDNESDAY.date(), name="Founders’ day")
    with time_machine.travel(WEDNESDAY, tick=False):
        assert "0345 604 2886" in now(page(client, "/contacts?framework=staffordshire"))


def listed(client: Client, slug: str) -> dict[str, list[str]]:
    """Give every name under "All numbers and addresses" with what can be rung, written to or opened."""
    shown = unescape(client.get(f"/contacts?framework={slug}").text)
    rows = re.findall(r"<dt[^>]*>([^<]+)</dt>(.*?)</dd>", shown[shown.index("All numbers and addresses") :], re.DOTALL)
    assert len({name for name, _ in rows}) == len(rows)
    return {name: re.findall(r"<a [^>]*>([^<]+)</a>", row) for name, row in rows}


@pytest.mark.requirement("BG-031", "BT-024")
def test_barnsley_lists_each_number_under_its_name(client: Client, guidance: dict[str, Edition]) -> None:
    assert listed(client, "barnsley") == {
        "Integrated Front Door (IFD)": ["01226 772423"],
        "Children’s Emergency Duty Team": ["01226 787789"],
        "South Yorkshire Police, emergency": ["999"],
        "South Yorkshire Police": ["101"],
        "Community Safety and Enforcement": ["01226 773555"],
        "Families Information Service": ["0800 0345 340"],
        "Disabled Children’s Team": ["01226 774050"],
        "Branching Minds": ["01226 107377"],
        "0-19 Public Health Nursing Service (PHNS), Single Point of Access": ["01226 774411"],
    }


@pytest.mark.requirement("BN-016", "BN-017", "BN-018", "BN-019")
def test_bath_lists_each_way_in_under_its_name(client: Client, guidance: dict[str, Edition]) -> None:
    assert listed(client, "bathnes") == {
        "Children’s Social Care: Triage Team, also called Duty Team": ["01225 396312", "01225 396313"],
        "Emergency Duty Team": ["01454 615165"],
        "Police, emergency": ["999"],
        "Request for service, online": ["https://beta.bathnes.gov.uk/report-concern-about-child"],
    }
    assert RESTATED in page(client, "/contacts?framework=bathnes")


def test_each_number_says_whether_anybody_checked_it(client: Client, guidance: dict[str, Edition]) -> None:
    contacts = guidance["staffordshire"].framework.contacts
    contacts.filter(code="st-c1").update(checked_on=dt.date(2026, 3, 2))
    text = page(client, "/contacts?framework=staffordshire")
    assert text.count("Checked on 2 March 2026") == 1
    assert text.count("Not checked here yet") == 1


def test_a_number_that_is_the_same_everywhere_is_never_called_unchecked(
    client: Client, guidance: dict[str, Edition]
) -> None:
    shown = unescape(client.get("/contacts?framework=barnsley").text)
    rows = re.findall(r"<dt[^>]*>([^<]+)</dt>(.*?)</dd>", shown, re.DOTALL)
    unchecked = {name for name, row in rows if "Not checked here yet" in row}
    national = {name for name, row in rows if "The same number everywhere in England" in row}
    assert national == {"South Yorkshire Police, emergency", "South Yorkshire Police"}
    assert unchecked == {name for name, _ in rows} - national


def test_danger_comes_first_then_the_one_number_to_try_then_who_answers_if_that_does_not(
    client: Client, db: None
) -> None:
    contacts = published("westmarsh", on=dt.date(2026, 1, 1)).framework.contacts
    for number, (name, when) in enumerate((("Front door", When.OFFICE), ("Night team", When.OUT_OF_HOURS)), start=1):
        contacts.create(code=f"c{number}", name=name, phones=f"01632 96000{number}", when=when, position=number)
    with time_machine.travel(WEDNESDAY, tick=False):
        text = now(page(client, "/contacts"))
    in_order = (
        "Ring the police on 999", "try this number first", "01632 960001", "If nobody answers there", "01632 960002",
    )  # fmt: skip
    places = [text.find(part) for part in in_order]
    assert -1 not in places
    assert places == sorted(places)
    with time_machine.travel(EVENING, tick=False):
        later = now(page(client, "/contacts"))
    assert "01632 960002" in later
    assert "01632 960001" not in later, "nobody answers at an office that is shut"


def test_one_number_alone_is_not_followed_by_another(client: Client, guidance: dict[str, Edition]) -> None:
    with time_machine.travel(WEDNESDAY, tick=False):
        text = now(page(client, "/contacts?framework=staffordshire"))
    assert "Open now." in text
    assert "If nobody answers there" not in text


def test_a_guide_without_numbers_still_names_the_police(client: Client, db: None) -> None:
    published("westmarsh")
    assert not ContactPoint.objects.exists()
    text = page(client, "/contacts")
    assert "No numbers are kept here yet" in text
    assert "A child in danger now Ring the police on 999" in text
    assert "All numbers and addresses" not in text


def test_a_guide_with_the_police_alone_says_whom_to_ask_about_other_worries(client: Client, db: None) -> None:
    framework = published("westmarsh").framework
    framework.contacts.create(code="p", name="Police", phones="999", when=When.EMERGENCY, position=1)
    text = now(page(client, "/contacts"))
    assert "try this number first" not in text
    assert "No number for other worries is kept here for this guide." in text


def test_without_any_guidance_there_is_no_such_page(client: Client, db: None) -> None:
    page(client, "/contacts", 404)


@pytest.mark.parametrize("slug", ["nowhere", "%00", "a%20b", "%3Cscript%3E"])
def test_an_unknown_guide_is_not_found(client: Client, guidance: dict[str, Edition], slug: str) -> None:
    page(client, f"/contacts?framework={slug}", 404)
