"""The room `chronology`."""

from django.apps import AppConfig


class ChronologyConfig(AppConfig):
    """What happened."""

    name = "righthelp.chronology"

    def ready(self) -> None:
        """Let every record lead to its chronology; say what a restriction closes."""
        from righthelp.chronology.closing import cut_off_entries  # models load only after the apps
        from righthelp.people import closing, sections
        from righthelp.people.reasons import Part

        sections.register("Chronology", "record_chronology", Part.STORY)
        closing.register("chronology", cut_off_entries)
