"""What somebody of the family said: agreement to a service, and consent to share. Two records, never one tick."""

from django.db import models
from django.db.models import Q

from righthelp.consent.models.kept import PRACTITIONER, How, Kept, both_or_neither


class Said(Kept):
    """An answer: who gave it, in what standing, how and when; whether it was taken back, and what a manager decided."""

    class Answer(models.TextChoices):
        """Parents and young people can refuse all or a part (SF-028)."""

        YES = "yes", "They agreed"
        PART = "part", "They agreed to a part"
        NO = "no", "They said no"

    class Standing(models.TextChoices):
        """Why this person can say yes or no for the child."""

        PARENT = "parent", "A parent or somebody else with parental responsibility"
        CARER = "carer", "Somebody else who cares for the child"
        YOUNG = "young", "The child or young person, who understands enough to decide this"

    said_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    said_by_name = models.CharField(max_length=200, blank=True)
    standing = models.CharField(max_length=10, choices=Standing.choices)
    competence = models.TextField(blank=True, help_text="How we know that the young person can decide this (SF-028).")
    how = models.CharField(max_length=10, choices=How.choices)
    said_on = models.DateField()
    answer = models.CharField(max_length=5, choices=Answer.choices)
    limits = models.TextField(blank=True, help_text="What was refused.")
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_how = models.CharField(max_length=10, choices=How.choices, blank=True)
    withdrawn_words = models.TextField(blank=True)
    withdrawn_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    next_steps = models.TextField(blank=True, help_text="What a manager decided to do after it (BP-203).")
    next_because = models.TextField(blank=True)
    next_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    next_at = models.DateTimeField(null=True, blank=True)
    next_decided_by = models.CharField(max_length=200, blank=True, help_text="A manager without an account.")

    class Meta(Kept.Meta):
        abstract = True
        constraints = (
            *Kept.Meta.constraints,
            models.CheckConstraint(
                condition=Q(said_by__isnull=False, said_by_name="") | (Q(said_by__isnull=True) & ~Q(said_by_name="")),
                name="%(class)s_said_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(standing="young") | ~Q(competence=""), name="%(class)s_young_person_can_decide"
            ),
            models.CheckConstraint(condition=~Q(answer="part") | ~Q(limits=""), name="%(class)s_part_says_which"),
            models.CheckConstraint(
                condition=both_or_neither(
                    "withdrawn_on", "withdrawn_by", "withdrawn_at", words=("withdrawn_how", "withdrawn_words")
                ),
                name="%(class)s_withdrawn_whole",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(answer="no"), name="%(class)s_only_a_yes_is_withdrawn"
            ),
            models.CheckConstraint(
                condition=both_or_neither("next_by", "next_at", words=("next_steps", "next_because")),
                name="%(class)s_next_steps_whole",
            ),
            models.CheckConstraint(
                condition=Q(next_at__isnull=True, next_decided_by="")
                | Q(next_at__isnull=False, withdrawn_at__isnull=False),
                name="%(class)s_next_steps_after_withdrawal",
            ),
        )

    @property
    def stands(self) -> bool:
        """Say whether the answer still counts; a refusal counts, too."""
        return self.set_aside_at is None and self.withdrawn_at is None

    @property
    def is_given(self) -> bool:
        """Say whether it stands, and is a yes to all or a part."""
        return self.stands and self.answer != self.Answer.NO

    @property
    def is_refusal(self) -> bool:
        """Say whether a refusal stands, of all or of a part."""
        return self.stands and self.answer != self.Answer.YES

    @property
    def waits_for_next_steps(self) -> bool:
        """Say whether it was taken back, and no manager said yet what comes next (BP-203)."""
        return self.set_aside_at is None and self.withdrawn_at is not None and self.next_at is None


class Agreement(Said):
    """Whether somebody agrees to a service. It says nothing about sharing."""

    service = models.TextField()

    class Meta(Said.Meta):
        constraints = (
            *Said.Meta.constraints,
            models.CheckConstraint(condition=~Q(service=""), name="agreement_names_the_service"),
        )

    def __str__(self) -> str:
        return f"Agreement of {self.said_on:%-d %B %Y}"


class Consent(Said):
    """Whether somebody consents to share: what for, what, with whom. A yes is explicit and freely given (SF-053)."""

    purpose = models.TextField()
    information = models.TextField()
    shared_with = models.TextField()
    was_told = models.BooleanField(default=False, help_text="They were told why, what, how and with whom (SF-051).")
    is_free = models.BooleanField(default=False, help_text="They said yes in clear words, and nobody pressed them.")

    class Meta(Said.Meta):
        constraints = (
            *Said.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(purpose="") & ~Q(information="") & ~Q(shared_with=""), name="consent_says_to_what"
            ),
            models.CheckConstraint(
                condition=Q(answer="no") | Q(was_told=True, is_free=True), name="consent_explicit_and_free"
            ),
        )

    def __str__(self) -> str:
        return f"Consent of {self.said_on:%-d %B %Y}"
