"""Strangers at every address of the rooms that hold personal records, with ids that are not theirs.

Each comes with a session of their own and the ids of a family at another agency, and must read nothing of the family
and change nothing. A new address of these rooms is tried without being added here.
"""

import datetime as dt
import itertools
from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass
from html import unescape
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db.models import Model
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

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
from righthelp.people.actions import break_glass, draw_sample, restrict
from righthelp.people.models import Detail, Person
from righthelp.people.tests import folk
from righthelp.work.actions import involve
from righthelp.work.models import Cover, Transfer

pytestmark = pytest.mark.django_db
ROOMS = ("people", "work", "chronology", "consent", "child_page")
SECRETS = (
    "Xanthippe", "Quillfeather", "Ptolemy", "Zebedee", "Heronry", "WZ9 7ZH", "marzipan", "tangerine", "vermilion",
)  # fmt: skip
# what social care may come to without a reason is tried as a page and not gone through: breaking the glass, and
# allocation by any of its managers, which decision 9 lets name whom it is about, but not of a restricted record
DOORS: dict[str, Set[str]] = {
    "record_emergency": frozenset(),
    "record_worker_add": frozenset({"Xanthippe", "Ptolemy", "Quillfeather"}),
}
NOTHING: Set[str] = frozenset()
ANSWERS = {
    "because": "I only want to have a look at this.", "finding": "Nothing", "was_right": "yes", "checked": "yes",
    "kind": "staff", "email": "sam.okafor@example.org", "emails": "sam.okafor@example.org", "note": "x", "name": "x",
    "what": "x", "source": "x", "category": "visit", "first": "X", "last": "Y", "line": "1 Way", "value": "1",
    "version": "1", "role": "aunt", "starts_on_day": "1", "starts_on_month": "9", "starts_on_year": "2025",
}  # fmt: skip


@dataclass(frozen=True)
class Place:
    """A school and children's social care, and the family whom they know."""

    school: Agency
    social_care: Agency
    child: Person


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
    return Place(school, social_care, child)


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
    return people.teacher(people.gp_practice(), "Erik Holm")


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


STRANGERS = (
    ex_partner,
    lead_of_another_school,
    colleague,
    administrator_of_the_school,
    social_worker_without_a_reason,
    manager_of_another_team,
)


def addresses(place: Place) -> Iterator[tuple[str, str]]:
    """Give every address of the rooms with every id that is on file, each with its name."""
    for pattern, route in walked(get_resolver().url_patterns):
        module = getattr(pattern.callback, "__module__", "")
        if module.split(".")[1:2] and module.split(".")[1] in ROOMS:
            for filled in fillings(pattern, route, place):
                yield str(pattern.name), f"/{filled}"


def walked(found: list[URLPattern | URLResolver], before: str = "") -> Iterator[tuple[URLPattern, str]]:
    for entry in found:
        if isinstance(entry, URLResolver):
            yield from walked(entry.url_patterns, before + str(entry.pattern))
        else:
            yield entry, before + str(entry.pattern)


def fillings(pattern: URLPattern, route: str, place: Place) -> Iterator[str]:
    """Fill in an address: the record with the child where more than one id is asked for, all else with everything."""
    converters = pattern.pattern.converters
    ids = [name for name, converter in converters.items() if type(converter).__name__ == "UUIDConverter"]
    choices = [
        [str(place.child.public_id)]
        if len(ids) > 1 and name == ids[0]
        else known_ids()
        if name in ids
        else converter.regex.split("|")
        if "|" in converter.regex
        else ["1"]
        for name, converter in converters.items()
    ]
    for values in itertools.product(*choices):
        filled = route
        for name, value in zip(converters, values, strict=True):
            kind = next(part for part in filled.split("<")[1:] if part.split(">")[0].split(":")[-1] == name)
            filled = filled.replace(f"<{kind.split('>')[0]}>", value)
        yield filled


def known_ids() -> list[str]:
    return [str(key) for model in models() if has_public_id(model) for key in ids_of(model)]


def ids_of(model: type[Model]) -> list[UUID]:
    """Give everybody of the family, and the first row of every other table, which hangs on the child."""
    found = list(model._default_manager.order_by("pk").values_list("public_id", flat=True))
    return found if model is Person else found[:1]


def has_public_id(model: type[Model]) -> bool:
    return any(field.name == "public_id" for field in model._meta.get_fields())


def models() -> list[type[Model]]:
    return [model for room in ROOMS for model in apps.get_app_config(room).get_models()]


def on_file() -> dict[str, list[dict[str, Any]]]:
    return {model._meta.label: list(model._default_manager.order_by("pk").values()) for model in models()}


def text_of(answer: Any) -> str:
    body = b"".join(answer) if answer.streaming else answer.content
    return unescape(body.decode("utf-8", "replace"))


def tells_nothing(answer: Any, address: str, but: Set[str] = NOTHING) -> None:
    text = text_of(answer).lower()
    told = [secret for secret in SECRETS if secret.lower() in text and secret not in but]
    assert told == [], f"{address} says {told}"
    assert answer.status_code in {200, 302, 403, 404, 405}, f"{address}: {answer.status_code}"


@pytest.mark.parametrize("stranger", STRANGERS, ids=lambda make: make.__name__)
def test_a_stranger_reads_and_changes_nothing(place: Place, stranger: Callable[[Place], Practitioner]) -> None:
    client = people.sign_in(Client(), stranger(place))
    before, tried = on_file(), 0
    for name, group in itertools.groupby(addresses(place), key=lambda pair: pair[0]):
        for _, address in group:
            is_manager = stranger is manager_of_another_team
            tells_nothing(client.get(address), address, but=DOORS.get(name, NOTHING) if is_manager else NOTHING)
            if name not in DOORS or (name == "record_worker_add" and not is_manager):
                tells_nothing(client.post(address, ANSWERS), address)
            tried += 1
        assert on_file() == before, f"{name} changed something"
    assert tried > 100
    refused = Event.objects.filter(name="audit.look_refused").count()
    assert refused or stranger is administrator_of_the_school  # whose role opens none of these pages


def test_nobody_comes_in_without_signing_in(place: Place) -> None:
    client, before = Client(), on_file()
    for _, address in addresses(place):
        for answer in (client.get(address), client.post(address, ANSWERS)):
            assert answer.status_code in {302, 405}, address
            assert answer.status_code == 405 or answer.headers["Location"].startswith("/sign-in"), address
    assert on_file() == before


def test_an_owner_reads_what_strangers_do_not(place: Place) -> None:
    """The walk finds what is there: whoever added the record reads the words that nobody else may."""
    client = people.sign_in(Client(), Practitioner.objects.get(name="Alice Adeyemi"))
    answers = (client.get(address) for _, address in addresses(place))
    read = "".join(text_of(answer) for answer in answers if answer.status_code == 200)
    assert {"Xanthippe", "Quillfeather", "Ptolemy"} <= {secret for secret in SECRETS if secret in read}
