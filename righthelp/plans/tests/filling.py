"""Every form of a room, filled in as a person would, and sent after something happened meanwhile."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.test import Client
from django.utils import timezone

from righthelp.work.tests.working import hidden

TYPED = "What I typed, word for word"
DATE_PARTS: dict[str, Callable[[dt.date], int]] = {
    "day": lambda on: on.day, "month": lambda on: on.month, "year": lambda on: on.year,
}  # fmt: skip


@dataclass(frozen=True)
class Opened:
    """A form that somebody opened and filled in, and did not send yet."""

    name: str
    path: str
    answers: Mapping[str, Any]

    @property
    def has_words(self) -> bool:
        """Say whether somebody typed words into it."""
        return TYPED in self.answers.values()


def opened(client: Client, paths: Iterable[tuple[str, str]], token_from: str) -> list[Opened]:
    """Open each page and fill its form in; what is a button only is sent from the page where it stands."""
    button = {"form_token": hidden(client.get(token_from).text)["form_token"]}
    return [Opened(name, path, _filled(client.get(path), button)) for name, path in paths]


def faults(client: Client, forms: Iterable[Opened], said: str = "") -> dict[str, object]:
    """Send each form, and say which is answered with nothing that helps: an error, or what was typed is lost.

    `said`: what each answer must say that is not a way onward.
    """
    found: dict[str, object] = {}
    for form in forms:
        answer: Any = client.post(form.path, dict(form.answers))
        text = unescape(answer.text)
        if answer.status_code not in (200, 302):
            found[form.name] = answer.status_code
        elif answer.status_code == 200 and form.has_words and TYPED not in text:
            found[form.name] = "what was typed is lost"
        elif said and (answer.status_code == 302 or said not in text):
            found[form.name] = f"it does not say “{said}”"
    return found


def _filled(page: Any, button: dict[str, str]) -> dict[str, Any]:
    """Fill in every question of a page: words, today as day, the first of the answers to choose from."""
    if page.status_code != 200 or ("<textarea" not in page.text and "<form" not in page.text):
        return button
    inputs = [dict(re.findall(r"([\w-]+)=\"([^\"]*)\"", tag)) for tag in re.findall(r"<input[^>]*>", page.text)]
    texts = [one["name"] for one in inputs if one.get("type", "text") == "text" and "name" in one]
    areas = re.findall(r"<textarea[^>]*?name=\"([^\"]*)\"", page.text)
    chosen = {one["name"]: one["value"] for one in reversed(inputs) if one.get("type") in ("radio", "checkbox")}
    selects = re.findall(r"<select[^>]*?name=\"([^\"]*)\".*?<option value=\"([^\"]+)\"", page.text, re.DOTALL)
    return {**chosen, **dict(selects), **{name: _words(name) for name in (*texts, *areas)}, **hidden(page.text)}


def _words(name: str) -> str:
    part = DATE_PARTS.get(name.rpartition("_")[2])
    return str(part(timezone.localdate())) if part else TYPED
