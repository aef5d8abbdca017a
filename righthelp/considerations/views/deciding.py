"""Deciding a level, thinking again, taking a draft over."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import do_once, given
from righthelp.considerations.access import child_to_change, consideration_to_change, draft_to_take_over, is_draft
from righthelp.considerations.actions import ChangedMeanwhile, decide, take_over, think_again
from righthelp.considerations.forms import DecideForm, TakeOverForm
from righthelp.considerations.models import ConsideredChild
from righthelp.considerations.presenters import by_level, guidance_shell, highest_of, level_choices, level_hints
from righthelp.considerations.record import bring_along, decision_facts, needs_of, standing
from righthelp.considerations.views.shared import writers
from righthelp.design_system.pages import page
from righthelp.guidance.access import edition_in_use

CHANGED = (
    "What was written about this child, or the decision, was changed in another window while you were here. "
    "Nothing is lost. Look at it again, then record your decision"
)


@page(writers, "GET", "POST")
def decide_level(request: HttpRequest, public_id: UUID, child_id: UUID) -> HttpResponse:
    """Record the level that people decided on together, and why; no level is proposed."""
    person = person_signed_in(request)
    found, child = child_to_change(person, public_id, child_id, page="decide")
    bring_along(found)
    child = next(one for one in found.children.all() if one.pk == child.pk)
    form = DecideForm(
        given(request),
        levels=level_choices(found.edition),
        highest=highest_of(child),
        initial={"version": child.version, "family_part": found.family_part},
    )
    form.fields["level"].choice_hints = level_hints(found.edition)  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():

        def change() -> str:
            cleaned = form.changes()
            level = found.edition.levels.get(number=cleaned.pop("level"))
            decide(child=child, version=form.cleaned_data["version"], level=level, **cleaned, by=person)
            messages.success(request, f"Recorded for {child.label}. It has not been sent to anybody.")
            return reverse("consideration", args=[public_id])

        try:
            return do_once(request, change)
        except ChangedMeanwhile:
            form.data = form.data.copy()
            form.data["version"] = str(ConsideredChild.objects.get(pk=child.pk).version)  # type: ignore[index]
            form.add_error(None, CHANGED)
    levels = found.edition.levels.all()
    context = {
        "form": form,
        "consideration": found,
        "child": child,
        "back": reverse("consideration", args=[public_id]),
        "worries": by_level(needs_of(child, is_strength=False), levels),
        "strengths": needs_of(child, is_strength=True),
        "standing": standing(child),
        "decision_facts": decision_facts,
        **guidance_shell(found.edition),
    }
    return render(request, "considerations/decide.jinja", context)


@page(writers, "POST")
def think_again_about(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Start anew for the same children, with the text carried on; what was decided stays as it was."""
    person = person_signed_in(request)
    found = consideration_to_change(person, public_id, page="think again")
    edition = edition_in_use() or found.edition
    if is_draft(found):
        raise Http404

    def change() -> str:
        again = think_again(consideration=found, edition=edition, by=person)
        messages.success(request, "A new draft holds what was written. The earlier decision stays as it was.")
        return reverse("consideration", args=[again.public_id])

    return do_once(request, change)


@page(writers, "GET", "POST")
def take_over_draft(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take a draft over, with the reason; logged."""
    person = person_signed_in(request)
    found = draft_to_take_over(person, public_id)
    form = TakeOverForm(given(request))
    if request.method == "POST" and form.is_valid():

        def change() -> str:
            take_over(consideration=found, because=form.cleaned_data["because"], by=person)
            messages.success(request, "You hold this draft now. It is still not sent.")
            return reverse("consideration", args=[public_id])

        return do_once(request, change)
    back = reverse("consideration", args=[public_id])
    context = {"form": form, "title": "Take this draft over", "consideration": found, "back": back}
    return render(request, "considerations/edit.jinja", context)
