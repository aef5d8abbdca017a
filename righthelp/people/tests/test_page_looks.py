"""Who looked at a record."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people
from righthelp.audit.actions import look, note_refused_look
from righthelp.audit.queries import looks_at
from righthelp.calendar.rules import LONDON
from righthelp.people.access import person_to_read
from righthelp.people.actions import restrict
from righthelp.people.models import Person
from righthelp.people.tests import folk
from righthelp.people.tests.access_pages import at, client_of, shown
from righthelp.people.tests.conftest import Family

pytestmark = pytest.mark.django_db
THURSDAY = dt.datetime(2026, 3, 5, 10, tzinfo=LONDON)


@pytest.fixture
def own(social_care: Agency, mira: Practitioner) -> Person:
    """Give a record that the manager herself added."""
    return folk.person("Nadia Petrescu", agency=social_care, by=mira)


def looked(by: Practitioner, record: Person, when: dt.datetime, page: str = "record", why: str = "A reason") -> None:
    with time_machine.travel(when, tick=False):
        look(by=by, subject=record, page=page, reason=why)


def test_a_manager_with_a_reason_sees_every_look_and_refusal(
    mira: Practitioner, alice: Practitioner, charlie: Practitioner, own: Person
) -> None:
    looked(alice, own, THURSDAY, why="You work with this child: class teacher")
    with time_machine.travel(THURSDAY + dt.timedelta(hours=1), tick=False):
        note_refused_look(by=charlie, subject=own)
    text = shown(client_of(mira), at("record_looks", own))
    assert "Nadia Petrescu" in text
    assert (
        "5 March 2026 at 11am Charlie Chen, Saltmarsh Surgery Refused They had no reason, and saw nothing. – "
        "5 March 2026 at 10am Alice Adeyemi, Alder Road Primary School “You work with this child: class teacher” Record"
    ) in text


def test_opening_it_is_logged_and_listed_itself(mira: Practitioner, own: Person) -> None:
    assert "Mira Joshi, Westmarsh Children’s Services “You added this record” Who looked" in shown(
        client_of(mira), at("record_looks", own)
    )
    assert [one.page for one in looks_at(own)] == ["who looked"]


def test_information_governance_sees_the_looks_at_any_record_but_not_whose_it_is(
    ines: Practitioner, alice: Practitioner, family: Family
) -> None:
    looked(alice, family.maya, THURSDAY)
    text = shown(client_of(ines), at("record_looks", family.maya))
    assert "Alice Adeyemi" in text
    assert "Lindqvist" not in text
    assert f"Record {str(family.maya.public_id)[:8]}, Alder Road Primary School" in text
    assert looks_at(family.maya)[0].reason == "You answer for who sees what"


def test_nobody_else_sees_it(
    alice: Practitioner, leila: Practitioner, sam: Practitioner, mira: Practitioner, family: Family
) -> None:
    for reader, status in ((alice, 403), (leila, 403), (sam, 403), (mira, 404)):
        shown(client_of(reader), at("record_looks", family.maya), status)


def test_a_manager_who_sees_somebody_only_as_family_does_not_read_why_others_see_them(
    mira: Practitioner, own: Person
) -> None:
    aunt = folk.person("Ida Petrescu")
    folk.related(own, aunt, "aunt_or_uncle")
    assert person_to_read(mira, aunt.public_id, page="record")
    shown(client_of(mira), at("record_looks", aunt), 404)


def test_a_manager_who_is_not_on_the_list_of_a_restricted_record_does_not_see_it(
    mira: Practitioner, sam: Practitioner, own: Person
) -> None:
    restrict(person=own, kind="staff", because="Her aunt works here", readers=[sam], by=mira)
    shown(client_of(mira), at("record_looks", own), 404)


@pytest.mark.parametrize(
    ("moment", "is_marked"),
    [
        (THURSDAY, False),
        (dt.datetime(2026, 3, 5, 23, tzinfo=LONDON), True),
        (dt.datetime(2026, 3, 7, 10, tzinfo=LONDON), True),
    ],
)
def test_a_look_out_of_hours_stands_and_is_marked(
    mira: Practitioner, alice: Practitioner, own: Person, moment: dt.datetime, is_marked: bool
) -> None:
    looked(alice, own, moment)
    with time_machine.travel(THURSDAY + dt.timedelta(days=7), tick=False):
        text = shown(client_of(mira), at("record_looks", own))
    assert ("Out of hours" in text) is is_marked


def test_it_names_where_somebody_worked_on_the_day_of_the_look(
    mira: Practitioner, alice: Practitioner, own: Person
) -> None:
    looked(alice, own, THURSDAY)
    alice.memberships.update(ends_on=dt.date(2026, 3, 6))
    looked(alice, own, THURSDAY + dt.timedelta(days=3), why="Later")
    text = shown(client_of(mira), at("record_looks", own))
    assert "Alice Adeyemi, Alder Road Primary School “A reason”" in text
    assert "Alice Adeyemi “Later”" in text


def test_it_is_narrowed_to_a_person_and_to_days(
    mira: Practitioner, alice: Practitioner, bob: Practitioner, own: Person
) -> None:
    for days, why in enumerate(("Early", "Middle", "Late")):
        looked(alice, own, THURSDAY + dt.timedelta(days=days), why=why)
    looked(bob, own, THURSDAY, why="Bobs")
    client, path = client_of(mira), at("record_looks", own)
    text = shown(client, f"{path}?person={alice.public_id}&since_day=6&since_month=3&since_year=2026")
    assert ("“Early”" in text, "“Middle”" in text, "“Late”" in text, "“Bobs”" in text) == (False, True, True, False)
    one_day = "_day=6&{0}_month=3&{0}_year=2026"
    text = shown(client, f"{path}?since{one_day.format('since')}&until{one_day.format('until')}")
    assert ("“Early”" in text, "“Middle”" in text, "“Late”" in text) == (False, True, False)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("since_day=40", "From must include a day from 1 to 31"),
        (
            "since_day=6&since_month=3&since_year=2026&until_day=5&until_month=3&until_year=2026",
            "The last day must be the same as the first, or after it",
        ),
        ("person=nobody", "Choose somebody who looked at this record"),
    ],
)
def test_days_that_cannot_be_are_named(mira: Practitioner, own: Person, asked: str, said: str) -> None:
    looked(mira, own, THURSDAY)
    text = shown(client_of(mira), f"{at('record_looks', own)}?{asked}")
    assert said in text
    assert "“A reason”" not in text


def test_it_is_paged_and_takes_few_queries(mira: Practitioner, alice: Practitioner, own: Person) -> None:
    for number in range(30):
        looked(alice, own, THURSDAY + dt.timedelta(minutes=number), why=f"Reason {number}.")
    client, path = client_of(mira), at("record_looks", own)
    first = shown(client, path)
    assert "“Reason 29.”" in first
    assert "“Reason 3.”" not in first
    with CaptureQueriesContext(connection) as queries:
        second = shown(client, f"{path}?page=2")
    assert "“Reason 3.”" in second
    assert len(queries) <= 15
    assert "Nobody looked at this record" in shown(client, f"{path}?page=99")
    shown(client, f"{path}?page=-1")


def test_a_filter_stays_on_the_next_page(mira: Practitioner, alice: Practitioner, own: Person) -> None:
    for number in range(30):
        looked(alice, own, THURSDAY + dt.timedelta(minutes=number))
    html = client_of(mira).get(f"{at('record_looks', own)}?person={alice.public_id}").content.decode()
    assert f"?person={alice.public_id}&amp;page=2" in html


def test_two_records_of_one_family_have_looks_of_their_own(
    ines: Practitioner, social_care: Agency, alice: Practitioner, family: Family
) -> None:
    looked(alice, family.brother, THURSDAY, why="About the brother")
    assert "About the brother" not in shown(client_of(ines), at("record_looks", family.maya))


def test_an_unknown_record_is_not_found(ines: Practitioner, charlie: Practitioner) -> None:
    shown(client_of(ines), at("record_looks", Person()), 404)
    shown(client_of(people.worker(people.social_care("Another council"), "information_governance", "Ivo Stan")),
          at("record_looks", Person()), 404)  # fmt: skip
