"""Adding what is known, ending it, withdrawing it: the actions, and the pages on which people do it."""

import datetime as dt
import unicodedata
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from righthelp.agencies.models import Agency, Practitioner
from righthelp.audit.models import Event
from righthelp.audit.queries import events_about
from righthelp.people.actions import (
    ChangedMeanwhile,
    add_detail,
    add_identifier,
    add_name,
    add_residence,
    end_value,
    withdraw_value,
)
from righthelp.people.matching.models import MatchRecord
from righthelp.people.models import Detail, Identifier, Name, Residence
from righthelp.people.rules import Wrong
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family
from righthelp.people.tests.record_pages import (
    HOW,
    at,
    client_of,
    day_parts,
    hidden,
    html_of,
    refused,
    saved,
    send,
    shown,
    words,
)

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 3, 6, 12, tzinfo=dt.UTC)
TODAY = NOON.date()
TOMORROW = TODAY + dt.timedelta(days=1)
PAGES = {
    "record_name_add": {"kind": "used", "first": "May", "last": "Lindqvist"},
    "record_home_add": {"line": "1 Long Lane", "town": "Westmarsh", "postcode": "WZ1 1AA"},
    "record_number_add": {"kind": "local", "value": "4711", "system": "Alder Road"},
}


@pytest.fixture(autouse=True)
def _one_day() -> Any:
    with time_machine.travel(NOON, tick=False):
        yield


def newest(family: Family) -> Event:
    event = events_about(family.maya).first()
    assert event
    return event


# ---- adding ----


def test_each_value_leaves_an_event_without_its_text(alice: Practitioner, family: Family) -> None:
    maya = family.maya
    made: list[tuple[str, str, Any]] = [
        ("people.name_added", "name", add_name(person=maya, kind="alias", first="Kiki", by=alice, **HOW)),
        ("people.residence_added", "residence", add_residence(person=maya, line="1 Long Lane", by=alice, **HOW)),
        ("people.detail_added", "detail", add_detail(person=maya, kind="setting", value="Alder Road", by=alice, **HOW)),
        (
            "people.identifier_added",
            "identifier",
            add_identifier(person=maya, kind="local", value="4711", system="Alder Road", by=alice, **HOW),
        ),
    ]
    events = list(events_about(maya))[::-1]
    for event, (name, ref, value) in zip(events, made, strict=True):
        assert (event.name, event.about_ids, event.actor_id) == (name, {ref: value.pk}, alice.pk)
        assert (value.source, value.noted_by) == ("Told by the family", alice)
        assert event.fields == []


def test_the_matcher_knows_a_new_name_address_and_that_of_a_parent(alice: Practitioner, family: Family) -> None:
    def line(person: Any) -> str:
        return str(MatchRecord.objects.get(pk=person.pk).line).lower()

    add_name(person=family.maya, kind="alias", first="Kiki", last="Zander", by=alice, **HOW)
    assert "zander" in line(family.maya)
    home = add_residence(person=family.maya, line="7 Saltpan Row", postcode="WZ8 8ZZ", by=alice, **HOW)
    assert "saltpan" in line(family.maya)
    withdraw_value(value=home, because="Wrong child", by=alice)
    assert "saltpan" not in line(family.maya)
    name = add_name(person=family.mother, kind="used", first="Quenna", last="Lindqvist", by=alice, **HOW)
    assert "quenna" in line(family.mother)
    withdraw_value(value=name, because="Misheard", by=alice)
    assert "quenna" not in line(family.mother)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_saves_what_was_written_once_however_often_it_is_sent(
    page: str, alice: Practitioner, family: Family
) -> None:
    client = client_of(alice)
    html: Any = client.get(at(page, family.maya))
    answers = {**hidden(html.text), **PAGES[page], **HOW}
    before = len(events_about(family.maya))
    for _ in range(2):
        assert saved(client.post(at(page, family.maya), answers), family.maya)
    assert len(events_about(family.maya)) == before + 1


