"""The steps: those of the guidance, or a default marked as such; edited by the partnership; kept by what was raised."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.db.models import QuerySet
from django.urls import reverse

from righthelp.agencies.models import Practitioner
from righthelp.agencies.tests import people
from righthelp.audit.models import Event
from righthelp.guidance.actions import adopt
from righthelp.guidance.models import Passage
from righthelp.people.tests.conftest import Family
from righthelp.work.actions.disagreements import ChangedMeanwhile, change_ladder
from righthelp.work.disagreements.ladder import Rung, default_ladder, ladder_now
from righthelp.work.disagreements.models import LadderFrom, OwnLadder
from righthelp.work.tests.disagreeing import raised_by, whole
from righthelp.work.tests.working import client_of, hidden, send_form, send_twice, shown, team_of, words

pytestmark = pytest.mark.django_db
PAGE = "/disagreements/steps"
MARK = "Right Help’s default: your partnership’s guidance prints no steps"
OWN_MARK = "Steps set by your partnership itself"


@pytest.fixture(autouse=True)
def _on_a_friday() -> Iterator[None]:
    with time_machine.travel(dt.datetime(2026, 3, 6, 12, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def joe(alice: Practitioner) -> Practitioner:
    """Give the administrator of the partnership."""
    return people.administrator(team_of(alice).agency)


def use(guidance: Any, slug: str, alice: Practitioner) -> None:
    editor = Practitioner.objects.filter(memberships__role="guidance_editor").first()
    editor = editor or people.guidance_editor(team_of(alice).agency)
    adopt(framework=guidance[slug].framework, by=editor)


def titles() -> list[str]:
    return [rung.title for rung in ladder_now().rungs]


@pytest.mark.requirement("BN-067", "BN-068", "BN-069", "BN-070", "BN-071", "BN-072")
def test_bath_and_north_east_somerset_prints_six_steps(guidance: Any, alice: Practitioner) -> None:
    use(guidance, "bathnes", alice)
    assert ladder_now().origin is LadderFrom.GUIDANCE
    assert titles() == [
        "Worker to worker",
        "Worker to manager",
        "Manager to manager",
        "Senior manager to senior manager",
        "Raise it with the Director of Safeguarding and Quality Assurance",
        "The Partnership (BCSSP)",
    ]
    assert [rung.days for rung in ladder_now().rungs] == [1, 1, 1, 3, 3, 3]
    assert ladder_now().link.endswith("bcssp_escalation_policy.pdf")


@pytest.mark.parametrize("slug", ["barnsley", "staffordshire"])
def test_guidance_without_a_full_ladder_gives_the_default_marked_as_such(
    slug: str, guidance: Any, alice: Practitioner, joe: Practitioner
) -> None:
    use(guidance, slug, alice)
    assert ladder_now().origin is LadderFrom.DEFAULT
    assert titles()[0] == "Worker to worker"
    assert titles()[4:] == ["Safeguarding lead of the partnership", "The partnership"]
    assert MARK in shown(client_of(joe), PAGE)


def test_without_adopted_guidance_the_default_holds_and_nothing_can_be_changed(joe: Practitioner) -> None:
    assert ladder_now().rungs == default_ladder()
    client = client_of(joe)
    text = shown(client, PAGE)
    assert "Nobody has adopted guidance for this partnership yet." in text
    client.post(PAGE, {"version": "0", "title_1": "A to B", "days_1": "2"})
    assert not OwnLadder.objects.exists()


def test_an_edition_that_says_nothing_of_disagreements_gives_the_default(
    guidance: Any, alice: Practitioner, joe: Practitioner
) -> None:
    use(guidance, "staffordshire", alice)
    edition = guidance["staffordshire"]
    edition.passages.filter(kind="escalation")._raw_delete("default")
    assert (ladder_now().edition, ladder_now().origin) == (edition, LadderFrom.DEFAULT)
    change_ladder(framework=edition.framework, rungs=[Rung("A to B", 2)], version=0, by=joe)
    assert (titles(), ladder_now().origin) == (["A to B"], LadderFrom.OWN)


def test_whoever_keeps_the_partnership_sets_days_and_titles_once(
    guidance: Any, alice: Practitioner, joe: Practitioner
) -> None:
    use(guidance, "staffordshire", alice)
    client = client_of(joe)
    answers = {f"title_{place}": rung.title for place, rung in enumerate(default_ladder(), 1)}
    days = {f"days_{place}": "2" for place in range(1, 7)}
    send_twice(client, PAGE, **answers, **days)
    assert OwnLadder.objects.get().version == 1
    assert (ladder_now().origin, {rung.days for rung in ladder_now().rungs}) == (LadderFrom.DEFAULT, {2})
    assert "Last changed on 6 March 2026" in shown(client, PAGE)
    send_form(client, PAGE, **{**answers, "title_6": "", "title_7": ""}, **{**days, "days_6": "", "days_7": ""})
    assert (len(titles()), ladder_now().origin) == (5, LadderFrom.OWN)
    assert OWN_MARK in shown(client, PAGE)
    assert Event.objects.filter(name="work.ladder_changed").count() == 2


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"days_1": ""}, "Working days of step 1 must be a whole number from 1 to 20"),
        ({"days_1": "0"}, "Working days of step 1 must be a whole number from 1 to 20"),
        ({"days_1": "21"}, "Working days of step 1 must be a whole number from 1 to 20"),
        ({"days_1": "soon"}, "Working days of step 1 must be a whole number from 1 to 20"),
        ({"title_2": "A to B", "days_2": ""}, "Working days of step 2 must be a whole number from 1 to 20"),
        ({"title_2": "", "days_2": "1"}, "Write who speaks with whom on step 2, or leave out its days"),
        ({"title_1": ""}, "Write who speaks with whom on the first step"),
    ],
)
def test_a_step_without_days_or_title_is_refused_in_a_sentence(
    more: dict[str, str], sentence: str, guidance: Any, alice: Practitioner, joe: Practitioner
) -> None:
    use(guidance, "bathnes", alice)
    answers = {"title_1": "Worker to worker", "days_1": "1", **more}
    assert sentence in words(send_form(client_of(joe), PAGE, **answers))
    assert not OwnLadder.objects.exists()


def test_of_two_who_change_the_steps_at_once_the_second_is_told_and_loses_nothing(
    guidance: Any, alice: Practitioner, joe: Practitioner
) -> None:
    use(guidance, "bathnes", alice)
    client = client_of(joe)
    stale = hidden(client.get(PAGE).text)
    send_form(client, PAGE, title_1="First to first", days_1="1")
    answer = client.post(PAGE, {**stale, "title_1": "Mine to mine", "days_1": "2"})
    assert "Somebody else changed the steps meanwhile" in words(answer)
    assert "First to first" in answer.text
    assert "Mine to mine" in answer.text
    client.post(PAGE, {**hidden(answer.text), "title_1": "Mine to mine", "days_1": "2"})
    assert titles() == ["Mine to mine"]
    framework = guidance["bathnes"].framework
    for version in (0, 1):
        with pytest.raises(ChangedMeanwhile):
            change_ladder(framework=framework, rungs=[Rung("x", 1)], version=version, by=joe)


def test_nobody_else_opens_the_page(
    alice: Practitioner, leila: Practitioner, mira: Practitioner, guidance: Any
) -> None:
    for person in (alice, leila, mira, people.guidance_editor(team_of(alice).agency)):
        assert client_of(person).get(PAGE).status_code == 403
        assert client_of(person).post(PAGE, {"title_1": "A to B"}).status_code == 403


def test_a_disagreement_keeps_the_steps_it_began_with(
    guidance: Any, alice: Practitioner, charlie: Practitioner, joe: Practitioner, family: Family
) -> None:
    use(guidance, "bathnes", alice)
    before = raised_by(alice, family.maya, with_whom=charlie)
    framework = guidance["bathnes"].framework
    change_ladder(framework=framework, rungs=[Rung("A to B", 5), Rung("C to D", 5)], version=0, by=joe)
    after = raised_by(alice, family.maya, with_whom=charlie)
    assert (len(whole(before).ladder), before.ladder_from, before.now.due_on) == (6, "guidance", dt.date(2026, 3, 9))
    assert (len(after.ladder), after.ladder_from, after.now.due_on) == (2, "own", dt.date(2026, 3, 13))
    assert after.edition == guidance["bathnes"]
    assert OWN_MARK in shown(client_of(alice), reverse("disagreement", args=[after.public_id]))
    assert OWN_MARK not in shown(client_of(alice), reverse("disagreement", args=[before.public_id]))


@pytest.mark.requirement("BP-259")
def test_where_the_guidance_prints_no_full_steps_its_policy_is_named_and_linked_once_its_address_is_known(
    guidance: Any, alice: Practitioner
) -> None:
    use(guidance, "barnsley", alice)
    page = client_of(alice).get(reverse("disagreements"))
    assert "Escalation Policy, Process of Resolution" in words(page)
    assert "The partnership’s own escalation policy" not in page.text
    heading = guidance["barnsley"].passages.filter(kind="escalation").order_by("position").first()
    QuerySet(Passage).filter(pk=heading.pk).update(url="https://example.org/process-of-resolution")
    page = client_of(alice).get(reverse("disagreements"))
    assert 'href="https://example.org/process-of-resolution"' in page.text
