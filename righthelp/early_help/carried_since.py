"""What goes along to the front door of the time since early help began: who leads, meetings, reviews, marks, services.

What the family wrote on their own pages goes along only where whoever sends it reads it, too (`plans.policies`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from righthelp.design_system.formatters import day, in_words
from righthelp.early_help.going import Going
from righthelp.early_help.lead_roles import LEAD_ROLES
from righthelp.early_help.models import HopedEndMoved, LeadChoice, Supervision
from righthelp.plans.family_access import said_to
from righthelp.plans.models import (
    ChildReviewed,
    Delay,
    Invited,
    Meeting,
    Member,
    Note,
    PlanVersion,
    Referral,
    Review,
    ScaleMark,
)
from righthelp.plans.presenters import member_line
from righthelp.plans.presenting.content import PlanContent
from righthelp.plans.presenting.reviews import said_how
from righthelp.work.passing import CHILD_SAYS, FAMILY_SAID, FAMILY_WANTS, HELP_SO_FAR, PLAN, USEFUL, WHO_KNOWS, WORRIES

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

    from righthelp.early_help.access import SeenHelp
    from righthelp.plans.models import FamilySaid

Line = tuple[int | None, str, str]  # of which child (none: of all), the key of `work.passing`, the text
SAYS_KEPT = "What the child said at a review is not sent along: whoever leads the early help keeps it. Ask them."
REVIEW_KEPT = "What it says of all the children is not sent along, as some of them stay. Ask who leads the early help."
NOT_WORKING = "the plan is not yet making the difference we hoped"
ASK_WHY = "Ask who leads the early help why."
CHOICE_KEPT = (
    "How they were chosen, and what child and family wished, is not sent along, as some of the children stay. Ask who "
    "leads the early help."
)
SUPERVISION_KEPT = "What was said there is not sent along, as some of the children stay. Ask who leads the early help."
OWN_PAGE_KEPT = "What they wrote on their own page is not sent along: whoever leads the early help keeps it. Ask them."


def since(seen: "SeenHelp", going: Going, content: PlanContent) -> Iterator[Line]:
    """Give what was done and found since early help began."""
    telling = _Since(seen, going, content)
    yield from telling.agreed()
    yield from telling.leading()
    yield from telling.reviews()
    yield from telling.marks()
    yield from telling.meetings()
    yield from telling.services()
    yield from telling.delays()
    yield from telling.own_pages()
    yield from telling.supervision()


@dataclass(frozen=True)
class _Since:
    seen: "SeenHelp"
    going: Going
    content: PlanContent

    def agreed(self) -> Iterator[Line]:
        """Give with whom the plan was agreed, and who sees something differently: it speaks of everybody."""
        for one in self._of_plan(PlanVersion) if self.going.all_go else ():
            sooner = f" (to be reviewed by {day(one.review_by)})" if one.review_by else ""
            agreed = f"Agreed on {day(one.agreed_on)} with: {one.agreed_with}"
            yield None, PLAN, f"{agreed} How it was understood: {one.understood_how}{sooner}"
            yield None, FAMILY_SAID, f"They see something differently: {one.not_agreed}" if one.not_agreed else ""

    def leading(self) -> Iterator[Line]:
        """Give who was chosen to lead, how, and what child and family wished: of all the children (BP-047, BP-048)."""
        for one in LeadChoice.objects.filter(help=self.seen.help).select_related("practitioner", "team__agency"):
            who = f"{one.practitioner.name}, {LEAD_ROLES[one.role]}, {one.team}"
            how = f"{one.how} Why it fits: {one.fits_because}" if self.going.all_go else CHOICE_KEPT
            yield None, WHO_KNOWS, f"Lead practitioner, chosen on {day(one.chosen_on)}: {who}. {how}"
            yield from _wishes(one) if self.going.all_go else ()

    def reviews(self) -> Iterator[Line]:
        """Give each review, and how life was for each child (BN-047); its other words are of those who stay, too."""
        for review in self._of_plan(Review).filter(struck_at__isnull=True).prefetch_related("children"):
            yield from _review(review) if self.going.all_go else _review_of_some(review)
            yield from (line for one in review.children.all() for line in _reviewed(review, one))

    def marks(self) -> Iterator[Line]:
        """Give where each voice stood on the scale of each goal, over time."""
        goals = {one.goal.pk: one.goal for one in self.content.goals}
        for mark in ScaleMark.objects.filter(goal__in=goals, struck_at__isnull=True):
            member, goal = self.content.members[mark.member_id], goals[mark.goal_id]
            if self.going.tells(member):
                said = f"{member_line(member)}, {day(mark.said_on)}: {mark.value} of 10. {mark.words}"
                yield goal.child_id, PLAN, f"On the scale of “{goal.text}”: {said}".strip()

    def meetings(self) -> Iterator[Line]:
        """Give what each meeting was for, who came, what was said and decided, and what did not come to be."""
        for one in self._of_plan(Meeting).prefetch_related("invited", "notes__kept_from").order_by("planned_for", "pk"):
            about = f"{one.about.name} of {day(one.held_at or one.planned_for)}"
            how = f": {_how_it_went(one)}" if self.going.all_go else "."
            yield None, USEFUL, f"{about}, what people need: {one.needed}" if one.needed and self.going.all_go else ""
            yield None, HELP_SO_FAR, f"{about}{how}{self._came(one)}".strip()
            yield from (self._views(about, asked) for asked in one.invited.all() if asked.views)
            yield from (self._note(about, note) for note in one.notes.all() if not note.struck_at)

    def services(self) -> Iterator[Line]:
        """Give each service that was asked to help, what it was told, and its answer (BP-142)."""
        for one in self._of_plan(Referral).select_related("service", "agency", "need"):
            owner = one.need.of_member_id
            if owner and not self.going.tells(self.content.members[owner]):
                continue
            yield one.need.child_id, HELP_SO_FAR, f"{_asked(one)} {_answered(one)}".strip()

    def delays(self) -> Iterator[Line]:
        """Give each hoped end, and what was done about delay; what was late for all names whoever it was put to."""
        for moved in HopedEndMoved.objects.filter(help=self.seen.help):
            because = f": {moved.because}" if self.going.all_go else "."
            before = f" from {day(moved.from_day)}" if moved.from_day else ""
            yield None, PLAN, f"The end that is hoped for was set{before} to {day(moved.to_day)}{because}"
        for one in self._of_plan(Delay):
            if one.child_id or self.going.all_go:
                done = f"What was done about it, noted on {day(one.noted_at)}: {one.done}"
                yield one.child_id, HELP_SO_FAR, f"Late: {one.about} {done}"

    def own_pages(self) -> Iterator[Line]:
        """Give what the family wrote on their own pages; a child’s words there stay with whoever leads."""
        for said in said_to(self.seen.plan).reverse():
            member = self.content.members[said.link.member_id]
            if self.going.tells(member):
                yield self._written(member, said)

    def supervision(self) -> Iterator[Line]:
        """Give what was thought about together while it went on under section 17 for children who go."""
        found = Supervision.objects.filter(in_need__help=self.seen.help).select_related("in_need")
        for one in found.prefetch_related("in_need__children"):
            about = f"Supervision of {day(one.held_on)}"
            if self.going.all_in_need(one.in_need):
                decided = f" Decided: {one.decided}" if one.decided else ""
                yield None, HELP_SO_FAR, f"{about}: {one.said}{decided}"
            elif self.going.in_need(one.in_need):
                yield None, HELP_SO_FAR, f"{about}. {SUPERVISION_KEPT}"

    def _of_plan(self, kind: "type[Model]") -> "QuerySet[Any]":
        return kind._default_manager.filter(plan=self.seen.help.plan_id)

    def _came(self, meeting: Meeting) -> str:
        told = [one for one in meeting.invited.all() if one.came]
        lines = [
            f"{self.going.line(self.content.members[one.member_id])} ({one.get_came_display().lower()})" for one in told
        ]
        return f" Asked: {in_words(lines)}." if lines else ""

    def _views(self, about: str, asked: Invited) -> Line:
        member = self.content.members[asked.member_id]
        own = self.going.own(member)
        text = f"{member_line(member)}, before the {about}: {asked.views}" if self.going.tells(member) else ""
        key = FAMILY_SAID if member.kind != Member.Kind.WORKER else HELP_SO_FAR
        return (own.pk, CHILD_SAYS, text) if own else (None, key, text)

    def _note(self, about: str, note: Note) -> Line:
        """Give a point of the minutes; what is about all the children, only where all of them go."""
        if note.child_id is None and not self.going.all_go:
            return None, HELP_SO_FAR, ""
        people = [self.going.line(self.content.members[one.pk]) for one in note.kept_from.all()]
        kept = f" Keep this from {in_words(people)}: {note.kept_because}" if people else ""
        said = f"{self._was_wrong(note)}{note.text}"
        return note.child_id, HELP_SO_FAR, f"{about}, {note.get_kind_display().lower()}: {said}{kept}"

    def _was_wrong(self, note: Note) -> str:
        if note.said_by_id is None:
            return ""
        who = self.going.line(self.content.members[note.said_by_id])
        return f"It was wrong: “{note.was_wrong}” {who} said so on {day(note.said_on)}. What is right: "

    def _written(self, member: Member, said: "FamilySaid") -> Line:
        if own := self.going.own(member):
            return own.pk, CHILD_SAYS, OWN_PAGE_KEPT
        talk = " They want to talk with somebody about it." if said.wants_talk else ""
        return None, FAMILY_SAID, f"{member_line(member)}, on their own page, {day(said.said_at)}: {said.text}{talk}"


def _asked(it: Referral) -> str:
    """Say which service was asked, or the family told of, for what, and what it was told."""
    how = "the family was told of it" if it.is_signpost else "asked"
    told = f" Told: {it.told}" if it.told else ""
    return f"{it.to_whom}, {how} on {day(it.asked_on)}, so that: {it.change}{told} Agreed: {it.agreed}"


def _answered(it: Referral) -> str:
    """Say what it answered, when, and for how long it helps."""
    answer = f"Answer of {day(it.answered_on)}: {it.get_answer_display()}" if it.answer else ""
    begins = f"Helps from {day(it.begins_on)}" if it.begins_on else ""
    ends = f"Hoped to help until {day(it.hoped_end_on)}" if it.hoped_end_on else ""
    return ". ".join(filter(None, (it.answered_before, answer, it.answer_words, begins, ends)))


def _wishes(chosen: LeadChoice) -> Iterator[Line]:
    yield None, CHILD_SAYS, f"Who should lead: {chosen.child_wishes}" if chosen.child_wishes else ""
    yield None, FAMILY_WANTS, f"Who should lead: {chosen.family_wishes}" if chosen.family_wishes else ""


def _how_it_went(meeting: Meeting) -> str:
    also = f" With {meeting.also_with}." if meeting.also_with else ""
    if meeting.held_at and day(meeting.held_at) != day(meeting.planned_for):
        also = f" It was planned for {day(meeting.planned_for)}.{also}"
    if meeting.cancelled_at:
        return f"{meeting.purpose}{also} Cancelled: {meeting.cancelled_because}"
    chaired = f" Chaired by {meeting.chaired_by}." if meeting.chaired_by else ""
    nothing = f" Nothing was decided: {meeting.nothing_because}" if meeting.nothing_because else ""
    return f"{meeting.purpose}{also}{chaired}{nothing}"


def _review(review: Review) -> Iterator[Line]:
    about = f"Review of {day(review.reviewed_on)}"
    next_ = f"Next: {review.do_next} (to be reviewed again by {day(review.next_on)})"
    yield None, HELP_SO_FAR, f"{about}: {review.changed} {next_}"
    late = f"It was due by {day(review.due_on)}. Why it was late: {review.late_because}"
    yield None, HELP_SO_FAR, f"{about}: {late}" if review.late_because else ""
    yield None, HELP_SO_FAR, f"{about}: {NOT_WORKING}: {review.not_working_because}" if review.is_not_working else ""
    yield None, WORRIES, f"{about}: risk is rising: {review.risk_because}" if review.is_risk_rising else ""
    yield None, FAMILY_SAID, f"{about}: {review.family_view}" if review.family_view else ""


def _review_of_some(review: Review) -> Iterator[Line]:
    """Say no more than that there was a review, and what it flagged, without the reason."""
    about = f"Review of {day(review.reviewed_on)}"
    yield None, HELP_SO_FAR, f"{about}. {REVIEW_KEPT}"
    yield None, HELP_SO_FAR, f"{about}: {NOT_WORKING}. {ASK_WHY}" if review.is_not_working else ""
    yield None, WORRIES, f"{about}: risk is rising. {ASK_WHY}" if review.is_risk_rising else ""


def _reviewed(review: Review, one: ChildReviewed) -> Iterable[Line]:
    """Say how life was for a child, and at which review: the last one is how it is now."""
    yield one.child_id, HELP_SO_FAR, f"Review of {day(review.reviewed_on)}: {one.get_life_display()}: {one.how_we_know}"
    if one.says:
        is_kept = one.says_readers == ChildReviewed.Readers.KEEPERS
        yield one.child_id, CHILD_SAYS, SAYS_KEPT if is_kept else f"{one.says} ({said_how(one)})"
