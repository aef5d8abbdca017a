"""Taking up an invitation."""

import datetime as dt

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from righthelp.agencies.actions import (
    NotAllowed,
    Refused,
    accept_invitation,
    end_access,
    invite,
    join_by_invitation,
    withdraw_invitation,
)
from righthelp.agencies.models import Agency, Invitation, Membership, Practitioner
from righthelp.agencies.tests import people
from righthelp.agencies.tests.people import PASSWORD, fresh
from righthelp.audit.actions import COMMAND, CommandLine
from righthelp.audit.queries import events_about

EMAIL = "nadia@example.org"


def invited(
    agency: Agency,
    role: str = "practitioner",
    email: str = EMAIL,
    name: str = "Nadia Rahman",
    by: Practitioner | CommandLine = COMMAND,
) -> tuple[Invitation, str]:
    return invite(
        by=by, team=agency.teams.get(), role_key=role, email=email, name=name,
        job_title="Teacher", link=lambda token: f"/invitation/{token}",
    )  # fmt: skip


def test_it_shows_what_is_offered(client: Client, school: Agency) -> None:
    text = client.get(invited(school)[1]).text
    assert "Nadia Rahman" in text
    assert "Alder Road Primary School" in text
    assert "Thinks through worries" in text


def test_a_password_makes_the_account_and_signs_in(client: Client, school: Agency) -> None:
    invitation, link = invited(school)
    assert client.post(link, {"password": PASSWORD}).headers["Location"] == "/"
    person = Practitioner.objects.get(email=EMAIL)
    assert client.session["_auth_user_id"] == str(person.pk)
    membership = person.memberships.get()
    assert (membership.role, membership.starts_on, membership.ends_on) == ("practitioner", timezone.localdate(), None)
    names = [event.name for event in events_about(person)]
    assert "agencies.account_opened" in names
    assert events_about(invitation)[0].name == "agencies.invitation_accepted"


def test_a_role_that_needs_it_goes_straight_to_the_second_factor(client: Client, school: Agency) -> None:
    client.post(invited(school, "agency_administrator")[1], {"password": PASSWORD})
    assert client.get("/people").headers["Location"] == "/account/second-step"
    assert client.get("/account/second-step/app/add").status_code == 200


@pytest.mark.parametrize(
    ("password", "message"),
    [("", "Enter password"), ("short", "at least 12"), ("password1234", "too common"), (EMAIL, "too similar")],
)
def test_a_weak_password_is_refused(client: Client, school: Agency, password: str, message: str) -> None:
    answer = client.post(invited(school)[1], {"password": password})
    assert message in answer.text
    assert not Practitioner.objects.exists()


def test_it_works_once(client: Client, school: Agency) -> None:
    _, link = invited(school)
    client.post(link, {"password": PASSWORD})
    again = Client().post(link, {"password": "another-long-password"})
    assert again.status_code == 410
    assert Practitioner.objects.get().check_password(PASSWORD)


def test_two_windows_at_once_make_one_account(school: Agency) -> None:
    invitation, _ = invited(school)
    accept_invitation(invitation=invitation, password=PASSWORD)
    with pytest.raises(Refused):
        accept_invitation(invitation=invitation, password="another-long-password")
    assert Membership.objects.count() == 1


def test_a_withdrawn_one_does_not_work(client: Client, school: Agency) -> None:
    invitation, link = invited(school)
    withdraw_invitation(by=COMMAND, invitation=invitation)
    assert client.get(link).status_code == 410
    with pytest.raises(Refused):
        withdraw_invitation(by=COMMAND, invitation=invitation)


def test_it_lasts_seven_days(client: Client, school: Agency) -> None:
    with time_machine.travel(dt.datetime(2026, 11, 2, 9, 0, tzinfo=dt.UTC), tick=False) as clock:
        _, link = invited(school)
        clock.move_to(dt.datetime(2026, 11, 9, 23, 59, tzinfo=dt.UTC))
        assert client.get(link).status_code == 200
        clock.move_to(dt.datetime(2026, 11, 10, 0, 0, tzinfo=dt.UTC))
        answer = client.post(link, {"password": PASSWORD})
    assert answer.status_code == 410
    assert "This invitation cannot be used" in answer.text
    assert not Practitioner.objects.exists()


@pytest.mark.parametrize("token", ["x", "x" * 43])
def test_an_invented_link_does_not_work(client: Client, school: Agency, token: str) -> None:
    invited(school)
    assert client.get(f"/invitation/{token}").status_code == 410


