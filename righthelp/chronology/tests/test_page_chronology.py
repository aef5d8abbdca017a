"""The page of a chronology: what stands on it, for whom, how current it is, and what is counted."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people
from righthelp.agencies.tests.browsing import client_of, html, send, shown, words
from righthelp.audit.models import Event, Look
from righthelp.chronology.actions import correct, note_reading, strike
from righthelp.chronology.models import Entry, ReadThrough
from righthelp.chronology.rules import CATEGORIES
from righthelp.chronology.tests.pages import DAY, address, entry, written
from righthelp.people import happenings
from righthelp.people.actions import break_glass, restrict, state_identity
from righthelp.people.happenings import Happening
from righthelp.people.models import Detail, Person, Residence
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family

pytestmark = pytest.mark.django_db
MOST = 15
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def page(family: Family) -> str:
    """Give the address of Maya's chronology."""
    return address("", family.maya)


@pytest.fixture
def hers(alice: Practitioner) -> Client:
    """Give the browser of whoever added Maya."""
    return client_of(alice)


def later(days: int) -> dt.date:
    return DAY + dt.timedelta(days=days)


# ---- who ----


def test_the_owner_and_the_lead_open_it_a_colleague_and_a_stranger_find_nothing_and_each_is_logged(
    school: Agency, alice: Practitioner, bob: Practitioner, leila: Practitioner, charlie: Practitioner,
    sam: Practitioner, family: Family, page: str,
) -> None:  # fmt: skip
    entry(alice, school, family.maya)
    for person in (alice, leila):
        assert "Came in without a coat" in shown(client_of(person), page)
        assert Look.objects.filter(actor_id=person.pk, subject_id=family.maya.pk, page="chronology").count() == 1
    for person in (bob, charlie, sam):
        assert "coat" not in shown(client_of(person), page, 404)
    assert Event.objects.filter(name="audit.look_refused").count() == 3


def test_whoever_sees_a_child_as_family_alone_finds_no_chronology(
    school: Agency, bob: Practitioner, alice: Practitioner, family: Family, page: str
) -> None:
    cousin = folk.person("Nils Lindqvist", agency=school, by=bob)
    folk.related(cousin, family.maya, "sibling")
    entry(alice, school, family.maya)
    shown(client_of(bob), page, 404)


def test_a_restricted_child_opens_for_the_named_alone_and_shows_on_no_other_page(
    school: Agency, alice: Practitioner, leila: Practitioner, mira: Practitioner, family: Family, page: str
) -> None:
    entry(alice, school, family.brother, family.maya, what="Leo and his coat")
    restrict(person=family.brother, kind="high_risk", because="Threats", readers=[leila], by=mira)
    assert "Leo and his coat" not in shown(client_of(alice), page)
    shown(client_of(alice), address("", family.brother), 404)
    assert "Leo and his coat" in shown(client_of(leila), address("", family.brother))


def test_the_other_children_of_an_entry_are_named_only_to_those_who_may_see_them(
    school: Agency,
    alice: Practitioner,
    mira: Practitioner,
    leila: Practitioner,
    family: Family,
    hers: Client,
    page: str,
) -> None:
    entry(alice, school, family.maya, family.brother)
    assert "Also on the record of Leo Marsh" in shown(hers, page)
    restrict(person=family.brother, kind="high_risk", because="Threats", readers=[leila], by=mira)
    text = shown(hers, page)
    assert "Came in without a coat" in text
    assert "Leo" not in text


def test_what_another_agency_wrote_stays_there_but_for_social_care(
    school: Agency, alice: Practitioner, leila: Practitioner, family: Family, page: str
) -> None:
    surgery = people.gp_practice()
    nurse = people.teacher(surgery, "Nina Roth")
    entry(nurse, surgery, family.maya, what="Weighed at the surgery")
    note_reading(child=family.maya, agency=surgery, by=nurse)
    text = shown(client_of(leila), page)
    assert "Weighed" not in text
    assert "Nina Roth" not in text


# ---- what ----


@pytest.mark.requirement("BP-301")
def test_each_entry_stands_under_its_year_with_all_that_was_written(
    school: Agency, alice: Practitioner, family: Family, hers: Client, page: str
) -> None:
    entry(alice, school, family.maya, what="Rang mum", happened_on=dt.date(2027, 1, 2))
    entry(
        alice, school, family.maya, category="missing", until=later(1), kind="reported", source="Her aunt",
        impact="She was cold", analysis="It began in spring", significance="key",
    )  # fmt: skip
    text = shown(hers, page)
    for part in (
        "6 March 2026 to 7 March 2026: Missing from home or care", "Key event", "Came in without a coat",
        "Her aunt (reported)", "What it meant for the child She was cold", "What we make of it It began in spring",
        "Written by Alice Adeyemi, Alder Road Primary School, on",
    ):  # fmt: skip
        assert part in text
    assert text.index("What happened in 2026") < text.index("Her aunt") < text.index("What happened in 2027")
    last_first = shown(hers, f"{page}?order=last")
    assert last_first.index("What happened in 2027") < last_first.index("Her aunt")


