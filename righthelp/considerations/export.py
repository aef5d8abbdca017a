"""A consideration as JSON, for an agency's own log of concerns. Right Help is not that log; it exports to it.

The shape, which only ever grows:

    {"format": "right-help-consideration", "format_version": 1,
     "reference", "address_part": the public id, "status": "draft, not sent" | "decided" | "set aside",
     "set_aside": null | {"at", "by", "because", "brought_back_at", "brought_back_by"}: the last time, if ever,
     "agency", "started": {"at", "by"}, "held_by", "changed_at", "exported_at",
     "guidance": {"framework", "edition", "wording"}, "continues": the public id of the earlier thinking, or null,
     "common": [{"title", "answers": [{"question", "answer"}]}],
     "conversations": [{"kind", "with_whom", "on", "child_named", "said", "followed", "noted_by",
                        "noted_at": null where it was noted before this was kept}],
     "children": [{"label", "age",
         "words": null | {"text", "said_on", "question", "exact", "readers"},
         "words_kept_back": true where there are words that only the writer and the safeguarding lead may read,
         "answers": as in common,
         "needs": [{"text", "code" and "level" and "theme" (null for own words), "is_strength", "comes_first",
                    "evidence", "evidence_from", "evidence_on", "evidence_kind": "fact" | "opinion" | "reported" | ""}],
         "decisions": [{"level", "level_name", "holds", "decided_at", "decided_by", "decided_with", "reason",
                        "lower_reason", "lower_reason_answers": what asked for that reason when it was decided, any of
                        "highest_worry" (a worry chosen from a higher level) and "possible_crime" (words that may
                        describe a crime or a serious injury), "family_part", "look_again_on", "edition"}]}],
     "common_as_decided": [{"child": the label, "decided_at", "common": as above}]: what a decision was made with, where
                          what is common was changed after it for children who were undecided, or
                          whether it is safe to speak to the family was answered only then}

Moments are ISO 8601 in UTC, days are ISO 8601, and what nobody wrote is an empty text or null.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from righthelp.considerations.as_decided import AsDecided, as_decided
from righthelp.considerations.models import ChosenNeed, Consideration, ConsideredChild, Conversation, Decision
from righthelp.considerations.record import Part, answered_by_reason, child_parts, common_parts, standing, words_leave


def exported(it: Consideration, *, is_draft: bool, now: dt.datetime) -> dict[str, Any]:
    """Write the whole record as plain data."""
    return {
        "format": "right-help-consideration",
        "format_version": 1,
        "reference": str(it.public_id)[:8],
        "address_part": str(it.public_id),
        "status": _status(it, is_draft),
        "set_aside": _set_aside(it),
        "agency": it.agency.name,
        "started": {"at": _moment(it.started_at), "by": it.author.name},
        "held_by": it.holder.name,
        "changed_at": _moment(it.changed_at),
        "exported_at": _moment(now),
        "guidance": {
            "framework": it.edition.framework.title,
            "edition": it.edition.name,
            "wording": it.edition.get_wording_display(),
        },
        "continues": str(it.continues.public_id) if it.continues else None,
        "common": _answers(common_parts(it)),
        "conversations": [_conversation(talk) for talk in it.conversations.all()],
        "children": [_child(child) for child in it.children.all()],
        "common_as_decided": [_as_decided(one) for one in as_decided(it)],
    }


def _status(it: Consideration, is_draft: bool) -> str:
    if it.is_set_aside:
        return "set aside"
    return "draft, not sent" if is_draft else "decided"


def _set_aside(it: Consideration) -> dict[str, Any] | None:
    if it.set_aside_at is None or it.set_aside_by is None:
        return None
    return {
        "at": _moment(it.set_aside_at),
        "by": it.set_aside_by.name,
        "because": it.set_aside_because,
        "brought_back_at": _moment(it.brought_back_at) if it.brought_back_at else None,
        "brought_back_by": it.brought_back_by.name if it.brought_back_by else None,
    }


def _answers(parts: Iterable[Part]) -> list[dict[str, Any]]:
    return [
        {"title": part.title, "answers": [{"question": label, "answer": value} for label, value in part.facts]}
        for part in parts
    ]


def _as_decided(one: AsDecided) -> dict[str, Any]:
    decided_at = _moment(one.decision.decided_at)
    return {"child": one.child.label, "decided_at": decided_at, "common": _answers(one.parts)}


def _conversation(talk: Conversation) -> dict[str, Any]:
    return {
        "kind": talk.kind,
        "with_whom": talk.with_whom,
        "on": talk.held_on.isoformat(),
        "child_named": not talk.without_names,
        "said": talk.said,
        "followed": talk.followed,
        "noted_by": talk.noted_by.name,
        "noted_at": _moment(talk.noted_at) if talk.noted_at else None,
    }


def _child(child: ConsideredChild) -> dict[str, Any]:
    holds = standing(child)
    return {
        "label": child.label,
        "age": child.get_age_display(),
        "words": _words(child) if child.words and words_leave(child) else None,
        "words_kept_back": bool(child.words) and not words_leave(child),
        "answers": _answers(child_parts(child)),
        "needs": [_need(need) for need in child.needs.all()],
        "decisions": [_decision(decision, holds=decision == holds) for decision in child.decisions.all()],
    }


def _words(child: ConsideredChild) -> dict[str, Any]:
    return {
        "text": child.words,
        "said_on": _day(child.words_on),
        "question": child.words_question,
        "exact": child.words_exact,
        "readers": child.words_readers,
    }


def _need(need: ChosenNeed) -> dict[str, Any]:
    found = need.descriptor
    return {
        "text": need.text,
        "code": found.code if found else None,
        "level": found.level.number if found else None,
        "theme": found.theme.name if found else None,
        "is_strength": need.is_strength,
        "comes_first": need.comes_first,
        "evidence": need.evidence,
        "evidence_from": need.evidence_from,
        "evidence_on": _day(need.evidence_on),
        "evidence_kind": need.evidence_kind,
    }


def _decision(decision: Decision, *, holds: bool) -> dict[str, Any]:
    return {
        "level": decision.level.number,
        "level_name": decision.level.name,
        "holds": holds,
        "decided_at": _moment(decision.decided_at),
        "decided_by": decision.decided_by.name,
        "decided_with": decision.decided_with,
        "reason": decision.reason,
        "lower_reason": decision.lower_reason,
        "lower_reason_answers": [str(asks) for asks in answered_by_reason(decision)],
        "family_part": decision.family_part,
        "look_again_on": _day(decision.look_again_on),
        "edition": str(decision.edition),
    }


def _moment(value: dt.datetime) -> str:
    return value.astimezone(dt.UTC).isoformat(timespec="seconds")


def _day(value: dt.date | None) -> str | None:
    return value.isoformat() if value else None
