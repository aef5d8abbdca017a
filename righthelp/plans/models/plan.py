"""One plan for the children in it, who takes part, and each version as it was agreed."""

import enum
import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from righthelp.plans.kinds import PLAN_KINDS, PlanKind
from righthelp.plans.queries import MemberQuerySet, PlanQuerySet

PRACTITIONER = settings.AUTH_USER_MODEL
SHUT_IN_HOLIDAYS = frozenset({"school", "early_years"})  # kinds of agencies


class Plan(models.Model):
    """What is to be different for some children, and who does what for it. Worked on until the next version is agreed.

    What was agreed is kept whole in `PlanVersion` and never edited. `next_review_on` is stored so that late ones can be
    listed: `rules.next_review_on` computes it from the versions and reviews.
    """

    class State(enum.StrEnum):
        """Where it stands, said of the facts (docs/states.md)."""

        NOT_AGREED = "not agreed yet"
        AGREED = "agreed"
        CHANGED = "changed since it was agreed"
        ENDED = "ended"

    class NetworkOffer(models.TextChoices):
        """What came of offering a family network meeting, or family group decision-making."""

        HELD = "held", "Offered: they met, or will meet"
        THINKING = "thinking", "Offered: they are thinking about it"
        DECLINED = "declined", "Offered: they do not want it now"
        UNSAFE = "unsafe", "Not offered: it would not be safe"
        NOT_YET = "not_yet", "Not offered yet"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=40, help_text="A key of data/plan_kinds.csv.")
    team = models.ForeignKey(
        "agencies.Team", on_delete=models.PROTECT, related_name="plans", help_text="Who coordinates it (BP-024)."
    )
    continues = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="continued_by")
    edition = models.ForeignKey(
        "guidance.Edition", on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        help_text="The guidance under which it was begun.",
    )  # fmt: skip
    family_wants = models.TextField(blank=True, help_text="What the family wants to be different, in their words.")
    network = models.TextField(blank=True, help_text="How the family’s own people help (BP-031).")
    network_offer = models.CharField(
        max_length=10, choices=NetworkOffer.choices, blank=True,
        help_text="Whether the family was offered to think it through with their own people (BP-032).",
    )  # fmt: skip
    bottom_line = models.TextField(blank=True, help_text="What must hold so that the child is safe (SF-070).")
    review_days = models.PositiveSmallIntegerField(help_text="The agreed time between reviews, in calendar days.")
    next_review_on = models.DateField(null=True, blank=True)
    begun_on = models.DateField()
    begun_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    ended_on = models.DateField(null=True, blank=True)
    ended_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_because = models.TextField(blank=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ("-begun_on", "-pk")
        constraints = (
            models.CheckConstraint(condition=~Q(kind="") & Q(review_days__gte=1), name="plan_has_kind_and_interval"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_by__isnull=True, ended_because="")
                | (Q(ended_on__isnull=False, ended_by__isnull=False) & ~Q(ended_because="")),
                name="plan_end_whole_or_none",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("begun_on")), name="plan_ends_after_start"
            ),
        )
        indexes = (
            models.Index(
                fields=("team", "next_review_on"), condition=Q(ended_on__isnull=True), name="plan_reviews_to_come"
            ),
            models.Index(fields=("next_review_on",), condition=Q(ended_on__isnull=True), name="plan_reviews_by_day"),
        )

    def __str__(self) -> str:
        return f"{self.about.name} of {self.begun_on:%-d %B %Y}"

    @property
    def about(self) -> PlanKind:
        """Give the row of the table of kinds."""
        return PLAN_KINDS[self.kind]

    @property
    def is_open(self) -> bool:
        """Say whether it goes on."""
        return self.ended_on is None

    def state_with(self, last: "PlanVersion | None", *, is_changed: bool) -> State:
        """Say where it stands, of its last version, and whether what stands now is different from it."""
        if not self.is_open:
            return self.State.ENDED
        if last is None:
            return self.State.NOT_AGREED
        return self.State.CHANGED if is_changed else self.State.AGREED


