"""Deciding a level, deciding again, thinking again, and what the page then shows."""

import datetime as dt
import re
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from righthelp.agencies.tests import people
from righthelp.audit.models import Event
from righthelp.considerations.models import Consideration, ConsideredChild, Decision
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
from righthelp.considerations.tests.test_start import choose, decide_on, draft, edition, nothing_changes
from righthelp.guidance.models import Edition

pytestmark = pytest.mark.django_db

ANSWERS = {"level": "2", "decided_with": "Leila Haddad, lead", "reason": "He is hungry, and gran helps."}


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


@pytest.mark.requirement("BG-005", "BT-017", "SF-037")
def test_no_level_is_chosen_for_anybody_whatever_was_chosen_from_the_guidance(
    child: ConsideredChild, alice: Client
) -> None:
    for code in ("a-2", "a-3", "a-4"):
        choose(child, code)
    levels = re.findall(r'<input[^>]*name="level"[^>]*>', alice.get(address("child_decide", child)).content.decode())
    assert len(levels) == 4
    assert not any("checked" in one for one in levels)


@pytest.mark.requirement("SF-036", "SF-037", "SF-040")
def test_people_think_about_this_child_and_decide_with_others(child: ConsideredChild, alice: Client) -> None:
    text = shown(alice, address("child_decide", child))
    assert "Think about this child first" in text
    assert "The guidance helps you think. You decide, with others; the level can change as life changes" in text


@pytest.mark.requirement("SF-036", "SF-040", "BG-007")
def test_a_level_is_decided_by_whom_with_whom_and_why(child: ConsideredChild, alice: Client) -> None:
    soon = timezone.localdate() + dt.timedelta(days=30)
    again = {f"look_again_on_{part}": str(getattr(soon, part)) for part in ("day", "month", "year")}
    answers = {**ANSWERS, "family_part": "Mum agrees.", **again}
    answer = send(alice, address("child_decide", child), **answers)
    assert goes_to(answer, address("consideration", child.consideration))
    kept = Decision.objects.get()
    assert (kept.level.number, kept.decided_by, kept.edition) == (
        2, child.consideration.holder, child.consideration.edition,
    )  # fmt: skip
    text = shown(alice, address("consideration", child.consideration))
    for part in (
        "Leila Haddad, lead",
        "He is hungry, and gran helps.",
        "Mum agrees.",
        f"{soon:%-d %B %Y}",
        "Alice Adeyemi",
    ):
        assert part in text
    assert "NOT SENT" not in text
    assert "Deciding a level tells nobody" in text


@pytest.mark.parametrize("missing", ["level", "decided_with", "reason"])
@pytest.mark.requirement("SF-036")
def test_without_level_company_or_reason_nothing_is_decided(
    child: ConsideredChild, alice: Client, missing: str
) -> None:
    with nothing_changes():
        page = send(alice, address("child_decide", child), **{**ANSWERS, missing: ""}).content.decode()
    assert "There is a problem" in page
    assert missing == "reason" or ANSWERS["reason"] in page


def test_a_level_below_the_highest_worry_must_be_addressed(child: ConsideredChild, alice: Client) -> None:
    choose(child, "a-4")
    path = address("child_decide", child)
    with nothing_changes():
        page = send(alice, path, **ANSWERS).content.decode()
    assert page.count("You chose a worry from level 4. Say why level 2 is right for this child") == 2
    send(alice, path, **ANSWERS, lower_reason="It was one night, and gran came.")
    assert Decision.objects.get().lower_reason == "It was one night, and gran came."


def test_a_higher_worry_chosen_in_another_window_is_not_passed_by(child: ConsideredChild, alice: Client) -> None:
    path = address("child_decide", child)
    first = hidden(alice.get(path).content.decode())
    send(alice, address("child_needs", child), worry="a-4")
    page = alice.post(path, {**first, **ANSWERS, "lower_reason": ""})
    assert "You chose a worry from level 4" in page.content.decode()
    page = alice.post(path, {**first, **ANSWERS, "lower_reason": "One night."})
    assert "This was also changed in another window" in page.content.decode()
    assert not Decision.objects.exists()
    assert goes_to(
        alice.post(path, {**hidden(page.content.decode()), **ANSWERS, "lower_reason": "One night."}),
        address("consideration", child.consideration),
    )


