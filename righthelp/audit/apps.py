"""The room `audit`."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AuditConfig(AppConfig):
    """The log of changes and of looks."""

    name = "righthelp.audit"
    label = "audit"
    verbose_name = "Audit"

    def ready(self) -> None:
        """Have the triggers put back after every migrate."""
        from righthelp.audit.triggers import reinstall

        # after every migrate, since SQLite drops a table's triggers when it rebuilds the table
        post_migrate.connect(reinstall, sender=self, dispatch_uid="righthelp.audit.triggers")