def test_what_people_type_stays_text(
    school: Agency, alice: Practitioner, family: Family, hers: Client, page: str
) -> None:
    one = entry(alice, school, family.maya, what=SCRIPT, source=SCRIPT, impact=SCRIPT, analysis=SCRIPT)
    strike(entry=one, because=SCRIPT, by=alice)
    found = html(hers, page)
    assert SCRIPT not in found
    assert found.count("&lt;script&gt;") == 5


@pytest.mark.requirement("SF-047")
def test_what_is_struck_through_says_so_in_words_with_who_and_why_and_leads_to_what_replaced_it(
    school: Agency, alice: Practitioner, leila: Practitioner, family: Family, hers: Client, page: str
) -> None:
    one = entry(alice, school, family.maya, category="missing")
    newer = correct(entry=one, written=written("It was Tuesday"), because="Wrong day", by=leila)
    found = html(hers, page)
    assert f'"#entry-{newer.public_id}">Read what was written in its place' in found
    assert f'"#entry-{one.public_id}">an earlier entry' in found
    assert "Start of what was struck through. Came in without a coat" in words(found)
    assert "by Leila Haddad on" in words(found)
    assert "Wrong day" in words(found)
    assert "Missing from home or care: one time" not in words(found)


def test_what_the_system_saw_stands_beside_it(
    school: Agency, alice: Practitioner, family: Family, hers: Client, page: str
) -> None:
    entry(alice, school, family.maya)
    happenings.register("test", lambda reader, seen: [Happening(later(-1), "A worker came", "All staff")])
    try:
        text = shown(hers, page)
    finally:
        happenings.register("test", lambda reader, seen: [])
    story = text.partition("What happened in 2026")[2]
    assert story.index("5 March 2026: seen by Right Help A worker came") < story.index("6 March 2026: Something else")


@pytest.mark.requirement("BP-193")
def test_an_empty_one_says_how_to_begin_and_what_for(hers: Client, page: str) -> None:
    text = shown(hers, page)
    assert "what it meant for the child, and what you make of it. Write down what matters, the good things too" in text
    assert "Nothing is written down here that you may read. Begin with what you know: when the child came" in text
    assert "I have read this together" not in text
    assert "PDF" not in text


# ---- how current ----


@pytest.mark.requirement("BP-193", "BP-296")
def test_it_says_how_current_it_is_and_one_press_notes_that_somebody_read_it_together(
    school: Agency, alice: Practitioner, family: Family, hers: Client, page: str
) -> None:
    with time_machine.travel(dt.datetime(2026, 4, 1, 12, tzinfo=dt.UTC), tick=False):
        hers = client_of(alice)
        entry(alice, school, family.maya, category="visit")
        text = shown(hers, page)
        assert "Last thing written down 6 March 2026: Visit" in text
        assert "Last read together Not yet" in text
        assert "nobody has said yet that they read them together" in text
        answer = send(hers, page, **{})
        assert answer.status_code == 405
        sent = hers.post(address("_read", family.maya), {"form_token": "same"})
        again = hers.post(address("_read", family.maya), {"form_token": "same"})
        assert sent.headers["Location"] == again.headers["Location"] == page
        read = ReadThrough.objects.get()
        assert (read.child, read.read_by, timezone.localdate(read.read_at)) == (family.maya, alice, dt.date(2026, 4, 1))
        assert Event.objects.filter(name="chronology.read_together", subject_id=family.maya.pk).count() == 1
        text = shown(hers, page)
        assert "Last read together 1 April 2026, by Alice Adeyemi, Alder Road Primary School" in text
        assert "Read the entries together." not in text


@pytest.mark.requirement("SF-024")
def test_after_a_new_entry_it_asks_to_read_them_together_again(
    school: Agency, alice: Practitioner, family: Family, hers: Client, page: str
) -> None:
    entry(alice, school, family.maya)
    note_reading(child=family.maya, agency=school, by=alice)
    assert "Read the entries together." not in shown(hers, page)
    entry(alice, school, family.maya, what="Again no coat")
    text = shown(hers, page)
    assert "Read the entries together. One entry is new since then." in text
    assert "Several small things can matter as much as one grave thing" in text


