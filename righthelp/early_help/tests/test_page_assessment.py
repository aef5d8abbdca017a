"""The assessment as a conversation: its list, its pages, saving, two windows, and who may write and read it."""

import datetime as dt
import json
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from righthelp.agencies.models import Practitioner
from righthelp.agencies.tests import people
from righthelp.considerations.tests.pages import hidden, send
from righthelp.design_system.versions import NOT_ANSWERS
from righthelp.early_help.access import help_to_read
from righthelp.early_help.actions import assessing as actions
from righthelp.early_help.actions.assessment_needs import note_need, note_strength
from righthelp.early_help.forms.assessing import LABELS
from righthelp.early_help.models import Answer, Assessment, EarlyHelp, FinishedAssessment
from righthelp.early_help.presenting.assessment import assessment_of
from righthelp.early_help.tests import assessing, helping
from righthelp.early_help.tests.assessing import at, barnsley, guided_by
from righthelp.early_help.views.assessing import SHARED_FORMS
from righthelp.guidance.built_in import load_panel
from righthelp.guidance.models import Passage
from righthelp.people.actions import restrict
from righthelp.people.models import Person
from righthelp.people.tests.conftest import Family
from righthelp.plans.actions import let_member_leave
from righthelp.plans.models import Plan, PlanChild
from righthelp.plans.tests import planning
from righthelp.work.actions import involve
from righthelp.work.tests.working import client_of, shown, team_of


def send_to(client: Client, path: str) -> Any:
    return client.post(path, {})


MOST = 15


def topics_at(it: EarlyHelp, who: Any, group: str = "health", of: str = "children") -> str:
    return at(it, "assessment_topics", of, who.public_id, group)


@pytest.mark.requirement("BN-041", "BG-012", "SF-012")
def test_the_list_has_pages_for_each_child_apart_each_adult_and_the_family(
    early_help: EarlyHelp, family: Family, alice: Practitioner
) -> None:
    assessing.adult(early_help, family.mother)
    page = shown(client_of(alice), at(early_help))
    for words in ("Maya", "Leo", "Ana Lindqvist", "The family as a whole", "All of it together"):
        assert words in page
    assert "What Maya says" in page
    assert "What Leo says" in page


@pytest.mark.requirement("BP-134", "SF-068", "SF-071")
def test_the_conversation_begins_with_each_child_and_with_what_goes_well_and_ends_with_what_needs_to_happen(
    early_help: EarlyHelp, family: Family, alice: Practitioner
) -> None:
    assessing.adult(early_help, family.mother)
    page = client_of(alice).get(at(early_help)).text
    assert page.index("What Maya says") < page.index("What Leo says") < page.index("Ana Lindqvist")
    assert "Start with what is going well." in page
    topics = client_of(alice).get(topics_at(early_help, assessing.child(early_help, family.maya))).text
    well, worried, next_ = (topics.index(f"{label}") for label in LABELS.values())
    assert well < worried < next_


@pytest.mark.requirement("BP-023", "BT-014", "SF-067", "BN-037", "BT-002")
def test_a_topic_is_saved_in_three_boxes_and_the_next_page_of_the_conversation_follows(
    early_help: EarlyHelp, family: Family, alice: Practitioner
) -> None:
    maya, client = assessing.child(early_help, family.maya), client_of(alice)
    said = {
        "physical_health-going_well": "She eats well at school.",
        "physical_health-worries": "She is tired.",
        "physical_health-needs_to_happen": "A talk with the school nurse.",
    }
    answer = send(client, topics_at(early_help, maya), **said)
    assert answer.status_code == 302
    assert answer.headers["Location"] == topics_at(early_help, maya, "learning")
    saved = Answer.objects.get(part__child=maya)
    assert (saved.going_well, saved.worries, saved.needs_to_happen) == tuple(said.values())
    assert "She eats well at school." in client.get(topics_at(early_help, maya)).text


