"""A review that was held at no meeting reaches each of the family in a copy of their own (BP-302)."""

import datetime as dt
import io
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.urls import reverse
from pypdf import PdfReader

from righthelp.agencies.models import Practitioner
from righthelp.agencies.tests import people
from righthelp.people.tests.conftest import Family
from righthelp.plans.access import plan_to_read
from righthelp.plans.actions import end_plan, let_member_leave
from righthelp.plans.actions.copies import release_copy
from righthelp.plans.actions.putting_right import strike_review
from righthelp.plans.actions.reviews import ChildLife, Reviewed, review
from righthelp.plans.models import Copy, Meeting, Member, Plan, PlanChild, Review
from righthelp.plans.presenting.papers import STRUCK_SINCE
from righthelp.plans.reviewed import review_sections
from righthelp.plans.tests import gathering, planning
from righthelp.plans.tests.gathering import LAST_WEEK, NOW
from righthelp.work.tests.working import client_of, hidden, send_form, shown

pytestmark = pytest.mark.django_db
OF_ALL = ("The evenings are calmer", "The clinic has a long wait", "We ask another clinic")
NEVER = ("I hate the clinic", "Their aunt says that he drinks", "He was out at night")
NEXT = dt.date(2026, 4, 1)


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def maya(plan: Plan, family: Family) -> PlanChild:
    return planning.child_of(plan, family.maya)


@pytest.fixture
def leo(plan: Plan, family: Family) -> PlanChild:
    return planning.child_of(plan, family.brother)


@pytest.fixture
def mother(plan: Plan, family: Family, alice: Practitioner, maya: PlanChild, leo: PlanChild) -> Member:
    return gathering.parent(plan, family.mother, alice, maya, leo)


@pytest.fixture
def father(plan: Plan, family: Family, alice: Practitioner, maya: PlanChild) -> Member:
    return gathering.parent(plan, family.father, alice, maya, role="father")


@pytest.fixture
def made(plan: Plan, alice: Practitioner, maya: PlanChild, leo: PlanChild) -> Review:
    Plan.objects.update(begun_on=planning.SINCE)
    changed, because, then = OF_ALL
    what = Reviewed(LAST_WEEK.date(), changed, then, NEXT, NEVER[1], because, NEVER[2])
    lives = [ChildLife(maya, "better", "She sleeps until six", NEVER[0]), ChildLife(leo, "worse", "He is tired")]
    return review(plan=plan, what=what, children=lives, by=alice)


def at(made: Review) -> str:
    return reverse("plan_review", args=[made.plan.public_id, made.public_id])


def copy_for(made: Review, member: Member, *keys: str) -> str:
    path = reverse("plan_review_copy", args=[made.plan.public_id, made.public_id, member.public_id])
    return path + "?" + "&".join(f"review={key}" for key in keys)


def every(*children: PlanChild) -> tuple[str, ...]:
    own = [f"{what}-{child.public_id}" for child in children for what in ("life", "known")]
    return ("changed", "not_working_because", "do_next", "family_view", "risk_because", *own)


@pytest.mark.requirement("BP-302", "BN-047")
def test_what_somebody_chose_of_it_is_released_for_one_of_the_family_and_given(
    made: Review, alice: Practitioner, mother: Member, maya: PlanChild
) -> None:
    client = client_of(alice)
    first = client.get(copy_for(made, mother)).text
    assert "Until then there is nothing to release" in first
    assert "Release this copy" not in first
    chosen = copy_for(made, mother, "changed", "do_next", f"life-{maya.public_id}")
    page = shown(client, chosen)
    for text in (OF_ALL[0], OF_ALL[2], "Life is better for the child", "By 1 April 2026.", "If you do not agree"):
        assert text in page
    assert OF_ALL[1] not in page
    onward = send_form(client, chosen, is_safe="yes")
    copy = Copy.objects.get()
    assert (copy.kind, copy.review, copy.member) == ("review", made, mother)
    assert onward.url == reverse("plan_copy", args=[made.plan.public_id, copy.public_id])
    assert "not given yet" in shown(client, at(made))
    day = {"given_on_day": "2", "given_on_month": "3", "given_on_year": "2026"}
    send_form(client, onward.url, how="hand", **day)
    assert "By hand, 2 March 2026, noted by Alice" in shown(client, at(made))
    log = shown(client, reverse("plan_copies", args=[made.plan.public_id]))
    assert "What a review says" in log


