"""Invented answers and sharing for the demonstration, about a child of the invented school. Nobody in it exists."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from righthelp.agencies.models import Agency, Practitioner
from righthelp.consent.actions import (
    Considered,
    ToService,
    ToShare,
    Who,
    WhyNot,
    answer_approval,
    note_not_shared,
    note_said,
    note_why_not,
    share,
)
from righthelp.consent.models import Advice, Consent, Said
from righthelp.people.models import Person, Relationship
from righthelp.people.relations import DESCENT

if TYPE_CHECKING:
    from collections.abc import Sequence

TEACHER, LEAD = "amina.yusuf@example.org", "margaret.bell@example.org"
YES, PART = Said.Answer.YES, Said.Answer.PART
HELP = "Breakfast club, and somebody from the family centre when the children go to their father."
LIMITS = "Nothing about money, and nothing to the landlord."
NOT_NOW = "A cousin was spoken of abroad, and she is afraid of what her uncle would do if we rang home today."
AGREED = "I agree. Ring me before anybody speaks to the family. I ring the front door with you at four."


@transaction.atomic
def load_demo_consent() -> None:
    """Write three true-to-life examples; nothing where the invented school has no child with a parent on file."""
    teacher, lead = (Practitioner.objects.filter(email=email).first() for email in (TEACHER, LEAD))
    if teacher and lead:
        for child, parent in _children_with_parent(teacher):
            _open_from_the_start(child, parent, teacher)
            _not_safe_to_ask(child, teacher, lead)
            return


def _children_with_parent(teacher: Practitioner) -> "Sequence[tuple[Person, Person]]":
    ties = Relationship.objects.filter(
        kind__in=DESCENT, has_parental_responsibility=True, person__noted_by=teacher, withdrawn_at__isnull=True
    )
    return [(tie.person, tie.relative) for tie in ties.select_related("person__agency", "relative").order_by("pk")[:1]]


def _open_from_the_start(child: Person, parent: Person, by: Practitioner) -> None:
    """Have a parent say yes to help, and yes to sharing with limits; the school shares on it."""
    agency, who = by.memberships_now[0].team.agency, Who("parent", "face", _ago(21), parent)
    said = note_said(
        who=who, children=[child], agency=agency, by=by, to_service=ToService(YES, HELP),
        to_share=ToShare(PART, "So that the school nurse can help with sleep", "How mornings go, and what helps",
                         "The school nurse", LIMITS, was_told=True, is_free=True),
    )  # fmt: skip
    consent = next(one for one in said if isinstance(one, Consent))
    nurse = Agency.objects.filter(kind=Agency.Kind.COMMUNITY_HEALTH).first()
    what = Considered(
        _ago(20), to_agency=nurse, to_name="" if nurse else "The school nurse",
        facts="Late on six of the last twenty mornings. Fell asleep in class twice.",
        opinions="She seems to be awake at night when it is loud.",
        reported="Her mother says that sleep is better at her grandmother’s.",
    )  # fmt: skip
    share(what=what, basis="public_task", children=[child], agency=agency, by=by, consent=consent)
    landlord = Considered(_ago(12), to_name="The landlord", reported="He asked whether the family will stay.")
    because = "Her mother said no to that, and it would not help the child."
    note_not_shared(what=landlord, because=because, children=[child], agency=agency, by=by)


def _not_safe_to_ask(child: Person, by: Practitioner, lead: Practitioner) -> None:
    """Have a worry for which the family is not asked first, approved by the lead, and shared at once."""
    agency = by.memberships_now[0].team.agency
    made = note_why_not(
        why=WhyNot("no", "child_at_risk", NOT_NOW), children=[child], agency=agency, by=by, approval=lead
    )
    answer_approval(asked=list(Advice.objects.filter(going_on__in=made)), answer="approved", words=AGREED, by=lead)
    social_care = Agency.objects.filter(kind=Agency.Kind.SOCIAL_CARE).first()
    what = Considered(
        _ago(0), to_agency=social_care, to_name="" if social_care else "Children’s social care",
        reported="The child told her teacher what her uncle said about a cousin and a journey.",
    )  # fmt: skip
    share(what=what, basis="public_task", children=[child], agency=agency, by=by, going_on=made[0])


def _ago(days: int) -> dt.date:
    return timezone.localdate() - dt.timedelta(days=days)
