"""Which files are taken, told by what is in them."""

import io
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as some

from righthelp.files.kinds import KINDS, LARGEST, LONGEST_NAME
from righthelp.files.refusals import (
    EMPTY,
    HOLDS_TOO_MUCH,
    NOT_WHOLE,
    OLD_OR_LOCKED,
    RUNS_BY_ITSELF,
    TOO_LARGE,
    WRONG_KIND,
    NotAccepted,
)
from righthelp.files.rules import cleaned_name, examined
from righthelp.files.tests import incoming
from righthelp.files.tests.incoming import COLOURS, GOOD, PLACE, archive, chunk, part, with_members

WORD, PDF = incoming.word(), incoming.pdf()
TYPES = "[Content_Types].xml"


def refusal(content: bytes) -> str:
    with pytest.raises(NotAccepted) as refused:
        examined(content)
    return str(refused.value)


def types_of(*types: str) -> bytes:
    return "<Types>{}</Types>".format("".join(f'<Override ContentType="{one}"/>' for one in types)).encode()


@pytest.mark.parametrize("key", KINDS)
def test_each_kind_of_the_table_is_known_by_its_content(key: str) -> None:
    assert examined(GOOD[key]()).kind.key == key


@pytest.mark.parametrize("key", ["pdf", "docx", "xlsx", "odt", "txt", "heic"])
def test_documents_are_kept_as_they_were_sent(key: str) -> None:
    content = GOOD[key]()
    assert examined(content).content == content


@pytest.mark.parametrize(
    "content",
    [
        b"<html><script>alert(1)</script></html>",
        b"\n  <!DOCTYPE html><p>words",
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        b'<?xml version="1.0"?><svg/>',
        "\ufeff<html>".encode(),
        b"words, and then <script>alert(1)</script>",
        b"#!/bin/sh\necho",
        b"%!PS-Adobe-3.0",
        rb"{\rtf1 words}",
        b"Subject: hello\r\nMIME-Version: 1.0\r\n\r\nwords",
        b"MZ\x90\0\3\0\0\0",
        b"\x7fELF\2\1\1\0",
        b"words\0and more",
        b"\x1b[31mwords",
        b"\xff\xfew\0o\0r\0d\0",
        b"caf\xe9",
        b"\x1f\x8b\x08\0\0\0\0\0",
        b"Rar!\x1a\x07\x01\0",
        b"GIF89a\1\0\1\0\0\0\0;",
        archive({"words.txt": b"words"}),
        b" " + PDF,
        b"words %PDF-1.7",
        incoming.box(b"ftyp", b"isom\0\0\0\0mp42") + incoming.box(b"mdat", b"film"),
        incoming.heic(b"avif", b"avifmif1"),
        incoming.heic(b"mif1", b"avif"),
    ],
)
def test_other_kinds_are_refused_with_what_to_do(content: bytes) -> None:
    assert refusal(content) == WRONG_KIND


def test_an_empty_file_and_one_that_is_too_large_are_refused() -> None:
    assert refusal(b"") == EMPTY
    assert refusal(b"a" * (LARGEST + 1)) == TOO_LARGE
    assert examined(b"a" * LARGEST).kind.key == "txt"


@pytest.mark.parametrize(
    "content",
    [
        PDF + archive({"virus.exe": b"MZ"}),
        PDF.replace(b"\n", b"\n%<script>alert(1)</script>\n", 1),
        incoming.heic() + incoming.box(b"free", archive({"virus.exe": b"MZ"})),
        incoming.jpeg(part(0xE2, b"ICC_PROFILE\0%PDF-1.7")),
        incoming.png(chunk(b"iCCP", b"<HTML>")),
        archive({"mimetype": incoming.ODT_TYPE, TYPES: types_of(), "content.xml": b"", "META-INF/manifest.xml": b""}),
    ],
)
def test_a_file_that_is_two_kinds_at_once_is_refused(content: bytes) -> None:
    assert refusal(content) == WRONG_KIND


def test_a_document_with_a_pdf_in_front_of_all_else_is_refused() -> None:
    with_pdf = archive({"a.xml": b"%PDF-1.7", **members_of(WORD)}, compression=zipfile.ZIP_STORED)
    assert refusal(with_pdf) == WRONG_KIND


def members_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as made:
        return {name: made.read(name) for name in made.namelist()}


