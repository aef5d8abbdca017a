"""QuerySets named in the users' words."""

import datetime as dt
from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils import timezone

from righthelp.agencies.roles import roles_with

if TYPE_CHECKING:
    from righthelp.agencies.models import (  # noqa: F401  named in the brackets of QuerySet
        Agency,
        Invitation,
        Membership,
        ParkedForm,
        Practitioner,
        SentForm,
    )


class PractitionerQuerySet(models.QuerySet["Practitioner"]):
    """People who sign in."""

    def may_sign_in(self) -> "PractitionerQuerySet":
        """Leave out leavers and suspended accounts."""
        return self.filter(ended_at__isnull=True, suspended_at__isnull=True)

    def working_for(self, agency: "Agency") -> "PractitionerQuerySet":
        """Keep those with a role in this agency now, suspended accounts too."""
        day = timezone.localdate()
        holds = Q(memberships__ends_on__isnull=True) | Q(memberships__ends_on__gte=day)
        here = Q(memberships__team__agency=agency, memberships__starts_on__lte=day)
        now = Q(memberships__ended_at__isnull=True)
        return self.filter(holds & here & now, ended_at__isnull=True).distinct()

    def unused_since(self, day: dt.date) -> "PractitionerQuerySet":
        """Keep those not seen since before this day, counted anew when a suspension was lifted."""
        seen = Q(last_seen_on__lt=day) | Q(last_seen_on__isnull=True, joined_at__date__lt=day)
        lifted = Q(suspension_lifted_on__gte=day)
        return self.may_sign_in().filter(seen).exclude(lifted)


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Roles of people in teams."""

    def current(self) -> "MembershipQuerySet":
        """Keep those that hold now."""
        return self.held_on(timezone.localdate()).filter(ended_at__isnull=True, practitioner__ended_at__isnull=True)

    def held_on(self, day: dt.date) -> "MembershipQuerySet":
        """Keep those that held on a day, or for part of it."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)

    def not_over(self) -> "MembershipQuerySet":
        """Keep those that hold now or will hold."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=timezone.localdate()), ended_at__isnull=True)

    def in_agency(self, agency: "Agency") -> "MembershipQuerySet":
        """Keep those in one agency's teams."""
        return self.filter(team__agency=agency)

    def with_one_of(self, permissions: Collection[str]) -> "MembershipQuerySet":
        """Keep those whose role includes one of these permissions."""
        return self.filter(role__in=roles_with(permissions))


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations."""

    def unanswered(self) -> "InvitationQuerySet":
        """Keep those neither used nor withdrawn; ask each whether its days are over."""
        return self.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)

    def to_agency(self, agency: "Agency") -> "InvitationQuerySet":
        """Keep those into one agency's teams."""
        return self.filter(team__agency=agency)


class ParkedFormQuerySet(models.QuerySet["ParkedForm"]):
    """Forms kept for their author."""

    def parked_before(self, moment: dt.datetime) -> "ParkedFormQuerySet":
        """Keep those whose hour is over."""
        return self.filter(parked_at__lt=moment)


class SentFormQuerySet(models.QuerySet["SentForm"]):
    """Tokens of forms that did their work."""

    def sent_before(self, moment: dt.datetime) -> "SentFormQuerySet":
        """Keep the old ones."""
        return self.filter(sent_at__lt=moment)
