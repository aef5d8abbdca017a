"""The page of a person's record: what stands on it, and for whom."""

import datetime as dt
from collections.abc import Callable
from html import escape
from typing import Any

import pytest
import time_machine
from django.db.models import Q
from django.test import Client

from righthelp.agencies.models import Agency, Practitioner
from righthelp.people import reasons
from righthelp.people.actions import (
    add_contact,
    add_detail,
    add_identifier,
    add_name,
    add_residence,
    end_value,
    note_search,
    relate,
    restrict,
    withdraw_value,
)
from righthelp.people.details import DETAIL_KINDS
from righthelp.people.models import Person, Relationship, Residence
from righthelp.people.reasons import EVERYDAY, Part, Reason
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family
from righthelp.people.tests.record_pages import HOW, at, client_of, html_of, shown

pytestmark = pytest.mark.django_db
TODAY = dt.datetime(2026, 3, 6, 12, tzinfo=dt.UTC)
SECRET = "Lantern House"
SCRIPT = "<script>alert('x')</script> & {{ 7 * 7 }}"
ADD = "Add something that is known"


@pytest.fixture
def gives(monkeypatch: pytest.MonkeyPatch) -> Callable[[Practitioner, Part], None]:
    """Give somebody a reason of a room above, which opens one more part of every record."""

    def give(reader: Practitioner, part: Part) -> None:
        reason = Reason("You work with this child: nurse", EVERYDAY | {part})

        def find(by: Practitioner, people: Any) -> dict[int, list[Reason]]:
            return {key: [reason] for key in people} if by.pk == reader.pk else {}

        monkeypatch.setitem(reasons._registered, "test", (find, lambda by: Q(), False))

    return give


# ---- who sees it ----


def test_owner_and_lead_see_the_record_a_colleague_and_a_stranger_do_not(
    alice: Practitioner, bob: Practitioner, leila: Practitioner, charlie: Practitioner, family: Family
) -> None:
    for reader in (alice, leila):
        assert "Maya Lindqvist" in shown(reader, family.maya)
    for reader in (bob, charlie):
        response: Any = client_of(reader).get(at("record", family.maya))
        assert response.status_code == 404
        assert "Lindqvist" not in response.text


def test_a_restricted_record_opens_for_those_on_its_list_only(
    alice: Practitioner, bob: Practitioner, leila: Practitioner, mira: Practitioner, family: Family
) -> None:
    restrict(person=family.maya, kind="staff", because="Her aunt works here", readers=[bob], by=mira)
    for reader in (alice, leila):
        assert client_of(reader).get(at("record", family.maya)).status_code == 404
    assert "Maya Lindqvist" in shown(bob, family.maya)


def test_a_restricted_relative_is_not_named(
    alice: Practitioner, bob: Practitioner, mira: Practitioner, family: Family
) -> None:
    restrict(person=family.father, kind="high_risk", because="At risk", readers=[bob], by=mira)
    said = shown(alice, family.maya)
    assert "Ana Lindqvist" in said
    assert "Jonas Berg" not in said


@pytest.mark.requirement("BP-248")
def test_a_protected_address_stands_only_where_the_reader_may_see_it(
    alice: Practitioner, leila: Practitioner, family: Family
) -> None:
    add_residence(person=family.mother, line=SECRET, town="Eastmere", is_protected=True, by=leila, **HOW)
    for name, of in (("record", family.mother), ("record", family.maya), ("record_home_add", family.mother)):
        html = html_of(alice, name, of)
        assert SECRET not in html
        assert "Eastmere" not in html
        assert "rotected" not in html.replace("who can keep it as a protected address", "")
    for of in (family.mother, family.father):  # the same words, whether one is hidden or there is none
        assert "No address is shown here" in shown(alice, of)
        assert "No address is written down" not in shown(alice, of)
    assert f"Protected address {SECRET}, Eastmere" in shown(leila, family.mother)


