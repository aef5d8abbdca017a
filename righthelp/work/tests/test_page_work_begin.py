"""Beginning a piece of work: what for, by one's own team, for whoever reads the child's own record."""

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.urls import reverse

from righthelp.agencies.models import Membership, Practitioner
from righthelp.agencies.tests import people
from righthelp.audit.models import Look
from righthelp.people.actions import break_glass, restrict
from righthelp.people.models import Person
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family
from righthelp.work.actions import end_episode, hand_over
from righthelp.work.models import Episode, Involvement
from righthelp.work.tests.working import (
    begun,
    client_of,
    led_by,
    on,
    send_form,
    send_twice,
    shown,
    team_of,
    words,
    works_with,
)

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 6)
AIM = "She comes to school rested"


@pytest.fixture(autouse=True)
def _on_a_friday() -> Iterator[None]:
    with time_machine.travel(dt.datetime(2026, 3, 6, 12, tzinfo=dt.UTC), tick=False):
        yield


def begin(child: Person) -> str:
    return reverse("record_work_begin", args=[child.public_id])


def workers(child: Person) -> str:
    return reverse("record_workers", args=[child.public_id])


def test_a_teacher_begins_work_of_the_school_once_and_is_asked_who_leads_it(
    alice: Practitioner, family: Family
) -> None:
    client = client_of(alice)
    assert "Begin work with this child" in shown(client, workers(family.maya))
    text = shown(client, begin(family.maya))
    assert "Extra help from one agency , by All staff, Alder Road Primary School" in text
    assert "Everybody who may open this record can read it" in text
    first, second = send_twice(client, begin(family.maya), aim=AIM, **on("begun_on", TODAY))
    work = Episode.objects.get()
    assert (work.kind, work.team, work.aim, work.begun_on, work.begun_by) == (
        "agency_support", team_of(alice), AIM, TODAY, alice,
    )  # fmt: skip
    assert first["Location"] == second["Location"]
    assert first["Location"] == reverse("record_work_allocate", args=[family.maya.public_id, work.public_id])


def test_a_social_worker_begins_work_that_a_manager_allocates(sam: Practitioner, mira: Practitioner) -> None:
    nadia = folk.person("Nadia Petrescu")
    works_with(sam, nadia, "social worker")
    client = client_of(sam)
    assert "Work of children’s social care" in shown(client, begin(nadia))
    answer = send_form(client, begin(nadia), aim=AIM, **on("begun_on", TODAY))
    assert answer["Location"] == workers(nadia)
    text = shown(client, workers(nadia))
    assert "The work has begun. A manager or lead of the team says who leads it" in text
    assert "Say who leads it" not in text


def test_whoever_works_in_two_teams_chooses_which_does_it(alice: Practitioner, family: Family) -> None:
    nursery = people.school("Hillview Nursery")
    team = nursery.teams.create(name="Nursery")
    Membership.objects.create(practitioner=alice, team=team, role="practitioner", starts_on=people.STARTED)
    client = client_of(alice)
    assert "Choose what work it is" in words(send_form(client, begin(family.maya), aim=AIM, **on("begun_on", TODAY)))
    send_form(client, begin(family.maya), aim=AIM, work=f"agency_support {team.public_id}", **on("begun_on", TODAY))
    assert Episode.objects.get().team == team


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (on("begun_on", TODAY), "Write what should be different for the child"),
        ({"aim": "\u200b", **on("begun_on", TODAY)}, "Write what should be different for the child"),
        ({"aim": AIM}, "Enter the first day"),
        ({"aim": AIM, **on("begun_on", TODAY + dt.timedelta(days=1))}, "The first day must be today or in the past"),
        ({"aim": AIM, **on("begun_on", dt.date(2002, 3, 6))}, "The first day lies long before the child was born"),
    ],
)
def test_what_is_missing_or_cannot_be_is_said_plainly(
    alice: Practitioner, family: Family, answers: dict[str, str], said: str
) -> None:
    Person.objects.filter(pk=family.maya.pk).update(born_on=dt.date(2017, 5, 1), born_on_is="exact")
    answer = send_form(client_of(alice), begin(family.maya), **answers)
    assert said in words(answer)
    assert "There is a problem" in words(answer)
    assert not Episode.objects.exists()


@pytest.mark.parametrize("born", [{}, {"born_on": dt.date(2026, 5, 1), "born_on_is": "exact"}])
@pytest.mark.requirement("BP-013")
def test_work_begins_before_a_child_is_born(alice: Practitioner, family: Family, born: dict[str, object]) -> None:
    Person.objects.filter(pk=family.maya.pk).update(**born)
    send_form(client_of(alice), begin(family.maya), aim=AIM, **on("begun_on", dt.date(2025, 12, 1)))
    assert Episode.objects.get().begun_on == dt.date(2025, 12, 1)


