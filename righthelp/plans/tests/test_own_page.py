"""A family’s own page: what opens it, what it shows, and what it never shows to whoever finds it."""

import datetime as dt
import re
from typing import Any
from unittest.mock import patch

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from righthelp.agencies.models import Practitioner
from righthelp.agencies.tests import people
from righthelp.messages.models import Mail, Notice
from righthelp.people.actions import restrict
from righthelp.people.tests.conftest import Family
from righthelp.plans.actions import begin_plan, end_plan, let_member_leave
from righthelp.plans.actions.dropping import drop_part
from righthelp.plans.actions.family import (
    LinkShut,
    Made,
    mark_on_page,
    say,
    switch_off,
    try_code,
)
from righthelp.plans.family_access import link_by
from righthelp.plans.models import FamilyLink, FamilySaid, Goal, Member, Plan, ScaleMark, Worry
from righthelp.plans.tests import papering, planning
from righthelp.plans.tests.opening import at, enter, page_for, ticket, wrong
from righthelp.plans.tests.papering import NOW, Papered
from righthelp.work.tests.working import hidden

MONTH = dt.timedelta(days=28)
MOST = 15


@pytest.fixture(autouse=True)
def clock() -> Any:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def it(plan: Plan, family: Family, alice: Practitioner) -> Papered:
    return papering.papered(plan, family, alice)


@pytest.fixture
def made(it: Papered, alice: Practitioner) -> Made:
    return page_for(it, it.father, alice)


@pytest.fixture
def hers(client: Client, alice: Practitioner) -> Client:
    return people.sign_in(client, alice)


@pytest.mark.requirement("BP-209")
def test_with_link_and_code_somebody_reads_their_own_copy(made: Made) -> None:
    page = enter(made)
    assert "If the nights stay loud, Maya may fall behind" in page.text
    for words in ("Leo", "left alone", "Calm evenings"):
        assert words not in page.text


def test_the_code_is_taken_however_its_numbers_are_written(made: Made) -> None:
    assert "Maya may fall behind" in enter(made, f" {made.code[:4]}-{made.code[4:]} ").text


def test_before_the_code_the_page_says_nothing_of_anybody(made: Made) -> None:
    for answer in (Client().get(at(made)), enter(made, wrong(made))):
        shown = answer.text.partition("<main")[2].partition("</main>")[0]
        for words in ("Maya", "Jonas", "Alice", "Alder Road", "child", "family", "plan", "father"):
            assert words not in shown
        assert re.search("<title>(Error: )?Your page –", answer.text)


def test_nothing_stays_on_the_device(made: Made) -> None:
    visitor = Client()
    for answer in (visitor.get(at(made)), enter(made, client=visitor)):
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert not visitor.cookies
    assert "Maya" not in visitor.get(at(made)).text


def test_five_wrong_codes_shut_the_page_and_the_lead_is_told(made: Made, alice: Practitioner) -> None:
    for _ in range(5):
        answer = enter(made, wrong(made))
    assert answer.status_code == 404
    assert enter(made).status_code == 404
    made.link.refresh_from_db()
    assert (made.link.ended_because, made.link.ended_by) == ("Five wrong codes", None)
    assert "shut after five wrong codes" in Notice.objects.get(to=alice).title


def test_the_right_code_does_not_open_a_page_that_was_shut_in_that_moment(made: Made, alice: Practitioner) -> None:
    switch_off(link=made.link, because="He found it", by=alice)
    assert not try_code(link=made.link, code=made.code)


def test_too_many_codes_from_one_place_are_not_looked_at(made: Made, clock: Any) -> None:
    for _ in range(20):
        clock.shift(dt.timedelta(seconds=61))
        enter(made)
    assert "You have tried many times" in enter(made).text


def test_without_a_code_nothing_is_counted(made: Made) -> None:
    answer: Any = Client().post(at(made), {"code": ""})
    assert "There is a problem" in answer.text
    made.link.refresh_from_db()
    assert made.link.wrong_codes == 0


def test_the_right_code_counts_wrong_ones_anew(made: Made) -> None:
    for _ in range(3):
        for _ in range(4):
            enter(made, wrong(made))
        assert enter(made).status_code == 200


