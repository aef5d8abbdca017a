"""The tables of docs/states.md that belong to work: every row of each."""

import datetime as dt

import pytest
from django.utils import timezone

from righthelp.agencies.models import Practitioner
from righthelp.people.tests.conftest import Family
from righthelp.work.actions import arrange_cover, note_receipt, send
from righthelp.work.disagreements.models import Disagreement
from righthelp.work.disagreements.rules import Climb, NoSuchStep, StepEnd, after
from righthelp.work.models import Cover, Involvement, Transfer
from righthelp.work.tests.working import team_of, works_with

pytestmark = pytest.mark.django_db
FIRST, LAST = dt.date(2026, 3, 2), dt.date(2026, 3, 6)
DAY = dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("ends_on", "day", "works"),
    [
        (None, FIRST - DAY, False),
        (None, FIRST, True),
        (LAST, LAST, True),
        (LAST, LAST + DAY, False),
    ],
)
def test_involvement(ends_on: dt.date | None, day: dt.date, works: bool, alice: Practitioner, family: Family) -> None:
    works_with(alice, family.maya, since=FIRST)
    Involvement.objects.update(ends_on=ends_on)
    assert Involvement.objects.on(day).exists() == works


@pytest.mark.parametrize(
    ("day", "is_ended", "stands_in"),
    [
        (FIRST - DAY, False, False),
        (FIRST, False, True),
        (LAST, False, True),
        (LAST + DAY, False, False),
        (LAST, True, False),
    ],
)
def test_cover(day: dt.date, is_ended: bool, stands_in: bool, alice: Practitioner, bob: Practitioner) -> None:
    arrange_cover(absent=alice, covering=bob, team=team_of(alice), starts_on=FIRST, ends_on=LAST, by=alice)
    Cover.objects.update(ended_at=timezone.now() if is_ended else None)
    assert Cover.objects.on(day).exists() == stands_in


def test_transfer(alice: Practitioner, family: Family) -> None:
    sent = send(child=family.maya, from_agency=team_of(alice).agency, to="Hillview", how="By post", by=alice)
    assert Transfer.objects.without_receipt().get() == sent
    note_receipt(transfer=sent, receipt="The head there", by=alice)
    assert not Transfer.objects.without_receipt().exists()


@pytest.mark.parametrize(
    ("outcome", "is_open"), [("", True), ("settled", False), ("decided", False), ("withdrawn", False)]
)
def test_a_disagreement_goes_on_until_it_has_an_outcome(outcome: str, is_open: bool) -> None:
    assert Disagreement(outcome=outcome).is_open == is_open


@pytest.mark.parametrize(
    ("position", "outcome", "may"),
    [
        (2, StepEnd.NOT_SETTLED, True),
        (2, StepEnd.SETTLED, True),
        (2, StepEnd.WITHDRAWN, True),
        (2, StepEnd.DECIDED, False),
        (6, StepEnd.NOT_SETTLED, False),
        (6, StepEnd.SETTLED, True),
        (6, StepEnd.WITHDRAWN, True),
        (6, StepEnd.DECIDED, True),
    ],
)
def test_how_a_step_of_a_disagreement_may_end(position: int, outcome: StepEnd, may: bool) -> None:
    if may:
        climb = after(Climb(position), outcome, steps=6)
        assert (climb.end, climb.position) == ((None, 3) if outcome is StepEnd.NOT_SETTLED else (outcome, position))
        return
    with pytest.raises(NoSuchStep):
        after(Climb(position), outcome, steps=6)
