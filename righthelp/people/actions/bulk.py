"""Uses of many records at once: each leaves an event with how many, never with whom."""

from typing import TYPE_CHECKING

from django.db import transaction

from righthelp.audit.actions import COMMAND, record
from righthelp.people.models import BulkUse
from righthelp.people.policies import may_export
from righthelp.people.rules import Wrong

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner


class MayNotExport(Exception):
    """Somebody's roles do not let them export in bulk."""


@transaction.atomic
def note_export(*, people: int, relationships: int, because: str, by: "Practitioner") -> BulkUse:
    """Note that records are written to a file; call it before the first is.

    Raises:
        MayNotExport: when no role of theirs lets them.
        Wrong: without a reason.
    """
    if not may_export(by):
        raise MayNotExport
    if not because:
        raise Wrong("Say why the records are exported")
    use = BulkUse.objects.create(
        kind=BulkUse.Kind.EXPORTED, people=people, relationships=relationships, because=because, used_by=by
    )
    refs = {"people_count": people, "relationships_count": relationships}
    record(by=by, name="people.exported", subject=use, refs=refs)
    return use


@transaction.atomic
def note_match(*, asked: int, refused: int) -> BulkUse:
    """Note that a file of people was looked for at the command line: how many rows were answered, and how many not."""
    use = BulkUse.objects.create(kind=BulkUse.Kind.MATCHED, people=asked)
    record(by=COMMAND, name="people.matched", subject=use, refs={"asked_count": asked, "refused_count": refused})
    return use
