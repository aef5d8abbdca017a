"""Strangers at every address of the rooms that hold personal records, with ids that are not theirs.

Each comes with a session of their own and the ids of a family at another agency, and must read nothing of the family
and change nothing. A new address of these rooms is tried without being added here. A test is one stranger in one room.
The first stranger tries every part of what is shut to them; the others, who stand at the same door, one of each.
"""

import itertools
from collections.abc import Callable

import pytest
from django.test import Client

from righthelp.agencies.models import Practitioner
from righthelp.agencies.tests import people
from righthelp.audit.models import Event
from tests.strangers.addresses import for_a_stranger
from tests.strangers.family import STRANGERS, Place, administrator_of_the_school, manager_of_another_team
from tests.strangers.on_file import ANSWERS, on_file, same, tells_nothing
from tests.strangers.rooms import BEGINS, DOORS, NOTHING, ROOMS

pytestmark = pytest.mark.django_db
# the first one walks on both databases
ALONE = pytest.mark.one_database
WHO = [pytest.param(make, id=make.__name__, marks=[ALONE] if number else []) for number, make in enumerate(STRANGERS)]


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("stranger", WHO)
def test_a_stranger_reads_and_changes_nothing(
    place: Place, stranger: Callable[[Place], Practitioner], room: str
) -> None:
    client, is_manager = people.sign_in(Client(), stranger(place)), stranger is manager_of_another_team
    before, here = on_file(), on_file([room])
    tried = for_a_stranger(place, room, every_part=stranger is STRANGERS[0])
    for name, group in itertools.groupby(tried, key=lambda found: found[0]):
        but = DOORS.get(name, NOTHING) if is_manager else NOTHING
        for _, address in group:
            tells_nothing(client.get(address), address, but=but)
            if name not in DOORS or (name == "record_worker_add" and not is_manager):
                tells_nothing(client.post(address, ANSWERS), address)
        now = on_file([room])
        assert same(now, here, begins=name in BEGINS), f"{name} changed something"
        here = now
    assert same(on_file(), before, begins=room == "front_door")
    refused = Event.objects.filter(name="audit.look_refused").count()
    assert refused or stranger is administrator_of_the_school  # whose role opens none of these pages
