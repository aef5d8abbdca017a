"""Writing to the log, and sealing it."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol

from django.db import connection, transaction
from django.db.models import Max, Model
from django.utils import timezone

from righthelp.audit import rules
from righthelp.audit.locks import short_transaction
from righthelp.audit.models import ActorKind, Event, Look, Seal
from righthelp.audit.queries import LOG_TABLES, last_seal, seal_key, subject_of
from righthelp.audit.rules import MAX_ROWS_PER_SEAL, NO_SEAL, SealContents


class Person(Protocol):
    """Whoever is signed in; the log keeps only the key."""

    @property
    def pk(self) -> Any:
        """Give the key of the person's row."""


class CommandLine:
    """Somebody at the command line, whom Right Help cannot name."""


COMMAND = CommandLine()


class NotInTransaction(RuntimeError):
    """An event was recorded outside a transaction, so that the change might be kept without it."""


def record(
    *,
    by: Person | CommandLine | None,
    name: str,
    subject: Model,
    fields: Iterable[str] = (),
    refs: Mapping[str, int] | None = None,
) -> Event:
    """Log one change, in the same transaction as the change itself.

    `by` is a person, COMMAND, or None for Right Help itself; `name` is room.what_was_done; `fields` names what
    changed, never its text; `refs` points at other records, {"edition": 3}.

    Raises:
        NotInTransaction: outside transaction.atomic().
        ValueError: for an unsaved subject or person, or text where a name belongs.
    """
    if not connection.in_atomic_block:
        raise NotInTransaction(f"record {name} inside the transaction that makes the change")
    kind, actor_id = _actor(by)
    subject_type, subject_id = subject_of(subject)
    return Event.objects.create(
        actor_kind=kind,
        actor_id=actor_id,
        name=rules.checked_name(name),
        subject_type=subject_type,
        subject_id=subject_id,
        about_ids=rules.checked_refs(refs or {}),
        fields=rules.checked_fields(fields),
    )


def look(*, by: Person, subject: Model, page: str, reason: str = "") -> Look:
    """Log that a person looks at a personal record, before they see it.

    Outside a transaction it is kept at once; inside one it is lost if that is rolled back.

    Raises:
        ValueError: for an unsaved subject, somebody not signed in, or a page without a name.
    """
    if not page:
        raise ValueError("a look names the page")
    subject_type, subject_id = subject_of(subject)
    return Look.objects.create(
        actor_id=_person_id(by), subject_type=subject_type, subject_id=subject_id, page=page, reason=reason
    )


@transaction.atomic
def note_refused_look(*, by: Person, subject: Model) -> Event:
    """Log that a person asked for a personal record and was not shown it; nothing of the record.

    It stands among the events, as it is no look.

    Raises:
        ValueError: for an unsaved subject, or somebody not signed in.
    """
    return record(by=by, name=rules.LOOK_REFUSED, subject=subject)


def seal(*, now: dt.datetime | None = None) -> list[Seal]:
    """Seal all rows committed so far, at most 1,000 to a seal; runs in the background, returns the new seals.

    Raises:
        locks.Busy: when writers in flight did not finish within two seconds.
        RuntimeError: inside a transaction, where rows not yet committed could be sealed.
        ImproperlyConfigured: when settings.SEAL_KEY is empty.
    """
    key, at = seal_key(), now or timezone.now()
    return [made for table in LOG_TABLES for made in _seal_table(key, table, at)]


def _actor(by: Person | CommandLine | None) -> tuple[ActorKind, int | None]:
    if by is None:
        return ActorKind.SYSTEM, None
    if isinstance(by, CommandLine):
        return ActorKind.COMMAND, None
    return ActorKind.PERSON, _person_id(by)


def _person_id(by: Person) -> int:
    if type(by.pk) is not int:
        raise ValueError("the log needs a person with a whole number as key; this one is not signed in or not saved")
    return by.pk


def _seal_table(key: bytes, table: str, at: dt.datetime) -> Iterator[Seal]:
    up_to = _settled_id(table)
    while made := _seal_next(key, table, up_to, at):
        yield made


def _settled_id(table: str) -> int:
    """Give an id up to which every row is committed or will never be.

    Ids are handed out before rows commit, so a lower one may still be on its way. Waiting until nobody
    else holds the table is enough: whoever writes later gets a higher id. SQLite has one writer at a time.
    """
    model = LOG_TABLES[table]
    with short_transaction(model, "SHARE"):
        return model.objects.aggregate(last=Max("id"))["last"] or 0


def _seal_next(key: bytes, table: str, up_to: int, at: dt.datetime) -> Seal | None:
    with short_transaction(Seal, "SHARE ROW EXCLUSIVE"):  # one sealer at a time
        last = last_seal(table)
        first_id = last.last_id + 1 if last else 1
        rows = LOG_TABLES[table].objects.filter(id__range=(first_id, up_to)).order_by("id")
        found = rows.values(*rules.COLUMNS[table])[:MAX_ROWS_PER_SEAL]
        marks = [rules.mark(key, table, row) for row in found]
        if not marks:
            return None
        contents = SealContents(
            table=table,
            number=last.number + 1 if last else 1,
            at=at,
            first_id=first_id,
            last_id=marks[-1].id,
            rows=len(marks),
            marks=rules.pack(marks),
            previous=last.mac if last else NO_SEAL,
        )
        return Seal.objects.create(mac=rules.seal_mac(key, contents), **vars(contents))
