"""Meetings are called, shown, changed and cancelled; and each fits into anybody's calendar."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import given
from righthelp.agencies.models import Practitioner
from righthelp.design_system.pages import page
from righthelp.design_system.versions import first_answers
from righthelp.plans.access import SeenPlan, plan_to_change
from righthelp.plans.actions.meetings import (
    ask_more,
    ask_no_longer,
    call_meeting,
    cancel_meeting,
    change_meeting,
    name_social_worker,
    note_beforehand,
)
from righthelp.plans.forms.meetings import (
    AskedForm,
    BeforehandForm,
    CallForm,
    CancelForm,
    ChangeMeetingForm,
    answers_of,
)
from righthelp.plans.invitations import CONTENT_TYPE, FILE_NAME, invitation
from righthelp.plans.meetings_access import (
    meeting_to_add_to,
    meeting_to_change,
    meeting_to_finish,
    meeting_to_read,
)
from righthelp.plans.models import Invited, Meeting
from righthelp.plans.presenters import member_line
from righthelp.plans.presenting.meetings import meetings_of
from righthelp.plans.presenting.one_meeting import meeting_page, others_here
from righthelp.plans.views.explaining import explained
from righthelp.plans.views.showing import writers
from righthelp.plans.views.showing_meetings import meeting_at, plan_at, save, save_changed, show

AN_HOUR = 60
CALLED = (
    "The meeting stands on the plan. Whoever has an account and is asked to it is told by Right Help; tell the others."
)


@page(writers, "GET", "POST")
@explained
def meeting_call(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Call a meeting of those who take part in a plan."""
    by = person_signed_in(request)
    seen = plan_to_change(by, public_id, page="call a meeting")
    kinds = seen.plan.about.meetings
    form = CallForm(given(request), members=seen.members_here, kinds=kinds, initial=_first(request, seen))
    answer = None
    if request.method == "POST" and form.is_valid():
        answer = save(request, lambda: _call(seen, form, by), CALLED, plan_at(seen.plan))
    context = {"seen": seen, "form": form, "back": plan_at(seen.plan), "meetings": meetings_of(seen)}
    return answer or render(request, "plans/meeting_call.jinja", context)


@transaction.atomic
def _call(seen: SeenPlan, form: CallForm, by: Practitioner) -> Meeting:
    asked = form.chosen()
    named = {"name": form.cleaned_data["social_worker"], "phone": form.cleaned_data["social_worker_phone"]}
    if named["name"]:
        asked = [*asked, name_social_worker(plan=seen.plan, children=seen.children, by=by, **named)]
    return call_meeting(plan=seen.plan, called=form.called(), asked=asked, by=by)


def _first(request: HttpRequest, seen: SeenPlan) -> dict[str, Any]:
    """Give what stands in a fresh form: the kind that was asked for, and the day by which a review is due (BN-045)."""
    first: dict[str, Any] = {"minutes_long": AN_HOUR}
    kind, due = request.GET.get("kind", ""), seen.review_due_on
    first |= {"kind": kind} if kind in {one.key for one in seen.plan.about.meetings} else {}
    return first | ({"on": due} if due and due >= timezone.localdate() else {})


