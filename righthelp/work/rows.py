"""What hangs on a child in the tables of this room, in the shape in which small tables are read together."""

from collections.abc import Collection

from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Coalesce, Concat

from righthelp.people.rows import Asked, shaped
from righthelp.work.models import Episode, Involvement, Transfer

TEAM = Concat("team__name", Value(", "), "team__agency__name")


def workers(records: Collection[int]) -> Asked:
    """Ask for everybody who works or worked with a child: `more` is the telephone, `text` the kind of work they lead.

    `other` is that piece of work, `is_marked` who leads it.
    """
    return shaped(
        "worker", Involvement.objects.filter(child__in=records), who=Coalesce("practitioner__name", "name"),
        role="role", place=models.Case(models.When(team__isnull=True, then=F("organisation")), default=TEAM),
        more="phone", text=Coalesce("episode__kind", Value("")), key="practitioner_id", other="episode_id",
        first_on="starts_on", last_on="ends_on", is_marked="leads",
    )  # fmt: skip


def pieces_of_work(records: Collection[int]) -> Asked:
    """Ask for the pieces of work: `role` is the kind, `text` the aim, `more` how it ended."""
    return shaped(
        "work", Episode.objects.filter(child__in=records), role="kind", place=TEAM, text="aim", more="outcome",
        key="pk", first_on="begun_on", last_on="ended_on",
    )  # fmt: skip


def records_sent(records: Collection[int]) -> Asked:
    """Ask where the record was sent: `is_marked` when somebody said that it came."""
    came = models.Case(models.When(received_at__isnull=False, then=True), default=False)
    return shaped(
        "sent", Transfer.objects.not_set_aside().filter(child__in=records), who=Coalesce("to_agency__name", "to_name"),
        place="from_agency__name", at="sent_at", is_marked=came,
    )  # fmt: skip
