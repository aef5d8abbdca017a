"""What the family said of a request, who approved it without their yes, and who told them after: in plain words."""

from collections.abc import Iterator
from dataclasses import dataclass

from righthelp.calendar.queries import closed_days
from righthelp.consent.models import How
from righthelp.design_system.formatters import day
from righthelp.front_door.models import Approval, Contact, ToldAfter
from righthelp.front_door.permission import may_be_told_now, permission_words, to_be_told_after
from righthelp.front_door.rules import family_told_by

Fact = tuple[str, str]


@dataclass(frozen=True)
class Permission:
    """Whether the family agreed, in one sentence, and what was asked or noted of going on without."""

    words: str
    facts: list[Fact]


def permission_of(contact: Contact) -> Permission:
    """Give what the front door must know first of the family’s permission (SF-057, SF-061)."""
    answers = {one.key: one.text for one in contact.answers.all()}
    return Permission(permission_words(answers), list(permission_facts(contact)))


def permission_facts(contact: Contact) -> Iterator[Fact]:
    """Write down approval, advice, and who of the family was told after; what has no answer says so."""
    for one in contact.approvals.all():
        yield "Advice" if one.asked_of is None else "Approval", approval_words(one)
    for told in contact.told_after.all() if contact.received_at else ():
        yield "Told after the sending", told_words(told)


def approval_words(one: Approval) -> str:
    """Say what came of asking somebody who leads, or of advice."""
    if one.asked_of is None:
        return f"Advice of {one.taken_from} on {day(one.given_on)}: {one.words}"
    if one.is_ones_own:
        return f"Approval asked of {one.asked_of.name} on {day(one.asked_at)}, who took the request over instead."
    if one.is_open or one.answered_by is None:
        return f"Approval asked of {one.asked_of.name} on {day(one.asked_at)}, not answered yet."
    said = "approved it" if one.answer == Approval.Answer.YES else "did not approve it"
    return f"{one.answered_by.name} {said} on {day(one.given_on)}, because: {one.words}"


def told_words(told: ToldAfter) -> str:
    """Say who was told, when and how, or why nobody was."""
    if told.was_told:
        return f"{told.whom}, on {day(told.told_on)}: {How(told.how).label.lower()}"
    return f"Not told ({day(told.noted_at)}): {told.because}"


@dataclass(frozen=True)
class ToTell:
    """That the family is still to be told, in words with the day, and whether to ask first if that is safe."""

    words: str
    is_safe: bool


def still_to_tell(contact: Contact) -> ToTell | None:
    """Say of what was sent whether the family is still to hear of it (SF-062); no day where it is not safe to speak."""
    answers = {one.key: one.text for one in contact.answers.all()}
    was_told = any(one.was_told for one in contact.told_after.all())
    if contact.received_at is None or was_told or not to_be_told_after(answers):
        return None
    if not may_be_told_now(answers):
        return ToTell("The family does not know that you asked for help.", is_safe=False)
    until = day(family_told_by(contact.received_at, closed_days()))
    return ToTell(f"Tell the family that you asked for help all the same, by {until}.", is_safe=True)
