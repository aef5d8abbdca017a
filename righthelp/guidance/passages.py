"""How the parts of an edition stand in its YAML file, and how they are read and written."""

from collections.abc import Iterator
from typing import Any

from righthelp.guidance.models import Passage

Kind = Passage.Kind

# The key in the file, the kind of passage, and the name of each part in the file.
LISTS: tuple[tuple[str, Kind, dict[str, str]], ...] = (
    ("about", Kind.ABOUT, {}),
    ("use_rules", Kind.USE_RULE, {}),
    ("principles", Kind.PRINCIPLE, {}),
    ("duties", Kind.DUTY, {"code": "id", "title": "title", "text": "text", "source": "source"}),
    (
        "counted_rules",
        Kind.COUNTED_RULE,
        {"code": "id", "title": "title", "text": "text", "level": "level", "source": "source"},
    ),
    ("questions", Kind.QUESTION, {"code": "id", "text": "text", "source": "source"}),
    ("links", Kind.LINK, {"title": "name", "url": "url", "text": "about"}),
    ("glossary", Kind.GLOSSARY, {"title": "term", "text": "meaning"}),
    ("abbreviations", Kind.ABBREVIATION, {"title": "short", "text": "long"}),
    ("consent_rules", Kind.CONSENT, {"code": "id", "text": "text", "source": "source"}),
    ("routes", Kind.ROUTE, {"title": "name", "text": "meaning", "by_whom": "by_whom", "source": "source"}),
    ("missing", Kind.MISSING, {"level": "level", "text": "note"}),
)
# The key of a titled list, the kind, and the name of the list inside.
TITLED: tuple[tuple[str, Kind, str, str], ...] = (
    ("good_referral", Kind.GOOD_REFERRAL, "title", "items"),
    ("good_assessment", Kind.GOOD_ASSESSMENT, "title", "items"),
    ("escalation", Kind.ESCALATION, "title", "steps"),
    ("practice", Kind.PRACTICE, "name", "elements"),
)
SINGLE: tuple[tuple[str, Kind], ...] = (("vision", Kind.VISION), ("advice", Kind.ADVICE))


def passages_in(content: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Read every passage of an edition's file, with the number of its level where it has one."""
    for key, kind in SINGLE:
        if content.get(key):
            yield {"kind": kind, "text": content[key]}
    for key, kind, parts in LISTS:
        for item in content.get(key) or []:
            yield {"kind": kind, **_parts(item, parts)}
    for key, kind, title, inside in TITLED:
        yield from _titled(content.get(key) or {}, kind, title, inside)
    for level in content.get("levels") or []:
        for step in level.get("what_to_do") or []:
            yield {"kind": Kind.STEP, "text": step, "level": level["number"]}


def _parts(item: Any, parts: dict[str, str]) -> dict[str, Any]:
    if isinstance(item, str):
        return {"text": item}
    read = {name: item.get(key) for name, key in parts.items() if item.get(key)}
    by_whom = read.pop("by_whom", None)
    if by_whom:
        read["text"] = f"{read.get('text', '')} {by_whom}".strip()
    return read


def _titled(part: dict[str, Any], kind: Kind, title: str, inside: str) -> Iterator[dict[str, Any]]:
    """The first passage carries the title and what is said about the whole list."""
    if not part:
        return
    about = part.get("about") or part.get("note") or ""
    source = part.get("source") or ""
    yield {"kind": kind, "title": part.get(title) or "", "text": about, "url": part.get("link") or "", "source": source}
    for item in part.get(inside) or []:
        yield {"kind": kind, "text": item, "source": source}