def test_a_topic_that_was_emptied_is_taken_away(early_help: EarlyHelp, family: Family, alice: Practitioner) -> None:
    maya = assessing.child(early_help, family.maya)
    assessing.talked(early_help, "physical_health", about=maya, worries="She is tired.")
    send(client_of(alice), topics_at(early_help, maya), **{"physical_health-worries": ""})
    assert not Answer.objects.exists()


@pytest.mark.requirement("SF-007", "SF-012", "BP-019")
def test_everybody_who_takes_part_writes_in_it_and_a_stranger_finds_nothing(
    early_help: EarlyHelp, family: Family, bob: Practitioner, charlie: Practitioner
) -> None:
    planning.works_in(bob, early_help.plan, role="class teacher")
    maya = assessing.child(early_help, family.maya)
    answer = send(client_of(bob), topics_at(early_help, maya), **{"mental_health-going_well": "She laughs a lot."})
    assert answer.status_code == 302
    assert Answer.objects.get().going_well == "She laughs a lot."
    for name in ("assessment", "assessment_read", "assessment_copies", "assessment_questions"):
        shown(client_of(charlie), at(early_help, name), status=404)
    shown(client_of(charlie), topics_at(early_help, maya), status=404)


def test_a_colleague_who_takes_no_part_finds_nothing(early_help: EarlyHelp, family: Family, bob: Practitioner) -> None:
    shown(client_of(bob), at(early_help), status=404)
    shown(client_of(bob), topics_at(early_help, assessing.child(early_help, family.maya)), status=404)


def test_whoever_takes_part_and_does_not_lead_makes_no_copies_and_does_not_finish_it(
    early_help: EarlyHelp, bob: Practitioner
) -> None:
    planning.works_in(bob, early_help.plan)
    client = client_of(bob)
    for name in ("assessment_copies", "assessment_finish", "assessment_needs_family"):
        shown(client, at(early_help, name), status=404)
    page = client.get(at(early_help)).text
    assert "Finish the assessment" not in page
    assert "Needs and strengths for the plan" not in page


def test_a_child_whose_record_is_closed_to_the_reader_is_left_out(
    early_help: EarlyHelp, family: Family, alice: Practitioner, bob: Practitioner
) -> None:
    maya = assessing.child(early_help, family.maya)
    leo = assessing.child(early_help, family.brother)
    assessing.talked(early_help, "play", about=leo, going_well="Leo plays chess.")
    assessing.adult(early_help, family.father, "father", reads=[maya])
    assessing.adult(early_help, family.mother, "mother", reads=[leo])
    involve(child=family.maya, practitioner=bob, team=team_of(bob), episode=maya.episode, role="teacher",
            starts_on=planning.SINCE, by=alice)  # fmt: skip
    client = client_of(bob)
    page = shown(client, at(early_help, "assessment_read")) + shown(client, at(early_help))
    assert "Leo" not in page
    assert "chess" not in page
    assert "Jonas Berg" in page
    assert "Ana Lindqvist" not in page
    shown(client, topics_at(early_help, leo), status=404)


def test_an_adult_or_child_whose_record_is_restricted_is_left_out_or_shuts_it(
    early_help: EarlyHelp, family: Family, alice: Practitioner, mira: Practitioner
) -> None:
    jonas = assessing.adult(early_help, family.father, "father")
    assessing.talked(early_help, "crime", about=jonas, worries="On probation.")
    restrict(person=family.father, kind="staff", because="He works here", readers=[mira], by=mira)
    client = client_of(alice)
    for name in ("assessment", "assessment_read"):
        page = shown(client, at(early_help, name))
        assert "Jonas" not in page
        assert "On probation." not in page
    shown(client, topics_at(early_help, jonas, "daily", "adults"), status=404)
    restrict(person=family.maya, kind="staff", because="Her aunt works here", readers=[mira], by=mira)
    shown(client_of(alice), at(early_help), status=404)


def test_addresses_that_name_nobody_here_are_not_found(
    early_help: EarlyHelp, family: Family, alice: Practitioner
) -> None:
    client, maya = client_of(alice), assessing.child(early_help, family.maya)
    shown(client, topics_at(early_help, maya, of="adults"), status=404)
    shown(client, topics_at(early_help, maya, of="dogs"), status=404)
    shown(client, topics_at(early_help, maya, "nothing"), status=404)
    shown(client, at(early_help, "assessment_shared", "nothing"), status=404)