@pytest.mark.parametrize("how", ["unknown", "shut", "late", "left", "ended", "restricted", "anew"])
def test_every_closed_page_says_the_same(
    made: Made, it: Papered, alice: Practitioner, mira: Practitioner, family: Family, clock: Any, how: str
) -> None:
    unknown = Client().get(reverse("family_page", args=["x" * 43]))
    if how == "shut":
        switch_off(link=made.link, because="He found it", by=alice)
    elif how == "late":
        clock.shift(MONTH)
    elif how == "left":
        let_member_leave(member=it.father, because="Moved", by=alice)
    elif how == "ended":
        end_plan(plan=it.plan, on=NOW.date(), because="It goes well", by=alice)
    elif how == "restricted":
        restrict(person=family.brother, kind="high_risk", because="Danger", readers=[mira], by=mira)
    elif how == "anew":
        papering.switched_on(it.father, alice)
    made = Made(made.link, "y" * 43, made.code) if how == "unknown" else made
    for answer in (Client().get(at(made)), enter(made)):
        assert answer.status_code == 404
        assert answer.text == unknown.text


def test_it_is_open_until_its_time_is_over(made: Made, clock: Any) -> None:
    clock.shift(MONTH - dt.timedelta(minutes=1))
    assert enter(made).status_code == 200


def test_a_child_whom_they_may_no_longer_read_about_is_gone_from_their_page(it: Papered, alice: Practitioner) -> None:
    made = page_for(it, it.mother, alice)
    assert "Leo’s own trouble" in enter(made).text
    it.mother.reads.remove(it.brother)
    page = enter(made).text
    assert "Maya may fall behind" in page
    assert "Leo’s own trouble" not in page
    assert "left alone" not in page
    it.mother.reads.clear()
    assert "There is nothing for you to read" in enter(made).text


def test_what_is_written_for_all_does_not_come_back_onto_their_page_when_the_other_child_leaves(
    it: Papered, alice: Practitioner
) -> None:
    made = page_for(it, it.mother, alice)
    it.mother.reads.remove(it.brother)
    it.plan.children.filter(pk=it.brother.pk).update(left_on=NOW.date(), left_because="Lives with an aunt")
    page = enter(made).text
    assert "Maya may fall behind" in page
    assert "left alone" not in page
    it.mother.reads.add(it.brother)
    page = enter(made).text
    assert "left alone" in page
    assert "Leo’s own trouble" not in page


def test_only_what_was_released_is_on_the_page_and_what_was_released_last(
    made: Made, it: Papered, alice: Practitioner
) -> None:
    Worry.objects.filter(pk=it.worry.pk).update(text="ANOTHER WORDING")
    papering.agreed(it.plan, alice)
    assert "ANOTHER WORDING" not in enter(made).text
    papering.released(it, it.father, alice)
    assert "ANOTHER WORDING" in enter(made).text


@pytest.mark.requirement("BP-044")
def test_they_say_how_it_is_going_and_the_lead_reads_it(made: Made, hers: Client, alice: Practitioner) -> None:
    opened = ticket(enter(made))
    answer: Any = Client().post(at(made), {"ticket": opened, "text": "The nights are calm", "wants_talk": "yes"})
    assert "Thank you" in answer.text
    assert "The nights are calm" not in answer.text
    assert "The nights are calm" not in enter(made).text
    notice = Notice.objects.get(to=alice)
    assert notice.title == "Somebody of a family wrote on their own page"
    assert "calm" not in Mail.objects.get().text
    page = hers.get(notice.page).text
    assert "The nights are calm" in page
    assert "They would like somebody to talk with them" in page
    hers.post(reverse("family_page_said_read", args=[made.link.plan.public_id]), hidden(page))
    assert FamilySaid.objects.get().read_by == alice


def test_sending_twice_says_it_once(made: Made) -> None:
    opened = ticket(enter(made))
    first, again = (Client().post(at(made), {"ticket": opened, "text": "The nights are calm"}) for _ in range(2))
    assert "Thank you" in first.text
    assert "so nothing more was sent" in again.text
    say(link=made.link, text="The nights are calm", wants_talk=False)
    assert FamilySaid.objects.count() == 1


def test_whoever_says_the_same_again_because_nobody_answered_is_heard_again(
    made: Made, alice: Practitioner, clock: Any
) -> None:
    say(link=made.link, text="Please ring me", wants_talk=True)
    clock.shift(dt.timedelta(days=3))
    say(link=made.link, text="Please ring me", wants_talk=True)
    assert FamilySaid.objects.count() == 2
    assert Notice.objects.filter(to=alice).count() == 2


