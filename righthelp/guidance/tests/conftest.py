"""What every test of this room shares: an editor, a practitioner of another agency, and no index kept between tests."""

from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django import Settings

from righthelp.agencies.models import Practitioner
from righthelp.agencies.tests import people
from righthelp.guidance.search.index import forget_indexes


@pytest.fixture(autouse=True)
def _fresh_indexes(settings: Settings) -> Iterator[None]:
    settings.SECURE_SSL_REDIRECT = False
    yield
    forget_indexes()


@pytest.fixture
def editor(db: None) -> Practitioner:
    """Give a guidance editor."""
    return people.guidance_editor(people.social_care())


@pytest.fixture
def practitioner(db: None) -> Practitioner:
    """Give somebody of another agency without the role."""
    return people.teacher(people.school())


@pytest.fixture
def editing(editor: Practitioner) -> Client:
    """Give the editor's browser."""
    return people.sign_in(Client(), editor)


@pytest.fixture
def reading(practitioner: Practitioner) -> Client:
    """Give the practitioner's browser."""
    return people.sign_in(Client(), practitioner)
