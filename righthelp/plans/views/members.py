"""Who takes part in a plan: the family and whom they chose are noted here, workers follow from their work."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import given
from righthelp.design_system.pages import page
from righthelp.design_system.versions import first_answers, saved_answers
from righthelp.plans import presenters
from righthelp.plans.access import SeenPlan, plan_to_add_to, plan_to_change, plan_to_read
from righthelp.plans.actions import AlreadyHere, add_member, let_member_leave
from righthelp.plans.actions.members import change_member, set_reads
from righthelp.plans.around import people_to_add
from righthelp.plans.forms.members import CoverForm, LeaveForm, MemberForm, ReachForm, ReadsForm
from righthelp.plans.meetings_access import member_in
from righthelp.plans.models import Member
from righthelp.plans.policies.given import OUTSIDE
from righthelp.plans.presenting import plan as standing
from righthelp.plans.presenting.content import content_of
from righthelp.plans.presenting.family import reach_of, ways_told
from righthelp.plans.presenting.meetings import all_without_cover
from righthelp.plans.views.explaining import explained
from righthelp.plans.views.showing import keys_of, save, save_change, show, writers

JOINED = (
    "They take part in the plan now. What is left out of somebody’s copy is left out of theirs, too: change that part "
    "by part, where they may have it."
)
HERE_ALREADY = "They take part in the plan already. Go back to see everybody"
JOINED_LATER = "They began to take part later: enter that day or a later one"
READS_SAVED = "Saved. It holds for copies that are made from now on."


@page(writers)
def plan_members(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Everybody who takes part, how they are reached, who stands in for them, and whose parts they may be given."""
    seen = plan_to_read(person_signed_in(request), public_id, page="who takes part in a plan")
    content = content_of(seen)
    to_do: dict[int, int] = {}
    for action in content.actions:
        if not action.done_on:
            to_do[action.holder_id] = to_do.get(action.holder_id, 0) + 1
    people = standing.people_of(content)
    reads = {one.pk: _read_by(one, seen) for one in (*people.family, *people.network)}
    context: dict[str, Any] = {
        "people": people,
        "reads": reads,
        "to_do": to_do,
        "present": presenters,
        "uncovered": all_without_cover(people.workers),
        "reader": seen.reader,
    }
    return show(request, "members", seen, **context)