def test_words_beside_a_number_are_kept_when_the_goal_left_the_page(made: Made, it: Papered) -> None:
    opened, goal = ticket(enter(made)), str(it.goal.public_id)
    marked = {f"goal-{goal}-value": "2", f"goal-{goal}-words": "He shouts again at night"}
    drop_part(part=it.goal, because="It was wrong", by=it.plan.begun_by)
    answer = Client().post(at(made), {"ticket": opened, **marked})
    assert "We could not take your number: that goal is not on your page any more. What you wrote" in answer.text
    assert "He shouts again at night" in answer.text
    assert not ScaleMark.objects.exists()
    Client().post(at(made), {"ticket": ticket(answer), "text": "He shouts again at night"})
    assert FamilySaid.objects.get().text == "He shouts again at night"


def test_they_mark_a_scale_that_their_copy_holds(made: Made, it: Papered) -> None:
    opened, goal = ticket(enter(made)), str(it.goal.public_id)
    sent = {"ticket": opened, f"goal-{goal}-value": "7", f"goal-{goal}-words": "Better"}
    for _ in range(2):
        Client().post(at(made), sent)
    mark_on_page(link=made.link, goal=it.goal, value=7, words="Better")
    mark = ScaleMark.objects.get()
    assert (mark.goal, mark.member, mark.value, mark.words, mark.link) == (it.goal, it.father, 7, "Better", made.link)


@pytest.mark.requirement("BP-209")
def test_a_number_and_words_go_together_and_none_is_lost_where_the_other_is_not_right(made: Made, it: Papered) -> None:
    page, goal = enter(made), str(it.goal.public_id)
    assert page.text.count('method="post"') == 1
    wrong_number = {f"goal-{goal}-value": "11", "text": "The nights are calm"}
    answer = Client().post(at(made), {"ticket": ticket(page), **wrong_number})
    assert "The nights are calm</textarea>" in answer.text
    assert not FamilySaid.objects.exists()
    only_talk = {f"goal-{goal}-value": "7", "wants_talk": "yes"}
    answer = Client().post(at(made), {"ticket": ticket(answer), **only_talk})
    assert re.search(r'value="7"[^>]* checked', answer.text)
    assert not ScaleMark.objects.exists()
    right = {f"goal-{goal}-value": "7", "text": "The nights are calm"}
    answer = Client().post(at(made), {"ticket": ticket(answer), **right})
    assert "Thank you. It was sent to the people who look after your plan. Your number stands with" in answer.text
    assert (ScaleMark.objects.get().value, FamilySaid.objects.get().text) == (7, "The nights are calm")


@pytest.mark.requirement("BP-209")
def test_a_number_that_was_touched_can_be_taken_back_and_then_none_is_sent(made: Made, it: Papered) -> None:
    page, goal = enter(made), str(it.goal.public_id)
    assert "I do not want to say a number" in page.text
    assert re.findall(r'value="([^"]*)"[^>]* checked', page.text) == [""]
    none = {f"goal-{goal}-value": "", f"goal-{goal}-words": "", "text": "The nights are calm"}
    answer = Client().post(at(made), {"ticket": ticket(page), **none})
    assert "Thank you. It was sent" in answer.text
    assert "Your number" not in answer.text
    assert not ScaleMark.objects.exists()


def test_words_beside_a_scale_without_a_number_are_not_lost(made: Made, it: Papered) -> None:
    words = {f"goal-{it.goal.public_id}-value": "", f"goal-{it.goal.public_id}-words": "He shouts again at night"}
    answer = Client().post(at(made), {"ticket": ticket(enter(made)), **words})
    assert answer.text.count("Choose a number, or write your words under “How is it going?” instead") == 2
    assert "He shouts again at night</textarea>" in answer.text
    assert not FamilySaid.objects.exists()


@pytest.mark.requirement("BP-209")
def test_the_summary_of_errors_lists_those_of_every_form_that_was_sent(it: Papered, alice: Practitioner) -> None:
    other = planning.goal(it.worry, "Maya goes to school", has_scale=True)
    papering.agreed(it.plan, alice)
    made = page_for(it, it.mother, alice)
    goals = [str(one.public_id) for one in (it.goal, other)]
    words = {f"goal-{goal}-words": "Because" for goal in goals}
    answer = Client().post(at(made), {"ticket": ticket(enter(made)), **words, "wants_talk": "on"})
    summary = answer.text.partition('class="govuk-error-summary"')[2].partition("</ul>")[0]
    assert re.findall(r'href="#([^"]+)"', summary) == [*(f"id_goal-{goal}-value" for goal in goals), "id_text"]
    answer = Client().post(at(made), {"ticket": ticket(answer), **{f"goal-{goal}-value": "3" for goal in goals}})
    assert "Thank you. Your numbers stand with your plan now." in answer.text
    assert ScaleMark.objects.count() == 2


