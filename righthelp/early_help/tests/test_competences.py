"""What a lead practitioner brings for work with a child in need: set out, confirmed by another, taken back."""

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine

from righthelp.agencies.actions.refusals import NotAllowed
from righthelp.agencies.models import Practitioner
from righthelp.agencies.tests import people
from righthelp.audit.models import Event
from righthelp.early_help.actions.competences import LeadsNoMore, Looked, set_competences
from righthelp.early_help.actions.in_need import Decided, Found, begin_in_need
from righthelp.early_help.competences import COMPETENCES, brought_by
from righthelp.early_help.models import EarlyHelp, LeadCompetence, LocalWay
from righthelp.early_help.tests import helping

TODAY = dt.date(2026, 3, 2)


@pytest.fixture(autouse=True)
def _one_day() -> Iterator[None]:
    with time_machine.travel(dt.datetime(2026, 3, 2, 10, 0, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def deciding(early_help: EarlyHelp, alice: Practitioner, mira: Practitioner) -> Practitioner:
    """Give a manager in social care who takes part where leads may hold section 17."""
    LocalWay.objects.create(review_days=84, leads_hold_section_17=True, because="So decided", set_by=mira)
    helping.joins(mira, early_help, by=alice)
    return people.fresh(mira)


def confirm(it: EarlyHelp, who: Practitioner, by: Practitioner, *keys: str, **more: frozenset[str]) -> None:
    looked = Looked("I saw them at work", confirmed=frozenset(keys), **more)
    set_competences(help=it, who=who, looked=looked, by=by)


def confirmed_of(who: Practitioner) -> list[str]:
    return [row.what.key for row in brought_by([who])[who.pk] if row.is_confirmed]


@pytest.mark.requirement("BP-054", "BP-055")
def test_skills_knowledge_experience_competences_and_time_and_support_are_set_out_each_with_its_source() -> None:
    groups = dict.fromkeys(one.group for one in COMPETENCES.values())
    assert list(groups) == ["Skills", "Knowledge", "Experience", "Competence", "Time and support"]
    assert all(one.name and one.hint and one.source for one in COMPETENCES.values())
    needed = {one.name for one in COMPETENCES.values() if one.group == "Time and support"}
    assert len(needed) == 4


@pytest.mark.requirement("BP-054")
def test_what_was_confirmed_is_taken_back_and_confirmed_again_and_all_of_it_stays(
    early_help: EarlyHelp, alice: Practitioner, deciding: Practitioner
) -> None:
    confirm(early_help, alice, deciding, "team", "time")
    confirm(early_help, alice, deciding, "team", taken_back=frozenset({"time", "harm"}))
    assert confirmed_of(alice) == ["team"]
    confirm(early_help, alice, deciding, "time")
    assert confirmed_of(alice) == ["team", "time"]
    noted = LeadCompetence.objects.values_list("what", "holds", "noted_by")
    assert [(what, holds) for what, holds, _ in noted] == [
        ("team", True), ("time", True), ("time", False), ("time", True),
    ]  # fmt: skip
    assert {by for _, _, by in noted} == {deciding.pk}
    events = Event.objects.filter(name="early_help.competences_set").count()
    confirm(early_help, alice, deciding, "time")
    assert Event.objects.filter(name="early_help.competences_set").count() == events == 3


def test_only_whoever_supervises_and_managers_in_social_care_confirm_it_and_nobody_their_own(
    early_help: EarlyHelp, alice: Practitioner, bob: Practitioner, sam: Practitioner, deciding: Practitioner
) -> None:
    for one in (bob, sam):
        helping.joins(one, early_help, by=alice)
    for who in (alice, bob, people.fresh(sam)):
        with pytest.raises(NotAllowed):
            confirm(early_help, alice, who, "team")
    begin_in_need(help=early_help, decided=decided(early_help, sam), by=deciding)
    confirm(early_help, alice, people.fresh(sam), "team")
    assert confirmed_of(alice) == ["team"]
    with pytest.raises(LeadsNoMore):
        confirm(early_help, bob, deciding, "team")


def test_a_manager_who_leads_it_confirms_nothing_of_themselves_when_they_decide(
    early_help: EarlyHelp, alice: Practitioner, sam: Practitioner, deciding: Practitioner
) -> None:
    helping.leads(deciding, early_help, by=alice)
    with pytest.raises(NotAllowed):
        begin_in_need(help=early_help, decided=decided(early_help, sam, "team"), by=people.fresh(deciding))
    assert confirmed_of(deciding) == []


def test_only_what_stands_in_the_table_is_confirmed() -> None:
    with pytest.raises(ValueError, match="stands in the table"):
        Looked("Seen", confirmed=frozenset({"charm"}))


def decided(it: EarlyHelp, supervisor: Practitioner, *confirmed: str) -> Decided:
    child = it.plan.children.filter(episode__isnull=False)[0]
    return Decided(
        children=(Found(child, "disabled", "Short breaks", "None was found", "Ana can do half"),),
        took_part="School and GP", because="She needs more", begun_on=TODAY, supervisor=supervisor.memberships.get(),
        competences="Ten years a teacher", time="Half a day", support="Sam each week", next_supervision_on=TODAY,
        confirmed=frozenset(confirmed),
    )  # fmt: skip
