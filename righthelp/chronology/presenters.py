"""What the page and its files show."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from righthelp.agencies.models import Practitioner
from righthelp.chronology.access import Chronology
from righthelp.chronology.actions import Written
from righthelp.chronology.filters import Item
from righthelp.chronology.models import Entry, ReadThrough
from righthelp.design_system.formatters import count, day, in_words
from righthelp.people.happenings import Happening
from righthelp.people.models import Person
from righthelp.people.presenters import name_of


@dataclass(frozen=True)
class Year:
    """A year with what happened in it."""

    number: int
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Current:
    """How current a chronology is: the last thing that happened, the last reading, what was written since (BP-296)."""

    last: Entry | None
    reading: ReadThrough | None
    unread: int

    @property
    def prompt(self) -> str:
        """Ask people to read entries together: small things count together as one grave one does (SF-024)."""
        if self.unread == 0 or self.last is None:
            return ""
        new = count(self.unread, "entry is", "entries are").capitalize()
        if self.reading is None:
            return f"{new} here, and nobody has said yet that they read them together."
        return f"{new} new since then."


def years_of(items: Sequence[Item]) -> list[Year]:
    """Part what is shown by years, in the order given."""
    return [Year(number, tuple(found)) for number, found in groupby(items, lambda one: one.happened_on.year)]


def current_of(chronology: Chronology) -> Current:
    """Say how current a chronology is."""
    reading = next(iter(chronology.readings), None)
    standing = [entry for entry in chronology.entries if entry.struck_at is None]
    unread = [entry for entry in standing if reading is None or entry.written_at > reading.read_at]
    return Current(standing[-1] if standing else None, reading, len(unread))


def when(item: Item | Written) -> str:
    """Write the day, or the first and the last one, of something that happened."""
    until = None if isinstance(item, Happening) else item.until
    return f"{day(item.happened_on)} to {day(until)}" if until else day(item.happened_on)


def is_entry(item: Item) -> bool:
    """Say whether people wrote it, rather than the system saw it."""
    return isinstance(item, Entry)


def kind_word(entry: Entry) -> str:
    """Say in a word whether it is a fact, reported or an opinion."""
    return entry.get_kind_display().partition(":")[0].lower()


def written_words(entry: Entry) -> str:
    """Say who wrote an entry, and when."""
    return f"Written by {entry.written_by.name}, {entry.agency.name}, on {day(entry.written_at)}"


def struck_words(entry: Entry) -> str:
    """Say who struck an entry through, when and why; nothing of one that stands."""
    if entry.struck_by is None:
        return ""
    return f"Struck through by {entry.struck_by.name} on {day(entry.struck_at)}: {entry.struck_because}"


def replacement_of(entry: Entry, shown: Iterable[Entry]) -> Entry | None:
    """Give the entry written in the place of one, where this reader may read it."""
    return next((one for one in shown if one.replaces_id == entry.pk), None)


def names_of(people: Iterable[Person], joiner: str = "and") -> str:
    """Join the names of people as a sentence does."""
    return in_words((name_of(one) for one in people), joiner)


def agencies_of(person: Practitioner) -> str:
    """Say where somebody works today."""
    return in_words(dict.fromkeys(one.team.agency.name for one in person.memberships_now))
