"""Each act of sharing about a child on file stands in the ledger of the child, once, with fact and opinion apart."""

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.urls import reverse
from pytest_django.fixtures import Settings

from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people
from righthelp.audit.models import Event
from righthelp.consent.access import consent_to_read
from righthelp.consent.actions import Withdrawn, note_said, set_aside, withdraw
from righthelp.consent.models import Consent, Sharing
from righthelp.consent.tests.talking import DAY, to_share, who
from righthelp.files.tests.incoming import pdf
from righthelp.files.tests.incoming import sent as file
from righthelp.front_door.actions.adding import add_answers
from righthelp.front_door.actions.attaching import add_mark, attach
from righthelp.front_door.actions.authorities import Noted, name_authority, note_authority
from righthelp.front_door.actions.checking import Asked, CheckAnswer, answer_check, ask_check, note_told_answer
from righthelp.front_door.actions.discussing import Called, Viewed, call_discussion, note_view
from righthelp.front_door.actions.ledger import note_all_of, note_request
from righthelp.front_door.actions.linking import link_child, unlink
from righthelp.front_door.actions.replying import Answered, answer
from righthelp.front_door.actions.resting import RestsOn
from righthelp.front_door.actions.schools import leave_school_untold, note_read_at_school, note_school_rung
from righthelp.front_door.actions.writing import add_person, save_child, save_contact, send
from righthelp.front_door.models import Authority, Contact, InLedger, NamedChild, SchoolTold
from righthelp.front_door.permission import NOT_SAID, URGENT
from righthelp.front_door.tests.arriving import STORY, client_of, draft, received, shown
from righthelp.front_door.tests.deciding import adopted, answered, decided_for, level
from righthelp.front_door.tests.test_page_schools_told import notified
from righthelp.people.actions import restrict
from righthelp.people.models import Person
from righthelp.people.tests.conftest import Family
from righthelp.work.tests.working import begun, led_by

pytestmark = pytest.mark.django_db
TUESDAY = dt.datetime(2026, 3, 3, 10, 0, tzinfo=dt.UTC)
FRIDAY = dt.datetime(2026, 3, 6, 10, 0, tzinfo=dt.UTC)
BECAUSE = "To tell them would put her at risk."


def said(by: Practitioner, agency: Agency, child: Person, answer: str = "yes", whom: str = "Social care") -> Consent:
    share = to_share(answer, shared_with=whom)
    made = note_said(who=who(), to_share=share, children=[child], agency=agency, by=by)
    return next(one for one in made if isinstance(one, Consent))


def entry() -> Sharing:
    return Sharing.objects.get(is_sealed=True)


def answers_given() -> QuerySet[Sharing]:
    return Sharing.objects.filter(to_name="Whoever asked for help")


@pytest.mark.requirement("BP-257", "SF-055")
def test_what_is_sent_stands_in_the_ledger_of_each_child_on_file(
    alice: Practitioner, school: Agency, fran: Practitioner, social_care: Agency, family: Family
) -> None:
    with time_machine.travel(TUESDAY, tick=False):
        contact = draft(alice, "Maya", "Leo", "Noor", person=family.maya, not_told_because=BECAUSE, family_told="no")
        contact.children.filter(name="Leo").update(person=family.brother)
        send(contact=contact, by=alice)
    entries = list(Sharing.objects.all())
    assert {one.child for one in entries} == {family.maya, family.brother}
    for one in entries:
        assert (one.agency, one.to_agency, one.written_by) == (school, social_care, alice)
        assert (one.happened_on, one.basis, one.was_shared) == (dt.date(2026, 3, 3), "public_task", True)
        assert one.because == "The family was not asked before help was asked for."
    assert Event.objects.filter(name="consent.shared", actor_id=alice.pk).count() == 2


