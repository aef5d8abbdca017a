"""What pages show of early help: where it stands, how it was offered, where it came from and where it went."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Case, F, When
from django.urls import reverse
from django.utils import timezone

from righthelp.consent.models import Agreement
from righthelp.consent.policies import may_change as may_change_said
from righthelp.consent.policies import may_decide_next
from righthelp.considerations.ages import is_past_support
from righthelp.design_system.formatters import day, in_words
from righthelp.early_help.access import SeenHelp
from righthelp.early_help.agreement import Answered, counts_for
from righthelp.early_help.beside import ROOM, PassedChild
from righthelp.early_help.models import CameAlong, EarlyHelp, Offer
from righthelp.early_help.policies import may_take_up
from righthelp.early_help.presenting.agreeing import counts_of
from righthelp.early_help.presenting.coming import waiting_in
from righthelp.people.policies import closed_people
from righthelp.people.presenters import age_of, name_of
from righthelp.people.queries import bring_names
from righthelp.people.sections import front_of
from righthelp.plans.policies import took_part
from righthelp.plans.presenters import child_name
from righthelp.work.passing import page_of

if TYPE_CHECKING:
    from uuid import UUID

    from righthelp.plans.models import PlanChild

State = EarlyHelp.State
FROM = {"front_door": "The front door passed it on"}
AGE_SOON = dt.timedelta(weeks=12)
PANEL, HELP = "Asked for the allocation panel", "Asked the front door for help"
Answer = Offer.Answer


@dataclass(frozen=True)
class ChildRow:
    """One child of early help: who it is, whether it has begun for them, and whether anybody agrees.

    `next_steps`: what was decided after a yes was taken back; `decide`: where the reader may decide that.
    """

    child: "PlanChild"
    name: str
    age: str
    page: str
    is_agreed: bool
    is_taken_back: bool
    next_steps: tuple[str, ...]
    decide: str

    @property
    def line(self) -> str:
        """Say where it stands for this child."""
        if self.child.left_on:
            return f"{ended_for(self.child)}: {self.child.left_because}"
        if self.child.episode:
            began = f"Since {day(self.child.episode.begun_on)}"
            gone = "The agreement was taken back" if self.is_taken_back else "Nobody who can speak for them agrees"
            return began if self.is_agreed else f"{began}. {gone}"
        return "Agreed, and not begun yet" if self.is_agreed else "Nobody has agreed yet"


def ended_for(child: "PlanChild") -> str:
    """Say when it ended for a child who left, and how, where that was said (BP-021)."""
    how = f". {EarlyHelp.Outcome(child.left_how).label}" if child.left_how else ""
    return f"It ended for {child_name(child)} on {day(child.left_on)}{how}"


@dataclass(frozen=True)
class OfferRow:
    """One time that it was offered, and what became of the answer."""

    offer: Offer
    to: str
    about: str
    limits: str
    taken_back: tuple[str, ...]
    next_steps: tuple[str, ...]
    take_back: str
    counts: tuple[str, ...]

    @property
    def is_gone(self) -> bool:
        """Say whether a yes was taken back."""
        return bool(self.taken_back)


@dataclass(frozen=True)
class Passed:
    """A way that children came or went, with the page where it is read; none where this reader may not open it."""

    words: str
    on: dt.date
    page: str


@dataclass(frozen=True)
class HelpPage:
    """Everything of this part on the page."""

    children: list[ChildRow]
    offers: list[OfferRow]
    came: list[Passed]
    went: list[Passed]
    may_take: bool
    earlier: "UUID | None"
    came_along: list[CameAlong]
    grown_up: list[str]

    @property
    def to_begin(self) -> list[ChildRow]:
        """Give the children for whom somebody agreed, and it has not begun."""
        return [row for row in self.children if row.is_agreed and not row.child.episode and not row.child.left_on]

    @property
    def withdrawn(self) -> list[ChildRow]:
        """Give the children for whom it goes on though nobody agrees any more."""
        rows = (row for row in self.children if row.child.episode and not row.child.left_on)
        return [row for row in rows if not row.is_agreed]

    @property
    def one_withdrew(self) -> list[ChildRow]:
        """Give the children for whom somebody took their yes back, and the yes of somebody else stands."""
        rows = (row for row in self.children if row.child.episode and not row.child.left_on)
        return [row for row in rows if row.is_agreed and row.is_taken_back]

    def name_of(self, came: CameAlong) -> str:
        """Name the child with whom something came along."""
        return next((row.name for row in self.children if row.child.pk == came.child_id), "")


def help_page_of(seen: SeenHelp) -> HelpPage:
    """Put the page together, and load the names of all whom it shows."""
    offers = _with_whose(seen)
    bring_names([*(one.person for one in seen.plan.children), *(one.to_person for one in offers if one.to_person)])
    said = _said(seen, offers)
    children = [_child(seen, one, offers, said) for one in seen.plan.children]
    came, went = _passed(seen)
    may_take = seen.help.waits and may_take_up(seen.plan.reader, seen.help.plan.team)
    along = waiting_in(seen) if seen.help.is_open and seen.beside.has_along else []
    grown = list(_grown_up(seen)) if seen.help.is_open else []
    return HelpPage(children, _offers(seen, offers, said), came, went, may_take, _earlier(seen), along, grown)


def _grown_up(seen: SeenHelp) -> Iterator[str]:
    """Name the children for whom support cannot go on much longer, by their age (BN-034)."""
    soon = timezone.localdate() + AGE_SOON
    here = (one for one in seen.plan.children if one.left_on is None)
    return (child_name(one) for one in here if is_past_support(one.person, soon))


def state_of(it: EarlyHelp, *, is_led: bool) -> State:
    """Say where early help stands (docs/states.md)."""
    if not it.is_open:
        return State.ENDED
    if not it.has_begun:
        return State.OFFERED
    return State.GOES_ON if is_led else State.NO_LEAD


def _with_whose(seen: SeenHelp) -> dict[Offer, set[int]]:
    """Give each offer with the keys of the children whom it is about, in one query."""
    found: dict[Offer, set[int]] = {}
    closed = Case(When(to_person__in=closed_people(seen.plan.reader), then=True), default=False)
    for offer in seen.help.offers.select_related("to_person").annotate(whose=F("children"), is_closed=closed):
        found.setdefault(offer, set()).add(vars(offer)["whose"])
    return found


def _child(seen: SeenHelp, child: "PlanChild", offers: "Iterable[Offer]", said: Iterable[Agreement]) -> ChildRow:
    """Show one child; what was said before they left and came back does not count for the time since."""
    counting = {one.together: one for one in offers if counts_for(one, child)}
    theirs = [one for one in said if one.child_id == child.person_id and one.together in counting]
    gone = [one for one in theirs if one.withdrawn_at]
    return ChildRow(
        child,
        child_name(child),
        age_of(child.person, timezone.localdate()),
        front_of(child.person),
        is_agreed=any(Answered(child, counting[one.together], one, seen.beside.speaks).is_yes for one in theirs),
        is_taken_back=bool(gone),
        next_steps=tuple(one.next_steps for one in gone if one.next_steps),
        decide=next((_decide(one) for one in gone if _may_decide(seen, one)), ""),
    )


def _may_decide(seen: SeenHelp, said: Agreement) -> bool:
    reader = seen.plan.reader
    return said.waits_for_next_steps and may_change_said(reader, said) and may_decide_next(reader, said.agency)


def _decide(said: Agreement) -> str:
    return reverse("record_consent_next_steps", args=[said.child.public_id, said.public_id])


def _said(seen: SeenHelp, offers: "Iterable[Offer]") -> list[Agreement]:
    """Give what stands on the records of the children that are shown of these offers."""
    together = [one.together for one in offers if one.together]
    people = [one.person_id for one in seen.plan.children]
    found = Agreement.objects.not_set_aside().filter(together__in=together, child__in=people)
    return list(found.select_related("agency", "child")) if together else []


def _offers(seen: SeenHelp, offers: Mapping[Offer, set[int]], said: list[Agreement]) -> list[OfferRow]:
    """Show each offer about a child whose record is open, the latest first."""
    named = {one: [child_name(it) for it in seen.plan.children if it.pk in whose] for one, whose in offers.items()}
    shown = [one for one in reversed(named) if named[one]]
    return [_offer(seen, one, named[one], [it for it in said if it.together == one.together]) for one in shown]


def _offer(seen: SeenHelp, offer: Offer, names: list[str], said: list[Agreement]) -> OfferRow:
    gone = [one for one in said if one.withdrawn_at]
    return OfferRow(
        offer,
        _to_whom(seen, offer),
        ", ".join(names),
        next((one.limits for one in said if one.limits), ""),
        tuple(dict.fromkeys(f"{day(one.withdrawn_on)}: {one.withdrawn_words}" for one in gone)),
        tuple(dict.fromkeys(one.next_steps for one in gone if one.next_steps)),
        _take_back(seen, offer, said) if seen.help.is_open else "",
        tuple(_counts(seen, offer, said)),
    )


def _take_back(seen: SeenHelp, offer: Offer, said: Iterable[Agreement]) -> str:
    """Give where it is noted that they took it back: on the child’s record, or here for who may not write there."""
    given = [one for one in said if one.is_given]
    theirs = next((one for one in given if may_change_said(seen.plan.reader, one)), None)
    if theirs:
        return reverse("record_consent_withdraw", args=[theirs.child.public_id, theirs.public_id])
    may = given and seen.may_change
    return reverse("early_help_take_back", args=[seen.help.public_id, offer.public_id]) if may else ""


def _counts(seen: SeenHelp, offer: Offer, said: Iterable[Agreement]) -> Iterator[str]:
    """Say of a yes for which of the children it counts."""
    children = {one.person_id: one for one in seen.plan.children}
    in_order = list(children)
    for one in sorted(said, key=lambda one: in_order.index(one.child_id)):
        child = children[one.child_id]
        if words := counts_of(Answered(child, offer, one, seen.beside.speaks), child_name(child)):
            yield words


def _to_whom(seen: SeenHelp, offer: Offer) -> str:
    hidden_as = seen.plan.hides(offer.to_person, is_closed=vars(offer)["is_closed"])
    return hidden_as or (name_of(offer.to_person) if offer.to_person else offer.to_name)


def _passed(seen: SeenHelp) -> tuple[list[Passed], list[Passed]]:
    """Say where children came from and went to, once for each time, as far as their records are open."""
    rows = seen.beside.passed
    came = [one for one in rows if one.to_room == ROOM]
    return list(_came(came)), list(_went([one for one in rows if one not in came], seen))


def _came(rows: Iterable[PassedChild]) -> Iterator[Passed]:
    for one in {one.from_id: one for one in rows}.values():
        words = (
            "Children’s social care stepped it down" if one.asked_for == "step_down" else FROM.get(one.from_room, "")
        )
        yield Passed(words, timezone.localdate(one.at), page_of(one.from_room, one.from_id))


def _went(rows: Iterable[PassedChild], seen: SeenHelp) -> Iterator[Passed]:
    """Say which children went, and what for; the page of it is open to whoever sent them."""
    whose: dict[UUID, list[PassedChild]] = {}
    for one in rows:
        whose.setdefault(one.to_id, []).append(one)
    for one, *others in whose.values():
        gone = {it.child for it in (one, *others)}
        names = in_words(child_name(it) for it in seen.plan.children if it.person_id in gone)
        words = f"{PANEL if one.asked_for == 'panel' else HELP}, for {names}"
        is_own = one.by == seen.plan.reader.pk
        yield Passed(words, timezone.localdate(one.at), page_of(one.to_room, one.to_id) if is_own else "")


def _earlier(seen: SeenHelp) -> "UUID | None":
    """Give the plan that this one goes on from, where the reader may open it."""
    continues = seen.help.plan.continues
    is_open = continues and seen.beside.is_earlier_open and took_part(seen.plan.reader, continues)
    return continues.public_id if continues and is_open else None
