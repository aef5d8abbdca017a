"""A child’s own words: who may read them and write over them, and that they never leave before somebody thought."""

import datetime as dt

import pytest
import time_machine

from righthelp.agencies.actions.refusals import NotAllowed
from righthelp.agencies.models import Practitioner
from righthelp.agencies.tests import people
from righthelp.considerations.tests.pages import send
from righthelp.early_help.access import help_to_read
from righthelp.early_help.actions import assessing as actions
from righthelp.early_help.carried import carried_of
from righthelp.early_help.models import ChildVoice, EarlierWords, EarlyHelp
from righthelp.early_help.policies.words import WordsOpen
from righthelp.early_help.tests import assessing, helping
from righthelp.early_help.tests.assessing import at
from righthelp.people.tests.conftest import Family
from righthelp.plans.tests import planning
from righthelp.work.actions import arrange_cover
from righthelp.work.models import Involvement
from righthelp.work.passing import CHILD_SAYS
from righthelp.work.tests.working import client_of, shown, team_of

WORDS = "I do not like it when they shout."
Readers = ChildVoice.Readers


@pytest.fixture
def voice(early_help: EarlyHelp, family: Family) -> ChildVoice:
    """Give what Maya says, which Alice wrote down."""
    return assessing.said(early_help, assessing.child(early_help, family.maya), WORDS)


def opens(voice: ChildVoice, reader: Practitioner) -> bool:
    it = EarlyHelp.objects.with_plan().get(pk=voice.assessment.help_id)
    return WordsOpen(it, people.fresh(reader)).opens(ChildVoice.objects.get(pk=voice.pk))


def written_by_another(voice: ChildVoice) -> ChildVoice:
    ChildVoice.objects.filter(pk=voice.pk).update(words_by=None)
    return voice


def test_new_words_are_for_the_lead_practitioner_and_the_safeguarding_lead_alone(
    voice: ChildVoice, early_help: EarlyHelp, alice: Practitioner, bob: Practitioner, leila: Practitioner
) -> None:
    planning.works_in(bob, early_help.plan)
    written_by_another(voice)
    assert opens(voice, alice)
    assert opens(voice, leila)
    assert not opens(voice, bob)
    for path in (at(early_help, "assessment_read"), at(early_help)):
        assert WORDS not in shown(client_of(bob), path)
    assert WORDS in shown(client_of(alice), at(early_help, "assessment_read"))


def test_a_coordinator_reads_no_words_by_that_alone(voice: ChildVoice, early_help: EarlyHelp) -> None:
    coordinator = people.worker(early_help.plan.team.agency, "early_help_coordinator", "Mina Malik")
    assert not opens(voice, coordinator)


def test_the_team_reads_them_once_that_was_chosen(
    voice: ChildVoice, early_help: EarlyHelp, family: Family, alice: Practitioner, bob: Practitioner
) -> None:
    planning.works_in(bob, early_help.plan)
    path = at(early_help, "assessment_words_readers", voice.child.public_id)
    assert WORDS in shown(client_of(alice), path)
    assert send(client_of(alice), path, words_readers="team").status_code == 302
    assert opens(voice, bob)
    assert WORDS in shown(client_of(bob), at(early_help, "assessment_read"))


def test_somebody_who_stands_in_for_the_lead_reads_them(
    voice: ChildVoice, alice: Practitioner, bob: Practitioner, leila: Practitioner
) -> None:
    with time_machine.travel("2026-03-02 10:00"):
        first, last = dt.date(2026, 3, 1), dt.date(2026, 3, 9)
        arrange_cover(absent=alice, covering=bob, team=team_of(alice), starts_on=first, ends_on=last, by=leila)
        assert opens(voice, bob)


def test_a_lead_who_handed_over_does_not_read_what_others_wrote_and_the_last_lead_does_after_the_end(
    voice: ChildVoice, early_help: EarlyHelp, alice: Practitioner
) -> None:
    written_by_another(voice)
    here = Involvement.objects.filter(practitioner=alice)
    here.update(ends_on=dt.date(2026, 2, 1), ended_because="Handed over")
    with time_machine.travel("2026-03-02 10:00"):
        assert not opens(voice, alice)
        here.update(ends_on=dt.date(2026, 2, 20))
        EarlyHelp.objects.filter(pk=early_help.pk).update(
            ended_on=dt.date(2026, 2, 20), ended_by=alice, outcome="resolved", ended_because="Done"
        )
        assert opens(voice, alice)


