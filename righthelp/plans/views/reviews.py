"""Reviews: the list of those who lead, a review, and writing one."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import given
from righthelp.design_system.pages import page
from righthelp.design_system.paging import page_links, page_number
from righthelp.plans import presenters
from righthelp.plans.access import plan_to_change, plan_to_read
from righthelp.plans.actions.reviews import review
from righthelp.plans.forms.reviews import ReviewForm
from righthelp.plans.homes import home_of_help, says_of_help
from righthelp.plans.models import Review
from righthelp.plans.presenting.circulation import copies_of_review
from righthelp.plans.presenting.reviews import lives_in, said_how
from righthelp.plans.review_access import plans_led, review_in
from righthelp.plans.views.explaining import explained
from righthelp.plans.views.following import address, opened, show
from righthelp.plans.views.showing import save, writers

MOST_MEETINGS = 10
WRITTEN = "The review is written. It stands below. Then note how the actions went."
WRITTEN_ALONE = (
    "The review is written. It was at no meeting, so there are no minutes: release a copy for each of the family "
    "below. Then note how the actions went."
)


@page(writers, "GET")
def plan_reviews(request: HttpRequest) -> HttpResponse:
    """List the plans that somebody leads, the review that is due first at the top."""
    by, number, today = person_signed_in(request), page_number(request.GET), timezone.localdate()
    led, has_next = plans_led(by, number, today)
    before, after = (f"?page={number - 1}" if number > 1 else ""), (f"?page={number + 1}" if has_next else "")
    pages = page_links(before=before, after=after)
    return render(request, "plans/reviews.jinja", {"led": led, "present": presenters, "pages": pages})


@page(writers, "GET")
def plan_review(request: HttpRequest, public_id: UUID, review_id: UUID) -> HttpResponse:
    """Show a review: what changed, how life was for each child, what was to be done."""
    seen = opened(plan_to_read, person_signed_in(request), public_id, "plan: review")
    found = review_in(seen, review_id)
    lives, home = lives_in(seen, found), home_of_help(seen.plan)
    rows = copies_of_review(seen, found)
    return show(
        request, "review", seen, back="plan", review=found, lives=lives, home=home, said_how=said_how, rows=rows
    )


@page(writers, "GET", "POST")
@explained
def plan_review_add(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Write a review, and by when the plan is reviewed again (BN-045)."""
    by = person_signed_in(request)
    seen = opened(plan_to_change, by, public_id, "plan: write a review")
    plan = seen.plan
    standing = plan.reviews.filter(struck_at__isnull=True)
    before, reviewed = list(standing), standing.filter(meeting__isnull=False).values("meeting")
    meetings = list(plan.meetings.filter(held_at__isnull=False).exclude(pk__in=reviewed)[:MOST_MEETINGS])
    held_at = request.GET.get("meeting", "")
    form = ReviewForm(
        given(request), plan=plan, children=seen.at_work, meetings=meetings, before=before, held_at=held_at
    )
    last = before[-1] if before else None

    made: list[Review] = []

    def change() -> None:
        made.append(review(plan=plan, what=form.reviewed(), children=form.lives(), by=by))

    said = WRITTEN if request.POST.get("meeting") else WRITTEN_ALONE
    answer = save(request, form, change, said, lambda: address("plan_review", seen, made[0].public_id))
    lives = lives_in(seen, last) if last else []
    return answer or show(
        request, "review_add", seen, form, back="plan", last=last, lives=lives, says=says_of_help(seen)
    )
