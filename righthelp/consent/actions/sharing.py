"""The ledger: what was shared, and what somebody thought about and did not share."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction

from righthelp.audit.actions import record
from righthelp.consent.models import Consent, GoingOn, Kept, Sharing
from righthelp.consent.rules import bases_on

if TYPE_CHECKING:
    from righthelp.agencies.models import Agency, Practitioner
    from righthelp.people.models import Person


class DoesNotStand(Exception):
    """The consent, or the reason, was taken back or set aside, or there is none for one of the children."""


@dataclass(frozen=True)
class Considered:
    """What was to be shared, with whom, on which day; fact, opinion and what somebody else said are kept apart."""

    happened_on: dt.date
    to_agency: "Agency | None" = None
    to_name: str = ""
    facts: str = ""
    opinions: str = ""
    reported: str = ""


@transaction.atomic
def share(
    *,
    what: Considered,
    basis: str,
    children: "Sequence[Person]",
    agency: "Agency",
    by: "Practitioner",
    condition: str = "",
    consent: Consent | None = None,
    going_on: GoingOn | None = None,
    because: str = "",
    shared_by: "Practitioner | None" = None,
    is_sealed: bool = False,
) -> list[Sharing]:
    """Write an act of sharing into the ledger of each child (SF-055, BP-257).

    It rests on a consent that stands, or on the reason for doing without: `going_on`, or `because` in words (BP-113).
    For several children the consent, or the reason, of the same conversation counts for each. `shared_by` is whose act
    it was, where what somebody else does has it written now. `is_sealed`: who shared it raised a worry (BN-082).

    Raises:
        DoesNotStand: where the consent or reason was refused, taken back or set aside, or there is none for a child.
        ValueError: without a child, with a basis that does not count on that day, or without consent or reason.
    """
    if basis not in {one.key for one in bases_on(what.happened_on, starts())}:
        raise ValueError(f"sharing on {what.happened_on} cannot rest on {basis!r}")
    if consent is None and going_on is None and not because:
        raise ValueError("sharing without consent needs a reason")
    shared = {"basis": basis, "condition": condition, "because": because, "was_shared": True, "is_sealed": is_sealed}
    rests_on = {child: _rests_on(child, consent, going_on) for child in children}
    return _write(what, {**shared, "written_by": shared_by or by}, rests_on, agency, by, "consent.shared")


@transaction.atomic
def note_not_shared(
    *, what: Considered, because: str, children: "Sequence[Person]", agency: "Agency", by: "Practitioner"
) -> list[Sharing]:
    """Write down that somebody thought about sharing and did not, with the reason, for each child.

    Raises:
        ValueError: without a child.
    """
    nothing: dict[Person, dict[str, Any]] = {child: {} for child in children}
    return _write(what, {"because": because, "was_shared": False}, nothing, agency, by, "consent.not_shared")


def starts() -> dict[str, dt.date | None]:
    """Give the days from which bases count that do not count yet everywhere, by their setting."""
    return {"INFORMATION_SHARING_DUTY_FROM": settings.INFORMATION_SHARING_DUTY_FROM}


def _write(
    what: Considered,
    shared: dict[str, Any],
    rests_on: "dict[Person, dict[str, Any]]",
    agency: "Agency",
    by: "Practitioner",
    event: str,
) -> list[Sharing]:
    if not rests_on:
        raise ValueError("sharing is about at least one child")
    whole = {"written_by": by, **vars(what), **shared, "agency": agency, "together": uuid.uuid4()}
    made = [Sharing.objects.create(child=child, **whole, **given) for child, given in rests_on.items()]
    for one in made:
        record(by=by, name=event, subject=one.child, refs={"sharing": one.pk})
    return made


def _rests_on(child: "Person", consent: Consent | None, going_on: GoingOn | None) -> dict[str, Any]:
    """Give the consent, and the reason for going on, that one conversation wrote for a child."""
    return {
        "consent": _standing(Consent, child, consent.together) if consent else None,
        "going_on": _standing(GoingOn, child, going_on.together) if going_on else None,
    }


def _standing(model: type[Kept], child: "Person", together: uuid.UUID) -> Kept:
    """Give what stands for a child, locked, so that nobody takes it back at the same moment."""
    found: Kept | None = model.objects.select_for_update().filter(together=together, child=child).first()
    if found is None or not (found.is_given if isinstance(found, Consent) else found.stands):
        raise DoesNotStand
    return found
