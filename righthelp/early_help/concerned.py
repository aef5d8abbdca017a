"""Whom early help concerns: who hears when something comes from outside it."""

from typing import TYPE_CHECKING

from righthelp.agencies.models import Membership
from righthelp.people.readers import with_roles
from righthelp.plans.notices import those_reading, who_sees_to
from righthelp.plans.policies import COORDINATE

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner
    from righthelp.early_help.models import EarlyHelp


def concerned_by(it: "EarlyHelp") -> "list[Practitioner]":
    """Give who leads early help or stands in, who sees to it until somebody leads, and who coordinates it.

    Only those who may read its plan now.
    """
    coordinating = Membership.objects.current().with_one_of([COORDINATE]).in_agency(it.plan.team.agency)
    held = with_roles([it.holder_id] if it.holder_id else (), [coordinating])
    reading = those_reading(it.plan, held.values())
    return list({one.pk: one for one in (*who_sees_to(it.plan), *reading)}.values())
