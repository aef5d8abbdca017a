"""Disagreements with another agency: raised, taken up the ladder step by step, ended; each on a page of its own."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import do_once, given
from righthelp.agencies.models import Practitioner
from righthelp.design_system.pages import page
from righthelp.design_system.paging import paged
from righthelp.files.formats import download
from righthelp.work.actions.disagreements import (
    ChangedMeanwhile,
    NotAllowed,
    NothingSaid,
    go_up,
    name_speakers,
    note_said,
    say_at_risk,
    settle,
    withdraw,
)
from righthelp.work.disagreements import paper, presenters
from righthelp.work.disagreements.access import (
    Read,
    disagreement_to_change,
    disagreement_to_read,
    disagreements_about,
    disagreements_of,
)
from righthelp.work.disagreements.calls import calls_now
from righthelp.work.disagreements.forms import (
    AtRiskForm,
    GoUpForm,
    SaidForm,
    SettleForm,
    SpeakersForm,
    StepForm,
    WithdrawForm,
)
from righthelp.work.disagreements.ladder import ladder_now
from righthelp.work.disagreements.rules import NoSuchStep
from righthelp.work.views.children import writers

MOVED_ON = (
    "This was not saved: the disagreement went on or ended meanwhile. What you wrote is still in the boxes. Go back to "
    "see how it stands"
)
SAY_FIRST = "Note first what each side said on this step. Both must have spoken before it can be settled"


@page(writers)
def disagreements(request: HttpRequest) -> HttpResponse:
    """The disagreements in which somebody takes part, or for which they answer: what is late first."""
    by, today = person_signed_in(request), timezone.localdate()
    lines = presenters.lines_of(disagreements_of(by), today)
    shown = paged(request, "page", lines)
    return render(request, "work/disagreements.jinja", {"shown": shown, "ladder": ladder_now(), "present": presenters})


@page(writers)
def record_disagreements(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The disagreements about one child, as far as the reader may read them, and the way to raise one."""
    by, today = person_signed_in(request), timezone.localdate()
    child, found = disagreements_about(by, public_id)
    context = {
        "child": child,
        "shown": paged(request, "page", presenters.lines_of(found, today)),
        "ladder": ladder_now(),
        "present": presenters,
        "back": reverse("record", args=[public_id]),
    }
    return render(request, "work/disagreements.jinja", context)


