"""Who people are to each other, and which records are one person."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from righthelp.people.models.known import Known, dated
from righthelp.people.models.person import Person
from righthelp.people.queries import IdentityLinkQuerySet, RelationshipQuerySet

PRACTITIONER = settings.AUTH_USER_MODEL


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
    safety = models.TextField(
        blank=True, help_text="What others should know about safety or welfare when the child is with them (BP-253)."
    )
    is_important = models.BooleanField(default=False, help_text="Important to the child, as the child says.")

    objects = RelationshipQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = (
            *dated("relationship"),
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

    objects = IdentityLinkQuerySet.as_manager()

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
