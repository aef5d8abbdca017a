"""The demonstration: invented people, and a sign-in that exists nowhere else."""

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from righthelp.agencies.demo import PASSWORD, demo_people, load_demo_people
from righthelp.agencies.models import Agency, Practitioner
from righthelp.audit.queries import events_about


@pytest.fixture
def westmarsh(db: None, settings: Settings) -> None:
    settings.IS_DEMO = settings.INVENTED_PEOPLE = True
    load_demo_people()


def person(name: str) -> Practitioner:
    return Practitioner.objects.get(name=name)


def test_it_does_not_exist_in_production(client: Client, alice: Practitioner) -> None:
    assert client.get("/demo/sign-in").status_code == 404
    assert client.post("/demo/sign-in", {"person": str(alice.public_id)}).status_code == 404
    assert "_auth_user_id" not in client.session
    assert "Choose who you want to be" not in client.get("/sign-in").text


def test_nor_in_training(client: Client, alice: Practitioner, settings: Settings) -> None:
    settings.INVENTED_PEOPLE = True
    assert client.post("/demo/sign-in", {"person": str(alice.public_id)}).status_code == 404


def test_invented_people_are_not_loaded_in_production(db: None) -> None:
    with pytest.raises(RuntimeError):
        load_demo_people()
    assert not Practitioner.objects.exists()


def test_westmarsh_is_loaded_once(westmarsh: None) -> None:
    before = Practitioner.objects.count()
    load_demo_people()
    assert Practitioner.objects.count() == before == 20
    assert Agency.objects.count() == 9
    assert all(someone.email.endswith("@example.org") for someone in Practitioner.objects.all())
    assert person("Siân Pritchard").email == "sian.pritchard@example.org"
    assert person("Liam O’Connell").email == "liam.oconnell@example.org"
    assert mail.outbox == []


def test_each_can_be_chosen_once(westmarsh: None, client: Client) -> None:
    listed = [membership.practitioner for _, memberships in demo_people() for membership in memberships]
    assert len(listed) == len(set(listed)) == 20
    text = client.get("/demo/sign-in").text
    assert "Amina Yusuf" in text
    assert "Year 4 teacher" in text


def test_choosing_signs_in_past_the_second_factor(westmarsh: None, client: Client) -> None:
    mei = person("Mei Lin Chan")
    assert client.post("/demo/sign-in", {"person": str(mei.public_id)}).headers["Location"] == "/"
    assert client.get("/people", follow=True).status_code == 200
    assert events_about(mei)[0].name == "agencies.signed_in"


def test_the_sign_in_page_leads_there_and_back(westmarsh: None, client: Client) -> None:
    assert 'href="/demo/sign-in?next=/account"' in client.get("/sign-in?next=/account").text
    amina = str(person("Amina Yusuf").public_id)
    assert 'value="/account"' in client.get("/demo/sign-in?next=/account").text
    assert client.post("/demo/sign-in", {"person": amina, "next": "/account"}).headers["Location"] == "/account"
    away = client.post("/demo/sign-in", {"person": amina, "next": "//elsewhere.example"})
    assert away.headers["Location"] == "/"


def test_nobody_else_can_be_chosen(westmarsh: None, client: Client) -> None:
    someone = person("Amina Yusuf")
    Practitioner.objects.filter(pk=someone.pk).update(suspended_at=timezone.now())
    for wrong in ("", "nonsense", "00000000-0000-0000-0000-000000000000", str(someone.public_id)):
        assert client.post("/demo/sign-in", {"person": wrong}).status_code == 404


def test_the_password_works_too(westmarsh: None, client: Client) -> None:
    answer = client.post("/sign-in", {"login": "amina.yusuf@example.org", "password": PASSWORD})
    assert answer.headers["Location"] == "/"


def test_an_empty_demonstration_says_how_to_fill_it(client: Client, db: None, settings: Settings) -> None:
    settings.IS_DEMO = settings.INVENTED_PEOPLE = True
    assert "Nobody is here yet" in client.get("/demo/sign-in").text