def test_two_people_on_two_tablets_lose_nothing(early_help: EarlyHelp, family: Family, alice: Practitioner) -> None:
    maya, client = assessing.child(early_help, family.maya), client_of(alice)
    path = topics_at(early_help, maya)
    first = hidden(client.get(path).text)
    send(client, path, **{"mental_health-going_well": "She sings."})
    answer = client.post(path, {**first, "mental_health-going_well": "She draws."})
    assert answer.status_code == 200
    assert "She sings." in answer.text
    assert "She draws." in answer.text
    assert Answer.objects.get().going_well == "She sings."


def test_on_the_other_pages_two_tablets_lose_nothing_either(
    early_help: EarlyHelp, family: Family, alice: Practitioner
) -> None:
    guided_by(early_help, barnsley())
    maya, client = assessing.child(early_help, family.maya), client_of(alice)
    question = f"question_{Passage.objects.filter(kind=Passage.Kind.QUESTION)[0].pk}"
    pages = {
        at(early_help, "assessment_life", maya.public_id): "life_now",
        at(early_help, "assessment_shared", "fathers"): "fathers",
        at(early_help, "assessment_questions"): question,
    }
    for path, box in pages.items():
        first = hidden(client.get(path).text)
        assert send(client, path, **{box: "The first text."}).status_code == 302
        answer = client.post(path, {**first, box: "The second text."})
        assert "The first text." in answer.text
        assert "The second text." in answer.text
    page = shown(client, at(early_help, "assessment_read"))
    assert page.count("The first text.") == len(pages)
    assert "The second text." not in page


@pytest.mark.requirement("BP-026")
def test_nothing_is_written_before_the_family_agreed(offered: EarlyHelp, family: Family, alice: Practitioner) -> None:
    client = client_of(alice)
    assert "before the family has agreed" in shown(client, at(offered))
    path = topics_at(offered, assessing.child(offered, family.maya))
    assert "has not agreed to early help yet" in shown(client, at(offered, "assessment_topics_family", "home"))
    shown(client, path)
    client.post(path, {"physical_health-worries": "Tired"})
    assert not Assessment.objects.exists()


@pytest.mark.requirement("BP-026")
def test_a_child_for_whom_nobody_agreed_has_no_pages(offered: EarlyHelp, family: Family, alice: Practitioner) -> None:
    helping.agreed(offered, family.mother, by=alice, people=[family.maya])
    it = helping.begun(offered, alice)
    page = shown(client_of(alice), at(it))
    assert "Nobody has agreed to early help for Leo yet" in page
    assert "What Leo says" not in page
    shown(client_of(alice), topics_at(it, assessing.child(it, family.brother)), status=404)


@pytest.mark.requirement("BP-020")
def test_the_hints_fit_the_age_of_the_child(early_help: EarlyHelp, family: Family, alice: Practitioner) -> None:
    maya, client = assessing.child(early_help, family.maya), client_of(alice)
    path = topics_at(early_help, maya)
    with time_machine.travel("2026-03-02 10:00"):
        assert "Growth, food, teeth" in shown(client, path)
        Person.objects.filter(pk=family.maya.pk).update(due_on=dt.date(2026, 6, 1))
        assert "midwife" in shown(client, path)
        Person.objects.filter(pk=family.maya.pk).update(born_on=dt.date(2012, 6, 1), born_on_is="exact", due_on=None)
        assert "appointments that they go to alone" in shown(client, path)


@pytest.mark.requirement("BG-021")
def test_life_now_and_to_come_is_asked_of_each_child(
    early_help: EarlyHelp, family: Family, alice: Practitioner
) -> None:
    maya, client = assessing.child(early_help, family.maya), client_of(alice)
    path = at(early_help, "assessment_life", maya.public_id)
    lived = {"life_now": "She is up at five.", "life_to_come": "She falls behind.", "seen_alone": "By me, at school."}
    assert send(client, path, **lived).headers["Location"] == topics_at(early_help, maya)
    page = shown(client, at(early_help, "assessment_read"))
    assert all(text in page for text in lived.values())
    assert "She is up at five." in client.get(path).text


