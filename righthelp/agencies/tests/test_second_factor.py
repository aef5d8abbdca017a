"""The second factor: who needs one, setting it up, using it, and not being without."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.webauthn.views import AddWebAuthnView
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from righthelp.agencies.actions import give_role, invite, note_second_factor
from righthelp.agencies.forms.sign_in import AddPasskeyForm
from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people
from righthelp.agencies.tests.people import PASSWORD, TOTP_SECRET, add_second_factor
from righthelp.audit.actions import COMMAND
from righthelp.audit.queries import events_about

INDEX = "/account/second-step"


def code(secret: str = TOTP_SECRET) -> str:
    text: str = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    return text


def signed_in(person: Practitioner) -> Client:
    """Sign in with the password just given, so that nothing is asked again."""
    person.set_password(PASSWORD)
    person.save()
    return in_another_browser(person)


def in_another_browser(person: Practitioner) -> Client:
    """Sign in beside what is open already."""
    client = Client()
    client.post("/sign-in", {"login": person.email, "password": PASSWORD})
    if Authenticator.objects.filter(user=person).exists():
        client.post("/sign-in/code", {"code": code()})
    client.post("/sign-in/again", {"password": PASSWORD})
    return client


def test_a_role_without_it_is_let_through(client: Client, alice: Practitioner) -> None:
    client.force_login(alice)
    assert client.get("/account").status_code == 200


@pytest.mark.parametrize(
    "role",
    ["safeguarding_lead", "deputy_safeguarding_lead", "guidance_editor", "agency_administrator", "administrator"],
)
def test_a_role_that_needs_it_opens_nothing_before(client: Client, school: Agency, role: str) -> None:
    client.force_login(people.worker(school, role, "Leila Haddad"))
    assert client.get("/people").headers["Location"] == INDEX
    assert "Your role needs a second step" in client.get(INDEX).text
    assert client.get("/account").status_code == 200
    assert client.get("/").status_code == 200


def test_with_it_every_page_opens(ada_client: Client) -> None:
    assert ada_client.get("/people").status_code == 302
    assert "Your role needs" not in ada_client.get(INDEX).text


def test_the_demonstration_mark_opens_nothing_in_production(client: Client, ada: Practitioner) -> None:
    client.force_login(ada)
    session = client.session
    session["demo_sign_in"] = True
    session.save()
    assert client.get("/people").headers["Location"] == INDEX


def test_an_app_is_set_up_with_codes_for_emergencies(ada: Practitioner) -> None:
    client = signed_in(ada)
    page = client.get(f"{INDEX}/app/add")
    secret = client.session["mfa.totp.secret"]
    assert "data:image/svg+xml;base64," in page.text
    assert secret in page.text
    assert "That code is not right" in client.post(f"{INDEX}/app/add", {"code": "000000"}).text
    done = client.post(f"{INDEX}/app/add", {"code": code(secret)})
    assert done.headers["Location"] == f"{INDEX}/codes"
    assert "agencies.second_factor_added" in [event.name for event in events_about(ada)]
    assert client.get(f"{INDEX}/codes").text.count("<li><code>") == 10
    assert "attachment" in client.get(f"{INDEX}/codes/download").headers["Content-Disposition"]
    assert client.get("/people").headers["Location"].endswith("/people")


def test_a_session_from_before_the_second_step_was_set_up_is_ended(ada: Practitioner) -> None:
    client, other = signed_in(ada), in_another_browser(ada)
    client.get(f"{INDEX}/app/add")
    client.post(f"{INDEX}/app/add", {"code": code(client.session["mfa.totp.secret"])})
    assert client.get("/people").headers["Location"].endswith("/people")
    assert other.get("/account").headers["Location"] == "/sign-in?next=/account"


def test_so_it_is_when_a_passkey_is_set_up(ada: Practitioner, monkeypatch: pytest.MonkeyPatch) -> None:
    def keep(view: object, form: object) -> HttpResponse:
        passkey(ada)
        return HttpResponse("kept")

    monkeypatch.setattr(AddPasskeyForm, "is_valid", lambda form: True)
    monkeypatch.setattr(AddWebAuthnView, "form_valid", keep)
    client, other = signed_in(ada), in_another_browser(ada)
    assert client.post(f"{INDEX}/passkeys/add").content == b"kept"
    assert client.get("/people").headers["Location"].endswith("/people")
    assert other.get("/account").headers["Location"] == "/sign-in?next=/account"


def test_a_further_passkey_ends_no_session(alice: Practitioner) -> None:
    client, other = signed_in(alice), in_another_browser(alice)
    passkey(alice)
    people.add_second_factor(alice)
    note_second_factor(person=alice, session=client.session.session_key or "")
    assert other.get("/account").status_code == 200


@pytest.mark.parametrize("address", ["/people", "/account", INDEX, f"{INDEX}/codes", f"{INDEX}/passkeys/add"])
def test_a_session_that_has_not_passed_the_second_step_opens_nothing(ada: Practitioner, address: str) -> None:
    add_second_factor(ada)
    client = Client()
    client.force_login(ada)
    assert client.get(address).headers["Location"] == f"/sign-in/again/code?next={address}"


def test_passing_the_second_step_in_that_session_opens_it(ada: Practitioner) -> None:
    add_second_factor(ada)
    client = Client()
    client.force_login(ada)
    step = client.get("/people").headers["Location"]
    assert client.get(step).status_code == 200
    assert client.post(step, {"code": code()}).headers["Location"] == "/people"
    assert client.get("/people").headers["Location"].endswith("/people")


def test_the_password_again_is_no_second_step(ada: Practitioner) -> None:
    add_second_factor(ada)
    ada.set_password(PASSWORD)
    ada.save()
    client = Client()
    client.force_login(ada)
    client.post("/sign-in/again", {"password": PASSWORD})
    assert client.get("/people").headers["Location"].startswith("/sign-in/again/code")


def test_a_step_passed_by_somebody_else_in_this_browser_does_not_count(ada: Practitioner, school: Agency) -> None:
    client = people.sign_in(Client(), people.agency_administrator(school, "Omar Said"))
    add_second_factor(ada)
    client.force_login(ada)
    assert client.get("/people").headers["Location"].startswith("/sign-in/again/code")


def test_a_step_passed_before_it_was_removed_does_not_count(ada: Practitioner) -> None:
    client = people.sign_in(Client(), ada)
    Authenticator.objects.filter(user=ada).delete()
    assert client.get("/people").headers["Location"] == INDEX


def test_a_role_that_needs_it_begins_with_new_sessions(
    ada: Practitioner, alice: Practitioner, bob: Practitioner, school: Agency
) -> None:
    theirs, others = signed_in(alice), signed_in(bob)
    give_role(by=ada, person=alice, team=school.teams.get(), role_key="safeguarding_lead")
    assert theirs.get("/account").status_code == 302
    assert others.get("/account").status_code == 200


def test_a_role_that_needs_none_ends_no_session(ada: Practitioner, school: Agency) -> None:
    omar = people.agency_administrator(school, "Omar Said")
    theirs = people.sign_in(Client(), omar)
    give_role(by=ada, person=omar, team=school.teams.get(), role_key="practitioner")
    assert theirs.get("/account").status_code == 200


def test_joining_with_such_a_role_ends_every_other_session(charlie: Practitioner, school: Agency) -> None:
    here, other = signed_in(charlie), in_another_browser(charlie)
    _, link = invite(
        by=COMMAND, team=school.teams.get(), role_key="agency_administrator", email=charlie.email, name="Charlie Chen",
        job_title="", link=lambda token: f"/invitation/{token}",
    )  # fmt: skip
    assert here.post(link).headers["Location"] == "/account"
    assert other.get("/account").headers["Location"] == "/sign-in?next=/account"
    assert here.get("/people").headers["Location"] == INDEX


def test_wrong_codes_leave_an_event(client: Client, alice: Practitioner) -> None:
    add_second_factor(alice)
    client.post("/sign-in", {"login": alice.email, "password": PASSWORD})
    for _ in range(7):
        client.post("/sign-in/code", {"code": "000000"})
    names = [event.name for event in events_about(alice)]
    assert names == ["agencies.locked_out", *["agencies.sign_in_failed"] * 5]


def test_its_secret_stands_encrypted(ada: Practitioner) -> None:
    kept = add_second_factor(ada)
    assert TOTP_SECRET not in str(Authenticator.objects.get(pk=kept.pk).data)


def test_the_code_finishes_signing_in(client: Client, alice: Practitioner) -> None:
    add_second_factor(alice)
    client.post("/sign-in", {"login": alice.email, "password": PASSWORD, "next": "/account"})
    assert "Second step" in client.get("/sign-in/code").text
    assert "That code is not right" in client.post("/sign-in/code", {"code": "000000"}).text
    assert client.post("/sign-in/code", {"code": code()}).headers["Location"] == "/account"
    assert client.session["_auth_user_id"] == str(alice.pk)


def test_wrong_codes_are_stopped(client: Client, alice: Practitioner) -> None:
    add_second_factor(alice)
    client.post("/sign-in", {"login": alice.email, "password": PASSWORD})
    texts = [client.post("/sign-in/code", {"code": "000000"}).text for _ in range(6)]
    assert "Too many attempts" in texts[-1]


def test_nobody_reaches_the_second_step_without_the_first(client: Client, db: None) -> None:
    assert client.get("/sign-in/code").headers["Location"] == "/sign-in"


def test_it_asks_again_before_it_changes(client: Client, alice: Practitioner) -> None:
    client.force_login(alice)
    again = client.get(f"{INDEX}/app/add").headers["Location"]
    assert again.startswith("/sign-in/again?next=")
    assert "The password is not right" in client.post(again, {"password": "wrong-wrong-wrong"}).text
    assert client.post(again, {"password": PASSWORD}).headers["Location"] == f"{INDEX}/app/add"


def test_it_can_ask_for_a_code_instead(client: Client, alice: Practitioner) -> None:
    add_second_factor(alice)
    client.force_login(alice)
    again = "/sign-in/again/code?next=/account"
    assert "Use your password" in client.get(again).text
    assert client.post(again, {"code": code()}).headers["Location"] == "/account"


def test_the_last_one_cannot_be_removed_while_the_role_needs_it(ada: Practitioner) -> None:
    add_second_factor(ada)
    client = signed_in(ada)
    assert "Set up a passkey" in client.get(f"{INDEX}/app/remove").text
    client.post(f"{INDEX}/app/remove")
    assert Authenticator.objects.filter(user=ada, type="totp").exists()


def test_not_even_without_the_adapter(ada: Practitioner, settings: Settings) -> None:
    settings.MFA_ADAPTER = "allauth.mfa.adapter.DefaultMFAAdapter"
    add_second_factor(ada)
    assert signed_in(ada).post(f"{INDEX}/app/remove").status_code == 403
    assert Authenticator.objects.filter(user=ada, type="totp").exists()


def test_the_last_passkey_cannot_be_removed_either(ada: Practitioner) -> None:
    client = signed_in(ada)
    key = passkey(ada)
    people.pass_second_step(client, ada)
    assert "this is your only one" in client.get(f"{INDEX}/passkeys/{key.pk}/remove").text
    assert client.post(f"{INDEX}/passkeys/{key.pk}/remove").status_code == 403
    assert Authenticator.objects.filter(pk=key.pk).exists()


def test_one_of_two_can_be_removed(ada: Practitioner) -> None:
    add_second_factor(ada)
    client = signed_in(ada)
    key = passkey(ada)
    assert client.post(f"{INDEX}/passkeys/{key.pk}/remove").headers["Location"] == f"{INDEX}/passkeys"
    assert not Authenticator.objects.filter(pk=key.pk).exists()
    assert "agencies.second_factor_removed" in [event.name for event in events_about(ada)]


def test_who_needs_none_may_remove_it(alice: Practitioner) -> None:
    add_second_factor(alice)
    client = signed_in(alice)
    assert "Remove" in client.get(f"{INDEX}/app/remove").text
    assert client.post(f"{INDEX}/app/remove").headers["Location"] == INDEX
    assert not Authenticator.objects.filter(user=alice).exists()


def test_new_codes_replace_the_old(alice: Practitioner) -> None:
    add_second_factor(alice)
    client = signed_in(alice)
    client.post(f"{INDEX}/codes/new")
    first = client.get(f"{INDEX}/codes").text
    assert "will stop working" in client.get(f"{INDEX}/codes/new").text
    client.post(f"{INDEX}/codes/new")
    assert client.get(f"{INDEX}/codes").text != first


def test_passkeys_are_listed_renamed_and_nobody_elses(alice: Practitioner, bob: Practitioner) -> None:
    client = signed_in(alice)
    own, others = passkey(alice), passkey(bob)
    assert "Work laptop" in client.get(f"{INDEX}/passkeys").text
    assert client.post(f"{INDEX}/passkeys/{own.pk}", {"name": "Phone"}).headers["Location"] == f"{INDEX}/passkeys"
    assert "Phone" in client.get(f"{INDEX}/passkeys").text
    assert client.get(f"{INDEX}/passkeys/{others.pk}").status_code == 404
    assert client.post(f"{INDEX}/passkeys/{others.pk}/remove").status_code == 404


def test_a_passkey_page_carries_what_the_browser_needs(alice: Practitioner) -> None:
    client = signed_in(alice)
    page = client.get(f"{INDEX}/passkeys/add").text
    assert 'data-passkey="create"' in page
    assert "creation_options" in page
    assert "agencies/passkeys.js" in page
    for credential in ("{}", '{"id": "x"}'):
        answer = client.post(f"{INDEX}/passkeys/add", {"name": "Phone", "credential": credential})
        assert "There is a problem" in answer.text
        assert 'value="Phone"' in answer.text
    assert not Authenticator.objects.filter(user=alice).exists()


def test_a_passkey_signs_in_by_request_of_the_browser(client: Client, db: None) -> None:
    options = client.get("/sign-in/passkey", headers={"accept": "application/json"}).json()
    assert options["request_options"]["publicKey"]["userVerification"] == "required"
    assert client.get("/sign-in/passkey").headers["Location"] == "/sign-in"
    for credential in ("{}", '{"id": "x"}', "[]", "nonsense"):
        assert client.post("/sign-in/passkey", {"credential": credential}).headers["Location"] == "/sign-in"


def passkey(person: Practitioner) -> Authenticator:
    made: Authenticator = Authenticator.objects.create(
        user=person, type="webauthn", data={"name": "Work laptop", "credential": {}}
    )
    return made


def test_after_the_recovery_codes_there_is_a_way_on(ada: Practitioner) -> None:
    client = people.sign_in(Client(), ada)
    client.post("/sign-in/again/code", {"code": code()})
    client.post(f"{INDEX}/codes/new")
    assert re.search(r'href="/account"[^>]*>\s*I have kept them: continue', client.get(f"{INDEX}/codes").text)


def test_the_list_of_passkeys_says_another_only_when_there_is_one(client: Client, alice: Practitioner) -> None:
    client.force_login(alice)
    text = client.get(f"{INDEX}/passkeys").text
    assert "Set up a passkey" in text
    assert "another" not in text
    passkey(alice)
    assert "Set up another passkey" in client.get(f"{INDEX}/passkeys").text
    assert "One passkey" in client.get(INDEX).text


def test_the_key_of_an_app_comes_in_fours_and_as_a_link_for_the_phone_itself(
    client: Client, alice: Practitioner
) -> None:
    client.force_login(alice)
    client.post("/sign-in/again", {"password": PASSWORD})
    text = client.get(f"{INDEX}/app/add").text
    assert re.search(r"<code>([A-Z2-7]{4} )+</code>", text)
    assert 'href="otpauth://totp/' in text
