"""Copies of a plan: read exactly, released, taken away as a file, and given (BP-302)."""

import datetime as dt
import io
import re
from typing import Any

import docx
import pypdf
import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from righthelp.agencies.models import Practitioner
from righthelp.agencies.tests import people
from righthelp.audit.models import Event, Look
from righthelp.people.actions import restrict
from righthelp.people.tests.conftest import Family
from righthelp.plans.access import plan_to_read
from righthelp.plans.actions import HasEnded, add_member, begin_plan, end_plan, let_member_leave
from righthelp.plans.actions.content import keep_from
from righthelp.plans.actions.copies import note_given, release_copy
from righthelp.plans.actions.holding import hold
from righthelp.plans.models import Action, ChildReviewed, Copy, Given, Goal, Member, Need, Plan, Review, Worry
from righthelp.plans.presenting.content import content_of
from righthelp.plans.presenting.papers import papers_of
from righthelp.plans.tests import gathering, opening, papering, planning
from righthelp.plans.tests.papering import NOW, SAID, Papered
from righthelp.work.actions import involve_by_name
from righthelp.work.tests.working import hidden, on, send_form, send_twice, shown

TODAY = NOW.date()


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def it(plan: Plan, family: Family, alice: Practitioner) -> Papered:
    return papering.papered(plan, family, alice)


@pytest.fixture
def hers(client: Client, alice: Practitioner) -> Client:
    return people.sign_in(client, alice)


def copies(it: Papered) -> str:
    return reverse("plan_copies", args=[it.plan.public_id])


def writing(it: Papered, member: Member) -> str:
    return reverse("plan_copy_write", args=[it.plan.public_id, member.public_id])


def at(copy: Copy) -> str:
    return reverse("plan_copy", args=[copy.plan.public_id, copy.public_id])


def file_of(copy: Copy, extension: str) -> str:
    return reverse("plan_copy_file", args=[copy.plan.public_id, copy.public_id, extension])


@pytest.mark.requirement("BP-209", "BP-302")
def test_somebody_reads_exactly_what_a_parent_gets_releases_it_and_notes_how_it_was_given(
    hers: Client, it: Papered, alice: Practitioner
) -> None:
    page = shown(hers, writing(it, it.father))
    assert "If the nights stay loud, Maya may fall behind" in page
    assert "Leo" not in page
    assert "leaves out what is written for all the children" in page
    send_form(hers, writing(it, it.father), is_safe="yes")
    copy = Copy.objects.get()
    assert (copy.member, copy.released_by, copy.of_version) == (it.father, alice, it.plan.versions.get())
    send_form(hers, at(copy), how="hand", to_where="At school", **on("given_on", TODAY))
    given = copy.given.get()
    assert (given.how, given.to_where, given.given_on, given.noted_by) == ("hand", "At school", TODAY, alice)
    log = hers.get(copies(it)).text
    assert "By hand, At school, on 4 March 2026. Noted by Alice Adeyemi." in log
    names = set(Event.objects.values_list("name", flat=True))
    assert {"plans.copy_released", "plans.copy_given"} <= names


def test_somebody_without_an_account_who_works_with_a_child_gets_the_copy_about_that_child(
    hers: Client, it: Papered, alice: Practitioner
) -> None:
    involve_by_name(
        child=it.maya.person, name="Coach Cole", organisation="", role="football coach", phone="",
        episode=it.maya.episode, starts_on=planning.SINCE, by=alice,
    )  # fmt: skip
    coach = it.plan.members.get(name="Coach Cole")
    keep = reverse("plan_part_keep", args=[it.plan.public_id, "goals", it.goal.public_id])
    assert "Coach Cole" in hers.get(keep).text
    page = hers.get(writing(it, coach)).text
    assert "If the nights stay loud, Maya may fall behind" in page
    for words in ("Leo’s own trouble", "Both may be left alone"):
        assert words not in page
    send_form(hers, writing(it, coach), is_safe="yes")
    assert Copy.objects.get().member == coach


def test_of_a_worker_who_works_with_no_child_it_is_said_and_no_page_offered_that_is_not_there(
    hers: Client, it: Papered, alice: Practitioner
) -> None:
    page = hers.get(writing(it, gathering.named(it.plan, "Rita Reed", alice)))
    assert "They work with none of the children now" in page.text
    assert "/reads" not in page.text


