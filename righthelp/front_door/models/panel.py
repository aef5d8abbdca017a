"""What the early help allocation panel said (BN-044)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from righthelp.front_door.models.deciding import ContactDecision

PRACTITIONER = settings.AUTH_USER_MODEL


class PanelSaid(models.Model):
    """What the panel said on a child whom a decision had brought to it, and the decision that came of it."""

    decision = models.OneToOneField(ContactDecision, on_delete=models.PROTECT, related_name="panel")
    held_on = models.DateField()
    present = models.TextField(help_text="Who was there, and for which agency.")
    said = models.TextField()
    led_to = models.OneToOneField(ContactDecision, on_delete=models.PROTECT, related_name="after_panel")
    noted_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("held_on", "pk")
        verbose_name_plural = "what panels said"
        constraints = (models.CheckConstraint(condition=~Q(present="") & ~Q(said=""), name="panel_says_who_and_what"),)

    def __str__(self) -> str:
        return "What the panel said"
