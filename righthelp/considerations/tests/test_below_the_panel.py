"""A level below the highest, while “Read this first” stands beside the decision: a reason is asked for, and is enough.

And what a page says to do next never speaks against what it says to do first.
"""

import json
import re

import pytest
from django.test import Client

from righthelp.agencies.tests import people
from righthelp.considerations.actions import ReasonMissing
from righthelp.considerations.models import Consideration, ConsideredChild, Decision
from righthelp.considerations.tests.pages import address, client_of, goes_to, hidden, in_use, send, shown
from righthelp.considerations.tests.test_documents import FORMATS, record_text
from righthelp.considerations.tests.test_start import choose, decide_on, draft, edition, nothing_changes
from righthelp.guidance.models import Descriptor, Edition
from righthelp.guidance.tests.helpers import words

pytestmark = pytest.mark.django_db
HIT = "Dad hit him with a belt and there are marks on his arm."
QUIET = "He reads a lot and likes football."
ANSWERS = {"level": "1", "decided_with": "Leila Haddad, lead", "reason": "He is well looked after."}
WHY = "Social care saw him at 2pm. The marks are from a fall."
ASKS = "“Read this first” says that this may be a crime or a serious injury"
ANSWERED = "Why not the highest level, though this may be a crime or a serious injury"


@pytest.fixture(params=["short", "full"])
def child(guidance: dict[str, Edition], request: pytest.FixtureRequest) -> ConsideredChild:
    """Give a child whose worry may be a crime, on either path; nothing is chosen from the guidance."""
    in_use(guidance["bathnes"])
    it = draft("J", path=request.param)
    Consideration.objects.update(edition=guidance["bathnes"], worry=HIT)
    given: ConsideredChild = Consideration.objects.get(pk=it.pk).children.get()
    return given


@pytest.fixture
def alice(child: ConsideredChild) -> Client:
    """Give the browser of whoever holds the draft."""
    return client_of(child.consideration.holder)


@pytest.mark.requirement("SF-036")
def test_below_the_highest_level_it_asks_why_and_nothing_is_lost(child: ConsideredChild, alice: Client) -> None:
    path = address("child_decide", child)
    assert "Why not the highest level?" in shown(alice, path)
    with nothing_changes():
        page = send(alice, path, **ANSWERS).text
    assert page.count(f"{ASKS}. Say why level 1 is right for this child") == 2
    assert ANSWERS["reason"] in page


@pytest.mark.requirement("SF-037")
@pytest.mark.parametrize("level", ["1", "4"])
def test_a_reason_is_enough_for_any_level(child: ConsideredChild, alice: Client, level: str) -> None:
    answers = {**ANSWERS, "level": level, "lower_reason": WHY}
    assert goes_to(
        send(alice, address("child_decide", child), **answers), address("consideration", child.consideration)
    )
    kept = Decision.objects.get()
    assert (str(kept.level.number), kept.lower_reason) == (level, WHY)


@pytest.mark.requirement("SF-038")
def test_at_the_highest_level_it_asks_nothing_more(child: ConsideredChild, alice: Client) -> None:
    answers = {**ANSWERS, "level": "5"}
    assert send(alice, address("child_decide", child), **answers).status_code == 302
    assert Decision.objects.get().level.number == 5


def test_where_nothing_may_be_a_crime_it_asks_nothing(child: ConsideredChild, alice: Client) -> None:
    Consideration.objects.update(worry=QUIET)
    assert "Why not the highest level?" not in shown(alice, address("child_decide", child))
    assert send(alice, address("child_decide", child), **ANSWERS).status_code == 302
    assert Decision.objects.get().highest_worry is None


@pytest.mark.parametrize("field", ["words", "worries", "life_now"])
def test_what_is_written_about_the_child_asks_too(child: ConsideredChild, alice: Client, field: str) -> None:
    Consideration.objects.update(worry=QUIET)
    ConsideredChild.objects.update(**{field: "Her uncle touched her between the legs."})
    with nothing_changes():
        assert ASKS in send(alice, address("child_decide", child), **ANSWERS).text