@pytest.mark.requirement("BP-257")
def test_it_names_what_was_told_with_fact_opinion_and_hearsay_apart_and_copies_nothing(
    alice: Practitioner, fran: Practitioner, family: Family
) -> None:
    contact = draft(alice, person=family.maya, risk="She may be hit.", child_says="I am scared")
    for kind in ("parent", "worker"):
        add_person(contact=contact, changes={"kind": kind, "name": "Kim Example"}, by=alice)
    child = contact.children.get()
    add_mark(child=child, changes={"region": "left_arm_front", "words": "Blue", "said": "", "seen_on": None}, by=alice)
    save_child(child=child, version=None, changes={"address": "12 Heron Way"}, by=alice)
    send(contact=contact, by=alice)
    made = entry()
    assert made.facts == (
        "A request for help. Who the child is; where the child lives, learns or is now; marks on the body; "
        "who is in the family; who works with them; what has happened."
    )
    assert made.opinions == "What could happen if nothing changes."
    assert made.reported == "What the child says and wants."
    for copied in (STORY, "She may be hit", "I am scared", "Kim", "Heron", "Blue"):
        assert copied not in f"{made.facts} {made.opinions} {made.reported}"


def test_files_and_the_level_that_was_considered_are_named(
    settings: Settings, tmp_path: Path, alice: Practitioner, fran: Practitioner, family: Family
) -> None:
    settings.UPLOADS, settings.CLAMAV = tmp_path / "uploads", ""
    adopted(fran)
    contact = draft(alice, person=family.maya)
    attach(contact=contact, file=file(pdf(), "eha.pdf"), title="Assessment of May", by=alice)
    save_child(child=contact.children.get(), version=None, changes={"level": level()}, by=alice)
    send(contact=contact, by=alice)
    assert entry().facts.endswith("; files.")
    assert entry().opinions == "The level that was considered."


def test_of_a_child_without_a_record_nothing_is_written(alice: Practitioner) -> None:
    received(alice)
    assert not Sharing.objects.exists()
    assert not InLedger.objects.exists()


def test_it_rests_on_the_consent_of_the_agency_that_covers_it(
    alice: Practitioner, school: Agency, fran: Practitioner, family: Family
) -> None:
    yes = said(alice, school, family.maya)
    received(alice, person=family.maya, not_told_because=BECAUSE)
    assert (entry().consent, entry().basis, entry().because) == (yes, "public_task", "")


@pytest.mark.parametrize("why", ["nurse", "leaves out", "part", "no", "taken back", "set aside", "elsewhere"])
def test_no_other_consent_carries_it(
    alice: Practitioner, school: Agency, sam: Practitioner, social_care: Agency, family: Family, why: str
) -> None:
    whom = {"nurse": "The school nurse", "leaves out": "The nurse, but not social care"}.get(why, "Social care")
    by, agency = (sam, social_care) if why == "elsewhere" else (alice, school)
    one = said(by, agency, family.maya, why if why in ("part", "no") else "yes", whom)
    if why == "taken back":
        withdraw(records=[one], withdrawn=Withdrawn(DAY, "face", "No more"), by=alice)
    if why == "set aside":
        set_aside(records=[one], because="Wrong", by=alice)
    received(alice, person=family.maya, not_told_because=BECAUSE)
    assert (entry().consent, entry().because) == (None, NOT_SAID)


@pytest.mark.requirement("BP-113")
@pytest.mark.parametrize(
    ("answers", "is_urgent", "because"),
    [
        ({"family_agreed": "yes"}, False, "The family agreed to this request for help."),
        ({"family_agreed": "no", "not_told_because": "He lost weight"}, False,
         "The family said no to this request for help."),
        ({"family_told": "no"}, True, "The family was not asked before help was asked for."),
        ({}, True, URGENT),
        ({}, False, NOT_SAID),
    ],
)  # fmt: skip
def test_without_consent_it_rests_on_what_was_answered_and_never_on_nothing_or_anybodys_own_words(
    alice: Practitioner, family: Family, answers: dict[str, Any], is_urgent: bool, because: str
) -> None:
    contact = draft(alice, person=family.maya, **answers)
    save_contact(contact=contact, version=None, changes={"is_urgent": is_urgent}, by=alice)
    contact.refresh_from_db()
    send(contact=contact, by=alice)
    assert entry().because == because