@pytest.mark.parametrize("key", ["pdf", "docx", "xlsx", "odt", "jpeg", "png", "heic"])
def test_a_file_that_lost_its_end_is_refused_as_not_whole(key: str) -> None:
    content = GOOD[key]()
    assert refusal(content[: len(content) * 2 // 3]) == NOT_WHOLE


@pytest.mark.parametrize(
    "member",
    ["word/vbaProject.bin", "word/activeX/activeX1.xml", "word/embeddings/oleObject1.bin", "Basic/a.xml", "setup.EXE"],
)
def test_a_document_that_could_run_something_is_refused(member: str) -> None:
    assert refusal(with_members(WORD, {member: b"x"})) == RUNS_BY_ITSELF
    assert refusal(with_members(incoming.open_document(), {member: b"x"})) == RUNS_BY_ITSELF


def test_a_document_whose_list_says_that_it_has_macros_is_refused() -> None:
    macros = types_of("application/vnd.ms-word.document.macroEnabled.main+xml")
    assert refusal(with_members(WORD, {TYPES: macros})) == RUNS_BY_ITSELF


def test_a_bomb_is_refused_before_anything_is_unpacked() -> None:
    swollen = archive({**members_of(WORD), "word/a.xml": bytes(80 * 1024 * 1024)}, compression=zipfile.ZIP_DEFLATED)
    assert len(swollen) < 200_000
    assert refusal(swollen) == HOLDS_TOO_MUCH
    assert refusal(archive({f"{number}.xml": b"" for number in range(2_001)})) == HOLDS_TOO_MUCH
    assert refusal(with_members(WORD, {TYPES: b" " * 1_100_000})) == HOLDS_TOO_MUCH


def test_a_member_that_is_larger_than_the_archive_says_is_refused() -> None:
    content = archive({"word/a.xml": b"a" * 5_000, **members_of(WORD)}, compression=zipfile.ZIP_DEFLATED)
    size = struct.pack("<I", 5_000)
    assert content.count(size) >= 2
    assert refusal(content.replace(size, struct.pack("<I", 50))) == NOT_WHOLE


@pytest.mark.parametrize("name", ["/etc/passwd", "../../a", "word/../../a", "a\\b"])
def test_a_member_that_leads_out_of_the_archive_is_refused(name: str) -> None:
    assert refusal(with_members(WORD, {name: b"x"})) == NOT_WHOLE


def test_an_archive_with_something_in_front_or_behind_is_refused() -> None:
    assert refusal(WORD + b"more") == NOT_WHOLE
    assert refusal(b"PK\3\4 in front" + WORD) == NOT_WHOLE


def test_an_archive_packed_in_a_way_that_documents_are_not_is_refused() -> None:
    assert refusal(archive(members_of(WORD), compression=zipfile.ZIP_LZMA)) == NOT_WHOLE


def test_a_password_and_an_older_word_are_refused_with_what_to_do() -> None:
    old = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(1_000)
    locked = with_members(incoming.open_document(), {"META-INF/manifest.xml": b"<m><encryption-data/></m>"})
    flag = bytearray(WORD)
    flag[flag.rindex(b"PK\1\2") + 8] |= 1
    assert {refusal(old), refusal(locked), refusal(bytes(flag))} == {OLD_OR_LOCKED}


@pytest.mark.parametrize("types", [b"<Types", b'<!DOCTYPE a [<!ENTITY b "c">]><Types>&b;</Types>', b""])
def test_a_document_whose_list_cannot_be_read_is_refused(types: bytes) -> None:
    assert refusal(with_members(WORD, {TYPES: types})) == NOT_WHOLE


def test_a_document_without_its_main_part_or_with_two_is_refused() -> None:
    word, excel = (f"application/vnd.openxmlformats-officedocument.{one}.main+xml" for one in MAIN)
    assert refusal(archive({TYPES: types_of(word)})) == WRONG_KIND
    assert refusal(with_members(WORD, {TYPES: types_of(word, excel)})) == WRONG_KIND
    assert refusal(with_members(WORD, {TYPES: types_of()})) == WRONG_KIND
    assert refusal(archive({"mimetype": incoming.ODT_TYPE})) == WRONG_KIND
    assert refusal(incoming.open_document(mimetype=b"application/vnd.oasis.opendocument.spreadsheet")) == WRONG_KIND


MAIN = ("wordprocessingml.document", "spreadsheetml.sheet")


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("turn", [3, 6, 8])
def test_a_photo_loses_the_place_where_it_was_taken_and_keeps_how_it_is_turned(turn: int, order: str) -> None:
    notes = [part(0xE1, incoming.exif(turn, order)), part(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + PLACE)]
    notes += [part(0xED, b"Photoshop" + PLACE), part(0xFE, PLACE), part(0xE2, b"MPF\0" + PLACE)]
    kept = examined(incoming.jpeg(*notes, behind=b"film" + PLACE)).content
    assert PLACE not in kept
    assert kept.count(b"Exif\0\0") == 1
    assert struct.pack(">HHIH", 0x0112, 3, 1, turn) in kept
    assert COLOURS in kept
    assert kept.endswith(incoming.SCAN + b"\xff\xd9")


@pytest.mark.parametrize("note", [incoming.exif(1), incoming.exif(9), b"Exif\0\0", b"Exif\0\0MM\0*\xff\xff\xff\xff"])
def test_a_photo_that_stands_upright_keeps_no_note_at_all(note: bytes) -> None:
    assert examined(incoming.jpeg(part(0xE1, note))).content == incoming.jpeg()


def test_a_photo_may_have_bytes_to_fill_between_its_parts() -> None:
    assert examined(incoming.jpeg(b"\xff\xff")).content == incoming.jpeg()


def test_a_picture_loses_everything_that_is_not_drawn() -> None:
    notes = [chunk(b"eXIf", PLACE), chunk(b"tEXt", b"Comment\0" + PLACE), chunk(b"iTXt", PLACE), chunk(b"tIME", PLACE)]
    assert examined(incoming.png(*notes, behind=PLACE)).content == incoming.png()


def test_a_heic_photo_keeps_its_place_and_pages_warn_of_it() -> None:
    found = examined(incoming.heic())
    assert PLACE in found.content
    assert "place where it was taken" in found.kind.warning


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xd8\xff\xd9",
        incoming.jpeg().replace(incoming.FRAME, b""),
        b"\xff\xd8" + incoming.JFIF + b"words",
        incoming.jpeg()[:-2],
        b"\xff\xd8\xff\xe0\0\1",
        incoming.jpeg(part(0xFE, b"") * 10_001),
        incoming.PNG + incoming.DOTS + incoming.LAST,
        incoming.PNG + incoming.HEADER + incoming.LAST,
        incoming.png(chunk(b"CgBI", b"")),
        incoming.png().replace(b"IDAT", b"IDAU"),
        incoming.png(chunk(b"tEXt", b"") * 10_001),
        incoming.box(b"ftyp", b"heic\0\0\0\0mif1"),
        incoming.heic() + b"\0\0\0\1mdat" + struct.pack(">Q", 3),
        incoming.heic() + incoming.box(b"free", b"") * 10_001,
    ],
)
def test_a_picture_that_no_program_could_draw_is_refused(content: bytes) -> None:
    assert refusal(content) == NOT_WHOLE


