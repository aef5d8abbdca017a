"""The pages on which what is finished is put right, and what readers find of it then."""

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from righthelp.agencies.models import Practitioner
from righthelp.people.models import Person
from righthelp.people.tests.conftest import Family
from righthelp.plans.actions.copies import release_copy
from righthelp.plans.actions.family import mark_on_page
from righthelp.plans.actions.progress import mark, note_done, note_reached
from righthelp.plans.actions.putting_right import Correction, put_minutes_right, strike_mark, strike_review
from righthelp.plans.actions.reviews import ChildLife, Reviewed, review
from righthelp.plans.minutes import minutes_sections
from righthelp.plans.models import Copy, Meeting, Member, Note, Plan, PlanChild, ScaleMark
from righthelp.plans.policies.given import may_have
from righthelp.plans.reviewed import chosen_of, offered_of
from righthelp.plans.tests import papering, planning
from righthelp.plans.tests.gathering import LAST_WEEK, at, called, came, finished, parent, point, seen
from righthelp.plans.tests.papering import NOW, Papered
from righthelp.work.models import Involvement
from righthelp.work.tests.working import client_of, on, send_form, send_twice, shown, words

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
MOST = 15


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def plan(plan: Plan) -> Plan:
    Plan.objects.filter(pk=plan.pk).update(begun_on=planning.SINCE, next_review_on=dt.date(2026, 3, 30))
    return Plan.objects.get(pk=plan.pk)


@pytest.fixture
def maya(plan: Plan, family: Family) -> PlanChild:
    return planning.child_of(plan, family.maya)


@pytest.fixture
def mother(plan: Plan, family: Family, alice: Practitioner) -> Member:
    return parent(plan, family.mother, alice, *plan.children.all())


@pytest.fixture
def father(plan: Plan, family: Family, alice: Practitioner, maya: PlanChild) -> Member:
    return parent(plan, family.father, alice, maya, role="father")


@pytest.fixture
def meeting(plan: Plan, alice: Practitioner, maya: PlanChild, mother: Member, father: Member) -> Meeting:
    """Give finished minutes of a meeting at which the mother was, with a point about Maya."""
    made = called(plan, alice, mother, at=LAST_WEEK)
    came(made, alice, mother, planning.member_of(plan, alice))
    point(made, alice, "Maya was late ten times", child=maya)
    return finished(made, alice)


def answers(who: Member, /, **other: object) -> dict[str, object]:
    given = {"was_wrong": "Ten times", "text": "Two times", "said_by": str(who.public_id), **on("on", TODAY)}
    return {**given, **other}


def of_point(meeting: Meeting) -> str:
    return at(meeting, f"/points/{meeting.notes.earliest('pk').public_id}/put-right")


def told(meeting: Meeting, by: Practitioner, member: Member) -> str:
    found = minutes_sections(seen(meeting, by), member)
    return "\n".join(f"{one.title}: {line}" for one in found for line in one.lines)


def put_right(
    meeting: Meeting, by: Practitioner, said_by: Member, child: PlanChild | None = None, *kept_from: Member
) -> Note:
    what = Correction("It was not so", "It is so", said_by, TODAY, child)
    return put_minutes_right(meeting=meeting, what=what, kept_from=kept_from, kept_because="Not safe", by=by)


def released(meeting: Meeting, by: Practitioner, member: Member, *chosen: str) -> Copy:
    it = seen(meeting, by)
    sections = minutes_sections(it, member, chosen_of(offered_of(it, may_have(it.seen, member)), chosen))
    return release_copy(
        plan=meeting.plan, member=member, kind=Copy.Kind.MINUTES, title="Minutes", sections=sections,
        again=lambda: sections, meeting=meeting, by=by,
    )  # fmt: skip


def asked_for(reader: Practitioner, path: str) -> int:
    browser = client_of(reader)
    browser.get(path)
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(path).status_code == 200
    return sum(not one["sql"].startswith(("SAVEPOINT", "RELEASE")) for one in queries)