def test_a_charity_has_no_official_task_on_which_it_could_rest(family: Family, fran: Practitioner) -> None:
    charity = people.agency("Harbour Families", "voluntary")
    received(people.teacher(charity, "Zoe Hart"), person=family.maya)
    assert entry().basis == "legitimate_interests"


def test_before_anybody_works_at_the_front_door_it_is_named_in_words(alice: Practitioner, family: Family) -> None:
    received(alice, person=family.maya)
    assert (entry().to_agency, entry().to_name) == (None, "The front door")


def test_a_record_linked_later_gets_the_entry_of_the_day_of_the_sending(
    alice: Practitioner, school: Agency, fran: Practitioner, family: Family
) -> None:
    with time_machine.travel(TUESDAY, tick=False):
        contact = received(alice)
    with time_machine.travel(FRIDAY, tick=False):
        link_child(child=contact.children.get(), person=family.maya, by=fran)
    made = entry()
    assert (made.child, made.agency, made.happened_on) == (family.maya, school, dt.date(2026, 3, 3))
    assert made.written_by == alice
    assert Event.objects.get(name="consent.shared").actor_id == fran.pk


def test_of_a_call_or_the_police_no_agency_asked_so_nothing_is_written_as_it_is_linked(
    fran: Practitioner, family: Family
) -> None:
    contact = received(fran, came_by="phone")
    link_child(child=contact.children.get(), person=family.maya, by=fran)
    assert not Sharing.objects.exists()


def test_it_stands_once_however_often_it_is_tried(alice: Practitioner, fran: Practitioner, family: Family) -> None:
    contact = received(alice, "Maya Lindqvist", "Leo Marsh", person=family.maya)
    link_child(child=contact.children.get(name="Leo Marsh"), person=family.brother, by=fran)
    note_request(contact, fran)
    assert sorted(Sharing.objects.values_list("child", flat=True)) == sorted([family.maya.pk, family.brother.pk])
    first = InLedger.objects.first()
    assert first
    first.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        first.save()


def test_a_wrong_record_loses_its_entries_and_the_right_one_gets_it(
    alice: Practitioner, fran: Practitioner, family: Family
) -> None:
    contact = received(alice)
    child = contact.children.get()
    link_child(child=child, person=family.brother, by=fran)
    unlink(named=NamedChild.objects.get(pk=child.pk), because="Another Leo", by=fran)
    wrong = Sharing.objects.get(child=family.brother)
    assert wrong.set_aside_by == fran
    assert "Another Leo" in wrong.set_aside_because
    link_child(child=NamedChild.objects.get(pk=child.pk), person=family.maya, by=fran)
    assert Sharing.objects.not_set_aside().get().child == family.maya


@pytest.mark.requirement("BN-082")
def test_who_asked_is_read_by_their_own_agency_alone(
    alice: Practitioner, leila: Practitioner, sam: Practitioner, fran: Practitioner, family: Family
) -> None:
    received(alice, person=family.maya)
    page = reverse("record_consent", args=[family.maya.public_id])
    assert f"Written by {alice.name}, Alder Road Primary School" in shown(client_of(leila), page)
    told = shown(client_of(fran), page)
    assert "A request for help." in told
    assert "Written by whoever shared it (who that was is sealed)" in told
    assert alice.name not in told
    for reader in (leila, fran):
        chronology = shown(client_of(reader), reverse("record_chronology", args=[family.maya.public_id]))
        assert "Information was shared" not in chronology


@pytest.mark.requirement("BN-082")
def test_a_colleague_who_works_with_the_child_reads_nothing_of_a_request_and_its_author_and_lead_do(
    alice: Practitioner, bob: Practitioner, leila: Practitioner, family: Family
) -> None:
    led_by(bob, begun(bob, family.maya))
    received(alice, person=family.maya)
    page = reverse("record_consent", args=[family.maya.public_id])
    theirs = shown(client_of(bob), page)
    assert "request for help" not in theirs
    assert alice.name not in theirs
    for reader in (alice, leila):
        assert "A request for help." in shown(client_of(reader), page)
    aside = reverse("record_consent_set_aside", args=[family.maya.public_id, entry().public_id])
    assert (client_of(bob).get(aside).status_code, client_of(leila).get(aside).status_code) == (404, 200)


