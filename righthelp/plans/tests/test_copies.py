"""What each reader's own copy says: only what they may read, and nothing that brings danger."""

import pytest

from righthelp.agencies.models import Practitioner
from righthelp.people.tests.conftest import Family
from righthelp.plans.access import SeenPlan, plan_to_read
from righthelp.plans.actions import add_member
from righthelp.plans.copies import Section, as_read, as_written, plan_sections
from righthelp.plans.models import Action, Goal, Member, Plan, PlanChild, Strength, Worry
from righthelp.plans.tests import papering, planning
from righthelp.plans.tests.papering import SAID, Papered


@pytest.fixture
def it(plan: Plan, family: Family, alice: Practitioner) -> Papered:
    return papering.papered(plan, family, alice)


@pytest.fixture
def seen(it: Papered, alice: Practitioner) -> SeenPlan:
    return plan_to_read(alice, it.plan.public_id, page="test")


def text_of(sections: list[Section]) -> str:
    return "\n".join("\n".join([one.title, *one.lines]) for one in sections)


@pytest.mark.requirement("BP-209")
def test_a_copy_says_in_the_words_agreed_what_goes_well_what_we_worry_about_and_who_does_what(
    it: Papered, seen: SeenPlan
) -> None:
    text = text_of(plan_sections(seen, it.mother))
    for words in ("Maya loves drawing", "Maya may fall behind", "Maya sleeps through the night", "Calm evenings"):
        assert words in text
    assert "You: Read a story at seven\nBy 1 April 2026." in text
    assert "What it is for: So that Maya is rested at school" in text


def test_a_father_reads_of_his_own_child_only_and_nothing_that_is_written_for_all(it: Papered, seen: SeenPlan) -> None:
    text = text_of(plan_sections(seen, it.father))
    assert "Maya may fall behind" in text
    for words in ("Leo", "left alone", "Calm evenings", "Nobody hits"):
        assert words not in text
    assert "Leo’s own trouble" in text_of(plan_sections(seen, it.mother))


def test_whoever_reads_of_no_child_is_given_nothing(it: Papered, seen: SeenPlan, alice: Practitioner) -> None:
    neighbour = add_member(plan=it.plan, kind="network", role="neighbour", name="Mo", by=alice)
    assert plan_sections(seen, neighbour) == []


@pytest.mark.parametrize("kind", [Strength, Worry, Goal, Action])
def test_a_part_kept_from_somebody_is_not_in_their_copy_nor_what_hangs_on_it(
    it: Papered, seen: SeenPlan, kind: type[Strength | Worry | Goal | Action]
) -> None:
    for part in kind.objects.filter(plan=it.plan):
        papering.kept_from(part, it.father)
    words = {Strength: "drawing", Worry: "Ring the sleep", Goal: "Ring the sleep", Action: "Ring the sleep"}[kind]
    assert words not in text_of(plan_sections(seen, it.father))
    assert words in text_of(plan_sections(seen, it.mother))


def test_a_copy_names_those_who_work_with_the_children_and_others_only_where_somebody_chose_it(
    it: Papered, seen: SeenPlan
) -> None:
    text, mother = text_of(plan_sections(seen, it.father)), str(it.mother.public_id)
    assert "Somebody of the family: Read a story at seven" in text
    assert "Ana" not in text
    assert "Alice Adeyemi, lead practitioner: Ring the sleep clinic" in text
    chosen = text_of(plan_sections(seen, it.father, named=[mother]))
    assert "Ana Lindqvist, mother: Read a story at seven" in chosen


def test_a_child_is_named_in_the_copies_of_those_who_read_about_them(it: Papered, seen: SeenPlan) -> None:
    maya = planning.member_of(it.plan, it.maya.person)
    planning.action(it.goal, maya, due_on=papering.DUE, what="Read to the cat")
    brother = planning.member_of(it.plan, it.brother.person)
    planning.action(it.goal, brother, due_on=papering.DUE, what="Play quietly")
    papering.agreed(it.plan, seen.reader)
    fresh = plan_to_read(seen.reader, it.plan.public_id, page="test")
    text = text_of(plan_sections(fresh, it.father))
    assert "Maya Lindqvist, child: Read to the cat" in text
    assert "Somebody of the family: Play quietly" in text


def test_whoever_must_not_learn_of_somebody_does_not_find_the_name_in_a_copy(it: Papered, seen: SeenPlan) -> None:
    assert "Ana Lindqvist, mother" in text_of(plan_sections(seen, it.father, named=[str(it.mother.public_id)]))
    it.mother.kept_from.set([it.father])
    planning.member_of(it.plan, seen.reader).kept_from.set([it.father])
    text = text_of(plan_sections(seen, it.father, named=[str(it.mother.public_id)]))
    assert "Somebody of the family: Read a story at seven" in text
    assert "Somebody who helps: Ring the sleep clinic" in text
    for name in ("Ana", "Alice"):
        assert name not in text