def test_somebody_of_two_agencies_says_for_which_they_read(
    school: Agency, alice: Practitioner, family: Family, page: str
) -> None:
    surgery = people.gp_practice()
    people.give(alice, surgery, "practitioner")
    entry(alice, school, family.maya)
    both = client_of(alice)
    assert "For which agency do you write this?" in shown(both, page)
    both.post(address("_read", family.maya))
    assert not ReadThrough.objects.exists()
    assert "choose for which agency you read this" in shown(both, page)
    both.post(address("_read", family.maya), {"agency": str(surgery.public_id)})
    assert ReadThrough.objects.get().agency == surgery


def test_a_colleague_notes_no_reading(bob: Practitioner, family: Family) -> None:
    assert client_of(bob).post(address("_read", family.maya)).status_code == 404
    assert not ReadThrough.objects.exists()


# ---- patterns ----


@pytest.mark.requirement("SF-047")
@pytest.mark.parametrize(("days", "said"), [((0, 89), "two times"), ((0, 30, 89), "three times")])
def test_missing_is_counted_with_its_entries_and_what_the_guidance_says_and_decides_nothing(
    school: Agency, alice: Practitioner, family: Family, hers: Client, page: str, days: tuple[int, ...], said: str
) -> None:
    made = [entry(alice, school, family.maya, category="missing", happened_on=later(day)) for day in days]
    found = html(hers, page)
    text = words(found).partition("Patterns to think about")[2].partition("At a glance")[0]
    assert f"Missing from home or care: {said} within 90 days" in text
    assert "fewer than three times in 90 days at level 3, and three or more at level 4" in text
    assert "A count decides nothing" in text
    for one in made:
        assert f'href="#entry-{one.public_id}"' in found
        assert f'id="entry-{one.public_id}"' in found


@pytest.mark.requirement("BP-301", "SF-024")
def test_events_that_come_again_stand_together_though_each_is_small(
    school: Agency, alice: Practitioner, family: Family, hers: Client, page: str
) -> None:
    for day in (0, 200):
        entry(alice, school, family.maya, category="domestic_abuse", happened_on=later(day - 200))
    text = shown(hers, page).partition("Patterns to think about")[2].partition("At a glance")[0]
    assert "Domestic abuse: two times within 365 days" in text
    assert "Harm often comes from a number of events rather than one. Read these together." in text


@pytest.mark.requirement("SF-048")
def test_prosecutions_are_counted_with_the_rule(
    school: Agency, alice: Practitioner, family: Family, hers: Client, page: str
) -> None:
    for day in (0, 300, 700):
        entry(alice, school, family.maya, category="prosecution", happened_on=later(day - 700))
    text = shown(hers, page)
    assert "Prosecutions because of absence from school: three times" in text
    assert "an Education Supervision Order that did not work, and a family that refuses to take part" in text


@pytest.mark.requirement("BN-025")
def test_living_with_others_says_what_the_law_asks_before_day_28(
    school: Agency, alice: Practitioner, family: Family, hers: Client, page: str
) -> None:
    entry(alice, school, family.maya, category="lives_away", happened_on=later(-90), until=later(-60))
    entry(alice, school, family.maya, category="lives_away")
    with time_machine.travel(dt.datetime(2026, 3, 17, 12, tzinfo=dt.UTC), tick=False):
        text = shown(client_of(alice), page)
    assert "Living with somebody who is not a parent or close relative: 31 days in a row, beside 28 days" in text
    assert "lasted 31 days; day 28 was 2 January 2026" in text
    assert "today is day 12; day 28 is 2 April 2026" in text
    assert "Children’s social care must be told: do not wait for day 28" in text
    assert "A count decides nothing" in text


# ---- filters ----


def only(hers: Client, page: str, query: str) -> set[str]:
    """Give which of the entries below a filtered page shows."""
    text = shown(hers, f"{page}?{query}")
    return {name for name in ("Grew", "Ran", "Spoke") if name in text}


@pytest.fixture
def three(school: Agency, alice: Practitioner, family: Family) -> list[Entry]:
    """Give three entries of three kinds; the last is struck through."""
    made = [
        entry(alice, school, family.maya, what="Grew", category="development", happened_on=later(-40)),
        entry(alice, school, family.maya, what="Ran", category="missing", significance="key", until=later(3)),
        entry(alice, school, family.maya, what="Spoke", category="conversation", happened_on=later(5)),
    ]
    strike(entry=made[2], because="Twice", by=alice)
    return made


