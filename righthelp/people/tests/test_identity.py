"""Two records of one person are read as one by a statement, which can be taken back; nothing is merged."""

import pytest
from django.db import IntegrityError, transaction

from righthelp.agencies.models import Agency, Practitioner
from righthelp.audit.models import Event
from righthelp.people.actions import AlreadyStated, ChangedMeanwhile, state_identity, undo_identity
from righthelp.people.models import IdentityLink, Person
from righthelp.people.tests import folk

pytestmark = pytest.mark.django_db


@pytest.fixture
def twice(school: Agency) -> tuple[Person, Person]:
    """Give Maya’s record at the school and the one in the partnership’s register."""
    return folk.person("Maya Lindqvist", agency=school), folk.person("Maia Lindquist")


def stated(twice: tuple[Person, Person], by: Practitioner, *, is_same: bool = True) -> IdentityLink:
    one, other = twice
    return state_identity(one=one, other=other, is_same=is_same, because="Same mother and birthday", by=by)


@pytest.mark.parametrize(("is_same", "event"), [(True, "people.stated_same"), (False, "people.stated_different")])
def test_a_statement_keeps_who_said_so_why_and_when(
    sam: Practitioner, twice: tuple[Person, Person], is_same: bool, event: str
) -> None:
    link = stated(twice[::-1], sam, is_same=is_same)
    assert (link.first, link.second) == twice
    assert (link.stated_by, link.because, link.is_same) == (sam, "Same mother and birthday", is_same)
    logged = Event.objects.latest("id")
    assert (logged.name, logged.actor_id, logged.about_ids["person"]) == (event, sam.pk, twice[1].pk)


def test_one_statement_stands_for_two_records_whichever_comes_first(
    sam: Practitioner, mira: Practitioner, twice: tuple[Person, Person]
) -> None:
    stated(twice, sam)
    with pytest.raises(AlreadyStated):
        stated(twice[::-1], mira, is_same=False)
    assert IdentityLink.objects.count() == 1


def test_a_statement_taken_back_stays_on_file_and_makes_room_for_another(
    sam: Practitioner, mira: Practitioner, twice: tuple[Person, Person]
) -> None:
    link = stated(twice, sam)
    undo_identity(link=link, because="They are twins", by=mira)
    link.refresh_from_db()
    assert (link.undone_by, link.undone_because, link.because) == (mira, "They are twins", "Same mother and birthday")
    assert Event.objects.latest("id").name == "people.statement_undone"
    stated(twice, mira, is_same=False)
    assert Person.objects.filter(pk__in=[one.pk for one in twice]).count() == 2


def test_two_people_taking_one_statement_back_do_it_once(
    sam: Practitioner, mira: Practitioner, twice: tuple[Person, Person]
) -> None:
    link = stated(twice, sam)
    undo_identity(link=link, because="They are twins", by=mira)
    with pytest.raises(ChangedMeanwhile):
        undo_identity(link=link, because="I erred", by=sam)
    link.refresh_from_db()
    assert link.undone_by == mira


def test_nobody_is_linked_to_themselves(sam: Practitioner, twice: tuple[Person, Person]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        IdentityLink.objects.create(first=twice[0], second=twice[0], is_same=True, because="?", stated_by=sam)
