"""The tables of docs/states.md that belong to people: every row of each."""

import datetime as dt
from itertools import product

import pytest
from django.utils import timezone

from righthelp.agencies.models import Agency, Practitioner
from righthelp.people.actions import break_glass, lift_restriction, name_reader, restrict, state_identity, undo_identity
from righthelp.people.actions.drafts import kept_drafts
from righthelp.people.links import Stated
from righthelp.people.models import EmergencyOpening, FamilyDraft, IdentityLink, Person
from righthelp.people.policies import NAMED, in_emergency, keepers_of, may_take_draft_over, restriction_of
from righthelp.people.reasons import EVERYDAY, Reason
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family

pytestmark = pytest.mark.django_db
IN_EMERGENCY = Reason("You opened it in an emergency", EVERYDAY, True)


@pytest.mark.parametrize(
    ("days_since_begun", "days_since_changed", "is_saved", "is_kept", "lead_sees"),
    [
        (0, 0, False, True, False),
        (7, 0, False, True, True),
        (20, 15, False, False, False),
        (7, 0, True, False, False),
    ],
)
def test_draft_of_a_family(
    days_since_begun: int, days_since_changed: int, is_saved: bool, is_kept: bool, lead_sees: bool,
    school: Agency, alice: Practitioner, leila: Practitioner,
) -> None:  # fmt: skip
    now = timezone.now()
    FamilyDraft.objects.create(
        owner=alice, agency=school, sealed_text=b"" if is_saved else b"x",
        saved_as=folk.person("Nia Okoro") if is_saved else None,
        began_at=now - dt.timedelta(days=days_since_begun), changed_at=now - dt.timedelta(days=days_since_changed),
    )  # fmt: skip
    kept = kept_drafts().first()
    assert (kept is not None) == is_kept
    assert bool(kept and may_take_draft_over(leila, kept, now=now, closed=())) == lead_sees


def test_restriction(family: Family, mira: Practitioner, alice: Practitioner) -> None:
    assert restriction_of(family.maya) is None
    made = restrict(person=family.maya, kind="staff", because="x", readers=[alice], by=mira)
    assert restriction_of(family.maya) == made
    assert keepers_of(made) == set()
    name_reader(restriction=made, reader=mira, by=mira)
    assert keepers_of(made) == {mira.pk}
    Practitioner.objects.filter(pk=mira.pk).update(suspended_at=timezone.now())
    assert keepers_of(made) == set()
    lift_restriction(restriction=made, because="x", by=mira)
    assert restriction_of(family.maya) is None


@pytest.mark.parametrize(("hours", "is_reviewed"), list(product((1, -1), (False, True))))
def test_emergency_opening(
    hours: int, is_reviewed: bool, family: Family, sam: Practitioner, ines: Practitioner
) -> None:
    opening = break_glass(person=family.maya, because="x", by=sam)
    until = timezone.now() + dt.timedelta(hours=hours)
    review = {"reviewed_by": ines, "reviewed_at": timezone.now(), "was_right": True, "finding": "x"}
    rows = EmergencyOpening.objects.filter(pk=opening.pk)
    rows.update(opened_at=until - dt.timedelta(hours=4), until=until, **(review if is_reviewed else {}))
    assert in_emergency(family.maya) == ({sam.pk} if hours > 0 else set())
    assert EmergencyOpening.objects.filter(reviewed_at__isnull=True).exists() != is_reviewed


@pytest.mark.parametrize(("is_same", "is_undone"), list(product((True, False), (False, True))))
def test_identity_statement(is_same: bool, is_undone: bool, family: Family, sam: Practitioner) -> None:
    other: Person = folk.person("Maia Lindquist")
    link = state_identity(one=family.maya, other=other, is_same=is_same, because="x", by=sam)
    if is_undone:
        undo_identity(link=link, because="x", by=sam)
    assert IdentityLink.objects.standing().exists() == (is_same and not is_undone)


@pytest.mark.parametrize(
    ("adopted", "reasons", "joins"),
    [
        ((), {1: (), 2: ()}, True),
        ((), {1: ()}, False),
        ((2,), {1: (), 2: (NAMED,)}, True),
        ((2,), {1: (NAMED,), 2: (IN_EMERGENCY,)}, False),
        ((1, 2), {1: (NAMED,), 2: (NAMED,)}, True),
        ((1, 2), {1: (NAMED,), 2: (IN_EMERGENCY,)}, False),
    ],
)
def test_who_may_know_that_two_records_are_one(
    adopted: tuple[int, ...], reasons: dict[int, tuple[Reason, ...]], joins: bool
) -> None:
    stated = Stated(frozenset({(1, 2)}), frozenset(adopted))
    assert stated.joins((1, 2), reasons) == joins
    assert stated.others(1, reasons) == ([2] if joins else [])
