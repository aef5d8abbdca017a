"""Keeping a file, letting it go, and sending it out."""

import datetime as dt
import os
import stat
import threading
from pathlib import Path

import pytest
from csp.middleware import CSPMiddleware
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.http import Http404
from django.test import RequestFactory
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks
from pytest_django.fixtures import Settings

from righthelp.audit.actions import Person
from righthelp.audit.models import Event
from righthelp.files import store
from righthelp.files.actions import NotAccepted, check_uploads, forget, keep
from righthelp.files.kinds import LARGEST
from righthelp.files.models import Upload, Verdict
from righthelp.files.tests import incoming
from righthelp.files.tests.incoming import TEXT, sent
from righthelp.files.views import serve

pytestmark = pytest.mark.django_db
EVERY_SHELF = [dt.timedelta(days=1, seconds=number) for number in range(257)]


def on_disk(uploads: Path) -> list[Path]:
    return sorted(path for path in uploads.rglob("*") if path.is_file())


def test_a_file_is_kept_by_its_content_and_nobody_else_on_the_machine_can_read_it(ada: Person, uploads: Path) -> None:
    upload = keep(file=sent(TEXT, "my note.txt"), by=ada)
    [path] = on_disk(uploads)
    assert path == uploads / upload.digest[:2] / upload.digest
    assert path.read_bytes() == TEXT
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert (upload.name, upload.kind, upload.size) == ("my note.txt", "txt", len(TEXT))
    event = Event.objects.get(name="files.kept")
    assert (event.actor_id, event.subject_id) == (7, upload.pk)


def test_somebody_without_an_account_can_send_a_file(uploads: Path) -> None:
    assert keep(file=sent(incoming.pdf(), "a.pdf"), by=None).kind == "pdf"


def test_what_the_browser_says_of_a_file_counts_for_nothing(ada: Person, uploads: Path) -> None:
    upload = keep(file=sent(TEXT, "holiday.jpg", kind="image/jpeg"), by=ada)
    assert (upload.kind, upload.name) == ("txt", "holiday.jpg.txt")
    with pytest.raises(NotAccepted):
        keep(file=sent(b"<html>", "letter.pdf", kind="application/pdf"), by=ada)


def test_nothing_is_kept_of_a_file_that_is_refused(ada: Person, uploads: Path) -> None:
    with pytest.raises(NotAccepted):
        keep(file=sent(b"MZ\0\0"), by=ada)
    assert on_disk(uploads) == []
    assert not Upload.objects.exists()


def test_a_file_that_is_too_large_is_refused_without_being_read(ada: Person) -> None:
    class Unread(SimpleUploadedFile):
        def read(self, *size: object) -> bytes:
            raise AssertionError

    with pytest.raises(NotAccepted, match="10 MB or smaller"):
        keep(file=Unread("a.txt", b"a" * (LARGEST + 1)), by=ada)


def test_a_file_that_was_read_before_is_kept_whole(ada: Person, uploads: Path) -> None:
    file = sent(TEXT)
    file.read()
    assert keep(file=file, by=ada).size == len(TEXT)


def test_a_photo_is_on_disk_without_the_place_where_it_was_taken(ada: Person, uploads: Path) -> None:
    photo = incoming.jpeg(incoming.part(0xE1, incoming.exif(6)))
    upload = keep(file=sent(photo, "bruise.jpeg"), by=ada)
    [path] = on_disk(uploads)
    assert incoming.PLACE in photo
    assert incoming.PLACE not in path.read_bytes()
    assert upload.size == path.stat().st_size


