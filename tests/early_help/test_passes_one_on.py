"""One child of a family goes on: nothing goes along of the adults who belong to the other children."""

import datetime as dt

import pytest
from django.utils import timezone

from righthelp.agencies.models import Agency, Practitioner, Team
from righthelp.agencies.tests import people
from righthelp.early_help.access import help_to_add_to, help_to_change
from righthelp.early_help.carried import LEFT_OUT, SECTION_17_KEPT, TOGETHER_KEPT, WISHES_KEPT, Carried, carried_of
from righthelp.early_help.carried_since import CHOICE_KEPT, OWN_PAGE_KEPT, REVIEW_KEPT, SUPERVISION_KEPT
from righthelp.early_help.models import (
    Assessment,
    CameAlong,
    ChildInNeed,
    EarlyHelp,
    EditionAnswer,
    HopedEndMoved,
    InNeed,
    LeadChoice,
    Supervision,
)
from righthelp.early_help.tests import assessing, helping
from righthelp.early_help.topics import topics_of
from righthelp.front_door.actions.deciding import ForChild, decide, decide_together
from righthelp.front_door.actions.to_early_help import LEFT_OUT as STAYS
from righthelp.front_door.actions.writing import add_child, send
from righthelp.front_door.models import Contact
from righthelp.front_door.tests.arriving import draft
from righthelp.front_door.tests.deciding import adopted, decided
from righthelp.guidance.models import Passage
from righthelp.people.models import Person
from righthelp.people.tests.conftest import Family
from righthelp.plans.models import (
    ChildReviewed,
    Delay,
    FamilyLink,
    FamilySaid,
    Invited,
    Member,
    Need,
    Plan,
    Referral,
    Review,
    ScaleMark,
    Strength,
)
from righthelp.plans.tests import gathering, planning
from righthelp.work.passing import CHILD_SAYS, USEFUL

FATHERS = ("Jonas drinks", "I manage alone", "Jonas Berg", "He is often ill")


@pytest.fixture(autouse=True)
def _guidance(alice: Practitioner) -> None:
    adopted(alice)


@pytest.fixture
def team(db: None) -> Team:
    return people.agency("Westmarsh Family Hubs", Agency.Kind.EARLY_HELP, "Family hub").teams.get()


@pytest.fixture
def fran(social_care: Agency) -> Practitioner:
    return people.worker(social_care, "front_door_worker", "Fran Castellano")


@pytest.fixture
def mona(social_care: Agency) -> Practitioner:
    return people.worker(social_care, "social_care_manager", "Mona Aziz")


def with_a_father_of_one(it: EarlyHelp, alice: Practitioner, family: Family) -> None:
    """Have the father of Maya take part, with all that is said of him and by him."""
    plan, maya = it.plan, planning.child_of(it.plan, family.maya)
    father = gathering.parent(plan, family.father, alice, maya, role="father")
    assessing.talked(it, topics_of("adult")[0].key, about=father, worries="Jonas drinks")
    helping.answered(it, family.father, "declined", by=alice, people=[family.maya], words="I manage alone")
    planning.action(planning.goal(planning.worry(plan)), father, due_on=helping.SINCE, what="Mend the bed")
    Need.objects.create(plan=plan, of_member=father, own_words="He is often ill", noted_by=alice)


def carried(it: EarlyHelp, by: Practitioner, *names: str) -> Carried:
    seen = help_to_change(people.fresh(by), it.public_id, page="test")
    return carried_of(seen, [one for one in seen.plan.children if not names or one.person.names.get().first in names])


def test_what_a_review_a_meeting_and_a_service_say_of_those_who_stay_does_not_go_along(
    early_help: EarlyHelp, alice: Practitioner, family: Family
) -> None:
    plan, leo = early_help.plan, planning.child_of(early_help.plan, family.brother)
    father = gathering.named(plan, "Dean Pask", alice, kind="family")
    father.reads.add(leo)
    words = {"changed": "Leo’s father hit Leo", "do_next": "Leo stays with his aunt", "risk_because": "Dean is back"}
    words |= {"not_working_because": "Dean does not open the door"}
    review = Review.objects.create(
        plan=plan, reviewed_on=helping.SINCE, next_on=timezone.localdate(), family_view="Dean says that he drinks",
        is_risk_rising=True, is_not_working=True, reviewed_by=alice, **words,
    )  # fmt: skip
    maya = planning.child_of(plan, family.maya)
    ChildReviewed.objects.create(review=review, child=maya, life="better", how_we_know="Maya sleeps all night")
    meeting = gathering.called(plan, alice, at=gathering.LAST_WEEK)
    gathering.point(meeting, alice, "Dean was in prison")
    gathering.point(meeting, alice, "Maya joins the club", child=maya)
    need = Need.objects.create(plan=plan, of_member=father, own_words="Drink", noted_by=alice)
    asked = {"change": "He stops", "told": "That he drinks", "agreed": "He did", "asked_on": helping.SINCE}
    Referral.objects.create(plan=plan, need=need, name="Dean’s drink clinic", asked_by=alice, **asked)
    both, one = str(carried(early_help, alice)), str(carried(early_help, alice, "Maya"))
    for text in (*words.values(), "Dean says", "was in prison", "drink clinic"):
        assert text in both
        assert text not in one
    for text in ("Maya sleeps all night", "Maya joins the club"):
        assert text in both
        assert text in one
    assert REVIEW_KEPT in one
    assert "risk is rising. Ask who leads" in one
    assert "the plan is not yet making the difference we hoped. Ask who leads" in one
    assert REVIEW_KEPT not in both


