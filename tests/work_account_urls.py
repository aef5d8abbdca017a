"""The addresses of Right Help as they are where an OpenID Connect server is set."""

from django.urls import include, path

from righthelp.agencies.urls import work_account_pages

handler400 = "righthelp.design_system.views.bad_request"
handler403 = "righthelp.design_system.views.forbidden"
handler404 = "righthelp.design_system.views.not_found"
handler500 = "righthelp.design_system.views.server_error"

urlpatterns = [path("", include("righthelp.urls")), path("", include(work_account_pages))]
