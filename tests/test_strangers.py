"""Strangers at every address of the rooms that hold personal records, with ids that are not theirs.

Each comes with a session of their own and the ids of a family at another agency, and must read nothing of the family
and change nothing. A new address of these rooms is tried without being added here. A test is one stranger in one room.
"""

import datetime as dt
import itertools
from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass
from html import unescape
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db.models import Model
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from righthelp.agencies.models import Agency, Membership, Practitioner, Team
from righthelp.agencies.tests import people
from righthelp.audit.models import Event, Look
from righthelp.chronology.actions import Written, write
from righthelp.consent.actions import (
    AdviceTaken,
    AfterRefusal,
    Considered,
    ToService,
    ToShare,
    Who,
    decide_after_refusal,
    note_advice,
    note_said,
    share,
)
from righthelp.front_door.models import (
    Attachment,
    BodyMark,
    Check,
    Consultation,
    Contact,
    Discussion,
    NamedChild,
    NamedPerson,
    Shift,
)
from righthelp.front_door.questions import pages_of
from righthelp.front_door.tests.everything import Around, everything
from righthelp.people.actions import break_glass, draw_sample, restrict
from righthelp.people.models import Detail, NamedReader, Person
from righthelp.people.tests import folk
from righthelp.work.actions import involve
from righthelp.work.models import Cover, Transfer

pytestmark = pytest.mark.django_db
ROOMS = ("people", "work", "chronology", "consent", "child_page", "front_door")
SECRETS = (
    "Xanthippe", "Quillfeather", "Ptolemy", "Zebedee", "Heronry", "WZ9 7ZH", "marzipan", "tangerine", "vermilion",
)  # fmt: skip
# what social care may come to without a reason is tried as a page and not gone through: breaking the glass, and
# allocation by any of its managers, which decision 9 lets name whom it is about, but not of a restricted record
DOORS: dict[str, Set[str]] = {
    "record_emergency": frozenset(),
    "record_worker_add": frozenset({"Xanthippe", "Ptolemy", "Quillfeather"}),
    # whoever manages the front door reads what a shift leaves for the next, and keeps its rota
    "front_door_shift_note": frozenset({"vermilion"}),
    "front_door_shift_add": frozenset(),
    "front_door_shift_cancel": frozenset(),
}
# where anybody signed in begins something of their own; what is on file stays as it is all the same
BEGINS = {"allegation_raise", "consultation_ask", "consultation_note", "front_door_call_start", "request_start",
          "request_urgent"}  # fmt: skip
PUBLIC = {"ask", "ask_family", "ask_young", "ask_public", "ask_sent"}
# what a part of an address may be, where any word fits its pattern
WORDS = {"questions": sorted(pages_of("request"))[:2], "kind": ["parent", "worker"]}
NOTHING: Set[str] = frozenset()
ANSWERS = {
    "because": "I only want to have a look at this.", "finding": "Nothing", "was_right": "yes", "checked": "yes",
    "kind": "staff", "email": "sam.okafor@example.org", "emails": "sam.okafor@example.org", "note": "x", "name": "x",
    "what": "x", "source": "x", "category": "visit", "first": "X", "last": "Y", "line": "1 Way", "value": "1",
    "version": "1", "role": "aunt", "text": "x", "more": "x", "title": "x", "facts": "x", "outcome": "advice",
    "story": "x", "fits": "yes", "advice": "x", "call": "begins", "give": "not_safe", "not_given_because": "x",
    "whom": "other", "was_told": "not_told", "not_told_because": "x", "do": "save", "about": "x", "agency": "elsewhere",
    "works_at": "x", "reach": "x", "level": "2", "starts_on_day": "1", "starts_on_month": "9", "starts_on_year": "2025",
}  # fmt: skip


@dataclass(frozen=True)
class Place:
    """A school and children's social care, the family whom they know, and whoever may read of them."""

    school: Agency
    social_care: Agency
    child: Person
    owners: tuple[Practitioner, ...]


