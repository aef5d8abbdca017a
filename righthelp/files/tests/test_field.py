"""The box to choose a file."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import engines

from righthelp.design_system.forms import GovForm
from righthelp.files.forms import UploadField
from righthelp.files.tests import incoming
from righthelp.files.tests.incoming import TEXT, sent


class FileForm(GovForm):
    file = UploadField(label="Add a file")


class OptionalForm(GovForm):
    file = UploadField(label="Add a file", required=False)


def filled(file: SimpleUploadedFile | None) -> FileForm:
    return FileForm({}, {"file": file} if file else {})


def drawn(form: GovForm) -> str:
    page = '{% from "design_system/components.jinja" import field %}{{ field(form.file) }}'
    return str(engines["jinja2"].from_string(page).render({"form": form}))


def test_a_good_file_comes_through_as_it_was_sent() -> None:
    form = filled(sent(incoming.pdf(), "a.pdf"))
    assert form.is_valid()
    form.cleaned_data["file"].seek(0)
    assert form.cleaned_data["file"].read() == incoming.pdf()


def test_errors_say_what_to_do() -> None:
    assert filled(None).errors == {"file": ["Choose a file"]}
    assert filled(sent(b"")).errors == {"file": ["The file is empty. Choose another"]}
    kind = "This kind of file cannot be taken. Save it as PDF, Word or a photo, and choose that"
    assert filled(sent(b"<html>", "letter.pdf")).errors == {"file": [kind]}


def test_a_file_may_be_left_out_where_the_form_says_so() -> None:
    form = OptionalForm({}, {})
    assert form.is_valid()
    assert form.cleaned_data["file"] is None


def test_the_box_says_what_is_taken_and_asks_phones_for_jpeg() -> None:
    page = drawn(filled(None))
    assert 'type="file"' in page
    assert "PDF, Word (.docx), Excel (.xlsx), OpenDocument text (.odt), plain text (.txt), JPEG photo" in page
    assert "10 MB" in page
    assert 'accept=".pdf,' in page
    assert ".heic," not in page
    assert "Error:" in page


def test_the_name_of_a_file_does_not_come_back_in_the_page() -> None:
    assert "Jacob" not in drawn(filled(sent(TEXT, "Jacob.txt")))