@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_how_you_know_and_keeps_what_was_written(page: str, alice: Practitioner, family: Family) -> None:
    response = send(client_of(alice), at(page, family.maya), **PAGES[page])
    assert refused(response, "Say how you know")
    for text in PAGES[page].values():
        assert text in response.text


@pytest.mark.parametrize("page", [*PAGES, "record_contact_add", "record_search_add", "record_birth", "record_sex"])
def test_only_those_who_may_read_what_is_known_may_change_it(
    page: str, alice: Practitioner, bob: Practitioner, leila: Practitioner, charlie: Practitioner, sam: Practitioner,
    social_care: Any, family: Family,
) -> None:  # fmt: skip
    gran = folk.person("Ruth Holm", agency=social_care, by=sam)
    folk.related(family.maya, gran, "grandparent")
    for reader in (alice, leila):
        assert client_of(reader).get(at(page, family.maya)).status_code == 200
        assert client_of(reader).get(at("record", gran)).status_code == 200
        assert client_of(reader).get(at(page, gran)).status_code == 404
    for reader in (bob, charlie):
        for answer in (client_of(reader).get(at(page, family.maya)), client_of(reader).post(at(page, family.maya))):
            assert answer.status_code == 404


def test_a_name_of_300_characters_in_any_script_is_kept(alice: Practitioner, family: Family) -> None:
    for text in ("x" * 300, "e\u0301" * 300, "בִּנְיָמִין", "محمد", "李小龍", "O’Neil-Çelik", "👧🏽"):
        response = send(client_of(alice), at("record_name_add", family.maya), kind="alias", first=text, **HOW)
        assert saved(response, family.maya)
        kept = Name.objects.order_by("-pk")[0].first
        assert kept == unicodedata.normalize("NFC", text)
        assert kept in unicodedata.normalize("NFC", shown(alice, family.maya))
    response = send(client_of(alice), at("record_name_add", family.maya), kind="alias", first="x" * 301, **HOW)
    assert refused(response, "must be 300 characters or fewer", "Nothing is lost")
    assert "x" * 301 in response.text


def test_a_name_needs_one_part_and_an_address_too(alice: Practitioner, family: Family) -> None:
    client = client_of(alice)
    assert refused(send(client, at("record_name_add", family.maya), kind="used", **HOW), "Enter at least one name")
    assert refused(send(client, at("record_home_add", family.maya), **HOW), "Enter at least one part of the address")


@pytest.mark.parametrize(
    ("kind", "value", "sentence"),
    [
        ("nhs", "943 476 5918", "This is not an NHS number"),
        ("nhs", "12", "An NHS number has 10 digits"),
        ("upn", "A801200001001", "This is not a unique pupil number"),
        ("local", "4711", "Say whose number it is"),
    ],
)
def test_a_number_that_cannot_be_one_is_refused_at_its_question(
    kind: str, value: str, sentence: str, alice: Practitioner, family: Family
) -> None:
    response = send(client_of(alice), at("record_number_add", family.maya), kind=kind, value=value, **HOW)
    assert refused(response, sentence)
    assert value in response.text
    assert 'href="#id_system"' in response.text if kind == "local" else 'href="#id_value"' in response.text
    assert not Identifier.objects.exists()


def test_the_action_refuses_a_wrong_number_too(alice: Practitioner, family: Family) -> None:
    with pytest.raises(Wrong):
        add_identifier(person=family.maya, kind="nhs", value="9434765918", by=alice, **HOW)
    assert add_identifier(person=family.maya, kind="nhs", value="943 476 5919", by=alice, **HOW).value == "9434765919"


def test_a_number_is_noted_once_a_person(alice: Practitioner, family: Family) -> None:
    for expected in (saved, None):
        response = send(client_of(alice), at("record_number_add", family.maya), kind="nhs", value="943 476 5919", **HOW)
        assert saved(response, family.maya) if expected else refused(response, "This number is noted already")
    assert Identifier.objects.count() == 1
    add_identifier(person=family.brother, kind="nhs", value="9434765919", by=alice, **HOW)  # perhaps one is wrong


