"""A plan is agreed; its versions, and what changed since; and an earlier plan that goes on."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import given
from righthelp.design_system.pages import page
from righthelp.plans import presenters
from righthelp.plans.access import SeenPlan, plan_to_change, plan_to_read
from righthelp.plans.actions import ChangedMeanwhile
from righthelp.plans.actions.carrying import carry_over
from righthelp.plans.actions.versions import NotWhole, agree
from righthelp.plans.around import earlier_plans
from righthelp.plans.forms.versions import AgreeForm, CarryOnForm
from righthelp.plans.homes import says_of_help
from righthelp.plans.models import PlanVersion
from righthelp.plans.parts import PART_MODELS
from righthelp.plans.presenting import plan as standing
from righthelp.plans.presenting.changes import changes_between, shown_of, takes_part
from righthelp.plans.presenting.content import content_of
from righthelp.plans.presenting.missing import missing_of, said_of, to_think_about
from righthelp.plans.presenting.versions import version_of
from righthelp.plans.snapshots import Written, as_it_stands, written_of
from righthelp.plans.views.explaining import explained
from righthelp.plans.views.showing import home_of, save, show, writers

NOT_WHOLE = "This was not saved: something is missing. See what, below"


@page(writers, "GET", "POST")
@explained
def plan_agree(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Agree a plan: what is missing first, then who agreed it and how it was made sure that it was understood."""
    by = person_signed_in(request)
    seen = plan_to_change(by, public_id, page="agree a plan")
    first: dict[str, Any] = {"as_read": as_it_stands(seen.plan), "agreed_on": timezone.localdate()}
    content = content_of(seen)
    form = AgreeForm(given(request), initial=first, plan=seen.plan)

    def change() -> None:
        agree(plan=seen.plan, by=by, **form.cleaned_data)

    missing = missing_of(seen, content)
    try:
        answer = save(request, form, change, "The plan is agreed. This version stays as it is.", home_of(seen))
    except ChangedMeanwhile:
        form.read_again(first["as_read"])
        answer = None
    except NotWhole as refused:
        form.add_error(None, NOT_WHOLE)
        answer, missing = None, said_of(refused.missing, seen, content)
    context: dict[str, Any] = {"missing": missing, "to_think_about": to_think_about(seen, content), "content": content}
    context |= {"says": says_of_help(seen), "present": presenters, "standing": standing}
    return answer or show(request, "agree", seen, form, **context)


@page(writers)
def plan_versions(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Each version of a plan, the newest first, with the way to what changed."""
    seen = plan_to_read(person_signed_in(request), public_id, page="versions of a plan")
    versions = seen.plan.versions.select_related("noted_by").order_by("-number")
    return show(request, "versions", seen, versions=versions)


@page(writers)
def plan_version(request: HttpRequest, public_id: UUID, number: int) -> HttpResponse:
    """One version of a plan, as it was agreed."""
    seen = plan_to_read(person_signed_in(request), public_id, page="a version of a plan")
    version = _version(seen, number)
    names = _names(seen)
    written = shown_of(seen, version.written)
    parts = version_of(written, names=names, shown=_shown(seen))
    people = [takes_part(names, one["id"], one["role"]) for one in written["members"] if one["kind"] != "child"]
    context: dict[str, Any] = {"version": version, "parts": parts, "names": names, "people": people}
    return show(request, "version", seen, back=_versions(seen), **context)


@page(writers)
def plan_changes(request: HttpRequest, public_id: UUID, number: int) -> HttpResponse:
    """What changed from a version to the plan as it stands now."""
    seen = plan_to_read(person_signed_in(request), public_id, page="what changed in a plan")
    before = _version(seen, number)
    now = written_of(seen.plan, content_of(seen))
    return _compared(request, seen, before, now, to="")


@page(writers)
def plan_compare(request: HttpRequest, public_id: UUID, number: int, to: int) -> HttpResponse:
    """What changed from one version to another."""
    seen = plan_to_read(person_signed_in(request), public_id, page="what changed in a plan")
    before, after = _version(seen, number), _version(seen, to)
    return _compared(request, seen, before, after.written, to=str(after))


def _compared(request: HttpRequest, seen: SeenPlan, before: PlanVersion, now: Written, *, to: str) -> HttpResponse:
    names, old, new = _names(seen), shown_of(seen, before.written), shown_of(seen, now)
    changes = changes_between(old, new, names=names, shown=_shown(seen), because=_because(seen, old, new))
    context: dict[str, Any] = {"before": before, "to": to, "changes": changes, "names": names}
    return show(request, "changes", seen, back=_versions(seen), **context)


@page(writers, "GET", "POST")
@explained
def plan_carry_on(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Have an earlier plan of the same children go on in this one, so that nothing is typed again."""
    by = person_signed_in(request)
    seen = plan_to_change(by, public_id, page="carry on from an earlier plan")
    plans = {str(one.public_id): one for one in earlier_plans(seen)}
    form = CarryOnForm(given(request), plans=plans)

    def change() -> None:
        carry_over(plan=seen.plan, from_plan=form.chosen(), by=by)

    said = "What was not reached stands in this plan now. Read it, and change what is different."
    return save(request, form, change, said, home_of(seen)) or show(request, "carry_on", seen, form, plans=plans)


def _version(seen: SeenPlan, number: int) -> PlanVersion:
    found: PlanVersion | None = seen.plan.versions.filter(number=number).first()
    if found is None:
        raise Http404
    return found


def _shown(seen: SeenPlan) -> list[str]:
    return [str(one.public_id) for one in seen.children]


def _names(seen: SeenPlan) -> dict[str, str]:
    """Give the names of members and of the children who are shown, by public id."""
    members = seen.members.values()
    children = {str(one.public_id): presenters.child_name(one) for one in seen.children}
    return {**standing.names_of(members), **children}


def _because(seen: SeenPlan, before: Written, now: Written) -> dict[str, str]:
    """Say why parts that are gone were dropped."""
    found: dict[str, str] = {}
    for kind, model in PART_MODELS.items():
        gone = {one["id"] for one in before[kind]} - {one["id"] for one in now[kind]}
        rows = model.objects.filter(plan=seen.plan, public_id__in=gone, dropped_at__isnull=False) if gone else []
        found.update({str(one.public_id): one.dropped_because for one in rows if seen.shows_part(one)})
    return found


def _versions(seen: SeenPlan) -> str:
    return reverse("plan_versions", args=[seen.plan.public_id])
