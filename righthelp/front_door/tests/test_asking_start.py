"""Where a request begins, and what is known already: nobody types it again, and nothing protected comes along."""

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse

from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people
from righthelp.audit.models import Event
from righthelp.considerations.actions import note_conversation
from righthelp.considerations.models import ConsideredChild
from righthelp.considerations.tests.thinking import decided, thought
from righthelp.front_door.carrying import Carried
from righthelp.front_door.models import Contact, NamedPerson
from righthelp.front_door.tests.arriving import BORN, client_of
from righthelp.front_door.tests.asking import at, latest, page_of, saved, send_form, shown
from righthelp.guidance.actions import adopt
from righthelp.guidance.models import Edition
from righthelp.people.actions import restrict, state_identity
from righthelp.people.models import Detail, Person, Residence, SafeContact
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family
from righthelp.work.tests.working import send_twice, works_with

Kind = NamedPerson.Kind
Readers = ConsideredChild.Readers


@pytest.fixture
def edition(guidance: dict[str, Any]) -> Edition:
    """Have the partnership use one guide."""
    found: Edition = guidance["bathnes"]
    adopt(framework=found.framework, by=people.guidance_editor(people.agency("Board", "other")))
    return found


def from_record(alice: Practitioner, child: Person) -> Contact:
    """Ask for help from a child’s record."""
    path = reverse("request_for_record", args=[child.public_id])
    saved(client_of(alice), path, people=[str(child.public_id)])
    return latest()


def of_kind(contact: Contact, kind: str) -> list[NamedPerson]:
    return [one for one in contact.people.all() if one.kind == kind]


def test_names_begin_a_request_a_line_each(alice: Practitioner) -> None:
    saved(client_of(alice), reverse("request_start"), children="Noor Example\n\nName not known, boy of about 6")
    assert [one.name for one in latest().children.all()] == ["Noor Example", "Name not known, boy of about 6"]


@pytest.mark.requirement("BN-082")
def test_who_asks_is_filled_in_from_the_account_and_the_number_from_the_last_time(alice: Practitioner) -> None:
    client = client_of(alice)
    saved(client, reverse("request_start"), children="Noor Example")
    first = latest()
    assert (first.referrer.name, first.referrer.email) == (alice.name, alice.email)
    assert first.referrer.organisation == "Alder Road Primary School"
    saved(client, at("request_referrer", first), name=alice.name, phone="01632 960001")
    saved(client, reverse("request_start"), children="Leo Example")
    assert latest().referrer.phone == "01632 960001"
    assert 'value="01632 960001"' in client.get(reverse("request_urgent")).content.decode()


def test_no_child_begins_nothing(alice: Practitioner) -> None:
    answer = send_form(client_of(alice), reverse("request_start"), children="  ")
    assert "Write the name of at least one child" in answer.content.decode()
    assert not Contact.objects.exists()


@pytest.mark.parametrize(
    ("children", "says"), [("x" * 201, "Each name must be 200 characters"), ("x\n" * 13, "Name 12 children at most")]
)
def test_more_than_fits_is_refused_in_words(alice: Practitioner, children: str, says: str) -> None:
    assert says in send_form(client_of(alice), reverse("request_start"), children=children).content.decode()


def test_pressed_twice_it_begins_once(alice: Practitioner) -> None:
    answers = send_twice(client_of(alice), reverse("request_start"), children="Noor Example")
    assert len({answer.headers["Location"] for answer in answers}) == 1
    assert Contact.objects.count() == 1


def test_who_writes_for_two_agencies_says_for_which(alice: Practitioner) -> None:
    other = people.gp_practice()
    people.give(alice, other, "practitioner")
    client = client_of(alice)
    assert "Choose for which agency" in send_form(client, reverse("request_start"), children="Noor").content.decode()
    saved(client, reverse("request_start"), children="Noor", agency=str(other.public_id))
    assert latest().agency == other


@pytest.mark.requirement("BP-103", "BN-079", "BN-093")
def test_what_the_record_holds_of_the_child_comes_along(alice: Practitioner, school: Agency) -> None:
    maya = folk.person("Maya Lindqvist", agency=school, by=alice, born=BORN)
    folk.lives_at(maya)
    told = {"setting": "Alder Road Primary School", "interpreter": "Swedish", "where_now": "Hospital"}
    for kind, value in told.items():
        Detail.objects.create(person=maya, kind=kind, value=value, source="x")
    SafeContact.objects.create(person=maya, channel="phone", value="01632 960055", is_safe="yes", source="x")
    child = from_record(alice, maya).children.get()
    assert (child.name, child.born_on, child.person) == ("Maya Lindqvist", BORN, maya)
    assert child.address == "12 Heron Way, Westmarsh, WZ1 4QT"
    assert (child.school, child.where_now, child.phone) == ("Alder Road Primary School", "Hospital", "01632 960055")
    assert "Swedish" in latest().answers.get(key="useful").text


