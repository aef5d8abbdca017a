"""Asking for help without an account."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from righthelp.front_door.views import public


class WayConverter(StringConverter):
    """One of the ways in (`views.public.WAYS`)."""

    regex = "family|young-person|worried"


register_converter(WayConverter, "way_in")

urlpatterns = [
    path("ask/family", public.ask_family, name="ask_family"),
    path("ask/young-person", public.ask_young, name="ask_young"),
    path("ask/worried", public.ask_public, name="ask_public"),
    path("ask/<way_in:slug>/sent", public.ask_sent, name="ask_sent"),
]
