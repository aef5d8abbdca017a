"""The assessment on paper: a blank one, as filled in, and a copy for each of the family."""

import io
import re
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from docx import Document as WordDocument

from righthelp.agencies.models import Practitioner
from righthelp.agencies.tests import people
from righthelp.considerations.tests.pages import hidden, in_use, send
from righthelp.early_help.access import help_to_read
from righthelp.early_help.actions.assessing import finish_assessment
from righthelp.early_help.actions.assessment_copies import release_assessment
from righthelp.early_help.assessed import whole_of, whole_of_all
from righthelp.early_help.assessment_papers import blank_document
from righthelp.early_help.assessment_record import as_finished
from righthelp.early_help.family_assessment import family_sections
from righthelp.early_help.models import AssessmentCopy, ChildVoice, EarlyHelp, FinishedAssessment
from righthelp.early_help.tests import assessing, helping
from righthelp.early_help.tests.assessing import at, barnsley
from righthelp.early_help.topics import TOPICS
from righthelp.files.documents import Grid, Heading
from righthelp.people.models import Name, Person
from righthelp.people.tests.conftest import Family
from righthelp.plans.copies import Section, as_written
from righthelp.plans.models import Member, PlanChild
from righthelp.plans.policies.papers import ALL
from righthelp.plans.tests import planning
from righthelp.work.models import Involvement
from righthelp.work.tests.working import client_of, shown


def in_word(response: Any) -> str:
    """Read every word of a Word file."""
    file = WordDocument(io.BytesIO(response.content))
    cells = (cell.text for table in file.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(one.text for one in file.paragraphs), *cells])


def copy_of(it: EarlyHelp, member: Member, by: Practitioner) -> str:
    """Give what one of the family would be given."""
    whole = whole_of(help_to_read(by, it.public_id, page="test"))
    sections = family_sections(whole, whole.reader(member.public_id))
    return "\n".join(line for one in sections for line in (one.title, *one.lines))


@pytest.fixture
def spoken(early_help: EarlyHelp, family: Family) -> EarlyHelp:
    """Give an assessment in which much was said about Maya, Leo, both of Maya's parents, and the family."""
    maya, leo = (assessing.child(early_help, one) for one in (family.maya, family.brother))
    ana = assessing.adult(early_help, family.mother, reads=[maya, leo])
    jonas = assessing.adult(early_help, family.father, "father", reads=[maya])
    assessing.talked(early_help, "education", about=maya, going_well="Maya loves maths.")
    assessing.talked(early_help, "play", about=leo, going_well="Leo plays chess.")
    assessing.talked(early_help, "mental_health", about=ana, worries="Ana cannot sleep.")
    assessing.talked(early_help, "housing", worries="The flat is damp.")
    assessing.talked(early_help, "substances", about=jonas, going_well="Jonas stopped drinking.")
    assessing.said(early_help, maya, "I want mum to sleep.")
    return early_help


def test_a_blank_one_asks_about_every_topic_and_names_nobody(client: Client, alice: Practitioner) -> None:
    in_use(barnsley())
    anybody = client_of(alice)
    pdf = anybody.get(reverse("assessment_blank", args=["pdf"]))
    assert pdf.content.startswith(b"%PDF")
    text = in_word(anybody.get(reverse("assessment_blank", args=["docx"])))
    assert all(topic.title in text for topic in TOPICS)
    for words in ("For each child: copy these pages", "fathers and male carers", "You can stop at any time",
                  "What is the child’s life like today"):  # fmt: skip
        assert words in text
    assert anybody.get(reverse("assessment_blank", args=["exe"])).status_code == 404
    assert client.get(reverse("assessment_blank", args=["pdf"])).status_code == 302


@pytest.mark.requirement("BP-209")
def test_an_only_childs_copy_says_nothing_of_the_family_as_a_whole_and_the_mothers_does(
    alice: Practitioner, family: Family
) -> None:
    it = helping.opened(alice, [family.maya])
    helping.agreed(it, family.mother, by=alice)
    it = helping.begun(it, alice)
    maya = assessing.child(it, family.maya)
    ana = assessing.adult(it, family.mother, reads=[maya])
    assessing.talked(it, "education", about=maya, going_well="Maya loves maths.")
    assessing.talked(it, "housing", worries="Dean hit Ana.")
    hers = copy_of(it, planning.member_of(it.plan, family.maya), alice)
    assert ("Maya loves maths." in hers, "Dean hit Ana." in hers) == (True, False)
    assert "Dean hit Ana." in copy_of(it, ana, alice)


