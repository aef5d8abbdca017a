"""The files that come with a request."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import given
from righthelp.design_system.pages import page
from righthelp.files.views import serve
from righthelp.front_door.access import draft_to_write, file_in, request_to_read
from righthelp.front_door.actions.attaching import attach, detach
from righthelp.front_door.forms.asking import AttachForm
from righthelp.front_door.models import Contact
from righthelp.front_door.policies import may_write
from righthelp.front_door.views.asking.saving import explained, save_and_go_on, show, writers

TITLE = "Files"


@page(writers, "GET", "POST", takes_files=True)
@explained
def request_files(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Add a file to a draft, or to what was sent; what is about other people too is kept to be read apart."""
    by = person_signed_in(request)
    contact = request_to_read(by, public_id, page="files of a request")
    may_add = may_write(by, contact)
    form = AttachForm(given(request), request.FILES or None) if may_add else None

    def change() -> None:
        answers = form.cleaned_data if form else {}
        attach(
            contact=contact, file=answers["file"], title=answers["title"], about_others=answers["about_others"], by=by
        )

    if request.method == "POST" and form and form.is_valid():
        return save_and_go_on(request, change, _here(contact))
    files = list(contact.attachments.select_related("upload"))
    own, others = [one for one in files if not one.about_others], [one for one in files if one.about_others]
    return show(request, contact, form, TITLE, template="files", own=own, others=others)


@page(writers)
def request_file(request: HttpRequest, public_id: UUID, file_id: UUID) -> HttpResponseBase:
    """Give a file back, to be saved."""
    contact = request_to_read(person_signed_in(request), public_id, page="a file of a request")
    return serve(file_in(contact, file_id).upload)


@page(writers, "GET", "POST")
@explained
def request_file_remove(request: HttpRequest, public_id: UUID, file_id: UUID) -> HttpResponse:
    """Take a file out of a draft."""
    by = person_signed_in(request)
    contact = draft_to_write(by, public_id, page="take a file out of a request")
    if request.method == "POST":
        return save_and_go_on(request, lambda: detach(attachment=file_in(contact, file_id), by=by), _here(contact))
    title = f"Take “{file_in(contact, file_id).title}” out of this request?"
    return show(request, contact, None, title, template="remove", what="the file", back=_here(contact))


def _here(contact: Contact) -> str:
    return reverse("request_files", args=[contact.public_id])
