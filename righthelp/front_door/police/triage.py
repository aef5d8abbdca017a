"""Words offered for a quick decision on a police notification (data/triage_words.csv).

They are shown in boxes that can be changed, and are kept only as whoever decides sends them. For a strategy
discussion, action at once, or another authority nothing is offered: there the words must be found for the child.
"""

import csv
from pathlib import Path

from righthelp.front_door.models import ContactDecision

REASONS = {
    "one_safe": "One incident. The child was safe when the police left, and nothing else is on file.",
    "not_there": "The child was not there, and saw and heard nothing of it.",
    "again": "It is not the first incident. Together they weigh more than each alone.",
    "heard": "The child saw or heard it. They were safe when the police left.",
    "helped": "The family has help already, and whoever helps is told of this.",
}


def _read() -> dict[str, dict[str, str]]:
    with (Path(__file__).parent.parent / "data" / "triage_words.csv").open(newline="", encoding="utf-8") as file:
        return {row.pop("outcome"): row for row in csv.DictReader(file)}


WORDS = _read()
OUTCOMES = list(ContactDecision.Outcome.choices)


def words_for(outcome: str, reason: str) -> dict[str, str]:
    """Give the words to begin with for an outcome: five answers and a reason; a chosen reason stands instead.

    >>> words_for("strategy", "") == {} and words_for("advice", "heard")["reason"] == REASONS["heard"]
    True
    """
    offered = dict(WORDS.get(outcome, {}))
    return offered | {"reason": REASONS[reason]} if reason in REASONS else offered
