"""What somebody is to the centre, in words that anybody can follow: “Maya’s mother’s brother”."""

from dataclasses import dataclass

from righthelp.people.genogram.boxes import NATURES, THREE, TIES
from righthelp.people.genogram.family import (
    TREE,
    Bond,
    Couple,
    Family,
    Key,
    Member,
    Nature,
    ParentLink,
    Parting,
    Sex,
    State,
    Tie,
    Twins,
    ends_of,
)
from righthelp.people.relations import UNSURE, Words, words_by_parents

PARENT, CHILD = ("mother", "father", "parent"), ("daughter", "son", "child")
SIBLING = ("sister", "brother", "brother or sister")
SPOUSE = ("wife", "husband", "husband or wife")
NIECE, GRANDCHILD = ("niece", "nephew", "niece or nephew"), ("granddaughter", "grandson", "grandchild")


UNSAID = [("matters",) * 3]  # “matters to Maya” is no kinship; it is said apart


@dataclass(frozen=True)
class Step:
    """One step from a person to another: what the other is to them, and how it goes on from there."""

    to: Key
    words: Words
    way: str
    prefix: str = ""


def kin(family: Family) -> dict[Key, str]:
    """Say of everybody who is joined to the centre, however far, what they are to the centre.

    A pregnancy that ended is called only that: what it was to anybody is for the family to say.
    """
    steps = _steps(family)
    paths: dict[Key, list[Step]] = {family.centre: []}
    waiting = [family.centre]
    for key in waiting:
        for step in steps.get(key, ()):
            if step.to not in paths and step.words not in UNSAID:
                paths[step.to] = [*paths[key], step]
                waiting.append(step.to)
    return {key: _said(family, path) for key, path in paths.items() if family.by_key[key].state is not State.LOST}


def of_sex(words: Words, sex: Sex) -> str:
    """Choose the word for a woman, a man or anybody."""
    return words[THREE.index(sex)] if sex in THREE else words[2]


def _said(family: Family, path: list[Step]) -> str:
    said, here, place = family.by_key[family.centre].first_name, family.centre, 0
    while place < len(path):
        step = path[place]
        if step.way == "up" and place + 1 < len(path) and path[place + 1].way == "down":
            step = _sibling(family, here, path[place + 1])
            place += 1
        said += f"’s {_word(family.by_key[step.to], step)}"
        here, place = step.to, place + 1
    return said


def _word(member: Member, step: Step) -> str:
    unborn = "unborn " if member.state is State.UNBORN else ""
    return f"{unborn}{step.prefix}{of_sex(step.words, member.sex)}"


def _sibling(family: Family, here: Key, step: Step) -> Step:
    twins = next((one for one in family.twins if {one.first, one.second} == {here, step.to}), None)
    if twins:
        return Step(step.to, SIBLING, "level", f"{twin_words(twins)} ")
    return Step(step.to, _lower(words_by_parents(_parents(family, here), _parents(family, step.to))), "level")


def unsure_siblings(family: Family) -> list[Key]:
    """Give the centre's brothers and sisters who may be half ones: too few parents are here to tell.

    Nothing is asked about a pregnancy that ended, and twins share both parents.
    """
    own = _parents(family, family.centre)
    twins = {key for one in family.twins if family.centre in ends_of(one) for key in ends_of(one)}
    others = [one for one in family.members if one.state is not State.LOST and one.key not in {family.centre, *twins}]
    shared = {one.key: theirs for one in others if own & (theirs := _parents(family, one.key))}
    return [key for key, theirs in shared.items() if words_by_parents(own, theirs) is UNSURE]


def _parents(family: Family, key: Key) -> set[Key]:
    return {link.parent for link in family.parents if link.child == key and link.nature in TREE}


def _steps(family: Family) -> dict[Key, list[Step]]:
    found: dict[Key, list[Step]] = {}
    for link in sorted(family.parents, key=lambda link: list(Nature).index(link.nature)):
        if link.nature in TREE:
            _add_parent(found, link)
    for couple in family.couples:
        words, prefix = spouse(couple)
        found.setdefault(couple.first, []).append(Step(couple.second, words, "level", prefix))
        found.setdefault(couple.second, []).append(Step(couple.first, words, "level", prefix))
    for twins in family.twins:
        _add_both(found, twins.first, twins.second, SIBLING, "identical twin " if twins.is_identical else "twin ")
    for link in family.parents:
        if link.nature not in TREE:
            _add_carer(found, link)
    for tie in family.ties:
        _add_tie(found, tie)
    return found


def _add_parent(found: dict[Key, list[Step]], link: ParentLink) -> None:
    prefix = "adoptive " if link.nature is Nature.ADOPTIVE else ""
    child_prefix = "adopted " if link.nature is Nature.ADOPTIVE else ""
    found.setdefault(link.child, []).append(Step(link.parent, PARENT, "up", prefix))
    found.setdefault(link.parent, []).append(Step(link.child, CHILD, "down", child_prefix))


def _add_carer(found: dict[Key, list[Step]], link: ParentLink) -> None:
    carer = (NATURES[link.nature].lower(),) * 3
    found.setdefault(link.child, []).append(Step(link.parent, carer, "level"))
    cared_for = {Nature.STEP: ("stepdaughter", "stepson", "stepchild"), Nature.FOSTER: ("foster child",) * 3}
    words = cared_for.get(link.nature, ("child in their care",) * 3)
    found.setdefault(link.parent, []).append(Step(link.child, words, "level"))


def _add_both(found: dict[Key, list[Step]], first: Key, second: Key, words: Words, prefix: str = "") -> None:
    found.setdefault(first, []).append(Step(second, words, "level", prefix))
    found.setdefault(second, []).append(Step(first, words, "level", prefix))


def _add_tie(found: dict[Key, list[Step]], tie: Tie) -> None:
    there = _lower(TIES[tie.kind])
    back = {"grandparent": GRANDCHILD, "aunt_or_uncle": NIECE}.get(tie.kind.value, there)
    found.setdefault(tie.person, []).append(Step(tie.relative, there, "level"))
    found.setdefault(tie.relative, []).append(Step(tie.person, back, "level"))


def _lower(words: Words) -> Words:
    one, other, any_ = (word.lower() for word in words)
    return one, other, any_


def spouse(couple: Couple) -> tuple[Words, str]:
    """Say what two people are or were to each other."""
    words = {
        Bond.MARRIED: SPOUSE,
        Bond.CIVIL_PARTNER: ("civil partner",) * 3,
    }.get(couple.bond, ("partner",) * 3)
    if couple.parting is Parting.TOGETHER:
        return words, ""
    is_still_married = couple.parting is Parting.SEPARATED and couple.bond in {Bond.MARRIED, Bond.CIVIL_PARTNER}
    return words, "separated " if is_still_married else "former "


def twin_words(twins: Twins) -> str:
    """Say which kind of twins two people are."""
    return "identical twin" if twins.is_identical else "twin"
