"""Which acts of sharing about a contact stand in the ledger of a child’s record."""

from django.db import models

from righthelp.front_door.models.contact import NamedChild


class InLedger(models.Model):
    """That an act of sharing stands in the ledger of a child: each once, however often somebody tries to write it."""

    child = models.ForeignKey(NamedChild, on_delete=models.PROTECT, related_name="in_ledger")
    about = models.CharField(max_length=40, help_text="Which act: “request”, or “check 12”.")
    sharing = models.OneToOneField("consent.Sharing", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("pk",)
        verbose_name_plural = "in ledger"
        constraints = (models.UniqueConstraint(fields=("child", "about"), name="in_ledger_once"),)

    def __str__(self) -> str:
        return self.about
