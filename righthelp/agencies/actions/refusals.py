"""Who asks for a change, and how an action says no."""

from django.core.exceptions import PermissionDenied

from righthelp.agencies.models import Practitioner
from righthelp.agencies.open_work import OpenWork
from righthelp.audit.actions import CommandLine

Actor = Practitioner | CommandLine


class NotAllowed(PermissionDenied):
    """Somebody asked for a change that is not theirs to make, or no longer: the page answers as where it never was."""


class Refused(Exception):
    """A change that cannot be made as things stand; the message tells the person who asked why."""


class WorkLeftOpen(Refused):
    """Somebody leaves open work behind, and no colleague is named to take it."""

    def __init__(self, work: list[tuple[OpenWork, int]]) -> None:
        super().__init__("Choose who takes over the open work")
        self.work = work


def require(allowed: bool) -> None:
    """Stop somebody whose role does not include the change.

    Raises:
        NotAllowed: when it does not.
    """
    if not allowed:
        raise NotAllowed