def test_a_withdrawn_protected_address_stays_hidden(alice: Practitioner, leila: Practitioner, family: Family) -> None:
    home = add_residence(person=family.mother, line=SECRET, is_protected=True, by=leila, **HOW)
    withdraw_value(value=home, because="She never went to that house", by=leila)
    assert "She never went" in shown(leila, family.mother)
    html = html_of(alice, "record", family.mother)
    assert SECRET not in html
    assert "never went" not in html
    assert "Withdrawn" not in html


def test_living_apart_is_not_worked_out_from_an_address_the_reader_may_not_see(
    alice: Practitioner, leila: Practitioner, family: Family
) -> None:
    folk.lives_at(family.maya)
    folk.lives_at(family.mother, SECRET, is_protected=True)
    assert "Lives elsewhere" not in shown(alice, family.maya)
    assert "Lives elsewhere" in shown(leila, family.maya)


SPECIAL = {Part.HEALTH, Part.CRIME, Part.IMMIGRATION, Part.ADOPTION}
PARTS = [(key, kind.part) for key, kind in DETAIL_KINDS.items() if kind.part in SPECIAL]


@pytest.mark.parametrize(("kind", "part"), PARTS)
def test_what_has_readers_of_its_own_is_shown_to_them_only(
    kind: str, part: Part, alice: Practitioner, family: Family, gives: Callable[[Practitioner, Part], None]
) -> None:
    before = shown(alice, family.maya)
    add_detail(person=family.maya, kind=kind, value="Something of its own", by=alice, **HOW)
    assert shown(alice, family.maya) == before
    assert part.value in before  # one sentence that says the same whether or not there is anything
    assert DETAIL_KINDS[kind].title not in html_of(alice, "record_detail_choose", family.maya)
    gives(alice, part)
    assert "Something of its own" in shown(alice, family.maya)


def test_a_relative_shows_who_they_are_and_how_to_reach_them_and_says_why_no_more(
    alice: Practitioner, social_care: Agency, sam: Practitioner, family: Family
) -> None:
    gran = folk.person("Ruth Holm", agency=social_care, by=sam)
    folk.related(family.maya, gran, "grandparent")
    folk.lives_at(gran)
    add_detail(person=gran, kind="work", value="Runs a bakery", by=sam, **HOW)
    add_detail(person=gran, kind="visit", value="A loud dog", by=sam, **HOW)
    note_search(child=gran, who="Her father", asked_on=dt.date(2026, 1, 5), tried="Asked the register", by=sam)
    said = shown(alice, gran)
    sentence = (
        "You see who they are and how to reach them, because they are family of somebody whose record you may see."
    )
    assert sentence in said
    assert "12 Heron Way" in said
    assert "A loud dog" in said
    assert "bakery" not in said
    assert "register" not in said
    assert ADD not in said
    assert "It was never right" not in said


# ---- what stands on it ----


@pytest.mark.requirement("BN-079", "BN-084", "BN-093")
def test_every_value_has_its_source_and_date(alice: Practitioner, family: Family) -> None:
    with time_machine.travel(TODAY, tick=False):
        person = folk.person(
            "Leo Holm", agency=alice.memberships_now[0].team.agency, by=alice, born=dt.date(2017, 2, 1)
        )
        add_residence(
            person=person, line="12 Heron Way", town="Westmarsh", from_on=dt.date(2025, 1, 2), by=alice, **HOW
        )
        add_contact(person=person, channel="phone", value="07700 900123", by=alice, source="Told by Leo")
        add_identifier(person=person, kind="nhs", value="9434765919", by=alice, source="Red book")
        said = shown(alice, person)
    for expected in (
        "Age 9 years old", "Date of birth 1 February 2017", "12 Heron Way, Westmarsh Since 2 January 2025",
        "Told by the family, 6 March 2026, noted by Alice Adeyemi", "Telephone 07700 900123",
        "Told by Leo, 6 March 2026, noted by Alice Adeyemi", "943 476 5919", "Red book, 6 March 2026",
    ):  # fmt: skip
        assert expected in said, expected