def test_whoever_releases_a_copy_chooses_whom_of_the_family_it_names(hers: Client, it: Papered) -> None:
    page = hers.get(writing(it, it.father)).text
    assert "Somebody of the family: Read a story at seven" in page
    chosen = f"{writing(it, it.father)}?names={it.mother.public_id}"
    assert "Ana Lindqvist, mother: Read a story at seven" in hers.get(chosen).text
    send_form(hers, chosen, is_safe="yes")
    assert "Ana Lindqvist, mother: Read a story at seven" in str(Copy.objects.get().sections)


def test_whoever_must_not_be_named_to_a_reader_is_not_offered_to_be_named(hers: Client, it: Papered) -> None:
    it.mother.kept_from.set([it.father])
    assert "Ana" not in hers.get(f"{writing(it, it.father)}?names={it.mother.public_id}").text


def test_a_copy_says_where_the_review_is_late(hers: Client, it: Papered) -> None:
    Plan.objects.filter(pk=it.plan.pk).update(next_review_on=TODAY)
    assert "By 4 March 2026." in hers.get(writing(it, it.mother)).text
    assert "We are late with this" not in hers.get(writing(it, it.mother)).text
    Plan.objects.filter(pk=it.plan.pk).update(next_review_on=TODAY - dt.timedelta(days=1))
    assert "We are late with this" in hers.get(writing(it, it.mother)).text


def test_nothing_is_released_before_somebody_says_that_it_is_safe(hers: Client, it: Papered) -> None:
    answer = send_form(hers, writing(it, it.father))
    assert "Read the copy above" in answer.text
    assert not Copy.objects.exists()


def test_a_copy_that_changed_while_it_was_read_is_read_again(hers: Client, it: Papered, alice: Practitioner) -> None:
    shown = hers.get(writing(it, it.father))
    Worry.objects.filter(pk=it.worry.pk).update(text="SOMETHING ELSE")
    papering.agreed(it.plan, alice)
    answer: Any = hers.post(writing(it, it.father), {**hidden(shown.text), "is_safe": "yes"})
    assert "The copy was changed meanwhile" in answer.text
    assert "SOMETHING ELSE" in answer.text
    assert not Copy.objects.exists()
    assert hers.post(writing(it, it.father), {**hidden(answer.text), "is_safe": "yes"}).status_code == 302
    assert Copy.objects.count() == 1


def test_a_released_copy_stays_as_it_was_when_the_plan_changes(hers: Client, it: Papered, alice: Practitioner) -> None:
    copy = papering.released(it, it.father, alice)
    Worry.objects.filter(pk=it.worry.pk).update(text="SOMETHING ELSE")
    papering.agreed(it.plan, alice)
    page = hers.get(at(copy)).text
    assert "If the nights stay loud" in page
    assert "SOMETHING ELSE" not in page
    assert "Has a copy of an earlier version." in hers.get(copies(it)).text


def test_releasing_twice_makes_one_copy(hers: Client, it: Papered) -> None:
    send_twice(hers, writing(it, it.father), is_safe="yes")
    assert Copy.objects.count() == 1


def test_a_childs_words_go_in_only_where_somebody_chose_it(hers: Client, it: Papered) -> None:
    assert SAID not in hers.get(writing(it, it.mother)).text
    assert SAID in hers.get(f"{writing(it, it.mother)}?words={it.maya.public_id}").text
    send_form(hers, f"{writing(it, it.mother)}?words={it.maya.public_id}", is_safe="yes")
    assert SAID in str(Copy.objects.get().sections)


def test_what_may_tell_where_somebody_lives_is_pointed_at(hers: Client, it: Papered, alice: Practitioner) -> None:
    Worry.objects.filter(pk=it.worry.pk).update(text="At 4 Mill Lane, WM3 4AB, ring 01632 960001")
    papering.agreed(it.plan, alice)
    page = hers.get(writing(it, it.father)).text
    assert "Could this tell where somebody lives" in page
    assert "“WM3 4AB”" in page
    assert "“01632 960001”" in page


