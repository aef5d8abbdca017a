"""A restricted record always has somebody who can open it; each emergency opening is reviewed by somebody else."""

import pytest

from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people
from righthelp.agencies.tests.people import fresh
from righthelp.audit.models import Event
from righthelp.people.actions import (
    ChangedMeanwhile,
    NobodyNamed,
    break_glass,
    close_review,
    end_reader,
    lift_restriction,
    name_reader,
    restrict,
)
from righthelp.people.models import EmergencyOpening, NamedReader, Restriction
from righthelp.people.policies import may_break_glass, may_review
from righthelp.people.tests.conftest import Family

pytestmark = pytest.mark.django_db


def events() -> list[str]:
    return list(Event.objects.filter(name__startswith="people.").order_by("id").values_list("name", flat=True))


def closed(family: Family, by: Practitioner, *readers: Practitioner) -> Restriction:
    return restrict(person=family.maya, kind="adoption", because="Placed last week", readers=readers, by=by)


def test_a_restriction_names_its_readers_and_each_is_logged(
    mira: Practitioner, sam: Practitioner, family: Family
) -> None:
    restriction = closed(family, mira, sam, mira)
    assert {reader.practitioner for reader in restriction.readers.all()} == {sam, mira}
    assert events() == ["people.restricted", "people.reader_named", "people.reader_named"]


def test_a_restriction_without_a_reader_is_refused(mira: Practitioner, family: Family) -> None:
    with pytest.raises(NobodyNamed):
        closed(family, mira)
    assert not Restriction.objects.exists()


def test_a_record_is_restricted_once_at_a_time(mira: Practitioner, sam: Practitioner, family: Family) -> None:
    first = closed(family, mira, sam)
    with pytest.raises(ChangedMeanwhile):
        closed(family, sam, mira)
    lift_restriction(restriction=first, because="Order refused", by=mira)
    with pytest.raises(ChangedMeanwhile):
        lift_restriction(restriction=first, because="Again", by=sam)
    closed(family, sam, mira)
    assert Restriction.objects.filter(person=family.maya).count() == 2


def test_naming_somebody_twice_changes_nothing(mira: Practitioner, sam: Practitioner, family: Family) -> None:
    restriction = closed(family, mira, sam)
    name_reader(restriction=restriction, reader=sam, by=mira)
    assert events().count("people.reader_named") == 1


def test_the_last_reader_stays(mira: Practitioner, sam: Practitioner, family: Family) -> None:
    restriction = closed(family, mira, sam, mira)
    end_reader(reader=restriction.readers.get(practitioner=sam), by=mira)
    with pytest.raises(NobodyNamed):
        end_reader(reader=restriction.readers.get(practitioner=mira), by=mira)
    left = NamedReader.objects.get(ended_at__isnull=True)
    assert left.practitioner == mira
    assert events()[-1] == "people.reader_ended"


def test_only_social_care_roles_may_break_the_glass(
    alice: Practitioner, leila: Practitioner, ines: Practitioner, sam: Practitioner, mira: Practitioner
) -> None:
    assert [may_break_glass(one) for one in (alice, leila, ines, sam, mira)] == [False, False, False, True, True]


def test_an_emergency_opening_is_reviewed_by_information_governance(
    sam: Practitioner, ines: Practitioner, mira: Practitioner, family: Family
) -> None:
    opening = break_glass(person=family.maya, because="Police are at the door", by=sam)
    assert [may_review(one, opening) for one in (sam, mira, ines)] == [False, False, True]
    close_review(opening=opening, was_right=True, finding="The duty team had no access", by=ines)
    opening.refresh_from_db()
    assert (opening.reviewed_by, opening.was_right, opening.finding) == (ines, True, "The duty team had no access")
    assert events() == ["people.glass_broken", "people.opening_reviewed"]
    with pytest.raises(ChangedMeanwhile):
        close_review(opening=opening, was_right=False, finding="No", by=mira)


def test_nobody_reviews_their_own_opening(social_care: Agency, sam: Practitioner, family: Family) -> None:
    people.give(sam, social_care, "information_governance")
    opening = break_glass(person=family.maya, because="Police are at the door", by=sam)
    with pytest.raises(ValueError, match="their own"):
        close_review(opening=opening, was_right=True, finding="I was right", by=sam)
    assert not may_review(fresh(sam), opening)
    assert EmergencyOpening.objects.get().reviewed_at is None
