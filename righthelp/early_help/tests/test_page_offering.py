"""Early help is opened from a child’s record, offered, agreed and begun, in a browser."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.models import Practitioner
from righthelp.consent.actions.said import Who
from righthelp.consent.models import Agreement
from righthelp.early_help.actions.ending import Ending, end_help
from righthelp.early_help.actions.offering import Offered, note_offer
from righthelp.early_help.models import EarlyHelp, Offer
from righthelp.early_help.tests import helping
from righthelp.messages.models import Notice
from righthelp.people.actions import restrict
from righthelp.people.models import Detail, Person
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family
from righthelp.plans.models import PlanChild
from righthelp.plans.tests import papering
from righthelp.work.models import Episode
from righthelp.work.tests.working import client_of, on, send_form, send_twice, shown, words, works_with

OPENED = {"because": "Maya is tired and often late", "help_so_far": "Breakfast club since May", "came_by": "worker"}
SAID = {"standing": "parent", "how": "face", "offered_by": "Alice Adams, teacher", "offered_how": "At school"}


@pytest.fixture(autouse=True)
def _guidance(alice: Practitioner) -> None:

    helping.adopted(alice)


def at(name: str, *ids: object) -> str:
    return reverse(name, args=list(ids))


def opened_by(client: Client, child: Person, *others: Person, **more: Any) -> EarlyHelp:
    ids = [str(one.public_id) for one in (child, *others)]
    seen = on("need_seen_on", timezone.localdate() - dt.timedelta(days=9))
    page = send_form(client, at("record_early_help_open", child.public_id), children=ids, **{**OPENED, **seen, **more})
    assert page.status_code == 302, words(page)
    return EarlyHelp.objects.with_plan().get()


def offer(client: Client, it: EarlyHelp, to: Person, children: list[PlanChild], **more: Any) -> Any:
    about = {"to": str(to.public_id), "children": [str(one.public_id) for one in children]}
    day = on("offered_on", timezone.localdate())
    return send_form(client, at("early_help_offer", it.public_id), **{**SAID, **about, **day, **more})


def agreed(client: Client, it: EarlyHelp, to: Person, children: list[PlanChild]) -> Any:
    return offer(client, it, to, children, answer="agreed", understood_how="She said it back")


def begun(client: Client, it: EarlyHelp) -> Any:
    today = timezone.localdate()
    days = {**on("begun_on", today), **on("hoped_end_on", today + dt.timedelta(days=180))}
    return send_form(client, at("early_help_begin", it.public_id), **days)


def of(it: EarlyHelp, *named: Person) -> list[PlanChild]:
    return list(it.plan.children.filter(person__in=named))


@pytest.mark.requirement("BP-018", "BP-025", "SF-012", "BN-041")
def test_from_a_record_to_early_help_that_has_begun_for_brother_and_sister(alice: Practitioner, family: Family) -> None:
    client = client_of(alice)
    assert at("record_early_help", family.maya.public_id) in client.get(at("record", family.maya.public_id)).text
    page = shown(client, at("record_early_help_open", family.maya.public_id))
    assert "Brother or sister" in page
    assert "Early help can begin as soon as a worry shows, or is likely to" in page
    it = opened_by(client, family.maya, family.brother)
    assert (it.holder, it.plan.team.agency, it.is_open) == (alice, alice.memberships_now[0].team.agency, True)
    children = list(it.plan.children.all())
    assert agreed(client, it, family.mother, children).status_code == 302
    assert begun(client, it).status_code == 302
    assert [one.kind for one in Episode.objects.all()] == ["early_help", "early_help"]
    text = shown(client, at("early_help", it.public_id))
    for part in ("Leo and Maya", "Ana Lindqvist", "They agreed", "Alice Adams, teacher", "NEEDS A LEAD PRACTITIONER"):
        assert part in text


@pytest.mark.requirement("BP-026", "SF-010", "BN-040")
def test_it_cannot_begin_before_somebody_agreed(alice: Practitioner, family: Family) -> None:
    client = client_of(alice)
    it = opened_by(client, family.maya)
    page = shown(client, at("early_help_begin", it.public_id))
    assert "Nobody has agreed" in page
    client.post(at("early_help_begin", it.public_id), {})
    offer(client, it, family.mother, of(it, family.maya), answer="thinking", next="I ask again on Friday")
    assert "Begin early help" not in shown(client, at("early_help", it.public_id))
    it.refresh_from_db()
    assert (it.begun_on, Episode.objects.count()) == (None, 0)


@pytest.mark.requirement("BN-034")
def test_it_is_not_opened_past_the_eighteenth_birthday_but_with_a_plan_on_the_record(
    alice: Practitioner, family: Family
) -> None:
    client, path = client_of(alice), at("record_early_help_open", family.maya.public_id)
    papering.born(family.maya, timezone.localdate() - dt.timedelta(days=19 * 366))
    given = {**OPENED, **on("need_seen_on", timezone.localdate()), "children": [str(family.maya.public_id)]}
    answer = send_form(client, path, **given)
    assert "Early help is until the 18th birthday" in words(answer)
    assert "it is too late for Maya Lindqvist" in words(answer)
    assert "Breakfast club since May" in answer.text
    Detail.objects.create(person=family.maya, kind="plan", value="Help with speech", source="Told by Maya")
    assert send_form(client, path, **given).status_code == 302


@pytest.mark.requirement("BN-034")
def test_twelve_weeks_before_the_eighteenth_birthday_the_page_says_that_it_comes(
    alice: Practitioner, family: Family
) -> None:
    client = client_of(alice)
    it, line = opened_by(client, family.maya, family.brother), "18 SOON, OR 18 AND OVER: Maya"
    papering.born(family.maya, dt.date(2008, 3, 1))
    with time_machine.travel(dt.datetime(2025, 12, 6, 12, tzinfo=dt.UTC), tick=False):
        assert line not in shown(client_of(alice), at("early_help", it.public_id))
    with time_machine.travel(dt.datetime(2025, 12, 7, 12, tzinfo=dt.UTC), tick=False):
        assert line in shown(client_of(alice), at("early_help", it.public_id))


@pytest.mark.requirement("SF-007", "BP-019")
def test_who_opens_it_beside_early_help_of_another_team_reads_so_first_and_both_are_told(
    alice: Practitioner, charlie: Practitioner, family: Family
) -> None:
    first = opened_by(client_of(alice), family.maya)
    works_with(charlie, family.maya)
    client, path = client_of(charlie), at("record_early_help_open", family.maya.public_id)
    line = f"Early help for this child goes on already, coordinated by {first.plan.team}. Talk with them"
    assert line in shown(client, path)
    given = {**OPENED, **on("need_seen_on", timezone.localdate()), "children": [str(family.maya.public_id)]}
    assert send_form(client, path, **given).status_code == 302
    second = EarlyHelp.objects.exclude(pk=first.pk).get()
    told = Notice.objects.get(title__startswith="Another team was asked for early help")
    assert (told.to, told.page) == (alice, at("early_help", first.public_id))
    assert line in shown(client, at("early_help", second.public_id))


def test_of_early_help_that_a_restricted_brother_closes_to_them_they_read_nothing(
    alice: Practitioner, charlie: Practitioner, mira: Practitioner, family: Family
) -> None:
    first = opened_by(client_of(alice), family.maya, family.brother)
    restrict(person=family.brother, kind="high_risk", because="x", readers=[mira, alice], by=mira)
    works_with(charlie, family.maya)
    client, path = client_of(charlie), at("record_early_help_open", family.maya.public_id)
    assert "goes on already" not in shown(client, path)
    given = {**OPENED, **on("need_seen_on", timezone.localdate()), "children": [str(family.maya.public_id)]}
    assert send_form(client, path, **given).status_code == 302
    second = EarlyHelp.objects.exclude(pk=first.pk).get()
    assert "goes on already" not in shown(client, at("early_help", second.public_id))
    assert Notice.objects.filter(to=alice, title__startswith="Another team was asked").exists()


def test_early_help_that_ended_is_no_reason_to_talk_first(
    alice: Practitioner, charlie: Practitioner, family: Family
) -> None:
    it = opened_by(client_of(alice), family.maya)
    end_help(help=it, ending=Ending(timezone.localdate(), "moved", "x", "x", "x"), by=alice)
    works_with(charlie, family.maya)
    assert "goes on already" not in shown(client_of(charlie), at("record_early_help_open", family.maya.public_id))


@pytest.mark.requirement("BP-026", "BN-040")
def test_a_yes_stands_on_each_record_with_how_it_was_understood(alice: Practitioner, family: Family) -> None:
    client = client_of(alice)
    it = opened_by(client, family.maya, family.brother)
    agreed(client, it, family.mother, list(it.plan.children.all()))
    said = Agreement.objects.all()
    assert {one.child for one in said} == {family.maya, family.brother}
    assert {(one.answer, one.said_by) for one in said} == {("yes", family.mother)}
    assert Offer.objects.get().together == said[0].together
    assert "She said it back" in shown(client, at("early_help", it.public_id))


@pytest.mark.requirement("BP-026", "SF-010")
def test_two_fathers_answer_each_for_himself_and_it_begins_where_one_agreed(
    alice: Practitioner, family: Family
) -> None:
    other = folk.person("Tom Marsh", agency=alice.memberships_now[0].team.agency, by=alice)
    folk.related(family.brother, other)
    client = client_of(alice)
    it = opened_by(client, family.maya, family.brother)
    no = {"answer": "declined", "words": "I manage by myself", "next": "School goes on; we ask again in a month"}
    assert offer(client, it, family.father, of(it, family.maya), **no).status_code == 302
    assert agreed(client, it, other, of(it, family.brother)).status_code == 302
    begun(client, it)
    assert [one.child for one in Episode.objects.all()] == [family.brother]
    text = shown(client, at("early_help", it.public_id))
    for part in ("Jonas Berg", "They said no", "I manage by myself", "we ask again in a month", "Tom Marsh"):
        assert part in text
    assert "Nobody has agreed yet" in text


def test_a_no_has_no_mark_of_alarm_on_any_page_for_a_family_may_say_no(alice: Practitioner, family: Family) -> None:
    client = client_of(alice)
    it = opened_by(client, family.maya)
    offer(client, it, family.father, of(it, family.maya), answer="declined", next="We ask again in a month")
    agreed(client, it, family.mother, of(it, family.maya))
    for page in (client.get(at(name, it.public_id)).text for name in ("early_help", "early_help_begin")):
        assert "<strong>They said no" in page


@pytest.mark.requirement("BP-026")
def test_a_no_says_what_happens_next_and_a_yes_how_it_was_understood(alice: Practitioner, family: Family) -> None:
    client = client_of(alice)
    it = opened_by(client, family.maya)
    children = of(it, family.maya)
    assert "Write what happens next" in words(offer(client, it, family.mother, children, answer="declined"))
    assert "Write how you made sure" in words(offer(client, it, family.mother, children, answer="agreed"))
    part = offer(client, it, family.mother, children, answer="part", understood_how="x", next="x")
    assert "Write what they did not agree to" in words(part)
    assert not Offer.objects.exists()


def test_somebody_without_a_record_is_named_and_a_child_decides_for_themselves_where_they_understand(
    alice: Practitioner, family: Family
) -> None:
    client = client_of(alice)
    it = opened_by(client, family.maya)
    path, day = at("early_help_offer", it.public_id), on("offered_on", timezone.localdate())
    given = {**SAID, **day, "children": [str(one.public_id) for one in of(it, family.maya)], "answer": "agreed"}
    given |= {"to": "other", "understood_how": "x"}
    assert "Write their name" in words(send_form(client, path, **given))
    vera = {**given, "to_name": "Aunt Vera", "standing": "carer"}
    assert send_form(client, path, **vera).status_code == 302
    young = {**given, "to": str(family.maya.public_id), "standing": "young"}
    assert "Say how you know that the young person can decide" in words(send_form(client, path, **young))
    assert send_form(client, path, **young, competence="We talked twice").status_code == 302
    assert "Aunt Vera" in shown(client, at("early_help", it.public_id))


def test_whoever_agreed_before_takes_it_back_rather_than_saying_no_on_top(alice: Practitioner, family: Family) -> None:
    client = client_of(alice)
    it = opened_by(client, family.maya)
    agreed(client, it, family.mother, of(it, family.maya))
    page = offer(client, it, family.mother, of(it, family.maya), answer="declined", next="x")
    assert "They agreed to this early help before" in words(page)
    assert Offer.objects.count() == 1
    link = at("record_consent_withdraw", family.maya.public_id, Agreement.objects.get().public_id)
    assert link in client.get(at("early_help", it.public_id)).text


def test_whoever_agrees_takes_part_in_the_plan_and_is_given_nothing_of_it_by_that(
    alice: Practitioner, family: Family
) -> None:
    client = client_of(alice)
    it = opened_by(client, family.maya)
    for _ in range(2):
        agreed(client, it, family.mother, of(it, family.maya))
    offer(client, it, family.father, of(it, family.maya), answer="declined", next="x")
    member = it.plan.members.get(kind="family")
    assert (member.person, member.role, member.reads.count()) == (family.mother, "parent", 0)


@pytest.mark.requirement("BN-030")
def test_early_help_has_a_planned_end(alice: Practitioner, family: Family) -> None:
    client = client_of(alice)
    it = opened_by(client, family.maya)
    agreed(client, it, family.mother, of(it, family.maya))
    today = timezone.localdate()
    path = at("early_help_begin", it.public_id)
    assert "Answer the question “By when" in words(send_form(client, path, **on("begun_on", today)))
    before = {**on("begun_on", today), **on("hoped_end_on", today)}
    assert "The end must be after the first day" in words(send_form(client, path, **before))
    begun(client, it)
    it.refresh_from_db()
    assert it.hoped_end_on == today + dt.timedelta(days=180)


@pytest.mark.requirement("SF-066")
def test_a_family_that_asked_itself_is_noted_as_that(alice: Practitioner, family: Family) -> None:
    it = opened_by(client_of(alice), family.maya, came_by="family")
    assert it.came_by == "family"
    assert "The family asked for help" in shown(client_of(alice), at("early_help", it.public_id))


@pytest.mark.requirement("SF-009")
def test_when_the_need_was_first_seen_is_kept_and_cannot_lie_ahead(alice: Practitioner, family: Family) -> None:
    client, ahead = client_of(alice), on("need_seen_on", timezone.localdate() + dt.timedelta(days=1))
    path = at("record_early_help_open", family.maya.public_id)
    page = send_form(client, path, children=[str(family.maya.public_id)], **OPENED, **ahead)
    assert "must be today or in the past" in words(page)
    assert opened_by(client, family.maya).need_seen_on == timezone.localdate() - dt.timedelta(days=9)


def test_the_page_of_a_child_lists_the_early_help_that_the_reader_may_read(
    alice: Practitioner, bob: Practitioner, leila: Practitioner, family: Family
) -> None:
    path = at("record_early_help", family.maya.public_id)
    assert "There is no early help here that you may read" in shown(client_of(alice), path)
    opened_by(client_of(alice), family.maya)
    assert "To be agreed with the family" in shown(client_of(alice), path)
    assert "To be agreed with the family" in shown(client_of(leila), path)
    works_with(bob, family.maya)
    assert "There is no early help here that you may read" in shown(client_of(bob), path)


def test_it_is_offered_for_children_of_its_own_family_only(
    offered: EarlyHelp, alice: Practitioner, family: Family
) -> None:
    other = helping.of_another_family(alice)
    who = Who("parent", "face", timezone.localdate(), family.mother)
    for children in ([], list(other.plan.children.all())):
        said = Offered(who, children, "x", "x", "thinking", next="x")
        with pytest.raises(ValueError, match="children"):
            note_offer(help=offered, offered=said, by=alice)


def test_sent_twice_it_is_opened_once(alice: Practitioner, family: Family) -> None:
    given = {**OPENED, **on("need_seen_on", timezone.localdate()), "children": [str(family.maya.public_id)]}
    send_twice(client_of(alice), at("record_early_help_open", family.maya.public_id), **given)
    assert EarlyHelp.objects.count() == 1


def test_nobody_opens_it_for_a_child_whose_record_is_closed_to_them(
    alice: Practitioner, charlie: Practitioner, family: Family
) -> None:
    client = client_of(charlie)
    for name in ("record_early_help", "record_early_help_open"):
        assert client.get(at(name, family.maya.public_id)).status_code == 404
    given = {**OPENED, **on("need_seen_on", timezone.localdate()), "children": [str(family.maya.public_id)]}
    send_form(client, at("early_help_open"), **given)
    assert not EarlyHelp.objects.exists()


def test_the_first_page_lists_what_one_sees_to_and_nothing_of_others(
    alice: Practitioner, charlie: Practitioner, bob: Practitioner, family: Family
) -> None:
    opened_by(client_of(alice), family.maya)
    assert "Maya" in shown(client_of(alice), at("early_help_list"))
    for other in (charlie, bob):
        assert "Maya" not in shown(client_of(other), at("early_help_list"))


def test_a_colleague_and_a_stranger_change_nothing(
    offered: EarlyHelp, bob: Practitioner, charlie: Practitioner
) -> None:
    names = ("early_help_offer", "early_help_begin", "early_help_step_up", "early_help_panel", "early_help_end", "early_help_urgent")  # fmt: skip  # noqa: E501
    for reader in (bob, charlie):
        client = client_of(reader)
        for name in names:
            assert client.get(at(name, offered.public_id)).status_code == 404, name
        assert client.post(at("early_help_take", offered.public_id)).status_code == 404


def test_without_the_family_of_another_whose_record_is_restricted(
    offered: EarlyHelp, alice: Practitioner, mira: Practitioner, family: Family
) -> None:
    from righthelp.people.actions import restrict

    restrict(person=family.father, kind="high_risk", because="x", readers=[mira], by=mira)
    assert "Jonas" not in shown(client_of(alice), at("early_help_offer", offered.public_id))
    restrict(person=family.brother, kind="high_risk", because="x", readers=[mira], by=mira)
    assert client_of(alice).get(at("early_help", offered.public_id)).status_code == 404


@pytest.mark.parametrize("who", ["alice", "bob", "leila"])
def test_the_page_asks_the_database_little(
    request: pytest.FixtureRequest, early_help: EarlyHelp, family: Family, alice: Practitioner, bob: Practitioner,
    who: str, django_assert_max_num_queries: Any,
) -> None:  # fmt: skip
    helping.joins(bob, early_help, by=alice)
    helping.agreed(early_help, family.father, by=alice)
    client = client_of(request.getfixturevalue(who))
    client.get(at("early_help", early_help.public_id))
    with django_assert_max_num_queries(15):
        shown(client, at("early_help", early_help.public_id))
