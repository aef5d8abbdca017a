"""Who of the family early help can be offered to: whom the reader may see, by name, with who they are to the child."""

from typing import TYPE_CHECKING

from django.utils import timezone

from righthelp.design_system.formatters import in_words
from righthelp.early_help.agreement import decides_alone
from righthelp.early_help.policies.speaking import Speaks, speaks_for
from righthelp.people.access import seen_among
from righthelp.people.models import Person, Relationship
from righthelp.people.policies import restricted_among
from righthelp.people.presenters import is_child, name_of
from righthelp.people.queries import bring_names
from righthelp.people.relations import said_of_tie

if TYPE_CHECKING:
    from collections.abc import Mapping

    from righthelp.early_help.access import SeenHelp
    from righthelp.plans.models import PlanChild

COUNTS, NOT_ALONE = "Whose yes counts", "Can be asked, and their yes alone is not enough"
NOBODY = "Nobody on file has parental responsibility. Write on the record who does, as far as you know."


def to_ask(seen: "SeenHelp") -> dict[str, tuple[Person, str]]:
    """Give by public id those who raise the children and the children themselves, each in words with who they are."""
    children = {one.person_id: one.person for one in seen.plan.children if one.left_on is None}
    ties = Relationship.objects.raising(list(children))
    adults = {tie.relative_id: tie for tie in ties.select_related("relative").order_by("-pk")}
    people = [tie.relative for tie in adults.values() if _may_be_asked(tie)]
    looks = seen_among(seen.plan.reader, people) if people else {}
    shut = restricted_among(looks) if looks else set()
    shown = [one for one in people if one.pk in looks and one.pk not in shut]
    bring_names([*shown, *children.values()])
    raising = {str(one.public_id): (one, _words(adults[one.pk])) for one in reversed(shown)}
    return raising | {str(one.public_id): (one, name_of(one)) for one in children.values()}


def who_speaks(seen: "SeenHelp", asked: "Mapping[str, tuple[Person, str]]") -> tuple[Speaks, dict[str, str]]:
    """Say who can speak for whom, and of each child, by public id, in words whose yes counts."""
    speaks = speaks_for([one.person_id for one in seen.plan.children])
    return speaks, {str(one.public_id): _whose_yes(one, speaks, asked) for one in seen.plan.children}


def _whose_yes(child: "PlanChild", speaks: Speaks, asked: "Mapping[str, tuple[Person, str]]") -> str:
    deciding = [words for person, words in asked.values() if speaks.may_decide(person.pk, child.person_id)]
    others = [words for person, words in asked.values() if (person.pk, child.person_id) in speaks.raising]
    if decides_alone(child.person, timezone.localdate()):
        deciding = [name_of(child.person), *deciding]
    more = [one for one in others if one not in deciding]
    counts = f"{COUNTS}: {in_words(deciding)}." if deciding else NOBODY
    return f"{counts} {NOT_ALONE}: {in_words(more)}." if more else counts


def _may_be_asked(tie: Relationship) -> bool:
    other = tie.relative
    return tie.to_on is None and not other.died_on and not (other.born_on and is_child(other, timezone.localdate()))


def _words(tie: Relationship) -> str:
    return f"{name_of(tie.relative)}, {said_of_tie(tie, tie.relative).lower()}"
