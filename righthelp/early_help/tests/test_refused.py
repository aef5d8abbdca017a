"""Whoever did nothing wrong is told why nothing was saved, on the page where it happened, and keeps what they typed."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.models import Practitioner
from righthelp.audit.models import Event
from righthelp.early_help.actions.ending import Ending, end_for_child, end_help
from righthelp.early_help.models import AssessmentCopy, CameAlong, EarlyHelp
from righthelp.early_help.tests import assessing, helping
from righthelp.early_help.topics import groups_of
from righthelp.early_help.urls import urlpatterns
from righthelp.people.tests.conftest import Family
from righthelp.plans.models import Plan
from righthelp.plans.tests import filling, planning
from righthelp.plans.tests.filling import TYPED, Opened
from righthelp.work.models import Involvement
from righthelp.work.tests.working import client_of, team_of, words

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 3, 2, 10, 0, tzinfo=dt.UTC)
ENDED, NOT_NOW = "This early help has ended", "This cannot be saved any more"
# about children and the partnership: there is no early help yet that could end
NOT_OF_ONE = {"early_help_open", "record_early_help_open", "consideration_early_help", "early_help_way"}
# how a copy went to its reader is noted after the end, too
AFTER_THE_END = {"assessment_copy"}
Pages = list[tuple[str, str]]


@pytest.fixture(autouse=True)
def _on_a_day() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def it(early_help: EarlyHelp, family: Family, alice: Practitioner, bob: Practitioner) -> EarlyHelp:
    """Give early help with an assessment, a team, and something that came along."""
    assessing.guided_by(early_help, helping.adopted(alice))
    maya = assessing.child(early_help, family.maya)
    assessing.adult(early_help, family.mother, reads=[maya])
    assessing.said(early_help, maya, "I want Mum to sleep")
    assessing.talked(early_help, groups_of("child")[0].topics[0].key, about=maya, going_well="She draws")
    planning.need(early_help.plan, child=maya)
    assessing.released(early_help, family.mother)
    helping.joins(bob, early_help, by=alice)
    CameAlong.objects.create(
        help=early_help, child=maya, why="She came from the panel", needs="Sleep", agency=team_of(bob).agency,
        passed_by=bob,
    )  # fmt: skip
    return early_help


@pytest.fixture
def pages(it: EarlyHelp, family: Family, alice: Practitioner, bob: Practitioner) -> Pages:
    """Give every page of the room that takes a form about early help, each with what it is about."""
    maya, mother = (assessing.child(it, family.maya).public_id, it.plan.members.get(person=family.mother).public_id)
    group, of_family = groups_of("child")[0].key, groups_of("family")[0].key
    offer = it.offers.first()
    assert offer
    part = Involvement.objects.filter(practitioner=bob, ends_on=None).first()
    agency = f"?agency={team_of(bob).agency.public_id}"
    more: dict[str, tuple[object, ...]] = {
        "assessment_shared": ("each-other",), "assessment_copy_for": (mother,), "assessment_words": (maya,),
        "assessment_copy": (AssessmentCopy.objects.get().public_id,),
        "assessment_words_readers": (maya,), "assessment_life": (maya,), "assessment_topics_family": (of_family,),
        "assessment_topics": ("children", maya, group), "assessment_needs": ("children", maya),
        "assessment_own_words": ("children", maya), "assessment_evidence": (it.plan.needs.get().public_id,),
        "early_help_team_leave": (part.public_id if part else "",), "early_help_child_leave": (maya,),
        "early_help_came_along": (it.came_along.get().public_id,), "early_help_take_back": (offer.public_id,),
    }  # fmt: skip
    asked = {"early_help_lead": agency, "early_help_team_add": agency}
    names = [str(one.name) for one in urlpatterns if "POST" in vars(one.callback)["methods"]]
    return [
        (name, reverse(name, args=[it.public_id, *more.get(name, ())]) + asked.get(name, ""))
        for name in names
        if name not in NOT_OF_ONE
    ]


def opened(client: Client, pages: Pages, it: EarlyHelp) -> list[Opened]:
    """Open every form, so that something can happen before it is sent."""
    return filling.opened(client, pages, reverse("early_help_offer", args=[it.public_id]))


def end(it: EarlyHelp, by: Practitioner) -> None:
    end_help(help=it, ending=Ending(timezone.localdate(), "moved", "She sleeps", "It helped", "Ask school"), by=by)


def test_once_it_ended_meanwhile_every_form_says_so_and_keeps_what_was_typed(
    pages: Pages, it: EarlyHelp, alice: Practitioner
) -> None:
    client = client_of(alice)
    forms = opened(client, pages, it)
    assert sum(one.has_words for one in forms) > 20
    end(it, alice)
    events = Event.objects.exclude(name__contains="look").count()
    # the one says that somebody else was first
    refused = [one for one in forms if one.name not in {"early_help_take", *AFTER_THE_END}]
    assert filling.faults(client, refused, ENDED) == {}
    assert filling.faults(client, [one for one in forms if one.name == "early_help_take"]) == {}
    assert Event.objects.exclude(name__contains="look").count() == events
    with time_machine.travel(NOW + dt.timedelta(days=1), tick=False):
        assert ENDED in words(client_of(alice).get(reverse("early_help_offer", args=[it.public_id])))


def test_an_urgent_worry_that_is_sent_after_the_end_says_whom_to_ring(
    pages: Pages, it: EarlyHelp, alice: Practitioner, bob: Practitioner
) -> None:
    path = dict(pages)["early_help_urgent"]
    [form] = filling.opened(client_of(bob), [("early_help_urgent", path)], path)
    end(it, alice)
    answer: Any = client_of(bob).post(path, dict(form.answers))
    assert TYPED in answer.text
    assert "do not wait: see whom to ring" in words(answer)


def test_once_the_assessment_was_finished_meanwhile_its_pages_say_so_and_keep_what_was_typed(
    pages: Pages, it: EarlyHelp, alice: Practitioner
) -> None:
    client = client_of(alice)
    forms = opened(client, [one for one in pages if one[0].startswith("assessment_")], it)
    assessing.finished(it)
    assert filling.faults(client, forms) == {}


def test_when_a_child_left_meanwhile_every_form_answers_and_keeps_what_was_typed(
    pages: Pages, it: EarlyHelp, family: Family, alice: Practitioner
) -> None:
    client = client_of(alice)
    forms = opened(client, pages, it)
    maya = assessing.child(it, family.maya)
    end_for_child(help=it, child=maya, on=timezone.localdate(), outcome="moved", because="She moved", by=alice)
    assert filling.faults(client, forms) == {}


def test_whoever_does_not_lead_any_more_is_told_so_and_keeps_what_they_typed(
    pages: Pages, it: EarlyHelp, alice: Practitioner, bob: Practitioner
) -> None:
    client = client_of(alice)
    forms = opened(client, pages, it)
    Involvement.objects.filter(practitioner=alice).update(leads=False)
    Involvement.objects.filter(practitioner=bob).update(leads=True)
    Plan.objects.filter(pk=it.plan_id).update(team=team_of(bob), begun_by=bob)
    assert filling.faults(client, forms) == {}
    ending = next(one for one in forms if one.name == "early_help_end")
    assert NOT_NOW in words(client.post(ending.path, dict(ending.answers)))


def test_two_who_send_the_same_form_at_once_both_get_an_answer(
    pages: Pages, it: EarlyHelp, alice: Practitioner
) -> None:
    client = client_of(alice)
    forms = [*opened(client, pages, it), *opened(client, pages, it)]
    assert filling.faults(client, forms) == {}


def test_somebody_to_whom_the_page_was_never_shown_finds_nothing_there(
    pages: Pages, it: EarlyHelp, alice: Practitioner, bob: Practitioner, charlie: Practitioner
) -> None:
    path = dict(pages)["early_help_end"]
    for is_over in (False, True):
        if is_over:
            end(it, alice)
        for one in (bob, charlie):
            assert client_of(one).get(path).status_code == 404
            assert client_of(one).post(path, {"ended_because": TYPED}).status_code == 404
