"""Addresses of this room; never a name, a date or a number of a person in them."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
