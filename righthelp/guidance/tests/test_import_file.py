"""Loading a file as a draft: all of it, or every fault with its row, column and reason and nothing."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils import timezone

from righthelp.agencies.models import Practitioner
from righthelp.audit.actions import COMMAND
from righthelp.guidance.actions import publish
from righthelp.guidance.importing import import_file
from righthelp.guidance.models import ContactPoint, Descriptor, Edition, Framework, Passage
from righthelp.guidance.tables import Table, UnreadableFile, read_table
from righthelp.guidance.tests.files import csv_file, xlsx_file
from righthelp.guidance.tests.helpers import ROWS, events, page, send, words

HEAD = "id,level,theme,text"
NINES, TWENTY = "9" * 5_000, "9" * 20
COMMAS = "put text with commas in quotes"
YAML = """
slug: westmarsh
title: Westmarsh guide
authority: Westmarsh Partnership
edition_name: Spring
levels:
  - {number: 1, name: Everyday help, help: [{name: Library, detail: Books}], what_to_do: [Say what goes well]}
  - {number: 2, name: More help}
duties:
  - {id: w-1, title: Danger, text: Ring 999}
contacts:
  - {id: hub, name: Hub, phones: ["01632 960001"], when: office, opening: {mon: ["09:00", "17:00"]}}
descriptors:
  - {id: a-1, level: 1, theme: Health, text: Eats well}
  - {id: a-2, level: 2, theme: Health, text: Often hungry}