def test_a_file_is_flushed_before_it_has_its_name_and_the_name_is_flushed_after(
    ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    flush, rename = os.fsync, os.replace

    def noted_flush(number: int) -> None:
        done.append("folder" if stat.S_ISDIR(os.fstat(number).st_mode) else "file")
        flush(number)

    def noted_rename(old: str, new: str) -> None:
        done.append("name")
        rename(old, new)

    monkeypatch.setattr(os, "fsync", noted_flush)
    monkeypatch.setattr(os, "replace", noted_rename)
    keep(file=sent(TEXT), by=ada)
    assert done[-3:] == ["file", "name", "folder"]


def test_the_same_content_is_on_disk_once_until_the_last_who_sent_it_lets_go(
    ada: Person, uploads: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    first, second = keep(file=sent(TEXT, "a.txt"), by=ada), keep(file=sent(TEXT, "b.txt"), by=None)
    assert len(on_disk(uploads)) == 1
    with django_capture_on_commit_callbacks(execute=True):
        forget(upload=first, by=ada)
    assert len(on_disk(uploads)) == 1
    with django_capture_on_commit_callbacks(execute=True):
        forget(upload=second, by=ada)
    assert on_disk(uploads) == []
    assert Event.objects.filter(name="files.removed").count() == 2


def test_a_removal_that_is_rolled_back_leaves_the_file(
    ada: Person, uploads: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    upload = keep(file=sent(TEXT), by=ada)
    with django_capture_on_commit_callbacks(execute=True):
        _removed_and_rolled_back(upload, ada)
    assert Upload.objects.filter(digest=store.digest_of(TEXT)).exists()
    assert len(on_disk(uploads)) == 1


def _removed_and_rolled_back(upload: Upload, by: Person) -> None:
    with transaction.atomic():
        forget(upload=upload, by=by)
        transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
def test_nobody_removes_what_somebody_else_is_just_keeping(ada: Person, uploads: Path) -> None:
    first = keep(file=sent(TEXT), by=ada)
    remover = threading.Thread(target=_removes, args=(first, ada))
    with transaction.atomic():
        keep(file=sent(TEXT), by=None)
        remover.start()
        remover.join(timeout=0.3)  # time in which it could remove the content, were it not made to wait
    remover.join()
    assert Upload.objects.filter(digest=first.digest).count() == 1
    assert len(on_disk(uploads)) == 1


def _removes(upload: Upload, by: Person) -> None:
    try:
        forget(upload=upload, by=by)
    finally:
        connection.close()


def test_what_a_stopped_program_left_on_disk_goes_after_an_hour_and_nothing_else(ada: Person, uploads: Path) -> None:
    kept = keep(file=sent(TEXT), by=ada)
    store.put(b"of a row that was never committed")
    half = uploads / "new" / "half"
    half.write_bytes(b"half a file")
    now = timezone.now()
    assert sum(check_uploads(now + dt.timedelta(seconds=number)) for number in range(257)) == 0
    assert sum(check_uploads(now + later) for later in EVERY_SHELF) == 2
    assert on_disk(uploads) == [store.path_of(kept.digest)]


@pytest.mark.parametrize(
    "wrong",
    [{"size": 0}, {"size": LARGEST + 1}, {"verdict": Verdict.CLEAN}, {"checked_at": timezone.now()}],
)
def test_the_tables_hold_no_file_that_cannot_be(wrong: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Upload.objects.create(**{"digest": "a" * 64, "name": "a.txt", "kind": "txt", "size": 1, **wrong})


def test_a_file_is_sent_out_to_be_saved_and_never_shown(ada: Person) -> None:
    response = serve(keep(file=sent(TEXT, "Zoë’s note.txt"), by=ada))
    assert b"".join(response) == TEXT
    assert response["Content-Disposition"].startswith("attachment; filename")
    assert "Zo%C3%AB" in response["Content-Disposition"]
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["Content-Length"] == str(len(TEXT))
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["Cache-Control"] == "private, no-store"
    response.close()


def test_the_headers_of_a_file_outlive_the_middleware(ada: Person) -> None:
    upload = keep(file=sent(TEXT), by=ada)
    request, response = RequestFactory().get("/"), serve(upload)
    CSPMiddleware(lambda request: response).process_response(request, response)
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    response.close()


def test_a_file_that_waits_or_was_removed_is_not_sent_out(ada: Person, settings: Settings) -> None:
    upload = keep(file=sent(TEXT), by=ada)
    settings.CLAMAV = "127.0.0.1:1"
    for verdict in ("", Verdict.INFECTED, Verdict.EXPIRED):
        upload.verdict = verdict
        with pytest.raises(Http404):
            serve(upload)


def test_a_file_that_is_missing_on_disk_is_not_found_and_the_log_says_so(
    ada: Person, caplog: pytest.LogCaptureFixture
) -> None:
    upload = keep(file=sent(TEXT, "secret name.txt"), by=ada)
    store.remove(upload.digest)
    with pytest.raises(Http404):
        serve(upload)
    assert f"file {upload.pk} is missing" in caplog.text
    assert "secret" not in caplog.text


def test_where_nothing_looks_for_viruses_a_file_is_open_and_says_so(ada: Person) -> None:
    upload = keep(file=sent(TEXT), by=ada)
    assert upload.is_open
    assert upload.closed_because == ""
    assert str(upload) == f"file {upload.public_id}"
    assert upload.warning.startswith("Nothing has checked this file for viruses")


def test_a_heic_photo_warns_of_the_place_as_well(ada: Person) -> None:
    upload = keep(file=sent(incoming.heic(), "a.heic"), by=ada)
    assert "viruses" in upload.warning
    assert "place where it was taken" in upload.warning
