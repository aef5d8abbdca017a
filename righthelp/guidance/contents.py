"""What a YAML file may say around its descriptors: checked in full before anything is loaded."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email, validate_slug

from righthelp.guidance.models import ContactPoint, Framework
from righthelp.guidance.rules import (
    MOST_LEVELS,
    THEME_COLUMNS,
    holds_control_characters,
    is_phone,
    opening_from,
    opening_lines,
)
from righthelp.guidance.tables import Fault

LONG = 10_000
MOST_ITEMS = 500


@dataclass(frozen=True)
class Text:
    """A text; `among` names the only ones allowed, `check` is one of Django's validators, `why` what it refuses."""

    most: int = LONG
    needed: bool = False
    among: tuple[str, ...] = ()
    check: Any = None
    why: str = "This cannot be used"


@dataclass(frozen=True)
class Whole:
    """A whole number from 1."""

    most: int
    needed: bool = False


@dataclass(frozen=True)
class Day:
    """A date, as YAML reads it or as text."""


@dataclass(frozen=True)
class Hours:
    """Opening hours by weekday."""


@dataclass(frozen=True)
class Many:
    """A list; `once` names the part by which no two items may be the same."""

    of: Any
    once: str = ""


def _check_phone(number: str) -> None:
    if not is_phone(number):
        raise ValidationError(number)


NOT_A_PHONE = "This must be a telephone number in digits and spaces, such as 01632 960001 or 0300 123 4567 ext 12"
PHONE = Text(60, needed=True, check=_check_phone, why=NOT_A_PHONE)
URL = Text(500, check=URLValidator(schemes=["http", "https"]))
LEVEL_NUMBER = Whole(MOST_LEVELS)
SOURCE, TITLE = Text(300), Text(300, needed=True)
ITEM = {"id": Text(40), "title": Text(300), "text": Text(needed=True), "source": SOURCE}
LEVEL = {
    "number": Whole(MOST_LEVELS, needed=True),
    "name": Text(200),
    "short_name": Text(60),
    **{part: Text() for part in ("meaning", "who_for", "response", "by_whom")},
    "source": SOURCE,
    "help": Many({"name": Text(200, needed=True), "detail": Text()}),
    "what_to_do": Many(Text(needed=True)),
}
CONTACT = {
    "id": Text(40, needed=True, check=validate_slug),
    "name": Text(200, needed=True),
    "phones": Many(PHONE),
    "email": Text(254, check=validate_email),
    "url": URL,
    "about": Text(),
    "when": Text(20, needed=True, among=tuple(ContactPoint.When.values)),
    "hours_text": Text(200),
    "opening": Hours(),
    "checked_on": Day(),
    "source": SOURCE,
}
TITLED = {"title": Text(300), "about": Text(), "note": Text(), "source": SOURCE, "link": URL}
EDITION: dict[str, Any] = {
    "slug": Text(50, check=validate_slug),
    "title": Text(300),
    "short_name": Text(120),
    "authority": Text(300),
    "edition_name": Text(120),
    "published_on": Day(),
    "theme_word": Text(20, among=THEME_COLUMNS),
    "picture": Text(20, among=tuple(Framework.Picture.values)),
    "documents": Many(Text(500, needed=True)),
    "change_note": Text(),
    "vision": Text(),
    "advice": Text(),
    **{part: Many(Text(needed=True)) for part in ("about", "use_rules", "principles", "panel")},
    "missing": Many({"level": LEVEL_NUMBER, "note": Text(needed=True)}),
    "levels": Many(LEVEL, once="number"),
    **{part: Many(ITEM) for part in ("duties", "questions", "consent_rules")},
    "counted_rules": Many({**ITEM, "level": LEVEL_NUMBER}),
    "contacts": Many(CONTACT, once="id"),
    "links": Many({"name": TITLE, "url": URL, "about": Text()}),
    "glossary": Many({"term": TITLE, "meaning": Text(needed=True)}),
    "abbreviations": Many({"short": TITLE, "long": Text(needed=True)}),
    "routes": Many({"name": TITLE, "meaning": Text(), "by_whom": Text(), "source": SOURCE}),
    **{part: {**TITLED, "items": Many(Text(needed=True))} for part in ("good_referral", "good_assessment")},
    "escalation": {**TITLED, "steps": Many(Text(needed=True))},
    "practice": {**TITLED, "name": Text(300), "elements": Many(Text(needed=True))},
}


