"""What the pages on which a plan is written share: saving once, and saying why it was not saved."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from types import MappingProxyType
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
from righthelp.plans.actions.holding import NotBegun
from righthelp.plans.models import Item, Member, PlanChild

writers = holders_of("write considerations")
Refused = Mapping[type[Exception], str]  # what is said where an action refuses
REFUSED: Refused = {
    AlreadyDropped: "This was not saved: somebody took this part out of the plan meanwhile. Your text is still here",
    HasLeft: "This was not saved: that person no longer takes part in the plan. Choose somebody else",
    NotBegun: "This was not saved: this help has not begun. The notice above says what to do first. Your text is still "
    "here",
}
NOTHING_MORE: Refused = MappingProxyType({})


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


def kept_from_now(part: Item | Member, offered: Iterable[Member], chosen: Iterable[Member]) -> list[Member]:
    """Give from whom something is kept: who was chosen, and of before who left or is not shown on the page."""
    unseen = part.kept_from.exclude(pk__in=[one.pk for one in offered])
    return [*chosen, *unseen]


def save_once(
    request: HttpRequest, change: Callable[[], object], said: str, to: str | Callable[[], str]
) -> HttpResponse:
    """Make a change once, say so, and go on; `to` can be known only after the change."""

    def run() -> str:
        change()
        if said:
            messages.success(request, said)
        return to if isinstance(to, str) else to()

    return do_once(request, run)


def save(
    request: HttpRequest,
    form: GovForm,
    change: Callable[[], object],
    said: str,
    to: str | Callable[[], str],
    *,
    refused: Refused = NOTHING_MORE,
) -> HttpResponse | None:
    """Save what was sent once, say so, and go on; None when the form is shown, also where it says what was refused."""
    if request.method != "POST" or not form.is_valid():
        return None
    return _unless_refused(form, lambda: save_once(request, change, said, to), refused)


def save_change(
    request: HttpRequest,
    form: VersionedForm,
    held: Versioned,
    saved: Saved,
    change: Callable[[], object],
    to: str,
    *,
    said: str = "Saved.",
    refused: Refused = NOTHING_MORE,
) -> HttpResponse | None:
    """Save what changes something that has a version, as `save` does; None also where others changed it meanwhile."""
    if request.method != "POST" or not form.is_valid():
        return None

    def send() -> HttpResponse | None:
        once = partial(save_once, request, change, said, to)
        return versions.save_version(request, form, held, saved, once, meanwhile=ChangedMeanwhile, onward=to)

    return _unless_refused(form, send, refused)


def _unless_refused(form: GovForm, send: Callable[[], HttpResponse | None], more: Refused) -> HttpResponse | None:
    """Have the form say why something was refused: what can be on every page, or `more` of this one."""
    why = {**REFUSED, **more}
    try:
        return send()
    except tuple(why) as refused:
        form.add_error(None, why[type(refused)])
        return None