def test_a_blank_one_has_lines_to_write_on() -> None:
    blocks = blank_document([], now=timezone.now()).blocks
    tables = [one for one in blocks if isinstance(one, Grid)]
    assert len(tables) > len(TOPICS)
    assert all(len(one.rows) >= 3 for one in tables)
    assert not any(isinstance(one, Heading) and "questions" in one.text for one in blocks)


def test_the_pages_to_copy_for_each_child_and_each_grown_up_begin_on_a_sheet_of_their_own() -> None:
    blocks = blank_document([], now=timezone.now()).blocks
    begins = [one.text for one in blocks if isinstance(one, Heading) and one.on_new_page]
    assert [one.partition(":")[0] for one in begins] == [
        "For each child", "For each mother, father or carer", "For the family as a whole", "All of it together",
    ]  # fmt: skip


def test_as_filled_in_it_keeps_back_words_that_only_the_lead_may_read(
    spoken: EarlyHelp, family: Family, alice: Practitioner
) -> None:
    client = client_of(alice)
    assert client.get(at(spoken, "assessment_download", "pdf")).content.startswith(b"%PDF")
    text = in_word(client.get(at(spoken, "assessment_download", "docx")))
    for words in ("Maya loves maths.", "Leo plays chess.", "Ana cannot sleep.", "The flat is damp."):
        assert words in text
    assert "I want mum to sleep." not in text
    assert "kept back" in text
    assert client.get(at(spoken, "assessment_download", "exe")).status_code == 404
    ChildVoice.objects.update(words_readers=ChildVoice.Readers.TEAM)
    assert "I want mum to sleep." in in_word(client.get(at(spoken, "assessment_download", "docx")))


def test_an_empty_one_says_that_nothing_is_written(early_help: EarlyHelp, alice: Practitioner) -> None:
    assert "Nothing is written yet." in shown(client_of(alice), at(early_help, "assessment_read"))


def test_parents_who_live_apart_each_have_their_own_copy(
    spoken: EarlyHelp, family: Family, alice: Practitioner
) -> None:
    ana, jonas = (planning.member_of(spoken.plan, one) for one in (family.mother, family.father))
    hers, his = copy_of(spoken, ana, alice), copy_of(spoken, jonas, alice)
    for words in ("Maya loves maths.", "Leo plays chess.", "Ana cannot sleep.", "The flat is damp."):
        assert words in hers
    assert "Jonas stopped drinking." not in hers
    assert "Maya loves maths." in his
    assert "Jonas stopped drinking." in his
    for words in ("Leo", "Ana", "The flat is damp."):
        assert words not in his


def test_a_childs_words_are_in_a_copy_only_if_the_family_may_read_them(
    spoken: EarlyHelp, family: Family, alice: Practitioner
) -> None:
    ana = planning.member_of(spoken.plan, family.mother)
    ChildVoice.objects.update(life_now="Up at five.")
    assert "Up at five." in copy_of(spoken, ana, alice)
    for readers in (ChildVoice.Readers.LEAD, ChildVoice.Readers.TEAM):
        ChildVoice.objects.update(words_readers=readers)
        assert "I want mum to sleep." not in copy_of(spoken, ana, alice)
    ChildVoice.objects.update(words_readers=ChildVoice.Readers.FAMILY)
    assert "I want mum to sleep." in copy_of(spoken, ana, alice)


