"""The pages of section 17 with a lead practitioner, and of the partnership's own way."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client

from righthelp.agencies.models import Practitioner
from righthelp.agencies.tests import people
from righthelp.early_help.competences import COMPETENCES
from righthelp.early_help.models import EarlyHelp, InNeed, LocalWay
from righthelp.early_help.tests import helping
from righthelp.people.tests.conftest import Family
from righthelp.plans.tests import planning
from righthelp.work.tests.working import client_of, on, option, send_form, shown, team_of, words

TODAY = dt.date(2026, 3, 2)
MOST = 15


@pytest.fixture(autouse=True)
def _one_day() -> Iterator[None]:
    with time_machine.travel(dt.datetime(2026, 3, 2, 10, 0, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def joe(mira: Practitioner) -> Practitioner:
    return people.administrator(team_of(mira).agency)


def page(it: EarlyHelp, *more: str) -> str:
    return "/".join([f"/early-help/{it.public_id}/section-17", *more])


def found(it: EarlyHelp, limb: str = "disabled", **more: str) -> dict[str, str]:
    """Fill in what was found about each child."""
    boxes = {"limb": limb, "needs": "Short breaks", "risks": "Nothing was found", "response": "Ana can do half", **more}
    ids = [one.public_id for one in it.plan.children.all()]
    return {f"{box}_{key}": text for box, text in boxes.items() for key in ids}


def answers(it: EarlyHelp, **more: Any) -> dict[str, Any]:
    return {
        **found(it), "took_part": "School and GP, with Ana",
        "because": "Maya needs short breaks", "family_says": "Ana asks for them",
        "competences": "Ten years a teacher", "time": "Half a day a week", "support": "Sam each week",
        **on("begun_on", TODAY), **on("next_supervision_on", dt.date(2026, 3, 30)), **more,
    }  # fmt: skip


@pytest.mark.requirement("BP-052")
def test_unless_the_partnership_switches_it_on_the_pages_do_not_offer_it(
    early_help: EarlyHelp, alice: Practitioner
) -> None:
    client = client_of(alice)
    assert "Section 17" not in shown(client, f"/early-help/{early_help.public_id}")
    assert "only a social worker leads work with a child in need" in shown(client, page(early_help))
    assert client.get(page(early_help, "ask")).status_code == 404


@pytest.mark.requirement("BP-050", "BP-052", "BP-053", "BP-054", "BP-055", "BP-056")
def test_from_the_switch_to_the_end(
    early_help: EarlyHelp,
    alice: Practitioner,
    bob: Practitioner,
    mira: Practitioner,
    sam: Practitioner,
    joe: Practitioner,
) -> None:
    way = {"review_days": "56", "leads_hold_section_17": "yes", "because": "The partnership decided so"}
    assert send_form(client_of(joe), "/early-help/our-way", **way).status_code == 302
    lead, manager = client_of(alice), client_of(mira)
    asked = {"who": option(lead, page(early_help, "ask"), mira.name), "family_says": "Ana wants more help"}
    assert send_form(lead, page(early_help, "ask"), **asked).status_code == 302
    begin = page(early_help, "begin")
    wrong = send_form(manager, begin, **{**answers(early_help), **found(early_help, limb="")}, who="")
    assert "Choose why Maya is a child in need, or that they are not" in words(wrong)
    assert "Choose who supervises" in words(wrong)
    given = answers(early_help, who=option(manager, begin, sam.name))
    assert send_form(manager, begin, **given).status_code == 302
    assert "Sam Okafor" in shown(lead, f"/early-help/{early_help.public_id}")
    listed = shown(manager, "/early-help/section-17")
    assert f"{alice.name} leads, Sam Okafor supervises" in listed
    supervised = {"said": "Sleep is better", **on("held_on", TODAY), **on("next_on", dt.date(2026, 4, 13))}
    supervise = page(early_help, "supervision")
    assert send_form(client_of(sam), supervise, **supervised).status_code == 302
    past = {**supervised, **on("next_on", dt.date(2026, 3, 1))}
    assert "must be today or later" in words(send_form(client_of(sam), supervise, **past))
    assert "13 April 2026" in shown(lead, page(early_help))
    new = people.worker(team_of(sam).agency, "social_worker", "Dele Ade")
    passing = page(early_help, "supervisor")
    assert "For whoever supervised until now, today is the last day" in shown(client_of(sam), passing)
    to = {"who": option(client_of(sam), passing, new.name), "family_says": "Ana has met Dele"}
    assert send_form(client_of(sam), passing, **to).status_code == 302
    with time_machine.travel(dt.datetime(2026, 3, 3, 10, 0, tzinfo=dt.UTC)):
        assert client_of(sam).get(page(early_help)).status_code == 404
    end = {"because": "Life is better", **on("on", TODAY)}
    assert client_of(alice).get(page(early_help, "end")).status_code == 404
    assert send_form(manager, page(early_help, "end"), **end).status_code == 302
    text = shown(lead, page(early_help))
    assert "Life is better" in text
    assert "From 2 March 2026 to 2 March 2026" in text


@pytest.mark.requirement("BP-052")
def test_who_was_asked_and_why_is_read_by_the_lead_and_stands_before_whoever_decides(
    early_help: EarlyHelp, alice: Practitioner, mira: Practitioner
) -> None:
    LocalWay.objects.create(review_days=84, leads_hold_section_17=True, because="So decided", set_by=mira)
    lead, manager, ask = client_of(alice), client_of(mira), page(early_help, "ask")
    assert "was asked on" not in shown(lead, page(early_help))
    asked = {"who": option(lead, ask, mira.name), "family_says": "Short breaks; Ana wants more help"}
    assert send_form(lead, ask, **asked).status_code == 302
    for reader in (lead, manager):
        text = shown(reader, page(early_help))
        assert f"{mira.name} , {team_of(mira)}, was asked on 2 March 2026 to decide." in text
        assert "Short breaks; Ana wants more help" in text
    assert shown(manager, page(early_help, "begin")).count("Short breaks; Ana wants more help") == 2
    other = people.worker(team_of(mira).agency, "social_care_manager", "Mona Aziz")
    again = {"who": option(lead, ask, other.name), "family_says": "Mira is on leave"}
    assert send_form(lead, ask, **again).status_code == 302
    text = shown(client_of(other), page(early_help, "begin"))
    assert "Short breaks; Ana wants more help" in text
    assert "Mira is on leave" in text


def test_what_nobody_has_looked_at_yet_is_counted_and_not_held_against_the_lead(
    asked: EarlyHelp, alice: Practitioner, mira: Practitioner
) -> None:
    text = shown(client_of(alice), page(asked))
    assert "Nobody has confirmed it" not in text
    assert f"What it takes ({len(COMPETENCES)}, none looked at yet)" in text
    said = {"confirmed": ["team"], "how_known": "Seen at work"}
    assert send_form(client_of(mira), page(asked, "competences"), **said).status_code == 302
    text = shown(client_of(alice), page(asked))
    assert f"What else it takes, and is not looked at yet: {len(COMPETENCES) - 1}" in text


def test_two_windows_decide_once(
    early_help: EarlyHelp, alice: Practitioner, mira: Practitioner, sam: Practitioner
) -> None:
    LocalWay.objects.create(review_days=84, leads_hold_section_17=True, because="So decided", set_by=mira)
    helping.joins(mira, early_help, by=alice)
    one, other = client_of(mira), client_of(mira)
    begin = page(early_help, "begin")
    given = answers(early_help, who=option(one, begin, sam.name))
    assert send_form(one, begin, **given).status_code == 302
    assert other.get(begin).status_code == 404
    assert InNeed.objects.count() == 1


def test_whoever_supervises_is_somebody_else(
    early_help: EarlyHelp, alice: Practitioner, mira: Practitioner, sam: Practitioner
) -> None:
    LocalWay.objects.create(review_days=84, leads_hold_section_17=True, because="So decided", set_by=mira)
    for one in (mira, sam):
        helping.joins(one, early_help, by=alice)
    helping.leads(sam, early_help, by=alice)
    client, begin = client_of(mira), page(early_help, "begin")
    answer = send_form(client, begin, **answers(early_help, who=option(client, begin, sam.name)))
    assert "Nobody supervises themselves" in words(answer)


def test_a_colleague_and_a_stranger(
    early_help: EarlyHelp, alice: Practitioner, bob: Practitioner, charlie: Practitioner, mira: Practitioner
) -> None:
    LocalWay.objects.create(review_days=84, leads_hold_section_17=True, because="So decided", set_by=mira)
    helping.joins(bob, early_help, by=alice)
    for who, reads, asks in ((alice, 200, 200), (bob, 200, 404), (charlie, 404, 404), (mira, 404, 404)):
        assert client_of(who).get(page(early_help)).status_code == reads
        assert client_of(who).get(page(early_help, "ask")).status_code == asks
        for more in ("begin", "supervision", "supervisor", "end"):
            assert client_of(who).get(page(early_help, more)).status_code == 404


@pytest.mark.requirement("BP-052")
def test_only_an_administrator_opens_the_partnership_s_own_way(alice: Practitioner, joe: Practitioner) -> None:
    assert client_of(alice).get("/early-help/our-way").status_code == 403
    assert "Nothing is set here yet, so reviews are within 84 days" in shown(client_of(joe), "/early-help/our-way")
    wrong = {"review_days": "0", "leads_hold_section_17": "no", "because": ""}
    answer = send_form(client_of(joe), "/early-help/our-way", **wrong)
    assert "Enter 1 day or more" in words(answer)
    assert "Write who decided this, and why" in words(answer)
    assert not LocalWay.objects.exists()


@pytest.fixture
def asked(early_help: EarlyHelp, alice: Practitioner, mira: Practitioner) -> EarlyHelp:
    """Give early help about which a manager, who takes part, decides."""
    LocalWay.objects.create(review_days=84, leads_hold_section_17=True, because="So decided", set_by=mira)
    helping.joins(mira, early_help, by=alice)
    return early_help


@pytest.mark.requirement("BP-050", "BP-051")
def test_what_is_known_stands_in_the_boxes_and_only_children_in_need_are_written_down(
    asked: EarlyHelp, family: Family, alice: Practitioner, mira: Practitioner, sam: Practitioner
) -> None:
    maya, leo = (asked.plan.children.get(person=one) for one in (family.maya, family.brother))
    planning.need(asked.plan, "Sleep through the night", child=maya)
    planning.need(asked.plan, "A warm flat")
    planning.worry(asked.plan, "She may fall behind", child=maya)
    client, begin = client_of(mira), page(asked, "begin")
    text = shown(client, begin)
    for known in ("Sleep through the night A warm flat", "She may fall behind", f"{alice.name}, {team_of(alice)}"):
        assert known in text
    none = {**answers(asked), **found(asked, limb="none"), "who": option(client, begin, sam.name)}
    assert "Choose why at least one child is a child in need" in words(send_form(client, begin, **none))
    bare = {**none, **found(asked, needs="", risks="", response="")}
    for missing in ("Maya: write what the child needs", "Leo: write what could harm the child", "Leo: write how far"):
        assert missing in words(send_form(client, begin, **bare))
    one = {**none, f"limb_{maya.public_id}": "impaired", f"needs_{leo.public_id}": ""}
    assert send_form(client, begin, **one).status_code == 302
    assert [(row.child, row.limb) for row in InNeed.objects.get().children.all()] == [(maya, "impaired")]
    told = shown(client_of(alice), page(asked))
    for words_of in (
        "Health or development likely to be significantly impaired",
        "Nothing was found",
        "Ana can do half",
    ):
        assert words_of in told


@pytest.mark.requirement("BP-054", "BP-055")
def test_what_the_lead_brings_is_confirmed_with_the_day_and_by_whom_and_seen_where_they_are_chosen(
    asked: EarlyHelp, alice: Practitioner, leila: Practitioner, mira: Practitioner, sam: Practitioner
) -> None:
    client, begin = client_of(mira), page(asked, "begin")
    text = shown(client, begin)
    assert f"What it takes, and what {alice.name} brings" in text
    assert "Skills: Brings a team together and keeps it together" in text
    given = {**answers(asked), "who": option(client, begin, sam.name), "confirmed": ["team", "time"]}
    assert send_form(client, begin, **given).status_code == 302
    confirmed = f"Confirmed on 2 March 2026 by {mira.name} Ten years a teacher"
    assert shown(client_of(alice), page(asked)).count(confirmed) == 2
    competences = page(asked, "competences")
    assert "Choose at least one" in words(send_form(client_of(sam), competences, how_known="Seen"))
    said = {"confirmed": ["supervision"], "taken_back": ["team"], "how_known": "We meet on Mondays"}
    assert send_form(client_of(sam), competences, **said).status_code == 302
    told = shown(client_of(alice), page(asked))
    assert f"Confirmed on 2 March 2026 by {sam.name} We meet on Mondays" in told
    assert f"Taken back on 2 March 2026 by {sam.name} We meet on Mondays" in told
    choosing = f"/early-help/{asked.public_id}/lead?agency={team_of(alice).agency.public_id}"
    text = shown(client_of(leila), choosing)
    assert f"Has the time that it takes: confirmed on 2 March 2026 by {mira.name}" in text
    assert f"named social worker or practice supervisor: confirmed on 2 March 2026 by {sam.name}" in text
    assert "Brings a team together and keeps it together: confirmed" not in text


def test_where_leads_do_not_hold_section_17_nothing_is_said_of_it_when_a_lead_is_chosen(
    early_help: EarlyHelp, alice: Practitioner
) -> None:
    choosing = f"/early-help/{early_help.public_id}/lead?agency={team_of(alice).agency.public_id}"
    assert "child in need" not in shown(client_of(alice), choosing)


def test_nobody_confirms_what_they_bring_themselves_and_no_colleague_does(
    asked: EarlyHelp, alice: Practitioner, bob: Practitioner, charlie: Practitioner, mira: Practitioner
) -> None:
    helping.joins(bob, asked, by=alice)
    for who, status in ((mira, 200), (alice, 404), (bob, 404), (charlie, 404)):
        assert client_of(who).get(page(asked, "competences")).status_code == status
    helping.leads(mira, asked, by=alice)
    assert client_of(mira).get(page(asked, "competences")).status_code == 404
    assert "What of this do you confirm?" not in shown(client_of(mira), page(asked, "begin"))


def test_these_pages_take_few_queries(
    asked: EarlyHelp, mira: Practitioner, sam: Practitioner, django_assert_max_num_queries: Any
) -> None:
    client, begin = client_of(mira), page(asked, "begin")
    few(client, begin, django_assert_max_num_queries)
    given = {**answers(asked), "who": option(client, begin, sam.name), "confirmed": ["team"]}
    assert send_form(client, begin, **given).status_code == 302
    few(client, page(asked), django_assert_max_num_queries)
    few(client, page(asked, "competences"), django_assert_max_num_queries)


def few(client: Client, path: str, max_queries: Any) -> None:
    client.get(path)
    with max_queries(MOST, info=path):
        assert client.get(path).status_code == 200
