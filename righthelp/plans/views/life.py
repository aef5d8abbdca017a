"""Whether life gets better: each review and each mark on a scale, from the first to now, in one view."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from righthelp.agencies.access import person_signed_in
from righthelp.design_system.pages import page
from righthelp.plans.access import plan_to_read
from righthelp.plans.presenting.life import life_of
from righthelp.plans.presenting.reviews import reviews_of, said_how
from righthelp.plans.views.following import show
from righthelp.plans.views.showing import writers


@page(writers)
def plan_life(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show how life went for each child from review to review (BN-047), and who came and left meanwhile (BG-028)."""
    seen = plan_to_read(person_signed_in(request), public_id, page="plan: life over time")
    parts, reviews = life_of(seen), reviews_of(seen)
    return show(request, "life", seen, back="plan", parts=parts, reviews=reviews, said_how=said_how)
