"""What is late or was put off, and what was done about it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import given
from righthelp.design_system.pages import page
from righthelp.plans.access import plan_to_add_to, plan_to_read
from righthelp.plans.actions.delays import note_what_was_done
from righthelp.plans.forms.reviews import DelayForm
from righthelp.plans.presenting.delays import about_whom, drift_of
from righthelp.plans.views.explaining import explained
from righthelp.plans.views.following import address, show
from righthelp.plans.views.showing import save, writers

DELAY = "plan_delay"


@page(writers, "GET")
def plan_delay(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show drift and delay in one view, with what was done about it."""
    seen = plan_to_read(person_signed_in(request), public_id, page="plan: what is late")
    drift = drift_of(seen)
    return show(request, "delay", seen, back="plan", drift=drift, about_whom=about_whom)


@page(writers, "GET", "POST")
@explained
def plan_delay_note(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Note what was done about something late."""
    by = person_signed_in(request)
    seen = plan_to_add_to(by, public_id, page="plan: what was done about delay")
    lines = drift_of(seen).lines
    offered = {key: f"{about_whom(one)}{one.words}" for key, one in lines.items()}
    form = DelayForm(given(request), offered=offered)

    def change() -> None:
        about, done = lines[form.cleaned_data["about"]], form.cleaned_data["done"]
        note_what_was_done(plan=seen.plan, about=about.words, done=done, child=about.child, by=by)

    answer = save(request, form, change, "It is noted what was done about it.", address(DELAY, seen))
    return answer or show(request, "delay_note", seen, form, back=DELAY, lines=lines)