@page(writers, "GET", "POST")
@explained
def plan_member_add(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Add somebody of the family, or whom the family chose (BP-031, BP-045)."""
    by = person_signed_in(request)
    seen = plan_to_change(by, public_id, page="add somebody to a plan")
    form = MemberForm(given(request), people=people_to_add(seen), children=seen.children)

    def change() -> None:
        add_member(plan=seen.plan, by=by, **form.answers())

    try:
        answer = save(request, form, change, JOINED, _home(seen))
    except AlreadyHere:
        form.add_error(None, HERE_ALREADY)
        answer = None
    title = "Add somebody of the family or their own people"
    return answer or show(request, "part_form", seen, form, title=title, tab=title, back=_home(seen))


@page(writers, "GET", "POST")
@explained
def plan_member_reach(request: HttpRequest, public_id: UUID, member_id: UUID) -> HttpResponse:
    """How somebody of the family or their people is reached."""
    seen = plan_to_change(person_signed_in(request), public_id, page="how somebody in a plan is reached")
    member = _outside(seen, member_id)
    told = {"reach": ways_told(seen, member, reach_of(seen, member))}
    return _changed(request, seen, member, ReachForm, "How they are reached", page="member_reach", told=told)


@page(writers, "GET", "POST")
@explained
def plan_member_cover(request: HttpRequest, public_id: UUID, member_id: UUID) -> HttpResponse:
    """Whether somebody's school or service is shut in the holidays, and who stands in; all may say it of themselves."""
    seen = plan_to_add_to(person_signed_in(request), public_id, page="who stands in for somebody in a plan")
    member = _member(seen, member_id)
    if member.kind != Member.Kind.WORKER or not (seen.may_change or member.practitioner_id == seen.reader.pk):
        raise Http404
    first = {"shuts": Member.Shuts.YES} if member.is_shut_in_holidays else {}
    return _changed(request, seen, member, CoverForm, "The school holidays", first)


@page(writers, "GET", "POST")
@explained
def plan_member_reads(request: HttpRequest, public_id: UUID, member_id: UUID) -> HttpResponse:
    """Whose parts of the plan somebody may be given; those of children who are not shown stay as they are."""
    by = person_signed_in(request)
    seen = plan_to_change(by, public_id, page="whose parts of a plan somebody may be given")
    member = _outside(seen, member_id)

    def saved() -> dict[str, Any]:
        return {"reads": keys_of(seen.children, member.reads.all())}

    form = ReadsForm(given(request), initial=first_answers(saved(), member.version), children=seen.children)

    def change() -> None:
        others = [one for one in member.reads.all() if not seen.shows(one.pk)]
        set_reads(member=member, version=form.cleaned_data["version"], children=[*form.chosen(), *others], by=by)

    answer = save_change(request, form, member, saved, change, _home(seen), said=READS_SAVED)
    return answer or _show(request, seen, form, member, "Whose parts they may be given")


@page(writers, "GET", "POST")
@explained
def plan_member_leave(request: HttpRequest, public_id: UUID, member_id: UUID) -> HttpResponse:
    """Note that somebody without an account no longer takes part."""
    by = person_signed_in(request)
    seen = plan_to_change(by, public_id, page="somebody leaves a plan")
    member = _member(seen, member_id)
    if member.practitioner_id or member.kind == Member.Kind.CHILD:
        raise Http404
    form = LeaveForm(given(request), initial={"on": timezone.localdate()})

    def change() -> None:
        let_member_leave(member=member, by=by, **form.cleaned_data)

    if request.method == "POST" and form.is_valid() and form.cleaned_data["on"] < member.joined_on:
        form.add_error("on", JOINED_LATER)
    answer = save(request, form, change, "They no longer take part. What they did stays readable.", _home(seen))
    return answer or _show(request, seen, form, member, "They no longer take part")


def _changed(
    request: HttpRequest,
    seen: SeenPlan,
    member: Member,
    form_class: type[ReachForm | CoverForm],
    title: str,
    first: Mapping[str, object] = MappingProxyType({}),
    page: str = "part_form",
    told: Mapping[str, object] = MappingProxyType({}),
) -> HttpResponse:
    def saved() -> dict[str, object]:
        return saved_answers(member, form_class)

    form = form_class(given(request), initial={**first_answers(saved(), member.version), **first})

    def change() -> None:
        version = form.cleaned_data["version"]
        change_member(member=member, version=version, changes=form.changes(), by=seen.reader)

    answer = save_change(request, form, member, saved, change, _home(seen))
    return answer or _show(request, seen, form, member, title, page, told)


def _show(
    request: HttpRequest,
    seen: SeenPlan,
    form: Any,
    member: Member,
    title: str,
    page: str = "part_form",
    told: Mapping[str, object] = MappingProxyType({}),
) -> HttpResponse:
    about = {"caption": presenters.member_line(member), "title": title, "tab": title}
    return show(request, page, seen, form, back=_home(seen), **about, **told)


def _member(seen: SeenPlan, member_id: UUID) -> Member:
    return member_in(seen, member_id)


def _outside(seen: SeenPlan, member_id: UUID) -> Member:
    found = _member(seen, member_id)
    if found.kind not in OUTSIDE:
        raise Http404
    return found


def _read_by(member: Member, seen: SeenPlan) -> list[str]:
    """Give the names of the children, of those who are shown, whose parts somebody may be given."""
    keys = {one.pk for one in member.reads.all()}
    return [presenters.child_name(child) for child in seen.children if child.pk in keys]


def _home(seen: SeenPlan) -> str:
    return reverse("plan_members", args=[seen.plan.public_id])
