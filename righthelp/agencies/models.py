"""Agencies, teams, practitioners and their dated memberships."""

import datetime as dt
import uuid
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property

from righthelp.agencies.queries import (
    InvitationQuerySet,
    MembershipQuerySet,
    ParkedFormQuerySet,
    PractitionerQuerySet,
    SentFormQuerySet,
)
from righthelp.agencies.roles import ROLE_CHOICES, Role, role
from righthelp.agencies.rules import invitation_ends


class Agency(models.Model):
    """An organisation that works with children or their families."""

    class Kind(models.TextChoices):
        """The kinds that the published guidance names."""

        SCHOOL = "school", "School or college"
        EARLY_YEARS = "early_years", "Nursery or early years setting"
        GP = "gp", "GP practice"
        COMMUNITY_HEALTH = "community_health", "Community health"
        HOSPITAL = "hospital", "Hospital"
        MENTAL_HEALTH = "mental_health", "Mental health service"
        POLICE = "police", "Police"
        HOUSING = "housing", "Housing"
        VOLUNTARY = "voluntary", "Voluntary or community organisation"
        YOUTH = "youth", "Youth service"
        SOCIAL_CARE = "social_care", "Children’s social care"
        EARLY_HELP = "early_help", "Early help service"
        ADULT_SERVICE = "adult_service", "Service for adults"
        OTHER = "other", "Another organisation"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)

    class Meta:
        ordering = ("name",)
        verbose_name_plural = "agencies"

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
    """A team within an agency; a small agency has one."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="teams")
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ("agency__name", "name")
        constraints = (models.UniqueConstraint(fields=("agency", "name"), name="team_name_once_an_agency"),)

    def __str__(self) -> str:
        return f"{self.name}, {self.agency.name}"


class PractitionerManager(BaseUserManager["Practitioner"]):
    """How Django's own commands make a practitioner."""

    def get_queryset(self) -> PractitionerQuerySet:
        """Offer the queries named in the users' words."""
        return PractitionerQuerySet(self.model, using=self._db)

    def get_by_natural_key(self, username: str | None) -> "Practitioner":
        """Find somebody by e-mail address, whatever its capitals."""
        return self.get(email=(username or "").lower())


class Practitioner(AbstractBaseUser):
    """Somebody who signs in. Roles come from dated memberships, never from a flag."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    job_title = models.CharField(max_length=200, blank=True)
    joined_at = models.DateTimeField(default=timezone.now)
    last_seen_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    suspended_at = models.DateTimeField(null=True, blank=True)
    suspension_lifted_on = models.DateField(
        null=True, blank=True, help_text="The count of unused days starts again here."
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = PractitionerManager()

    class Meta:
        ordering = ("name",)
        constraints = (
            models.CheckConstraint(condition=Q(email=Lower("email")), name="practitioner_email_in_small_letters"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        """Say whether this person may sign in now."""
        return self.ended_at is None and self.suspended_at is None

    @property
    def is_staff(self) -> bool:
        """Say no to Django's admin, which is not installed."""
        return False

    def get_full_name(self) -> str:
        """Give the name that pages show."""
        return self.name

    @cached_property
    def memberships_now(self) -> "list[Membership]":
        """Give the memberships that hold today, read once a request."""
        return list(Membership.objects.filter(practitioner=self).current().select_related("team__agency"))


class Membership(models.Model):
    """One role of one person in one team, from a day to a day."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="memberships")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=40, choices=ROLE_CHOICES)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True, help_text="The last day on which it holds.")
    ended_at = models.DateTimeField(
        null=True, blank=True, help_text="The moment on its last day from which it is over."
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ("-starts_on",)
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="membership_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ends_on__isnull=False), name="membership_ended_has_last_day"
            ),
            models.UniqueConstraint(
                fields=("practitioner", "team", "role"), condition=Q(ends_on__isnull=True), name="membership_open_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.practitioner}: {self.role_class.title} in {self.team}"

    @property
    def role_class(self) -> type[Role]:
        """Give the role as its class."""
        return role(self.role)


class Invitation(models.Model):
    """The only way in: one address, one team, one role, one use, seven days."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField()
    name = models.CharField(max_length=200)
    job_title = models.CharField(max_length=200, blank=True)
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="invitations")
    role = models.CharField(max_length=40, choices=ROLE_CHOICES)
    invited_by = models.ForeignKey(
        Practitioner,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Empty when made at the command line.",
    )
    invited_at = models.DateTimeField(default=timezone.now)
    token_hash = models.CharField(max_length=64, unique=True)
    mailed_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ("-invited_at",)
        constraints = (
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="invitation_accepted_at_and_by_together",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="invitation_accepted_or_withdrawn",
            ),
        )

    def __str__(self) -> str:
        return f"Invitation to {self.team}"

    @property
    def role_class(self) -> type[Role]:
        """Give the role as its class."""
        return role(self.role)

    @property
    def ends_at(self) -> dt.datetime:
        """Give the last moment at which it can be taken up."""
        return invitation_ends(self.invited_at)

    def is_open(self, now: dt.datetime) -> bool:
        """Say whether it can still be taken up."""
        return self.accepted_at is None and self.withdrawn_at is None and now <= self.ends_at


class ParkedForm(models.Model):
    """A form that arrived after the session ended: encrypted, for its own author, for one hour."""

    practitioner = models.ForeignKey(Practitioner, on_delete=models.CASCADE, related_name="parked_forms")
    path = models.CharField(max_length=300)
    parked_at = models.DateTimeField(default=timezone.now)
    sealed_text = models.BinaryField()

    objects = ParkedFormQuerySet.as_manager()

    class Meta:
        ordering = ("-parked_at",)
        constraints = (models.UniqueConstraint(fields=("practitioner", "path"), name="parked_form_once_a_page"),)

    def __str__(self) -> str:
        return "A parked form"


class SentForm(models.Model):
    """The token of a form that did its work, so that sending it twice does it once."""

    token = models.CharField(max_length=64, unique=True)
    practitioner = models.ForeignKey(Practitioner, on_delete=models.CASCADE, related_name="+")
    answer_path = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField(default=timezone.now)

    objects = SentFormQuerySet.as_manager()

    class Meta:
        ordering = ("-sent_at",)

    def __str__(self) -> str:
        return "A form that was sent"
