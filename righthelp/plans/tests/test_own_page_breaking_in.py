"""Somebody tries to get more out of a family’s own page than is theirs: a former partner, another father, a finder."""

import logging
import re
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from righthelp.agencies.models import Practitioner
from righthelp.agencies.tests import people
from righthelp.design_system.logs import PageNames
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family
from righthelp.plans.actions import add_member, begin_plan
from righthelp.plans.actions.family import Made, say
from righthelp.plans.actions.progress import mark
from righthelp.plans.family_secrets import ticket_for
from righthelp.plans.models import Copy, FamilySaid, Goal, Member, Plan, ScaleMark
from righthelp.plans.tests import gathering, papering, planning
from righthelp.plans.tests.opening import at, enter, page_for, ticket, wrong
from righthelp.plans.tests.papering import NOW, Papered
from righthelp.work.tests.working import hidden


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
def other_father(it: Papered, alice: Practitioner) -> Member:
    """Give Leo’s father, who may be given what is said of Leo only."""
    omar = folk.person("Omar Marsh", agency=it.plan.team.agency, by=alice)
    folk.related(it.brother.person, omar)
    return add_member(plan=it.plan, kind="family", role="father", person=omar, reads=[it.brother], by=alice)


def send(made: Made, **sent: str) -> Any:
    return Client().post(at(made), sent)


def body(answer: Any) -> str:
    """Give what stands on a page, without its tokens, which may hold any three letters."""
    main = answer.text.partition("<main")[2].partition("</main>")[0]
    return re.sub(r'<input type="hidden"[^>]*>', "", main)


# ---- what is on the page of one of two fathers ----


@pytest.mark.requirement("BP-209")
def test_each_of_two_fathers_sees_his_own_childs_part_and_nothing_of_the_other_man(
    it: Papered, made: Made, other_father: Member, alice: Practitioner
) -> None:
    his, others = body(enter(made)), body(enter(page_for(it, other_father, alice)))
    assert "Maya may fall behind" in his
    assert "Leo’s own trouble" in others
    for words in ("Leo", "Omar", "Marsh", "Both may be left alone", "Calm evenings", "Nobody hits anybody"):
        assert words not in his
    for words in ("Maya", "Jonas", "Berg", "Both may be left alone", "Calm evenings", "Nobody hits anybody"):
        assert words not in others


def test_no_address_and_no_telephone_of_anybody_is_on_it(it: Papered, family: Family, alice: Practitioner) -> None:
    folk.lives_at(family.maya, "9 Hidden Row", "WM3 4AB", is_protected=True)
    folk.lives_at(family.mother, "9 Hidden Row", "WM3 4AB", is_protected=True)
    papering.safe_way(it.mother, alice, value="01632 960 555")
    Member.objects.filter(pk=it.mother.pk).update(phone="01632 960 556", email="ana@example.test")
    page = body(enter(page_for(it, it.father, alice)))
    for words in ("Hidden Row", "WM3", "01632", "ana@example.test"):
        assert words not in page


def test_a_worker_who_is_not_named_to_them_stands_there_without_a_name(it: Papered, alice: Practitioner) -> None:
    planning.member_of(it.plan, alice).kept_from.set([it.father])
    page = body(enter(page_for(it, it.father, alice)))
    assert "Ring the sleep clinic" in page
    assert alice.name not in page


def test_a_goal_that_is_kept_from_them_is_neither_shown_nor_marked(it: Papered, alice: Practitioner) -> None:
    kept = planning.goal(it.worry, "Maya is safe from him", has_scale=True)
    kept.kept_from.set([it.father])
    papering.agreed(it.plan, alice)
    made = page_for(it, it.father, alice)
    page = enter(made)
    assert "Maya is safe from him" not in page.text
    key = str(kept.public_id)
    assert key not in page.text
    send(made, ticket=ticket(page), goal=key, **{f"goal-{key}-value": "7"})
    assert not ScaleMark.objects.exists()