def content_faults(around: dict[str, Any]) -> list[Fault]:
    """Name everything that an edition cannot hold, by its place in the file, such as `levels 2, name`."""
    return [Fault(None, place, reason) for place, reason in _faults(EDITION, around, "")]


Found = Iterator[tuple[str, str]]


def _faults(shape: Any, value: Any, place: str) -> Found:
    if value is None:
        if getattr(shape, "needed", False):
            yield place, "This part is missing"
    elif isinstance(shape, dict):
        yield from _parts(shape, value, place)
    elif isinstance(shape, Many):
        yield from _many(shape, value, place)
    else:
        yield from ((place, reason) for reason in SIMPLE[type(shape)](shape, value))


def _parts(shape: dict[str, Any], value: Any, place: str) -> Found:
    if not isinstance(value, dict):
        yield place, f"This must have parts: {', '.join(shape)}"
        return
    for name in value.keys() - shape.keys():
        yield _inside(place, str(name)[:40]), "No part has this name"
    for name, part in shape.items():
        yield from _faults(part, value.get(name), _inside(place, name))


def _many(shape: Many, value: Any, place: str) -> Found:
    if not isinstance(value, list) or len(value) > MOST_ITEMS:
        yield place, f"This must be a list of {MOST_ITEMS} items at most"
        return
    for number, item in enumerate(value, start=1):
        yield from _faults(shape.of, item, f"{place} {number}")
    seen = [str(item.get(shape.once)) for item in value if isinstance(item, dict)] if shape.once else []
    for name in sorted({name for name in seen if seen.count(name) > 1}):
        yield place, f"The {shape.once} {name[:40]} is given twice"


def _inside(place: str, name: str) -> str:
    return f"{place}, {name}" if place else name


def text_reasons(shape: Text, value: Any) -> Iterator[str]:
    """Say why a value is not the text that is asked for."""
    if not isinstance(value, str):
        yield "This must be text: put it in quotes"
    elif shape.needed and not value.strip():
        yield "This is empty"
    elif len(value) > shape.most:
        yield f"This has {len(value):,} characters; the most is {shape.most:,}"
    elif holds_control_characters(value):
        yield "This holds a character that is not text"
    elif shape.among and value not in shape.among:
        yield f"This must be one of: {', '.join(shape.among)}"
    elif shape.check and value and not _passes(shape.check, value):
        yield f"{shape.why}: {value[:60]}"


def _passes(check: Any, value: str) -> bool:
    try:
        check(value)
    except ValidationError:
        return False
    return True


def _number_reasons(shape: Whole, value: Any) -> Iterator[str]:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= shape.most:
        yield f"This must be a whole number from 1 to {shape.most}"


def _day_reasons(shape: Day, value: Any) -> Iterator[str]:
    try:
        dt.date.fromisoformat(str(value))
    except ValueError:
        yield "This must be a date such as 2026-03-27"


def _hours_reasons(shape: Hours, value: Any) -> Iterator[str]:
    try:
        same = opening_from(opening_lines(value)) == value
    except (ValueError, TypeError):
        same = False
    if not same:
        yield 'This must be days and hours, such as {mon: ["08:30", "17:00"]}'


SIMPLE: dict[type, Any] = {Text: text_reasons, Whole: _number_reasons, Day: _day_reasons, Hours: _hours_reasons}
