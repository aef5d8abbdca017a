"""Every test of this room runs as in production: mail goes out, here into Django's list for tests."""

import pytest
from django.test import Client
from pytest_django import Settings

from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people


@pytest.fixture(autouse=True)
def as_in_production(settings: Settings) -> None:
    settings.IS_DEMO = settings.INVENTED_PEOPLE = False
    settings.SECURE_SSL_REDIRECT = False
    settings.ADDRESS = "https://right-help.example.org"
    settings.DEFAULT_FROM_EMAIL = "Right Help <right-help@westmarsh.example.org>"


@pytest.fixture
def school(db: None) -> Agency:
    return people.school()


@pytest.fixture
def alice(school: Agency) -> Practitioner:
    return people.teacher(school)


@pytest.fixture
def bob(school: Agency) -> Practitioner:
    return people.teacher(school, "Bob Baker")


@pytest.fixture
def joe(db: None) -> Practitioner:
    return people.administrator(people.social_care())


@pytest.fixture
def browser(alice: Practitioner) -> Client:
    return people.sign_in(Client(), alice)


@pytest.fixture
def joe_client(joe: Practitioner) -> Client:
    return people.sign_in(Client(), joe)
