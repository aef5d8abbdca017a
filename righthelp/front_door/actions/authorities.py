"""Other local authorities whom a child concerns: named, told, and what they said."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from righthelp.audit.actions import record
from righthelp.front_door.actions.allowed import require_worker
from righthelp.front_door.actions.ledger import note_authority_told
from righthelp.front_door.models import Authority, Contact, NamedChild

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner


@dataclass(frozen=True)
class Noted:
    """What is written down of another authority; the names are those of the model’s fields."""

    name: str
    tie: str
    child: NamedChild | None = None
    told_on: dt.date | None = None
    told_whom: str = ""
    told_by: str = ""
    said: str = ""
    takes: str = ""


class ChangedMeanwhile(Exception):
    """Somebody else wrote something down of this authority first."""


@transaction.atomic
def name_authority(*, contact: Contact, noted: Noted, by: "Practitioner") -> Authority:
    """Write down another authority whom a child concerns.

    Raises:
        NotAllowed: when somebody does not work at the front door, or may not open the contact.
    """
    require_worker(by, contact)
    made = Authority.objects.create(contact=contact, noted_by=by, **vars(noted))
    record(by=by, name="front_door.authority_named", subject=contact, refs={"authority": made.pk})
    note_authority_told(made, by)
    return made


@transaction.atomic
def note_authority(*, authority: Authority, noted: Noted, by: "Practitioner") -> None:
    """Write down what became of it: that it was told, and what it said. What was on file when it was read is changed.

    Raises:
        NotAllowed: when somebody does not work at the front door, or may not open the contact.
        ChangedMeanwhile: when it does not stand as it was read.
    """
    require_worker(by, authority.contact)
    read = {name: getattr(authority, name) for name in vars(noted)}
    changed = {name: value for name, value in vars(noted).items() if value != read[name]}
    if not changed:
        return
    if not Authority.objects.filter(pk=authority.pk, **_as_read(read)).update(**changed):
        raise ChangedMeanwhile
    refs = {"authority": authority.pk}
    record(by=by, name="front_door.authority_changed", subject=authority.contact, fields=changed, refs=refs)
    note_authority_told(Authority.objects.select_related("noted_by").get(pk=authority.pk), by)


def _as_read(read: dict[str, object]) -> dict[str, object]:
    empty = {f"{name}__isnull": True for name, value in read.items() if value is None}
    return empty | {name: value for name, value in read.items() if value is not None}
