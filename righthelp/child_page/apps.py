"""The room `child_page`."""

from django.apps import AppConfig


class ChildPageConfig(AppConfig):
    """A child at a glance."""

    name = "righthelp.child_page"

    def ready(self) -> None:
        """Let every record lead here, and the lists of children open here first."""
        from righthelp.people import sections  # models load only after the apps
        from righthelp.people.reasons import Part

        sections.register("At a glance", "child", Part.WHO)
        sections.register_front("child")
