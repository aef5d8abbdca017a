"""Every test of this room runs as in production, with an empty cache."""

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people


@pytest.fixture(autouse=True)
def as_in_production(settings: Settings) -> None:
    """Sign in as for real; the fast hasher is for tests alone."""
    settings.IS_DEMO = settings.INVENTED_PEOPLE = False
    settings.SECURE_SSL_REDIRECT = False
    settings.MFA_ADAPTER = "righthelp.agencies.adapters.SecondFactors"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()


@pytest.fixture
def school(db: None) -> Agency:
    """Give the agency of Alice and Bob."""
    return people.school()


@pytest.fixture
def elsewhere(db: None) -> Agency:
    """Give Charlie's agency."""
    return people.gp_practice()


@pytest.fixture
def alice(school: Agency) -> Practitioner:
    """Give a teacher."""
    return people.worker(school, "practitioner", "Alice Adeyemi", password=people.PASSWORD)


@pytest.fixture
def bob(school: Agency) -> Practitioner:
    """Give a colleague."""
    return people.teacher(school, "Bob Baker")


@pytest.fixture
def charlie(elsewhere: Agency) -> Practitioner:
    """Give somebody of another agency."""
    return people.teacher(elsewhere, "Charlie Chen")


@pytest.fixture
def ada(school: Agency) -> Practitioner:
    """Give the school's administrator."""
    return people.agency_administrator(school)


@pytest.fixture
def joe(db: None) -> Practitioner:
    """Give an administrator of the partnership."""
    return people.administrator(people.social_care())


@pytest.fixture
def ada_client(ada: Practitioner) -> Client:
    """Give the browser of the school's administrator."""
    return people.sign_in(Client(), ada)


@pytest.fixture
def joe_client(joe: Practitioner) -> Client:
    """Give the browser of the administrator."""
    return people.sign_in(Client(), joe)
