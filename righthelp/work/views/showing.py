"""What the pages of work with one child share: where they lead to afterwards, and what each template needs."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from righthelp.agencies.models import Practitioner
from righthelp.design_system.forms import GovForm
from righthelp.people.models import Person
from righthelp.work import presenters
from righthelp.work.policies import reads


def home_of(by: Practitioner, child: Person) -> str:
    """Give the page to go on with: the people around the child, or one’s children where the record is closed now."""
    return reverse("record_workers", args=[child.public_id]) if reads(by, child) else reverse("children")


def shown(request: HttpRequest, template: str, child: Person, form: GovForm, **more: object) -> HttpResponse:
    """Show a form about work with a child."""
    back = reverse("record_workers", args=[child.public_id])
    context = {"child": child, "form": form, "present": presenters, "back": back, **more}
    return render(request, f"work/{template}.jinja", context)
