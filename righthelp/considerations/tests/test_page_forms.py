"""The pages with a form: saving, odd text, two windows, expired sessions, records closed or taken over meanwhile."""

import unicodedata
from html import escape, unescape
from typing import Any

import pytest
from django.test import Client

from righthelp.agencies.tests import people
from righthelp.considerations.actions import ChangedMeanwhile, save_common, take_over
from righthelp.considerations.models import Consideration, ConsideredChild
from righthelp.considerations.tests.pages import (
    address,
    client_of,
    goes_to,
    hidden,
    in_use,
    send,
    shown,
    thought_through_with,
)
from righthelp.considerations.tests.test_start import decide_on, draft, edition, nothing_changes
from righthelp.guidance.models import Edition

pytestmark = pytest.mark.django_db
TALKS = pytest.mark.requirement("BG-018", "BG-020", "BT-012", "BT-013")

SCRIPT = "<script>alert('x')</script> & {{ 7 * 7 }} {% raw %}"
ODD = "Zoë Łukasz بنت 李 👧🏽 e\u0301 \u202eabc \u200d — “quoted”"
TOO_LONG = "x" * 10_001
COMMON = {
    "consideration_worry": {"worry": "Hungry again.", "told_whom": "Leila, 3:40pm", "what_next": "I ring his gran."},
    "consideration_around": {"who_knows_family": "The nurse.", "support_offered": "Breakfast.", "support_by": "one"},
    "consideration_family": {
        "safe_to_speak": "advice", "safe_to_speak_because": "Dad reads mum’s phone.", "family_part": "None yet.",
        "family_view": "Mum is worried.", "family_change": "She wants help.",
    },
    "consideration_agreement": {"family_agrees": "no", "harm_without_help": "yes", "harm_because": "No food."},
}  # fmt: skip
CHILD = {
    "child_words": {"words": "My tummy was loud.", "words_question": "What happened?", "words_exact": "yes"},
    "child_life": {
        "age": "middle", "life_now": "Up alone.", "life_to_come": "Tired.", "protective": "partly",
        "protective_because": "Gran is there.",
    },
    "child_history": {"history": "It happened each winter."},
    "child_living": {"lives_away": "unknown"},
    "child_balance": {"strengths": "His gran.", "worries": "Food.", "needs_to_happen": "Breakfast."},
}  # fmt: skip


@pytest.fixture
def child() -> ConsideredChild:
    """Give one child of a draft on the full path."""
    in_use(edition())
    given: ConsideredChild = draft("J", path="full").children.get()
    return given


@pytest.fixture
def alice(child: ConsideredChild) -> Client:
    """Give the browser of whoever holds the draft."""
    return client_of(child.consideration.holder)


def on_file(record: Any, answers: dict[str, str]) -> dict[str, str]:
    """Read again what stands on file for the questions asked."""
    fresh = type(record).objects.get(pk=record.pk)
    return {name: "yes" if getattr(fresh, name) is True else getattr(fresh, name) for name in answers}


@pytest.mark.requirement("BG-007", "BG-022", "BG-023", "BG-024", "BG-025", "BG-027", "SF-004", "SF-030")
@pytest.mark.requirement("BT-020", "BT-021", "BT-022")
@pytest.mark.parametrize(("name", "answers"), COMMON.items())
def test_what_is_common_is_saved(child: ConsideredChild, alice: Client, name: str, answers: dict[str, str]) -> None:
    it = child.consideration
    assert goes_to(send(alice, address(name, it), **answers), address("consideration", it))
    assert on_file(it, answers) == answers
    again = alice.get(address(name, it)).content.decode()
    assert all(value in again or f'value="{value}" checked' in again for value in answers.values())


@pytest.mark.requirement("BG-027")
def test_who_knows_the_family_is_asked_among_what_is_common(child: ConsideredChild, alice: Client) -> None:
    it = child.consideration
    assert f'href="{address("consideration_around", it)}"' in alice.get(address("consideration", it)).content.decode()


