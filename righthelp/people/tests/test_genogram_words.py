"""The genogram in words: by generation, everything that the drawing shows; and what it lacks."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from righthelp.people.genogram.family import (
    Bond,
    Couple,
    Family,
    Member,
    Nature,
    ParentLink,
    Parting,
    State,
    Tie,
    TieKind,
    ends_of,
)
from righthelp.people.genogram.gaps import NOT_ALL, gaps_of
from righthelp.people.genogram.kin import kin
from righthelp.people.genogram.words import words_of
from righthelp.people.tests.genogram_families import (
    ON,
    D,
    F,
    M,
    adopted,
    adult,
    families,
    maya,
    parents,
    tangles,
    two_parents,
    who,
)


def said(family: Family) -> list[str]:
    return [item for section in words_of(family) for item in section.people]


def line(family: Family, start: str) -> str:
    return next(item for item in said(family) if item.startswith(start))


def test_the_words_go_generation_by_generation_and_end_with_carers_and_friends() -> None:
    assert [section.title for section in words_of(maya())] == [
        "Grandparents’ generation",
        "Parents’ generation",
        "Maya’s generation",
        "Carers and other people",
    ]


def test_a_mother_is_told_with_her_life_her_couples_and_her_home() -> None:
    assert line(maya(), "Maya’s mother:") == (
        "Maya’s mother: Ann Carter; female; born 4 May 1985, aged 41; child of Peter Featherstonehaugh-Smythe and Jean "
        "Smith; married to Tom Carter from 1 May 2009, divorced 1 January 2016; partner of Dean Brown from 1 January "
        "2018; lives with Maya."
    )


def test_the_centre_is_told_with_all_who_raise_them_and_live_with_them() -> None:
    assert line(maya(), "Maya Carter") == (
        "Maya Carter; female; born 2 May 2014, aged 12; child of Tom Carter and Ann Carter; step-parent: Dean Brown; "
        "fostered by Jo Fielding and Max Fielding; lives with Ann Carter, Dean Brown, Ruby Brown, Sam Carter, Ella "
        "Carter and Eve Carter."
    )


@pytest.mark.parametrize(
    ("key", "words"),
    [
        (4, "Maya’s father’s father"),
        (8, "Maya’s father’s former partner"),
        (9, "Maya’s half-brother"),
        (10, "Maya’s step-parent"),
        (12, "Maya’s unborn half-brother or half-sister"),
        (13, "Maya’s brother"),
        (17, "Maya’s mother’s sister"),
        (18, "Maya’s foster carer"),
        (20, "Maya’s family friend"),
    ],
)
def test_everybody_is_called_what_they_are_to_the_child(key: int, words: str) -> None:
    assert kin(maya())[key] == words


def test_a_brother_who_also_matters_to_the_child_is_still_called_a_brother() -> None:
    members = (who(1, "Ada", F, 2014), who(2, "Ann", F, 1985), who(3, "Leo", M))
    links = (*parents(1, 2), *parents(3, 2))
    family = Family(centre=1, on=ON, members=members, parents=links, ties=(Tie(1, 3, TieKind.OTHER),))
    assert kin(family)[3] == "Ada’s brother or half-brother"
    assert "When Ada’s brother or half-brother was born" in gaps_of(family).missing


def test_adoption_and_guardianship_are_said() -> None:
    names = kin(adopted())
    assert (names[2], names[4], names[7]) == ("Theo’s father", "Theo’s adoptive father", "Theo’s brother")
    assert line(adopted(), "Theo;").count("adopted by John and Mark") == 1
    assert "in the care of a special guardian: Pat" in line(adopted(), "Theo’s sister")


def test_two_mothers_are_both_mothers() -> None:
    names = kin(two_parents(F, F))
    assert names[2] == names[3] == "Iris’s mother"


def test_twins_are_told_apart_from_other_sisters() -> None:
    family = replace(maya(), centre=14)
    assert kin(family)[15] == "Ella’s identical twin sister"
    assert "identical twin of Eve Carter" in line(maya(), "Maya’s sister: Ella")


@pytest.mark.parametrize(
    ("certainty", "words"),
    [
        ("exact", "born 2 May 2014"),
        ("month", "born in May 2014"),
        ("year", "born in 2014"),
        ("estimated", "born about 2014"),
    ],
)
def test_a_birth_is_told_as_exactly_as_it_is_known(certainty: str, words: str) -> None:
    family = Family(centre=1, on=ON, members=(Member(1, "Ada", born=D(2014, 5, 2), certainty=certainty),))
    assert f"{words}, aged 12" in said(family)[0]


def test_parents_of_whom_nobody_wrote_that_they_are_a_couple_are_not_called_one() -> None:
    assert "has a child with Tina, and nobody has written if they are a couple" in line(adopted(), "Theo’s father:")


def test_a_death_and_a_child_still_to_come_are_said() -> None:
    assert "born 5 May 1950; died 1 February 2012, aged 61" in line(maya(), "Maya’s father’s father")
    assert "not yet born, due 3 February 2027" in line(maya(), "Maya’s unborn")


def test_a_pregnancy_that_ended_is_called_only_that() -> None:
    assert line(maya(), "A pregnancy") == "A pregnancy that ended; on 5 May 2013; of Tom Carter and Ann Carter."
    assert 21 not in kin(maya())


@pytest.mark.parametrize(
    ("parting", "bond", "words"),
    [
        (Parting.TOGETHER, Bond.MARRIED, "wife"),
        (Parting.SEPARATED, Bond.MARRIED, "separated wife"),
        (Parting.DIVORCED, Bond.MARRIED, "former wife"),
        (Parting.SEPARATED, Bond.PARTNER, "former partner"),
        (Parting.TOGETHER, Bond.CIVIL_PARTNER, "civil partner"),
    ],
)
def test_a_partner_is_called_as_things_stand(parting: Parting, bond: Bond, words: str) -> None:
    family = Family(
        centre=1, on=ON, members=(who(1, "Tom", M), who(2, "Ann", F)), couples=(Couple(1, 2, bond, parting),)
    )
    assert kin(family)[2] == f"Tom’s {words}"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(families() | tangles())
def test_the_words_name_everybody_once_and_tell_every_relationship(family: Family) -> None:
    numbered = replace(family, members=tuple(replace(one, name=f"N{one.key}.") for one in family.members))
    items = said(numbered)
    assert len(items) == len(family.members)
    for link in family.links:
        first, second = (f"N{key}." for key in ends_of(link))
        assert any(first in item and second in item for item in items), link


# ---- what is missing ----


def nobody_but(*links: ParentLink) -> Family:
    keys = sorted({1, *(key for link in links for key in (link.child, link.parent))})
    return Family(
        centre=1, on=ON, members=tuple(who(key, f"P{key}", M if key % 2 else F, 1980) for key in keys), parents=links
    )


@pytest.mark.requirement("BP-168", "BP-194", "BP-295")
def test_a_child_alone_is_one_generation_and_the_parents_are_asked_for() -> None:
    gaps = gaps_of(nobody_but())
    assert gaps.summary == "Only one generation is here, as far as you may see. A genogram needs at least three."
    assert gaps.missing == ("Who P1’s parents are",)


@pytest.mark.requirement("BP-168", "BP-194", "BP-295")
def test_a_child_with_parents_is_two_generations_and_the_grandparents_are_asked_for() -> None:
    gaps = gaps_of(nobody_but(*parents(1, 2, 3)))
    assert not gaps.has_three
    assert gaps.summary.startswith("Only two generations are here, as far as you may see.")
    assert gaps.missing[:2] == (
        "Who P1’s mother’s parents are",
        "Who P1’s father’s parents are",
    )


@pytest.mark.requirement("BP-168", "BP-194", "BP-295")
def test_three_generations_with_somebody_missing_are_not_called_whole() -> None:
    gaps = gaps_of(nobody_but(*parents(1, 2), *parents(2, 4)))
    assert gaps.has_three
    assert gaps.summary == "Three generations are here, as far as you may see, but not everybody is."
    assert gaps.missing == (
        "Who P1’s other parent is",
        "Who P1’s mother’s other parent is",
    )


@pytest.mark.requirement("BP-168", "BP-194", "BP-295")
def test_with_every_grandparent_three_generations_are_there() -> None:
    gaps = gaps_of(maya())
    assert (gaps.generations, gaps.summary, gaps.missing) == (
        3,
        "Three generations are here, as far as you may see.",
        (),
    )


def test_carers_and_step_parents_do_not_stand_for_a_generation() -> None:
    links = [*parents(1, 2, nature=Nature.FOSTER), *parents(1, 3, nature=Nature.STEP)]
    assert gaps_of(nobody_but(*links)).generations == 1


@pytest.mark.parametrize(
    ("ties", "said"),
    [
        ([Tie(1, 2, TieKind.GRANDPARENT)], "Only two generations are here"),
        ([Tie(1, 2, TieKind.AUNT_OR_UNCLE)], "Only two generations are here"),
        ([Tie(1, 2, TieKind.GRANDPARENT), Tie(1, 3, TieKind.AUNT_OR_UNCLE)], "Three generations are here"),
        ([Tie(1, 2, TieKind.COUSIN)], "Only one generation is here"),
        ([Tie(1, 2, TieKind.FRIEND)], "Only one generation is here"),
    ],
)
@pytest.mark.requirement("BP-168", "BP-194", "BP-295")
def test_a_grandmother_counts_though_nobody_between_is_here(ties: list[Tie], said: str) -> None:
    members = (who(1, "Ada", F, 2014), who(2, "Nan", F, 1950), who(3, "Jo", F, 1980))
    found = Family(centre=1, on=ON, members=members, ties=tuple(ties))
    assert gaps_of(found).summary.startswith(said)
    assert "Who Ada’s parents are" in gaps_of(found).missing


def test_nothing_is_asked_about_a_pregnancy_that_ended() -> None:
    members = (who(1, "Ann", F, 1985), Member(2, state=State.LOST))
    missing = gaps_of(Family(centre=1, on=ON, members=members, parents=(*parents(2, 1),))).missing
    assert missing == ("Who Ann’s parents are",)


def test_who_is_left_out_of_the_drawing_is_counted_and_can_be_found() -> None:
    gaps = gaps_of(replace(maya(), others=6))
    assert gaps.summary == "Three generations are here, as far as you may see, but not everybody is."
    assert gaps.beyond == (
        "Six more people are on file around this family and not drawn. Put somebody else in the middle to see them."
    )
    assert gaps_of(maya()).beyond == ""


def test_a_mother_at_the_centre_has_three_generations_with_her_children_and_her_parents() -> None:
    gaps = gaps_of(adult())
    assert gaps.has_three
    assert not any("Jean" in sentence or "mother’s" in sentence for sentence in gaps.missing)


def test_what_seems_missing_may_be_hidden_and_the_words_do_not_say_whether() -> None:
    assert gaps_of(adopted()).caution == NOT_ALL
    assert gaps_of(maya()).caution == ""


def test_two_adoptive_fathers_are_asked_about_by_name() -> None:
    assert "Who Theo’s adoptive father Mark’s parents are" in gaps_of(adopted()).missing


def test_missing_names_and_births_of_the_closest_are_asked_for_and_those_of_the_unborn_are_not() -> None:
    family = Family(
        centre=1,
        on=ON,
        members=(who(1, "Ada", F, 2014), Member(2, sex=M), Member(3, state=State.UNBORN)),
        parents=(*parents(1, 2), *parents(3, 2)),
    )
    assert gaps_of(family).missing[-2:] == (
        "The name of Ada’s father",
        "When Ada’s father was born",
    )


def test_what_the_parents_are_to_each_other_is_asked_for() -> None:
    assert "What Carl and Tina are or were to each other" in gaps_of(adopted()).missing


@settings(max_examples=40, deadline=None)
@given(tangles())
def test_gaps_are_found_in_any_tangle(family: Family) -> None:
    assert gaps_of(family).generations >= 1


def test_ages_are_as_at_the_day_of_the_drawing() -> None:
    before = replace(maya(), on=dt.date(2020, 1, 1))
    assert "born 2 May 2014, aged 5" in line(before, "Maya Carter")
