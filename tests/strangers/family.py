"""A family on file, with something in every table that hangs on a record, and who has nothing to do with it."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from righthelp.agencies.models import Agency, Membership, Practitioner, Team
from righthelp.agencies.tests import people
from righthelp.audit.models import Look
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
from righthelp.early_help.tests.every_table import Helped, in_every_table
from righthelp.front_door.models import (
    Consultation,
    NamedChild,
    Shift,
)
from righthelp.front_door.tests.everything import Around, everything
from righthelp.people.actions import break_glass, draw_sample, restrict
from righthelp.people.models import Detail, NamedReader, Person
from righthelp.people.tests import folk
from righthelp.work.actions import involve
from righthelp.work.models import Cover, Transfer
from tests.strangers.rooms import TOKENS


@dataclass(frozen=True)
class Place:
    """A school and children's social care, the family whom they know, and whoever may read of them."""

    school: Agency
    social_care: Agency
    child: Person
    owners: tuple[Practitioner, ...]


def a_place() -> Place:
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
    for one, token in zip((child, brother), TOKENS, strict=True):
        in_every_table(Helped(one, mother, owner, around.worker, token))
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


STRANGERS = (
    ex_partner,
    lead_of_another_school,
    colleague,
    administrator_of_the_school,
    social_worker_without_a_reason,
    manager_of_another_team,
)
