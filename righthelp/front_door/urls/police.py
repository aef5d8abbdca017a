"""Police notifications in numbers, and the schools that are told of them."""

from django.urls import path

from righthelp.front_door.views import police, schools

urlpatterns = [
    path("front-door/police", police.police_triage, name="police_triage"),
    path("front-door/police/files", police.police_batches, name="police_batches"),
    path("front-door/police/files/add", police.police_upload, name="police_upload"),
    path("front-door/police/files/<uuid:public_id>/check", police.police_check, name="police_check"),
    path("front-door/police/files/<uuid:public_id>", police.police_batch, name="police_batch"),
    path("front-door/police/schools", schools.police_schools, name="police_schools"),
    path("front-door/police/schools/<uuid:public_id>", schools.police_school, name="police_school"),
    path("schools-told", schools.schools_told, name="schools_told"),
    path("schools-told/<uuid:public_id>", schools.school_told, name="school_told"),
]
