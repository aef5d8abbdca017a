"""Children pass from room to room with texts that both rooms know."""

from uuid import uuid4

import pytest

from righthelp.agencies.models import Practitioner
from righthelp.people.tests.conftest import Family
from righthelp.work.actions.passing import pass_on
from righthelp.work.models import PassedOn
from righthelp.work.passing import PassedChild, Passing
from righthelp.work.tests.working import team_of


def test_a_text_that_no_room_knows_goes_nowhere_and_is_not_lost_in_silence(family: Family, alice: Practitioner) -> None:
    team = team_of(alice)
    passing = Passing(
        from_room="front_door", from_id=uuid4(), children=(PassedChild(family.maya, {"gossip": "x"}),),
        agency=team.agency, team=team, texts={},
    )  # fmt: skip
    with pytest.raises(ValueError, match="gossip"):
        pass_on(to="early_help", passing=passing, by=alice)
    assert not PassedOn.objects.exists()
