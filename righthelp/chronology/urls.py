"""The addresses of chronologies. What happened, and to whom, is never part of one."""

from django.urls import path, register_converter

from righthelp.chronology import views


class Extension:
    """How a chronology is drawn."""

    regex = "pdf|docx|csv"

    def to_python(self, value: str) -> str:
        """Take the word as it is."""
        return value

    to_url = to_python


register_converter(Extension, "chronology_extension")

ALL = "records/<uuid:public_id>/chronology"
ONE = f"{ALL}/<uuid:entry_id>"

urlpatterns = [
    path(ALL, views.chronology, name="record_chronology"),
    path(f"{ALL}.<chronology_extension:extension>", views.chronology_download, name="record_chronology_download"),
    path(f"{ALL}/read", views.chronology_read, name="record_chronology_read"),
    path(f"{ALL}/note", views.chronology_note, name="record_chronology_note"),
    path(f"{ALL}/add", views.chronology_add, name="record_chronology_add"),
    path(f"{ONE}/correct", views.chronology_correct, name="record_chronology_correct"),
    path(f"{ONE}/strike", views.chronology_strike, name="record_chronology_strike"),
]
