"""What this room saw happen to a child: levels that people decided, and new thinking (SF-003, SF-040)."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from django.utils import timezone

from righthelp.considerations.levels import Sight, known_decisions, shut_to
from righthelp.considerations.models import Consideration
from righthelp.people.happenings import Happening

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner
    from righthelp.people.access import Seen


def thought_about(reader: "Practitioner", looks: "Sequence[Seen]") -> Iterator[Happening]:
    """Tell which levels were decided, and when somebody thought again, as far as the reader may know the levels."""
    records = [seen.person.pk for seen in looks]
    known = known_decisions(reader, records)
    for one in known:
        decision, agency = one.decision, one.decision.child.consideration.agency
        what = f"{decision.level.heading} was decided: {decision.reason}"
        yield Happening(timezone.localdate(decision.decided_at), what, agency.name)
    decided = {one.decision.child.consideration_id for one in known}
    for again in _thought_again(reader, records, decided):
        yield Happening(timezone.localdate(again.started_at), "New thinking about the child began", again.agency.name)


def _thought_again(reader: "Practitioner", records: list[int], decided: set[int]) -> list[Consideration]:
    """Give new thinking that the reader may open, or knows a level of."""
    again = Consideration.objects.about(records).filter(continues__isnull=False).not_set_aside().with_status()
    found, sight = list(again.select_related("agency")), Sight(reader)
    shut = shut_to(reader, [one.pk for one in found])
    return [one for one in found if one.pk not in shut and (one.pk in decided or sight.opens(one))]