def test_of_some_details_there_is_one_only_and_the_earlier_ends(alice: Practitioner, family: Family) -> None:
    first = add_detail(person=family.maya, kind="religion", value="None", by=alice, **HOW)
    second = add_detail(
        person=family.maya, kind="religion", value="Quaker", from_on=dt.date(2026, 2, 1), by=alice, **HOW
    )
    first.refresh_from_db()
    assert first.to_on == dt.date(2026, 1, 31)
    add_detail(person=family.maya, kind="religion", value="Baptist", from_on=dt.date(2026, 1, 1), by=alice, **HOW)
    second.refresh_from_db()
    assert second.to_on == dt.date(2026, 2, 1)  # never before it began
    add_detail(person=family.maya, kind="religion", value="Jain", to_on=dt.date(2020, 1, 1), by=alice, **HOW)
    for kind in ("setting", "setting"):
        add_detail(person=family.maya, kind=kind, value="A school", by=alice, **HOW)
    assert Detail.objects.filter(kind="religion", to_on=None).get().value == "Baptist"
    assert Detail.objects.filter(kind="setting", to_on=None).count() == 2


def test_a_detail_is_added_on_its_page_and_an_unknown_kind_is_no_page(alice: Practitioner, family: Family) -> None:
    client = client_of(alice)
    assert client.get(at("record_detail_add", family.maya, "shoe-size")).status_code == 404
    assert client.get(at("record_detail_add", family.maya, "health")).status_code == 404
    assert refused(send(client, at("record_detail_add", family.maya, "work"), **HOW), "Write down what is known")
    response = send(client, at("record_detail_add", family.maya, "work"), value="Paper round", **HOW)
    assert saved(response, family.maya)
    assert "Work or training Paper round" in shown(alice, family.maya)


def test_only_those_who_may_see_protected_addresses_may_add_one(
    alice: Practitioner, leila: Practitioner, family: Family
) -> None:
    answers = {"line": "Lantern House", "is_protected": "yes", **HOW}
    assert "Tell your safeguarding lead" in client_of(alice).get(at("record_home_add", family.maya)).text
    assert saved(send(client_of(leila), at("record_home_add", family.maya), **answers), family.maya)
    assert Residence.objects.get().is_protected
    assert "Lantern House" not in shown(alice, family.maya)


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        (day_parts("from_on", 7, 3, 2026), "First day must be today or in the past"),
        (day_parts("to_on", 7, 3, 2026), "Last day must be today or in the past"),
        (day_parts("from_on", 1, 1, 1899), "First day must be a real date"),
        ({**day_parts("from_on", 2, 3, 2026), **day_parts("to_on", 1, 3, 2026)}, "must not be before the first day"),
    ],
)
def test_days_that_cannot_be_are_refused(
    days: dict[str, str], sentence: str, alice: Practitioner, family: Family
) -> None:
    response = send(client_of(alice), at("record_home_add", family.maya), line="1 Long Lane", **days, **HOW)
    assert refused(response, sentence)
    assert not Residence.objects.exists()


# ---- ending and withdrawing ----


def test_a_value_ends_on_a_day_and_stays_on_the_record(alice: Practitioner, family: Family) -> None:
    home = folk.lives_at(family.maya)
    path = at("record_value_end", family.maya, "homes", home.public_id)
    assert saved(send(client_of(alice), path, **day_parts("on", 5, 3, 2026)), family.maya)
    home.refresh_from_db()
    assert home.to_on == dt.date(2026, 3, 5)
    assert (newest(family).name, newest(family).about_ids) == ("people.value_ended", {"residence": home.pk})
    assert "Earlier address (over) 12 Heron Way" in shown(alice, family.maya)