@pytest.mark.requirement("BG-008", "BG-021", "BG-026", "BT-014", "BT-019", "BT-023", "SF-049")
@pytest.mark.parametrize(("name", "answers"), CHILD.items())
def test_what_is_about_one_child_is_saved(
    child: ConsideredChild, alice: Client, name: str, answers: dict[str, str]
) -> None:
    onward = "child_readers" if name == "child_words" else "consideration"
    of = child if name == "child_words" else child.consideration
    assert goes_to(send(alice, address(name, child), **answers), address(onward, of))
    assert on_file(child, answers) == answers


@pytest.mark.requirement("SF-030")
@pytest.mark.parametrize("agrees", ["no", "not_asked"])
def test_without_agreement_the_decision_on_harm_is_asked_for(
    child: ConsideredChild, alice: Client, agrees: str
) -> None:
    path = address("consideration_agreement", child.consideration)
    with nothing_changes():
        page = send(alice, path, family_agrees=agrees, harm_because="Kept text.")
    assert page.content.decode().count("Decide whether the child could come to serious harm without help") == 2
    assert "Kept text.</textarea>" in page.content.decode()


def test_after_new_words_it_asks_who_may_read_them(child: ConsideredChild, alice: Client) -> None:
    send(alice, address("child_words", child), words="My tummy was loud.")
    page = address("child_readers", child)
    assert "My tummy was loud." in shown(alice, page)
    assert goes_to(send(alice, page, words_readers="workers"), address("consideration", child.consideration))
    assert ConsideredChild.objects.get().words_readers == "workers"
    assert "There is a problem" in send(alice, page, words_readers="everybody").content.decode()


def test_who_may_read_the_words_can_change_after_a_decision(child: ConsideredChild, alice: Client) -> None:
    send(alice, address("child_words", child), words="My tummy was loud.")
    decide_on(child)
    send(alice, address("child_readers", child), words_readers="family")
    assert ConsideredChild.objects.get().words_readers == "family"


@pytest.mark.requirement("SF-022")
def test_the_editions_questions_are_answered(child: ConsideredChild, alice: Client) -> None:
    it = child.consideration
    first, second = it.edition.passages.filter(kind="question").order_by("position")
    answers = {f"question_{first.pk}": "Since June.", f"question_{second.pk}": "Food."}
    send(alice, address("consideration_questions", it), **answers)
    assert dict(it.answers.values_list("question_id", "text")) == {first.pk: "Since June.", second.pk: "Food."}
    send(alice, address("consideration_questions", it), **{**answers, f"question_{second.pk}": ""})
    assert [answer.text for answer in it.answers.all()] == ["Since June."]


@pytest.mark.parametrize(
    ("kind", "was"),
    [
        pytest.param("advice", "I asked for advice", marks=pytest.mark.requirement("BG-006", "SF-032")),
        pytest.param("family", "I talked with the child or family", marks=TALKS),
        pytest.param("workers", "I talked with somebody who works with them, or might", marks=TALKS),
    ],
)
def test_a_talk_is_noted_with_its_kind_what_it_taught_and_what_followed(
    child: ConsideredChild, alice: Client, kind: str, was: str
) -> None:
    path = address("consideration_advice", child.consideration)
    day = {"held_on_day": "2", "held_on_month": "3", "held_on_year": "2026"}
    said = {"said": "Ask about the nights.", "followed": "I ring mum."}
    assert goes_to(
        send(alice, path, kind=kind, with_whom="Leila Haddad, lead", without_names="yes", **said, **day), path
    )
    assert child.consideration.conversations.get().kind == kind
    written = shown(alice, path).partition("Written down so far")[2].partition("Add another")[0]
    for part in (
        "Leila Haddad, lead, 2 March 2026", f"{was}. The child was not named", "Ask about the nights.", "I ring mum.",
    ):  # fmt: skip
        assert part in written


