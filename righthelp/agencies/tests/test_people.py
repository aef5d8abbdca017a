"""An agency's people: the list, one person, and their roles."""

from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from righthelp.agencies.actions import (
    NotAllowed,
    Refused,
    change_role,
    give_role,
    lift_suspension,
    remove_second_factor,
    take_role,
)
from righthelp.agencies.models import Agency, Membership, Practitioner, Team
from righthelp.agencies.policies import may
from righthelp.agencies.tests import people
from righthelp.agencies.tests.people import fresh
from righthelp.audit.models import Event
from righthelp.audit.queries import events_about
from righthelp.audit.rules import LOOK_REFUSED


def page(agency: Agency, person: Practitioner, rest: str = "") -> str:
    return f"/agencies/{agency.public_id}/people/{person.public_id}{rest}"


def role_page(agency: Agency, person: Practitioner, rest: str) -> str:
    return page(agency, person, f"/roles/{person.memberships_now[0].public_id}{rest}")


def test_the_list_shows_who_may_do_what(ada_client: Client, school: Agency, alice: Practitioner) -> None:
    text = ada_client.get(f"/agencies/{school.public_id}/people").text
    assert "Alice Adeyemi" in text
    assert "Practitioner, All staff" in text
    assert "Has not signed in yet" in text
    assert "Charlie" not in text


def test_it_shows_when_people_were_last_here_and_who_is_suspended(
    ada_client: Client, school: Agency, alice: Practitioner, bob: Practitioner
) -> None:
    today = timezone.localdate()
    Practitioner.objects.filter(pk=alice.pk).update(last_seen_on=today.replace(year=2025, month=3, day=4))
    Practitioner.objects.filter(pk=bob.pk).update(suspended_at=timezone.now().replace(year=2025, month=5, day=6))
    text = ada_client.get(f"/agencies/{school.public_id}/people").text
    assert "Last here on 4 March 2025" in text
    assert "Suspended on 6 May 2025" in text


def test_one_agency_opens_at_once_and_several_are_offered(
    ada_client: Client, school: Agency, joe_client: Client
) -> None:
    assert ada_client.get("/people").headers["Location"] == f"/agencies/{school.public_id}/people"
    text = joe_client.get("/people").text
    assert "Alder Road Primary School" in text
    assert "Westmarsh Children’s Services" in text


def test_leavers_are_not_on_the_list(ada_client: Client, school: Agency, alice: Practitioner) -> None:
    Practitioner.objects.filter(pk=alice.pk).update(ended_at=timezone.now())
    assert "Alice" not in ada_client.get(f"/agencies/{school.public_id}/people").text
    assert ada_client.get(page(school, alice)).status_code == 404


def test_a_person_is_shown_with_what_may_be_changed(ada_client: Client, school: Agency, alice: Practitioner) -> None:
    text = ada_client.get(page(school, alice)).text
    assert "end their access" in text
    assert "1 September 2025" in text


def test_oneself_may_be_seen_and_not_changed(ada_client: Client, school: Agency, ada: Practitioner) -> None:
    assert "You cannot change your own access" in ada_client.get(page(school, ada)).text
    for rest in ("/roles/add", "/end-access", "/remove-second-step"):
        assert ada_client.get(page(school, ada, rest)).status_code == 403
    assert ada_client.post(page(school, ada, "/lift-suspension")).status_code == 403
    for rest in ("/change", "/end"):
        assert ada_client.get(role_page(school, ada, rest)).status_code == 403


def test_somebody_above_may_not_be_changed(ada_client: Client, school: Agency) -> None:
    editor = people.guidance_editor(school)
    assert "only an administrator of the partnership" in ada_client.get(page(school, editor)).text
    assert ada_client.get(page(school, editor, "/end-access")).status_code == 403


@pytest.mark.parametrize("rest", ["", "/roles/add", "/end-access", "/remove-second-step"])
def test_strangers_are_not_there(
    ada_client: Client, school: Agency, elsewhere: Agency, charlie: Practitioner, rest: str
) -> None:
    assert ada_client.get(page(elsewhere, charlie, rest)).status_code == 404
    assert ada_client.get(page(school, charlie, rest)).status_code == 404


@pytest.mark.parametrize("rest", ["", "/roles/add", "/end-access", "/remove-second-step"])
def test_colleagues_may_not(client: Client, school: Agency, alice: Practitioner, bob: Practitioner, rest: str) -> None:
    client.force_login(alice)
    assert client.get(page(school, bob, rest)).status_code == 403


def test_a_role_of_somebody_else_is_not_there(
    ada_client: Client, school: Agency, alice: Practitioner, bob: Practitioner
) -> None:
    address = page(school, alice, f"/roles/{bob.memberships_now[0].public_id}/change")
    assert ada_client.get(address).status_code == 404