@pytest.fixture
def place(db: None) -> Place:
    """Put a family on file, with something in every table that hangs on a record."""
    school, social_care = people.school(), people.social_care()
    owner, worker = people.teacher(school), people.worker(social_care, "social_worker", "Rosa Lind")
    child = folk.person("Xanthippe Quillfeather", agency=school, by=owner, born=dt.date(2017, 3, 4))
    mother, brother = (folk.person(f"{name} Quillfeather", agency=school, by=owner) for name in ("Ptolemy", "Zebedee"))
    for one in (child, brother):
        folk.related(one, mother)
        folk.lives_at(one, "12 Heronry", "WZ9 7ZH", is_protected=True)
    Detail.objects.create(person=child, kind="health", value="Allergic to marzipan", source="Her mother")
    team = worker.memberships_now[0].team
    involve(child=child, practitioner=worker, team=team, role="social worker", starts_on=dt.date(2025, 9, 1), by=worker)
    written = Written("visit", dt.date(2026, 3, 4), "She hid a tangerine", "Her teacher", "fact")
    write(written=written, children=[child, brother], agency=school, by=owner)
    Transfer.objects.create(child=child, from_agency=school, to_name="Another school", how="vermilion", sent_by=owner)
    Cover.objects.create(
        absent=worker, covering=people.worker(social_care, "social_worker", "Noor Aziz"), team=team,
        starts_on=dt.date(2025, 9, 1), ends_on=dt.date(2030, 9, 1), arranged_by=worker,
    )  # fmt: skip
    said(owner, school, child, brother)
    ines = people.worker(social_care, "information_governance", "Ines Duarte")
    break_glass(person=child, because="vermilion is at the door", by=worker)
    Look.objects.create(actor_id=worker.pk, subject_type="people.person", subject_id=child.pk, page="vermilion")
    draw_sample(days=31, size=5, by=ines)
    manager = people.worker(social_care, "social_care_manager", "Mira Joshi")
    restrict(person=brother, kind="adoption", because="vermilion", readers=[manager], by=manager)
    around = at_the_front_door(owner, manager, social_care, brother)
    worked_on(around, brother)
    owners = (owner, around.worker, around.officer, around.answers)
    return Place(school, social_care, child, tuple(map(people.fresh, owners)))


def at_the_front_door(owner: Practitioner, manager: Practitioner, social_care: Agency, child: Person) -> Around:
    """Give those of the front door whom the list of the record names, so that everybody else there is a stranger."""
    fran, femi = (people.worker(social_care, "front_door_worker", name) for name in ("Fran Castellano", "Femi Balogun"))
    mona = people.worker(social_care, "social_care_manager", "Mona Aziz")
    officer = people.worker(social_care, "designated_officer", "Olu Martins")
    surgery = people.gp_practice("Saltmarsh Surgery")
    answers = people.safeguarding_lead(surgery, "Gita Nair")
    NamedReader.objects.bulk_create(
        NamedReader(restriction=child.restrictions.get(), practitioner=one, named_by=manager)
        for one in (owner, fran, femi, mona, answers)
    )
    return Around(owner, fran, femi, mona, manager, officer, surgery, answers, child)


def worked_on(around: Around, child: Person) -> None:
    """Have a contact about the child worked on to its end, and all that stands beside it be about the same child."""
    made = everything(around)
    NamedChild.objects.update(person=child)
    Consultation.objects.update(contact=made.contact)
    Shift.objects.update(note_read_at=timezone.now(), note_read_by=around.manager)


def said(by: Practitioner, school: Agency, *children: Person) -> None:
    """Have the family say yes and no, and something shared."""
    who = Who("parent", "face", dt.date(2026, 3, 4), said_by_name="Ptolemy Quillfeather")
    for answer in ("yes", "no"):
        is_yes = answer == "yes"
        made = note_said(
            who=who, children=children, agency=school, by=by, to_service=ToService(answer, "tangerine"),
            to_share=ToShare(answer, "vermilion", "marzipan", "tangerine", was_told=is_yes, is_free=is_yes),
        )  # fmt: skip
    going_on = decide_after_refusal(refusals=made, after=AfterRefusal("yes", "marzipan", True, "vermilion"), by=by)
    note_advice(goings_on=going_on, taken=AdviceTaken("tangerine", dt.date(2026, 3, 4), "vermilion"), by=by)
    what = Considered(dt.date(2026, 3, 4), to_name="tangerine", facts="marzipan")
    share(what=what, basis="public_task", children=children, agency=school, by=by, because="vermilion")


def ex_partner(place: Place) -> Practitioner:
    """A former partner of the mother, with an account of another agency."""
    return people.teacher(people.gp_practice("Otter Lane Surgery"), "Erik Holm")