def test_the_same_work_does_not_begin_twice_but_can_be_taken_up_again(alice: Practitioner, family: Family) -> None:
    work = begun(alice, family.maya)
    client, answers = client_of(alice), {"aim": AIM, **on("begun_on", TODAY)}
    answer = send_form(client, begin(family.maya), **answers)
    assert "Your team does work of this kind with the child already" in words(answer)
    assert AIM in answer.text
    end_episode(episode=work, on=TODAY, outcome="other", because="x", they_go_on=False, by=alice)
    assert send_form(client, begin(family.maya), **answers).status_code == 302
    assert Episode.objects.count() == 2


def test_owner_and_lead_begin_work_colleague_and_stranger_do_not(
    alice: Practitioner, bob: Practitioner, leila: Practitioner, charlie: Practitioner, sam: Practitioner,
    family: Family,
) -> None:  # fmt: skip
    for reader, status in ((alice, 200), (leila, 200), (bob, 404), (charlie, 404), (sam, 404)):
        assert client_of(reader).get(begin(family.maya)).status_code == status, reader
    client_of(bob).post(begin(family.maya), {"aim": AIM, **on("begun_on", TODAY)})
    assert not Episode.objects.exists()


def test_a_restricted_record_lets_only_named_people_begin_work(
    sam: Practitioner, mira: Practitioner, ines: Practitioner
) -> None:
    nadia = folk.person("Nadia Petrescu")
    works_with(sam, nadia, "social worker")
    restrict(person=nadia, kind="staff", because="x", readers=[mira], by=mira)
    assert [client_of(one).get(begin(nadia)).status_code for one in (sam, mira)] == [404, 200]


def test_a_relative_seen_through_the_family_lets_nobody_begin_work(alice: Practitioner, family: Family) -> None:
    aunt = folk.person("Ida Lindqvist")
    folk.related(family.maya, aunt, "aunt_or_uncle")
    assert client_of(alice).get(begin(aunt)).status_code == 404


def test_each_look_is_logged_with_its_page(alice: Practitioner, family: Family) -> None:
    client_of(alice).get(begin(family.maya))
    assert [(look.subject_id, look.page) for look in Look.objects.all()] == [(family.maya.pk, "begin work")]


def test_the_work_stands_on_the_page_with_aim_team_leader_and_what_ended(
    alice: Practitioner, bob: Practitioner, family: Family
) -> None:
    client = client_of(alice)
    assert "No piece of work goes on that is written down here" in shown(client, workers(family.maya))
    old = begun(alice, family.maya, since=dt.date(2024, 9, 1))
    end_episode(
        episode=old, on=dt.date(2025, 1, 9), outcome="not_wanted", because="Mum said no", they_go_on=False, by=alice
    )
    led_by(alice, begun(alice, family.maya))
    text = shown(client, workers(family.maya))
    assert "Who works with Maya Lindqvist" in text
    assert (
        "Extra help from one agency She sleeps through the night All staff, Alder Road Primary School, "
        "since 1 September 2025 Alice Adeyemi leads it. One person has led it so far." in text
    )
    assert "Mentor since 1 September 2025 All staff, Alder Road Primary School Leads: Extra help" in text
    hand_over(involvement=Involvement.objects.get(), to=bob, note="x", by=alice)
    changed = shown(client, workers(family.maya))
    assert "School Led until the last day: Extra help" in changed
    assert "Bob Baker leads it. Two people have led it so far: one change of worker." in changed
    assert (
        "Work that has ended Extra help from one agency She sleeps through the night All staff, Alder Road Primary "
        "School, 1 September 2024 to 9 January 2025. Nobody has led it so far. "
        "The family did not want it: Mum said no Noted by Alice Adeyemi" in text
    )


def test_an_emergency_opening_is_not_made_to_last_by_beginning_work(mira: Practitioner, family: Family) -> None:
    """The manager of the team that works with a child sees the record: so nobody becomes that by an emergency."""
    break_glass(person=family.maya, because="At the station alone", by=mira)
    client = client_of(people.fresh(mira))
    assert "Begin work with this child" not in shown(client, workers(family.maya))
    assert client.get(begin(family.maya)).status_code == 404
    assert client.post(begin(family.maya), {"aim": AIM, **on("begun_on", TODAY)}).status_code == 404
    assert not Episode.objects.exists()