@pytest.mark.requirement(
    "BP-027", "BP-029", "BP-031", "BP-038", "SF-008", "BG-013", "BG-014", "BG-015", "BG-016", "SF-069", "BG-027"
)
def test_what_is_common_to_the_family_is_saved_page_by_page(
    early_help: EarlyHelp, family: Family, alice: Practitioner
) -> None:
    assessing.adult(early_help, family.father, "father")
    client, written = client_of(alice), dict[str, str]()
    for part, form in SHARED_FORMS.items():
        path = at(early_help, "assessment_shared", part)
        answers = {name: f"Said of {name}." for name in form.base_fields if name not in NOT_ANSWERS}
        assert "Jonas Berg" in shown(client, path) or part not in {"fathers", "each-other", "took-part"}
        assert send(client, path, **answers).status_code == 302
        written |= answers
    assert {"fathers", "each_other", "community", "prevents", "empowering", "who_knows"} <= set(written)
    page = shown(client, at(early_help, "assessment_read"))
    assert all(text in page for text in written.values())


@pytest.mark.requirement(
    "BG-017", "BG-019", "BG-020", "BG-022", "BG-023", "BG-024", "BG-025", "BG-026", "BT-003", "BT-012", "BT-013"
)
def test_the_guidance_brings_its_questions_its_marks_and_its_way_to_learn_more(
    early_help: EarlyHelp, alice: Practitioner
) -> None:
    guided_by(early_help, barnsley())
    client = client_of(alice)
    asked = list(Passage.objects.filter(kind=Passage.Kind.QUESTION, edition=early_help.plan.edition))
    path = at(early_help, "assessment_questions")
    page = shown(client, path)
    assert len(asked) >= 6
    assert all(one.text in page for one in asked)
    send(client, path, **{f"question_{asked[0].pk}": "She is up at night."})
    assert "She is up at night." in shown(client, at(early_help, "assessment_read"))
    send(client, path, **{f"question_{asked[0].pk}": ""})
    assert "She is up at night." not in shown(client, at(early_help, "assessment_read"))
    assert "Early Help Toolkit" in shown(client, at(early_help))
    assert "Empowering" in shown(client, at(early_help, "assessment_shared", "marks"))


def test_without_guidance_the_assessment_works_all_the_same(early_help: EarlyHelp, alice: Practitioner) -> None:
    client = client_of(alice)
    assert "The questions of the guidance" not in shown(client, at(early_help))
    assert "No guidance is published here yet" in shown(client, at(early_help, "assessment_needs_family"))
    assert client.post(at(early_help, "assessment_needs_family"), {"need": "x"}).status_code == 404


def test_what_is_missing_is_said_and_it_can_be_finished_all_the_same(
    early_help: EarlyHelp, family: Family, alice: Practitioner
) -> None:
    client = client_of(alice)
    path = at(early_help, "assessment_finish")
    page = shown(client, path)
    assert "Maya: nothing that the child says or shows" in page
    assert "Nothing about fathers and male carers" in page
    answer = send(client, path, done_on_day="1", done_on_month="2", done_on_year="2026")
    assert answer.status_code == 302
    it = Assessment.objects.get()
    assert (it.done_on, it.done_by) == (dt.date(2026, 2, 1), alice)
    assert "Finished on 1 February 2026 by Alice" in shown(client, at(early_help))


def test_a_finished_one_is_read_and_gone_on_with_and_never_begins_anew(
    early_help: EarlyHelp, family: Family, alice: Practitioner
) -> None:
    maya, client = assessing.child(early_help, family.maya), client_of(alice)
    path = topics_at(early_help, maya)
    page = hidden(client.get(path).text)
    assessing.finished(early_help)
    answer = client.post(path, {**page, "play-worries": "", "physical_health-worries": "Tired again"})
    assert "This assessment is finished" in answer.text
    assert "Tired again" in answer.text
    assert not Answer.objects.exists()
    assert "This assessment is finished" in shown(client, path)
    assert send_to(client, at(early_help, "assessment_go_on")).status_code == 302
    assert "What is going well?" in shown(client, path)


