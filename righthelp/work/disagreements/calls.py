"""Whom to ring now, where a child might be at risk."""

from django.utils import timezone

from righthelp.calendar.queries import closed_days
from righthelp.guidance.models import ContactPoint, Edition
from righthelp.guidance.who_to_call import Call, who_to_call


def calls_now() -> list[Call]:
    """Order the numbers of the partnership's guidance for this moment; nothing where no guidance is adopted."""
    adopted = Edition.objects.in_use().order_by().values("framework")
    contacts = list(ContactPoint.objects.filter(framework__in=adopted))
    return who_to_call(contacts, timezone.now(), closed_days()) if contacts else []
