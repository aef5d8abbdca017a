"""The child’s own version: words and pictures, written with parents, released by a worker (BP-210, BP-236)."""

import io
import re
from typing import Any

import pypdf
import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from righthelp.agencies.models import Practitioner
from righthelp.agencies.tests import people
from righthelp.people.actions import restrict
from righthelp.people.tests.conftest import Family
from righthelp.plans.actions import ChangedMeanwhile
from righthelp.plans.actions.stories import begin_story, release_story, write_story
from righthelp.plans.drawings import DRAWINGS
from righthelp.plans.models import Plan, PlanChild, Story
from righthelp.plans.tests import planning
from righthelp.work.tests.working import hidden, send_form

WORDS = "Mum and Liam worry when you cannot sleep"
LINES = [(WORDS, "worried"), ("", "star"), ("Liam helps Mum", "help")]


@pytest.fixture
def maya(plan: Plan, family: Family) -> PlanChild:
    return planning.child_of(plan, family.maya)


@pytest.fixture
def story(maya: PlanChild, alice: Practitioner) -> Story:
    return begin_story(child=maya, by=alice)


@pytest.fixture
def hers(client: Client, alice: Practitioner) -> Client:
    return people.sign_in(client, alice)


def at(story: Story, name: str = "", *more: str) -> str:
    return reverse(
        f"plan_copy_story{name}", args=[story.child.plan.public_id, story.child.public_id, story.public_id, *more]
    )


def written(story: Story, by: Practitioner) -> Story:
    write_story(story=story, version=1, made_with="her mother", lines=LINES, by=by)
    return Story.objects.select_related("child__plan").get(pk=story.pk)


def released(story: Story, by: Practitioner) -> Story:
    release_story(story=written(story, by), version=2, by=by)
    return Story.objects.select_related("child__plan").get(pk=story.pk)


def test_each_button_to_begin_says_for_which_child(hers: Client, maya: PlanChild) -> None:
    page = hers.get(reverse("plan_copy_stories", args=[maya.plan.public_id])).text
    assert re.search(r"Begin to write<span class=\"govuk-visually-hidden\"> \(Maya\)</span>", page)


@pytest.mark.requirement("BP-210", "BP-236")
def test_words_and_pictures_are_written_with_a_parent_read_and_released(
    hers: Client, story: Story, alice: Practitioner
) -> None:
    send_form(
        hers, at(story, "_write"), made_with="her mother", text_0=WORDS, picture_0="worried", text_4="Liam helps Mum",
        picture_4="help",
    )  # fmt: skip
    page = hers.get(at(story)).text
    assert page.index(WORDS) < page.index("Liam helps Mum")
    assert page.count("<svg") == 2
    assert 'aria-label="A worried face"' in page
    assert "NOT RELEASED" in page
    assert "Written by her mother" in page
    send_form(hers, at(story), is_safe="yes")
    story.refresh_from_db()
    assert story.released_by == alice
    assert "NOT RELEASED" not in hers.get(at(story)).text


def test_nothing_is_released_before_somebody_says_that_they_read_it(
    hers: Client, story: Story, alice: Practitioner
) -> None:
    written(story, alice)
    assert "Read it above" in send_form(hers, at(story)).text
    assert not Story.objects.filter(released_at__isnull=False).exists()


def test_what_changed_since_it_was_read_is_not_released(hers: Client, story: Story, alice: Practitioner) -> None:
    written(story, alice)
    shown = hers.get(at(story)).text
    write_story(story=story, version=2, made_with="", lines=[("Something else", "")], by=alice)
    answer = hers.post(at(story), {**hidden(shown), "is_safe": "yes"}).text
    assert "It was changed meanwhile" in answer
    assert "Something else" in answer
    assert not Story.objects.filter(released_at__isnull=False).exists()


def test_a_released_one_is_not_edited_but_made_anew_from_what_stands(
    hers: Client, story: Story, alice: Practitioner
) -> None:
    old = released(story, alice)
    with pytest.raises(ChangedMeanwhile):
        write_story(story=old, version=3, made_with="", lines=[("x", "")], by=alice)
    assert hers.get(at(old, "_write")).status_code == 302
    new = begin_story(child=old.child, by=alice)
    assert [(one.position, one.text) for one in new.lines.all()] == [(0, WORDS), (2, "Liam helps Mum")]
    assert begin_story(child=old.child, by=alice) == new


def test_an_empty_one_is_not_released(hers: Client, story: Story, alice: Practitioner) -> None:
    assert "Release it" not in hers.get(at(story)).text
    with pytest.raises(ValueError, match="nothing"):
        release_story(story=story, version=1, by=alice)


def test_two_who_write_at_once_lose_nothing(hers: Client, story: Story, alice: Practitioner) -> None:
    shown = hers.get(at(story, "_write")).text
    write_story(story=story, version=1, made_with="", lines=[("Hers", "")], by=alice)
    answer: Any = hers.post(at(story, "_write"), {**hidden(shown), "text_0": "Mine"})
    assert answer.status_code == 200
    assert "Mine" in answer.text
    assert "Hers" in answer.text


def test_a_colleague_writes_and_does_not_release(client: Client, story: Story, bob: Practitioner) -> None:
    his = people.sign_in(client, bob)
    send_form(his, at(story, "_write"), text_0=WORDS)
    assert "Release it" not in his.get(at(story)).text
    assert his.post(at(story), {"is_safe": "yes"}).status_code == 404
    with pytest.raises(PermissionDenied):
        release_story(story=Story.objects.get(), version=2, by=bob)


def test_a_stranger_and_a_restricted_record_open_nothing(
    client: Client, story: Story, alice: Practitioner, charlie: Practitioner, family: Family, mira: Practitioner
) -> None:
    overview = reverse("plan_copy_stories", args=[story.child.plan.public_id])
    places = (overview, at(story), at(story, "_write"), at(story, "_file", "pdf"))
    theirs = people.sign_in(client, charlie)
    assert [theirs.get(place).status_code for place in places] == [404] * 4
    restrict(person=family.maya, kind="high_risk", because="He must not find them", readers=[mira], by=mira)
    hers = people.sign_in(Client(), alice)
    assert [hers.get(place).status_code for place in places] == [404] * 4


def test_it_is_printed_with_its_pictures(hers: Client, story: Story, alice: Practitioner) -> None:
    released(story, alice)
    answer = hers.get(at(story, "_file", "pdf"))
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(answer.content)).pages)
    assert WORDS in text
    assert "For Maya" in text
    assert hers.get(at(story, "_file", "docx")).status_code == 200


def test_every_child_and_what_is_told_to_each_is_on_one_page(hers: Client, story: Story, alice: Practitioner) -> None:
    released(story, alice)
    page = reverse("plan_copy_stories", args=[story.child.plan.public_id])
    assert "Nothing is written for <bdi>Leo</bdi> yet." in hers.get(page).text
    begin = reverse("plan_copy_story_begin", args=[story.child.plan.public_id, story.child.public_id])
    hers.post(begin, hidden(hers.get(page).text))
    assert Story.objects.filter(released_at__isnull=True, child=story.child).exists()


def test_every_drawing_says_in_words_what_it_shows_and_fetches_nothing() -> None:
    for one in DRAWINGS.values():
        assert f'aria-label="{one.title}"' in one.svg
        assert "href" not in one.svg
        assert "style" not in one.svg