@pytest.mark.requirement("BN-082")
def test_on_whose_yes_it_rests_is_read_by_their_own_agency_alone(
    alice: Practitioner, school: Agency, leila: Practitioner, fran: Practitioner, family: Family
) -> None:
    said(alice, school, family.maya)
    received(alice, person=family.maya)
    page = reverse("record_consent", args=[family.maya.public_id])
    assert "The family’s yes is on record." in shown(client_of(fran), page)
    assert "The family’s yes is on record." not in shown(client_of(leila), page)


def test_nothing_of_it_shows_to_a_colleague_who_may_not_open_the_record(
    alice: Practitioner, bob: Practitioner, leila: Practitioner, charlie: Practitioner, mira: Practitioner,
    fran: Practitioner, family: Family,
) -> None:  # fmt: skip
    received(alice, person=family.maya)
    page = reverse("record_consent", args=[family.maya.public_id])
    for nobody in (bob, charlie):
        assert client_of(nobody).get(page).status_code == 404
    restrict(person=family.maya, kind="high_risk", because="x", readers=[leila, mira], by=mira)
    for nobody in (alice, fran):
        assert client_of(nobody).get(page).status_code == 404
    assert consent_to_read(people.fresh(leila), family.maya.public_id, page="x").sharings


def linked_school(fran: Practitioner, family: Family) -> SchoolTold:
    [told] = notified(fran)
    link_child(child=told.child, person=family.maya, by=fran)
    return SchoolTold.objects.select_related("child__contact__batch", "child__person", "agency").get(pk=told.pk)


def test_a_school_that_reads_of_a_police_notification_is_in_the_ledger_once(
    fran: Practitioner, leila: Practitioner, school: Agency, social_care: Agency, family: Family
) -> None:
    told = linked_school(fran, family)
    for _ in range(2):
        note_read_at_school(told=told, by=people.fresh(leila))
    made = Sharing.objects.get()
    assert (made.agency, made.to_agency, made.written_by) == (social_care, school, fran)
    assert "police" in made.facts
    assert Event.objects.get(name="consent.shared").actor_id == leila.pk


def test_a_school_that_was_rung_is_in_the_ledger_and_one_that_is_not_told_is_not(
    fran: Practitioner, femi: Practitioner, school: Agency, family: Family
) -> None:
    told = linked_school(fran, family)
    leave_school_untold(told=told, because="x", by=femi)
    assert not Sharing.objects.exists()
    other = SchoolTold.objects.create(child=told.child, name="", due_at=told.due_at)
    note_school_rung(told=other, whom="The head", by=femi)
    assert Sharing.objects.get().to_name == "The child’s school"


def test_a_child_passed_to_another_authority_is_in_the_ledger(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, social_care: Agency, family: Family
) -> None:
    adopted(fran)
    contact = received(alice, person=family.maya)
    decided_for(contact.children.get(), fran, mona, outcome="elsewhere", to_whom="Eastmoor Council")
    made = Sharing.objects.get(is_sealed=False)
    assert (made.to_name, made.agency, made.child) == ("Eastmoor Council", social_care, family.maya)


@pytest.mark.requirement("BN-082")
def test_the_answer_to_whoever_asked_is_in_the_ledger_without_saying_who_it_was_and_in_no_chronology(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, social_care: Agency, family: Family
) -> None:
    adopted(fran)
    contact = received(alice, person=family.maya)
    decided_for(contact.children.get(), fran, mona)
    answered(contact, fran)
    made = answers_given().get()
    assert (made.to_name, made.to_agency, made.agency) == ("Whoever asked for help", None, social_care)
    assert "The school can help first" not in made.facts
    chronology = shown(client_of(fran), reverse("record_chronology", args=[family.maya.public_id]))
    assert "Whoever asked" not in chronology