@pytest.mark.requirement("SF-051")
def test_how_the_lead_was_chosen_and_what_each_wished_stays_where_it_is_of_children_who_stay_too(
    early_help: EarlyHelp, alice: Practitioner
) -> None:
    wishes = {"child_wishes": "Leo: nobody whom Dean knows", "family_wishes": "Dean wants a man"}
    how = {"how": "We asked Dean in prison", "fits_because": "She knows Dean", **wishes}
    LeadChoice.objects.create(
        help=early_help, practitioner=alice, team=early_help.plan.team, role="school_nurse", chosen_on=helping.SINCE,
        chosen_by=alice, **how,
    )  # fmt: skip
    both, one = str(carried(early_help, alice)), str(carried(early_help, alice, "Maya"))
    assert [text for text in how.values() if text in both] == list(how.values())
    assert not [text for text in how.values() if text in one]
    assert f"Lead practitioner, chosen on 5 January 2026: {alice.name}" in one
    assert (CHOICE_KEPT in one, CHOICE_KEPT in both) == (True, False)


def in_need(it: EarlyHelp, by: Practitioner, *people_in_need: Person) -> None:
    """Have it go on under section 17 for some children until the next day, supervised once."""
    decided = {"because": "Dean hits", "took_part": "The school", "competences": "Many", "time": "Half", "support": "S"}
    ended = {"ended_on": helping.SINCE + dt.timedelta(days=1), "ended_because": "Dean moved out", "ended_by": by}
    who = {"supervisor": people.worker(it.plan.team.agency, "teacher", "Sue Lee"), "supervisor_team": it.plan.team}
    day = {"begun_on": helping.SINCE, "next_supervision_on": helping.SINCE}
    made = InNeed.objects.create(help=it, lead=by, decided_by=by, **decided, **ended, **who, **day)
    for one in people_in_need:
        found = {"limb": "disabled", "needs": "Breaks", "risks": "None", "response": "Half"}
        ChildInNeed.objects.create(in_need=made, child=planning.child_of(it.plan, one), **found)
    said = {"said": "Dean frightens her", "decided": "Meet Dean", "held_on": helping.SINCE, "next_on": helping.SINCE}
    Supervision.objects.create(in_need=made, noted_by=by, **said)


OF_SECTION_17 = ("Dean hits", "Dean moved out", "Dean frightens her", "Meet Dean")


@pytest.mark.requirement("SF-051")
@pytest.mark.parametrize(
    ("whose", "goes", "lines"),
    [
        ("both", (), ()),
        ("Maya", ("Maya",), ()),
        ("both", ("Maya",), (SECTION_17_KEPT, SUPERVISION_KEPT, "Until 6 January 2026. ")),
        ("Leo", ("Maya",), None),
    ],
)
def test_what_section_17_and_its_supervision_say_goes_along_where_all_go_whom_it_is_about(
    early_help: EarlyHelp, alice: Practitioner, family: Family, whose: str, goes: tuple[str, ...],
    lines: tuple[str, ...] | None,
) -> None:  # fmt: skip
    about = {"both": (family.maya, family.brother), "Maya": (family.maya,), "Leo": (family.brother,)}
    in_need(early_help, alice, *about[whose])
    found = str(carried(early_help, alice, *goes))
    assert [text for text in OF_SECTION_17 if text in found] == (list(OF_SECTION_17) if lines == () else [])
    assert [text for text in (SECTION_17_KEPT, SUPERVISION_KEPT, "Until 6 January 2026. ") if text in found] == list(
        lines or ()
    )
    assert ("Section 17" in found) == (lines is not None)


