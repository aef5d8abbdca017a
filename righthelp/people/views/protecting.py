"""The page that makes an address protected, for everybody of the family who lives there."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import do_once, given
from righthelp.design_system.pages import page
from righthelp.people.actions import protect_residences
from righthelp.people.forms.values import ProtectForm
from righthelp.people.protecting import home_to_protect
from righthelp.people.views.records import writers
from righthelp.people.views.saving import home_of, saved, show


@page(writers, "GET", "POST")
def record_home_protect(request: HttpRequest, public_id: UUID, value_id: UUID) -> HttpResponse:
    """Make an address protected, and the same place where it is written down openly for others of the family."""
    by = person_signed_in(request)
    found = home_to_protect(by, public_id, value_id)
    onward = home_of(found.seen)
    if found.is_done:  # the same form sent twice, or somebody else was faster
        return do_once(request, lambda: onward) if request.method == "POST" else HttpResponseRedirect(onward)
    form = ProtectForm(given(request), same=found.may_change)

    def change() -> None:
        homes = found.chosen(form.cleaned_data.get("also", ()))
        protect_residences(homes=homes, because=form.cleaned_data["because"], by=by)

    if request.method == "POST" and form.is_valid():
        said = "Protected. Only people who may read protected addresses see it from now on."
        answer = saved(request, form, change, onward, said)
        if answer:
            return answer
    title = "Protect this address for others too" if found.home.is_protected else "Make this address protected"
    about = {"value_title": "Address", "value": str(found.home), "not_theirs": found.not_theirs}
    return show(request, found.seen, form, title, template="home_protect", save="Protect it", **about)
