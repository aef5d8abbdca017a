"""Consent that is taken back: managers of the team are told, and whoever asked an agency on it."""

import datetime as dt

import pytest
from django.urls import reverse

from righthelp.agencies.models import Agency, Membership, Practitioner, Team
from righthelp.agencies.tests import people
from righthelp.consent.actions import Withdrawn, withdraw
from righthelp.consent.models import Consent, Said
from righthelp.consent.tests.talking import DAY, agreement, at, consent
from righthelp.front_door.actions.checking import Asked, ask_check, withdraw_check
from righthelp.front_door.actions.resting import RestsOn
from righthelp.front_door.models import Check, Contact, NamedChild
from righthelp.front_door.notices.taken_back import TAKEN_BACK
from righthelp.front_door.tests.arriving import received
from righthelp.messages.models import Mail, Notice
from righthelp.people.actions import restrict
from righthelp.people.tests.conftest import Family
from righthelp.work.tests.working import begun, led_by

pytestmark = pytest.mark.django_db
DECIDE = "A family took a yes back: decide the next steps"


@pytest.fixture
def surgery(charlie: Practitioner) -> Agency:
    """Give the surgery where Charlie works."""
    return charlie.memberships.get().team.agency


def told(who: Practitioner) -> list[str]:
    """Give the titles of somebody's notices, the first one first."""
    return list(Notice.objects.filter(to=who).order_by("pk").values_list("title", flat=True))


def ask(contact: Contact, agency: Agency, by: Practitioner, said: Consent | None, *, is_yes: bool = True) -> Check:
    words = {"consent_said": "Ana, today"} if is_yes else {"because": "It would put her at risk."}
    rests = RestsOn(basis="consent" if said else "public_task", consent=said, **words)
    asked = Asked(agency=agency, question="Was she seen?", told="", rests_on=rests)
    return ask_check(contact=contact, children=list(contact.children.all()), asked=asked, by=by)


def taken_back(*said: Said, by: Practitioner) -> None:
    Notice.objects.all().delete()
    withdraw(records=said, withdrawn=Withdrawn(DAY, "phone", "No more"), by=by)


@pytest.fixture
def contact(alice: Practitioner, family: Family) -> Contact:
    """Give a request about Maya."""
    return received(alice, person=family.maya)


@pytest.fixture
def said(fran: Practitioner, social_care: Agency, contact: Contact, family: Family) -> Consent:
    """Give the yes that Fran wrote down."""
    return consent(fran, social_care, family.maya)


@pytest.mark.requirement("BP-203")
def test_in_social_care_the_managers_of_the_team_that_works_with_the_child_are_told(
    social_care: Agency, sam: Practitioner, mira: Practitioner, mona: Practitioner, family: Family, contact: Contact
) -> None:
    elsewhere = Team.objects.create(agency=social_care, name="Fostering")
    Membership.objects.filter(practitioner=mona).update(team=elsewhere)
    led_by(sam, begun(sam, family.maya))
    one = agreement(sam, social_care, family.maya)
    taken_back(one, by=sam)
    assert (told(mira), told(mona), told(sam)) == ([DECIDE], [], [])
    assert Notice.objects.get(to=mira).page == at("_next_steps", family.maya, one)


@pytest.mark.requirement("BP-203")
def test_where_no_team_works_with_the_child_managers_who_may_open_the_record_are_told(
    said: Consent, mona: Practitioner, fran: Practitioner
) -> None:
    taken_back(said, by=fran)
    assert (told(mona), told(fran)) == ([DECIDE], [])


def test_whoever_asked_an_agency_on_it_is_told_while_the_question_waits(
    said: Consent, contact: Contact, surgery: Agency, fran: Practitioner, femi: Practitioner, mona: Practitioner
) -> None:
    ask(contact, surgery, fran, said)
    Contact.objects.filter(pk=contact.pk).update(holder=femi, taken_at=dt.datetime(2027, 1, 1, tzinfo=dt.UTC))
    taken_back(said, by=mona)
    assert (told(fran), told(femi)) == ([TAKEN_BACK], [TAKEN_BACK])
    assert Notice.objects.get(to=fran).page == reverse("front_door_contact", args=[contact.public_id])
    assert not Mail.objects.filter(text__contains="Maya").exists()


def test_of_a_question_that_only_says_who_agreed_they_are_told_too(
    said: Consent, contact: Contact, surgery: Agency, fran: Practitioner, mona: Practitioner
) -> None:
    ask(contact, surgery, fran, None)
    taken_back(said, by=mona)
    assert told(fran) == [TAKEN_BACK]


def test_of_a_question_on_another_consent_without_one_or_over_nobody_is_told(
    said: Consent, contact: Contact, surgery: Agency, school: Agency, social_care: Agency,
    fran: Practitioner, mona: Practitioner, family: Family,
) -> None:  # fmt: skip
    ask(contact, surgery, fran, consent(fran, social_care, family.maya))
    ask(contact, school, fran, None, is_yes=False)
    clinic = people.gp_practice("Harbour Surgery")
    people.teacher(clinic, "Hana Pell")
    withdraw_check(check=ask(contact, clinic, fran, said), because="Asked twice", by=fran)
    taken_back(said, by=mona)
    assert told(fran) == []


def test_taking_an_agreement_to_help_back_is_about_no_question(
    contact: Contact, surgery: Agency, social_care: Agency, fran: Practitioner, mona: Practitioner, family: Family
) -> None:
    ask(contact, surgery, fran, None)
    taken_back(agreement(fran, social_care, family.maya), by=mona)
    assert told(fran) == []


def test_where_they_left_or_the_record_is_closed_to_them_somebody_else_of_the_front_door_is_told(
    said: Consent, contact: Contact, surgery: Agency, fran: Practitioner, femi: Practitioner, mona: Practitioner,
    mira: Practitioner, family: Family,
) -> None:  # fmt: skip
    ask(contact, surgery, fran, said)
    Membership.objects.filter(practitioner=fran).update(ends_on=dt.date(2026, 1, 1))
    restrict(person=family.maya, kind="other", because="x", readers=[mira, femi], by=mira)
    taken_back(said, by=femi)
    assert (told(fran), TAKEN_BACK in told(mira), told(femi), told(mona)) == ([], True, [], [])


def test_of_a_yes_about_three_children_one_notice_is_made(
    contact: Contact, surgery: Agency, social_care: Agency, fran: Practitioner, mona: Practitioner, family: Family
) -> None:
    children = [family.maya, family.brother, family.mother]
    for place, person in enumerate(children[1:], 1):
        NamedChild.objects.create(contact=contact, name=person.public_id.hex, person=person, position=place)
    first = consent(fran, social_care, *children)
    ask(contact, surgery, fran, None)
    taken_back(*Consent.objects.filter(together=first.together), by=mona)
    assert told(fran) == [TAKEN_BACK]


def test_whoever_writes_down_that_it_was_taken_back_is_not_told_of_it(
    said: Consent, contact: Contact, surgery: Agency, fran: Practitioner, femi: Practitioner, mona: Practitioner
) -> None:
    ask(contact, surgery, fran, said)
    taken_back(said, by=fran)
    assert (told(fran), TAKEN_BACK in told(mona)) == ([], False)
