"""What the pages of a consideration show."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from righthelp.calendar.queries import closed_days
from righthelp.considerations.models import ChosenNeed, Consideration, ConsideredChild, Decision, TakeOver
from righthelp.considerations.pictures import moments, movement_for_page
from righthelp.considerations.record import below_line, earlier, is_below_highest_worry, standing
from righthelp.considerations.rules import must_weigh_harm
from righthelp.design_system.formatters import day
from righthelp.guidance.models import Passage
from righthelp.guidance.presenters import passages, wording_notice
from righthelp.guidance.search.needs import rows_of
from righthelp.guidance.who_to_call import who_to_call
from righthelp.people.policies import draft_opens_to_lead_at

if TYPE_CHECKING:
    from righthelp.agencies.models import Agency
    from righthelp.guidance.models import Edition, Level

MISSING_TITLE = "Missing from home"
SAFE_TITLE = "Is it safe to speak to the family first?"
HISTORY_TITLE = "What happened before, and what it means now"
FAMILY_READS = "What the family will read: the worry and what is going well, in plain words"
FOSTERING_TITLE = "private fostering"
HINTS = Path(__file__).parent / "data" / "hints.csv"
MOMENT = dt.timedelta(microseconds=1)


@dataclass(frozen=True)
class Task:
    """One line of a task list."""

    title: str
    href: str
    is_done: bool
    is_begun: bool = False
    unless: str = "Not yet"

    @property
    def status(self) -> str:
        """Say how far it is."""
        return "Written" if self.is_done else "Started" if self.is_begun else self.unless


def tasks_in_common(consideration: Consideration) -> list[Task]:
    """List what is asked once for all the children."""
    it, here = consideration, [consideration.public_id]
    first = reverse("consideration_worry", args=here)
    tasks = [Task("The worry, whom you told, what next", first, bool(it.what_next), is_begun=bool(it.worry))]
    if it.path == Consideration.Path.SHORT:
        tasks.append(Task(SAFE_TITLE, reverse("consideration_safe", args=here), bool(it.safe_to_speak)))
    if it.path == Consideration.Path.FULL:
        tasks += [
            Task(
                "Who knows the family, and help so far",
                reverse("consideration_around", args=here),
                bool(it.who_knows_family or it.support_offered),
            ),
            Task("The family’s part and view", reverse("consideration_family", args=here), bool(it.safe_to_speak)),
            Task("Whether the family agrees", reverse("consideration_agreement", args=here), bool(it.family_agrees)),
            Task("Questions to consider", reverse("consideration_questions", args=here), bool(it.answers.all())),
            Task("Conversations and advice", reverse("consideration_advice", args=here), bool(it.conversations.all())),
        ]
    return tasks


def tasks_for(child: ConsideredChild) -> list[Task]:
    """List what is asked for one child."""
    here = [child.consideration.public_id, child.public_id]
    tasks = [Task("What the child says", reverse("child_words", args=here), bool(child.words))]
    if child.consideration.path == Consideration.Path.FULL:
        is_balanced = bool(child.strengths or child.worries)
        tasks += [
            Task("Life for the child, now and to come", reverse("child_life", args=here), bool(child.life_now)),
            Task(HISTORY_TITLE, reverse("child_history", args=here), bool(child.history)),
            Task("Strengths, worries, what needs to happen", reverse("child_balance", args=here), is_balanced),
            Task("What the guidance says that fits", reverse("child_needs", args=here), bool(child.needs.all())),
            Task(
                "Who the child lives with, if not family",
                reverse("child_living", args=here),
                bool(child.lives_away),
                unless="Nothing noted",
            ),
            Task(
                "Times missing from home, if any",
                reverse("child_missing", args=here),
                bool(child.missing_episodes.all()),
                unless="None noted",
            ),
        ]
    else:
        is_told, is_begun = bool(child.strengths and child.worries), bool(child.strengths or child.worries)
        there = reverse("child_balance", args=here)
        tasks.append(Task(FAMILY_READS, there, is_told, is_begun=is_begun, unless="If you have time"))
    return [*tasks, Task("The level you decide on together", reverse("child_decide", args=here), False)]


@dataclass(frozen=True)
class Step:
    """One decision in the movement along the levels over time."""

    level: int
    name: str
    on: dt.datetime
    decided_by: str
    reason: str
    is_standing: bool


def movement(decisions: Iterable[Decision]) -> list[Step]:
    """List a child's decisions from first to last, for the picture and its table."""
    listed = sorted(decisions, key=lambda decision: (decision.decided_at, decision.pk))
    return [
        Step(
            decision.level.number,
            decision.level.heading,
            decision.decided_at,
            decision.decided_by.name,
            decision.reason,
            decision is listed[-1],
        )
        for decision in listed
    ]


