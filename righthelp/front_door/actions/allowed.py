"""What each action asks of whoever does it, in the moment in which it writes: a page may have been open for long."""

from typing import TYPE_CHECKING

from righthelp.agencies.actions.refusals import require
from righthelp.front_door.closed import is_open_to
from righthelp.front_door.policies import may_work_on, may_write
from righthelp.people.policies import closed_people

if TYPE_CHECKING:
    from collections.abc import Iterable

    from righthelp.agencies.models import Practitioner
    from righthelp.front_door.models import Contact, NamedChild


def require_worker(by: "Practitioner", contact: "Contact") -> None:
    """Stop whoever does not work at the front door, or to whom a record that a contact names is closed by now.

    Raises:
        NotAllowed: then.
    """
    require(may_work_on(by, contact) and is_open_to(by, contact))


def require_author(by: "Practitioner", contact: "Contact") -> None:
    """Stop whoever may not add to what was sent: its author alone, also once a record that it names was restricted.

    That it was is not for them to learn, and what they still know of a child must not be lost.

    Raises:
        NotAllowed: for anybody else.
    """
    require(contact.received_at is not None and may_write(by, contact))


def require_open(by: "Practitioner", children: "Iterable[NamedChild]") -> None:
    """Stop whoever answers from outside the front door about children of whom one’s record is closed to them by now.

    Raises:
        NotAllowed: then.
    """
    keys = [one.person_id for one in children if one.person_id]
    require(not keys or not closed_people(by).filter(person__in=keys).exists())
