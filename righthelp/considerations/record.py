"""What stands in a consideration, in the one order that its page, its paper and its export share."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.timezone import localdate

from righthelp.calendar.rules import day_of
from righthelp.considerations.models import (
    Answer,
    ChosenNeed,
    Consideration,
    ConsideredChild,
    Conversation,
    Decision,
    MissingEpisode,
    TakeOver,
)
from righthelp.considerations.rules import (
    MISSING_WINDOW,
    PRIVATE_FOSTERING,
    Asks,
    day_of_living,
    highest_worry,
    needs_lower_reason,
    private_fostering_on,
    times_missing,
    what_asks,
)
from righthelp.design_system.formatters import day, day_and_time, in_words

Fact = tuple[str, str]
NOTHING_WRITTEN = "Nothing written"
GROWN_UP = {ConsideredChild.Age.TO_25, ConsideredChild.Age.ADULT}
MUST_REFER = (
    "the child must be referred to children’s social care, for the assessment under section 66 of the Children Act 1989"
)


@dataclass(frozen=True)
class Part:
    """A few answers under one title; only what was written."""

    title: str
    facts: list[Fact]


def bring_along(consideration: Consideration) -> Consideration:
    """Load everything that the whole record shows, in few queries, beside what its getter loaded."""
    bring_needs(consideration)
    takeovers = TakeOver.objects.select_related("taken_from", "taken_by")
    prefetch_related_objects(
        [consideration],
        Prefetch("conversations", Conversation.objects.select_related("noted_by")),
        Prefetch("answers", Answer.objects.select_related("question")),
        Prefetch("takeovers", takeovers if vars(consideration)["has_takeovers"] else takeovers.none()),
    )
    for child in consideration.children.all():
        child.consideration = consideration
    return consideration


def bring_needs(consideration: Consideration) -> None:
    """Load what was chosen for each child, with its place in the guidance, and the times the child was missing."""
    needs = ChosenNeed.objects.select_related("descriptor__level", "descriptor__theme")
    missing = MissingEpisode.objects.all() if vars(consideration)["has_missing"] else MissingEpisode.objects.none()
    prefetch_related_objects(
        [consideration], Prefetch("children__needs", needs), Prefetch("children__missing_episodes", missing)
    )


def bring_worries(considerations: Iterable[Consideration]) -> None:
    """Load what was chosen for the children whose level is below what was found, to say what that was."""
    children = (child for one in considerations for child in one.children.all())
    below = [child for child in children if (holds := standing(child)) and is_below_highest_worry(holds)]
    prefetch_related_objects(below, Prefetch("needs", ChosenNeed.objects.select_related("descriptor__level")))


def _part(title: str, *facts: Fact) -> Part:
    return Part(title, [(label, value) for label, value in facts if value])


def _written(parts: Iterable[Part]) -> list[Part]:
    return [part for part in parts if part.facts]


def common_parts(consideration: Consideration) -> list[Part]:
    """List what is written once for all the children."""
    it = consideration
    return _written(
        [
            _part(
                "The worry",
                ("What the worry is", it.worry),
                ("Who was told", it.told_whom),
                ("What happens next", it.what_next),
            ),
            _part(
                "Around the family",
                ("Who knows the child and family, and what they say", it.who_knows_family),
                ("Help from the agency, and where the family was pointed or referred", it.support_offered),
                ("Help from one agency or several", it.get_support_by_display()),
            ),
            _part(
                "The family’s part and view",
                ("Is it safe to speak to the family first?", it.get_safe_to_speak_display()),
                ("Why", it.safe_to_speak_because),
                ("Talks with the family, and their part", it.family_part),
                ("How the parents or carers feel", it.family_view),
                ("How far they see a need for help, and what they can change", it.family_change),
                ("Do they agree to the help?", it.get_family_agrees_display()),
                ("Could the child come to serious harm without help?", it.get_harm_without_help_display()),
                ("Why this answer about harm", it.harm_because),
            ),
            _part("Questions to consider", *((answer.question.text, answer.text) for answer in it.answers.all())),
        ]
    )


def child_parts(child: ConsideredChild) -> list[Part]:
    """List what is written about one child, apart from words, needs and decisions."""
    return _written(
        [
            _part(
                "Life for the child",
                ("Age", child.get_age_display()),
                ("Life now", child.life_now),
                ("Life to come, if nothing changes", child.life_to_come),
                ("What happened before, and what it means now", child.history),
                ("Does a parent or carer protect the child?", child.get_protective_display()),
                ("How this is known", child.protective_because),
            ),
            _part(
                "Strengths, worries, and what needs to happen",
                ("What is going well", child.strengths),
                ("What people are worried about", child.worries),
                ("What needs to happen", child.needs_to_happen),
            ),
            Part("Who the child lives with", _living_facts(child)),
            Part("Times missing from home", _missing_facts(child)),
        ]
    )


def _missing_facts(child: ConsideredChild) -> list[Fact]:
    """Count over 90 days up to the decision that holds, or today, then tell each time (SF-047)."""
    episodes = list(child.missing_episodes.all())
    if not episodes:
        return []
    times = [(missing_days(episode), episode.account or "Nothing more is known") for episode in episodes]
    return [("How often", missing_line(child, _counted_to(child))), *times]


def _counted_to(child: ConsideredChild) -> dt.date:
    decision = standing(child)
    return day_of(decision.decided_at) if decision else localdate()


def _living_facts(child: ConsideredChild) -> list[Fact]:
    """Count the days up to the decision that holds, or today, and say what the law asks (BN-025)."""
    on = _counted_to(child)
    part = _part(
        "",
        ("With somebody who is not a parent or close relative", child.get_lives_away_display()),
        ("Since", day(child.lives_away_since)),
        ("Days in a row", living_line(child, on)),
        ("What the law asks", living_prompt(child, on) if lives_away(child) else ""),
    )
    return part.facts


def lives_away(child: ConsideredChild) -> bool:
    """Say whether somebody who is not family looks after the child; the law on it ends before the 18th birthday."""
    return child.lives_away == ConsideredChild.LivesAway.YES and child.age not in GROWN_UP


def living_line(child: ConsideredChild, on: dt.date) -> str:
    """Say which day of the arrangement a day is, and when the days are full; nothing where the first is not known."""
    since = child.lives_away_since
    if since is None:
        return ""
    last = private_fostering_on(since)
    full = f"day {PRIVATE_FOSTERING.amount} {'was' if last < on else 'is'} {day(last)}"
    return f"{day(on)} is day {day_of_living(since, on)} of this arrangement; {full}"


def living_prompt(child: ConsideredChild, on: dt.date) -> str:
    """Say well before the days are full that nobody waits for it, and then that the child must be referred."""
    since, days = child.lives_away_since, PRIVATE_FOSTERING.amount
    if since and on >= private_fostering_on(since):
        return f"The child has lived there for {days} days in a row: {MUST_REFER}."
    return f"Tell children’s social care now. Do not wait for day {days}: at {days} days in a row {MUST_REFER}."


def missing_line(child: ConsideredChild, up_to: dt.date) -> str:
    """Say how often the child went missing in the 90 days that end with a day."""
    times = times_missing((episode.went_on for episode in child.missing_episodes.all()), up_to)
    return f"{times} {'time' if times == 1 else 'times'} in the {MISSING_WINDOW.days} days up to {day(up_to)}"


def missing_days(episode: MissingEpisode) -> str:
    """Say from when to when a child was missing."""
    return f"{day(episode.went_on)} to {day(episode.back_on)}" if episode.back_on else f"From {day(episode.went_on)}"


def said_how(child: ConsideredChild) -> str:
    """Say when the child said it, to what question, and whether word for word."""
    asked = f"asked: “{child.words_question}”" if child.words_question else "nobody had asked"
    exact = "the child’s exact words" if child.words_exact else "not word for word"
    when = f"on {day(child.words_on)}" if child.words_on else "day not written down"
    return f"{child.label}, {when}; {asked}; {exact}"


def words_leave(child: ConsideredChild) -> bool:
    """Say whether the child's words may stand in a file that leaves Right Help."""
    return child.words_readers != ConsideredChild.Readers.AGENCY


