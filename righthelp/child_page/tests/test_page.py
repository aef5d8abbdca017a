"""What each part of the page says, and what it says where nothing is written down."""

import datetime as dt
import re
from typing import Any

import pytest
import time_machine

from righthelp.agencies.models import Agency, Practitioner
from righthelp.child_page.tests.glance import opened, part
from righthelp.chronology.tests.pages import entry
from righthelp.considerations.tests.thinking import decided, thought
from righthelp.guidance.models import Edition
from righthelp.people.access import seen_among
from righthelp.people.actions import restrict
from righthelp.people.models import Detail, Identifier, Name, Person
from righthelp.people.sections import links
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family
from righthelp.work.actions import allocate, begin_episode, send
from righthelp.work.tests.working import team_of, words, works_with

NOW = dt.datetime(2026, 3, 9, 10, tzinfo=dt.UTC)
TODAY = NOW.date()
TOLD = "Told by her mother"


@pytest.fixture(autouse=True)
def _on_a_monday() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def edition(guidance: dict[str, Any]) -> Edition:
    found: Edition = guidance["bathnes"]
    return found


def detail(person: Person, kind: str, value: str) -> None:
    Detail.objects.create(person=person, kind=kind, value=value, source=TOLD)


# ---- who ----


def test_who_the_child_is_with_other_names_numbers_and_schools(family: Family, alice: Practitioner) -> None:
    Person.objects.filter(pk=family.maya.pk).update(born_on=dt.date(2017, 3, 4), born_on_is="exact", sex="female")
    Name.objects.create(person=family.maya, kind="alias", first="Mimi", source=TOLD)
    Identifier.objects.create(person=family.maya, kind="nhs", value="9434765919", source=TOLD)
    for kind, value in (("first_language", "Swedish"), ("interpreter", "Swedish"), ("setting", "Alder Road")):
        detail(family.maya, kind, value)
    who = part(opened(alice, family.maya), "who")
    for text in ("9 years old", "4 March 2017", "Mimi (also known as)", "943 476 5919", "Swedish", "Alder Road"):
        assert text in who


def test_what_nobody_asked_is_said_and_leads_to_where_it_is_written(family: Family, alice: Practitioner) -> None:
    page = opened(alice, family.maya)
    assert part(page, "who").count("Not asked yet") == 5
    assert f"/records/{family.maya.public_id}/details/add/first_language" in page.text


def test_nobody_asks_for_the_school_of_a_baby_not_yet_born(alice: Practitioner, school: Agency, family: Family) -> None:
    baby = folk.person("", agency=school, by=alice, due=TODAY + dt.timedelta(days=30))
    page = opened(alice, baby)
    assert "Not asked yet" not in part(page, "who")
    assert "Unborn baby" in words(page)
    assert "In 30 days" in part(page, "work")
    assert "No midwife is written down" in part(page, "work")


# ---- the child's own words ----


def test_the_childs_words_stand_with_day_and_question_and_are_not_printed(
    edition: Edition, family: Family, alice: Practitioner
) -> None:
    said = {"words": "I like it when there is toast.", "words_on": TODAY, "words_question": "What is good?"}
    decided(thought(alice, edition, family.maya, **said, words_exact=True))
    page = opened(alice, family.maya)
    spoken = part(page, "words")
    assert "I like it when there is toast." in spoken
    assert "Word for word, on 9 March 2026. Asked: “What is good?”" in spoken
    assert '<section class="rh-glance__part rh-no-print" aria-labelledby="words">' in page.text


def test_for_whom_the_words_are_closed_nothing_says_that_there_are_any(
    edition: Edition, family: Family, alice: Practitioner, bob: Practitioner
) -> None:
    works_with(bob, family.maya, "mentor")
    empty = opened(bob, family.maya).text
    decided(thought(alice, edition, family.maya, words="Dad hits me.", words_on=TODAY))
    text = opened(bob, family.maya).text
    assert "Dad hits me" not in text
    assert "What the child says" not in text
    assert "What the child says" not in empty


