"""The family’s own page tells nothing to whoever has no code."""

import pytest
from django.test import Client

from righthelp.early_help.tests.every_table import CODE
from righthelp.plans.family_secrets import new_once
from righthelp.plans.models import (
    FamilyLink,
    Goal,
)
from tests.strangers.family import Place
from tests.strangers.on_file import on_file, tells_nothing
from tests.strangers.rooms import HELPING, TOKENS

pytestmark = pytest.mark.django_db


def typing(code: str) -> dict[str, str]:
    """Give what is sent by whoever types a code into the page."""
    return {"once": new_once(), "code": code}


def test_the_familys_own_page_tells_nothing_without_its_code(place: Place) -> None:
    """The link alone, a wrong code or a ticket of nobody opens nothing, and five wrong codes shut the page.

    That about a child whose record is restricted is shut, and with the right code, too.
    """
    open_page, shut = (f"/own-page/{token}" for token in TOKENS)
    client, link = Client(), FamilyLink.objects.order_by("pk")[0]
    for sent in (typing(CODE), typing("00000000"), {"code": CODE}, {}):
        answer = client.post(shut, sent)
        tells_nothing(answer, shut)
        assert answer.status_code == 404
    assert client.post(open_page, typing(CODE)).text.count("marzipan") > 0
    goal = str(Goal.objects.order_by("pk")[0].public_id)
    before = on_file(HELPING)
    for said in ({}, {"ticket": "x", "text": "x"}, {"ticket": "x", "goal": goal, f"goal-{goal}-value": "1"}):
        tells_nothing(client.get(open_page, said), open_page)
        tells_nothing(client.post(open_page, said), open_page)
    assert on_file(HELPING) == before
    for _ in range(5):
        tells_nothing(client.post(open_page, typing("00000000")), open_page)
    answer = client.post(open_page, typing(CODE))
    tells_nothing(answer, open_page)
    link.refresh_from_db()
    assert answer.status_code == 404
    assert link.ended_at