@pytest.mark.parametrize("why", ["not given", "family"])
def test_an_answer_that_is_not_given_or_goes_to_the_family_itself_is_no_sharing(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, family: Family, why: str
) -> None:
    adopted(fran)
    contact = received(alice, person=family.maya)
    if why == "family":
        Contact.objects.filter(pk=contact.pk).update(came_by="family", agency=None)
    decided_for(contact.children.get(), fran, mona)
    given = Answered(not_given_because="Not safe") if why == "not given" else Answered(decided="x", how="Rung")
    answer(contact=Contact.objects.get(pk=contact.pk), answered=given, by=fran)
    assert not answers_given().exists()


def test_a_record_linked_late_rests_on_the_yes_that_stood_as_it_was_sent(
    alice: Practitioner, school: Agency, fran: Practitioner, family: Family
) -> None:
    with time_machine.travel(TUESDAY, tick=False):
        contact = received(alice)
    one = said(alice, school, family.maya)
    Consent.objects.filter(pk=one.pk).update(said_on=FRIDAY.date())
    child = contact.children.get()
    link_child(child=child, person=family.maya, by=fran)
    assert (entry().consent, entry().because) == (None, NOT_SAID)
    Consent.objects.filter(pk=one.pk).update(said_on=TUESDAY.date())
    linked_again(child, family.maya, fran)
    assert [made.consent for made in Sharing.objects.not_set_aside()] == [one]
    withdraw(records=[one], withdrawn=Withdrawn(FRIDAY.date(), "face", "No more"), by=alice)
    linked_again(child, family.maya, fran)
    [made] = Sharing.objects.not_set_aside()
    assert (made.consent, made.because) == (None, "The family’s yes stood on that day, and was taken back later.")


def test_a_record_linked_late_is_told_nothing_that_was_added_after_the_sending(
    settings: Settings, tmp_path: Path, alice: Practitioner, fran: Practitioner, family: Family
) -> None:
    settings.UPLOADS, settings.CLAMAV = tmp_path / "uploads", ""
    with time_machine.travel(TUESDAY, tick=False):
        contact = received(alice)
    with time_machine.travel(FRIDAY, tick=False):
        add_answers(contact=contact, answers={"risk": "She may be hit.", "family_agreed": "no"}, by=alice)
        attach(contact=contact, file=file(pdf(), "eha.pdf"), title="Assessment of May", by=alice)
        link_child(child=contact.children.get(), person=family.maya, by=fran)
    made = entry()
    assert "files" not in made.facts
    assert (made.opinions, made.because) == ("", NOT_SAID)


def linked_again(child: NamedChild, person: Person, by: Practitioner) -> None:
    unlink(named=NamedChild.objects.get(pk=child.pk), because="Let me look again", by=by)
    link_child(child=NamedChild.objects.get(pk=child.pk), person=person, by=by)


def told_to() -> list[tuple[str, dt.date, str]]:
    standing = Sharing.objects.not_set_aside().select_related("to_agency", "written_by")
    return sorted((one.to_agency.name if one.to_agency else one.to_name, one.happened_on, one.written_by.name)
                  for one in standing)  # fmt: skip


@pytest.mark.requirement("BP-257")
def test_all_that_was_shared_before_a_record_was_found_enters_its_ledger_once_as_of_its_day_and_again_after_a_slip(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, femi: Practitioner, social_care: Agency, family: Family
) -> None:
    surgery = people.gp_practice()
    by_yes = RestsOn("consent", consent_said="Ana, on the telephone")
    because = RestsOn("public_task", because="It would put her at risk.")
    with time_machine.travel(TUESDAY, tick=False):
        adopted(fran)
        contact = received(alice)
        child = contact.children.get()
        ask_check(contact=contact, children=[child], asked=Asked(surgery, "Is she seen?", by_yes), by=fran)
        called = Called(unclear="Which level", agencies=[surgery], rests_on=because)
        call_discussion(contact=contact, called=called, by=fran)
        decided_for(child, fran, mona, outcome="elsewhere", to_whom="Eastmoor Council")
        answered(contact, fran)
    with time_machine.travel(FRIDAY, tick=False):
        link_child(child=NamedChild.objects.get(pk=child.pk), person=family.maya, by=femi)
        day, here = TUESDAY.date(), social_care.name
        each = sorted([(here, day, alice.name), *[(name, day, fran.name) for name in (
            surgery.name, surgery.name, "Eastmoor Council", "Whoever asked for help")]])  # fmt: skip
        assert told_to() == each
        linked_again(child, family.maya, femi)
        assert told_to() == each
    asked = Sharing.objects.not_set_aside().get(facts__contains="asks what the agency knows")
    assert (asked.basis, asked.because) == ("public_task", "Ana, on the telephone")


