"""The pages on which somebody states that two records are the same person, or two, and takes that back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import do_once, given
from righthelp.agencies.policies import holders_of
from righthelp.design_system.pages import page
from righthelp.people.access import person_to_change
from righthelp.people.actions import AlreadyStated, ChangedMeanwhile, state_identity, undo_identity
from righthelp.people.finding.identity import others_like, statement_to_undo, statements_about
from righthelp.people.finding.presenters import titled_rows, whose_record
from righthelp.people.forms.identity import SAME, SameForm, UndoForm
from righthelp.people.models import Person
from righthelp.people.presenters import name_of
from righthelp.people.views.saving import home_of, saved, show

stating = holders_of("find anybody")
STATED = "This was stated already. Take that back first, if it is wrong."


@page(stating, "GET", "POST")
def record_same(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say of another record that it is the same person, or another one."""
    by = person_signed_in(request)
    seen = person_to_change(by, public_id, page="another record of the same person")
    onward = reverse("record_same", args=[public_id])
    hits = others_like(by, seen.person)
    rows = titled_rows(hits, timezone.localdate(), most_around=0)
    form = SameForm(given(request), rows=rows)

    def change() -> str:
        other = Person.objects.get(public_id=form.cleaned_data["who"])
        is_same = form.cleaned_data["what"] == SAME
        state_identity(one=seen.person, other=other, is_same=is_same, because=form.cleaned_data["because"], by=by)
        messages.success(request, "The statement is saved. Both records stay as they are.")
        return onward

    if request.method == "POST" and form.is_valid():
        try:
            return do_once(request, change)
        except AlreadyStated:
            messages.info(request, STATED)
            return do_once(request, lambda: onward)
    stated = [(one, name_of(one.other), whose_record(one.other)) for one in statements_about(by, seen.person)]
    context = {"rows": rows, "stated": stated, "back": home_of(seen), "is_closed": hits.is_closed}
    context["whose"] = whose_record(seen.person)
    return show(request, seen, form, "Another record of the same person?", template="same", **context)


@page(stating, "GET", "POST")
def record_same_undo(request: HttpRequest, public_id: UUID, link_id: UUID) -> HttpResponse:
    """Take a statement back."""
    by = person_signed_in(request)
    seen = person_to_change(by, public_id, page="take back that two records are the same person")
    onward = reverse("record_same", args=[public_id])
    form = UndoForm(given(request))
    if request.method == "POST" and form.is_valid():
        found = [one for one in statements_about(by, seen.person) if one.link.public_id == link_id]

        def change() -> None:
            if not found:
                raise ChangedMeanwhile
            undo_identity(link=found[0].link, because=form.cleaned_data["because"], by=by)

        answer = saved(request, form, change, onward, "The statement is taken back. It stays on file with your reason.")
        if answer:
            return answer
    statement = statement_to_undo(by, seen.person, link_id)
    words = "They are the same person" if statement.link.is_same else "They are two people"
    about = {"value_title": f"{words}: {name_of(statement.other)}", "value": statement.link.because}
    return show(request, seen, form, "Take this statement back", back=onward, save="Take it back", **about)