@pytest.mark.requirement("BP-302")
def test_a_father_of_one_child_gets_nothing_of_the_other_nor_of_all_however_it_is_asked(
    made: Review, alice: Practitioner, father: Member, maya: PlanChild, leo: PlanChild
) -> None:
    client = client_of(alice)
    page = client.get(copy_for(made, father, *every(maya, leo))).text
    assert "She sleeps until six" in page
    for text in (*OF_ALL, "Leo", "Harder than before", "He is tired", *NEVER):
        assert text not in page
    father.reads.clear()
    nothing = client.get(copy_for(made, father, *every(maya, leo))).text
    assert "Nothing of this review may go to them" in nothing
    assert "She sleeps" not in nothing
    client.post(copy_for(made, father, *every(maya, leo)), {**hidden(page), "is_safe": "yes"})
    assert not Copy.objects.exists()


def test_words_of_a_child_or_of_the_family_and_why_risk_rises_are_in_no_copy(
    made: Review, alice: Practitioner, mother: Member, maya: PlanChild, leo: PlanChild
) -> None:
    page = client_of(alice).get(copy_for(made, mother, *every(maya, leo))).text
    assert "He is tired" in page
    assert not [text for text in NEVER if text in page]


def test_the_one_who_leads_releases_it_a_colleague_and_a_stranger_do_not(
    made: Review, alice: Practitioner, bob: Practitioner, charlie: Practitioner, mother: Member
) -> None:
    link = copy_for(made, mother).rstrip("?")
    assert link in client_of(alice).get(at(made)).text
    assert link not in client_of(bob).get(at(made)).text
    for one in (bob, charlie):
        assert client_of(one).get(link).status_code == 404
    for one in (alice, bob):
        other = planning.member_of(made.plan, one)
        assert client_of(alice).get(copy_for(made, other)).status_code == 404


def test_after_the_plan_ended_it_is_still_owed_and_says_nothing_of_a_day_that_no_longer_stands(
    made: Review, alice: Practitioner, mother: Member
) -> None:
    client = client_of(alice)
    assert "By 1 April 2026." in shown(client, copy_for(made, mother, "changed"))
    end_plan(plan=made.plan, on=NOW.date(), because="Life is better", by=alice)
    assert "By 1 April 2026." not in shown(client, copy_for(made, mother, "changed"))
    assert send_form(client, copy_for(made, mother, "changed"), is_safe="yes").status_code == 302
    assert Copy.objects.get().sections[0]["lines"] == [OF_ALL[0]]


def test_of_a_review_at_a_meeting_or_struck_through_there_is_no_copy(
    made: Review, plan: Plan, alice: Practitioner, mother: Member
) -> None:
    client = client_of(alice)
    send_form(client, copy_for(made, mother, "changed"), is_safe="yes")
    opened = client.get(copy_for(made, mother, "do_next")).text
    strike_review(review=made, because="It was another family", by=alice)
    assert STRUCK_SINCE in client.get(reverse("plan_copies", args=[plan.public_id])).text
    assert client.get(copy_for(made, mother)).status_code == 404
    answer: Any = client.post(copy_for(made, mother, "do_next"), {**hidden(opened), "is_safe": "yes"})
    assert "This cannot be saved any more" in answer.text
    assert Copy.objects.count() == 1
    assert "Copies for the family" not in client.get(at(made)).text
    meeting: Meeting = gathering.called(plan, alice, at=LAST_WEEK)
    Review.objects.update(struck_at=None, struck_by=None, struck_because="", meeting=meeting)
    assert client.get(copy_for(made, mother)).status_code == 404
    assert "Copies for the family" not in client.get(at(made)).text