@pytest.mark.requirement("BP-209", "BP-302")
def test_a_point_of_finished_minutes_is_put_right_and_both_stand_in_the_minutes(
    meeting: Meeting, alice: Practitioner, bob: Practitioner, mother: Member
) -> None:
    client = client_of(alice)
    form = shown(client, of_point(meeting))
    assert "Maya was late ten times" in form
    assert "About whom?" not in form
    first, second = send_twice(client, of_point(meeting), **answers(mother))
    assert first["Location"] == second["Location"] == at(meeting)
    page = shown(client_of(bob), at(meeting))
    assert "Maya was late ten times This was put right since: see below." in page
    assert "What was put right Maya What was wrong: Ten times What is right: Two times" in page
    assert "Ana Lindqvist said so on 4 March 2026. Alice Adeyemi wrote it down on 4 March 2026." in page
    assert Note.objects.filter(kind="put_right").count() == 1


def test_what_is_missing_is_said_at_its_question_and_what_was_typed_is_kept(
    meeting: Meeting, alice: Practitioner, mother: Member
) -> None:
    early = answers(mother, text="", said_by="", **on("on", LAST_WEEK.date() - dt.timedelta(days=1)))
    page = words(send_form(client_of(alice), at(meeting, "/put-right"), **early))
    for said in ("Choose about whom it is", "Say what is right", "Choose who said so", "23 February 2026 or later"):
        assert said in page
    assert "Ten times" in page
    kept = answers(mother, child="all", kept_from=[str(mother.public_id)], was_wrong="")
    page = words(send_form(client_of(alice), at(meeting, "/put-right"), **kept))
    assert "Write why they must not read it" in page
    assert "Say what was wrong" in page
    assert not Note.objects.filter(kind="put_right").exists()


@pytest.mark.requirement("BP-302")
def test_each_reader_finds_what_was_put_right_only_where_they_may_have_it_and_who_said_so_as_they_may_know_them(
    meeting: Meeting, plan: Plan, alice: Practitioner, maya: PlanChild, mother: Member, father: Member
) -> None:
    send_form(client_of(alice), of_point(meeting), **answers(mother))
    both = answers(mother, child="all", text="Both were at the club")
    send_form(client_of(alice), at(meeting, "/put-right"), **both)
    hers, his = told(meeting, alice, mother), told(meeting, alice, father)
    right = "What was put right for Maya: What was wrong: Ten times\nWhat is right: Two times\n"
    assert f"{right}You said so on 4 March 2026. Alice Adeyemi wrote it down on 4 March 2026." in hers
    assert f"{right}Somebody of the family said so on 4 March 2026. Alice Adeyemi wrote" in his
    assert "Both were at the club" in hers
    assert "Both were at the club" not in his
    assert "Maya was late ten times\nThis was put right since: see below." in his
    Note.objects.get(puts_right__isnull=False).kept_from.set([father])
    assert "put right" not in told(meeting, alice, father)


def test_whoever_wrote_it_down_is_not_named_where_they_take_no_part_or_must_not_be_known(
    meeting: Meeting, plan: Plan, alice: Practitioner, leila: Practitioner, maya: PlanChild, mother: Member,
    father: Member,
) -> None:  # fmt: skip
    put_right(meeting, leila, mother, maya)
    assert "Somebody who helps wrote it down" in told(meeting, alice, father)
    Note.objects.filter(kind="put_right").update(noted_by=alice)
    assert "Alice Adeyemi wrote it down" in told(meeting, alice, father)
    planning.member_of(plan, alice).kept_from.set([father])
    assert "Somebody who helps wrote it down" in told(meeting, alice, father)


def test_a_point_that_is_kept_from_somebody_says_that_what_puts_it_right_is_kept_too(
    meeting: Meeting, alice: Practitioner, father: Member, mother: Member
) -> None:
    note = meeting.notes.get()
    Note.objects.filter(pk=note.pk).update(kept_because="It is not safe")
    note.kept_from.set([father])
    page = shown(client_of(alice), of_point(meeting))
    assert "This point is kept from Jonas Berg" in page
    assert "What puts it right is kept from them, too" in page
    send_form(client_of(alice), of_point(meeting), **answers(mother))
    assert "Two times" not in told(meeting, alice, father)
    assert "Two times" in told(meeting, alice, mother)


