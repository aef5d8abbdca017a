"""The address of this room. No name is ever part of it."""

from django.urls import path

from righthelp.child_page import views

urlpatterns = [path("children/<uuid:public_id>", views.child, name="child")]
