"""Children come to the front door from another room: a request that is written and sent from what is known there."""

from typing import TYPE_CHECKING

from django.db import transaction

from righthelp.agencies.actions.refusals import require
from righthelp.front_door.actions.starting import start_request
from righthelp.front_door.actions.writing import save_contact, save_referrer, send
from righthelp.front_door.carrying import Carried, from_records, with_what_family_said
from righthelp.front_door.pages import request_page
from righthelp.front_door.policies import may_begin
from righthelp.people.presenters import first_name_of
from righthelp.work.passing import (
    CHILD_SAYS,
    FAMILY_SAID,
    FAMILY_WANTS,
    HELP_SO_FAR,
    NEEDS,
    NOT_TOLD_BECAUSE,
    PLAN,
    STRENGTHS,
    USEFUL,
    WHAT_HAPPENED,
    WHO_KNOWS,
    WORRIES,
    PassedChild,
    Passing,
    Received,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from righthelp.agencies.models import Practitioner

# which question each text of another room answers; two may answer one
ANSWERS = {
    WHAT_HAPPENED: "what_happened",
    WORRIES: "risk",
    STRENGTHS: "working_well",
    NEEDS: "assessments",
    HELP_SO_FAR: "help_so_far",
    PLAN: "help_so_far",
    CHILD_SAYS: "child_says",
    FAMILY_WANTS: "family_wants",
    FAMILY_SAID: "family_said",
    NOT_TOLD_BECAUSE: "not_told_because",
    WHO_KNOWS: "who_knows",
    USEFUL: "useful",
}
TITLES = {
    NEEDS: "From the early help assessment, with what each need rests on:",
    PLAN: "What was agreed in the plan:",
}
SAFE = {"yes": "yes", "no": "no", "unsure": "advice"}
FOR_THE_PANEL = "That the early help allocation panel talks about it: it is unclear which help fits."
PANEL = "panel"


@transaction.atomic
def receive_passed(passing: Passing, by: "Practitioner") -> Received:
    """Write a request from what another room knows, and send it in the same moment (BN-049, BN-050, BP-195).

    Raises:
        LookRefused: where a record of one of the children is closed to whoever passes them on.
        NotAllowed: when somebody does not write for the agency.
    """
    require(may_begin(by, passing.agency))
    carried = _with_what_is_new(from_records(by, [one.person for one in passing.children]), passing)
    carried = with_what_family_said(by, passing.agency, carried)
    contact = start_request(agency=passing.agency, carried=carried, by=by)
    if told := _of_who_asked(passing):
        save_referrer(contact=contact, changes=told, by=by)
    if passing.is_urgent:
        save_contact(contact=contact, version=None, changes={"is_urgent": True}, by=by)
    contact.refresh_from_db()
    send(contact=contact, by=by)
    return Received(contact.public_id, request_page(contact))


def _of_who_asked(passing: Passing) -> "dict[str, object]":
    """Give on which number they are reached, and that they may be named; what is not said is left as it is."""
    told = {"phone": passing.phone, "may_be_named": passing.may_be_named}
    return {name: said for name, said in told.items() if said}


def _with_what_is_new(known: Carried, passing: Passing) -> Carried:
    """Put what comes along over what the records say: the levels thought of, and the answers."""
    levels = {one.person.pk: one for one in passing.children}
    for child in known.children:
        _say_level(child, levels[child["person"].pk])
    new = Carried(answers=_answers(passing))
    new.add(known)
    return new


def _say_level(child: "dict[str, object]", passed: PassedChild) -> None:
    if passed.level:
        child |= {"level": passed.level, "level_because": passed.level_because}


def _answers(passing: Passing) -> dict[str, str]:
    """Give the answers to the front door’s questions: texts of one child with the name, where there are several."""
    found = Carried()
    for key, text in _texts(passing):
        found.add(Carried(answers={ANSWERS[key]: text}))
    chosen = {
        "how_soon": "now" if passing.is_urgent else "",
        "safe_to_speak": SAFE.get(passing.is_safe_to_speak, ""),
        "family_told": _told(passing),
        "family_agreed": passing.family_agrees,
        "you_want": FOR_THE_PANEL if passing.asks_for == PANEL else "",
    }
    return found.answers | {key: answer for key, answer in chosen.items() if answer}


def _texts(passing: Passing) -> "Iterator[tuple[str, str]]":
    for key in ANSWERS:
        lines = [passing.texts.get(key, ""), *_of_each(passing, key)]
        text = "\n".join(filter(None, lines))
        if text:
            yield key, "\n".join(filter(None, (TITLES.get(key, ""), text)))


def _of_each(passing: Passing, key: str) -> "Iterator[str]":
    for one in passing.children:
        text = one.texts.get(key, "")
        if text:
            yield f"{first_name_of(one.person)}: {text}" if len(passing.children) > 1 else text


def _told(passing: Passing) -> str:
    """Say whether the family knows; nothing where that was not asked."""
    if passing.is_family_told:
        return "yes"
    return "no" if passing.family_agrees or passing.texts.get(NOT_TOLD_BECAUSE) else ""
