"""Who leads: how the lead practitioner was chosen, and what supports one who holds work under section 17."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from righthelp.early_help.models.help import EarlyHelp
from righthelp.early_help.queries import InNeedQuerySet

PRACTITIONER = settings.AUTH_USER_MODEL


class LeadChoice(models.Model):
    """That somebody became lead practitioner: chosen how, with the wishes of child and family (BP-047 to BP-049).

    Who leads from when to when stands in `work`; this says why.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    help = models.ForeignKey(EarlyHelp, on_delete=models.CASCADE, related_name="lead_choices")
    practitioner = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey("agencies.Team", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=40, help_text="A key of data/lead_roles.csv (BP-041).")
    chosen_on = models.DateField()
    how = models.TextField(help_text="How the choice was made, and with whom.")
    child_wishes = models.TextField(blank=True)
    family_wishes = models.TextField(blank=True)
    fits_because = models.TextField(help_text="Knowledge and skills, time, accountability (BP-049).")
    hours_a_week = models.DecimalField(
        max_digits=4, decimal_places=1, null=True, blank=True, help_text="How much time it takes now (BP-046)."
    )
    chosen_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("chosen_at", "pk")
        constraints = (
            models.CheckConstraint(condition=~Q(how="") & ~Q(fits_because=""), name="lead_chosen_for_a_reason"),
            models.CheckConstraint(
                condition=Q(hours_a_week__isnull=True) | Q(hours_a_week__gte=0), name="lead_hours_not_negative"
            ),
        )

    def __str__(self) -> str:
        return f"Lead practitioner from {self.chosen_on:%-d %B %Y}"


class InNeed(models.Model):
    """Early help that goes on as work under section 17 with the same lead practitioner (BP-050 to BP-056).

    A named social worker or practice supervisor supervises. Only where the partnership allows it (`LocalWay`). What the
    assessment found stands with each child (`ChildInNeed`).
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    help = models.ForeignKey(EarlyHelp, on_delete=models.PROTECT, related_name="in_need")
    lead = models.ForeignKey(
        PRACTITIONER, on_delete=models.PROTECT, related_name="+", help_text="Whose competences and time were looked at."
    )
    because = models.TextField()
    took_part = models.TextField(help_text="Who of which agency took part in the assessment (BP-051).")
    begun_on = models.DateField()
    supervisor = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="supervises")
    supervisor_team = models.ForeignKey("agencies.Team", on_delete=models.PROTECT, related_name="+")
    competences = models.TextField(help_text="Skills, knowledge and experience of whoever leads (BP-054).")
    time = models.TextField(help_text="What time they are given, and by whom (BP-055).")
    support = models.TextField(help_text="Which support of a social worker they have, and how decisions are made.")
    next_supervision_on = models.DateField(help_text="The day that the last supervision set, or the first one.")
    decided_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=timezone.now)
    ended_on = models.DateField(null=True, blank=True)
    ended_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_because = models.TextField(blank=True)

    objects = InNeedQuerySet.as_manager()

    class Meta:
        ordering = ("begun_on", "pk")
        verbose_name_plural = "in need"
        constraints = (
            models.CheckConstraint(
                condition=~Q(because="") & ~Q(took_part="") & ~Q(competences="") & ~Q(time="") & ~Q(support=""),
                name="in_need_says_why_and_with_what_support",
            ),
            models.CheckConstraint(condition=~Q(lead=F("supervisor")), name="in_need_supervised_by_another"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_by__isnull=True, ended_because="")
                | (Q(ended_on__gte=F("begun_on"), ended_by__isnull=False) & ~Q(ended_because="")),
                name="in_need_end_whole_or_none",
            ),
            models.UniqueConstraint(
                fields=("help",), condition=Q(ended_on__isnull=True), name="in_need_once_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return f"Section 17 from {self.begun_on:%-d %B %Y}"


class ChildInNeed(models.Model):
    """What the assessment of several agencies found about one child in need (BP-050, BP-051)."""

    class Limb(models.TextChoices):
        """Which limb of section 17(10) of the Children Act 1989 applies."""

        NOT_ACHIEVE = "not_achieve", "Unlikely to reach or keep reasonable health or development without help"
        IMPAIRED = "impaired", "Health or development likely to be significantly impaired without help"
        DISABLED = "disabled", "Disabled"

    in_need = models.ForeignKey(InNeed, on_delete=models.CASCADE, related_name="children")
    child = models.ForeignKey("plans.PlanChild", on_delete=models.PROTECT, related_name="+")
    limb = models.CharField(max_length=15, choices=Limb.choices)
    needs = models.TextField()
    risks = models.TextField(help_text="Any risk of harm; where there is none, that it was thought about.")
    response = models.TextField(help_text="How far the family can respond to what the child needs.")

    class Meta:
        ordering = ("child__position", "pk")
        verbose_name_plural = "children in need"
        constraints = (
            models.UniqueConstraint(fields=("in_need", "child"), name="in_need_once_a_child"),
            models.CheckConstraint(
                condition=~Q(needs="") & ~Q(risks="") & ~Q(response=""), name="child_in_need_is_assessed_whole"
            ),
        )

    def __str__(self) -> str:
        return self.get_limb_display()


class LeadCompetence(models.Model):
    """That somebody brings one thing that leading work with a child in need takes, or no longer (BP-054, BP-055).

    Of the same person and thing the last row holds; those before stay.
    """

    practitioner = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="lead_competences")
    what = models.CharField(max_length=40, help_text="A key of data/lead_competences.csv.")
    holds = models.BooleanField(help_text="False: it was taken back.")
    how_known = models.TextField()
    noted_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("noted_at", "pk")
        constraints = (
            models.CheckConstraint(condition=~Q(how_known=""), name="competence_says_how_known"),
            models.CheckConstraint(condition=~Q(practitioner=F("noted_by")), name="competence_confirmed_by_another"),
        )

    def __str__(self) -> str:
        return f"{self.what}, {timezone.localtime(self.noted_at):%-d %B %Y}"


class Supervision(models.Model):
    """One time that the supervisor and the lead practitioner thought about the work together."""

    in_need = models.ForeignKey(InNeed, on_delete=models.CASCADE, related_name="supervisions")
    held_on = models.DateField()
    said = models.TextField()
    decided = models.TextField(blank=True)
    next_on = models.DateField()
    noted_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("held_on", "pk")
        constraints = (models.CheckConstraint(condition=~Q(said=""), name="supervision_says_something"),)

    def __str__(self) -> str:
        return f"Supervision of {self.held_on:%-d %B %Y}"


class LocalWay(models.Model):
    """How this partnership does early help, from a day on; the last row holds. Without one, the defaults hold."""

    review_days = models.PositiveSmallIntegerField()
    leads_hold_section_17 = models.BooleanField(
        default=False, help_text="Whether a lead practitioner may go on with work under section 17 (BP-052)."
    )
    because = models.TextField()
    set_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("set_at", "pk")
        constraints = (
            models.CheckConstraint(condition=Q(review_days__gte=1) & ~Q(because=""), name="local_way_has_a_reason"),
        )

    def __str__(self) -> str:
        return f"From {timezone.localtime(self.set_at):%-d %B %Y}"
