"""Statements that two records are one person, or two. Nothing is merged: both records stay, and are read as one."""

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from righthelp.audit.actions import record
from righthelp.people.actions.versions import ChangedMeanwhile
from righthelp.people.models import IdentityLink, Person

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner


class AlreadyStated(Exception):
    """A statement about these two records stands; it is undone before another is made."""


@transaction.atomic
def state_identity(*, one: Person, other: Person, is_same: bool, because: str, by: "Practitioner") -> IdentityLink:
    """State that two records are the same person, or are not, as with twins and namesakes.

    Raises:
        AlreadyStated: when a statement about the two stands.
    """
    first, second = sorted((one, other), key=lambda person: person.pk)
    try:
        with transaction.atomic():
            link = IdentityLink.objects.create(
                first=first, second=second, is_same=is_same, because=because, stated_by=by
            )
    except IntegrityError:
        raise AlreadyStated from None
    refs = {"person": second.pk, "link": link.pk}
    name = "people.stated_same" if is_same else "people.stated_different"
    record(by=by, name=name, subject=first, refs=refs)
    return link


@transaction.atomic
def undo_identity(*, link: IdentityLink, because: str, by: "Practitioner") -> None:
    """Take a statement back; it stays on file with who took it back and why.

    Raises:
        ChangedMeanwhile: when somebody took it back already.
    """
    undone = {"undone_by": by, "undone_at": timezone.now(), "undone_because": because}
    if not IdentityLink.objects.filter(pk=link.pk, undone_at__isnull=True).update(**undone):
        raise ChangedMeanwhile
    refs = {"person": link.second_id, "link": link.pk}
    record(by=by, name="people.statement_undone", subject=link.first, refs=refs)
