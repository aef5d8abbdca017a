"""Children of early help go to the front door with all that is written: urgently, for the panel, or a step up."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from righthelp.agencies.models import Practitioner
from righthelp.audit.models import Event
from righthelp.early_help.models import Assessment, ChildVoice, EarlyHelp
from righthelp.early_help.tests import helping
from righthelp.early_help.tests.every_table import Helped, in_every_table
from righthelp.early_help.tests.everything import STAYS, boxes, carried, marked
from righthelp.front_door.models import Contact
from righthelp.front_door.tests.deciding import adopted
from righthelp.people.tests.conftest import Family
from righthelp.plans.models import ChildReviewed, Need, Note, PlanChild, Referral, Review, ScaleMark
from righthelp.work.models import PassedOn
from righthelp.work.tests.working import client_of, send_form, send_twice, shown, words

NEW = {
    "because": "She came with a bruise today", "is_urgent": "no", "is_safe_to_speak": "yes", "is_family_told": "yes",
    "family_agrees": "yes", "family_said": "Her mother asks for it, too", "phone": "01632 960 123",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _guidance(alice: Practitioner) -> None:
    adopted(alice)


def at(name: str, it: EarlyHelp, *more: object) -> str:
    return reverse(name, args=[it.public_id, *more])


def child_of(it: EarlyHelp, family: Family) -> PlanChild:
    return it.plan.children.select_related("person").get(person=family.maya)


def speaks(it: EarlyHelp, family: Family, **said: str) -> None:
    voice = {"words_readers": ChildVoice.Readers.TEAM, **said}
    assessment = Assessment.objects.create(help=it)
    ChildVoice.objects.create(assessment=assessment, child=child_of(it, family), words_on=helping.SINCE, **voice)


def stepped_up(client: Client, it: EarlyHelp, **more: Any) -> Contact:
    children = [str(one.public_id) for one in it.plan.children.filter(left_on=None)]
    page = send_form(client, at("early_help_step_up", it), **{**NEW, "children": children, **more})
    assert page.status_code == 302, words(page)
    return Contact.objects.get()


def answers_of(contact: Contact) -> dict[str, str]:
    return dict(contact.answers.values_list("key", "text"))


def all_that_arrived(contact: Contact) -> str:
    children = [f"{one.name} {one.level_because}" for one in contact.children.all()]
    people = [f"{one.name} {one.role} {one.phone}" for one in contact.people.all()]
    return "\n".join([*answers_of(contact).values(), *children, *people])


@pytest.mark.requirement("BN-049", "BN-050", "BP-195", "SF-013", "BN-046")
def test_stepping_up_carries_every_box_that_was_filled_in(
    alice: Practitioner, bob: Practitioner, family: Family
) -> None:
    it = in_every_table(Helped(family.maya, family.mother, alice, bob, "token"))
    written = marked()
    arrived = all_that_arrived(stepped_up(client_of(alice), it)).lower()
    assert {where: text for where, text in written.items() if text.lower() not in arrived} == {}


@pytest.mark.requirement("BN-049")
def test_a_review_or_a_mark_that_is_struck_through_does_not_go_along_and_what_was_put_right_does(
    alice: Practitioner, bob: Practitioner, family: Family
) -> None:
    it = in_every_table(Helped(family.maya, family.mother, alice, bob, "token"))
    Review.objects.exclude(struck_at=None).update(changed="Of another family")
    ScaleMark.objects.exclude(struck_at=None).update(words="Of another goal")
    Note.objects.filter(kind=Note.Kind.PUT_RIGHT).update(was_wrong="Ten times", text="Two times")
    arrived = all_that_arrived(stepped_up(client_of(alice), it))
    assert not [text for text in ("Of another family", "Of another goal") if text in arrived]
    assert "what was put right: It was wrong: “Ten times” Ana Lindqvist, mother said so on 12 January 2026" in arrived
    assert "What is right: Two times" in arrived


@pytest.mark.requirement("BN-047", "BN-049")
def test_what_each_review_found_goes_along_with_its_day_and_with_what_it_means(
    early_help: EarlyHelp, alice: Practitioner, family: Family
) -> None:
    for month, life in ((2, "worse"), (3, "better")):
        about = {"plan": early_help.plan, "reviewed_on": dt.date(2026, month, 2), "next_on": dt.date(2026, month, 27)}
        why = {"is_not_working": True, "not_working_because": "We meet at the wrong place"}
        review = Review.objects.create(**about, **why, changed="She moved.", do_next="Meet at home.", reviewed_by=alice)
        ChildReviewed.objects.create(
            review=review, child=child_of(early_help, family), life=life, how_we_know="Her teacher"
        )
    arrived = all_that_arrived(stepped_up(client_of(alice), early_help)).splitlines()
    for line in (
        "Review of 2 February 2026: She moved. Next: Meet at home. (to be reviewed again by 27 February 2026)",
        "Review of 2 February 2026: the plan is not yet making the difference we hoped: We meet at the wrong place",
        "Review of 2 February 2026: Harder than before: Her teacher",
        "Review of 2 March 2026: Life is better for the child: Her teacher",
    ):
        assert [one for one in arrived if line in one] != []


@pytest.mark.requirement("BN-030", "BP-142")
def test_a_service_goes_along_with_the_days_from_and_until_which_it_helps(
    early_help: EarlyHelp, alice: Practitioner
) -> None:
    need = Need.objects.create(plan=early_help.plan, own_words="Sleep", noted_by=alice)
    days = {"asked_on": 2, "answered_on": 9, "begins_on": 16, "hoped_end_on": 27}
    answer: dict[str, Any] = {name: dt.date(2026, 2, one) for name, one in days.items()} | {"answer": "waiting_list"}
    said = {"name": "Sleep clinic", "change": "She sleeps.", "told": "That she wakes.", "agreed": "Ana did."}
    Referral.objects.create(plan=early_help.plan, need=need, asked_by=alice, answer_noted_by=alice, **said, **answer)
    assert (
        "Sleep clinic, asked on 2 February 2026, so that: She sleeps. Told: That she wakes. Agreed: Ana did. "
        "Answer of 9 February 2026: They will help, after a wait. Helps from 16 February 2026. "
        "Hoped to help until 27 February 2026"
    ) in all_that_arrived(stepped_up(client_of(alice), early_help))


@pytest.mark.requirement("SF-009", "BN-049")
def test_before_it_has_begun_nothing_says_that_it_had(offered: EarlyHelp, alice: Practitioner) -> None:
    arrived = all_that_arrived(stepped_up(client_of(alice), offered))
    assert (
        "Early help that has not begun. The need was first seen on 6 December 2025. How it came: Somebody who works "
        "with the family saw the need. What led to it: Maya is tired and often late"
    ) in arrived
    assert "Early help since" not in arrived


def test_no_box_of_both_rooms_is_forgotten_in_that_comparison(
    alice: Practitioner, bob: Practitioner, family: Family
) -> None:
    in_every_table(Helped(family.maya, family.mother, alice, bob, "token"))
    names = {where.partition(" of ")[0] for where in marked()}
    assert [name for _, _, name in carried() if name not in names] == []
    known = {name for model, _, name in boxes() for name in (name, model._meta.label_lower)}
    assert sorted(set(STAYS) - known) == []


@pytest.mark.requirement("BN-049")
def test_it_asks_only_what_is_new_and_arrives_in_the_same_moment(
    early_help: EarlyHelp, alice: Practitioner, family: Family
) -> None:
    maya = child_of(early_help, family)
    contact = stepped_up(client_of(alice), early_help, **{f"level-{maya.public_id}": "2"})
    assert contact.received_at is not None
    found = answers_of(contact)
    assert found["what_happened"].startswith("She came with a bruise today")
    assert "Maya is tired and often late" in found["what_happened"]
    assert (found["family_told"], found["family_agreed"], found["safe_to_speak"]) == ("yes", "yes", "yes")
    assert "Her mother asks for it, too" in found["family_said"]
    child = contact.children.get(person=family.maya)
    assert (child.name, child.level.number if child.level else 0) == ("Maya Lindqvist", 2)
    assert contact.people.filter(name="Ana Lindqvist", kind="parent").exists()
    assert contact.referrer.phone == "01632 960 123"


def test_only_the_children_who_are_chosen_go_with_what_is_theirs(
    early_help: EarlyHelp, alice: Practitioner, family: Family
) -> None:
    speaks(early_help, family, words="marzipan", life_now="tangerine")
    PlanChild.objects.filter(person=family.maya).update(wants="vermilion")
    brother = early_help.plan.children.get(person=family.brother)
    contact = stepped_up(client_of(alice), early_help, children=[str(brother.public_id)])
    assert [one.person for one in contact.children.all()] == [family.brother]
    arrived = all_that_arrived(contact)
    assert not [words for words in ("marzipan", "tangerine", "vermilion") if words in arrived]


def test_a_childs_words_stay_with_the_lead_where_that_was_chosen(
    early_help: EarlyHelp, alice: Practitioner, family: Family
) -> None:
    speaks(early_help, family, words="vermilion", words_readers=ChildVoice.Readers.LEAD)
    arrived = all_that_arrived(stepped_up(client_of(alice), early_help))
    assert "vermilion" not in arrived
    assert "whoever leads the early help keeps it" in arrived


@pytest.mark.requirement("SF-014")
def test_an_urgent_worry_goes_at_once_before_any_agreement_or_assessment(
    offered: EarlyHelp, alice: Practitioner, family: Family
) -> None:
    client = client_of(alice)
    assert at("early_help_urgent", offered) in client.get(at("early_help", offered)).text
    children = [str(one.public_id) for one in offered.plan.children.all()]
    page = send_form(client, at("early_help_urgent", offered), because="He hit her", children=children)
    assert page.status_code == 302, words(page)
    contact = Contact.objects.get()
    assert contact.is_urgent
    assert contact.received_at is not None
    assert answers_of(contact)["how_soon"] == "now"
    assert "Maya is tired and often late" in answers_of(contact)["what_happened"]
    assert contact.children.count() == 2


@pytest.mark.requirement("SF-014")
def test_whoever_takes_part_tells_the_front_door_without_waiting_for_the_lead(
    early_help: EarlyHelp, bob: Practitioner
) -> None:
    from righthelp.plans.tests import planning

    planning.works_in(bob, early_help.plan)
    client = client_of(bob)
    children = [str(one.public_id) for one in early_help.plan.children.all()]
    given = {"because": "He hit her", "children": children}
    assert send_form(client, at("early_help_urgent", early_help), **given).status_code == 302
    assert Contact.objects.get().author == bob
    assert client.get(at("early_help_step_up", early_help)).status_code == 404


@pytest.mark.requirement("BN-044")
def test_the_panel_is_asked_where_it_is_unclear_which_help_fits(early_help: EarlyHelp, alice: Practitioner) -> None:
    client = client_of(alice)
    children = [str(one.public_id) for one in early_help.plan.children.all()]
    given = {**NEW, "because": "Two services could help", "children": children}
    assert send_form(client, at("early_help_panel", early_help), **given).status_code == 302
    found = answers_of(Contact.objects.get())
    assert "allocation panel" in found["you_want"]
    assert "Two services could help" in found["what_happened"]
    assert {one.asked_for for one in PassedOn.objects.all()} == {"panel"}
    assert "Asked for the allocation panel, for Maya and Leo" in shown(client, at("early_help", early_help))


def test_without_the_familys_yes_it_says_why_all_the_same(early_help: EarlyHelp, alice: Practitioner) -> None:
    client = client_of(alice)
    children = [str(one.public_id) for one in early_help.plan.children.all()]
    given = {**NEW, "children": children, "is_family_told": "no", "family_agrees": "not_asked", "family_said": ""}
    page = send_form(client, at("early_help_step_up", early_help), **given)
    assert "Write why you ask all the same" in words(page)
    contact = stepped_up(client, early_help, **{**given, "not_told_because": "He would hurt her"})
    found = answers_of(contact)
    assert (found["family_told"], found["family_agreed"]) == ("no", "not_asked")
    assert "He would hurt her" in found["not_told_because"]


def test_where_there_are_several_children_none_goes_by_a_slip(early_help: EarlyHelp, alice: Practitioner) -> None:
    client = client_of(alice)
    for name in ("early_help_step_up", "early_help_panel", "early_help_urgent"):
        assert "checked" not in box_of_children(client, at(name, early_help)), name
        assert "What is about children who stay is left out" in shown(client, at(name, early_help)), name
    early_help.plan.children.exclude(pk=early_help.plan.children.all()[0].pk).update(
        left_on=helping.SINCE, left_because="Moved"
    )
    assert "checked" in box_of_children(client, at("early_help_step_up", early_help))


def box_of_children(client: Client, path: str) -> str:
    page: Any = client.get(path)
    return "".join(line for line in page.text.split("<input") if 'name="children"' in line)


@pytest.mark.requirement("BN-049")
def test_where_some_stay_it_says_that_what_is_about_them_was_left_out_and_who_went(
    early_help: EarlyHelp, alice: Practitioner, family: Family
) -> None:
    client, maya = client_of(alice), child_of(early_help, family)
    stepped_up(client, early_help, children=[str(maya.public_id)])
    page = shown(client, at("early_help", early_help))
    assert "What is about the children who stay was left out" in page
    assert "Asked the front door for help, for Maya" in page
    assert "for Maya and Leo" not in page
    stepped_up_again(client, early_help)
    page = shown(client, at("early_help", early_help))
    assert "The front door has it now, with everything that is written here." in page
    assert "Asked the front door for help, for Maya and Leo" in page


@pytest.mark.requirement("SF-014", "BN-049")
def test_an_urgent_word_about_one_child_says_what_was_left_out_too(
    early_help: EarlyHelp, alice: Practitioner, family: Family
) -> None:
    client, path = client_of(alice), at("early_help_urgent", early_help)
    children, left_out = [str(child_of(early_help, family).public_id)], "about the children who stay was left out"
    given = {"because": "He is back", "is_safe_to_speak": "no", "phone": NEW["phone"]}
    assert send_form(client, path, **given, children=children).status_code == 302
    page = shown(client, at("early_help", early_help))
    assert left_out in page
    assert "If a child is in danger, ring as well." in page
    both = [str(one.public_id) for one in early_help.plan.children.all()]
    assert send_form(client, path, **given, children=both).status_code == 302
    page = shown(client, at("early_help", early_help))
    assert "with everything that is written here. If a child is in danger, ring as well." in page
    assert left_out not in page


def test_of_a_child_who_stays_and_is_closed_to_whoever_asks_it_says_neither_that_all_went_nor_that_one_stays(
    offered: EarlyHelp, alice: Practitioner, charlie: Practitioner, family: Family
) -> None:
    helping.agreed(offered, family.mother, by=alice, people=[family.maya])
    it = helping.begun(offered, alice)
    helping.leads(charlie, it, by=alice)
    client = client_of(charlie)
    stepped_up(client, it, children=[str(child_of(it, family).public_id)])
    page = shown(client, at("early_help", it))
    assert "The front door has it now." in page
    assert "everything that is written here." not in page
    assert "stay was left out" not in page
    assert "Leo" not in page


def stepped_up_again(client: Client, it: EarlyHelp) -> None:
    children = [str(one.public_id) for one in it.plan.children.all()]
    assert send_form(client, at("early_help_step_up", it), **NEW, children=children).status_code == 302


@pytest.mark.parametrize("said", [True, False])
def test_the_family_is_told_who_asked_only_if_whoever_asked_said_so(
    early_help: EarlyHelp, alice: Practitioner, *, said: bool
) -> None:
    contact = stepped_up(client_of(alice), early_help, **({"may_be_named": "on"} if said else {}))
    assert contact.referrer.may_be_named is said
    assert contact.referrer.phone == "01632 960 123"


def test_sent_twice_it_goes_once(early_help: EarlyHelp, alice: Practitioner) -> None:
    children = [str(one.public_id) for one in early_help.plan.children.all()]
    send_twice(client_of(alice), at("early_help_step_up", early_help), **NEW, children=children)
    assert Contact.objects.count() == 1


def led_to(client: Client, path: str) -> str:
    answer: Any = client.get(path)
    return str(answer.url)


def test_each_shows_where_the_other_is(early_help: EarlyHelp, alice: Practitioner, sam: Practitioner) -> None:
    from righthelp.agencies.tests import people

    contact = stepped_up(client_of(alice), early_help)
    page: Any = client_of(alice).get(at("early_help", early_help))
    way = reverse("contact_way", args=[contact.public_id])
    assert way in page.text
    assert led_to(client_of(alice), way) == reverse("request", args=[contact.public_id])
    fran = people.worker(sam.memberships_now[0].team.agency, "front_door_worker", "Fran Castellano")
    client = client_of(fran)
    assert led_to(client, way) == reverse("front_door_contact", args=[contact.public_id])
    assert at("early_help", early_help) in client.get(reverse("front_door_contact", args=[contact.public_id])).text
    assert "Maya" in shown(client, at("early_help", early_help))


def test_a_stranger_finds_no_way_to_the_contact(
    early_help: EarlyHelp, alice: Practitioner, charlie: Practitioner
) -> None:
    contact = stepped_up(client_of(alice), early_help)
    assert client_of(charlie).get(reverse("contact_way", args=[contact.public_id])).status_code == 404


def test_what_is_asked_is_logged_without_its_words(early_help: EarlyHelp, alice: Practitioner) -> None:
    stepped_up(client_of(alice), early_help)
    event = Event.objects.get(name="early_help.front_door_asked")
    assert "bruise" not in str(event.__dict__)


def test_early_help_goes_on_until_somebody_ends_it(early_help: EarlyHelp, alice: Practitioner) -> None:
    stepped_up(client_of(alice), early_help)
    early_help.refresh_from_db()
    assert early_help.is_open
    assert early_help.begun_on == helping.SINCE
