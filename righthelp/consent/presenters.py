"""What the pages show: what stands, what waits, what is over, and the ledger."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from righthelp.agencies.policies import may
from righthelp.consent.models import Advice, Agreement, Consent, GoingOn, How, Kept, Said, Sharing, Telling
from righthelp.consent.policies import may_answer, may_decide_next
from righthelp.consent.rules import bases, grounds
from righthelp.design_system.formatters import day
from righthelp.people.presenters import name_of

if TYPE_CHECKING:
    from righthelp.consent.access import OnRecord
    from righthelp.people.access import Circle

UNSEEN = "Somebody of the family whom you may not see"
ANSWERS = {
    (Agreement, "yes"): "Yes to help",
    (Agreement, "part"): "Yes to a part of the help",
    (Agreement, "no"): "No to help",
    (Consent, "yes"): "Yes to sharing",
    (Consent, "part"): "Yes to sharing, with limits",
    (Consent, "no"): "No to sharing",
}
STANDINGS = {
    Said.Standing.PARENT: "has parental responsibility",
    Said.Standing.CARER: "cares for the child",
    Said.Standing.YOUNG: "is young and understands enough to decide",
}
Fact = tuple[str, str]
Link = tuple[str, str]


@dataclass(frozen=True)
class Item:
    """One record as the page shows it."""

    key: str
    title: str
    facts: list[Fact]
    foot: str
    links: list[Link]
    over: str = ""


@dataclass(frozen=True)
class Wait:
    """Something that is still to be done: in words, with the link to do it where this reader may."""

    words: str
    link: Link | None = None


@dataclass(frozen=True)
class PageOf:
    """Everything on the page."""

    name: str
    waits: list[Wait]
    said: list[Item]
    goings_on: list[Item]
    ledger: list[Item]
    over: list[Item]


def page_of(found: "OnRecord") -> PageOf:
    """Sort what is on record: what stands, what waits, what is over, what was shared."""
    said = {one: _said(found, one) for one in found.said}
    goings_on = {one: _going_on(found, one) for one in found.goings_on}
    ledger = {one: _sharing(found, one) for one in found.sharings}
    every: list[tuple[Kept, Item]] = [*said.items(), *goings_on.items(), *ledger.items()]
    return PageOf(
        name_of(found.child),
        list(_waits(found)),
        [item for one, item in said.items() if one.stands],
        [item for one, item in goings_on.items() if not one.set_aside_at],
        [item for one, item in ledger.items() if not one.set_aside_at],
        [item for one, item in every if one.set_aside_at or (isinstance(one, Said) and not one.stands)],
    )


def consent_line(consent: Consent, circle: "Circle") -> str:
    """Tell one consent from others in a line."""
    limits = f". Not: {consent.limits}" if consent.limits else ""
    who = f"{who_said(consent, circle)}, {day(consent.said_on)}"
    return f"Yes: {who}, with {consent.shared_with}: {consent.purpose}{limits}"


def who_said(said: Said, circle: "Circle") -> str:
    """Name who said it, where the reader may see them."""
    if said.said_by_id is None:
        return said.said_by_name
    seen = circle.looks.get(said.said_by_id)
    return name_of(seen.person) if seen else UNSEEN


def what_of(said: Agreement | Consent) -> str:
    """Say in a line what was answered, and to what."""
    about = said.service if isinstance(said, Agreement) else f"{said.purpose}, with {said.shared_with}"
    return f"{ANSWERS[type(said), said.answer]}: {about}"


def ground_of(going_on: GoingOn) -> str:
    """Give the ground in words; nothing after a refusal."""
    return grounds()[going_on.ground].title if going_on.ground else ""


def why_of(going_on: GoingOn) -> str:
    """Say in a line why somebody goes on without agreement."""
    first = "They said no" if going_on.is_after_refusal else f"Not asked: {_lower(ground_of(going_on))}"
    return f"{first}. {going_on.because}"


def answered_words(advice: Advice) -> str:
    """Say what came of asking, or of advice."""
    if advice.asked_of is None:
        return f"Advice of {advice.taken_from} on {day(advice.given_on)}: {advice.words}"
    if advice.is_open:
        return f"Asked of {advice.asked_of.name} on {day(advice.asked_at)}. No answer yet. Nothing waits for it."
    by = advice.answered_by.name if advice.answered_by else ""
    agrees = "agreed" if advice.answer == Advice.Answer.APPROVED else "did not agree"
    return f"{by} {agrees} on {day(advice.given_on)}: {advice.words}"


def withdrawn_words(said: Said) -> str:
    """Say that a yes was taken back, when and how, in their words."""
    how = _lower(How(said.withdrawn_how).label)
    return f"Taken back on {day(said.withdrawn_on)}, {how}: {said.withdrawn_words}"


def _said(found: "OnRecord", one: Agreement | Consent) -> Item:
    facts = [*_about(one), ("Who said it", f"{who_said(one, found.circle)} ({STANDINGS[Said.Standing(one.standing)]})")]
    facts += [("Why they can decide", one.competence)] if one.competence else []
    facts += [("When and how", f"{day(one.said_on)}, {_lower(one.get_how_display())}")]
    if one.withdrawn_at:
        facts += [("Taken back", withdrawn_words(one))]
    if one.next_by:
        decided = one.next_decided_by or one.next_by.name
        facts += [("Next steps", one.next_steps), ("Why", f"{one.next_because} ({decided}, {day(one.next_at)})")]
    links = [("They took it back", "record_consent_withdraw")] if one.is_given else []
    links += [("What follows the no", "record_consent_refused")] if _is_undecided(found, one) else []
    return _item(found, one, ANSWERS[type(one), one.answer], facts, links)


def _about(one: Agreement | Consent) -> list[Fact]:
    if isinstance(one, Agreement):
        return [("Which help", one.service), *_fact("Refused", one.limits)]
    told = "They know why, what, how and with whom, and said yes freely" if one.was_told and one.is_free else ""
    facts = [("What for", one.purpose), ("What", one.information), ("With whom", one.shared_with)]
    return [*facts, *_fact("Not", one.limits), *_fact("A real yes", told)]


def _fact(label: str, text: str) -> list[Fact]:
    """Give a fact, or nothing where there is no text."""
    return [(label, text)] if text else []


def _going_on(found: "OnRecord", one: GoingOn) -> Item:
    facts = _after_refusal(one) if one.is_after_refusal else _not_asked(one)
    facts += [("Advice and approval", answered_words(advice)) for advice in one.advice.all()]
    facts += [(telling.get_whom_display(), _telling_words(telling)) for telling in one.tellings.all()]
    links = [
        ("Ask for approval or note advice", "record_consent_advice"),
        ("Note that they were told", "record_consent_told"),
        *([("Note that social care was told", "record_consent_told_social_care")] if one.is_after_refusal else []),
    ]
    return _item(found, one, _title_of(one), facts, links if one.stands else [])


def _title_of(one: GoingOn) -> str:
    if not one.is_after_refusal:
        return "The family is not asked first"
    return "They said no, and we go on" if one.goes_on else "They said no, and we accept it for now"


def _after_refusal(one: GoingOn) -> list[Fact]:
    harm = ("Could the child suffer serious harm without it?", one.get_harm_display())
    return [("What they want", one.wishes), harm, ("Why", one.because)]


def _not_asked(one: GoingOn) -> list[Fact]:
    return [("Is it safe to speak to them?", one.get_safe_display()), ("Ground", ground_of(one)), ("Why", one.because)]


def _telling_words(telling: Telling) -> str:
    if telling.was_told:
        return f"Told on {day(telling.told_on)}, {_lower(telling.get_how_display())}"
    return f"Not told ({day(telling.noted_at)}): {telling.because}"


def _sharing(found: "OnRecord", one: Sharing) -> Item:
    facts = [("With whom", one.to_agency.name if one.to_agency else one.to_name), ("When", day(one.happened_on))]
    facts += [*_fact("Facts", one.facts), *_fact("Opinion", one.opinions)]
    facts += _fact("What somebody else said", one.reported)
    facts += _rests_on(found, one) if one.was_shared else [("Why not", one.because)]
    return _item(found, one, "Shared" if one.was_shared else "Thought about, and not shared", facts, [])


ON_RECORD = "The family’s yes is on record."


def _rests_on(found: "OnRecord", one: Sharing) -> list[Fact]:
    """Say on what sharing rests: the law, the family’s yes, or the reason for doing without (BP-113, BP-257)."""
    facts = [("Rests on", _basis(one.basis)), *_fact("Also", _basis(one.condition) if one.condition else "")]
    if one.consent and _is_sealed_to(found, one):
        return [*facts, ("Consent", ON_RECORD)]
    if one.consent:
        return [*facts, ("Consent", consent_line(one.consent, found.circle) + _taken_back(one.consent))]
    return [*facts, *_fact("Why without consent", one.because or (why_of(one.going_on) if one.going_on else ""))]


def _taken_back(consent: Consent) -> str:
    return "" if consent.stands else " (it does not stand any more)"


def _basis(key: str) -> str:
    one = bases()[key]
    return f"{one.title} ({one.source})"


def _item(found: "OnRecord", one: Kept, title: str, facts: list[Fact], links: Sequence[Link]) -> Item:
    foot = f"Written by {_writer(found, one)}, on {day(one.written_at)}"
    if one.child_id != found.child.pk:
        whose = one.child.agency.name if one.child.agency else "the partnership’s register"
        foot += f". From the record of {whose}, stated to be the same child"
    over = ""
    if one.set_aside_by:
        over = f"Set aside by {one.set_aside_by.name} on {day(one.set_aside_at)}: {one.set_aside_because}"
    may = found.may_change(one) and not over
    every = [*links, ("Set aside", "record_consent_set_aside")] if may else []
    own = [(text, reverse(name, args=[one.child.public_id, one.public_id])) for text, name in every]
    return Item(str(one.public_id), title, facts, foot, own, over)


def _writer(found: "OnRecord", one: Kept) -> str:
    """Name who wrote a record; whoever raised a worry only to their own agency (BN-082)."""
    if isinstance(one, Sharing) and _is_sealed_to(found, one):
        return "whoever shared it (who that was is sealed)"
    return f"{one.written_by.name}, {one.agency.name}"


def _is_sealed_to(found: "OnRecord", one: Sharing) -> bool:
    return one.is_sealed and not may(found.reader, "write considerations", one.agency)


def _waits(found: "OnRecord") -> Iterator[Wait]:
    for said in found.said:
        if said.waits_for_next_steps:
            yield _withdrawal(found, said)
        elif said.answer == Said.Answer.NO and _is_undecided(found, said):
            words = f"{ANSWERS[type(said), said.answer]}, {day(said.said_on)}: write down what follows."
            yield Wait(words, _link(found, said, "What follows", "record_consent_refused"))
    for one in found.goings_on:
        if one.stands:
            yield from _after(found, one)


def _withdrawal(found: "OnRecord", said: Said) -> Wait:
    words = f"A yes was taken back on {day(said.withdrawn_on)}. A manager must decide the next steps."
    may = may_decide_next(found.reader, said.agency)
    return Wait(words, _link(found, said, "Decide the next steps", "record_consent_next_steps") if may else None)


def _after(found: "OnRecord", one: GoingOn) -> Iterator[Wait]:
    """Say what is still to do where somebody goes on without agreement."""
    if one.approval_waits:
        words = "Approval is not asked yet. Go on: do not wait for it."
        yield Wait(words, _link(found, one, "Ask now", "record_consent_advice"))
    for advice in one.advice.all():
        if advice.is_open and advice.asked_of:
            asked = f"{advice.asked_of.name} was asked to approve on {day(advice.asked_at)}."
            yield Wait(f"{asked} Do not wait for the answer if waiting adds risk.", _approve(found, one, advice))
    noted = {telling.whom for telling in one.tellings.all()}
    for whom, (words, address) in TO_TELL.items():
        if one.is_after_refusal and whom not in noted:
            yield Wait(words, _link(found, one, "Note that they were told, or why not", address))


TO_TELL = {
    Telling.Whom.PARENT: ("Whoever said no has not been told that it went on.", "record_consent_told"),
    Telling.Whom.SOCIAL_CARE: (
        "Social care has not been told that the family said no.",
        "record_consent_told_social_care",
    ),
}


def _approve(found: "OnRecord", one: GoingOn, advice: Advice) -> Link | None:
    advice.going_on = one
    if not may_answer(found.reader, advice):
        return None
    return "Answer", reverse("record_consent_approve", args=[one.child.public_id, advice.public_id])


def _is_undecided(found: "OnRecord", said: Agreement | Consent) -> bool:
    """Say whether a refusal, of all or of a part, stands of which nobody wrote down yet what follows."""
    decided = [one for one in found.goings_on if not one.set_aside_at]
    keys = {one.agreement_id if isinstance(said, Agreement) else one.consent_id for one in decided}
    return said.is_refusal and said.pk not in keys


def _link(found: "OnRecord", one: Kept, text: str, name: str) -> Link | None:
    return (text, reverse(name, args=[one.child.public_id, one.public_id])) if found.may_change(one) else None


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
