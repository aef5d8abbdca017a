"""The contact sheet: who lives where and how to reach them safely, only as far as the reader may see."""

import datetime as dt
import io
from collections.abc import Iterator

import pytest
import time_machine
from django.urls import reverse
from pypdf import PdfReader

from righthelp.agencies.models import Practitioner
from righthelp.audit.models import Look
from righthelp.people.actions import restrict
from righthelp.people.models import Detail, Person, Relationship, SafeContact
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family
from righthelp.work.actions import end_involvement, involve_by_name
from righthelp.work.models import Involvement
from righthelp.work.tests.working import client_of, shown, works_with

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 6)
LONG_AGO = dt.date(2020, 1, 1)


@pytest.fixture(autouse=True)
def _on_a_friday() -> Iterator[None]:
    with time_machine.travel(dt.datetime(2026, 3, 6, 12, tzinfo=dt.UTC), tick=False):
        yield


def sheet(reader: Practitioner, child: Person) -> str:
    """Open the sheet and give what it says of people, from the child on."""
    text = shown(client_of(reader), reverse("record_sheet", args=[child.public_id]))
    return text.partition("Opening it is logged.")[2]


def as_pdf(reader: Practitioner, child: Person) -> str:
    answer = client_of(reader).get(reverse("record_sheet_pdf", args=[child.public_id]))
    assert answer["Content-Type"] == "application/pdf"
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages).split())


def reached(person: Person, value: str = "01632 960 111", **more: object) -> SafeContact:
    given = {"channel": "phone", "is_safe": "yes", "source": folk.SOURCE, **more}
    return SafeContact.objects.create(person=person, value=value, **given)


@pytest.mark.requirement("BN-079", "BN-084")
def test_the_child_stands_with_name_birth_address_and_how_to_reach_them(alice: Practitioner, family: Family) -> None:
    Person.objects.filter(pk=family.maya.pk).update(born_on=dt.date(2018, 5, 1), born_on_is="exact")
    folk.lives_at(family.maya)
    reached(family.maya, "A note in her reading bag", channel="through", times="on school days", leave_message=False)
    text = sheet(alice, family.maya)
    assert "Name Maya Lindqvist Born 1 May 2018, 7 years old Lives at 12 Heron Way, Westmarsh, WZ1 4QT" in text
    assert "A note in her reading bag (they say it is safe; on school days; leave no message)" in text


@pytest.mark.requirement("BN-080", "BN-084", "BP-248")
def test_both_parents_and_a_step_parent_stand_with_where_they_live_and_how_to_reach_them(
    alice: Practitioner, family: Family
) -> None:
    stepfather = folk.person("Paul Reed")
    folk.related(family.maya, stepfather, "step_parent")
    Relationship.objects.filter(relative=family.mother).update(has_parental_responsibility=True)
    Relationship.objects.filter(relative=family.father).update(
        has_parental_responsibility=False, contact_restriction="Only with a worker in the room"
    )
    folk.lives_at(family.mother)
    for line in ("9 Quay Street", "4 Ropewalk"):
        folk.lives_at(family.father, line, "WZ2 2AA")
    reached(family.mother, must_not_know="Jonas", times="before 3pm", leave_message=True)
    reached(family.father, "01632 960 222", is_safe="no")
    text = sheet(alice, family.maya)
    assert "Ana Lindqvist To the child Parent, has parental responsibility Lives at 12 Heron Way" in text
    assert "01632 960 111 (they say it is safe; before 3pm; a message may be left; must not know: Jonas)" in text
    assert "Parent, does not have parental responsibility Contact with the child Only with a worker in the room" in text
    assert "Lives at 9 Quay Street, Westmarsh, WZ2 2AA 4 Ropewalk, Westmarsh, WZ2 2AA" in text
    assert "NOT SAFE, do not use: telephone, 01632 960 222" in text
    assert "Paul Reed To the child Step-parent" in text
    assert "Nobody has written down yet how to reach them safely. Ask first" in text


