"""What goes along when children of early help go to the front door: all that is written, so that nobody retypes it.

Only what whoever sends it may read, and only of the children who go: where others stay, what adults said and what is
known of them goes along only of adults who belong to a child who goes. Of a child's own words only those whose readers
let them go (design, section 4, rule 2). What stands on the records themselves the front door carries by its own way.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import prefetch_related_objects

from righthelp.design_system.formatters import day, in_words
from righthelp.early_help.assessed import Whole, whole_of
from righthelp.early_help.assessment_record import HOW_MADE, SHARED
from righthelp.early_help.carried_since import since
from righthelp.early_help.going import Going
from righthelp.early_help.models import ChildInNeed, ChildVoice, ChildWords, EarlyHelp, InNeed, Offer
from righthelp.early_help.presenting.assessment import state_line
from righthelp.early_help.presenting.coming import waiting_in
from righthelp.people.presenters import name_of
from righthelp.plans.models import PARTS, Item, Member
from righthelp.plans.presenters import evidence_line, member_line
from righthelp.plans.presenting.content import ChildPart, PlanContent, content_of
from righthelp.plans.safe_ways import reached_by, unsafe_ways
from righthelp.work.passing import (
    CHILD_SAYS,
    FAMILY_SAID,
    FAMILY_WANTS,
    HELP_SO_FAR,
    NEEDS,
    PLAN,
    STRENGTHS,
    USEFUL,
    WHAT_HAPPENED,
    WHO_KNOWS,
    WORRIES,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from righthelp.early_help.access import SeenHelp
    from righthelp.early_help.carried_since import Line
    from righthelp.early_help.models import Answer, Assessment
    from righthelp.people.models import SafeContact
    from righthelp.plans.models import Action, Goal, Need, Plan, PlanChild, Strength

LEFT_OUT = (
    "Not sent along: what is known of adults who belong to the other children of the family, and what they said. "
    "Whoever leads the early help knows it."
)
SECTION_17_KEPT = "Why is not sent along, as some of these children stay. Ask who leads the early help."
TOGETHER_KEPT = (
    "What the early help assessment says of the family as a whole, of fathers and of who took part is not sent along, "
    "as some of the children stay. Ask who leads the early help."
)
WISHES_KEPT = (
    "What the family wants, and how their own people help, is not sent along, as some of the children stay. Ask who "
    "leads the early help."
)
LABELS = {field: label for label, field in (*SHARED, *HOW_MADE)} | {
    "life_now": "Life now",
    "life_to_come": "Life to come, if nothing changes",
    "seen_alone": "Spoken with alone, or watched at play",
}
KEPT = "What the child says is not sent along: whoever leads the early help keeps it. Ask them."


@dataclass(frozen=True)
class Carried:
    """What goes along: of all the children by key, and of each child, by the child's key in the plan."""

    of_all: dict[str, str]
    of_child: dict[int, dict[str, str]]


