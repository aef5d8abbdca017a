"""A family read from the record: who belongs to it, as at any day, for this reader, in few queries."""

import datetime as dt
from collections.abc import Collection
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from righthelp.agencies.models import Practitioner
from righthelp.people.genogram.around import kin_of
from righthelp.people.genogram.family import Bond, Couple, Family, Key, Member, Nature, Parting, State, Tie, TieKind
from righthelp.people.genogram.gaps import gaps_of
from righthelp.people.genogram.load import NotYetThere, family_of
from righthelp.people.genogram.words import words_of
from righthelp.people.known import accounts_of
from righthelp.people.models import Name, Person, Relationship
from righthelp.people.tests.folk import SOURCE, lives_at, person, related

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 22)
D = dt.date
Kind = Relationship.Kind


def read(centre: Person, on: dt.date = TODAY, but: Collection[Key] = ()) -> Family:
    """Draw a family for somebody who may see everybody `but` some."""
    kin = kin_of(centre)
    accounts = accounts_of(kin.people.keys() - set(but))
    return family_of(kin, on=on, accounts=accounts, at_home=accounts.keys())


def names(family: Family) -> set[str]:
    return {member.called for member in family.members}


def joined(of: Person, to: Person, kind: str, **more: Any) -> Relationship:
    return Relationship.objects.create(person=of, relative=to, kind=kind, source=SOURCE, **more)


class Carters:
    """Maya, with two parents, their parents, an uncle, a cousin, a half-brother, a stepfather and a carer."""

    def __init__(self) -> None:
        self.maya = person("Maya Carter", born=D(2014, 5, 2), sex="female")
        self.tom, self.ann = person("Tom Carter", sex="male"), person("Ann Carter", sex="female")
        self.gran, self.bob, self.cousin = person("Rose Carter"), person("Bob Carter"), person("Cleo Carter")
        self.leo, self.kelly, self.dean = person("Leo Carter"), person("Kelly Jones"), person("Dean Brown")
        self.jo, self.priya = person("Jo Fielding"), person("Priya Shah")
        for child, parent in (
            *((self.maya, self.tom), (self.maya, self.ann), (self.leo, self.tom), (self.leo, self.kelly)),
            *((self.tom, self.gran), (self.bob, self.gran), (self.cousin, self.bob)),
        ):
            related(child, parent)
        joined(self.ann, self.dean, Kind.PARTNER, from_on=D(2018, 1, 1))
        joined(self.maya, self.jo, Kind.FOSTER_CARER, from_on=D(2024, 1, 1), to_on=D(2025, 1, 1))
        joined(self.maya, self.priya, Kind.FRIEND, is_important=True)


@pytest.fixture
def carters() -> Carters:
    return Carters()


@pytest.mark.requirement("BP-168", "BP-194", "BP-295")
def test_three_generations_are_read_around_the_child(carters: Carters) -> None:
    family = read(carters.maya)
    assert names(family) == {
        *("Maya Carter", "Tom Carter", "Ann Carter", "Rose Carter", "Bob Carter", "Cleo Carter"),
        *("Leo Carter", "Kelly Jones", "Dean Brown", "Priya Shah"),
    }
    gaps = gaps_of(family)
    assert gaps.has_three
    assert "Who Maya’s mother’s parents are" in gaps.missing


def test_any_person_can_be_the_centre(carters: Carters) -> None:
    family = read(carters.gran)
    assert family.centre == carters.gran.pk
    assert {"Tom Carter", "Bob Carter", "Maya Carter", "Leo Carter", "Cleo Carter"} <= names(family)
    assert {"Ann Carter", "Kelly Jones"} <= names(family)


def test_there_is_no_family_around_somebody_before_they_were_expected(carters: Carters) -> None:
    with pytest.raises(NotYetThere):
        read(carters.maya, D(2010, 1, 1))


def test_the_family_is_as_it_was_on_the_day(carters: Carters) -> None:
    then = read(carters.maya, D(2024, 6, 1))
    assert "Jo Fielding" in names(then)
    assert [link.nature for link in then.parents if link.parent == carters.jo.pk] == [Nature.FOSTER]
    assert "Dean Brown" not in names(read(carters.maya, D(2017, 1, 1)))


def test_somebody_not_yet_born_on_the_day_is_left_out_or_still_expected(carters: Carters) -> None:
    ruby = person("Ruby Brown", born=D(2020, 6, 1), due=D(2020, 6, 3))
    related(ruby, carters.ann)
    states = {on: by_name(read(carters.maya, on)).get("Ruby Brown") for on in (D(2019, 1, 1), D(2020, 3, 1), TODAY)}
    assert [member and member.state for member in states.values()] == [None, State.UNBORN, State.BORN]


def by_name(family: Family) -> dict[str, Member]:
    return {member.called: member for member in family.members}