@pytest.mark.requirement("BP-302")
def test_minutes_that_were_released_before_are_shown_as_put_right_since_to_whoever_may_have_that(
    meeting: Meeting, plan: Plan, alice: Practitioner, maya: PlanChild, mother: Member, father: Member
) -> None:
    log, circulation = reverse("plan_copies", args=[plan.public_id]), at(meeting, "/minutes")
    for member in (mother, father):
        released(meeting, alice, member)
    said = "put right since. Release new ones."
    assert said not in shown(client_of(alice), log) + shown(client_of(alice), circulation)
    with time_machine.travel(NOW + dt.timedelta(hours=1), tick=False):
        put_right(meeting, alice, mother)
        assert shown(client_of(alice), log).count(said) == 1
        put_right(meeting, alice, mother, maya, father)
        assert shown(client_of(alice), log).count(said) == 1
        copy = reverse("plan_copy", args=[plan.public_id, Copy.objects.get(member=father).public_id])
        assert "Do not give this copy" not in (page := client_of(alice).get(copy).text)
        assert f'href="{circulation}"' in page  # the way back
        put_right(meeting, alice, mother, maya)
        assert "Do not give this copy now. Something in these minutes" in shown(client_of(alice), copy)
        assert [shown(client_of(alice), page).count(said) for page in (log, circulation)] == [2, 2]
    with time_machine.travel(NOW + dt.timedelta(hours=2), tick=False):
        released(meeting, alice, father)
        assert shown(client_of(alice), log).count(said) == 2
        assert all(asked_for(alice, page) <= MOST for page in (log, circulation))


@pytest.mark.requirement("BP-302", "BN-047")
def test_minutes_that_tell_of_a_review_that_is_struck_through_are_shown_as_put_right_since(
    meeting: Meeting, plan: Plan, alice: Practitioner, maya: PlanChild, mother: Member, father: Member
) -> None:
    what = Reviewed(TODAY, "The evenings are calmer", "Go on", dt.date(2026, 5, 1), meeting=meeting)
    made = review(plan=plan, what=what, children=[ChildLife(maya, "better", "She laughs")], by=alice)
    with time_machine.travel(NOW + dt.timedelta(hours=1), tick=False):
        released(meeting, alice, mother, "changed")
        released(meeting, alice, father)
    with time_machine.travel(NOW + dt.timedelta(hours=2), tick=False):
        strike_review(review=made, because="Another family", by=alice)
        log = shown(client_of(alice), reverse("plan_copies", args=[plan.public_id]))
        assert log.count("put right since") == 1
        assert "calmer" not in shown(client_of(alice), at(meeting, f"/minutes/{mother.public_id}"))
        released(meeting, alice, mother)
    assert "A review at this meeting that is struck through" in (page := shown(client_of(alice), at(meeting)))
    assert "Write the review of this meeting" in page
    assert str(meeting.public_id) in client_of(alice).get(reverse("plan_review_add", args=[plan.public_id])).text


@pytest.fixture
def pages(meeting: Meeting, plan: Plan, alice: Practitioner, mother: Member) -> list[str]:
    """Give each page on which something that is finished is put right."""
    goal = planning.goal(planning.worry(plan), has_scale=True)
    action = planning.action(goal, planning.member_of(plan, alice), due_on=TODAY)
    made = review(plan=plan, what=Reviewed(TODAY, "x", "x", dt.date(2026, 5, 1)), children=[], by=alice)
    marked = mark(goal=goal, member=mother, value=3, said_on=TODAY, by=alice)
    note_done(action=action, on=TODAY, how="Rang", by=alice)
    note_reached(goal=goal, on=TODAY, how="She says so", by=alice)
    names: list[tuple[str, list[object]]] = [
        ("meeting_put_right", [meeting.public_id]),
        ("meeting_point_put_right", [meeting.public_id, meeting.notes.get().public_id]),
        ("plan_review_strike", [made.public_id]),
        ("plan_mark_strike", [goal.public_id, marked.public_id]),
        ("plan_action_not_done", [action.public_id]),
        ("plan_goal_not_reached", [goal.public_id]),
    ]
    return [reverse(name, args=[plan.public_id, *more]) for name, more in names]


