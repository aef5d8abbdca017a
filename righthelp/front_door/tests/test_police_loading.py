"""Police notifications loaded: contacts, repeats, files, and the command."""

import argparse
import datetime as dt
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from righthelp.agencies.actions.refusals import NotAllowed
from righthelp.agencies.models import Practitioner
from righthelp.agencies.tests import people
from righthelp.audit.models import Event
from righthelp.design_system.commands import BadInput
from righthelp.front_door import commands
from righthelp.front_door.actions import police
from righthelp.front_door.actions.police import (
    LoadedAlready,
    LoadedMeanwhile,
    check,
    forget_files,
    load,
    put_file,
)
from righthelp.front_door.models import Contact, NamedChild, PoliceBatch, PoliceFile, SchoolTold
from righthelp.front_door.police.reading import read
from righthelp.front_door.tests.arriving import client_of, shown, words
from righthelp.front_door.tests.notified import SUMMARY, as_csv, as_xml, incident, three_hundred
from righthelp.work.tests.working import hidden

NOW = dt.datetime(2026, 3, 6, 8, 0, tzinfo=dt.UTC)
ADD = "/front-door/police/files/add"


@pytest.fixture(autouse=True)
def _friday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def uploaded(by: Practitioner, data: bytes, name: str = "night.csv") -> Any:
    return client_of(by).post(ADD, {"file": SimpleUploadedFile(name, data)})


def test_one_incident_with_many_children_is_one_contact(fran: Practitioner) -> None:
    adult = {"name": "Ana Lindqvist", "relation": "mother"}
    children = [{"name": "Maya", "role": "saw it"}, {"name": "Leo", "address": "3 Low Road"}]
    load(data=as_csv([incident(urgent="yes", children=children, adults=[adult])]), by=fran)
    contact = Contact.objects.get()
    assert (contact.came_by, contact.reference, contact.is_urgent) == ("police", "OCC-1", True)
    assert (contact.state, contact.author) == (Contact.State.WAITING, None)
    assert contact.due_at == dt.datetime(2026, 3, 9, 23, 59, 59, 999999, tzinfo=dt.UTC)
    assert [child.address for child in contact.children.all()] == ["12 Heron Way, Westmarsh", "3 Low Road"]
    assert contact.people.get().role == "mother"
    text = contact.answers.get().text
    for part in ("Domestic abuse, on 5 March 2026 at 10:15pm.", SUMMARY, "Maya: saw it"):
        assert part in text
    assert contact.incident.kind == "domestic_abuse"
    assert text.split("\n")[0] in shown(client_of(fran), f"/front-door/{contact.public_id}")


def test_what_is_on_file_by_its_reference_is_not_loaded_again(fran: Practitioner) -> None:
    load(data=as_csv([incident()]), by=fran)
    batch = load(data=as_xml([incident(summary="Another text"), incident("OCC-2")]), by=fran)
    assert (batch.incidents, batch.repeats) == (1, 1)
    assert Contact.objects.count() == 2


def test_the_very_same_file_is_loaded_once(fran: Practitioner, femi: Practitioner) -> None:
    data = as_csv([incident()])
    load(data=data, by=fran)
    for refused in (lambda: load(data=data, by=femi), lambda: put_file(data=data, by=femi), lambda: check(data)):
        with pytest.raises(LoadedAlready):
            refused()
    page = uploaded(femi, data)
    assert page.url == f"/front-door/police/files/{PoliceBatch.objects.get().public_id}"
    assert Contact.objects.count() == 1