def test_a_number_that_is_not_safe_stays_behind(alice: Practitioner, school: Agency) -> None:
    maya = folk.person("Maya Lindqvist", agency=school, by=alice, born=BORN)
    for is_safe in ("no", "not_asked"):
        SafeContact.objects.create(person=maya, channel="phone", value="01632 960055", is_safe=is_safe, source="x")
    SafeContact.objects.create(
        person=maya, channel="phone", value="01632 960056", is_safe="yes", must_not_know="Her father", source="x"
    )
    assert from_record(alice, maya).children.get().phone == ""


@pytest.mark.requirement("BN-079", "BN-090")
def test_a_number_that_one_note_calls_safe_and_another_not_is_sent_only_as_not_safe(
    alice: Practitioner, family: Family
) -> None:
    for channel, value, is_safe, secret in (
        ("phone", "01632 960055", "yes", ""), ("phone", "01632960055", "no", ""),
        ("email", "ana@example.org", "yes", ""), ("post", "4 Mill Lane", "not_asked", ""),
        ("text", "01632 960077", "yes", "Jonas"), ("text", "01632960077", "no", ""),
        ("text", "01632 960078", "yes", "Jonas"),
    ):  # fmt: skip
        SafeContact.objects.create(
            person=family.mother, channel=channel, value=value, is_safe=is_safe, must_not_know=secret, source="x"
        )
    folk.related(family.maya, family.brother, "sibling")
    path = reverse("request_for_record", args=[family.maya.public_id])
    saved(client_of(alice), path, people=[str(family.maya.public_id), str(family.brother.public_id)])
    contact = latest()
    assert [one.phone for one in of_kind(contact, Kind.PARENT) if one.person == family.mother] == [""]
    useful = contact.answers.get(key="useful").text
    assert useful.count("How to reach Ana Lindqvist:") == 1  # she is the mother of both
    assert useful.splitlines()[1:4] == [
        "NOT SAFE, do not use: telephone, 01632960055",
        "NOT SAFE, do not use: text message, 01632960077",
        "E-mail: ana@example.org (they say it is safe)",
    ]
    for kept in ("Mill Lane", "960078", "Jonas"):
        assert kept not in useful, kept


@pytest.mark.requirement("BN-079")
def test_what_another_record_of_hers_calls_not_safe_is_sent_as_not_safe(alice: Practitioner, family: Family) -> None:
    again = second_record(family, alice)
    folk.related(family.maya, again)
    useful = from_record(alice, family.maya).answers.get(key="useful").text
    assert useful.count("NOT SAFE, do not use: telephone, 01632 960 111") == 2  # by each name that she has
    assert "they say it is safe" not in useful
    assert [one.phone for one in of_kind(latest(), Kind.PARENT)] == ["", "", ""]


@pytest.mark.requirement("BN-079")
def test_a_number_is_not_sent_as_safe_either_where_the_record_that_denies_it_stays_behind(
    alice: Practitioner, mira: Practitioner, family: Family
) -> None:
    again = second_record(family, alice)
    SafeContact.objects.create(person=again, channel="email", value="annie@example.org", is_safe="no", source="x")
    restrict(person=again, kind="high_risk", because="He looks for her", readers=[alice, mira], by=mira)
    folk.related(family.maya, again)
    contact = from_record(alice, family.maya)
    assert [one.phone for one in of_kind(contact, Kind.PARENT) if one.person == family.mother] == [""]
    everything = "".join(one.text for one in contact.answers.all())
    for kept in ("01632 960 111", "Annie", "annie"):
        assert kept not in everything, kept


def second_record(family: Family, by: Practitioner) -> Person:
    """Give a second record of Maya’s mother, which calls a number not safe that the first calls safe."""
    again = folk.person("Annie Lindqvist", agency=family.mother.agency, by=by, sex="female")
    for person, is_safe in ((family.mother, "yes"), (again, "no")):
        SafeContact.objects.create(person=person, channel="phone", value="01632 960 111", is_safe=is_safe, source="x")
    state_identity(one=family.mother, other=again, is_same=True, because="She says so", by=by)
    return again


def test_what_is_thought_of_two_children_stays_whole_where_it_is_the_same() -> None:
    carried = Carried()
    for said in ("Leo: He may fall ill.", "Maya: She may miss school."):
        carried.add(Carried(answers={"risk": f"{said}\n\nNobody may notice."}))
    assert carried.answers["risk"].count("Nobody may notice.") == 2