def test_a_way_to_reach_somebody_counts_as_not_asked_until_they_were(alice: Practitioner, family: Family) -> None:
    assert "Not asked yet. Ask them, alone" in shown(alice, family.mother)
    add_contact(person=family.mother, channel="text", value="07700 900123", must_not_know="Jonas", by=alice, **HOW)
    said = shown(alice, family.mother)
    assert "Not asked yet: do not use it without asking" in said
    assert "Nobody asked about messages" in said
    assert "Must not know: Jonas" in said


@pytest.mark.requirement("BN-090")
def test_what_is_helpful_to_know_before_a_visit_stands_with_how_to_reach_them(
    alice: Practitioner, family: Family
) -> None:
    add_detail(person=family.maya, kind="visit", value="A large dog in the yard", by=alice, **HOW)
    add_detail(person=family.maya, kind="interpreter", value="Polish", by=alice, **HOW)
    said = shown(alice, family.maya)
    reach = said[said.index("How to reach them safely") : said.index("Family and people who matter")]
    assert "A large dog in the yard" in reach
    assert "Interpreter needed Polish" in reach


@pytest.mark.requirement("BN-080", "BN-081", "BN-093")
def test_the_family_reads_in_plain_words_with_dates_of_birth(alice: Practitioner, family: Family) -> None:
    Person.objects.filter(pk=family.mother.pk).update(sex="female", born_on=dt.date(1990, 5, 1), born_on_is="exact")
    Person.objects.filter(pk=family.father.pk).update(born_on=dt.date(1988, 5, 1), born_on_is="exact")
    Person.objects.filter(pk=family.brother.pk).update(sex="male", born_on=dt.date(2019, 5, 1), born_on_is="exact")
    school = family.maya.agency
    gran = folk.person("Ruth Lindqvist", agency=school, by=alice, sex="female")
    step = folk.person("Paul Marsh", agency=school, by=alice, sex="male", born=dt.date(1986, 5, 1))
    relate(person=family.maya, relative=gran, kind="grandparent", is_important=True, by=alice, **HOW)
    relate(person=family.maya, relative=step, kind="step_parent", by=alice, **HOW)
    relate(person=family.brother, relative=step, kind="parent", by=alice, **HOW)
    said = shown(alice, family.maya)
    for words in (
        "Mother: Ana Lindqvist , born 1 May 1990", "Parent: Jonas Berg , born 1 May 1988",
        "Stepfather: Paul Marsh , born 1 May 1986", "Grandmother: Ruth Lindqvist", "Important to Maya",
        "Half-brother: Leo Marsh , born 1 May 2019",
    ):  # fmt: skip
        assert words in said, words
    assert "Stepchild: Maya Lindqvist" in shown(alice, step)
    assert "Child: Maya Lindqvist" in shown(alice, family.mother)
    assert "Son: Leo Marsh" in shown(alice, family.mother)


def test_who_shares_one_parent_is_only_called_half_where_both_parents_of_both_are_known(
    alice: Practitioner, family: Family
) -> None:
    assert "Brother or sister, full or half: Leo Marsh" in shown(alice, family.maya)
    folk.related(family.brother, family.father)
    assert "Brother or sister: Leo Marsh" in shown(alice, family.maya)
    assert "Half-" not in shown(alice, family.maya)


@pytest.mark.requirement("BP-247")
def test_a_parent_who_lives_elsewhere_is_said_to(alice: Practitioner, family: Family) -> None:
    folk.lives_at(family.maya)
    folk.lives_at(family.mother, "12  HERON way", "wz14qt")
    folk.lives_at(family.father, "80 Dock Road", "WZ3 1HE")
    said = shown(alice, family.maya)
    assert "Ana Lindqvist Lives at the same address" in said
    assert "Jonas Berg Lives elsewhere" in said


def test_two_mothers_are_a_family_like_any_other(alice: Practitioner, family: Family) -> None:
    Person.objects.filter(pk__in=(family.mother.pk, family.father.pk)).update(sex="female")
    said = shown(alice, family.maya)
    assert "Mother: Ana Lindqvist" in said
    assert "Mother: Jonas Berg" in said


