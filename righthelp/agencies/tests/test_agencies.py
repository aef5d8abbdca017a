"""Administrators add agencies; agency administrators add teams."""

import pytest
from django.test import Client

from righthelp.agencies.actions import NotAllowed, Refused, add_agency, add_team
from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people
from righthelp.audit.actions import COMMAND
from righthelp.audit.queries import events_about

ANSWERS = {"name": "Fenside Academy", "kind": "school", "team": "Pastoral team"}


def test_an_administrator_adds_an_agency_and_goes_on_to_invite(joe_client: Client) -> None:
    answer = joe_client.post("/agencies/add", ANSWERS)
    agency = Agency.objects.get(name="Fenside Academy")
    assert answer.headers["Location"] == f"/agencies/{agency.public_id}/people/invite"
    assert [team.name for team in agency.teams.all()] == ["Pastoral team"]
    assert events_about(agency)[0].name == "agencies.agency_added"
    assert "Fenside Academy" in joe_client.get("/agencies").text


def test_the_form_says_what_is_missing(joe_client: Client) -> None:
    text = joe_client.post("/agencies/add", {"name": "Fenside Academy"}).text
    assert "Choose the kind of agency" in text
    assert 'value="Fenside Academy"' in text


def test_a_name_is_used_once(joe_client: Client, school: Agency) -> None:
    text = joe_client.post("/agencies/add", {**ANSWERS, "name": "alder road primary school"}).text
    assert "There is already an agency called" in text


@pytest.mark.parametrize("address", ["/agencies", "/agencies/add"])
def test_others_may_not(ada_client: Client, client: Client, alice: Practitioner, address: str) -> None:
    assert ada_client.get(address).status_code == 403
    client.force_login(alice)
    assert client.get(address).status_code == 403


def test_the_action_asks_too(ada: Practitioner, school: Agency, elsewhere: Agency) -> None:
    with pytest.raises(NotAllowed):
        add_agency(by=ada, name="X", kind="school", team_name="Y")
    with pytest.raises(NotAllowed):
        add_team(by=ada, agency=elsewhere, name="X")
    with pytest.raises(Refused):
        add_team(by=ada, agency=school, name="ALL STAFF")
    assert add_agency(by=COMMAND, name="X", kind="school", team_name="Y").name == "Y"


def test_a_team_is_added(ada_client: Client, school: Agency) -> None:
    address = f"/agencies/{school.public_id}/teams/add"
    assert "Add a team" in ada_client.get(address).text
    assert ada_client.post(address, {"name": "Nursery"}).status_code == 302
    assert "The team Nursery is added." in ada_client.get(f"/agencies/{school.public_id}/people").text


def test_a_stranger_adds_no_team(ada_client: Client, elsewhere: Agency) -> None:
    assert ada_client.post(f"/agencies/{elsewhere.public_id}/teams/add", {"name": "X"}).status_code == 404


def test_an_agency_without_people_says_so(joe_client: Client, school: Agency) -> None:
    assert "Nobody yet" in joe_client.get(f"/agencies/{school.public_id}/people").text
    people.teacher(school)
    assert "Nobody yet" not in joe_client.get(f"/agencies/{school.public_id}/people").text
