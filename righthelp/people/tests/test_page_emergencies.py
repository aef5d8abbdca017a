"""The reviews of emergency openings."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people
from righthelp.audit.models import Event
from righthelp.audit.queries import looks_at
from righthelp.calendar.rules import LONDON
from righthelp.people.access import person_to_read
from righthelp.people.actions import ChangedMeanwhile, break_glass, close_review
from righthelp.people.models import EmergencyOpening
from righthelp.people.tests.access_pages import client_of, filled, send, shown
from righthelp.people.tests.conftest import Family

pytestmark = pytest.mark.django_db
LIST = reverse("record_emergencies")
FRIDAY = dt.datetime(2026, 3, 6, 22, tzinfo=LONDON)
TUESDAY = dt.datetime(2026, 3, 10, 23, tzinfo=LONDON)
RIGHT = {"was_right": "yes", "finding": "The duty team had no access."}


def opened(by: Practitioner, family: Family, when: dt.datetime = FRIDAY) -> EmergencyOpening:
    with time_machine.travel(when, tick=False):
        return break_glass(person=family.maya, because="Police are at the door now", by=by)


def page(opening: EmergencyOpening) -> str:
    return reverse("record_emergency_review", args=[opening.public_id])


def test_the_longest_waiting_come_first_and_late_ones_are_marked(
    sam: Practitioner, mira: Practitioner, ines: Practitioner, family: Family
) -> None:
    opened(mira, family, TUESDAY)
    opened(sam, family)
    with time_machine.travel(TUESDAY, tick=False):  # the second working day is not over
        text = shown(client_of(ines), LIST)
    assert text.index("Sam Okafor") < text.index("Mira Joshi")
    assert "Opened on 6 March 2026 at 10pm, has waited two working days" in text
    assert "OVERDUE" not in text
    with time_machine.travel(TUESDAY + dt.timedelta(hours=2), tick=False):
        text = shown(client_of(ines), LIST)
    assert "Sam Okafor , 6 March 2026 at 10pm: review , Westmarsh Children’s Services OVERDUE" in text
    assert text.count("OVERDUE") == 1


def test_the_list_shows_no_reason_and_no_name_of_a_child(sam: Practitioner, ines: Practitioner, family: Family) -> None:
    opened(sam, family)
    text = shown(client_of(ines), LIST)
    assert "Police are at the door" not in text
    assert "Lindqvist" not in text


def test_a_review_shows_the_reason_and_what_was_looked_at_in_that_time(
    sam: Practitioner, bob: Practitioner, ines: Practitioner, family: Family
) -> None:
    opening = opened(sam, family)
    with time_machine.travel(FRIDAY + dt.timedelta(minutes=5), tick=False):
        person_to_read(sam, family.maya.public_id, page="chronology")
    with time_machine.travel(FRIDAY + dt.timedelta(days=3), tick=False):
        text = shown(client_of(ines), page(opening))
    assert "Police are at the door now" in text
    assert "6 March 2026 at 10:05pm Out of hours Sam Okafor, Westmarsh Children’s Services" in text
    assert "Chronology" in text
    assert "Lindqvist" not in text
    look = looks_at(family.maya)[0]
    assert (look.actor_id, look.page) == (ines.pk, "review of an emergency opening")


def test_information_governance_closes_it_with_a_finding(sam: Practitioner, ines: Practitioner, family: Family) -> None:
    opening = opened(sam, family)
    client = client_of(ines)
    form = filled(client, page(opening), **RIGHT)
    for _ in range(2):
        assert client.post(page(opening), form).headers["Location"] == LIST
    opening.refresh_from_db()
    assert (opening.reviewed_by, opening.was_right, opening.finding) == (ines, True, RIGHT["finding"])
    assert Event.objects.filter(name="people.opening_reviewed").count() == 1
    text = shown(client, LIST)
    assert "Waiting for review None." in text
    assert "Ines Duarte found on" in text
    assert RIGHT["finding"] in shown(client, page(opening))


def test_a_review_needs_an_answer_and_a_finding(sam: Practitioner, ines: Practitioner, family: Family) -> None:
    opening = opened(sam, family)
    text = send(client_of(ines), page(opening), finding=" ").content.decode()
    assert "Choose whether it was right" in text
    assert "Write what you found" in text
    opening.refresh_from_db()
    assert opening.reviewed_at is None


def test_nobody_reviews_their_own(sam: Practitioner, social_care: Agency, family: Family) -> None:
    people.give(sam, social_care, "information_governance")
    opening = opened(sam, family)
    client = client_of(sam)
    text = shown(client, LIST)
    assert "You opened this: somebody else reviews it" in text
    assert page(opening) not in client.get(LIST).content.decode()
    shown(client, page(opening), 404)
    assert client.post(page(opening), RIGHT).status_code == 404
    opening.refresh_from_db()
    assert opening.reviewed_at is None


def test_nobody_without_that_role_comes_to_it(
    alice: Practitioner, leila: Practitioner, sam: Practitioner, mira: Practitioner, family: Family
) -> None:
    opening = opened(sam, family)
    for reader in (alice, leila, sam, mira):
        client = client_of(reader)
        shown(client, LIST, 403)
        shown(client, page(opening), 403)


def test_reviewed_by_somebody_else_in_the_same_moment(
    sam: Practitioner, ines: Practitioner, family: Family, monkeypatch: pytest.MonkeyPatch
) -> None:
    opening = opened(sam, family)
    client = client_of(ines)
    form = filled(client, page(opening), **RIGHT)

    def lost(**given: object) -> None:
        raise ChangedMeanwhile

    monkeypatch.setattr("righthelp.people.views.reviews.close_review", lost)
    answer = client.post(page(opening), form)
    assert answer.status_code == 200
    assert RIGHT["finding"] in answer.content.decode()


def test_reviewed_ones_are_paged_and_the_list_takes_few_queries(
    sam: Practitioner, ines: Practitioner, family: Family
) -> None:
    for number in range(30):
        opening = opened(sam, family, FRIDAY + dt.timedelta(minutes=number))
        if number < 27:
            close_review(opening=opening, was_right=True, finding="Right", by=ines)
    client = client_of(ines)
    with CaptureQueriesContext(connection) as queries:
        text = shown(client, LIST)
    assert text.count("it was right") == 25
    assert len(queries) <= 15
    assert shown(client, f"{LIST}?page=2").count("it was right") == 2
    path = page(EmergencyOpening.objects.filter(reviewed_at__isnull=True)[0])
    with CaptureQueriesContext(connection) as queries:
        shown(client, path)
    assert len(queries) <= 15


def test_the_way_there_stands_in_the_navigation_of_information_governance(
    ines: Practitioner, alice: Practitioner
) -> None:
    assert f'href="{LIST}"' in client_of(ines).get("/").content.decode()
    assert f'href="{LIST}"' not in client_of(alice).get("/").content.decode()
