"""The decision for each child: who may make it, what follows at once, and what is said of it."""

import datetime as dt
from uuid import uuid4

import pytest
import time_machine
from django.db import IntegrityError, transaction

from righthelp.agencies.actions.refusals import NotAllowed
from righthelp.agencies.models import Agency, Practitioner, Team
from righthelp.agencies.tests import people
from righthelp.audit.models import Event
from righthelp.front_door.actions.deciding import DecidedMeanwhile, ForChild, decide, decide_together
from righthelp.front_door.actions.holding import TakenAlready, take
from righthelp.front_door.models import Contact, ContactDecision
from righthelp.front_door.tests.arriving import draft, received
from righthelp.front_door.tests.deciding import REASON, adopted, decided, decided_for, level
from righthelp.messages.models import Mail, Notice
from righthelp.people.tests.conftest import Family
from righthelp.work.models import Episode, PassedOn, Transfer

MONDAY = dt.datetime(2027, 3, 1, 10, tzinfo=dt.UTC)
WEDNESDAY = dt.datetime(2027, 3, 3, 10, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _guidance(alice: Practitioner) -> None:
    adopted(alice)


@pytest.fixture
def helpers(db: None) -> Team:
    """Give the early help team, whose manager is Hana."""
    agency = people.agency("Early Help Westmarsh", Agency.Kind.EARLY_HELP, "Family hub")
    people.safeguarding_lead(agency, "Hana Weiss")
    return agency.teams.get()


@pytest.mark.requirement("BP-110")
def test_a_decision_says_what_why_by_whom_and_with_which_manager(
    alice: Practitioner, fran: Practitioner, mona: Practitioner
) -> None:
    contact = received(alice)
    made = decided_for(contact.children.get(), fran, mona)
    contact.refresh_from_db()
    assert (made.reason, made.level, made.decided_by, made.manager) == (REASON, level(), fran, mona)
    assert (contact.state, contact.holder, contact.decided_at) == (Contact.State.DECIDED, fran, made.decided_at)


def test_who_does_not_work_at_the_front_door_decides_nothing(
    alice: Practitioner, sam: Practitioner, mona: Practitioner
) -> None:
    contact = received(alice)
    for nobody in (alice, sam):
        with pytest.raises(NotAllowed):
            decided_for(contact.children.get(), nobody, mona)
    assert not ContactDecision.objects.exists()


def test_the_manager_who_agrees_answers_for_the_front_door_and_may_be_who_decides(
    alice: Practitioner, fran: Practitioner, mona: Practitioner
) -> None:
    child = received(alice).children.get()
    with pytest.raises(NotAllowed):
        decided_for(child, fran, fran)
    assert decided_for(child, mona, mona).manager == mona


def test_what_is_not_sent_is_not_decided(alice: Practitioner, fran: Practitioner, mona: Practitioner) -> None:
    with pytest.raises(NotAllowed):
        decided_for(draft(alice).children.get(), fran, mona)


def test_nobody_decides_on_what_somebody_else_works_on(
    alice: Practitioner, fran: Practitioner, femi: Practitioner, mona: Practitioner
) -> None:
    contact = received(alice)
    take(contact=contact, by=femi)
    with pytest.raises(TakenAlready):
        decided_for(contact.children.get(), fran, mona)
    assert not ContactDecision.objects.exists()


def test_each_child_is_decided_apart_and_the_contact_with_the_last(
    alice: Practitioner, fran: Practitioner, mona: Practitioner
) -> None:
    contact = received(alice, "Maya Lindqvist", "Leo Marsh")
    first, second = contact.children.all()
    decided_for(first, fran, mona)
    contact.refresh_from_db()
    assert contact.state == Contact.State.TAKEN
    last = decided_for(second, fran, mona, outcome="strategy", level=level(4))
    contact.refresh_from_db()
    assert contact.decided_at == last.decided_at


def test_of_several_decisions_in_one_sitting_all_are_kept_or_none(
    alice: Practitioner, fran: Practitioner, mona: Practitioner
) -> None:
    contact = received(alice, "Maya Lindqvist", "Leo Marsh")
    first, second = contact.children.all()
    wrong = ForChild(second, decided(mona, outcome="elsewhere"))
    with pytest.raises(ValueError, match="to whom"):
        decide_together(decisions=[ForChild(first, decided(mona)), wrong], by=fran)
    contact.refresh_from_db()
    assert (contact.holder, ContactDecision.objects.count()) == (None, 0)


def test_of_two_who_decide_at_the_same_moment_the_second_is_told(
    alice: Practitioner, fran: Practitioner, mona: Practitioner
) -> None:
    child = received(alice).children.get()
    decided_for(child, fran, mona)
    with pytest.raises(DecidedMeanwhile):
        decided_for(child, fran, mona, outcome="strategy")
    assert ContactDecision.objects.get().outcome == "advice"


def test_a_later_decision_takes_the_place_of_the_one_that_its_author_saw(
    alice: Practitioner, fran: Practitioner, femi: Practitioner, mona: Practitioner
) -> None:
    contact = received(alice)
    child = contact.children.get()
    first = decided_for(child, fran, mona)
    again = decided(mona, outcome="assessment", again_because="Her school rang again.")
    second = decide(child=child, decision=again, instead_of=first, by=femi)
    with pytest.raises(DecidedMeanwhile):
        decide(child=child, decision=again, instead_of=first, by=fran)
    contact.refresh_from_db()
    assert (ContactDecision.objects.standing().get(), contact.decided_at) == (second, first.decided_at)


def test_to_decide_again_needs_a_reason_and_a_first_decision_has_none(
    alice: Practitioner, fran: Practitioner, mona: Practitioner
) -> None:
    child = received(alice).children.get()
    with pytest.raises(ValueError, match="again"):
        decided_for(child, fran, mona, again_because="No")
    first = decided_for(child, fran, mona)
    with pytest.raises(ValueError, match="again"):
        decide(child=child, decision=decided(mona), instead_of=first, by=fran)


@pytest.mark.requirement("BP-116")
def test_a_late_decision_says_why_it_is_late(alice: Practitioner, fran: Practitioner, mona: Practitioner) -> None:
    with time_machine.travel(MONDAY, tick=False):
        child = received(alice).children.get()
    with time_machine.travel(WEDNESDAY, tick=False):
        with pytest.raises(ValueError, match="longer"):
            decided_for(child, fran, mona)
        made = decided_for(child, fran, mona, late_because="The mother could not be reached.")
    assert made.late_because


@pytest.mark.requirement("BN-043", "BP-026")
def test_early_help_is_passed_on_with_the_decision_to_be_offered_and_its_team_is_told(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, family: Family, helpers: Team
) -> None:
    child = received(alice, person=family.maya).children.get()
    made = decided_for(child, fran, mona, outcome="early_help", team=helpers)
    went = PassedOn.objects.get()
    assert (went.child, went.to_room, went.from_id) == (family.maya, "early_help", child.contact.public_id)
    assert (made.episode, Episode.objects.count()) == (None, 0)  # it begins when the family agrees
    assert Notice.objects.get().to.name == "Hana Weiss"
    assert "Maya" not in Mail.objects.get().text


def test_the_allocation_panel_is_an_outcome_of_its_own(
    alice: Practitioner, fran: Practitioner, mona: Practitioner
) -> None:
    made = decided_for(received(alice).children.get(), fran, mona, outcome="panel")
    assert made.get_outcome_display() == "Early help, through the allocation panel"


def test_an_assessment_begins_work_of_social_care(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, family: Family, social_care: Agency
) -> None:
    team = social_care.teams.get()
    made = decided_for(
        received(alice, person=family.maya).children.get(), fran, mona, outcome="assessment", team=team
    )  # fmt: skip
    assert made.episode is not None
    assert made.episode.kind == "social_care"


def test_work_that_goes_on_already_is_not_begun_twice(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, family: Family
) -> None:
    first = decided_for(
        received(alice, person=family.maya).children.get(), fran, mona, outcome="assessment"
    )  # fmt: skip
    second = decided_for(
        received(alice, person=family.maya).children.get(), fran, mona, outcome="assessment"
    )  # fmt: skip
    assert first.episode is not None
    assert second.episode == first.episode


def test_of_a_child_without_a_record_the_team_is_told_and_no_work_begins(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, helpers: Team
) -> None:
    made = decided_for(received(alice).children.get(), fran, mona, outcome="early_help", team=helpers)
    assert (made.episode, Notice.objects.count()) == (None, 1)


def test_a_child_passed_to_another_authority_is_noted_as_sent_and_waits_for_a_receipt(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, family: Family
) -> None:
    child = received(alice, person=family.maya).children.get()
    decided_for(child, fran, mona, outcome="elsewhere", to_whom="Eastmoor Council")
    sent = Transfer.objects.get()
    assert (sent.child, sent.to_name, sent.received_at) == (family.maya, "Eastmoor Council", None)


def test_another_authority_is_named_and_a_child_without_a_record_can_be_passed_on(
    alice: Practitioner, fran: Practitioner, mona: Practitioner
) -> None:
    child = received(alice).children.get()
    with pytest.raises(ValueError, match="to whom"):
        decided_for(child, fran, mona, outcome="elsewhere")
    decided_for(child, fran, mona, outcome="elsewhere", to_whom="Eastmoor Council")
    assert not Transfer.objects.exists()


def test_an_unborn_child_is_decided_too(alice: Practitioner, fran: Practitioner, mona: Practitioner) -> None:
    child = received(alice, "Unborn baby of Ana").children.get()
    child.born_on, child.due_on = None, dt.date(2026, 6, 1)
    child.save()
    assert decided_for(child, fran, mona, outcome="strategy").pk


def test_the_team_before_hears_that_it_was_decided_again(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, helpers: Team, social_care: Agency
) -> None:
    child = received(alice).children.get()
    first = decided_for(child, fran, mona, outcome="early_help", team=helpers)
    again = decided(mona, outcome="strategy", team=social_care.teams.get(), again_because="New facts.")
    decide(child=child, decision=again, instead_of=first, by=fran)
    titles = Notice.objects.filter(to__name="Hana Weiss").order_by("pk").values_list("title", flat=True)
    assert list(titles) == [
        "A child comes to your team from the front door",
        "The front door decided again about a child who came to your team",
    ]
    assert Notice.objects.filter(is_urgent=True).exists()


def test_a_decision_is_logged_without_its_words(alice: Practitioner, fran: Practitioner, mona: Practitioner) -> None:
    decided_for(received(alice).children.get(), fran, mona)
    event = Event.objects.get(name="front_door.decided")
    assert REASON not in str(event.__dict__)


def test_the_database_holds_one_first_decision_for_a_child(
    alice: Practitioner, fran: Practitioner, mona: Practitioner
) -> None:
    made = decided_for(received(alice).children.get(), fran, mona)
    made.pk, made.public_id = None, uuid4()
    with pytest.raises(IntegrityError), transaction.atomic():
        made.save()


@pytest.mark.parametrize("outcome", ["assessment", "strategy", "emergency", "early_help"])
def test_nothing_is_decided_with_nobody_to_take_it(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, helpers: Team, outcome: str
) -> None:
    child = received(alice).children.get()
    wrong = None if outcome == "early_help" else helpers
    with pytest.raises(ValueError, match="to whom"):
        decided_for(child, fran, mona, outcome=outcome, team=wrong, to_whom="")
    assert not ContactDecision.objects.exists()
