"""Early help, for tests: plain functions, past every rule."""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from righthelp.agencies.models import Practitioner
from righthelp.consent.actions.said import ToService, Who, note_said
from righthelp.considerations.tests.test_start import edition
from righthelp.early_help.actions import begin_help, open_help
from righthelp.early_help.actions.leading import Chosen, name_lead
from righthelp.early_help.actions.offering import Offered, note_offer
from righthelp.early_help.actions.team import Joining, add_to_team
from righthelp.early_help.models import EarlyHelp, Offer
from righthelp.guidance.actions import adopt
from righthelp.guidance.models import Edition
from righthelp.people.models import Person
from righthelp.people.tests import folk
from righthelp.work.actions import allocate
from righthelp.work.models import PassedOn
from righthelp.work.tests.working import team_of

SINCE = dt.date(2026, 1, 5)


def adopted(by: Practitioner) -> Edition:
    """Have the partnership adopt guidance with levels."""
    given = edition()
    adopt(framework=given.framework, by=by)
    return given


def opened(by: Practitioner, people: Sequence[Person]) -> EarlyHelp:
    """Have somebody open early help, coordinated by their own team."""
    return open_help(
        people=people,
        team=team_of(by),
        came_by=EarlyHelp.CameBy.WORKER,
        because="Maya is tired and often late",
        need_seen_on=SINCE - dt.timedelta(days=30),
        holder=by,
        by=by,
    )


def of_another_family(by: Practitioner) -> EarlyHelp:
    """Have somebody open early help for a child of another family."""
    return opened(by, [folk.person("Nia Reed", agency=team_of(by).agency, by=by)])


def answered(
    it: EarlyHelp, said_by: Person, answer: str, *, by: Practitioner, on: dt.date = SINCE, **more: Any
) -> Offer:
    """Have somebody of the family answer, as a parent unless told otherwise, for some children or for all."""
    standing, people, words = more.pop("standing", "parent"), more.pop("people", ()), more.pop("words", "")
    children = [one for one in it.plan.children.select_related("person") if not people or one.person in people]
    competence = "She says it back in her own words" if standing == "young" else ""
    offered = Offered(
        who=Who(standing=standing, how="face", said_on=on, said_by=said_by, competence=competence),
        children=children,
        offered_by=by.name,
        offered_how="At home",
        answer=answer,
        understood_how="Said back" if answer in ("agreed", "part") else "",
        next="" if answer == "agreed" else "We ask again in a month",
        words=words,
        **more,
    )
    return note_offer(help=it, offered=offered, by=by)


def agreed(it: EarlyHelp, said_by: Person, *, by: Practitioner, people: Sequence[Person] = ()) -> Offer:
    """Have somebody of the family agree for some children, or for all."""
    children = [one for one in it.plan.children.select_related("person") if not people or one.person in people]
    who = Who(standing="parent", how="face", said_on=SINCE, said_by=said_by)
    said = note_said(
        who=who,
        children=[one.person for one in children],
        agency=it.plan.team.agency,
        by=by,
        to_service=ToService("yes", "Early help"),
    )
    offer = Offer.objects.create(
        help=it,
        to_person=said_by,
        offered_on=SINCE,
        offered_by=by.name,
        offered_how="At home, face to face",
        understood_how="She said it back in her words",
        answer=Offer.Answer.AGREED,
        together=said[0].together,
        noted_by=by,
    )
    offer.children.set(children)
    return offer


def begun(it: EarlyHelp, lead: Practitioner) -> EarlyHelp:
    """Begin early help for every child for whom somebody agreed, led by somebody."""
    for child in begin_help(help=it, on=SINCE, hoped_end_on=None, by=lead):
        assert child.episode
        allocate(
            episode=child.episode,
            practitioner=lead,
            team=team_of(lead),
            role="lead practitioner",
            starts_on=SINCE,
            by=lead,
        )
    return EarlyHelp.objects.with_plan().get(pk=it.pk)


def begin(it: EarlyHelp, by: Practitioner, on: dt.date = dt.date(2026, 2, 2)) -> None:
    """Begin it for children for whom somebody agreed later; nobody leads the work with them yet."""
    begin_help(help=it, on=on, hoped_end_on=None, by=by)


def gone_up(it: EarlyHelp, *people: Person, by: Practitioner) -> None:
    """Note that some of its children, or all, went to the front door."""
    whom = people or [one.person for one in it.plan.children.select_related("person")]
    to: dict[str, Any] = {"to_room": "front_door", "to_id": uuid4(), "asked_for": "help"}
    whose: dict[str, Any] = {"from_room": "early_help", "from_id": it.public_id, "agency": it.plan.team.agency}
    for one in whom:
        PassedOn.objects.create(child=one, passed_by=by, **whose, **to)


def chosen(who: Practitioner, **more: Any) -> Chosen:
    """Choose somebody as lead practitioner, with all that is noted of a choice."""
    words = {
        "role": "school_nurse",
        "chosen_on": SINCE,
        "how": "We talked about it at home",
        "fits_because": "She knows the whole family",
        "child_wishes": "Maya: the nurse, she listens",
        "family_wishes": "Ana would like somebody from outside the school",
    }
    return Chosen(practitioner=who, team=team_of(who), **{**words, **more})


def joins(who: Practitioner, it: EarlyHelp, *, by: Practitioner, role: str = "health visitor", **more: Any) -> None:
    """Have somebody join the team around the family for every child."""
    children = list(it.plan.children.select_related("person", "episode"))
    joining = Joining(practitioner=who, team=team_of(who), role=role, family_says="Ana agrees", **more)
    add_to_team(help=it, children=children, joining=joining, by=by)


def leads(who: Practitioner, it: EarlyHelp, *, by: Practitioner) -> None:
    """Name somebody as lead practitioner."""
    name_lead(help=it, chosen=chosen(who), by=by, note="Ana likes to talk on Fridays")