def test_a_copy_is_of_one_thing_for_somebody_of_the_plan(made: Review, alice: Practitioner, mother: Member) -> None:
    seen = plan_to_read(people.fresh(alice), made.plan.public_id, page="test")
    sections = review_sections(seen, made, seen.members[mother.pk], ["changed"])
    what: dict[str, Any] = {"plan": made.plan, "member": mother, "kind": "review", "title": "x", "sections": sections}
    copy = release_copy(**what, again=lambda: sections, review=made, by=people.fresh(alice))
    assert list(made.copies.all()) == [copy]


@pytest.mark.requirement("BP-302")
def test_of_a_review_that_is_struck_through_it_is_said_who_has_it_and_every_copy_of_it_says_that_it_does_not_stand(
    made: Review, plan: Plan, alice: Practitioner, bob: Practitioner, mother: Member, father: Member
) -> None:
    client = client_of(alice)
    copy = send_form(client, copy_for(made, mother, "changed"), is_safe="yes").url
    strike = reverse("plan_review_strike", args=[plan.public_id, made.public_id])
    assert "Do not give this copy" not in client.get(copy).text
    assert "OUT OF DATE" not in as_pdf(client)
    for page in (strike, at(made)):
        if page == at(made):
            strike_review(review=made, because="It was another family", by=alice)
        said = shown(client, page)
        assert "Who has, or may have, a copy" in said
        assert "Ana Lindqvist, mother Released on 2 March 2026" in said
        assert "Jonas" not in said
    assert f'href="{reverse("plan_review_add", args=[plan.public_id])}">Write a new review' in client.get(at(made)).text
    his = shown(client_of(bob), at(made))
    assert "Who has, or may have, a copy" not in his
    assert "Write a new review" not in his
    page = client.get(copy).text
    assert f"Do not give this copy now. {STRUCK_SINCE}" in page
    assert "Note that it was given before" in page
    assert "OUT OF DATE" in as_pdf(client)


@pytest.mark.requirement("BP-302")
def test_of_a_review_that_is_struck_through_it_is_said_who_left_with_a_copy(
    made: Review, alice: Practitioner, mother: Member, father: Member, maya: PlanChild
) -> None:
    client = client_of(alice)
    send_form(client, copy_for(made, father, f"life-{maya.public_id}"), is_safe="yes")
    for one in (mother, father):
        let_member_leave(member=one, because="Moved", by=alice)
    page = client.get(at(made)).text
    assert "Jonas" in page
    assert copy_for(made, father).rstrip("?") not in page
    strike_review(review=made, because="It was another family", by=alice)
    said = shown(client, at(made))
    assert "father (has left) Released on 2 March 2026" in said
    assert ": not noted as given" in said
    assert "Ana" not in said.partition("may have, a copy")[2]


def as_pdf(client: Any) -> str:
    copy = Copy.objects.get()
    found = client.get(reverse("plan_copy_file", args=[copy.plan.public_id, copy.public_id, "pdf"]))
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(found.content)).pages)


def test_from_a_copy_of_a_review_and_from_striking_it_through_the_way_back_leads_to_the_review(
    made: Review, plan: Plan, alice: Practitioner, mother: Member
) -> None:
    client = client_of(alice)
    copy = send_form(client, copy_for(made, mother, "changed"), is_safe="yes").url
    strike = reverse("plan_review_strike", args=[plan.public_id, made.public_id])
    for page in (copy, strike, copy_for(made, mother, "changed")):
        assert f'href="{at(made)}"' in client.get(page).text
    assert f'href="{reverse("plan_copies", args=[plan.public_id])}"' not in client.get(copy).text


def test_to_ask_for_a_copy_with_nothing_ticked_is_an_error_at_the_boxes(
    made: Review, alice: Practitioner, mother: Member
) -> None:
    client, form = client_of(alice), copy_for(made, mother)
    assert "Tick what they get" not in client.get(form).text
    assert "Tick what they get" in client.get(f"{form}asked=yes").text
    assert "Tick what they get" not in client.get(f"{copy_for(made, mother, 'changed')}&asked=yes").text
