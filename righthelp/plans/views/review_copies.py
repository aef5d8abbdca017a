"""A review that was held at no meeting, as each reader has it: read, and released (BP-302)."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import given
from righthelp.design_system.pages import page
from righthelp.design_system.safe_to_give import SafeToGiveForm
from righthelp.plans.access import SeenPlan, plan_that_is_kept, seen_anew
from righthelp.plans.actions.copies import release_copy
from righthelp.plans.copies import Section, fingerprint
from righthelp.plans.models import Copy
from righthelp.plans.paper_access import reader_in
from righthelp.plans.policies.given import may_have
from righthelp.plans.presenters import member_line, member_name
from righthelp.plans.review_access import review_to_copy
from righthelp.plans.reviewed import parts_of, review_sections, title_of_review
from righthelp.plans.views.explaining import explained
from righthelp.plans.views.following import address, opened, show
from righthelp.plans.views.papers import release
from righthelp.plans.views.showing import writers


@page(writers, "GET", "POST")
@explained
def plan_review_copy(request: HttpRequest, public_id: UUID, review_id: UUID, member_id: UUID) -> HttpResponse:
    """Read exactly what one reader would get of a review, and release it."""
    by, chosen = person_signed_in(request), request.GET.getlist("review")
    seen = opened(plan_that_is_kept, by, public_id, "plan: copy of a review")
    member, review = reader_in(seen, member_id), review_to_copy(seen, review_id)

    def write(seen: SeenPlan) -> list[Section]:
        return review_sections(seen, review_to_copy(seen, review_id), reader_in(seen, member_id), chosen)

    sections, title = write(seen), title_of_review(review)
    form = SafeToGiveForm(given(request), shown=fingerprint(sections))

    def change() -> str:
        copy = release_copy(
            plan=seen.plan, member=member, kind=Copy.Kind.REVIEW, title=title, sections=sections,
            again=lambda: write(seen_anew(seen)), review=review, by=by,
        )  # fmt: skip
        messages.success(request, f"The copy for {member_name(member)} is released. It has not gone to them yet.")
        return address("plan_copy", seen, copy.public_id)

    if request.method == "POST" and sections and form.is_valid():
        return release(request, change)
    more: dict[str, Any] = {"sections": sections, "whom": member_line(member), "title": title, "chosen": chosen}
    offered, onward = parts_of(seen, review, may_have(seen, member)), address("plan_review", seen, review_id)
    shown = form if sections else None
    more |= {"offered": offered, "back_to": onward, "is_nothing_ticked": "asked" in request.GET and not sections}
    return show(request, "review_copy", seen, shown, back=("plan_review", review_id), **more)
