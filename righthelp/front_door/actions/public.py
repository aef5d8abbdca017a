"""What arrives from people without an account. Nothing of it is kept before it is sent, and it comes whole."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from righthelp.audit.actions import record
from righthelp.front_door.actions.writing import NobodyNamed, receive
from righthelp.front_door.models import Answer, Contact, NamedChild, NamedPerson, Referrer


def mark_of(token: str) -> str:
    """Give what is kept of a token, so that sending twice does it once."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


@transaction.atomic
def receive_from_public(
    *,
    came_by: str,
    is_urgent: bool,
    answers: Mapping[str, str],
    children: Sequence[Mapping[str, Any]],
    referrer: Mapping[str, Any],
    token: str,
    people: Iterable[Mapping[str, Any]] = (),
) -> Contact:
    """Receive what a family, a young person or anybody who is worried sent (SF-066, BP-099).

    The same token again, from Back or a second press, gives what arrived the first time and changes nothing.

    Raises:
        NobodyNamed: without a child; one whose name nobody knows is named so.
    """
    if not children:
        raise NobodyNamed
    begun = {"came_by": came_by, "is_urgent": is_urgent}
    contact, is_new = Contact.objects.get_or_create(sent_once=mark_of(token), defaults=begun)
    if is_new:
        _write_down(contact, answers, children, referrer, people)
        receive(contact, timezone.now())
        record(by=None, name="front_door.received_from_public", subject=contact, fields=answers)
    return contact


def _write_down(
    contact: Contact,
    answers: Mapping[str, str],
    children: Sequence[Mapping[str, Any]],
    referrer: Mapping[str, Any],
    people: Iterable[Mapping[str, Any]],
) -> None:
    Referrer.objects.create(contact=contact, **referrer)
    for number, child in enumerate(children):
        NamedChild.objects.create(contact=contact, position=number, **child)
    for person in people:
        NamedPerson.objects.create(contact=contact, **person)
    for key, text in answers.items():
        Answer.objects.create(contact=contact, key=key, text=text)
