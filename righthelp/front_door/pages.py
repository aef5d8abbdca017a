"""Where the pages of a contact are, for notices and for the way back."""

from typing import TYPE_CHECKING

from django.urls import reverse

if TYPE_CHECKING:
    from righthelp.front_door.models import Contact, ContactDecision


def contact_page(contact: "Contact") -> str:
    """Give the address at which the front door works on a contact."""
    return reverse("front_door_contact", args=[contact.public_id])


def passed_page(decision: "ContactDecision") -> str:
    """Give the address at which a team reads the decision that brings a child to it."""
    return reverse("front_door_passed", args=[decision.public_id])


def request_page(contact: "Contact") -> str:
    """Give the address at which whoever asked reads what they sent, and its answer."""
    return reverse("request", args=[contact.public_id])
