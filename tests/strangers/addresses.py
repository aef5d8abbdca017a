"""Every address of a room with every id on file that it may mean."""

import itertools
import re
from collections.abc import Iterable, Iterator
from uuid import UUID

from django.db.models import Model
from django.urls import URLPattern, URLResolver, get_resolver

from righthelp.considerations.models import Consideration
from righthelp.early_help.models import AssessmentCopy, CameAlong, EarlyHelp, FinishedAssessment, Offer
from righthelp.early_help.topics import groups_of
from righthelp.early_help.views.assessing import SHARED_FORMS
from righthelp.front_door.models import (
    Allegation,
    Approval,
    Attachment,
    BodyMark,
    Check,
    Consultation,
    Contact,
    ContactDecision,
    Discussion,
    NamedChild,
    NamedPerson,
    Sample,
    SchoolTold,
    Shift,
)
from righthelp.front_door.questions import pages_of
from righthelp.people.models import Person
from righthelp.plans.forms.words import FORMS
from righthelp.plans.models import (
    Action,
    Copy,
    FamilyLink,
    Goal,
    Meeting,
    Member,
    Need,
    Note,
    Plan,
    PlanChild,
    Referral,
    Review,
    ScaleMark,
    Story,
    Strength,
    Worry,
)
from righthelp.plans.parts import PART_MODELS
from righthelp.work.models import Involvement
from tests.strangers.family import Place
from tests.strangers.on_file import models
from tests.strangers.rooms import HELPING, OF_THEIR_OWN, ROOMS, TOKENS

# what a part of an address may be, where any word fits its pattern
WORDS: dict[str, dict[str, Iterable[str]]] = {
    "front_door": {"questions": sorted(pages_of("request"))[:2], "kind": ["parent", "worker"]},
    "plans": {"kind": PART_MODELS, "name": FORMS, "to": ["2"], "token": TOKENS},
    "early_help": {
        "extension": ["pdf", "docx"], "of": ["children", "adults"], "part": SHARED_FORMS,
        "group": {groups_of(of)[0].key for of in ("child", "adult", "family")},
    },
}  # fmt: skip
# whose ids an address that begins so means, and a part of one; a new way to begin, or part, is tried with every id
FIRST: dict[str, type[Model]] = {
    "records/<": Person, "requests/<": Contact, "front-door/<": Contact, "front-door/calls/<": Contact,
    "checks/<": Check, "discussions/<": Discussion, "requests/approvals/<": Approval, "contacts/<": Contact,
    "front-door/rota/<": Shift, "front-door/samples/<": Sample, "front-door/panel/<": NamedChild,
    "front-door/passed/<": ContactDecision, "front-door/police/schools/<": SchoolTold, "schools-told/<": SchoolTold,
    "consultations/<": Consultation, "allegations/<": Allegation,
    "plans/<": Plan, "early-help/<": EarlyHelp, "considerations/<": Consideration,
}  # fmt: skip
PARTS: dict[str, dict[str, tuple[type[Model], ...]]] = {
    "front_door": {
        "child_id": (NamedChild,), "person_id": (NamedPerson,), "named_id": (NamedChild, NamedPerson),
        "mark_id": (BodyMark,), "file_id": (Attachment,), "attachment_id": (Attachment,), "check_id": (Check,),
        "discussion_id": (Discussion,),
    },
    "plans": {
        "part_id": (Strength, Need, Worry, Goal, Action), "goal_id": (Goal,), "action_id": (Action,),
        "child_id": (PlanChild,), "member_id": (Member,), "meeting_id": (Meeting,), "note_id": (Note,),
        "review_id": (Review,), "referral_id": (Referral,), "copy_id": (Copy,), "story_id": (Story,),
        "link_id": (FamilyLink,), "mark_id": (ScaleMark,),
    },
    "early_help": {
        "child_id": (PlanChild,), "member_id": (Member,), "who": (PlanChild, Member), "part_id": (Involvement,),
        "came_id": (CameAlong,), "need_id": (Need,), "copy_id": (AssessmentCopy,), "finished_id": (FinishedAssessment,),
        "offer_id": (Offer,),
    },
}  # fmt: skip
# by which way a part hangs on its plan or early help, where it is not by `plan`
HANGS_ON: dict[type[Model], str] = {
    Note: "meeting__plan", ScaleMark: "goal__plan", Story: "child__plan",
    Involvement: "episode__in_plan__plan__early_help", AssessmentCopy: "assessment__help", CameAlong: "help",
    FinishedAssessment: "assessment__help", Offer: "help",
}  # fmt: skip


def addresses(place: Place, room: str) -> Iterator[tuple[str, str]]:
    """Give every address of a room with every id on file that it may mean, each with its name."""
    known = known_ids(room)
    for pattern, route in walked(get_resolver().url_patterns):
        if room_of(pattern) == room:
            for filled in fillings(pattern, route, whole_ids(place, room, route), known):
                yield str(pattern.name), f"/{filled}"


