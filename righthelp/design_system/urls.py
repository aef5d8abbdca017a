"""Pages about the service itself."""

from django.urls import path

from righthelp.design_system import views

urlpatterns = [
    path("accessibility", views.accessibility, name="accessibility"),
    path("privacy", views.privacy, name="privacy"),
    path("healthy", views.healthy, name="healthy"),
]
