"""What a family may be given to read about one child: little, in plain words, and safe for the child.

No evidence with its source, no advice from others, no descriptors; the child's own words only once somebody has
decided that the family may read them. Nothing leaves before somebody read the very copy and said that it is safe: a
reason can hold what a child said.
"""

import hashlib
import json
from dataclasses import dataclass

from righthelp.considerations.as_decided import common_when_decided
from righthelp.considerations.models import Consideration, ConsideredChild, FamilyCopyRead
from righthelp.considerations.record import said_how, standing
from righthelp.considerations.rules import PlainWordsRemark, plain_words_remarks
from righthelp.design_system.formatters import day
from righthelp.design_system.plain_words import FOR_FAMILIES

THE_WORRY, GOING_WELL = "what the worry is", "what is going well"


@dataclass(frozen=True)
class Section:
    """One part of the copy: its heading, what it says, and the page where that is written."""

    title: str
    text: str
    page: str = ""
    is_quote: bool = False
    said: str = ""

    @property
    def remarks(self) -> list[PlainWordsRemark]:
        """Point at what a family may stumble over; a child's words are never corrected."""
        return [] if self.is_quote else plain_words_remarks(self.text, FOR_FAMILIES)


def family_sections(child: ConsideredChild) -> list[Section]:
    """List what the family's copy says about one child, in order; a part without text is left out on paper."""
    decision = standing(child)
    return [
        *_words(child),
        Section("What is going well", child.strengths, "child_balance"),
        Section("What we are worried about", child.worries, "child_balance"),
        Section("What needs to happen", child.needs_to_happen, "child_balance"),
        Section("The level of help", level_in_words(child)),
        Section("Why we think so", decision.reason if decision else "", "child_decide"),
        Section("What happens next", common_when_decided(child).what_next, "consideration_worry"),
        Section("When we will look at this again", day(decision.look_again_on) if decision else "", "child_decide"),
        Section("If you do not agree", how_to_disagree(child.consideration)),
    ]


def copy_lacks(child: ConsideredChild) -> str:
    """Say what the copy leaves out that a family asks for first; nothing where both are written."""
    lacks = [words for words, text in ((THE_WORRY, child.worries), (GOING_WELL, child.strengths)) if not text]
    return f"It does not say {', nor '.join(lacks)}." if lacks else ""


def fingerprint(child: ConsideredChild) -> str:
    """Tell one state of the copy from another without holding it."""
    told = [(section.title, section.text, section.said) for section in family_sections(child) if section.text]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def read_as_it_is(child: ConsideredChild) -> FamilyCopyRead | None:
    """Give who said last of the copy, as it is now, that it is safe to give; None where nobody did."""
    read = child.family_copies_read.select_related("read_by").filter(text=fingerprint(child))
    return read.last()


def _words(child: ConsideredChild) -> list[Section]:
    if not child.words or child.words_readers != ConsideredChild.Readers.FAMILY:
        return []
    return [Section(f"What {child.label} said", child.words, "child_words", is_quote=True, said=said_how(child))]


def level_in_words(child: ConsideredChild) -> str:
    """Say the level decided, and what it means; not what usually follows, which may not be so for this family."""
    decision = standing(child)
    if decision is None:
        return "No level of help has been decided yet."
    level = decision.level
    return "\n".join(part for part in (f"{level.heading}.", level.meaning) if part)


def how_to_disagree(consideration: Consideration) -> str:
    """Tell the family what they can do when they see it differently."""
    return (
        f"You can say so at any time. Talk to {consideration.holder.name} at {consideration.agency.name}, or ask to "
        "talk to the person there who leads on keeping children safe. You can ask us to write down what you think, "
        "and to look again. If something here is wrong, ask us to put it right."
    )
