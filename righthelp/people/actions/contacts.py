"""Ways to reach somebody, and what makes them safe."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction

from righthelp.audit.actions import record
from righthelp.people.models import Person, SafeContact

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner


@transaction.atomic
def add_contact(
    *,
    person: Person,
    channel: str,
    value: str,
    is_safe: str = SafeContact.Safe.NOT_ASKED,
    times: str = "",
    leave_message: bool | None = None,
    must_not_know: str = "",
    from_on: dt.date | None = None,
    source: str,
    by: "Practitioner",
) -> SafeContact:
    """Note one way to reach somebody; unless they were asked, it counts as not asked."""
    contact = SafeContact.objects.create(
        person=person, channel=channel, value=value, is_safe=is_safe, times=times, leave_message=leave_message,
        must_not_know=must_not_know, from_on=from_on, source=source, noted_by=by,
    )  # fmt: skip
    record(by=by, name="people.contact_added", subject=person, refs={"contact": contact.pk})
    return contact
