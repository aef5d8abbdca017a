"""Whom the work is about: people, what is known of them with its source and date, and who they are to each other.

Nothing here is merged or overwritten. A value that no longer holds gets a last day or is set aside with who did it;
two records of one person stay two, joined by a statement that they are the same.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from righthelp.people.queries import RelationshipQuerySet

PRACTITIONER = settings.AUTH_USER_MODEL
LONGEST_NAME = 300


class Person(models.Model):
    """A child, born or not, or an adult. What changes, or needs a source of its own, hangs on it."""

    class Sex(models.TextChoices):
        """As the person gives it; never guessed from a name."""

        FEMALE = "female", "Female"
        MALE = "male", "Male"
        OTHER = "other", "Another"
        NOT_KNOWN = "not_known", "Not known"

    class Certainty(models.TextChoices):
        """How exactly the date of birth is known."""

        EXACT = "exact", "The day is known"
        MONTH = "month", "Only the month and year are known"
        YEAR = "year", "Only the year is known"
        ESTIMATED = "estimated", "Worked out from an age that somebody gave"

    class Stage(models.TextChoices):
        """What was said of somebody whose date of birth nobody knows; of one lost before birth the day is `died_on`."""

        CHILD = "child", "A child"
        ADULT = "adult", "An adult"
        UNBORN = "unborn", "Not yet born"
        LOST = "lost", "Lost before birth"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    sex = models.CharField(max_length=10, choices=Sex.choices, default=Sex.NOT_KNOWN)
    gender = models.CharField(max_length=100, blank=True, help_text="In the person’s own words.")
    stage = models.CharField(max_length=10, choices=Stage.choices, blank=True)
    born_on = models.DateField(null=True, blank=True)
    born_on_is = models.CharField(max_length=10, choices=Certainty.choices, blank=True)
    due_on = models.DateField(null=True, blank=True, help_text="The expected date of delivery (BP-013).")
    died_on = models.DateField(null=True, blank=True)
    agency = models.ForeignKey(
        "agencies.Agency",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Whose record it is; empty for one loaded at the command line, the partnership’s own.",
    )
    source = models.CharField(max_length=200, help_text="Who or what said so when the record began.")
    noted_at = models.DateTimeField(default=timezone.now)
    noted_by = models.ForeignKey(
        PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    class Meta:
        ordering = ("pk",)
        verbose_name_plural = "people"
        constraints = (
            models.CheckConstraint(
                condition=Q(born_on__isnull=True, born_on_is="") | (Q(born_on__isnull=False) & ~Q(born_on_is="")),
                name="birth_says_how_sure",
            ),
            models.CheckConstraint(
                condition=Q(died_on__isnull=True) | Q(born_on__isnull=True) | Q(died_on__gte=F("born_on")),
                name="death_after_birth",
            ),
        )

    def __str__(self) -> str:
        return f"person {self.public_id}"


class Known(models.Model):
    """A value of a person: from when to when, who said so, and who noted it."""

    from_on = models.DateField(null=True, blank=True)
    to_on = models.DateField(null=True, blank=True, help_text="The last day on which it held.")
    source = models.CharField(max_length=200)
    noted_at = models.DateTimeField(default=timezone.now)
    noted_by = models.ForeignKey(
        PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True, help_text="It was never true: set aside, not erased.")
    withdrawn_by = models.ForeignKey(
        PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    withdrawn_because = models.TextField(blank=True)

    class Meta:
        abstract = True


def _known(name: str) -> tuple[models.CheckConstraint, ...]:
    """Give the constraints of every dated value: it ends after it began, and is set aside by somebody for a reason."""
    return (
        models.CheckConstraint(
            condition=Q(from_on__isnull=True) | Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
            name=f"{name}_ends_after_it_began",
        ),
        models.CheckConstraint(
            condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_because="")
            | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_because="")),
            name=f"{name}_withdrawn_by_somebody",
        ),
    )


class Name(Known):
    """One name of a person: as registered, as used, a former one, or an alias."""

    class Kind(models.TextChoices):
        """What kind of name it is; the one in use is shown first."""

        REGISTERED = "registered", "Registered name"
        USED = "used", "Name they use"
        FORMER = "former", "Former name"
        ALIAS = "alias", "Also known as"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="names")
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.REGISTERED)
    first = models.CharField(max_length=LONGEST_NAME, blank=True)
    middle = models.CharField(max_length=LONGEST_NAME, blank=True)
    last = models.CharField(max_length=LONGEST_NAME, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            *_known("name"),
            models.CheckConstraint(condition=~Q(first="", middle="", last=""), name="name_is_not_empty"),
        )

    def __str__(self) -> str:
        return " ".join(part for part in (self.first, self.middle, self.last) if part)


class Residence(Known):
    """Where a person lives or lived. Who lives together is worked out from these, never kept by hand."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="residences")
    line = models.CharField(max_length=LONGEST_NAME, blank=True)
    town = models.CharField(max_length=100, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    is_protected = models.BooleanField(
        default=False, help_text="No letter, export, search result or drawing may reveal it to the wrong reader."
    )

    class Meta:
        ordering = ("pk",)
        constraints = (
            *_known("residence"),
            models.CheckConstraint(condition=~Q(line="", town="", postcode=""), name="residence_is_somewhere"),
        )

    def __str__(self) -> str:
        return ", ".join(part for part in (self.line, self.town, self.postcode) if part)


class Identifier(Known):
    """A number by which others know a person: NHS number, UPN, an agency's own."""

    class Kind(models.TextChoices):
        """Whose number it is."""

        NHS = "nhs", "NHS number"
        UPN = "upn", "Unique pupil number"
        LOCAL = "local", "Local number"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="identifiers")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    value = models.CharField(max_length=60)
    system = models.CharField(max_length=100, blank=True, help_text="Whose number, for a local one.")

    class Meta:
        ordering = ("kind", "pk")
        constraints = (
            *_known("identifier"),
            models.CheckConstraint(condition=~Q(value=""), name="identifier_is_not_empty"),
            models.UniqueConstraint(
                fields=("person", "kind", "system", "value"),
                condition=Q(withdrawn_at__isnull=True),
                name="identifier_once_a_person",
            ),
        )
        indexes = (models.Index(fields=("value", "kind"), name="identifier_found_by_value"),)

    def __str__(self) -> str:
        return self.value