def test_whoever_leads_puts_right_what_is_finished_and_neither_a_colleague_nor_a_stranger_finds_the_pages(
    pages: list[str], alice: Practitioner, bob: Practitioner, charlie: Practitioner
) -> None:
    for who, status in ((alice, 200), (bob, 404), (charlie, 404)):
        assert {client_of(who).get(page).status_code for page in pages} == {status}
    for page in pages[2:]:
        assert "Say w" in words(send_form(client_of(alice), page, because=""))


def test_the_pages_that_put_right_ask_few_questions_of_the_database(pages: list[str], alice: Practitioner) -> None:
    assert all(asked_for(alice, page) <= MOST for page in pages)


def test_only_finished_minutes_are_put_right(plan: Plan, alice: Practitioner, mother: Member) -> None:
    open_one = called(plan, alice, mother, at=LAST_WEEK)
    assert client_of(alice).get(at(open_one, "/put-right")).status_code == 404
    assert "Add what is right" not in shown(client_of(alice), at(open_one))
    page = shown(client_of(alice), at(open_one, "/points/add"))
    assert "What was put right" not in page


def test_what_one_strikes_through_or_takes_back_while_another_writes_is_said_and_the_words_are_kept(
    pages: list[str], alice: Practitioner
) -> None:
    for page in pages[2:]:
        assert send_form(client_of(alice), page, because="It was wrong").status_code == 302
        again = words(send_form(client_of(alice), page, because="I think so, too"))
        assert "Somebody put this right meanwhile" in again
        assert "I think so, too" in again
        assert "It was wrong" in shown(client_of(alice), page) or "It is not noted as" in shown(client_of(alice), page)


@pytest.mark.requirement("BN-047")
def test_a_review_that_is_struck_through_is_read_with_who_and_why_in_words_and_counts_nowhere(
    plan: Plan, alice: Practitioner, bob: Practitioner, maya: PlanChild
) -> None:
    what = Reviewed(TODAY, "He came home", "Meet", dt.date(2026, 5, 1), risk_because="Out at night")
    made = review(plan=plan, what=what, children=[ChildLife(maya, "worse", "Seen")], by=alice)
    path = reverse("plan_review", args=[plan.public_id, made.public_id])
    assert "Strike this review through" not in shown(client_of(bob), path)
    strike = reverse("plan_review_strike", args=[plan.public_id, made.public_id])
    assert "Those who were told are told" in shown(client_of(alice), strike)
    send_form(client_of(alice), strike, because="It was another Leo")
    page = shown(client_of(bob), path)
    assert "Struck through: review of 4 March 2026" in page
    assert "Struck through by Alice Adeyemi on 4 March 2026: It was another Leo Start of what was struck" in page
    assert "He came home" in page
    assert "Talk to your safeguarding lead today" not in page
    whole = shown(client_of(bob), reverse("plan", args=[plan.public_id]))
    assert "RISK RISING" not in whole
    assert "This plan has not been reviewed yet" in whole
    assert "left out of how it goes: the review of 4 March 2026" in whole
    assert "The next review is due by" not in whole
    life = shown(client_of(bob), reverse("plan_life", args=[plan.public_id]))
    assert "He came home" not in life
    assert "Strike this review through" not in shown(client_of(alice), path)
    assert "Strike it through" not in client_of(alice).get(strike).text


def test_a_mark_that_is_struck_through_stands_in_the_table_with_the_reason_and_is_not_drawn(
    plan: Plan, alice: Practitioner, bob: Practitioner, mother: Member
) -> None:
    goal = planning.goal(planning.worry(plan), has_scale=True)
    first = mark(goal=goal, member=mother, value=3, said_on=TODAY, words="Bad nights", by=alice)
    mark(goal=goal, member=mother, value=7, said_on=TODAY, by=alice)
    path = reverse("plan_goal_scale", args=[plan.public_id, goal.public_id])
    assert "Strike through" not in shown(client_of(bob), path)
    strike = reverse("plan_mark_strike", args=[plan.public_id, goal.public_id, first.public_id])
    send_form(client_of(alice), strike, because="She meant another goal")
    answer = client_of(bob).get(path)
    assert answer.content.decode().count("<circle") == 1
    page = shown(client_of(bob), path)
    assert "Struck through: 3 on 4 March 2026" in page
    assert "Struck through by Alice Adeyemi on 4 March 2026: She meant another goal" in page
    assert "Bad nights" in page
    assert "(one mark)" in shown(client_of(bob), reverse("plan_progress", args=[plan.public_id]))
    assert "Bad nights" not in shown(client_of(bob), reverse("plan_life", args=[plan.public_id]))
    strike_mark(mark=goal.marks.get(value=7), because="Not hers", by=alice)
    page = shown(client_of(bob), path)
    assert "Every mark is struck through, so that nothing is drawn" in page
    assert "Goals, from 0 to 10" not in shown(client_of(bob), reverse("plan_life", args=[plan.public_id]))


