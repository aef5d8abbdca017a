"""What the guidance pages show."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from righthelp.guidance.models import Descriptor, Edition, Framework, Level, Passage, Theme
from righthelp.guidance.search.needs import examples_for

Kind = Passage.Kind


@dataclass(frozen=True)
class Rung:
    """One level of a theme's ladder."""

    level: Level
    descriptors: list[Descriptor]
    examples: list[str]
    missing: str


def passages(edition: Edition) -> dict[str, list[Passage]]:
    """Sort an edition's passages by kind; those of a level stay with it too."""
    sorted_: dict[str, list[Passage]] = defaultdict(list)
    for passage in edition.passages.select_related("level").order_by("position"):
        sorted_[passage.kind].append(passage)
    return sorted_


def titled(items: list[Passage]) -> dict[str, Any] | None:
    """Split a titled list into its heading and its items."""
    return {"heading": items[0], "entries": items[1:]} if items else None


def ladder(theme: Theme, levels: Iterable[Level], missing: Iterable[Passage]) -> list[Rung]:
    """Show a theme at every level side by side; a level without descriptors says why."""
    by_level: dict[int, list[Descriptor]] = defaultdict(list)
    for descriptor in theme.descriptors.all():
        by_level[descriptor.level_id].append(descriptor)
    not_held = {passage.level_id: passage.text for passage in missing if passage.level_id}
    return [
        Rung(level, by_level[level.pk], _examples(by_level[level.pk], level), not_held.get(level.pk, ""))
        for level in levels
    ]


def _examples(descriptors: list[Descriptor], level: Level) -> list[str]:
    slugs = [slug for descriptor in descriptors for slug in descriptor.need_slugs[:1]]
    return examples_for(dict.fromkeys(slugs), level.number)


def wording_notice(edition: Edition) -> str:
    """Say whose words these are, wherever they are not the partnership's own."""
    if edition.wording == Edition.Wording.OWN:
        return ""
    whole = edition.wording == Edition.Wording.RESTATED
    what = "This guidance is restated" if whole else "Parts of this guidance are restated"
    whose = edition.framework.authority or "its authors"
    return f"{what} in Right Help’s plain words. It is not the text that {whose} published."


def adoption_notice(framework: Framework, adopted: Framework | None) -> str:
    """Say when the guidance on the page is not the one that this partnership uses."""
    if adopted is None:
        return "No guidance has been adopted here yet. Use this to look things up, not to decide about a child."
    if adopted.pk != framework.pk:
        return f"This partnership uses {adopted.title}. {framework.short_name} is here to compare."
    return ""


def gaps(edition: Edition) -> list[str]:
    """Say for editors what an edition does not tell its readers; a table of descriptors alone tells little else."""
    kinds = set(edition.passages.values_list("kind", flat=True))
    told = (
        (edition.framework.contacts.exclude(phones="").exists(), "Whom to ring: add numbers under “Guidance editors”"),
        (edition.framework.authority, "Whose guide it is (authority)"),
        (edition.documents, "Which documents it comes from (documents)"),
        (kinds & {Kind.ABOUT, Kind.USE_RULE}, "How to use the guide (about, use_rules)"),
        (Kind.DUTY in kinds, "What must be done whatever the level (duties)"),
        (Kind.ADVICE in kinds, "What to do when somebody is unsure (advice)"),
        (edition.levels.exclude(meaning="").exists(), "What each level is called and means (levels)"),
    )
    return [part for is_there, part in told if not is_there]


@dataclass(frozen=True)
class Change:
    """How one descriptor differs between two editions."""

    code: str
    what: str
    before: str
    after: str


def changes_between(older: Edition, newer: Edition) -> list[Change]:
    """List the descriptors that were added, taken out, moved or reworded, in the order of the newer edition."""
    was = {item.code: item for item in older.descriptors.with_places()}
    now = {item.code: item for item in newer.descriptors.with_places()}
    changed = [_change(code, was.get(code), now.get(code)) for code in dict.fromkeys([*now, *was])]
    return [change for change in changed if change]


def _change(code: str, was: Descriptor | None, now: Descriptor | None) -> Change | None:
    before, after = _placed(was), _placed(now)
    if before == after:
        return None
    if was is None or now is None:
        return Change(code, "Added" if was is None else "Taken out", before, after)
    same_place = (was.level.number, was.theme.name) == (now.level.number, now.theme.name)
    return Change(code, "Reworded" if same_place else "Moved", before, after)


def _placed(item: Descriptor | None) -> str:
    return f"Level {item.level.number}, {item.theme.name}: {item.text}" if item else ""