def test_a_copy_is_kept_as_it_was_read_once_somebody_says_that_it_is_safe(
    spoken: EarlyHelp, family: Family, alice: Practitioner, bob: Practitioner
) -> None:
    ana, client = planning.member_of(spoken.plan, family.mother), client_of(alice)
    path = at(spoken, "assessment_copy_for", ana.public_id)
    assert "Tick the box only if it is safe to give" in send(client, path).text
    assert not AssessmentCopy.objects.exists()
    assert send(client, path, is_safe="on").status_code == 302
    copy = AssessmentCopy.objects.get()
    assessing.talked(spoken, "money", worries="Written later.")
    text = in_word(client.get(at(spoken, "assessment_copy_download", copy.public_id, "docx")))
    assert "The flat is damp." in text
    assert "Written later." not in text
    assert client.get(at(spoken, "assessment_copy_download", copy.public_id, "pdf")).content.startswith(b"%PDF")
    assert "Made on" in shown(client, at(spoken, "assessment_copies"))
    planning.works_in(bob, spoken.plan)
    shown(client_of(bob), at(spoken, "assessment_copy_download", copy.public_id, "pdf"), status=404)
    shown(client_of(bob), path, status=404)


def test_a_copy_that_changed_since_it_was_read_is_read_again(
    spoken: EarlyHelp, family: Family, alice: Practitioner
) -> None:
    ana, client = planning.member_of(spoken.plan, family.mother), client_of(alice)
    path = at(spoken, "assessment_copy_for", ana.public_id)
    page = hidden(client.get(path).text)
    assessing.talked(spoken, "money", worries="Written meanwhile.")
    answer = client.post(path, {**page, "is_safe": "on"}).text
    assert "Read it again" in answer
    assert not AssessmentCopy.objects.exists()
    assert client.post(path, {**hidden(answer), "is_safe": "on"}).status_code == 302
    assert AssessmentCopy.objects.count() == 1


@pytest.mark.requirement("BP-302")
def test_a_worker_leaves_out_of_a_copy_what_this_reader_must_not_have(
    spoken: EarlyHelp, family: Family, alice: Practitioner
) -> None:
    ana, client = planning.member_of(spoken.plan, family.mother), client_of(alice)
    path = at(spoken, "assessment_copy_for", ana.public_id)
    about_leo = key_in(client, path, "Leo: ")
    chosen = f"{path}?{urlencode({'chosen': 'yes', 'out': about_leo})}"
    assert "Leo plays chess." not in shown(client, chosen)
    assert "Maya loves maths." in shown(client, chosen)
    assert send(client, chosen, is_safe="on").status_code == 302
    copy = AssessmentCopy.objects.get()
    text = in_word(client.get(at(spoken, "assessment_copy_download", copy.public_id, "docx")))
    assert "Leo plays chess." not in text
    assert "Maya loves maths." in text


def key_in(client: Client, path: str, title: str) -> str:
    """Find the box beside a section that begins with these words."""
    found = re.search(rf'value="(\w+)"[^>]*><label[^>]*>{title}', client.get(path).text)
    assert found
    return found[1]


def test_what_was_left_out_stays_out_of_the_next_copy_for_them_and_of_nobody_elses(
    spoken: EarlyHelp, family: Family, alice: Practitioner
) -> None:
    ana, jonas = (planning.member_of(spoken.plan, one) for one in (family.mother, family.father))
    client, path = client_of(alice), at(spoken, "assessment_copy_for", ana.public_id)
    chosen = f"{path}?{urlencode({'chosen': 'yes', 'out': key_in(client, path, 'Maya: ')})}"
    send(client, chosen, is_safe="on")
    assert "Maya loves maths." not in shown(client, path)
    assert "Maya loves maths." in shown(client, f"{path}?chosen=yes")
    assert "Maya loves maths." in shown(client, at(spoken, "assessment_copy_for", jonas.public_id))


def test_a_copy_that_leaves_everything_out_is_not_made(
    early_help: EarlyHelp, family: Family, alice: Practitioner
) -> None:
    maya = assessing.child(early_help, family.maya)
    ana = assessing.adult(early_help, family.mother, reads=[maya])
    assessing.talked(early_help, "education", about=maya, going_well="Maya loves maths.")
    client, path = client_of(alice), at(early_help, "assessment_copy_for", ana.public_id)
    chosen = f"{path}?{urlencode({'chosen': 'yes', 'out': key_in(client, path, 'Maya: ')})}"
    assert "Everything is left out" in shown(client, chosen)
    client.post(chosen, {"is_safe": "on"})
    assert not AssessmentCopy.objects.exists()


