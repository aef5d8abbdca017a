"""Writing an assessment: what is refused, what is kept, and what the log says of it."""

import datetime as dt

import pytest

from righthelp.agencies.actions.refusals import NotAllowed
from righthelp.agencies.models import Practitioner
from righthelp.audit.models import Event
from righthelp.early_help.actions import NotAgreed
from righthelp.early_help.actions import assessing as actions
from righthelp.early_help.actions.assessing import IsFinished
from righthelp.early_help.models import Assessment, EarlyHelp
from righthelp.early_help.tests import assessing, helping
from righthelp.early_help.topics import GROUPS, TOPICS, groups_of, topics_of
from righthelp.people.tests.conftest import Family
from righthelp.plans.actions import ChangedMeanwhile, HasEnded
from righthelp.plans.tests import planning


@pytest.mark.requirement("BP-028", "BP-029", "BP-036", "BP-017")
def test_the_topics_cover_what_the_requirements_name_for_each_whom_they_concern() -> None:
    keys = {of: {topic.key for topic in topics_of(of)} for of in ("child", "adult", "family")}
    assert {"education", "mental_health", "physical_health", "substances", "crime", "disability"} <= keys["child"]
    assert {"mental_health", "physical_health", "substances", "crime", "disability", "language", "identity"} <= keys[
        "adult"
    ]
    assert {"housing", "money", "routines"} <= keys["family"]


def test_every_topic_stands_on_a_page_and_every_page_has_few() -> None:
    assert sum(len(group.topics) for group in GROUPS) == len(TOPICS)
    assert all(1 <= len(group.topics) <= 3 for group in GROUPS)
    assert [group.of for group in groups_of("adult")] == ["adult"] * len(groups_of("adult"))


@pytest.mark.requirement("BP-026")
def test_it_does_not_begin_before_the_family_agreed(offered: EarlyHelp, alice: Practitioner) -> None:
    with pytest.raises(NotAgreed):
        actions.begin_assessment(help=offered, by=alice)


def test_it_does_not_begin_once_early_help_ended(early_help: EarlyHelp, alice: Practitioner) -> None:
    EarlyHelp.objects.filter(pk=early_help.pk).update(
        ended_on=helping.SINCE, ended_by=alice, outcome="resolved", ended_because="Done"
    )
    with pytest.raises(HasEnded):
        actions.begin_assessment(help=early_help, by=alice)


def test_a_stranger_writes_nothing(early_help: EarlyHelp, charlie: Practitioner) -> None:
    with pytest.raises(NotAllowed):
        actions.begin_assessment(help=early_help, by=charlie)


def test_only_those_in_the_plan_for_whom_the_family_agreed_are_assessed(
    early_help: EarlyHelp, family: Family, alice: Practitioner
) -> None:
    other = helping.of_another_family(alice)
    with pytest.raises(ValueError, match="those whom its plan is for"):
        actions.begin_part(help=early_help, child=other.plan.children.get(), by=alice)
    leo = assessing.child(early_help, family.brother)
    leo.left_on, leo.left_because = helping.SINCE, "Moved"
    with pytest.raises(ValueError, match="for whom the family agreed"):
        actions.begin_voice(help=early_help, child=leo, by=alice)


def test_of_two_who_save_the_same_version_the_second_is_told(early_help: EarlyHelp, alice: Practitioner) -> None:
    it = assessing.begun(early_help)
    first = it.version
    actions.save_shared(assessment=it, version=first, changes={"fathers": "Jonas"}, by=alice)
    with pytest.raises(ChangedMeanwhile):
        actions.save_shared(assessment=it, version=first, changes={"fathers": "Nobody"}, by=alice)
    assert Assessment.objects.get().fathers == "Jonas"


def test_a_finished_one_is_changed_only_after_somebody_goes_on(
    early_help: EarlyHelp, family: Family, alice: Practitioner, bob: Practitioner
) -> None:
    planning.works_in(bob, early_help.plan)
    it = assessing.begun(early_help)
    with pytest.raises(NotAllowed):
        actions.finish_assessment(assessment=it, on=helping.SINCE, written=[], by=bob)
    actions.finish_assessment(assessment=it, on=helping.SINCE, written=[], by=alice)
    with pytest.raises(IsFinished):
        actions.finish_assessment(assessment=it, on=helping.SINCE, written=[], by=alice)
    with pytest.raises(IsFinished):
        assessing.talked(early_help, "money", worries="Rent")
    actions.go_on_with_assessment(assessment=it, by=alice)
    actions.go_on_with_assessment(assessment=it, by=alice)
    assessing.talked(early_help, "money", worries="Rent")
    assert Event.objects.filter(name="early_help.assessment_opened_again").count() == 1


def test_the_log_says_what_changed_and_never_what_was_written(
    early_help: EarlyHelp, family: Family, alice: Practitioner
) -> None:
    maya = assessing.child(early_help, family.maya)
    assessing.talked(early_help, "crime", about=maya, worries="Stole a bicycle")
    assessing.said(early_help, maya, "It was for my friend")
    events = Event.objects.filter(name__startswith="early_help.").order_by("pk")
    names = [one.name for one in events]
    assert names[-3:] == ["early_help.assessment_begun", "early_help.topics_saved", "early_help.words_saved"]
    assert not any(word in str(vars(one)) for one in events for word in ("bicycle", "crime", "friend"))


def test_the_day_of_the_last_change_is_kept(early_help: EarlyHelp) -> None:
    it = assessing.begun(early_help)
    Assessment.objects.update(changed_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    assessing.talked(early_help, "money", worries="Rent")
    it.refresh_from_db()
    assert it.changed_at.year > 2026 or it.changed_at.month > 1