@pytest.mark.requirement("BN-080", "BN-093")
def test_the_partner_whom_a_parent_has_now_stands_with_the_birth_and_one_of_long_ago_does_not(
    alice: Practitioner, family: Family
) -> None:
    now, before = folk.person("Curtis Boateng", born=dt.date(1988, 3, 9)), folk.person("Ravi Shah")
    folk.related(family.mother, now, "partner")
    folk.related(family.mother, before, "partner")
    Relationship.objects.filter(relative=before).update(to_on=dt.date(2024, 5, 1))
    text = sheet(alice, family.maya)
    assert "Curtis Boateng To the child Partner of a parent Born 9 March 1988" in text
    assert "Ravi Shah" not in text


@pytest.mark.requirement("BP-253")
def test_what_others_should_know_for_safety_stands_with_the_person(alice: Practitioner, family: Family) -> None:
    Relationship.objects.filter(relative=family.father).update(safety="He drinks at weekends")
    assert "Safety with this person He drinks at weekends" in sheet(alice, family.maya)


@pytest.mark.requirement("BN-081")
def test_grandparents_and_family_friends_stand_after_the_parents(alice: Practitioner, family: Family) -> None:
    friend, gran = folk.person("Joy Bell"), folk.person("Elsa Lindqvist")
    folk.related(family.maya, friend, "friend")
    folk.related(family.maya, gran, "grandparent")
    folk.related(folk.person("Nils Lindqvist"), family.maya, "grandparent")
    for one, number in ((friend, "01632 960 333"), (gran, "01632 960 444")):
        reached(one, number, is_safe="not_asked")
    text = sheet(alice, family.maya)
    assert text.index("Ana Lindqvist") < text.index("Elsa Lindqvist") < text.index("Joy Bell")
    assert "Telephone: 01632 960 333 (not asked yet: do not use it without asking)" in text
    assert "Nils Lindqvist To the child Grandchild" in text


@pytest.mark.requirement("BN-082")
def test_the_sheet_says_who_made_it_when_and_how_to_reach_them(alice: Practitioner, family: Family) -> None:
    Practitioner.objects.filter(pk=alice.pk).update(job_title="Year 4 teacher")
    mine = works_with(alice, family.maya)
    Involvement.objects.filter(pk=mine.pk).update(phone="01632 960 456")
    made = (
        "Made on 6 March 2026 at midday by Alice Adeyemi, Year 4 teacher, Alder Road Primary School, 01632 960 456, "
        "alice.adeyemi@example.org."
    )
    assert made in sheet(alice, family.maya)
    assert made in as_pdf(alice, family.maya)


@pytest.mark.requirement("BN-083")
def test_workers_stand_with_role_and_telephone_and_not_after_they_ended(
    alice: Practitioner, bob: Practitioner, family: Family
) -> None:
    involve_by_name(
        child=family.maya, name="Dr Ngozi Eze", organisation="Quay Surgery", phone="01632 960 123", role="GP",
        starts_on=LONG_AGO, by=alice,
    )  # fmt: skip
    end_involvement(involvement=works_with(bob, family.maya), on=dt.date(2026, 3, 5), because="x", by=alice)
    for text in (sheet(alice, family.maya), as_pdf(alice, family.maya)):
        for part in ("Dr Ngozi Eze", "GP", "Quay Surgery", "01632 960 123"):
            assert part in text
        assert "Bob Baker" not in text


def test_a_worker_with_two_roles_stands_once(alice: Practitioner, leila: Practitioner, family: Family) -> None:
    for role in ("mentor", "class teacher"):
        works_with(alice, family.maya, role)
    end_involvement(involvement=works_with(leila, family.maya, "lead"), on=TODAY, because="x", by=leila)
    text = sheet(alice, family.maya)
    assert "Alice Adeyemi Role Class teacher and mentor Where All staff" in text
    assert "Leila Haddad Role Lead (until 6 March 2026)" in text


