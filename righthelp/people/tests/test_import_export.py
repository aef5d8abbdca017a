"""`righthelp people export`: what comes back as it went in, who may, and what never leaves in a file."""

import csv
import datetime as dt
import stat
from pathlib import Path

import pytest
from django.utils import timezone

from righthelp.agencies.models import Practitioner
from righthelp.audit.models import Event
from righthelp.design_system.commands import BadInput
from righthelp.people import exporting
from righthelp.people.importing import people as importing
from righthelp.people.importing import relationships as related_importing
from righthelp.people.models import BulkUse, Identifier, Name, Person, Relationship, Residence, Restriction
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family
from righthelp.people.tests.matching_people import HOME, load, look_for, parent_of, run, somebody

pytestmark = pytest.mark.django_db

BECAUSE = "Moving to the new partnership, agreed on 3 November"
Table = list[dict[str, str]]


def export(folder: Path, by: Practitioner, because: str = BECAUSE) -> tuple[Table, Table]:
    """Export through the command; returns the rows of both files."""
    people, related = folder / "out_people.csv", folder / "out_related.csv"
    people.unlink(missing_ok=True)
    related.unlink(missing_ok=True)
    words = ("export", str(people), "--relationships", str(related), "--by", by.email, "--because", because)
    assert run(*words) == 0
    return read(people), read(related)


def read(path: Path) -> Table:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def restrict(person: Person, by: Practitioner, **more: object) -> Restriction:
    return Restriction.objects.create(person=person, kind="high_risk", because="Risk", restricted_by=by, **more)


def forget_everybody() -> None:
    Relationship.objects.all().delete()
    Person.objects.all().delete()


PEOPLE = [
    somebody("A1", "Ann", "Lee", "2015-03-27", aka_surname="Berg", sex="female", middle_name="May", **HOME)
    | {"prev_address_line": "2 Old Road", "prev_postcode": "WZ3 1AA"},
    somebody("A2", "=2+3", 'Bo "Sy", Lee', "2009-05", address_line="'t Hof"),
    somebody("-3", "Żaneta", "محمد", "1980", sex="other", aka_first_name="Zan") | {"kind": "adult"},
    {"person_id": "U1", "kind": "unborn", "edd": (dt.date.today() + dt.timedelta(days=60)).isoformat()},
    {"person_id": "E1"},
]
RELATED = [parent_of("A1", "-3"), {"person_id": "A1", "related_id": "A2", "relation": "cousin"}]


def test_what_was_loaded_comes_out_and_goes_in_again_as_it_was(
    tmp_path: Path, ines: Practitioner, capsys: pytest.CaptureFixture[str]
) -> None:
    assert load(tmp_path, PEOPLE, RELATED) == 0
    people, related = export(tmp_path, ines)
    assert [row["person_id"] for row in people] == ["A1", "A2", "'-3", "U1", "E1"]
    assert people[1]["first_name"] == "'=2+3"
    assert [(row["aka_first_name"], row["aka_surname"]) for row in people[:3]] == [("", "Berg"), ("", ""), ("Zan", "")]
    assert load(tmp_path, PEOPLE, RELATED) == 0
    again = ("import", str(tmp_path / "out_people.csv"), "--relationships", str(tmp_path / "out_related.csv"))
    assert run(*again) == 0
    assert "0 people loaded from out_people.csv; 5 on file already" in capsys.readouterr().out
    forget_everybody()
    assert run(*again) == 0
    assert Name.objects.filter(first="=2+3", last='Bo "Sy", Lee').exists()
    assert (people, related) == export(tmp_path, ines)


@pytest.mark.usefixtures("family")
def test_people_who_were_written_down_here_come_back_as_themselves(
    tmp_path: Path, ines: Practitioner, capsys: pytest.CaptureFixture[str]
) -> None:
    people, _ = export(tmp_path, ines)
    there = Person.objects.count()
    assert run("import", str(tmp_path / "out_people.csv"), "--relationships", str(tmp_path / "out_related.csv")) == 0
    assert (Person.objects.count(), len(people)) == (there, there)
    assert "0 relationships loaded from out_related.csv; 3 on file already" in capsys.readouterr().out