def movement_of(
    child: ConsideredChild, before: Sequence[Consideration], elsewhere: Iterable[Decision] = ()
) -> list[Step]:
    """Follow a child through this consideration, those that it continues, and what others decided `elsewhere`.

    The record says which child it is, or in those that it continues the label.
    """
    same = [one for earlier_one in before for one in earlier_one.children.all() if is_same_child(one, child)]
    here = {decision.pk: decision for one in (child, *same) for decision in one.decisions.all()}
    named = {one.pk: one for one in elsewhere if child.person_id and one.child.person_id == child.person_id}
    return movement({**named, **here}.values())


def is_same_child(one: ConsideredChild, other: ConsideredChild) -> bool:
    """Say whether two considerations, of which one continues the other, think about one child."""
    if one.person_id and other.person_id:
        return one.person_id == other.person_id
    return one.label == other.label


def movement_words(steps: Sequence[Step]) -> str:
    """Say in one sentence what the picture shows."""
    return "; then ".join(f"level {step.level} on {when}" for step, when in zip(steps, moments(steps), strict=True))


def seen_by_lead(consideration: Consideration, closed: Collection[dt.date], *, is_lead: bool = False) -> str:
    """Say to its holder from when the agency's leads see this draft: from the start of a day, or already."""
    who = "You and other safeguarding leads of your agency" if is_lead else "Your safeguarding lead"
    last_unseen = draft_opens_to_lead_at(consideration.started_at, closed)
    if timezone.now() > last_unseen:
        return f"{who} can see this now."
    return f"{who} can see this from {day(last_unseen + MOMENT)}, if it is still a draft then."


@dataclass(frozen=True)
class Row:
    """One consideration in a list; `below` are for leads the children decided lower than asks for a reason: in what
    words, and who.
    """

    consideration: Consideration
    children: str
    levels: list[str]
    look_again: list[str]
    seen: str
    given_back: TakeOver | None
    below: dict[str, list[str]]


def rows(
    considerations: Iterable[Consideration],
    closed: Collection[dt.date],
    *,
    are_drafts: bool,
    led: "Collection[Agency]" = (),
) -> list[Row]:
    """Show considerations in a list; for drafts, when the leads see them. `led` are the agencies the reader leads."""
    today = timezone.localdate()
    listed = ((it, it.agency in led) for it in considerations)
    return [
        _row(it, seen_by_lead(it, closed, is_lead=is_lead) if are_drafts else "", today, is_lead=is_lead)
        for it, is_lead in listed
    ]


def _row(consideration: Consideration, seen: str, today: dt.date, *, is_lead: bool) -> Row:
    children = list(consideration.children.all())
    decided = [(child, decision) for child in children if (decision := standing(child))]
    return Row(
        consideration,
        ", ".join(child.label for child in children),
        [f"{child.label}: level {decision.level.number}" for child, decision in decided],
        [
            f"Look again at {child.label}: {_again_on(decision.look_again_on, today)}"
            for child, decision in decided
            if decision.look_again_on
        ],
        seen,
        _given_back(consideration) if seen else None,
        _below(decided) if is_lead else {},
    )


