"""Every change in this room: a file is kept, checked for viruses, or let go.

Two hold the same content on disk where it was sent twice. Whoever writes or removes one holds a lock on its digest
until the row is committed, so that nobody removes what somebody else just kept.
"""

import datetime as dt
import logging
from functools import partial
from typing import Any

from django.conf import settings
from django.core.files import File
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from righthelp.audit.actions import Person, record
from righthelp.audit.locks import hold_name
from righthelp.files import clamav, store
from righthelp.files.kinds import LARGEST
from righthelp.files.models import Upload, Verdict
from righthelp.files.refusals import TOO_LARGE, NotAccepted
from righthelp.files.rules import Examined, cleaned_name, examined

__all__ = ["NotAccepted", "check_uploads", "examine", "forget", "keep"]

log = logging.getLogger("righthelp.files")
LONGEST_WAIT = dt.timedelta(days=7)
AT_A_ROUND = 50
ENOUGH_SILENCE = 3  # files in a row of which the daemon says nothing: more likely it is the daemon


def examine(file: "File[Any]") -> Examined:
    """Find out what a file is, before anything is kept of it.

    Raises:
        NotAccepted: in words for whoever sent it.
    """
    if (file.size or 0) > LARGEST:
        raise NotAccepted(TOO_LARGE)
    file.seek(0)
    return examined(file.read(LARGEST + 1))


def keep(*, file: "UploadedFile[Any]", by: Person | None) -> Upload:
    """Keep a file that somebody sent; it is on disk before its row commits. `by`: None for the public.

    Raises:
        NotAccepted: in words for whoever sent it.
    """
    found = examine(file)
    name = cleaned_name(file.name or "", found.kind)
    with transaction.atomic():
        return _kept(found, name, by)


def _kept(found: Examined, name: str, by: Person | None) -> Upload:
    digest = store.digest_of(found.content)
    hold_name(bytes.fromhex(digest))
    store.put(found.content)
    upload = Upload.objects.create(
        digest=digest,
        name=name,
        kind=found.kind.key,
        size=len(found.content),
        waiting_since=timezone.now() if settings.CLAMAV else None,
    )
    record(by=by, name="files.kept", subject=upload)
    return upload


@transaction.atomic
def forget(*, upload: Upload, by: Person | None) -> None:
    """Remove a file; its content goes from the disk with the last row that holds it.

    Raises:
        ProtectedError: where a record still points to it.
    """
    record(by=by, name="files.removed", subject=upload)
    upload.delete()
    _clear_later(upload.digest)


def check_uploads(now: dt.datetime) -> int:
    """Have waiting files checked for viruses, remove those that waited in vain, and what no row holds any more.

    Everything that is due shows in the tables and on disk, so that it may stop anywhere and run at any time.
    Returns how many files something was done with.
    """
    if not settings.CLAMAV:
        Upload.objects.exclude(waiting_since=None).update(waiting_since=None)
        return _clear_left_behind(now)
    # those from before there was a daemon to ask begin to wait now
    Upload.objects.waiting().filter(waiting_since=None).update(waiting_since=now)
    return _check_waiting(now) + _expire(now) + _clear_left_behind(now)


def _check_waiting(now: dt.datetime) -> int:
    """Ask about those first that were never asked about: one that the daemon cannot read holds up no other."""
    waiting = Upload.objects.waiting().order_by(F("tried_at").asc(nulls_first=True), "id")
    done = silent = 0
    for digest in dict.fromkeys(waiting.values_list("digest", flat=True)[:AT_A_ROUND]):
        try:
            is_infected = clamav.finds_virus(store.path_of(digest), at=settings.CLAMAV)
        except (clamav.NoAnswer, FileNotFoundError):
            Upload.objects.waiting().filter(digest=digest).update(tried_at=now)
            silent += 1
            if silent == ENOUGH_SILENCE:
                break
        else:
            done += _settle(digest, Verdict.INFECTED if is_infected else Verdict.CLEAN, now)
    if silent:
        log.warning("no answer of the virus scanner for %d files, which wait; tried again at the next round", silent)
    return done


@transaction.atomic
def _settle(digest: str, verdict: Verdict, now: dt.datetime) -> int:
    """Write down what was found, for every row that holds the content: a virus found late is one all the same."""
    hold_name(bytes.fromhex(digest))
    held = Upload.objects.held() if verdict == Verdict.INFECTED else Upload.objects.waiting()
    changed = list(held.filter(digest=digest))
    for upload in changed:
        upload.verdict, upload.checked_at = verdict, now
        upload.save(update_fields=["verdict", "checked_at"])
        record(by=None, name=EVENTS[verdict], subject=upload, fields=["verdict"])
    if verdict == Verdict.INFECTED:
        log.warning("a virus was found in %d files; what they held is removed", len(changed))
        _clear_later(digest)
    return len(changed)


@transaction.atomic
def _expire(now: dt.datetime) -> int:
    expired = list(Upload.objects.waiting().filter(waiting_since__lte=now - LONGEST_WAIT))
    for upload in expired:
        upload.verdict = Verdict.EXPIRED
        upload.save(update_fields=["verdict"])
        record(by=None, name=EVENTS[Verdict.EXPIRED], subject=upload, fields=["verdict"])
        _clear_later(upload.digest)
    return len(expired)


EVENTS = {
    Verdict.CLEAN: "files.found_clean",
    Verdict.INFECTED: "files.found_infected",
    Verdict.EXPIRED: "files.expired",
}


def _clear_later(digest: str) -> None:
    """Take a content off the disk once the change is certain; what goes wrong then is made up for by a round."""
    transaction.on_commit(partial(_clear, digest), robust=True)


@transaction.atomic
def _clear(digest: str) -> None:
    hold_name(bytes.fromhex(digest))
    if not Upload.objects.held().filter(digest=digest).exists():
        store.remove(digest)


def _clear_left_behind(now: dt.datetime) -> int:
    """Remove what a stopped program left on disk: half a file, or one whose row was never committed or is gone."""
    old = store.left_behind(now)
    held = set(Upload.objects.held().filter(digest__in=[path.name for path in old]).values_list("digest", flat=True))
    orphans = [path for path in old if path.name not in held]
    for path in orphans:
        if path.parent.name == store.NEW:
            path.unlink(missing_ok=True)
        else:
            _clear(path.name)
    return len(orphans)
