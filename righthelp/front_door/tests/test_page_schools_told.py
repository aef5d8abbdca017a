"""A child’s school, told before the next school day, the holidays included."""

import datetime as dt
from typing import Any

import pytest
import time_machine

from righthelp.agencies.actions.refusals import NotAllowed
from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people
from righthelp.audit.models import Event
from righthelp.front_door.actions.linking import link_child
from righthelp.front_door.actions.police import load
from righthelp.front_door.actions.schools import (
    NotOpen,
    leave_school_untold,
    note_read_at_school,
    note_school_rung,
    remind_of_schools,
    tell_schools_on_record,
)
from righthelp.front_door.models import NamedChild, SchoolTold
from righthelp.front_door.tests.arriving import client_of, shown, words
from righthelp.front_door.tests.notified import SUMMARY, as_csv, incident
from righthelp.messages.models import Mail, Notice
from righthelp.people.models import Detail, Restriction
from righthelp.people.tests import folk
from righthelp.work.tests.working import hidden, send_form

FRIDAY = dt.datetime(2026, 3, 6, 8, 0, tzinfo=dt.UTC)
MAYA = {"name": "Maya Lindqvist", "born_on": "2017-05-03", "school": "alder road primary school."}


def notified(by: Practitioner, *children: dict[str, str], at: dt.datetime = FRIDAY, reference: str = "OCC-1") -> list[SchoolTold]:  # fmt: skip  # noqa: E501
    with time_machine.travel(at, tick=False):
        load(data=as_csv([incident(reference, children=list(children or [MAYA]))]), by=by)
        return list(SchoolTold.objects.filter(child__contact__reference=reference))


@pytest.mark.parametrize(
    ("loaded", "due"),
    [
        (dt.datetime(2026, 3, 6, 8, 0, tzinfo=dt.UTC), dt.datetime(2026, 3, 6, 8, 30, tzinfo=dt.UTC)),
        (dt.datetime(2026, 3, 6, 9, 0, tzinfo=dt.UTC), dt.datetime(2026, 3, 9, 8, 30, tzinfo=dt.UTC)),
        (dt.datetime(2026, 4, 2, 20, 0, tzinfo=dt.UTC), dt.datetime(2026, 4, 7, 7, 30, tzinfo=dt.UTC)),  # Easter
    ],
)
def test_it_is_told_before_the_next_school_day(fran: Practitioner, loaded: dt.datetime, due: dt.datetime) -> None:
    with time_machine.travel(loaded, tick=False):
        [told] = notified(fran, at=loaded)
    assert told.due_at == due


def test_its_leads_get_a_notice_that_says_nothing_of_the_child(
    fran: Practitioner, school: Agency, leila: Practitioner, bob: Practitioner
) -> None:
    [told] = notified(fran)
    assert told.agency == school
    notice = Notice.objects.get()
    assert (notice.to, notice.page, notice.is_urgent) == (leila, f"/schools-told/{told.public_id}", True)
    for text in (notice.title, Mail.objects.get().text):
        assert "Maya" not in text
    assert not told.told_at


def test_a_lead_reads_the_least_that_helps_and_so_the_school_is_told(fran: Practitioner, school: Agency, leila: Practitioner) -> None:  # fmt: skip  # noqa: E501
    adult = {"name": "Ana Lindqvist", "relation": "mother"}
    with time_machine.travel(FRIDAY, tick=False):
        load(data=as_csv([incident(children=[{**MAYA, "role": "hid upstairs"}], adults=[adult])]), by=fran)
        told = SchoolTold.objects.get()
        page = shown(client_of(leila), f"/schools-told/{told.public_id}")
    for part in (
        "Maya Lindqvist",
        "5 March 2026",
        "called to domestic abuse at home",
        "quietly",
        "Do not ask the child",
    ):
        assert part in page
    for part in (SUMMARY, "Heron Way", "Ana", "hid upstairs", "10:15", "OCC-1"):
        assert part not in page
    told.refresh_from_db()
    assert (told.told_at, told.told_by, told.whom) == (FRIDAY, leila, leila.name)
    note_read_at_school(told=told, by=leila)
    assert Event.objects.filter(name="front_door.school_read").count() == 1