@pytest.mark.requirement("BP-301")
@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("", {"Grew", "Ran", "Spoke"}),
        ("key=yes", {"Ran"}),
        ("hide=yes", {"Grew", "Ran"}),
        ("since_day=9&since_month=3&since_year=2026", {"Ran", "Spoke"}),
        ("to_day=1&to_month=3&to_year=2026", {"Grew"}),
        ("of=00000000-0000-0000-0000-000000000000", {"Grew", "Ran", "Spoke"}),
        ("of=", {"Grew", "Ran", "Spoke"}),
    ],
)
def test_filters_leave_out_what_was_not_asked_for(hers: Client, page: str, query: str, left: set[str]) -> None:
    assert only(hers, page, query) == left


@pytest.mark.usefixtures("three")
@pytest.mark.requirement("BP-299")
def test_the_childs_development_can_be_read_by_itself_over_time(
    school: Agency, alice: Practitioner, family: Family, hers: Client, page: str
) -> None:
    entry(alice, school, family.maya, what="Reads alone", category="development", happened_on=later(9))
    code = CATEGORIES["development"].code
    assert f'href="{page}?kind={code}#all">Show only the child’s development' in html(hers, page)
    assert only(hers, page, f"kind={code}") == {"Grew"}
    text = shown(hers, f"{page}?kind={code}")
    assert text.index("Grew") < text.index("Reads alone")
    assert "Only part is shown: “The child’s development”." in text


@pytest.mark.usefixtures("three")
def test_the_agency_can_be_chosen_and_days_the_wrong_way_round_are_told(
    school: Agency, sam: Practitioner, social_care: Agency, family: Family, hers: Client, page: str
) -> None:
    entry(sam, social_care, family.maya, what="Visited")
    assert only(hers, page, f"of={school.public_id}") == {"Grew", "Ran", "Spoke"}
    text = shown(hers, f"{page}?since_day=9&since_month=3&since_year=2026&to_day=1&to_month=3&to_year=2026")
    assert "“To” must not be before “From”" in text
    assert "Nothing fits what you chose" in shown(hers, f"{page}?since_day=9&since_month=3&since_year=2030")


def test_addresses_of_filters_say_nothing_of_what_happened() -> None:
    for category in CATEGORIES.values():
        assert category.code.isdecimal()
    assert len({category.code for category in CATEGORIES.values()}) == len(CATEGORIES)


# ---- how fast ----


@pytest.fixture
def opens_in_few(django_assert_max_num_queries: Any) -> Callable[[Practitioner, str], None]:
    """Open a page in a browser that was here before, and count."""

    def opens(person: Practitioner, path: str) -> None:
        client = client_of(person)
        client.get(path)
        with django_assert_max_num_queries(MOST, info=path):
            assert client.get(path).status_code == 200

    return opens


def test_sixty_entries_need_few_queries(
    school: Agency, alice: Practitioner, leila: Practitioner, family: Family, page: str,
    opens_in_few: Callable[[Practitioner, str], None],
) -> None:  # fmt: skip
    for number in range(60):
        children: list[Person] = [family.maya, family.brother] if number % 3 else [family.brother, family.maya]
        one = entry(alice, school, *children, happened_on=later(-number))
        if number % 10 == 0:
            correct(entry=one, written=written(), because="Slip", by=alice)
    note_reading(child=family.maya, agency=school, by=alice)
    for person in (alice, leila):
        opens_in_few(person, page)
        for extension in ("pdf", "docx", "csv"):
            opens_in_few(person, address("_download", family.maya, extension))
        for name in ("_note", "_add"):
            opens_in_few(person, address(name, family.maya))
        one = Entry.objects.of(family.maya).standing()[0]
        for name in ("_strike", "_correct"):
            opens_in_few(person, address(name, family.maya, one.public_id))


# ---- two records of one child ----


def test_what_stands_on_another_record_of_the_child_is_read_with_it_by_whoever_may_see_both(
    school: Agency, social_care: Agency, alice: Practitioner, sam: Practitioner, family: Family, page: str
) -> None:
    theirs = folk.person("Maia Lindquist", agency=social_care, by=sam)
    entry(alice, school, family.maya)
    entry(sam, social_care, theirs, what="Seen at home")
    state_identity(one=family.maya, other=theirs, is_same=True, because="Same NHS number", by=sam)
    assert "Seen at home" not in shown(client_of(alice), page)
    assert "coat" not in shown(client_of(sam), address("", theirs))
    break_glass(person=family.maya, because="x", by=sam)
    text = shown(client_of(sam), page)
    assert "Seen at home" in text
    assert "From the record of Westmarsh Children’s Services, stated to be the same child" in text
    assert text.count("Correct the entry") == 0  # what stands there is corrected there
    assert Look.objects.filter(actor_id=sam.pk, subject_id=theirs.pk, page="chronology").count() == 2
    restrict(person=theirs, kind="staff", because="x", readers=[alice], by=sam)
    assert "Seen at home" not in shown(client_of(sam), page)