def lead_of_another_school(place: Place) -> Practitioner:
    return people.safeguarding_lead(people.school("Fenside Academy"))


def colleague(place: Place) -> Practitioner:
    return people.teacher(place.school, "Bob Baker")


def administrator_of_the_school(place: Place) -> Practitioner:
    return people.agency_administrator(place.school)


def social_worker_without_a_reason(place: Place) -> Practitioner:
    return people.worker(place.social_care, "social_worker", "Sam Okafor")


def manager_of_another_team(place: Place) -> Practitioner:
    person = people.administrator(place.social_care, "Mo Lewis")
    team = Team.objects.create(agency=place.social_care, name="Another team")
    person.memberships.all().delete()
    Membership.objects.create(practitioner=person, team=team, role="social_care_manager", starts_on=people.STARTED)
    return people.fresh(person)


# whose ids an address that begins so means, and a part of one; a new way to begin, or part, is tried with every id
FIRST: dict[str, type[Model]] = {
    "records/<": Person, "requests/<": Contact, "front-door/<": Contact, "front-door/calls/<": Contact,
    "checks/<": Check, "discussions/<": Discussion,
}  # fmt: skip
PARTS: dict[str, tuple[type[Model], ...]] = {
    "child_id": (NamedChild,), "person_id": (NamedPerson,), "named_id": (NamedChild, NamedPerson),
    "mark_id": (BodyMark,), "file_id": (Attachment,), "attachment_id": (Attachment,), "check_id": (Check,),
    "discussion_id": (Discussion,),
}  # fmt: skip
STRANGERS = (
    ex_partner,
    lead_of_another_school,
    colleague,
    administrator_of_the_school,
    social_worker_without_a_reason,
    manager_of_another_team,
)


def addresses(place: Place, room: str) -> Iterator[tuple[str, str]]:
    """Give every address of a room with every id on file that it may mean, each with its name."""
    known = known_ids(room)
    for pattern, route in walked(get_resolver().url_patterns):
        if room_of(pattern) == room:
            for filled in fillings(pattern, route, whole_ids(place, room), known):
                yield str(pattern.name), f"/{filled}"


def room_of(pattern: URLPattern) -> str:
    """Give the room that a page stands in; nothing for those of others."""
    return "".join(getattr(pattern.callback, "__module__", "").split(".")[1:2])


def walked(found: list[URLPattern | URLResolver], before: str = "") -> Iterator[tuple[URLPattern, str]]:
    for entry in found:
        if isinstance(entry, URLResolver):
            yield from walked(entry.url_patterns, before + str(entry.pattern))
        else:
            yield entry, before + str(entry.pattern)


def fillings(pattern: URLPattern, route: str, whole: list[str], known: list[str]) -> Iterator[str]:
    """Fill in an address: where more than one id is asked for, the record or contact first; else all ids."""
    first = next((model for begins, model in FIRST.items() if route.startswith(begins)), None)
    converters = pattern.pattern.converters
    ids = [name for name, converter in converters.items() if type(converter).__name__ == "UUIDConverter"]
    of_part = PARTS if room_of(pattern) == "front_door" else {}
    parts = {name: [str(key) for model in found for key in ids_of(model)] for name, found in of_part.items()}
    choices = [
        whole
        if len(ids) > 1 and name == ids[0]
        else [str(key) for key in ids_of(first)]
        if first and name == ids[0]
        else parts.get(name, known)
        if name in ids
        else converter.regex.split("|")
        if "|" in converter.regex
        else WORDS.get(name, ["1"])
        for name, converter in converters.items()
    ]
    for values in itertools.product(*choices):
        filled = route
        for name, value in zip(converters, values, strict=True):
            kind = next(part for part in filled.split("<")[1:] if part.split(">")[0].split(":")[-1] == name)
            filled = filled.replace(f"<{kind.split('>')[0]}>", value)
        yield filled


def whole_ids(place: Place, room: str) -> list[str]:
    """Give what an address with several ids begins with: the record; at the front door a draft and what was sent."""
    return [str(key) for key in ids_of(Contact)[:2]] if room == "front_door" else [str(place.child.public_id)]


