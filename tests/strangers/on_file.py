"""What is on file before and after, and what an answer tells."""

from collections.abc import Iterable, Set
from html import unescape
from typing import Any

from django.apps import apps
from django.db.models import Model

from tests.strangers.rooms import NOTHING, ROOMS, SECRETS

ANSWERS = {
    "because": "I only want to have a look at this.", "finding": "Nothing", "was_right": "yes", "checked": "yes",
    "kind": "staff", "email": "sam.okafor@example.org", "emails": "sam.okafor@example.org", "note": "x", "name": "x",
    "what": "x", "source": "x", "category": "visit", "first": "X", "last": "Y", "line": "1 Way", "value": "1",
    "version": "1", "role": "aunt", "text": "x", "more": "x", "title": "x", "facts": "x", "outcome": "advice",
    "story": "x", "fits": "yes", "advice": "x", "call": "begins", "give": "not_safe", "not_given_because": "x",
    "whom": "other", "was_told": "not_told", "not_told_because": "x", "do": "save", "about": "x", "agency": "elsewhere",
    "works_at": "x", "reach": "x", "level": "2", "starts_on_day": "1", "starts_on_month": "9", "starts_on_year": "2025",
}  # fmt: skip


def models(rooms: Iterable[str] = ROOMS) -> list[type[Model]]:
    return [model for room in rooms for model in apps.get_app_config(room).get_models()]


File = dict[str, dict[Any, dict[str, Any]]]


def on_file(rooms: Iterable[str] = ROOMS) -> File:
    return {
        model._meta.label: {row[model._meta.pk.attname]: row for row in model._default_manager.values()}
        for model in models(rooms)
    }


def same(now: File, before: File, *, begins: bool = False) -> bool:
    """Say whether what was on file is as it was; where somebody may begin something of their own, more may be there."""
    if not begins:
        return now == before
    return all(now[label].get(key) == row for label, rows in before.items() for key, row in rows.items())


def text_of(answer: Any) -> str:
    body = b"".join(answer) if answer.streaming else answer.content
    return unescape(body.decode("utf-8", "replace"))


def tells_nothing(answer: Any, address: str, but: Set[str] = NOTHING) -> None:
    text = text_of(answer).lower()
    told = [secret for secret in SECRETS if secret.lower() in text and secret not in but]
    assert told == [], f"{address} says {told}"
    assert answer.status_code in {200, 302, 403, 404, 405}, f"{address}: {answer.status_code}"
