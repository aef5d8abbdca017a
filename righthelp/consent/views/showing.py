"""What the pages of this room share."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from righthelp.agencies.policies import holders_of
from righthelp.consent import presenters

if TYPE_CHECKING:
    from righthelp.people.models import Person

writers = holders_of("write considerations")


def home(public_id: UUID) -> str:
    """Give the address of the page to which all others lead back."""
    return reverse("record_consent", args=[public_id])


def show(request: HttpRequest, template: str, child: "Person", form: object = None, **more: Any) -> HttpResponse:
    """Show a page about a child."""
    context = {"child": child, "form": form, "shown": presenters, "back": home(child.public_id), **more}
    return render(request, f"consent/{template}.jinja", context)
