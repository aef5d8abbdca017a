"""What each outcome of a decision asks for: to whom it goes, and which work begins with it."""

from dataclasses import dataclass

from righthelp.front_door.models import ContactDecision
from righthelp.work.kinds import KINDS

Outcome = ContactDecision.Outcome
EARLY_HELP, SOCIAL_CARE = "early_help", "social_care"
# Early help waits in its team to be offered, and begins once the family agrees (BP-026). With the panel nothing
# begins: it says who gives the help, and that is a decision of its own (BN-044).
WORK_BEGUN = {
    Outcome.EARLY_HELP: EARLY_HELP,
    Outcome.ASSESSMENT: SOCIAL_CARE,
    Outcome.STRATEGY: SOCIAL_CARE,
    Outcome.EMERGENCY: SOCIAL_CARE,
}
GOES_TO = {
    Outcome.UNIVERSAL: "Say which help that is there for every family fits",
    Outcome.EARLY_HELP: "Say which service gives the early help",
    Outcome.ELSEWHERE: "Name the local authority",
    Outcome.OPEN_WORK: "Name the worker whom the child has already",
}
# Where help from more than one agency would be of use, there is one early help assessment for them all (SF-007).
SHARED_WITH = frozenset({Outcome.EARLY_HELP, Outcome.PANEL})
SHARED_HELP = "Where help from more than one agency is needed, offer one shared early help assessment"
FOR_A_TEAM = frozenset({Outcome.ASSESSMENT, Outcome.STRATEGY, Outcome.EMERGENCY})
NO_TEAM = "Choose the team that takes it"
TEAM_OR_SERVICE = "Choose the team that gives the early help, or say below which service gives it"
NOBODY = "No team is set up here that can take it. Write down who takes it"
# Kinds of which there are hundreds: a school or surgery is named in words, as nobody finds one in so long a list.
TOO_MANY_TO_LIST = frozenset({"school", "early_years", "gp"})
LISTED_KINDS = frozenset().union(*(KINDS[key].agency_kinds for key in WORK_BEGUN.values())) - TOO_MANY_TO_LIST


@dataclass(frozen=True)
class Missing:
    """What is missing of whom a decision goes to, and at which field it is asked for."""

    field: str
    words: str


def shared_help(outcome: str) -> str:
    """Say what early help and the panel ask for: one assessment for every agency that helps; nothing of others.

    >>> shared_help("panel") == SHARED_HELP, shared_help("advice")
    (True, '')
    """
    return SHARED_HELP if outcome in SHARED_WITH else ""


def work_of(outcome: str, agency_kind: str) -> str:
    """Give the kind of work that begins in an agency with an outcome; empty where none does there.

    >>> work_of("assessment", "social_care"), work_of("panel", "early_help"), work_of("assessment", "school")
    ('social_care', '', '')
    """
    kind = WORK_BEGUN.get(Outcome(outcome), "")
    return kind if kind and agency_kind in KINDS[kind].agency_kinds else ""


def kinds_that_take(outcome: str) -> frozenset[str]:
    """Give the kinds of agency whose teams can be chosen to take a child up with an outcome.

    >>> sorted(kinds_that_take("strategy")), sorted(kinds_that_take("advice"))
    (['social_care'], [])
    """
    return frozenset(kind for kind in LISTED_KINDS if work_of(outcome, kind))


def missing_receiver(outcome: str, *, to_whom: str, has_team: bool, are_teams: bool) -> Missing | None:
    """Say what is missing where an outcome goes to somebody who is not named; nothing where nobody is asked for.

    `are_teams`: whether there are teams here that can take it. Then one of them does, and words are not enough where
    the child waits for social care.

    >>> missing_receiver("elsewhere", to_whom="", has_team=False, are_teams=True)
    Missing(field='to_whom', words='Name the local authority')
    >>> missing_receiver("strategy", to_whom="Somebody", has_team=False, are_teams=True)
    Missing(field='team', words='Choose the team that takes it')
    >>> missing_receiver("early_help", to_whom="", has_team=True, are_teams=True)
    """
    chosen = Outcome(outcome)
    if has_team and chosen in WORK_BEGUN:
        return None
    if chosen in FOR_A_TEAM and are_teams:
        return Missing("team", NO_TEAM)
    if chosen == Outcome.EARLY_HELP and are_teams and not to_whom:
        return Missing("team", TEAM_OR_SERVICE)
    words = NOBODY if chosen in FOR_A_TEAM else GOES_TO.get(chosen, "")
    return Missing("to_whom", words) if words and not to_whom else None