def test_a_last_day_ahead_or_before_the_first_is_refused(alice: Practitioner, family: Family) -> None:
    home = add_residence(person=family.maya, line="1 Long Lane", from_on=dt.date(2026, 3, 1), by=alice, **HOW)
    path = at("record_value_end", family.maya, "homes", home.public_id)
    client = client_of(alice)
    assert refused(send(client, path, **day_parts("on", 7, 3, 2026)), "Last day must be today or in the past")
    assert refused(send(client, path, **day_parts("on", 28, 2, 2026)), "must not be before the first day")
    for day in (TOMORROW, dt.date(2026, 2, 28)):
        with pytest.raises(Wrong):
            end_value(value=home, on=day, by=alice)


def test_what_was_never_right_is_withdrawn_with_a_reason_and_not_erased(alice: Practitioner, family: Family) -> None:
    name = family.maya.names.get()
    path = at("record_value_withdraw", family.maya, "names", name.public_id)
    assert refused(send(client_of(alice), path), "Say why it was never right")
    assert saved(send(client_of(alice), path, because="Written on the wrong record"), family.maya)
    name.refresh_from_db()
    assert (name.withdrawn_by, name.withdrawn_because, name.first) == (alice, "Written on the wrong record", "Maya")
    assert (newest(family).name, newest(family).about_ids) == ("people.value_withdrawn", {"name": name.pk})
    assert "Name not known" in shown(alice, family.maya)
    assert client_of(alice).get(path).status_code == 404


def test_ending_or_withdrawing_twice_does_it_once(alice: Practitioner, leila: Practitioner, family: Family) -> None:
    home = folk.lives_at(family.maya)
    end_value(value=home, on=TODAY, by=alice)
    with pytest.raises(ChangedMeanwhile):
        end_value(value=home, on=dt.date(2026, 3, 1), by=leila)
    withdraw_value(value=home, because="Wrong", by=alice)
    with pytest.raises(ChangedMeanwhile):
        withdraw_value(value=home, because="Also wrong", by=leila)
    home.refresh_from_db()
    assert (home.to_on, home.withdrawn_because) == (TODAY, "Wrong")


def test_in_two_windows_the_second_is_told_how_it_is_now(alice: Practitioner, family: Family) -> None:
    home = folk.lives_at(family.maya)
    path = at("record_value_end", family.maya, "homes", home.public_id)
    client = client_of(alice)
    first, second = (hidden(client.get(path).text) for _ in range(2))
    assert saved(client.post(path, {**first, **day_parts("on", 5, 3, 2026)}), family.maya)
    answer: Any = client.post(path, {**second, **day_parts("on", 1, 3, 2026)}, follow=True)
    assert "changed in another window, or by somebody else" in answer.text
    assert "Until 5 March 2026" in answer.text


def test_a_value_is_changed_through_its_own_person_and_part_only(
    alice: Practitioner, leila: Practitioner, family: Family
) -> None:
    health = add_detail(person=family.maya, kind="crime", value="Something", by=leila, **HOW)
    hidden_home = folk.lives_at(family.maya, is_protected=True)
    other = folk.lives_at(family.mother)
    for name in ("record_value_end", "record_value_withdraw"):
        for held, value in (("details", health), ("homes", hidden_home), ("homes", other), ("names", other)):
            assert client_of(alice).get(at(name, family.maya, held, value.public_id)).status_code == 404
        assert client_of(leila).get(at(name, family.maya, "homes", hidden_home.public_id)).status_code == 200
        assert client_of(alice).get(at(name, family.mother, "homes", other.public_id)).status_code == 200


@pytest.mark.requirement("BP-103")
def test_all_that_somebody_knows_of_a_child_has_a_place_on_the_record(sam: Practitioner, social_care: Agency) -> None:
    child = folk.person("Nadia Petrescu", agency=social_care, by=sam)
    record = html_of(sam, "record", child)
    for page in ("name_add", "home_add", "number_add", "contact_add", "detail_choose", "family_add", "search_add"):
        assert reverse(f"record_{page}", args=[child.public_id]) in record, page
    offered = words(html_of(sam, "record_detail_choose", child))
    for title in ("Ethnicity", "Religion", "First language", "Interpreter needed", "Disability", "School"):
        assert title in offered, title
