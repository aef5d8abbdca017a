"""What is known of a person: each value with its days, its source and who noted it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from righthelp.people.models.person import Person

PRACTITIONER = settings.AUTH_USER_MODEL
LONGEST_NAME = 300


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


class Small(Known):
    """A value of which a million people have several: its id for addresses is made, not kept."""

    person: Person

    class Meta:
        abstract = True

    @property
    def public_id(self) -> uuid.UUID:
        """Give the id for addresses, made from the person’s own, so that millions of rows need no index for it."""
        return uuid.uuid5(self.person.public_id, f"{self._meta.model_name} {self.pk}")


def dated(name: str) -> tuple[models.CheckConstraint, ...]:
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


class Name(Small):
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
            *dated("name"),
            models.CheckConstraint(condition=~Q(first="", middle="", last=""), name="name_is_not_empty"),
        )

    def __str__(self) -> str:
        return " ".join(part for part in (self.first, self.middle, self.last) if part)


class Residence(Small):
    """Where a person lives or lived. Who lives together is worked out from these, never kept by hand."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="residences")
    line = models.CharField(max_length=LONGEST_NAME, blank=True)
    town = models.CharField(max_length=100, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    is_protected = models.BooleanField(
        default=False, help_text="No letter, export, search result or drawing may reveal it to the wrong reader."
    )
    protected_at = models.DateTimeField(null=True, blank=True, help_text="When an address that was open was protected.")
    protected_because = models.TextField(blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            *dated("residence"),
            models.CheckConstraint(condition=~Q(line="", town="", postcode=""), name="residence_is_somewhere"),
            models.CheckConstraint(
                condition=Q(protected_at__isnull=True, protected_because="")
                | (Q(protected_at__isnull=False, is_protected=True) & ~Q(protected_because="")),
                name="residence_protected_for_a_reason",
            ),
        )

    def __str__(self) -> str:
        return ", ".join(part for part in (self.line, self.town, self.postcode) if part)


class Identifier(Small):
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
            *dated("identifier"),
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
