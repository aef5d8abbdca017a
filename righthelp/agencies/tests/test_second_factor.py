"""The second factor: who needs one, setting it up, using it, and not being without."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from pytest_django import Settings

from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people
from righthelp.agencies.tests.people import PASSWORD, TOTP_SECRET, add_second_factor
from righthelp.audit.queries import events_about

INDEX = "/account/second-step"


def code(secret: str = TOTP_SECRET) -> str:
    text: str = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    return text


def signed_in(person: Practitioner) -> Client:
    """Sign in with the password just given, so that nothing is asked again."""
    client = Client()
    person.set_password(PASSWORD)
    person.save()
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