def test_a_worry_chosen_from_a_higher_level_and_the_panel_are_asked_about_in_one_question(
    child: ConsideredChild, alice: Client
) -> None:
    choose(child, Descriptor.objects.filter(level__number=3, edition=child.consideration.edition)[0].code)
    path = address("child_decide", child)
    page = shown(alice, path)
    assert "Why not a higher level?" in page
    with nothing_changes():
        page = words(send(alice, path, **ANSWERS))
    assert f"You chose a worry from level 3 and {ASKS}. Say why level 1 is right for this child" in page
    with nothing_changes():
        page = words(send(alice, path, **{**ANSWERS, "level": "3"}))
    assert f"{ASKS}. Say why level 3 is right for this child" in page
    assert "You chose a worry from level 3 and" not in page


@pytest.mark.parametrize("lower_reason", ["", " \n "])
def test_it_is_asked_past_the_form_too(child: ConsideredChild, lower_reason: str) -> None:
    with nothing_changes(), pytest.raises(ReasonMissing):
        decide_on(child, 4, lower_reason=lower_reason)


def test_words_written_in_another_window_are_not_passed_by(child: ConsideredChild, alice: Client) -> None:
    Consideration.objects.update(worry=QUIET)
    path = address("child_decide", child)
    first = hidden(alice.get(path).text)
    Consideration.objects.update(worry=HIT)
    with nothing_changes():
        page = alice.post(path, {**first, **ANSWERS})
    assert ASKS in words(page)


