"""Early help ends: with how it went, what the family says, what comes after; or when an agreement is taken back."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.models import Practitioner
from righthelp.agencies.open_work import open_work
from righthelp.consent.actions import Withdrawn
from righthelp.consent.actions.said import note_next_steps, withdraw
from righthelp.consent.models import Agreement
from righthelp.design_system.formatters import day
from righthelp.early_help.actions.ending import Ending, LastChild, end_for_child, end_help
from righthelp.early_help.actions.holding import hand_over_held, leave_to_lead, lists_of_held, work_with
from righthelp.early_help.actions.leading import name_lead
from righthelp.early_help.models import EarlyHelp
from righthelp.early_help.tests import helping
from righthelp.messages.models import Notice
from righthelp.people.access import Seen
from righthelp.people.actions import restrict
from righthelp.people.closing import cut_off
from righthelp.people.happenings import happenings
from righthelp.people.models import Person
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family
from righthelp.plans.actions import HasEnded, add_member, take_in
from righthelp.plans.actions.content import add_need
from righthelp.plans.actions.dropping import drop_part
from righthelp.plans.actions.family import note_said_read
from righthelp.plans.actions.putting_right import strike_review
from righthelp.plans.actions.versions import NotWhole
from righthelp.plans.family_access import link_by
from righthelp.plans.models import (
    ChildReviewed,
    Copy,
    FamilyLink,
    FamilySaid,
    Member,
    Need,
    Plan,
    PlanChild,
    Referral,
    Review,
    Worry,
)
from righthelp.plans.presenting.missing import HIDDEN
from righthelp.plans.tests import gathering, papering, planning
from righthelp.work.actions import arrange_cover, begin_episode
from righthelp.work.models import Episode, Involvement, PassedOn
from righthelp.work.tests.working import client_of, on, sees, send_form, shown, team_of, words, works_with

ENDED = {
    "outcome": "resolved", "ended_because": "Maya sleeps", "family_at_end": "It helped", "afterwards": "Ask the school",
}  # fmt: skip

LEFT: Any = {"on": helping.SINCE, "outcome": "moved", "because": "He lives with his aunt"}


def at(name: str, it: EarlyHelp, *more: object) -> str:
    return reverse(name, args=[it.public_id, *more])


def child_of(it: EarlyHelp, family: Family) -> PlanChild:
    return it.plan.children.select_related("person", "episode").get(person=family.maya)


def taken_back(it: EarlyHelp, by: Practitioner) -> list[Agreement]:
    said = list(Agreement.objects.filter(together__in=it.offers.values("together")).select_related("child", "agency"))
    withdraw(records=said, withdrawn=Withdrawn(timezone.localdate(), "face", "We manage now"), by=by)
    return said


@pytest.mark.requirement("BP-021")
def test_it_ends_with_how_it_went_what_the_family_says_and_what_comes_after(
    early_help: EarlyHelp, alice: Practitioner, bob: Practitioner, family: Family
) -> None:
    client = client_of(alice)
    today = timezone.localdate()
    assert send_form(client, at("early_help_end", early_help), **ENDED, **on("ended_on", today)).status_code == 302
    early_help.refresh_from_db()
    assert (early_help.outcome, early_help.ended_on, early_help.plan.ended_on) == ("resolved", today, today)
    text = shown(client, at("early_help", early_help))
    for part in ("ENDED", "What it was for is done", "Maya sleeps", "It helped", "Ask the school"):
        assert part in text
    assert {(one.outcome, one.ended_on) for one in Episode.objects.all()} == {("resolved", today)}
    assert not Involvement.objects.filter(ends_on__isnull=True, episode__isnull=False).exists()
    assert "This early help has ended" in shown(client, at("early_help_end", early_help))


def test_each_answer_is_asked_for(early_help: EarlyHelp, alice: Practitioner) -> None:
    text = words(send_form(client_of(alice), at("early_help_end", early_help)))
    for part in (
        "Choose how it ends",
        "Write what is different",
        "Write what the family says",
        "Write where the family",
    ):
        assert part in text
    before = on("ended_on", early_help.plan.begun_on - dt.timedelta(days=1))
    assert "must be" in words(send_form(client_of(alice), at("early_help_end", early_help), **ENDED, **before))


@pytest.mark.parametrize(
    ("outcome", "of_work"),
    [("universal", "other_help"), ("stepped_up", "other_help"), ("declined", "not_wanted"), ("moved", "moved_away")],
)
def test_the_work_ends_with_the_same_outcome(
    early_help: EarlyHelp, alice: Practitioner, outcome: str, of_work: str
) -> None:
    helping.gone_up(early_help, by=alice)
    end_help(help=early_help, ending=Ending(timezone.localdate(), outcome, "x", "x", "x"), by=alice)
    assert {one.outcome for one in Episode.objects.all()} == {of_work}
    with pytest.raises(HasEnded):
        end_help(help=early_help, ending=Ending(timezone.localdate(), outcome, "x", "x", "x"), by=alice)


def test_what_was_offered_and_declined_ends_without_having_begun(offered: EarlyHelp, alice: Practitioner) -> None:
    given = {**ENDED, **on("ended_on", timezone.localdate()), "outcome": "declined"}
    assert send_form(client_of(alice), at("early_help_end", offered), **given).status_code == 302
    offered.refresh_from_db()
    assert (offered.is_open, offered.begun_on, offered.holder) == (False, None, None)


def test_it_does_not_end_before_what_was_written_of_it(early_help: EarlyHelp, alice: Practitioner) -> None:
    """Nobody ends it on a day after which it was still reviewed, and somebody chosen to lead it."""
    began, today = early_help.plan.begun_on, timezone.localdate() + dt.timedelta(days=20)
    path = at("early_help_end", early_help)
    with time_machine.travel(dt.datetime.combine(today, dt.time(12), dt.UTC), tick=False):
        client = client_of(alice)
        reviewed_on, chosen_on = began + dt.timedelta(days=5), began + dt.timedelta(days=10)
        what = {"changed": "She sleeps", "do_next": "The same", "next_on": today, "reviewed_by": alice}
        Review.objects.create(plan=early_help.plan, reviewed_on=reviewed_on, **what)
        refused = words(send_form(client, path, **ENDED, **on("ended_on", began)))
        assert f"The last day must be {day(reviewed_on)} or later" in refused
        name_lead(help=early_help, chosen=helping.chosen(alice, chosen_on=chosen_on), by=alice)
        refused = words(send_form(client, path, **ENDED, **on("ended_on", reviewed_on)))
        assert f"The last day must be {day(chosen_on)} or later" in refused
        with pytest.raises(ValueError, match="after what was written of it"):
            end_help(help=early_help, ending=Ending(reviewed_on, "resolved", "x", "x", "x"), by=alice)
        early_help.refresh_from_db()
        assert early_help.is_open


def test_it_does_not_end_for_a_child_before_the_child_was_there_or_was_reviewed(
    early_help: EarlyHelp, alice: Practitioner, family: Family
) -> None:
    maya, client = child_of(early_help, family), client_of(alice)
    path, came = at("early_help_child_leave", early_help, maya.public_id), timezone.localdate(maya.added_at)
    given = {"because": "She moved to her father", "outcome": "moved"}
    refused = send_form(client, path, **given, **on("on", dt.date(2020, 1, 1)))
    assert f"The last day must be {day(came)} or later" in words(refused)
    assert "She moved to her father" in refused.text
    with pytest.raises(ValueError, match="after it began for them"):
        end_for_child(help=early_help, child=maya, on=dt.date(2020, 1, 1), outcome="moved", because="x", by=alice)
    what = {"changed": "x", "do_next": "x", "next_on": came, "reviewed_by": alice}
    with time_machine.travel(dt.datetime.combine(came, dt.time(12), dt.UTC) + dt.timedelta(days=3), tick=False):
        reviewed = Review.objects.create(plan=early_help.plan, reviewed_on=timezone.localdate(), **what)
        ChildReviewed.objects.create(review=reviewed, child=maya, life="same", how_we_know="She says so")
        client = client_of(alice)
        refused = send_form(client, path, **given, **on("on", came))
        assert f"The last day must be {day(reviewed.reviewed_on)} or later" in words(refused)
        strike_review(review=reviewed, because="Of another family", by=alice)
        assert send_form(client, path, **given, **on("on", came)).status_code == 302


def test_early_help_is_not_offered_to_a_child_for_whom_it_ended(
    early_help: EarlyHelp, alice: Practitioner, family: Family
) -> None:
    leo, today = early_help.plan.children.get(person=family.brother), timezone.localdate()
    page = at("early_help_offer", early_help)
    assert f'value="{family.brother.public_id}"' in client_of(alice).get(page).text
    end_for_child(help=early_help, child=leo, on=today, outcome="moved", because="To an aunt", by=alice)
    assert f'value="{family.brother.public_id}"' not in client_of(alice).get(page).text


def test_what_a_child_who_left_had_to_do_is_not_still_open(
    early_help: EarlyHelp, alice: Practitioner, family: Family
) -> None:
    leo, today = early_help.plan.children.get(person=family.brother), timezone.localdate()
    goal = planning.goal(planning.worry(early_help.plan, child=leo))
    planning.action(goal, planning.member_of(early_help.plan, alice), due_on=today)
    asked = {"change": "He hears", "agreed": "Ana", "told": "He hears badly", "asked_by": alice, "name": "Clinic"}
    need = planning.need(early_help.plan, child=leo)
    Referral.objects.create(plan=early_help.plan, need=need, asked_on=today, **asked)
    path, client = at("early_help_end", early_help), client_of(alice)
    page = shown(client, path)
    assert "One action to do" in page
    assert "One service that has not answered" in page
    end_for_child(help=early_help, child=leo, on=today, outcome="moved", because="To an aunt", by=alice)
    page = shown(client, path)
    assert "One action to do" not in page
    assert "One service that has not answered" not in page


def test_it_ends_for_one_child_and_goes_on_for_the_other(
    early_help: EarlyHelp, alice: Practitioner, family: Family
) -> None:
    maya, client = child_of(early_help, family), client_of(alice)
    given = {**on("on", timezone.localdate()), "because": "She moved to her father"}
    asked = send_form(client, at("early_help_child_leave", early_help, maya.public_id), **given)
    assert "Choose how it ends" in words(asked)
    given |= {"outcome": "moved"}
    assert send_form(client, at("early_help_child_leave", early_help, maya.public_id), **given).status_code == 302
    assert Episode.objects.going_on().get().child == family.brother
    assert Episode.objects.get(child=family.maya).outcome == "moved_away"
    assert "She moved to her father" in shown(client, at("early_help", early_help))
    assert client.get(at("early_help_child_leave", early_help, maya.public_id)).status_code == 404
    brother = early_help.plan.children.get(person=family.brother)
    last = send_form(client, at("early_help_child_leave", early_help, brother.public_id), **given)
    assert "End it as a whole" in words(last)


@pytest.mark.requirement("BP-021")
def test_it_goes_on_with_social_care_only_for_children_who_went_to_the_front_door(
    early_help: EarlyHelp, alice: Practitioner, family: Family
) -> None:
    client, path = client_of(alice), at("early_help_end", early_help)
    given = {**ENDED, **on("ended_on", timezone.localdate()), "outcome": "stepped_up"}
    refused = send_form(client, path, **given)
    assert "Maya and Leo: the front door has not been asked" in words(refused)
    assert "Maya sleeps" in refused.text
    assert at("early_help_step_up", early_help) in refused.text
    helping.gone_up(early_help, family.maya, by=alice)
    assert "Leo: the front door has not been asked" in words(send_form(client, path, **given))
    helping.gone_up(early_help, family.brother, by=alice)
    assert send_form(client, path, **given).status_code == 302


@pytest.mark.requirement("BP-021")
def test_whom_the_panel_was_asked_about_or_social_care_worked_with_before_has_not_gone_up(
    early_help: EarlyHelp, alice: Practitioner, sam: Practitioner, family: Family
) -> None:
    maya = child_of(early_help, family)
    helping.gone_up(early_help, by=alice)
    PassedOn.objects.update(asked_for="panel")
    path = at("early_help_child_leave", early_help, maya.public_id)
    given = {**on("on", timezone.localdate()), "because": "It is not enough", "outcome": "stepped_up"}
    refused = send_form(client_of(alice), path, **given)
    assert "Maya: the front door has not been asked" in words(refused)
    assert "It is not enough" in refused.text
    begin_episode(
        child=family.maya, team=team_of(sam), kind="social_care", aim="Keep her safe", begun_on=helping.SINCE, by=sam
    )
    assert send_form(client_of(alice), path, **given).status_code == 302


def test_what_never_began_is_not_done(offered: EarlyHelp, alice: Practitioner, family: Family) -> None:
    client, today = client_of(alice), timezone.localdate()
    answer = send_form(client, at("early_help_end", offered), **ENDED, **on("ended_on", today))
    assert "It never began, so nothing is done. Choose how else it ends" in words(answer)
    path = at("early_help_child_leave", offered, child_of(offered, family).public_id)
    answer = send_form(client, path, **on("on", today), outcome="resolved", because="x")
    assert "It never began, so nothing is done. Choose how else it ends" in words(answer)


@pytest.mark.requirement("BP-043", "BP-207")
@pytest.mark.parametrize("outcome", ["resolved", "universal"])
def test_it_does_not_end_as_done_with_a_need_without_an_answer_or_a_worry_without_a_goal(
    early_help: EarlyHelp, alice: Practitioner, outcome: str
) -> None:
    client, path = client_of(alice), at("early_help_end", early_help)
    need = add_need(plan=early_help.plan, own_words="Sleep", child=None, by=alice)
    worry = planning.worry(early_help.plan)
    planning.goal(planning.worry(early_help.plan, "Nobody does anything"))
    text = shown(client, path)
    open_now = ("One need without an answer", "One worry without a wellbeing goal", "One goal for which nobody does")
    assert all(one in text for one in open_now)
    stays = ["need without an answer", "worry without a wellbeing goal", "goal for which nobody does anything"]
    given = {**ENDED, **on("ended_on", timezone.localdate()), "stays_open": stays}
    refused = words(send_form(client, path, **{**given, "outcome": outcome}))
    assert "One need without an answer: answer it on the plan, or take it out" in refused
    assert "One worry without a wellbeing goal: answer it on the plan, or take it out" in refused
    for part in (need, worry):
        drop_part(part=part, because="It is looked after at school", by=alice)
    assert send_form(client, path, **{**given, "stays_open": stays[2:], "outcome": outcome}).status_code == 302


@pytest.mark.requirement("BP-043", "BP-207")
@pytest.mark.parametrize("outcome", ["resolved", "universal"])
def test_it_does_not_end_as_done_for_a_child_of_whom_a_need_or_worry_has_no_answer(
    early_help: EarlyHelp, alice: Practitioner, family: Family, outcome: str
) -> None:
    plan, leo = early_help.plan, planning.child_of(early_help.plan, family.brother)
    client, path = client_of(alice), at("early_help_child_leave", early_help, leo.public_id)
    planning.need(plan, "Sleep", child=child_of(early_help, family))
    assert "Still open" not in shown(client, path)
    need, worry = planning.need(plan, "His hearing", child=leo), planning.worry(plan, child=leo)
    planning.action(planning.goal(worry), planning.member_of(plan, alice), due_on=timezone.localdate())
    planning.worry(plan, "He may not hear", child=leo)
    text = shown(client, path)
    for part in ("Still open", "One need without an answer", "One worry without a wellbeing goal", "One action to do"):
        assert part in text
    given = {**on("on", timezone.localdate()), "because": "He hears well now", "outcome": outcome}
    refused = send_form(client, path, **given)
    assert "One need without an answer: answer it on the plan, or take it out" in words(refused)
    assert "One worry without a wellbeing goal: answer it on the plan, or take it out" in words(refused)
    assert "He hears well now" in refused.text
    with pytest.raises(NotWhole):
        end_for_child(help=early_help, child=leo, on=timezone.localdate(), outcome=outcome, because="x", by=alice)
    for one in (need, Worry.objects.get(text="He may not hear")):
        drop_part(part=one, because="The clinic sees to it", by=alice)
    assert send_form(client, path, **given).status_code == 302


def test_what_nobody_answered_for_a_child_may_stay_so_where_the_family_stops_early_help_for_them(
    early_help: EarlyHelp, alice: Practitioner, family: Family
) -> None:
    leo = planning.child_of(early_help.plan, family.brother)
    planning.need(early_help.plan, "His hearing", child=leo)
    given = {**on("on", timezone.localdate()), "because": "He does not want it", "outcome": "declined"}
    path = at("early_help_child_leave", early_help, leo.public_id)
    assert send_form(client_of(alice), path, **given).status_code == 302


def test_whoever_ends_it_for_a_child_hears_of_a_need_of_somebody_whom_they_may_not_know(
    early_help: EarlyHelp, alice: Practitioner, mira: Practitioner, family: Family
) -> None:
    leo = planning.child_of(early_help.plan, family.brother)
    mother = add_member(plan=early_help.plan, kind="family", role="mother", person=family.mother, reads=[leo], by=alice)
    need = planning.need(early_help.plan, "Ana is afraid", child=leo)
    Need.objects.filter(pk=need.pk).update(of_member=mother)
    restrict(person=family.mother, kind="high_risk", because="She is in hiding", readers=[mira], by=mira)
    given = {**on("on", timezone.localdate()), "because": "He hears well now", "outcome": "resolved"}
    path = at("early_help_child_leave", early_help, leo.public_id)
    refused = words(send_form(client_of(alice), path, **given))
    assert HIDDEN in refused
    assert "Ana" not in refused


@pytest.mark.requirement("BP-021")
@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        ("stepped_up", "It goes on with children’s social care"),
        ("universal", "Help that is there for every family is enough now"),
    ],
)
def test_how_it_ended_for_one_child_is_kept_and_read_on_the_page_in_the_chronology_and_in_the_list_of_the_child(
    early_help: EarlyHelp, alice: Practitioner, family: Family, outcome: str, said: str
) -> None:
    helping.gone_up(early_help, family.brother, by=alice)
    leo, today = planning.child_of(early_help.plan, family.brother), timezone.localdate()
    end_for_child(help=early_help, child=leo, on=today, outcome=outcome, because="See the note", by=alice)
    ended, client = f"It ended for Leo on {day(today)}. {said}", client_of(alice)
    assert f"{ended}: See the note" in shown(client, at("early_help", early_help))
    own = shown(client, reverse("record_early_help", args=[family.brother.public_id]))
    assert ended in own
    assert "Maya, Leo" in own
    assert "It ended for" not in shown(client, reverse("record_early_help", args=[family.maya.public_id]))
    assert "Leo" not in shown(client, "/early-help")
    told_of_leo = told(alice, sees(alice, family.brother))
    assert f"How early help ended for this child: {said}" in told_of_leo
    assert not [one for one in told(alice, sees(alice, family.maya)) if "ended" in one]


def test_how_it_ended_is_kept_for_a_child_for_whom_it_never_began_and_forgotten_when_they_come_back(
    offered: EarlyHelp, alice: Practitioner, family: Family
) -> None:
    leo = planning.child_of(offered.plan, family.brother)
    end_for_child(help=offered, child=leo, on=timezone.localdate(), outcome="declined", because="x", by=alice)
    assert "They chose not to have it, or to stop: x" in shown(client_of(alice), at("early_help", offered))
    take_in(plan=offered.plan, person=family.brother, by=alice)
    leo.refresh_from_db()
    assert (leo.left_on, leo.left_how) == (None, "")
    assert not [one for one in told(alice, sees(alice, family.brother)) if "ended" in one]


@pytest.mark.requirement("BP-021")
def test_what_nobody_answered_may_stay_so_where_the_family_stops_early_help(
    early_help: EarlyHelp, alice: Practitioner
) -> None:
    add_need(plan=early_help.plan, own_words="Sleep", child=None, by=alice)
    given = {**ENDED, **on("ended_on", timezone.localdate()), "outcome": "declined"}
    client, path = client_of(alice), at("early_help_end", early_help)
    asked = words(send_form(client, path, **given))
    assert "One need without an answer: see to it first, or say that it may stay" in asked
    assert send_form(client, path, **given, stays_open=["need without an answer"]).status_code == 302


def test_whoever_ends_it_hears_of_what_is_open_for_a_child_whose_record_they_may_not_open(
    offered: EarlyHelp, alice: Practitioner, bob: Practitioner, charlie: Practitioner, family: Family
) -> None:
    helping.agreed(offered, family.mother, by=alice, people=[family.maya])
    it = helping.begun(offered, alice)
    helping.leads(charlie, it, by=alice)
    helping.agreed(it, family.mother, by=bob, people=[family.brother])
    helping.begin(it, charlie)
    leo = it.plan.children.get(person=family.brother)
    Need.objects.create(plan=it.plan, own_words="Leo hides food", child=leo, noted_by=alice)
    client, given = client_of(charlie), {**ENDED, **on("ended_on", timezone.localdate())}
    answer = words(send_form(client, at("early_help_end", it), **given))
    assert HIDDEN in answer
    assert "Leo" not in answer
    answer = words(send_form(client, at("early_help_end", it), **{**given, "outcome": "stepped_up"}))
    assert "Maya: the front door has not been asked" in answer
    assert "Leo" not in answer


def test_nobody_ends_it_for_a_child_of_another_family(early_help: EarlyHelp, alice: Practitioner) -> None:
    other = helping.of_another_family(alice)
    with pytest.raises(ValueError, match="child"):
        end_for_child(help=early_help, child=other.plan.children.get(), by=alice, **LEFT)
    with pytest.raises(LastChild):
        end_for_child(help=other, child=other.plan.children.get(), by=alice, **LEFT)


@pytest.mark.requirement("BP-026", "BN-040")
def test_an_agreement_taken_back_is_told_and_shown_with_what_can_be_done(
    early_help: EarlyHelp, alice: Practitioner, bob: Practitioner, leila: Practitioner, family: Family
) -> None:
    said = taken_back(early_help, bob)
    assert Notice.objects.filter(to=alice, title="A family took its agreement to early help back").count() == 1
    client = client_of(alice)
    text = shown(client, at("early_help", early_help))
    for part in ("AGREEMENT TAKEN BACK", "We manage now", "The agreement was taken back", "Offer it again"):
        assert part in text
    note_next_steps(records=said, steps="School asks again in May", because="x", by=leila)
    assert "School asks again in May" in shown(client, at("early_help", early_help))


def test_where_another_parent_still_agrees_it_goes_on(
    early_help: EarlyHelp, alice: Practitioner, bob: Practitioner, family: Family
) -> None:
    folk.related(family.brother, family.father)
    helping.agreed(early_help, family.father, by=alice)
    mothers = list(Agreement.objects.filter(said_by=family.mother).select_related("child", "agency"))
    withdraw(records=mothers, withdrawn=Withdrawn(timezone.localdate(), "face", "Not I"), by=bob)
    assert "AGREEMENT TAKEN BACK" not in shown(client_of(alice), at("early_help", early_help))


def test_whoever_wrote_down_that_it_was_taken_back_gets_no_notice_of_it(
    early_help: EarlyHelp, alice: Practitioner
) -> None:
    taken_back(early_help, alice)
    assert not Notice.objects.filter(to=alice, title__startswith="A family took its agreement").exists()


def test_what_a_leaver_sees_to_passes_to_a_colleague(
    offered: EarlyHelp, alice: Practitioner, bob: Practitioner, leila: Practitioner
) -> None:
    from righthelp.agencies.tests import people

    school = offered.plan.team.agency
    admin = people.worker(school, "agency_administrator", "Ada Moss")
    assert "Early help that they see to" in [kind.title for kind, _ in open_work(alice, school)]
    hand_over_held(leaver=alice, agency=school, receiver=bob, by=admin)
    offered.refresh_from_db()
    assert offered.holder == bob


def test_of_what_a_leaver_sees_to_it_is_said_which_only_named_people_open(
    offered: EarlyHelp, alice: Practitioner, mira: Practitioner, family: Family
) -> None:
    school = offered.plan.team.agency
    assert lists_of_held(alice, school) == []
    restrict(person=family.maya, kind="high_risk", because="x", readers=[mira, alice], by=mira)
    restrict(person=family.brother, kind="high_risk", because="x", readers=[mira], by=mira)
    assert lists_of_held(alice, school) == [{mira.pk}]


def test_whoever_saw_to_it_lets_go_where_the_command_line_says_who_leads(
    offered: EarlyHelp, alice: Practitioner, bob: Practitioner, family: Family
) -> None:
    work_with(offered, alice, by=alice)
    helping.agreed(offered, family.mother, by=alice, people=[family.maya])
    helping.begin(offered, alice)
    [episode] = Episode.objects.all()
    who: dict[str, Any] = {"practitioner": bob, "team": team_of(bob), "role": "lead practitioner"}
    leads: dict[str, Any] = {"leads": True, "starts_on": timezone.localdate(), "noted_by": None}
    leave_to_lead(Involvement.objects.create(child=family.maya, episode=episode, **who, **leads))
    offered.refresh_from_db()
    assert offered.holder is None
    still = Involvement.objects.filter(practitioner=alice, ends_on__isnull=True)
    assert not still.filter(child=family.maya).exists()


def test_social_care_reads_of_every_offer_and_end_in_the_chronology(
    early_help: EarlyHelp, sam: Practitioner, family: Family
) -> None:
    works_with(sam, family.maya)
    assert early_help.is_open
    assert "Early help was offered to the family. They agreed" in told(sam, sees(sam, family.maya))


def test_another_agency_that_takes_no_part_reads_of_none(
    early_help: EarlyHelp, charlie: Practitioner, family: Family
) -> None:
    works_with(charlie, family.maya)
    assert early_help.is_open
    assert not [one for one in told(charlie, sees(charlie, family.maya)) if "offered" in one]


def test_nothing_is_told_of_early_help_that_is_shut_because_a_brothers_record_is_restricted(
    early_help: EarlyHelp, alice: Practitioner, bob: Practitioner, family: Family
) -> None:
    helping.joins(bob, early_help, by=alice)
    end(early_help, alice)
    theirs = {"Early help was offered to the family. They agreed", "How early help ended: What it was for is done"}
    assert theirs <= set(told(bob, sees(bob, family.maya)))
    restrict(person=family.brother, kind="high_risk", because="He is in hiding", readers=[alice], by=alice)
    assert not theirs & set(told(bob, sees(bob, family.maya)))


@pytest.mark.usefixtures("offered")
def test_restricting_a_record_says_which_early_help_it_would_cut_off(
    alice: Practitioner, charlie: Practitioner, family: Family
) -> None:
    agency = alice.memberships_now[0].team.agency.name
    assert "one early help that is to be offered" in " ".join(cut_off(family.maya, [charlie]).get(agency, []))
    assert "early help" not in " ".join(cut_off(family.maya, [alice]).get(agency, []))


def told(reader: Practitioner, seen: Seen | None) -> list[str]:
    return [one.what for one in happenings(reader, [seen] if seen else [])]


@pytest.mark.requirement("BN-050")
def test_the_chronology_tells_of_the_offer_and_of_the_end_to_whoever_may_know(
    early_help: EarlyHelp, alice: Practitioner, family: Family
) -> None:
    end_help(help=early_help, ending=Ending(timezone.localdate(), "resolved", "x", "x", "x"), by=alice)
    found: Any = told(alice, sees(alice, family.maya))
    assert "Early help was offered to the family. They agreed" in found
    assert "How early help ended: What it was for is done" in found


def end(it: EarlyHelp, by: Practitioner, outcome: str = "resolved") -> None:
    end_help(help=it, ending=Ending(timezone.localdate(), outcome, "x", "x", "x"), by=by)


def page_of(it: EarlyHelp, person: Person, by: Practitioner) -> str:
    """Switch somebody’s own page on, and give its token."""
    papering.born(person, dt.date(2010, 5, 1))
    member = planning.member_of(it.plan, person)
    agreed = papering.agreed(it.plan, by)
    about: Any = {"plan": it.plan, "kind": "plan", "title": "x", "sections": [], "released_by": by}
    Copy.objects.create(member=member, of_version=agreed, **about)
    return papering.switched_on(member, by).token


def test_a_meeting_to_come_is_cancelled_when_early_help_ends_and_those_asked_hear_it(
    early_help: EarlyHelp, alice: Practitioner, bob: Practitioner
) -> None:
    helping.joins(bob, early_help, by=alice)
    asked, tomorrow = planning.member_of(early_help.plan, bob), timezone.now() + dt.timedelta(days=1)
    come = gathering.called(early_help.plan, alice, asked, at=tomorrow)
    been = gathering.called(early_help.plan, alice, asked, at=timezone.now() - dt.timedelta(days=1))
    end(early_help, alice)
    come.refresh_from_db()
    been.refresh_from_db()
    assert (come.cancelled_because, been.cancelled_at) == ("Early help ended", None)
    assert Notice.objects.filter(to=bob, title="A meeting that you were asked to is cancelled").exists()


def test_before_it_ends_the_page_lists_what_is_still_open(
    early_help: EarlyHelp, alice: Practitioner, family: Family
) -> None:
    client, path = client_of(alice), at("early_help_end", early_help)
    assert "Still open" not in shown(client, path)
    gathering.called(early_help.plan, alice, at=timezone.now() + dt.timedelta(days=1))
    gathering.called(early_help.plan, alice, at=timezone.now() - dt.timedelta(days=1))
    goal = planning.goal(planning.worry(early_help.plan))
    planning.action(goal, planning.member_of(early_help.plan, alice), due_on=timezone.localdate())
    page_of(early_help, family.brother, alice)
    link = FamilyLink.objects.get()
    FamilySaid.objects.create(link=link, text="He is back")
    text = shown(client, path)
    for part in (
        "Still open", "One meeting to write up", "One meeting to come: cancelled when early help ends",
        "One action to do", "One message of the family to read", "One copy that was not given yet",
        "What may stay as it is?",
    ):  # fmt: skip
        assert part in text


@pytest.mark.requirement("BP-021")
def test_it_does_not_end_before_what_the_family_wrote_is_read_and_of_the_rest_somebody_says_that_it_may_stay(
    early_help: EarlyHelp, alice: Practitioner, family: Family
) -> None:
    client, path = client_of(alice), at("early_help_end", early_help)
    page_of(early_help, family.brother, alice)
    FamilySaid.objects.create(link=FamilyLink.objects.get(), text="He is back")
    goal = planning.goal(planning.worry(early_help.plan))
    planning.action(goal, planning.member_of(early_help.plan, alice), due_on=timezone.localdate())
    given = {**ENDED, **on("ended_on", timezone.localdate())}
    answer = send_form(client, path, **given)
    assert "One action to do: see to it first, or say that it may stay as it is" in words(answer)
    assert "Maya sleeps" in answer.text
    stays = ["action to do", "copy that was not given yet"]
    answer = send_form(client, path, **given, stays_open=stays)
    assert "One message of the family to read: read that first" in words(answer)
    note_said_read(said=FamilySaid.objects.get(), by=alice)
    answer = send_form(client, path, **given, stays_open=stays[:1])
    assert "One copy that was not given yet: see to it first" in words(answer)
    early_help.refresh_from_db()
    assert early_help.is_open
    assert send_form(client, path, **given, stays_open=stays).status_code == 302


@pytest.mark.requirement("BP-021")
def test_it_does_not_end_for_a_child_before_what_they_wrote_is_read(
    early_help: EarlyHelp, alice: Practitioner, family: Family
) -> None:
    page_of(early_help, family.brother, alice)
    FamilySaid.objects.create(link=FamilyLink.objects.get(), text="He is back")
    client, today = client_of(alice), timezone.localdate()
    leo, maya = (planning.child_of(early_help.plan, one) for one in (family.brother, family.maya))
    assert "message" not in shown(client, at("early_help_child_leave", early_help, maya.public_id))
    path = at("early_help_child_leave", early_help, leo.public_id)
    assert "One message of the family to read . Read it before early help ends" in shown(client, path)
    given = {**on("on", today), "outcome": "moved", "because": "He lives with his aunt"}
    answer = send_form(client, path, **given)
    assert "One message of the family to read: read that first" in words(answer)
    assert "He lives with his aunt" in answer.text
    leo.refresh_from_db()
    assert leo.left_on is None
    note_said_read(said=FamilySaid.objects.get(), by=alice)
    assert send_form(client, path, **given).status_code == 302


def test_a_copy_of_the_plan_that_was_agreed_last_is_owed_to_whoever_takes_part(
    early_help: EarlyHelp, alice: Practitioner, family: Family
) -> None:
    add_member(plan=early_help.plan, kind="family", role="mother", person=family.mother, by=alice)
    client, path = client_of(alice), at("early_help_end", early_help)
    assert "without a copy" not in shown(client, path)
    papering.agreed(early_help.plan, alice)
    assert "One person without a copy of the plan that was agreed last" in shown(client, path)


def test_the_end_shuts_the_familys_own_pages_with_the_reason(
    early_help: EarlyHelp, alice: Practitioner, family: Family
) -> None:
    page_of(early_help, family.brother, alice)
    end(early_help, alice)
    assert FamilyLink.objects.get().ended_because == "Early help ended"


def test_it_does_not_end_on_a_day_before_it_began(early_help: EarlyHelp, alice: Practitioner) -> None:
    Plan.objects.filter(pk=early_help.plan_id).update(begun_on=helping.SINCE - dt.timedelta(days=30))
    early = helping.SINCE - dt.timedelta(days=1)
    with pytest.raises(ValueError, match="after it began"):
        end_help(help=early_help, ending=Ending(early, "resolved", "x", "x", "x"), by=alice)


@pytest.mark.requirement("BP-037")
def test_for_a_child_who_left_nobody_works_to_offer_it_and_the_childs_own_page_is_shut(
    offered: EarlyHelp, alice: Practitioner, bob: Practitioner, family: Family
) -> None:
    EarlyHelp.objects.update(holder=bob)
    offered.refresh_from_db()
    work_with(offered, bob, by=alice)
    token = page_of(offered, family.brother, alice)
    assert link_by(token)
    brother = offered.plan.children.get(person=family.brother)
    end_for_child(help=offered, child=brother, by=alice, **{**LEFT, "on": timezone.localdate()})
    assert link_by(token) is None
    offering = Involvement.objects.filter(practitioner=bob, ends_on__isnull=True)
    assert [one.child for one in offering] == [family.maya]
    assert not Member.objects.here().filter(plan=offered.plan, person=family.brother).exists()


def test_whoever_stands_in_for_the_lead_hears_that_an_agreement_was_taken_back(
    early_help: EarlyHelp, alice: Practitioner, bob: Practitioner, leila: Practitioner
) -> None:
    today = timezone.localdate()
    arrange_cover(absent=alice, covering=bob, team=team_of(alice), starts_on=today, ends_on=today, by=alice)
    taken_back(early_help, leila)
    assert Notice.objects.filter(to=bob, title="A family took its agreement to early help back").exists()


@pytest.mark.requirement("SF-014")
def test_where_an_agreement_was_taken_back_the_page_says_whom_to_ring(
    early_help: EarlyHelp, alice: Practitioner, bob: Practitioner
) -> None:
    client, ring = client_of(alice), "without help, do not wait: see who to ring"
    assert ring not in shown(client, at("early_help", early_help))
    taken_back(early_help, bob)
    assert ring in shown(client, at("early_help", early_help))


@pytest.mark.requirement("BP-026", "BN-040")
def test_where_every_yes_was_taken_back_the_pages_on_which_somebody_goes_on_say_so(
    early_help: EarlyHelp, alice: Practitioner, bob: Practitioner, family: Family
) -> None:
    helping.agreed(early_help, family.father, by=alice, people=[family.maya])
    client, plan = client_of(alice), early_help.plan.public_id
    add_need(plan=early_help.plan, own_words="Sleep", child=None, by=alice)
    names = ("plan", "plan_services", "plan_service_ask", "plan_service_told", "plan_review_add")
    pages = [*(reverse(name, args=[plan]) for name in names), at("assessment", early_help)]
    assert not [one for one in pages if "TAKEN BACK" in shown(client, one)]
    mothers = list(Agreement.objects.filter(said_by=family.mother).select_related("child", "agency"))
    withdraw(records=mothers, withdrawn=Withdrawn(timezone.localdate(), "face", "Not I"), by=bob)
    for one in pages:
        text = shown(client, one)
        assert "AGREEMENT TAKEN BACK: Leo Nobody agrees to early help for this child now." in text, one
    end(early_help, alice, "declined")
    assert "TAKEN BACK" not in shown(client, pages[0])


def test_where_one_of_two_took_it_back_the_page_says_that_the_other_yes_stands(
    early_help: EarlyHelp, alice: Practitioner, bob: Practitioner, family: Family
) -> None:
    helping.agreed(early_help, family.father, by=alice, people=[family.maya])
    mothers = list(Agreement.objects.filter(said_by=family.mother).select_related("child", "agency"))
    withdraw(records=mothers, withdrawn=Withdrawn(timezone.localdate(), "face", "Not I"), by=bob)
    text = shown(client_of(alice), at("early_help", early_help))
    assert "One yes was taken back: Maya" in text
    assert "Another person’s yes still stands" in text
    assert "AGREEMENT TAKEN BACK: Leo" in text
