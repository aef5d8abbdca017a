"""Children pass from one room to another."""

from typing import TYPE_CHECKING

from django.db import transaction

from righthelp.audit.actions import record
from righthelp.work.models import PassedOn
from righthelp.work.passing import KEYS, Passing, Received, receive_in

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner


@transaction.atomic
def pass_on(*, to: str, passing: Passing, by: "Practitioner") -> Received:
    """Pass children on to a room, which makes its own record in the same moment; all of it, or nothing.

    Raises:
        ValueError: without a child, or with a text that no room knows by its key.
    """
    keys = set(passing.texts).union(*(one.texts for one in passing.children))
    if not passing.children or keys - KEYS:
        raise ValueError(f"at least one child passes on, with texts that rooms know: {sorted(keys - KEYS)}")
    received = receive_in(to, passing, by)
    for child in passing.children:
        made = PassedOn.objects.create(
            child=child.person,
            from_room=passing.from_room,
            from_id=passing.from_id,
            to_room=to,
            to_id=received.public_id,
            asked_for=passing.asks_for,
            passed_by=by,
            agency=passing.agency,
        )
        record(by=by, name="work.passed_on", subject=child.person, refs={"passed_on": made.pk})
    return received
