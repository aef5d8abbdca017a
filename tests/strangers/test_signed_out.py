"""Whoever is not signed in comes to no address of the rooms that hold personal records."""

import pytest
from django.test import Client

from tests.strangers.addresses import addresses
from tests.strangers.family import Place
from tests.strangers.on_file import ANSWERS, on_file, tells_nothing
from tests.strangers.rooms import PUBLIC, ROOMS

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("room", ROOMS)
def test_nobody_comes_in_without_signing_in(place: Place, room: str) -> None:
    client, before = Client(), on_file()
    for name, address in addresses(place, room):
        for answer in (client.get(address), client.post(address, ANSWERS)):
            if name in PUBLIC:
                tells_nothing(answer, address)
                continue
            assert answer.status_code in {302, 405}, address
            assert answer.status_code == 405 or answer.headers["Location"].startswith("/sign-in"), address
    assert on_file() == before
