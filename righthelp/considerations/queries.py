"""QuerySets named in the users' words."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import connection, models
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery, prefetch_related_objects
from django.db.models.expressions import RawSQL

from righthelp.people.queries import is_linked, is_restricted

if TYPE_CHECKING:
    from righthelp.agencies.models import Agency, Practitioner
    from righthelp.considerations.models import Consideration, Decision  # noqa: F401  named below, in quotes
    from righthelp.people.models import Restriction

SET_ASIDE = Q(set_aside_at__isnull=False, brought_back_at__isnull=True)
# a chain of any length in one query; UNION, and not UNION ALL, ends even where a chain would bite its tail
WITH_THOSE_BEFORE = """
    WITH RECURSIVE chain (id, continues_id) AS (
        SELECT id, continues_id FROM considerations_consideration WHERE public_id = %s
        UNION
        SELECT earlier.id, earlier.continues_id
        FROM considerations_consideration AS earlier JOIN chain ON earlier.id = chain.continues_id
    )
    SELECT id FROM chain
"""


class ConsiderationQuerySet(models.QuerySet["Consideration"]):
    """Considerations."""

    def held_by(self, person: "Practitioner") -> "ConsiderationQuerySet":
        """Keep those that a person holds."""
        return self.filter(holder=person)

    def of_agencies(self, agencies: Iterable["Agency"]) -> "ConsiderationQuerySet":
        """Keep those written in some agencies."""
        return self.filter(agency__in=agencies)

    def not_naming(self, people: "QuerySet[Restriction, Any]") -> "ConsiderationQuerySet":
        """Leave out those that name one of these people as a child; `people` is asked in the same query."""
        return self.with_whether_naming(people).filter(Q(is_shut=False))

    def with_whether_naming(self, people: "QuerySet[Restriction, Any]") -> "ConsiderationQuerySet":
        """Say whether each names one of these people as a child (`is_shut`); `people` is asked in the same query."""
        from righthelp.considerations.models import ConsideredChild  # the models need this module first

        named = ConsideredChild.objects.filter(consideration=OuterRef("pk"), person__in=people)
        return self.annotate(is_shut=Exists(named))

    def about(self, people: Collection[int]) -> "ConsiderationQuerySet":
        """Keep those that name one of these people as a child."""
        return self.filter(children__person__in=people).distinct()

    def with_status(self) -> "ConsiderationQuerySet":
        """Mark each as a draft: not set aside, and a child in it, or no child at all, has no decision."""
        from righthelp.considerations.models import ConsideredChild  # the models need this module first

        children = ConsideredChild.objects.filter(consideration=OuterRef("pk"))
        undecided = children.filter(decisions__isnull=True)
        return self.annotate(is_draft=~SET_ASIDE & (~Exists(children) | Exists(undecided)))

    def drafts(self) -> "ConsiderationQuerySet":
        """Keep drafts."""
        return self.with_status().filter(Q(is_draft=True))

    def decided(self) -> "ConsiderationQuerySet":
        """Keep those in which every child has a decision."""
        return self.not_set_aside().with_status().filter(Q(is_draft=False))

    def set_aside(self) -> "ConsiderationQuerySet":
        """Keep drafts that somebody set aside and nobody brought back."""
        return self.filter(SET_ASIDE)

    def not_set_aside(self) -> "ConsiderationQuerySet":
        """Leave out what is set aside."""
        return self.filter(~SET_ASIDE)

    def to_look_again(self, since: dt.date) -> "ConsiderationQuerySet":
        """Keep those decided with a day to look again that is still to come, or passed since a day."""
        from righthelp.considerations.models import Decision  # the models need this module first

        standing = Decision.objects.standing().filter(child__consideration=OuterRef("pk"))
        return self.decided().filter(Exists(standing.filter(look_again_on__gte=since)))

    def started_before(self, moment: dt.datetime) -> "ConsiderationQuerySet":
        """Keep those started before a moment."""
        return self.filter(started_at__lt=moment)

    def with_people(self) -> "ConsiderationQuerySet":
        """Bring along who holds it, by which guidance, and what its page asks first; then `bring_children`."""
        return self.with_holders().with_guidance().with_what_is_rare()

    def with_holders(self) -> "ConsiderationQuerySet":
        """Bring along who wrote, holds and set it aside, for which agency, by which guidance."""
        people = ("author", "holder", "set_aside_by", "brought_back_by")
        return self.select_related(*people, "agency", "edition__framework")

    def with_guidance(self) -> "ConsiderationQuerySet":
        """Say how many levels its guidance has, and which edition the partnership uses today (`edition_in_use`)."""
        from righthelp.guidance.models import Edition, Level  # the models need this module first

        levels = Level.objects.filter(edition=OuterRef("edition")).order_by().values("edition")
        return self.annotate(
            level_count=Subquery(levels.annotate(number=Count("pk")).values("number")),
            edition_in_use=Subquery(Edition.objects.in_use().values("pk")[:1]),
        )

    def with_what_is_rare(self) -> "ConsiderationQuerySet":
        """Say whether there is what most have nothing of, so that it is not read in vain."""
        from righthelp.considerations.models import Decision, MissingEpisode, TakeOver  # they need this module first

        return self.annotate(
            has_decisions=Exists(Decision.objects.filter(child__consideration=OuterRef("pk"))),
            has_missing=Exists(MissingEpisode.objects.filter(child__consideration=OuterRef("pk"))),
            has_takeovers=Exists(TakeOver.objects.filter(consideration=OuterRef("pk"))),
        )

    def with_new_thinking(self, person: "Practitioner") -> "ConsiderationQuerySet":
        """Say for each what new thinking goes on from it, where this person holds that."""
        newer = self.model._default_manager.get_queryset().filter(~SET_ASIDE, continues=OuterRef("pk"), holder=person)
        return self.annotate(new_thinking=Subquery(newer.values("public_id")[:1]))

    def with_those_before(self, public_id: UUID) -> "ConsiderationQuerySet":
        """Keep one, and all that it goes on from."""
        key = self.model._meta.get_field("public_id").get_db_prep_value(public_id, connection)
        return self.filter(pk__in=RawSQL(WITH_THOSE_BEFORE, [key]))  # noqa: S611  one constant, one parameter


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Decisions."""

    def about(self, people: Collection[int]) -> "DecisionQuerySet":
        """Keep what was decided for these people, first to last, with what tells of a level and where it stands.

        `is_undecided` says whether another child there has no decision yet, so that all of it is still a draft.
        """
        from righthelp.considerations.models import ConsideredChild  # the models need this module first

        beside = ConsideredChild.objects.filter(consideration=OuterRef("child__consideration"))
        found = self.filter(child__person__in=people).order_by("decided_at", "pk")
        found = found.annotate(is_undecided=Exists(beside.filter(decisions__isnull=True)))
        return found.select_related("level", "edition__framework", "decided_by", "child__consideration__agency")

    def not_beside(self, people: "QuerySet[Restriction, Any]") -> "DecisionQuerySet":
        """Leave out those of considerations that name one of these people; `people` is asked in the same query."""
        from righthelp.considerations.models import ConsideredChild  # the models need this module first

        beside = ConsideredChild.objects.filter(consideration=OuterRef("child__consideration"), person__in=people)
        return self.filter(~Exists(beside))

    def standing(self) -> "DecisionQuerySet":
        """Leave out those that a later decision superseded."""
        return self.filter(superseded_by__isnull=True)


def bring_children(considerations: "Sequence[Consideration]") -> None:
    """Load the children of several considerations, with their decisions, in two queries; in one where none is known."""
    from righthelp.considerations.models import ConsideredChild, Decision  # the models need this module first

    children = ConsideredChild.objects.select_related("person").annotate(
        is_linked=is_linked("person"), is_named_only=is_restricted("person")
    )
    decisions = Decision.objects.select_related("level", "decided_by", "edition__framework", "common_as_decided")
    if not any(vars(one).get("has_decisions", True) for one in considerations):
        decisions = decisions.none()
    prefetch_related_objects(considerations, Prefetch("children", children), Prefetch("children__decisions", decisions))
    for child in (child for one in considerations for child in one.children.all() if child.person):
        told = vars(child)
        vars(child.person).update(is_linked=told["is_linked"], is_closed=told["is_named_only"])
