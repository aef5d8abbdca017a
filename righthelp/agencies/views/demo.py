"""The demonstration's way in: choose a person. It does not exist in any other mode."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from righthelp.agencies.actions import note_sign_in
from righthelp.agencies.demo import demo_people
from righthelp.agencies.middleware import DEMO_SIGN_IN
from righthelp.agencies.models import Practitioner
from righthelp.design_system.pages import anyone, page

BACKEND = "righthelp.agencies.backends.PractitionerBackend"


@page(anyone, "GET", "POST")
def choose_person(request: HttpRequest) -> HttpResponse:
    """Sign in as one of the invented people, without password and second factor."""
    if not settings.IS_DEMO:
        raise Http404
    if request.method == "POST":
        return _sign_in(request, _chosen(request.POST.get("person", "")))
    context: dict[str, Any] = {"agencies": demo_people(), "next": request.GET.get("next", "")}
    return render(request, "agencies/demo_sign_in.jinja", context)


def _chosen(public_id: str) -> Practitioner:
    try:
        wanted = UUID(public_id)
    except ValueError:
        raise Http404 from None
    person = Practitioner.objects.get_queryset().may_sign_in().filter(public_id=wanted).first()
    if person is None:
        raise Http404
    return person


def _sign_in(request: HttpRequest, person: Practitioner) -> HttpResponse:
    login(request, person, backend=BACKEND)
    request.session[DEMO_SIGN_IN] = True
    note_sign_in(person=person)
    after = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(after, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(after if is_ours else reverse("home"))
