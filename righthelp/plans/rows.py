"""What hangs on a child in the tables of this room, in the shape in which small tables are read together."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Concat

from righthelp.people.policies import closed_people
from righthelp.people.rows import Asked, shaped
from righthelp.plans.models import Meeting, Plan, PlanChild, PlanVersion, Review

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner


def plans_agreed(reader: "Practitioner", records: Collection[int]) -> Asked:
    """Ask when plans for a child were agreed: `role` is the kind of plan."""
    agreed = PlanVersion.objects.filter(_in_their_time(reader, records, noted="noted_at", on="agreed_on"))
    return shaped("plan_agreed", agreed, role="plan__kind", place=_team("plan__team"), first_on="agreed_on")


def plans_reviewed(reader: "Practitioner", records: Collection[int]) -> Asked:
    """Ask when plans for a child were reviewed: `role` is the kind of plan."""
    in_their_time = _in_their_time(reader, records, noted="noted_at", on="reviewed_on")
    reviewed = Review.objects.filter(in_their_time, struck_at__isnull=True)
    return shaped("plan_reviewed", reviewed, role="plan__kind", place=_team("plan__team"), first_on="reviewed_on")


def meetings_held(reader: "Practitioner", records: Collection[int]) -> Asked:
    """Ask which meetings about a plan for a child were held: `role` is the kind of meeting."""
    in_their_time = _in_their_time(reader, records, noted="written_at", on="held_at__date")
    held = Meeting.objects.filter(in_their_time, held_at__isnull=False)
    return shaped("plan_meeting", held, role="kind", place=_team("plan__team"), at="held_at")


def reviews_to_come(reader: "Practitioner", records: Collection[int]) -> Asked:
    """Ask by when the open plans for a child are reviewed (`last_on`), counted since when (`first_on`).

    None of a plan that is shut to the reader, or waits for a yes. `role` is the kind of plan, `other` the piece of work
    whose lead holds the clock.
    """
    held = Review.objects.filter(plan=OuterRef("plan"), struck_at__isnull=True)
    reviewed = held.order_by("-reviewed_on").values("reviewed_on")[:1]
    agreed = PlanVersion.objects.filter(plan=OuterRef("plan")).order_by("number").values("agreed_on")[:1]
    can_be = Plan.objects.can_be_reviewed().filter(pk=OuterRef("plan"))
    running = PlanChild.objects.filter(
        ~is_shut(reader), Exists(can_be), person__in=records, left_on__isnull=True, plan__ended_on__isnull=True,
        plan__next_review_on__isnull=False,
    )  # fmt: skip
    return shaped(
        "plan_review", running, role="plan__kind", place=_team("plan__team"), other="episode_id",
        first_on=Coalesce(Subquery(reviewed), Subquery(agreed)), last_on="plan__next_review_on",
    )  # fmt: skip


def _in_their_time(reader: "Practitioner", records: Collection[int], *, noted: str, on: str) -> Q:
    """Keep what was written down since a child came into the plan, and happened before the child left it.

    Nothing of a plan that is shut to the reader: its brother or sister’s record may be restricted.
    """
    children = PlanChild.objects.filter(plan=OuterRef("plan")).order_by()
    here = Q(left_on__isnull=True) | Q(left_on__gte=OuterRef(on))
    theirs = children.filter(here, person__in=records, added_at__lte=OuterRef(noted))
    return Q(Exists(theirs)) & ~Q(is_shut(reader))


def is_shut(reader: "Practitioner") -> Exists:
    """Ask of rows with a `plan` whether it is shut to a reader, as somebody’s restricted record whom it is about is."""
    about = PlanChild.objects.filter(plan=OuterRef("plan"), person__in=closed_people(reader))
    return Exists(about.order_by())


def _team(path: str) -> Concat:
    return Concat(f"{path}__name", Value(", "), f"{path}__agency__name")