def test_of_two_who_load_one_file_at_a_time_the_second_finds_it(fran: Practitioner, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip  # noqa: E501
    data = as_csv([incident()])
    load(data=data, by=fran)
    monkeypatch.setattr(police, "_check_new", lambda digest: None)
    with pytest.raises(LoadedAlready):
        load(data=data, by=fran)


def test_an_incident_that_came_by_another_file_meanwhile_stops_the_whole_loading(
    fran: Practitioner, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(data=as_csv([incident()]), by=fran)
    other = as_csv([incident("OCC-0"), incident(summary="Another text")])
    page = uploaded(fran, other)
    monkeypatch.setattr(police, "check", lambda data: police.Checked(read(data), read(data).found, 0, {}))
    with pytest.raises(LoadedMeanwhile):
        load(data=other, by=fran)
    assert "Nothing was loaded. Look again" in words(client_of(fran).post(page.url, {"do": "load"}, follow=True))
    assert (PoliceBatch.objects.count(), Contact.objects.count()) == (1, 1)


def test_the_same_child_on_the_same_day_looks_like_a_repeat_and_is_loaded_all_the_same(fran: Practitioner) -> None:
    load(data=as_csv([incident()]), by=fran)
    other_day = incident("OCC-4", happened_at="2026-03-04 22:15")
    unknown = incident("OCC-5", children=[{"name": "Maya Lindqvist"}])
    again = incident("OCC-2", happened_at="2026-03-05 23:40")
    load(data=as_csv([again, incident("OCC-3", kind="other"), other_day, unknown]), by=fran)
    alike = {
        one.reference: one.incident.looks_like and one.incident.looks_like.reference for one in Contact.objects.all()
    }
    assert alike == {"OCC-1": None, "OCC-2": "OCC-1", "OCC-3": "OCC-1", "OCC-4": None, "OCC-5": None}


def test_within_one_file_too(fran: Practitioner) -> None:
    load(data=as_csv([incident(), incident("OCC-2")]), by=fran)
    assert Contact.objects.get(reference="OCC-2").incident.looks_like == Contact.objects.get(reference="OCC-1")


def test_both_formats_bring_the_same(fran: Practitioner) -> None:
    load(data=as_csv([incident("A"), incident("B", kind="missing")]), by=fran)
    load(data=as_xml([incident("C"), incident("D", kind="missing")]), by=fran)
    rows = NamedChild.objects.values_list("name", "born_on", "address", "contact__answers__text", "contact__is_urgent")
    assert len(set(rows)) == 2


def test_numbers_are_shown_before_anything_is_loaded(fran: Practitioner) -> None:
    load(data=as_csv([incident()]), by=fran)
    wrong = incident("OCC-9", kind="secret Zyx")
    page = uploaded(fran, as_csv([incident(), incident("OCC-2", children=[{"name": "A"}, {"name": "B"}]), wrong]))
    client = client_of(fran)
    said = shown(client, page.url)
    assert "One incident to load with two children, one repeat, 1 row that cannot be read" in said
    assert "Row 5: kind is not one of" in said
    assert "Zyx" not in said
    assert Contact.objects.count() == 1
    form = {**hidden(client.get(page.url).text), "do": "load"}
    first: Any = client.post(page.url, form)
    assert first.url == f"/front-door/police/files/{PoliceBatch.objects.latest('pk').public_id}"
    assert Contact.objects.count() == 2
    assert not PoliceFile.objects.exists()
    batch = shown(client, first.url)
    assert "Row 5: kind is not one of" in batch
    assert "One incident, two children; one repeat; one row not read" in shown(client, "/front-door/police/files")


def test_loading_nothing_forgets_the_file(fran: Practitioner) -> None:
    page = uploaded(fran, as_csv([incident()]))
    client = client_of(fran)
    client.post(page.url, {**hidden(client.get(page.url).text), "do": "leave"})
    assert not Contact.objects.exists()
    assert not PoliceFile.objects.exists()
    shown(client, page.url, 404)


def test_a_file_is_sealed_and_forgotten_after_an_hour(fran: Practitioner) -> None:
    uploaded(fran, as_csv([incident()]))
    uploaded(fran, as_csv([incident()]))
    file = PoliceFile.objects.get()
    assert b"Maya" not in bytes(file.sealed)
    assert forget_files(NOW + dt.timedelta(minutes=59)) == 0
    assert forget_files(NOW + dt.timedelta(minutes=61)) == 1
    assert not PoliceFile.objects.exists()


def test_only_whoever_put_it_and_works_at_the_front_door_opens_a_file(
    fran: Practitioner, femi: Practitioner, alice: Practitioner
) -> None:
    page = uploaded(fran, as_csv([incident()]))
    shown(client_of(femi), page.url, 404)
    for path in (page.url, ADD, "/front-door/police", "/front-door/police/files", "/front-door/police/schools"):
        assert client_of(alice).get(path).status_code == 403, path
    for refused in (lambda: load(data=b"", by=alice), lambda: put_file(data=b"", by=alice)):
        with pytest.raises(NotAllowed):
            refused()
    batch = load(data=as_csv([incident("Q")]), by=fran)
    assert client_of(alice).get(f"/front-door/police/files/{batch.public_id}").status_code == 403
    shown(client_of(femi), f"/front-door/police/files/{batch.public_id}")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"hello", "no column"),
        (b"<a/>", "does not begin"),
        (b"x" * (5 * 1024 * 1024 + 1), "smaller than"),
    ],
)
def test_a_file_that_is_none_is_refused_in_words(fran: Practitioner, data: bytes, said: str) -> None:
    assert said in words(uploaded(fran, data))
    assert "Choose a file" in words(client_of(fran).post(ADD, {}))


