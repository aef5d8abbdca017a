"""Questions to agencies, and what they answer; what was done at once to keep a child safe."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import given
from righthelp.agencies.models import Agency
from righthelp.agencies.policies import agencies_where
from righthelp.consent.actions import DoesNotStand
from righthelp.consent.actions.sharing import starts
from righthelp.design_system.pages import page
from righthelp.front_door.actions.checking import (
    CheckOver,
    answer_check,
    ask_check,
    colleagues_to_ask,
    note_told_answer,
    pass_check,
    withdraw_check,
)
from righthelp.front_door.actions.discussing import note_safeguarding
from righthelp.front_door.deciding_access import (
    agencies_that_answer,
    check_in,
    check_to_answer,
    check_to_pass_on,
    checks_to_answer,
    contact_to_ask_about,
    contact_to_decide,
)
from righthelp.front_door.forms.checking import ActForm, AskForm, BecauseForm, CheckAnswerForm, PassOnForm, ToldForm
from righthelp.front_door.pages import contact_page
from righthelp.front_door.policies import WORK, may_speak_for
from righthelp.front_door.presenting.asked import asked_about
from righthelp.front_door.presenting.written import restricted_in, written_of
from righthelp.front_door.views.deciding.showing import GONE, save, show, workers, writers
from righthelp.work.disagreements.calls import calls_now

OVER = "It was answered or taken back meanwhile. What you wrote was not saved, and stands below."


@page(workers, "GET", "POST")
def front_door_act(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Note what was done at once to keep a child safe; nothing needs to be done before it (BP-115)."""
    by = person_signed_in(request)
    contact = contact_to_decide(by, public_id, page="front door: act at once")
    form = ActForm(given(request))
    if request.method == "POST" and form.is_valid():
        done = form.done()
        return save(
            request,
            lambda: note_safeguarding(contact=contact, by=by, **done),
            "It is written down. Go on.",
            contact_page(contact),
        )
    noted = list(contact.safeguarding.select_related("noted_by"))
    return show(request, "act", contact, form, calls=calls_now(), noted=noted)


@page(workers, "GET", "POST")
def front_door_check_ask(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask an agency about children of a contact, with consent or the reason for doing without."""
    by = person_signed_in(request)
    contact = contact_to_ask_about(by, public_id, page="front door: ask an agency")
    others = Agency.objects.exclude(pk__in=[one.pk for one in agencies_where(by, WORK)])
    form = AskForm(
        given(request),
        agencies=others,
        answering=agencies_that_answer(),
        children=contact.children.all(),
        written=written_of(by, contact),
        starts=starts(),
        initial={"children": [str(one.public_id) for one in contact.children.all()], "is_urgent": contact.is_urgent},
    )
    if request.method == "POST" and form.is_valid():
        asked, children = form.asked(), form.chosen()
        try:
            return save(
                request,
                lambda: ask_check(contact=contact, children=children, asked=asked, by=by),
                "The agency is asked. No decision waits for its answer.",
                contact_page(contact),
            )
        except DoesNotStand:
            form.add_error("consent", GONE)
    return show(request, "check_ask", contact, form, is_restricted=bool(restricted_in(contact)))


@page(workers, "GET", "POST")
def front_door_check_withdraw(request: HttpRequest, public_id: UUID, check_id: UUID) -> HttpResponse:
    """Take a question back, with the reason."""
    by = person_signed_in(request)
    contact = contact_to_decide(by, public_id, page="front door: take a question back")
    check = check_in(contact, check_id)
    form = BecauseForm(given(request))
    if request.method == "POST" and form.is_valid():
        because = form.cleaned_data["because"]
        try:
            return save(
                request,
                lambda: withdraw_check(check=check, because=because, by=by),
                "The question is taken back.",
                contact_page(contact),
            )
        except CheckOver:
            messages.warning(request, OVER)
            check.refresh_from_db()
    return show(request, "check_withdraw", contact, form, check=check)


@page(workers, "GET", "POST")
def front_door_check_note(request: HttpRequest, public_id: UUID, check_id: UUID) -> HttpResponse:
    """Note what an agency answered on the telephone, and who said it."""
    by = person_signed_in(request)
    contact = contact_to_decide(by, public_id, page="front door: note an answer on the telephone")
    check = check_in(contact, check_id)
    form = ToldForm(given(request))
    if request.method == "POST" and form.is_valid():
        told_by, answer = form.cleaned_data["told_by"], form.answer()
        try:
            return save(
                request,
                lambda: note_told_answer(check=check, told_by=told_by, answer=answer, by=by),
                "What they said is written down.",
                contact_page(contact),
            )
        except CheckOver:
            messages.warning(request, OVER)
            check.refresh_from_db()
    return show(request, "check_note", contact, form, check=check)


@page(writers)
def check_list(request: HttpRequest) -> HttpResponse:
    """List what the front door asks the agencies for which somebody writes; nothing of any child."""
    by = person_signed_in(request)
    return render(request, "front_door/checks.jinja", {"checks": list(checks_to_answer(by)), "by": by})


@page(writers, "GET", "POST")
def check_answer(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show an agency what it is asked and about whom, nothing else, and take its answer."""
    by = person_signed_in(request)
    check = check_to_answer(by, public_id, page="a question of the front door")
    form = CheckAnswerForm(given(request))
    if request.method == "POST" and form.is_valid():
        answer = form.answer()
        try:
            return save(
                request,
                lambda: answer_check(check=check, answer=answer, by=by),
                "Thank you. The front door has your answer.",
                reverse("check_list"),
            )
        except CheckOver:
            messages.warning(request, OVER)
            check.refresh_from_db()
    context = {"check": check, "form": form, "about": asked_about(check), "back": reverse("check_list")}
    context["may_pass_on"] = check.is_open and may_speak_for(by, check.agency)
    return render(request, "front_door/check_answer.jinja", context)


@page(writers, "GET", "POST")
def check_pass_on(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask a colleague of the agency, who may then open this question, to answer it."""
    by = person_signed_in(request)
    check = check_to_pass_on(by, public_id, page="ask a colleague to answer the front door")
    form = PassOnForm(given(request), people=colleagues_to_ask(check, by))
    if request.method == "POST" and form.is_valid():
        to = form.people[form.cleaned_data["who"]]
        try:
            return save(
                request,
                lambda: pass_check(check=check, to=to, by=by),
                f"{to.name} is asked to answer. You still can, too.",
                reverse("check_list"),
            )
        except CheckOver:
            messages.warning(request, OVER)
            return redirect("check_answer", public_id)
    context = {"check": check, "form": form, "back": reverse("check_answer", args=[public_id])}
    return render(request, "front_door/check_pass_on.jinja", context)
