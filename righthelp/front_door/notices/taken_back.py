"""A consent that was taken back while a question to an agency rests on it: whoever asked is told."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef
from django.utils import timezone

from righthelp.calendar.queries import closed_days
from righthelp.consent.models import Consent, Sharing
from righthelp.front_door.closed import restricted_among, those_who_can_open, who_may_open
from righthelp.front_door.models import Check, Contact
from righthelp.front_door.pages import contact_page
from righthelp.front_door.rota import duty_managers, people_here
from righthelp.messages.actions import notify_each

if TYPE_CHECKING:
    from righthelp.consent.models import Said

TAKEN_BACK = "A family took a consent back while a question to an agency waits"


def tell_who_asked(said: "Sequence[Said]") -> None:
    """Tell whoever asked an agency on a consent, and whoever works on the contact now, that it was taken back.

    Where none of them works at the front door any more, the duty manager. One notice for all the children of one
    conversation, and none to whoever wrote it down.
    """
    for consent in said:
        if isinstance(consent, Consent):
            for check in _resting_on(consent):
                _tell(check, consent)


def _resting_on(consent: Consent) -> Iterable[Check]:
    """Give the questions about the child that wait, and rest on this consent; not those that rest on another.

    Where only words say who agreed, this may be the consent that is meant.
    """
    told = Sharing.objects.filter(child=consent.child_id, to_agency=OuterRef("agency"), consent__isnull=False)
    asked = Check.objects.open().filter(has_consent=True, children__person=consent.child_id)
    own, another = Exists(told.filter(consent=consent)), Exists(told.exclude(consent=consent))
    return asked.filter(own | ~another).select_related("asked_by", "contact__holder").distinct()


def _tell(check: Check, consent: Consent) -> None:
    here, contact = people_here(), check.contact
    people = [one for one in (check.asked_by, contact.holder) if one and one.pk in here]
    openers = who_may_open(restricted_among(Contact.objects.filter(pk=contact.pk)))
    able = those_who_can_open(contact, people or duty_managers(timezone.now(), closed_days()), openers)
    whom = [one for one in able if one.pk != consent.withdrawn_by_id]
    key = f"front_door check {check.pk} consent {consent.together} taken back"
    notify_each(whom, key=key, title=TAKEN_BACK, page=contact_page(contact))
