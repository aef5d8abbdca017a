"""Inviting somebody into an agency."""

import datetime as dt

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from righthelp.agencies.actions import NotAllowed, Refused, end_access, invite
from righthelp.agencies.models import Agency, Invitation, Practitioner
from righthelp.agencies.rules import token_hash
from righthelp.agencies.tests import people
from righthelp.agencies.tests.people import fresh
from righthelp.agencies.views import invitations
from righthelp.audit.queries import events_about


def page(agency: Agency) -> str:
    return f"/agencies/{agency.public_id}/people/invite"


def answers(agency: Agency, **changes: str) -> dict[str, str]:
    return {
        "name": "Nadia Rahman",
        "email": "Nadia@Example.org",
        "job_title": "Year 2 teacher",
        "team": str(agency.teams.get().pk),
        "role": "practitioner",
        **changes,
    }


def test_an_agency_administrator_invites_by_mail(
    ada_client: Client, school: Agency, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        answer = ada_client.post(page(school), answers(school))
    assert answer.headers["Location"] == f"/agencies/{school.public_id}/people"
    invitation = Invitation.objects.get()
    assert invitation.email == "nadia@example.org"
    assert [event.name for event in events_about(invitation)] == ["agencies.person_invited"]
    (sent,) = mail.outbox
    assert sent.to == ["nadia@example.org"]
    assert "Ada Osei invites you" in sent.body
    token = sent.body.split("/invitation/")[1].split()[0]
    assert invitation.token_hash == token_hash(token)
    assert invitation.mailed_at is not None
    listed = ada_client.get(f"/agencies/{school.public_id}/people").text
    assert "Sent on" in listed
    assert token not in listed


def test_where_no_mail_is_sent_the_link_is_shown_once(
    ada_client: Client,
    school: Agency,
    settings: Settings,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    settings.INVENTED_PEOPLE = True
    with django_capture_on_commit_callbacks(execute=True):
        ada_client.post(page(school), answers(school))
    assert mail.outbox == []
    people_page = f"/agencies/{school.public_id}/people"
    assert "/invitation/" in ada_client.get(people_page).text
    assert "/invitation/" not in ada_client.get(people_page).text


def test_a_mail_server_that_fails_is_told_to_the_administrator(
    ada_client: Client,
    school: Agency,
    settings: Settings,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with django_capture_on_commit_callbacks(execute=True):
        assert ada_client.post(page(school), answers(school)).status_code == 302
    assert "No email was sent" in ada_client.get(f"/agencies/{school.public_id}/people").text


@pytest.mark.parametrize("role", ["administrator", "guidance_editor"])
def test_an_agency_administrator_cannot_make_somebody_more_than_herself(
    ada_client: Client, ada: Practitioner, school: Agency, role: str
) -> None:
    assert f'value="{role}"' not in ada_client.get(page(school)).text
    assert ada_client.post(page(school), answers(school, role=role)).status_code == 200
    with pytest.raises(NotAllowed):
        ask(ada, school, role)
    assert not Invitation.objects.exists()


def ask(by: Practitioner, agency: Agency, role: str) -> None:
    invite(by=by, team=agency.teams.get(), role_key=role, email="n@example.org", name="N", job_title="", link=str)


@pytest.mark.parametrize("role", ["administrator", "guidance_editor", "agency_administrator"])
def test_an_administrator_names_those_who_see_no_record(joe_client: Client, school: Agency, role: str) -> None:
    assert joe_client.post(page(school), answers(school, role=role)).status_code == 302
    assert Invitation.objects.get().role == role


@pytest.mark.parametrize("role", ["practitioner", "safeguarding_lead", "deputy_safeguarding_lead"])
def test_an_administrator_names_nobody_who_sees_records(
    joe_client: Client, joe: Practitioner, school: Agency, role: str
) -> None:
    text = joe_client.get(page(school)).text
    assert f'value="{role}"' not in text
    assert "The agency administrator of Alder Road Primary School names its safeguarding lead" in text
    assert joe_client.post(page(school), answers(school, role=role)).status_code == 200
    for agency in (school, joe.memberships_now[0].team.agency):
        with pytest.raises(NotAllowed):
            ask(joe, agency, role)
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"email": "Ada.Osei@example.org"},
        {"email": "ada.osei+lead@example.org"},
        {"email": "ada@home.example"},
        {"email": "another@example.org", "name": "ada  OSEI"},
    ],
)
def test_nobody_invites_themselves_by_another_address_either(
    ada_client: Client, ada: Practitioner, school: Agency, changes: dict[str, str]
) -> None:
    EmailAddress.objects.create(user=ada, email="ada@home.example")
    text = ada_client.post(page(school), answers(school, role="safeguarding_lead", **changes)).text
    assert "Nobody gives themselves a role: ask another administrator to invite you" in text
    assert not Invitation.objects.exists()


def test_an_administrator_of_the_partnership_does_not_invite_herself_into_an_agency(
    joe: Practitioner, school: Agency
) -> None:
    with pytest.raises(Refused, match="Nobody gives themselves a role"):
        invite(
            by=joe, team=school.teams.get(), role_key="agency_administrator", email=joe.email, name="J",
            job_title="", link=str,
        )  # fmt: skip