@pytest.mark.requirement("BP-302")
def test_a_copy_that_they_opened_on_their_own_page_is_not_called_not_given(
    hers: Client, it: Papered, alice: Practitioner
) -> None:
    made = opening.page_for(it, it.mother, alice)
    assert "Released, not given yet." in shown(hers, copies(it))
    assert "Not given yet." in shown(hers, at(Copy.objects.get()))
    opening.enter(made)
    for page in (copies(it), at(Copy.objects.get())):
        text = shown(hers, page)
        assert f"It was opened on their own page, last on {TODAY:%-d %B %Y}." in text
        assert "given yet" not in text.lower()
    with time_machine.travel(NOW + dt.timedelta(minutes=5), tick=False):
        papering.released(it, it.mother, alice)
        assert "Released, not given yet." in shown(hers, copies(it))


def test_an_older_copy_is_not_called_opened_for_whoever_may_not_see_the_newest(
    hers: Client, it: Papered, alice: Practitioner
) -> None:
    made = opening.page_for(it, it.mother, alice)
    with time_machine.travel(NOW + dt.timedelta(minutes=5), tick=False):
        newest = papering.released(it, it.mother, alice)
        opening.enter(made)
        assert "It was opened on their own page" in shown(hers, copies(it))
        Copy.objects.filter(pk=newest.pk).update(sections=[{**newest.sections[0], "child": "not shown to her"}])
        text = shown(hers, copies(it))
    assert text.count("For Ana Lindqvist") == 1
    assert "It was opened on their own page" not in text


@pytest.mark.parametrize("day", [dt.date(2026, 3, 3), dt.date(2026, 3, 5)])
def test_nothing_was_given_before_it_was_released_nor_tomorrow(
    hers: Client, it: Papered, alice: Practitioner, day: dt.date
) -> None:
    copy = papering.released(it, it.father, alice)
    send_form(hers, at(copy), how="post", **on("given_on", day))
    assert not Given.objects.exists()


def test_that_a_copy_went_before_it_was_released_is_refused_wherever_it_comes_from(
    it: Papered, alice: Practitioner
) -> None:
    copy = papering.released(it, it.father, alice)
    with pytest.raises(ValueError, match="when it is released"):
        note_given(copy=copy, how="hand", to_where="", given_on=TODAY - dt.timedelta(days=1), by=alice)


def test_a_copy_is_taken_away_as_pdf_and_word(hers: Client, it: Papered, alice: Practitioner) -> None:
    copy = papering.released(it, it.father, alice)
    pdf = pypdf.PdfReader(io.BytesIO(hers.get(file_of(copy, "pdf")).content))
    word = docx.Document(io.BytesIO(hers.get(file_of(copy, "docx")).content))
    for text in ("\n".join(p.extract_text() for p in pdf.pages), "\n".join(p.text for p in word.paragraphs)):
        assert "Ring the sleep clinic" in text
        assert "Jonas Berg" in text
        assert "Leo" not in text
    assert 'filename="your-copy.pdf"' in hers.get(file_of(copy, "pdf")).headers["Content-Disposition"]


def test_the_whole_plan_is_taken_away_by_those_who_read_it(hers: Client, it: Papered) -> None:
    answer = hers.get(reverse("plan_copy_whole", args=[it.plan.public_id, "pdf"]))
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(answer.content)).pages)
    for words in ("Leo’s own trouble", "Maya sleeps through the night", "Nobody hits anybody", "Ana Lindqvist, mother"):
        assert words in text
    assert hers.get(reverse("plan_copy_whole", args=[it.plan.public_id, "docx"])).status_code == 200


def test_a_colleague_reads_a_released_copy_and_releases_none(
    client: Client, it: Papered, alice: Practitioner, bob: Practitioner
) -> None:
    copy = papering.released(it, it.father, alice)
    his = people.sign_in(client, bob)
    assert his.get(at(copy)).status_code == 200
    assert his.get(writing(it, it.father)).status_code == 404
    assert his.post(at(copy), {"how": "hand"}).status_code == 404
    assert "Read and release" not in his.get(copies(it)).text
    with pytest.raises(PermissionDenied):
        note_given(copy=copy, how="hand", to_where="", given_on=TODAY, by=bob)


