"""Children of early help go to the front door, with all that is written: at once, for the panel, or a step up."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from righthelp.audit.actions import record
from righthelp.early_help.carried import carried_of
from righthelp.work.actions.passing import pass_on
from righthelp.work.passing import (
    FAMILY_SAID,
    NOT_TOLD_BECAUSE,
    WHAT_HAPPENED,
    PassedChild,
    Passing,
    Received,
)

if TYPE_CHECKING:
    from righthelp.agencies.models import Agency, Practitioner
    from righthelp.early_help.access import SeenHelp
    from righthelp.guidance.models import Level
    from righthelp.plans.models import PlanChild

ROOM, FRONT_DOOR = "early_help", "front_door"
HELP, PANEL = "help", "panel"


@dataclass(frozen=True, kw_only=True)
class AskedOfFrontDoor:
    """What is new when children go to the front door; everything else is known already.

    `children` with the level that whoever asks thinks of, if any. The words for the answers are those of `Passing`.
    """

    children: "Mapping[PlanChild, Level | None]"
    agency: "Agency"
    because: str
    asks_for: str = HELP
    is_urgent: bool = False
    is_family_told: bool = False
    family_agrees: str = ""
    family_said: str = ""
    not_told_because: str = ""
    is_safe_to_speak: str = ""
    phone: str = ""
    may_be_named: bool = False


@transaction.atomic
def ask_front_door(*, seen: "SeenHelp", asked: AskedOfFrontDoor, by: "Practitioner") -> Received:
    """Send children of early help to the front door, which has it in the same moment (SF-014, BN-044, BN-049).

    Nothing waits for an agreement or an assessment. Early help itself goes on until somebody ends it.

    Raises:
        ValueError: without a child.
    """
    received = pass_on(to=FRONT_DOOR, passing=_passing(seen, asked), by=by)
    record(by=by, name="early_help.front_door_asked", subject=seen.help, refs={"children": len(asked.children)})
    return received


def _passing(seen: "SeenHelp", asked: AskedOfFrontDoor) -> Passing:
    carried = carried_of(seen, list(asked.children))
    new = {WHAT_HAPPENED: asked.because, FAMILY_SAID: asked.family_said, NOT_TOLD_BECAUSE: asked.not_told_because}
    return Passing(
        from_room=ROOM,
        from_id=seen.help.public_id,
        children=[
            PassedChild(child.person, carried.of_child.get(child.pk, {}), level, asked.because if level else "")
            for child, level in asked.children.items()
        ],
        agency=asked.agency,
        asks_for=asked.asks_for,
        is_urgent=asked.is_urgent,
        texts=_joined(new, carried.of_all),
        is_family_told=asked.is_family_told,
        family_agrees=asked.family_agrees,
        is_safe_to_speak=asked.is_safe_to_speak,
        phone=asked.phone,
        may_be_named=asked.may_be_named,
    )


def _joined(new: Mapping[str, str], known: Mapping[str, str]) -> dict[str, str]:
    """Put what is new before what is known, question by question."""
    keys = dict.fromkeys([*new, *known])
    found = {key: "\n\n".join(filter(None, (new.get(key, ""), known.get(key, "")))) for key in keys}
    return {key: text for key, text in found.items() if text}