@pytest.mark.requirement("BP-257")
def test_another_authority_that_was_told_is_in_it_once_for_the_child_it_concerns_whenever_the_record_is_found(
    alice: Practitioner, fran: Practitioner, family: Family
) -> None:
    adopted(fran)
    contact = received(alice, "Maya Lindqvist", "Leo Marsh", person=family.maya)
    leo = contact.children.get(name="Leo Marsh")
    of_both = name_authority(contact=contact, noted=Noted(name="Eastmoor Council", tie="knows"), by=fran)
    of_leo = Noted("Fenland Council", "learns", child=leo, told_on=TUESDAY.date(), told_whom="Duty", told_by="Fran")
    name_authority(contact=contact, noted=of_leo, by=fran)
    assert not Sharing.objects.filter(to_name__contains="Council").exists()
    told = Noted("Eastmoor Council", "knows", told_on=TUESDAY.date(), told_whom="Duty desk", told_by="Fran")
    note_authority(authority=of_both, noted=told, by=fran)
    note_authority(authority=Authority.objects.get(pk=of_both.pk), noted=replace(told, said="Known in 2019"), by=fran)
    entries = Sharing.objects.filter(to_name__contains="Council")
    assert list(entries.values_list("child", "to_name", "happened_on")) == [
        (family.maya.pk, "Eastmoor Council", TUESDAY.date())
    ]
    link_child(child=NamedChild.objects.get(pk=leo.pk), person=family.brother, by=fran)
    assert set(entries.filter(child=family.brother).values_list("to_name", flat=True)) == {
        "Eastmoor Council", "Fenland Council"
    }  # fmt: skip
    assert entries.filter(child=family.maya).count() == 1


def test_a_school_told_before_the_record_was_found_is_in_the_ledger_as_of_that_day(
    fran: Practitioner, leila: Practitioner, school: Agency, family: Family
) -> None:
    with time_machine.travel(TUESDAY, tick=False):
        [told] = notified(fran)
        waiting = SchoolTold.objects.create(child=told.child, name="Elsewhere", due_at=told.due_at)
        note_read_at_school(told=told, by=people.fresh(leila))
    with time_machine.travel(FRIDAY, tick=False):
        link_child(child=told.child, person=family.maya, by=fran)
    assert told_to() == [(school.name, TUESDAY.date(), fran.name)]
    assert InLedger.objects.get().about != f"school {waiting.pk}"


@pytest.mark.requirement("BP-257")
@pytest.mark.parametrize("way", ["written", "telephone", "nothing"])
def test_what_an_agency_answers_stands_once_in_the_ledger_of_its_own_act_and_copies_nothing(
    alice: Practitioner, fran: Practitioner, charlie: Practitioner, social_care: Agency, family: Family, way: str
) -> None:
    surgery = charlie.memberships.get().team.agency
    contact = received(alice, person=family.maya)
    asked = Asked(surgery, "Is she seen?", RestsOn("vital_interests", because=BECAUSE))
    check = ask_check(contact=contact, children=list(contact.children.all()), asked=asked, by=fran)
    known = CheckAnswer("Seen twice", "She was afraid", "Her aunt rang")
    if way == "telephone":
        note_told_answer(check=check, told_by="Dr Chen", answer=known, by=fran)
    else:
        answer_check(check=check, answer=known if way == "written" else CheckAnswer(nothing_known=True), by=charlie)
    made = Sharing.objects.get(agency=surgery)
    assert (made.to_agency, made.basis, made.child) == (social_care, "vital_interests", family.maya)
    assert made.written_by == (fran if way == "telephone" else charlie)
    assert BECAUSE not in made.because
    said = f"The answer of {surgery} to a question of the front door."
    if way == "nothing":
        assert (made.facts, made.opinions, made.reported) == (f"{said} That nothing is known there.", "", "")
    else:
        assert (made.facts, made.opinions, made.reported) == (
            f"{said} Facts that it knows.", "What it thinks of them.", "What others said to it.",
        )  # fmt: skip
    note_all_of(contact.children.get(), fran)
    assert Sharing.objects.filter(agency=surgery).count() == 1


