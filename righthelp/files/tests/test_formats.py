from io import BytesIO

import docx
import pypdf
import pytest

from righthelp.files.formats import FORMATS, download
from righthelp.files.tests.samples import decision


@pytest.mark.parametrize(
    ("extension", "content_type"),
    [
        ("pdf", "application/pdf"),
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ],
)
def test_a_download_is_a_file_that_nobody_else_keeps(extension: str, content_type: str) -> None:
    answer = download(decision(), extension, name="decision-RH-7Q4M-22")
    assert answer.headers["Content-Type"] == content_type
    assert answer.headers["Content-Disposition"] == f'attachment; filename="decision-RH-7Q4M-22.{extension}"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_each_format_gives_its_own_kind_of_file() -> None:
    assert pypdf.PdfReader(BytesIO(download(decision(), "pdf", name="a").content)).pages
    assert docx.Document(BytesIO(download(decision(), "docx", name="a").content)).paragraphs


def test_an_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(KeyError, match="no format 'odt'; there are pdf, docx"):
        download(decision(), "odt", name="a")


@pytest.mark.parametrize("name", ["", "../secret", 'a"; x="', "Child A", "a\r\nSet-Cookie: x", "a.exe", "é"])
def test_a_name_that_could_mislead_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="letters, digits and hyphens only"):
        download(decision(), "pdf", name=name)


def test_the_table_of_formats_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        FORMATS["exe"] = FORMATS["pdf"]  # type: ignore[index]