@pytest.mark.requirement("BP-248")
def test_what_restricts_contact_is_for_those_who_may_read_what_is_known_of_the_child(
    alice: Practitioner, leila: Practitioner, social_care: Agency, sam: Practitioner, family: Family
) -> None:
    rule = "Every other Saturday at the centre"
    uncle = folk.person("Per Berg", agency=social_care, by=sam)
    tie = relate(person=family.maya, relative=uncle, kind="aunt_or_uncle", contact_restriction=rule, by=alice, **HOW)
    for reader in (alice, leila):
        assert rule in shown(reader, family.maya)
    for page in (shown(alice, uncle), shown(sam, uncle), shown(sam, family.maya)):
        assert rule not in page
    assert Relationship.objects.get(pk=tie.pk).contact_restriction == rule


def test_parental_responsibility_stands_on_both_pages(alice: Practitioner, family: Family) -> None:
    tie = family.maya.relationships.get(relative=family.father)
    Relationship.objects.filter(pk=tie.pk).update(has_parental_responsibility=False)
    assert "Does not have parental responsibility" in shown(alice, family.maya)
    assert "Jonas does not have parental responsibility" in shown(alice, family.father)


@pytest.mark.requirement("BP-013")
def test_an_unborn_baby_has_a_record_with_the_date_they_are_due(alice: Practitioner, family: Family) -> None:
    baby = folk.person(agency=family.maya.agency, by=alice, due=dt.date(2026, 5, 1))
    relate(person=baby, relative=family.mother, kind="parent", by=alice, **HOW)
    said = shown(alice, baby)
    assert "Unborn baby" in said
    assert "Date the baby is due 1 May 2026" in said
    assert "No name is known" in said
    assert "Unborn baby: Unborn baby , due on 1 May 2026" in shown(alice, family.mother)


@pytest.mark.requirement("BP-014")
@pytest.mark.parametrize("where", ["In hospital", "In custody", "In the army", "At college, living on their own"])
def test_being_over_16_or_away_from_home_closes_nothing(
    where: str, alice: Practitioner, leila: Practitioner, family: Family
) -> None:
    with time_machine.travel(TODAY, tick=False):
        note_search(child=family.maya, who="Father", asked_on=dt.date(2026, 1, 5), tried="Asked Ana", by=alice)
        before = shown(alice, family.maya), shown(leila, family.maya)
        Person.objects.filter(pk=family.maya.pk).update(born_on=dt.date(2009, 3, 6), born_on_is="exact")
        add_detail(person=family.maya, kind="where_now", value=where, by=alice, **HOW)
        after = shown(alice, family.maya), shown(leila, family.maya)
        assert client_of(alice).get(at("record_home_add", family.maya)).status_code == 200
    for earlier, later in zip(before, after, strict=True):
        assert "17 years old" in later
        assert where in later
        for part in ("Where they live", "How to reach", "Asked Ana", ADD, "Add to the family"):
            assert part in earlier
            assert part in later


@pytest.mark.requirement("BP-014")
@pytest.mark.parametrize("where", ["In hospital", "In custody", "In the army", "At college, living on their own"])
def test_a_parent_is_sought_for_whoever_is_not_yet_18_wherever_they_are(
    where: str, alice: Practitioner, family: Family
) -> None:
    Person.objects.filter(pk=family.maya.pk).update(born_on=dt.date(2008, 3, 7), born_on_is="exact")
    add_detail(person=family.maya, kind="where_now", value=where, by=alice, **HOW)
    with time_machine.travel(TODAY, tick=False):
        assert "Note a search for a parent" in shown(alice, family.maya)