def test_a_worry_that_slips_in_at_the_last_moment(
    child: ConsideredChild, alice: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(child, "a-4")
    monkeypatch.setattr("righthelp.considerations.views.decisions.highest_of", lambda child: None)
    with nothing_changes():
        page = send(alice, address("child_decide", child), **ANSWERS).content.decode()
    assert "A worry from a higher level was chosen meanwhile" in page
    assert ANSWERS["reason"] in page


def test_two_windows_cannot_decide_past_each_other(child: ConsideredChild, alice: Client) -> None:
    path = address("child_decide", child)
    first = hidden(alice.get(path).content.decode())
    send(alice, path, **ANSWERS)
    with nothing_changes():
        page = alice.post(path, {**first, **ANSWERS, "level": "3", "reason": "Written in the first."}).content.decode()
    assert "Saved meanwhile: Why this level?" in page
    assert ANSWERS["reason"] in page
    assert "Written in the first.</textarea>" in page


def test_sent_twice_it_is_decided_once(child: ConsideredChild, alice: Client) -> None:
    path = address("child_decide", child)
    filled = {**hidden(alice.get(path).content.decode()), **ANSWERS}
    for _ in range(2):
        assert goes_to(alice.post(path, filled), address("consideration", child.consideration))
    assert Decision.objects.count() == 1


@pytest.mark.requirement("SF-003", "BN-008")
def test_each_move_stands_with_its_day_its_reason_and_who_decided(child: ConsideredChild) -> None:
    it = child.consideration
    for day, level, reason in (("2026-03-06", 3, "Many worries then."), ("2026-05-19", 2, "Fewer worries now.")):
        with time_machine.travel(f"{day}T12:00Z", tick=False):
            decide_on(child, level, reason=reason)
    text = shown(client_of(it.holder), address("consideration", it))
    table = text.partition("over time")[2]
    assert "1. 6 March 2026 Level 3 Many worries then. Alice Adeyemi" in table
    assert "2. 19 May 2026 Level 2 (holds now) Fewer worries now. Alice Adeyemi" in table
    assert "No longer holds: decided on 6 March 2026" in text
    for decided_on in ("6 March 2026", "19 May 2026"):
        assert f"Decided on {decided_on} Decided by Alice Adeyemi" in text


@pytest.mark.requirement("SF-003", "SF-040", "BN-008")
def test_a_new_decision_supersedes_and_the_movement_is_drawn(child: ConsideredChild, alice: Client) -> None:
    decide_on(child, 3, reason="Many worries then.")
    send(alice, address("child_decide", child), **ANSWERS)
    page = alice.get(address("consideration", child.consideration)).content.decode()
    text = shown(alice, address("consideration", child.consideration))
    assert "No longer holds" in text
    superseded = page.partition('<div class="rh-superseded">')[2].partition("</dl>")[0]
    assert "Many worries then." in superseded
    assert ANSWERS["reason"] not in superseded
    assert "rh-movement" in page
    table = page.partition("over time</caption>")[2]
    assert table.index("Many worries then.") < table.index(ANSWERS["reason"])
    assert "holds now" in table
    old, new = child.decisions.order_by("pk")
    assert (new.supersedes, old.reason) == (old, "Many worries then.")


def test_deciding_again_starts_with_the_day_to_look_again_that_stands(child: ConsideredChild, alice: Client) -> None:
    path = address("child_decide", child)
    boxes = {f"look_again_on_{part}": "" for part in ("day", "month", "year")}
    assert boxes_of(alice, path) == boxes
    soon = timezone.localdate() + dt.timedelta(days=30)
    decide_on(child, 2, look_again_on=soon)
    assert boxes_of(alice, path) == {
        "look_again_on_day": str(soon.day), "look_again_on_month": str(soon.month),
        "look_again_on_year": str(soon.year),
    }  # fmt: skip
    decide_on(child, 2, look_again_on=timezone.localdate() - dt.timedelta(days=1))
    assert boxes_of(alice, path) == boxes


def boxes_of(client: Client, path: str) -> dict[str, str]:
    """Read the three boxes of the day to look again."""
    tags = re.findall(r'<input[^>]*name="look_again_on_[^>]*>', client.get(path).content.decode())
    return {re.findall(r'name="([^"]*)"', tag)[0]: next(iter(re.findall(r'value="([^"]*)"', tag)), "") for tag in tags}


def test_a_level_has_its_short_name_everywhere_and_its_long_name_in_the_hint_alone() -> None:
    long = "Children with one identified need"
    in_use(edition(levels=[{"number": 2, "name": long, "short_name": "One need", "meaning": "Some more help."}]))
    it = draft("J", path="full")
    alice, child = client_of(it.holder), it.children.get()
    page = alice.get(address("child_decide", child)).content.decode()
    assert re.search(r"<label[^>]*>\s*Level 2: One need\s*</label>", page)
    assert f"{long}. Some more help." in page
    decide_on(child, 2)
    for name in ("consideration", "consideration_family_copy"):
        text = shown(alice, address(name, it))
        assert "Level 2: One need" in text
        assert long not in text


@pytest.mark.parametrize("make", [people.safeguarding_lead, people.deputy_lead])
def test_a_level_below_the_highest_worry_is_pointed_out_to_leads(child: ConsideredChild, make) -> None:  # type: ignore[no-untyped-def]
    it, flag = child.consideration, "Decided below the highest worry chosen: read why"
    lead, alice = client_of(make(it.agency)), client_of(it.holder)
    choose(child, "a-4")
    decide_on(child, 4)
    for path in ("/considerations", address("consideration", it)):
        assert flag not in shown(lead, path)
    decide_on(child, 2, lower_reason="It was one night, and gran came.")
    assert f"{flag} (J)" in shown(lead, "/considerations")
    text = shown(lead, address("consideration", it))
    assert text.index(flag) < text.index("It was one night, and gran came.")
    for path in ("/considerations", address("consideration", it)):
        assert flag not in shown(alice, path)


def test_one_decision_is_no_movement(child: ConsideredChild, alice: Client) -> None:
    decide_on(child, 2)
    assert "Movement along the levels" not in shown(alice, address("consideration", child.consideration))


@pytest.mark.requirement("SF-040")
def test_thinking_again_starts_anew_with_the_text(child: ConsideredChild, alice: Client) -> None:
    it = child.consideration
    decide_on(child, 3, reason="Many worries then.")
    path = address("consideration_think_again", it)
    for name in ("consideration", "consideration_worry"):
        assert "Think again" in shown(alice, address(name, it))
    first, second = alice.post(path), alice.post(path)
    again = Consideration.objects.get(continues=it)
    assert goes_to(first, address("consideration", again))
    assert goes_to(second, address("consideration", again))
    assert again.worry == it.worry
    text = shown(alice, address("consideration", again))
    assert "NOT SENT" in text
    assert "This goes on from the consideration of" in text
    assert "You are thinking about this again" in shown(alice, address("consideration", it))
    decide_on(again.children.get(), 2, reason="Fewer worries now.")
    table = shown(alice, address("consideration", again)).partition("over time")[2]
    assert table.index("Many worries then.") < table.index("Fewer worries now.")


def test_a_draft_is_not_thought_about_again(child: ConsideredChild, alice: Client) -> None:
    with nothing_changes():
        answer = alice.post(address("consideration_think_again", child.consideration))
    assert goes_to(answer, address("consideration", child.consideration))


def test_it_says_that_the_guidance_has_changed_since(child: ConsideredChild, alice: Client) -> None:
    path = address("child_decide", child)
    assert "guidance has changed" not in shown(alice, path)
    edition(edition_name="A newer one")
    assert "guidance has changed" in shown(alice, path)


@pytest.mark.requirement("BN-034")
def test_the_age_rule_is_asked(child: ConsideredChild, alice: Client) -> None:
    text = shown(alice, address("child_life", child))
    for part in (
        "from before birth to the 18th birthday, and to the 25th with an education, health and care plan",
        "Not born yet", "12 to 17", "18 to 24, with an education, health and care plan",
        "18 to 24, without such a plan, or 25 or over",
    ):  # fmt: skip
        assert part in text


@pytest.mark.requirement("BN-034")
@pytest.mark.parametrize("age", ConsideredChild.Age.values)
def test_help_for_adults_is_named_for_those_past_the_age_and_for_nobody_else(
    child: ConsideredChild, alice: Client, age: str
) -> None:
    send(alice, address("child_life", child), age=age)
    for path in (address("consideration", child.consideration), address("child_decide", child)):
        assert ("Ask which help for adults fits" in shown(alice, path)) is (age == "adult")


@pytest.mark.requirement("BN-003")
def test_thought_comes_before_the_level(child: ConsideredChild, alice: Client) -> None:
    text = shown(alice, address("child_decide", child))
    prompt = text.index("what is strong, what is needed, what is a risk, in the family and in the world around it")
    assert prompt < text.index("which help is right, and when") < text.index("Which level did you decide on together?")


def test_each_sibling_is_decided_separately() -> None:
    in_use(edition())
    it = draft("J", "K")
    first, second = it.children.all()
    alice = client_of(it.holder)
    assert "also for K" in shown(alice, address("child_decide", first))
    send(alice, address("child_decide", first), **ANSWERS)
    text = shown(alice, address("consideration", it))
    assert "NOT SENT" in text
    assert "Level 2 was decided on" in text
    assert not second.decisions.exists()
    send(alice, address("child_life", second), life_now="Up alone.")
    assert ConsideredChild.objects.get(pk=second.pk).life_now == "Up alone."


def test_deciding_is_logged_without_the_text(child: ConsideredChild, alice: Client) -> None:
    send(alice, address("child_decide", child), **ANSWERS)
    event = Event.objects.get(name="considerations.level_decided")
    assert event.fields == ["level", "reason"]
    assert ANSWERS["reason"] not in str(vars(event))


@pytest.mark.parametrize("make", [people.safeguarding_lead, people.deputy_lead])
def test_a_lead_reads_the_decision_but_is_offered_no_change(child: ConsideredChild, make) -> None:  # type: ignore[no-untyped-def]
    decide_on(child, 2)
    text = shown(client_of(make(child.consideration.agency)), address("consideration", child.consideration))
    assert "Decide again" not in text
    assert "Think again" not in text


@pytest.mark.requirement("BN-055")
def test_under_the_guidance_of_bath_the_page_says_what_decides_on_a_social_worker(guidance: dict[str, Edition]) -> None:
    child = thought_through_with(guidance["bathnes"])
    text = shown(client_of(child.consideration.holder), address("child_decide", child))
    assert "the main thing to weigh up when deciding if a child needs support from a social worker" in text


@pytest.mark.requirement("BG-007")
def test_a_decision_without_the_familys_part_says_that_nothing_is_written(
    child: ConsideredChild, alice: Client
) -> None:
    send(alice, address("child_decide", child), **ANSWERS)
    text = shown(alice, address("consideration", child.consideration))
    assert "The part of the child and family Nothing written" in text


@pytest.mark.requirement("SF-038")
def test_two_worries_together_may_point_higher(child: ConsideredChild, alice: Client) -> None:
    for code in ("a-2", "a-3"):
        choose(child, code)
    text = shown(alice, address("child_decide", child))
    assert "Together, and after a talk with the family, they may point higher" in text
    assert text.index("Worries, level 2 Often hungry.") < text.index("Worries, level 3 Nobody at home wakes the child.")


@pytest.mark.requirement("SF-039")
def test_strengths_beside_two_worries_may_make_them_weigh_less(child: ConsideredChild, alice: Client) -> None:
    for code in ("a-2", "a-3"):
        choose(child, code)
    choose(child, "a-1", is_strength=True)
    text = shown(alice, address("child_decide", child))
    assert "strengths may make them weigh less" in text
    assert "Strengths Eats well." in text


def duty(slug: str, *sentences: str, of: tuple[str, ...]) -> Any:
    """Give the sentences with which one guide states a duty."""
    return pytest.param(slug, sentences, marks=pytest.mark.requirement(*of))


@pytest.mark.parametrize(
    ("slug", "sentences"),
    [
        duty(
            "staffordshire",
            "Professionals in every agency have a responsibility to refer to Children’s Social Care when they believe "
            "or suspect that a child has suffered significant harm.",
            "The same responsibility holds when they believe or suspect that significant harm is likely.",
            of=("SF-025",),
        ),
        duty(
            "staffordshire",
            "Refer, if the parent or carer agrees, when a child’s health or development needs will not be met without "
            "Children’s Social Care, or when significant impairment, or further impairment, is likely.",
            of=("SF-026",),
        ),
        duty(
            "staffordshire",
            "Refer, if the parent or carer agrees, when the child has a disability.",
            of=("SF-027",),
        ),
        duty(
            "bathnes",
            "If you suspect FGM, whether it has happened or is planned, you must tell Children’s Social Care, so that "
            "they can find out more. Agencies may then meet and plan together.",
            of=("BN-024",),
        ),
    ],
)
def test_what_must_be_done_whatever_the_level_stands_where_people_decide_and_after_it(
    guidance: dict[str, Edition], slug: str, sentences: tuple[str, ...]
) -> None:
    child = thought_through_with(guidance[slug])
    alice, heading = client_of(child.consideration.holder), "Whatever the level: what the guidance says must be done"
    beside = shown(alice, address("child_decide", child)).partition("Which level did you decide on")[0]
    assert [one for one in sentences if one not in beside.partition(heading)[2]] == []
    decide_on(child, 1)
    decided = shown(alice, address("consideration", child.consideration)).partition(heading)[2]
    assert [one for one in sentences if one not in decided] == []


def test_where_the_guidance_names_no_duties_the_law_is_named(child: ConsideredChild, alice: Client) -> None:
    text = shown(alice, address("child_decide", child))
    assert "names no duties. What the law says about female genital mutilation" in text


STILL_OPEN = "Nothing that keeps a child safe waits for agreement."


@pytest.mark.requirement("SF-030")
@pytest.mark.parametrize(
    ("answers", "says", "is_open"),
    [
        ({}, "Nobody has written down yet whether the family agrees", True),
        ({"family_agrees": "yes"}, "Does the family agree to the help? Written down: Yes.", False),
        (
            {"family_agrees": "no", "harm_without_help": "yes"},
            "Written down: No, or not to all of it. Could the child come to serious harm without help? "
            "Written down: Yes, that may happen.",
            True,
        ),
        (
            {"family_agrees": "not_asked"},
            "I have not asked them, or could not ask them. Could the child come to serious harm without help? "
            "This is still open.",
            True,
        ),
    ],
)
def test_where_people_decide_it_says_whether_agreement_is_open_and_never_waits_for_it(
    child: ConsideredChild, alice: Client, answers: dict[str, str], says: str, is_open: bool
) -> None:
    it = child.consideration
    Consideration.objects.update(**answers)
    text = shown(alice, address("child_decide", child))
    assert says in text
    assert (STILL_OPEN in text) is is_open
    assert "Write down whether they agree, or change it" in text
    send(alice, address("child_decide", child), **ANSWERS)
    assert Decision.objects.get().child == child
    assert "NOT SENT" not in shown(alice, address("consideration", it))
    assert "Write down whether they agree, or change it" not in shown(alice, address("child_decide", child))
