"""Who may read of a child because of work, by name, is the same as who may; and what work saw happen."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests.people import fresh
from righthelp.people.access import Seen
from righthelp.people.actions import break_glass
from righthelp.people.happenings import happenings
from righthelp.people.policies import RELATIVE
from righthelp.people.readers import readers_of
from righthelp.people.reasons import EVERYDAY, Part, Reason
from righthelp.people.tests.conftest import Family
from righthelp.work.models import Cover, Involvement, Transfer
from righthelp.work.tests.working import client_of, sees, send_form, team_of, words, works_with

pytestmark = pytest.mark.django_db
BEFORE = {"Alice Adeyemi", "Leila Haddad"}


@pytest.fixture(autouse=True)
def everybody(bob: Practitioner, charlie: Practitioner, sam: Practitioner, ines: Practitioner) -> None:
    """Have everybody work here."""


def named(family: Family) -> set[str]:
    """Give the names of the list, which must be the same as asking each one by one."""
    listed = {reader.name for reader in readers_of([family.maya.pk]).get(family.maya.pk, {})}
    seen = ((one, sees(one, family.maya)) for one in Practitioner.objects.all())
    assert listed == {one.name for one, found in seen if found and found.opens(Part.STORY)}
    return listed


def test_whoever_works_with_the_child_and_the_manager_of_their_team(
    family: Family, sam: Practitioner, mira: Practitioner, leila: Practitioner
) -> None:
    works_with(sam, family.maya)
    assert named(family) == {*BEFORE, "Sam Okafor", "Mira Joshi"}


def test_whoever_stands_in_today_and_nobody_before_or_after(
    family: Family, bob: Practitioner, alice: Practitioner, leila: Practitioner, school: Agency
) -> None:
    works_with(alice, family.maya)
    today = timezone.localdate()
    cover = Cover.objects.create(
        absent=alice, covering=bob, team=team_of(alice), starts_on=today, ends_on=today, arranged_by=alice
    )
    assert named(family) == {*BEFORE, "Bob Baker"}
    Cover.objects.filter(pk=cover.pk).update(ended_at=timezone.now())
    assert named(family) == BEFORE


def test_nobody_whose_work_or_role_ended(family: Family, sam: Practitioner, leila: Practitioner) -> None:
    one = works_with(sam, family.maya)
    sam.memberships.update(ends_on=dt.date(2025, 12, 1))
    assert named(family) == BEFORE
    sam.memberships.update(ends_on=None)
    Involvement.objects.filter(pk=one.pk).update(ends_on=dt.date(2026, 1, 1))
    assert named(family) == BEFORE


@pytest.mark.requirement("BG-028")
def test_changes_of_worker_and_the_record_sent_on_are_seen_to_happen(
    family: Family, sam: Practitioner, alice: Practitioner, school: Agency
) -> None:
    one = works_with(sam, family.maya, "social worker", since=dt.date(2025, 9, 1))
    Involvement.objects.filter(pk=one.pk).update(ends_on=dt.date(2026, 1, 9))
    works_with(sam, family.maya, "social worker again", since=dt.date(2026, 2, 2))
    sent_at = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
    Transfer.objects.create(
        child=family.maya, from_agency=school, to_name="A school by the sea", how="By hand", sent_by=alice,
        sent_at=sent_at,
    )  # fmt: skip
    told = Seen(family.maya, (Reason("Test", EVERYDAY),))
    assert [(one.happened_on.isoformat(), one.what) for one in happenings(alice, [told])] == [
        ("2025-09-01", "Sam Okafor began to work with the child: social worker"),
        ("2026-01-10", "Sam Okafor no longer works with the child: social worker"),
        ("2026-02-02", "Sam Okafor began to work with the child: social worker again"),
        ("2026-03-01", "The record was sent to A school by the sea"),
    ]
    assert happenings(alice, [Seen(family.maya, (Reason("Test", RELATIVE),))]) == []


def test_who_works_with_a_child_is_named_as_that_and_loses_it_though_an_emergency_opening_still_runs(
    family: Family, sam: Practitioner, mira: Practitioner
) -> None:
    works_with(sam, family.maya, "social worker")
    works_with(mira, family.maya, "manager")
    opening = break_glass(person=family.maya, because="Police are at the door", by=fresh(sam))
    assert readers_of([family.maya.pk])[family.maya.pk][sam] == "works with the child: social worker"
    client, path = client_of(mira), reverse("record_restrict", args=[family.maya.public_id])
    answers = {"kind": "staff", "because": "Her aunt works here", "readers": [str(mira.public_id)], "emails": ""}
    losing = words(send_form(client, path, **answers)).partition("can no longer open it")[2]
    until = f"opened it in an emergency, until {timezone.localtime(opening.until):%H:%M}"
    assert f"Sam Okafor: works with the child: social worker; {until}" in losing
