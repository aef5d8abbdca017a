"""What each outcome of a decision asks for: to whom it goes, and which work begins with it."""

from righthelp.front_door.models import ContactDecision
from righthelp.work.kinds import KINDS

Outcome = ContactDecision.Outcome
EXTRA_HELP, SOCIAL_CARE = "agency_support", "social_care"
WORK_BEGUN = {
    Outcome.EARLY_HELP: EXTRA_HELP,
    Outcome.PANEL: EXTRA_HELP,
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
# Kinds of which there are hundreds: a school or surgery is named in words, as nobody finds one in so long a list.
TOO_MANY_TO_LIST = frozenset({"school", "early_years", "gp"})
LISTED_KINDS = frozenset().union(*(KINDS[key].agency_kinds for key in WORK_BEGUN.values())) - TOO_MANY_TO_LIST


def work_of(outcome: str, agency_kind: str) -> str:
    """Give the kind of work that begins in an agency with an outcome; empty where none does there.

    >>> work_of("assessment", "social_care"), work_of("panel", "early_help"), work_of("assessment", "school")
    ('social_care', 'agency_support', '')
    """
    kind = WORK_BEGUN.get(Outcome(outcome), "")
    return kind if kind and agency_kind in KINDS[kind].agency_kinds else ""


def missing_receiver(outcome: str, *, to_whom: str, has_team: bool) -> str:
    """Say what is missing where an outcome goes to somebody who is not named; empty where nothing is.

    >>> missing_receiver("elsewhere", to_whom="", has_team=False)
    'Name the local authority'
    >>> missing_receiver("early_help", to_whom="", has_team=True)
    ''
    """
    asks = GOES_TO.get(Outcome(outcome), "")
    is_named = bool(to_whom) or (has_team and Outcome(outcome) in WORK_BEGUN)
    return "" if is_named else asks