def test_the_paper_says_the_same_as_the_page(alice: Practitioner, family: Family) -> None:
    folk.lives_at(family.maya)
    reached(family.mother, must_not_know="Jonas")
    text = as_pdf(alice, family.maya)
    for words in (
        "Contact sheet",
        "Maya Lindqvist",
        "12 Heron Way",
        "must not know: Jonas",
        "Personal and confidential",
    ):
        assert words in text


@pytest.mark.requirement("BN-090")
def test_what_is_helpful_to_know_before_a_visit_stands_there_and_health_does_not(
    alice: Practitioner, family: Family
) -> None:
    for kind, value in (("visit", "A dog in the yard"), ("interpreter", "Polish"), ("health", "Asthma")):
        Detail.objects.create(person=family.mother, kind=kind, value=value, source=folk.SOURCE)
    text = sheet(alice, family.maya)
    assert "Helpful to know before a visit A dog in the yard" in text
    assert "Interpreter needed Polish" in text
    assert "Asthma" not in text


def test_what_no_longer_holds_was_withdrawn_or_ended_does_not_stand_there(alice: Practitioner, family: Family) -> None:
    home = folk.lives_at(family.maya, "1 Old Lane", "WZ9 9ZZ")
    type(home).objects.filter(pk=home.pk).update(to_on=LONG_AGO)
    reached(family.maya, "01632 960 555", to_on=LONG_AGO)
    reached(
        family.maya, "01632 960 666", withdrawn_at=dt.datetime(2026, 3, 1, tzinfo=dt.UTC), withdrawn_by=alice,
        withdrawn_because="x",
    )  # fmt: skip
    Relationship.objects.filter(relative=family.father).update(to_on=LONG_AGO)
    text = sheet(alice, family.maya)
    for gone in ("Old Lane", "960 555", "960 666", "Jonas Berg"):
        assert gone not in text


@pytest.mark.requirement("BP-248")
def test_a_protected_address_stands_on_no_sheet_not_even_for_social_care(
    sam: Practitioner, alice: Practitioner, family: Family
) -> None:
    works_with(sam, family.maya, "social worker")
    folk.lives_at(family.maya, is_protected=True)
    for reader in (alice, sam):
        for text in (sheet(reader, family.maya), as_pdf(reader, family.maya)):
            assert "Heron" not in text
            assert "protected" not in text.lower()
            assert "Not on this sheet. Ask, or look in the record" in text


@pytest.mark.requirement("BP-248")
@pytest.mark.parametrize("written", [("12 heron way,", "wz14qt"), ("Flat 2, 12 Heron Way", "")])
def test_a_protected_address_does_not_show_through_somebody_else_who_lives_there(
    alice: Practitioner, family: Family, written: tuple[str, str]
) -> None:
    folk.lives_at(family.mother, is_protected=True)
    folk.lives_at(family.maya, *written)
    folk.lives_at(family.father, "9 Quay Street", "WZ2 2AA")
    text = sheet(alice, family.maya)
    assert "heron" not in text.lower()
    assert "9 Quay Street" in text


def test_a_protected_address_of_a_restricted_parent_does_not_show_through_the_child(
    alice: Practitioner, mira: Practitioner, ines: Practitioner, family: Family
) -> None:
    folk.lives_at(family.mother, is_protected=True)
    folk.lives_at(family.maya)
    restrict(person=family.mother, kind="high_risk", because="x", readers=[ines], by=mira)
    text = sheet(alice, family.maya)
    assert "Ana" not in text
    assert "Heron" not in text
    assert "Jonas Berg" in text