"""


def load(content: bytes | str, name: str = "westmarsh.csv", **more: str | None) -> Edition:
    """Load a file as the command line does."""
    as_bytes = content.encode() if isinstance(content, str) else content
    given = {"slug": None, "edition_name": None, **more}
    return import_file(name=name, content=as_bytes, by=COMMAND, **given)


def faults(content: bytes | str, name: str = "westmarsh.csv", **more: str | None) -> list[str]:
    """Load a file that must be refused; give its faults, after seeing that nothing is left of it."""
    with pytest.raises(UnreadableFile) as caught:
        load(content, name, **more)
    assert not Framework.objects.exists()
    assert not Edition.objects.exists()
    return [str(fault) for fault in caught.value.faults]


def test_a_table_becomes_a_draft_with_its_levels_and_themes(db: None) -> None:
    edition = load(ROWS)
    assert (edition.status, edition.framework.slug, edition.wording) == ("draft", "westmarsh", "own")
    assert [str(level) for level in edition.levels.all()] == ["Level 1", "Level 2"]
    kept = [
        (item.code, item.level.number, item.theme.name, item.text, item.source) for item in edition.descriptors.all()
    ]
    assert kept == [("a-1", 1, "Health", "Eats well.", "page 1"), ("a-2", 2, "Health", "Often hungry.", "page 2")]
    assert all(item.needs for item in edition.descriptors.all())
    [event] = events("guidance.edition_loaded")
    assert (event.actor_kind, event.actor_id, event.subject_id) == ("command", None, edition.pk)


@pytest.mark.parametrize("word", ["theme", "domain", "outcome"])
def test_a_guide_keeps_its_own_word_for_theme(db: None, word: str) -> None:
    assert load(ROWS.replace("theme", word)).framework.theme_word == word


def test_columns_are_known_by_name_whatever_their_order_and_capitals(db: None) -> None:
    edition = load("Text, LEVEL ,Theme,ID,ours\nEats well,1,Health,a-1,x\n\n,,,,\n")
    assert edition.descriptors.get().text == "Eats well"


def test_a_spreadsheets_numbers_are_levels_and_its_formulas_are_not_run(db: None) -> None:
    edition = load(xlsx_file(HEAD.split(","), ["a-1", 1.0, "Health", "Eats well"]), "westmarsh.xlsx")
    assert edition.descriptors.get().level.number == 1


def test_yaml_holds_what_stands_around_the_descriptors(db: None) -> None:
    edition = load(YAML, "any.yaml")
    assert (edition.framework.title, edition.name) == ("Westmarsh guide", "Spring")
    first = edition.levels.get(number=1)
    assert (first.name, first.services.get().detail) == ("Everyday help", "Books")
    assert edition.passages.get(kind=Passage.Kind.DUTY).text == "Ring 999"
    assert edition.passages.get(kind=Passage.Kind.STEP).level == first
    assert edition.framework.contacts.get().hours is not None


def test_a_list_of_descriptors_alone_is_yaml_enough(db: None) -> None:
    assert load("- {id: a-1, level: 1, theme: Health, text: Eats well}", "w.yml").descriptors.count() == 1


def test_the_name_of_the_edition_is_as_told(db: None) -> None:
    assert load(YAML, "any.yaml", edition_name="Autumn").name == "Autumn"
    assert load(ROWS).name.startswith("Loaded on ")


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (",1,Health,x", "row 2, column id: The id is empty"),
        ("a,1,,x", "row 2, column theme: The theme is empty"),
        ("a,1,Health, ", "row 2, column text: The text is empty"),
        ("a,,Health,x", "row 2, column level: The level must be a whole number from 1 to 9, not ''"),
        ("a,0,Health,x", "row 2, column level: The level must be a whole number from 1 to 9, not '0'"),
        ("a,10,Health,x", "row 2, column level: The level must be a whole number from 1 to 9, not '10'"),
        ("a,1.5,Health,x", "row 2, column level: The level must be a whole number from 1 to 9, not '1.5'"),
        ("a,²,Health,x", "row 2, column level: The level must be a whole number from 1 to 9, not '²'"),
        (f"a,{NINES},Health,x", f"row 2, column level: The level must be a whole number from 1 to 9, not {TWENTY!r}"),
        (f"{'a' * 41},1,Health,x", "row 2, column id: The id has 41 characters; the most is 40"),
        (f"a,1,{'h' * 201},x", "row 2, column theme: The theme has 201 characters; the most is 200"),
        (f"a,1,Health,{'x' * 2001}", "row 2, column text: The text has 2,001 characters; the most is 2,000"),
        ("a,1,Health,x\0y", "row 2, column text: The text holds a character that is not text"),
        ("a,1,Health,x\ny,2,Health,z,more", "row 3: The row has more cells than there are columns: " + COMMAS),
        ("a,1,Health,x\na,2,Health,y", "row 3, column id: The id a stands in row 2 already"),
        ('a,1,Health,"x', "row 2: The row cannot be read as CSV (unexpected end of data)"),
        ('a,1,Health,"x"y', "row 2: The row cannot be read as CSV (',' expected after '\"')"),
    ],
)  # fmt: skip
def test_each_fault_names_its_row_column_and_reason(db: None, row: str, fault: str) -> None:
    assert faults(f"{HEAD}\n{row}\n") == [fault]


def test_every_fault_is_named_at_once_and_nothing_is_loaded(db: None) -> None:
    assert faults(f"{HEAD}\na,1,Health,x\n,7x,,\nb,2,Health,\n") == [
        "row 3, column id: The id is empty",
        "row 3, column theme: The theme is empty",
        "row 3, column text: The text is empty",
        "row 3, column level: The level must be a whole number from 1 to 9, not '7x'",
        "row 4, column text: The text is empty",
    ]


def test_rows_are_counted_as_a_spreadsheet_counts_them(db: None) -> None:
    assert faults(f'{HEAD}\n\na,1,Health,"one\ntwo\nthree"\n,1,Health,x\n') == ["row 4, column id: The id is empty"]


def test_a_domain_that_is_empty_is_called_a_domain(db: None) -> None:
    assert faults("id,level,domain,text\na,1,,x") == ["row 2, column domain: The domain is empty"]
    long = f"id,level,domain,text\na,1,{'x' * 201},x"
    assert faults(long) == ["row 2, column domain: The domain has 201 characters; the most is 200"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", ["The file is empty"]),
        (HEAD, ["The file has column names but no descriptors"]),
        (f"{HEAD}\n , ,\n", ["The file has column names but no descriptors"]),
        ("id;level;theme;text\na;1;b;c", [
            "row 1, column id: There is no column called id",
            "row 1, column level: There is no column called level",
            "row 1, column text: There is no column called text",
            "row 1, column theme: There is no column called theme, domain or outcome",
        ]),
        ("id,level,text,theme,text,ID\na,1,b,c,d,e", [
            "row 1, column id: There are two columns called id",
            "row 1, column text: There are two columns called text",
        ]),
    ],
)  # fmt: skip
def test_a_table_that_is_no_table_of_descriptors_is_refused(db: None, content: str, expected: list[str]) -> None:
    assert faults(content) == expected


def test_yaml_faults_name_the_line(db: None) -> None:
    content = (
        "descriptors:\n- {id: a, level: 1, theme: Health, text: x}\n\n- {id: b, level: 12, theme: Health, text: y}"
    )
    assert faults(content, "w.yaml") == ["row 4, column level: The level must be a whole number from 1 to 9, not '12'"]
    assert faults("- {id: a, level: 1, theme: Health, text: Yes}", "w.yaml") == [
        "row 1, column text: The value is not plain text: put it in quotes"
    ]
    assert faults("descriptors: []", "w.yaml") == ["The file has column names but no descriptors"]


HOURS = 'column contacts 1, opening: This must be days and hours, such as {mon: ["08:30", "17:00"]}'
LEVEL = "number, name, short_name, meaning, who_for, response, by_whom, source, help, what_to_do"
CONTACT = "id: a, name: b, when: office"


@pytest.mark.parametrize(
    ("around", "fault"),
    [
        ("titel: x", "column titel: No part has this name"),
        ("title: 5", "column title: This must be text: put it in quotes"),
        (f"title: {'x' * 301}", "column title: This has 301 characters; the most is 300"),
        ('title: "a\\0b"', "column title: This holds a character that is not text"),
        ("slug: a b", "column slug: This cannot be used: a b"),
        ("picture: photo", "column picture: This must be one of: spectrum, windscreen"),
        ("theme_word: heading", "column theme_word: This must be one of: theme, domain, outcome"),
        ("published_on: soon", "column published_on: This must be a date such as 2026-03-27"),
        ("levels: 5", "column levels: This must be a list of 500 items at most"),
        ("levels: [5]", f"column levels 1: This must have parts: {LEVEL}"),
        ("levels: [{name: x}]", "column levels 1, number: This part is missing"),
        ("levels: [{number: 12}]", "column levels 1, number: This must be a whole number from 1 to 9"),
        ("levels: [{number: true}]", "column levels 1, number: This must be a whole number from 1 to 9"),
        ("levels: [{number: 1}, {number: 1}]", "column levels: The number 1 is given twice"),
        ("levels: [{number: 1, help: [{detail: x}]}]", "column levels 1, help 1, name: This part is missing"),
        ("duties: [{title: x}]", "column duties 1, text: This part is missing"),
        ("questions: [{text: ' '}]", "column questions 1, text: This is empty"),
        (
            "links: [{name: x, url: 'javascript:alert(1)'}]",
            "column links 1, url: This cannot be used: javascript:alert(1)",
        ),
        (
            "contacts: [{id: a, name: b, when: never}]",
            "column contacts 1, when: This must be one of: office, out_of_hours, always, emergency",
        ),
        (
            f"contacts: [{{{CONTACT}, phones: ['01632 960001', abc]}}]",
            "column contacts 1, phones 2: This must be a telephone number in digits and spaces, such as 01632 960001 "
            "or 0300 123 4567 ext 12: abc",
        ),
        (f"contacts: [{{{CONTACT}, email: nobody}}]", "column contacts 1, email: This cannot be used: nobody"),
        (f"contacts: [{{{CONTACT}}}, {{{CONTACT}}}]", "column contacts: The id a is given twice"),
        (f"contacts: [{{{CONTACT}, opening: {{mon: [9, 17]}}}}]", HOURS),
        (f"contacts: [{{{CONTACT}, opening: {{mon: ['17:00', '09:00']}}}}]", HOURS),
        ("good_referral: x", "column good_referral: This must have parts: title, about, note, source, link, items"),
    ],
)  # fmt: skip
def test_what_stands_around_the_descriptors_is_checked_as_well(db: None, around: str, fault: str) -> None:
    rows = "descriptors: [{id: a, level: 1, theme: Health, text: x}]"
    assert faults(f"{around}\n{rows}", "w.yaml") == [fault]


@pytest.mark.parametrize(
    ("name", "more", "fault"),
    [
        ("w.csv", {"slug": "a b"}, "column short name: This cannot be used: a b"),
        ("w.csv", {"slug": "x" * 51}, "column short name: This has 51 characters; the most is 50"),
        ("w.csv", {"edition_name": "x" * 121}, "column edition name: This has 121 characters; the most is 120"),
        ("w.csv", {"slug": ""}, "column short name: This is empty"),
        ("你好.csv", {}, "column short name: This is empty"),
    ],
)
def test_names_are_checked(db: None, name: str, more: dict[str, str], fault: str) -> None:
    assert faults(ROWS, name, **more) == [fault]


def test_a_new_edition_takes_along_what_a_table_does_not_hold(db: None) -> None:
    first = load(YAML, "any.yaml")
    second = load(ROWS, "westmarsh.csv")
    assert second.framework == first.framework
    assert second.levels.get(number=1).name == "Everyday help"
    assert second.levels.get(number=1).services.get().name == "Library"
    assert second.passages.get(kind=Passage.Kind.DUTY).text == "Ring 999"
    assert second.passages.get(kind=Passage.Kind.STEP).level == second.levels.get(number=1)
    assert first.passages.count() == second.passages.count()
    assert first.levels.get(number=1).services.exists()
    assert ContactPoint.objects.count() == 1


def test_what_a_file_does_say_is_not_doubled_by_what_is_taken_along(db: None) -> None:
    load(YAML, "any.yaml")
    second = load(YAML.replace("Ring 999", "Ring 999 at once").replace("Library", "Park"), "any.yaml")
    assert second.passages.get(kind=Passage.Kind.DUTY).text == "Ring 999 at once"
    assert second.levels.get(number=1).services.get().name == "Park"


def test_help_at_a_level_that_is_gone_is_not_taken_along(db: None) -> None:
    load(YAML, "any.yaml")
    other = YAML.replace("number: 1", "number: 3").replace("level: 1", "level: 3")
    edition = load(other, "any.yaml", slug="westmarsh")
    assert edition.levels.count() == 3  # the levels of the last edition stay until a file says otherwise


def test_a_partnerships_own_descriptors_in_a_restated_guide_are_called_mixed(guidance: dict[str, Edition]) -> None:
    edition = load(ROWS, "bathnes.csv")
    assert edition.wording == "mixed"
    assert load(ROWS, "bathnes.csv").wording == "mixed"
    assert load(ROWS, "westmarsh.csv").wording == "own"


@pytest.mark.requirement("BT-016")
def test_loading_barnsleys_descriptors_ends_the_note_that_they_are_missing(
    client: Client, guidance: dict[str, Edition]
) -> None:
    edition = load(ROWS.replace("theme", "outcome"), "barnsley.csv")
    publish(edition=edition, effective_from=timezone.localdate(), by=None)
    text = page(client, "/guidance/barnsley")
    assert "The descriptors are not in the published pages we have." not in text
    assert "Parts of this guidance are restated in Right Help’s plain words" in text
    response = client.post("/worry", {"text": "She is often hungry at school.", "framework": "barnsley"})
    assert "Often hungry." in words(response)


@pytest.mark.requirement("BT-015", "BT-016")
def test_barnsleys_loaded_outcomes_are_listed_and_each_leads_to_its_descriptors(
    client: Client, guidance: dict[str, Edition]
) -> None:
    rows = (
        "id,level,outcome,text",
        "a-1,1,Getting a good education,Goes to school.",
        "a-2,3,Getting a good education,Misses many lessons.",
        "a-3,2,Improved family relationships,They quarrel.",
    )
    publish(edition=load(csv_file(*rows), "barnsley.csv"), effective_from=timezone.localdate(), by=None)
    guide = client.get("/guidance/barnsley").text
    assert "What the guide says, outcome by outcome" in guide
    own = {
        "Getting a good education": ("Goes to school.", "Misses many lessons."),
        "Improved family relationships": ("They quarrel.",),
    }
    for outcome, descriptors in own.items():
        link = re.search(rf'<a [^>]*href="([^"]+)">{outcome}</a>', guide)
        assert link, outcome
        text = page(client, link[1])
        assert {one for held in own.values() for one in held if one in text} == set(descriptors)


def test_an_address_that_the_pages_do_not_print_can_be_loaded_for_a_link(
    client: Client, guidance: dict[str, Edition]
) -> None:
    content = """
