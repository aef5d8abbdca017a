"""Minutes as each reader has them, released and given (BP-302); the team's telephone list; who is not named to whom."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import given
from righthelp.design_system.pages import page
from righthelp.design_system.safe_to_give import SafeToGiveForm
from righthelp.design_system.versions import first_answers
from righthelp.plans.access import plan_that_is_kept, plan_to_read, seen_anew
from righthelp.plans.actions.copies import release_copy
from righthelp.plans.actions.writing_up import keep_unnamed_to
from righthelp.plans.copies import Section, fingerprint
from righthelp.plans.forms.writing_up import UnnamedForm
from righthelp.plans.meetings_access import (
    SeenMeeting,
    meeting_to_finish,
    meeting_to_read,
    member_in,
    without_account,
)
from righthelp.plans.minutes import minutes_sections, title_of
from righthelp.plans.models import Copy, Meeting
from righthelp.plans.policies.given import may_have
from righthelp.plans.presenters import member_line, member_name
from righthelp.plans.presenting.circulation import circulation_of, who_reads_here
from righthelp.plans.presenting.team import team_of, team_sheet_for
from righthelp.plans.reviewed import chosen_of, offered_of
from righthelp.plans.views.explaining import explained
from righthelp.plans.views.papers import release
from righthelp.plans.views.showing import kept_from_now, keys_of, save_change, writers
from righthelp.plans.views.showing_meetings import plan_at, show

UNNAMED = (
    "It is written down. Paper that was given before stays as it was. A copy on their own page does not show there any "
    "more: release a new one."
)


@page(writers)
def meeting_minutes(request: HttpRequest, public_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Show who has which minutes, and how they got them (BP-302)."""
    it = _held(meeting_to_read(person_signed_in(request), public_id, meeting_id, page="who has the minutes"))
    return show(request, "meeting_minutes", it, rows=circulation_of(it), readers=who_reads_here(it))


@page(writers, "GET", "POST")
@explained
def meeting_minutes_for(request: HttpRequest, public_id: UUID, meeting_id: UUID, member_id: UUID) -> HttpResponse:
    """Read exactly what one reader would get, and release it."""
    by = person_signed_in(request)
    it = _held(meeting_to_finish(by, public_id, meeting_id, page="minutes for one reader"))
    member = next((one for one in without_account(it.here) if one.public_id == member_id), None)
    if member is None:
        raise Http404
    offered, chosen = offered_of(it, may_have(it.seen, member)), request.GET.getlist("review")
    sections = minutes_sections(it, member, chosen_of(offered, chosen))

    def again() -> list[Section]:
        anew = SeenMeeting(it.meeting, seen_anew(it.seen))
        reader = member_in(anew.seen, member_id)
        return minutes_sections(anew, reader, chosen_of(offered_of(anew, may_have(anew.seen, reader)), chosen))

    form = SafeToGiveForm(given(request), shown=fingerprint(sections))

    def change() -> str:
        copy = release_copy(
            plan=it.seen.plan, member=member, kind=Copy.Kind.MINUTES, title=title_of(it.meeting), sections=sections,
            again=again, meeting=it.meeting, by=by,
        )  # fmt: skip
        messages.success(request, f"The minutes for {member_name(member)} are released. They have not gone yet.")
        return reverse("plan_copy", args=[public_id, copy.public_id])

    if request.method == "POST" and form.is_valid():
        return release(request, change)
    minutes = reverse("meeting_minutes", args=[public_id, meeting_id])
    more = {"sections": sections, "whom": member_line(member), "title": title_of(it.meeting), "back_to": minutes}
    return show(request, "meeting_minutes_for", it, form, offered=offered, chosen=chosen, **more)


def _held(it: SeenMeeting) -> SeenMeeting:
    if it.meeting.state is not Meeting.State.HELD:
        raise Http404
    return it


@page(writers)
def meeting_team(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show how to reach everybody who helps, and who stands in for them; for professionals."""
    seen = plan_to_read(person_signed_in(request), public_id, page="contact sheet of the team")
    context = {"seen": seen, "team": team_of(seen), "back": plan_at(seen.plan)}
    return render(request, "plans/meeting_team.jinja", context)


@page(writers)
def meeting_team_for(request: HttpRequest, public_id: UUID, member_id: UUID) -> HttpResponse:
    """Show the list as one of the family may have it: who helps them, and of the family only themselves."""
    seen = plan_to_read(person_signed_in(request), public_id, page="contact sheet of the team, for the family")
    member = member_in(seen, member_id)
    if member.practitioner_id:
        raise Http404
    sheet = reverse("meeting_team", args=[public_id])
    context = {"seen": seen, "sheet": team_sheet_for(seen, member), "whom": member_name(member), "back": sheet}
    return render(request, "plans/meeting_team_for.jinja", context)


@page(writers, "GET", "POST")
@explained
def meeting_member_unnamed(request: HttpRequest, public_id: UUID, member_id: UUID) -> HttpResponse:
    """Say who must not learn that somebody takes part."""
    by = person_signed_in(request)
    seen = plan_that_is_kept(by, public_id, page="who may know that somebody takes part")
    member = member_in(seen, member_id)
    others = [one for one in without_account(seen.members_here) if one.pk != member.pk]
    back = reverse("meeting_team", args=[public_id])

    def saved() -> dict[str, Any]:
        return {"kept_from": keys_of(others, member.kept_from.all())}

    form = UnnamedForm(given(request), members=others, initial=first_answers(saved(), member.version))

    def change() -> None:
        members = kept_from_now(member, others, form.kept())
        keep_unnamed_to(member=member, version=form.cleaned_data["version"], members=members, by=by)

    answer = save_change(request, form, member, saved, change, back, said=UNNAMED)
    context = {"form": form, "whom": member_line(member), "back": back, "others": others}
    return answer or render(request, "plans/meeting_member_unnamed.jinja", context)