def test_somebody_who_died_has_neither_address_nor_telephone(alice: Practitioner, family: Family) -> None:
    Person.objects.filter(pk=family.father.pk).update(died_on=LONG_AGO)
    folk.lives_at(family.father, "9 Quay Street", "WZ2 2AA")
    text = sheet(alice, family.maya)
    assert "Died on 1 January 2020" in text
    assert "Quay" not in text


def test_a_child_of_whom_little_is_known_has_a_sheet_too(charlie: Practitioner) -> None:
    nobody = folk.person(due=dt.date(2026, 5, 1))
    works_with(charlie, nobody, "midwife")
    text = sheet(charlie, nobody)
    assert "Name Unborn baby When Due on 1 May 2026 Lives at Not on this sheet" in text
    assert "Nobody is written down whom you may see." in text
    assert "Nobody is written down whom you may see." in as_pdf(charlie, nobody)


def test_without_a_worker_the_sheet_says_so(alice: Practitioner, family: Family) -> None:
    assert "Working with the child Nobody is written down." in sheet(alice, family.maya)
    assert "Nobody is written down." in as_pdf(alice, family.maya)


def test_each_sheet_is_logged_as_a_look_and_refused_to_strangers(
    alice: Practitioner, bob: Practitioner, charlie: Practitioner, family: Family
) -> None:
    for name, page in (("record_sheet", "contact sheet"), ("record_sheet_pdf", "contact sheet as pdf")):
        path = reverse(name, args=[family.maya.public_id])
        assert client_of(alice).get(path).status_code == 200
        assert Look.objects.latest("pk").page == page
        for reader in (bob, charlie):
            assert client_of(reader).get(path).status_code == 404


def test_a_relative_seen_through_the_family_has_no_sheet(alice: Practitioner, family: Family) -> None:
    aunt = folk.person("Ida Lindqvist")
    folk.related(family.maya, aunt, "aunt_or_uncle")
    assert client_of(alice).get(reverse("record_sheet", args=[aunt.public_id])).status_code == 404


def test_other_names_stand_with_their_kind(alice: Practitioner, family: Family) -> None:
    family.maya.names.create(kind="alias", first="May", last="Lind", source=folk.SOURCE)
    assert "Other names May Lind (also known as)" in sheet(alice, family.maya)


# ---- family known through a parent ----


@pytest.mark.requirement("BN-081", "BN-093")
def test_brothers_sisters_and_grandparents_known_through_a_parent_stand_there_in_the_words_of_the_record(
    alice: Practitioner, family: Family
) -> None:
    for one, sex, year in (
        (family.mother, "female", 1990),
        (family.father, "male", 1988),
        (family.brother, "male", 2019),
    ):
        Person.objects.filter(pk=one.pk).update(sex=sex, born_on=dt.date(year, 5, 1), born_on_is="exact")
    gran = folk.person("Elsa Lindqvist", agency=family.maya.agency, by=alice, sex="female")
    folk.related(family.mother, gran)
    folk.lives_at(gran, "3 Mill Lane", "WZ3 3AA")
    reached(gran, "01632 960 777")
    for text in (sheet(alice, family.maya), as_pdf(alice, family.maya)):
        assert "Ana Lindqvist To the child Mother Born 1 May 1990" in text
        assert "Jonas Berg To the child Father Born 1 May 1988" in text
        assert "Leo Marsh To the child Brother or half-brother Born 1 May 2019" in text
        assert "Elsa Lindqvist To the child Grandmother Lives at 3 Mill Lane" in text
        assert "01632 960 777" in text
        assert text.index("Ana Lindqvist") < text.index("Leo Marsh") < text.index("Elsa Lindqvist")


def test_a_half_sister_is_called_one_where_the_record_knows_both_parents_of_each(
    alice: Practitioner, family: Family
) -> None:
    sister = folk.person("Ebba Berg", agency=family.maya.agency, by=alice, sex="female")
    other = folk.person("Mona Holm", agency=family.maya.agency, by=alice)
    for parent in (family.father, other):
        folk.related(sister, parent)
    folk.related(family.maya, sister, "sibling")
    text = sheet(alice, family.maya)
    assert "Ebba Berg To the child Half-sister" in text
    assert "Mona Holm" not in text  # nothing to the child


