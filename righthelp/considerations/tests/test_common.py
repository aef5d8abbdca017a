"""Changes to what is common to all the children."""

import datetime as dt

import pytest

from righthelp.agencies.tests import people
from righthelp.audit.queries import events_about
from righthelp.considerations.actions import (
    AlreadyDecided,
    ChangedMeanwhile,
    IsSetAside,
    add_child,
    answer_questions,
    go_on_to_full,
    note_conversation,
    save_common,
    set_aside,
)
from righthelp.considerations.actions.versions import COMMON
from righthelp.considerations.forms import (
    NOT_ANSWERS,
    AgreementForm,
    AroundForm,
    FamilyForm,
    VersionedForm,
    WorryForm,
)
from righthelp.considerations.models import CommonAsDecided, Consideration, Conversation
from righthelp.considerations.tests.test_start import WORRY, decide_on, draft, newest_event, nothing_changes

pytestmark = pytest.mark.django_db
HELD_ON = dt.date(2026, 3, 4)


def talk(consideration: Consideration, kind: str = "advice") -> Conversation:
    return note_conversation(
        consideration=consideration, kind=kind, with_whom="Leila Haddad, safeguarding lead", held_on=HELD_ON,
        without_names=True, said="His sister is often late too.", followed="I will ring his aunt on Friday.",
        by=consideration.holder,
    )  # fmt: skip


def test_saving_keeps_the_text_and_steps_the_version() -> None:
    consideration = draft()
    before = consideration.changed_at
    save_common(
        consideration=consideration, version=1, changes={"told_whom": "Leila, 3:40pm", "what_next": "She rings"},
        by=consideration.holder,
    )  # fmt: skip
    kept = Consideration.objects.get()
    assert (kept.told_whom, kept.what_next, kept.worry) == ("Leila, 3:40pm", "She rings", WORRY)
    assert (kept.version, consideration.version) == (2, 2)
    assert kept.changed_at > before


def test_saving_is_logged_by_names_of_fields() -> None:
    consideration = draft()
    save_common(
        consideration=consideration, version=1, changes={"worry": "Hungry", "what_next": "Ring"},
        by=consideration.holder,
    )  # fmt: skip
    assert newest_event(consideration) == (
        "considerations.saved", consideration.holder_id, ["worry", "what_next"], {},
    )  # fmt: skip


def test_saving_what_an_older_page_showed_changes_nothing() -> None:
    consideration = draft()
    save_common(consideration=consideration, version=1, changes={"worry": "First"}, by=consideration.holder)
    with nothing_changes(), pytest.raises(ChangedMeanwhile):
        save_common(consideration=consideration, version=1, changes={"worry": "Second"}, by=consideration.holder)
    assert consideration.worry == "First"


def test_another_child_comes_last_and_is_considered_separately() -> None:
    consideration = draft("J", "K")
    child = add_child(consideration=consideration, version=1, label="baby", by=consideration.holder)
    assert [(each.label, each.position) for each in consideration.children.all()] == [("J", 0), ("K", 1), ("baby", 2)]
    assert newest_event(child) == (
        "considerations.child_added", consideration.holder_id, [], {"consideration": consideration.pk},
    )  # fmt: skip
    assert Consideration.objects.get().version == 2


def test_a_consideration_that_lost_its_children_takes_one() -> None:
    consideration = draft()
    consideration.children.all().delete()
    assert add_child(consideration=consideration, version=1, label="K", by=consideration.holder).position == 0


def test_a_child_added_on_an_older_page_changes_nothing() -> None:
    consideration = draft()
    add_child(consideration=consideration, version=1, label="K", by=consideration.holder)
    with nothing_changes(), pytest.raises(ChangedMeanwhile):
        add_child(consideration=consideration, version=1, label="L", by=consideration.holder)


