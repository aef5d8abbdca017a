"""A meeting as an entry for anybody's calendar (.ics).

Calendars are shared, printed and shown on other people's telephones: it holds no name, no place, no purpose.
"""

import datetime as dt

from django.conf import settings
from icalendar import Calendar, Event, vCalAddress

from righthelp.plans.models import Meeting

TITLE = "A meeting that you are asked to"
MORE = "See Right Help or ask whoever invited you."
PRODUCT = "-//Right Help//Meetings//EN"
CONTENT_TYPE, FILE_NAME = "text/calendar; charset=utf-8", "meeting.ics"


def invitation(meeting: Meeting) -> bytes:
    """Write the entry; one that is cancelled takes itself out of the calendar that took it in before."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if meeting.cancelled_at else "PUBLISH")
    calendar.add_component(_event(meeting))
    written: bytes = calendar.to_ical()
    return written


def _event(meeting: Meeting) -> Event:
    begins = meeting.planned_for.astimezone(dt.UTC)
    event = Event()
    event.add("uid", f"{meeting.public_id}@right-help")
    event.add("sequence", meeting.version - 1)
    event.add("dtstamp", (meeting.cancelled_at or meeting.called_at).astimezone(dt.UTC))
    event.add("dtstart", begins)
    event.add("dtend", begins + dt.timedelta(minutes=meeting.minutes_long))
    event.add("summary", TITLE)
    event.add("description", MORE)
    event.add("class", "PRIVATE")
    event.add("status", "CANCELLED" if meeting.cancelled_at else "CONFIRMED")
    # the address of the service, as every calendar asks for one: it is nobody's own
    event.add("organizer", vCalAddress(f"mailto:{settings.DEFAULT_FROM_EMAIL}"))
    return event
