"""Breaking the glass."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people
from righthelp.audit.models import Event
from righthelp.audit.queries import looks_at
from righthelp.calendar.rules import LONDON
from righthelp.people.actions import restrict
from righthelp.people.models import EmergencyOpening, Person
from righthelp.people.tests import folk
from righthelp.people.tests.access_pages import at, client_of, filled, send, shown, words
from righthelp.people.tests.conftest import Family

pytestmark = pytest.mark.django_db
WHY = "The police found her alone at the station."
NIGHT = dt.datetime(2026, 3, 6, 22, tzinfo=LONDON)


@pytest.fixture(autouse=True)
def mail_goes_out(settings: Settings) -> None:
    settings.IS_DEMO = settings.INVENTED_PEOPLE = False
    settings.SECURE_SSL_REDIRECT = False
    settings.MFA_ADAPTER = "righthelp.agencies.adapters.SecondFactors"
    settings.ADDRESS = "https://help.example.org"


def opened(by: Practitioner, record: Person, because: str = WHY) -> Any:
    return send(client_of(by), at("record_emergency", record), because=because)


def test_it_says_what_it_means_and_nothing_of_the_person(sam: Practitioner, family: Family) -> None:
    folk.lives_at(family.maya)
    text = shown(client_of(sam), at("record_emergency", family.maya))
    for said in ("four hours", "are told at once", "every page that you look at is logged", "two working days"):
        assert said in text.replace("2 working", "two working")
    for hidden in ("Maya", "Lindqvist", "Alder", "Heron"):
        assert hidden not in text
    assert not looks_at(family.maya)


def test_a_reason_opens_the_record_for_four_hours(sam: Practitioner, family: Family) -> None:
    with time_machine.travel(NIGHT, tick=False) as clock:
        client = client_of(sam)
        answer = send(client, at("record_emergency", family.maya), because=WHY)
        assert answer.status_code == 302
        assert "You opened it in an emergency, until 02:00" in shown(client, at("record_why", family.maya))
        clock.shift(dt.timedelta(hours=4))
        folk_client = client_of(sam)  # a session ends before
        shown(folk_client, at("record_why", family.maya), 404)
    opening = EmergencyOpening.objects.get()
    assert (opening.practitioner, opening.because, opening.until - opening.opened_at) == (
        sam, WHY, dt.timedelta(hours=4),
    )  # fmt: skip
    assert Event.objects.filter(name="people.glass_broken", actor_id=sam.pk).count() == 1


@pytest.mark.parametrize("because", ["", "Emergency", "police police police police"])
def test_less_than_a_sentence_opens_nothing(sam: Practitioner, family: Family, because: str) -> None:
    answer = opened(sam, family.maya, because)
    assert answer.status_code == 200
    assert "There is a problem" in words(answer)
    assert not EmergencyOpening.objects.exists()


def test_only_social_care_roles_come_to_it(
    alice: Practitioner, leila: Practitioner, charlie: Practitioner, ines: Practitioner, family: Family
) -> None:
    for reader in (alice, leila, charlie, ines):
        shown(client_of(reader), at("record_emergency", family.maya), 403)


def test_whoever_sees_the_record_already_goes_straight_to_it(sam: Practitioner, social_care: Agency) -> None:
    own = folk.person("Nadia Petrescu", agency=social_care, by=sam)
    answer = client_of(sam).post(at("record_emergency", own), {"because": WHY})
    assert answer.status_code == 302
    assert not EmergencyOpening.objects.exists()


def test_sent_twice_it_opens_once_and_tells_once(
    sam: Practitioner,
    alice: Practitioner,
    family: Family,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    client, path = client_of(sam), at("record_emergency", family.maya)
    form = filled(client, path, because=WHY)
    with django_capture_on_commit_callbacks(execute=True):
        first, second = client.post(path, form), client.post(path, form)
    assert first.headers["Location"] == second.headers["Location"]
    assert EmergencyOpening.objects.count() == 1
    assert [sent.to for sent in mail.outbox] == [[alice.email]]


def test_owners_and_information_governance_are_told_without_personal_data(
    sam: Practitioner,
    alice: Practitioner,
    bob: Practitioner,
    leila: Practitioner,
    mira: Practitioner,
    ines: Practitioner,
    family: Family,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        opened(sam, family.maya)
    assert {address for sent in mail.outbox for address in sent.to} == {alice.email, leila.email, ines.email}
    for sent in mail.outbox:
        text = f"{sent.subject} {sent.body}"
        for hidden in ("Maya", "Lindqvist", "Sam", "Okafor", "station", "Alder"):
            assert hidden not in text
        assert "https://help.example.org/records/" in text
    to_ines = next(sent for sent in mail.outbox if sent.to == [ines.email])
    assert "https://help.example.org/records/emergencies\n" in to_ines.body


def test_of_a_restricted_record_only_those_on_its_list_are_told(
    sam: Practitioner,
    alice: Practitioner,
    bob: Practitioner,
    mira: Practitioner,
    ines: Practitioner,
    family: Family,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    restrict(person=family.maya, kind="staff", because="Her aunt works here", readers=[bob], by=mira)
    with django_capture_on_commit_callbacks(execute=True):
        opened(sam, family.maya)
    assert {address for sent in mail.outbox for address in sent.to} == {bob.email, ines.email}


def test_a_mail_server_that_fails_does_not_keep_the_record_shut(
    sam: Practitioner,
    family: Family,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    def fails(*given: object) -> None:
        raise OSError

    monkeypatch.setattr("righthelp.agencies.mail.send_mail", fails)
    with django_capture_on_commit_callbacks(execute=True):
        assert opened(sam, family.maya).status_code == 302
    assert EmergencyOpening.objects.count() == 1


def test_an_unknown_record_is_not_found(sam: Practitioner) -> None:
    shown(client_of(sam), at("record_emergency", Person()), 404)


def test_it_takes_few_queries(sam: Practitioner, ines: Practitioner, family: Family) -> None:
    people.worker(ines.memberships_now[0].team.agency, "information_governance", "Ivo Stan")
    client = client_of(sam)
    client.get(at("record_emergency", family.maya))
    with CaptureQueriesContext(connection) as queries:
        shown(client, at("record_emergency", family.maya))
    assert len(queries) <= 15
