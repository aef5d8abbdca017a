"""Setting a draft aside and bringing it back, as its holder and the agency's leads see it."""

from typing import Any

import pytest

from righthelp.agencies.models import Practitioner
from righthelp.agencies.tests import people
from righthelp.audit.queries import events_about, looks_at
from righthelp.considerations.actions import ChangedMeanwhile, bring_back, choose_descriptor, set_aside
from righthelp.considerations.models import Consideration, ConsideredChild
from righthelp.considerations.tests.pages import address, client_of, goes_to, hidden, in_use, send, shown
from righthelp.considerations.tests.test_start import choose, decide_on, draft, edition, nothing_changes

pytestmark = pytest.mark.django_db
LIST = "/considerations"
WHY = "The same as the draft of Monday."
LEADS = [people.safeguarding_lead, people.deputy_lead]
NAMES = ("consideration_worry", "consideration_advice", "consideration_questions", "child_add")
ABOUT_CHILD = ("child_words", "child_readers", "child_needs", "child_own_need", "child_missing", "child_decide")


@pytest.fixture
def thinking() -> Consideration:
    """Give a fresh draft, that leads do not see yet."""
    in_use(edition())
    return draft("J")


@pytest.fixture
def aside(thinking: Consideration) -> Consideration:
    """Give a draft that its holder set aside."""
    set_aside(consideration=thinking, because=WHY, by=thinking.holder)
    return Consideration.objects.get()


def test_the_holder_sets_a_draft_aside_with_a_reason(thinking: Consideration) -> None:
    alice = client_of(thinking.holder)
    page = shown(alice, address("consideration", thinking))
    assert "Started by mistake, doubled, or no longer needed? Set this draft aside" in page
    about = shown(alice, address("consideration_set_aside", thinking))
    assert "Nothing is deleted" in about
    assert "Your safeguarding lead and deputy can see at once that you set it aside, and why." in about
    answer = send(alice, address("consideration_set_aside", thinking), because=WHY)
    assert goes_to(answer, address("consideration", thinking))
    page = shown(alice, address("consideration", thinking))
    assert "SET ASIDE Alice Adeyemi set this aside on" in page
    assert WHY in page
    assert "NOT SENT" not in page
    assert "Deciding a level tells nobody" not in page
    assert thinking.worry in page


def test_a_reason_must_be_given(thinking: Consideration) -> None:
    alice = client_of(thinking.holder)
    with nothing_changes():
        page = send(alice, address("consideration_set_aside", thinking), because=" ")
    assert "Write why you are setting this aside" in page.text


def test_it_leaves_the_drafts_and_stands_under_set_aside(aside: Consideration) -> None:
    text = shown(client_of(aside.holder), LIST)
    assert "You have no drafts" in text
    assert "NOT SENT" not in text
    mine = text.partition(" Set aside J")[2]
    assert "Set aside by Alice Adeyemi on" in mine
    assert WHY in mine
    assert "Bring back J" in mine


def test_without_anything_set_aside_the_list_says_nothing_of_it(thinking: Consideration) -> None:
    assert "Set aside" not in shown(client_of(thinking.holder), LIST)


@pytest.mark.parametrize("make", LEADS)
def test_lead_and_deputy_see_it_at_once_with_the_reason(thinking: Consideration, make) -> None:  # type: ignore[no-untyped-def]
    lead = make(thinking.agency)
    client = client_of(lead)
    assert "No colleague has set a draft aside" in shown(client, LIST)
    set_aside(consideration=thinking, because=WHY, by=thinking.holder)
    part = shown(client, LIST).partition("Set aside in your agency by others")[2].partition("Decided")[0]
    for words in ("J SET ASIDE", "by Alice Adeyemi, Alder Road Primary School", WHY, "Bring back J"):
        assert words in part
    page = shown(client, address("consideration", thinking))
    assert WHY in page
    assert thinking.worry in page
    assert looks_at(thinking)[0].actor_id == lead.pk


def test_colleagues_and_other_agencies_see_nothing_of_it(aside: Consideration) -> None:
    elsewhere = people.gp_practice()
    for person in (people.teacher(aside.agency, "Bob Baker"), people.safeguarding_lead(elsewhere)):
        client = client_of(person)
        assert WHY not in shown(client, LIST)
        with nothing_changes():
            for name in ("consideration", "consideration_bring_back", "consideration_set_aside"):
                shown(client, address(name, aside), 404)
                assert client.post(address(name, aside), {"because": "x"}).status_code in (404, 405)


def test_with_a_decision_in_it_the_page_says_why_it_cannot_be(thinking: Consideration) -> None:
    child = ConsideredChild.objects.create(consideration=thinking, label="K", position=1)
    alice = client_of(thinking.holder)
    form = hidden(alice.get(address("consideration_set_aside", thinking)).content.decode())
    decide_on(child)
    assert "This draft cannot be set aside: a level is decided" in shown(alice, address("consideration", thinking))
    text = shown(alice, address("consideration_set_aside", thinking))
    assert "This cannot be set aside A level has been decided for K." in text
    with nothing_changes():
        late = alice.post(address("consideration_set_aside", thinking), {**form, "because": WHY})
    assert "This cannot be set aside" in late.content.decode()
    assert WHY in late.content.decode()


@pytest.mark.parametrize("name", NAMES)
def test_no_page_in_common_edits_it(aside: Consideration, name: str) -> None:
    alice, path = client_of(aside.holder), address(name, aside)
    assert "This is set aside, so it is not changed now" in shown(alice, path)
    with nothing_changes():
        page = alice.post(path, {"worry": "It got worse.", "version": 1})
    assert "What you wrote was not saved here" in page.content.decode()
    assert "It got worse." in page.content.decode()


