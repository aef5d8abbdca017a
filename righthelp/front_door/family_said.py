"""What the family said before, or why they were not asked, as the agency that asks for help wrote it down.

It is carried into a request so that nobody types it again: only what stands on a record, what the agency itself wrote,
and what the writer may read; no place that is protected for anybody of the family, and nobody whose record is
restricted by name.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from righthelp.consent.access import Standing, standing_among
from righthelp.consent.covering import covers, names_one_of
from righthelp.consent.models import Agreement, Consent, GoingOn, Kept, Said
from righthelp.consent.presenters import STANDINGS, what_of, why_of
from righthelp.design_system.formatters import day
from righthelp.front_door.permission import AGREED, BECAUSE, NO, NOT_ASKED, PART, SAFE, SOME, TOLD, YES
from righthelp.front_door.whose import NAMES
from righthelp.people.access import looked, seen_among_tied
from righthelp.people.close import tie_of
from righthelp.people.models import Relationship, Residence
from righthelp.people.places import tells_of
from righthelp.people.policies import restricted_among
from righthelp.people.presenters import name_of
from righthelp.people.queries import bring_names

if TYPE_CHECKING:
    from righthelp.agencies.models import Agency, Practitioner
    from righthelp.people.models import Person

One = TypeVar("One", bound=Kept)
SAID, WISHES = "family_said", "family_wants"
SOMEBODY = "Somebody of the family"
MOST_CAREFUL_FIRST = {GoingOn.Safe.NO.value: "no", GoingOn.Safe.UNSURE.value: "advice", GoingOn.Safe.YES.value: "yes"}
Names = Mapping[int, str]


@dataclass(frozen=True)
class WrittenDown:
    """What is written down, a line each with its day; and the answers that can begin with it, by key."""

    lines: tuple[str, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Kept:
    """What one agency wrote down that stands, each conversation once; `hidden` are places that must not show."""

    said: list[Agreement | Consent]
    goings_on: list[GoingOn]
    speakers: Names
    hidden: list[Residence]

    def tells_no_place(self, text: str) -> bool:
        return not tells_of(text, self.hidden)


def written_down(by: "Practitioner", agency: "Agency", children: "Iterable[Person]", *, page: str) -> WrittenDown:
    """Give what an agency wrote down about asking the family of some children, and log the look at each of them."""
    people = {one.pk: one for one in children}
    ties = list(Relationship.objects.select_related("person", "relative").close_to(people.keys())) if people else []
    around = {one.pk: one for tie in ties for one in (tie.person, tie.relative)} | people
    shut = restricted_among(around)
    looks = seen_among_tied(by, around.values(), map(tie_of, ties), restricted=shut) if people else {}
    standing = standing_among(by, [looks[key] for key in people if key in looks])
    own = {key: found for key, found in standing.items() if _by_agency(found, agency)}
    for key in own:
        looked(by, people[key], looks, page)
    if not own:
        return WrittenDown()
    said, goings_on = _conversations(own.values(), agency)
    named = [looks[key].person for key in {one.said_by_id for one in said} if key in looks and key not in shut]
    places = Residence.objects.filter(person__in=around, is_protected=True, withdrawn_at__isnull=True)
    kept = _Kept(said, goings_on, _names_of(named), list(places))
    return WrittenDown(tuple(filter(kept.tells_no_place, _lines(kept))), _answers(kept))


def _by_agency(found: Standing, agency: "Agency") -> bool:
    return any(one.agency_id == agency.pk for one in (*found.agreements, *found.consents, *found.goings_on))


def _conversations(standing: Iterable[Standing], agency: "Agency") -> tuple[list[Agreement | Consent], list[GoingOn]]:
    found = list(standing)
    said: list[Agreement | Consent] = [
        *_once((one for each in found for one in each.agreements), agency),
        *_once((one for each in found for one in each.consents), agency),
    ]
    return said, _once((one for each in found for one in each.goings_on), agency)


def _names_of(people: "list[Person]") -> Names:
    """Name those on file who said something, whom the writer may see and whose records are open to everybody."""
    bring_names(people)
    return {one.pk: name_of(one) for one in people}


def _once(records: Iterable[One], agency: "Agency") -> list[One]:
    """Keep those of an agency, of several children whom one conversation was about the first; oldest first."""
    first = {one.together: one for one in records if one.agency_id == agency.pk}
    return sorted(first.values(), key=lambda one: (one.written_at, one.pk))


def _lines(kept: _Kept) -> Iterator[str]:
    for said in kept.said:
        yield f"Written down on {day(said.written_at)}: {_said_words(said, kept.speakers)}"
    for one in kept.goings_on:
        yield f"Written down on {day(one.written_at)}: {why_of(one)}"


def _said_words(said: Agreement | Consent, speakers: Names) -> str:
    who = said.said_by_name or speakers.get(said.said_by_id or 0, SOMEBODY)
    limits = f" Not: {said.limits}." if said.limits else ""
    why = f" How we know that they can decide it: {said.competence}" if said.competence else ""
    standing = STANDINGS[Said.Standing(said.standing)]
    return f"{who} ({standing}), {day(said.said_on)}: {what_of(said)}.{limits}{why}"


def _answers(kept: _Kept) -> dict[str, str]:
    """Give the answers that can begin with it: nothing is concluded that nobody said."""
    texts = {
        SAID: (_said_words(one, kept.speakers) for one in kept.said),
        BECAUSE: (why_of(one) for one in kept.goings_on),
        WISHES: (one.wishes for one in kept.goings_on),
    }
    found = {key: "\n".join(filter(kept.tells_no_place, filter(None, lines))) for key, lines in texts.items()}
    chosen = {SAFE: _is_safe(kept.goings_on), **_permission(kept)}
    return {key: text for key, text in {**found, **chosen}.items() if text}


def _is_safe(goings_on: Iterable[GoingOn]) -> str:
    """Carry whether it was safe to speak to them; of several answers the most careful."""
    given = {one.safe for one in goings_on}
    return next((answer for safe, answer in MOST_CAREFUL_FIRST.items() if safe in given), "")


def _permission(kept: _Kept) -> dict[str, str]:
    """Carry whether parents or carers know of it and agree, where what they said was about sharing with the front door.

    What they said of other help or sharing says nothing of this request.
    """
    not_asked = any(not one.is_after_refusal for one in kept.goings_on)
    spoken = [one for one in kept.said if isinstance(one, Consent) and names_one_of(one.shared_with, NAMES)]
    heard = any(one.standing != Said.Standing.YOUNG for one in spoken)
    told = (SOME if not_asked else YES) if heard else NO if not_asked else ""
    return {TOLD: told, AGREED: _agreed(spoken) or (NOT_ASKED if not_asked and not spoken else "")}


def _agreed(spoken: list[Consent]) -> str:
    given = {one.answer for one in spoken if one.is_refusal or covers(one, NAMES)}
    if {Said.Answer.YES, Said.Answer.NO} <= given or Said.Answer.PART in given:
        return PART
    return NO if Said.Answer.NO in given else YES if given else ""
