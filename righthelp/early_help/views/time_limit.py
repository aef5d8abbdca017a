"""Until when early help is hoped to go on, and how that changed."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import given
from righthelp.agencies.models import Practitioner
from righthelp.design_system.pages import page
from righthelp.early_help.access import SeenHelp, help_to_change, help_to_read
from righthelp.early_help.actions.time_limit import SameDay, move_hoped_end
from righthelp.early_help.forms.time_limit import TimeLimitForm
from righthelp.early_help.pages import help_page
from righthelp.early_help.policies import writers
from righthelp.early_help.views.explaining import explained
from righthelp.early_help.views.showing import save, show

LOOK = "time limit of early help"


@page(writers)
def early_help_time_limit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show by when it is hoped to end, and every change of that with its reason (BN-030)."""
    seen = _begun(help_to_read(person_signed_in(request), public_id, page=LOOK))
    return show(request, "time_limit", seen, moves=_moves(seen))


@page(writers, "GET", "POST")
@explained
def early_help_time_limit_move(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Set another day by which it is hoped to end."""
    by: Practitioner = person_signed_in(request)
    seen = _begun(help_to_change(by, public_id, page=LOOK))
    form = TimeLimitForm(given(request))
    if request.method == "POST" and form.is_valid():
        answers = form.cleaned_data
        try:
            return save(
                request,
                lambda: move_hoped_end(help=seen.help, by=by, **answers),
                "The new day is written down.",
                help_page(seen.help),
            )
        except SameDay:
            form.add_error("to_day", "It is hoped to end by this day already")
    return show(request, "time_limit_move", seen, form)


def _begun(seen: SeenHelp) -> SeenHelp:
    if not seen.help.has_begun:
        raise Http404
    return seen


def _moves(seen: SeenHelp) -> list[object]:
    """Give every change, the latest first."""
    return list(seen.help.hoped_ends.select_related("moved_by").order_by("-moved_at", "-pk"))
