"""Everything that is added to a record later: taking back, next steps, setting aside, approval, telling."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import do_once, given
from righthelp.consent.access import (
    ToChange,
    ToDecide,
    approval_to_answer,
    approvers_for,
    going_on_to_change,
    record_to_change,
    refusal_to_decide,
    withdrawal_to_decide,
)
from righthelp.consent.actions import (
    AdviceTaken,
    AlreadyAnswered,
    AlreadyDecided,
    AlreadyOver,
    answer_approval,
    ask_approval,
    decide_after_refusal,
    note_advice,
    note_next_steps,
    note_telling,
    set_aside,
    withdraw,
)
from righthelp.consent.forms.going_on import AdviceForm, AfterRefusalForm, AnswerForm, ToldForm
from righthelp.consent.forms.said import NextStepsForm, SetAsideForm, WithdrawForm
from righthelp.consent.models import Agreement, Consent, GoingOn, Sharing, Telling
from righthelp.consent.policies import decides_in
from righthelp.consent.views.showing import home, show, writers
from righthelp.design_system.pages import page

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner

SAID = (Agreement, Consent)
ALL = (Agreement, Consent, GoingOn, Sharing)
FIRST = "Somebody was first: look at what is written now. What you wrote was not saved, and stands below."


def _save(request: HttpRequest, change: Callable[[], None], said: str, to: str) -> HttpResponse | None:
    """Make a change once and say so; nothing where somebody was first, so that the page shows what is there now."""

    def once() -> str:
        change()
        messages.success(request, said)
        return to

    try:
        return do_once(request, once)
    except (AlreadyOver, AlreadyAnswered, AlreadyDecided):
        messages.warning(request, FIRST)
        return None


def _children(records: Sequence[Any]) -> list[Any]:
    return [one.child for one in records]


@page(writers, "GET", "POST")
def consent_withdraw(request: HttpRequest, public_id: UUID, record_id: UUID) -> HttpResponse:
    """Note that somebody took their yes back."""
    by = person_signed_in(request)
    found = record_to_change(by, public_id, record_id, SAID, page="consent: taken back")
    beside = [one for one in found.beside if one.is_given]
    form = WithdrawForm(given(request), children=_children(beside))
    answer = None
    if request.method == "POST" and form.is_valid():
        records = found.chosen(form.keys())
        saved = "It is written down that they took it back. A manager now decides the next steps."
        taken_back = form.withdrawn()
        answer = _save(
            request, lambda: withdraw(records=records, withdrawn=taken_back, by=by), saved, home(public_id)
        )  # fmt: skip
    return answer or _show(request, "withdraw", found, form)


@page(writers, "GET", "POST")
def consent_next_steps(request: HttpRequest, public_id: UUID, record_id: UUID) -> HttpResponse:
    """Note what a manager decided after a yes was taken back (BP-203)."""
    by = person_signed_in(request)
    found = withdrawal_to_decide(by, public_id, record_id, page="consent: next steps")
    beside = [one for one in found.beside if one.waits_for_next_steps]
    is_lead = decides_in(by, found.record.agency)
    form = NextStepsForm(given(request), children=_children(beside), checked=True, is_lead=is_lead)
    answer = None
    if request.method == "POST" and form.is_valid():
        decided = {name: value for name, value in form.cleaned_data.items() if name != "also"}
        records = found.chosen(form.keys())
        saved = "The next steps are written down."
        answer = _save(request, lambda: note_next_steps(records=records, by=by, **decided), saved, home(public_id))
    return answer or _show(request, "next_steps", found, form)


@page(writers, "GET", "POST")
def consent_set_aside(request: HttpRequest, public_id: UUID, record_id: UUID) -> HttpResponse:
    """Set a record aside, with the reason."""
    by = person_signed_in(request)
    found = record_to_change(by, public_id, record_id, ALL, page="consent: set aside")
    form = SetAsideForm(given(request), children=_children(found.beside))
    answer = None
    if request.method == "POST" and form.is_valid():
        because, records = form.cleaned_data["because"], found.chosen(form.keys())
        said = "It is set aside. It stays readable, and does not count any more."
        answer = _save(request, lambda: set_aside(records=records, because=because, by=by), said, home(public_id))
    return answer or _show(request, "set_aside", found, form)


@page(writers, "GET", "POST")
def consent_refused(request: HttpRequest, public_id: UUID, record_id: UUID) -> HttpResponse:
    """Note what follows when they said no (SF-030, SF-058, SF-060)."""
    by = person_signed_in(request)
    found = refusal_to_decide(by, public_id, record_id, page="consent: after a refusal")
    beside = {one.child.pk: one.child for one in found.refused if one.child != found.child}
    form = AfterRefusalForm(
        given(request),
        children=beside.values(),
        checked=True,
        approvers=approvers_for(by, found.child, beside.values()),
    )
    answer = None
    if request.method == "POST" and form.is_valid():
        answer = _save(
            request, lambda: _decide(found, form, by), "It is written down what follows.", home(public_id)
        )  # fmt: skip
    more = {"record": found.record, "refused": found.of(())}
    return answer or show(request, "refused", found.child, form, **more)


def _decide(found: ToDecide, form: AfterRefusalForm, by: "Practitioner") -> None:
    if not found.of(()):
        raise AlreadyDecided
    refusals = found.of(form.chosen())
    decide_after_refusal(refusals=refusals, after=form.after(), by=by, approval=form.approval_where_needed())


@page(writers, "GET", "POST")
def consent_advice(request: HttpRequest, public_id: UUID, record_id: UUID) -> HttpResponse:
    """Ask for approval, or note further advice (SF-056, SF-058, SF-059)."""
    by = person_signed_in(request)
    found = going_on_to_change(by, public_id, record_id, page="consent: advice")
    others = _children(found.beside)
    form = AdviceForm(
        given(request), children=others, checked=True, approvers=approvers_for(by, found.child, others)
    )  # fmt: skip
    answer = None
    if request.method == "POST" and form.is_valid():
        records = found.chosen(form.keys())
        said = "It is written down. Go on: nothing waits for the answer."
        answer = _save(request, lambda: _advise(records, form.approval(), by), said, home(public_id))
    return answer or _show(request, "advice", found, form)


def _advise(records: list[Any], approval: "Practitioner | AdviceTaken | None", by: "Practitioner") -> None:
    if isinstance(approval, AdviceTaken):
        note_advice(goings_on=records, taken=approval, by=by)
    elif approval:
        ask_approval(goings_on=records, asked_of=approval, by=by)


@page(writers, "GET", "POST")
def consent_told(request: HttpRequest, public_id: UUID, record_id: UUID) -> HttpResponse:
    """Note that whoever said no was told afterwards, or why not (SF-062)."""
    return _tell(request, public_id, record_id, Telling.Whom.PARENT)


@page(writers, "GET", "POST")
def consent_told_social_care(request: HttpRequest, public_id: UUID, record_id: UUID) -> HttpResponse:
    """Note that social care was told that they said no, or why not (SF-061)."""
    return _tell(request, public_id, record_id, Telling.Whom.SOCIAL_CARE)


def _tell(request: HttpRequest, public_id: UUID, record_id: UUID, whom: Telling.Whom) -> HttpResponse:
    by = person_signed_in(request)
    found = going_on_to_change(by, public_id, record_id, page="consent: told")
    form = ToldForm(given(request), children=_children(found.beside), checked=True)
    answer = None
    if request.method == "POST" and form.is_valid():
        records = found.chosen(form.keys())
        answer = _save(
            request,
            lambda: note_telling(goings_on=records, whom=whom, told=form.told(), by=by),
            "It is written down.",
            home(public_id),
        )
    return answer or _show(request, "told", found, form, whom=whom)


@page(writers, "GET", "POST")
def consent_approve(request: HttpRequest, public_id: UUID, advice_id: UUID) -> HttpResponse:
    """Answer for an approval, with reasons (SF-056)."""
    by = person_signed_in(request)
    found = approval_to_answer(by, public_id, advice_id, page="consent: approve")
    form = AnswerForm(given(request), children=[one.going_on.child for one in found.beside], checked=True)
    answer = None
    if request.method == "POST" and form.is_valid():
        chosen, words = found.chosen(form.keys()), form.cleaned_data["words"]
        answer = _save(
            request,
            lambda: answer_approval(asked=chosen, answer=form.cleaned_data["answer"], words=words, by=by),
            "Your answer is written down.",
            reverse("consent_asked"),
        )
        found.advice.refresh_from_db()
    return answer or show(request, "approve", found.child, form, advice=found.advice, back=reverse("consent_asked"))


def _show(request: HttpRequest, template: str, found: ToChange, form: object, **more: Any) -> HttpResponse:
    """Show a page about one record, as it is now."""
    if request.method == "POST":
        found.record.refresh_from_db()
    return show(request, template, found.child, form, record=found.record, **more)
