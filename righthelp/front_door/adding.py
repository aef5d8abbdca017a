"""A child who is not on file: what a contact says of them begins their record, and leads back to the contact."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest

from righthelp.design_system.formatters import day
from righthelp.front_door.cards import age_in, parts_of_address, parts_of_name
from righthelp.front_door.models import Contact, NamedChild
from righthelp.people.adding.drafts import Answers, Written
from righthelp.people.models import FamilyDraft, Person

if TYPE_CHECKING:
    import datetime as dt

BEGUN = "righthelp_records_begun_from_contacts"
MOST_REMEMBERED = 20


def written_of(child: NamedChild, contact: Contact) -> Written:
    """Write down what a contact says of a child as the form of a new record takes it; people check it there."""
    first, middle, last = parts_of_name(child.name)
    line, town, postcode = parts_of_address(child.address)
    answers = {
        "first_name": first, "middle_names": middle, "last_name": last, "line": line, "town": town,
        "postcode": postcode, "phone": child.phone[:40], "school": child.school, "source": _source(contact),
        **_boxes("born", child.born_on), **_boxes("due_on", child.due_on), **_age(child),
    }  # fmt: skip
    given: Answers = {name: [answer] for name, answer in answers.items() if answer}
    return Written(child=given)


def remember(request: HttpRequest, child: NamedChild, draft: FamilyDraft) -> None:
    """Remember for which child of a contact somebody began a record; ids alone, in their session."""
    kept = dict(list(request.session.get(BEGUN, {}).items())[-MOST_REMEMBERED + 1 :])
    request.session[BEGUN] = {**kept, str(child.public_id): str(draft.public_id)}


@dataclass(frozen=True)
class Begun:
    """A record that somebody began for a child: the draft, and the record once it is saved."""

    draft: FamilyDraft
    saved: Person | None


def begun_here(request: HttpRequest, contact: Contact) -> dict[int, Begun]:
    """Give the records that somebody began for the children of a contact, by the key of the child."""
    kept = request.session.get(BEGUN, {})
    wanted = {kept[str(one.public_id)]: one.pk for one in contact.children.all() if str(one.public_id) in kept}
    if not wanted:
        return {}
    drafts = FamilyDraft.objects.filter(public_id__in=wanted, owner=request.user.pk).select_related("saved_as")
    return {wanted[str(one.public_id)]: Begun(one, one.saved_as) for one in drafts}


def _source(contact: Contact) -> str:
    return f"A contact at the front door, received on {day(contact.received_at)}"


def _boxes(name: str, value: "dt.date | None") -> dict[str, str]:
    parts = {"day": value.day, "month": value.month, "year": value.year} if value else {}
    return {f"{name}_{part}": str(number) for part, number in parts.items()}


def _age(child: NamedChild) -> dict[str, str]:
    years = None if child.born_on or child.due_on else age_in(child.age)
    return {"age": str(years)} if years else {}
