"""What somebody set by while they look for a child's record: what they had written, and where they came from.

It stays in the session of whoever wrote it, sealed, for an hour, and goes once it is saved. No address holds any of it.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from cryptography.fernet import InvalidToken
from django.http import HttpRequest
from django.utils import timezone

from righthelp.agencies.sealing import cipher

SEALED_FOR = "considerations set by"
WRITTEN, CAME_FROM = "righthelp_consideration_set_by", "righthelp_consideration_came_from"
MOST_KEPT = 100_000
AN_HOUR = 60 * 60


@dataclass(frozen=True)
class CameFrom:
    """The consideration for which a record is looked for, and the child in it, or none for another child."""

    consideration: UUID
    child: UUID | None


def set_by(request: HttpRequest, answers: Mapping[str, str | Sequence[str]]) -> bool:
    """Keep what was written; say whether it could be kept: more than fits into a form is not."""
    text = json.dumps([timezone.now().timestamp(), {name: answer for name, answer in answers.items() if answer}])
    if len(text) > MOST_KEPT:
        return False
    request.session[WRITTEN] = cipher(SEALED_FOR).encrypt(text.encode()).decode()
    return True


def taken_up(request: HttpRequest) -> dict[str, Any]:
    """Give what was set by in the last hour; nothing where nothing was."""
    sealed = request.session.get(WRITTEN, "")
    try:
        at, kept = json.loads(cipher(SEALED_FOR).decrypt(sealed.encode()))
    except InvalidToken:
        return {}
    return dict(kept) if timezone.now().timestamp() - at < AN_HOUR else {}


def drop(request: HttpRequest) -> None:
    """Forget what was set by, once it is saved."""
    request.session.pop(WRITTEN, None)


def remember(request: HttpRequest, consideration: UUID, child: UUID | None = None) -> None:
    """Remember for which child in which consideration somebody looks for a record."""
    request.session[CAME_FROM] = [str(consideration), str(child) if child else ""]


def came_from(request: HttpRequest) -> CameFrom | None:
    """Give where somebody came from to look for a record."""
    kept = request.session.get(CAME_FROM)
    return CameFrom(UUID(kept[0]), UUID(kept[1]) if kept[1] else None) if kept else None


def arrived(request: HttpRequest) -> None:
    """Forget where somebody came from, once they are back."""
    request.session.pop(CAME_FROM, None)
