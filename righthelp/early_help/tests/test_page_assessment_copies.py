"""A child has a copy of the assessment, too; and of each copy it is noted how it was given, and understood (BP-302)."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
import time_machine
from django.test import Client

from righthelp.agencies.actions.refusals import NotAllowed
from righthelp.agencies.models import Practitioner
from righthelp.agencies.tests import people
from righthelp.audit.models import Event
from righthelp.considerations.tests.pages import send
from righthelp.early_help.actions.assessment_copies import note_assessment_given, release_assessment
from righthelp.early_help.actions.ending import Ending, end_help
from righthelp.early_help.assessment_papers import copy_document
from righthelp.early_help.models import AssessmentCopy, AssessmentGiven, ChildVoice, EarlyHelp
from righthelp.early_help.tests import assessing
from righthelp.early_help.tests.assessing import at
from righthelp.people.models import Person
from righthelp.people.tests.conftest import Family
from righthelp.plans.actions import let_member_leave
from righthelp.plans.actions.holding import hold
from righthelp.plans.copies import Section, as_written
from righthelp.plans.models import Member, Plan
from righthelp.plans.tests import planning
from righthelp.work.models import Involvement
from righthelp.work.tests.working import client_of, hidden, on, shown, words

NOW = dt.datetime(2026, 3, 2, 10, 0, tzinfo=dt.UTC)
TODAY = NOW.date()
YESTERDAY = TODAY - dt.timedelta(days=1)
UNDERSTOOD = "Read together at school. Maya said: we want you to sleep."
GIVEN = {"how": "read", "to_where": "At school", "given_on": TODAY, "understood_how": UNDERSTOOD}
SENT = {"how": "read", "to_where": "At school", "understood_how": UNDERSTOOD, **on("given_on", TODAY)}


@pytest.fixture(autouse=True)
def _on_a_day() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def it(early_help: EarlyHelp, family: Family) -> EarlyHelp:
    """Give an assessment in which something was said about Maya, her brother, her mother and the family."""
    maya, leo = (assessing.child(early_help, one) for one in (family.maya, family.brother))
    ana = assessing.adult(early_help, family.mother, reads=[maya, leo])
    assessing.talked(early_help, "education", about=maya, going_well="Maya loves maths.")
    assessing.talked(early_help, "play", about=leo, going_well="Leo plays chess.")
    assessing.talked(early_help, "mental_health", about=ana, worries="Ana cannot sleep.")
    assessing.talked(early_help, "housing", worries="The flat is damp.")
    assessing.said(early_help, maya, "I want mum to sleep.")
    ChildVoice.objects.update(life_now="Up at five.")
    return early_help


@pytest.fixture
def copy(it: EarlyHelp, family: Family) -> AssessmentCopy:
    """Give the copy that Maya is to have."""
    return assessing.released(it, family.maya)


@pytest.fixture
def hers(alice: Practitioner) -> Client:
    """Have the lead practitioner sign in."""
    return client_of(alice)


def writing(it: EarlyHelp, person: Person) -> str:
    """Give the page on which a copy for somebody is read before it is made."""
    return at(it, "assessment_copy_for", planning.member_of(it.plan, person).public_id)


def of(copy: AssessmentCopy) -> str:
    """Give the page of a copy that was made."""
    return at(copy.assessment.help, "assessment_copy", copy.public_id)


@pytest.mark.requirement("BP-209")
def test_a_child_can_have_a_copy_of_their_own_part_and_of_nobody_elses(
    it: EarlyHelp, family: Family, hers: Client
) -> None:
    listed = shown(hers, at(it, "assessment_copies"))
    assert "Maya Lindqvist, child May be given their own part." in listed
    assert "Ana Lindqvist, mother May be given what is about Maya and Leo" in listed
    page = shown(hers, writing(it, family.maya))
    assert "Is it right to read at this age?" in page
    assert send(hers, writing(it, family.maya), is_safe="on").status_code == 302
    copy = AssessmentCopy.objects.get()
    sections = [(one["title"], *one["lines"]) for one in copy.sections]
    assert sections == [
        ("What life is like for you now", "Up at five."),
        ("About you: Nursery, school, college or work", "Going well: Maya loves maths."),
    ]
    assert copy.member == planning.member_of(it.plan, family.maya)
    assert "Leo plays chess." in shown(hers, writing(it, family.brother))
    assert "Is it right to read at this age?" not in shown(hers, writing(it, family.mother))


@pytest.mark.requirement("BP-209")
def test_a_childs_words_stand_in_their_own_copy_only_if_the_family_may_read_them(
    it: EarlyHelp, family: Family, hers: Client
) -> None:
    for readers in (ChildVoice.Readers.LEAD, ChildVoice.Readers.TEAM):
        ChildVoice.objects.update(words_readers=readers)
        assert "I want mum to sleep." not in shown(hers, writing(it, family.maya))
    ChildVoice.objects.update(words_readers=ChildVoice.Readers.FAMILY)
    assert "What you say “I want mum to sleep.”" in shown(hers, writing(it, family.maya))
    assert "What Maya says “I want mum to sleep.”" in shown(hers, writing(it, family.mother))


@pytest.mark.requirement("BP-209", "BP-302")
def test_it_is_noted_how_a_copy_was_given_and_how_its_reader_understood_it(
    it: EarlyHelp, copy: AssessmentCopy, hers: Client, alice: Practitioner
) -> None:
    assert "Not given yet." in shown(hers, at(it, "assessment_copies"))
    assert "Maya loves maths." in shown(hers, of(copy))
    assert send(hers, of(copy), **SENT).status_code == 302
    given = copy.given.get()
    assert (given.how, given.to_where, given.given_on) == ("read", "At school", TODAY)
    assert (given.understood_how, given.noted_by) == (UNDERSTOOD, alice)
    said = "Read out, or read together, At school, on 2 March 2026. Noted by Alice Adeyemi."
    for page in (at(it, "assessment_copies"), of(copy)):
        log = shown(hers, page)
        assert said in log
        assert UNDERSTOOD in log
        assert "Not given yet." not in log
    assert Event.objects.filter(name="early_help.assessment_copy_given").count() == 1


@pytest.mark.requirement("BP-209")
def test_it_is_asked_how_one_knows_that_they_understood_it(copy: AssessmentCopy, hers: Client) -> None:
    answer = send(hers, of(copy), **{**SENT, "understood_how": " "})
    assert "How do you know that they understood it?" in answer.text
    assert "There is a problem" in answer.text
    assert "At school" in answer.text
    assert not AssessmentGiven.objects.exists()


def test_a_copy_is_not_given_on_an_own_page_nor_before_it_was_released(copy: AssessmentCopy, hers: Client) -> None:
    assert "On their own page" not in shown(hers, of(copy))
    assert "It was released on 2 March 2026" in send(hers, of(copy), **{**SENT, **on("given_on", YESTERDAY)}).text
    assert not AssessmentGiven.objects.exists()


def test_nothing_is_noted_by_another_way_before_it_was_released(copy: AssessmentCopy, alice: Practitioner) -> None:
    with pytest.raises(ValueError, match="when it is released"):
        note_assessment_given(copy=copy, by=alice, **{**GIVEN, "given_on": YESTERDAY})  # type: ignore[arg-type]


def test_only_whoever_keeps_it_opens_a_copy_and_notes_how_it_went(
    it: EarlyHelp, copy: AssessmentCopy, hers: Client, bob: Practitioner, charlie: Practitioner
) -> None:
    planning.works_in(bob, it.plan)
    shown(hers, of(copy))
    for one in (bob, charlie):
        shown(client_of(one), of(copy), status=404)
        assert client_of(one).post(of(copy), SENT).status_code == 404
        with pytest.raises(NotAllowed):
            note_assessment_given(copy=copy, by=one, **GIVEN)  # type: ignore[arg-type]
    assert not AssessmentGiven.objects.exists()


@pytest.mark.requirement("BP-302")
def test_how_a_copy_went_is_noted_after_the_end_too(
    it: EarlyHelp, copy: AssessmentCopy, hers: Client, alice: Practitioner
) -> None:
    end_help(help=it, ending=Ending(TODAY, "moved", "She sleeps", "It helped", "Ask school"), by=alice)
    assert send(hers, of(copy), **SENT).status_code == 302
    assert AssessmentGiven.objects.get().given_on == TODAY


@pytest.mark.requirement("BP-302")
def test_what_somebody_had_stays_in_the_log_once_they_take_part_no_longer(
    it: EarlyHelp, family: Family, hers: Client, alice: Practitioner
) -> None:
    copy, ana = assessing.released(it, family.mother), planning.member_of(it.plan, family.mother)
    note_assessment_given(copy=copy, by=alice, **GIVEN)  # type: ignore[arg-type]
    path = writing(it, family.mother)
    let_member_leave(member=ana, on=TODAY, because="Lives abroad", by=alice)
    log = shown(hers, at(it, "assessment_copies"))
    assert UNDERSTOOD in log
    assert "No new copy can be made for them now." in log
    assert "Read what Ana Lindqvist would get now" not in log
    shown(hers, path, status=404)


def test_a_copy_of_somebody_of_whom_a_reader_must_not_learn_is_not_there(
    it: EarlyHelp, family: Family, alice: Practitioner
) -> None:
    jonas = assessing.adult(it, family.father, "father", reads=[assessing.child(it, family.brother)])
    copy = AssessmentCopy.objects.create(
        assessment=assessing.begun(it), member=jonas, released_by=alice,
        sections=as_written([Section("About you: Work", ("Going well: a new job",))]),
    )  # fmt: skip
    shown(client_of(alice), of(copy))
    Involvement.objects.filter(practitioner=alice, child=family.brother).delete()
    Person.objects.filter(pk=family.brother.pk).update(noted_by=None)
    client = client_of(people.fresh(alice))
    shown(client, of(copy), status=404)
    listed = shown(client, at(it, "assessment_copies"))
    for name in ("Jonas", "Leo"):
        assert name not in listed


def test_a_child_for_whom_nobody_agreed_has_no_copy(it: EarlyHelp, family: Family, hers: Client) -> None:
    path = writing(it, family.brother)
    planning.not_begun(assessing.child(it, family.brother))
    shown(hers, path, status=404)
    assert "Leo" not in shown(hers, at(it, "assessment_copies"))


@pytest.fixture
def rita(it: EarlyHelp, family: Family, alice: Practitioner) -> Member:
    """Have a neighbour take part, who may be given what is about both children."""
    who = {"name": "Rita Reed", "role": "neighbour", "joined_on": planning.SINCE, "noted_by": alice}
    friend = it.plan.members.create(kind=Member.Kind.NETWORK, **who)
    friend.reads.set(assessing.child(it, one) for one in (family.maya, family.brother))
    ChildVoice.objects.update(words_readers=ChildVoice.Readers.FAMILY)
    return friend


AGREED = "Ana and Jonas: Rita takes Maya to school."


@pytest.mark.requirement("BP-209")
def test_somebody_whom_the_family_chose_is_given_only_what_was_chosen_for_them_and_never_a_childs_words(
    it: EarlyHelp, rita: Member, hers: Client
) -> None:
    path = at(it, "assessment_copy_for", rita.public_id)
    assert "Rita Reed, neighbour May be given what is about Maya and Leo" in shown(hers, at(it, "assessment_copies"))
    before = shown(hers, path)
    assert "Nothing is chosen for Rita Reed yet." in before
    offered = (
        "Maya: Nursery, school, college or work",
        "Leo: Play, interests and friends",
        "What life is like for Maya",
    )
    for title in offered:
        assert title in before
    for secret in ("Maya loves maths.", "I want mum to sleep.", "Ana cannot sleep.", "What Maya says"):
        assert secret not in before
    chosen = picking(hers, path, "Maya: Nursery")
    assert "Maya loves maths." in shown(hers, chosen)
    assert "Leo plays chess." not in shown(hers, chosen)
    assert "Write who of the family agreed" in words(send(hers, chosen, is_safe="on"))
    assert not AssessmentCopy.objects.exists()
    assert send(hers, chosen, is_safe="on", family_agreed=AGREED).status_code == 302
    copy = AssessmentCopy.objects.get()
    assert [one["lines"] for one in copy.sections] == [["Going well: Maya loves maths."]]
    for page in (at(it, "assessment_copies"), of(copy)):
        assert f"The family agreed: {AGREED}" in shown(hers, page)
    assert "a family who trust you" in copy_document(copy, now=NOW).footer
    assert hers.get(at(it, "assessment_copy_download", copy.public_id, "pdf")).content.startswith(b"%PDF")
    again = shown(hers, path)
    assert "Maya loves maths." in again
    assert "Leo plays chess." not in again


def picking(client: Client, path: str, title: str) -> str:
    """Give the page on which one section was chosen."""
    found = re.search(rf'value="(\w+)"[^>]*><label[^>]*>{title}', client.get(path).text)
    assert found
    return f"{path}?{urlencode({'chosen': 'yes', 'in': found[1]})}"


def test_what_is_written_later_is_not_given_to_somebody_outside_the_family_unless_it_is_chosen(
    it: EarlyHelp, family: Family, rita: Member, hers: Client
) -> None:
    path = at(it, "assessment_copy_for", rita.public_id)
    send(hers, picking(hers, path, "Maya: Nursery"), is_safe="on", family_agreed=AGREED)
    assessing.talked(it, "play", about=assessing.child(it, family.maya), worries="Alone at break.")
    assessing.talked(it, "education", about=assessing.child(it, family.maya), going_well="Maya loves art.")
    page = shown(hers, path)
    assert "Maya: Play, interests and friends" in page
    assert "Alone at break." not in page
    assert "starts with the same parts, with what is written in them then" in page
    assert "Maya loves art." in page


def test_what_somebody_wrote_of_the_familys_yes_is_kept_when_the_copy_changed_meanwhile(
    it: EarlyHelp, rita: Member, family: Family, hers: Client
) -> None:
    chosen = picking(hers, at(it, "assessment_copy_for", rita.public_id), "Maya: Nursery")
    sent = {**hidden(hers.get(chosen).text), "is_safe": "on", "family_agreed": AGREED}
    assessing.talked(it, "education", about=assessing.child(it, family.maya), going_well="Maya loves art.")
    answer = hers.post(chosen, sent).text
    for kept in (
        "The copy was changed meanwhile",
        "Does the family’s yes hold for this, too?",
        AGREED,
        "Maya loves art.",
    ):
        assert kept in answer
    again = {**hidden(answer), "is_safe": "on", "family_agreed": AGREED}
    assert hers.post(chosen, again).status_code == 302
    assert AssessmentCopy.objects.get().family_agreed == AGREED


def test_without_a_yes_of_the_family_no_other_way_releases_a_copy_for_a_friend_or_a_worker(
    it: EarlyHelp, rita: Member, alice: Practitioner
) -> None:
    sections = [Section("A", ("b",))]
    written: dict[str, Any] = {"sections": sections, "again": lambda: sections}
    given: dict[str, Any] = {"assessment": assessing.begun(it), "by": alice, **written}
    for nothing in ("", " "):
        with pytest.raises(ValueError, match="only where the family agreed"):
            release_assessment(member=rita, family_agreed=nothing, **given)
    with pytest.raises(ValueError, match="for the family"):
        release_assessment(member=it.plan.members.filter(kind=Member.Kind.WORKER)[0], family_agreed=AGREED, **given)


def test_somebody_outside_the_family_is_offered_nothing_of_a_child_of_whom_they_may_not_read(
    it: EarlyHelp, family: Family, rita: Member, hers: Client
) -> None:
    path = at(it, "assessment_copy_for", rita.public_id)
    of_leo, of_all = (picking(hers, path, title) for title in ("Leo: Play", "The family as a whole: Housing"))
    rita.reads.set([assessing.child(it, family.maya)])
    page = shown(hers, path)
    assert "Maya: Nursery" in page
    for secret in ("Leo", "The family as a whole", "The flat is damp."):
        assert secret not in page
    for crafted in (of_leo, of_all, f"{path}?chosen=yes&out=nothing"):
        assert "Nothing is chosen for Rita Reed yet." in shown(hers, crafted)
    chosen = picking(hers, path, "Maya: Nursery")
    sent = {**hidden(hers.get(chosen).text), "is_safe": "on", "family_agreed": AGREED}
    more = f"{chosen}&{urlsplit(picking(hers, path, 'What life is like for Maya')).query}"
    assert "The copy was changed meanwhile" in hers.post(more, sent).text
    assert not AssessmentCopy.objects.exists()


def test_what_is_kept_from_a_friend_in_the_moment_of_the_release_does_not_go(
    it: EarlyHelp, family: Family, rita: Member, hers: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = picking(hers, at(it, "assessment_copy_for", rita.public_id), "Maya: Nursery")

    def held(plan: Plan, by: Practitioner) -> Plan:
        rita.reads.clear()
        return hold(plan, by)

    monkeypatch.setattr("righthelp.early_help.actions.assessment_copies.hold", held)
    answer = send(hers, chosen, is_safe="on", family_agreed=AGREED)
    assert answer.status_code == 302
    assert "Read it again" in shown(hers, at(it, "assessment_copies"))
    assert not AssessmentCopy.objects.exists()


def test_what_was_written_of_the_yes_is_given_back_where_nothing_is_left_to_give(
    it: EarlyHelp, rita: Member, hers: Client
) -> None:
    chosen = picking(hers, at(it, "assessment_copy_for", rita.public_id), "Maya: Nursery")
    sent = {**hidden(hers.get(chosen).text), "is_safe": "on", "family_agreed": AGREED}
    rita.reads.clear()
    answer = words(hers.post(chosen, sent))
    assert "This cannot be saved any more" in answer
    assert AGREED in answer


def test_who_agreed_is_not_named_to_whoever_may_not_see_every_child(
    it: EarlyHelp, family: Family, rita: Member, hers: Client, alice: Practitioner
) -> None:
    send(
        hers,
        picking(hers, at(it, "assessment_copy_for", rita.public_id), "Maya: Nursery"),
        is_safe="on",
        family_agreed=AGREED,
    )
    copy = AssessmentCopy.objects.get()
    Involvement.objects.filter(practitioner=alice, child=family.brother).delete()
    Person.objects.filter(pk=family.brother.pk).update(noted_by=None)
    client = client_of(people.fresh(alice))
    for page in (at(it, "assessment_copies"), of(copy)):
        told = shown(client, page)
        assert "The family agreed." in told
        assert "Jonas" not in told


def test_a_copy_stays_in_the_list_once_somebody_whom_the_family_chose_left(
    it: EarlyHelp, rita: Member, hers: Client, alice: Practitioner
) -> None:
    path = at(it, "assessment_copy_for", rita.public_id)
    send(hers, picking(hers, path, "Maya: Nursery"), is_safe="on", family_agreed=AGREED)
    let_member_leave(member=rita, on=TODAY, because="Moved away", by=alice)
    listed = shown(hers, at(it, "assessment_copies"))
    assert "Rita Reed, neighbour No new copy can be made for them now." in listed
    assert AGREED in listed
    shown(hers, path, status=404)


def test_a_friend_of_a_child_whose_record_a_reader_may_not_open_is_not_there(
    it: EarlyHelp, family: Family, rita: Member, alice: Practitioner
) -> None:
    rita.reads.set([assessing.child(it, family.brother)])
    Involvement.objects.filter(practitioner=alice, child=family.brother).delete()
    Person.objects.filter(pk=family.brother.pk).update(noted_by=None)
    client = client_of(people.fresh(alice))
    shown(client, at(it, "assessment_copy_for", rita.public_id), status=404)
    assert "Rita" not in shown(client, at(it, "assessment_copies"))


def test_the_pages_of_the_copies_ask_the_database_little(
    it: EarlyHelp, family: Family, hers: Client, alice: Practitioner, django_assert_max_num_queries: Any
) -> None:
    for person in (family.maya, family.brother, family.mother):
        copy = assessing.released(it, person)
        note_assessment_given(copy=copy, by=alice, **GIVEN)  # type: ignore[arg-type]
    for path in (at(it, "assessment_copies"), of(copy)):
        hers.get(path)
        with django_assert_max_num_queries(15):
            shown(hers, path)