@pytest.mark.parametrize("name", ["consideration_advice", "child_decide", "child_needs"])
@pytest.mark.parametrize(
    ("slug", "asked"),
    [
        pytest.param(
            "barnsley", ["a named or designated safeguarding professional first", "the Integrated Front Door"],
            marks=pytest.mark.requirement("BG-006", "BG-029", "BT-018"),
        ),
        pytest.param(
            "staffordshire",
            ["your line manager", "your designated safeguarding lead", "SCAS", "a qualified social worker"],
            marks=pytest.mark.requirement("SF-032"),
        ),
        ("bathnes", ["safeguarding lead"]),
    ],
)  # fmt: skip
def test_whoever_is_unsure_reads_whom_to_ask_in_the_words_of_the_guidance_where_people_decide(
    guidance: dict[str, Edition], slug: str, asked: list[str], name: str
) -> None:
    child = thought_through_with(guidance[slug])
    it = child.consideration
    page = client_of(it.holder).get(address(name, it if name == "consideration_advice" else child)).content.decode()
    box = unescape(page.partition("If you are unsure, ask</p>")[2].partition("</div>")[0])
    places = [box.find(words) for words in asked]
    assert -1 not in places
    assert places == sorted(places)
    assert it.edition.passages.get(kind="advice").text in box


@pytest.mark.parametrize("name", ["consideration_advice", "child_decide", "child_needs"])
def test_where_the_guidance_names_nobody_to_ask_the_page_does(child: ConsideredChild, alice: Client, name: str) -> None:
    of = child.consideration if name == "consideration_advice" else child
    assert "Talk to your line manager or your safeguarding lead." in shown(alice, address(name, of))


@pytest.mark.requirement("BN-010", "BG-019")
def test_the_page_of_talks_asks_people_to_talk_and_to_go_past_the_first_worry(
    child: ConsideredChild, alice: Client
) -> None:
    text = shown(alice, address("consideration_advice", child.consideration))
    assert (
        "Good decisions come from real talks: with the child and family, where it is safe, and with people who know "
        "them. Go past the first worry." in text
    )


def test_scripts_are_shown_as_text(child: ConsideredChild, alice: Client) -> None:
    it = write_everywhere(alice, child, SCRIPT)
    for name in ("consideration", "consideration_family_copy"):
        page = alice.get(address(name, it)).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page
        assert "{{ 7 * 7 }} {% raw %}" in page


def test_every_script_and_accent_is_kept(child: ConsideredChild, alice: Client) -> None:
    it = write_everywhere(alice, child, ODD)
    kept = unicodedata.normalize("NFC", ODD).replace("\u202e", "")  # it would turn around all that follows it
    assert Consideration.objects.get().worry == kept
    for name in ("consideration", "consideration_family_copy"):
        assert escape(kept) in alice.get(address(name, it)).content.decode()


def write_everywhere(client: Client, child: ConsideredChild, text: str) -> Consideration:
    """Write the same text wherever pages show text, and decide."""
    it = child.consideration
    send(client, address("consideration_worry", it), worry=text, told_whom=text, what_next=text)
    send(client, address("child_words", child), words=text)
    send(client, address("child_balance", child), strengths=text, worries=text, needs_to_happen=text)
    send(client, address("child_own_need", child), own_words=text, is_strength="no")
    send(client, address("child_decide", child), level="1", decided_with=text, reason=text, family_part=text)
    return it


@pytest.mark.parametrize(
    ("name", "field"), [("consideration_worry", "worry"), ("child_words", "words"), ("child_balance", "worries")]
)
def test_text_that_is_too_long_is_not_lost(child: ConsideredChild, alice: Client, name: str, field: str) -> None:
    of = child.consideration if name == "consideration_worry" else child
    with nothing_changes():
        page = send(alice, address(name, of), **{field: TOO_LONG}).content.decode()
    assert page.count("must be 10,000 characters or fewer. You wrote 10001. Nothing is lost: shorten it here") == 2
    assert f"{TOO_LONG}</textarea>" in page


def test_two_windows_show_both_texts_and_saving_again_goes_through(child: ConsideredChild, alice: Client) -> None:
    it = child.consideration
    path = address("consideration_worry", it)
    first = hidden(alice.get(path).content.decode())
    send(alice, path, worry="From the second window.", what_next="The same.")
    with nothing_changes():
        page = alice.post(path, {**first, "worry": "From the first.", "what_next": "The same."}).content.decode()
    assert "From the first.</textarea>" in page
    assert "Saved meanwhile: What are you worried about?" in page
    assert "From the second window." in page
    assert "Saved meanwhile: What will happen next?" not in page
    answer = alice.post(path, {**hidden(page), "worry": "Both together.", "what_next": "The same."})
    assert goes_to(answer, address("consideration", it))
    assert Consideration.objects.get().worry == "Both together."


