"""A brother whose record is not open to the reader, and a father whose record is restricted, are nowhere named."""

from collections.abc import Collection, Iterator

import pytest
import time_machine
from django.urls import reverse

from righthelp.agencies.models import Practitioner
from righthelp.people.tests.conftest import Family
from righthelp.plans.actions import add_member
from righthelp.plans.models import Plan
from righthelp.plans.tests import gathering, hiding, papering
from righthelp.plans.tests.hiding import everywhere, hide
from righthelp.plans.tests.papering import Papered
from righthelp.work.models import Involvement
from righthelp.work.tests.working import client_of, shown

pytestmark = pytest.mark.django_db
NAMES = ("Leo", "Jonas Berg", hiding.PHONE, "father@example.test", hiding.SECRET, hiding.NEED, hiding.OWN, "Westmarsh")


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with time_machine.travel(papering.NOW, tick=False):
        yield


@pytest.fixture
def it(plan: Plan, family: Family, alice: Practitioner) -> Papered:
    return everywhere(plan, family, alice)


def named_on_pages(plan: Plan, who: Practitioner, pages: Collection[str] = ()) -> tuple[set[str], list[str]]:
    """Give the pages that opened, of these or of all, and where one of the names stands."""
    client, opened, found = client_of(who), set(), []
    for address in hiding.addresses(plan, pages):
        answer = client.get(address)
        assert answer.status_code in (200, 302, 404, 405), address
        if answer.status_code == 200:
            opened.add(answer.resolver_match.view_name)
            text = hiding.text_of(answer.getvalue())
            found += [f"{answer.resolver_match.view_name}: {name}" for name in NAMES if name in text]
    return opened, sorted(set(found))


@pytest.mark.parametrize(("who", "at_least"), [("alice", 45), ("bob", 20)])
def test_no_page_of_a_plan_names_a_child_or_a_parent_whose_record_is_not_open(
    it: Papered, family: Family, mira: Practitioner, request: pytest.FixtureRequest, who: str, at_least: int
) -> None:
    reader = request.getfixturevalue(who)
    hide(it, family, reader, mira)
    opened, found = named_on_pages(it.plan, reader)
    assert not found
    assert len(opened) >= at_least, sorted(opened)


def test_the_same_walk_finds_the_names_where_the_records_are_open(it: Papered, alice: Practitioner) -> None:
    own = "plan", "plan_version", "plan_changes", "plan_services", "plan_service_ask", "plan_worry_add"
    _, found = named_on_pages(it.plan, alice, own)
    assert {f"{page}: {hiding.OWN}" for page in own} <= set(found)
    assert "plan_version: Westmarsh" in found
    pages = "plan", "plan_members", "plan_progress", "plan_copies", "family_pages", "meeting"
    _, found = named_on_pages(it.plan, alice, pages)
    for page in pages:
        assert f"{page}: Jonas Berg" in found
        assert f"{page}: Leo" in found


def test_a_hidden_father_stands_on_the_plan_without_a_name_a_role_or_a_telephone(
    it: Papered, family: Family, alice: Practitioner, mira: Practitioner
) -> None:
    hide(it, family, alice, mira)
    text = shown(client_of(alice), reverse("plan_members", args=[it.plan.public_id]))
    assert "Somebody whose record is not open to you" in text
    assert "Jonas Berg" not in text
    assert "Ana Lindqvist" in text


def test_the_telephone_of_the_family_is_for_those_who_keep_the_plan(
    it: Papered, alice: Practitioner, bob: Practitioner
) -> None:
    path = reverse("plan_members", args=[it.plan.public_id])
    assert hiding.PHONE in shown(client_of(alice), path)
    assert hiding.PHONE not in shown(client_of(bob), path)


def test_whoever_works_with_one_child_learns_nothing_of_the_other_childs_father(
    it: Papered, family: Family, alice: Practitioner, bob: Practitioner
) -> None:
    dean = add_member(
        plan=it.plan, kind="family", name="Dean Pask", role="Leo’s father", reads=[it.brother], by=alice
    )  # fmt: skip
    meeting = gathering.called(it.plan, alice, dean)
    meeting.invited.update(views="I was in prison last year")
    pages = [reverse("plan_members", args=[it.plan.public_id]), gathering.at(meeting)]
    assert all("Dean Pask" in shown(client_of(bob), page) for page in pages)
    Involvement.objects.filter(practitioner=bob, child=family.brother).delete()
    for page in pages:
        text = shown(client_of(bob), page)
        for words in ("Dean", "Leo’s father", "in prison"):
            assert words not in text
    assert "Somebody from the family or close to it" in shown(client_of(bob), pages[0])
    assert "Ana Lindqvist" in shown(client_of(bob), pages[0])