def test_who_reads_a_copy_sees_what_could_tell_where_somebody_lives(
    spoken: EarlyHelp, family: Family, alice: Practitioner
) -> None:
    assessing.talked(spoken, "money", worries="Ring 01632 960001.")
    ana = planning.member_of(spoken.plan, family.mother)
    page = shown(client_of(alice), at(spoken, "assessment_copy_for", ana.public_id))
    assert "Could this tell where somebody lives" in page
    assert "“01632 960001”" in page


def test_there_is_nothing_to_give_before_anything_is_written(
    early_help: EarlyHelp, family: Family, alice: Practitioner
) -> None:
    client = client_of(alice)
    assert "No parent, carer or relative takes part" in shown(client, at(early_help, "assessment_copies"))
    ana = assessing.adult(early_help, family.mother)
    path = at(early_help, "assessment_copy_for", ana.public_id)
    assert "There is nothing to give" in shown(client, path)
    client.post(path, {"is_safe": "on"})
    assert not AssessmentCopy.objects.exists()


def test_a_copy_is_for_somebody_of_the_family_who_takes_part(
    spoken: EarlyHelp, family: Family, alice: Practitioner
) -> None:
    lead = planning.member_of(spoken.plan, alice)
    sections = [Section("A", ("b",))]
    about: dict[str, Any] = {"assessment": spoken.assessment, "sections": sections, "again": lambda: sections}
    with pytest.raises(ValueError, match="for the family"):
        release_assessment(member=lead, by=alice, **about)


def test_a_copy_is_given_only_by_who_sees_each_child_of_whom_it_says_something(
    spoken: EarlyHelp, family: Family, alice: Practitioner
) -> None:
    ana, jonas = (planning.member_of(spoken.plan, one) for one in (family.mother, family.father))
    whole = whole_of(help_to_read(alice, spoken.public_id, page="test"))
    hers, his = (
        AssessmentCopy.objects.create(
            assessment=spoken.assessment, member=one, released_by=alice,
            sections=as_written(family_sections(whole, whole.adult(one.public_id))),
        )
        for one in (ana, jonas)
    )  # fmt: skip
    assert {one.child for one in family_sections(whole, whole.adult(ana.public_id))} >= {"", ALL}
    Involvement.objects.filter(practitioner=alice, child=family.brother).delete()
    Person.objects.filter(pk=family.brother.pk).update(noted_by=None)
    client = client_of(people.fresh(alice))
    assert client.get(at(spoken, "assessment_copy_download", hers.public_id, "docx")).status_code == 404
    assert client.get(at(spoken, "assessment_copy_download", his.public_id, "docx")).status_code == 200
    listed = shown(client, at(spoken, "assessment_copies"))
    assert listed.count("Made on") == 1


def test_what_is_common_to_the_family_stays_with_who_reads_of_all_children_when_one_of_them_leaves(
    spoken: EarlyHelp, family: Family, alice: Practitioner
) -> None:
    jonas = planning.member_of(spoken.plan, family.father)
    assert "The flat is damp." not in copy_of(spoken, jonas, alice)
    leo = planning.child_of(spoken.plan, family.brother)
    PlanChild.objects.filter(pk=leo.pk).update(left_on=helping.SINCE, left_because="Lives with an aunt")
    his = copy_of(spoken, jonas, alice)
    assert "Maya loves maths." in his
    assert "The flat is damp." not in his
    assert "The flat is damp." in copy_of(spoken, planning.member_of(spoken.plan, family.mother), alice)


def test_a_finished_one_keeps_no_names_and_shows_them_as_they_are_today(
    spoken: EarlyHelp, family: Family, alice: Practitioner
) -> None:
    whole = whole_of(help_to_read(alice, spoken.public_id, page="test"))
    assert spoken.assessment
    written = as_finished(whole_of_all(whole.seen))
    headings = [one["text"] for part in written for one in part["blocks"] if one["kind"] == "Heading"]
    assert not [one for one in headings if "Maya" in one or "Leo" in one or "Ana" in one]
    finish_assessment(assessment=spoken.assessment, on=helping.SINCE, written=written, by=alice)
    Name.objects.filter(person=family.maya).update(first="Mika")
    finished = FinishedAssessment.objects.get()
    page = shown(client_of(alice), at(spoken, "assessment_finished", finished.public_id))
    assert "Mika" in page
    assert "Maya" not in page.replace("Maya loves maths.", "")