def test_three_hundred_incidents_are_loaded_in_one_go(fran: Practitioner, school: Any, leila: Practitioner) -> None:
    data = as_csv(three_hundred())
    with time_machine.travel(NOW, tick=True):
        started = time.perf_counter()
        batch = load(data=data, by=fran)
        took = time.perf_counter() - started
    assert (batch.incidents, batch.children, batch.faults) == (300, 412, [])
    assert Contact.objects.undecided().count() == 300
    assert SchoolTold.objects.count() == 412
    assert took < 60, took  # far more than it takes: a page answers within its time
    print(f"loaded in {took:.1f} s")


def test_the_log_holds_each_and_not_a_word_of_it(fran: Practitioner) -> None:
    load(data=as_csv([incident()]), by=fran)
    names = set(Event.objects.filter(name__contains="police").values_list("name", flat=True))
    assert names == {"front_door.police_loaded", "front_door.police_received"}
    assert "Maya" not in str(list(Event.objects.values()))


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Run the command as `righthelp` does, which ends with 2 and one line on bad input."""
    parser = argparse.ArgumentParser()
    commands.add_commands(parser.add_subparsers())
    args = parser.parse_args(["police", "load", *arguments])
    try:
        code = args.run(args)
    except BadInput as refused:
        code, out = 2, capsys.readouterr().out
        return code, out, f"righthelp: {refused}\n"
    told = capsys.readouterr()
    return code, told.out, told.err


def test_the_command_does_the_same(fran: Practitioner, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "night.csv"
    path.write_bytes(as_csv([incident(), incident("OCC-2", kind="x")]))
    code, out, err = run(capsys, str(path), "--by", fran.email)
    assert code == 1
    assert out == "1 incidents and 1 children loaded from night.csv; 1 rows that cannot be read\n"
    assert "night.csv, row 3: kind is not one of" in err
    assert Contact.objects.get().batch.loaded_by == fran  # type: ignore[union-attr]
    code, out, err = run(capsys, str(path), "--by", fran.email)
    assert (code, err) == (2, "righthelp: night.csv was loaded before; nothing was loaded now\n")


def test_the_command_refuses_in_one_line(
    fran: Practitioner, alice: Practitioner, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "night.csv"
    path.write_bytes(b"hello")
    for file, email, said in (
        (path, fran.email, "night.csv: The file has no column"),
        (tmp_path / "none", fran.email, "cannot be read"),
        (path, alice.email, "works at the front door"),
        (path, "nobody@example.org", "works at the front door"),
    ):
        code, out, err = run(capsys, str(file), "--by", email)
        assert (code, out, err.count("\n")) == (2, "", 1)
        assert said in err


def test_the_command_says_how_far_it_is(fran: Practitioner, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "night.xml"
    path.write_bytes(as_xml([incident(f"O{number}") for number in range(100)]))
    code, out, err = run(capsys, str(path), "--by", fran.email)
    assert (code, out) == (0, "100 incidents and 100 children loaded from night.xml\n")
    assert "100 incidents loaded" in err


def test_an_administrator_sees_none_of_it(social_care: Any, fran: Practitioner) -> None:
    joe = people.administrator(social_care)
    assert client_of(joe).get("/front-door/police").status_code == 403
