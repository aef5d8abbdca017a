"""Somebody of the family takes their yes to early help back."""

from functools import partial
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import given
from righthelp.consent.actions import AlreadyOver
from righthelp.consent.models import Agreement
from righthelp.design_system.pages import page
from righthelp.early_help.access import SeenHelp, help_to_change
from righthelp.early_help.actions.taking_back import take_back
from righthelp.early_help.forms.taking_back import TakeBackForm
from righthelp.early_help.models import Offer
from righthelp.early_help.pages import help_page
from righthelp.early_help.policies import writers
from righthelp.early_help.views.explaining import explained
from righthelp.early_help.views.showing import save, show
from righthelp.people.queries import bring_names
from righthelp.plans.models import PlanChild

SAVED = "It is written down that they took it back. A manager or coordinator now decides what happens next."
OVER = "Somebody wrote this down meanwhile. Go back to early help to read it"


@page(writers, "GET", "POST")
@explained
def early_help_take_back(request: HttpRequest, public_id: UUID, offer_id: UUID) -> HttpResponse:
    """Note that a yes was taken back, for whoever sees to it, also of another agency than wrote the yes down."""
    by = person_signed_in(request)
    seen = help_to_change(by, public_id, page="a yes to early help taken back")
    offer = seen.help.offers.filter(public_id=offer_id, together__isnull=False).first()
    if offer is None or not any(seen.plan.shows(one.pk) for one in offer.children.all()):
        raise Http404
    children = _still_yes(seen, offer)
    bring_names([one.person for one in children])
    form = TakeBackForm(given(request), children=children, since=offer.offered_on, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        change = partial(take_back, help=seen.help, offer=offer, by=by, **form.taken_back())
        try:
            return save(request, change, SAVED, help_page(seen.help))
        except AlreadyOver:
            form.add_error(None, OVER)
    return show(request, "take_back", seen, form)


def _still_yes(seen: SeenHelp, offer: Offer) -> list[PlanChild]:
    """Give the children who are shown for whom this yes stands."""
    said = Agreement.objects.not_set_aside().filter(together=offer.together, withdrawn_at__isnull=True)
    yes = set(said.exclude(answer=Agreement.Answer.NO).values_list("child", flat=True))
    return [one for one in seen.plan.children if one.person_id in yes]