def test_a_stranger_sees_no_paper_of_a_plan(
    client: Client, it: Papered, alice: Practitioner, charlie: Practitioner
) -> None:
    copy = papering.released(it, it.father, alice)
    theirs = people.sign_in(client, charlie)
    whole = reverse("plan_copy_whole", args=[it.plan.public_id, "pdf"])
    for address in (copies(it), writing(it, it.father), at(copy), file_of(copy, "pdf"), whole):
        assert theirs.get(address).status_code == 404


def test_a_restricted_record_shuts_the_papers(
    hers: Client, it: Papered, alice: Practitioner, family: Family, mira: Practitioner
) -> None:
    copy = papering.released(it, it.father, alice)
    restrict(person=family.maya, kind="high_risk", because="He must not find them", readers=[mira], by=mira)
    for address in (copies(it), at(copy), file_of(copy, "pdf"), writing(it, it.father)):
        assert hers.get(address).status_code == 404


def test_each_look_at_a_copy_is_logged(hers: Client, it: Papered) -> None:
    hers.get(writing(it, it.father))
    assert Look.objects.filter(page="copy of a plan", subject_id=it.plan.pk).exists()


def test_nobody_with_an_account_needs_a_copy(hers: Client, it: Papered, bob: Practitioner) -> None:
    member = it.plan.members.get(practitioner=bob)
    assert hers.get(writing(it, member)).status_code == 404
    assert "Bob Baker" not in hers.get(copies(it)).text


def test_a_plan_without_a_version_gives_no_copy(hers: Client, it: Papered) -> None:
    it.plan.versions.all().delete()
    page = hers.get(writing(it, it.father)).text
    assert "The plan is not agreed yet" in page
    assert "Release this copy" not in page


def test_whoever_may_read_of_no_child_gets_nothing(hers: Client, it: Papered, alice: Practitioner) -> None:
    neighbour = add_member(plan=it.plan, kind="network", role="neighbour", name="Mo", by=alice)
    assert "Nobody has written yet which children’s parts they may read" in hers.get(writing(it, neighbour)).text
    hers.post(writing(it, neighbour), {"is_safe": "yes"})
    assert not Copy.objects.exists()


def test_what_is_kept_from_somebody_in_the_moment_in_which_their_copy_is_released_does_not_go(
    hers: Client, it: Papered, alice: Practitioner, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = hers.get(writing(it, it.father))

    def held(plan: Plan, by: Practitioner) -> Plan:
        keep_from(part=it.worry, version=1, members=[it.father], by=alice)
        return hold(plan, by)

    monkeypatch.setattr("righthelp.plans.actions.copies.hold", held)
    answer = hers.post(writing(it, it.father), {**hidden(page.text), "is_safe": "yes"}, follow=True)
    assert "is not released. Read it again" in answer.text
    assert not Copy.objects.exists()


def test_nobody_releases_a_copy_of_a_plan_that_is_shut_to_them_in_that_moment(
    hers: Client, it: Papered, family: Family, mira: Practitioner, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = hers.get(writing(it, it.father))

    def held(plan: Plan, by: Practitioner) -> Plan:
        restrict(person=family.brother, kind="high_risk", because="He is in hiding", readers=[mira], by=mira)
        return hold(plan, by)

    monkeypatch.setattr("righthelp.plans.actions.copies.hold", held)
    answer = hers.post(writing(it, it.father), {**hidden(page.text), "is_safe": "yes"})
    assert "This cannot be saved any more" in answer.text
    assert not re.search(r"[0-9a-f]{64}", answer.text)  # nobody wrote the fingerprint of what they read
    assert not Copy.objects.exists()


def test_nothing_is_released_for_whoever_left_or_is_of_another_plan(it: Papered, alice: Practitioner) -> None:
    let_member_leave(member=it.father, because="Moved away", by=alice)
    with pytest.raises(ValueError, match="takes part"):
        papering.released(it, Member.objects.get(pk=it.father.pk), alice)


def test_nothing_is_released_of_a_plan_that_ended(it: Papered, alice: Practitioner) -> None:
    end_plan(plan=it.plan, on=TODAY, because="It goes well", by=alice)
    with pytest.raises(HasEnded):
        release_copy(plan=it.plan, member=it.father, kind="plan", title="x", sections=[], again=list, by=alice)


def test_the_pages_of_copies_need_few_queries(
    hers: Client, it: Papered, alice: Practitioner, django_assert_max_num_queries: Any
) -> None:
    for member in (it.father, it.mother) * 5:
        copy = papering.released(it, member, alice)
        note_given(copy=copy, how="hand", to_where="", given_on=TODAY, by=alice)
    for address in (copies(it), at(copy), writing(it, it.mother)):
        hers.get(address)
        with django_assert_max_num_queries(15, info=address):
            hers.get(address)


def test_the_page_of_the_plan_says_how_many_have_no_copy_of_the_last_version(
    it: Papered, alice: Practitioner, django_assert_max_num_queries: Any
) -> None:
    papering.released(it, it.father, alice)
    seen = plan_to_read(alice, it.plan.public_id, page="test")
    bool(seen.may_change), content_of(seen)
    with django_assert_max_num_queries(0):
        papers = papers_of(seen)
    assert (papers.is_agreed, papers.readers, papers.without_last, papers.unread) == (True, 2, 1, 0)
    papering.agreed(it.plan, alice)
    assert papers_of(plan_to_read(alice, it.plan.public_id, page="test")).without_last == 2


def test_the_whole_plan_says_what_was_done_left_and_reached(hers: Client, it: Papered, alice: Practitioner) -> None:
    need = planning.need(it.plan, "Sleep", child=it.maya)
    Need.objects.filter(pk=need.pk).update(no_action_because="The clinic does it", of_member=it.mother)
    Action.objects.filter(plan=it.plan).update(done_on=TODAY, done_noted_by=alice)
    Goal.objects.filter(pk=it.goal.pk).update(reached_on=TODAY, reached_how="She says so", reached_noted_by=alice)
    end_plan(plan=it.plan, on=TODAY, because="It goes well", by=alice)
    answer = hers.get(reverse("plan_copy_whole", args=[it.plan.public_id, "pdf"]))
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(answer.content)).pages)
    for words in ("The clinic does it", "(Ana Lindqvist)", "She says so", "It goes well"):
        assert words in text


