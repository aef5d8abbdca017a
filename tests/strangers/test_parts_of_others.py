"""Whoever has a plan of their own finds no part of another by it."""

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import get_resolver

from righthelp.agencies.tests import people
from righthelp.early_help.models import EarlyHelp
from righthelp.early_help.tests import helping
from righthelp.people.tests import folk
from righthelp.plans.models import (
    Plan,
)
from tests.strangers.addresses import fillings, first_of, ids_in, ids_of, room_of, walked
from tests.strangers.family import Place
from tests.strangers.on_file import ANSWERS, on_file, same, tells_nothing
from tests.strangers.rooms import HELPING

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("room", HELPING)
def test_whoever_has_a_plan_of_their_own_finds_no_part_of_another_by_it(place: Place, room: str) -> None:
    """Whoever leads early help of another family asks at its addresses for each part of what is not theirs."""
    before, lead = on_file(), people.teacher(people.school("Fenside Academy"), "Fern Hale")
    child, mother = (folk.person(name, agency=None, by=lead) for name in ("Maya Silva", "Ana Silva"))
    folk.related(child, mother)
    own = helping.opened(lead, [child])
    helping.agreed(own, mother, by=lead)
    helping.begun(own, lead)
    client, tried = people.sign_in(Client(), people.fresh(lead)), 0
    of_theirs: dict[type[Model] | None, str] = {Plan: str(own.plan.public_id), EarlyHelp: str(own.public_id)}
    assert client.get(f"/plans/{own.plan.public_id}").status_code == 200
    for pattern, route in walked(get_resolver().url_patterns):
        whole = first_of(route)
        if whole and room_of(pattern) == room and whole in of_theirs and len(ids_in(pattern)) > 1:
            other = str(ids_of(whole)[0])
            for filled in fillings(pattern, route, [other], []):
                address = "/" + filled.replace(other, of_theirs[whole])
                for answer in (client.get(address), client.post(address, ANSWERS)):
                    tells_nothing(answer, address)
                    assert answer.status_code in {404, 405}, f"{address}: {answer.status_code}"
                tried += 1
    assert tried > 40
    assert same(on_file(), before, begins=True)
