"""Adding a family: who is offered as somebody on file, what stands on the check page, and children not yet born."""

import datetime as dt
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from righthelp.agencies.models import Practitioner
from righthelp.audit.models import Look
from righthelp.people.actions import restrict, save_family
from righthelp.people.adding.entries import Choice, Entry
from righthelp.people.matching.index import file_anew
from righthelp.people.models import FamilyDraft, Person, Relationship, SafeContact
from righthelp.people.presenters import name_of
from righthelp.people.rules import Wrong
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family
from righthelp.people.tests.record_pages import HOW, at, client_of, day_parts, refused, send, words
from righthelp.people.tests.test_page_add import (
    CHILD,
    HOME,
    MAYA,
    MOTHER,
    NOT_BORN,
    add,
    begun,
    key_of,
    keys_of,
    on_file,
    save,
    saved_child,
    text_of,
)  # fmt: skip

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-11-22 16:00")]
__all__ = ["on_file"]
DUE = dt.date(2027, 1, 20)
UNBORN = {"first_name": "", **NOT_BORN, **day_parts("due_on", DUE.day, DUE.month, DUE.year), **HOME, **HOW}


def offered(client: Client, address: str) -> dict[str, set[str]]:
    """Give who is offered as the same person, by the question."""
    page: Any = client.get(f"{address}/on-file")
    found: dict[str, set[str]] = {}
    for key, value in re.findall(r'name="(who-[^"]+)"[^>]*value="([^"]+)"', page.text):
        found.setdefault(key, set()).add(value)
    return found


# Not yet born


@pytest.mark.parametrize("who", ["alice", "sam"])
def test_nobody_who_is_born_is_offered_for_a_baby_not_yet_born_or_taken_when_posted(
    on_file: Family, request: pytest.FixtureRequest, who: str
) -> None:
    client = client_of(request.getfixturevalue(who))
    address = begun(client, **UNBORN, last_name="Lindqvist")
    add(client, address, relation="mother", first_name="Ana", last_name="Lindqvist", lives="with", **HOW)
    for one in (on_file.maya, on_file.mother, on_file.father):
        assert str(one.public_id) not in offered(client, address).get("who-child", set())
    add(client, address, relation="sibling", first_name="Maya", last_name="Lindqvist", lives="with", **HOW)
    answers = dict.fromkeys(keys_of(client, address), "new")
    send(client, f"{address}/on-file", **{**answers, "who-child": str(on_file.mother.public_id)})
    child = saved_child(send(client, f"{address}/check"))
    assert child.due_on == DUE
    assert child != on_file.mother


def test_an_unborn_baby_on_file_is_offered_and_one_born_around_the_day(on_file: Family, alice: Practitioner) -> None:
    born, older = dt.date(2026, 11, 15), dt.date(2025, 12, 1)
    waiting, newborn, brother = (
        folk.person("Lindqvist", agency=on_file.maya.agency, by=alice, due=due, born=day)
        for due, day in ((DUE, None), (None, born), (None, older))
    )
    for one in (waiting, newborn, brother):
        folk.related(one, on_file.mother)
        folk.lives_at(one)
    file_anew()
    client = client_of(alice)
    given = offered(client, begun(client, **UNBORN, last_name="Lindqvist"))["who-child"]
    assert {str(waiting.public_id), str(newborn.public_id)} <= given
    assert str(brother.public_id) not in given
    entry = Entry(due_on=DUE, last="Lindqvist")
    assert [entry.may_be(one) for one in (waiting, newborn, brother, on_file.maya, on_file.father)] == [
        True, True, False, False, False,
    ]  # fmt: skip
    newborn.born_on, newborn.born_on_is = dt.date(2026, 1, 1), "year"
    older_by_month = Person(born_on=dt.date(2025, 12, 1), born_on_is="month")
    assert [entry.may_be(one) for one in (newborn, older_by_month, Person(stage="unborn"))] == [True, False, True]
    assert not entry.may_be(Person(due_on=DUE - dt.timedelta(weeks=60)))
    assert Entry(first="Nia").may_be(on_file.mother)


