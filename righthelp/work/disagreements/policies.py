"""Who may read a disagreement, and who may do what with it.

Whoever raised it and whoever is named on a step are its parties; leads and managers of both agencies read it too. All
must be able to read the children. A party who cannot reads the disagreement's own text alone, and nothing of a child
whose record is restricted. Where no record was linked when it was raised, the decision stands for it: the leads and
managers who may read the decision read the disagreement, and a record that joins later opens it to nobody else.

Whoever it is with sees it only where named on the first step.
"""

from collections.abc import Collection
from typing import TYPE_CHECKING

from righthelp.agencies.policies import leads_or_manages, may
from righthelp.work.disagreements.rules import FIRST, Who
from righthelp.work.disagreements.subjects import Readable

if TYPE_CHECKING:
    from righthelp.agencies.models import Agency, Practitioner
    from righthelp.work.disagreements.models import Disagreement, DisagreementStep

WRITES, WORKS_AT_THE_DOOR = "write considerations", "work the front door"
NOTHING = Readable()


def who(person: "Practitioner") -> Who:
    """Give somebody as the rules know them."""
    return Who(person.pk, person.name)


def complained_of(it: "Disagreement") -> Who:
    """Give whoever the disagreement is with, as the rules know them."""
    return Who(it.complained_of_id, it.complained_of_name)


def is_with(it: "Disagreement", person: "Practitioner") -> bool:
    """Say whether the disagreement is with this person; without an account noted, the same name is enough."""
    return who(person).is_same(complained_of(it))


def may_write_for_others(person: "Practitioner") -> bool:
    """Say whether somebody writes a disagreement down for whoever has no account: the front door, leads, managers."""
    return may(person, WORKS_AT_THE_DOOR) or bool(agencies_answered_for(person))


def agencies_answered_for(person: "Practitioner") -> "list[Agency]":
    """List the agencies whose disagreements somebody reads as a lead or manager."""
    held = {one.team.agency_id: one.team.agency for one in person.memberships_now}
    return [agency for agency in held.values() if leads_or_manages(person, agency)]


def may_read(
    person: "Practitioner",
    it: "Disagreement",
    *,
    opened: Collection[int],
    restricted: Collection[int],
    decisions: Readable = NOTHING,
) -> bool:
    """Say whether somebody may read a disagreement, given which of its children's records are open to them.

    One restricted record that is closed to them closes it, whoever they are: the text tells of the child. `decisions`:
    of those that stand for a record that is not linked, which are open to them.
    """
    children = {child.pk for child in it.children.all()}
    if children & set(restricted) - set(opened) or it.subject_id in decisions.shut:
        return False
    if is_with(it, person):
        return any(is_named_for_theirs(person, step) for step in it.all_steps if step.position == FIRST)
    if is_party(person, it):
        return True
    reads = it.subject_id in decisions.opened if it.is_by_decision else children <= set(opened)
    return reads and any(leads_or_manages(person, one) for one in (it.raised_for, it.agency) if one)


def is_party(person: "Practitioner", it: "Disagreement") -> bool:
    """Say whether somebody raised it, or is named on a step, and still works where they did so."""
    raised = it.raised_by_id == person.pk and may(person, WRITES, it.raised_for)
    return raised or any(is_named_on(person, step) for step in it.all_steps)


def takes_part(person: "Practitioner", it: "Disagreement") -> bool:
    """Say whether somebody is a party to it, or answers for the side that raised it."""
    return is_party(person, it) or leads_or_manages(person, it.raised_for)


def is_named_on(person: "Practitioner", step: "DisagreementStep") -> bool:
    """Say whether somebody speaks on a step, for either side, and still works where they did when they were named."""
    ours = step.ours_id == person.pk and step.ours_agency is not None and may(person, WRITES, step.ours_agency)
    return ours or is_named_for_theirs(person, step)


def is_named_for_theirs(person: "Practitioner", step: "DisagreementStep") -> bool:
    """Say whether somebody speaks for the other side on a step, and still works where they did when they were named."""
    return step.theirs_id == person.pk and step.theirs_agency is not None and may(person, WRITES, step.theirs_agency)


def sees_step(person: "Practitioner", it: "Disagreement", step: "DisagreementStep") -> bool:
    """Say whether somebody who reads a disagreement reads what was said on a step: whoever it is with, the first."""
    return step.position == FIRST or not is_with(it, person)


def may_lead_on(person: "Practitioner", it: "Disagreement") -> bool:
    """Say whether somebody who reads it takes it further: who raised it, who speaks for that side, its leads."""
    if not it.is_open or is_with(it, person):
        return False
    now, agency = it.now, it.raised_for
    is_ours = now.ours_id == person.pk and now.ours_agency is not None and may(person, WRITES, now.ours_agency)
    raised = it.raised_by_id == person.pk and may(person, WRITES, agency)
    return raised or is_ours or leads_or_manages(person, agency)


def may_settle(person: "Practitioner", it: "Disagreement") -> bool:
    """Say whether somebody may note what was agreed or decided: who leads it on; at the top also who holds that step.

    Never whoever it is with.
    """
    holds = it.is_open and it.is_at_top and not is_with(it, person) and is_named_for_theirs(person, it.now)
    return holds or may_lead_on(person, it)


def may_say(person: "Practitioner", it: "Disagreement") -> list[str]:
    """List the sides of which somebody may note what was said: their own; who leads it on, both."""
    if not it.is_open or not it.now.is_named:
        return []
    if may_lead_on(person, it):
        return ["ours", "theirs"]
    return ["theirs"] if is_named_for_theirs(person, it.now) else []


def may_withdraw(person: "Practitioner", it: "Disagreement") -> bool:
    """Say whether somebody may withdraw it: whoever raised it, and nobody else."""
    return it.is_open and it.raised_by_id == person.pk and may(person, WRITES, it.raised_for)
