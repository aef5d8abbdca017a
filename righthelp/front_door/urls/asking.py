"""Asking for help, with an account."""

from django.urls import URLPattern, path, register_converter

from righthelp.front_door.views.asking import about, approving, files, first, lists, sending, sent, starts, writing


class ChildPart:
    """Which page about a child."""

    regex = "|".join(about.PARTS)

    def to_python(self, value: str) -> str:
        """Take the word as it is."""
        return value

    to_url = to_python


register_converter(ChildPart, "childpart")

ONE = "requests/<uuid:public_id>"
CHILD = f"{ONE}/children/<uuid:child_id>"
PERSON = f"{ONE}/people/<uuid:person_id>"

urlpatterns: list[URLPattern] = [
    path("ask", first.ask, name="ask"),
    path("requests", lists.requests, name="requests"),
    path("requests/start", starts.request_start, name="request_start"),
    path("requests/urgent", starts.request_urgent, name="request_urgent"),
    path("records/<uuid:public_id>/requests/start", starts.request_for_record, name="request_for_record"),
    path(
        "considerations/<uuid:public_id>/request",
        starts.request_from_consideration,
        name="request_from_consideration",
    ),
    path(ONE, sent.request_page, name="request"),
    path(f"{ONE}/questions/<slug:questions>", writing.request_questions, name="request_questions"),
    path(f"{ONE}/who-asks", writing.request_referrer, name="request_referrer"),
    path(f"{ONE}/children/add", about.request_child_add, name="request_child_add"),
    path(f"{CHILD}/<childpart:part>", about.request_child, name="request_child"),
    path(f"{CHILD}/remove", about.request_child_remove, name="request_child_remove"),
    path(f"{CHILD}/body-map", about.request_body_map, name="request_body_map"),
    path(f"{CHILD}/body-map/<uuid:mark_id>/remove", about.request_mark_remove, name="request_mark_remove"),
    path(f"{ONE}/people", about.request_people, name="request_people"),
    path(f"{ONE}/people/add/<slug:kind>", about.request_person_add, name="request_person_add"),
    path(PERSON, about.request_person, name="request_person"),
    path(f"{PERSON}/remove", about.request_person_remove, name="request_person_remove"),
    path(f"{ONE}/files", files.request_files, name="request_files"),
    path(f"{ONE}/files/<uuid:file_id>", files.request_file, name="request_file"),
    path(f"{ONE}/files/<uuid:file_id>/remove", files.request_file_remove, name="request_file_remove"),
    path(f"{ONE}/check", sending.request_check, name="request_check"),
    path(f"{ONE}/send", sending.request_send, name="request_send"),
    path(f"{ONE}/throw-away", sending.request_drop, name="request_drop"),
    path(f"{ONE}/take-over", lists.request_take_over, name="request_take_over"),
    path("requests/approvals/<uuid:public_id>", approving.request_approve, name="request_approve"),
    path(f"{ONE}/approval", approving.request_approval, name="request_approval"),
    path(f"{ONE}/told", approving.request_told, name="request_told"),
    path(f"{ONE}/add", sent.request_add, name="request_add"),
    path(f"{ONE}/request.pdf", sent.request_pdf, name="request_pdf"),
]
