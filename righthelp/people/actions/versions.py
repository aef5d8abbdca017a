"""How every change here takes hold of what it changes."""

from django.db.models import F

from righthelp.people.models import Person


class ChangedMeanwhile(Exception):
    """Somebody else, or the same person in another window, saved first."""


def hold(person: Person, version: int) -> None:
    """Take hold of a person's record at this version.

    Raises:
        ChangedMeanwhile: when `version` is not the version on file.
    """
    if not Person.objects.filter(pk=person.pk, version=version).update(version=F("version") + 1):
        raise ChangedMeanwhile
    person.version = version + 1