def carried_of(seen: "SeenHelp", children: "Collection[PlanChild]") -> Carried:
    """Put together all that is known about some children of early help."""
    chosen = {one.pk for one in children}
    found: defaultdict[int | None, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for child, key, text in _lines(seen, Going.of(seen, children)):
        if text and (child is None or child in chosen):
            found[child][key].append(text)
    texts = {child: {key: "\n".join(lines) for key, lines in held.items()} for child, held in found.items()}
    return Carried(texts.get(None, {}), {child: held for child, held in texts.items() if child is not None})


def _lines(seen: "SeenHelp", going: Going) -> "Iterator[Line]":
    content = content_of(seen.plan)
    for kind in PARTS:
        prefetch_related_objects(seen.plan.parts.parts[kind], "kept_from")
    prefetch_related_objects(content.actions, "moves")
    telling = _Telling(seen.help.plan, going, content)
    yield from _of_help(seen, going)
    yield from _came_along(seen)
    yield from telling.common()
    for part in content.parts:
        yield from telling.part(part)
    yield from _of_assessment(whole_of(seen), going)
    yield from since(seen, going, content)
    if not going.all_go:
        yield None, USEFUL, LEFT_OUT


def _of_help(seen: "SeenHelp", going: Going) -> "Iterator[Line]":
    it = seen.help
    yield None, WHAT_HAPPENED, _how_it_came(it)
    yield None, HELP_SO_FAR, it.help_so_far
    yield None, PLAN, f"Early help is hoped to end by {day(it.hoped_end_on)}." if it.hoped_end_on else ""
    despite = it.begun_despite if going.all_go else ""  # it tells what those said who did not agree
    yield None, FAMILY_SAID, f"Begun though not everybody agreed: {despite}" if despite else ""
    for offer in it.offers.select_related("to_person").prefetch_related("children"):
        yield None, FAMILY_SAID, _offer(offer) if going.has_offer(offer) else ""
    for one in InNeed.objects.filter(help=it).prefetch_related("children"):
        yield from _section_17(one, going)


def _how_it_came(it: EarlyHelp) -> str:
    begun = f"Early help since {day(it.begun_on)}" if it.begun_on else "Early help that has not begun"
    seen = f"The need was first seen on {day(it.need_seen_on)}."
    return f"{begun}. {seen} How it came: {it.get_came_by_display()}. What led to it: {it.because}"


def _section_17(it: InNeed, going: Going) -> "Iterator[Line]":
    """Give what work under section 17 says; nothing where it is for none of those who go."""
    ended = f" Until {day(it.ended_on)}" if it.ended_on else ""
    if going.all_in_need(it):
        ended = f"{ended}: {it.ended_because}" if ended else ""
        yield None, HELP_SO_FAR, f"Section 17 since {day(it.begun_on)}. {it.because}{ended}"
    elif going.in_need(it):
        yield None, HELP_SO_FAR, f"Section 17 since {day(it.begun_on)}.{ended + '.' if ended else ''} {SECTION_17_KEPT}"
    yield None, USEFUL, f"Took part in the assessment: {it.took_part}" if going.all_go else ""
    yield from (line for found in it.children.all() for line in _in_need(found))


def _in_need(found: ChildInNeed) -> "Iterator[Line]":
    yield found.child_id, NEEDS, f"{found.get_limb_display()}: {found.needs}"
    yield found.child_id, WORRIES, f"Any risk of harm: {found.risks}"
    yield found.child_id, USEFUL, f"How the family can respond: {found.response}"


def _came_along(seen: "SeenHelp") -> "Iterator[Line]":
    """Give what came along and is not on the plan yet."""
    for one in waiting_in(seen):
        boxes = {WHAT_HAPPENED: one.why, NEEDS: one.needs, STRENGTHS: one.strengths, HELP_SO_FAR: one.help_so_far}
        said = (boxes | {FAMILY_WANTS: one.family_wants}).items()
        came = f"Came along on {day(one.passed_at)} from {one.agency}"
        yield from ((one.child_id, key, f"{came}: {text}") for key, text in said if text)


def _offer(offer: Offer) -> str:
    who = name_of(offer.to_person) if offer.to_person else offer.to_name
    understood = f"Understood: {offer.understood_how}" if offer.understood_how else ""
    first = (
        f"{who}, {day(offer.offered_on)}, on early help offered by {offer.offered_by}: {offer.get_answer_display()}."
    )
    said = f"They said: {offer.words}" if offer.words else ""
    next_ = f"Next: {offer.next}" if offer.next else ""
    return " ".join(filter(None, (first, offer.offered_how, understood, said, next_)))


@dataclass(frozen=True)
class _Telling:
    """What stands in the plan, as it is told of those who go."""

    plan: "Plan"
    going: Going
    content: PlanContent

    def common(self) -> "Iterator[Line]":
        """Give what is said of all the children, what each who goes wants, and who takes part."""
        plan = self.plan
        yield from self._of_family()
        yield None, WHO_KNOWS, _network_offer(plan.get_network_offer_display())
        yield None, PLAN, f"What must hold so that the child is safe: {plan.bottom_line}" if plan.bottom_line else ""
        yield None, PLAN, f"To be reviewed next by {day(plan.next_review_on)}." if plan.next_review_on else ""
        for child in self.going.children:
            yield child.pk, CHILD_SAYS, f"Wants to be different: {child.wants}" if child.wants else ""
        for member in self.content.members.values():
            says_more = member.kind != Member.Kind.CHILD or member.phone or member.email
            if member.is_here and says_more and self.going.tells(member):
                yield None, WHO_KNOWS, self._who(member)

    def _of_family(self) -> "Iterator[Line]":
        """Give what the whole family wants and how their own people help, where none of the children stays."""
        wants, network = self.plan.family_wants, self.plan.network
        if self.going.all_go:
            yield None, FAMILY_WANTS, wants
            yield None, WHO_KNOWS, f"How their own people help: {network}" if network else ""
        elif wants or network:
            yield None, USEFUL, WISHES_KEPT

    def part(self, part: ChildPart) -> "Iterator[Line]":
        """Give what the plan says of one child, or of all."""
        of = part.child.pk if part.child else None
        for strength in part.strengths:
            yield of, STRENGTHS, self._strength(strength)
        for need in part.needs:
            yield of, NEEDS, self._need(need)
        for one in part.worries:
            yield of, WORRIES, f"{one.worry.text}{self._kept(one.worry)}"
            for goal in one.goals:
                yield of, PLAN, self._goal(goal.goal)
                yield from ((of, HELP_SO_FAR if act.done_on else PLAN, self._action(act)) for act in goal.actions)

    @cached_property
    def _unsafe(self) -> "Mapping[int | None, Sequence[SafeContact]]":
        return unsafe_ways(self.content.members.values())

    def _who(self, member: Member) -> str:
        reached = member.organisation, *reached_by(member, self._unsafe)
        cover = " ".join(filter(None, (member.cover_name, member.cover_phone)))
        is_shut = "shut in the school holidays" if member.is_shut_in_holidays else ""
        came = "a social worker who came to think about the plan" if member.is_interface else ""
        about = member_line(member), came, *reached, is_shut, f"cover: {cover}" if cover else ""
        line = ", ".join(filter(None, about))
        return f"{line}.{self._from(member, 'Never name them to')}"

    def _strength(self, it: "Strength") -> str:
        whose = self.content.members[it.of_member_id] if it.of_member_id else None
        if whose and not self.going.tells(whose):
            return ""
        of_whom = f"{member_line(whose)}: " if whose else ""
        said_by = f" ({it.said_by})" if it.said_by else ""
        return f"{of_whom}{it.text}{said_by}{self._kept(it)}"

    def _need(self, need: "Need") -> str:
        if need.of_member and not self.going.has(need.of_member):
            return ""
        whose = f"{member_line(need.of_member)}: " if need.of_member else ""
        evidence = f" {evidence_line(need)}".rstrip().replace("\n", " ")
        left = f" Nothing is done about it: {need.no_action_because}" if need.no_action_because else ""
        return f"{whose}{need.text}{evidence}{left}{self._kept(need)}"

    def _goal(self, it: "Goal") -> str:
        scale = f" On its scale, 0 means: {it.scale_zero} 10 means: {it.scale_ten}" if it.has_scale else ""
        reached = f" Reached on {day(it.reached_on)}: {it.reached_how}" if it.reached_on else ""
        return f"Goal: {it.text}{scale}{reached}{self._kept(it)}"

    def _action(self, action: "Action") -> str:
        said = f"{self.going.line(action.holder)}, by {day(action.due_on)}: {action.what} For: {action.is_for}"
        moved = "".join(
            f" Put off from {day(one.from_day)} to {day(one.to_day)}: {one.because}" for one in action.moves.all()
        )
        done = f" Done on {day(action.done_on)}. {action.done_how}" if action.done_on else ""
        impact = f" The difference it made: {action.impact}" if action.impact else ""
        return f"{said}{moved}{done}{impact}".strip() + self._kept(action)

    def _kept(self, item: Item) -> str:
        """Say from whom it is kept, so that nobody there tells them either."""
        return self._from(item, "Keep this from")

    def _from(self, kept: Item | Member, how: str) -> str:
        people = [self.going.line(self.content.members[one.pk]) for one in kept.kept_from.all()]
        return f" {how} {in_words(dict.fromkeys(people))}." if people else ""


def _network_offer(said: str) -> str:
    return f"Thinking it through with their own people. {said}" if said else ""


def _of_assessment(whole: Whole, going: Going) -> "Iterator[Line]":
    for subject in whole.everybody:
        if not (going.has(subject.member) if subject.member else subject.child or going.all_go):
            continue  # of the family as a whole nothing is told where a child stays
        of = subject.child.pk if subject.child else None
        for topic, answer in whole.said(subject):
            about = topic.title if subject.child else f"{subject.name}, {topic.title}"
            yield from ((of, key, text) for key, text in _answer(about, answer))
    for child in going.children:
        if voice := whole.voices.get(child.pk):
            said = [*(one for one in whole.earlier_words if one.child_id == child.pk), voice]
            yield from ((child.pk, CHILD_SAYS, text) for text in dict.fromkeys(_words(one) for one in said))
            yield from ((child.pk, key, text) for key, text in _voice(voice))
    if whole.assessment:
        yield None, USEFUL, f"The early help assessment: {state_line(whole.assessment)}"
        together = _together(whole.assessment) if going.all_go else ((USEFUL, TOGETHER_KEPT),)
        yield from ((None, key, text) for key, text in together)
    for one in whole.edition_answers if going.all_go else ():
        yield None, NEEDS, f"{one.question.text}: {one.text}"


def _answer(about: str, answer: "Answer") -> Iterator[tuple[str, str]]:
    boxes = ((STRENGTHS, answer.going_well), (WORRIES, answer.worries), (NEEDS, answer.needs_to_happen))
    yield from ((key, f"{about}: {text}") for key, text in boxes if text)


def _words(said: ChildWords) -> str:
    if said.words and said.words_readers == ChildVoice.Readers.LEAD:
        return KEPT
    asked = f"asked: {said.words_question}" if said.words_question else ""
    exact = "word for word" if said.words_exact else "in other words"
    how = ", ".join(filter(None, (day(said.words_on), asked, exact)))
    return f"{said.words} ({how})" if said.words else ""


def _voice(voice: ChildVoice) -> Iterator[tuple[str, str]]:
    for key, field in ((NEEDS, "life_now"), (WORRIES, "life_to_come"), (USEFUL, "seen_alone")):
        yield key, _labelled(voice, field)


def _together(it: "Assessment") -> Iterator[tuple[str, str]]:
    """Give what is written of the family as a whole, each text under what it answers: it cannot be told apart."""
    where = {
        WHO_KNOWS: ("who_knows", "community"),
        NEEDS: ("prevents", "each_other", "fathers"),
        USEFUL: ("accessible", "empowering", "developmental", "transparent", "who_took_part"),
    }
    yield from ((key, _labelled(it, field)) for key, fields in where.items() for field in fields)


def _labelled(it: "Assessment | ChildVoice", field: str) -> str:
    """Give what was written in a box, with what it answers, as the assessment itself says it."""
    text = getattr(it, field)
    return f"{LABELS[field]}: {text}" if text else ""
