"""The room as Django knows it."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Name the room."""

    name = "righthelp.files"
    label = "files"
    verbose_name = "Files"