def test_what_was_finished_stays_readable_as_it_stood(
    early_help: EarlyHelp, family: Family, alice: Practitioner, bob: Practitioner
) -> None:
    maya, leo = (assessing.child(early_help, one) for one in (family.maya, family.brother))
    jonas = assessing.adult(early_help, family.father, "father", reads=[maya])
    ana = assessing.adult(early_help, family.mother, reads=[leo])
    for about, text in (
        (maya, "Of Maya."),
        (leo, "Of Leo."),
        (jonas, "Of Jonas."),
        (ana, "Of Ana."),
        (None, "Of all."),
    ):
        topic = {"PlanChild": "play", "Member": "crime"}.get(type(about).__name__, "money")
        assessing.talked(early_help, topic, about=about, worries=text)
    assessing.said(early_help, maya, "Words of her own.", readers="team")
    actions.go_on_with_assessment(assessment=assessing.finished(early_help), by=alice)
    assessing.talked(early_help, "play", about=maya, worries="Written later.")
    path = at(early_help, "assessment_finished", FinishedAssessment.objects.get().public_id)
    assert path in client_of(alice).get(at(early_help, "assessment_read")).text
    page = shown(client_of(alice), path)
    assert all(f"Of {name}." in page for name in ("Maya", "Leo", "Jonas", "Ana", "all"))
    assert "Written later." not in page
    assert "Words of her own." not in page
    involve(child=family.maya, practitioner=bob, team=team_of(bob), episode=maya.episode, role="teacher",
            starts_on=planning.SINCE, by=alice)  # fmt: skip
    page = shown(client_of(bob), path)
    assert all(f"Of {name}." in page for name in ("Maya", "Jonas", "all"))
    assert not any(f"Of {name}." in page for name in ("Leo", "Ana"))


def test_what_was_written_of_somebody_who_no_longer_takes_part_stays_to_be_read(
    early_help: EarlyHelp, family: Family, alice: Practitioner
) -> None:
    leo, jonas = assessing.child(early_help, family.brother), assessing.adult(early_help, family.father, "father")
    assessing.talked(early_help, "crime", about=jonas, worries="He thinks of ending his life")
    assessing.talked(early_help, "play", about=leo, worries="He misses school on Mondays")
    note_need(plan=early_help.plan, member=jonas, own_words="Somebody who listens", by=alice)
    let_member_leave(member=jonas, because="He moved out", by=alice)
    PlanChild.objects.filter(pk=leo.pk).update(left_on=planning.SINCE, left_because="Lives with his aunt")
    client = client_of(alice)
    page = shown(client, at(early_help, "assessment_read"))
    for text in ("Jonas Berg (no longer takes part)", "ending his life", "misses school", "Somebody who listens"):
        assert text in page
    assert "Jonas" not in shown(client, at(early_help))
    shown(client, topics_at(early_help, jonas, of="adults"), status=404)
    shown(client, topics_at(early_help, leo), status=404)
    assessing.finished(early_help)
    finished = shown(client, at(early_help, "assessment_finished", FinishedAssessment.objects.get().public_id))
    assert "ending his life" in finished
    assert "misses school" in finished


def test_what_is_kept_once_it_is_finished_holds_also_those_whose_records_the_finisher_does_not_open(
    early_help: EarlyHelp, family: Family, alice: Practitioner, bob: Practitioner
) -> None:
    helping.joins(bob, early_help, by=alice)
    ana = assessing.adult(early_help, family.mother)
    assessing.talked(early_help, "crime", about=ana, worries="She does not sleep")
    note_strength(plan=early_help.plan, member=ana, text="Is warm and patient", by=alice)
    Person.objects.filter(pk=family.mother.pk).update(noted_by=bob)
    restrict(person=family.mother, kind="high_risk", because="In hiding", readers=[bob], by=bob)
    assessing.finished(early_help)
    path = at(early_help, "assessment_finished", FinishedAssessment.objects.get().public_id)
    assert "does not sleep" not in shown(client_of(alice), path)
    assert "does not sleep" in shown(client_of(bob), path)
    assert "warm and patient" in json.dumps(FinishedAssessment.objects.get().written)


