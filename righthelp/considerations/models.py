"""A consideration: what is common once, and for each child own words, descriptors, level and reason.

A decision closes what led to it: from then on nobody edits the child's own pages, and what is common stays beside the
decision as it stood (`CommonAsDecided`) where it changes for the other children. Two ways go on from there. A new
decision on the same thinking supersedes the old one. New thinking is a new consideration of the same children, which
`continues` the earlier one and takes its text along; the earlier one stays as it was.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from righthelp.considerations.queries import ConsiderationQuerySet, DecisionQuerySet

PERSON = settings.AUTH_USER_MODEL


class Consideration(models.Model):
    """The thinking of one practitioner. A draft until every child in it has a decision, or until it is set aside."""

    class Path(models.TextChoices):
        """How much is asked; the record is the same."""

        SHORT = "short", "Short: about three minutes"
        FULL = "full", "Full"

    class SafeToSpeak(models.TextChoices):
        """Asked before any contact with the family (design, section 4, rule 5)."""

        YES = "yes", "Yes, it is safe"
        NO = "no", "No, it could put the child or somebody else in danger"
        ADVICE = "advice", "I am not sure: I will take advice first"

    class SupportBy(models.TextChoices):
        """Whether one agency's help fits, or several agencies' (SF-004)."""

        ONE = "one", "One agency is enough"
        SEVERAL = "several", "Several agencies together"

    class Agrees(models.TextChoices):
        """Whether the family agrees to the help: neither consent to share nor the lawful basis (design, section 4)."""

        YES = "yes", "Yes"
        NO = "no", "No, or not to all of it"
        NOT_ASKED = "not_asked", "I have not asked them, or could not ask them"

    class HarmWithoutHelp(models.TextChoices):
        """The question that follows where no agreement can be had (SF-030)."""

        YES = "yes", "Yes, that may happen"
        NO = "no", "No"
        ADVICE = "advice", "I am not sure: I will take advice now"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    continues = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="continued_by")
    author = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="considerations")
    holder = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="considerations_held")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="considerations")
    edition = models.ForeignKey("guidance.Edition", on_delete=models.PROTECT, related_name="considerations")
    path = models.CharField(max_length=10, choices=Path.choices, default=Path.SHORT)
    started_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    worry = models.TextField(blank=True)
    told_whom = models.TextField(blank=True)
    what_next = models.TextField(blank=True)
    who_knows_family = models.TextField(blank=True)
    support_by = models.CharField(max_length=10, choices=SupportBy.choices, blank=True)
    support_offered = models.TextField(blank=True)
    safe_to_speak = models.CharField(max_length=10, choices=SafeToSpeak.choices, blank=True)
    safe_to_speak_because = models.TextField(blank=True)
    family_part = models.TextField(blank=True)
    family_view = models.TextField(blank=True)
    family_change = models.TextField(blank=True)
    family_agrees = models.CharField(max_length=10, choices=Agrees.choices, blank=True)
    harm_without_help = models.CharField(max_length=10, choices=HarmWithoutHelp.choices, blank=True)
    harm_because = models.TextField(blank=True)

    # of several times, the last; the log knows them all
    set_aside_at = models.DateTimeField(null=True, blank=True)
    set_aside_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    set_aside_because = models.TextField(blank=True)
    brought_back_at = models.DateTimeField(null=True, blank=True)
    brought_back_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = ConsiderationQuerySet.as_manager()

    class Meta:
        ordering = ("-changed_at",)
        constraints = (
            models.CheckConstraint(
                condition=Q(set_aside_at__isnull=True, set_aside_by__isnull=True, set_aside_because="")
                | (Q(set_aside_at__isnull=False, set_aside_by__isnull=False) & ~Q(set_aside_because="")),
                name="set_aside_by_whom_and_why",
            ),
            models.CheckConstraint(
                condition=Q(brought_back_at__isnull=True, brought_back_by__isnull=True)
                | Q(brought_back_at__isnull=False, brought_back_by__isnull=False, set_aside_at__isnull=False),
                name="brought_back_by_whom_once_set_aside",
            ),
        )

    def __str__(self) -> str:
        return f"Consideration started on {self.started_at:%-d %B %Y}"

    @property
    def is_set_aside(self) -> bool:
        """Say whether it is set aside now: neither draft nor decided."""
        return self.set_aside_at is not None and self.brought_back_at is None


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


class Answer(models.Model):
    """What the practitioner wrote to one of the edition's questions."""

    consideration = models.ForeignKey(Consideration, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey("guidance.Passage", on_delete=models.PROTECT, related_name="+")
    text = models.TextField(blank=True)

    class Meta:
        ordering = ("question__position",)
        constraints = (models.UniqueConstraint(fields=("consideration", "question"), name="question_answered_once"),)

    def __str__(self) -> str:
        return self.text[:80]


class Conversation(models.Model):
    """A talk, or advice that was sought: with whom, when, what it taught, and what followed."""

    class Kind(models.TextChoices):
        """Which talk it was."""

        ADVICE = "advice", "I asked for advice"
        FAMILY = "family", "I talked with the child or family"
        WORKERS = "workers", "I talked with somebody who works with them, or might"

    consideration = models.ForeignKey(Consideration, on_delete=models.CASCADE, related_name="conversations")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    with_whom = models.CharField(max_length=200)
    held_on = models.DateField()
    without_names = models.BooleanField(default=False)
    said = models.TextField()
    followed = models.TextField(blank=True)
    noted_at = models.DateTimeField(null=True, blank=True, help_text="Empty for those from before this was kept.")
    noted_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("held_on", "pk")

    def __str__(self) -> str:
        return f"Conversation with {self.with_whom}"


class Decision(models.Model):
    """The level that people decided for one child. Never edited: a later one supersedes it."""

    child = models.ForeignKey(ConsideredChild, on_delete=models.PROTECT, related_name="decisions")
    level = models.ForeignKey("guidance.Level", on_delete=models.PROTECT, related_name="+")
    edition = models.ForeignKey("guidance.Edition", on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=timezone.now)
    decided_with = models.CharField(max_length=300)
    reason = models.TextField()
    family_part = models.TextField(blank=True)
    lower_reason = models.TextField(blank=True, help_text="Why the level is below the highest worry chosen.")
    highest_worry = models.PositiveSmallIntegerField(null=True, blank=True)
    look_again_on = models.DateField(null=True, blank=True)
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ("decided_at", "pk")
        constraints = (
            models.CheckConstraint(condition=~Q(reason=""), name="decision_has_a_reason"),
            models.UniqueConstraint(
                fields=("child",), condition=Q(supersedes__isnull=True), name="one_first_decision_a_child"
            ),
        )

    def __str__(self) -> str:
        return f"Level {self.level.number}"


class TakeOver(models.Model):
    """A draft that passed from its holder to a safeguarding lead or deputy, and perhaps back."""

    consideration = models.ForeignKey(Consideration, on_delete=models.CASCADE, related_name="takeovers")
    taken_from = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    taken_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(default=timezone.now)
    because = models.TextField()
    given_back_at = models.DateTimeField(null=True, blank=True)
    given_back_note = models.TextField(blank=True)

    class Meta:
        ordering = ("taken_at",)
        constraints = (
            models.CheckConstraint(
                condition=Q(given_back_at__isnull=True, given_back_note="")
                | (Q(given_back_at__isnull=False) & ~Q(given_back_note="")),
                name="given_back_with_a_note",
            ),
        )

    def __str__(self) -> str:
        return f"Taken over by {self.taken_by}"


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


class CommonAsDecided(models.Model):
    """What was common to all the children when a level was decided for one of them.

    Kept from the first change after that decision on; until then the consideration itself holds it.
    """

    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="common_as_decided")
    written = models.JSONField(help_text="What stood in each field, by the name of the field.")
    answers = models.JSONField(help_text="Each question of the edition that was answered, with its answer.")

    def __str__(self) -> str:
        return f"What was common on {self.decision.decided_at:%-d %B %Y}"
