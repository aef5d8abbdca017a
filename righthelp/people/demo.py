"""One invented family for the demonstration, known to the demo school and to social care. Nobody in it exists."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from righthelp.agencies.models import Practitioner
from righthelp.people.actions import (
    add_contact,
    add_detail,
    add_identifier,
    add_name,
    add_person,
    add_residence,
    note_search,
    relate,
    state_identity,
)
from righthelp.people.models import Name, Person, Relationship, SafeContact

TEACHER, LEAD = "amina.yusuf@example.org", "margaret.bell@example.org"
SOCIAL_WORKER, MANAGER = "nasra.warsame@example.org", "blessing.adeyinka@example.org"
FAMILY, SCHOOL = "Told by the family", "From the school’s own records"
Kind = Relationship.Kind
FEMALE, MALE = Person.Sex.FEMALE, Person.Sex.MALE


@transaction.atomic
def load_demo_family() -> None:
    """Make Keira, nine, and the people around her, as her teacher and the school’s safeguarding lead noted them."""
    teacher, lead = (Practitioner.objects.get(email=email) for email in (TEACHER, LEAD))
    keira = _somebody(teacher, "Keira", "Dunmore", FEMALE, years=9, source=SCHOOL)
    mother = _somebody(teacher, "Sasha", "Dunmore", FEMALE, years=31)
    father = _somebody(teacher, "Lewis", "Hartley", MALE, years=34)
    stepfather = _somebody(teacher, "Marek", "Zieliński", MALE, years=33)
    brother = _somebody(teacher, "Oskar", "Zieliński", MALE, years=2)
    baby = _unborn(teacher)
    grandmother = _somebody(teacher, "Maureen", "Dunmore", FEMALE, years=58)
    aunt = _somebody(teacher, "Joanne", "Dunmore", FEMALE, years=29)
    twins = [_somebody(teacher, first, "Dunmore", FEMALE, years=6) for first in ("Ella", "Eve")]
    _households(teacher, lead, [keira, mother, stepfather, brother], father, grandmother, [aunt, *twins])
    _parents(teacher, keira, mother, father)
    for child in (brother, baby):
        for parent in (mother, stepfather):
            _tie(teacher, child, parent, Kind.PARENT, has_parental_responsibility=True)
    _around(teacher, keira, mother, father, stepfather, grandmother, aunt, twins)
    _tie(teacher, keira, brother, Kind.SIBLING)
    _known(teacher, keira, mother)
    _reached(teacher, mother, father, grandmother)
    _known_to_social_care(keira, mother)


def _known_to_social_care(keira: Person, mother: Person) -> None:
    """Give social care its own record of the girl, spelt as her mother’s midwife wrote it, joined to the school’s."""
    worker, manager = (Practitioner.objects.get(email=email) for email in (SOCIAL_WORKER, MANAGER))
    agency, source = worker.memberships_now[0].team.agency, "From the front door’s notes"
    theirs = [
        add_person(agency=agency, source=source, sex=one.sex, born_on=one.born_on, by=worker) for one in (keira, mother)
    ]
    for one, first in zip(theirs, ("Kiera", "Natasha"), strict=True):
        add_name(person=one, kind=Name.Kind.REGISTERED, first=first, last="Dunmore", source=source, by=worker)
    relate(person=theirs[0], relative=theirs[1], kind=Kind.PARENT, source=source, by=worker)
    add_detail(
        person=theirs[0], kind="communication", value="She would rather write than talk.", source=source, by=worker
    )
    for one, other in zip(theirs, (keira, mother), strict=True):
        state_identity(one=other, other=one, is_same=True, because="Same date of birth, and seen together.", by=manager)


def _somebody(by: Practitioner, first: str, last: str, sex: str, *, years: int, source: str = FAMILY) -> Person:
    agency = by.memberships_now[0].team.agency
    days_since = (sum(map(ord, last)) + 37 * years) % 300  # so that not everybody has one birthday
    born = timezone.localdate() - dt.timedelta(days=round(years * 365.25) + days_since)
    person = add_person(agency=agency, source=source, sex=sex, born_on=born, by=by)
    add_name(person=person, kind=Name.Kind.REGISTERED, first=first, last=last, source=source, by=by)
    return person


def _unborn(by: Practitioner) -> Person:
    agency = by.memberships_now[0].team.agency
    due = timezone.localdate() + dt.timedelta(days=75)
    return add_person(agency=agency, source="Told by her mother", due_on=due, by=by)


def _tie(by: Practitioner, person: Person, relative: Person, kind: str, **more: object) -> None:
    relate(person=person, relative=relative, kind=kind, source=FAMILY, by=by, **more)  # type: ignore[arg-type]


def _home(by: Practitioner, person: Person, line: str, postcode: str, from_on: dt.date | None = None) -> None:
    add_residence(person=person, line=line, town="Westmarsh", postcode=postcode, from_on=from_on, source=FAMILY, by=by)


def _households(
    by: Practitioner, lead: Practitioner, home: list[Person], father: Person, gran: Person, refuge: list[Person]
) -> None:
    moved = timezone.localdate() - dt.timedelta(days=420)
    for person in home:
        _home(by, person, "14 Heron Way", "WZ1 4QT", from_on=moved)
    keira = home[0]
    add_residence(
        person=keira, line="3 Quay Cottages", town="Westmarsh", postcode="WZ2 7BD",
        from_on=moved - dt.timedelta(days=2200), to_on=moved - dt.timedelta(days=1), source=SCHOOL, by=by,
    )  # fmt: skip
    add_residence(
        person=father, line="Flat 6, 80 Dock Road", town="Westmarsh", postcode="WZ3 1HE", source=FAMILY, by=by
    )
    add_residence(person=gran, line="3 Quay Cottages", town="Westmarsh", postcode="WZ2 7BD", source=FAMILY, by=by)
    for person in refuge:
        add_residence(
            person=person, line="Lantern House", town="Eastmere", postcode="WZ9 9ZZ", is_protected=True,
            source="Told by the refuge", by=lead,
        )  # fmt: skip


def _parents(by: Practitioner, keira: Person, mother: Person, father: Person) -> None:
    _tie(by, keira, mother, Kind.PARENT, has_parental_responsibility=True)
    _tie(
        by, keira, father, Kind.PARENT, has_parental_responsibility=True,
        contact_restriction="Every other Saturday at the contact centre, by the court order that her mother showed us.",
    )  # fmt: skip


def _around(
    by: Practitioner,
    keira: Person,
    mother: Person,
    father: Person,
    stepfather: Person,
    gran: Person,
    aunt: Person,
    twins: list[Person],
) -> None:
    _tie(by, keira, stepfather, Kind.STEP_PARENT)
    _tie(by, mother, stepfather, Kind.PARTNER)
    _tie(by, mother, father, Kind.SEPARATED)
    _tie(by, keira, gran, Kind.GRANDPARENT, is_important=True)
    for daughter in (mother, aunt):
        _tie(by, daughter, gran, Kind.PARENT)
    for twin in twins:
        _tie(by, twin, aunt, Kind.PARENT, has_parental_responsibility=True)
        _tie(by, keira, twin, Kind.COUSIN)
    _tie(by, twins[0], twins[1], Kind.TWIN)
    note_search(
        child=twins[0], who="Father not yet identified", asked_on=timezone.localdate() - dt.timedelta(days=30),
        tried="Asked Joanne, alone. She does not want to say who he is yet.", by=by,
    )  # fmt: skip


def _known(by: Practitioner, keira: Person, mother: Person) -> None:
    add_name(person=keira, kind=Name.Kind.ALIAS, first="Kiki", source="Told by Keira", by=by)
    add_identifier(person=keira, kind="upn", value="H801200001001", source=SCHOOL, by=by)
    facts = (
        (keira, "setting", "Alder Road Primary School, Year 4"),
        (keira, "first_language", "English"),
        (keira, "communication", "Keira talks more easily while she draws. Give her time."),
        (mother, "visit", "There is a large dog in the yard. Ring first, and use the front door."),
        (mother, "work", "Night shifts at the packing works on the quay, four nights a week"),
    )
    for person, kind, value in facts:
        add_detail(person=person, kind=kind, value=value, source=FAMILY, by=by)


def _reached(by: Practitioner, mother: Person, father: Person, gran: Person) -> None:
    add_contact(
        person=mother, channel=SafeContact.Channel.PHONE, value="07700 900412", is_safe=SafeContact.Safe.YES,
        times="Weekdays from 2pm to 6pm: she sleeps in the mornings", leave_message=False,
        must_not_know="Lewis", source="Asked Sasha, alone", by=by,
    )  # fmt: skip
    add_contact(
        person=father, channel=SafeContact.Channel.TEXT, value="07700 900877",
        source=FAMILY, by=by,
    )  # fmt: skip
    add_contact(
        person=gran, channel=SafeContact.Channel.PHONE, value="01632 960214", is_safe=SafeContact.Safe.YES,
        leave_message=True, source="Asked Maureen", by=by,
    )  # fmt: skip
