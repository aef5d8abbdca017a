"""QuerySets of disagreements, named in the users' words."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q

if TYPE_CHECKING:
    from righthelp.agencies.models import Agency, Practitioner
    from righthelp.work.disagreements.models import Disagreement, DisagreementStep  # noqa: F401  named in brackets


class DisagreementQuerySet(models.QuerySet["Disagreement"]):
    """Disagreements between agencies."""

    def about(self, people: Collection[int]) -> "DisagreementQuerySet":
        """Keep those about one of these children; asked by index, each once."""
        from righthelp.work.disagreements.models import Disagreement  # the models need this module first

        of = Disagreement.children.through.objects.filter(person__in=people, disagreement=OuterRef("pk"))
        return self.filter(Exists(of))

    def concerning(self, person: "Practitioner", agencies: "Collection[Agency]") -> "DisagreementQuerySet":
        """Keep those that somebody raised, is named in, or answers for in one of these agencies."""
        from righthelp.work.disagreements.models import DisagreementStep  # the models need this module first

        named = DisagreementStep.objects.filter(Q(ours=person) | Q(theirs=person), disagreement=OuterRef("pk"))
        answers = Q(raised_for__in=agencies) | Q(agency__in=agencies)
        return self.filter(Q(raised_by=person) | Exists(named) | answers)

    def listed(self) -> "DisagreementQuerySet":
        """Bring along the children, without their names, and the steps with whether each side has spoken."""
        from righthelp.people.models import Person  # the models need this module first
        from righthelp.work.disagreements.models import DisagreementStep

        people = Person.objects.select_related("agency").order_by("pk")
        steps = DisagreementStep.objects.with_whether_spoken()
        asked = self.select_related("raised_by", "raised_for", "agency", "complained_of", "ended_by", "edition")
        return asked.prefetch_related(Prefetch("steps", steps), Prefetch("children", people))

    def whole(self) -> "DisagreementQuerySet":
        """Bring along what was said, too."""
        from righthelp.work.disagreements.models import Said  # the models need this module first

        return self.listed().prefetch_related(Prefetch("steps__said", Said.objects.select_related("noted_by")))


class StepQuerySet(models.QuerySet["DisagreementStep"]):
    """Steps of disagreements."""

    def with_whether_spoken(self) -> "StepQuerySet":
        """Bring along who is named, and say for each side whether anything is noted of it."""
        from righthelp.work.disagreements.models import Said  # the models need this module first

        spoken = {f"{side}_spoke": Exists(Said.objects.filter(step=OuterRef("pk"), side=side)) for side in Said.Side}
        named = self.select_related("ours", "ours_agency", "theirs", "theirs_agency", "opened_by", "ended_by")
        return named.annotate(**spoken)