def test_only_a_role_that_exports_in_bulk_may_and_nothing_is_written_otherwise(
    tmp_path: Path, sam: Practitioner, mira: Practitioner, leila: Practitioner, ines: Practitioner
) -> None:
    out = tmp_path / "people.csv"
    for email in (sam.email, mira.email, leila.email, "nobody@example.org"):
        with pytest.raises(BadInput, match="may export in bulk"):
            run("export", str(out), "--by", email, "--because", BECAUSE)
    with pytest.raises(BadInput, match="Say why"):
        run("export", str(out), "--by", ines.email, "--because", "  ")
    Practitioner.objects.filter(pk=ines.pk).update(suspended_at=timezone.now())
    with pytest.raises(BadInput, match="may export in bulk"):
        run("export", str(out), "--by", ines.email, "--because", BECAUSE)
    assert not out.exists()
    assert not Event.objects.filter(name="people.exported").exists()


def test_restricted_records_are_left_out_with_all_that_names_them_and_nobody_is_told(
    tmp_path: Path, ines: Practitioner, mira: Practitioner, family: Family, capsys: pytest.CaptureFixture[str]
) -> None:
    restrict(family.mother, mira)
    lifted = {"lifted_by": mira, "lifted_at": timezone.now(), "lifted_because": "No more"}
    restrict(family.brother, mira, **lifted)
    people, related = export(tmp_path, ines)
    assert {row["first_name"] for row in people} == {"Maya", "Jonas", "Leo"}
    ids = {str(one.public_id) for one in (family.maya, family.father)}
    assert [{row["person_id"], row["related_id"]} for row in related] == [ids]
    assert "Exported three people and one relationship." in capsys.readouterr().out
    event = Event.objects.get(name="people.exported")
    assert event.about_ids == {"people_count": 3, "relationships_count": 1}


def test_protected_addresses_are_left_out_also_where_they_show_through_others(
    tmp_path: Path, ines: Practitioner, family: Family
) -> None:
    folk.lives_at(family.maya, "Lantern House", "WZ9 9ZZ", is_protected=True)
    folk.lives_at(family.mother, "lantern house,", "wz99zz")
    folk.lives_at(family.mother, "", "", is_protected=True)
    folk.lives_at(family.brother, "Lantern House", "")
    folk.lives_at(family.father, "3 Quay", "WZ2 7BD")
    former = folk.lives_at(family.father, "Lantern House", "WZ9 9ZZ")
    Residence.objects.filter(pk=former.pk).update(to_on=dt.date(2026, 1, 1))
    people, _ = export(tmp_path, ines)
    written = (tmp_path / "out_people.csv").read_text().lower()
    assert "lantern" not in written
    assert "wz9" not in written
    assert [(row["first_name"], row["address_line"]) for row in people if row["town"]] == [("Jonas", "3 Quay")]


def test_what_was_withdrawn_has_ended_or_was_lost_is_left_out(
    tmp_path: Path, ines: Practitioner, family: Family
) -> None:
    withdrawn = {"withdrawn_at": timezone.now(), "withdrawn_by": ines, "withdrawn_because": "Never right"}
    maya = {"person": family.maya, "source": folk.SOURCE}
    Name.objects.create(**maya, kind="alias", first="Wrong", **withdrawn)
    Name.objects.create(**maya, kind="former", first="Before")
    Name.objects.create(**maya, kind="used", first="Maysie", last="Lind")
    Residence.objects.create(**maya, line="1 Wrong Street", **withdrawn)
    Identifier.objects.create(**maya, kind="local", value="WRONG", system="import", **withdrawn)
    Relationship.objects.filter(person=family.maya, relative=family.father).update(**withdrawn)
    Relationship.objects.filter(person=family.brother).update(to_on=dt.date(2026, 1, 1))
    lost = Person.objects.create(source=folk.SOURCE, stage="lost")
    folk.related(lost, family.mother)
    people, related = export(tmp_path, ines)
    assert len(people) == 4
    assert [row["person_id"] for row in related] == [str(family.maya.public_id)]
    assert [people[0][column] for column in ("first_name", "surname", "aka_first_name", "aka_surname")] == [
        "Maya", "Lindqvist", "Maysie", "Lind",
    ]  # fmt: skip
    written = (tmp_path / "out_people.csv").read_text()
    assert "wrong" not in written.lower()
    assert "Before" not in written


