"""What came along with a child who was passed on to early help that is there already."""

from functools import partial
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import given
from righthelp.design_system.pages import page
from righthelp.early_help.access import help_to_change
from righthelp.early_help.actions.coming import SettledAlready, put_on_plan, settle
from righthelp.early_help.forms.coming import CameAlongForm
from righthelp.early_help.pages import help_page
from righthelp.early_help.policies import writers
from righthelp.early_help.presenting.coming import waiting_in
from righthelp.early_help.views.explaining import explained
from righthelp.early_help.views.showing import save, show
from righthelp.people.queries import bring_names
from righthelp.plans.presenters import child_name

PUT, LEFT = "It is on the plan now.", "It is written down what became of it."
SETTLED = "Somebody said meanwhile what became of it. Go back to early help to read it"


@page(writers, "GET", "POST")
@explained
def early_help_came_along(request: HttpRequest, public_id: UUID, came_id: UUID) -> HttpResponse:
    """Read what came along with a child, and say what becomes of it."""
    by = person_signed_in(request)
    seen = help_to_change(by, public_id, page="what came along")
    came = next((one for one in waiting_in(seen) if one.public_id == came_id), None)
    if came is None:
        raise Http404
    bring_names([came.child.person] if came.child else [])
    form = CameAlongForm(given(request))
    if request.method == "POST" and form.is_valid():
        change = (
            partial(put_on_plan, came=came, by=by)
            if form.is_put
            else partial(settle, came=came, because=form.cleaned_data["because"], by=by)
        )
        try:
            return save(request, change, PUT if form.is_put else LEFT, help_page(seen.help))
        except SettledAlready:
            form.add_error(None, SETTLED)
    return show(request, "came_along", seen, form, came=came, name=child_name(came.child) if came.child else "")
