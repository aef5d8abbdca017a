"""What the page of a child shows, part by part: each only to those for whom it is open."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from markupsafe import Markup

from righthelp.child_page.access import Glance
from righthelp.child_page.clocks import Clock, clocks_of, working_now
from righthelp.child_page.folding import folded_family
from righthelp.child_page.happened import Happened, latest_of, patterns_of
from righthelp.child_page.homes import Household, household_of, name_in
from righthelp.child_page.lineage import as_far_as_parents_tell, generations_in_words
from righthelp.child_page.who import Fact, Helpful, Reach, facts_of, helpful_of, kept_from, reach_of
from righthelp.chronology.rules import Counted
from righthelp.considerations.about import DraftAbout, LevelDecided, Said
from righthelp.considerations.pictures import movement_for_page
from righthelp.considerations.presenters import Step, movement_words
from righthelp.design_system.formatters import count, day, sentence_case
from righthelp.people.reasons import Part
from righthelp.people.record import closed_words
from righthelp.people.relatives import Relative, relatives
from righthelp.people.rows import Row
from righthelp.work.kinds import KINDS
from righthelp.work.rules import Spell, changes_of_worker


@dataclass(frozen=True)
class Work:
    """A piece of work that goes on: its name, aim, since when, the team, and who leads it."""

    name: str
    aim: str
    since: str
    place: str
    leader: str


@dataclass(frozen=True)
class Worker:
    """Somebody who works with the child today."""

    who: str
    role: str
    place: str
    phone: str
    is_reader: bool


@dataclass(frozen=True)
class Paper:
    """A document that the reader may open, in one or several forms."""

    title: str
    forms: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ChildPage:
    """A child as one reader sees them."""

    name: str
    closed: str
    opens_story: bool
    opens_where: bool
    facts: list[Fact]
    household: Household
    searches: tuple[Row, ...]
    helpful: list[Helpful]
    reach: list[Reach]
    kept_from: list[str]
    said: tuple[Said, ...]
    levels: list[LevelDecided]
    picture: Markup | str
    movement: str
    work: list[Work]
    ended_work: str
    drafts: tuple[DraftAbout, ...]
    clocks: list[Clock]
    workers: list[Worker]
    changes: list[str]
    family: list[Relative]
    latest: list[Happened]
    patterns: list[Counted[Happened]]
    generations: str
    papers: list[Paper]
    contents: list[tuple[str, str]]


def page_of(glance: Glance, today: dt.date) -> ChildPage:
    """Say everything that the page shows, without another question to the database."""
    seen = glance.seen
    story = seen.opens(Part.STORY)
    family = family_of(glance)
    household = household_of(glance, family, today)
    reach = reach_of(glance, family, today)
    picture, movement = _movement(glance)
    return ChildPage(
        name=name_in(glance, glance.child.pk),
        closed="" if story else closed_words(seen),
        opens_story=story,
        opens_where=seen.opens(Part.WHERE),
        facts=facts_of(glance, today),
        household=household,
        searches=glance.searches,
        helpful=helpful_of(glance, household, today),
        reach=reach,
        kept_from=kept_from(reach),
        said=glance.thinking.said,
        levels=list(reversed(glance.thinking.levels)),
        picture=picture,
        movement=movement,
        work=list(_work(glance, today)),
        ended_work=_ended(glance),
        drafts=glance.thinking.drafts,
        clocks=clocks_of(glance, today) if story else [],
        workers=[_worker(glance, one) for one in working_now(glance, today)],
        changes=_changes(glance, today),
        family=family,
        latest=latest_of(glance, today),
        patterns=patterns_of(glance, today),
        generations=generations_in_words(glance, today),
        papers=list(_papers(glance)),
        contents=list(_contents(glance)),
    )


def family_of(glance: Glance) -> list[Relative]:
    """List the family as every record of the child has it, each person once, as the first record says."""
    circles = [glance.circle, *(glance.circle.around(one) for one in glance.circle.same)]
    told = {one.person.pk for one in glance.records}
    found: list[Relative] = []
    for circle in circles:
        more = [one for one in relatives(circle, glance.accounts) if one.person.pk not in told]
        told |= {one.person.pk for one in more}
        found += more
    return folded_family(glance, as_far_as_parents_tell(glance, found))


def _contents(glance: Glance) -> Iterator[tuple[str, str]]:
    """List the parts that this reader has; nothing says that the child spoke to whoever may not read it."""
    story = glance.seen.opens(Part.STORY)
    yield "who", "Who the child is"
    if glance.seen.opens(Part.WHERE):
        yield "home", "Who they live with"
        yield "helpful", "Before you ring, write or visit"
    if glance.thinking.said:
        yield "words", "What the child says"
    if story:
        yield "level", "Level of support over time"
        yield "work", "Work going on, and days that run"
    yield "people", "People around the child"
    if story:
        yield "happened", "What happened lately"
    yield "tree", "The family, drawn"
    if story:
        yield "papers", "Documents"


def _movement(glance: Glance) -> tuple[Markup | str, str]:
    """Draw the levels of one guidance over time; levels of different guidance share no scale."""
    found = glance.thinking
    if not found.levels or len({one.framework for one in found.levels}) > 1:
        return "", ""
    steps = [
        Step(one.level.number, one.level.heading, at, one.decided_by, one.because, not one.superseded)
        for one, at in zip(found.levels, found.decided_at, strict=True)
    ]
    highest = max(found.level_count, *(step.level for step in steps))
    return movement_for_page(steps, highest), movement_words(steps)


def _work(glance: Glance, today: dt.date) -> Iterator[Work]:
    leading = {one.other: one for one in glance.workers if one.is_marked and one.last_on is None}
    for one in sorted(glance.work, key=lambda row: row.first_on or today, reverse=True):
        if one.last_on is None:
            leader = leading.get(one.key)
            who = f"{leader.who}, {leader.role}" if leader else ""
            yield Work(KINDS[one.role].name, one.text, day(one.first_on), one.place, who)


def _ended(glance: Glance) -> str:
    ended = sum(one.last_on is not None for one in glance.work)
    return sentence_case(f"{count(ended, 'piece of work', 'pieces of work')} ended before.") if ended else ""


def _worker(glance: Glance, one: Row) -> Worker:
    until = f", until {day(one.last_on)}" if one.last_on else ""
    role = f"{sentence_case(one.role)} since {day(one.first_on)}{until}"
    return Worker(one.who, role, one.place, one.more, one.key == glance.reader.pk)


def _changes(glance: Glance, today: dt.date) -> list[str]:
    """Say in which roles the child had several people over two years (BG-028)."""
    spells = (
        Spell(one.key or one.who.casefold(), one.role, one.first_on or today, one.last_on) for one in glance.workers
    )
    counted = changes_of_worker(spells, today)
    return [f"{sentence_case(role)}: {count(number, 'person', 'people')} in two years" for role, number in counted]


def _papers(glance: Glance) -> Iterator[Paper]:
    """List what this reader may open as a document."""
    here = glance.child.public_id
    if not glance.seen.opens(Part.STORY):
        return
    forms = (("PDF", "pdf"), ("Word", "docx"), ("CSV", "csv"))
    chronology = ((name, reverse("record_chronology_download", args=[here, form])) for name, form in forms)
    yield Paper("Chronology", tuple(chronology))
    yield Paper("The family, drawn", (("PDF", reverse("record_genogram_pdf", args=[here])),))
    yield Paper("Contact sheet", (("PDF", reverse("record_sheet_pdf", args=[here])),))
    opened = {one.consideration_id: one for one in glance.thinking.levels if one.consideration_id}
    for key, one in reversed(opened.items()):
        files = ((name, reverse("consideration_download", args=[key, "record", form])) for name, form in forms[:2])
        yield Paper(f"Thinking about the child’s needs, level {one.level.number} on {day(one.day)}", tuple(files))