@pytest.mark.requirement("BN-047")
def test_the_whole_plan_says_how_it_went_at_the_last_review_and_what_shows_each_need(
    hers: Client, it: Papered, alice: Practitioner
) -> None:
    need = planning.need(it.plan, "Sleep", child=it.maya)
    Need.objects.filter(pk=need.pk).update(evidence="She yawns all day", evidence_kind="fact")
    made = Review.objects.create(
        plan=it.plan, reviewed_on=TODAY, changed="Little", do_next="Meet", next_on=TODAY + dt.timedelta(days=60),
        is_not_working=True, not_working_because="Too far to the clinic", reviewed_by=alice,
    )  # fmt: skip
    ChildReviewed.objects.create(review=made, child=it.maya, life="worse", how_we_know="Her teacher says so")
    answer = hers.get(reverse("plan_copy_whole", args=[it.plan.public_id, "docx"]))
    text = "\n".join(cell.text for table in docx.Document(io.BytesIO(answer.content)).tables for cell in table._cells)
    text += "\n".join(one.text for one in docx.Document(io.BytesIO(answer.content)).paragraphs)
    for said in (
        "Too far to the clinic",
        "Harder than before. Her teacher says so",
        "She yawns all day",
        "Fact",
    ):
        assert said in text


def test_a_plan_that_nobody_agreed_says_so_on_paper(hers: Client, plan: Plan) -> None:
    answer = hers.get(reverse("plan_copy_whole", args=[plan.public_id, "pdf"]))
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(answer.content)).pages)
    assert "NOT AGREED YET" in text


def test_a_done_action_says_so_in_the_copy(hers: Client, it: Papered, alice: Practitioner) -> None:
    Action.objects.filter(plan=it.plan).update(done_on=TODAY, done_noted_by=alice)
    assert "Done on 4 March 2026." in hers.get(writing(it, it.father)).text


def test_a_copy_of_another_plan_is_not_found(hers: Client, it: Papered, family: Family, alice: Practitioner) -> None:
    copy = papering.released(it, it.father, alice)
    other = begin_plan(kind="early_help", team=it.plan.team, people=[family.maya], by=alice)
    assert hers.get(reverse("plan_copy", args=[other.public_id, copy.public_id])).status_code == 404
