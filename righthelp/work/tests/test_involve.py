"""Who works with a child: noted, ended and handed over, each change visible."""

import datetime as dt

import pytest

from righthelp.agencies.actions import WorkLeftOpen, end_access
from righthelp.agencies.models import Agency, Practitioner
from righthelp.audit.actions import COMMAND
from righthelp.audit.models import Event
from righthelp.people.tests.conftest import Family
from righthelp.work.actions import (
    AlreadyEnded,
    AlreadyInvolved,
    count_children,
    end_involvement,
    hand_over,
    involve_by_name,
    note_handover_read,
)
from righthelp.work.models import Handover, Involvement
from righthelp.work.tests.working import LAST_TERM, works_with

pytestmark = pytest.mark.django_db


def events() -> list[str]:
    return list(Event.objects.filter(name__startswith="work.").order_by("id").values_list("name", flat=True))


def test_somebody_works_with_a_child_once_in_a_role(alice: Practitioner, family: Family) -> None:
    works_with(alice, family.maya)
    with pytest.raises(AlreadyInvolved):
        works_with(alice, family.maya)
    works_with(alice, family.maya, "reading mentor")
    assert Involvement.objects.count() == 2
    assert events() == ["work.involved"] * 2


def test_somebody_without_an_account_stands_with_name_and_place(alice: Practitioner, family: Family) -> None:
    made = involve_by_name(
        child=family.maya, name="Dr Ngozi Eze", organisation="Quay Surgery", phone="01632 960 123",
        role="GP", starts_on=LAST_TERM, by=alice,
    )  # fmt: skip
    assert (made.who, made.where, made.role, made.phone) == ("Dr Ngozi Eze", "Quay Surgery", "GP", "01632 960 123")
    assert Event.objects.latest("id").subject_id == family.maya.pk


@pytest.mark.requirement("BG-028")
def test_a_change_of_worker_keeps_both_with_their_days(
    alice: Practitioner, bob: Practitioner, leila: Practitioner, family: Family
) -> None:
    earlier = works_with(alice, family.maya)
    later = hand_over(involvement=earlier, to=bob, note="She reads best in the mornings", by=leila)
    earlier.refresh_from_db()
    assert (later.practitioner, later.role, later.ends_on) == (bob, "class teacher", None)
    assert earlier.ends_on == later.starts_on
    assert earlier.ended_because == "Handed over to Bob Baker"
    handover = Handover.objects.get()
    assert (handover.earlier, handover.later, handover.note) == (earlier, later, "She reads best in the mornings")
    assert events() == ["work.involved", "work.involvement_ended", "work.handed_over"]


def test_a_note_counts_as_read_once(alice: Practitioner, bob: Practitioner, family: Family) -> None:
    hand_over(involvement=works_with(alice, family.maya), to=bob, note="Ask her gran", by=alice)
    for _ in range(2):
        note_handover_read(handover=Handover.objects.get(), by=bob)
    assert Handover.objects.get().read_at
    assert events().count("work.handover_read") == 1


def test_what_ended_is_not_ended_or_handed_over_again(alice: Practitioner, bob: Practitioner, family: Family) -> None:
    involvement = works_with(alice, family.maya)
    end_involvement(involvement=involvement, on=dt.date(2026, 3, 6), because="Moved class", by=alice)
    with pytest.raises(AlreadyEnded):
        end_involvement(involvement=involvement, on=dt.date(2026, 3, 9), because="Again", by=alice)
    with pytest.raises(AlreadyEnded):
        hand_over(involvement=involvement, to=bob, note="", by=alice)
    assert not Handover.objects.exists()


def test_it_never_ends_before_it_began(alice: Practitioner, family: Family) -> None:
    involvement = works_with(alice, family.maya, since=dt.date(2026, 3, 9))
    end_involvement(involvement=involvement, on=dt.date(2026, 3, 6), because="A mistake", by=alice)
    involvement.refresh_from_db()
    assert involvement.ends_on == dt.date(2026, 3, 9)


def test_a_leavers_children_are_handed_over_before_access_ends(
    school: Agency, alice: Practitioner, bob: Practitioner, family: Family
) -> None:
    for child in (family.maya, family.brother):
        works_with(alice, child)
    works_with(bob, family.brother)  # he knows one of them already
    assert count_children(alice, school) == 2
    with pytest.raises(WorkLeftOpen):
        end_access(person=alice, agency=school, receiver=None, by=COMMAND)
    end_access(person=alice, agency=school, receiver=bob, by=COMMAND)
    assert count_children(alice, school) == 0
    assert count_children(bob, school) == 2
    assert Involvement.objects.filter(practitioner=bob, ends_on__isnull=True).count() == 2