class Relationship(Known):
    """Who one person is to another. `relative` is the `kind` of `person`: the parent, the partner, the friend."""

    class Kind(models.TextChoices):
        """Read from the relative's side: 'relative is … of person'."""

        PARENT = "parent", "Parent"
        ADOPTIVE_PARENT = "adoptive_parent", "Adoptive parent"
        STEP_PARENT = "step_parent", "Step-parent"
        FOSTER_CARER = "foster_carer", "Foster carer"
        CONNECTED_CARER = "connected_carer", "Connected carer"
        GUARDIAN = "guardian", "Special guardian"
        MARRIED = "married", "Husband or wife"
        CIVIL_PARTNER = "civil_partner", "Civil partner"
        PARTNER = "partner", "Partner"
        SEPARATED = "separated", "Separated partner"
        DIVORCED = "divorced", "Divorced partner"
        SIBLING = "sibling", "Brother or sister"
        TWIN = "twin", "Twin"
        IDENTICAL_TWIN = "identical_twin", "Identical twin"
        GRANDPARENT = "grandparent", "Grandparent"
        AUNT_OR_UNCLE = "aunt_or_uncle", "Aunt or uncle"
        COUSIN = "cousin", "Cousin"
        FRIEND = "friend", "Family friend"
        OTHER = "other", "Somebody else who matters"

    SYMMETRIC = frozenset(
        {
            Kind.MARRIED,
            Kind.CIVIL_PARTNER,
            Kind.PARTNER,
            Kind.SEPARATED,
            Kind.DIVORCED,
            Kind.SIBLING,
            Kind.TWIN,
            Kind.IDENTICAL_TWIN,
            Kind.COUSIN,
            Kind.FRIEND,
            Kind.OTHER,
        }
    )

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="relationships")
    relative = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="relationships_back")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    has_parental_responsibility = models.BooleanField(null=True, blank=True, help_text="Empty when nobody knows.")
    contact_restriction = models.TextField(blank=True, help_text="What a court or a plan says about contact.")
    is_important = models.BooleanField(default=False, help_text="Important to the child, as the child says.")

    objects = RelationshipQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = (
            *_known("relationship"),
            models.CheckConstraint(condition=~Q(person=F("relative")), name="nobody_is_related_to_themselves"),
            models.UniqueConstraint(
                fields=("person", "relative", "kind"),
                condition=Q(withdrawn_at__isnull=True, to_on__isnull=True),
                name="relationship_open_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of person {self.person_id}"


class IdentityLink(models.Model):
    """A statement that two records are one person, or are not. Both stay; undoing it is a date too."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    first = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="links")
    second = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="links_back")
    is_same = models.BooleanField()
    because = models.TextField()
    stated_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    stated_at = models.DateTimeField(default=timezone.now)
    undone_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_because = models.TextField(blank=True)

    class Meta:
        ordering = ("stated_at", "pk")
        constraints = (
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="link_names_each_pair_one_way"),
            models.CheckConstraint(condition=~Q(because=""), name="link_has_a_reason"),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True, undone_because="")
                | (Q(undone_at__isnull=False, undone_by__isnull=False) & ~Q(undone_because="")),
                name="link_undone_by_somebody",
            ),
            models.UniqueConstraint(
                fields=("first", "second"), condition=Q(undone_at__isnull=True), name="one_link_a_pair"
            ),
        )

    def __str__(self) -> str:
        return "the same person" if self.is_same else "two people"


class Restriction(models.Model):
    """A record that only named people open, not even their managers: a colleague’s relative, an adoption, high risk."""

    class Kind(models.TextChoices):
        """Why it is restricted."""

        STAFF = "staff", "Related to somebody who works here"
        ADOPTION = "adoption", "Adoption"
        HIGH_RISK = "high_risk", "High risk to somebody if it is known"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="restrictions")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    because = models.TextField()
    restricted_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    restricted_at = models.DateTimeField(default=timezone.now)
    lifted_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_because = models.TextField(blank=True)

    class Meta:
        ordering = ("restricted_at", "pk")
        constraints = (
            models.CheckConstraint(condition=~Q(because=""), name="restriction_has_a_reason"),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True, lifted_because="")
                | (Q(lifted_at__isnull=False, lifted_by__isnull=False) & ~Q(lifted_because="")),
                name="restriction_lifted_by_somebody",
            ),
            models.UniqueConstraint(
                fields=("person",), condition=Q(lifted_at__isnull=True), name="one_restriction_a_person"
            ),
        )

    def __str__(self) -> str:
        return self.get_kind_display()


class NamedReader(models.Model):
    """Somebody who may open one restricted record."""

    restriction = models.ForeignKey(Restriction, on_delete=models.PROTECT, related_name="readers")
    practitioner = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    named_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField(default=timezone.now)
    ended_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("named_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="named_reader_ended_by_somebody",
            ),
            models.UniqueConstraint(
                fields=("restriction", "practitioner"), condition=Q(ended_at__isnull=True), name="reader_named_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.practitioner}"


class EmergencyOpening(models.Model):
    """Breaking the glass: somebody opened a record that was not theirs to open, for a reason, for a few hours.

    The record’s owner and information governance are told at once, and a review must be closed.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="emergency_openings")
    practitioner = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    because = models.TextField()
    opened_at = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField()
    reviewed_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)
    was_right = models.BooleanField(null=True, blank=True)
    finding = models.TextField(blank=True)

    class Meta:
        ordering = ("-opened_at", "-pk")
        constraints = (
            models.CheckConstraint(condition=~Q(because=""), name="opening_has_a_reason"),
            models.CheckConstraint(condition=Q(until__gt=F("opened_at")), name="opening_ends"),
            models.CheckConstraint(condition=~Q(reviewed_by=F("practitioner")), name="nobody_reviews_themselves"),
            models.CheckConstraint(
                condition=Q(reviewed_at__isnull=True, reviewed_by__isnull=True, was_right__isnull=True, finding="")
                | (Q(reviewed_at__isnull=False, reviewed_by__isnull=False, was_right__isnull=False) & ~Q(finding="")),
                name="review_whole_or_none",
            ),
        )

    def __str__(self) -> str:
        return f"Opened on {self.opened_at:%-d %B %Y}"


from righthelp.people.matching.models import MatchRecord, MatchShelf, MatchTally  # noqa: E402  Django finds models here

__all__ = [
    "EmergencyOpening",
    "IdentityLink",
    "Identifier",
    "Known",
    "MatchRecord",
    "MatchShelf",
    "MatchTally",
    "Name",
    "NamedReader",
    "Person",
    "Relationship",
    "Residence",
    "Restriction",
]
