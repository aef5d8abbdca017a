"""Who reads and writes: the child's own record must be open; what another agency wrote stays there, but for social
care; nothing tells a stranger whether there was anything.
"""

from typing import Any
from uuid import uuid4

import pytest
from django.http import Http404

from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people
from righthelp.agencies.tests.browsing import client_of, shown
from righthelp.agencies.tests.people import fresh
from righthelp.audit.models import Event, Look
from righthelp.audit.refusals import LookRefused
from righthelp.consent.access import (
    approval_to_answer,
    approvers_for,
    asked_of,
    child_to_write_of,
    consent_to_read,
    record_to_change,
    refusal_to_decide,
    standing_for,
    withdrawal_to_decide,
)
from righthelp.consent.actions import Withdrawn, ask_approval, note_not_shared, set_aside, share, withdraw
from righthelp.consent.models import Advice, Agreement, Consent, GoingOn, Sharing
from righthelp.consent.tests.talking import DAY, agreement, at, consent, not_asked, what
from righthelp.people.access import person_to_read
from righthelp.people.actions import break_glass, restrict, state_identity
from righthelp.people.models import Person
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family

pytestmark = pytest.mark.django_db
ALL = (Agreement, Consent, GoingOn, Sharing)
BACK = Withdrawn(DAY, "face", "No more")


def reads(reader: Practitioner, child: Person) -> list[str]:
    found = consent_to_read(fresh(reader), child.public_id, page="consent")
    return [type(one).__name__ for one in (*found.said, *found.goings_on, *found.sharings)]


@pytest.fixture
def much(school: Agency, alice: Practitioner, leila: Practitioner, family: Family) -> Family:
    """Have something of everything on Maya's record."""
    given = consent(alice, school, family.maya)
    agreement(alice, school, family.maya)
    not_asked(alice, school, family.maya, approval=leila)
    share(what=what(), basis="public_task", children=[family.maya], agency=school, by=alice, consent=given)
    note_not_shared(what=what(), because="No help", children=[family.maya], agency=school, by=alice)
    return family


def test_the_owner_and_the_lead_read_all_of_it_a_colleague_and_a_stranger_nothing(
    much: Family, alice: Practitioner, bob: Practitioner, leila: Practitioner, charlie: Practitioner, sam: Practitioner
) -> None:
    for one in (alice, leila):
        assert sorted(reads(one, much.maya)) == ["Agreement", "Consent", "GoingOn", "Sharing", "Sharing"]
        assert Look.objects.filter(actor_id=one.pk, subject_id=much.maya.pk, page="consent").count() == 1
    for one in (bob, charlie, sam):
        with pytest.raises(LookRefused):
            reads(one, much.maya)
        with pytest.raises(LookRefused):
            child_to_write_of(fresh(one), much.maya.public_id, page="ask")


def test_a_restricted_record_opens_to_its_list_alone(
    much: Family, alice: Practitioner, leila: Practitioner, mira: Practitioner
) -> None:
    restrict(person=much.maya, kind="high_risk", because="Threats", readers=[leila], by=mira)
    assert reads(leila, much.maya)
    record = Consent.objects.get()
    with pytest.raises(LookRefused):
        reads(alice, much.maya)
    with pytest.raises(LookRefused):
        record_to_change(fresh(alice), much.maya.public_id, record.public_id, ALL, page="x")


def test_whoever_sees_a_child_as_family_alone_reads_and_writes_nothing(
    much: Family, school: Agency, bob: Practitioner
) -> None:
    cousin = folk.person("Nils Lindqvist", agency=school, by=bob)
    folk.related(cousin, much.maya, "sibling")
    seen = person_to_read(fresh(bob), much.maya.public_id, page="record")
    assert standing_for(fresh(bob), seen).consents == ()
    with pytest.raises(LookRefused):
        reads(bob, much.maya)
    with pytest.raises(LookRefused):
        child_to_write_of(fresh(bob), much.maya.public_id, page="ask")


def test_what_another_agency_wrote_is_read_by_social_care_alone_and_changed_by_neither(
    family: Family, leila: Practitioner, sam: Practitioner
) -> None:
    surgery = people.gp_practice()
    nurse = people.teacher(surgery, "Nina Roth")
    theirs = consent(nurse, surgery, family.maya)
    assert reads(leila, family.maya) == []
    break_glass(person=family.maya, because="She is at the station now", by=sam)
    assert reads(sam, family.maya) == ["Consent"]
    for one in (leila, sam):
        with pytest.raises(LookRefused):
            record_to_change(fresh(one), family.maya.public_id, theirs.public_id, ALL, page="x")


