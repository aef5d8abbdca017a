"""Thinking about real children, for tests: plain functions, past every rule."""

import datetime as dt
from typing import Any

from django.utils import timezone

from righthelp.agencies.models import Practitioner
from righthelp.considerations.actions import start
from righthelp.considerations.models import ConsideredChild, Decision
from righthelp.guidance.models import Edition
from righthelp.people.models import Person


def thought(by: Practitioner, edition: Edition, *children: Person, **answers: Any) -> ConsideredChild:
    """Have somebody think about children by their records; gives the first of them, with what stands in its fields."""
    agency = by.memberships_now[0].team.agency
    begun = start(agency=agency, edition=edition, worry="Tired", labels=[], people=children, path="full", by=by)
    first: ConsideredChild = begun.children.get(person=children[0])
    for name, value in answers.items():
        setattr(first, name, value)
    first.save()
    return first


def decided(
    child: ConsideredChild, number: int = 2, *, days_ago: int = 0, look_again_on: dt.date | None = None
) -> Decision:
    """Have the level of a child decided by whoever holds the thinking, some days ago."""
    it = child.consideration
    return Decision.objects.create(
        child=child, edition=it.edition, level=it.edition.levels.get(number=number), decided_by=it.holder,
        decided_at=timezone.now() - dt.timedelta(days=days_ago), decided_with="The safeguarding lead",
        reason=f"Why level {number}", look_again_on=look_again_on, supersedes=child.decisions.last(),
    )  # fmt: skip