@pytest.mark.parametrize(
    ("sent", "said", "never"),
    [
        ([{"value": "2"}], "We could not take your number: that goal is not on your page any more.", "What you wrote"),
        ([{"words": "He shouts"}], "We could not take what you wrote: that goal is not", "your number"),
        ([{"value": "2"}, {"value": "3"}], "your numbers: those goals are not on your page any more.", "Nothing was"),
        (
            [{"value": "2"}, {"value": "3", "words": "So"}],
            "any more. What you wrote about that stands below",
            "goal is",
        ),
    ],
)
def test_of_goals_that_are_gone_it_is_said_what_could_not_be_taken(
    made: Made, it: Papered, clock: Any, sent: list[dict[str, str]], said: str, never: str
) -> None:
    gone = [str(it.goal.public_id), "6f9c0a6e-5f0e-4a59-8b9c-0c1f0a6e5f0e"]
    typed_in = {f"goal-{key}-{name}": text for key, one in zip(gone, sent, strict=False) for name, text in one.items()}
    opened = ticket(enter(made))
    drop_part(part=it.goal, because="It was wrong", by=it.plan.begun_by)
    answer: Any = Client().post(at(made), {"ticket": opened, **typed_in})
    clock.shift(dt.timedelta(minutes=31))
    asked = typed(Client().post(at(made), {"ticket": opened, **typed_in}))
    later: Any = Client().post(at(made), {**asked, "code": made.code})
    for page in (answer, later):
        told = page.text.partition('role="status">')[2].partition("</div>")[0]
        assert said in told
        assert never not in told
    assert not ScaleMark.objects.exists()


def test_a_goal_that_is_not_in_their_copy_cannot_be_marked(made: Made, it: Papered) -> None:
    other = planning.goal(planning.worry(it.plan, child=it.brother), has_scale=True)
    key = str(other.public_id)
    Client().post(at(made), {"ticket": ticket(enter(made)), f"goal-{key}-value": "7"})
    assert not ScaleMark.objects.exists()


def test_a_goal_that_was_dropped_cannot_be_marked(made: Made, it: Papered, alice: Practitioner) -> None:
    Goal.objects.filter(pk=it.goal.pk).update(dropped_at=NOW, dropped_by=alice, dropped_because="Done")
    assert "between 0 and 10" not in enter(made).text


def test_too_much_from_one_place_is_not_taken(made: Made, clock: Any) -> None:
    opened = ticket(enter(made))
    for number in range(22):
        clock.shift(dt.timedelta(seconds=61))
        answer: Any = Client().post(at(made), {"ticket": opened, "text": f"Words {number}"})
        opened = ticket(answer)
    assert answer.status_code == 429
    assert "You have tried many times" in answer.text
    assert FamilySaid.objects.count() == 20


@pytest.mark.parametrize("number", ["11", "-1", ""])
def test_a_mark_beyond_the_scale_is_refused(made: Made, it: Papered, number: str) -> None:
    key = str(it.goal.public_id)
    answer: Any = Client().post(at(made), {"ticket": ticket(enter(made)), f"goal-{key}-value": number})
    assert "There is a problem" in answer.text
    assert not ScaleMark.objects.exists()


def test_a_ticket_of_another_page_or_too_old_or_forged_does_nothing(
    made: Made, it: Papered, alice: Practitioner, clock: Any
) -> None:
    others = ticket(enter(page_for(it, it.mother, alice)))
    own = ticket(enter(made))
    clock.shift(dt.timedelta(minutes=31))
    for bad in (others, own, "forged", ""):
        answer: Any = Client().post(at(made), {"ticket": bad, "text": "Words"})
        assert "Type your code again" in answer.text
        assert "Maya" not in answer.text
    assert not FamilySaid.objects.exists()


def test_a_ticket_does_nothing_once_the_page_is_shut(made: Made, alice: Practitioner) -> None:
    own = ticket(enter(made))
    switch_off(link=made.link, because="He found it", by=alice)
    assert Client().post(at(made), {"ticket": own, "text": "Words"}).status_code == 404
    assert not FamilySaid.objects.exists()


