"""A family as a draft holds it: the forms filled in as they were, and what they come to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils import timezone

from righthelp.agencies.policies import agencies_where
from righthelp.people.adding.drafts import CHILD, Written, as_given, opened
from righthelp.people.adding.entries import MOTHER, PARENTS, UNIDENTIFIED, Entry
from righthelp.people.forms.adding import ChildForm, EntryForm, PersonForm
from righthelp.people.matching import normal
from righthelp.people.matching.card import Card, Parent
from righthelp.people.matching.facts import called
from righthelp.people.matching.normal import Day
from righthelp.people.models import FamilyDraft, Person
from righthelp.people.policies import may_read_protected
from righthelp.people.rules import age_on

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner

Certainty = Person.Certainty


@dataclass(frozen=True)
class Family:
    """What a draft comes to today: the child, those around by their keys, and what must be answered again."""

    written: Written
    child: Entry | None
    around: dict[str, Entry] = field(default_factory=dict)
    faults: dict[str, list[str]] = field(default_factory=dict)

    def beside(self, key: str) -> dict[str, Entry]:
        """Give everybody around but one."""
        return {other: entry for other, entry in self.around.items() if other != key}

    def to_look_for(self) -> dict[str, Entry]:
        """Give those who may be on file: all but parents whom nobody has identified."""
        child = {CHILD: self.child} if self.child else {}
        return child | {key: one for key, one in self.around.items() if one.relation not in UNIDENTIFIED}


def child_form(by: "Practitioner", data: object, *, draft: FamilyDraft | None = None) -> ChildForm:
    """Make the form of the child for somebody; for which agency it is, is asked once, and stays with the draft."""
    agencies = [] if draft else [(str(one.public_id), one.name) for one in agencies_where(by, "write considerations")]
    return ChildForm(data, may_protect=may_read_protected(by), agencies=agencies)


def read_family(draft: FamilyDraft, by: "Practitioner") -> Family:
    """Read a draft: parents first, so that a partner can be theirs."""
    written = opened(draft)
    form = child_form(by, as_given(written.child), draft=draft)
    family = Family(written, form.entry() if form.is_valid() else None)
    if family.child is None:
        family.faults[CHILD] = _errors(form)
        return family
    for key in sorted(written.people, key=lambda key: written.people[key].get("relation", [""])[0] not in PARENTS):
        person = PersonForm(as_given(written.people[key]), child=family.child, others=family.around)
        if person.is_valid():
            family.around[key] = person.entry()
        else:
            family.faults[key] = _errors(person)
    return family


def _errors(form: EntryForm) -> list[str]:
    return [one["text"] for one in form.error_list()]


def card_of(entry: Entry, around: Mapping[str, Entry]) -> Card:
    """Give somebody written down as the matcher looks for them; a child's mother helps to find the child."""
    today = timezone.localdate()
    name = called(entry.first or entry.used, entry.middle, entry.last)
    home = normal.home(entry.home.line, entry.home.town, entry.home.postcode)
    if entry.home.is_protected:
        home = normal.home("", "", "")
    is_estimated = entry.born_on_is == Certainty.ESTIMATED
    return Card(
        0,
        (name,) if name.first or name.middle or name.last else (),
        normal.sex(entry.sex),
        "unborn" if entry.due_on else "",
        None if is_estimated else _day(entry),
        Day(entry.due_on.year, entry.due_on.month, entry.due_on.day) if entry.due_on else None,
        (home,) if home else (),
        (),
        tuple(_as_parent(one) for one in around.values() if one.relation == MOTHER) if not entry.relation else (),
        age_on(entry.born_on, today) if entry.born_on and is_estimated else None,
        today,
    )


def _as_parent(entry: Entry) -> Parent:
    name = called(entry.first, entry.middle, entry.last)
    return Parent(name.first, name.last, None if entry.born_on_is == Certainty.ESTIMATED else _day(entry))


def _day(entry: Entry) -> Day | None:
    born = entry.born_on
    if born is None:
        return None
    month = born.month if entry.born_on_is != Certainty.YEAR else 0
    return Day(born.year, month, born.day if entry.born_on_is == Certainty.EXACT else 0)
