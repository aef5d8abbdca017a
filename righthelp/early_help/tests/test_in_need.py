"""Early help that goes on under section 17: where, who decides, who supervises, that it is kept up."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from righthelp.agencies.actions.refusals import NotAllowed
from righthelp.agencies.models import Membership, Practitioner
from righthelp.agencies.open_work import open_work
from righthelp.agencies.tests import people
from righthelp.audit.actions import COMMAND
from righthelp.consent.models import Sharing
from righthelp.early_help.access import help_to_read
from righthelp.early_help.actions.in_need import (
    ASKED,
    AlreadyInNeed,
    BeforeItBegan,
    Decided,
    Found,
    HasEndedAlready,
    NoLead,
    NotHere,
    ask_manager,
    begin_in_need,
    end_in_need,
    note_supervision,
    pass_supervision,
)
from righthelp.early_help.actions.leading import name_lead
from righthelp.early_help.actions.supervision import (
    ANOTHER_LEADS,
    NEEDS_ANOTHER,
    PASSED,
    SUPERVISES_AS,
    NotASupervisor,
    SupervisesThemselves,
    hand_over_supervised,
    lists_of_supervised,
)
from righthelp.early_help.actions.team import NOT_ASKED, AlreadyInTeam, working_in
from righthelp.early_help.actions.ways import set_way
from righthelp.early_help.models import ChildInNeed, EarlyHelp, InNeed, LocalWay
from righthelp.early_help.overseen import in_need_overseen
from righthelp.early_help.pages import help_page
from righthelp.early_help.presenting.in_need import SectionSeventeen, first_found, section_17_of
from righthelp.early_help.supervision_notices import LATE, STILL_LATE, remind_of_supervision
from righthelp.early_help.tests import helping
from righthelp.messages.models import Notice
from righthelp.people.actions import restrict
from righthelp.people.models import Person
from righthelp.people.tests.conftest import Family
from righthelp.plans.models import PlanChild
from righthelp.work.actions import hand_over, hand_over_children
from righthelp.work.models import Involvement
from righthelp.work.tests.working import sees, team_of

TODAY = dt.date(2026, 3, 2)
NEXT = dt.date(2026, 3, 30)


@pytest.fixture(autouse=True)
def _one_day() -> Iterator[None]:
    with time_machine.travel(dt.datetime(2026, 3, 2, 10, 0, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def allowed(mira: Practitioner) -> LocalWay:
    return LocalWay.objects.create(
        review_days=84, leads_hold_section_17=True, because="Decided on 1 March", set_by=mira
    )


@pytest.fixture
def asked(early_help: EarlyHelp, allowed: LocalWay, alice: Practitioner, mira: Practitioner) -> EarlyHelp:
    ask_manager(help=early_help, manager=mira.memberships.get(), family_says="Ana wants more help", by=alice)
    return early_help


def decided(supervisor: Practitioner, **more: object) -> Decided:
    found = tuple(found_of(child) for child in PlanChild.objects.filter(episode__isnull=False).order_by("position"))
    what = {
        "children": found, "took_part": "The school and the GP, with Ana", "begun_on": TODAY,
        "because": "Maya misses school; Ana agrees",
        "supervisor": supervisor.memberships.get(), "competences": "Ten years as a teacher, trained in assessment",
        "time": "Half a day a week, agreed by the head", "support": "Sam every week; decisions are noted here",
        "next_supervision_on": NEXT,
    }  # fmt: skip
    return Decided(**{**what, **more})  # type: ignore[arg-type]


def found_of(child: PlanChild) -> Found:
    return Found(child, ChildInNeed.Limb.NOT_ACHIEVE, "Sleep", "Nobody is up in the mornings", "Ana wants to be")


def section(reader: Practitioner, it: EarlyHelp) -> SectionSeventeen:
    seen = help_to_read(people.fresh(reader), it.public_id, page="test")
    lead = working_in(it).filter(leads=True).values_list("practitioner_id", flat=True).first()
    return section_17_of(seen, lead)


@pytest.mark.requirement("BP-052")
def test_unless_the_partnership_says_so_section_17_stays_with_social_workers(
    early_help: EarlyHelp, alice: Practitioner, mira: Practitioner, sam: Practitioner
) -> None:
    assert not section(alice, early_help).may_ask
    with pytest.raises(NotHere):
        ask_manager(help=early_help, manager=mira.memberships.get(), family_says="Yes", by=alice)
    helping.joins(mira, early_help, by=alice)
    with pytest.raises(NotHere):
        begin_in_need(help=early_help, decided=decided(sam), by=people.fresh(mira))


@pytest.mark.requirement("BP-050", "BP-052", "BP-053", "BP-054", "BP-055")
def test_a_manager_decides_that_the_lead_goes_on_supervised_by_a_named_social_worker(
    asked: EarlyHelp, family: Family, alice: Practitioner, mira: Practitioner, sam: Practitioner
) -> None:
    assert Notice.objects.filter(to=mira, title=ASKED).exists()
    assert section(mira, asked).may_begin
    made = begin_in_need(help=asked, decided=decided(sam), by=people.fresh(mira))
    now = section(alice, asked).now
    assert now
    assert (now.it.lead, now.it.supervisor, now.it.decided_by) == (alice, sam, mira)
    assert {found.get_limb_display() for _, found in now.children} == {
        "Unlikely to reach or keep reasonable health or development without help"
    }
    assert now.it.competences
    assert now.it.time
    assert now.it.support
    assert sees(sam, family.maya)
    assert set(Notice.objects.filter(key__startswith=f"in need {made.pk}").values_list("to", flat=True)) == {
        alice.pk, sam.pk
    }  # fmt: skip


@pytest.mark.requirement("BP-052")
def test_each_question_to_a_manager_stands_with_its_day_and_who_asked_until_it_is_decided(
    asked: EarlyHelp, alice: Practitioner, mira: Practitioner, sam: Practitioner
) -> None:
    mona = people.worker(mira.memberships.get().team.agency, "social_care_manager", "Mona Aziz")
    with time_machine.travel(dt.datetime(2026, 3, 9, 10, 0, tzinfo=dt.UTC), tick=False):
        ask_manager(help=asked, manager=mona.memberships.get(), family_says="Mira is away", by=alice)
    questions = "2 March 2026, Alice Adeyemi: Ana wants more help\n\n9 March 2026, Alice Adeyemi: Mira is away"
    assert because(mona, asked) == questions
    made = begin_in_need(help=asked, decided=decided(sam, because=questions), by=people.fresh(mira))
    end_in_need(in_need=made, on=TODAY, because="Life is better", by=people.fresh(mira))
    assert because(alice, asked) == ""
    ask_manager(help=asked, manager=mira.memberships.get(), family_says="He is back", by=alice)
    assert because(mira, asked) == "2 March 2026, Alice Adeyemi: He is back"


def because(reader: Practitioner, it: EarlyHelp) -> str:
    """Give what stands already where a manager is asked what led to it."""
    return first_found(help_to_read(people.fresh(reader), it.public_id, page="test"), [])["because"]


def test_it_is_decided_once_by_a_manager_who_takes_part_and_nobody_supervises_themselves(
    asked: EarlyHelp, alice: Practitioner, mira: Practitioner, sam: Practitioner, charlie: Practitioner
) -> None:
    with pytest.raises(AlreadyInTeam):
        ask_manager(help=asked, manager=mira.memberships.get(), family_says="Yes", by=alice)
    helping.joins(sam, asked, by=alice)
    for one in (alice, people.fresh(sam), charlie):
        with pytest.raises(NotAllowed):
            begin_in_need(help=asked, decided=decided(sam), by=one)
    with pytest.raises(SupervisesThemselves):
        begin_in_need(help=asked, decided=decided(alice), by=people.fresh(mira))
    made = begin_in_need(help=asked, decided=decided(sam), by=people.fresh(mira))
    with pytest.raises(AlreadyInNeed):
        begin_in_need(help=asked, decided=decided(sam), by=people.fresh(mira))
    with pytest.raises(SupervisesThemselves):
        pass_supervision(in_need=made, supervisor=alice.memberships.get(), by=people.fresh(mira))


def test_without_a_lead_there_is_nobody_to_go_on(asked: EarlyHelp, mira: Practitioner, sam: Practitioner) -> None:
    working_in(asked).filter(leads=True).update(leads=False)
    assert not section(mira, asked).may_begin
    with pytest.raises(NoLead):
        begin_in_need(help=asked, decided=decided(sam), by=people.fresh(mira))


@pytest.mark.requirement("BP-051")
def test_of_each_child_in_need_it_stands_what_several_agencies_found(
    asked: EarlyHelp, family: Family, alice: Practitioner, mira: Practitioner, sam: Practitioner
) -> None:
    by, maya = people.fresh(mira), asked.plan.children.get(person=family.maya)
    what = Found(maya, ChildInNeed.Limb.DISABLED, "Short breaks", "None was found", "Ana cannot lift her alone")
    begin_in_need(help=asked, decided=decided(sam, children=(what,)), by=by)
    now = section(alice, asked).now
    assert now
    assert now.it.took_part == "The school and the GP, with Ana"
    [(name, found)] = now.children
    assert (name, found.get_limb_display(), found.needs) == ("Maya", "Disabled", "Short breaks")
    assert (found.risks, found.response) == ("None was found", "Ana cannot lift her alone")


@pytest.mark.requirement("BP-053")
def test_whoever_supervises_opens_the_records_of_the_children_in_need_and_of_no_other(
    asked: EarlyHelp, family: Family, mira: Practitioner, sam: Practitioner
) -> None:
    what, by = (found_of(asked.plan.children.get(person=family.maya)),), people.fresh(mira)
    made = begin_in_need(help=asked, decided=decided(sam, children=what), by=by)
    assert works_with(sam) == {family.maya}
    assert plan_children(sam, asked) == {family.maya}
    new = people.worker(team_of(mira).agency, "social_worker", "Dele Ade")
    pass_supervision(in_need=made, supervisor=new.memberships.get(), by=people.fresh(sam))
    assert works_with(new) == {family.maya}
    assert plan_children(new, asked) == {family.maya}
    said = {"said": "Sleep is better", "decided": "", "held_on": TODAY, "next_on": NEXT}
    assert note_supervision(in_need=made, by=people.fresh(new), **said).noted_by == new  # type: ignore[arg-type]
    now = section(new, asked).now
    assert now
    assert [name for name, _ in now.children] == ["Maya"]
    remind_of_supervision(dt.datetime(2026, 3, 31, 10, tzinfo=dt.UTC))
    assert Notice.objects.filter(to=new, title=LATE).exists()


def test_no_child_is_in_need_through_the_early_help_of_another_family(
    asked: EarlyHelp, alice: Practitioner, mira: Practitioner, sam: Practitioner
) -> None:
    other = helping.of_another_family(alice).plan.children.get()
    for children in ((), (found_of(other),)):
        with pytest.raises(ValueError, match="work goes on here"):
            begin_in_need(help=asked, decided=decided(sam, children=children), by=people.fresh(mira))
    assert not InNeed.objects.exists()


@pytest.mark.requirement("BP-053", "BP-055")
def test_each_supervision_sets_the_day_of_the_next(
    asked: EarlyHelp, alice: Practitioner, mira: Practitioner, sam: Practitioner, bob: Practitioner
) -> None:
    helping.joins(bob, asked, by=alice)
    made = begin_in_need(help=asked, decided=decided(sam), by=people.fresh(mira))
    what: dict[str, Any] = {"said": "Sleep is better", "decided": "Go on", "held_on": TODAY}
    note_supervision(in_need=made, next_on=dt.date(2026, 4, 27), by=people.fresh(sam), **what)
    note_supervision(
        in_need=made, next_on=dt.date(2026, 3, 9), by=alice, **{**what, "held_on": TODAY - dt.timedelta(days=9)}
    )
    now = section(sam, asked).now
    assert now
    assert [one.noted_by for one in now.supervisions] == [sam, alice]
    assert now.it.next_supervision_on == dt.date(2026, 4, 27)
    with pytest.raises(NotAllowed):
        note_supervision(in_need=made, next_on=NEXT, by=bob, **what)


@pytest.mark.requirement("BP-055", "BP-056")
def test_a_late_supervision_is_seen_by_managers_and_told_to_both_and_after_a_week_to_who_decided(
    asked: EarlyHelp, alice: Practitioner, mira: Practitioner, sam: Practitioner
) -> None:
    made = begin_in_need(help=asked, decided=decided(sam), by=people.fresh(mira))
    told = Notice.objects.filter(key__startswith=f"supervision {made.pk}")
    remind_of_supervision(dt.datetime(2026, 3, 30, 10, tzinfo=dt.UTC))
    assert not told.exists()
    for _ in range(2):
        remind_of_supervision(dt.datetime(2026, 3, 31, 10, tzinfo=dt.UTC))
    assert {one.to for one in told.all()} == {alice, sam}
    assert told.count() == 2
    remind_of_supervision(dt.datetime(2026, 4, 10, 10, tzinfo=dt.UTC))
    assert {one.to for one in told.all()} == {alice, sam, mira}
    [row] = in_need_overseen(people.fresh(mira), dt.date(2026, 3, 31), 0, 25)
    assert (row.it, row.is_late, row.may_open) == (made, True, True)


@pytest.mark.requirement("BP-056")
def test_managers_see_the_work_that_their_agency_supervises_and_others_do_not(
    asked: EarlyHelp, alice: Practitioner, mira: Practitioner, sam: Practitioner
) -> None:
    begin_in_need(help=asked, decided=decided(sam), by=people.fresh(mira))
    other = people.worker(team_of(mira).agency, "social_care_manager", "Nia Powell")
    elsewhere = people.worker(people.social_care("Northshire Children’s Services"), "social_care_manager", "Ed Roy")
    assert [row.it.supervisor for row in in_need_overseen(other, TODAY, 0, 25)] == [sam]
    for one in (alice, elsewhere):
        assert in_need_overseen(people.fresh(one), TODAY, 0, 25) == []


def test_another_social_worker_can_take_over_the_supervision_and_opens_the_records(
    asked: EarlyHelp, family: Family, alice: Practitioner, mira: Practitioner, sam: Practitioner
) -> None:
    made = begin_in_need(help=asked, decided=decided(sam), by=people.fresh(mira))
    new = people.worker(team_of(mira).agency, "social_worker", "Dele Ade")
    with pytest.raises(NotAllowed):
        pass_supervision(in_need=made, supervisor=new.memberships.get(), by=alice)
    pass_supervision(in_need=made, supervisor=new.memberships.get(), by=people.fresh(sam))
    assert sees(new, family.maya)
    now = section(new, asked).now
    assert now
    assert now.it.supervisor == new
    assert now.it.begun_on == TODAY


def test_it_ends_once_with_a_reason_and_can_begin_again(
    asked: EarlyHelp, alice: Practitioner, mira: Practitioner, sam: Practitioner
) -> None:
    made = begin_in_need(help=asked, decided=decided(sam), by=people.fresh(mira))
    with pytest.raises(NotAllowed):
        end_in_need(in_need=made, on=TODAY, because="Better", by=alice)
    end_in_need(in_need=made, on=TODAY, because="Better", by=people.fresh(mira))
    for change in (
        lambda: end_in_need(in_need=made, on=TODAY, because="Better", by=people.fresh(mira)),
        lambda: note_supervision(
            in_need=made, held_on=TODAY, said="More", decided="", next_on=NEXT, by=people.fresh(sam)
        ),
    ):
        with pytest.raises(HasEndedAlready):
            change()
    begin_in_need(help=asked, decided=decided(sam), by=people.fresh(mira))
    shown = section(alice, asked)
    assert shown.now
    assert [one.it for one in shown.before] == [made]


def test_when_somebody_else_leads_their_competences_are_not_written_down_yet(
    asked: EarlyHelp, alice: Practitioner, bob: Practitioner, mira: Practitioner, sam: Practitioner
) -> None:
    begin_in_need(help=asked, decided=decided(sam), by=people.fresh(mira))
    name_lead(help=asked, chosen=helping.chosen(bob), by=alice)
    now = section(mira, asked).now
    assert now
    assert now.lead_changed


@pytest.mark.requirement("BP-054")
def test_when_somebody_else_leads_a_manager_is_told_and_decides_again_in_one_step(
    asked: EarlyHelp, alice: Practitioner, bob: Practitioner, mira: Practitioner, sam: Practitioner
) -> None:
    made = begin_in_need(help=asked, decided=decided(sam), by=people.fresh(mira))
    assert not section(mira, asked).may_begin
    name_lead(help=asked, chosen=helping.chosen(bob), by=alice)
    assert set(Notice.objects.filter(title=ANOTHER_LEADS).values_list("to", flat=True)) == {mira.pk, sam.pk, bob.pk}
    assert section(mira, asked).may_begin
    assert not section(alice, asked).may_ask
    new = begin_in_need(help=asked, decided=decided(sam), by=people.fresh(mira))
    made.refresh_from_db()
    assert (made.ended_on, made.ended_by, new.lead) == (TODAY, mira, bob)
    assert supervising(asked) == {sam}


@pytest.mark.requirement("BP-053", "BP-055")
def test_whoever_leads_now_is_told_of_a_late_supervision_and_notes_it_and_no_longer_who_led_before(
    asked: EarlyHelp, alice: Practitioner, bob: Practitioner, mira: Practitioner, sam: Practitioner
) -> None:
    made = begin_in_need(help=asked, decided=decided(sam), by=people.fresh(mira))
    name_lead(help=asked, chosen=helping.chosen(bob), by=alice, stays_as="class teacher")
    remind_of_supervision(dt.datetime(2026, 3, 31, 10, tzinfo=dt.UTC))
    assert set(Notice.objects.filter(title=LATE).values_list("to", flat=True)) == {bob.pk, sam.pk}
    what: dict[str, Any] = {"said": "Sleep is better", "decided": "Go on", "held_on": TODAY, "next_on": NEXT}
    with pytest.raises(NotAllowed):
        note_supervision(in_need=made, by=people.fresh(alice), **what)
    assert note_supervision(in_need=made, by=people.fresh(bob), **what).noted_by == bob


@pytest.mark.parametrize("is_manager_here", [True, False])
def test_where_the_supervisor_has_left_a_manager_is_told_at_once_that_supervision_is_late(
    asked: EarlyHelp, mira: Practitioner, sam: Practitioner, *, is_manager_here: bool
) -> None:
    other = people.worker(team_of(mira).agency, "social_care_manager", "Nia Powell")
    begin_in_need(help=asked, decided=decided(sam), by=people.fresh(mira))
    gone = [sam] if is_manager_here else [sam, mira]
    Membership.objects.filter(practitioner__in=gone).update(ends_on=dt.date(2026, 3, 1))
    remind_of_supervision(dt.datetime(2026, 3, 31, 10, tzinfo=dt.UTC))
    told = Notice.objects.filter(title=STILL_LATE).values_list("to", flat=True)
    assert set(told) == {mira.pk if is_manager_here else other.pk}


@pytest.mark.requirement("BP-053")
def test_only_social_workers_supervise_and_it_does_not_begin_before_early_help(
    asked: EarlyHelp, alice: Practitioner, bob: Practitioner, mira: Practitioner, sam: Practitioner
) -> None:
    with pytest.raises(NotASupervisor):
        begin_in_need(help=asked, decided=decided(bob), by=people.fresh(mira))
    early = decided(sam, begun_on=helping.SINCE - dt.timedelta(days=1))
    with pytest.raises(BeforeItBegan):
        begin_in_need(help=asked, decided=early, by=people.fresh(mira))
    made = begin_in_need(help=asked, decided=decided(sam), by=people.fresh(mira))
    with pytest.raises(NotASupervisor):
        pass_supervision(in_need=made, supervisor=bob.memberships.get(), by=people.fresh(mira))


def test_whoever_came_for_section_17_alone_works_with_the_children_no_longer_when_it_is_over(
    asked: EarlyHelp, family: Family, alice: Practitioner, mira: Practitioner, sam: Practitioner
) -> None:
    made = begin_in_need(help=asked, decided=decided(sam), by=people.fresh(mira))
    new = people.worker(team_of(mira).agency, "social_worker", "Dele Ade")
    pass_supervision(in_need=made, supervisor=new.memberships.get(), by=people.fresh(mira))
    assert supervising(asked) == {new}
    assert not working_in(asked).filter(practitioner=sam).exists()
    end_in_need(in_need=made, on=TODAY, because="Better", by=people.fresh(mira))
    assert not working_in(asked).filter(practitioner__in=[sam, new, mira]).exists()
    assert working_in(asked).filter(practitioner=alice).exists()


def test_what_the_family_says_stands_in_the_ledger_and_no_reason_of_a_manager(
    early_help: EarlyHelp, allowed: LocalWay, family: Family, mira: Practitioner, sam: Practitioner
) -> None:
    by = people.fresh(mira)
    helping.joins(by, early_help, by=early_help.plan.begun_by)
    elsewhere = people.worker(people.social_care("Northshire Children’s Services"), "social_worker", "Dele Ade")
    made = begin_in_need(help=early_help, decided=decided(elsewhere, family_says="Ana agrees to Dele"), by=by)
    assert shared_because(family) == ["Ana agrees to Dele", "Ana agrees"]
    pass_supervision(in_need=made, supervisor=sam.memberships.get(), by=by)
    another = people.worker(people.social_care("Eastshire Children’s Services"), "social_worker", "Ed Roy")
    pass_supervision(in_need=made, supervisor=another.memberships.get(), by=by)
    assert shared_because(family)[0] == NOT_ASKED


def test_supervision_passes_on_with_the_work_of_the_supervisor(
    asked: EarlyHelp, mira: Practitioner, sam: Practitioner, bob: Practitioner
) -> None:
    made = begin_in_need(help=asked, decided=decided(sam), by=people.fresh(mira))
    agency = team_of(sam).agency
    rosa = people.worker(agency, "social_worker", "Rosa Other")
    first, second = working_in(asked).filter(practitioner=sam).with_people().select_related("child")
    hand_over(involvement=first, to=rosa, note="", by=mira)
    made.refresh_from_db()
    assert made.supervisor == sam
    hand_over(involvement=second, to=rosa, note="", by=mira)
    made.refresh_from_db()
    assert made.supervisor == rosa
    assert Notice.objects.filter(to=rosa, title=PASSED).exists()
    clerk = people.worker(agency, "early_help_coordinator", "Cleo Ray")
    hand_over_children(leaver=rosa, agency=agency, receiver=clerk, by=mira)
    made.refresh_from_db()
    assert made.supervisor == rosa


def test_who_supervises_does_not_leave_it_behind(
    asked: EarlyHelp, family: Family, mira: Practitioner, sam: Practitioner, alice: Practitioner
) -> None:
    made = begin_in_need(help=asked, decided=decided(sam), by=people.fresh(mira))
    agency, admin = team_of(sam).agency, people.administrator(team_of(sam).agency)
    titles = [kind.title for kind, _ in open_work(sam, agency)]
    assert "Lead practitioners whom they supervise" in titles
    rosa = people.worker(agency, "social_worker", "Rosa Other")
    with pytest.raises(NotAllowed):
        hand_over_supervised(leaver=sam, agency=agency, receiver=rosa, by=alice)
    for by, to in ((admin, rosa), (COMMAND, sam)):
        hand_over_supervised(leaver=made.supervisor, agency=agency, receiver=to, by=by)
        made.refresh_from_db()
        assert made.supervisor == to
    needs_another = Notice.objects.filter(title=NEEDS_ANOTHER)
    assert not needs_another.exists()
    hand_over_supervised(leaver=sam, agency=agency, receiver=people.fresh(alice), by=admin)
    made.refresh_from_db()
    assert made.supervisor == sam
    assert [(one.to, one.page) for one in needs_another] == [(mira, help_page(asked))]


def test_whose_records_are_restricted_is_said_before_supervision_passes_on(
    asked: EarlyHelp, family: Family, mira: Practitioner, sam: Practitioner
) -> None:
    begin_in_need(help=asked, decided=decided(sam), by=people.fresh(mira))
    agency = team_of(sam).agency
    assert lists_of_supervised(sam, agency) == []
    restrict(person=family.maya, kind="staff", because="Safe", readers=[mira, sam], by=mira)
    assert lists_of_supervised(sam, agency) == [{mira.pk, sam.pk}]
    restrict(person=family.brother, kind="staff", because="Safe", readers=[mira], by=mira)
    assert lists_of_supervised(sam, agency) == [{mira.pk}]
    ChildInNeed.objects.exclude(child__person=family.maya).delete()
    assert lists_of_supervised(sam, agency) == [{mira.pk, sam.pk}]


def supervising(it: EarlyHelp) -> set[Practitioner | None]:
    """Give who works with a child as supervisor now."""
    return {one.practitioner for one in working_in(it).filter(role=SUPERVISES_AS).select_related("practitioner")}


def works_with(who: Practitioner) -> set[Person]:
    """Give with whom somebody works now."""
    return {one.child for one in Involvement.objects.filter(practitioner=who, ends_on__isnull=True)}


def plan_children(reader: Practitioner, it: EarlyHelp) -> set[Person]:
    """Give the children whose parts of the plan somebody reads."""
    seen = help_to_read(people.fresh(reader), it.public_id, page="test")
    return {one.person for one in seen.plan.children}


def shared_because(family: Family) -> list[str]:
    """Give what the ledger of a child says of why it was shared, the latest first."""
    return list(Sharing.objects.filter(child=family.maya).order_by("-pk").values_list("because", flat=True))


@pytest.mark.requirement("BP-052")
def test_only_administrators_set_the_partnership_s_own_way(alice: Practitioner, mira: Practitioner) -> None:
    admin = people.administrator(team_of(mira).agency)
    for one in (alice, mira):
        with pytest.raises(NotAllowed):
            set_way(review_days=84, leads_hold_section_17=True, because="So decided", by=one)
    set_way(review_days=42, leads_hold_section_17=True, because="So decided", by=admin)
    assert [(one.review_days, one.leads_hold_section_17, one.set_by) for one in LocalWay.objects.all()] == [
        (42, True, admin)
    ]