def test_a_death_after_the_day_has_not_happened_yet(carters: Carters) -> None:
    Person.objects.filter(pk=carters.gran.pk).update(died_on=D(2020, 1, 1))
    assert by_name(read(carters.maya, D(2019, 12, 31)))["Rose Carter"].died is None
    assert by_name(read(carters.maya))["Rose Carter"].died == D(2020, 1, 1)


def test_a_lost_pregnancy_and_an_unborn_child_have_their_own_state(carters: Carters) -> None:
    lost, expected = person(), person(due=D(2027, 2, 1))
    Person.objects.filter(pk=lost.pk).update(stage=Person.Stage.LOST, died_on=D(2013, 1, 1))
    for child in (lost, expected):
        related(child, carters.ann)
    found = by_name(read(carters.maya))
    assert (found["A pregnancy that ended"].state, found["Unborn baby"].state) == (State.LOST, State.UNBORN)
    assert "A pregnancy that ended" not in by_name(read(carters.ann, D(2012, 1, 1)))


# ---- couples ----


def couple_on(carters: Carters, on: dt.date) -> Couple:
    return next(couple for couple in read(carters.leo, on).couples if couple.pair == ends(carters.tom, carters.ann))


def ends(one: Person, other: Person) -> tuple[int, int]:
    return min(one.pk, other.pk), max(one.pk, other.pk)


def test_a_marriage_a_separation_and_a_divorce_are_one_story(carters: Carters) -> None:
    joined(carters.tom, carters.ann, Kind.MARRIED, from_on=D(2009, 5, 1), to_on=D(2016, 1, 1))
    joined(carters.ann, carters.tom, Kind.SEPARATED, from_on=D(2014, 1, 1), to_on=D(2016, 1, 1))
    joined(carters.tom, carters.ann, Kind.DIVORCED, from_on=D(2016, 1, 2))
    story = [
        (couple_on(carters, D(year, 6, 1)).parting, couple_on(carters, D(year, 6, 1)).bond)
        for year in (2010, 2015, 2020)
    ]
    assert story == [
        (Parting.TOGETHER, Bond.MARRIED),
        (Parting.SEPARATED, Bond.MARRIED),
        (Parting.DIVORCED, Bond.MARRIED),
    ]
    now = couple_on(carters, TODAY)
    assert (now.began, now.separated, now.divorced) == (D(2009, 5, 1), D(2014, 1, 1), D(2016, 1, 2))


def test_partners_whose_time_ended_are_separated_since_then(carters: Carters) -> None:
    joined(carters.tom, carters.ann, Kind.PARTNER, from_on=D(2009, 5, 1), to_on=D(2012, 1, 1))
    now = couple_on(carters, TODAY)
    assert (now.bond, now.parting, now.separated) == (Bond.PARTNER, Parting.SEPARATED, D(2012, 1, 1))


def test_a_couple_who_came_together_again_is_together(carters: Carters) -> None:
    joined(carters.tom, carters.ann, Kind.MARRIED, from_on=D(2009, 5, 1))
    joined(carters.tom, carters.ann, Kind.SEPARATED, from_on=D(2014, 1, 1), to_on=D(2015, 1, 1))
    assert couple_on(carters, TODAY).parting is Parting.TOGETHER


def test_a_divorce_alone_tells_of_a_marriage_and_a_separation_alone_of_a_couple(carters: Carters) -> None:
    joined(carters.tom, carters.ann, Kind.DIVORCED)
    joined(carters.tom, carters.kelly, Kind.SEPARATED)
    found = {couple.pair: (couple.bond, couple.parting) for couple in read(carters.maya).couples}
    assert found[ends(carters.tom, carters.ann)] == (Bond.MARRIED, Parting.DIVORCED)
    assert found[ends(carters.tom, carters.kelly)] == (Bond.NOT_KNOWN, Parting.SEPARATED)


# ---- other ties ----


def test_twins_friends_and_relatives_by_word_are_read_once_each(carters: Carters) -> None:
    eve, olga = person("Eve Carter"), person("Olga Lind")
    joined(carters.maya, eve, Kind.TWIN)
    joined(eve, carters.maya, Kind.IDENTICAL_TWIN)
    joined(carters.maya, olga, Kind.AUNT_OR_UNCLE)
    joined(carters.priya, carters.maya, Kind.FRIEND)
    family = read(carters.maya)
    assert [(twins.second, twins.is_identical) for twins in family.twins] == [(eve.pk, True)]
    assert family.ties == (
        Tie(carters.maya.pk, carters.priya.pk, TieKind.FRIEND),
        Tie(carters.maya.pk, olga.pk, TieKind.AUNT_OR_UNCLE),
    )
    assert by_name(family)["Priya Shah"].is_important
    assert not by_name(family)["Olga Lind"].is_important


def test_what_was_set_aside_is_not_read(carters: Carters, alice: Practitioner) -> None:
    Relationship.objects.filter(relative=carters.gran).update(
        withdrawn_at=timezone.now(), withdrawn_by=alice, withdrawn_because="Not hers"
    )
    assert "Rose Carter" not in names(read(carters.maya))


