"""Beginning a request with what is known already."""

from typing import TYPE_CHECKING

from django.db import transaction

from righthelp.front_door.actions.writing import (
    add_child,
    add_person,
    begin,
    save_answers,
    save_contact,
    save_referrer,
    send,
)
from righthelp.front_door.carrying import Carried, phone_given_last
from righthelp.front_door.models import Contact

if TYPE_CHECKING:
    from collections.abc import Mapping

    from righthelp.agencies.models import Agency, Practitioner
    from righthelp.considerations.models import Consideration


@transaction.atomic
def start_request(
    *,
    agency: "Agency",
    carried: Carried,
    by: "Practitioner",
    consideration: "Consideration | None" = None,
) -> Contact:
    """Begin a request for an agency, with what is carried forward, and who asks from the account."""
    contact = begin(came_by=Contact.CameBy.REQUEST, agency=agency, by=by, consideration=consideration)
    save_referrer(contact=contact, changes=_who_asks(by, agency), by=by)
    for child in carried.children:
        add_child(contact=contact, changes=child, by=by)
    for person in carried.people:
        add_person(contact=contact, changes=person, by=by)
    if carried.answers:
        save_answers(contact=contact, version=None, answers=carried.answers, by=by)
    contact.refresh_from_db()
    return contact


@transaction.atomic
def send_urgent(*, agency: "Agency", carried: Carried, phone: str, by: "Practitioner") -> Contact:
    """Begin an urgent request and send it at once; the rest is added later."""
    contact = start_request(agency=agency, carried=carried, by=by)
    save_referrer(contact=contact, changes={"phone": phone}, by=by)
    save_contact(contact=contact, version=None, changes={"is_urgent": True}, by=by)
    contact.refresh_from_db()
    send(contact=contact, by=by)
    return contact


def _who_asks(by: "Practitioner", agency: "Agency") -> "Mapping[str, str]":
    """Fill in who asks from the account, and the telephone from what they gave the last time (BN-082)."""
    return {
        "name": by.name,
        "role": by.job_title,
        "organisation": agency.name,
        "email": by.email,
        "phone": phone_given_last(by),
    }
