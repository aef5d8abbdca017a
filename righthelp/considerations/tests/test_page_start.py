"""The start of a consideration."""

import pytest
from django.urls import reverse

from righthelp.agencies.tests import people
from righthelp.considerations.models import Consideration
from righthelp.considerations.tests.pages import address, client_of, goes_to, hidden, in_use, send, shown
from righthelp.considerations.tests.test_start import edition, nothing_changes

pytestmark = pytest.mark.django_db
START = "/considerations/start"


def test_a_worry_from_the_search_comes_along_and_is_not_saved_yet() -> None:
    in_use(edition())
    client = client_of(people.teacher(people.school()))
    with nothing_changes():
        page = client.post(START, {"text": "He is <b>hungry</b>\nagain."})
    assert page.status_code == 200
    assert "He is &lt;b&gt;hungry&lt;/b&gt;\nagain.</textarea>" in page.text
    assert "There is a problem" not in page.text


def test_started_for_two_children() -> None:
    given = in_use(edition())
    alice = people.teacher(people.school())
    client = client_of(alice)
    answer = send(client, START, worry="He is hungry.", children="J\n\n brother \n", path="short")
    kept = Consideration.objects.get()
    assert goes_to(answer, address("consideration", kept))
    assert [child.label for child in kept.children.all()] == ["J", "brother"]
    assert (kept.worry, kept.holder, kept.agency, kept.edition, kept.path) == (
        "He is hungry.", alice, alice.memberships_now[0].team.agency, given, "short",
    )  # fmt: skip


def test_it_says_when_the_lead_sees_the_draft() -> None:
    in_use(edition())
    text = shown(client_of(people.teacher(people.school())), START)
    assert "Your agency’s safeguarding lead can see it after one working day" in text


@pytest.mark.parametrize("children", ["Twin\nTwin", "Twin\n twin ", "Older twin\nJ\nOLDER  TWIN"])
def test_two_children_with_one_label_are_refused_and_nothing_is_lost(children: str) -> None:
    in_use(edition())
    client = client_of(people.teacher(people.school()))
    with nothing_changes():
        page = send(client, START, worry="Hungry.", children=children, path="short").content.decode()
    assert page.count("is here twice. Give each child a different label") == 2
    assert f"{children}</textarea>" in page


def test_sent_twice_it_starts_once() -> None:
    in_use(edition())
    client = client_of(people.teacher(people.school()))
    filled = {**hidden(client.get(START).content.decode()), "worry": "Hungry.", "children": "J", "path": "short"}
    first, second = client.post(START, filled), client.post(START, filled)
    assert first.headers["Location"] == second.headers["Location"]
    assert Consideration.objects.count() == 1


def test_what_is_missing_is_said_at_the_field_and_in_the_summary_and_nothing_is_lost() -> None:
    in_use(edition())
    client = client_of(people.teacher(people.school()))
    with nothing_changes():
        page = send(client, START, worry="Only the worry.", children="", path="")
    assert page.text.count("Enter at least one child, by initials or a label") == 2
    assert page.text.count("Choose the short or the full path") == 2
    assert "Only the worry.</textarea>" in page.text


def test_whoever_works_for_two_agencies_chooses_which() -> None:
    in_use(edition())
    alice = people.teacher(people.school())
    surgery = people.gp_practice()
    people.give(alice, surgery, "practitioner")
    client = client_of(people.fresh(alice))
    filled = {"worry": "Hungry.", "children": "J", "path": "short"}
    assert "Choose the agency that you do this for" in send(client, START, **filled).text
    send(client, START, **filled, agency=str(surgery.public_id))
    assert Consideration.objects.get().agency == surgery


def test_an_agency_of_others_cannot_be_chosen() -> None:
    in_use(edition())
    alice = people.teacher(people.school())
    people.give(alice, people.gp_practice(), "practitioner")
    stranger = people.agency("Westmarsh Homes")
    filled = {"worry": "Hungry.", "children": "J", "path": "short", "agency": str(stranger.public_id)}
    with nothing_changes():
        assert send(client_of(people.fresh(alice)), START, **filled).status_code == 200


def test_without_adopted_guidance_it_says_so_and_gives_the_text_back() -> None:
    edition()
    client = client_of(people.teacher(people.school()))
    assert "No guidance has been adopted yet" in shown(client, START)
    with nothing_changes():
        page = client.post(START, {"text": "He is <i>hungry</i>."}).content.decode()
    assert "He is &lt;i&gt;hungry&lt;/i&gt;." in page
    assert reverse("frameworks") in page


def test_no_address_holds_a_worry() -> None:
    in_use(edition())
    client = client_of(people.teacher(people.school()))
    assert "hungry" not in client.get(f"{START}?text=hungry&worry=hungry").content.decode()