@page(writers)
def meeting(request: HttpRequest, public_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Show a meeting: who is asked, what they said beforehand, who came, each point, and what came of it."""
    it = meeting_to_read(person_signed_in(request), public_id, meeting_id, page="a meeting of a plan")
    more = {"shown": meeting_page(it), "member_line": member_line, "plan": plan_at(it.seen.plan)}
    return show(request, "meeting", it, **more)


@page(writers, "GET", "POST")
@explained
def meeting_change(request: HttpRequest, public_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Change what a meeting is, or when and where."""
    by = person_signed_in(request)
    it = meeting_to_change(by, public_id, meeting_id, page="change a meeting")
    first = first_answers(answers_of(it.meeting), it.meeting.version)
    form = ChangeMeetingForm(given(request), kinds=it.seen.plan.about.meetings, initial=first)

    def saved() -> dict[str, Any]:
        return answers_of(Meeting.objects.get(pk=it.meeting.pk))

    def change() -> None:
        version = form.cleaned_data["version"]
        change_meeting(meeting=it.meeting, version=version, called=form.called(), by=by)
        messages.success(request, "The meeting is changed. Tell those who have no account.")

    answer = None
    if request.method == "POST" and form.is_valid():
        answer = save_changed(request, form, it.meeting, saved, change, meeting_at(it.meeting))
    return answer or show(request, "meeting_change", it, form)


@page(writers, "GET", "POST")
@explained
def meeting_cancel(request: HttpRequest, public_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Cancel a meeting, with the reason."""
    by = person_signed_in(request)
    it = meeting_to_finish(by, public_id, meeting_id, page="cancel a meeting")
    form = CancelForm(given(request))
    answer = None
    if request.method == "POST" and form.is_valid():
        because = form.cleaned_data["because"]
        answer = save(
            request,
            lambda: cancel_meeting(meeting=it.meeting, because=because, by=by),
            "The meeting is cancelled. Tell those who have no account.",
            meeting_at(it.meeting),
        )
    return answer or show(request, "meeting_cancel", it, form)


@page(writers, "GET", "POST")
@explained
def meeting_ask(request: HttpRequest, public_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Ask more people to a meeting."""
    by = person_signed_in(request)
    it = meeting_to_change(by, public_id, meeting_id, page="ask more people to a meeting")
    form = AskedForm(given(request), members=others_here(it))
    form.fields["asked"].required = True
    answer = None
    if request.method == "POST" and form.is_valid():
        asked = form.chosen()
        answer = save(
            request,
            lambda: ask_more(meeting=it.meeting, asked=asked, by=by),
            "They stand on the list. Tell those who have no account.",
            meeting_at(it.meeting),
        )
    return answer or show(request, "meeting_ask", it, form)


@page(writers, "GET", "POST")
@explained
def meeting_asked(request: HttpRequest, public_id: UUID, meeting_id: UUID, member_id: UUID) -> HttpResponse:
    """Note how somebody was asked, and what they say beforehand."""
    by = person_signed_in(request)
    it = meeting_to_add_to(by, public_id, meeting_id, page="views before a meeting")
    asked = it.asked(member_id)
    initial, sent = first_answers(_beforehand(asked), it.meeting.version), asked.came == Invited.Came.VIEWS
    form = BeforehandForm(given(request), initial=initial, sent_views=sent)

    def saved() -> dict[str, Any]:
        return _beforehand(Invited.objects.get(pk=asked.pk))

    def change() -> None:
        note_beforehand(invited=asked, version=form.cleaned_data["version"], by=by, **form.changes())
        messages.success(request, "It is written down.")

    answer = None
    if request.method == "POST" and form.is_valid():
        answer = save_changed(request, form, it.meeting, saved, change, meeting_at(it.meeting))
    may_take_off = it.seen.may_change and not asked.views and not asked.came
    return answer or show(request, "meeting_asked", it, form, whom=member_line(asked.member), asked=asked,
                          may_take_off=may_take_off)  # fmt: skip


def _beforehand(asked: Invited) -> dict[str, Any]:
    return {"told_how": asked.told_how, "views": asked.views}


@page(writers, "POST")
@explained
def meeting_ask_no_longer(request: HttpRequest, public_id: UUID, meeting_id: UUID, member_id: UUID) -> HttpResponse:
    """Take somebody off the list of those who are asked."""
    by = person_signed_in(request)
    it = meeting_to_change(by, public_id, meeting_id, page="ask no longer to a meeting")
    asked = it.asked(member_id)
    said = "They are not asked any more. Tell them."
    try:
        answer = save(request, lambda: ask_no_longer(invited=asked, by=by), said, meeting_at(it.meeting))
    except ValueError:
        messages.warning(request, "They sent their views, or it is noted whether they came: they stay on the list.")
        answer = None
    return answer or redirect(meeting_at(it.meeting))


@page(writers)
def meeting_calendar(request: HttpRequest, public_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Give the entry for a calendar; it holds nothing personal."""
    it = meeting_to_read(person_signed_in(request), public_id, meeting_id, page="calendar entry of a meeting")
    headers = {"Content-Disposition": f'attachment; filename="{FILE_NAME}"', "Cache-Control": "no-store"}
    return HttpResponse(invitation(it.meeting), content_type=CONTENT_TYPE, headers=headers)
