"""The room `chronology`."""

from django.apps import AppConfig


class ChronologyConfig(AppConfig):
    """What happened."""

    name = "righthelp.chronology"

    def ready(self) -> None:
        """Let every record lead to its chronology."""
        from righthelp.people import sections  # models load only after the apps
        from righthelp.people.reasons import Part

        sections.register("Chronology", "record_chronology", Part.STORY)