@pytest.mark.parametrize("role", ["safeguarding_lead", "deputy_safeguarding_lead"])
def test_where_there_is_a_lead_only_a_lead_adds_another(
    ada_client: Client, ada: Practitioner, school: Agency, role: str
) -> None:
    assert f'value="{role}"' in ada_client.get(page(school)).text
    leila = people.safeguarding_lead(school)
    text = ada_client.get(page(school)).text
    assert f'value="{role}"' not in text
    assert "Only a lead or deputy can add another: make one of them agency administrator, too" in text
    assert ada_client.post(page(school), answers(school, role=role)).status_code == 200
    with pytest.raises(NotAllowed):
        ask(ada, school, role)
    with pytest.raises(NotAllowed):
        ask(leila, school, role)
    people.give(leila, school, "agency_administrator")
    ask(fresh(leila), school, role)
    assert Invitation.objects.get().role == role


def test_a_mailbox_handed_to_a_successor_does_not_hand_on_the_account(
    ada_client: Client, ada: Practitioner, alice: Practitioner, school: Agency
) -> None:
    end_access(by=ada, person=alice, agency=school, receiver=None)
    text = ada_client.post(page(school), answers(school, email=alice.email)).text
    assert "Use Nadia Rahman’s own work address" in text
    assert "Alice" not in text
    assert not Invitation.objects.exists()
    again = answers(school, email=alice.email, name="alice adeyemi")
    assert ada_client.post(page(school), again).status_code == 302


def test_the_link_carries_our_address_and_not_what_the_browser_called_us(
    ada: Practitioner,
    school: Agency,
    settings: Settings,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    settings.ADDRESS = "https://righthelp.example.org"
    settings.ALLOWED_HOSTS = ["testserver", "evil.example"]
    client = people.sign_in(Client(headers={"host": "evil.example"}), ada)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(page(school), answers(school))
    assert "https://righthelp.example.org/invitation/" in mail.outbox[0].body
    assert "evil.example" not in mail.outbox[0].body


def test_a_colleague_may_not(alice: Practitioner, school: Agency, client: Client) -> None:
    client.force_login(alice)
    assert client.get(page(school)).status_code == 403
    with pytest.raises(NotAllowed):
        ask(alice, school, "practitioner")


def test_a_stranger_finds_nothing(ada: Practitioner, ada_client: Client, elsewhere: Agency) -> None:
    assert ada_client.get(page(elsewhere)).status_code == 404
    assert ada_client.post(page(elsewhere), answers(elsewhere)).status_code == 404
    with pytest.raises(NotAllowed):
        ask(ada, elsewhere, "practitioner")


def test_another_agencys_team_is_not_to_be_chosen(ada_client: Client, school: Agency, elsewhere: Agency) -> None:
    sent = answers(school, team=str(elsewhere.teams.get().pk))
    assert ada_client.post(page(school), sent).status_code == 200
    assert not Invitation.objects.exists()


def test_it_says_what_is_missing_and_keeps_what_was_typed(ada_client: Client, school: Agency) -> None:
    text = ada_client.post(page(school), answers(school, name="", email="nonsense", role="")).text
    assert "Enter name" in text
    assert "Enter an email address like name@example.org" in text
    assert "Choose a role" in text
    assert "nonsense" in text
    assert "Year 2 teacher" in text


def test_a_colleague_is_not_invited_again(ada_client: Client, alice: Practitioner, school: Agency) -> None:
    assert "already works for" in ada_client.post(page(school), answers(school, email=alice.email)).text


def test_inviting_again_makes_the_earlier_link_useless(ada_client: Client, school: Agency) -> None:
    ada_client.post(page(school), answers(school))
    ada_client.post(page(school), answers(school))
    first, second = Invitation.objects.order_by("pk")
    assert first.withdrawn_at is not None
    assert second.withdrawn_at is None


def test_a_rolled_back_invitation_sends_no_mail(
    ada: Practitioner, school: Agency, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    colleague = people.teacher(school, "Bob Baker")
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(Exception, match="already works for"):
        invite(
            by=ada, team=school.teams.get(), role_key="practitioner", email=colleague.email, name="B",
            job_title="", link=str,
        )  # fmt: skip
    assert mail.outbox == []


def withdraw_address(invitation: Invitation) -> str:
    return f"/agencies/{invitation.team.agency.public_id}/invitations/{invitation.public_id}/withdraw"


def test_an_invitation_is_withdrawn(ada_client: Client, school: Agency) -> None:
    ada_client.post(page(school), answers(school))
    invitation = Invitation.objects.get()
    assert ada_client.get(withdraw_address(invitation)).status_code == 405
    assert ada_client.post(withdraw_address(invitation)).status_code == 302
    assert Invitation.objects.get().withdrawn_at is not None
    assert ada_client.post(withdraw_address(invitation)).status_code == 404


def test_a_link_used_in_the_meantime_is_not_withdrawn(
    ada_client: Client, school: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    def used(**anything: object) -> None:
        raise Refused("This invitation was used or withdrawn in the meantime")

    ada_client.post(page(school), answers(school))
    monkeypatch.setattr(invitations, "withdraw_invitation", used)
    ada_client.post(withdraw_address(Invitation.objects.get()))
    assert "in the meantime" in ada_client.get(f"/agencies/{school.public_id}/people").text


def test_a_link_that_ran_out_is_shown_as_such(ada_client: Client, school: Agency) -> None:
    ada_client.post(page(school), answers(school))
    Invitation.objects.update(invited_at=dt.datetime(2026, 3, 1, 12, 0, tzinfo=dt.UTC))
    text = ada_client.get(f"/agencies/{school.public_id}/people").text
    assert "Ran out on 8 March 2026. Invite them again" in text


def test_a_stranger_withdraws_nothing(ada_client: Client, elsewhere: Agency) -> None:
    team = elsewhere.teams.get()
    invitation = Invitation.objects.create(email="x@example.org", name="X", team=team, role="practitioner")
    assert ada_client.post(withdraw_address(invitation)).status_code == 404
    assert Invitation.objects.get().withdrawn_at is None