def test_somebody_who_is_tied_to_the_child_too_stands_once(alice: Practitioner, family: Family) -> None:
    folk.related(family.maya, family.brother, "sibling")
    gran = folk.person("Elsa Lindqvist", agency=family.maya.agency, by=alice)
    folk.related(family.mother, gran)
    folk.related(family.maya, gran, "grandparent")
    text = sheet(alice, family.maya)
    assert text.count("Leo Marsh") == text.count("Elsa Lindqvist") == 1


def test_nobody_stands_there_through_a_parent_whose_record_is_closed_or_who_is_no_parent_any_more(
    alice: Practitioner, mira: Practitioner, ines: Practitioner, family: Family
) -> None:
    for parent, name in ((family.mother, "Elsa Lindqvist"), (family.father, "Ida Berg")):
        folk.related(parent, folk.person(name, agency=family.maya.agency, by=alice))
    Relationship.objects.filter(relative=family.father).update(to_on=LONG_AGO)
    restrict(person=family.mother, kind="high_risk", because="x", readers=[ines], by=mira)
    text = sheet(alice, family.maya)
    for name in ("Elsa", "Ida", "Leo", "Ana", "Jonas"):
        assert name not in text


def test_a_brother_known_through_the_mother_whose_record_is_restricted_does_not_stand_there(
    alice: Practitioner, mira: Practitioner, ines: Practitioner, family: Family
) -> None:
    assert "Leo Marsh" in sheet(alice, family.maya)
    restrict(person=family.brother, kind="adoption", because="x", readers=[ines], by=mira)
    assert "Leo Marsh" not in sheet(alice, family.maya)


def test_the_protected_address_of_a_grandparent_shows_neither_there_nor_in_an_address_to_write_to(
    alice: Practitioner, family: Family
) -> None:
    gran = folk.person("Elsa Lindqvist", agency=family.maya.agency, by=alice)
    folk.related(family.mother, gran)
    folk.lives_at(gran, is_protected=True)
    folk.lives_at(family.maya)
    reached(family.mother, "12 Heron Way, WZ1 4QT", channel="post")
    text = sheet(alice, family.maya)
    assert "Elsa Lindqvist" in text
    assert "heron" not in text.lower()


@pytest.mark.requirement("BN-084", "BP-248")
def test_a_number_that_one_note_calls_safe_and_another_not_stands_once_first_and_as_not_safe(
    alice: Practitioner, family: Family
) -> None:
    reached(family.mother, "ana@example.org", channel="email")
    reached(family.mother, "01632 960 111", must_not_know="Jonas")
    reached(family.mother, "01632960111", is_safe="no")
    reached(family.mother, "01632 960 111", is_safe="not_asked")
    text = sheet(alice, family.maya)
    assert "NOT SAFE, do not use: telephone, 01632960111 (must not know: Jonas) E-mail: ana@example.org" in text
    assert "960 111" not in text


@pytest.mark.requirement("BN-079", "BN-084")
def test_what_a_record_that_the_reader_may_not_see_calls_not_safe_is_not_called_safe(
    alice: Practitioner, family: Family, sam: Practitioner
) -> None:
    for person in (family.maya, family.mother):
        reached(person, times="before 3pm", leave_message=True)
        folk.not_safe_elsewhere(person, "01632960111", sam)
    reached(family.father, "01632 960 333")
    for text in (sheet(alice, family.maya), as_pdf(alice, family.maya)):
        assert text.count("01632 960 111 (not asked yet: do not use it without asking)") == 2
        assert "01632 960 333 (they say it is safe" in text
        for kept in ("before 3pm", "Her brother", "Another Name", "01632960111"):
            assert kept not in text, kept
