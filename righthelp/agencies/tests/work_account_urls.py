"""The addresses of Right Help as they are where an OpenID Connect server is set."""

from django.urls import include, path

from righthelp.agencies.urls import work_account_pages
from righthelp.urls import handler400, handler403, handler404, handler500
from righthelp.urls import urlpatterns as all_pages

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [*all_pages, path("", include(work_account_pages))]
