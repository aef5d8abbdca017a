"""Each reader's own copy: read, released, given; and the whole plan as a file."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import do_once, given
from righthelp.design_system.pages import page
from righthelp.design_system.safe_to_give import SafeToGiveForm
from righthelp.files.formats import download
from righthelp.plans.access import SeenPlan, plan_that_is_kept, plan_to_change, plan_to_read, seen_anew
from righthelp.plans.actions import ChangedMeanwhile
from righthelp.plans.actions.copies import note_given, release_copy
from righthelp.plans.copies import Section, agreed_last, as_read, fingerprint, plan_sections
from righthelp.plans.documents import copy_document, plan_document
from righthelp.plans.forms.papers import GivenForm
from righthelp.plans.models import Copy, Member
from righthelp.plans.paper_access import copy_in, reader_in
from righthelp.plans.policies.given import OUTSIDE
from righthelp.plans.presenters import child_name, member_name
from righthelp.plans.presenting.papers import copies_on_page, opened_there, outdated, reading_of
from righthelp.plans.views.explaining import explained
from righthelp.plans.views.showing import save, writers

TITLE = "The plan that we made together"
READ_AGAIN = "The copy was changed in that moment, and is not released. Read it again, as it stands here now."


@page(writers)
def plan_copies(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Who takes part, what each was given, and how (BP-302)."""
    seen = plan_to_read(person_signed_in(request), public_id, page="copies of a plan")
    context = {
        "papers": copies_on_page(seen),
        "seen": seen,
        "plan": seen.plan,
        "back": reverse("plan", args=[public_id]),
    }
    return render(request, "plans/copies.jinja", context)


@page(writers, "GET", "POST")
@explained
def plan_copy_write(request: HttpRequest, public_id: UUID, member_id: UUID) -> HttpResponse:
    """Read exactly what one of those who take part would get, and release it."""
    by = person_signed_in(request)
    seen = plan_to_change(by, public_id, page="copy of a plan")
    member = reader_in(seen, member_id)

    def write(seen: SeenPlan) -> list[Section]:
        chosen = {"words_of": request.GET.getlist("words"), "named": request.GET.getlist("names")}
        return plan_sections(seen, reader_in(seen, member_id), **chosen)

    sections = write(seen)
    form = SafeToGiveForm(given(request), shown=fingerprint(sections))

    def change() -> str:
        copy = release_copy(
            plan=seen.plan, member=member, kind=Copy.Kind.PLAN, title=TITLE, sections=sections, by=by,
            again=lambda: write(seen_anew(seen)), of_version=agreed_last(seen),
        )  # fmt: skip
        messages.success(request, f"The copy for {member_name(member)} is released. It has not gone to them yet.")
        return reverse("plan_copy", args=[public_id, copy.public_id])

    if request.method == "POST" and sections and form.is_valid():
        return release(request, change)
    return render(request, "plans/copy_write.jinja", _to_read(request, seen, member, sections, form))


def release(request: HttpRequest, change: Callable[[], str]) -> HttpResponse:
    """Release a copy once; where it changed in that moment, it is to be read again."""
    try:
        return do_once(request, change)
    except ChangedMeanwhile:
        messages.warning(request, READ_AGAIN)
        return redirect(request.get_full_path())


def _to_read(
    request: HttpRequest, seen: SeenPlan, member: Member, sections: list[Section], form: SafeToGiveForm
) -> dict[str, object]:
    ids = [seen.plan.public_id, member.public_id]
    return {
        "form": form if sections else None,
        "reading": reading_of(seen, member, sections, [*request.GET.getlist("words"), *request.GET.getlist("names")]),
        "sections": sections,
        "title": TITLE,
        "child_name": child_name,
        "unnamed": reverse("meeting_team", args=[seen.plan.public_id]),
        "reads": reverse("plan_member_reads", args=ids) if member.kind in OUTSIDE else "",
        "back": reverse("plan_copies", args=[seen.plan.public_id]),
    }


@page(writers, "GET", "POST")
@explained
def plan_copy(request: HttpRequest, public_id: UUID, copy_id: UUID) -> HttpResponse:
    """A copy as it was released; note how it went to its reader (BP-302)."""
    by = person_signed_in(request)
    find = plan_that_is_kept if request.method == "POST" else plan_to_read
    seen = find(by, public_id, page="released copy of a plan")
    copy = copy_in(seen, copy_id)
    form = GivenForm(given(request), released_on=timezone.localdate(copy.released_at))

    def change() -> None:
        note_given(copy=copy, by=by, **form.cleaned_data)

    onward = reverse("plan_copy", args=[public_id, copy_id])
    if answer := save(request, form, change, "It is noted how they got it.", onward):
        return answer
    context = {
        "copy": copy,
        "whose": member_name(copy.member),
        "sections": as_read(copy.sections),
        "form": form if seen.standing.keeps else None,
        "outdated": outdated(copy),
        "opened_at": opened_there(seen.plan).get(copy.pk),
        "back": _began(seen, copy),
    }
    return render(request, "plans/copy.jinja", context)


def _began(seen: SeenPlan, copy: Copy) -> str:
    """Give the page from which a copy was released: of the review, of the minutes, or of all copies."""
    plan = seen.plan.public_id
    if copy.review:
        return reverse("plan_review", args=[plan, copy.review.public_id])
    if copy.meeting:
        return reverse("meeting_minutes", args=[plan, copy.meeting.public_id])
    return reverse("plan_copies", args=[plan])


@page(writers)
def plan_copy_file(request: HttpRequest, public_id: UUID, copy_id: UUID, extension: str) -> HttpResponse:
    """A copy as it was released, as PDF or Word."""
    seen = plan_to_read(person_signed_in(request), public_id, page=f"copy of a plan as {extension}")
    return download(copy_document(copy_in(seen, copy_id), now=timezone.now()), extension, name="your-copy")


@page(writers)
def plan_copy_whole(request: HttpRequest, public_id: UUID, extension: str) -> HttpResponse:
    """The whole plan as PDF or Word, for those who read it here."""
    seen = plan_to_read(person_signed_in(request), public_id, page=f"whole plan as {extension}")
    return download(plan_document(seen, now=timezone.now()), extension, name="plan")