def test_the_action_refuses_somebody_born_for_a_baby_not_yet_born(on_file: Family, alice: Practitioner) -> None:
    begun(client_of(alice), **UNBORN, last_name="Lindqvist")
    entry = Entry(last="Lindqvist", due_on=DUE, source="x")
    for choice in (Choice(record=on_file.mother), Choice(same_as=on_file.mother)):
        with pytest.raises(Wrong, match="born already"):
            save_family(draft=FamilyDraft.objects.get(), child=entry, around={}, choices={"child": choice}, by=alice)


def test_a_baby_not_yet_born_is_called_so_with_the_surname_and_has_no_age(alice: Practitioner) -> None:
    client = client_of(alice)
    address = begun(client, **UNBORN, last_name="Rowe")
    assert "Unborn baby Rowe" in text_of(client, f"{address}/people")
    assert "Unborn baby Rowe , kept until" in text_of(client, "/records/add")
    child = saved_child(save(client, address))
    assert name_of(child) == "Unborn baby Rowe"
    for page in (at("record", child), f"/children/{child.public_id}"):
        said = text_of(client, page)
        assert "Unborn baby Rowe" in said
        assert not re.search(r"\bAge Due on", said)
        assert "20 January 2027" in said


def test_a_baby_with_a_first_name_goes_by_it(alice: Practitioner) -> None:
    client = client_of(alice)
    child = saved_child(save(client, begun(client, **{**UNBORN, "first_name": "Hope"}, last_name="Rowe")))
    assert name_of(child) == "Hope Rowe"


def test_a_brother_or_sister_not_yet_born_is_added_with_the_date(alice: Practitioner) -> None:
    client = client_of(alice)
    address = begun(client)
    add(client, address, **MOTHER)
    due = day_parts("due_on", DUE.day, DUE.month, DUE.year)
    ada = key_of(client, address, "Ada Okoro")
    answer = add(client, address, relation="sibling", last_name="Okoro", shares=[ada], lives="with", **due, **HOW)
    assert answer.status_code == 302, words(answer.text)
    said = text_of(client, f"{address}/people")
    assert "Brother or sister: Unborn baby Okoro" in said
    assert "Due on 20 January 2027" in said
    child = saved_child(save(client, address))
    baby = Person.objects.get(due_on=DUE)
    assert Relationship.objects.get(person=child, relative=baby).kind == "sibling"
    assert name_of(Relationship.objects.get(person=baby).relative) == "Ada Okoro"
    assert "Unborn baby Okoro" in text_of(client, at("record", child))


def test_twins_not_yet_born_are_two(alice: Practitioner) -> None:
    client = client_of(alice)
    address = begun(client, **UNBORN, last_name="Rowe")
    due = day_parts("due_on", DUE.day, DUE.month, DUE.year)
    assert add(client, address, relation="twin", last_name="Rowe", **due, **HOW).status_code == 302


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"relation": "mother"}, "Only a child is due"),
        ({"age": "4"}, "A child who is born has a date of birth"),
        (day_parts("due_on", 1, 1, 2031), "within 44 weeks"),
        (day_parts("due_on", 31, 2, 2027), "must be a real date"),
    ],
)
def test_what_cannot_be_of_somebody_not_yet_born_is_said(
    alice: Practitioner, wrong: dict[str, str], sentence: str
) -> None:
    client = client_of(alice)
    due = day_parts("due_on", DUE.day, DUE.month, DUE.year)
    assert refused(add(client, begun(client), **{"relation": "sibling", **due, **HOW, **wrong}), sentence)


def test_a_baby_not_yet_born_has_no_nhs_number(alice: Practitioner) -> None:
    answer = send(client_of(alice), "/records/add", **{**CHILD, **UNBORN, "nhs": "943 476 5919"})
    assert refused(answer, "A baby is given an NHS number at birth")


# Twins


TWIN = {"relation": "twin", "first_name": "Ola", "last_name": "Okoro", **HOW}
NOT_TWINS = "Twins are born on the same day, or days or weeks apart"


@pytest.mark.parametrize(
    ("born", "may_be"),
    [
        (day_parts("born", 4, 3, 2015), False),
        (day_parts("born", 13, 6, 2017), False),
        (day_parts("born", 12, 6, 2017), True),
        (day_parts("born", 5, 3, 2017), True),
        ({"born_day": "", "born_month": "", "born_year": "2015"}, True),
        ({"age": "5"}, True),
        (day_parts("due_on", 20, 1, 2027), False),
    ],
)
def test_twins_born_more_than_a_hundred_days_apart_are_refused(
    alice: Practitioner, born: dict[str, str], may_be: bool
) -> None:
    client = client_of(alice)
    answer = add(client, begun(client), **TWIN, **born)
    assert refused(answer, NOT_TWINS) != may_be
    assert (answer.status_code == 302) == may_be