def known_ids(room: str) -> list[str]:
    """Give the ids that are on file: those of the front door at its own addresses, of all other rooms at all others."""
    rooms = ["front_door"] if room == "front_door" else [one for one in ROOMS if one != "front_door"]
    known = [str(key) for model in models(rooms) if has_public_id(model) for key in ids_of(model)]
    return known if room != "front_door" else [*known, *(str(key) for key in ids_of(Person))]


def ids_of(model: type[Model]) -> list[UUID]:
    """Give everybody of the family, every contact and what hangs on it by name, and of all else the first row."""
    found = list(model._default_manager.order_by("pk").values_list("public_id", flat=True))
    return found if model in (Person, Contact) or any(model in parts for parts in PARTS.values()) else found[:1]


def has_public_id(model: type[Model]) -> bool:
    return any(field.name == "public_id" for field in model._meta.get_fields())


def models(rooms: Iterable[str] = ROOMS) -> list[type[Model]]:
    return [model for room in rooms for model in apps.get_app_config(room).get_models()]


File = dict[str, dict[Any, dict[str, Any]]]


def on_file(rooms: Iterable[str] = ROOMS) -> File:
    return {
        model._meta.label: {row[model._meta.pk.attname]: row for row in model._default_manager.values()}
        for model in models(rooms)
    }


def same(now: File, before: File, *, begins: bool = False) -> bool:
    """Say whether what was on file is as it was; where somebody may begin something of their own, more may be there."""
    if not begins:
        return now == before
    return all(now[label].get(key) == row for label, rows in before.items() for key, row in rows.items())


def text_of(answer: Any) -> str:
    body = b"".join(answer) if answer.streaming else answer.content
    return unescape(body.decode("utf-8", "replace"))


def tells_nothing(answer: Any, address: str, but: Set[str] = NOTHING) -> None:
    text = text_of(answer).lower()
    told = [secret for secret in SECRETS if secret.lower() in text and secret not in but]
    assert told == [], f"{address} says {told}"
    assert answer.status_code in {200, 302, 403, 404, 405}, f"{address}: {answer.status_code}"


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("stranger", STRANGERS, ids=lambda make: make.__name__)
def test_a_stranger_reads_and_changes_nothing(
    place: Place, stranger: Callable[[Place], Practitioner], room: str
) -> None:
    client, is_manager = people.sign_in(Client(), stranger(place)), stranger is manager_of_another_team
    before, here = on_file(), on_file([room])
    for name, group in itertools.groupby(list(addresses(place, room)), key=lambda found: found[0]):
        but = DOORS.get(name, NOTHING) if is_manager else NOTHING
        for _, address in group:
            tells_nothing(client.get(address), address, but=but)
            if name not in DOORS or (name == "record_worker_add" and not is_manager):
                tells_nothing(client.post(address, ANSWERS), address)
        now = on_file([room])
        assert same(now, here, begins=name in BEGINS), f"{name} changed something"
        here = now
    assert same(on_file(), before, begins=room == "front_door")
    refused = Event.objects.filter(name="audit.look_refused").count()
    assert refused or stranger is administrator_of_the_school  # whose role opens none of these pages


@pytest.mark.parametrize("room", ROOMS)
def test_nobody_comes_in_without_signing_in(place: Place, room: str) -> None:
    client, before = Client(), on_file()
    for name, address in addresses(place, room):
        for answer in (client.get(address), client.post(address, ANSWERS)):
            if name in PUBLIC:
                tells_nothing(answer, address)
                continue
            assert answer.status_code in {302, 405}, address
            assert answer.status_code == 405 or answer.headers["Location"].startswith("/sign-in"), address
    assert on_file() == before


@pytest.mark.parametrize("room", ROOMS)
def test_whoever_may_reads_what_strangers_do_not(place: Place, room: str) -> None:
    """The walk finds what is there: whoever added the record, and those who work on it, read what nobody else may."""
    found = list(addresses(place, room))
    assert len(found) > 10
    wanted = {"Xanthippe", "Quillfeather", "Ptolemy", *(SECRETS[4:] if room == "front_door" else ())}
    wanted = wanted if room in {"people", "front_door"} else {"Xanthippe"}
    for owner in place.owners:
        client = people.sign_in(Client(), owner)
        for _, address in found:
            answer = client.get(address)
            text = text_of(answer) if answer.status_code == 200 else ""
            wanted = {secret for secret in wanted if secret not in text}
            if not wanted:
                return
    raise AssertionError(f"nobody reads {wanted}")