@pytest.mark.requirement("SF-051")
def test_what_is_written_of_the_family_as_a_whole_stays_where_a_child_stays(
    early_help: EarlyHelp, alice: Practitioner
) -> None:
    together = {"fathers": "Dean is in prison", "each_other": "Dean shouts at Ana", "who_took_part": "Dean, by letter"}
    together |= {"accessible": "We met late because Dean works nights", "who_knows": "Dean’s officer"}
    made, _ = Assessment.objects.update_or_create(help=early_help, defaults=together)
    EditionAnswer.objects.create(assessment=made, question=Passage.objects.all()[0], text="Dean sleeps in the car")
    HopedEndMoved.objects.create(help=early_help, to_day=helping.SINCE, because="Dean comes home", moved_by=alice)
    EarlyHelp.objects.filter(pk=early_help.pk).update(begun_despite="Dean said no")
    of_all = {"family_wants": "Dean wants a flat", "network": "Dean’s mother cooks"}
    Plan.objects.filter(pk=early_help.plan_id).update(**of_all, bottom_line="Both sleep indoors")
    topic = {"going_well": "Dean pays the rent", "worries": "Dean broke the door", "needs_to_happen": "Dean mends it"}
    assessing.talked(early_help, "housing", about=None, **topic)
    texts = [*together.values(), *of_all.values(), *topic.values()]
    texts += ["Dean sleeps in the car", "Dean comes home", "Dean said no"]
    both, one = str(carried(early_help, alice)), str(carried(early_help, alice, "Maya"))
    assert [text for text in texts if text in both] == texts
    assert not [text for text in texts if text in one]
    for kept in (TOGETHER_KEPT, WISHES_KEPT):
        assert (kept in one, kept in both) == (True, False)
    assert "Both sleep indoors" in one
    assert "was set to 5 January 2026" in one


def test_where_nothing_is_written_of_what_the_family_wants_nothing_is_said_to_be_kept(
    early_help: EarlyHelp, alice: Practitioner
) -> None:
    assert WISHES_KEPT not in str(carried(early_help, alice, "Maya"))


@pytest.mark.requirement("SF-051")
def test_of_adults_who_belong_to_the_children_who_stay_nothing_goes_along(
    early_help: EarlyHelp, alice: Practitioner, family: Family
) -> None:
    with_a_father_of_one(early_help, alice, family)
    found = carried(early_help, alice, "Leo")
    assert not [one for one in FATHERS if one in str(found)]
    assert "Somebody who takes part in the plan, by 5 January 2026: Mend the bed" in str(found)
    assert LEFT_OUT in found.of_all[USEFUL]
    assert "Ana Lindqvist" in str(found)
    assert "Alice Adeyemi" in str(found)


@pytest.mark.parametrize("names", [(), ("Maya",)])
def test_where_their_child_goes_it_goes_along(
    early_help: EarlyHelp, alice: Practitioner, family: Family, names: tuple[str, ...]
) -> None:
    with_a_father_of_one(early_help, alice, family)
    found = carried(early_help, alice, *names)
    assert [one for one in FATHERS if one in str(found)] == list(FATHERS)
    assert (LEFT_OUT in str(found)) == bool(names)


def with_what_a_father_said(it: EarlyHelp, alice: Practitioner, family: Family) -> Member:
    """Have the father of Maya say something wherever somebody can, and be kept from something."""
    plan, maya = it.plan, planning.child_of(it.plan, family.maya)
    father = gathering.parent(plan, family.father, alice, maya, role="father")
    goal = planning.goal(planning.worry(plan), has_scale=True)
    said = {"member": father, "said_on": helping.SINCE, "noted_by": alice}
    ScaleMark.objects.create(goal=goal, value=3, words="On the scale", **said)
    meeting = gathering.called(plan, alice, father, at=gathering.LAST_WEEK)
    Invited.objects.filter(member=father).update(views="Before the meeting", came="views")
    gathering.point(meeting, alice, "She has moved", kept_from=(father,))
    link = own_page(plan, father, alice)
    FamilySaid.objects.create(link=link, text="On my page", wants_talk=True)
    Strength.objects.create(plan=plan, of_member=father, text="He cooks", noted_by=alice)
    Delay.objects.create(plan=plan, about="The father’s action", done="We rang", noted_by=alice)
    agreed = {"number": 1, "agreed_on": helping.SINCE, "agreed_with": "With the father", "understood_how": "Said back"}
    plan.versions.create(**agreed, written={}, noted_by=alice)
    return father


def own_page(plan: Plan, member: Member, by: Practitioner) -> FamilyLink:
    ways = {"safe_because": "Alone", "link_way": "E-mail", "code_way": "Telephone", "code_digest": "x"}
    expires = timezone.now() + dt.timedelta(days=7)
    return FamilyLink.objects.create(
        plan=plan, member=member, token_digest=str(member.pk), expires_at=expires, made_by=by, **ways
    )


SAID = (
    "On the scale", "Before the meeting", "On my page", "He cooks", "The father’s action", "With the father",
    "Jonas Berg",
)  # fmt: skip


