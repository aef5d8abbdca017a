"""What else is known of a person, how to reach them safely, and the search for a parent nobody has found."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Replace
from django.utils import timezone

from righthelp.people.details import DETAIL_CHOICES
from righthelp.people.models.known import Known, dated
from righthelp.people.models.person import Person

PRACTITIONER = settings.AUTH_USER_MODEL
# A telephone number without the blanks and hyphens with which people write it, to be found by.
DIGITS = Replace(Replace("value", Value(" "), Value("")), Value("-"), Value(""))


class Detail(Known):
    """One thing known of a person, of a kind from the table `details`; some kinds have readers of their own."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="details")
    kind = models.CharField(max_length=20, choices=DETAIL_CHOICES)
    value = models.TextField()

    class Meta:
        ordering = ("kind", "pk")
        constraints = (
            *dated("detail"),
            models.CheckConstraint(condition=~Q(value=""), name="detail_is_not_empty"),
        )

    def __str__(self) -> str:
        return self.get_kind_display()


class SafeContact(Known):
    """One way to reach an adult or a competent young person, and what makes it safe (design, section 4, rule 5)."""

    class Channel(models.TextChoices):
        """How."""

        PHONE = "phone", "Telephone"
        TEXT = "text", "Text message"
        EMAIL = "email", "E-mail"
        POST = "post", "Post"
        IN_PERSON = "in_person", "In person, at a place they choose"
        THROUGH = "through", "Through somebody they trust"

    class Safe(models.TextChoices):
        """Whether the person was asked; nobody assumes that it is safe."""

        NOT_ASKED = "not_asked", "Not asked yet: do not use it without asking"
        YES = "yes", "They say it is safe"
        NO = "no", "Not safe: do not use it"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="safe_contacts")
    channel = models.CharField(max_length=10, choices=Channel.choices)
    value = models.CharField(max_length=200, help_text="The number, address, place or person.")
    is_safe = models.CharField(max_length=10, choices=Safe.choices, default=Safe.NOT_ASKED)
    times = models.CharField(max_length=200, blank=True, help_text="When it is safe.")
    leave_message = models.BooleanField(null=True, blank=True, help_text="Empty when nobody asked.")
    must_not_know = models.CharField(max_length=200, blank=True, help_text="Who must not know of it.")

    class Meta:
        ordering = ("pk",)
        constraints = (
            *dated("safe_contact"),
            models.CheckConstraint(condition=~Q(value=""), name="safe_contact_is_not_empty"),
        )
        indexes = (models.Index(DIGITS, name="contact_found_by_number"),)

    def __str__(self) -> str:
        return self.get_channel_display()


class ParentSearch(models.Model):
    """A parent not yet identified or not yet found: who asked whom, when, and what came of it (BP-247)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="parent_searches")
    who = models.CharField(max_length=100, help_text="For example: father not yet identified.")
    asked_on = models.DateField()
    tried = models.TextField(help_text="Who was asked, or what was tried.")
    outcome = models.TextField(blank=True)
    noted_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("asked_on", "pk")
        verbose_name_plural = "parent searches"
        constraints = (models.CheckConstraint(condition=~Q(who="") & ~Q(tried=""), name="search_says_who_and_what"),)

    def __str__(self) -> str:
        return self.who