def test_a_lead_gets_one_notice_of_many_children_and_a_list_of_them(
    fran: Practitioner, school: Agency, leila: Practitioner, bob: Practitioner
) -> None:
    names = ("Maya Lindqvist", "Leo Lindqvist", "Ana Ruiz")
    first, *_ = notified(fran, *({**MAYA, "name": name} for name in names))
    notice = Notice.objects.get(to=leila)
    assert (notice.title, notice.page) == (
        "The police told us of three children at your school. Please read it before school begins", "/schools-told"
    )  # fmt: skip
    client = client_of(leila)
    with time_machine.travel(FRIDAY, tick=False):
        assert all(name in shown(client, "/schools-told") for name in names)
        assert not SchoolTold.objects.filter(told_at__isnull=False).exists(), "a list alone tells nobody"
        client.get(f"/schools-told/{first.public_id}")
        assert "Your school knows since" in shown(client, "/schools-told")
    assert client_of(bob).get("/schools-told").status_code == 403
    other = people.safeguarding_lead(people.school("Beech Lane School"), "Bea Lodge")
    assert "Lindqvist" not in shown(client_of(other), "/schools-told")


def test_the_list_leaves_out_what_is_closed_or_not_to_be_told(
    fran: Practitioner, school: Agency, leila: Practitioner, mona: Practitioner
) -> None:
    maya, leo = notified(fran, MAYA, {**MAYA, "name": "Leo Lindqvist"})
    with time_machine.travel(FRIDAY, tick=False):
        leave_school_untold(told=leo, because="A parent works there.", by=fran)
        person = folk.person("Maya Lindqvist", agency=school, by=leila)
        link_child(child=maya.child, person=person, by=fran)
        assert "Maya" in shown(client_of(leila), "/schools-told")
        Restriction.objects.create(person=person, kind="high_risk", because="Safety", restricted_by=mona)
        page = shown(client_of(leila), "/schools-told")
    assert "Maya" not in page
    assert "Leo" not in page


def test_nobody_else_of_the_school_nor_of_another_reads_it(
    fran: Practitioner, school: Agency, bob: Practitioner, leila: Practitioner
) -> None:
    [told] = notified(fran)
    other = people.safeguarding_lead(people.school("Beech Lane School"), "Bea Lodge")
    for reader, status in ((bob, 403), (fran, 403), (other, 404)):
        assert client_of(reader).get(f"/schools-told/{told.public_id}").status_code == status
        with pytest.raises(NotAllowed):
            note_read_at_school(told=told, by=reader)
    assert client_of(leila).get("/front-door/police/schools").status_code == 403


def test_a_school_that_is_not_here_or_has_no_lead_is_rung(fran: Practitioner, school: Agency) -> None:
    here, elsewhere = notified(fran, MAYA, {"name": "Leo", "school": "Elsewhere School"})
    assert (here.agency, elsewhere.agency) == (school, None)
    assert not Notice.objects.exists()
    client = client_of(fran)
    with time_machine.travel(FRIDAY, tick=False):
        page = shown(client, "/front-door/police/schools")
        assert "Elsewhere School: Leo Before 6 March 2026 at 8:30am. It does not use Right Help: ring." in page
        path = f"/front-door/police/schools/{elsewhere.public_id}"
        assert "Say whom you told" in words(send_form(client, path, what="told"))
        assert "Say why the school is not told" in words(send_form(client, path, what="not_told"))
        send_form(client, path, what="told", whom="Jo Field, who covers in the holidays")
        assert "Jo Field, who covers in the holidays, by Fran" in shown(client, "/front-door/police/schools")
        assert "It was told on" in shown(client, path)
    assert SchoolTold.objects.still_to_tell().get() == here


def test_a_school_may_be_left_untold_for_somebodys_safety(fran: Practitioner, school: Agency, leila: Practitioner) -> None:  # fmt: skip  # noqa: E501
    [told] = notified(fran)
    client = client_of(fran)
    with time_machine.travel(FRIDAY, tick=False):
        send_form(client, f"/front-door/police/schools/{told.public_id}", what="not_told", because="He works there")
        page = shown(client, "/front-door/police/schools")
        assert "Not told, Fran Castellano" in page
        assert "He works there" in page
        shown(client_of(leila), f"/schools-told/{told.public_id}", 404)
    told.refresh_from_db()
    assert (told.not_told_by, told.told_at) == (fran, None)
    with pytest.raises(NotOpen):
        note_school_rung(told=told, whom="x", by=fran)
    with pytest.raises(NotAllowed):
        leave_school_untold(told=told, because="x", by=leila)


def test_what_was_told_meanwhile_is_said_and_not_written_over(fran: Practitioner, school: Agency, leila: Practitioner) -> None:  # fmt: skip  # noqa: E501
    [told] = notified(fran)
    path = f"/front-door/police/schools/{told.public_id}"
    client = client_of(fran)
    page = client.get(path)
    note_read_at_school(told=told, by=leila)
    answer = client.post(path, {**hidden(page.text), "what": "told", "whom": "Jo"}, follow=True)
    assert "The school was told meanwhile" in words(answer)
    told.refresh_from_db()
    assert told.whom == leila.name


