"""What the family said is written down once: a request begins with it, and nothing of others comes along."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people
from righthelp.audit.models import Look
from righthelp.consent.actions import Withdrawn, note_said, set_aside, withdraw
from righthelp.consent.models import Agreement, Consent
from righthelp.consent.tests.talking import AFTER, DAY, NURSE, WHY, agreement, not_asked, to_share, went_on, who
from righthelp.front_door.family_said import WrittenDown, written_down
from righthelp.front_door.models import Contact
from righthelp.front_door.tests.arriving import client_of, draft
from righthelp.front_door.tests.asking import at, latest, page_of, saved
from righthelp.people.actions import restrict
from righthelp.people.models import Person, Residence
from righthelp.people.tests.conftest import Family
from righthelp.work.tests.working import works_with

pytestmark = pytest.mark.django_db
NINTH = dt.datetime(2026, 3, 9, 10, 0, tzinfo=dt.UTC)
SOCIAL_CARE = "The school nurse and children’s social care"


def said(
    by: Practitioner, agency: Agency, *children: Person, answer: str = "yes", shared_with: str = SOCIAL_CARE,
    **more: Any,
) -> Consent:  # fmt: skip
    """Write down on the ninth what somebody said of sharing."""
    share = to_share(answer, shared_with=shared_with)
    with time_machine.travel(NINTH, tick=False):
        made = note_said(who=who(**more), to_share=share, children=children, agency=agency, by=by)
    return next(one for one in made if isinstance(one, Consent))


def begun(by: Practitioner, child: Person) -> dict[str, str]:
    """Begin a request from a child’s record, and give its answers."""
    path = reverse("request_for_record", args=[child.public_id])
    saved(client_of(by), path, people=[str(child.public_id)])
    return {one.key: one.text for one in latest().answers.all()}


def found(by: Practitioner, agency: Agency, *children: Person) -> WrittenDown:
    return written_down(people.fresh(by), agency, children, page="ask")


def test_a_yes_to_sharing_with_social_care_begins_the_request(
    school: Agency, alice: Practitioner, family: Family
) -> None:
    said(alice, school, family.maya)
    answers = begun(alice, family.maya)
    assert (answers["family_told"], answers["family_agreed"]) == ("yes", "yes")
    told = f"Ana, mother (has parental responsibility), 6 March 2026: Yes to sharing: {NURSE}, with {SOCIAL_CARE}."
    assert answers["family_said"] == told
    assert "safe_to_speak" not in answers
    for questions in ("family", "family_said"):
        page = page_of(client_of(alice), "request_questions", latest(), questions)
        assert f"Written down on 9 March 2026: {told}" in page


@pytest.mark.parametrize(("answer", "agreed"), [("no", "no"), ("part", "part")])
def test_a_no_is_carried_whether_of_all_or_a_part(
    school: Agency, alice: Practitioner, family: Family, answer: str, agreed: str
) -> None:
    said(alice, school, family.maya, answer=answer)
    assert begun(alice, family.maya)["family_agreed"] == agreed


def test_parents_who_do_not_agree_with_each_other_are_no_yes(
    school: Agency, alice: Practitioner, family: Family
) -> None:
    said(alice, school, family.maya)
    said(alice, school, family.maya, answer="no", said_by_name="Jonas, father")
    assert begun(alice, family.maya)["family_agreed"] == "part"


def test_what_was_said_of_other_things_is_told_and_concludes_nothing(
    school: Agency, alice: Practitioner, family: Family
) -> None:
    said(alice, school, family.maya, shared_with="The school nurse")
    agreement(alice, school, family.maya)
    answers = begun(alice, family.maya)
    assert "Yes to help: Breakfast club." in answers["family_said"]
    assert answers.keys().isdisjoint({"family_told", "family_agreed"})


def test_a_yes_that_leaves_social_care_out_is_no_yes_to_it(school: Agency, alice: Practitioner, family: Family) -> None:
    said(alice, school, family.maya, shared_with="The nurse, but not social care")
    assert "family_agreed" not in begun(alice, family.maya)


def test_what_a_young_person_said_does_not_say_what_the_parents_know(
    school: Agency, alice: Practitioner, family: Family
) -> None:
    said(alice, school, family.maya, standing="young", competence="She explains it in her own words")
    answers = begun(alice, family.maya)
    assert "family_told" not in answers
    assert "How we know that they can decide it: She explains it in her own words" in answers["family_said"]


@pytest.mark.requirement("BN-075")
def test_why_the_family_is_not_asked_begins_the_request_and_that_it_is_not_safe(
    school: Agency, alice: Practitioner, family: Family
) -> None:
    not_asked(alice, school, family.maya)
    answers = begun(alice, family.maya)
    assert (answers["safe_to_speak"], answers["family_told"], answers["family_agreed"]) == ("no", "no", "not_asked")
    assert WHY.because in answers["not_told_because"]


def test_one_who_was_asked_and_another_who_was_not_are_some_of_them(
    school: Agency, alice: Practitioner, family: Family
) -> None:
    not_asked(alice, school, family.maya)
    said(alice, school, family.maya)
    assert begun(alice, family.maya)["family_told"] == "some"


@pytest.mark.requirement("SF-060")
def test_their_wishes_and_the_reason_for_going_on_after_a_no_come_along(
    school: Agency, alice: Practitioner, family: Family
) -> None:
    went_on(alice, school, family.maya)
    answers = begun(alice, family.maya)
    assert answers["family_wants"] == AFTER.wishes
    assert AFTER.because in answers["not_told_because"]
    assert AFTER.wishes in page_of(client_of(alice), "request_questions", latest(), "wishes")


def test_what_was_taken_back_or_set_aside_does_not_come_along(
    school: Agency, alice: Practitioner, family: Family
) -> None:
    withdraw(records=[said(alice, school, family.maya)], withdrawn=Withdrawn(DAY, "face", "No more"), by=alice)
    set_aside(records=[not_asked(alice, school, family.maya)], because="Wrong", by=alice)
    assert found(alice, school, family.maya) == WrittenDown()
    assert begun(alice, family.maya) == {}


def test_what_another_agency_wrote_stays_there_also_for_social_care(
    school: Agency, social_care: Agency, alice: Practitioner, sam: Practitioner, charlie: Practitioner, family: Family
) -> None:
    said(alice, school, family.maya)
    assert found(alice, school, family.maya).lines
    works_with(sam, family.maya)
    assert not found(sam, social_care, family.maya).lines
    not_asked(sam, social_care, family.maya)
    assert ["Not asked" in line for line in found(sam, social_care, family.maya).lines] == [True]
    surgery = charlie.memberships.get().team.agency
    assert not found(charlie, surgery, family.maya).lines
    assert not found(charlie, school, family.maya).lines


def test_a_colleague_who_may_not_open_the_record_reads_none_of_it(
    school: Agency, alice: Practitioner, bob: Practitioner, leila: Practitioner, mira: Practitioner, family: Family
) -> None:
    said(alice, school, family.maya)
    assert not found(bob, school, family.maya).lines
    restrict(person=family.maya, kind="high_risk", because="x", readers=[leila, mira], by=mira)
    assert not found(alice, school, family.maya).lines
    assert found(leila, school, family.maya).lines


def test_the_look_at_the_record_is_logged_where_something_shows(
    school: Agency, alice: Practitioner, family: Family
) -> None:
    contact = draft(alice, person=family.maya)
    page_of(client_of(alice), "request_questions", contact, "family")
    looks = Look.objects.filter(subject_type="people.person", subject_id=family.maya.pk)
    assert not looks.exists()
    said(alice, school, family.maya)
    page_of(client_of(alice), "request_questions", contact, "family")
    assert looks.get().page == "questions of a request"


def test_a_relative_on_file_is_named_unless_the_record_is_restricted(
    school: Agency, alice: Practitioner, mira: Practitioner, family: Family
) -> None:
    said(alice, school, family.maya, said_by=family.mother, said_by_name="")
    assert "Ana Lindqvist (has parental" in found(alice, school, family.maya).answers["family_said"]
    restrict(person=family.mother, kind="high_risk", because="x", readers=[alice, mira], by=mira)
    told = found(alice, school, family.maya).answers["family_said"]
    assert "Ana" not in told
    assert told.startswith("Somebody of the family (has parental")


def test_words_that_tell_of_a_protected_address_stay_where_they_are(
    school: Agency, alice: Practitioner, family: Family
) -> None:
    Residence.objects.create(
        person=family.mother, line="12 Heron Way", postcode="WZ1 4QT", is_protected=True, noted_by=alice
    )
    said(alice, school, family.maya, said_by_name="Ana, now at 12 Heron Way")
    agreement(alice, school, family.maya)
    seen = found(alice, school, family.maya)
    assert not any("Heron" in text for text in (*seen.lines, *seen.answers.values()))
    assert "Breakfast club" in seen.answers["family_said"]


def test_what_was_answered_already_stays_and_what_is_empty_begins_with_it(
    school: Agency, alice: Practitioner, family: Family
) -> None:
    contact = draft(alice, person=family.maya, family_said="She shouted.", family_told="no")
    said(alice, school, family.maya)
    client = client_of(alice)
    page = client.get(at("request_questions", contact, "family_said")).text
    assert "She shouted." in page
    assert page.count("Yes to sharing") == 1  # in what is written down, and not in the box
    saved(client, at("request_questions", contact, "family"), family_agreed="yes")
    saved(client, at("request_questions", contact, "family_said"), family_said="She shouted.")
    answers = {one.key: one.text for one in Contact.objects.get(pk=contact.pk).answers.all()}
    assert (answers["family_agreed"], answers["family_said"]) == ("yes", "She shouted.")


def test_of_one_conversation_about_two_children_the_words_stand_once(
    school: Agency, alice: Practitioner, family: Family
) -> None:
    said(alice, school, family.maya, family.brother)
    assert len(found(alice, school, family.maya, family.brother).lines) == 1
    assert Agreement.objects.count() == 0


def test_the_page_takes_few_queries(school: Agency, alice: Practitioner, family: Family) -> None:
    said(alice, school, family.maya, family.brother, said_by=family.mother, said_by_name="")
    not_asked(alice, school, family.maya)
    contact, client = draft(alice, person=family.maya), client_of(alice)
    path = at("request_questions", contact, "family")
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    told = [one["sql"] for one in asked.captured_queries if "SAVEPOINT" not in one["sql"]]
    assert len(told) <= 15, "\n".join(told)