# ---- level over time ----


@pytest.mark.requirement("BN-008", "SF-003", "SF-040")
def test_levels_stand_over_time_with_who_decided_and_why(edition: Edition, family: Family, alice: Practitioner) -> None:
    child = thought(alice, edition, family.maya)
    decided(child, 3, days_ago=30)
    decided(child, 2, days_ago=2, look_again_on=TODAY - dt.timedelta(days=1))
    page = opened(alice, family.maya)
    level = part(page, "level")
    assert "The picture shows: level 3 on 7 February 2026; then level 2 on 7 March 2026." in level
    assert "rh-movement" in page.text
    assert level.index("Why level 2") < level.index("Why level 3")
    assert "(replaced by a later decision)" in level
    assert "by Alice Adeyemi, with The safeguarding lead" in level
    work = part(page, "work")
    assert "Look again at the level of support Overdue: the day was one day ago" in work
    assert "Who holds it Alice Adeyemi" in work
    assert "Set when the level was decided" in work
    assert "score" not in page.text


def test_where_no_level_is_shown_the_page_says_so_and_what_to_do(family: Family, alice: Practitioner) -> None:
    level = part(opened(alice, family.maya), "level")
    assert "No level is shown here." in level
    assert "think about the child’s needs with others and decide together" in level


def test_a_level_closed_by_a_brothers_restriction_reads_as_where_nobody_decided_one(
    edition: Edition, family: Family, alice: Practitioner, mira: Practitioner
) -> None:
    never = [part(opened(alice, family.maya), name) for name in ("level", "work")]
    decided(thought(alice, edition, family.maya, family.brother), look_again_on=TODAY)
    assert [part(opened(alice, family.maya), name) for name in ("level", "work")] != never
    restrict(person=family.brother, kind="high_risk", because="Somebody looks for him", readers=[mira], by=mira)
    assert [part(opened(alice, family.maya), name) for name in ("level", "work")] == never


# ---- work, drafts and clocks ----


def test_a_draft_says_that_it_is_not_sent(edition: Edition, family: Family, alice: Practitioner) -> None:
    thought(alice, edition, family.maya)
    assert "NOT SENT : a draft about this child, begun on 9 March 2026 by Alice Adeyemi" in part(
        opened(alice, family.maya), "work"
    )


def test_work_says_its_aim_and_who_leads_it_or_that_nobody_does(family: Family, alice: Practitioner) -> None:
    begun = begin_episode(
        child=family.maya, team=team_of(alice), kind="agency_support", aim="Breakfast every day", begun_on=TODAY,
        by=alice,
    )  # fmt: skip
    work = part(opened(alice, family.maya), "work")
    assert "NOT ALLOCATED : nobody leads it yet" in work
    assert "Aim: Breakfast every day" in work
    allocate(episode=begun, practitioner=alice, team=team_of(alice), role="mentor", starts_on=TODAY, by=alice)
    assert "Led by Alice Adeyemi, mentor." in part(opened(alice, family.maya), "work")


@pytest.mark.requirement("BN-025")
def test_days_toward_private_fostering_are_counted_from_the_first_day(
    family: Family, alice: Practitioner, school: Agency
) -> None:
    entry(alice, school, family.maya, category="lives_away", happened_on=TODAY - dt.timedelta(days=9))
    work = part(opened(alice, family.maya), "work")
    assert "Today is day 10. Tell them now: do not wait for day 28." in work
    assert "28 February 2026" in work  # began
    assert "27 March 2026 (day 28)" in work
    assert "section 66" in work
    with time_machine.travel(NOW + dt.timedelta(days=18)):
        assert "Today is day 28. Children’s social care must be told." in part(opened(alice, family.maya), "work")


def test_an_arrangement_that_ended_does_not_run(family: Family, alice: Practitioner, school: Agency) -> None:
    began = TODAY - dt.timedelta(days=9)
    entry(alice, school, family.maya, category="lives_away", happened_on=began, until=TODAY - dt.timedelta(days=2))
    assert "Today is day" not in part(opened(alice, family.maya), "work")