def needs_of(child: ConsideredChild, *, is_strength: bool) -> list[ChosenNeed]:
    """List the strengths, or the worries, that were chosen for a child."""
    return [need for need in child.needs.all() if need.is_strength == is_strength]


def evidence_line(need: ChosenNeed) -> str:
    """Say in one line what the evidence is, its source, its date and its kind."""
    kind = need.get_evidence_kind_display().partition(":")[0]
    source = in_words([part for part in (need.evidence_from, day(need.evidence_on)) if part], joiner="on")
    return ". ".join(part.rstrip(".") for part in (kind, need.evidence, source) if part)


def place_of(need: ChosenNeed) -> str:
    """Say where in the guidance a need stands, or that it is in own words."""
    if need.descriptor is None:
        return "In own words"
    return f"Level {need.descriptor.level.number}, {need.descriptor.theme.name}"


def standing(child: ConsideredChild) -> Decision | None:
    """Give the decision that holds for a child, if there is one."""
    decisions = list(child.decisions.all())
    superseded = {decision.supersedes_id for decision in decisions}
    return next((decision for decision in decisions if decision.pk not in superseded), None)


def superseded(child: ConsideredChild) -> list[Decision]:
    """List the decisions that no longer hold, the latest first."""
    holds = standing(child)
    return [decision for decision in reversed(child.decisions.all()) if decision != holds]


def is_below_highest_worry(decision: Decision) -> bool:
    """Say whether the level is below the highest worry chosen, or below the highest though a crime was possible."""
    return needs_lower_reason(decision.level.number, decision.highest_worry)


def highest_of(child: ConsideredChild) -> int | None:
    """Give the highest level among the worries chosen from the guidance for a child."""
    return highest_worry(
        (need.descriptor.level.number, need.is_strength) for need in child.needs.all() if need.descriptor
    )


