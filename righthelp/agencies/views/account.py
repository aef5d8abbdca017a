"""Your account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.policies import before_second_factor, needs_second_factor
from righthelp.agencies.second_factor import is_set_up
from righthelp.design_system.pages import page


@page(before_second_factor)
def account(request: HttpRequest) -> HttpResponse:
    """Show somebody their own name, roles and ways to sign in."""
    person = person_signed_in(request)
    context = {
        "person": person,
        "memberships": person.memberships_now,
        "needs_second_factor": needs_second_factor(person),
        "has_second_factor": is_set_up(person),
    }
    return render(request, "agencies/account.jinja", context)
