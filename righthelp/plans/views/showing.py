"""What the pages on which a plan is written share: saving once, and saying why it was not saved."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from righthelp.agencies.kept_forms import do_once
from righthelp.agencies.policies import holders_of
from righthelp.design_system import versions
from righthelp.design_system.forms import GovForm
from righthelp.design_system.versions import Saved, Versioned, VersionedForm
from righthelp.plans.access import SeenPlan
from righthelp.plans.actions import ChangedMeanwhile
from righthelp.plans.actions.content import AlreadyDropped, HasLeft
from righthelp.plans.models import Member, PlanChild

writers = holders_of("write considerations")
REFUSED: dict[type[Exception], str] = {
    AlreadyDropped: "This was not saved: somebody took this part out of the plan meanwhile. Your text is still here",
    HasLeft: "This was not saved: that person no longer takes part in the plan. Choose somebody else",
}


def home_of(seen: SeenPlan) -> str:
    """Give the page of a plan."""
    return reverse("plan", args=[seen.plan.public_id])


def show(request: HttpRequest, template: str, seen: SeenPlan, form: GovForm | None = None, **more: Any) -> HttpResponse:
    """Show a page of a plan, with the way back to it."""
    context = {"seen": seen, "plan": seen.plan, "form": form, "back": home_of(seen), **more}
    return render(request, f"plans/{template}.jinja", context)


def keys_of(offered: Iterable[Member | PlanChild], chosen: Iterable[Member | PlanChild]) -> list[str]:
    """Give the keys of those who are chosen already, in the order in which a page offers them."""
    known = set(chosen)
    return [str(one.public_id) for one in offered if one in known]


def save(
    request: HttpRequest, form: GovForm, change: Callable[[], object], said: str, to: str | Callable[[], str]
) -> HttpResponse | None:
    """Make a change once, say so, and go on; None when it was refused, which the form says."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        return do_once(request, _then(request, change, said, to))
    except tuple(REFUSED) as refused:
        form.add_error(None, REFUSED[type(refused)])
        return None


def save_change(
    request: HttpRequest,
    form: VersionedForm,
    held: Versioned,
    saved: Saved,
    change: Callable[[], object],
    to: str,
    *,
    said: str = "Saved.",
) -> HttpResponse | None:
    """Save what changes something that has a version, once, and go on; None when the form is shown again."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        return versions.save_version(
            request,
            form,
            held,
            saved,
            lambda: do_once(request, _then(request, change, said, to)),
            meanwhile=ChangedMeanwhile,
            onward=to,
        )
    except (AlreadyDropped, HasLeft) as refused:
        form.add_error(None, REFUSED[type(refused)])
        return None


def _then(
    request: HttpRequest, change: Callable[[], object], said: str, to: str | Callable[[], str]
) -> Callable[[], str]:
    def run() -> str:
        change()
        messages.success(request, said)
        return to if isinstance(to, str) else to()

    return run