def answered_by_reason(decision: Decision) -> tuple[Asks, ...]:
    """Name what the reason for a lower level answered when it was decided; what was chosen stays from then on."""
    return what_asks(decision.level.number, chosen=highest_of(decision.child), highest=decision.highest_worry)


def lower_reason_title(decision: Decision) -> str:
    """Say what the reason for a lower level answers."""
    return LOWER_REASON[answered_by_reason(decision)]


def below_line(decision: Decision) -> str:
    """Say to a lead of what the level is below."""
    return BELOW[answered_by_reason(decision)]


BELOW = {
    (): "Decided below a higher level that was found",
    (Asks.WORRY,): "Decided below the highest worry chosen",
    (Asks.CRIME,): "Decided below the highest level, though this may be a crime or a serious injury",
    (Asks.WORRY, Asks.CRIME): "Decided below the highest worry chosen, though this may be a crime or a serious injury",
}
LOWER_REASON = {
    (): "Why not a higher level",
    (Asks.WORRY,): "Why not the level of the highest worry",
    (Asks.CRIME,): "Why not the highest level, though this may be a crime or a serious injury",
    (Asks.WORRY, Asks.CRIME): "Why not the level of the highest worry, though this may be a crime or a serious injury",
}


def decision_facts(decision: Decision) -> list[Fact]:
    """List what was decided, by whom, with whom, why, under which guidance."""
    part = _part(
        "",
        ("Level", decision.level.heading),
        ("Decided on", day(decision.decided_at)),
        ("Decided by", decision.decided_by.name),
        ("With whom", decision.decided_with),
        ("Why this level", decision.reason),
        (lower_reason_title(decision), decision.lower_reason),
        ("The part of the child and family", decision.family_part or NOTHING_WRITTEN),
        ("Look again", day(decision.look_again_on)),
        ("Guidance used", str(decision.edition)),
    )
    return part.facts


def talks_before(consideration: Consideration) -> list[Conversation]:
    """List the talks that were noted before the first decision here, or while there is none."""
    later = talks_after(consideration)
    return [talk for talk in consideration.conversations.all() if talk not in later]


def talks_after(consideration: Consideration) -> list[Conversation]:
    """List the talks that were noted after the first decision here: they led to no decision."""
    decisions = (decision for child in consideration.children.all() for decision in child.decisions.all())
    first = min((decision.decided_at for decision in decisions), default=None)
    if first is None:
        return []
    return [talk for talk in consideration.conversations.all() if talk.noted_at and talk.noted_at > first]


def conversation_facts(talk: Conversation) -> list[Fact]:
    """List what one talk was, what it taught, and what followed."""
    named = "The child was not named" if talk.without_names else ""
    part = _part(
        "",
        ("When", day(talk.held_on)),
        ("What it was", CONVERSATIONS[Conversation.Kind(talk.kind)]),
        ("Names", named),
        ("What was said", talk.said),
        ("What followed", talk.followed),
        ("Noted by", talk.noted_by.name),
        ("Noted on", day(talk.noted_at)),
    )
    return part.facts


def holder_facts(it: Consideration) -> list[Fact]:
    """List who took it over or gave it back, who set it aside or brought it back: when, and why."""
    return [*(fact for taken in it.takeovers.all() for fact in _taken_facts(taken)), *_aside_facts(it)]


def _taken_facts(taken: TakeOver) -> list[Fact]:
    who = f"{taken.taken_by.name} from {taken.taken_from.name} on {day_and_time(taken.taken_at)}"
    facts = [("Taken over", f"{who}: {taken.because}")]
    if taken.given_back_at:
        back = f"{taken.taken_by.name} to {taken.taken_from.name} on {day_and_time(taken.given_back_at)}"
        facts.append(("Given back", f"{back}: {taken.given_back_note}"))
    return facts


def _aside_facts(it: Consideration) -> list[Fact]:
    facts = []
    if it.set_aside_by:
        facts.append(("Set aside", f"{set_aside_line(it)}: {it.set_aside_because}"))
    if it.brought_back_by:
        facts.append(("Brought back", f"{it.brought_back_by.name} on {day_and_time(it.brought_back_at)}"))
    return facts


def set_aside_line(it: Consideration) -> str:
    """Say who set a draft aside, and when."""
    return f"{it.set_aside_by.name} on {day_and_time(it.set_aside_at)}" if it.set_aside_by else ""


CONVERSATIONS = {
    Conversation.Kind.ADVICE: "Advice that was asked for",
    Conversation.Kind.FAMILY: "A talk with the child or family",
    Conversation.Kind.WORKERS: "A talk with somebody who works with them, or might",
}


def names_of(consideration: Consideration) -> str:
    """Name the children by their labels."""
    return in_words(child.label for child in consideration.children.all())


def earlier(consideration: Consideration) -> list[Consideration]:
    """List the considerations that this one continues, the latest first."""
    chain = []
    before = consideration.continues
    while before is not None:
        chain.append(before)
        before = before.continues
    return chain
