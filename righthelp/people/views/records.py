"""The page of a person's record."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.policies import holders_of, may
from righthelp.design_system.pages import page
from righthelp.people.access import person_with_family
from righthelp.people.reasons import Part
from righthelp.people.record import record_of
from righthelp.people.sections import links

writers = holders_of("write considerations")


@page(writers)
def record(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Who somebody is, where they live, their family, what is known: as far as the reader may see."""
    by = person_signed_in(request)
    circle = person_with_family(by, public_id, page="record")
    seen, looks = circle.seen, circle.looks
    context = {
        "seen": seen,
        "person": seen.person,
        "record": record_of(circle, timezone.localdate()),
        "sections": links(seen),
        "opens_where": seen.opens(Part.WHERE),
        "every_home_is_open": all(key in looks and looks[key].opens(Part.PROTECTED) for key in circle.everybody),
        "may_change": seen.opens(Part.STORY),
        "may_protect": seen.opens(Part.PROTECTED),
        "may_state_same": seen.opens(Part.STORY) and may(by, "find anybody"),
    }
    return render(request, "people/record.jinja", context)