def test_answers_are_kept_changed_and_taken_away() -> None:
    consideration = draft()
    first, second = consideration.edition.passages.filter(kind="question")
    answer_questions(
        consideration=consideration, version=1, answers={first: "Since May", second: "Food"}, by=consideration.holder
    )
    answer_questions(
        consideration=consideration, version=2, answers={first: "Since June", second: ""}, by=consideration.holder
    )
    assert [(answer.question, answer.text) for answer in consideration.answers.all()] == [(first, "Since June")]
    assert newest_event(consideration) == (
        "considerations.questions_answered", consideration.holder_id, ["answers"], {},
    )  # fmt: skip


def test_answers_on_an_older_page_change_nothing() -> None:
    consideration = draft()
    [first, _] = consideration.edition.passages.filter(kind="question")
    answer_questions(consideration=consideration, version=1, answers={first: "May"}, by=consideration.holder)
    with nothing_changes(), pytest.raises(ChangedMeanwhile):
        answer_questions(consideration=consideration, version=1, answers={first: "June"}, by=consideration.holder)


@pytest.mark.requirement("BG-006", "SF-032")
def test_advice_is_kept_with_whom_when_and_what() -> None:
    consideration = draft()
    kept = Conversation.objects.get(pk=talk(consideration).pk)
    assert (kept.kind, kept.with_whom, kept.held_on) == ("advice", "Leila Haddad, safeguarding lead", HELD_ON)
    assert (kept.said, kept.without_names, kept.noted_by) == (
        "His sister is often late too.", True, consideration.holder,
    )  # fmt: skip


@pytest.mark.requirement("BG-018", "BG-020", "BT-012", "BT-013")
@pytest.mark.parametrize("kind", ["family", "workers"])
def test_a_talk_is_kept_with_what_it_taught_and_what_followed(kind: str) -> None:
    consideration = draft()
    talk(consideration, kind)
    kept = consideration.conversations.get()
    assert (kept.kind, kept.said, kept.followed) == (
        kind, "His sister is often late too.", "I will ring his aunt on Friday.",
    )  # fmt: skip


def test_a_talk_is_logged_without_what_was_said() -> None:
    consideration = draft()
    noted = talk(consideration)
    assert newest_event(consideration) == (
        "considerations.conversation_noted", consideration.holder_id, [], {"conversation": noted.pk},
    )  # fmt: skip


def test_a_talk_noted_elsewhere_meanwhile_stops_an_older_page() -> None:
    consideration = draft()
    talk(consideration)
    with nothing_changes(), pytest.raises(ChangedMeanwhile):
        save_common(consideration=consideration, version=1, changes={"worry": "Older"}, by=consideration.holder)


def test_the_short_path_goes_on_to_the_full_one_and_loses_nothing() -> None:
    consideration = draft()
    go_on_to_full(consideration=consideration, by=consideration.holder)
    kept = Consideration.objects.get()
    assert (kept.path, kept.worry, kept.children.count()) == ("full", WORRY, 1)
    assert newest_event(consideration) == ("considerations.path_changed", consideration.holder_id, ["path"], {})


def test_the_last_decision_closes_what_is_common() -> None:
    consideration = draft("J", "K")
    by = consideration.holder
    [question, _] = consideration.edition.passages.filter(kind="question")
    for child in consideration.children.all():
        decide_on(child)
    version = Consideration.objects.get().version
    with nothing_changes():
        with pytest.raises(AlreadyDecided):
            save_common(consideration=consideration, version=version, changes={"worry": "Other"}, by=by)
        with pytest.raises(AlreadyDecided):
            add_child(consideration=consideration, version=version, label="L", by=by)
        with pytest.raises(AlreadyDecided):
            answer_questions(consideration=consideration, version=version, answers={question: "May"}, by=by)
        with pytest.raises(AlreadyDecided):
            go_on_to_full(consideration=consideration, by=by)


