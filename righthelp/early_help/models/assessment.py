"""The early help assessment: a conversation with the whole family, in which each child is thought about apart.

The needs and strengths that come of it stand in the plan, which they are for.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from righthelp.early_help.models.help import EarlyHelp
from righthelp.plans.models import HowGiven

PRACTITIONER = settings.AUTH_USER_MODEL


class Assessment(models.Model):
    """What is common to the family, and how the assessment was made. The four marks are those of BG-013 to BG-016."""

    help = models.OneToOneField(EarlyHelp, on_delete=models.CASCADE, related_name="assessment")
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=timezone.now)
    who_took_part = models.TextField(blank=True, help_text="Who of the family took part, and who did not, and why.")
    who_knows = models.TextField(blank=True, help_text="Who knows the family already, and what they say (BG-027).")
    fathers = models.TextField(blank=True, help_text="Fathers and male carers, also those living elsewhere (BP-029).")
    each_other = models.TextField(blank=True, help_text="How the needs of each act on the others (BP-027).")
    community = models.TextField(blank=True, help_text="Family, friends and community around them (BP-031, BP-038).")
    prevents = models.TextField(blank=True, help_text="What help is needed so that it does not get worse (SF-008).")
    empowering = models.TextField(blank=True)
    developmental = models.TextField(blank=True)
    accessible = models.TextField(blank=True)
    transparent = models.TextField(blank=True)
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(done_on__isnull=True, done_by__isnull=True)
                | Q(done_on__isnull=False, done_by__isnull=False),
                name="assessment_done_whole_or_none",
            ),
        )

    def __str__(self) -> str:
        return "Early help assessment"


class AssessedPart(models.Model):
    """One child, one adult of the family, or the family as a whole, in the assessment; each page of it is saved apart.

    `child` is empty for an adult, `member` for a child, both for the family as a whole.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="parts")
    child = models.ForeignKey("plans.PlanChild", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    member = models.ForeignKey("plans.Member", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(child__isnull=True) | Q(member__isnull=True), name="assessed_part_of_one"
            ),
            models.UniqueConstraint(
                fields=("assessment", "child"), condition=Q(child__isnull=False), name="assessed_child_once"
            ),
            models.UniqueConstraint(
                fields=("assessment", "member"), condition=Q(member__isnull=False), name="assessed_member_once"
            ),
            models.UniqueConstraint(
                fields=("assessment",),
                condition=Q(child__isnull=True, member__isnull=True),
                name="assessed_family_once",
            ),
        )

    def __str__(self) -> str:
        return "Part of an assessment"


class Answer(models.Model):
    """What was said on one topic: what goes well, what worries, what needs to happen (BT-014)."""

    part = models.ForeignKey(AssessedPart, on_delete=models.CASCADE, related_name="answers")
    topic = models.CharField(max_length=40, help_text="A key of data/topics.csv.")
    going_well = models.TextField(blank=True)
    worries = models.TextField(blank=True)
    needs_to_happen = models.TextField(blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("part", "topic"), name="topic_answered_once"),)

    def __str__(self) -> str:
        return self.topic


class ChildWords(models.Model):
    """What a child said on a day, to what question, and who may read it."""

    class Readers(models.TextChoices):
        """Who may read the words: they can disclose (design, section 4, rule 2)."""

        LEAD = "lead", "Only the lead practitioner and the safeguarding lead"
        TEAM = "team", "Also the team around the family"
        FAMILY = "family", "Also the family: I have thought about it, and it is safe for the child"

    words = models.TextField(blank=True)
    words_on = models.DateField(null=True, blank=True)
    words_question = models.TextField(blank=True)
    words_exact = models.BooleanField(default=False)
    words_readers = models.CharField(max_length=10, choices=Readers.choices, default=Readers.LEAD)
    words_by = models.ForeignKey(
        PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        help_text="Who wrote the words down last, and may read them for that.",
    )  # fmt: skip

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return "What a child says"


class ChildVoice(ChildWords):
    """What a child says and how life is for the child, now and to come (BG-021)."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="voices")
    child = models.ForeignKey("plans.PlanChild", on_delete=models.PROTECT, related_name="voices")
    version = models.PositiveIntegerField(default=1)
    life_now = models.TextField(blank=True)
    life_to_come = models.TextField(blank=True)
    seen_alone = models.TextField(blank=True, help_text="Whether somebody spoke with the child alone, or watched play.")

    class Meta:
        ordering = ("child__position", "pk")
        constraints = (models.UniqueConstraint(fields=("assessment", "child"), name="voice_once_a_child"),)


class EarlierWords(ChildWords):
    """What a child said before, kept when other words took its place; who may read it stays as it was chosen then."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="earlier_words")
    child = models.ForeignKey("plans.PlanChild", on_delete=models.PROTECT, related_name="+")
    kept_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("kept_at", "pk")
        verbose_name_plural = "earlier words"
        constraints = (models.CheckConstraint(condition=~Q(words=""), name="earlier_words_say_something"),)


class FinishedAssessment(models.Model):
    """An assessment as it stood when it was finished; it is never edited, whatever is written when somebody goes on.

    `written` is made by `assessment_record.as_finished`: a list of parts, each with whom it is about.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="finished")
    done_on = models.DateField()
    done_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    written = models.JSONField()
    finished_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("finished_at", "pk")

    def __str__(self) -> str:
        return f"Assessment as finished on {self.done_on:%-d %B %Y}"


class AssessmentCopy(models.Model):
    """What one of the family, or somebody whom they chose, is to be given of the assessment: frozen once it was read.

    `sections` are written by `family_assessment.family_sections`: only of children whose parts they may be given.
    `family_agreed` is said where it is for somebody outside the family (BP-209).
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="copies")
    member = models.ForeignKey("plans.Member", on_delete=models.PROTECT, related_name="+")
    sections = models.JSONField()
    left_out = models.JSONField(
        default=list, blank=True, help_text="What they are not given, by `family_assessment.key_of`; offered again."
    )
    family_agreed = models.TextField(blank=True, default="", help_text="Who of the family agreed, and what they said.")
    released_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-released_at", "-pk")
        verbose_name_plural = "assessment copies"

    def __str__(self) -> str:
        return f"A copy of the assessment, of {timezone.localtime(self.released_at):%-d %B %Y}"


class AssessmentGiven(HowGiven):
    """How a copy of the assessment was given, and how one knows that its reader understood it (BP-209, BP-302)."""

    copy = models.ForeignKey(AssessmentCopy, on_delete=models.CASCADE, related_name="given")
    understood_how = models.TextField(help_text="What its reader said it means, or when they are asked.")

    class Meta(HowGiven.Meta):
        constraints = (
            models.CheckConstraint(condition=~Q(understood_how=""), name="assessment_given_says_how_understood"),
        )


class EditionAnswer(models.Model):
    """What was answered to one of the questions of the guidance (BG-021 to BG-027)."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="edition_answers")
    question = models.ForeignKey("guidance.Passage", on_delete=models.PROTECT, related_name="+")
    text = models.TextField()

    class Meta:
        ordering = ("question__position",)
        constraints = (
            models.UniqueConstraint(fields=("assessment", "question"), name="edition_question_answered_once"),
            models.CheckConstraint(condition=~Q(text=""), name="edition_answer_says_something"),
        )

    def __str__(self) -> str:
        return self.text[:80]
