"""What is kept from somebody stays kept: on their live page, when they come back, when a form is saved again, later."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from righthelp.agencies.models import Practitioner
from righthelp.audit.models import Event
from righthelp.messages.models import Notice
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family
from righthelp.plans.access import plan_to_read
from righthelp.plans.actions import ChangedMeanwhile, add_member, begin_plan, let_member_leave, take_in
from righthelp.plans.actions.carrying import carry_over
from righthelp.plans.actions.content import add_strength, keep_from
from righthelp.plans.actions.dropping import drop_part
from righthelp.plans.actions.family import Made, NothingToRead
from righthelp.plans.actions.writing_up import keep_point_from, keep_unnamed_to
from righthelp.plans.copies import plan_sections
from righthelp.plans.minutes import minutes_sections
from righthelp.plans.models import FamilyLink, Member, Plan, Strength, Worry
from righthelp.plans.tests import gathering, papering, planning, writing
from righthelp.plans.tests.opening import enter, page_for
from righthelp.plans.tests.papering import NOW, Papered
from righthelp.work.actions import end_involvement
from righthelp.work.models import Involvement
from righthelp.work.tests.working import client_of, hidden, send_form, shown, words

pytestmark = pytest.mark.django_db
WAITS = "A family’s own page shows nothing until a new copy is released"
LOUD, OFF = "If the nights stay loud", "There is nothing for you to read at the moment"


@pytest.fixture(autouse=True)
def _in_march() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def it(plan: Plan, family: Family, alice: Practitioner) -> Papered:
    return papering.papered(plan, family, alice)


def page_of(made: Made) -> str:
    return str(enter(made).text)


def copy_for(it: Papered, member: Member, by: Practitioner) -> str:
    return str(plan_sections(plan_to_read(by, it.plan.public_id, page="test"), member))


def father_again(it: Papered, family: Family, by: Practitioner) -> Member:
    return add_member(plan=it.plan, kind="family", role="father", person=family.father, reads=[it.maya], by=by)


# ---- on the page of somebody who has it on ----


def test_what_is_kept_from_somebody_leaves_their_page_at_once_and_stays_away_until_a_new_copy(
    it: Papered, alice: Practitioner, leila: Practitioner
) -> None:
    his, hers = page_for(it, it.father, alice), page_for(it, it.mother, alice)
    assert LOUD in page_of(his)
    keep_from(part=it.worry, version=1, members=[it.father], by=leila)
    assert OFF in page_of(his)
    assert LOUD in page_of(hers)
    assert list(Notice.objects.filter(title=WAITS).values_list("to", flat=True)) == [alice.pk]
    papering.released(it, it.father, alice)
    assert OFF not in page_of(his)
    assert LOUD not in page_of(his)


def test_a_page_cannot_be_switched_on_with_a_copy_from_before(it: Papered, alice: Practitioner) -> None:
    papering.released(it, it.father, alice)
    keep_from(part=it.worry, version=1, members=[it.father], by=alice)
    with pytest.raises(NothingToRead):
        papering.switched_on(it.father, alice)
    assert not Notice.objects.filter(title=WAITS).exists()
    assert Event.objects.filter(name="plans.copy_taken_off_page").count() == 1


def test_somebody_whom_they_must_not_learn_of_is_not_named_on_their_page_any_more(
    it: Papered, alice: Practitioner
) -> None:
    refuge = gathering.named(it.plan, "Rita Refuge", alice)
    planning.action(it.goal, refuge, due_on=papering.DUE, what="Help with moving")
    papering.agreed(it.plan, alice)
    made = page_for(it, it.father, alice)
    assert "Help with moving" in page_of(made)
    keep_unnamed_to(member=refuge, version=1, members=[it.father], by=alice)
    assert OFF in page_of(made)


@pytest.mark.parametrize("what", ["worry", "goal"])
def test_what_is_no_longer_part_of_the_plan_leaves_the_pages_of_those_who_had_it(
    what: str, it: Papered, alice: Practitioner
) -> None:
    his, hers = page_for(it, it.father, alice), page_for(it, it.mother, alice)
    drop_part(part=getattr(it, what), because="It was not so", by=alice)
    assert OFF in page_of(his)
    assert OFF in page_of(hers)


def test_what_they_never_had_leaves_their_page_as_it_is(it: Papered, alice: Practitioner) -> None:
    his, hers = page_for(it, it.father, alice), page_for(it, it.mother, alice)
    drop_part(part=Worry.objects.get(child=it.brother), because="It was not so", by=alice)
    drop_part(part=planning.worry(it.plan, "New", child=it.maya), because="It was not so", by=alice)
    assert LOUD in page_of(his)
    assert OFF in page_of(hers)


def test_those_who_keep_the_plan_see_that_a_page_waits_for_a_new_copy(it: Papered, alice: Practitioner) -> None:
    page_for(it, it.father, alice)
    client, path = client_of(alice), reverse("family_pages", args=[it.plan.public_id])
    assert "Release a new copy" not in shown(client, path)
    keep_from(part=it.worry, version=1, members=[it.father], by=alice)
    assert "It shows nothing: something was kept from them" in shown(client, path)


# ---- who left and comes back ----


def test_what_is_kept_from_somebody_stays_kept_when_they_come_back(
    it: Papered, family: Family, alice: Practitioner
) -> None:
    refuge = gathering.named(it.plan, "Rita Refuge", alice)
    keep_from(part=it.worry, version=1, members=[it.father], by=alice)
    keep_unnamed_to(member=refuge, version=1, members=[it.father], by=alice)
    let_member_leave(member=it.father, because="He moved away", by=alice)
    again = father_again(it, family, alice)
    assert (again.pk, again.is_here, again.left_because) == (it.father.pk, True, "")
    assert LOUD not in copy_for(it, again, alice)
    assert again in refuge.kept_from.all()


def test_the_way_in_of_somebody_who_left_does_not_open_again(it: Papered, family: Family, alice: Practitioner) -> None:
    made = page_for(it, it.father, alice)
    let_member_leave(member=it.father, because="He moved away", by=alice)
    again = father_again(it, family, alice)
    assert "This page is not open" in page_of(made)
    assert FamilyLink.objects.get().ended_because == "They no longer take part"
    with pytest.raises(NothingToRead):
        papering.switched_on(again, alice)


@pytest.mark.parametrize("again", ["jonas  berg", "record"])
def test_what_was_kept_from_somebody_by_name_stays_kept_when_they_come_by_that_name_or_with_a_record(
    again: str, plan: Plan, family: Family, alice: Practitioner
) -> None:
    first = gathering.named(plan, "Jonas Berg", alice, kind="network")
    kept = add_strength(plan=plan, text="Her aunt takes her in", kept_from=[first], by=alice)
    let_member_leave(member=first, because="He moved away", by=alice)
    who = {"person": family.father} if again == "record" else {"name": again}
    back = add_member(plan=plan, kind="family", role="father", by=alice, **who)
    assert back in kept.kept_from.all()


def test_a_namesake_does_not_take_over_what_whoever_left_was_given(it: Papered, alice: Practitioner) -> None:
    about: dict[str, Any] = {"kind": "network", "name": "Ann Smith", "role": "neighbour", "reads": [it.maya]}
    first = add_member(plan=it.plan, by=alice, **about)
    copy = papering.released(it, first, alice)
    let_member_leave(member=first, because="She moved away", by=alice)
    other = add_member(plan=it.plan, kind="family", name="Ann Smith", role="grandmother of Leo", by=alice)
    assert other != first
    copy.refresh_from_db()
    assert (copy.member, copy.member.role, copy.member.is_here) == (first, "neighbour", False)
    assert not other.reads.exists()


def test_two_with_records_of_their_own_are_two_though_they_have_one_name(
    it: Papered, family: Family, alice: Practitioner
) -> None:
    keep_from(part=it.worry, version=1, members=[it.father], by=alice)
    let_member_leave(member=it.father, because="He moved away", by=alice)
    cousin = gathering.named(it.plan, "Jonas Berg", alice, kind="worker")
    assert cousin not in it.worry.kept_from.all()
    namesake = folk.person("Jonas Berg", by=alice)
    refuge = gathering.named(it.plan, "Rita Refuge", alice)
    keep_unnamed_to(member=it.mother, version=1, members=[refuge], by=alice)
    member = add_member(plan=it.plan, kind="family", role="uncle", person=namesake, by=alice)
    assert member != it.father
    assert not member.kept_from.exists()


@pytest.mark.parametrize("new", ["worker", "family"])
def test_what_was_kept_from_a_worker_by_name_stays_kept_when_they_come_back(
    new: str, it: Papered, alice: Practitioner
) -> None:
    first = gathering.named(it.plan, "Rita Refuge", alice)
    meeting = gathering.called(it.plan, alice, at=gathering.LAST_WEEK)
    note = gathering.point(meeting, alice, "Ana fears Jonas", kept_from=(first,))
    keep_unnamed_to(member=it.mother, version=1, members=[first], by=alice)
    let_member_leave(member=first, because="Her shift ended", by=alice)
    again = gathering.named(it.plan, "rita refuge", alice, kind=new)
    assert again != first
    assert again in note.kept_from.all()
    assert again in it.mother.kept_from.all()


def test_a_point_of_the_minutes_that_is_kept_from_the_father_is_kept_from_his_new_partner_who_joins_later(
    it: Papered, alice: Practitioner
) -> None:
    meeting = gathering.called(it.plan, alice, at=gathering.LAST_WEEK)
    gathering.point(meeting, alice, "Ana is in a refuge", child=it.maya, kept_from=(it.father,))
    gathering.point(meeting, alice, "Maya sleeps better", child=it.maya)
    meeting = gathering.finished(meeting, alice)
    who: dict[str, Any] = {"kind": "family", "name": "Tara Pike", "role": "partner of Maya’s father"}
    partner = add_member(plan=it.plan, reads=[it.maya], by=alice, **who)
    theirs = str(minutes_sections(gathering.seen(meeting, alice), partner))
    assert "Maya sleeps better" in theirs
    assert "refuge" not in theirs


def test_a_worker_by_name_who_comes_back_is_still_not_named_to_whom_they_must_not_be(
    it: Papered, alice: Practitioner
) -> None:
    refuge = gathering.named(it.plan, "Rita Refuge", alice)
    keep_unnamed_to(member=refuge, version=1, members=[it.father], by=alice)
    let_member_leave(member=refuge, because="Her shift ended", by=alice)
    assert it.father in gathering.named(it.plan, "Rita Refuge", alice).kept_from.all()


def test_a_worker_with_an_account_who_comes_back_is_still_not_named_to_whom_they_must_not_be(
    it: Papered, alice: Practitioner, bob: Practitioner
) -> None:
    first = planning.member_of(it.plan, bob)
    keep_unnamed_to(member=first, version=1, members=[it.father], by=alice)
    for one in Involvement.objects.filter(practitioner=bob, ends_on=None):
        end_involvement(involvement=one, on=NOW.date(), because="Another post", by=alice)
    again = planning.works_in(bob, it.plan, since=NOW.date())
    assert list(again.kept_from.all()) == [it.father]


# ---- who joins later ----


def test_what_is_kept_from_others_or_somebody_elses_own_is_kept_from_whoever_joins_later(
    plan: Plan, family: Family, alice: Practitioner
) -> None:
    maya = planning.child_of(plan, family.maya)
    mother = gathering.parent(plan, family.mother, alice, maya)
    add_strength(plan=plan, text="She goes to the AA", of_member=mother, by=alice)
    add_strength(plan=plan, text="They sing together", by=alice)
    aunt = gathering.named(plan, "Aunt Mo", alice, kind="network")
    worry = planning.worry(plan, "Jonas shouts", child=maya)
    keep_from(part=worry, version=1, members=[aunt], by=alice)
    refuge = gathering.named(plan, "Rita Refuge", alice)
    keep_unnamed_to(member=refuge, version=1, members=[aunt], by=alice)
    father = gathering.parent(plan, family.father, alice, maya, role="father")
    kept = Strength.objects.filter(kept_from=father)
    assert [one.text for one in kept] == ["She goes to the AA"]
    assert father in worry.kept_from.all()
    assert father in refuge.kept_from.all()
    assert gathering.named(plan, "Dr Ray", alice) not in worry.kept_from.all()
    nils = take_in(plan=plan, person=folk.person("Nils Late", by=alice), by=alice).person
    assert planning.member_of(plan, nils) in worry.kept_from.all()


# ---- a form that is saved again ----


def test_a_form_saved_again_keeps_a_part_from_those_who_left(it: Papered, family: Family, alice: Practitioner) -> None:
    keep_from(part=it.worry, version=1, members=[it.father], by=alice)
    let_member_leave(member=it.father, because="He moved away", by=alice)
    path = writing.part_page("plan_part_keep", it.plan, it.worry, "worries")
    send_form(client_of(alice), path, kept_from=[str(it.mother.public_id)])
    assert set(it.worry.kept_from.all()) == {it.father, it.mother}


def test_minutes_and_names_too_are_kept_from_those_who_left_when_a_form_is_saved_again(
    it: Papered, alice: Practitioner
) -> None:
    meeting = gathering.called(it.plan, alice, at=gathering.LAST_WEEK)
    note = gathering.point(meeting, alice, "Ana fears Jonas", kept_from=(it.father,))
    refuge = gathering.named(it.plan, "Rita Refuge", alice)
    keep_unnamed_to(member=refuge, version=1, members=[it.father], by=alice)
    let_member_leave(member=it.father, because="He moved away", by=alice)
    client = client_of(alice)
    send_form(client, gathering.at(meeting, f"/points/{note.public_id}/readers"), kept_from=[])
    send_form(client, reverse("meeting_member_unnamed", args=[it.plan.public_id, refuge.public_id]), kept_from=[])
    note.refresh_from_db()
    assert (list(note.kept_from.all()), note.kept_because) == ([it.father], "It is not safe")
    assert list(refuge.kept_from.all()) == [it.father]


@pytest.mark.parametrize("of", ["point", "name"])
def test_a_page_opened_before_a_colleague_kept_something_back_does_not_give_it_again(
    of: str, it: Papered, alice: Practitioner, leila: Practitioner
) -> None:
    meeting = gathering.called(it.plan, alice, at=gathering.LAST_WEEK)
    note, bob = gathering.point(meeting, alice, "Ana fears Jonas"), it.plan.members.get(practitioner__name="Bob Baker")
    path = reverse("meeting_member_unnamed", args=[it.plan.public_id, bob.public_id])
    path = gathering.at(meeting, f"/points/{note.public_id}/readers") if of == "point" else path
    hers, why = client_of(alice), {"kept_because": "It is not safe"}
    stale = hidden(hers.get(path).text)
    send_form(client_of(leila), path, kept_from=[str(it.father.public_id)], **why)
    answer = hers.post(path, {**stale, "kept_from": [str(it.mother.public_id)], **why})
    assert "Saved meanwhile" in words(answer)
    assert list((note if of == "point" else bob).kept_from.all()) == [it.father]


def test_no_older_version_goes_over_what_was_kept_back(it: Papered, alice: Practitioner) -> None:
    note = gathering.point(gathering.called(it.plan, alice, at=gathering.LAST_WEEK), alice, "Ana fears Jonas")
    keep_point_from(note=note, version=1, members=[it.father], because="Not safe", by=alice)
    with pytest.raises(ChangedMeanwhile):
        keep_point_from(note=note, version=1, members=[], because="", by=alice)
    keep_unnamed_to(member=it.mother, version=1, members=[it.father], by=alice)
    with pytest.raises(ChangedMeanwhile):
        keep_unnamed_to(member=it.mother, version=1, members=[], by=alice)


# ---- an earlier plan goes on ----


@pytest.fixture
def later(plan: Plan, family: Family, alice: Practitioner) -> Plan:
    """Give a new plan for Maya alone that goes on from the earlier one."""
    return begin_plan(kind=planning.KIND, team=plan.team, people=[family.maya], by=alice, continues=plan)


def test_what_was_kept_from_somebody_who_left_holds_in_the_next_plan_when_they_come(
    it: Papered, later: Plan, family: Family, alice: Practitioner
) -> None:
    keep_from(part=it.worry, version=1, members=[it.father], by=alice)
    let_member_leave(member=it.father, because="He moved away", by=alice)
    carry_over(plan=later, from_plan=it.plan, by=alice)
    assert not later.members.here().filter(person=family.father).exists()
    back = gathering.parent(later, family.father, alice, role="father")
    assert back in Worry.objects.get(plan=later, carried_from=it.worry.public_id).kept_from.all()


def test_whom_somebody_must_not_learn_of_is_carried_over_also_where_both_are_there_already(
    it: Papered, later: Plan, family: Family, alice: Practitioner
) -> None:
    refuge = gathering.named(it.plan, "Rita Refuge", alice)
    keep_unnamed_to(member=refuge, version=1, members=[it.father], by=alice)
    there, father = gathering.named(later, "Rita Refuge", alice), gathering.parent(later, family.father, alice)
    carry_over(plan=later, from_plan=it.plan, by=alice)
    assert list(there.kept_from.all()) == [father]


def test_whoever_is_only_in_the_new_plan_does_not_get_what_was_kept_from_others(
    it: Papered, later: Plan, family: Family, alice: Practitioner
) -> None:
    own = add_strength(plan=it.plan, text="She goes to the AA", of_member=it.mother, child=it.maya, by=alice)
    keep_from(part=it.worry, version=1, members=[it.father], by=alice)
    aunt = gathering.named(later, "Aunt Mo", alice, kind="network")
    carry_over(plan=later, from_plan=it.plan, by=alice)
    mother, father = planning.member_of(later, family.mother), planning.member_of(later, family.father)
    kept = Worry.objects.get(carried_from=it.worry.public_id).kept_from.all()
    assert {aunt, father} <= set(kept)
    assert mother not in kept
    hers = Strength.objects.get(carried_from=own.public_id)
    assert hers.of_member == mother
    assert aunt in hers.kept_from.all()


def test_whoever_left_the_new_plan_is_not_brought_back_by_an_earlier_one(
    it: Papered, later: Plan, family: Family, alice: Practitioner
) -> None:
    gone = gathering.parent(later, family.father, alice)
    let_member_leave(member=gone, because="He moved away", by=alice)
    keep_from(part=it.worry, version=1, members=[it.father], by=alice)
    carry_over(plan=later, from_plan=it.plan, by=alice)
    assert not later.members.here().filter(person=family.father).exists()
    assert list(Worry.objects.get(carried_from=it.worry.public_id).kept_from.filter(kind="family")) == [gone]