def test_two_windows_on_different_questions_do_not_disturb_each_other(child: ConsideredChild, alice: Client) -> None:
    life, words = address("child_life", child), address("child_words", child)
    first = hidden(alice.get(life).content.decode())
    send(alice, words, words="My tummy was loud.")
    assert goes_to(alice.post(life, {**first, "life_now": "Up alone."}), address("consideration", child.consideration))
    kept = ConsideredChild.objects.get()
    assert (kept.words, kept.life_now) == ("My tummy was loud.", "Up alone.")


def test_where_others_never_stop_saving_it_is_asked_again(
    child: ConsideredChild, alice: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_late(**given: object) -> None:
        raise ChangedMeanwhile

    monkeypatch.setattr("righthelp.considerations.views.children.save_child", too_late)
    page = send(alice, address("child_life", child), life_now="Up alone.").content.decode()
    assert "This was also changed in another window" in page
    assert "Up alone.</textarea>" in page


def test_the_same_text_in_two_windows_is_simply_saved(child: ConsideredChild, alice: Client) -> None:
    life = address("child_life", child)
    first = hidden(alice.get(life).content.decode())
    send(alice, life, life_now="Up alone.")
    with nothing_changes():
        answer = alice.post(life, {**first, "life_now": "Up alone."})
    assert goes_to(answer, address("consideration", child.consideration))


@pytest.mark.parametrize("version", ["", "0", "-1", "many", "99999999"])
def test_a_version_that_never_was_saves_nothing(child: ConsideredChild, alice: Client, version: str) -> None:
    path = address("consideration_worry", child.consideration)
    with nothing_changes():
        page = alice.post(path, {"version": version, "worry": "Kept here."})
    assert "Kept here.</textarea>" in page.content.decode()


def test_sent_twice_it_is_saved_once(child: ConsideredChild, alice: Client) -> None:
    path = address("consideration_worry", child.consideration)
    filled = {**hidden(alice.get(path).content.decode()), "worry": "Hungry.", "what_next": "Ring."}
    alice.post(path, filled)
    with nothing_changes():
        assert goes_to(alice.post(path, filled), address("consideration", child.consideration))


def test_a_form_sent_after_the_session_ended_comes_back(child: ConsideredChild, alice: Client) -> None:
    path = address("consideration_worry", child.consideration)
    filled = {**hidden(alice.get(path).content.decode()), "worry": "Typed for ten minutes.", "what_next": "Ring."}
    alice.logout()
    with nothing_changes():
        assert alice.post(path, filled).status_code == 302
    people.sign_in(alice, child.consideration.holder)
    page = alice.get(path).content.decode()
    assert "We kept what you wrote. It is not saved yet" in page
    assert "Typed for ten minutes.</textarea>" in page
    alice.post(path, {**hidden(page), "worry": "Typed for ten minutes.", "what_next": "Ring."})
    assert Consideration.objects.get().worry == "Typed for ten minutes."


def test_what_led_to_a_decision_is_closed_and_what_was_written_comes_back(
    child: ConsideredChild, alice: Client
) -> None:
    it = child.consideration
    pages = [address(name, it) for name in (*COMMON, "consideration_questions", "child_add")]
    pages += [address(name, child) for name in (*CHILD, "child_needs", "child_own_need")]
    forms = {path: hidden(alice.get(path).content.decode()) for path in pages}
    decide_on(child)
    closed = "This led to a decision, so it is not changed any more"
    with nothing_changes():
        for path in (*pages, address("child_remove", child)):
            assert closed in shown(alice, path)
        for path in pages[:3]:
            page = alice.post(path, {**forms[path], "worry": "Late thought.", "family_part": "Late thought."})
            assert "Late thought." in page.content.decode()
        assert closed in alice.post(address("child_needs", child), {"worry": "a-2"}).content.decode()
        own = alice.post(address("child_own_need", child), {"own_words": "Late thought.", "is_strength": "no"})
        assert closed in own.content.decode()
        assert closed in alice.post(address("consideration_full_path", it)).content.decode()


def test_decided_in_the_moment_of_saving(
    child: ConsideredChild, alice: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = address("child_life", child)
    filled = {**hidden(alice.get(path).content.decode()), "life_now": "Late thought."}
    decide_on(child)
    monkeypatch.setattr("righthelp.considerations.views.saving.is_closed", lambda held: False)
    with nothing_changes():
        page = alice.post(path, filled).content.decode()
    assert "This led to a decision" in page
    assert "Late thought." in page


def test_taken_over_while_writing_gives_the_text_back_and_shows_nothing_else(
    child: ConsideredChild, alice: Client
) -> None:
    it = child.consideration
    path = address("consideration_worry", it)
    filled = {**hidden(alice.get(path).content.decode()), "worry": "What I just typed.", "what_next": ""}
    leila = people.safeguarding_lead(it.agency)
    take_over(consideration=it, because="You are off this week.", by=leila)
    save_common(consideration=it, version=it.version, changes={"worry": "Known to Leila alone."}, by=leila)
    with nothing_changes():
        page = alice.post(path, filled).content.decode()
    assert "Leila Haddad holds this now" in page
    assert "What I just typed." in page
    assert filled["form_token"] not in page
    for name in ("consideration", "consideration_worry", "consideration_family_copy"):
        assert "Known to Leila alone." not in shown(alice, address(name, it))


def test_a_child_is_added_and_considered_separately(child: ConsideredChild, alice: Client) -> None:
    it = child.consideration
    path = address("child_add", it)
    assert goes_to(send(alice, path, label="brother"), address("consideration", it))
    assert [one.label for one in it.children.all()] == ["J", "brother"]
    with nothing_changes():
        page = send(alice, path, label="brother").content.decode()
    assert page.count("Another child here has this label") == 2


def test_a_child_added_by_mistake_is_taken_out(child: ConsideredChild, alice: Client) -> None:
    it = child.consideration
    send(alice, address("child_add", it), label="mistake")
    mistake = it.children.get(label="mistake")
    path = address("child_remove", mistake)
    filled = hidden(alice.get(path).content.decode())
    assert goes_to(alice.post(path, filled), address("consideration", it))
    assert goes_to(alice.post(path, filled), address("consideration", it))
    assert [one.label for one in it.children.all()] == ["J"]


def test_the_only_child_stays(child: ConsideredChild, alice: Client) -> None:
    path = address("child_remove", child)
    assert "the only child here" in shown(alice, path)
    alice.post(path)
    assert ConsideredChild.objects.filter(pk=child.pk).exists()


def test_the_short_path_goes_on_to_the_full_one(alice: Client, child: ConsideredChild) -> None:
    it = draft("K", by=child.consideration.holder)
    page = address("consideration", it)
    assert "Life for the child, now and to come" not in shown(alice, page)
    assert goes_to(alice.post(address("consideration_full_path", it)), page)
    assert "Life for the child, now and to come" in shown(alice, page)
    assert Consideration.objects.get(pk=it.pk).worry == it.worry


HINT = (
    "forced marriage or “honour” based abuse: level 3 where a protective parent works with services to protect the "
    "child; level 4 where the family is not willing to. Modern slavery or trafficking: levels 2 and 3 where the "
    "parents use support and services; level 4 without the parents’ support."
)


@pytest.mark.requirement("SF-049")
@pytest.mark.parametrize(("slug", "is_there"), [("staffordshire", True), ("bathnes", False)])
def test_in_staffordshire_the_question_on_protection_says_which_levels_the_guidance_names(
    guidance: dict[str, Edition], slug: str, is_there: bool
) -> None:
    child = thought_through_with(guidance[slug])
    alice, path = client_of(child.consideration.holder), address("child_life", child)
    text = shown(alice, path).partition("Does a parent or carer protect the child from this harm?")[2]
    assert (HINT in text, "It does not decide the level." in text) == (is_there, is_there)
    send(alice, path, protective="no")
    assert "checked" not in alice.get(address("child_decide", child)).content.decode()