def test_a_twin_who_is_a_record_on_file_is_checked_when_it_is_saved(alice: Practitioner) -> None:
    begun(client_of(alice))
    older = folk.person("Ola Okoro", born=dt.date(2015, 3, 4))
    child = Entry(first="Nia", source="x", born_on=dt.date(2017, 3, 4), born_on_is="exact")
    around = {"a": Entry(first="Ola", relation="twin", source="x")}
    with pytest.raises(Wrong, match=NOT_TWINS):
        save_family(
            draft=FamilyDraft.objects.get(), child=child, around=around, choices={"a": Choice(record=older)}, by=alice
        )
    assert Person.objects.count() == 1


# Which record was chosen


def test_the_check_page_names_the_record_that_was_chosen_and_logs_the_look(
    on_file: Family, alice: Practitioner
) -> None:
    client = client_of(alice)
    address = begun(client, **MAYA)
    send(client, f"{address}/on-file", **{"who-child": str(on_file.maya.public_id)})
    with CaptureQueriesContext(connection) as taken:
        said = text_of(client, f"{address}/check")
    assert "On file already: Maya Lindqvist, born 4 March 2017, 9 years old, 12 Heron Way, Westmarsh, WZ1 4QT" in said
    assert "the record that you chose" not in said
    assert "On file already: Maya Lindqvist" in text_of(client, f"{address}/people")
    looks = Look.objects.filter(subject_id=on_file.maya.pk, page="chosen when a family is added")
    assert {look.reason for look in looks} == {"You added this record"}
    kept = ("INSERT", "SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")
    assert len([one for one in taken.captured_queries if not one["sql"].startswith(kept)]) <= 15


def test_the_check_page_shows_no_address_that_the_writer_may_not_see(on_file: Family, sam: Practitioner) -> None:
    client = client_of(sam)
    address = begun(client, **{**MAYA, "line": "", "town": "", "postcode": ""})
    send(client, f"{address}/on-file", **{"who-child": str(on_file.maya.public_id)})
    said = text_of(client, f"{address}/check")
    assert "On file already: Maya Lindqvist, born 4 March 2017" in said
    assert "Heron" not in said


def test_a_record_that_closed_after_it_was_chosen_is_not_named(
    on_file: Family, alice: Practitioner, mira: Practitioner
) -> None:
    client = client_of(alice)
    address = begun(client, **MAYA)
    send(client, f"{address}/on-file", **{"who-child": str(on_file.maya.public_id)})
    restrict(person=on_file.maya, kind="staff", because="x", readers=[mira], by=mira)
    said = text_of(client, f"{address}/check")
    assert "On file already, but the record cannot be found any more: choose again" in said


# At the same address


def test_what_else_is_the_same_is_said_of_those_at_the_address(on_file: Family, sam: Practitioner) -> None:
    SafeContact.objects.create(person=on_file.mother, channel="phone", value="07700 900-412", source=folk.SOURCE)
    client = client_of(sam)
    plain = begun(client, first_name="Ryan", last_name="Coppleby", age="30", **NOT_BORN)
    said = text_of(client, f"{plain}/on-file")
    assert "We found them by the house" in said
    assert "Only the house is the same" not in said
    assert "born 6 May 1990, 36 years old" in said
    assert "same telephone number" not in said
    phone = begun(client, first_name="Ryan", last_name="Coppleby", age="30", phone="+44 7700 900412", **NOT_BORN)
    assert "36 years old: same telephone number" in text_of(client, f"{phone}/on-file")


def test_whoever_is_offered_for_one_person_is_not_listed_at_the_address_again(
    on_file: Family, sam: Practitioner
) -> None:
    client = client_of(sam)
    address = begun(client, **MAYA)
    add(client, address, relation="friend", first_name="Ryan", last_name="Coppleby", lives="with", **HOW)
    page: Any = client.get(f"{address}/on-file")
    there = words(page.text).partition("On file at this address")[2].partition("Is Maya")[0]
    for one in (on_file.maya, on_file.mother):
        if any(str(one.public_id) in values for values in offered(client, address).values()):
            assert name_of(one) not in there
