"""Who leads early help, chosen case by case, and how that passes on from agency to agency (BP-034 to BP-049)."""

import datetime as dt
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from righthelp.audit.actions import record
from righthelp.early_help.actions.team import NOT_ASKED, new_to, note_shared
from righthelp.early_help.models import EarlyHelp, LeadChoice
from righthelp.early_help.pages import help_page
from righthelp.messages.actions import notify
from righthelp.plans.actions.holding import hold
from righthelp.work.actions import AlreadyInvolved, allocate, hand_over, involve
from righthelp.work.models import Episode, Involvement

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner, Team

LEADS = "lead practitioner"
NAMED = "You are named as lead practitioner"


class NotBegun(Exception):
    """There is no work yet for any child: the family has not agreed, or it has not begun."""


@dataclass(frozen=True)
class Chosen:
    """Somebody who is to lead, and how that was decided: with whom, their wishes, and why it fits."""

    practitioner: "Practitioner"
    team: "Team"
    role: str
    chosen_on: dt.date
    how: str
    fits_because: str
    child_wishes: str = ""
    family_wishes: str = ""
    hours_a_week: Decimal | None = None


@transaction.atomic
def name_lead(
    *, help: EarlyHelp, chosen: Chosen, by: "Practitioner", phone: str = "", note: str = "", stays_as: str = ""
) -> LeadChoice:
    """Have somebody of any agency lead the work with every child with whom it has begun, and note how they were chosen.

    From whoever led until now it passes on from today, with the note (BP-040); `stays_as` is what they stay in the team
    as, if they do. Of somebody who leads already the choice is noted again, for example with more time (BP-046). Where
    their agency did not work with a child in it, the child's ledger of sharing says so (SF-055).

    Raises:
        NotBegun: before there is work with a child.
        HasEnded, NotAllowed: as `hold` does.
    """
    hold(help.plan, by)
    episodes = open_episodes(help)
    if not episodes:
        raise NotBegun
    agency = chosen.team.agency
    new = new_to(agency, help, [one.child for one in episodes])
    for episode in episodes:
        _put_to_lead(episode, chosen, by, phone=phone, note=note, stays_as=stays_as)
    note_shared(help, new, agency, chosen.family_wishes or NOT_ASKED, by)
    choice = LeadChoice.objects.create(help=help, chosen_by=by, **_columns(chosen))
    refs = {"practitioner": chosen.practitioner.pk, "choice": choice.pk}
    record(by=by, name="early_help.lead_named", subject=help, refs=refs)
    if chosen.practitioner.pk != by.pk:
        notify(to=chosen.practitioner, key=f"early help lead {choice.pk}", title=NAMED, page=help_page(help))
    return choice


def open_episodes(help: EarlyHelp) -> list[Episode]:
    """List the pieces of work that go on for early help, in the order of its children."""
    here = Episode.objects.going_on().filter(in_plan__plan=help.plan_id, in_plan__left_on__isnull=True)
    return list(here.with_workers().select_related("child").order_by("in_plan__position", "pk"))


def _put_to_lead(episode: Episode, chosen: Chosen, by: "Practitioner", *, phone: str, note: str, stays_as: str) -> None:
    held = episode.holder
    if held is None:
        who: dict[str, Any] = {"practitioner": chosen.practitioner, "team": chosen.team, "phone": phone}
        allocate(episode=episode, **who, role=LEADS, starts_on=max(chosen.chosen_on, episode.begun_on), by=by)
    elif (held.practitioner_id, held.team_id) != (chosen.practitioner.pk, chosen.team.pk):
        held.child, held.episode = episode.child, episode
        _stay(held, stays_as, by)
        phone = phone or _phone_of(episode, chosen)
        hand_over(involvement=held, to=chosen.practitioner, team=chosen.team, note=note, by=by, phone=phone)


def _phone_of(episode: Episode, chosen: Chosen) -> str:
    """Give the number on which somebody is reached already, as part of the same work."""
    theirs = (one for one in episode.involvements.all() if one.practitioner_id == chosen.practitioner.pk)
    return next((one.phone for one in theirs if one.phone and one.ends_on is None), "")


def _stay(lead: Involvement, role: str, by: "Practitioner") -> None:
    """Keep whoever led in the team, where they stay: steady people help a family (BG-028)."""
    if not role or lead.practitioner is None or lead.team is None:
        return
    where = {"practitioner": lead.practitioner, "team": lead.team, "episode": lead.episode, "phone": lead.phone}
    with suppress(AlreadyInvolved):
        involve(child=lead.child, role=role, starts_on=timezone.localdate(), by=by, **where)  # type: ignore[arg-type]


def _columns(chosen: Chosen) -> dict[str, object]:
    return {name: getattr(chosen, name) for name in chosen.__dataclass_fields__}