# ---- what the record itself knows ----


def tells(reader: Practitioner, page: str) -> str:
    """Give what stands in the chronology as seen by the system."""
    return shown(client_of(reader), page).partition("What happened in")[2]


def test_the_record_tells_when_it_began_who_was_born_who_came_and_of_schools_and_homes(
    alice: Practitioner, leila: Practitioner, bob: Practitioner, charlie: Practitioner, family: Family, page: str
) -> None:
    Person.objects.filter(pk=family.maya.pk).update(born_on=dt.date(2018, 5, 1), born_on_is="exact")
    Person.objects.filter(pk=family.brother.pk).update(born_on=dt.date(2021, 6, 2), born_on_is="exact", sex="male")
    Person.objects.filter(pk=family.mother.pk).update(born_on=dt.date(1990, 1, 1), born_on_is="exact")
    carer = folk.person("Joy Bell", agency=family.maya.agency, by=alice)
    care = folk.related(family.maya, carer, "foster_carer")
    type(care).objects.filter(pk=care.pk).update(from_on=dt.date(2023, 2, 3), to_on=dt.date(2024, 2, 3))
    Residence.objects.filter(pk=folk.lives_at(family.maya).pk).update(from_on=dt.date(2022, 9, 1))
    known = {"person": family.maya, "kind": "setting", "value": "Quay Nursery", "source": "Ana"}
    Detail.objects.create(**known, from_on=dt.date(2020, 9, 1), to_on=dt.date(2022, 7, 20))
    for reader in (alice, leila):
        text = tells(reader, page)
        for told in (
            "1 May 2018: seen by Right Help Was born",
            "1 September 2020: seen by Right Help Began at Quay Nursery",
            "2 June 2021: seen by Right Help Leo Marsh was born (brother or half-brother)",
            "20 July 2022: seen by Right Help Last day at Quay Nursery",
            "1 September 2022: seen by Right Help New home: 12 Heron Way, Westmarsh, WZ1 4QT",
            "3 February 2023: seen by Right Help Joy Bell joined the family: foster carer",
            "3 February 2024: seen by Right Help Joy Bell is no longer: foster carer",
            "This record was begun Alder Road Primary School",
        ):
            assert told in text, told
        assert "1990" not in text  # before the child's own life
    for reader in (bob, charlie):
        assert client_of(reader).get(page).status_code == 404


@pytest.mark.parametrize("whose", ["maya", "mother"])
def test_a_move_to_a_protected_address_is_told_to_nobody_who_may_not_know_of_it_and_written_nowhere(
    school: Agency, alice: Practitioner, leila: Practitioner, mira: Practitioner, ines: Practitioner, family: Family,
    page: str, whose: str,
) -> None:  # fmt: skip
    homes = [folk.lives_at(getattr(family, whose), is_protected=True), folk.lives_at(family.maya, "12 heron way", "")]
    Residence.objects.filter(pk__in=[one.pk for one in homes]).update(from_on=dt.date(2022, 9, 1))
    for text in (tells(alice, page), shown(client_of(alice), address("_download", family.maya, "csv"))):
        assert "New home" not in text
        assert "2022" not in text
    told = tells(leila, page)
    assert "New home: a protected address" in told
    assert "heron" not in told.lower()
    restrict(person=family.mother, kind="high_risk", because="x", readers=[ines], by=mira)
    if whose == "mother":
        assert "New home" not in tells(leila, page)


def test_nothing_is_told_of_family_whose_records_are_restricted_or_of_a_pregnancy_that_ended(
    alice: Practitioner, mira: Practitioner, ines: Practitioner, family: Family, page: str
) -> None:
    Person.objects.filter(pk=family.maya.pk).update(born_on=dt.date(2018, 5, 1), born_on_is="exact")
    Person.objects.filter(pk=family.brother.pk).update(born_on=dt.date(2021, 6, 2), born_on_is="exact")
    assert "Leo Marsh was born" in tells(alice, page)
    restrict(person=family.brother, kind="adoption", because="x", readers=[ines], by=mira)
    assert "2021" not in tells(alice, page)
    lost = folk.person("")
    Person.objects.filter(pk=lost.pk).update(stage="lost", died_on=dt.date(2023, 1, 1))
    folk.related(lost, family.mother)
    assert "2023" not in tells(alice, page)
