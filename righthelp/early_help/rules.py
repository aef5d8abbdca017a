"""What an assessment does not say yet. It is said, and never asked for: those who talk know what fits a family."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class About:
    """What is written about one child, adult, or the family as a whole."""

    name: str
    of: str
    not_talked_about: tuple[str, ...]
    has_going_well: bool
    has_voice: bool = False
    was_seen: bool = False
    has_life: bool = False
    has_to_happen: bool = False
    has_need: bool = False


@dataclass(frozen=True)
class Shared:
    """What is written once for the family."""

    has_needs: bool
    fathers: bool
    each_other: bool
    prevents: bool
    took_part: bool
    unanswered_marks: int


def lacks(subjects: tuple[About, ...], shared: Shared) -> list[str]:
    """List what is not written yet, in the order of the pages.

    >>> child = About("Maya", "child", (), True, has_voice=True, was_seen=True, has_life=True)
    >>> mother = About("Ana", "adult", (), True)
    >>> lacks((child, mother), Shared(True, False, True, True, True, 0))
    ['Nothing about fathers and male carers']
    """
    return [line for one in subjects for line in _about(one)] + list(_shared(subjects, shared))


def _about(one: About) -> Iterator[str]:
    if one.of == "child":
        yield from _voice(one)
    if one.not_talked_about:
        yield f"{one.name}: not talked about yet: {'; '.join(one.not_talked_about)}"
    if not one.has_going_well:
        yield f"{one.name}: nothing that is going well"
    if one.has_to_happen and not one.has_need:
        yield f"{one.name}: what needs to happen is written down, and no need of theirs is on the plan"


def _voice(one: About) -> Iterator[str]:
    if not one.has_voice:
        yield f"{one.name}: nothing that the child says or shows"
    if not one.was_seen:
        yield f"{one.name}: nobody noted whether the child was spoken with alone, or watched at play"
    if not one.has_life:
        yield f"{one.name}: nothing on what life is like now"


def _shared(subjects: tuple[About, ...], shared: Shared) -> Iterator[str]:
    if not any(one.of == "adult" for one in subjects):
        yield "No adult of the family takes part in the plan yet"
    if not shared.took_part:
        yield "Nothing on who took part"
    if not shared.fathers:
        yield "Nothing about fathers and male carers"
    if not shared.each_other:
        yield "Nothing on how what one person needs affects the others"
    if not shared.prevents:
        yield "Nothing on what help would stop things from getting worse"
    if not shared.has_needs:
        yield "No need is noted for the plan"
    if shared.unanswered_marks:
        yield "How it was made: not all four questions are answered"