def test_words_that_slip_in_at_the_last_moment_are_named(
    child: ConsideredChild, alice: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("righthelp.considerations.views.decisions.panel_of", lambda *about: [])
    with nothing_changes():
        page = words(send(alice, address("child_decide", child), **ANSWERS))
    assert "or something was written that may be a crime or a serious injury. Open this page again to see it" in page


@pytest.mark.parametrize("form", FORMATS)
def test_paper_says_what_the_reason_answered(child: ConsideredChild, alice: Client, form: str) -> None:
    decide_on(child, 2, lower_reason=WHY)
    text = record_text(alice, child.consideration, form)
    for part in (ANSWERED, WHY):
        assert part in text
    assert "the highest worry" not in text


@pytest.mark.parametrize(
    ("worry", "chosen", "said", "asks"),
    [
        (HIT, 0, ANSWERED, ["possible_crime"]),
        (HIT, 2, ANSWERED, ["possible_crime"]),
        (QUIET, 3, "Why not the level of the highest worry", ["highest_worry"]),
        (
            HIT,
            3,
            "Why not the level of the highest worry, though this may be a crime or a serious injury",
            ["highest_worry", "possible_crime"],
        ),
        (QUIET, 0, "Why not a higher level", []),
    ],
)
def test_page_and_json_say_what_the_reason_answered(
    child: ConsideredChild, alice: Client, worry: str, chosen: int, said: str, asks: list[str]
) -> None:
    Consideration.objects.update(worry=worry)
    if chosen:
        choose(child, Descriptor.objects.filter(level__number=chosen, edition=child.consideration.edition)[0].code)
    decide_on(child, 2, lower_reason=WHY)
    it = child.consideration
    assert f"{said} {WHY}" in shown(alice, address("consideration", it))
    content = json.loads(alice.get(address("consideration_download", it, "record", "json")).content)
    [decision] = content["children"][0]["decisions"]
    assert (decision["lower_reason"], decision["lower_reason_answers"]) == (WHY, asks)


def test_what_it_answered_stays_said_whatever_is_found_later(child: ConsideredChild, alice: Client) -> None:
    decide_on(child, 2, lower_reason=WHY)
    Consideration.objects.update(worry=QUIET)
    assert f"{ANSWERED} {WHY}" in shown(alice, address("consideration", child.consideration))


@pytest.mark.parametrize("make", [people.safeguarding_lead, people.deputy_lead])
def test_leads_are_told_that_a_possible_crime_was_decided_lower(child: ConsideredChild, make) -> None:  # type: ignore[no-untyped-def]
    decide_on(child, 1, lower_reason=WHY)
    it = child.consideration
    lead = client_of(make(it.agency))
    flag = "Decided below the highest level, though this may be a crime or a serious injury: read why"
    text = shown(lead, address("consideration", it))
    assert text.index(flag) < text.index(WHY)
    assert f"under “{ANSWERED}”" in text
    assert f"{flag} (J)" in shown(lead, "/considerations")
    assert "the highest worry chosen" not in shown(lead, "/considerations")
    assert flag not in shown(client_of(it.holder), address("consideration", it))


def test_after_deciding_the_first_next_step_is_whom_to_ring(child: ConsideredChild, alice: Client) -> None:
    it = child.consideration
    page = alice.post(
        address("child_decide", child),
        {**hidden(alice.get(address("child_decide", child)).text), **ANSWERS, "lower_reason": WHY},
        follow=True,
    )
    assert "Level 1 is saved for J. First do what “Read this first” says." in words(page)
    text = shown(alice, address("consideration", it)).partition("J: level 1")[2]
    first, after = text.index("Do this first, whatever the level"), text.index("After that: what the guidance says")
    assert first < text.index("01454 615165") < after < text.index("Point the family to a service")
    between = text[first:after]
    assert "Ring 999 if the child is badly hurt or in danger now." in between
    assert "Level 1 does not change what must be done about that." in between
    assert "Do not speak to the family first if that could put a child in danger." in text[after:]
    assert "What the guidance says to do at level 1" not in text


def test_the_notice_about_sending_points_at_the_panel_and_not_at_the_level(
    child: ConsideredChild, alice: Client
) -> None:
    decide_on(child, 1, lower_reason=WHY)
    page = alice.get(address("consideration", child.consideration))
    notice = words(page).partition("Deciding a level tells nobody")[2].partition("J: level 1")[0]
    assert "First do what “Read this first” says." in notice
    assert "do what the guidance says for the level" not in notice
    assert re.search(r'href="#panel"', page.text)
    assert re.search(r'id="panel"', page.text)


def test_without_the_panel_the_level_s_steps_come_first(child: ConsideredChild, alice: Client) -> None:
    Consideration.objects.update(worry=QUIET)
    decide_on(child, 1)
    text = shown(alice, address("consideration", child.consideration))
    assert "What the guidance says to do at level 1" in text
    assert "To ask for help, do what the guidance says for the level, below, or ring:" in text
    for part in ("Do this first, whatever the level", "After that", "First do what"):
        assert part not in text


def test_where_the_guidance_says_nothing_for_the_level_it_says_whom_to_ask() -> None:
    in_use(edition())
    child = draft("J").children.get()
    decide_on(child, 2)
    text = shown(client_of(child.consideration.holder), address("consideration", child.consideration))
    assert "do what the guidance says for the level, below" not in text
    notice = text.partition("Deciding a level tells nobody")[2].partition("J: level 2")[0]
    assert "does not say what to do at the level that was decided. Ask your safeguarding lead" in notice
    assert "does not say what to do at level 2. Ask your safeguarding lead" in text.partition("J: level 2")[2]


def test_of_two_children_only_the_one_whose_level_has_no_steps_is_told_so() -> None:
    in_use(edition(levels=[{"number": 2, "name": "Early help", "what_to_do": ["Talk with the family."]}]))
    first, second = draft("J", "K").children.all()
    decide_on(first, 2)
    decide_on(second, 3)
    text = shown(client_of(first.consideration.holder), address("consideration", first.consideration))
    assert "do what the guidance says for the level, below" in text
    of_first, _, of_second = text.partition("J: level 2")[2].partition("K: level 3")
    assert "Talk with the family." in of_first
    assert "does not say what to do" not in of_first
    assert "does not say what to do at level 3" in of_second
