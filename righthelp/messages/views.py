"""Notices, and mail that was not sent."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.actions import Refused
from righthelp.agencies.kept_forms import do_once
from righthelp.agencies.mail import sends_mail
from righthelp.design_system.pages import page, signed_in
from righthelp.messages.access import mail_to_mend, own_notice
from righthelp.messages.actions import mark_read, try_again
from righthelp.messages.models import Notice
from righthelp.messages.policies import keepers_of_all
from righthelp.messages.presenters import MOST_SHOWN, mail_rows, mail_waiting


@page(signed_in)
def notices(request: HttpRequest) -> HttpResponse:
    """List somebody's own notices, those to read first."""
    own = Notice.objects.for_person(person_signed_in(request))
    unread, read = list(own.unread()[: MOST_SHOWN + 1]), own.read()[:MOST_SHOWN]
    context = {"unread": unread[:MOST_SHOWN], "there_are_more": len(unread) > MOST_SHOWN, "read": read}
    return render(request, "messages/notices.jinja", context)


@page(signed_in)
def notice(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Mark a notice as read and go to the page that it is about."""
    by = person_signed_in(request)
    found = own_notice(by, public_id)
    mark_read(notices=[found.public_id], by=by)
    return HttpResponseRedirect(found.page)


@page(signed_in, "POST")
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark the notices that stood on the page as read; one that came since then stays unread."""

    def change() -> str:
        shown = [UUID(text) for text in request.POST.getlist("notice")[:MOST_SHOWN] if _is_id(text)]
        mark_read(notices=shown, by=person_signed_in(request))
        return reverse("notices")

    return do_once(request, change)


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


@page(keepers_of_all)
def mail(request: HttpRequest) -> HttpResponse:
    """List mail that was not sent."""
    context = {"rows": mail_rows(), "waiting": mail_waiting(), "sends_mail": sends_mail(), "back": reverse("agencies")}
    return render(request, "messages/mail.jinja", context)


@page(keepers_of_all, "POST")
def mail_again(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Have a mail that was not sent tried again."""
    by = person_signed_in(request)
    found = mail_to_mend(by, public_id)

    def change() -> str:
        try_again(mail=found, by=by)
        messages.success(request, "The mail is tried again within a minute.")
        return reverse("mail")

    try:
        return do_once(request, change)
    except Refused as reason:
        messages.error(request, str(reason))
        return HttpResponseRedirect(reverse("mail"))
