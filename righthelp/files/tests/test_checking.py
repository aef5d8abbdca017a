"""Files wait until ClamAV's daemon has looked into them."""

import datetime as dt
import socket
import time
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks
from pytest_django.fixtures import Settings

from righthelp.audit.actions import Person
from righthelp.audit.models import Event
from righthelp.files import clamav, store
from righthelp.files.actions import ENOUGH_SILENCE, LONGEST_WAIT, check_uploads, keep
from righthelp.files.models import Upload, Verdict
from righthelp.files.tests import incoming
from righthelp.files.tests.incoming import TEXT, sent
from righthelp.files.tests.scanner import EICAR, OTHERWISE, Scanner

pytestmark = pytest.mark.django_db
LATER = dt.timedelta(minutes=1)


@pytest.fixture
def at_once(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> DjangoCaptureOnCommitCallbacks:
    """Give what carries out the removals, as the end of a transaction does."""
    return django_capture_on_commit_callbacks


def look(now: dt.datetime, at_once: DjangoCaptureOnCommitCallbacks) -> int:
    with at_once(execute=True):
        return check_uploads(now)


def test_a_file_is_closed_until_it_is_found_clean(
    ada: Person, scanner: Scanner, at_once: DjangoCaptureOnCommitCallbacks
) -> None:
    upload, now = keep(file=sent(TEXT), by=ada), timezone.now()
    assert not upload.is_open
    assert "waits until it has been checked" in upload.closed_because
    assert upload.warning == ""
    assert look(now, at_once) == 1
    upload.refresh_from_db()
    assert (upload.is_open, upload.verdict, upload.checked_at) == (True, Verdict.CLEAN, now)
    assert upload.warning == ""
    assert scanner.seen == [TEXT]
    assert Event.objects.get(name="files.found_clean").fields == ["verdict"]
    assert look(now + LATER, at_once) == 0


def test_a_large_file_is_looked_into_whole(
    ada: Person, scanner: Scanner, at_once: DjangoCaptureOnCommitCallbacks
) -> None:
    content = b"words " * 200_000
    keep(file=sent(content), by=ada)
    look(timezone.now(), at_once)
    assert scanner.seen == [content]


def test_a_file_with_a_virus_leaves_the_disk_at_once_and_its_row_says_so(
    ada: Person, scanner: Scanner, at_once: DjangoCaptureOnCommitCallbacks, caplog: pytest.LogCaptureFixture
) -> None:
    upload = keep(file=sent(EICAR, "Jacob.txt"), by=ada)
    assert look(timezone.now(), at_once) == 1
    upload.refresh_from_db()
    assert not store.path_of(upload.digest).exists()
    assert not upload.is_open
    assert not upload.is_held
    assert "A virus was found" in upload.closed_because
    assert Event.objects.filter(name="files.found_infected", subject_id=upload.pk).exists()
    assert "virus" in caplog.text
    assert "Jacob" not in caplog.text


def test_a_virus_that_becomes_known_later_closes_all_that_hold_it(
    ada: Person, scanner: Scanner, at_once: DjangoCaptureOnCommitCallbacks
) -> None:
    early = keep(file=sent(EICAR), by=ada)
    Upload.objects.update(verdict=Verdict.CLEAN, checked_at=timezone.now())
    keep(file=sent(EICAR), by=None)
    assert look(timezone.now(), at_once) == 2
    early.refresh_from_db()
    assert early.verdict == Verdict.INFECTED
    assert not store.path_of(early.digest).exists()


def test_two_who_sent_the_same_wait_for_one_look(
    ada: Person, scanner: Scanner, at_once: DjangoCaptureOnCommitCallbacks
) -> None:
    keep(file=sent(TEXT), by=ada)
    keep(file=sent(TEXT), by=None)
    assert look(timezone.now(), at_once) == 2
    assert scanner.seen == [TEXT]


@pytest.mark.parametrize("mood", ["silent", "hangs up", *OTHERWISE])
def test_a_daemon_that_does_not_say_clean_leaves_the_file_closed_and_is_asked_again(
    ada: Person,
    scanner: Scanner,
    at_once: DjangoCaptureOnCommitCallbacks,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    mood: str,
) -> None:
    monkeypatch.setattr(clamav, "PATIENCE", 0.2)
    scanner.mood = mood
    upload, now = keep(file=sent(TEXT, "Jacob.txt"), by=ada), timezone.now()
    assert look(now, at_once) == 0
    upload.refresh_from_db()
    assert (upload.is_open, upload.verdict, upload.tried_at) == (False, "", now)
    assert "no answer of the virus scanner" in caplog.text
    assert "Jacob" not in caplog.text
    scanner.mood = "well"
    monkeypatch.undo()
    assert look(now + LATER, at_once) == 1


def test_a_daemon_that_is_down_is_not_asked_about_every_file(
    ada: Person, settings: Settings, at_once: DjangoCaptureOnCommitCallbacks
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        settings.CLAMAV = f"127.0.0.1:{free.getsockname()[1]}"
    for number in range(ENOUGH_SILENCE + 2):
        keep(file=sent(TEXT + bytes([65 + number])), by=ada)
    assert look(timezone.now(), at_once) == 0
    assert Upload.objects.waiting().exclude(tried_at=None).count() == ENOUGH_SILENCE


def test_files_that_the_daemon_cannot_read_hold_up_no_other(
    ada: Person, scanner: Scanner, at_once: DjangoCaptureOnCommitCallbacks
) -> None:
    for number in range(ENOUGH_SILENCE):
        store.remove(keep(file=sent(TEXT + bytes([65 + number])), by=ada).digest)
    good = keep(file=sent(TEXT), by=ada)
    assert look(timezone.now(), at_once) == 0
    assert look(timezone.now() + LATER, at_once) == 1
    good.refresh_from_db()
    assert good.is_open


def test_a_daemon_can_listen_at_a_path(
    ada: Person, settings: Settings, tmp_path: Path, at_once: DjangoCaptureOnCommitCallbacks
) -> None:
    settings.CLAMAV = str(tmp_path / "clamd.ctl")
    with Scanner(path=settings.CLAMAV):
        keep(file=sent(TEXT), by=ada)
        assert look(timezone.now(), at_once) == 1


def test_a_path_at_which_nobody_listens_leaves_the_file_closed(
    ada: Person, settings: Settings, tmp_path: Path, at_once: DjangoCaptureOnCommitCallbacks
) -> None:
    settings.CLAMAV = str(tmp_path / "clamd.ctl")
    upload = keep(file=sent(TEXT), by=ada)
    assert look(timezone.now(), at_once) == 0
    assert not upload.is_open


def test_a_daemon_that_drips_its_answer_runs_out_of_time(monkeypatch: pytest.MonkeyPatch) -> None:
    moments = iter([0.0, 1.0, 61.0])
    monkeypatch.setattr(time, "monotonic", lambda: next(moments))
    near, far = socket.socketpair()
    with near, far:
        far.sendall(b"stream: ")
        until = time.monotonic() + clamav.PATIENCE
        with pytest.raises(TimeoutError):
            clamav._answer(near, until)


def test_a_file_that_waited_seven_days_is_removed_and_its_row_says_so(
    ada: Person, scanner: Scanner, at_once: DjangoCaptureOnCommitCallbacks
) -> None:
    scanner.mood = "hangs up"
    upload = keep(file=sent(TEXT), by=ada)
    assert upload.waiting_since is not None
    assert look(upload.waiting_since + LONGEST_WAIT - LATER, at_once) == 0
    assert look(upload.waiting_since + LONGEST_WAIT, at_once) == 1
    upload.refresh_from_db()
    assert upload.verdict == Verdict.EXPIRED
    assert "could not be checked for viruses for 7 days" in upload.closed_because
    assert not store.path_of(upload.digest).exists()
    assert Event.objects.filter(name="files.expired", subject_id=upload.pk).exists()


def test_files_from_before_the_daemon_are_checked_and_their_seven_days_begin_then(
    ada: Person, settings: Settings, at_once: DjangoCaptureOnCommitCallbacks, scanner: Scanner
) -> None:
    address, settings.CLAMAV = settings.CLAMAV, ""
    scanner.mood = "hangs up"
    upload, now = keep(file=sent(TEXT), by=ada), timezone.now() + 5 * LONGEST_WAIT
    settings.CLAMAV = address
    assert not upload.is_open
    assert look(now, at_once) == 0
    upload.refresh_from_db()
    assert upload.waiting_since == now


def test_without_a_daemon_no_file_waits_or_expires(
    ada: Person, settings: Settings, at_once: DjangoCaptureOnCommitCallbacks, scanner: Scanner
) -> None:
    upload = keep(file=sent(TEXT), by=ada)
    settings.CLAMAV = ""
    assert look(timezone.now() + 2 * LONGEST_WAIT, at_once) == 0
    upload.refresh_from_db()
    assert upload.waiting_since is None
    assert upload.is_open


def test_an_office_document_is_looked_into_as_it_was_sent(
    ada: Person, scanner: Scanner, at_once: DjangoCaptureOnCommitCallbacks
) -> None:
    content = incoming.word()
    keep(file=sent(content, "plan.docx"), by=ada)
    look(timezone.now(), at_once)
    assert scanner.seen == [content]