def test_changing_a_role_ends_one_and_starts_another_at_once(
    ada_client: Client, school: Agency, alice: Practitioner
) -> None:
    answers = {"team": school.teams.get().pk, "role": "safeguarding_lead"}
    assert 'value="practitioner" checked' in ada_client.get(role_page(school, alice, "/change")).text
    assert ada_client.post(role_page(school, alice, "/change"), answers).headers["Location"] == page(school, alice)
    new, old = Membership.objects.filter(practitioner=alice).order_by("-pk")
    assert (old.role, old.starts_on, old.ends_on) == ("practitioner", people.STARTED, timezone.localdate())
    assert (new.role, new.starts_on, new.ends_on) == ("safeguarding_lead", timezone.localdate(), None)
    assert may(fresh(alice), "take over drafts", school)
    assert [event.name for event in events_about(alice)] == ["agencies.role_ended", "agencies.role_given"]
    assert "Before" in ada_client.get(page(school, alice)).text


def test_a_role_taken_back_on_the_same_day_is_gone_on_that_day(
    ada_client: Client, school: Agency, alice: Practitioner
) -> None:
    team = school.teams.get().pk
    ada_client.post(role_page(school, alice, "/change"), {"team": team, "role": "safeguarding_lead"})
    ada_client.post(role_page(school, fresh(alice), "/change"), {"team": team, "role": "practitioner"})
    assert not may(fresh(alice), "take over drafts")
    assert alice.memberships.count() == 3


def test_the_same_role_again_is_refused(ada_client: Client, school: Agency, alice: Practitioner) -> None:
    answers = {"team": school.teams.get().pk, "role": "practitioner"}
    text = ada_client.post(role_page(school, alice, "/change"), answers).text
    assert "Alice Adeyemi is already practitioner" in text
    assert alice.memberships.count() == 1


def test_another_team_may_be_chosen(ada_client: Client, school: Agency, alice: Practitioner) -> None:
    nursery = Team.objects.create(agency=school, name="Nursery")
    ada_client.post(role_page(school, alice, "/change"), {"team": nursery.pk, "role": "practitioner"})
    assert fresh(alice).memberships_now[0].team == nursery


@pytest.mark.parametrize("role", ["administrator", "guidance_editor"])
def test_nobody_gives_more_than_they_may(
    ada_client: Client, ada: Practitioner, school: Agency, alice: Practitioner, role: str
) -> None:
    team = school.teams.get()
    for rest in ("/roles/add",):
        assert ada_client.post(page(school, alice, rest), {"team": team.pk, "role": role}).status_code == 200
    with pytest.raises(NotAllowed):
        give_role(by=ada, person=alice, team=team, role_key=role)
    with pytest.raises(NotAllowed):
        change_role(by=ada, membership=alice.memberships_now[0], team=team, role_key=role)
    assert alice.memberships.count() == 1


def test_nobody_gives_themselves_a_role(ada: Practitioner, school: Agency) -> None:
    with pytest.raises(NotAllowed):
        give_role(by=ada, person=ada, team=school.teams.get(), role_key="safeguarding_lead")


def test_a_second_role_is_given_and_taken_away(ada_client: Client, school: Agency, alice: Practitioner) -> None:
    answers = {"team": school.teams.get().pk, "role": "agency_administrator"}
    assert ada_client.post(page(school, alice, "/roles/add"), answers).status_code == 302
    assert may(fresh(alice), "keep the agency's people", school)
    added = Membership.objects.get(practitioner=alice, role="agency_administrator")
    address = page(school, alice, f"/roles/{added.public_id}/end")
    assert "Other roles stay" in ada_client.get(address).text
    assert ada_client.post(address).headers["Location"] == page(school, alice)
    assert not may(fresh(alice), "keep the agency's people")
    assert may(fresh(alice), "write considerations", school)


def test_the_only_role_is_not_taken_away_here(
    ada_client: Client, ada: Practitioner, school: Agency, alice: Practitioner
) -> None:
    assert "end their access" in ada_client.post(role_page(school, alice, "/end")).text
    with pytest.raises(Refused):
        take_role(by=ada, membership=alice.memberships_now[0])
    with pytest.raises(NotAllowed):
        take_role(by=alice, membership=ada.memberships_now[0])


def test_who_lost_the_second_step_sets_up_a_new_one(ada_client: Client, school: Agency) -> None:
    lead = people.safeguarding_lead(school)
    theirs = people.sign_in(Client(), lead)
    assert "lost their phone" in ada_client.get(page(school, lead, "/remove-second-step")).text
    assert ada_client.post(page(school, lead, "/remove-second-step")).status_code == 302
    assert not lead.authenticator_set.exists()  # type: ignore[attr-defined]
    assert theirs.get("/account").status_code == 302
    assert events_about(lead)[0].name == "agencies.second_factor_removed"


