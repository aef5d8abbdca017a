"""Who reaches a consideration that names real children, and who knows the levels that it decided."""

import datetime as dt

import pytest
import time_machine
from django.http import Http404

from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people
from righthelp.calendar.rules import LONDON
from righthelp.considerations.about import LevelDecided, thinking_about
from righthelp.considerations.access import consideration_to_change, consideration_to_read
from righthelp.considerations.actions import think_again
from righthelp.considerations.levels import shut_to
from righthelp.considerations.models import Consideration, ConsideredChild
from righthelp.considerations.tests.pages import client_of, shown
from righthelp.considerations.tests.test_start import REASON, decide_on, edition
from righthelp.considerations.tests.thinking import decided, thought
from righthelp.guidance.actions import adopt
from righthelp.guidance.models import Edition
from righthelp.people.access import seen_among
from righthelp.people.actions import break_glass, name_reader, restrict, state_identity
from righthelp.people.happenings import happenings
from righthelp.people.models import Person
from righthelp.people.policies import restricted_among, standing
from righthelp.people.reasons import reasons_of
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family
from righthelp.work.tests.working import works_with

pytestmark = pytest.mark.django_db
THURSDAY = dt.datetime(2026, 3, 5, 10, tzinfo=LONDON)
NEXT_WEEK = dt.datetime(2026, 3, 12, 10, tzinfo=LONDON)


@pytest.fixture
def child(alice: Practitioner, family: Family) -> ConsideredChild:
    """Give Alice's thinking about Maya, of a Thursday."""
    adopted(alice)
    with time_machine.travel(THURSDAY, tick=False):
        return thought(alice, edition_on_file(), family.maya)


def adopted(by: Practitioner) -> Edition:
    given = edition()
    adopt(framework=given.framework, by=by)
    return given


def edition_on_file() -> Edition:
    return Edition.objects.get()


def knows(reader: Practitioner, person: Person) -> list[LevelDecided]:
    reader = people.fresh(reader)
    seen = seen_among(reader, [person]).get(person.pk)
    return list(thinking_about(reader, seen).levels) if seen else []


def drafts(reader: Practitioner, person: Person) -> list[tuple[str, str]]:
    reader = people.fresh(reader)
    seen = seen_among(reader, [person]).get(person.pk)
    return [(one.holder, one.text) for one in thinking_about(reader, seen).drafts] if seen else []


def saw(reader: Practitioner, person: Person) -> list[str]:
    reader = people.fresh(reader)
    seen = seen_among(reader, [person]).get(person.pk)
    found = happenings(reader, [seen]) if seen else []
    return [one.what for one in found if "evel" in one.what or "thinking" in one.what]


def opens(reader: Practitioner, it: Consideration) -> bool:
    try:
        consideration_to_read(people.fresh(reader), it.public_id, page="the record")
    except Http404:
        return False
    return True


@pytest.mark.requirement("SF-003", "SF-040")
def test_a_level_with_its_day_and_reason_is_known_to_colleagues_who_work_with_the_child_and_to_no_other_agency(
    child: ConsideredChild,
    family: Family,
    alice: Practitioner,
    bob: Practitioner,
    leila: Practitioner,
    charlie: Practitioner,
    sam: Practitioner,
) -> None:
    with time_machine.travel(THURSDAY, tick=False):
        decide_on(child, 2, look_again_on=dt.date(2026, 4, 1))
    for person in (bob, charlie, sam):
        works_with(person, family.maya, "mentor")
    [own], [colleagues], [leads] = knows(alice, family.maya), knows(bob, family.maya), knows(leila, family.maya)
    said = (own.day, own.level.number, own.framework, own.decided_by, own.decided_with, own.because, own.look_again_on)
    assert said == (
        dt.date(2026, 3, 5), 2, edition_on_file().framework.short_name, alice.name, "Leila Haddad, safeguarding lead",
        REASON, dt.date(2026, 4, 1),
    )  # fmt: skip
    assert own.consideration_id == leads.consideration_id == child.consideration.public_id
    assert (colleagues.because, colleagues.level, colleagues.consideration_id) == (REASON, own.level, None)
    assert not opens(bob, child.consideration)
    assert knows(charlie, family.maya) == knows(sam, family.maya) == []
    assert saw(bob, family.maya) == [f"{own.level.heading} was decided: {REASON}"]
    assert saw(charlie, family.maya) == saw(sam, family.maya) == []


def test_a_colleague_who_does_not_work_with_the_child_knows_no_level(
    child: ConsideredChild, family: Family, bob: Practitioner
) -> None:
    decide_on(child)
    assert knows(bob, family.maya) == []
    works_with(bob, family.brother, "mentor")
    folk.related(family.maya, family.brother, "sibling")
    assert seen_among(people.fresh(bob), [family.maya])  # who she is, and no more
    assert knows(bob, family.maya) == []
    assert saw(bob, family.maya) == []


def test_a_brothers_level_never_shows_through(alice: Practitioner, bob: Practitioner, family: Family) -> None:
    given = adopted(alice)
    it = thought(alice, given, family.maya, family.brother).consideration
    for one in it.children.all():
        decide_on(one, 1 if one.person == family.maya else 3)
    works_with(bob, family.maya, "mentor")
    assert [one.level.number for one in knows(bob, family.maya)] == [1]
    assert knows(bob, family.brother) == []