@pytest.mark.parametrize("how", ["shut", "late", "left", "ended", "restricted"])
def test_a_page_that_was_shut_in_that_moment_takes_nothing(
    made: Made, it: Papered, alice: Practitioner, mira: Practitioner, family: Family, clock: Any, how: str
) -> None:
    if how == "shut":
        switch_off(link=made.link, because="He found it", by=alice)
    elif how == "late":
        clock.shift(MONTH)
    elif how == "left":
        Member.objects.filter(pk=it.father.pk).update(left_on=NOW.date(), left_because="Moved")
    elif how == "ended":
        end_plan(plan=it.plan, on=NOW.date(), because="It goes well", by=alice)
    elif how == "restricted":
        restrict(person=family.brother, kind="high_risk", because="Danger", readers=[mira], by=mira)
    with pytest.raises(LinkShut):
        say(link=made.link, text="He is back", wants_talk=True)
    with pytest.raises(LinkShut):
        mark_on_page(link=made.link, goal=it.goal, value=3, words="")
    assert not try_code(link=made.link, code=made.code)
    assert [kind.objects.count() for kind in (FamilySaid, ScaleMark, Notice)] == [0, 0, 0]


def test_whoever_sends_in_the_moment_in_which_it_is_shut_sees_that_it_is_not_open(made: Made) -> None:
    opened = ticket(enter(made))
    with patch("righthelp.plans.views.own_page.send_from_page", side_effect=LinkShut):
        answer: Any = Client().post(at(made), {"ticket": opened, "text": "Words"})
    assert answer.status_code == 404
    assert "This page is not open" in answer.text


@pytest.mark.parametrize("why", ["another plan", "dropped", "no scale"])
def test_only_a_goal_that_stands_with_its_scale_on_their_page_is_marked(made: Made, it: Papered, why: str) -> None:
    goal = it.goal
    if why == "another plan":
        other = begin_plan(kind="early_help", team=it.plan.team, people=[it.maya.person], by=it.plan.begun_by)
        goal = planning.goal(planning.worry(other), has_scale=True)
    elif why == "dropped":
        dropped = {"dropped_at": NOW, "dropped_by": it.plan.begun_by, "dropped_because": "Not so"}
        Goal.objects.filter(pk=goal.pk).update(**dropped)
    else:
        Goal.objects.filter(pk=goal.pk).update(has_scale=False, scale_zero="", scale_ten="")
    with pytest.raises(LinkShut):
        mark_on_page(link=made.link, goal=goal, value=3, words="")


def typed(answer: Any) -> dict[str, str]:
    shown = answer.text.partition("<main")[2].partition("</main>")[0]
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', shown))


def test_words_typed_too_slowly_are_still_there_after_the_code_and_were_not_sent(made: Made, clock: Any) -> None:
    opened = ticket(enter(made))
    clock.shift(dt.timedelta(minutes=31))
    late: Any = Client().post(at(made), {"ticket": opened, "text": "The nights are calm", "wants_talk": "yes"})
    asked = {"text": "The nights are calm", "wants_talk": "yes"}
    assert typed(late).items() >= asked.items()
    missed: Any = Client().post(at(made), {**typed(late), "code": wrong(made)})
    assert typed(missed).items() >= asked.items()
    page: Any = Client().post(at(made), {**typed(missed), "code": made.code})
    assert "What you wrote is still here, and was not sent" in page.text
    assert "The nights are calm</textarea>" in page.text
    assert re.search(r'name="wants_talk"[^>]* checked', page.text)
    assert not FamilySaid.objects.exists()
    Client().post(at(made), {"ticket": ticket(page), "text": asked["text"], "wants_talk": "yes"})
    assert FamilySaid.objects.get().text == "The nights are calm"


def test_a_mark_made_too_slowly_is_still_there_after_the_code(made: Made, it: Papered, clock: Any) -> None:
    opened, goal = ticket(enter(made)), str(it.goal.public_id)
    clock.shift(dt.timedelta(minutes=31))
    sent = {f"goal-{goal}-value": "7", f"goal-{goal}-words": "Better"}
    asked = typed(Client().post(at(made), {"ticket": opened, **sent}))
    assert asked.items() >= sent.items()
    page: Any = Client().post(at(made), {**asked, "code": made.code})
    assert re.search(r'value="7"[^>]* checked', page.text)
    assert "Better</textarea>" in page.text
    assert not ScaleMark.objects.exists()


def test_it_is_not_opened_too_often_from_one_place(made: Made) -> None:
    answers = [Client().get(at(made)).status_code for _ in range(32)]
    assert (answers[0], answers[-1]) == (200, 429)


def test_neither_link_nor_code_is_kept(made: Made) -> None:
    kept = str(FamilyLink.objects.values().get())
    assert made.token not in kept
    assert made.code not in kept
    assert link_by(made.token) == made.link


def test_it_opens_within_its_budget(made: Made, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(MOST):
        enter(made)
