"""One child in a consideration: what is theirs alone."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from righthelp.considerations.models.consideration import Consideration

PERSON = settings.AUTH_USER_MODEL


class ConsideredChild(models.Model):
    """One child in a consideration; each is considered separately.

    The label is what the pages call the child: the name in use when the record was chosen, or what the writer typed. A
    worry never waits for a record, so `person` may stay empty.
    """

    class Readers(models.TextChoices):
        """Who may read the child's own words: they can disclose (design, section 4, rule 2)."""

        AGENCY = "agency", "Only the safeguarding lead and me"
        WORKERS = "workers", "Also the workers who will help this child"
        FAMILY = "family", "Also the family: I have thought about it, and it is safe for the child"

    class Age(models.TextChoices):
        """How old, without a date of birth; the last two apply the age rule (BN-034)."""

        UNBORN = "unborn", "Not born yet"
        BABY = "baby", "Under 1"
        SMALL = "small", "1 to 4"
        MIDDLE = "middle", "5 to 11"
        TEENAGE = "teenage", "12 to 17"
        TO_25 = "to_25", "18 to 24, with an education, health and care plan"
        ADULT = "adult", "18 to 24, without such a plan, or 25 or over"

    class LivesAway(models.TextChoices):
        """Whether somebody other than a parent or close relative looks after the child (BN-025)."""

        YES = "yes", "Yes"
        NO = "no", "No"
        UNKNOWN = "unknown", "I do not know yet"

    class Protective(models.TextChoices):
        """Whether a parent protects the child from this harm: a fact of its own (SF-049)."""

        YES = "yes", "Yes: they see the risk, protect the child and work with services"
        PARTLY = "partly", "Partly, or one parent does"
        NO = "no", "No: they are not willing or able to protect the child"
        UNKNOWN = "unknown", "I do not know yet"
        NOT_RELEVANT = "not_relevant", "This worry is not about harm"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    consideration = models.ForeignKey(Consideration, on_delete=models.CASCADE, related_name="children")
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="considered_as"
    )
    label = models.CharField(max_length=80)
    position = models.PositiveSmallIntegerField()
    version = models.PositiveIntegerField(default=1)
    age = models.CharField(max_length=10, choices=Age.choices, blank=True)
    words = models.TextField(blank=True)
    words_on = models.DateField(null=True, blank=True)
    words_question = models.TextField(blank=True)
    words_exact = models.BooleanField(default=False)
    words_readers = models.CharField(max_length=10, choices=Readers.choices, default=Readers.AGENCY)
    life_now = models.TextField(blank=True)
    life_to_come = models.TextField(blank=True)
    history = models.TextField(blank=True, help_text="What happened before means this for the child now (BP-196).")
    strengths = models.TextField(blank=True)
    worries = models.TextField(blank=True)
    needs_to_happen = models.TextField(blank=True)
    protective = models.CharField(max_length=20, choices=Protective.choices, blank=True)
    protective_because = models.TextField(blank=True)
    lives_away = models.CharField(max_length=10, choices=LivesAway.choices, blank=True)
    lives_away_since = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("position",)
        constraints = (
            models.CheckConstraint(
                condition=Q(lives_away_since__isnull=True) | Q(lives_away="yes"), name="day_only_where_lives_away"
            ),
            models.UniqueConstraint(fields=("consideration", "label"), name="child_label_once_a_consideration"),
            models.UniqueConstraint(fields=("consideration", "person"), name="person_once_a_consideration"),
        )

    def __str__(self) -> str:
        return self.label


class WrongRecord(models.Model):
    """A record that was named as a child's and was not; the text stays, and says nothing of that record any more."""

    child = models.ForeignKey(ConsideredChild, on_delete=models.CASCADE, related_name="wrong_records")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    noted_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=timezone.now)
    because = models.TextField()

    class Meta:
        ordering = ("noted_at", "pk")
        constraints = (models.CheckConstraint(condition=~Q(because=""), name="wrong_record_has_a_reason"),)

    def __str__(self) -> str:
        return f"Not the record of {self.child}"


class ChosenNeed(models.Model):
    """A descriptor that a person chose, or a need in own words, with its evidence."""

    class Kind(models.TextChoices):
        """Fact, opinion and what somebody else said are kept apart (design, section 4, rule 3)."""

        FACT = "fact", "Fact: seen, heard or measured"
        OPINION = "opinion", "Opinion: what I or a colleague make of it"
        REPORTED = "reported", "Reported: what somebody else said"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    child = models.ForeignKey(ConsideredChild, on_delete=models.CASCADE, related_name="needs")
    descriptor = models.ForeignKey(
        "guidance.Descriptor", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    own_words = models.TextField(blank=True)
    is_strength = models.BooleanField(default=False)
    evidence = models.TextField(blank=True)
    evidence_from = models.CharField(max_length=200, blank=True)
    evidence_on = models.DateField(null=True, blank=True)
    evidence_kind = models.CharField(max_length=10, choices=Kind.choices, blank=True)
    comes_first = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("-comes_first", "position", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(descriptor__isnull=False) | ~Q(own_words=""), name="need_has_descriptor_or_own_words"
            ),
            models.UniqueConstraint(fields=("child", "descriptor"), name="descriptor_chosen_once_a_child"),
        )

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        """Give the sentence: the descriptor's, or own words."""
        return self.descriptor.text if self.descriptor else self.own_words


class MissingEpisode(models.Model):
    """One time that a child went missing from home; counted over 90 days beside what the guidance says (SF-047)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    child = models.ForeignKey(ConsideredChild, on_delete=models.CASCADE, related_name="missing_episodes")
    went_on = models.DateField()
    back_on = models.DateField(null=True, blank=True)
    account = models.TextField(blank=True)
    noted_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("went_on", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(back_on__isnull=True) | Q(back_on__gte=F("went_on")), name="back_after_going"
            ),
        )

    def __str__(self) -> str:
        return f"Missing from {self.went_on:%-d %B %Y}"


class FamilyCopyRead(models.Model):
    """Somebody read the copy for the family about one child, and said that it is safe to give.

    It holds for the copy as it was read: `text` is a fingerprint of that, and no text.
    """

    child = models.ForeignKey(ConsideredChild, on_delete=models.CASCADE, related_name="family_copies_read")
    read_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField(default=timezone.now)
    text = models.CharField(max_length=64, help_text="Fingerprint of the copy that was read.")

    class Meta:
        ordering = ("read_at", "pk")

    def __str__(self) -> str:
        return f"The copy read by {self.read_by}"
