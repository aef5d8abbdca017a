"""The room `people`."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """People and families."""

    name = "righthelp.people"

    def ready(self) -> None:
        """Give this room's own reasons to see a record, and its own readers."""
        from righthelp.people import readers, reasons, sections  # models load only after the apps
        from righthelp.people.policies import own_reasons

        reasons.register("people", own_reasons)
        readers.register("people", readers.own_readers)
        sections.register("The family, drawn", "record_genogram", reasons.Part.WHO)