def test_two_hours_before_school_the_duty_manager_is_reminded_once(fran: Practitioner, mona: Practitioner) -> None:
    notified(fran, MAYA, {"name": "Leo", "school": "Elsewhere School"}, at=FRIDAY - dt.timedelta(hours=9))
    early = dt.datetime(2026, 3, 6, 6, 29, tzinfo=dt.UTC)
    assert remind_of_schools(early) == 0
    assert remind_of_schools(early + dt.timedelta(minutes=1)) == 1
    assert remind_of_schools(early + dt.timedelta(minutes=2)) == 0
    notice = Notice.objects.get(to=mona)
    assert notice.page == "/front-door/police/schools"


def test_in_the_holidays_where_nobody_reads_the_front_door_rings_whoever_covers(
    fran: Practitioner, mona: Practitioner, school: Agency, leila: Practitioner
) -> None:
    evening, morning = dt.datetime(2026, 8, 11, 20, 0, tzinfo=dt.UTC), dt.datetime(2026, 8, 12, 7, 30, tzinfo=dt.UTC)
    with time_machine.travel(evening, tick=False):
        [told] = notified(fran, at=evening)
    assert told.due_at == morning
    assert Notice.objects.get(to=leila).read_at is None
    with time_machine.travel(morning - dt.timedelta(hours=1), tick=False):
        assert remind_of_schools(morning - dt.timedelta(hours=1)) == 1
        page = Notice.objects.get(to=mona).page
        assert "In the holidays ring whoever covers there." in shown(client_of(mona), page)
        assert "Its leads have a notice that nobody opened yet." in shown(client_of(fran), page)
        client = client_of(fran)
        path = f"/front-door/police/schools/{told.public_id}"
        send_form(client, path, what="told", whom="Jo Field, who covers in August")
        assert "Jo Field, who covers in August, by Fran" in shown(client, page)
        assert "Every school is told." in shown(client, page)
    told.refresh_from_db()
    assert told.told_by == fran
    assert remind_of_schools(morning) == 0


def test_nobody_is_reminded_of_what_was_told(fran: Practitioner, mona: Practitioner) -> None:
    [told] = notified(fran)
    note_school_rung(told=told, whom="Jo", by=fran)
    assert remind_of_schools(FRIDAY) == 0


def linked(fran: Practitioner, **more: str) -> tuple[NamedChild, Any]:
    notified(fran, {"name": "Maya Lindqvist", **more})
    maya = folk.person("Maya Lindqvist")
    child = NamedChild.objects.get()
    link_child(child=child, person=maya, by=fran)
    return child, maya


def test_the_school_on_a_record_that_is_linked_later_is_told_too(fran: Practitioner, school: Agency, leila: Practitioner) -> None:  # fmt: skip  # noqa: E501
    with time_machine.travel(FRIDAY, tick=False):
        child, maya = linked(fran)
        assert tell_schools_on_record(FRIDAY) == 0
        Detail.objects.create(person=maya, kind="setting", value=school.name, source="The school")
        Detail.objects.create(person=maya, kind="setting", value="Old Nursery", source="x", to_on=dt.date(2020, 7, 1))
        assert tell_schools_on_record(FRIDAY) == 1
        assert tell_schools_on_record(FRIDAY) == 0
    told = SchoolTold.objects.get()
    assert (told.child, told.agency) == (child, school)
    assert Notice.objects.filter(to=leila).exists()


def test_but_not_that_of_a_restricted_record(fran: Practitioner, school: Agency, mira: Practitioner) -> None:
    with time_machine.travel(FRIDAY, tick=False):
        _, maya = linked(fran)
        Detail.objects.create(person=maya, kind="setting", value=school.name, source="The school")
        Restriction.objects.create(person=maya, kind="high_risk", because="Safety", restricted_by=mira)
        assert tell_schools_on_record(FRIDAY) == 0


def test_a_school_does_not_open_what_is_about_a_restricted_record(fran: Practitioner, school: Agency, leila: Practitioner, mira: Practitioner) -> None:  # fmt: skip  # noqa: E501
    with time_machine.travel(FRIDAY, tick=False):
        _, maya = linked(fran, school=school.name)
        Restriction.objects.create(person=maya, kind="high_risk", because="Safety", restricted_by=mira)
        told = SchoolTold.objects.get()
        shown(client_of(leila), f"/schools-told/{told.public_id}", 404)
        shown(client_of(fran), f"/front-door/police/schools/{told.public_id}", 404)
        assert "Maya" not in shown(client_of(fran), "/front-door/police/schools")
