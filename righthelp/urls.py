"""Every address, room by room."""

from django.urls import include, path

urlpatterns = [
    path("", include("righthelp.design_system.urls")),
    path("", include("righthelp.agencies.urls")),
    path("", include("righthelp.messages.urls")),
    path("", include("righthelp.guidance.urls")),
    path("", include("righthelp.people.urls")),
    path("", include("righthelp.work.urls")),
    path("", include("righthelp.chronology.urls")),
    path("", include("righthelp.consent.urls")),
    path("", include("righthelp.considerations.urls")),
    path("", include("righthelp.plans.urls")),
    path("", include("righthelp.front_door.urls")),
    path("", include("righthelp.early_help.urls")),
    path("", include("righthelp.child_page.urls")),
]

handler400 = "righthelp.design_system.views.bad_request"
handler403 = "righthelp.design_system.views.forbidden"
handler404 = "righthelp.design_system.views.not_found"
handler500 = "righthelp.design_system.views.server_error"