@page(writers)
def disagreement(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One disagreement: what it is about, its steps, whose turn it is, and how it ended."""
    read = disagreement_to_read(person_signed_in(request), public_id, page="disagreement")
    context = {**_of(read), "calls": calls_now() if read.it.at_risk and read.it.is_open else []}
    return render(request, "work/disagreement.jinja", {**context, "back": reverse("disagreements")})


@page(writers)
def disagreement_pdf(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One disagreement as tagged PDF, for the partnership's file."""
    read = disagreement_to_read(person_signed_in(request), public_id, page="disagreement as pdf")
    document = paper.paper_of(read, now=timezone.now(), today=timezone.localdate())
    return download(document, "pdf", name="disagreement")


@page(writers, "GET", "POST")
def disagreement_speakers(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Who speaks with whom on the step where it stands."""
    by, read = _changed(request, public_id, "may_lead_on", page="who speaks on a step")
    it, first = read.it, {"version": read.it.version}
    decision = (it.subject_kind, it.subject_id) if it.is_by_decision and it.subject_id else None
    children = [] if decision else list(it.children.all())
    form = SpeakersForm(
        given(request), initial=first, by=by, children=children, decision=decision, agency=it.raised_for
    )

    def change() -> None:
        name_speakers(disagreement=it, by=by, **form.answers())
        messages.success(request, f"{form.ours.name} speaks with {form.theirs.name}. Note what each of them says.")

    return _step_page(request, form, read, "speakers", change, heading="Who speaks with whom?", save="Save who speaks")


@page(writers, "GET", "POST")
def disagreement_said(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What one side said: facts and opinion apart."""
    by, read = _changed(request, public_id, "may_say", page="note what was said")
    names = {"ours": read.it.now.ours_name, "theirs": read.it.now.theirs_name}
    sides = [(side, names[side]) for side in read.may_say or ["theirs"]]
    form = SaidForm(given(request), initial={"version": read.it.version}, sides=sides)

    def change() -> None:
        note_said(disagreement=read.it, by=by, **form.answers())
        messages.success(request, "Noted. It stays as you wrote it; add to it if there is more.")

    return _step_page(request, form, read, "said", change, heading="What was said?", save="Note it")


@page(writers, "GET", "POST")
def disagreement_go_up(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Nothing was settled: the next step begins."""
    by, read = _changed(request, public_id, "may_lead_on", page="next step of a disagreement")
    it, first = read.it, {"version": read.it.version}
    steps = [(place, f"Step {place}: {it.title_of(place)}") for place in range(it.now.position + 1, len(it.ladder) + 1)]
    form = GoUpForm(given(request), initial=first, steps=steps, at_risk=it.at_risk)

    def change() -> None:
        made = go_up(disagreement=it, by=by, **form.answers())
        messages.success(
            request, f"Step {made.position} begins: {it.title_of(made.position)}. Say who speaks with whom."
        )

    heading = "It was not settled: go to the next step"
    save = "Go to the next step"
    return _step_page(request, form, read, "go_up", change, heading=heading, save=save, steps=steps)


@page(writers, "GET", "POST")
def disagreement_settle(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """How it was settled or decided, what changes for the child, and what was learned."""
    by, read = _changed(request, public_id, "may_settle", page="settle a disagreement")
    form = SettleForm(given(request), initial={"version": read.it.version}, is_at_top=read.it.is_at_top)

    def change() -> None:
        settle(disagreement=read.it, by=by, **form.answers())
        messages.success(request, "The disagreement has ended. See that what changes for the child is done.")

    heading = "How did it end?" if read.it.is_at_top else "It is settled"
    return _step_page(request, form, read, "settle", change, heading=heading, save="End the disagreement")


@page(writers, "GET", "POST")
def disagreement_withdraw(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Withdraw what one raised, with why."""
    by, read = _changed(request, public_id, "may_withdraw", page="withdraw a disagreement")
    form = WithdrawForm(given(request), initial={"version": read.it.version})

    def change() -> None:
        withdraw(disagreement=read.it, by=by, **form.answers())
        messages.success(request, "You withdrew the disagreement.")

    return _step_page(request, form, read, "withdraw", change, heading="Withdraw this disagreement", save="Withdraw it")


@page(writers, "GET", "POST")
def disagreement_at_risk(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A child might be at risk now: whom to ring, and steps that end today."""
    by, read = _changed(request, public_id, "may_lead_on", page="a child might be at risk")
    form = AtRiskForm(given(request), initial={"version": read.it.version})

    def change() -> None:
        say_at_risk(disagreement=read.it, version=form.cleaned_data["version"], by=by)
        messages.success(request, "This step ends today, and you may leave steps out. Ring now if you have not.")

    heading, save = "A child might be at risk now", "End this step today"
    return _step_page(request, form, read, "at_risk", change, heading=heading, save=save, calls=calls_now())


def _changed(request: HttpRequest, public_id: UUID, what: str, *, page: str) -> tuple[Practitioner, Read]:
    by = person_signed_in(request)
    return by, disagreement_to_change(by, public_id, what, page=page, is_sent=request.method == "POST")


def _step_page(
    request: HttpRequest,
    form: StepForm,
    read: Read,
    template: str,
    change: Callable[[], None],
    **more: object,
) -> HttpResponse:
    """Show or do what changes a disagreement; where somebody else was faster, the form comes back as it was written."""
    home = reverse("disagreement", args=[read.it.public_id])

    def done() -> str:
        change()
        return home

    if request.method == "POST" and form.is_valid():
        try:
            return do_once(request, done)
        except ChangedMeanwhile:
            read = disagreement_to_read(read.reader, read.it.public_id, page="what was noted meanwhile")
            form.go_on_from(read.it.version)
        except NotAllowed as refused:
            form.add_error(None, str(refused) or MOVED_ON)
        except NoSuchStep:
            form.add_error(None, "No step comes after this one. Say how the disagreement ended")
        except NothingSaid:
            form.add_error(None, SAY_FIRST)
    context = {**_of(read), "form": form, "template": template, "back": home, **more}
    return render(request, "work/disagreement_step.jinja", context)


def _of(read: Read) -> Mapping[str, Any]:
    return {"read": read, "it": read.it, "present": presenters, "paper": paper, "today": timezone.localdate()}
