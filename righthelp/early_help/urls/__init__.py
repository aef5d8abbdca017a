"""The addresses of this room, a file per part. No name and no worry is ever part of one."""

from righthelp.early_help.urls import assessing, leading, offering, overview, passing

urlpatterns = [
    *offering.urlpatterns,
    *assessing.urlpatterns,
    *leading.urlpatterns,
    *passing.urlpatterns,
    *overview.urlpatterns,
]
