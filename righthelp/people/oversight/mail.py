"""Word of an emergency opening, at once: to the owners of the record and to information governance.

The mail says nothing of whom it is about, nor who opened it: both stand behind the sign-in.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse

from righthelp.agencies.mail import send
from righthelp.agencies.models import Membership, Practitioner
from righthelp.agencies.queries import PractitionerQuerySet
from righthelp.people.oversight.around import owners_of

if TYPE_CHECKING:
    from righthelp.people.models import EmergencyOpening

OWNER = "A record was opened in an emergency"
REVIEW = "An emergency opening waits for review"


def tell_of_opening(opening: "EmergencyOpening", address_of: Callable[[str], str]) -> None:
    """Tell the owners of a record, and information governance, once the opening is on file; not whoever opened it.

    `address_of` makes a full address of a path.
    """
    record = address_of(reverse("record_why", args=[opening.person.public_id]))
    reviews = address_of(reverse("record_emergencies"))
    for owner in set(owners_of(opening.person)) - {opening.practitioner}:
        transaction.on_commit(partial(_tell, owner, opening, OWNER, "glass_owner", record))
    for reviewer in _reviewers().exclude(pk=opening.practitioner_id):
        transaction.on_commit(partial(_tell, reviewer, opening, REVIEW, "glass_review", reviews))


def _reviewers() -> PractitionerQuerySet:
    held = Membership.objects.current().with_one_of({"review emergency openings"})
    return Practitioner.objects.get_queryset().may_sign_in().filter(pk__in=held.values("practitioner"))


def _tell(person: Practitioner, opening: "EmergencyOpening", subject: str, template: str, link: str) -> None:
    context = {"person": person, "opening": opening, "link": link}
    send(person.email, subject, f"people/mail/{template}.txt", context)
