"""How a getter refuses a personal record, so that whoever tries many is found."""

from django.db.models import Model
from django.http import Http404

from righthelp.audit.actions import Person


class LookRefused(Http404):
    """Somebody may not open a record that exists; to them it reads like one that does not.

    A getter raises it where the policy says no, and plain Http404 where there is no record. It says nothing of
    the record; `middleware.NoteRefusedLooks` logs it.
    """

    def __init__(self, by: Person, subject: Model) -> None:
        super().__init__()
        self.by, self.subject = by, subject
