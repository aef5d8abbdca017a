"""What is asked of the log."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DataError
from django.db.models import CharField, Count, F, Max, Min, Model, QuerySet, Sum, TextField, Value
from django.db.models.functions import Cast
from django.utils import timezone

from righthelp.audit import rules
from righthelp.audit.models import Event, Look, Seal
from righthelp.audit.rules import Asked, Fault, FaultKind, Kept, Mark, Refusals, Report, TableReport

LOG_TABLES: dict[str, type[Event] | type[Look]] = {"event": Event, "look": Look}

# what reading back a value raises when somebody wrote nonsense past the application
UNREADABLE = (TypeError, ValueError, DataError)


def subject_of(record: Model) -> tuple[str, int]:
    """Give the type and id under which the log knows a saved record.

    Raises:
        ValueError: when the record is not saved, or its key is not a whole number.
    """
    label = (record._meta.concrete_model or type(record))._meta.label_lower
    if record._state.adding or type(record.pk) is not int:
        raise ValueError(f"the log speaks of saved records with a whole number as key; this {label} is not one")
    return label, record.pk


def events_about(record: Model) -> QuerySet[Event]:
    """Find the changes to one record, newest first; who was refused it is no change."""
    kind, number = subject_of(record)
    about = Event.objects.filter(subject_type=kind, subject_id=number)
    return about.exclude(name=rules.LOOK_REFUSED).order_by("-id")


def events_by(person: Model) -> QuerySet[Event]:
    """Find the changes that one person made, newest first."""
    return Event.objects.filter(actor_id=person.pk).exclude(name=rules.LOOK_REFUSED).order_by("-id")


def looks_at(record: Model) -> QuerySet[Look]:
    """Find who looked at one record, newest first."""
    kind, number = subject_of(record)
    return Look.objects.filter(subject_type=kind, subject_id=number).order_by("-id")


def looks_by(person: Model) -> QuerySet[Look]:
    """Find what one person looked at, newest first."""
    return Look.objects.filter(actor_id=person.pk).order_by("-id")


def look_ids(kind: type[Model], *, since: dt.datetime, up_to: int) -> QuerySet[Look, int]:
    """Number the looks at records of one kind since a moment, up to one of them, the oldest first."""
    label = kind._meta.label_lower
    looks = Look.objects.filter(subject_type=label, at__gte=since, pk__lte=up_to)
    return looks.order_by("pk").values_list("pk", flat=True)


def asked_for(record: Model, *, first: int, most: int, **which: Any) -> list[Asked]:
    """Give a page of the looks and refused looks at one record, newest first.

    `which` narrows them as filters of the log do: `actor_id=7`, `at__gte=moment`.
    """
    kind, number = subject_of(record)
    about = {"subject_type": kind, "subject_id": number, **which}
    no_words, columns = Value("", CharField()), ("at", "actor_id", "page_name", "why", "was_refused")
    looks = Look.objects.filter(**about).annotate(
        page_name=Cast("page", TextField()), why=F("reason"), was_refused=Value(False)
    )
    refusals = Event.objects.filter(name=rules.LOOK_REFUSED, **about).annotate(
        page_name=Cast(no_words, TextField()), why=Cast(no_words, TextField()), was_refused=Value(True)
    )
    both = looks.values_list(*columns).union(refusals.values_list(*columns), all=True).order_by("-at")
    return [Asked(*row) for row in both[first : first + most]]


def who_asked_for(record: Model) -> tuple[QuerySet[Look, int], QuerySet[Event, int | None]]:
    """Give the keys of everybody who looked at one record, and of everybody who was refused it."""
    kind, number = subject_of(record)
    about = {"subject_type": kind, "subject_id": number}
    refusals = Event.objects.filter(name=rules.LOOK_REFUSED, **about)
    return Look.objects.filter(**about).values_list("actor_id", flat=True), refusals.values_list("actor_id", flat=True)


def refused_looks(*, since: dt.datetime) -> list[Refusals]:
    """Find who was refused personal records since a moment: whoever tried the most records first."""
    refused = Event.objects.filter(name=rules.LOOK_REFUSED, at__gte=since)
    counted = refused.values_list("actor_id", "subject_type", "subject_id").annotate(times=Count("id"), last=Max("at"))
    by_person: dict[int, Refusals] = {}
    for actor_id, subject_type, subject_id, times, last in counted.order_by("subject_type", "subject_id"):
        found = by_person.setdefault(actor_id, Refusals(actor_id, last))
        found.records[subject_type, subject_id] = times
        found.last_at = max(found.last_at, last)
    return sorted(by_person.values(), key=lambda one: (-len(one.records), -one.times, one.actor_id))


def last_seal(table: str) -> Seal | None:
    """Give the newest seal of the table "event" or "look"."""
    return Seal.objects.filter(table=table).order_by("-number").first()


def seal_key() -> bytes:
    """Give the key of marks and macs, which lives outside the database.

    Raises:
        ImproperlyConfigured: when settings.SEAL_KEY is empty.
    """
    if not settings.SEAL_KEY:
        raise ImproperlyConfigured("SEAL_KEY is empty: the log cannot be sealed or checked")
    return str(settings.SEAL_KEY).encode()


def verify(*, kept: Iterable[Kept] = ()) -> Report:
    """Check every sealed row and every seal, one seal in memory at a time; reads only, may run beside writers.

    `kept` are macs that an operator kept outside; they show when seals at the end were cut off. What cannot
    be detected is listed in docs/decisions/0003-audit-log.md.

    Raises:
        ImproperlyConfigured: when settings.SEAL_KEY is empty.
    """
    key = seal_key()
    faults = [fault for table in LOG_TABLES for fault in _faults_in(key, table)]
    faults += [fault for each in kept for fault in _faults_against(each)]
    return Report(tables=tuple(_table_report(table) for table in LOG_TABLES), faults=tuple(faults))


def _faults_in(key: bytes, table: str) -> Iterator[Fault]:
    number, mac = 0, rules.NO_SEAL
    numbers = Seal.objects.filter(table=table).order_by("number").values_list("number", flat=True)
    for next_number in numbers:
        if next_number > number + 1:
            yield _gap(table, number + 1, next_number - 1)
            mac = ""  # nothing to compare the next seal with
        seal = _sound_seal(key, table, next_number)
        if seal is None:
            yield Fault(table, FaultKind.SEAL_BROKEN, next_number)
        else:
            yield from _faults_under(key, seal, mac)
        number, mac = next_number, seal.mac if seal else ""


def _gap(table: str, first: int, last: int) -> Fault:
    # one fault for any number of seals: a forged seal with a huge number must not keep verify busy for ever
    return Fault(table, FaultKind.SEAL_MISSING, first, through=last if last > first else None)


def _faults_under(key: bytes, seal: Seal, mac_before: str) -> Iterator[Fault]:
    if mac_before and seal.previous != mac_before:
        yield Fault(seal.table, FaultKind.SEAL_OUT_OF_CHAIN, seal.number)
    found = _marks_found(key, seal)
    for kind, row_id in rules.compare(rules.unpack(bytes(seal.marks)), found):
        yield Fault(seal.table, kind, row_id)


def _faults_against(kept: Kept) -> Iterator[Fault]:
    mac = Seal.objects.filter(table=kept.table, number=kept.number).values_list("mac", flat=True).first()
    if mac is None:
        yield Fault(kept.table, FaultKind.KEPT_MISSING, kept.number)
    elif mac != kept.mac:
        yield Fault(kept.table, FaultKind.KEPT_DIFFERS, kept.number)


def _sound_seal(key: bytes, table: str, number: int) -> Seal | None:
    try:
        seal = Seal.objects.get(table=table, number=number)
        return seal if rules.is_sound(key, seal.contents, seal.mac) else None
    except UNREADABLE:
        return None


def _marks_found(key: bytes, seal: Seal) -> list[Mark]:
    rows = LOG_TABLES[seal.table].objects.filter(id__lte=seal.last_id).order_by("id")
    if seal.number > 1:  # the first seal answers for everything below it, zero and negative ids too
        rows = rows.filter(id__gte=seal.first_id)
    try:
        return [rules.mark(key, seal.table, row) for row in rows.values(*rules.COLUMNS[seal.table])]
    except UNREADABLE:
        return [_mark_or_nothing(key, seal.table, row_id) for row_id in rows.values_list("id", flat=True)]


def _mark_or_nothing(key: bytes, table: str, row_id: int) -> Mark:
    try:
        row: dict[str, Any] = LOG_TABLES[table].objects.values(*rules.COLUMNS[table]).get(id=row_id)
        return rules.mark(key, table, row)
    except UNREADABLE:
        return Mark(row_id, b"")  # equal to no mark: the row is reported as changed


def _table_report(table: str) -> TableReport:
    sealed = Seal.objects.filter(table=table).aggregate(seals=Count("id"), rows=Sum("rows"), last=Max("last_id"))
    tail = LOG_TABLES[table].objects.filter(id__gt=sealed["last"] or 0).aggregate(rows=Count("id"), oldest=Min("at"))
    return TableReport(
        table=table,
        seals=sealed["seals"],
        sealed_rows=sealed["rows"] or 0,
        tail_rows=tail["rows"],
        tail_age=(timezone.now() - tail["oldest"]).total_seconds() if tail["oldest"] else None,
    )
