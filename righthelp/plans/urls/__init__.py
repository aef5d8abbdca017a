"""The addresses of this room, a file per part. No name and no worry is ever part of one."""

from righthelp.plans.urls import content, family, meetings, papers, plan, reviews

urlpatterns = [
    *plan.urlpatterns,
    *content.urlpatterns,
    *meetings.urlpatterns,
    *reviews.urlpatterns,
    *papers.urlpatterns,
    *family.urlpatterns,
]