def _below(decided: Iterable[tuple[ConsideredChild, Decision]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for child, decision in decided:
        if is_below_highest_worry(decision):
            found.setdefault(below_line(decision), []).append(child.label)
    return found


def _given_back(draft: Consideration) -> TakeOver | None:
    """Give the last time that a lead gave a draft back to its holder, with the note on it."""
    back = (one for one in draft.takeovers.all() if one.given_back_at and one.taken_from_id == draft.holder_id)
    return max(back, key=lambda one: one.given_back_at or one.taken_at, default=None)


def _again_on(on: dt.date, today: dt.date) -> str:
    return f"this was for {day(on)}" if on < today else day(on)


def level_choices(edition: "Edition") -> list[tuple[str, str]]:
    """List the levels of an edition, the first first; none is chosen."""
    return [(str(level.number), level.heading) for level in edition.levels.all()]


def level_hints(edition: "Edition") -> dict[str, str]:
    """Say under the name of each level what it means, after its long name where it has one."""
    hints = {str(level.number): _hint(level) for level in edition.levels.all()}
    return {number: hint for number, hint in hints.items() if hint}


def _hint(level: "Level") -> str:
    long_name = f"{level.name.rstrip('.')}." if level.name != level.short_name else ""
    return " ".join(part for part in (long_name, level.meaning) if part)


def decided_notice(child: ConsideredChild, level: "Level", *, may_be_crime: bool = False) -> str:
    """Say that a level is saved, what comes before anything else, and which child has none yet."""
    others = undecided_besides(child)
    first = " First do what “Read this first” says." if may_be_crime else ""
    onward = f" Next: {ended(others[0])}" if others else ""
    return f"Level {level.number} is saved for {ended(child.label)}{first}{onward}"


def ended(label: str) -> str:
    """End a sentence with a label, which may end in a full stop itself."""
    return f"{label.rstrip('.')}."


def says_what_to_do(it: Consideration, shown: Mapping[str, list[Any]]) -> bool:
    """Say whether the guidance has anything to do at a level that was decided here."""
    decided = {decision.level_id for child in it.children.all() if (decision := standing(child))}
    return any(step.level_id in decided for step in shown[Passage.Kind.STEP])


def undecided_besides(child: ConsideredChild) -> list[str]:
    """Name the other children here for whom no level is decided."""
    children = child.consideration.children.all()
    return [one.label for one in children if one.pk != child.pk and not one.decisions.all()]


def by_level(needs: Iterable[ChosenNeed], levels: "Iterable[Level]") -> "list[tuple[Level | None, list[ChosenNeed]]]":
    """Put chosen worries side by side, level by level, own words last; counts nothing."""
    listed = list(needs)
    found = [
        (level, [need for need in listed if need.descriptor and need.descriptor.level_id == level.pk])
        for level in levels
    ]
    own = [need for need in listed if need.descriptor is None]
    return [(level, at) for level, at in [*found, (None, own)] if at]


def missing_rules(shown: Mapping[str, list[Any]]) -> list[Any]:
    """List what the guidance says of how often a child goes missing, if it counts that (SF-047)."""
    return [rule for rule in shown[Passage.Kind.COUNTED_RULE] if rule.title == MISSING_TITLE]


def fostering_duties(shown: Mapping[str, list[Any]]) -> list[Any]:
    """List what the guidance says must be done about private fostering, if it says so by name (BN-025)."""
    return [duty for duty in shown[Passage.Kind.DUTY] if FOSTERING_TITLE in duty.title.lower()]


def edition_hints(edition: "Edition") -> dict[str, str]:
    """Give, by the question's name, what one edition alone says about a question that all are asked (SF-049)."""
    here = (edition.framework.slug, edition.name)
    return {row["question"]: row["hint"] for row in rows_of(HINTS) if (row["framework"], row["edition"]) == here}


def safe_line(it: Consideration) -> str:
    """Say what is written on whether it is safe to speak to the family, and what waits for the answer."""
    answer = it.get_safe_to_speak_display()
    return f"Written down: {answer.rstrip('.')}." if answer else NOT_YET_SAFE


def safe_page(it: Consideration, *, is_draft: bool) -> str:
    """Give the address where that is answered; nothing where it is closed: after the decisions an answer stays."""
    if it.is_set_aside or (it.safe_to_speak and not is_draft):
        return ""
    is_with_more = is_draft and it.path == Consideration.Path.FULL
    return reverse("consideration_family" if is_with_more else "consideration_safe", args=[it.public_id])


NOT_YET_SAFE = (
    "Nobody has written this down yet. Until the answer is yes, there is no copy for the family to take away."
)


def agreement_lines(it: Consideration) -> list[str]:
    """Say what is written on whether the family agrees, and what is open; nothing waits for it (SF-030)."""
    agrees, harm = it.get_family_agrees_display(), it.get_harm_without_help_display()
    if not agrees:
        return ["Nobody has written down yet whether the family agrees to the help.", WAITS_FOR_NOTHING]
    line = f"Does the family agree to the help? Written down: {agrees}."
    if not must_weigh_harm(it.family_agrees):
        return [line]
    weighed = f"Written down: {harm.rstrip('.')}." if harm else "This is still open."
    return [line, f"Could the child come to serious harm without help? {weighed}", WAITS_FOR_NOTHING]


WAITS_FOR_NOTHING = "You can save the decision all the same. Nothing that keeps a child safe waits for agreement."


def guidance_shell(edition: "Edition", closed: Collection[dt.date] | None = None) -> dict[str, Any]:
    """Give what pages say of the guidance: whose words, whom to ring now, and its passages once a page asks for one."""
    closed = closed_days() if closed is None else closed
    return {
        "edition": edition,
        "wording_notice": wording_notice(edition),
        "passages": SimpleLazyObject(partial(passages, edition)),
        "calls": who_to_call(list(edition.framework.contacts.all()), timezone.now(), closed),
    }


def child_in_full(child: ConsideredChild, elsewhere: Sequence[Decision] = ()) -> dict[str, Any]:
    """Give what the whole record shows of one child, with the movement along the levels once there is any."""
    steps = movement_of(child, earlier(child.consideration), elsewhere)
    picture = movement_for_page(steps, highest_level(child, steps)) if steps else ""
    return {"child": child, "steps": steps, "picture": picture}


def level_count(consideration: Consideration) -> int:
    """Give how many levels its guidance has, which came along with its row (`with_guidance`)."""
    count: int = vars(consideration)["level_count"]
    return count


def highest_level(child: ConsideredChild, steps: Iterable[Step]) -> int:
    """Give how many levels the picture needs; an earlier edition may have had more."""
    return max([level_count(child.consideration), *(step.level for step in steps)])
