"""Pages about the service itself."""

from django.urls import path

from righthelp.design_system import views

urlpatterns = [
    path("accessibility", views.accessibility, name="accessibility"),
    path("privacy", views.privacy, name="privacy"),
    path("plain-words", views.plain_words, name="plain_words"),
    path("healthy", views.healthy, name="healthy"),
]
