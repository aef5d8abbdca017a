"""What waits for a manager or lead is not forgotten: as somebody leaves, and as a record is restricted."""

import pytest
from django.urls import reverse

from righthelp.agencies.actions.refusals import NotAllowed
from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.open_work import open_work
from righthelp.agencies.tests import people
from righthelp.agencies.tests.browsing import client_of, shown
from righthelp.agencies.tests.people import fresh
from righthelp.audit.actions import COMMAND
from righthelp.audit.models import Event
from righthelp.consent.access import asked_of
from righthelp.consent.actions import Withdrawn, set_aside, withdraw
from righthelp.consent.leaving import count_approvals, lists_of_approvals, pass_approvals_on
from righthelp.consent.models import Advice, Agreement
from righthelp.consent.notices import APPROVE
from righthelp.consent.tests.talking import DAY, agreement, at, consent, not_asked
from righthelp.messages.models import Notice
from righthelp.people.actions import restrict
from righthelp.people.closing import cut_off
from righthelp.people.tests.conftest import Family

pytestmark = pytest.mark.django_db


def test_approvals_asked_of_a_leaver_pass_to_a_colleague(
    school: Agency, alice: Practitioner, leila: Practitioner, mira: Practitioner, family: Family
) -> None:
    deputy = people.deputy_lead(school)
    not_asked(alice, school, family.maya, family.brother, approval=leila)
    wrong = not_asked(alice, school, family.maya, approval=leila)
    set_aside(records=[wrong], because="Wrong", by=alice)
    restrict(person=family.brother, kind="high_risk", because="x", readers=[deputy, mira], by=mira)
    assert count_approvals(leila, school) == 2
    assert ("Approvals asked of them", 2) in [(kind.title, number) for kind, number in open_work(leila, school)]
    assert lists_of_approvals(leila, school) == [{deputy.pk, mira.pk}]
    with pytest.raises(NotAllowed):
        pass_approvals_on(leaver=leila, agency=school, receiver=deputy, by=mira)
    pass_approvals_on(leaver=leila, agency=school, receiver=deputy, by=COMMAND)
    assert count_approvals(leila, school) == 0
    assert len(asked_of(fresh(deputy)).approvals) == 2
    assert Event.objects.filter(name="consent.approval_passed_on").count() == 2
    assert set(Advice.objects.filter(going_on=wrong).values_list("asked_of", flat=True)) == {leila.pk}


def test_whoever_asked_is_not_told_that_a_colleague_asks_once_it_passes_to_them(
    school: Agency, alice: Practitioner, leila: Practitioner, family: Family
) -> None:
    deputy = people.deputy_lead(school)
    not_asked(deputy, school, family.maya, approval=leila)
    pass_approvals_on(leaver=leila, agency=school, receiver=deputy, by=COMMAND)
    assert not Notice.objects.filter(to=deputy).exists()
    not_asked(alice, school, family.maya, approval=leila)
    pass_approvals_on(leaver=leila, agency=school, receiver=deputy, by=COMMAND)
    assert Notice.objects.get(to=deputy).title == APPROVE


def test_before_a_record_is_restricted_it_is_said_what_nobody_could_see_to_any_more(
    school: Agency, alice: Practitioner, leila: Practitioner, mira: Practitioner, family: Family
) -> None:
    not_asked(alice, school, family.maya, approval=leila)
    agreement(alice, school, family.maya)
    consent(alice, school, family.maya)
    withdraw(records=list(Agreement.objects.all()), withdrawn=Withdrawn(DAY, "face", "No more"), by=alice)
    lost = {school.name: ["one approval not answered yet", "one yes that was taken back"]}
    assert cut_off(family.maya, [mira]) == lost
    assert cut_off(family.maya, [leila]) == {}


def test_a_lead_finds_what_is_asked_from_the_page_of_a_child(
    alice: Practitioner, leila: Practitioner, family: Family
) -> None:
    for person, is_there in ((leila, True), (alice, False)):
        text = shown(client_of(person), at("", family.maya))
        assert ("What is asked of you, about all children" in text) is is_there
    assert client_of(leila).get(reverse("consent_asked")).status_code == 200