def test_while_a_child_is_undecided_what_is_common_stays_open_and_the_decision_keeps_what_it_was_made_with() -> None:
    consideration = draft("J", "K")
    by = consideration.holder
    [question, _] = consideration.edition.passages.filter(kind="question")
    answer_questions(consideration=consideration, version=1, answers={question: "May"}, by=by)
    save_common(consideration=consideration, version=2, changes={"safe_to_speak": "no"}, by=by)
    decision = decide_on(consideration.children.all()[0])
    assert not CommonAsDecided.objects.exists()
    save_common(consideration=consideration, version=3, changes={"worry": "Other", "safe_to_speak": "yes"}, by=by)
    answer_questions(consideration=consideration, version=4, answers={question: "June"}, by=by)
    go_on_to_full(consideration=consideration, by=by)
    now = Consideration.objects.get()
    assert (now.worry, now.safe_to_speak, now.path, now.answers.get().text) == ("Other", "yes", "full", "June")
    kept = CommonAsDecided.objects.get()
    assert kept.decision == decision
    assert (kept.written["worry"], kept.written["safe_to_speak"]) == (WORRY, "no")
    assert kept.answers == [["How long has it gone on?", "May"]]


def test_each_decision_keeps_what_was_common_when_it_was_made() -> None:
    consideration = draft("J", "K", "L")
    by, (first, second, _) = consideration.holder, consideration.children.all()
    made = [decide_on(first)]
    save_common(consideration=consideration, version=1, changes={"worry": "Second"}, by=by)
    made += [decide_on(second), decide_on(first, 2)]
    save_common(consideration=consideration, version=2, changes={"worry": "Third"}, by=by)
    kept = {one.decision: one.written["worry"] for one in CommonAsDecided.objects.all()}
    assert kept == dict(zip(made, [WORRY, "Second", "Second"], strict=True))


def test_an_older_page_keeps_nothing_beside_a_decision() -> None:
    consideration = draft("J", "K")
    decide_on(consideration.children.all()[0])
    with nothing_changes(), pytest.raises(ChangedMeanwhile):
        save_common(consideration=consideration, version=9, changes={"worry": "Older"}, by=consideration.holder)


def test_what_is_set_aside_is_not_edited() -> None:
    consideration = draft()
    set_aside(consideration=consideration, because="Doubled", by=consideration.holder)
    with nothing_changes(), pytest.raises(IsSetAside):
        save_common(consideration=consideration, version=2, changes={"worry": "Other"}, by=consideration.holder)


def test_once_a_level_is_decided_no_child_joins() -> None:
    consideration = draft("J", "K")
    decide_on(consideration.children.all()[0])
    with nothing_changes(), pytest.raises(AlreadyDecided):
        add_child(consideration=consideration, version=1, label="L", by=consideration.holder)


@pytest.mark.parametrize("form_class", [WorryForm, AroundForm, FamilyForm, AgreementForm])
def test_everything_that_is_asked_in_common_is_kept(form_class: type[VersionedForm]) -> None:
    asked = {name for name in form_class.base_fields if name not in NOT_ANSWERS}
    assert asked
    assert asked <= set(COMMON)


def test_a_talk_is_still_noted_after_a_decision_with_the_moment() -> None:
    consideration = draft()
    before = talk(consideration)
    decision = decide_on(consideration.children.get())
    after = talk(consideration)
    assert before.noted_at is not None
    assert after.noted_at is not None
    assert before.noted_at < decision.decided_at < after.noted_at
    assert newest_event(consideration)[0] == "considerations.conversation_noted"
    assert consideration.children.get().decisions.get() == decision


def test_no_talk_is_noted_while_it_is_set_aside() -> None:
    consideration = draft()
    set_aside(consideration=consideration, because="Doubled", by=consideration.holder)
    with nothing_changes(), pytest.raises(IsSetAside):
        talk(consideration)


def test_a_closed_part_says_so_even_on_an_older_page() -> None:
    consideration = draft()
    decide_on(consideration.children.get())
    with pytest.raises(AlreadyDecided):
        save_common(consideration=consideration, version=99, changes={"worry": "Other"}, by=consideration.holder)


def test_who_changed_it_is_logged_not_who_started_it() -> None:
    consideration = draft()
    bob = people.teacher(consideration.agency, "Bob Baker")
    save_common(consideration=consideration, version=1, changes={"worry": "Hungry"}, by=bob)
    assert [event.actor_id for event in events_about(consideration)] == [bob.pk, consideration.author_id]