def test_the_leads_are_listed_with_the_day_on_which_they_became_it(ada_client: Client, school: Agency) -> None:
    address = f"/agencies/{school.public_id}/people"
    assert "there is no safeguarding lead or deputy yet" in ada_client.get(address).text
    people.deputy_lead(school)
    assert "Tomasz Nowak: deputy safeguarding lead since 1 September 2025" in ada_client.get(address).text


def test_a_second_lead_is_not_given_by_an_administrator_who_is_none(
    ada_client: Client, ada: Practitioner, school: Agency, alice: Practitioner
) -> None:
    people.safeguarding_lead(school)
    answers = {"team": school.teams.get().pk, "role": "safeguarding_lead"}
    for address in (page(school, alice, "/roles/add"), role_page(school, alice, "/change")):
        assert "Only a lead or deputy can add another" in ada_client.get(address).text
        assert ada_client.post(address, answers).status_code == 200
    with pytest.raises(NotAllowed):
        give_role(by=ada, person=alice, team=school.teams.get(), role_key="deputy_safeguarding_lead")
    assert alice.memberships.count() == 1


def test_the_other_leads_are_told_when_a_role_is_given_and_taken(
    school: Agency, alice: Practitioner, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    leila = people.safeguarding_lead(school)
    people.give(leila, school, "agency_administrator")
    with django_capture_on_commit_callbacks(execute=True):
        given = give_role(by=fresh(leila), person=alice, team=school.teams.get(), role_key="deputy_safeguarding_lead")
    assert [sent.to for sent in mail.outbox] == [[leila.email]]
    assert "Alice Adeyemi is now deputy safeguarding lead of Alder Road Primary School" in mail.outbox[0].body
    assert alice.email not in mail.outbox[0].body
    with django_capture_on_commit_callbacks(execute=True):
        take_role(by=fresh(leila), membership=given)
    assert sorted(sent.to for sent in mail.outbox[1:]) == [[alice.email], [leila.email]]


def test_the_account_of_somebody_who_works_elsewhere_too_is_not_changed_from_here(
    ada_client: Client, ada: Practitioner, school: Agency, elsewhere: Agency, alice: Practitioner
) -> None:
    people.give(alice, elsewhere, "safeguarding_lead")
    people.add_second_factor(alice)
    Practitioner.objects.filter(pk=alice.pk).update(suspended_at=timezone.now())
    text = ada_client.get(page(school, alice)).text
    assert "Only an administrator of the partnership can change how they sign in" in text
    assert "lost their phone" not in text
    assert "Let Alice Adeyemi sign in again" not in text
    for rest in ("/remove-second-step", "/lift-suspension"):
        assert ada_client.post(page(school, alice, rest)).status_code == 403
    for action in (remove_second_factor, lift_suspension):
        with pytest.raises(NotAllowed):
            action(by=ada, person=fresh(alice))
    assert alice.authenticator_set.exists()  # type: ignore[attr-defined]


def test_an_administrator_of_the_partnership_changes_it_and_the_person_is_told(
    joe_client: Client,
    school: Agency,
    elsewhere: Agency,
    alice: Practitioner,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    people.give(alice, elsewhere, "safeguarding_lead")
    people.add_second_factor(alice)
    Practitioner.objects.filter(pk=alice.pk).update(suspended_at=timezone.now())
    with django_capture_on_commit_callbacks(execute=True):
        for rest in ("/remove-second-step", "/lift-suspension"):
            assert joe_client.post(page(school, alice, rest)).status_code == 302
    assert [sent.to for sent in mail.outbox] == [[alice.email]] * 2
    assert "Your second step at sign-in was taken away" in mail.outbox[0].body
    assert "your account is no longer suspended" in mail.outbox[1].body


def test_nobody_changes_the_access_of_their_own_second_account(
    ada_client: Client, ada: Practitioner, school: Agency
) -> None:
    second = Practitioner.objects.create(email="ada.osei+2@example.org", name="A. O.", password="!")
    people.give(second, school, "practitioner")
    assert "You cannot change your own access" in ada_client.get(page(school, second)).text
    with pytest.raises(NotAllowed):
        give_role(by=ada, person=second, team=school.teams.get(), role_key="safeguarding_lead")


def test_who_asks_for_another_agencys_people_stands_in_the_log(
    ada_client: Client, ada: Practitioner, school: Agency, elsewhere: Agency
) -> None:
    assert ada_client.get(f"/agencies/{school.public_id}/people").status_code == 200
    assert ada_client.get(f"/agencies/{uuid4()}/people").status_code == 404
    assert not Event.objects.filter(name=LOOK_REFUSED).exists()
    for page in ("people", "people/invite"):
        assert ada_client.get(f"/agencies/{elsewhere.public_id}/{page}").status_code == 404
    noted = Event.objects.filter(name=LOOK_REFUSED)
    assert (
        list(noted.values_list("actor_id", "subject_type", "subject_id"))
        == [(ada.pk, "agencies.agency", elsewhere.pk)] * 2
    )