def test_only_the_hash_is_stored(school: Agency) -> None:
    invitation, link = invited(school)
    token = link.removeprefix("/invitation/")
    assert token not in str(Invitation.objects.values().get())
    assert len(invitation.token_hash) == 64


def test_somebody_with_an_account_signs_in_and_joins(
    charlie: Practitioner, school: Agency, elsewhere: Agency, client: Client
) -> None:
    _, link = invited(school, email=charlie.email)
    assert "Sign in first" in client.get(link).text
    client.force_login(charlie)
    assert "You keep the roles you have" in client.get(link).text
    assert client.post(link).headers["Location"] == "/account"
    assert {membership.team.agency for membership in fresh(charlie).memberships_now} == {school, elsewhere}


def test_an_account_cannot_be_taken_over_by_an_invitation(
    charlie: Practitioner, school: Agency, client: Client
) -> None:
    invitation, link = invited(school, email=charlie.email)
    client.post(link, {"password": "another-long-password"})
    assert not fresh(charlie).check_password("another-long-password")
    with pytest.raises(Refused, match="You already have an account"):
        accept_invitation(invitation=invitation, password="another-long-password")


def test_somebody_else_signed_in_does_not_join(alice: Practitioner, charlie: Practitioner, client: Client) -> None:
    invitation, link = invited(charlie.memberships_now[0].team.agency, email=EMAIL)
    client.force_login(alice)
    assert "Somebody else is signed in" in client.get(link).text
    assert "Somebody else is signed in" in client.post(link, {"password": PASSWORD}).text
    with pytest.raises(NotAllowed):
        join_by_invitation(by=alice, invitation=invitation)


def test_a_leaver_comes_back_with_nothing_of_the_old_access(
    alice: Practitioner, ada: Practitioner, client: Client
) -> None:
    school = alice.memberships_now[0].team.agency
    people.add_second_factor(alice)
    end_access(by=ada, person=alice, agency=school, receiver=None)
    _, link = invited(school, "practitioner", alice.email, "Alice Adeyemi")
    assert client.post(link, {"password": PASSWORD}).headers["Location"] == "/"
    back = fresh(alice)
    assert back.ended_at is None
    assert [membership.role for membership in back.memberships_now] == ["practitioner"]
    assert back.memberships.count() == 2
    assert not back.authenticator_set.exists()  # type: ignore[attr-defined]


def test_who_comes_back_keeps_the_name_that_their_records_show(
    alice: Practitioner, ada: Practitioner, client: Client
) -> None:
    school = alice.memberships_now[0].team.agency
    Practitioner.objects.filter(pk=alice.pk).update(job_title="Year 4 teacher")
    end_access(by=ada, person=alice, agency=school, receiver=None)
    _, link = invited(school, "practitioner", alice.email, "ALICE adeyemi")
    assert "keep the name Alice Adeyemi, Year 4 teacher" in client.get(link).text
    client.post(link, {"password": PASSWORD})
    back = fresh(alice)
    assert (back.name, back.job_title) == ("Alice Adeyemi", "Year 4 teacher")
    opened = events_about(alice).filter(name="agencies.account_opened").get()
    assert opened.fields == ["ended_at", "password"]


def test_a_new_account_is_logged_with_what_was_filled_in(school: Agency) -> None:
    person = accept_invitation(invitation=invited(school)[0], password=PASSWORD)
    opened = events_about(person).filter(name="agencies.account_opened").get()
    assert opened.fields == ["email", "name", "job_title", "password"]
    assert (person.name, person.job_title) == ("Nadia Rahman", "Teacher")


def test_a_successor_does_not_get_the_account_by_a_link_sent_before_it_ended(
    alice: Practitioner, ada: Practitioner, elsewhere: Agency, client: Client
) -> None:
    _, link = invited(elsewhere, email=alice.email)
    end_access(by=ada, person=alice, agency=alice.memberships_now[0].team.agency, receiver=None)
    assert "Alice" not in client.get(link).text
    assert "had an account with this address" in client.post(link, {"password": PASSWORD}).text
    assert fresh(alice).ended_at is not None