@pytest.mark.requirement("BN-034")
def test_a_plan_says_until_when_support_can_go_on(alice: Practitioner, family: Family) -> None:
    Person.objects.filter(pk=family.maya.pk).update(born_on=dt.date(2003, 2, 28), born_on_is="exact")
    sentence = "support can go on until 28 February 2028"
    with time_machine.travel(TODAY, tick=False):
        assert sentence not in shown(alice, family.maya)
        plan = add_detail(person=family.maya, kind="plan", value="Speech therapy every week", by=alice, **HOW)
        assert sentence in shown(alice, family.maya)
        end_value(value=plan, on=dt.date(2026, 3, 1), by=alice)
        assert sentence not in shown(alice, family.maya)
    add_detail(person=family.maya, kind="plan", value="Again", by=alice, **HOW)
    with time_machine.travel(dt.datetime(2028, 2, 28, 12, tzinfo=dt.UTC), tick=False):
        assert "support can go on" not in shown(alice, family.maya)


def test_what_is_over_comes_last_and_what_was_never_right_can_still_be_read(
    alice: Practitioner, family: Family
) -> None:
    earlier = folk.lives_at(family.maya, "3 Quay Cottages")
    folk.lives_at(family.maya)
    wrong = folk.lives_at(family.maya, "9 Mill Lane")
    end_value(value=earlier, on=dt.date(2026, 1, 5), by=alice)
    withdraw_value(value=wrong, because="That is her aunt’s house", by=alice)
    said = shown(alice, family.maya)
    assert said.index("12 Heron Way") < said.index("Earlier address (over) 3 Quay Cottages")
    assert "Until 5 January 2026" in said
    part = said[said.index("Withdrawn: what was never right") :]
    assert "9 Mill Lane" in part
    assert "by Alice Adeyemi: That is her aunt’s house" in part
    assert Residence.objects.filter(person=family.maya).count() == 3


def test_scripts_are_text_and_every_script_of_the_world_is_kept(alice: Practitioner, family: Family) -> None:
    for last in (SCRIPT, "بنت 李 Zoë", "e\u0301" * 100):
        add_name(person=family.maya, kind="alias", first="M", last=last, by=alice, **HOW)
        assert escape(last, quote=False).split("'")[0] in html_of(alice, "record", family.maya)
    assert "<script>alert" not in html_of(alice, "record", family.maya)


def test_a_record_is_named_neither_in_the_title_nor_in_the_address(alice: Practitioner, family: Family) -> None:
    html = html_of(alice, "record", family.maya)
    assert "Lindqvist" not in html[html.index("<title>") : html.index("</title>")]
    assert str(family.maya.public_id) in at("record", family.maya)


# ---- how many queries ----


@pytest.fixture
def opens_in_few(django_assert_max_num_queries: Any) -> Callable[[Client, str], None]:
    """Open a page in a browser that was here before, and count."""

    def opens(client: Client, path: str) -> None:
        client.get(path)
        with django_assert_max_num_queries(15, info=path):
            assert client.get(path).status_code == 200

    return opens


def test_the_page_of_a_large_family_needs_15_queries_at_most(
    alice: Practitioner, leila: Practitioner, family: Family, opens_in_few: Callable[[Client, str], None]
) -> None:
    for number in range(12):
        cousin = folk.person(f"Cousin Number{number}", agency=family.maya.agency, by=alice)
        folk.related(family.maya, cousin, "cousin")
        folk.lives_at(cousin)
    for kind in DETAIL_KINDS:
        add_detail(person=family.maya, kind=kind, value="Known", by=alice, **HOW)
    home = folk.lives_at(family.maya)
    withdraw_value(value=home, because="Wrong", by=leila)
    folk.lives_at(family.maya, is_protected=True)
    add_contact(person=family.maya, channel="phone", value="07700 900123", by=leila, **HOW)
    note_search(child=family.maya, who="Father", asked_on=dt.date(2026, 1, 5), tried="Asked", by=alice)
    for reader in (alice, leila):
        client = client_of(reader)
        for name in ("record", "record_name_add", "record_birth", "record_family_add", "record_detail_choose"):
            opens_in_few(client, at(name, family.maya))
        opens_in_few(client, at("record", family.mother))