def test_words_that_may_be_a_crime_are_shown_first(early_help: EarlyHelp, family: Family, alice: Practitioner) -> None:
    load_panel()
    maya = assessing.child(early_help, family.maya)
    assessing.talked(early_help, "safe_at_home", about=maya, worries="He hit her with a belt and left bruises.")
    for name in ("assessment", "assessment_read"):
        assert "Read this first" in shown(client_of(alice), at(early_help, name))


def test_the_page_of_early_help_says_where_the_assessment_stands(
    offered: EarlyHelp, family: Family, alice: Practitioner
) -> None:
    seen = help_to_read(alice, offered.public_id, page="test")
    assert assessment_of(seen).page == ""
    helping.agreed(offered, family.mother, by=alice)
    it = helping.begun(offered, alice)
    seen = help_to_read(people.fresh(alice), it.public_id, page="test")
    assert (assessment_of(seen).link, assessment_of(seen).reading) == ("Start the assessment", "")
    assessing.begun(it)
    seen = help_to_read(people.fresh(alice), it.public_id, page="test")
    assert assessment_of(seen).link == "Go on with the assessment"
    assessing.finished(it)
    seen = help_to_read(people.fresh(alice), it.public_id, page="test")
    assert assessment_of(seen).link == "See the assessment"


@pytest.mark.requirement("BN-041")
def test_an_agreed_plan_that_runs_ahead_of_its_assessment_is_pointed_out_until_it_is_finished(
    early_help: EarlyHelp, alice: Practitioner
) -> None:
    path = reverse("early_help", args=[early_help.public_id])
    remark = "The plan is agreed, and the assessment is not finished"
    assessing.begun(early_help)
    assert remark not in shown(client_of(alice), path)
    Plan.objects.update(next_review_on=dt.date(2026, 4, 1))
    assert remark in shown(client_of(alice), path)
    assessing.finished(early_help)
    assert remark not in shown(client_of(alice), path)


@pytest.mark.requirement("BP-043", "BP-205")
def test_a_child_of_whom_something_needs_to_happen_and_no_need_is_on_the_plan_is_named_before_the_end(
    early_help: EarlyHelp, family: Family, alice: Practitioner
) -> None:
    maya, leo = (assessing.child(early_help, one) for one in (family.maya, family.brother))
    for one in (maya, leo):
        assessing.talked(early_help, "physical_health", about=one, needs_to_happen="Somebody to talk to")
    planning.need(early_help.plan, child=maya)
    client, path = client_of(alice), at(early_help, "assessment_finish")
    line = "what needs to happen is written down, and no need of theirs is on the plan"
    page = shown(client, path)
    assert f"Leo: {line}" in page
    assert f"Maya: {line}" not in page
    planning.need(early_help.plan, child=leo)
    assert line not in shown(client, path)


def test_the_list_and_the_page_to_read_ask_the_database_few_things(
    early_help: EarlyHelp, family: Family, alice: Practitioner, mira: Practitioner, django_assert_max_num_queries: Any
) -> None:
    guided_by(early_help, barnsley())
    for child in (assessing.child(early_help, one) for one in (family.maya, family.brother)):
        assessing.talked(early_help, "play", about=child, going_well="Plays.")
        assessing.said(early_help, child, "I like school.")
    for parent in (family.mother, family.father):
        assessing.adult(early_help, parent)
    few(client_of(alice), early_help, django_assert_max_num_queries)
    # of a manager more is asked: a second step, the contacts of the front door, notices, words that another wrote
    helping.leads(mira, early_help, by=alice)
    few(client_of(mira), early_help, django_assert_max_num_queries)


def few(client: Client, it: EarlyHelp, max_queries: Any) -> None:
    for name in ("assessment", "assessment_read"):
        client.get(at(it, name))
        with max_queries(MOST, info=name):
            assert client.get(at(it, name)).status_code == 200