def test_the_file_is_new_and_for_its_owner_alone(tmp_path: Path, ines: Practitioner) -> None:
    export(tmp_path, ines)
    people = tmp_path / "out_people.csv"
    assert stat.S_IMODE(people.stat().st_mode) == 0o600
    before = people.read_text()
    for words in (("export", str(people)), ("export", str(tmp_path / "new.csv"), "--relationships", str(people))):
        with pytest.raises(BadInput, match="is there already"):
            run(*words, "--by", ines.email, "--because", BECAUSE)
    with pytest.raises(BadInput, match="cannot be written"):
        run("export", str(tmp_path / "none" / "people.csv"), "--by", ines.email, "--because", BECAUSE)
    assert people.read_text() == before
    assert not (tmp_path / "new.csv").exists()
    assert Event.objects.filter(name="people.exported").count() == 1


def test_an_export_leaves_an_event_with_who_why_and_how_many_before_anything_is_written(
    tmp_path: Path, ines: Practitioner, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(exporting, "BATCH", 2)
    load(tmp_path, PEOPLE, RELATED)
    assert run("export", str(tmp_path / "only.csv"), "--by", ines.email.upper(), "--because", BECAUSE) == 0
    assert [row["person_id"] for row in read(tmp_path / "only.csv")][-1] == "E1"
    use = BulkUse.objects.get()
    assert (use.used_by, use.because, use.people, use.relationships) == (ines, BECAUSE, 5, 0)
    event = Event.objects.get(name="people.exported")
    assert (event.actor_id, event.subject_id) == (ines.pk, use.pk)
    assert "Ann" not in f"{event.about_ids}{event.fields}"
    assert "Exported five people and no relationships." in capsys.readouterr().out

    def full_disk(*args: object) -> None:
        assert Event.objects.filter(name="people.exported").count() == 2
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(exporting, "_write", full_disk)
    with pytest.raises(BadInput, match="No space left"):
        run("export", str(tmp_path / "full.csv"), "--by", ines.email, "--because", BECAUSE)
    assert not (tmp_path / "full.csv").exists()


def test_long_exports_tell_how_far_they_are(
    tmp_path: Path, ines: Practitioner, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("righthelp.people.commands.SAY_EVERY", 2)
    load(tmp_path, PEOPLE, RELATED)
    capsys.readouterr()
    export(tmp_path, ines)
    said = capsys.readouterr().err
    assert "wrote 4 people" in said
    assert "wrote 2 relationships" in said


def test_looking_for_a_file_of_people_leaves_an_event_with_counts_alone(tmp_path: Path) -> None:
    load(tmp_path, PEOPLE)
    look_for(tmp_path, {"first_name": "Ann", "surname": "Lee"}, {"first_name": "Bo"})
    event = Event.objects.get(name="people.matched")
    assert event.about_ids == {"asked_count": 2, "refused_count": 0}
    assert BulkUse.objects.get(pk=event.subject_id).people == 2
    (tmp_path / "queries.csv").write_text(
        'query_id,first_name,surname,dob,postcode\nQ1,Ann,Lee\nQ2,A\x00nn,Lee\n"Q3,A\n'
    )
    assert run("match", str(tmp_path / "queries.csv"), "--out", str(tmp_path / "results.csv")) == 1
    assert Event.objects.filter(name="people.matched").order_by("pk")[1].about_ids == {
        "asked_count": 2,
        "refused_count": 1,
    }
    assert {row["query_id"] for row in read(tmp_path / "results.csv")} == {"Q1", "Q2"}


def test_the_columns_are_those_of_the_import(tmp_path: Path, ines: Practitioner) -> None:
    export(tmp_path, ines)
    heads = [(tmp_path / name).read_text().strip() for name in ("out_people.csv", "out_related.csv")]
    assert heads == [",".join(importing.COLUMNS), ",".join(related_importing.COLUMNS)]
