"""A family takes its yes to early help back: who leads it hears at once, and the pages of its plan say so (BP-203)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from righthelp.consent.models import Agreement
from righthelp.design_system.formatters import in_words
from righthelp.early_help.agreement import said_of_children
from righthelp.early_help.concerned import concerned_by
from righthelp.early_help.models import EarlyHelp, Offer
from righthelp.early_help.pages import help_page
from righthelp.messages.actions import notify_each
from righthelp.plans.homes import Says
from righthelp.plans.models import PlanChild
from righthelp.plans.presenters import child_name

if TYPE_CHECKING:
    from righthelp.consent.models import Said
    from righthelp.plans.access import SeenPlan

TAKEN_BACK = "A family took its agreement to early help back"
NOBODY_AGREES = (
    "Nobody agrees to early help for this child now. Talk with the family: they may agree to something else. Do "
    "nothing more for it without their yes."
)


def says_taken_back(seen: "SeenPlan") -> Says | None:
    """Say for whom of the children that are shown every yes was taken back, though early help goes on (BP-026)."""
    children = {one.pk: one for one in seen.children if one.episode_id and one.left_on is None}
    asked = PlanChild.objects.filter(was_taken_back(), pk__in=children)
    if not (seen.plan.is_open and asked.exists()):
        return None
    it = EarlyHelp.objects.with_plan().get(plan=seen.plan)
    gone = [one.child.pk for one in said_of_children(it) if one.agreed_on is None]
    names = in_words(child_name(child) for key, child in children.items() if key in gone)
    return Says(f"AGREEMENT TAKEN BACK: {names}", NOBODY_AGREES, help_page(it)) if names else None


def was_taken_back() -> Exists:
    """Ask whether somebody took a yes to early help back, for a child of a plan."""
    offers = Offer.objects.filter(help__plan=OuterRef(OuterRef("plan"))).order_by().values("together")
    said = Agreement.objects.not_set_aside().filter(child=OuterRef("person"), withdrawn_at__isnull=False)
    return Exists(said.filter(together__in=offers))


def tell_who_leads(said: "Sequence[Said]") -> None:
    """Tell whoever leads or sees to early help, and who coordinates it, that an agreement to it was taken back."""
    agreements = [one for one in said if isinstance(one, Agreement)]
    offers = Offer.objects.filter(together__in=[one.together for one in agreements]).order_by()
    for it in EarlyHelp.objects.going_on().with_plan().filter(pk__in=offers.values("help")):
        by = {one.withdrawn_by_id for one in agreements}
        people = [one for one in concerned_by(it) if one.pk not in by]
        key = f"early help {it.pk} agreement {agreements[0].together} taken back"
        notify_each(people, key=key, title=TAKEN_BACK, page=help_page(it))