descriptors: [{id: a-1, level: 1, outcome: Health, text: Eats well}]
links: [{name: Barnsley Early Help Toolkit, url: "https://toolkit.example/eha"}]
"""
    publish(edition=load(content, "barnsley.yaml", slug="barnsley"), effective_from=timezone.localdate(), by=None)
    shown = client.get("/guidance/barnsley").text
    assert 'href="https://toolkit.example/eha">Barnsley Early Help Toolkit</a>' in shown


def test_a_gap_stays_a_gap_until_descriptors_fill_it(guidance: dict[str, Edition]) -> None:
    gap = load("id,level,domain,text\na,1,Health,x\nb,3,Health,y\nc,1,Housing,z", "staffordshire.csv")
    assert gap.passages.filter(kind=Passage.Kind.MISSING, level__number=3).count() == 1
    full = load("id,level,domain,text\na,1,Health,x\nb,3,Health,y", "staffordshire.csv")
    assert not full.passages.filter(kind=Passage.Kind.MISSING, level__number=3).exists()


def test_ties_groups_and_notes_of_known_descriptors_are_kept(guidance: dict[str, Edition]) -> None:
    known = guidance["staffordshire"].descriptors.exclude(theme__group="")[0]
    content = xlsx_file(
        ("id", "level", "domain", "text"), (known.code, known.level.number, known.theme.name, known.text)
    )
    kept = load(content, "staffordshire.xlsx").descriptors.get()
    assert (kept.needs, kept.note, kept.theme.group) == (known.needs, known.note, known.theme.group)


def test_ties_that_a_file_gives_are_used(db: None) -> None:
    edition = load(f"{HEAD},needs\na,1,Health,x,  food-and-hunger   physical-health \n")
    assert Descriptor.objects.get(edition=edition).need_slugs == ["food-and-hunger", "physical-health"]


def upload(client: Client, content: bytes, name: str = "w.csv", **fields: str) -> str:
    """Load a file on the page, and give the words of the answer."""
    filled = {"framework": "westmarsh", "edition_name": "Spring", **fields}
    return words(send(client, "/editor/load", file=SimpleUploadedFile(name, content), **filled))


def test_an_editor_loads_a_file_and_sees_the_draft(editing: Client, editor: Practitioner) -> None:
    text = upload(editing, ROWS.encode())
    assert "Loaded two descriptors as a draft. Only guidance editors see it until it is published." in text
    edition = Edition.objects.get()
    assert (edition.name, edition.loaded_by, edition.status) == ("Spring", editor, "draft")
    [event] = events("guidance.edition_loaded")
    assert event.actor_id == editor.pk


def test_a_file_is_read_before_the_transaction_that_stores_it(
    editing: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_while: dict[str, int] = {}

    def read(name: str, content: bytes) -> Table:
        open_while["reading"] = len(connection.atomic_blocks)
        return read_table(name, content)

    monkeypatch.setattr("righthelp.guidance.importing.read_table", read)
    upload(editing, ROWS.encode())
    assert open_while == {"reading": len(connection.atomic_blocks)}
    assert Edition.objects.exists()


@pytest.mark.parametrize("level", ["0x" + "f" * 5_000, "1" + ":1" * 4_000])
def test_a_yaml_file_with_odd_numbers_is_refused_on_the_page(editing: Client, db: None, level: str) -> None:
    content = f"- {{id: a, level: {level}, theme: Health, text: x}}"
    text = upload(editing, content.encode(), "w.yaml")
    assert "Row 1, column level:" in text
    assert "is not a plain number" in text


def test_the_page_lists_every_fault_and_keeps_the_names(editing: Client, db: None) -> None:
    response = send(
        editing,
        "/editor/load",
        file=SimpleUploadedFile("w.csv", csv_file(HEAD, ",1,<b>Health</b>,x", "b,12,Health,y")),
        framework="westmarsh",
        edition_name="Spring",
    )
    text = words(response)
    assert text.count("Nothing was loaded: the file has two faults, listed below") == 2
    assert "Row 2, column id: The id is empty" in text
    assert "Row 3, column level: The level must be a whole number from 1 to 9, not '12'" in text
    assert 'value="Spring"' in response.text
    assert not Edition.objects.exists()


def test_many_faults_are_cut_on_the_page_and_counted(editing: Client, db: None) -> None:
    text = upload(editing, csv_file(HEAD, *(f"a{n},x,Health,y" for n in range(510))))
    assert "the file has 510 faults" in text
    assert "And 10 more." in text


@pytest.mark.parametrize(
    ("fields", "content", "said"),
    [
        ({"framework": "a b"}, ROWS.encode(), "must have only letters, numbers and hyphens"),
        ({"framework": ""}, ROWS.encode(), "Enter short name of the guidance"),
        ({}, b"", "The file is empty"),
    ],
)
def test_faulty_forms_are_said_at_the_field_and_in_the_summary(
    editing: Client, db: None, fields: dict[str, str], content: bytes, said: str
) -> None:
    assert upload(editing, content, **fields).count(said) == 2
    assert words(send(editing, "/editor/load", framework="westmarsh")).count("Choose a file") == 2
    assert not Edition.objects.exists()
