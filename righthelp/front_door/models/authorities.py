"""Other local authorities whom a child concerns."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from righthelp.front_door.models.contact import Contact, NamedChild

PRACTITIONER = settings.AUTH_USER_MODEL


class Authority(models.Model):
    """Another local authority whom a child of a contact concerns: what it is to the child, and what it said."""

    class Tie(models.TextChoices):
        """What it is to the child."""

        LIVES = "lives", "The child lives there"
        LEARNS = "learns", "The child goes to school there"
        PLACED = "placed", "It placed the child here"
        STAYS = "stays", "The child stays there now"
        KNOWS = "knows", "It knew or helped the family before"

    class Takes(models.TextChoices):
        """Whether it takes responsibility."""

        NOT_SAID = "", "It has not said"
        YES = "yes", "Yes, it takes the child on"
        NO = "no", "No"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="authorities")
    child = models.ForeignKey(
        NamedChild, on_delete=models.PROTECT, null=True, blank=True, related_name="authorities",
        help_text="Whom it concerns; empty for all the children.",
    )  # fmt: skip
    name = models.CharField(max_length=200)
    tie = models.CharField(max_length=10, choices=Tie.choices)
    told_on = models.DateField(null=True, blank=True)
    told_whom = models.CharField(max_length=200, blank=True)
    told_by = models.CharField(max_length=200, blank=True, help_text="Who of us told them.")
    said = models.TextField(blank=True)
    takes = models.CharField(max_length=3, choices=Takes.choices, blank=True)
    noted_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("noted_at", "pk")
        verbose_name_plural = "authorities"
        constraints = (
            models.CheckConstraint(condition=~Q(name=""), name="authority_has_a_name"),
            models.CheckConstraint(
                condition=Q(told_on__isnull=True, told_whom="", told_by="", said="", takes="")
                | (Q(told_on__isnull=False) & ~Q(told_whom="") & ~Q(told_by="")),
                name="authority_told_whole_or_none",
            ),
        )

    def __str__(self) -> str:
        return self.name
