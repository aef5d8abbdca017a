"""Loading police notifications, and telling schools of them."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone

from righthelp.agencies.actions.refusals import require
from righthelp.agencies.sealing import cipher
from righthelp.audit.actions import record
from righthelp.calendar.queries import closed_days
from righthelp.calendar.rules import LONDON, day_of
from righthelp.design_system.formatters import day_and_time
from righthelp.front_door.actions.schools import tell_schools
from righthelp.front_door.actions.telling import tell_of_batch
from righthelp.front_door.actions.writing import tell_received
from righthelp.front_door.models import (
    Answer,
    Contact,
    Incident,
    NamedChild,
    NamedPerson,
    PoliceBatch,
    PoliceFile,
    Referrer,
)
from righthelp.front_door.names import plain
from righthelp.front_door.police.kinds import POLICE_KINDS
from righthelp.front_door.police.reading import Notification, Read, read
from righthelp.front_door.policies import works_here
from righthelp.front_door.rules import due_at

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner

SEALED_FOR = "police files"
FILE_KEPT = dt.timedelta(hours=1)
POLICE = "The police"
WAY = Contact.CameBy.POLICE
AT_ONCE = 500
Say = Callable[[int], None]
Known = tuple[str, dt.date, dt.date]


class LoadedMeanwhile(Exception):
    """Somebody else loaded some of the same incidents at the same moment; nothing was loaded now."""


class LoadedAlready(Exception):
    """This very file was loaded before."""

    def __init__(self, batch: PoliceBatch) -> None:
        super().__init__()
        self.batch = batch


@dataclass(frozen=True)
class Checked:
    """What a file would bring: what is new, what is on file already, and what looks like something that is."""

    file: Read
    new: list[Notification]
    repeats: int
    alike: dict[str, Contact | str]

    @property
    def children(self) -> int:
        """Count the children of what is new."""
        return sum(len(one.children) for one in self.new)


@transaction.atomic
def put_file(*, data: bytes, by: "Practitioner") -> PoliceFile:
    """Keep a file, sealed, until its worker says whether to load it; the same file again gives the same.

    Raises:
        NotAllowed: when somebody does not work at the front door.
        CannotRead: when nothing of it can be read.
        LoadedAlready: when it was loaded before.
    """
    require(works_here(by))
    found = read(data)
    _check_new(found.digest)
    sealed = {"sealed": cipher(SEALED_FOR).encrypt(data), "put_at": timezone.now()}
    made, is_new = PoliceFile.objects.update_or_create(put_by=by, digest=found.digest, defaults=sealed)
    if is_new:
        record(by=by, name="front_door.police_file_put", subject=made)
    return made


def opened(file: PoliceFile) -> bytes:
    """Give what a file holds."""
    return cipher(SEALED_FOR).decrypt(bytes(file.sealed))


@transaction.atomic
def leave_file(*, file: PoliceFile, by: "Practitioner") -> None:
    """Load nothing of a file, and forget what it holds.

    Raises:
        NotAllowed: to anybody but whoever put it here.
    """
    require(_is_own(file, by))
    record(by=by, name="front_door.police_file_left", subject=file)
    file.delete()


@transaction.atomic
def forget_files(now: dt.datetime) -> int:
    """Forget what files hold that nobody decided about for an hour; a round does this."""
    old = list(PoliceFile.objects.select_for_update().filter(put_at__lt=now - FILE_KEPT))
    for file in old:
        record(by=None, name="front_door.police_file_forgotten", subject=file)
        file.delete()
    return len(old)


@transaction.atomic
def load(
    *, data: bytes, by: "Practitioner", file: PoliceFile | None = None, say: Say = lambda done: None
) -> PoliceBatch:
    """Make a contact of each incident of a file that is not on file yet: all of them, or nothing.

    Raises:
        NotAllowed: when somebody does not work at the front door, or a colleague put the file here.
        CannotRead: when nothing of it can be read.
        LoadedAlready: when it was loaded before.
        LoadedMeanwhile: when some of its incidents came by another file at the same moment.
    """
    require(works_here(by) if file is None else _is_own(file, by))
    checked = check(data)
    batch = _batch(checked, by)
    record(by=by, name="front_door.police_loaded", subject=batch)
    if file:
        file.delete()
    contacts = _contacts(checked.new, batch)
    _say_of_each(contacts, checked)
    for number, contact in enumerate(contacts, start=1):
        tell_received(contact)
        record(by=by, name="front_door.police_received", subject=contact, refs={"police_batch": batch.pk})
        say(number)
    tell_of_batch(contacts)
    tell_schools([child for contact in contacts for child in contact.children.all() if child.school], by=by)
    return batch


def _is_own(file: PoliceFile, by: "Practitioner") -> bool:
    return works_here(by) and file.put_by_id == by.pk


def check(data: bytes) -> Checked:
    """Say what a file would bring.

    Raises:
        CannotRead: when nothing of it can be read.
        LoadedAlready: when it was loaded before.
    """
    file = read(data)
    _check_new(file.digest)
    police = Contact.objects.filter(came_by=WAY)
    held = set(police.filter(reference__in=[one.reference for one in file.found]).values_list("reference", flat=True))
    new = [one for one in file.found if one.reference not in held]
    return Checked(file, new, len(file.found) - len(new), _alike(new))


def _check_new(digest: str) -> None:
    before = PoliceBatch.objects.filter(digest=digest).first()
    if before:
        raise LoadedAlready(before)


def _batch(checked: Checked, by: "Practitioner") -> PoliceBatch:
    """Note the file; of two who load it at the same moment, the second waits and finds it."""
    numbers = {"incidents": len(checked.new), "children": checked.children, "repeats": checked.repeats}
    faults = [{"row": fault.row, "reason": fault.reason} for fault in checked.file.faults]
    batch, is_new = PoliceBatch.objects.get_or_create(
        digest=checked.file.digest, defaults={**numbers, "loaded_by": by, "faults": faults}
    )
    if not is_new:
        raise LoadedAlready(batch)
    return batch


def _alike(new: Sequence[Notification]) -> "dict[str, Contact | str]":
    """Find for each new incident an earlier one on the same day about a child of the same name and date of birth.

    It is a contact on file, or the reference of one before it in the same file.
    """
    seen: dict[Known, Contact | str] = dict(_seen_around([day_of(one.happened_at) for one in new]))
    found: dict[str, Contact | str] = {}
    for one in new:
        keys = [_key(child.name, child.born_on, one.happened_at) for child in one.children if child.born_on]
        before = next((seen[key] for key in keys if key in seen), None)
        if before is not None:
            found[one.reference] = before
        for key in keys:
            seen.setdefault(key, one.reference)
    return found


def _seen_around(days: Sequence[dt.date]) -> "Iterable[tuple[Known, Contact]]":
    if not days:
        return
    midnight = dt.datetime.min.time()
    first = dt.datetime.combine(min(days), midnight, LONDON)
    last = dt.datetime.combine(max(days) + dt.timedelta(days=1), midnight, LONDON)
    around = {"contact__incident__happened_at__gte": first, "contact__incident__happened_at__lt": last}
    children = NamedChild.objects.filter(**around, born_on__isnull=False)
    for child in children.select_related("contact__incident").order_by("-pk"):
        yield _key(child.name, child.born_on, child.contact.incident.happened_at), child.contact


def _key(name: str, born_on: dt.date | None, happened_at: dt.datetime) -> Known:
    return plain(name), born_on or dt.date.min, day_of(happened_at)


def _contacts(new: Sequence[Notification], batch: PoliceBatch) -> list[Contact]:
    """Make the contacts, which have arrived: many at once, as a night of a large town must not hold up a page.

    Raises:
        LoadedMeanwhile: when one of them came by another file at the same moment.
    """
    now = timezone.now()
    by_when = {"received_at": now, "due_at": due_at(now, closed_days())}
    made = [
        Contact(came_by=WAY, is_urgent=one.is_urgent, batch=batch, reference=one.reference, **by_when) for one in new
    ]
    try:
        return Contact.objects.bulk_create(made, AT_ONCE)
    except IntegrityError:
        raise LoadedMeanwhile from None


def _say_of_each(contacts: Sequence[Contact], checked: Checked) -> None:
    """Write down what the police told of each incident, and bring its children along."""
    both = list(zip(contacts, checked.new, strict=True))
    by_reference = {one.reference: contact for contact, one in both}
    alike = {
        reference: by_reference[found] if isinstance(found, str) else found
        for reference, found in checked.alike.items()
    }
    Referrer.objects.bulk_create(
        [Referrer(contact=contact, organisation=POLICE, how_to_reach=f"Reference {one.reference}")
         for contact, one in both], AT_ONCE
    )  # fmt: skip
    Answer.objects.bulk_create(
        [Answer(contact=contact, key="what_happened", text=in_words(one)) for contact, one in both], AT_ONCE
    )
    Incident.objects.bulk_create(
        [Incident(contact=contact, happened_at=one.happened_at, kind=one.kind, looks_like=alike.get(one.reference))
         for contact, one in both], AT_ONCE
    )  # fmt: skip
    NamedChild.objects.bulk_create([child for contact, one in both for child in _children(contact, one)], AT_ONCE)
    NamedPerson.objects.bulk_create([adult for contact, one in both for adult in _adults(contact, one)], AT_ONCE)
    prefetch_related_objects(contacts, "children")


def _children(contact: Contact, one: Notification) -> list[NamedChild]:
    return [
        NamedChild(
            contact=contact, position=place, name=child.name, born_on=child.born_on, due_on=child.due_on,
            school=child.school, address=child.address or one.address,
        )
        for place, child in enumerate(one.children)
    ]  # fmt: skip


def _adults(contact: Contact, one: Notification) -> list[NamedPerson]:
    kind = NamedPerson.Kind.ADULT
    return [
        NamedPerson(contact=contact, kind=kind, name=adult.name, born_on=adult.born_on, role=adult.relation)
        for adult in one.adults
    ]


def in_words(one: Notification) -> str:
    """Write an incident as the front door reads it."""
    head = f"{POLICE_KINDS[one.kind].title}, on {day_and_time(one.happened_at)}."
    roles = [f"{child.name}: {child.role}" for child in one.children if child.role]
    where = [f"Where: {one.address}"] if one.address else []
    return "\n\n".join([" ".join([head, *where]), one.summary, *(["\n".join(roles)] if roles else [])])