@pytest.mark.requirement("SF-051")
@pytest.mark.parametrize(("name", "goes"), [("Leo", False), ("Maya", True)])
def test_what_an_adult_said_goes_along_only_with_a_child_of_theirs(
    early_help: EarlyHelp, alice: Practitioner, family: Family, name: str, *, goes: bool
) -> None:
    with_what_a_father_said(early_help, alice, family)
    found = str(carried(early_help, alice, name))
    of_all = {"The father’s action", "With the father"}  # of both children, and so with neither alone
    assert {one for one in SAID if one in found} == (set(SAID) - of_all if goes else set())
    assert "She has moved" not in found  # a point about both


@pytest.mark.requirement("BN-049", "SF-051")
def test_the_front_door_learns_what_must_be_kept_from_whom(
    early_help: EarlyHelp, alice: Practitioner, bob: Practitioner, family: Family
) -> None:
    father = with_what_a_father_said(early_help, alice, family)
    planning.works_in(bob, early_help.plan).kept_from.add(father)
    Strength.objects.get().kept_from.add(father)
    found = str(carried(early_help, alice))
    assert "She has moved Keep this from Jonas Berg, father: It is not safe" in found
    assert "He cooks Keep this from Jonas Berg, father." in found
    assert "Bob Baker, school nurse, shut in the school holidays. Never name them to Jonas Berg, father." in found


def test_what_a_child_wrote_on_an_own_page_stays_with_whoever_leads(
    early_help: EarlyHelp, alice: Practitioner, family: Family
) -> None:
    plan, maya = early_help.plan, planning.child_of(early_help.plan, family.maya)
    member = planning.member_of(plan, family.maya)
    FamilySaid.objects.create(link=own_page(plan, member, alice), text="vermilion")
    meeting = gathering.called(plan, alice, member)
    Invited.objects.filter(meeting=meeting).update(views="I want to stay at my school")
    found = carried(early_help, alice)
    assert "vermilion" not in str(found)
    assert OWN_PAGE_KEPT in found.of_child[maya.pk][CHILD_SAYS]
    assert "I want to stay at my school" in found.of_child[maya.pk][CHILD_SAYS]


def test_whoever_does_not_read_the_own_pages_does_not_send_them_on(
    early_help: EarlyHelp, alice: Practitioner, bob: Practitioner, family: Family
) -> None:
    with_what_a_father_said(early_help, alice, family)
    planning.works_in(bob, early_help.plan)
    seen = help_to_add_to(people.fresh(bob), early_help.public_id, page="test")
    found = str(carried_of(seen, seen.plan.children))
    assert "On my page" not in found
    assert "Before the meeting" in found


def test_what_came_along_and_is_not_on_the_plan_goes_on_too(
    early_help: EarlyHelp, alice: Practitioner, family: Family
) -> None:
    about = {"agency": early_help.plan.team.agency, "passed_by": alice, "help": early_help}
    maya = planning.child_of(early_help.plan, family.maya)
    CameAlong.objects.create(child=maya, why="He is back", needs="Shoes", **about)
    assert "He is back" in str(carried(early_help, alice, "Maya"))
    assert "He is back" not in str(carried(early_help, alice, "Leo"))


def two_children(alice: Practitioner, family: Family) -> Contact:
    contact = draft(alice, person=family.maya, help_so_far="Leo hit a teacher")
    add_child(contact=contact, changes={"name": "Leo Marsh", "person": family.brother}, by=alice)
    send(contact=contact, by=alice)
    return contact


def test_what_a_request_says_of_all_children_stays_where_some_go_elsewhere(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, team: Team, family: Family
) -> None:
    maya, leo = two_children(alice, family).children.all()
    decide(child=leo, decision=decided(mona, outcome="assessment"), by=fran)
    decide(child=maya, decision=decided(mona, outcome="early_help", team=team), by=fran)
    it = EarlyHelp.objects.get()
    assert it.help_so_far == STAYS


def test_it_goes_along_once_it_is_decided_that_all_of_them_go_to_the_team(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, team: Team, family: Family
) -> None:
    maya, leo = two_children(alice, family).children.all()
    same = decided(mona, outcome="early_help", team=team)
    decide_together(decisions=[ForChild(maya, same)], by=fran)
    it = EarlyHelp.objects.get()
    assert it.help_so_far == STAYS
    decide_together(decisions=[ForChild(leo, same)], by=fran)
    it.refresh_from_db()
    assert it.help_so_far == f"{STAYS}\nLeo hit a teacher"


def test_where_one_decision_sends_all_of_them_to_the_team_it_goes_along_at_once(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, team: Team, family: Family
) -> None:
    same = decided(mona, outcome="early_help", team=team)
    decide_together(decisions=[ForChild(one, same) for one in two_children(alice, family).children.all()], by=fran)
    assert EarlyHelp.objects.get().help_so_far == "Leo hit a teacher"