def test_a_mark_that_somebody_made_on_their_own_page_is_never_struck_through_in_silence_and_can_be_made_again(
    plan: Plan, family: Family, alice: Practitioner
) -> None:
    it: Papered = papering.papered(plan, family, alice)
    papering.released(it, it.mother, alice)
    link = papering.switched_on(it.mother, alice).link
    said = {"goal": it.goal, "value": 4, "words": "So so"}
    mark_on_page(link=link, **said)  # type: ignore[arg-type]
    made = ScaleMark.objects.get()
    strike = reverse("plan_mark_strike", args=[plan.public_id, it.goal.public_id, made.public_id])
    assert "They marked it themselves on their own page" in shown(client_of(alice), strike)
    send_form(client_of(alice), strike, because="She asked us to")
    page = shown(client_of(alice), reverse("plan_goal_scale", args=[plan.public_id, it.goal.public_id]))
    assert "Struck through by Alice Adeyemi on 4 March 2026: She asked us to" in page
    assert "Marked on their own page" in page
    for _ in range(2):
        mark_on_page(link=link, **said)  # type: ignore[arg-type]
    assert [one.struck_at is None for one in ScaleMark.objects.order_by("pk")] == [False, True]


def test_a_mark_of_somebody_whom_the_reader_must_not_learn_of_is_not_found(
    plan: Plan, alice: Practitioner, mira: Practitioner, family: Family
) -> None:
    goal = planning.goal(planning.worry(plan), has_scale=True)
    made = mark(goal=goal, member=planning.member_of(plan, family.brother), value=3, said_on=TODAY, by=alice)
    path = reverse("plan_mark_strike", args=[plan.public_id, goal.public_id, made.public_id])
    assert client_of(alice).get(path).status_code == 200
    Involvement.objects.filter(practitioner=alice, child=family.brother).delete()
    Person.objects.filter(pk=family.brother.pk).update(noted_by=mira)
    assert client_of(alice).get(path).status_code == 404


def test_what_was_noted_as_done_or_reached_by_mistake_is_taken_back_and_stays_readable(
    plan: Plan, alice: Practitioner, bob: Practitioner
) -> None:
    goal = planning.goal(planning.worry(plan))
    action = planning.action(goal, planning.member_of(plan, bob), due_on=TODAY)
    note_done(action=action, on=TODAY, how="Rang them", impact="She sleeps", by=bob)
    note_reached(goal=goal, on=TODAY, how="She says so", by=alice)
    path = reverse("plan_progress", args=[plan.public_id])
    assert "take this back" not in shown(client_of(bob), path)
    assert shown(client_of(alice), path).count("take this back") == 2
    for name, one, wrong in (
        ("plan_action_not_done", action, "It was her brother"), ("plan_goal_not_reached", goal, "One good night"),
    ):  # fmt: skip
        send_form(client_of(alice), reverse(name, args=[plan.public_id, one.public_id]), because=wrong)
    page = shown(client_of(bob), path)
    for said in (
        "Noted as done by mistake, and taken back on 4 March 2026 Taken back by Alice Adeyemi: It was her brother",
        "Bob Baker had noted it for 4 March 2026. It said: Rang them The difference it was said to",
        "Noted as reached by mistake", "One good night", "She says so", "It is done",
    ):  # fmt: skip
        assert said in page
    for said in ("DONE", "REACHED", "The difference it made:"):
        assert said not in page
    assert asked_for(alice, path) <= MOST
