"""The only ways to entries. Filing an entry to a sibling adds no readers: its first child says who they are."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404

from righthelp.agencies.policies import may
from righthelp.audit.refusals import LookRefused
from righthelp.chronology.models import Entry
from righthelp.people.access import seen_among
from righthelp.people.reasons import Part

if TYPE_CHECKING:
    from righthelp.agencies.models import Agency, Practitioner
    from righthelp.people.models import Person


def entries_to_read(reader: "Practitioner", child: "Person") -> list[Entry]:
    """Give the entries on a child's record that somebody may read; the page that shows them logs the look."""
    entries = list(Entry.objects.of(child).with_what_it_shows())
    firsts = {entry.pk: _first(entry) for entry in entries}
    seen = seen_among(reader, set(firsts.values()))
    return [
        entry
        for entry in entries
        if (found := seen.get(firsts[entry.pk].pk)) and found.opens(Part.STORY) and reads_of(reader, entry.agency)
    ]


def entry_to_change(reader: "Practitioner", public_id: UUID) -> Entry:
    """Give an entry that somebody may strike through or write anew: their agency's, about a child they may read of."""
    entry = Entry.objects.with_what_it_shows().filter(public_id=public_id).first()
    if entry is None:
        raise Http404
    seen = seen_among(reader, [_first(entry)]).get(_first(entry).pk)
    if not (seen and seen.opens(Part.STORY) and may(reader, "write considerations", entry.agency)):
        raise LookRefused(reader, entry)
    return entry


def reads_of(reader: "Practitioner", agency: "Agency") -> bool:
    """Say whether somebody reads what an agency wrote: its own people, and children's social care."""
    return may(reader, "write considerations", agency) or may(reader, "find anybody")


def _first(entry: Entry) -> "Person":
    return next(filing.child for filing in entry.filings.all() if filing.is_first)
