"""What the pages of early help answer where what was sent cannot be saved any more (`plans.views.explaining`)."""

from uuid import UUID

from django.urls import reverse

from righthelp.agencies.models import Practitioner
from righthelp.early_help.models import EarlyHelp
from righthelp.early_help.pages import help_page
from righthelp.plans.access import seen_plan
from righthelp.plans.views.explaining import explaining

ENDED = ("This early help has ended", "What was written stays readable. Nothing is changed in it any more.")


def help_or_list(by: Practitioner, public_id: UUID) -> str:
    """Lead back to early help that somebody may read; else to the list of theirs."""
    it = EarlyHelp.objects.with_plan().filter(public_id=public_id).first()
    return help_page(it) if it and seen_plan(by, it.plan) else reverse("early_help_list")


explained = explaining("early_help", ENDED, help_or_list)
