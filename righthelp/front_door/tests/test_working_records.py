"""A contact opens the records of its children to the front door for a time, and stands in what happened to them."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from righthelp.agencies.actions import end_access
from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.open_work import open_work
from righthelp.agencies.tests import people
from righthelp.audit.actions import COMMAND
from righthelp.front_door.actions.holding import take
from righthelp.front_door.actions.linking import link_child
from righthelp.front_door.leaving import lists_of_contacts, pass_contacts_on
from righthelp.front_door.models import Contact, ContactDecision, Reply
from righthelp.front_door.tests.arriving import client_of, draft, received, shown
from righthelp.guidance.models import Level
from righthelp.messages.models import Notice
from righthelp.people.access import seen_among
from righthelp.people.actions import restrict
from righthelp.people.closing import cut_off
from righthelp.people.happenings import happenings
from righthelp.people.models import Person
from righthelp.people.readers import readers_of
from righthelp.people.reasons import Part, within_reach
from righthelp.people.tests.conftest import Family
from righthelp.work.tests.working import sees, team_of, why

pytestmark = pytest.mark.django_db
TO_DECIDE = "A contact about this child is at the front door, where you work"
DAY = dt.timedelta(days=1)


def decided(contact: Contact, by: Practitioner, outcome: str = "early_help") -> None:
    """Write a decision down, past every rule."""
    ContactDecision.objects.create(
        child=contact.children.all()[0], level=Level.objects.all()[0], outcome=outcome, reason="x", decided_by=by,
        manager=by, to_whom="Northshire", agency=team_of(by).agency,
    )  # fmt: skip
    Contact.objects.filter(pk=contact.pk).update(decided_at=timezone.now())


def test_whoever_works_at_the_front_door_sees_the_children_of_contacts_there(
    alice: Practitioner, fran: Practitioner, sam: Practitioner, family: Family
) -> None:
    draft(alice, person=family.maya)
    assert sees(fran, family.maya) is None  # nothing was sent
    received(alice, person=family.maya)
    seen = sees(fran, family.maya)
    assert seen is not None
    assert why(fran, family.maya) == [TO_DECIDE]
    assert seen.opens(Part.STORY)
    assert not seen.opens(Part.PROTECTED)
    assert sees(sam, family.maya) is None
    assert sees(fran, family.brother) is None or not sees(fran, family.brother).opens(Part.STORY)  # type: ignore[union-attr]


def test_after_the_decision_it_stays_open_for_28_days_so_that_answers_can_be_given(
    guidance: dict[str, object], alice: Practitioner, fran: Practitioner, family: Family
) -> None:
    contact = received(alice, person=family.maya)
    decided(contact, fran)
    assert "in the last 28 days" in why(fran, family.maya)[0]
    with time_machine.travel(timezone.now() + 27 * DAY):
        assert sees(fran, family.maya)
    with time_machine.travel(timezone.now() + 28 * DAY):
        assert sees(fran, family.maya) is None


def test_a_restricted_record_stays_closed(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, family: Family
) -> None:
    received(alice, person=family.maya)
    restrict(person=family.maya, kind="other", because="x", readers=[mona], by=mona)
    assert sees(fran, family.maya) is None


def test_the_reasons_and_the_names_of_readers_agree(
    alice: Practitioner, fran: Practitioner, femi: Practitioner, mona: Practitioner, family: Family
) -> None:
    received(alice, person=family.maya)
    received(alice, "Maya", "Maya again", person=family.maya)
    named = readers_of([family.maya.pk])[family.maya.pk]
    for one in (fran, femi, mona):
        assert "works at the front door" in named[one]
        assert family.maya.pk in {row["pk"] if isinstance(row, dict) else row for row in _reach(one)}
    assert readers_of([family.brother.pk]).get(family.brother.pk, {}).get(fran) is None


def _reach(reader: Practitioner) -> set[int]:
    return set(Person.objects.filter(pk__in=within_reach(people.fresh(reader))).values_list("pk", flat=True))


def test_a_request_and_its_outcome_stand_in_what_happened_without_who_asked(
    guidance: dict[str, object], alice: Practitioner, fran: Practitioner, sam: Practitioner, family: Family
) -> None:
    contact = received(alice, person=family.maya)
    decided(contact, fran)
    told = {one.what: one.source for one in _happened(fran, family.maya)}
    assert told["Help was asked for at the front door"] == "the front door"
    assert told["The front door decided: Early help"] == "the front door"
    # the agency that asked knows of its request at once, and of the decision with the answer
    before = {one.what for one in _happened(alice, family.maya)}
    assert "Help was asked for at the front door" in before
    assert "The front door decided: Early help" not in before
    Reply.objects.create(contact=contact, decided="Early help", given_by=fran)
    assert "The front door decided: Early help" in {one.what for one in _happened(alice, family.maya)}


def test_what_others_asked_is_not_told_to_an_agency(sam: Practitioner, alice: Practitioner, family: Family) -> None:
    received(sam, person=family.maya)
    assert "Help was asked for at the front door" not in {one.what for one in _happened(alice, family.maya)}


def _happened(reader: Practitioner, person: Person):  # type: ignore[no-untyped-def]
    fresh = people.fresh(reader)
    return happenings(fresh, seen_among(fresh, [person]).values())


def test_a_restriction_says_what_contacts_it_would_cut_off(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, family: Family
) -> None:
    contact = received(alice, person=family.maya)
    assert cut_off(family.maya, [alice])["The front door"] == ["one contact not decided yet"]
    assert "The front door" not in cut_off(family.maya, [mona])  # it waits, and Mona may take it
    take(contact=contact, by=fran)
    assert cut_off(family.maya, [mona])["The front door"] == ["one contact not decided yet"]
    assert "The front door" not in cut_off(family.maya, [fran])


def test_what_a_leaver_holds_passes_to_a_colleague_before_they_leave(
    alice: Practitioner, fran: Practitioner, femi: Practitioner, social_care: Agency
) -> None:
    contact = received(alice)
    take(contact=contact, by=fran)
    assert [(kind.title, number) for kind, number in open_work(fran, social_care)] == [
        ("Contacts at the front door", 1)
    ]
    end_access(person=fran, agency=social_care, by=COMMAND, receiver=femi)
    contact.refresh_from_db()
    assert contact.holder == femi
    assert Notice.objects.filter(to=femi, title__contains="of somebody who left").count() == 1


def test_only_work_of_this_agency_is_passed_on(
    alice: Practitioner, fran: Practitioner, femi: Practitioner, school: Agency
) -> None:
    contact = received(alice)
    take(contact=contact, by=fran)
    pass_contacts_on(leaver=fran, agency=school, receiver=femi, by=COMMAND)
    contact.refresh_from_db()
    assert contact.holder == fran


def test_who_may_open_what_is_restricted_of_a_leaver_is_said(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, social_care: Agency, family: Family
) -> None:
    contact = received(alice, "Maya", "Leo", person=family.maya)
    link_child(child=contact.children.all()[1], person=family.brother, by=fran)
    take(contact=contact, by=fran)
    restrict(person=family.maya, kind="other", because="x", readers=[mona, fran], by=mona)
    assert lists_of_contacts(fran, social_care) == [{mona.pk, fran.pk}]


@pytest.mark.requirement("BP-116")
def test_decided_lately_lists_outcomes_and_how_long_they_took(
    guidance: dict[str, object], alice: Practitioner, fran: Practitioner
) -> None:
    assert "Nothing was decided in the last 14 days." in shown(client_of(fran), "/front-door/decided")
    first, second = received(alice, "Ada Marsh"), received(alice, "Ben Marsh")
    decided(first, fran)
    decided(second, fran, "elsewhere")
    page = shown(client_of(fran), "/front-door/decided")
    assert "Ben Marsh : Passed to another local authority" in page
    assert "Two contacts were decided, two of them in time" in page
    assert "One child was passed to another local authority" in page
    with time_machine.travel(timezone.now() + 15 * DAY):
        assert "Ada Marsh" not in shown(client_of(fran), "/front-door/decided")