class PlanChild(models.Model):
    """One child in a plan. `episode` is the piece of work with the child that the plan is for, once it has begun."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="children")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="in_plans")
    episode = models.OneToOneField(
        "work.Episode", on_delete=models.PROTECT, null=True, blank=True, related_name="in_plan"
    )
    position = models.PositiveSmallIntegerField(default=0)
    wants = models.TextField(blank=True, help_text="What the child wants to be different.")
    version = models.PositiveIntegerField(default=1)
    added_at = models.DateTimeField(default=timezone.now)
    came_back_at = models.DateTimeField(
        null=True, blank=True, help_text="Since when they are here again, after they had left."
    )
    left_on = models.DateField(null=True, blank=True)
    left_because = models.TextField(blank=True)
    left_how = models.CharField(
        max_length=15, blank=True,
        help_text="How the help ended for them: a key of the room whose help it is; empty where none said it.",
    )  # fmt: skip

    class Meta:
        ordering = ("position", "pk")
        constraints = (
            models.UniqueConstraint(fields=("plan", "person"), name="child_once_a_plan"),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True, left_because="") | (Q(left_on__isnull=False) & ~Q(left_because="")),
                name="child_left_plan_for_a_reason",
            ),
        )

    def __str__(self) -> str:
        return f"Child {self.position + 1} of a plan"


class Member(models.Model):
    """Somebody who takes part in a plan: who works with the family, one of the family, or of their own network.

    Whoever works with the children and has an account stands here once for all of them; which records they open is
    said by their involvement in `work`. `reads` are the children whose parts anybody else may be given.
    """

    class Kind(models.TextChoices):
        """What they are to the plan."""

        WORKER = "worker", "Somebody who works with the family"
        FAMILY = "family", "A parent, carer or relative"
        NETWORK = "network", "A friend, neighbour or somebody else whom the family chose"
        CHILD = "child", "A child or young person whom the plan is for"

    class Shuts(models.TextChoices):
        """Whether the place where they work is shut in the school holidays, as somebody said."""

        YES = "yes", "Yes, it is shut then"
        NO = "no", "No, somebody is there"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="members")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    practitioner = models.ForeignKey(
        PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="in_plans"
    )
    team = models.ForeignKey("agencies.Team", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=200, blank=True)
    organisation = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=200, help_text="In words: school nurse, mother, neighbour.")
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    shuts = models.CharField(
        max_length=3, choices=Shuts.choices, blank=True,
        help_text="Whether it is shut in the holidays; where nobody said it, schools and nurseries are.",
    )  # fmt: skip
    cover_name = models.CharField(
        max_length=200,
        blank=True,
        help_text="Who stands in while a school or service is shut, for example in holidays.",
    )
    cover_phone = models.CharField(max_length=40, blank=True)
    is_interface = models.BooleanField(
        default=False, help_text="A social worker who came to think about the plan with the team (BN-014)."
    )
    reads = models.ManyToManyField(PlanChild, blank=True, related_name="read_by")
    kept_from = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="+",
        help_text="In whose copies, minutes and lists they are not named: a refuge worker from somebody feared.",
    )  # fmt: skip
    version = models.PositiveIntegerField(default=1)
    joined_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)
    left_because = models.TextField(blank=True)
    noted_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = MemberQuerySet.as_manager()
    # what stands for the name before a reader who must not learn it; `SeenPlan.members` decides that
    hidden_as: str = ""

    class Meta:
        ordering = ("kind", "joined_on", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(kind="worker", practitioner__isnull=False, team__isnull=False, person__isnull=True, name="")
                | (
                    Q(kind__in=("worker", "family", "network"), practitioner__isnull=True, team__isnull=True)
                    & Q(person__isnull=True)
                    & ~Q(name="")
                )
                | Q(kind__in=("family", "network", "child"), practitioner__isnull=True, person__isnull=False, name=""),
                name="member_by_account_record_or_name",
            ),
            models.CheckConstraint(condition=~Q(role=""), name="member_in_a_role"),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True, left_because="") | Q(left_on__gte=F("joined_on")),
                name="member_leaves_after_joining",
            ),
            models.UniqueConstraint(
                fields=("plan", "practitioner", "team"),
                condition=Q(left_on__isnull=True, practitioner__isnull=False),
                name="worker_once_a_plan",
            ),
            models.UniqueConstraint(
                fields=("plan", "person"), condition=Q(left_on__isnull=True), name="person_once_a_plan_member"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} in a plan, {self.role}"

    @property
    def is_here(self) -> bool:
        """Say whether they still take part."""
        return self.left_on is None

    @property
    def is_shut_in_holidays(self) -> bool:
        """Say whether the place where they work is shut then: as somebody said, else as its kind is."""
        if self.shuts:
            return self.shuts == self.Shuts.YES
        return bool(self.team and self.team.agency.kind in SHUT_IN_HOLIDAYS)

    @property
    def is_hidden(self) -> bool:
        """Say whether the reader must not learn who this is."""
        return bool(self.hidden_as)


class PlanVersion(models.Model):
    """A plan as it was agreed: whole, and never edited. `written` is made by `snapshots.snapshot_of`."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    agreed_on = models.DateField()
    agreed_with = models.TextField(help_text="Who agreed, of the family and of those who help (BP-044, BP-208).")
    understood_how = models.TextField(help_text="How it was made sure that it was understood (BP-209).")
    not_agreed = models.TextField(blank=True, help_text="Who sees something differently, and what.")
    review_by = models.DateField(
        null=True, blank=True, help_text="The day agreed for the next review, where it is sooner than it would be."
    )
    written = models.JSONField(help_text="Each part of the plan by its public id.")
    noted_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("plan", "number"), name="plan_version_once"),
            models.CheckConstraint(
                condition=~Q(agreed_with="") & ~Q(understood_how=""), name="plan_agreed_with_somebody"
            ),
        )

    def __str__(self) -> str:
        return f"Version {self.number}"