def test_the_boxes_of_a_heic_photo_may_be_long_or_go_on_to_the_end() -> None:
    long = b"\0\0\0\1free" + struct.pack(">Q", 20) + b"more"
    assert examined(incoming.heic() + long + b"\0\0\0\0freemore").kind.key == "heic"


def test_colours_of_a_tablet_stay_heic_where_the_brand_is_the_common_one() -> None:
    assert examined(incoming.heic(b"mif1", b"mif1heic")).kind.key == "heic"


@given(some.binary(max_size=300), some.sampled_from([*(kind.starts for kind in KINDS.values()), b"\0\0\0\x18ftypheic"]))
def test_any_bytes_are_taken_or_refused_in_words(content: bytes, start: bytes) -> None:
    assert taken_or_refused(start + content)


@given(some.sampled_from(sorted(GOOD)), some.data())
def test_a_file_damaged_anywhere_is_taken_or_refused_in_words(key: str, data: some.DataObject) -> None:
    content = bytearray(SAMPLES[key])
    for _ in range(data.draw(some.integers(1, 4))):
        content[data.draw(some.integers(0, len(content) - 1))] = data.draw(some.integers(0, 255))
    assert taken_or_refused(bytes(content))


def taken_or_refused(content: bytes) -> bytes | str:
    try:
        return examined(content).content
    except NotAccepted as refused:
        return str(refused)


SAMPLES = {key: make() for key, make in GOOD.items()}


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("report.pdf", "report.pdf"),
        ("report.PDF", "report.pdf"),
        ("report", "report.pdf"),
        ("report.exe", "report.exe.pdf"),
        ("report 12.5.2026", "report 12.5.2026.pdf"),
        ("..\\..\\windows\\report.pdf", "report.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("folder/", "folder.pdf"),
        ("re\u202eport\u2066.pdf", "report.pdf"),
        ("a\r\nSet-Cookie: b\0.pdf", "a Set-Cookie b.pdf"),
        ('a"b;c<d>.pdf', "a b;c d.pdf"),
        ("Zoe\u0308.pdf", "Zoë.pdf"),
        ("مرحبا.pdf", "مرحبا.pdf"),
        (".pdf", "file.pdf"),
        ("..", "file.pdf"),
        ("", "file.pdf"),
        ("\u200b\u200b.pdf", "file.pdf"),
        ("a" * 300 + ".pdf", "a" * 116 + ".pdf"),
    ],
)
def test_a_name_is_kept_without_what_could_mislead_or_harm(given_name: str, kept: str) -> None:
    assert cleaned_name(given_name, KINDS["pdf"]) == kept


@given(some.text(max_size=400), some.sampled_from(sorted(KINDS)))
def test_every_name_becomes_one_that_is_safe(name: str, key: str) -> None:
    kept = cleaned_name(name, KINDS[key])
    assert kept == cleaned_name(kept, KINDS[key])
    assert len(kept) <= LONGEST_NAME
    assert kept.endswith(f".{KINDS[key].extension}")
    assert not set(kept) & set('/\\\r\n\t\0\u202e\u2066"<>|?*:')
    assert not kept.startswith(".")
