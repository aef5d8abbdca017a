"""A child is decided for before anybody found the record: what was decided begins once the record is linked."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from righthelp.agencies.models import Agency, Practitioner, Team
from righthelp.agencies.tests import people
from righthelp.audit.models import Event
from righthelp.front_door.actions.deciding import decide
from righthelp.front_door.actions.linking import link_child, unlink
from righthelp.front_door.models import ContactDecision, NamedChild
from righthelp.front_door.outcomes import work_of
from righthelp.front_door.tests.arriving import received
from righthelp.front_door.tests.deciding import adopted, decided, decided_for, social_workers
from righthelp.messages.models import Notice
from righthelp.people.tests.conftest import Family
from righthelp.work.actions import begin_episode, end_episode
from righthelp.work.models import Episode, PassedOn, Transfer

TUESDAY = dt.datetime(2027, 3, 2, 10, tzinfo=dt.UTC)
FOUND = "The record was found of a child who came to your team from the front door"


@pytest.fixture(autouse=True)
def _guidance(alice: Practitioner) -> None:
    adopted(alice)


@pytest.fixture
def helpers(db: None) -> Team:
    """Give the early help team, whose manager is Hana."""
    agency = people.agency("Early Help Westmarsh", Agency.Kind.EARLY_HELP, "Family hub")
    people.safeguarding_lead(agency, "Hana Weiss")
    return agency.teams.get()


def fresh(child: NamedChild) -> NamedChild:
    return NamedChild.objects.select_related("contact", "person").get(pk=child.pk)


def test_the_work_begins_with_the_record_as_of_the_day_of_the_decision(
    alice: Practitioner, fran: Practitioner, femi: Practitioner, mona: Practitioner, family: Family
) -> None:
    with time_machine.travel(TUESDAY, tick=False) as clock:
        child = received(alice).children.get()
        made = decided_for(child, fran, mona, outcome="assessment")
        assert not Episode.objects.exists()
        clock.shift(dt.timedelta(days=3))
        link_child(child=fresh(child), person=family.maya, by=femi)
    work = Episode.objects.get()
    assert (work.child, work.team, work.begun_on) == (family.maya, social_workers(), TUESDAY.date())
    made.refresh_from_db()
    assert made.episode == work


def test_early_help_is_passed_on_with_the_record_once_and_its_team_is_told(
    alice: Practitioner, fran: Practitioner, femi: Practitioner, mona: Practitioner, helpers: Team, family: Family
) -> None:
    child = received(alice).children.get()
    made = decided_for(child, fran, mona, outcome="early_help", team=helpers)
    assert not PassedOn.objects.exists()
    for _ in range(2):
        link_child(child=fresh(child), person=family.maya, by=femi)
        unlink(named=fresh(child), because="Let me look again", by=fran)
    link_child(child=fresh(child), person=family.maya, by=femi)
    assert PassedOn.objects.get().child == family.maya
    told = Notice.objects.filter(title=FOUND)
    assert [(one.to.name, one.page) for one in told] == [("Hana Weiss", f"/front-door/passed/{made.public_id}")]


def test_linked_twice_it_begins_once(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, mira: Practitioner, family: Family
) -> None:
    child = received(alice).children.get()
    decided_for(child, fran, mona, outcome="assessment")
    for _ in range(2):
        link_child(child=fresh(child), person=family.maya, by=fran)
        unlink(named=fresh(child), because="Let me look again", by=fran)
    link_child(child=fresh(child), person=family.maya, by=fran)
    assert Episode.objects.count() == 1
    assert Notice.objects.filter(title=FOUND, to=mira).count() == 1
    assert ContactDecision.objects.get().episode == Episode.objects.get()


def test_a_wrong_record_that_is_taken_out_is_told_to_the_team_and_the_right_one_is_passed_on(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, helpers: Team, family: Family
) -> None:
    child = received(alice, person=family.brother).children.get()
    made = decided_for(child, fran, mona, outcome="early_help", team=helpers)
    unlink(named=fresh(child), because="It is his sister", by=fran)
    made.refresh_from_db()
    assert made.episode is None
    assert Notice.objects.filter(to__name="Hana Weiss", title__startswith="A wrong record").count() == 1
    link_child(child=fresh(child), person=family.maya, by=fran)
    assert [one.child for one in PassedOn.objects.all()] == [family.brother, family.maya]


def test_work_begun_with_a_wrong_record_is_told_to_the_team_and_the_right_one_begins_its_own_work(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, mira: Practitioner, family: Family
) -> None:
    child = received(alice, person=family.brother).children.get()
    made = decided_for(child, fran, mona, outcome="assessment")
    unlink(named=fresh(child), because="It is his sister", by=fran)
    made.refresh_from_db()
    assert made.episode is None
    assert Notice.objects.filter(to=mira, title__startswith="A wrong record").count() == 1
    link_child(child=fresh(child), person=family.maya, by=fran)
    made.refresh_from_db()
    assert made.episode is not None
    assert made.episode.child == family.maya


def test_what_was_superseded_begins_nothing(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, helpers: Team, family: Family
) -> None:
    child = received(alice).children.get()
    first = decided_for(child, fran, mona, outcome="early_help", team=helpers)
    decide(child=child, decision=decided(mona, again_because="Her gran helps."), instead_of=first, by=fran)
    link_child(child=fresh(child), person=family.maya, by=fran)
    assert not Episode.objects.exists()
    assert not Notice.objects.filter(title=FOUND).exists()


def test_a_child_passed_to_another_authority_is_noted_as_sent_once_the_record_is_found(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, family: Family
) -> None:
    child = received(alice).children.get()
    long = "Eastmoor Council, " + "children’s services, " * 12  # longer than the name of a place that a record goes to
    decided_for(child, fran, mona, outcome="elsewhere", to_whom=long[:300])
    link_child(child=fresh(child), person=family.maya, by=fran)
    assert Transfer.objects.get().to_name == long[:200]


def test_of_a_wrong_record_it_is_set_aside_that_it_was_sent_on_and_the_right_one_is_noted_instead(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, family: Family
) -> None:
    child = received(alice, person=family.brother).children.get()
    decided_for(child, fran, mona, outcome="elsewhere", to_whom="Eastmoor Council")
    for _ in range(2):
        unlink(named=fresh(child), because="It is his sister", by=fran)
        assert not Transfer.objects.without_receipt().exists()
        link_child(child=fresh(child), person=family.maya, by=fran)
    assert Transfer.objects.without_receipt().get().child == family.maya
    wrong = Transfer.objects.get(child=family.brother)
    assert (wrong.set_aside_because, wrong.set_aside_by) == ("It is his sister", fran)
    events = Event.objects.filter(name="work.transfer_set_aside")
    assert wrong.pk in [one.about_ids["transfer"] for one in events]


def test_what_another_contact_sent_there_too_stands_when_a_link_is_taken_out(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, family: Family
) -> None:
    first, second = (received(alice).children.get() for _ in range(2))
    for child in (first, second):
        decided_for(child, fran, mona, outcome="elsewhere", to_whom="Eastmoor Council")
    for child in (first, second):
        link_child(child=fresh(child), person=family.maya, by=fran)
    unlink(named=fresh(first), because="Wrong", by=fran)
    assert Transfer.objects.without_receipt().count() == 1


def test_work_that_the_team_began_itself_and_ended_before_the_record_was_linked_is_not_begun_again(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, helpers: Team, family: Family
) -> None:
    hana = Practitioner.objects.get(name="Hana Weiss")
    with time_machine.travel(TUESDAY, tick=False) as clock:
        child = received(alice).children.get()
        made = decided_for(child, fran, mona, outcome="early_help", team=helpers)
        clock.shift(dt.timedelta(days=2))
        kind, today = work_of(made.outcome, helpers.agency.kind), timezone.localdate()
        work = begin_episode(child=family.maya, team=helpers, kind=kind, aim="x", begun_on=today, by=hana)
        clock.shift(dt.timedelta(days=3))
        end_episode(
            episode=work, outcome=Episode.Outcome.values[0], because="Done", on=timezone.localdate(), they_go_on=False,
            by=hana
        )  # fmt: skip
        link_child(child=fresh(child), person=family.maya, by=fran)
    made.refresh_from_db()
    assert (made.episode, Episode.objects.count()) == (work, 1)


def test_a_record_that_was_linked_while_somebody_decided_begins_work_all_the_same(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, family: Family
) -> None:
    read_before = received(alice).children.get()
    link_child(child=fresh(read_before), person=family.maya, by=fran)
    made = decided_for(read_before, fran, mona, outcome="assessment")
    assert made.episode == Episode.objects.get()