@pytest.mark.requirement("BN-082")
def test_who_raised_a_worry_is_read_by_themselves_their_lead_and_social_care_and_by_no_colleague(
    family: Family, school: Agency, alice: Practitioner, bob: Practitioner, leila: Practitioner, sam: Practitioner,
    mira: Practitioner,
) -> None:  # fmt: skip
    told: dict[str, Any] = {"what": what(), "children": [family.maya], "agency": school, "by": alice}
    [sealed] = share(basis="public_task", because="She is hungry", is_sealed=True, **told)
    restrict(person=family.maya, kind="high_risk", because="Threats", readers=[alice, bob, leila, sam], by=mira)
    for one in (alice, leila, sam):
        assert reads(one, family.maya) == ["Sharing"]
    assert reads(bob, family.maya) == []
    with pytest.raises(LookRefused):
        record_to_change(fresh(bob), family.maya.public_id, sealed.public_id, ALL, page="x")
    assert record_to_change(fresh(leila), family.maya.public_id, sealed.public_id, ALL, page="x").record == sealed


def test_both_records_of_one_child_are_read_together_by_whoever_may_see_both(
    family: Family, school: Agency, social_care: Agency, alice: Practitioner, sam: Practitioner, mira: Practitioner
) -> None:
    theirs = folk.person("Maya Lindquist", agency=social_care, by=sam)
    consent(alice, school, family.maya)
    agreement(sam, social_care, theirs)
    state_identity(one=family.maya, other=theirs, is_same=True, because="Seen together", by=mira)
    assert reads(alice, family.maya) == ["Consent"]
    break_glass(person=family.maya, because="She is at the station now", by=sam)
    assert sorted(reads(sam, theirs)) == ["Agreement", "Consent"]
    text = shown(client_of(sam), at("", theirs))
    assert "From the record of Alder Road Primary School, stated to be the same child" in text


def test_standing_is_what_counts_for_rooms_above(school: Agency, alice: Practitioner, family: Family) -> None:
    given, back, wrong = (consent(alice, school, family.maya) for _ in range(3))
    withdraw(records=[back], withdrawn=BACK, by=alice)
    set_aside(records=[wrong], because="Wrong", by=alice)
    refused, help_ = consent(alice, school, family.maya, answer="no"), agreement(alice, school, family.maya)
    reason = not_asked(alice, school, family.maya)
    seen = person_to_read(fresh(alice), family.maya.public_id, page="contact")
    found = standing_for(fresh(alice), seen)
    assert set(found.consents) == {given, refused}
    assert found.given == [given]
    assert found.refused == [refused]
    assert (found.agreements, found.goings_on) == ((help_,), (reason,))


def test_only_the_writing_agency_changes_a_record_and_only_under_its_own_child(
    school: Agency, alice: Practitioner, leila: Practitioner, bob: Practitioner, charlie: Practitioner, family: Family
) -> None:
    one = consent(alice, school, family.maya, family.brother)
    for person in (alice, leila):
        found = record_to_change(fresh(person), family.maya.public_id, one.public_id, ALL, page="x")
        assert found.record == one
        assert [other.child for other in found.beside] == [family.brother]
        assert found.chosen([str(family.brother.public_id)]) == [one, *found.beside]
        assert found.chosen([str(uuid4())]) == [one]
    for person in (bob, charlie):
        with pytest.raises(LookRefused):
            record_to_change(fresh(person), family.maya.public_id, one.public_id, ALL, page="x")
    for child, record in ((family.brother.public_id, one.public_id), (family.maya.public_id, uuid4())):
        with pytest.raises(Http404):
            record_to_change(fresh(alice), child, record, ALL, page="x")
    with pytest.raises(Http404):
        record_to_change(fresh(alice), family.maya.public_id, one.public_id, (GoingOn,), page="x")


def test_the_rows_of_a_restricted_brother_or_sister_are_not_offered(
    school: Agency, alice: Practitioner, leila: Practitioner, mira: Practitioner, family: Family
) -> None:
    one = consent(alice, school, family.maya, family.brother, answer="no")
    restrict(person=family.brother, kind="high_risk", because="Threats", readers=[leila], by=mira)
    assert record_to_change(fresh(alice), family.maya.public_id, one.public_id, ALL, page="x").beside == []
    found = refusal_to_decide(fresh(alice), family.maya.public_id, one.public_id, page="x")
    assert found.of([family.brother]) == [one]
    assert family.brother not in child_to_write_of(fresh(alice), family.maya.public_id, page="x").also


@pytest.mark.requirement("BP-203")
def test_next_steps_are_for_a_manager_or_lead_of_the_agency(
    school: Agency, alice: Practitioner, leila: Practitioner, mira: Practitioner, family: Family
) -> None:
    one = consent(alice, school, family.maya)
    withdraw(records=[one], withdrawn=BACK, by=alice)
    assert withdrawal_to_decide(fresh(leila), family.maya.public_id, one.public_id, page="x").record == one
    for person in (alice, mira):
        with pytest.raises(LookRefused):
            withdrawal_to_decide(fresh(person), family.maya.public_id, one.public_id, page="x")


@pytest.mark.requirement("BP-203")
def test_where_nobody_leads_whoever_writes_notes_what_their_manager_decided(
    school: Agency, alice: Practitioner, family: Family
) -> None:
    one = consent(alice, school, family.maya)
    withdraw(records=[one], withdrawn=BACK, by=alice)
    assert withdrawal_to_decide(fresh(alice), family.maya.public_id, one.public_id, page="x").record == one


