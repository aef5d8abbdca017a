"""A decision for early help passes the child on to the team, which offers it to the family; nothing is typed again."""

from typing import TYPE_CHECKING

from django.utils import timezone

from righthelp.front_door.outcomes import EARLY_HELP, FOR_A_TEAM, work_of
from righthelp.work.actions.passing import pass_on
from righthelp.work.models import PassedOn
from righthelp.work.passing import (
    FAMILY_WANTS,
    HELP_SO_FAR,
    NEEDS,
    STRENGTHS,
    WHAT_HAPPENED,
    PassedChild,
    Passing,
)

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from righthelp.agencies.models import Practitioner
    from righthelp.front_door.models import ContactDecision
    from righthelp.people.models import Person

ROOM = "front_door"
LEFT_OUT = (
    "What was said about all the children of the request comes along only once all of them are passed on to this team. "
    "Until then, ask the front door."
)
STEP_DOWN, HELP = "step_down", "help"
# what whoever asked told of the family’s life; who asked, and what others said of it, stays at the front door
GOES_ALONG = {"help_so_far": HELP_SO_FAR, "working_well": STRENGTHS, "family_wants": FAMILY_WANTS}


def goes_to_early_help(made: "ContactDecision") -> bool:
    """Say whether a decision brings a child to a team that gives early help."""
    return made.team is not None and work_of(made.outcome, made.team.agency.kind) == EARLY_HELP


def pass_to_early_help(made: "ContactDecision", person: "Person", by: "Practitioner") -> bool:
    """Pass a child on to the team of a decision, once; say whether this did it now."""
    if passed(made, person).exists():
        return False
    contact = made.child.contact
    passing = Passing(
        from_room=ROOM,
        from_id=contact.public_id,
        children=[PassedChild(person, {NEEDS: made.needs_services})],
        agency=made.agency,
        team=made.team,
        asks_for=STEP_DOWN if steps_down(made) else HELP,
        need_seen_on=timezone.localdate(contact.received_at),
        texts={WHAT_HAPPENED: made.reason, **_told(made)},
    )
    pass_on(to=EARLY_HELP, passing=passing, by=by)
    return True


def passed(made: "ContactDecision", person: "Person") -> "QuerySet[PassedOn]":
    """Ask whether a decision passed somebody on to early help already."""
    from_here = PassedOn.objects.filter(from_room=ROOM, from_id=made.child.contact.public_id, to_room=EARLY_HELP)
    return from_here.filter(child=person, passed_at__gte=made.decided_at)


def steps_down(made: "ContactDecision") -> bool:
    """Say whether a decision takes the place of one that had brought the child to children’s social care."""
    return made.supersedes is not None and made.supersedes.outcome in FOR_A_TEAM


def _told(made: "ContactDecision") -> dict[str, str]:
    """Give what was said of the family; where it is about others than go to this team too, only that there is more.

    Of a child about whom nobody has decided yet nobody knows where they go.
    """
    if any(one is None or not _goes_with(one, made) for one in _decided_beside(made)):
        return {HELP_SO_FAR: LEFT_OUT}
    answers = made.child.contact.answers.filter(key__in=GOES_ALONG).values_list("key", "text")
    return {GOES_ALONG[key]: text for key, text in answers if text}


def _decided_beside(made: "ContactDecision") -> "list[ContactDecision | None]":
    """Give the decision that stands for each other child of the contact; none where nobody has decided yet."""
    others = made.child.contact.children.exclude(pk=made.child_id)
    standing = type(made).objects.standing().filter(child__in=others).select_related("team__agency")
    by_child = {one.child_id: one for one in standing}
    return [by_child.get(one.pk) for one in others]


def _goes_with(one: "ContactDecision", made: "ContactDecision") -> bool:
    return one.team_id == made.team_id and goes_to_early_help(one)