def test_no_way_to_reach_somebody_that_tells_of_a_protected_place_comes_along(
    alice: Practitioner, family: Family
) -> None:
    folk.lives_at(family.maya, "9 Hidden Row", "WM3 4AB", is_protected=True)
    SafeContact.objects.create(
        person=family.mother, channel="post", value="9 Hidden Row, WM3 4AB", is_safe="yes", source="x"
    )
    assert "Hidden Row" not in "".join(one.text for one in from_record(alice, family.maya).answers.all())


@pytest.mark.requirement("BP-104", "BN-080", "BN-093")
def test_the_family_comes_along_with_dates_of_birth(alice: Practitioner, family: Family) -> None:
    Person.objects.filter(pk=family.mother.pk).update(born_on=dt.date(1990, 1, 2), born_on_is="exact")
    folk.related(family.maya, family.brother, "sibling")
    folk.lives_at(family.father, "3 Quay Street", "WZ2 1AA")
    contact = from_record(alice, family.maya)
    parents = {one.name: one for one in of_kind(contact, Kind.PARENT)}
    assert set(parents) == {"Ana Lindqvist", "Jonas Berg"}
    assert parents["Ana Lindqvist"].born_on == dt.date(1990, 1, 2)
    assert "3 Quay Street" in parents["Jonas Berg"].address
    assert [one.name for one in of_kind(contact, Kind.SIBLING)] == ["Leo Marsh"]


def test_a_brother_who_is_asked_for_too_is_a_child_of_the_request_and_nobody_is_named_twice(
    alice: Practitioner, family: Family
) -> None:
    path = reverse("request_for_record", args=[family.maya.public_id])
    chosen = [str(one.public_id) for one in (family.maya, family.brother)]
    saved(client_of(alice), path, people=chosen)
    contact = latest()
    assert {one.name for one in contact.children.all()} == {"Maya Lindqvist", "Leo Marsh"}
    assert sorted(one.name for one in contact.people.all()) == ["Ana Lindqvist", "Jonas Berg"]


@pytest.mark.requirement("BN-083")
def test_who_works_with_the_child_comes_along_but_not_whoever_asks(
    alice: Practitioner, sam: Practitioner, family: Family
) -> None:
    works_with(alice, family.maya)
    works_with(sam, family.maya, "social worker")
    workers = of_kind(from_record(alice, family.maya), Kind.WORKER)
    assert [(one.name, one.role.split(",")[0], one.email) for one in workers] == [
        ("Sam Okafor", "social worker", sam.email)
    ]


def test_no_protected_place_comes_along_not_even_through_somebody_who_lives_there(
    leila: Practitioner, family: Family
) -> None:
    for one in (family.maya, family.mother):
        folk.lives_at(one, "12 Heron Way", "WZ1 4QT", is_protected=one is family.maya)
    Residence.objects.create(person=family.maya, town="Heronsgate", is_protected=True, source="x")
    Detail.objects.create(person=family.maya, kind="where_now", value="At 12 Heron Way", source="x")
    contact = from_record(leila, family.maya)  # the lead reads the protected address, and still it stays behind
    assert "Heron" not in "".join(f"{one.address}{one.where_now}" for one in contact.children.all())
    assert "Heron" not in "".join(one.address for one in contact.people.all())


def test_somebody_whose_record_is_restricted_does_not_come_along(
    alice: Practitioner, mira: Practitioner, family: Family
) -> None:
    restrict(person=family.father, kind="high_risk", because="Somebody looks for him", readers=[mira, alice], by=mira)
    contact = from_record(alice, family.maya)
    assert "Jonas Berg" not in [one.name for one in contact.people.all()]


def test_a_stranger_does_not_begin_from_a_record(charlie: Practitioner, family: Family) -> None:
    client = client_of(charlie)
    assert client.get(reverse("request_for_record", args=[family.maya.public_id])).status_code == 404
    assert Event.objects.filter(name="audit.look_refused").exists()
    assert not Contact.objects.exists()


@pytest.mark.requirement("BN-051")
def test_the_level_decided_comes_along_with_its_reason(alice: Practitioner, family: Family, edition: Edition) -> None:
    decided(thought(alice, edition, family.maya), 3)
    child = from_record(alice, family.maya).children.get()
    assert child.level
    assert (child.level.number, child.level_because) == (3, "Why level 3")


def carried(by: Practitioner, child: ConsideredChild) -> Contact:
    """Ask for help with what was thought through."""
    path = reverse("request_from_consideration", args=[child.consideration.public_id])
    saved(client_of(by), path, children=[str(child.public_id)])
    return latest()


def answers_of(contact: Contact) -> dict[str, str]:
    return dict(contact.answers.values_list("key", "text"))