def test_words_that_are_kept_cannot_be_written_over(
    voice: ChildVoice, early_help: EarlyHelp, alice: Practitioner, bob: Practitioner
) -> None:
    planning.works_in(bob, early_help.plan)
    path = at(early_help, "assessment_words", voice.child.public_id)
    page = shown(client_of(bob), path)
    assert "These words are kept for a few readers" in page
    assert WORDS not in page
    shown(client_of(bob), at(early_help, "assessment_words_readers", voice.child.public_id), status=404)
    with pytest.raises(NotAllowed):
        actions.save_words(voice=voice, version=voice.version, changes={"words": "Other"}, by=bob)
    with pytest.raises(NotAllowed):
        actions.set_words_readers(voice=voice, version=voice.version, words_readers="team", by=bob)


def test_whoever_takes_part_may_write_down_what_a_child_told_them_and_then_chooses_who_reads_it(
    early_help: EarlyHelp, family: Family, bob: Practitioner
) -> None:
    planning.works_in(bob, early_help.plan)
    leo = assessing.child(early_help, family.brother)
    path = at(early_help, "assessment_words", leo.public_id)
    answer = send(client_of(bob), path, words="I like chess.")
    assert answer.headers["Location"] == at(early_help, "assessment_words_readers", leo.public_id)
    assert "I like chess." in shown(client_of(bob), path)


def test_changed_words_go_back_to_the_fewest_readers(
    voice: ChildVoice, early_help: EarlyHelp, alice: Practitioner
) -> None:
    actions.set_words_readers(voice=voice, version=voice.version, words_readers=Readers.FAMILY, by=alice)
    path = at(early_help, "assessment_words", voice.child.public_id)
    send(client_of(alice), path, words=WORDS, words_question="How was your weekend?")
    assert ChildVoice.objects.get().words_readers == Readers.FAMILY
    send(client_of(alice), path, words="I want mum to sleep.")
    assert ChildVoice.objects.get().words_readers == Readers.LEAD


def test_what_a_child_said_before_stays_with_its_day_and_its_readers(
    voice: ChildVoice, early_help: EarlyHelp, alice: Practitioner, bob: Practitioner
) -> None:
    helping.joins(bob, early_help, by=alice)
    path, text = at(early_help, "assessment_words", voice.child.public_id), at(early_help, "assessment_read")
    send(client_of(alice), path, words=f"{WORDS} And I hide.", words_question="")
    assert not EarlierWords.objects.exists()
    actions.set_words_readers(voice=voice, version=3, words_readers=Readers.TEAM, by=alice)
    send(client_of(alice), path, words="It is calm now.", words_question="How are the evenings?")
    for reader, is_kept in ((alice, False), (bob, True)):
        page = shown(client_of(reader), text)
        assert "said before" in page
        assert f"{WORDS} And I hide." in page
        assert ("It is calm now." not in page) is is_kept
    assert EarlierWords.objects.get().words_by == alice


@pytest.mark.parametrize("change", [{"words_on": dt.date(2026, 3, 1)}, {"words_question": "And at school?"}])
def test_words_that_are_said_again_at_another_time_stand_beside_the_first(
    change: dict[str, object], voice: ChildVoice, alice: Practitioner
) -> None:
    changes = {"words": f"{WORDS} Still.", **change}
    actions.save_words(voice=voice, version=voice.version, changes=changes, by=alice)
    assert EarlierWords.objects.get().words == WORDS


def test_words_that_only_the_lead_may_read_stay_so_when_others_follow_them(
    voice: ChildVoice, early_help: EarlyHelp, alice: Practitioner, bob: Practitioner
) -> None:
    helping.joins(bob, early_help, by=alice)
    actions.save_words(voice=voice, version=voice.version, changes={"words": "It is calm now."}, by=alice)
    actions.set_words_readers(voice=voice, version=voice.version, words_readers=Readers.TEAM, by=alice)
    page = shown(client_of(bob), at(early_help, "assessment_read"))
    assert "It is calm now." in page
    assert WORDS not in page
    carried = carried_of(help_to_read(alice, early_help.public_id, page="test"), [voice.child])
    said = carried.of_child[voice.child_id][CHILD_SAYS]
    assert "It is calm now." in said
    assert WORDS not in said


def test_words_that_were_emptied_lead_back_to_the_list(
    voice: ChildVoice, early_help: EarlyHelp, alice: Practitioner
) -> None:
    answer = send(client_of(alice), at(early_help, "assessment_words", voice.child.public_id), words="")
    assert answer.headers["Location"] == at(early_help)
    shown(client_of(alice), at(early_help, "assessment_words_readers", voice.child.public_id), status=404)


def test_no_tab_and_no_address_names_a_child(voice: ChildVoice, early_help: EarlyHelp, alice: Practitioner) -> None:
    for name in ("assessment_words", "assessment_words_readers", "assessment_life"):
        page = client_of(alice).get(at(early_help, name, voice.child.public_id)).text
        assert "Maya" not in page.partition("<title>")[2].partition("</title>")[0]