@pytest.mark.requirement("BP-257")
def test_what_an_agency_says_in_a_discussion_stands_once_in_the_ledger_but_not_what_the_front_door_says_itself(
    alice: Practitioner, fran: Practitioner, charlie: Practitioner, social_care: Agency, family: Family
) -> None:
    adopted(fran)
    surgery = charlie.memberships.get().team.agency
    contact = received(alice, person=family.maya)
    on = RestsOn("public_task", because=BECAUSE)
    called = call_discussion(contact=contact, called=Called("Which level", [surgery, social_care], on), by=fran)
    note_view(discussion=called, viewed=Viewed(surgery, "Dr Chen", view="Not safe", facts="Seen"), by=charlie)
    before = Sharing.objects.filter(agency=social_care).count()
    note_view(discussion=called, viewed=Viewed(social_care, "Fran", view="Safe enough"), by=fran)
    assert Sharing.objects.filter(agency=social_care).count() == before
    note_all_of(contact.children.get(), fran)
    made = Sharing.objects.get(agency=surgery)
    assert (made.to_agency, made.written_by, made.basis) == (social_care, charlie, "public_task")
    assert made.facts == f"What {surgery} said in a discussion that the front door called. Facts that it knows."
    assert made.opinions == "What it thinks of them."


def test_a_colleague_there_reads_nothing_of_what_the_agency_was_asked_and_answered(
    charlie: Practitioner, bob: Practitioner, leila: Practitioner, fran: Practitioner, school: Agency, family: Family
) -> None:
    led_by(bob, begun(bob, family.maya))
    contact = received(charlie, person=family.maya)
    asked = Asked(school, "Is she fed?", RestsOn("public_task", because=BECAUSE))
    check = ask_check(contact=contact, children=list(contact.children.all()), asked=asked, by=fran)
    answer_check(check=check, answer=CheckAnswer(facts="She is hungry"), by=leila)
    page, said = reverse("record_consent", args=[family.maya.public_id]), "to a question of the front door"
    assert said not in shown(client_of(bob), page)
    assert said not in shown(client_of(bob), reverse("record_chronology", args=[family.maya.public_id]))
    assert said in shown(client_of(leila), page)
    assert said in shown(client_of(fran), page)


@pytest.mark.requirement("BP-257")
def test_a_child_passed_to_a_team_of_another_agency_is_in_the_ledger_once_and_to_ones_own_is_not(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, social_care: Agency, family: Family
) -> None:
    adopted(fran)
    helpers = people.agency("Harbour Families", "early_help")
    contact = received(alice, person=family.maya)
    child = contact.children.get()
    team = helpers.teams.create(name="Family help")
    decided_for(child, fran, mona, outcome="early_help", team=team)
    note_all_of(child, fran)
    made = Sharing.objects.get(to_agency=helpers)
    assert (made.agency, made.written_by, made.basis) == (social_care, fran, "public_task")
    assert made.facts == "That help was asked for the child, and what the front door decided."
    other = received(alice, person=family.brother)
    decided_for(other.children.get(), fran, mona, outcome="assessment", team=social_care.teams.first())
    assert not Sharing.objects.filter(child=family.brother, agency=social_care).exists()