def test_a_childs_own_words_stay_out_until_somebody_puts_them_in(it: Papered, seen: SeenPlan) -> None:
    assert SAID not in text_of(plan_sections(seen, it.mother))
    assert SAID in text_of(plan_sections(seen, it.mother, words_of=[str(it.maya.public_id)]))


def test_a_childs_own_copy_has_the_childs_own_words(it: Papered, seen: SeenPlan, family: Family) -> None:
    assert SAID in text_of(plan_sections(seen, planning.member_of(it.plan, family.maya)))


def test_what_was_written_or_dropped_after_it_was_agreed_is_not_in_a_copy(
    it: Papered, seen: SeenPlan, alice: Practitioner
) -> None:
    planning.worry(it.plan, "A NEW WORRY", child=it.maya)
    Worry.objects.filter(pk=it.worry.pk).update(text="ANOTHER WORDING")
    text = text_of(plan_sections(seen, it.father))
    assert "A NEW WORRY" not in text
    assert "ANOTHER WORDING" not in text
    papering.agreed(it.plan, alice)
    again = plan_to_read(alice, it.plan.public_id, page="test")
    assert "ANOTHER WORDING" in text_of(plan_sections(again, it.father))


def test_there_is_no_copy_before_the_plan_is_agreed(plan: Plan, family: Family, alice: Practitioner) -> None:
    maya = planning.child_of(plan, family.maya)
    member = add_member(plan=plan, kind="family", role="mother", person=family.mother, reads=[maya], by=alice)
    planning.worry(plan, child=maya)
    assert plan_sections(plan_to_read(alice, plan.public_id, page="test"), member) == []


def test_a_child_who_left_the_plan_is_left_out(it: Papered, seen: SeenPlan, alice: Practitioner) -> None:
    PlanChild.objects.filter(pk=it.maya.pk).update(left_on=planning.SINCE, left_because="Lives with an aunt")
    again = plan_to_read(alice, it.plan.public_id, page="test")
    assert "Maya" not in text_of(plan_sections(again, Member.objects.get(pk=it.mother.pk)))
    assert plan_sections(again, Member.objects.get(pk=it.father.pk)) == []


def test_what_is_written_for_all_stays_from_a_father_of_one_when_the_other_child_leaves(
    it: Papered, alice: Practitioner
) -> None:
    PlanChild.objects.filter(pk=it.brother.pk).update(left_on=planning.SINCE, left_because="Lives with an aunt")
    again = plan_to_read(alice, it.plan.public_id, page="test")
    theirs = text_of(plan_sections(again, Member.objects.get(pk=it.father.pk)))
    assert "Maya may fall behind" in theirs
    assert "Both may be left alone" not in theirs
    assert "Calm evenings" not in theirs
    hers = text_of(plan_sections(again, Member.objects.get(pk=it.mother.pk)))
    assert "Both may be left alone" in hers
    assert "Leo’s own trouble" not in hers


def test_no_telephone_of_anybody_is_in_a_copy(it: Papered, seen: SeenPlan) -> None:
    Member.objects.filter(plan=it.plan).update(phone="01632 960111", cover_phone="01632 960222", email="a@example.org")
    text = text_of(plan_sections(seen, it.mother))
    assert "96011" not in text
    assert "example.org" not in text


@pytest.mark.requirement("BP-206")
def test_words_that_a_family_may_stumble_over_are_pointed_at() -> None:
    assert [word for word, _ in Section("x", ["They failed to engage"]).hard_words] == ["failed to engage"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ring (01632) 960 001", "(01632) 960 001"),
        ("Ring +44 (0)1632 960001 after six", "+44 (0)1632 960001"),
        ("Ring 07700.900.123", "07700.900.123"),
        ("Write to ana.k@mail.example.", "ana.k@mail.example"),
        ("She lives at 12 mill lane now", "12 mill lane"),
        ("Flat 2, 4a St. Mary’s Close", "4a St. Mary’s Close"),
        ("WM3 4AB", "WM3 4AB"),
    ],
)
def test_what_could_tell_where_somebody_lives_or_is_reached_is_pointed_at(text: str, found: str) -> None:
    assert Section("Who does what", [text]).gives_away == [found]


@pytest.mark.parametrize(
    "text", ["By 14 March 2026, 3 times a week", "10 means: 9 nights out of 10 at 15:30", "2026-03-04 and 012345"]
)
def test_days_and_numbers_give_nobody_away(text: str) -> None:
    assert Section("Who does what", [text]).gives_away == []


def test_a_copy_is_kept_as_it_was_written(it: Papered, seen: SeenPlan) -> None:
    sections = plan_sections(seen, it.mother)
    assert as_read(as_written(sections)) == [Section(s.title, tuple(s.lines), s.child, s.scale) for s in sections]
