"""Telling practitioners that there is something to do at the front door, without a word of whom it is about."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.urls import reverse

from righthelp.messages.actions import notify

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner
    from righthelp.front_door.models import Contact


def tell(
    contact: "Contact",
    people: "Iterable[Practitioner]",
    about: str,
    title: str,
    *,
    page: str = "front_door_contact",
    is_urgent: bool = False,
) -> None:
    """Give each of some people a notice that leads to a contact, once: `about` names what happened, in the key."""
    path = reverse(page, args=[contact.public_id])
    for one in people:
        notify(to=one, key=key_of(contact, about, one), title=title, page=path, is_urgent=is_urgent)


def key_of(contact: "Contact", about: str, to: "Practitioner") -> str:
    """Give the key of the notice about something that happened to a contact, for one person."""
    return f"front door {contact.pk} {about} {to.pk}"