def test_nobody_joins_by_an_invitation_of_their_own(ada: Practitioner, school: Agency) -> None:
    team = school.teams.get()
    invitation = Invitation.objects.create(
        email=ada.email, name="A", team=team, role="safeguarding_lead", token_hash="x", invited_by=ada
    )
    client = people.sign_in(Client(), ada)
    with pytest.raises(Refused, match="Nobody gives themselves a role"):
        join_by_invitation(by=ada, invitation=invitation)
    assert client.get("/account").status_code == 200
    assert [membership.role for membership in fresh(ada).memberships_now] == ["agency_administrator"]


def test_nor_with_a_second_account_at_another_agency(ada: Practitioner, school: Agency, elsewhere: Agency) -> None:
    second = Practitioner.objects.create(email="a.osei@practice.example", name="Ada Osei", password="!")
    people.give(second, elsewhere, "practitioner")
    _, link = invited(school, "safeguarding_lead", second.email, "Somebody Else", by=ada)
    text = people.sign_in(Client(), second).post(link).text
    assert "Nobody gives themselves a role" in text
    assert [membership.team.agency for membership in fresh(second).memberships_now] == [elsewhere]


def test_a_role_starts_only_if_whoever_invited_may_still_give_it(ada: Practitioner, school: Agency) -> None:
    invitation, _ = invited(school, by=ada)
    end_access(by=COMMAND, person=ada, agency=school, receiver=None)
    with pytest.raises(Refused, match="can no longer give this role"):
        accept_invitation(invitation=invitation, password=PASSWORD)
    assert not Practitioner.objects.filter(email=EMAIL).exists()


def test_of_two_first_leads_invited_at_once_one_starts(ada: Practitioner, school: Agency) -> None:
    first, _ = invited(school, "safeguarding_lead", "one@example.org", "One", by=ada)
    second, _ = invited(school, "deputy_safeguarding_lead", "two@example.org", "Two", by=ada)
    accept_invitation(invitation=first, password=PASSWORD)
    with pytest.raises(Refused, match="can no longer give this role"):
        accept_invitation(invitation=second, password=PASSWORD)


def test_every_lead_and_deputy_is_told_of_a_new_one(
    school: Agency, elsewhere: Agency, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    leila, tomasz = people.safeguarding_lead(school), people.deputy_lead(school)
    people.safeguarding_lead(elsewhere, "Priya Raman")
    people.give(leila, school, "agency_administrator")
    invitation, _ = invited(school, "deputy_safeguarding_lead", by=fresh(leila))
    with django_capture_on_commit_callbacks(execute=True):
        accept_invitation(invitation=invitation, password=PASSWORD)
    assert sorted(sent.to for sent in mail.outbox) == [[leila.email], [tomasz.email]]
    for sent in mail.outbox:
        assert "Nadia Rahman is now deputy safeguarding lead of Alder Road Primary School" in sent.body
        assert EMAIL not in sent.body


def test_nobody_is_told_of_a_new_practitioner_or_where_people_are_invented(
    school: Agency, settings: Settings, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    people.safeguarding_lead(school)
    with django_capture_on_commit_callbacks(execute=True):
        accept_invitation(invitation=invited(school)[0], password=PASSWORD)
    mail.outbox.clear()
    settings.INVENTED_PEOPLE = True
    with django_capture_on_commit_callbacks(execute=True):
        lead, _ = invited(school, "safeguarding_lead", "two@example.org", "Two")
        accept_invitation(invitation=lead, password=PASSWORD)
    assert mail.outbox == []


def test_a_role_already_held_is_not_held_twice(alice: Practitioner, school: Agency) -> None:
    team = school.teams.get()
    invitation = Invitation.objects.create(email=alice.email, name="A", team=team, role="practitioner", token_hash="x")
    join_by_invitation(by=alice, invitation=invitation)
    assert alice.memberships.count() == 1


def test_refusals_are_shown_on_the_page(
    alice: Practitioner, school: Agency, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from righthelp.agencies.views import invitations

    def refuse(**anything: object) -> None:
        raise Refused("Used in another window")

    monkeypatch.setattr(invitations, "accept_invitation", refuse)
    monkeypatch.setattr(invitations, "join_by_invitation", refuse)
    assert "Used in another window" in client.post(invited(school)[1], {"password": PASSWORD}).text
    team = school.teams.get()
    Invitation.objects.create(email=alice.email, name="A", team=team, role="safeguarding_lead", token_hash="x")
    link = invited(people.gp_practice(), email=alice.email)[1]
    client.force_login(alice)
    assert "Used in another window" in client.post(link).text