def test_a_record_sent_on_waits_for_a_receipt(family: Family, alice: Practitioner, school: Agency) -> None:
    send(child=family.maya, from_agency=school, to="Hillview Nursery", how="By hand", by=alice)
    assert "Record sent to Hillview Nursery Nobody has said yet that it came" in part(
        opened(alice, family.maya), "work"
    )


def test_where_no_work_and_no_days_run_the_page_says_so(family: Family, alice: Practitioner) -> None:
    work = part(opened(alice, family.maya), "work")
    assert "No piece of work with this child is written down as going on" in work
    assert "No days run" in work


# ---- what happened ----


def test_the_latest_five_stand_newest_first_with_what_the_system_saw(
    family: Family, alice: Practitioner, school: Agency
) -> None:
    for days in range(1, 8):
        entry(alice, school, family.maya, what=f"Thing {days}", happened_on=TODAY - dt.timedelta(days=days * 2))
    works_with(alice, family.maya, since=TODAY - dt.timedelta(days=3))
    happened = part(opened(alice, family.maya), "happened")
    order = [happened.index(text) for text in ("Thing 1", "Alice Adeyemi began to work", "Thing 2", "Thing 4")]
    assert order == sorted(order)
    assert "Thing 5" not in happened
    assert "6 March 2026: Seen by Right Help" in happened


@pytest.mark.requirement("SF-047")
def test_a_pattern_that_stands_is_counted_here_too(family: Family, alice: Practitioner, school: Agency) -> None:
    for days in (1, 20, 40):
        entry(alice, school, family.maya, category="missing", happened_on=TODAY - dt.timedelta(days=days))
    happened = part(opened(alice, family.maya), "happened")
    assert "Missing from home or care: three times within 90 days" in happened
    assert "A count decides nothing" in happened


def test_where_nothing_happened_the_page_says_where_to_begin(family: Family, alice: Practitioner) -> None:
    assert "Nothing is written down here that you may read. Begin with what you know" in part(
        opened(alice, family.maya), "happened"
    )


# ---- documents ----


def test_documents_lead_to_what_the_reader_may_open(
    edition: Edition, family: Family, alice: Practitioner, bob: Practitioner
) -> None:
    works_with(bob, family.maya, "mentor")
    child = thought(alice, edition, family.maya)
    decided(child, 2)
    own = f"/considerations/{child.consideration.public_id}/record.pdf"
    page = opened(alice, family.maya)
    assert own in page.text
    assert own not in opened(bob, family.maya).text
    assert f"/records/{family.maya.public_id}/chronology.docx" in page.text


# ---- the page as a whole ----


def test_every_part_leads_to_where_it_is_kept_and_the_contents_name_the_parts(
    family: Family, alice: Practitioner
) -> None:
    page = opened(alice, family.maya)
    here = f"/records/{family.maya.public_id}"
    for path in ("", "/chronology/note", "/chronology/add", "/consider", "/chronology", "/family", "/workers", "/why"):
        assert f'href="{here}{path}' in page.text, path
    for anchor in ("who", "home", "helpful", "level", "work", "people", "happened", "tree", "papers"):
        assert f'href="#{anchor}"' in page.text
        assert f'id="{anchor}"' in page.text


def test_the_record_leads_here(family: Family, alice: Practitioner) -> None:
    seen = seen_among(alice, [family.maya])[family.maya.pk]
    assert ("At a glance", f"/children/{family.maya.public_id}") in links(seen)


def test_no_name_stands_in_the_title_or_in_an_address(family: Family, alice: Practitioner) -> None:
    text = opened(alice, family.maya).text
    title = text[text.index("<title>") : text.index("</title>")]
    assert "Maya" not in title
    assert not [link for link in re.findall(r'href="([^"]*)"', text) if "maya" in link.lower()]
