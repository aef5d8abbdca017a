"""What is added to a request after it was sent; nothing that was sent is changed by it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from righthelp.audit.actions import record
from righthelp.front_door.actions.allowed import require_author
from righthelp.front_door.models import Added, Answer, Contact
from righthelp.messages.actions import notify

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner

ADDED = "Something was added to a contact that you work on"


class NotSent(Exception):
    """A draft is written on; only what was sent is added to."""


class AnsweredAlready(Exception):
    """Somebody answered already, and what was answered is never changed."""


@transaction.atomic
def add_answers(*, contact: Contact, answers: Mapping[str, str], by: "Practitioner") -> None:
    """Add answers that were missing when a request was sent, and tell whoever works on it.

    Raises:
        NotAllowed: to anybody but its author.
        NotSent: when it is still a draft.
        AnsweredAlready: when one of them has an answer.
    """
    _hold_sent(contact, by)
    written = {key: text for key, text in answers.items() if text}
    if contact.answers.filter(key__in=written).exclude(text="").exists():
        raise AnsweredAlready
    now = timezone.now()
    for key, text in written.items():
        Answer.objects.update_or_create(contact=contact, key=key, defaults={"text": text, "added_at": now})
    if written:
        event = record(by=by, name="front_door.answers_added", subject=contact, fields=written)
        _tell_holder(contact, event.pk, by)


@transaction.atomic
def add_words(*, contact: Contact, text: str, by: "Practitioner") -> Added:
    """Add more in words to what was sent, and tell whoever works on it.

    Raises:
        NotAllowed: to anybody but its author.
        NotSent: when it is still a draft.
    """
    _hold_sent(contact, by)
    added = Added.objects.create(contact=contact, kind=Added.Kind.WORDS, text=text, by=by)
    event = record(by=by, name="front_door.words_added", subject=contact, refs={"added": added.pk})
    _tell_holder(contact, event.pk, by)
    return added


def tell_of_file(contact: Contact, file_key: int, by: "Practitioner") -> None:
    """Tell whoever works on what was sent that a file came after it, in the open transaction."""
    _tell_holder(contact, file_key, by, what="file")


def _hold_sent(contact: Contact, by: "Practitioner") -> None:
    """Wait for whoever writes on it now; two additions at one moment come one after the other."""
    sent = Contact.objects.received().select_for_update(of=("self",)).select_related("agency")
    held = sent.filter(pk=contact.pk).first()
    if held is None:
        raise NotSent
    require_author(by, held)


def _tell_holder(contact: Contact, key: int, by: "Practitioner", what: str = "words") -> None:
    holder = Contact.objects.select_related("holder").get(pk=contact.pk).holder
    if holder is not None and holder.pk != by.pk:
        page = reverse("front_door_contact", args=[contact.public_id])
        notify(to=holder, key=f"front door {what} added {key}", title=ADDED, page=page)
