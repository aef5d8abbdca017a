"""What the pages about how a plan goes share: where they lead back to."""

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from righthelp.people.queries import bring_names
from righthelp.plans import presenters

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner
    from righthelp.design_system.forms import GovForm
    from righthelp.plans.access import SeenPlan

Getter = Callable[..., "SeenPlan"]


def opened(getter: Getter, by: "Practitioner", public_id: UUID, page: str) -> "SeenPlan":
    """Open a plan through its getter, with the names of its children."""
    seen = getter(by, public_id, page=page)
    bring_names([child.person for child in seen.children])
    return seen


def address(name: str, seen: "SeenPlan", *more: object) -> str:
    """Give the address of a page about a plan."""
    return reverse(name, args=[seen.plan.public_id, *more])


def show(
    request: HttpRequest,
    template: str,
    seen: "SeenPlan",
    form: "GovForm | None" = None,
    *,
    back: str | tuple[str, object],
    **more: object,
) -> HttpResponse:
    """Show a page about how a plan goes; `back` names the page before, with what of the plan it is about."""
    name, *about = (back,) if isinstance(back, str) else back
    names = ", ".join(map(presenters.child_name, seen.children))
    context = {"seen": seen, "plan": seen.plan, "form": form, "present": presenters, "names": names, **more}
    return render(request, f"plans/{template}.jinja", {**context, "back": address(str(name), seen, *about)})
