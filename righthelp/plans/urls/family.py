"""The family’s own page. Its address says nothing of a family, nor of a plan: others may find it in a telephone."""

from django.urls import path

from righthelp.plans.views import family, own_page

PAGES = "plans/<uuid:public_id>/own-pages"

urlpatterns = [
    path(PAGES, family.family_pages, name="family_pages"),
    path(f"{PAGES}/on/<uuid:member_id>", family.family_page_switch_on, name="family_page_switch_on"),
    path(f"{PAGES}/off/<uuid:link_id>", family.family_page_switch_off, name="family_page_switch_off"),
    path(f"{PAGES}/read", family.family_page_said_read, name="family_page_said_read"),
    path("own-page/<str:token>", own_page.family_page, name="family_page"),
]