def test_minutes_that_were_released_for_them_do_not_come_onto_it(it: Papered, made: Made, alice: Practitioner) -> None:
    held = gathering.called(it.plan, alice, it.father, at=gathering.LAST_WEEK)
    gathering.point(held, alice, "The police came")
    meeting = gathering.finished(held, alice)
    sections = [{"title": "What was said", "lines": ["The police came"], "child": str(it.maya.public_id), "scale": ""}]
    Copy.objects.create(
        plan=it.plan, member=it.father, kind="minutes", title="M", meeting=meeting, sections=sections, released_by=alice
    )
    page = body(enter(made))
    assert "Maya may fall behind" in page
    assert "The police came" not in page


def test_no_other_voice_on_the_scale_and_no_drawn_line_is_on_it(it: Papered, made: Made, alice: Practitioner) -> None:
    mark(goal=it.goal, member=it.mother, value=2, said_on=NOW.date(), by=alice, words="I am afraid of him")
    page = body(enter(made))
    assert "between 0 and 10" in page
    assert "I am afraid of him" not in page
    assert "<svg" not in page
    assert re.findall(r'value="([^"]*)"[^>]* checked', page) == [""]  # no number is chosen


def test_what_another_wrote_is_not_on_it(it: Papered, made: Made, alice: Practitioner) -> None:
    say(link=page_for(it, it.mother, alice).link, text="I am afraid of him", wants_talk=True)
    assert "afraid" not in enter(made).text


# ---- keys of others ----


def test_link_code_and_ticket_of_one_open_nothing_of_another(it: Papered, made: Made, alice: Practitioner) -> None:
    hers = page_for(it, it.mother, alice)
    assert "That code does not fit" in enter(hers, made.code).text
    answer = send(hers, ticket=ticket(enter(made)), text="Words")
    assert "Type your code again" in answer.text
    assert not FamilySaid.objects.exists()


def test_the_code_in_the_address_opens_nothing(made: Made) -> None:
    answer: Any = Client().get(at(made), {"code": made.code, "ticket": ticket_for(made.link)})
    assert "Maya" not in answer.text
    assert made.code not in body(answer)


def test_a_link_that_was_guessed_or_cut_says_what_every_closed_page_says(made: Made) -> None:
    unknown: Any = Client().get(reverse("family_page", args=["x" * 43]))
    for token in (made.token[:-1], made.token.swapcase(), str(made.link.public_id), str(made.link.pk)):
        answer: Any = Client().get(reverse("family_page", args=[token]))
        assert (answer.status_code, answer.text) == (404, unknown.text)


def test_whoever_guesses_codes_from_many_places_shuts_it_all_the_same(made: Made) -> None:
    for place in range(5):
        assert "Maya" not in enter(made, wrong(made), Client(REMOTE_ADDR=f"192.0.2.{place}")).text
    assert enter(made).status_code == 404


def test_the_own_page_opens_nothing_of_the_plan_beside_it(made: Made, it: Papered) -> None:
    visitor = Client()
    enter(made, client=visitor)
    for name in ("plan", "plan_copies", "family_pages", "plan_progress", "plan_reviews"):
        address = reverse(name, args=[] if name == "plan_reviews" else [it.plan.public_id])
        assert visitor.get(address).headers["Location"].startswith(reverse("account_login"))


# ---- somebody comes to the device after them ----


def test_going_back_sends_the_code_again_and_opens_nothing(made: Made) -> None:
    visitor = Client()
    typed = {**hidden(visitor.get(at(made)).text), "code": made.code}
    assert "Maya" in visitor.post(at(made), typed).text
    again: Any = visitor.post(at(made), typed)
    assert "Maya" not in again.text
    assert "Type your code again" in again.text


def test_going_back_to_what_was_sent_opens_nothing_and_shows_none_of_it(made: Made) -> None:
    sent = {"ticket": ticket(enter(made)), "text": "He frightens me"}
    assert "Maya" in send(made, **sent).text
    again = send(made, **sent)
    assert "Type your code to go on" in again.text
    for words in ("Maya", "He frightens me"):
        assert words not in again.text
    assert FamilySaid.objects.count() == 1