@pytest.mark.requirement("BG-027", "SF-030", "SF-032", "BN-089")
def test_what_was_thought_through_comes_along_without_typing(
    alice: Practitioner, family: Family, edition: Edition
) -> None:
    child = thought(alice, edition, family.maya, life_to_come="She may be hurt", strengths="Her aunt helps")
    it = child.consideration
    for name, text in {
        "worry": "Hungry", "support_offered": "Breakfast club", "who_knows_family": "The school nurse",
        "safe_to_speak": "yes", "family_agrees": "no", "harm_without_help": "yes", "harm_because": "She is very thin",
        "family_part": "Talked on Monday", "family_view": "They are worried", "family_change": "They try",
        "what_next": "A visit this week",
    }.items():  # fmt: skip
        setattr(it, name, text)
    it.save()
    note_conversation(
        consideration=it, kind="advice", with_whom="Leila, lead", held_on=dt.date(2026, 3, 2), without_names=True,
        said="Ask for help today", followed="", by=alice,
    )  # fmt: skip
    decided(child, 3)
    contact = carried(alice, child)
    found = answers_of(contact)
    assert (found["what_happened"], found["risk"]) == ("Hungry", "She may be hurt")
    assert found["working_well"] == "Her aunt helps"
    assert (found["help_so_far"], found["who_knows"]) == ("Breakfast club", "The school nurse")
    assert (found["safe_to_speak"], found["family_told"], found["you_want"]) == ("yes", "yes", "A visit this week")
    assert "They do not agree" in found["family_said"]
    assert "The child could come to serious harm without help." in found["not_told_because"]
    assert "They are worried" in found["family_wants"]
    assert "Leila, lead, 2 March 2026 (without names): Ask for help today" in found["advice"]
    assert (contact.consideration, contact.children.get().level_because) == (it, "Why level 3")
    assert contact.children.get().person == family.maya


@pytest.mark.requirement("BN-087")
@pytest.mark.parametrize("readers", Readers.values)
def test_the_childs_own_words_come_along_only_where_they_may_leave(
    alice: Practitioner, family: Family, edition: Edition, readers: str
) -> None:
    said = {"words": "I like toast.", "words_on": dt.date(2026, 3, 4), "words_question": "What is good?"}
    contact = carried(alice, thought(alice, edition, family.maya, words_readers=readers, **said))
    found = answers_of(contact).get("child_says", "")
    if readers == Readers.AGENCY:
        assert found == ""
    else:
        assert "I like toast." in found
        assert "4 March 2026" in found
        assert "What is good?" in found


def test_of_several_children_each_is_named_beside_what_is_theirs(
    alice: Practitioner, family: Family, edition: Edition
) -> None:
    child = thought(alice, edition, family.maya, family.brother, strengths="Draws")
    child.consideration.children.filter(person=family.brother).update(strengths="Sings")
    path = reverse("request_from_consideration", args=[child.consideration.public_id])
    saved(client_of(alice), path, children=[str(one.public_id) for one in child.consideration.children.all()])
    found = answers_of(latest())
    assert "Maya Lindqvist: Draws" in found["working_well"]
    assert "Leo Marsh: Sings" in found["working_well"]


def test_a_stranger_and_a_consideration_set_aside_begin_nothing(
    alice: Practitioner, charlie: Practitioner, family: Family, edition: Edition
) -> None:
    it = thought(alice, edition, family.maya).consideration
    path = reverse("request_from_consideration", args=[it.public_id])
    assert client_of(charlie).get(path).status_code == 404
    assert path in client_of(alice).get(reverse("consideration", args=[it.public_id])).content.decode()
    it.set_aside_at, it.set_aside_by, it.set_aside_because = it.started_at, alice, "Doubled"
    it.save()
    assert client_of(alice).get(path).status_code == 404
    assert path not in client_of(alice).get(reverse("consideration", args=[it.public_id])).content.decode()


def test_a_consideration_that_names_somebody_restricted_begins_nothing(
    alice: Practitioner, mira: Practitioner, family: Family, edition: Edition
) -> None:
    it = thought(alice, edition, family.maya, family.brother).consideration
    restrict(person=family.brother, kind="high_risk", because="x", readers=[mira], by=mira)
    assert client_of(alice).get(reverse("request_from_consideration", args=[it.public_id])).status_code == 404


def test_the_draft_says_that_nobody_was_told(alice: Practitioner, family: Family) -> None:
    contact = from_record(alice, family.maya)
    page = page_of(client_of(alice), "request", contact)
    assert "NOT SENT" in page
    assert "Nobody at the front door has been told" in page
    assert shown(client_of(alice), reverse("requests")).count("NOT SENT") == 1