def test_somebody_goes_by_the_name_in_use_on_the_day(carters: Carters) -> None:
    Name.objects.create(
        person=carters.ann, kind=Name.Kind.USED, first="Annie", last="Brown", from_on=D(2019, 1, 1), source=SOURCE
    )
    assert "Annie Brown" in names(read(carters.maya))
    assert "Ann Carter" in names(read(carters.maya, D(2018, 6, 1)))


# ---- homes ----


def test_those_at_the_childs_address_live_with_the_child(carters: Carters) -> None:
    lives_at(carters.maya, "12 Heron Way")
    lives_at(carters.ann, "12, heron way")
    lives_at(carters.tom, "9 Mill Lane")
    assert read(carters.maya).households == (tuple(sorted((carters.maya.pk, carters.ann.pk))),)


@pytest.mark.parametrize("who", ["the child", "the mother"])
def test_a_protected_address_draws_no_line_around_anybody(carters: Carters, who: str) -> None:
    lives_at(carters.maya, is_protected=who == "the child")
    lives_at(carters.ann, is_protected=who == "the mother")
    assert all(carters.ann.pk not in home for home in read(carters.maya).households)


# ---- readers ----


def test_nobody_whom_the_reader_may_not_see_is_read_or_leads_to_anybody(carters: Carters) -> None:
    family = read(carters.maya, but={carters.tom.pk})
    assert names(family) == {"Maya Carter", "Ann Carter", "Dean Brown", "Priya Shah"}
    words = " ".join(item for section in words_of(family) for item in section.people)
    assert not any(hidden in words for hidden in ("Tom", "Rose", "Leo", "Bob"))


def test_a_family_takes_the_same_few_queries_however_large(carters: Carters) -> None:
    for number in range(20):
        related(person(f"Child {number}"), carters.tom)
    with CaptureQueriesContext(connection) as queries:
        assert len(read(carters.maya).members) > 25
    assert len(queries) <= 8


def test_a_family_of_forty_is_drawn_whole_and_of_a_larger_one_it_says_how_many_are_left_out(carters: Carters) -> None:
    for number in range(30):
        related(person(f"Child {number}"), carters.tom)
    whole = read(carters.maya)
    assert (len(whole.members), whole.others) == (40, 0)
    assert "Cleo Carter" in names(whole)
    related(person("Child 30"), carters.tom)
    part = read(carters.maya)
    assert "Cleo Carter" not in names(part)
    assert (len(part.members), part.others) == (40, 1)
    assert read(carters.maya, but={carters.cousin.pk}).others == 0


# ---- who belongs to it ----


@pytest.mark.parametrize("kind", [Kind.GRANDPARENT, Kind.CONNECTED_CARER])
def test_a_tie_of_her_own_to_a_grandmother_does_not_cut_off_the_family_behind_her(carters: Carters, kind: Kind) -> None:
    joined(carters.maya, carters.gran, kind)
    assert {"Bob Carter", "Cleo Carter"} <= names(read(carters.maya))


def test_a_child_known_only_by_her_nan_has_the_aunts_too(carters: Carters) -> None:
    lone = person("Ivy Lake")
    joined(lone, carters.gran, Kind.GRANDPARENT)
    assert {"Rose Carter", "Tom Carter", "Bob Carter", "Cleo Carter"} <= names(read(lone))


def test_a_tie_of_her_own_to_a_stepfather_does_not_cut_off_his_family(carters: Carters) -> None:
    joined(carters.maya, carters.dean, Kind.STEP_PARENT)
    related(person("Zoe Brown"), carters.dean)
    related(carters.dean, person("Vera Brown"))
    assert {"Zoe Brown", "Vera Brown"} <= names(read(carters.maya))


def test_far_family_is_drawn_with_both_parents_of_each_child(carters: Carters) -> None:
    sister, niece = person("Tess Carter"), person("Luna Carter")
    related(sister, carters.ann)
    related(niece, sister)
    related(carters.gran, person("Edith Carter"))
    wife = person("Mina Carter")
    joined(carters.bob, wife, Kind.MARRIED)
    related(carters.cousin, wife)
    assert {"Tess Carter", "Luna Carter", "Edith Carter", "Mina Carter"} <= names(read(carters.maya))


def test_carers_bring_those_whom_they_live_with_and_no_further_family(carters: Carters) -> None:
    gwen, zac = person("Gwen Hale"), person("Zac Moor")
    joined(carters.leo, gwen, Kind.FOSTER_CARER)
    joined(zac, gwen, Kind.FOSTER_CARER)
    related(zac, person("Zacs Mother"))
    related(carters.priya, person("Priyas Mother"))
    found = names(read(carters.maya))
    assert {"Gwen Hale", "Zac Moor"} <= found
    assert not {"Zacs Mother", "Priyas Mother"} & found