@pytest.mark.requirement("SF-056")
def test_approval_is_asked_of_those_who_lead_and_may_open_the_record(
    school: Agency, alice: Practitioner, bob: Practitioner, leila: Practitioner, mira: Practitioner, family: Family
) -> None:
    deputy = people.deputy_lead(school)
    about = family.maya, [family.brother]
    keys = frozenset({family.maya.pk, family.brother.pk})
    assert approvers_for(fresh(alice), *about) == {leila: keys, deputy: keys}
    assert approvers_for(fresh(leila), *about) == {deputy: keys}
    restrict(person=family.brother, kind="high_risk", because="Threats", readers=[deputy, mira], by=mira)
    assert approvers_for(fresh(alice), *about) == {leila: keys - {family.brother.pk}, deputy: keys}
    assert approvers_for(fresh(alice), family.brother, []) == {deputy: {family.brother.pk}}


@pytest.fixture
def asked(school: Agency, alice: Practitioner, leila: Practitioner, family: Family) -> Advice:
    made = not_asked(alice, school, family.maya)
    return ask_approval(goings_on=[made], asked_of=leila, by=alice)[0]


@pytest.mark.requirement("SF-056")
def test_an_approval_opens_to_whoever_was_asked_and_another_lead_never_to_whoever_asked(
    asked: Advice, school: Agency, alice: Practitioner, bob: Practitioner, leila: Practitioner, charlie: Practitioner,
    mira: Practitioner, family: Family,
) -> None:  # fmt: skip
    deputy = people.deputy_lead(school)
    for person in (leila, deputy):
        found = approval_to_answer(fresh(person), family.maya.public_id, asked.public_id, page="approve")
        assert (found.advice, found.beside) == (asked, [])
    for person in (alice, bob, charlie, mira):
        with pytest.raises(LookRefused):
            approval_to_answer(fresh(person), family.maya.public_id, asked.public_id, page="approve")
    for child, advice in ((family.brother.public_id, asked.public_id), (family.maya.public_id, uuid4())):
        with pytest.raises(Http404):
            approval_to_answer(fresh(leila), child, advice, page="approve")


def test_whoever_was_asked_and_may_not_open_the_child_any_more_finds_nothing(
    asked: Advice, leila: Practitioner, mira: Practitioner, ines: Practitioner, family: Family
) -> None:
    assert [one.pk for one in asked_of(fresh(leila)).approvals] == [asked.pk]
    restrict(person=family.maya, kind="high_risk", because="Threats", readers=[mira], by=mira)
    assert asked_of(fresh(leila)).approvals == []
    with pytest.raises(LookRefused):
        approval_to_answer(fresh(leila), family.maya.public_id, asked.public_id, page="approve")


def test_an_approval_for_several_children_is_answered_for_those_whom_one_may_open(
    school: Agency, alice: Practitioner, leila: Practitioner, mira: Practitioner, family: Family
) -> None:
    not_asked(alice, school, family.maya, family.brother, approval=leila)
    one = Advice.objects.get(going_on__child=family.maya)
    found = approval_to_answer(fresh(leila), family.maya.public_id, one.public_id, page="approve")
    assert [other.going_on.child for other in found.beside] == [family.brother]
    assert found.chosen([str(family.brother.public_id)]) == [one, *found.beside]
    assert found.chosen([]) == [one]
    restrict(person=family.brother, kind="high_risk", because="Threats", readers=[mira], by=mira)
    assert approval_to_answer(fresh(leila), family.maya.public_id, one.public_id, page="approve").beside == []


def test_what_is_asked_of_somebody_holds_their_own_and_the_withdrawals_of_their_agency(
    asked: Advice, school: Agency, alice: Practitioner, leila: Practitioner, mira: Practitioner, family: Family
) -> None:
    for one in (consent(alice, school, family.maya), agreement(alice, school, family.brother)):
        withdraw(records=[one], withdrawn=BACK, by=alice)
    found = asked_of(fresh(leila))
    assert [one.child for one in found.withdrawals] == [family.brother, family.maya]
    for person in (alice, mira):
        assert (asked_of(fresh(person)).approvals, asked_of(fresh(person)).withdrawals) == ([], [])


def test_a_page_of_somebody_else_is_not_there_and_the_log_knows_who_asked(
    much: Family, bob: Practitioner, charlie: Practitioner
) -> None:
    record, reason = Consent.objects.get(), GoingOn.objects.get()
    advice = Advice.objects.get()
    names = {
        "": None, "_ask": None, "_share": None, "_not_share": None, "_withdraw": record, "_next_steps": record,
        "_set_aside": record, "_refused": record, "_advice": reason, "_told": reason, "_told_social_care": reason,
        "_approve": advice,
    }  # fmt: skip
    for person in (bob, charlie):
        client = client_of(person)
        for name, one in names.items():
            text = shown(client, at(name, much.maya, one), 404)
            assert "Maya" not in text
            assert client.post(at(name, much.maya, one), {"because": "x"}).status_code in {404, 405}
    assert Event.objects.filter(name="audit.look_refused").count() >= 2 * len(names)
