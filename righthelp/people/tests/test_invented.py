"""Invented people: the same from the same seed, shaped like families, and asked about with the truth beside it."""

import csv
import re
from argparse import Namespace
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from righthelp.design_system.commands import BadInput
from righthelp.people.commands import run_invent
from righthelp.people.invented.names import load_names, proper_spellings
from righthelp.people.invented.write import PEOPLE_COLUMNS, TODAY, write

PEOPLE, QUERIES = 900, 400
FILES = ("people.csv", "relationships.csv", "queries.csv", "truth.csv")
COMMUNITIES = {
    "english", "polish", "south_asian", "west_african", "somali_arab", "romanian", "turkish", "east_asian",
}  # fmt: skip
Rows = list[dict[str, str]]


def rows(folder: Path, name: str) -> Rows:
    with (folder / name).open(newline="", encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("invented")
    write(folder, people=PEOPLE, queries=QUERIES, seed=7)
    return folder


@pytest.fixture(scope="module")
def on_file(made: Path) -> dict[str, dict[str, str]]:
    return {row["person_id"]: row for row in rows(made, "people.csv")}


@pytest.fixture(scope="module")
def ties(made: Path) -> set[tuple[str, str, str]]:
    return {(row["person_id"], row["related_id"], row["relation"]) for row in rows(made, "relationships.csv")}


def close_relatives(person: str, ties: set[tuple[str, str, str]]) -> set[str]:
    parents = {b for a, b, kind in ties if a == person and kind == "parent"}
    children = {a for a, b, kind in ties if b == person and kind == "parent"}
    partners = {b for a, b, kind in ties if a == person and kind == "partner"}
    partners |= {a for a, b, kind in ties if b == person and kind == "partner"}
    siblings = {a for a, b, kind in ties if b in parents and kind == "parent"} - {person}
    return parents | children | partners | siblings


def test_the_same_seed_gives_the_same_files(made: Path, tmp_path: Path) -> None:
    write(tmp_path, people=PEOPLE, queries=QUERIES, seed=7)
    for name in FILES:
        assert (tmp_path / name).read_bytes() == (made / name).read_bytes()


def test_another_seed_gives_other_people(made: Path, tmp_path: Path) -> None:
    write(tmp_path, people=PEOPLE, queries=0, seed=8)
    assert (tmp_path / "people.csv").read_bytes() != (made / "people.csv").read_bytes()


def test_questions_of_one_community_or_harder_ones_are_asked_of_the_same_people(made: Path, tmp_path: Path) -> None:
    write(tmp_path, people=PEOPLE, queries=50, seed=7, community="polish", hard=True)
    assert (tmp_path / "people.csv").read_bytes() == (made / "people.csv").read_bytes()
    assert {row["community"] for row in rows(tmp_path, "truth.csv")} == {"polish"}


def test_an_unknown_community_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no such community: klingon"):
        write(tmp_path, people=10, queries=0, seed=1, community="klingon")


def test_the_command_says_what_it_wrote(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_invent(asked_for(tmp_path, community="turkish")) == 0
    assert "Wrote 500 invented people and six queries" in capsys.readouterr().out
    assert len(rows(tmp_path, "queries.csv")) == 6


def test_the_command_refuses_an_unknown_community_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no such community: klingon; there are english, polish"):
        run_invent(asked_for(tmp_path, community="klingon"))


def test_the_command_refuses_to_ask_about_nobody(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="nobody to ask about among 3 people: make more people"):
        run_invent(asked_for(tmp_path, community="turkish", people=3))


def asked_for(out: Path, *, community: str, people: int = 500) -> Namespace:
    return Namespace(out=out, people=people, queries=6, seed=1, community=community, hard=False)


def test_there_are_as_many_people_as_asked_for_each_once(made: Path, on_file: dict[str, dict[str, str]]) -> None:
    people = rows(made, "people.csv")
    assert len(people) == PEOPLE == len(on_file)
    assert tuple(people[0]) == PEOPLE_COLUMNS


def test_people_are_written_as_the_importer_reads_them(on_file: dict[str, dict[str, str]]) -> None:
    for person in on_file.values():
        assert person["kind"] in {"child", "adult", "unborn"}
        assert person["sex"] in {"female", "male", ""}
        assert not person["dob"] or date.fromisoformat(person["dob"]) <= TODAY
        assert bool(person["edd"]) == (person["kind"] == "unborn")


def test_homes_lie_under_a_postcode_area_that_does_not_exist(on_file: dict[str, dict[str, str]]) -> None:
    for person in on_file.values():
        for postcode in (person["postcode"], person["prev_postcode"]):
            assert not postcode or re.fullmatch(r"QX\d{1,2} \d[ABDEFGHJLNPQRSTUWXYZ]{2}", postcode)


def test_each_home_has_one_postcode(on_file: dict[str, dict[str, str]]) -> None:
    homes = {(p["address_line"], p["town"], p["postcode"]) for p in on_file.values() if p["postcode"]}
    assert len({(line, town) for line, town, _ in homes}) == len(homes)


def test_children_are_children_and_parents_are_older(
    on_file: dict[str, dict[str, str]], ties: set[tuple[str, str, str]]
) -> None:
    for person, related, kind in ties:
        assert {person, related} <= set(on_file)
        born, parent_born = on_file[person]["dob"] or on_file[person]["edd"], on_file[related]["dob"]
        if kind == "parent" and born and parent_born:
            assert (date.fromisoformat(born) - date.fromisoformat(parent_born)).days > 14 * 365
    for row in on_file.values():
        if row["kind"] == "child" and row["dob"]:
            assert (TODAY - date.fromisoformat(row["dob"])).days <= 18 * 366


def test_families_are_as_they_are(on_file: dict[str, dict[str, str]], ties: set[tuple[str, str, str]]) -> None:
    parents = Counter(person for person, _, kind in ties if kind == "parent")
    alone = [p for p, n in parents.items() if n == 1 and on_file[p]["kind"] == "child"]
    assert 0.1 < len(alone) / len(parents) < 0.5
    homes = {person: row["address_line"] for person, row in on_file.items()}
    elsewhere = [1 for a, b, kind in ties if kind == "parent" and homes[a] and homes[b] and homes[a] != homes[b]]
    assert elsewhere
    assert any(row["kind"] == "unborn" for row in on_file.values())
    assert any(row["prev_address_line"] for row in on_file.values())
    assert any("-" in row["surname"] for row in on_file.values())
    assert any(row["aka_surname"] for row in on_file.values())


def test_one_in_ten_is_on_file_without_a_date_of_birth(on_file: dict[str, dict[str, str]]) -> None:
    missing = [row for row in on_file.values() if not row["dob"] and not row["edd"]]
    assert 0.06 < len(missing) / PEOPLE < 0.14


def test_four_in_five_queries_mean_somebody_on_file(made: Path, on_file: dict[str, dict[str, str]]) -> None:
    truths = rows(made, "truth.csv")
    assert len(truths) == QUERIES
    assert sum(bool(row["person_id"]) for row in truths) == QUERIES * 0.8
    assert all(row["person_id"] in on_file for row in truths if row["person_id"])
    assert [row["query_id"] for row in truths] == [row["query_id"] for row in rows(made, "queries.csv")]


def test_the_truth_names_relatives_who_are_on_file_and_are_relatives(
    made: Path, ties: set[tuple[str, str, str]]
) -> None:
    known = [row for row in rows(made, "truth.csv") if row["person_id"]]
    for row in known:
        assert set(filter(None, row["relatives"].split(";"))) == close_relatives(row["person_id"], ties)
    assert any(row["relatives"] for row in known)


def test_a_twin_not_on_file_has_relatives_on_file_and_a_stranger_has_none(made: Path) -> None:
    unknown = [row for row in rows(made, "truth.csv") if not row["person_id"]]
    by_kind = {
        kind: [r for r in unknown if r["noise"].split("+")[0] == kind]
        for kind in {r["noise"].split("+")[0] for r in unknown}
    }
    assert set(by_kind) >= {"twin not on file", "sibling not on file", "namesake", "new occupant", "stranger"}
    assert all(row["relatives"] for row in by_kind["twin not on file"])
    for kind in ("namesake", "stranger", "new occupant"):
        assert not any(row["relatives"] for row in by_kind[kind])
    assert any(row["at_address"] for row in by_kind["new occupant"])


def test_nobody_on_file_is_the_one_who_is_not(made: Path, on_file: dict[str, dict[str, str]]) -> None:
    queries = {row["query_id"]: row for row in rows(made, "queries.csv")}
    held = {(row["first_name"], row["surname"], row["dob"]) for row in on_file.values() if row["dob"]}
    for row in rows(made, "truth.csv"):
        query = queries[row["query_id"]]
        if not row["person_id"] and query["dob"]:
            assert (query["first_name"], query["surname"], query["dob"]) not in held


def test_people_at_the_address_live_there_now(made: Path, on_file: dict[str, dict[str, str]]) -> None:
    for row in rows(made, "truth.csv"):
        homes = {
            tuple(on_file[each][k] for k in ("address_line", "town")) for each in row["at_address"].split(";") if each
        }
        assert len(homes) <= 1
        assert ("", "") not in homes
        if row["person_id"] and homes and "moved in with others" not in row["noise"]:
            person = on_file[row["person_id"]]
            assert not person["address_line"] or (person["address_line"], person["town"]) in homes


def test_an_unborn_child_is_described_by_its_mother(made: Path) -> None:
    truths = {row["query_id"]: row for row in rows(made, "truth.csv")}
    unborn = [q for q in rows(made, "queries.csv") if q["kind"] == "unborn" and truths[q["query_id"]]["person_id"]]
    assert unborn
    assert all(query["mother_first_name"] and not query["dob"] for query in unborn)


def test_noise_is_of_many_kinds_and_often_of_several(made: Path) -> None:
    kinds = [row["noise"].split("+") for row in rows(made, "truth.csv") if row["person_id"]]
    assert len({kind for each in kinds for kind in each}) > 35
    assert 0.3 < sum(len(each) > 1 for each in kinds) / len(kinds) < 0.75


def test_hard_queries_blur_at_least_two_fields_or_give_only_two(tmp_path: Path) -> None:
    write(tmp_path, people=PEOPLE, queries=300, seed=3, hard=True)
    queries = {row["query_id"]: row for row in rows(tmp_path, "queries.csv")}
    harder = [
        row["noise"] for row in rows(tmp_path, "truth.csv")
        if row["person_id"] and "by mother" not in row["noise"] and queries[row["query_id"]]["first_name"] != "Baby"
    ]  # fmt: skip
    two = [noise for noise in harder if noise.startswith("only ") and "+" not in noise and " and " in noise]
    assert 0.1 < len(two) / len(harder) < 0.35
    assert all("+" in noise for noise in harder if noise not in two)


def test_communities_are_met_as_in_an_english_city(tmp_path: Path) -> None:
    write(tmp_path, people=6000, queries=3000, seed=5)
    met = Counter(row["community"] for row in rows(tmp_path, "truth.csv"))
    assert set(met) == COMMUNITIES == set(load_names().communities())
    assert 0.62 < met["english"] / 3000 < 0.78
    assert 0.06 < met["south_asian"] / 3000 < 0.14


def test_each_community_has_several_hundred_names() -> None:
    names: dict[str, set[str]] = {community: set() for community in COMMUNITIES}
    for strand in load_names().strands.values():
        names[strand.community].update(strand.surnames.names)
    assert all(len(each) >= 250 for each in names.values())


def test_names_have_the_letters_and_the_forms_of_their_languages() -> None:
    spellings = proper_spellings()
    assert (spellings["Wojcik"], spellings["Serban"], spellings["Gul"]) == ("Wójcik", "Șerban", "Gül")
    polish = load_names().strands["polish"]
    assert polish.surname_of("Kowalski", "female") == "Kowalska"
    assert polish.surname_of("Nowak", "female") == "Nowak"