@pytest.mark.parametrize("name", ABOUT_CHILD)
def test_no_page_about_the_child_edits_it(aside: Consideration, name: str) -> None:
    path = address(name, aside.children.get())
    assert "This is set aside, so it is not changed now" in shown(client_of(aside.holder), path)


def test_set_aside_in_another_window_what_was_written_comes_back(thinking: Consideration) -> None:
    alice, path = client_of(thinking.holder), address("consideration_worry", thinking)
    form = hidden(alice.get(path).content.decode())
    set_aside(consideration=thinking, because=WHY, by=thinking.holder)
    page = alice.post(path, {**form, "worry": "It got worse.", "told_whom": "", "what_next": ""})
    assert "This is set aside" in page.content.decode()
    assert "It got worse." in page.content.decode()


def test_set_aside_between_loading_and_saving(thinking: Consideration, monkeypatch: pytest.MonkeyPatch) -> None:
    def late(**given: Any) -> None:
        set_aside(consideration=Consideration.objects.get(), because=WHY, by=thinking.holder)
        choose_descriptor(**given)

    monkeypatch.setattr("righthelp.considerations.views.needs.choose_descriptor", late)
    client = client_of(thinking.holder)
    with nothing_changes():
        page = client.post(address("child_needs", thinking.children.get()), {"worry": "a-2"})
    assert "This is set aside" in page.content.decode()


def test_the_words_of_a_child_keep_their_readers(aside: Consideration) -> None:
    ConsideredChild.objects.update(words="I am cold.")
    alice = client_of(aside.holder)
    assert "Change who may read" not in shown(alice, address("consideration", aside))
    assert "Think about who may read them" not in shown(alice, address("consideration_family_copy", aside))


def test_sent_twice_it_is_set_aside_once(thinking: Consideration) -> None:
    alice, path = client_of(thinking.holder), address("consideration_set_aside", thinking)
    filled = {**hidden(alice.get(path).content.decode()), "because": WHY}
    for _ in range(2):
        assert goes_to(alice.post(path, filled), address("consideration", thinking))
    assert [event.name for event in events_about(thinking)].count("considerations.set_aside") == 1


def test_the_holder_brings_it_back_with_one_button(aside: Consideration) -> None:
    alice, path = client_of(aside.holder), address("consideration_bring_back", aside)
    assert "It will be one of your drafts again, as it was." in shown(alice, path)
    filled = hidden(alice.get(path).content.decode())
    for _ in range(2):
        assert goes_to(alice.post(path, filled), address("consideration", aside))
    page = shown(alice, address("consideration", aside))
    assert "NOT SENT" in page
    assert "Alice Adeyemi set this aside on" in page
    assert "Alice Adeyemi brought it back on" in page
    assert WHY in page
    assert "J NOT SENT" in shown(alice, LIST)
    assert [event.name for event in events_about(aside)].count("considerations.brought_back") == 1


@pytest.mark.parametrize("make", LEADS)
def test_lead_and_deputy_bring_it_back_by_taking_it_over(aside: Consideration, make) -> None:  # type: ignore[no-untyped-def]
    lead: Practitioner = make(aside.agency)
    client, path = client_of(lead), address("consideration_bring_back", aside)
    assert "You take it over with that" in shown(client, path)
    with nothing_changes():
        assert "Write why you are taking this over" in send(client, path, because="").text
    filled = {**hidden(client.get(path).text), "because": "I am still worried."}
    for _ in range(2):
        assert goes_to(client.post(path, filled), address("consideration", aside))
    assert Consideration.objects.get().holder == lead
    assert "J NOT SENT" in shown(client, LIST)
    told = shown(client_of(aside.author), LIST)
    assert f"{lead.name} took over your draft" in told
    assert "I am still worried." in told


def test_nobody_brings_back_what_is_not_set_aside(thinking: Consideration) -> None:
    alice, path = client_of(thinking.holder), address("consideration_bring_back", thinking)
    with nothing_changes():
        assert goes_to(alice.get(path), address("consideration", thinking))
        assert goes_to(alice.post(path), address("consideration", thinking))


def test_brought_back_by_somebody_else_in_the_same_moment(
    aside: Consideration, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(**given: object) -> None:
        raise ChangedMeanwhile

    monkeypatch.setattr("righthelp.considerations.views.holders.bring_back", lost)
    alice = client_of(aside.holder)
    with nothing_changes():
        answer = alice.post(address("consideration_bring_back", aside))
    assert goes_to(answer, address("consideration", aside))


def test_new_thinking_that_was_set_aside_is_not_gone_on_with(thinking: Consideration) -> None:
    choose(thinking.children.get(), "a-2")
    decide_on(thinking.children.get(), 2)
    alice = client_of(thinking.holder)
    alice.post(address("consideration_think_again", thinking))
    assert "You are thinking about this again" in shown(alice, address("consideration", thinking))
    again = Consideration.objects.get(continues=thinking)
    set_aside(consideration=again, because=WHY, by=thinking.holder)
    page = shown(alice, address("consideration", thinking))
    assert "You are thinking about this again" not in page
    assert "Has something changed?" in page
    bring_back(consideration=Consideration.objects.get(pk=again.pk), by=thinking.holder)
    assert "You are thinking about this again" in shown(alice, address("consideration", thinking))
