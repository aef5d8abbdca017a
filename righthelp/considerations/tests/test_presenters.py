"""What pages show: tasks, movement along the levels, lists, and needs level by level."""

import datetime as dt

import pytest
import time_machine

from righthelp.agencies.tests import people
from righthelp.calendar.models import ClosedDay
from righthelp.calendar.queries import closed_days
from righthelp.calendar.rules import LONDON
from righthelp.considerations import presenters
from righthelp.considerations.actions import add_own_need, note_conversation, think_again
from righthelp.considerations.models import Consideration, ConsideredChild
from righthelp.considerations.presenters import (
    Step,
    by_level,
    child_in_full,
    guidance_shell,
    highest_level,
    level_choices,
    level_hints,
    movement_of,
    movement_words,
    rows,
    seen_by_lead,
    tasks_for,
    tasks_in_common,
)
from righthelp.considerations.record import highest_of
from righthelp.considerations.tests.test_start import REASON, a_child, choose, decide_on, draft, edition
from righthelp.guidance.models import Edition

pytestmark = pytest.mark.django_db
FRIDAY = dt.datetime(2026, 3, 6, 15, tzinfo=LONDON)


@pytest.fixture
def plain_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Name each page instead of giving its address."""
    monkeypatch.setattr(presenters, "reverse", lambda name, args: name)


def step(level: int, on: dt.datetime = FRIDAY) -> Step:
    return Step(level, f"Level {level}", on, "Alice", "Why", False)


def done(consideration: Consideration) -> dict[str, bool]:
    child = consideration.children.all()[0]
    return {task.href: task.is_done for task in [*tasks_in_common(consideration), *tasks_for(child)]}


@pytest.mark.usefixtures("plain_addresses")
def test_the_short_path_asks_little() -> None:
    assert done(draft()) == {
        "consideration_worry": False, "consideration_safe": False, "child_words": False, "child_balance": False,
        "child_decide": False,
    }  # fmt: skip


@pytest.mark.requirement("BN-003")
@pytest.mark.usefixtures("plain_addresses")
def test_the_full_path_comes_to_the_level_last() -> None:
    found = done(draft(path="full"))
    assert list(found) == [
        "consideration_worry", "consideration_around", "consideration_family", "consideration_agreement",
        "consideration_questions", "consideration_advice", "child_words", "child_life", "child_history",
        "child_balance", "child_needs", "child_living", "child_missing", "child_decide",
    ]  # fmt: skip
    assert not any(found.values())


@pytest.mark.usefixtures("plain_addresses")
@pytest.mark.parametrize(
    ("field", "task"),
    [
        ("what_next", "consideration_worry"),
        ("who_knows_family", "consideration_around"),
        ("support_offered", "consideration_around"),
        ("safe_to_speak", "consideration_family"),
        ("family_agrees", "consideration_agreement"),
    ],
)
def test_a_task_in_common_is_done_when_its_answer_is_there(field: str, task: str) -> None:
    consideration = draft(path="full")
    setattr(consideration, field, "yes")
    assert [href for href, is_done in done(consideration).items() if is_done] == [task]


@pytest.mark.usefixtures("plain_addresses")
@pytest.mark.parametrize(
    ("field", "task"),
    [
        ("words", "child_words"),
        ("life_now", "child_life"),
        ("history", "child_history"),
        ("strengths", "child_balance"),
        ("worries", "child_balance"),
        ("lives_away", "child_living"),
    ],
)
def test_a_task_for_the_child_is_done_when_its_answer_is_there(field: str, task: str) -> None:
    consideration = draft(path="full")
    ConsideredChild.objects.update(**{field: "unknown"})
    assert [href for href, is_done in done(consideration).items() if is_done] == [task]


@pytest.mark.usefixtures("plain_addresses")
def test_a_list_is_done_when_something_is_in_it() -> None:
    consideration = draft(path="full")
    question = consideration.edition.passages.filter(kind="question")[0]
    consideration.answers.create(question=question, text="May")
    note_conversation(
        consideration=consideration, kind="advice", with_whom="L", held_on=FRIDAY.date(), without_names=True,
        said="x", followed="", by=consideration.holder,
    )  # fmt: skip
    choose(consideration.children.get(), "a-2")
    assert [href for href, is_done in done(consideration).items() if is_done] == [
        "consideration_questions", "consideration_advice", "child_needs",
    ]  # fmt: skip


@pytest.mark.requirement("SF-003", "SF-040", "BN-008")
def test_the_movement_has_level_day_person_and_reason_of_every_decision() -> None:
    child = a_child()
    decide_on(child, 2, reason="Two worries.")
    decide_on(child, 3, reason="It got worse.")
    earlier = child.consideration
    again = think_again(consideration=earlier, edition=earlier.edition, by=earlier.holder)
    decide_on(again.children.get(), 1)
    steps = movement_of(again.children.get(), [earlier])
    assert [(each.level, each.reason, each.is_standing) for each in steps] == [
        (2, "Two worries.", False), (3, "It got worse.", False), (1, REASON, True),
    ]  # fmt: skip
    assert {each.decided_by for each in steps} == {child.consideration.holder.name}
    assert [each.on for each in steps] == sorted(each.on for each in steps)


def test_the_movement_is_the_childs_own() -> None:
    consideration = draft("J", "K")
    for child, level in zip(consideration.children.all(), (2, 3), strict=True):
        decide_on(child, level)
    again = think_again(consideration=consideration, edition=consideration.edition, by=consideration.holder)
    assert [each.level for each in movement_of(again.children.get(label="K"), [consideration])] == [3]


def as_pages_load_it(consideration: Consideration) -> Consideration:
    return Consideration.objects.with_people().get(pk=consideration.pk)


def test_the_whole_record_of_a_child_holds_the_movement_and_its_picture() -> None:
    child = a_child()
    assert child_in_full(child)["steps"] == []
    decide_on(child, 3)
    again = think_again(
        consideration=child.consideration, edition=child.consideration.edition, by=child.consideration.holder
    )
    whole = child_in_full(as_pages_load_it(again).children.get())
    assert [each.level for each in whole["steps"]] == [3]
    assert whole["picture"].count("<circle") == 1
    assert [f"Level {number}" in whole["picture"] for number in range(6)] == [False, True, True, True, True, False]


def test_a_level_of_an_earlier_guide_with_more_levels_has_its_place() -> None:
    child = as_pages_load_it(a_child().consideration).children.get()
    assert highest_level(child, []) == 4
    assert highest_level(child, [step(5), step(2)]) == 5


def test_the_picture_in_a_sentence() -> None:
    later = step(3, FRIDAY + dt.timedelta(days=3))
    assert movement_words([step(2), later]) == "level 2 on 6 March 2026; then level 3 on 9 March 2026"
    assert movement_words([]) == ""


def test_drafts_say_when_the_lead_sees_them() -> None:
    with time_machine.travel(FRIDAY, tick=False):
        consideration = draft("J", "K")
    ClosedDay.objects.create(date=dt.date(2026, 3, 9), name="Training day")
    later = "Your safeguarding lead can see this from 11 March 2026, if it is still a draft then."
    with time_machine.travel(dt.datetime(2026, 3, 10, 23, 59, tzinfo=LONDON), tick=False):
        [row] = rows([consideration], closed_days(), are_drafts=True)
    assert (row.children, row.seen, row.levels, row.look_again) == ("J, K", later, [], [])
    with time_machine.travel(dt.datetime(2026, 3, 11, tzinfo=LONDON), tick=False):
        assert seen_by_lead(consideration, closed_days()) == "Your safeguarding lead can see this now."


def test_a_holder_who_leads_the_agency_is_told_who_else_sees_a_draft() -> None:
    with time_machine.travel(FRIDAY, tick=False):
        consideration = draft(by=people.safeguarding_lead(people.school()))
        [row] = rows([consideration], frozenset(), are_drafts=True, led=[consideration.agency])
        [elsewhere] = rows([consideration], frozenset(), are_drafts=True, led=[people.gp_practice()])
    who = "You and other safeguarding leads of your agency can see this"
    assert row.seen == f"{who} from 10 March 2026, if it is still a draft then."
    assert elsewhere.seen.startswith("Your safeguarding lead can see this from")
    with time_machine.travel(FRIDAY + dt.timedelta(days=9), tick=False):
        assert seen_by_lead(consideration, frozenset(), is_lead=True) == f"{who} now."


def test_leads_are_shown_which_children_were_decided_below_the_highest_worry() -> None:
    consideration = draft("J", "K", "L")
    for child in consideration.children.all():
        choose(child, "a-3")
        decide_on(child, 3 if child.label == "K" else 2, lower_reason="His aunt.")
    found = Consideration.objects.all()
    [led] = rows(found, frozenset(), are_drafts=False, led=[consideration.agency])
    [not_led] = rows(found, frozenset(), are_drafts=False)
    assert (led.below, not_led.below) == ({"Decided below the highest worry chosen": ["J", "L"]}, {})


def test_decided_ones_say_the_level_and_when_to_look_again() -> None:
    consideration = draft("J", "K", "L")
    first, second, third = consideration.children.all()
    decide_on(first, 1)
    decide_on(first, 2, look_again_on=dt.date(2026, 3, 6))
    decide_on(second, 3, look_again_on=dt.date(2026, 3, 5))
    decide_on(third, 1)
    with time_machine.travel(FRIDAY, tick=False):
        [row] = rows(Consideration.objects.all(), frozenset(), are_drafts=False)
    assert row.levels == ["J: level 2", "K: level 3", "L: level 1"]
    assert row.look_again == ["Look again at J: 6 March 2026", "Look again at K: this was for 5 March 2026"]
    assert row.seen == ""


def test_the_highest_worry_leaves_out_strengths_and_own_words() -> None:
    child = a_child()
    assert highest_of(child) is None
    choose(child, "a-2")
    choose(child, "a-4", is_strength=True)
    add_own_need(child=child, own_words="Cares for his gran.", is_strength=False, by=child.consideration.holder)
    assert highest_of(child) == 2


@pytest.mark.requirement("SF-038")
def test_worries_of_several_levels_stand_together_own_words_last() -> None:
    child = a_child()
    own = child.needs.create(own_words="Cares for his gran.")
    needs = {code: choose(child, code) for code in ("a-3", "a-1")}
    levels = list(child.consideration.edition.levels.all())
    assert by_level(child.needs.all(), levels) == [
        (levels[0], [needs["a-1"]]), (levels[2], [needs["a-3"]]), (None, [own]),
    ]  # fmt: skip
    assert by_level([], levels) == []


def test_levels_are_offered_from_the_first_with_what_they_mean() -> None:
    kept = edition(
        levels=[
            {"number": 2, "name": "Early help", "meaning": "Some more help."},
            {"number": 3, "name": "Children who need a team.", "short_name": "Level 3"},
        ]
    )
    assert level_choices(kept) == [
        ("1", "Level 1"), ("2", "Level 2: Early help"), ("3", "Level 3"), ("4", "Level 4"),
    ]  # fmt: skip
    assert level_hints(kept) == {"2": "Some more help.", "3": "Children who need a team."}


@pytest.mark.parametrize("slug", ["barnsley", "staffordshire", "bathnes"])
def test_whoever_is_unsure_is_told_whom_to_ask(guidance: dict[str, Edition], slug: str) -> None:
    [advice] = guidance_shell(guidance[slug])["passages"]["advice"]
    assert advice.text.startswith("When you are unsure")
    assert "safeguarding" in advice.text


def test_in_staffordshire_that_is_the_manager_or_lead_and_then_a_social_worker(guidance: dict[str, Edition]) -> None:
    [advice] = guidance_shell(guidance["staffordshire"])["passages"]["advice"]
    asked = ("your line manager", "your designated safeguarding lead", "SCAS", "a qualified social worker")
    places = [advice.text.find(words) for words in asked]
    assert -1 < places[0] < places[1] < places[2] < places[3]


def test_every_built_in_guide_says_whose_words_it_is_and_whom_to_ring(
    guidance: dict[str, Edition],
) -> None:
    for kept in guidance.values():
        shell = guidance_shell(kept)
        assert shell["edition"] == kept
        assert "restated in Right Help’s plain words" in shell["wording_notice"]
        assert any(call.is_first for call in shell["calls"])


def test_a_decision_by_a_colleague_carries_their_name() -> None:
    child = a_child()
    bob = people.teacher(child.consideration.agency, "Bob Baker")
    decide_on(child, 1, by=bob)
    assert [each.decided_by for each in movement_of(child, [])] == ["Bob Baker"]