def for_a_stranger(place: Place, room: str, *, every_part: bool) -> list[tuple[str, str]]:
    """Give what a stranger tries: of what is shut to them as a whole each address with one of its parts, or with all.

    A plan is tried with one part even where all are wanted: `test_parts_of_others` looks for its parts.
    """
    found = list(addresses(place, room))
    if every_part and room not in HELPING:
        return found
    return list({(name, up_to_first_id(address)): (name, address) for name, address in found}.values())


def up_to_first_id(address: str) -> str:
    found = re.match(r".*?[0-9a-f]{8}-[0-9a-f-]{27}", address)
    return found[0] if found else address


def room_of(pattern: URLPattern) -> str:
    """Give the room that a page stands in; nothing for those of others."""
    return "".join(getattr(pattern.callback, "__module__", "").split(".")[1:2])


def walked(found: list[URLPattern | URLResolver], before: str = "") -> Iterator[tuple[URLPattern, str]]:
    for entry in found:
        if isinstance(entry, URLResolver):
            yield from walked(entry.url_patterns, before + str(entry.pattern))
        else:
            yield entry, before + str(entry.pattern)


def fillings(pattern: URLPattern, route: str, whole: list[str], known: list[str]) -> Iterator[str]:
    """Fill in an address: where more than one id is asked for, the record, contact or plan first; else all ids."""
    converters, room, ids = pattern.pattern.converters, room_of(pattern), ids_in(pattern)
    for first in whole_or_first(route, whole, known, is_alone=len(ids) == 1) if ids else [""]:
        choices = [
            [first]
            if name in ids[:1]
            else parts(room, name, first, known)
            if name in ids
            else converter.regex.split("|")
            if "|" in converter.regex
            else WORDS.get(room, {}).get(name, ["1"])
            for name, converter in converters.items()
        ]
        yield from filled_with(route, list(converters), choices)


def filled_with(route: str, names: list[str], choices: list[Iterable[str]]) -> Iterator[str]:
    for values in itertools.product(*choices):
        if is_of_another_kind(dict(zip(names, values, strict=True))):
            continue
        filled = route
        for name, value in zip(names, values, strict=True):
            kind = next(part for part in filled.split("<")[1:] if part.split(">")[0].split(":")[-1] == name)
            filled = filled.replace(f"<{kind.split('>')[0]}>", value)
        yield filled


def is_of_another_kind(part: dict[str, str]) -> bool:
    """Say whether an address looks for a part of a plan among those of another kind, where nobody finds it."""
    kind = PART_MODELS.get(part.get("kind", ""))
    return kind is not None and not kind.objects.filter(public_id=part["part_id"]).exists()


def ids_in(pattern: URLPattern) -> list[str]:
    """Give the names of the ids that an address asks for."""
    found = pattern.pattern.converters.items()
    return [name for name, converter in found if type(converter).__name__ == "UUIDConverter"]


def whole_or_first(route: str, whole: list[str], known: list[str], *, is_alone: bool) -> list[str]:
    """Give what the first id of an address may be: of what it begins with, if that is known."""
    first = first_of(route)
    if not is_alone:
        return whole
    return [str(key) for key in ids_of(first, every=True)] if first else known


def first_of(route: str) -> type[Model] | None:
    return next((model for begins, model in FIRST.items() if route.startswith(begins)), None)


def parts(room: str, name: str, whole: str, known: list[str]) -> list[str]:
    """Give the ids that a part of an address may be; of a plan only its own, for whoever may not read it at all."""
    found = PARTS.get(room, {}).get(name)
    return known if found is None else [str(key) for model in found for key in parts_in(model, room, whole)]


def parts_in(model: type[Model], room: str, whole: str) -> Iterable[UUID]:
    if room not in HELPING:
        return ids_of(model, every=True)
    path = HANGS_ON.get(model, "plan" if room == "plans" else "plan__early_help")
    found = model._default_manager.filter(**{f"{path}__public_id": whole})
    return found.order_by("pk").values_list("public_id", flat=True)


def whole_ids(place: Place, room: str, route: str) -> list[str]:
    """Give what an address with several ids begins with: the record; a draft and what was sent; each plan."""
    if room == "front_door":
        return [str(key) for key in ids_of(Contact)[:2]]
    first = first_of(route) if room in HELPING else None
    return [str(key) for key in ids_of(first)] if first else [str(place.child.public_id)]


def known_ids(room: str) -> list[str]:
    """Give the ids that are on file: of a room with addresses of its own those and the people, of all others else."""
    rooms = [room] if room in OF_THEIR_OWN else [one for one in ROOMS if one not in OF_THEIR_OWN]
    every = {model for found in PARTS.get(room, {}).values() for model in found}
    found = [model for model in models(rooms) if has_public_id(model)]
    known = [str(key) for model in found for key in ids_of(model, every=model in every)]
    return [*known, *(str(key) for key in ids_of(Person))] if room in OF_THEIR_OWN else known


def ids_of(model: type[Model], *, every: bool = False) -> list[UUID]:
    """Give everybody of the family, every contact, every plan, what hangs on it by name, and of all else one row."""
    found = list(model._default_manager.order_by("pk").values_list("public_id", flat=True))
    return found if every or model in {Person, Contact, Plan, EarlyHelp} else found[:1]


def has_public_id(model: type[Model]) -> bool:
    return any(field.name == "public_id" for field in model._meta.get_fields())