def test_a_decision_that_a_later_one_replaced_is_marked(
    child: ConsideredChild, family: Family, alice: Practitioner
) -> None:
    decided(child, 3, days_ago=9)
    decided(child, 2)
    assert [(one.level.number, one.superseded) for one in knows(alice, family.maya)] == [(3, True), (2, False)]


def test_a_draft_says_not_sent_to_those_who_may_open_it(
    child: ConsideredChild, family: Family, alice: Practitioner, bob: Practitioner, leila: Practitioner
) -> None:
    works_with(bob, family.maya, "mentor")
    with time_machine.travel(THURSDAY, tick=False):
        assert drafts(leila, family.maya) == drafts(bob, family.maya) == []
        assert drafts(alice, family.maya) == [(alice.name, "NOT SENT")]
    with time_machine.travel(NEXT_WEEK, tick=False):
        assert drafts(leila, family.maya) == [(alice.name, "NOT SENT")]
        assert drafts(bob, family.maya) == []
        decide_on(child)
        assert drafts(leila, family.maya) == []


def test_somebody_seen_through_the_family_alone_has_no_drafts_to_show(
    child: ConsideredChild, family: Family, bob: Practitioner
) -> None:
    works_with(bob, family.brother, "mentor")
    folk.related(family.maya, family.brother, "sibling")
    assert drafts(bob, family.maya) == []


@pytest.mark.requirement("SF-040")
def test_new_thinking_shows_in_the_chronology_once_it_is_known(
    child: ConsideredChild, family: Family, alice: Practitioner, bob: Practitioner
) -> None:
    works_with(bob, family.maya, "mentor")
    decide_on(child)
    again = think_again(consideration=child.consideration, edition=edition_on_file(), by=alice)
    assert "New thinking about the child began" in saw(alice, family.maya)
    assert "New thinking about the child began" not in saw(bob, family.maya)
    decide_on(again.children.get(), 2)
    assert "New thinking about the child began" in saw(bob, family.maya)


def test_a_restricted_record_closes_what_names_it_to_all_who_are_not_on_its_list(
    child: ConsideredChild,
    family: Family,
    alice: Practitioner,
    leila: Practitioner,
    mira: Practitioner,
    school: Agency,
) -> None:
    decide_on(child)
    it = child.consideration
    assert opens(alice, it)
    assert opens(leila, it)
    restrict(person=family.maya, kind="staff", because="A colleague's niece.", readers=[mira], by=mira)
    for person in (alice, leila):
        assert not opens(person, it)
        assert knows(person, family.maya) == []
        assert family.maya.names.get().last not in shown(client_of(people.fresh(person)), "/considerations")
        with pytest.raises(Http404):
            consideration_to_change(people.fresh(person), it.public_id, page="worry")
    restriction = family.maya.restrictions.get()
    name_reader(restriction=restriction, reader=leila, by=mira)
    assert opens(leila, it)
    assert [one.level.number for one in knows(leila, family.maya)] == [1]
    assert "Maya Lindqvist: level 1." in shown(client_of(people.fresh(leila)), "/considerations")
    assert not opens(alice, it)


def test_a_restricted_brother_closes_it_for_his_sister_too(
    alice: Practitioner, bob: Practitioner, mira: Practitioner, family: Family
) -> None:
    given = adopted(alice)
    it = thought(alice, given, family.maya, family.brother).consideration
    for one in it.children.all():
        decide_on(one)
    works_with(bob, family.maya, "mentor")
    restrict(person=family.brother, kind="adoption", because="Adopted.", readers=[mira], by=mira)
    assert knows(bob, family.maya) == knows(alice, family.maya) == []
    assert saw(bob, family.maya) == saw(alice, family.maya) == []
    assert not opens(alice, it)


def test_what_closes_a_consideration_is_what_closes_the_record(
    child: ConsideredChild,
    family: Family,
    alice: Practitioner,
    leila: Practitioner,
    mira: Practitioner,
    sam: Practitioner,
    ines: Practitioner,
) -> None:
    restrict(person=family.maya, kind="staff", because="A colleague's niece.", readers=[mira, leila], by=mira)
    break_glass(person=family.maya, because="She is missing.", by=sam)
    for reader in map(people.fresh, (alice, leila, mira, sam, ines)):
        key = family.maya.pk
        opened = standing(reasons_of(reader, [key]), restricted_among([key]))
        assert shut_to(reader, [child.consideration_id]) == (set() if key in opened else {child.consideration_id})
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(hours=5)):
        assert shut_to(people.fresh(sam), [child.consideration_id])


def test_two_records_of_one_child_are_read_together_by_whoever_may_see_both(
    child: ConsideredChild, family: Family, alice: Practitioner, bob: Practitioner, school: Agency
) -> None:
    other = folk.person("Maya Berg", agency=school, by=alice)
    decided(child, 3, days_ago=9)
    decided(thought(alice, edition_on_file(), other), 1)
    works_with(bob, family.maya, "mentor")
    state_identity(one=family.maya, other=other, is_same=True, because="Same birthday.", by=alice)
    assert [one.level.number for one in knows(alice, family.maya)] == [3, 1]
    assert [one.level.number for one in knows(alice, other)] == [3, 1]
    assert [one.level.number for one in knows(bob, family.maya)] == [3]
