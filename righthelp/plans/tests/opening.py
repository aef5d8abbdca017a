"""Somebody’s own page as a visitor comes to it: the link, the code, the ticket of what was opened."""

import re
from typing import Any

from django.test import Client
from django.urls import reverse

from righthelp.agencies.models import Practitioner
from righthelp.plans.actions.family import Made
from righthelp.plans.family_secrets import new_once
from righthelp.plans.models import Member
from righthelp.plans.tests import papering
from righthelp.plans.tests.papering import Papered


def page_for(it: Papered, member: Member, by: Practitioner) -> Made:
    """Release somebody’s copy, and switch their page on."""
    papering.released(it, member, by)
    return papering.switched_on(member, by)


def pages(it: Papered) -> str:
    """Give where those who keep the plan see whose page is on."""
    return reverse("family_pages", args=[it.plan.public_id])


def at(made: Made) -> str:
    """Give where a page lies."""
    return reverse("family_page", args=[made.token])


def enter(made: Made, code: str = "", client: Client | None = None) -> Any:
    """Type a code; the right one, if none is given."""
    return (client or Client()).post(at(made), {"once": new_once(), "code": code or made.code})


def ticket(answer: Any) -> str:
    """Give the ticket of a page that was opened."""
    found = re.search(r'name="ticket" value="([^"]+)"', answer.text)
    assert found
    return found[1]


def wrong(made: Made) -> str:
    """Give a code that does not fit."""
    return f"{(int(made.code) + 1) % 10**8:08}"
