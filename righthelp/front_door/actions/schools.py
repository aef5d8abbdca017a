"""Schools told of police notifications before the next school day, holidays included."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.actions.refusals import require
from righthelp.agencies.models import Agency, Membership
from righthelp.audit.actions import record
from righthelp.calendar.queries import closed_days
from righthelp.design_system.formatters import count
from righthelp.front_door.actions.allowed import require_open, require_worker
from righthelp.front_door.actions.ledger import note_school_told
from righthelp.front_door.models import Contact, NamedChild, SchoolTold
from righthelp.front_door.names import plain
from righthelp.front_door.notices.telling import LEADS
from righthelp.front_door.policies import may_be_told
from righthelp.front_door.rota import duty_managers
from righthelp.front_door.rules import SCHOOLS_REMIND, next_school_start
from righthelp.messages.actions import notify, notify_each
from righthelp.people.models import Detail
from righthelp.people.policies import restricted_among
from righthelp.people.readers import with_roles

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner

KINDS = (Agency.Kind.SCHOOL, Agency.Kind.EARLY_YEARS)
FROM_RECORDS = dt.timedelta(days=7)  # for so long a school found on a record that was linked later is told, too
POLICE_TOLD = "The police told us of a child at your school. Please read it before school begins"
AT_ONCE = 500
POLICE_TOLD_OF_MANY = "The police told us of {} at your school. Please read it before school begins"
STILL_TO_TELL = "Schools are still to be told of police notifications before school begins"


class NotOpen(Exception):
    """The school was told meanwhile, or somebody decided not to tell it."""


def schools_here() -> dict[str, Agency]:
    """Give the schools and nurseries that use Right Help, by name as people would compare it.

    Two that so have one name are left out: nobody can tell which is meant, so that somebody rings.
    """
    schools = list(Agency.objects.filter(kind__in=KINDS))
    named = Counter(plain(one.name) for one in schools)
    return {plain(one.name): one for one in schools if named[plain(one.name)] == 1}


def leads_at(school: Agency) -> "list[Practitioner]":
    """List the safeguarding leads and deputies of a school, who cover in the holidays, too."""
    here = Membership.objects.current().in_agency(school)
    return list(with_roles((), [here.with_one_of([LEADS])]).values())


def tell_schools(children: Sequence[NamedChild], *, by: "Practitioner | None") -> list[SchoolTold]:
    """Have the school that is written down of each child told before the next school day: its leads get a notice.

    Where it is not one of the schools here, or has no lead, it stands on the list of those to be rung.
    """
    here, due_at = schools_here(), next_school_start(timezone.now())
    told = [SchoolTold(child=one, name=one.school, agency=here.get(plain(one.school)), due_at=due_at)
            for one in children]  # fmt: skip
    return _tell(told, by)


def _tell(told: Iterable[SchoolTold], by: "Practitioner | None") -> list[SchoolTold]:
    made = SchoolTold.objects.bulk_create(told, AT_ONCE)
    at: dict[Agency, list[SchoolTold]] = {}
    for one in made:
        record(by=by, name="front_door.school_to_tell", subject=one.child.contact, refs={"school_told": one.pk})
        if one.agency:
            at.setdefault(one.agency, []).append(one)
    for school, those in at.items():
        _notify(school, those)
    return made


def _notify(school: Agency, told: Sequence[SchoolTold]) -> None:
    """Give the leads of a school one notice, of however many children: more would bury what else they must read."""
    first, key = told[0], f"front door school told {told[0].pk}"
    page = reverse("school_told", args=[first.public_id]) if len(told) == 1 else reverse("schools_told")
    title = POLICE_TOLD if len(told) == 1 else POLICE_TOLD_OF_MANY.format(count(len(told), "child", "children"))
    notify_each(leads_at(school), key=key, title=title, page=page, is_urgent=True)


@transaction.atomic
def note_read_at_school(*, told: SchoolTold, by: "Practitioner") -> None:
    """Note that a lead of the school read it: from then on the school is told; the first time counts.

    Raises:
        NotAllowed: when somebody does not lead there, or it was decided not to tell the school.
    """
    require(may_be_told(by, told))
    require_open(by, [told.child])
    if SchoolTold.objects.still_to_tell().filter(pk=told.pk).update(told_at=timezone.now(), told_by=by, whom=by.name):
        record(by=by, name="front_door.school_read", subject=told.child.contact, refs={"school_told": told.pk})
        note_school_told(told, by)


@transaction.atomic
def note_school_rung(*, told: SchoolTold, whom: str, by: "Practitioner") -> None:
    """Note that somebody at the front door told a school, and whom there.

    Raises:
        NotAllowed: when somebody does not work at the front door.
        NotOpen: when it was told meanwhile, or somebody decided not to tell it.
    """
    _close(told, by, "front_door.school_rung", told_at=timezone.now(), told_by=by, whom=whom)
    note_school_told(told, by)


@transaction.atomic
def leave_school_untold(*, told: SchoolTold, because: str, by: "Practitioner") -> None:
    """Decide that a school is not told, with the reason: for example a victim would be in danger.

    Raises:
        NotAllowed: when somebody does not work at the front door.
        NotOpen: when it was told meanwhile, or somebody decided not to tell it.
    """
    now = timezone.now()
    _close(told, by, "front_door.school_not_told", not_told_at=now, not_told_by=by, not_told_because=because)


def _close(told: SchoolTold, by: "Practitioner", name: str, **changes: object) -> None:
    require_worker(by, told.child.contact)
    if not SchoolTold.objects.still_to_tell().filter(pk=told.pk).update(**changes):
        raise NotOpen
    record(by=by, name=name, subject=told.child.contact, refs={"school_told": told.pk})


def tell_schools_on_record(now: dt.datetime) -> int:
    """Tell the school that stands on a child’s record, where the police named none and the record was linked since.

    Never that of a restricted record: whom that may be told, only those on its list decide.
    """
    lately = NamedChild.objects.filter(
        contact__came_by=Contact.CameBy.POLICE, contact__received_at__gte=now - FROM_RECORDS, school="",
        person__isnull=False, schools_to_tell__isnull=True,
    ).select_related("contact")  # fmt: skip
    children = list(lately)
    if not children:
        return 0
    shut = restricted_among(child.person_id for child in children if child.person_id)
    settings, here = _settings_of([child.person_id or 0 for child in children]), schools_here()
    due_at = next_school_start(now)
    told = [
        SchoolTold(child=child, name=name, agency=here.get(plain(name)), due_at=due_at)
        for child in children
        if child.person_id not in shut
        for name in dict.fromkeys(settings.get(child.person_id or 0, ()))
    ]
    with transaction.atomic():
        return len(_tell(told, None))


def _settings_of(people: list[int]) -> dict[int, list[str]]:
    """Give the schools and nurseries that stand on records today, by person."""
    today = timezone.localdate()
    rows = Detail.objects.filter(person__in=people, kind="setting", withdrawn_at__isnull=True)
    found: dict[int, list[str]] = {}
    for person, name in rows.filter(Q(to_on__isnull=True) | Q(to_on__gte=today)).values_list("person_id", "value"):
        found.setdefault(person, []).append(name[:200])
    return found


def remind_of_schools(now: dt.datetime) -> int:
    """Tell the duty manager of schools still to be told when school begins soon; once for each morning."""
    soon = SchoolTold.objects.due_by(now + SCHOOLS_REMIND).filter(due_at__gt=now - FROM_RECORDS)
    mornings = soon.order_by().values_list("due_at", flat=True).distinct()
    made = 0
    for morning in mornings:
        for manager in duty_managers(now, closed_days()):
            key = f"front door schools to tell {morning:%Y-%m-%d} {manager.pk}"
            if not manager.notices.filter(key=key).exists():
                notify(to=manager, key=key, title=STILL_TO_TELL, page=reverse("police_schools"), is_urgent=True)
                made += 1
    return made
