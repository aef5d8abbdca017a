"""Cover is by somebody else, for days that make sense, and can be ended early once."""

import datetime as dt

import pytest

from righthelp.agencies.models import Practitioner
from righthelp.audit.models import Event
from righthelp.work.actions import arrange_cover, end_cover
from righthelp.work.models import Cover
from righthelp.work.tests.working import team_of

pytestmark = pytest.mark.django_db
MONDAY, TUESDAY = dt.date(2026, 3, 9), dt.date(2026, 3, 10)


@pytest.mark.parametrize(("by_self", "first", "last"), [(True, MONDAY, TUESDAY), (False, TUESDAY, MONDAY)])
def test_cover_by_oneself_or_backwards_is_refused(
    alice: Practitioner, bob: Practitioner, by_self: bool, first: dt.date, last: dt.date
) -> None:
    covering = alice if by_self else bob
    with pytest.raises(ValueError, match="somebody else"):
        arrange_cover(absent=alice, covering=covering, team=team_of(alice), starts_on=first, ends_on=last, by=alice)
    assert not Cover.objects.exists()


def test_cover_ended_early_is_ended_once(alice: Practitioner, bob: Practitioner) -> None:
    cover = arrange_cover(absent=alice, covering=bob, team=team_of(alice), starts_on=MONDAY, ends_on=TUESDAY, by=alice)
    assert list(Cover.objects.by(bob).on(TUESDAY)) == [cover]
    for _ in range(2):
        end_cover(cover=cover, by=alice)
    assert not Cover.objects.on(TUESDAY).exists()
    names = Event.objects.filter(name__startswith="work.cover").order_by("id").values_list("name", flat=True)
    assert list(names) == ["work.cover_arranged", "work.cover_ended"]
