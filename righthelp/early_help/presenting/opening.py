"""What whoever opens early help for a child should know first."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from righthelp.early_help.actions.beside import GOES_ON, running_for, without_closed

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner
    from righthelp.people.models import Person


def goes_on_already(by: "Practitioner", people: "Collection[Person]") -> dict[str, str]:
    """Say of each child, by public id, with whom early help goes on already: talk with them first (SF-007, BP-019).

    `people` are those whose records are open to whoever asks.
    """
    running = without_closed(running_for(people), by)
    return {str(one.person.public_id): GOES_ON.format(one.plan.team) for one in running}
