"""Every box of both rooms that people fill in or choose: words or a day of its own in each, and which of them stay,
with the reason.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

from django.apps import apps
from django.db import models

from righthelp.design_system.formatters import day
from righthelp.early_help.lead_roles import LEAD_ROLES
from righthelp.early_help.models import ChildVoice, EarlierWords
from righthelp.early_help.topics import TOPICS
from righthelp.plans.kinds import MEETING_KINDS
from righthelp.plans.models import ChildReviewed

ROOMS = ("plans", "early_help")
TYPED = (models.CharField, models.TextField)
BOXES = (*TYPED, models.DateField, models.BooleanField, models.PositiveSmallIntegerField, models.DecimalField)
ENDED, DROPPED = "said of what has ended", "what was dropped does not stand"
STRUCK = "what is struck through does not stand"
PAPER = "a paper that repeats what is written elsewhere, for whom it was made"
ORDER = "where it stands on a page"
WORKER = "of the worker; social care decided on it, and has it"
ROOM = "where and how people met says nothing of the child, and can give an address away"
READERS = "it decides whether the words go along, which a test of its own says"
# moments that the programme writes down itself, in every table; the day that something is about is a box of its own
STAMPS = {
    "added_at", "called_at", "changed_at", "chosen_at", "decided_at", "dropped_at", "finished_at", "impact_noted_at",
    "kept_at", "moved_at", "noted_at", "opened_at", "read_at", "reminded_at", "settled_at", "struck_at",
    "views_noted_at", "written_at",
}  # fmt: skip
# tables and boxes that say nothing to the front door, each with the reason
STAYS = {
    "plans.copy": PAPER,
    "plans.given": "how a paper went to its reader",
    "plans.story": PAPER,
    "plans.storyline": PAPER,
    "plans.familylink": "how an own page was switched on; safe ways to reach somebody stand on their record",
    "plans.plan.kind": "that it is early help is said of all that goes along",
    "plans.plan.edition": "the front door decides under the guidance that is in use there",
    "plans.plan.review_days": "how often it is reviewed; the day of the next review goes along",
    "plans.plan.begun_on": "when the paper was begun; since when early help goes on goes along",
    "plans.plan.ended_on": ENDED,
    "plans.plan.ended_because": ENDED,
    "plans.planchild.left_because": "of a child who left, and does not go along",
    "plans.planchild.left_how": "of a child who left, and does not go along",
    "plans.planchild.left_on": "of a child who left, and does not go along",
    "plans.planchild.came_back_at": "it tells what is older than that; who goes along is here now",
    "plans.planchild.position": ORDER,
    "plans.planversion.number": ORDER,
    "plans.member.kind": "what they are to the family goes along in their own words, as their role",
    "plans.member.joined_on": "since when somebody takes part; what they said and do has days of its own",
    "plans.member.left_on": "of somebody who takes part no more",
    "plans.member.left_because": "of somebody who takes part no more",
    "plans.strength.dropped_because": DROPPED,
    "plans.need.dropped_because": DROPPED,
    "plans.worry.dropped_because": DROPPED,
    "plans.goal.dropped_because": DROPPED,
    "plans.action.dropped_because": DROPPED,
    "plans.takenback": "noted by mistake, and taken back",
    "plans.review.struck_because": STRUCK,
    "plans.scalemark.struck_because": STRUCK,
    "plans.meeting.place": ROOM,
    "plans.meeting.is_online": ROOM,
    "plans.meeting.minutes_long": ROOM,
    "plans.meeting.cancelled_at": "when somebody noted it; that it was cancelled, and why, goes along",
    "plans.note.position": ORDER,
    "plans.childreviewed.says_readers": READERS,
    "plans.reminded": "that workers were told of what is due",
    "plans.invited.told_how": "how somebody was asked to a meeting",
    "early_help.earlyhelp.ended_because": ENDED,
    "early_help.earlyhelp.family_at_end": ENDED,
    "early_help.earlyhelp.section_17_asked": "a question to a manager; what was decided, and why, goes along",
    "early_help.earlyhelp.afterwards": ENDED,
    "early_help.earlyhelp.ended_on": ENDED,
    "early_help.earlyhelp.outcome": ENDED,
    "early_help.camealong.settled": "what became of it stands in the plan",
    "early_help.childvoice.words_readers": READERS,
    "early_help.earlierwords.words_readers": READERS,
    "early_help.finishedassessment": "the assessment as it stood once; as it stands now it goes along",
    "early_help.leadchoice.hours_a_week": "how much time of the worker it takes",
    "early_help.assessmentcopy": PAPER,
    "early_help.assessmentgiven": "how a paper went to its reader, and how they understood it",
    "early_help.inneed.competences": WORKER,
    "early_help.inneed.time": WORKER,
    "early_help.inneed.support": WORKER,
    "early_help.inneed.next_supervision_on": WORKER,
    "early_help.supervision.next_on": WORKER,
    "early_help.leadcompetence": WORKER,
    "early_help.localway": "of the partnership, not of a family",
}


TITLES = {topic.key: topic.title for topic in TOPICS}
# what is said of a box whose value has no words of its own: a key of a table, a yes, a number
SAID: dict[str, Callable[[Any], str]] = {
    "plans.member.shuts": lambda it: "shut in the school holidays" if it == "yes" else "",
    "plans.member.is_interface": lambda _: "a social worker who came to think about the plan",
    "plans.need.evidence_kind": lambda it: f" {it}. ",
    "plans.need.descriptor": lambda it: it.text,
    "plans.goal.has_scale": lambda _: "On its scale, 0 means: ",
    "plans.meeting.kind": lambda it: f"{MEETING_KINDS[it].name} of ",
    "plans.familysaid.wants_talk": lambda _: "They want to talk with somebody about it.",
    "plans.review.is_not_working": lambda _: "the plan is not yet making the difference we hoped: ",
    "plans.review.is_risk_rising": lambda _: "risk is rising: ",
    "plans.childreviewed.says_exact": lambda _: "the child’s exact words",
    "plans.scalemark.value": lambda it: f": {it} of 10. ",
    "plans.referral.is_signpost": lambda _: "the family was told of it on ",
    "early_help.answer.topic": lambda it: f"{TITLES[it]}: ",
    "early_help.childvoice.words_exact": lambda _: ", word for word)",
    "early_help.earlierwords.words_exact": lambda _: ", word for word)",
    "early_help.leadchoice.role": lambda it: f", {LEAD_ROLES[it]}, ",
}


def boxes() -> Iterator[tuple[type[models.Model], "models.Field[Any, Any]", str]]:
    """Give every box of both rooms, by table and field, with the name it has in `STAYS`: what is typed, chosen or
    ticked, days, places on a scale, and what is chosen of the guidance.
    """
    for model in (one for room in ROOMS for one in apps.get_app_config(room).get_models()):
        for field in model._meta.concrete_fields:
            is_box = isinstance(field, BOXES) or _is_of_guidance(field)
            if is_box and field.name not in STAMPS:
                yield model, field, f"{model._meta.label_lower}.{field.name}"


def carried() -> Iterator[tuple[type[models.Model], "models.Field[Any, Any]", str]]:
    """Give the boxes whose words go along."""
    for model, field, name in boxes():
        if name not in STAYS and model._meta.label_lower not in STAYS:
            yield model, field, name


def marked() -> dict[str, str]:
    """Put words or a day of its own into every box that is filled in, of those that go along, where it takes any; give
    what is said of each by where it stands.
    """
    ChildVoice.objects.update(words_readers=ChildVoice.Readers.TEAM)
    EarlierWords.objects.update(words_readers=ChildVoice.Readers.TEAM)
    ChildReviewed.objects.update(says_readers=ChildReviewed.Readers.TEAM)
    numbers, said = count(1), dict[str, str]()
    for model, field, name in carried():
        standing = {"struck_at": None} if hasattr(model, "struck_at") else {}
        for row in model._default_manager.filter(**standing):
            if (value := getattr(row, field.name)) not in (None, "", False):
                value = _of_its_own(field, name, next(numbers)) or value
                model._default_manager.filter(pk=row.pk).update(**{field.name: value})
                said[f"{name} of {row.pk}"] = _said(field, name, value)
    return said


def _is_of_guidance(field: "models.Field[Any, Any]") -> bool:
    return isinstance(field, models.ForeignKey) and field.remote_field.model._meta.app_label == "guidance"


def _of_its_own(field: "models.Field[Any, Any]", name: str, number: int) -> str | dt.date | None:
    """Give a value that stands in no other box: words, or a day; nothing for what is chosen of a few."""
    if isinstance(field, models.DateTimeField):
        return dt.datetime(1500 + number, 10, 10, 12, tzinfo=dt.UTC)
    if isinstance(field, models.DateField):
        return dt.date(1500 + number, 10, 10)
    is_typed = isinstance(field, TYPED) and not field.choices and name not in SAID
    return f"marker{number}x" if is_typed else None


def _said(field: "models.Field[Any, Any]", name: str, value: Any) -> str:
    """Give what people read of a value."""
    if name in SAID:
        return SAID[name](value)
    if isinstance(value, dt.date):
        return day(value)
    return str(dict(field.choices)[value] if field.choices else value)
