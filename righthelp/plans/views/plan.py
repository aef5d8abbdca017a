"""The page of a plan, its words, and the plans of one child."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import given
from righthelp.design_system.pages import page
from righthelp.design_system.versions import first_answers, saved_answers
from righthelp.people.presenters import name_of
from righthelp.plans import presenters
from righthelp.plans.access import SeenPlan, plan_to_change, plan_to_read
from righthelp.plans.actions.words import write_plan, write_wants
from righthelp.plans.around import earlier_plans, plans_about
from righthelp.plans.forms.words import FORMS, TITLES, WantsForm
from righthelp.plans.homes import home_of_help, says_of_help
from righthelp.plans.models import PlanVersion
from righthelp.plans.presenting import plan as standing
from righthelp.plans.presenting.changes import is_changed_since
from righthelp.plans.presenting.content import content_of
from righthelp.plans.presenting.meetings import meetings_of
from righthelp.plans.presenting.missing import missing_of, to_think_about
from righthelp.plans.presenting.papers import papers_of
from righthelp.plans.presenting.reviews import reviews_of
from righthelp.plans.views.explaining import explained
from righthelp.plans.views.showing import home_of, save_change, show, writers


@page(writers)
def plan(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A plan: for all the children and for each, what goes well, what worries, the goals, and who does what."""
    seen = plan_to_read(person_signed_in(request), public_id, page="plan")
    content = content_of(seen)
    last = content.last
    changed = is_changed_since(seen, content)
    context: dict[str, Any] = {
        "content": content,
        "people": standing.people_of(content),
        "last": last,
        "state": standing.state_line(seen.plan, last, is_changed=changed),
        "is_changed": changed,
        "missing": missing_of(seen, content) if seen.may_change else [],
        "to_think_about": to_think_about(seen, content) if seen.may_change else [],
        "may_carry_on": seen.may_change and _is_new(seen, last) and bool(earlier_plans(seen)),
        "meetings": meetings_of(seen),
        "reviews": reviews_of(seen),
        "papers": papers_of(seen),
        "says": says_of_help(seen),
        "present": presenters,
        "standing": standing,
        "today": timezone.localdate(),
    }
    return show(request, "plan", seen, back=home_of_help(seen.plan), **context)


def _is_new(seen: SeenPlan, last: PlanVersion | None) -> bool:
    """Say whether nothing was agreed yet, of all the children or of one who came or came back since."""
    here = [one for one in seen.children if one.left_on is None]
    return last is None or any(max(one.added_at, one.came_back_at or one.added_at) > last.noted_at for one in here)


@page(writers, "GET", "POST")
@explained
def plan_words(request: HttpRequest, public_id: UUID, name: str) -> HttpResponse:
    """What the family wants, how their own people help, or the bottom line."""
    if name not in FORMS:
        raise Http404
    by = person_signed_in(request)
    seen = plan_to_change(by, public_id, page=TITLES[name])

    def saved() -> dict[str, object]:
        return saved_answers(seen.plan, FORMS[name])

    form = FORMS[name](given(request), initial=first_answers(saved(), seen.plan.version))

    def change() -> None:
        write_plan(plan=seen.plan, version=form.cleaned_data["version"], changes=form.changes(), by=by)

    answer = save_change(request, form, seen.plan, saved, change, home_of(seen))
    return answer or show(request, "part_form", seen, form, title=TITLES[name], tab=TITLES[name])


@page(writers, "GET", "POST")
@explained
def plan_wants(request: HttpRequest, public_id: UUID, child_id: UUID) -> HttpResponse:
    """What one child wants to be different."""
    by = person_signed_in(request)
    seen = plan_to_change(by, public_id, page="what the child wants")
    child = seen.child_at_work(child_id)

    def saved() -> dict[str, object]:
        return saved_answers(child, WantsForm)

    form = WantsForm(given(request), initial=first_answers(saved(), child.version))

    def change() -> None:
        write_wants(child=child, version=form.cleaned_data["version"], wants=form.cleaned_data["wants"], by=by)

    answer = save_change(request, form, child, saved, change, home_of(seen))
    title = f"What {presenters.child_name(child)} wants"
    return answer or show(request, "part_form", seen, form, title=title, tab="What the child wants")


@page(writers)
def record_plans(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The plans that a child is in, as far as the reader may read them."""
    seen, plans = plans_about(person_signed_in(request), public_id, page="plans")
    context: dict[str, Any] = {
        "name": name_of(seen.person),
        "plans": plans,
        "back": reverse("record", args=[public_id]),
    }
    return render(request, "plans/record_plans.jinja", context)
