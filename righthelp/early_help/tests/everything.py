"""Every box in which people write, of both rooms: words of its own in each, and which of them stay, with the reason."""

from collections.abc import Iterator
from itertools import count

from django.apps import apps
from django.db import models

from righthelp.early_help.models import ChildVoice, EarlierWords
from righthelp.plans.models import ChildReviewed

ROOMS = ("plans", "early_help")
KEY = "a key of a table"
ENDED, DROPPED = "said of what has ended", "what was dropped does not stand"
STRUCK = "what is struck through does not stand"
PAPER = "a paper that repeats what is written elsewhere, for whom it was made"
# tables and boxes that say nothing to the front door, each with the reason
STAYS = {
    "plans.copy": PAPER,
    "plans.given": "how a paper went to its reader",
    "plans.story": PAPER,
    "plans.storyline": PAPER,
    "plans.familylink": "how an own page was switched on; safe ways to reach somebody stand on their record",
    "plans.plan.kind": KEY,
    "plans.plan.ended_because": ENDED,
    "plans.planchild.left_because": "of a child who left, and does not go along",
    "plans.member.left_because": "of somebody who takes part no more",
    "plans.strength.dropped_because": DROPPED,
    "plans.need.dropped_because": DROPPED,
    "plans.worry.dropped_because": DROPPED,
    "plans.goal.dropped_because": DROPPED,
    "plans.action.dropped_because": DROPPED,
    "plans.takenback": "noted by mistake, and taken back",
    "plans.review.struck_because": STRUCK,
    "plans.scalemark.struck_because": STRUCK,
    "plans.meeting.kind": KEY,
    "plans.meeting.place": "where people met says nothing of the child, and can give an address away",
    "plans.invited.told_how": "how somebody was asked to a meeting",
    "early_help.earlyhelp.ended_because": ENDED,
    "early_help.earlyhelp.family_at_end": ENDED,
    "early_help.earlyhelp.afterwards": ENDED,
    "early_help.camealong.settled": "what became of it stands in the plan",
    "early_help.leadchoice.role": KEY,
    "early_help.answer.topic": KEY,
    "early_help.inneed.competences": "of the worker; social care decided on it, and has it",
    "early_help.inneed.time": "of the worker; social care decided on it, and has it",
    "early_help.inneed.support": "of the worker; social care decided on it, and has it",
    "early_help.leadcompetence": "of the worker; social care decided on it, and has it",
    "early_help.localway": "of the partnership, not of a family",
}


def boxes() -> Iterator[tuple[type[models.Model], str, str]]:
    """Give every box in which people write, of both rooms, by table and field, with the name it has in `STAYS`."""
    for model in (one for room in ROOMS for one in apps.get_app_config(room).get_models()):
        for field in model._meta.concrete_fields:
            if isinstance(field, models.TextField | models.CharField) and not field.choices:
                yield model, field.name, f"{model._meta.label_lower}.{field.name}"


def carried() -> Iterator[tuple[type[models.Model], str, str]]:
    """Give the boxes whose words go along."""
    for model, field, name in boxes():
        if name not in STAYS and model._meta.label_lower not in STAYS:
            yield model, field, name


def marked() -> dict[str, str]:
    """Put words of its own into every box that is filled in, of those that go along; give them by where they stand."""
    ChildVoice.objects.update(words_readers=ChildVoice.Readers.TEAM)
    EarlierWords.objects.update(words_readers=ChildVoice.Readers.TEAM)
    ChildReviewed.objects.update(says_readers=ChildReviewed.Readers.TEAM)
    numbers, written = count(1), dict[str, str]()
    for model, field, name in carried():
        standing = {"struck_at": None} if hasattr(model, "struck_at") else {}
        for key in model._default_manager.filter(**standing).exclude(**{field: ""}).values_list("pk", flat=True):
            words = f"marker{next(numbers)}x"
            model._default_manager.filter(pk=key).update(**{field: words})
            written[f"{name} of {key}"] = words
    return written
