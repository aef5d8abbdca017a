"""Worries about people who work with children: their own route, to the designated officers alone."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.actions.refusals import require
from righthelp.agencies.roles import KEEP_ALL
from righthelp.audit.actions import record
from righthelp.design_system.formatters import day
from righthelp.front_door.closed import is_open_to
from righthelp.front_door.models import Added, Allegation
from righthelp.front_door.policies import ALLEGATIONS, may_be_about, may_keep_allegation, may_tell_officer
from righthelp.front_door.rota import people_here
from righthelp.front_door.rules import allegation_due_at
from righthelp.messages.actions import notify_each

if TYPE_CHECKING:
    from righthelp.agencies.models import Agency, Practitioner
    from righthelp.front_door.models import Contact

MISSING = "A designated officer is missing. Please give somebody that role"
PART = "Part of this is with the designated officer"
RAISED = "Something new waits for you as designated officer"


class IsEnded(Exception):
    """What was ended is not written on any more."""


@dataclass(frozen=True)
class Raised:
    """What somebody raises; the names are those of the model’s fields. `agency` is where that person works."""

    about: str
    what: str
    agency: "Agency | None" = None
    works_at: str = ""
    about_role: str = ""
    child_safe_now: str = ""
    raised_name: str = ""
    reach: str = ""


@transaction.atomic
def raise_allegation(*, raised: Raised, by: "Practitioner") -> Allegation:
    """Send a worry about somebody who works with children to the designated officers, who are told at once.

    It is part of no child’s record. Nobody else who works in the same agency as that person is told of it. Where no
    officer may read it, the administrators are told that one is missing, and nothing else.
    """
    now = timezone.now()
    made = Allegation.objects.create(**vars(raised), raised_by=by, raised_at=now, due_at=allegation_due_at(now))
    record(by=by, name="front_door.allegation_raised", subject=made)
    officers = officers_for(made)
    _tell(made, officers)
    if not officers:
        _ask_for_an_officer(made)
    return made


@transaction.atomic
def raise_from_contact(*, contact: "Contact", raised: Raised, by: "Practitioner") -> Allegation:
    """Send what a contact or a call tells of somebody who works with children to the designated officers.

    The contact says that a part of it is with them, not about whom, and nothing in it leads there.

    Raises:
        NotAllowed: when somebody may not work on the contact, nor is it a call that they write down.
    """
    require(may_tell_officer(by, contact) and is_open_to(by, contact))
    made = raise_allegation(raised=raised, by=by)
    Added.objects.create(contact=contact, kind=Added.Kind.TOLD, text=PART, by=by)
    record(by=by, name="front_door.part_with_officer", subject=contact)
    return made


def tell_new_officers(now: dt.datetime) -> int:
    """Tell whoever became a designated officer since of what nobody has read; a round does this, once for each."""
    unread = Allegation.objects.filter(read_at__isnull=True, ended_at__isnull=True, raised_at__lte=now)
    with transaction.atomic():
        return sum(_tell(one, officers_for(one)) for one in unread)


def _tell(made: Allegation, officers: "list[Practitioner]") -> int:
    page = reverse("allegation", args=[made.public_id])
    return notify_each(officers, key=f"front_door allegation {made.pk}", title=RAISED, page=page, is_urgent=True)


def _ask_for_an_officer(made: Allegation) -> None:
    """Tell the administrators that an officer is missing, and nothing else; not one whom the worry may be about."""
    told = [one for one in people_here(KEEP_ALL).values() if not may_be_about(one, made)]
    key = f"front_door officer missing {made.pk}"
    notify_each(told, key=key, title=MISSING, page=reverse("people"), is_urgent=True)


def officers_for(allegation: Allegation) -> "list[Practitioner]":
    """List the designated officers who may read it: not one whom it may be about."""
    return [one for one in people_here(ALLEGATIONS).values() if may_keep_allegation(one, allegation)]


@transaction.atomic
def note_read(*, allegation: Allegation, by: "Practitioner") -> None:
    """Note that an officer read it; the first time counts, and whoever raised it sees that it was read.

    Raises:
        NotAllowed: when somebody may not read it.
    """
    require(may_keep_allegation(by, allegation))
    if Allegation.objects.filter(pk=allegation.pk, read_at__isnull=True).update(read_at=timezone.now(), read_by=by):
        record(by=by, name="front_door.allegation_read", subject=allegation)


@transaction.atomic
def note_what_follows(*, allegation: Allegation, text: str, by: "Practitioner", ends: bool = False) -> None:
    """Write below what stands already what follows, and end it where nothing more does.

    Raises:
        NotAllowed: when somebody may not read it.
        IsEnded: when it was ended.
    """
    require(may_keep_allegation(by, allegation))
    held = Allegation.objects.select_for_update().get(pk=allegation.pk)
    if held.ended_at:
        raise IsEnded
    now = timezone.now()
    written = f"{day(now)}, {by.name}: {text}"
    held.what_follows = "\n\n".join(filter(None, (held.what_follows, written)))
    held.ended_at, held.ended_by = (now, by) if ends else (None, None)
    held.save(update_fields=["what_follows", "ended_at", "ended_by"])
    name = "front_door.allegation_ended" if ends else "front_door.allegation_noted"
    record(by=by, name=name, subject=held, fields=["what_follows"])