@pytest.mark.parametrize("once", ["", "forged", "WyJ4Il0:1w0:x"])
def test_a_form_that_is_not_of_the_page_opens_nothing_and_counts_as_no_try(made: Made, once: str) -> None:
    answer = send(made, once=once, code=made.code)
    assert "Type your code again" in answer.text
    assert "Maya" not in answer.text
    made.link.refresh_from_db()
    assert (made.link.wrong_codes, made.link.opened_at) == (0, None)


def test_a_page_left_open_over_night_asks_for_the_code_again(made: Made, clock: Any) -> None:
    visitor = Client()
    asked = hidden(visitor.get(at(made)).text)
    opened = ticket(enter(made))
    clock.shift(24 * 60 * 60 + 1)
    assert "Maya" not in visitor.post(at(made), {**asked, "code": made.code}).text
    assert "Maya" not in send(made, ticket=opened, text="").text


def test_no_answer_is_kept_named_to_others_or_found_by_search(made: Made) -> None:
    opened = enter(made)
    for answer in (Client().get(at(made)), opened, send(made, ticket=ticket(opened), text="Words"), send(made)):
        kept: Any = answer
        assert kept.headers["Cache-Control"] == "no-store"
        assert kept.headers["Referrer-Policy"] == "no-referrer"
        assert kept.headers["X-Frame-Options"] == "DENY"
        assert "Set-Cookie" not in kept.headers
        assert '<meta name="robots" content="noindex">' in kept.text


def test_nothing_on_it_names_the_link_to_another_page_or_place(made: Made) -> None:
    for answer in (Client().get(at(made)), enter(made)):
        assert made.token not in answer.text
        assert not re.search(r'<(?:img|iframe|script|link)[^>]+(?:src|href)="https?:', answer.text)


def test_the_log_holds_neither_link_nor_code(made: Made, settings: Any, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        for _ in range(5):
            enter(made, wrong(made))
        enter(made)
    written = "\n".join(PageNames().format(record) for record in caplog.records if record.levelno >= logging.WARNING)
    assert "page=family_page" in written
    for secret in (made.token, made.code):
        assert secret not in written


# ---- what is typed ----


def test_what_is_typed_comes_back_as_text_only(made: Made, clock: Any) -> None:
    opened = ticket(enter(made))
    clock.shift(31 * 60)
    answer = send(made, ticket=opened, text='"><script>x</script>', goal='"><b>')
    assert "<script>x" not in answer.text
    assert "<b>" not in body(answer)


def test_a_goal_of_another_family_is_not_marked_by_its_key(
    made: Made, it: Papered, family: Family, alice: Practitioner
) -> None:
    other = begin_plan(kind="early_help", team=it.plan.team, people=[family.maya], by=alice)
    theirs: Goal = planning.goal(planning.worry(other), has_scale=True)
    key = str(theirs.public_id)
    send(made, ticket=ticket(enter(made)), goal=key, **{f"goal-{key}-value": "0"})
    assert not ScaleMark.objects.exists()


# ---- before the code ----


def test_before_the_code_it_says_what_it_is_whom_to_ring_how_to_get_a_code_and_how_to_leave(made: Made) -> None:
    answer: Any = Client().get(at(made))
    page = body(answer)
    for words in ("This page is private", "999", "101", "for a new link and a new code", "Leave this page quickly"):
        assert words in page
    assert 'class="rh-header"' in answer.text
    closed: Any = Client().get(reverse("family_page", args=["x" * 43]))
    for words in ("This page is not open", "999", "101", "Leave this page quickly"):
        assert words in body(closed)


def test_a_worker_who_opens_a_link_on_their_own_computer_sees_no_more_than_anybody(
    made: Made, alice: Practitioner
) -> None:
    hers = people.sign_in(Client(), alice)
    assert "Maya" not in hers.get(at(made)).text
