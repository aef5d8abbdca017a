"""The addresses of this room, a file per part. No name and no worry is ever part of one."""

from righthelp.front_door.urls import asking, beside, deciding, police, public, working

urlpatterns = [
    *asking.urlpatterns,
    *public.urlpatterns,
    *working.urlpatterns,
    *deciding.urlpatterns,
    *police.urlpatterns,
    *beside.urlpatterns,
]
