"""What this room saw happen to a child: workers who came and went, and the record sent on (BG-028)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils import timezone

from righthelp.people.happenings import Happening
from righthelp.people.reasons import Part
from righthelp.work.models import Involvement, Transfer

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner
    from righthelp.people.access import Seen


def seen_at_work(reader: "Practitioner", seen: "Seen") -> Iterator[Happening]:
    """Tell who began and ceased to work with a child, and where the record went."""
    if not seen.opens(Part.STORY):
        return
    today = timezone.localdate()
    for one in Involvement.objects.filter(child=seen.person, starts_on__lte=today).with_people():
        yield Happening(one.starts_on, f"{one.who} began to work with the child: {one.role}", one.where)
        if one.ends_on and one.ends_on <= today:
            yield Happening(one.ends_on, f"{one.who} no longer works with the child: {one.role}", one.where)
    for sent in Transfer.objects.filter(child=seen.person).select_related("from_agency", "to_agency"):
        where = sent.to_agency.name if sent.to_agency else sent.to_name
        yield Happening(timezone.localdate(sent.sent_at), f"The record was sent to {where}", sent.from_agency.name)
