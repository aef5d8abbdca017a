"""Early help that follows from thinking brings along what was noted there, and nobody types it again."""

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.models import Practitioner
from righthelp.audit.models import Event
from righthelp.considerations.models import ChosenNeed
from righthelp.considerations.tests.thinking import thought
from righthelp.early_help.models import ChildVoice, EarlyHelp
from righthelp.early_help.tests import helping
from righthelp.guidance.models import Descriptor
from righthelp.people.tests.conftest import Family
from righthelp.work.tests.working import client_of, hidden, shown

VOICE = {
    "words": "I am tired", "words_on": dt.date(2026, 1, 6), "words_question": "How do you sleep?", "words_exact": True,
    "life_now": "Late to bed", "life_to_come": "She may fall behind",
}  # fmt: skip


def open_from(by: Practitioner, family: Family, readers: str = "workers", **more: Any) -> EarlyHelp:
    child = thought(by, helping.adopted(by), family.maya, words_readers=readers, strengths="Her gran", **VOICE, **more)
    descriptor = Descriptor.objects.first()
    fact = {"evidence": "Seen on three days", "evidence_from": "Register", "evidence_kind": "fact"}
    ChosenNeed.objects.create(child=child, descriptor=descriptor, **fact)
    ChosenNeed.objects.create(child=child, own_words="Sings", is_strength=True)
    it = child.consideration
    it.support_offered, it.family_change = "Breakfast club", "To sleep"
    it.save()
    client, path = client_of(by), reverse("consideration_early_help", args=[it.public_id])
    assert path in client.get(reverse("consideration", args=[it.public_id])).text
    text = client.get(path).text
    for part in ("Tired", "Breakfast club"):
        assert part in text
    today = timezone.localdate()
    day = {"need_seen_on_day": today.day, "need_seen_on_month": today.month, "need_seen_on_year": today.year}
    given = {**hidden(text), "because": "Tired", "help_so_far": "Breakfast club", **day}
    page = client.post(path, {**given, "children": [str(family.maya.public_id)]})
    assert page.status_code == 302
    return EarlyHelp.objects.with_plan().get()


@pytest.mark.requirement("BN-049", "SF-013", "BN-046")
def test_needs_with_their_evidence_strengths_and_wishes_stand_on_the_plan(alice: Practitioner, family: Family) -> None:
    it = open_from(alice, family)
    assert (it.came_by, it.help_so_far, it.plan.family_wants) == ("consideration", "Breakfast club", "To sleep")
    need = it.plan.needs.get()
    assert need.descriptor is not None
    assert Event.objects.get(name="plans.written").subject_id == it.plan.pk
    assert (need.evidence, need.evidence_from, need.evidence_kind) == ("Seen on three days", "Register", "fact")
    assert {one.text for one in it.plan.strengths.all()} == {"Her gran", "Sings"}
    assert {one.child.person for one in it.plan.strengths.all() if one.child} == {family.maya}
    assert "The thinking that it follows from" in shown(client_of(alice), reverse("early_help", args=[it.public_id]))


@pytest.mark.requirement("BP-026")
def test_what_the_child_said_comes_into_the_assessment_once_the_family_agreed(
    alice: Practitioner, family: Family
) -> None:
    it = open_from(alice, family)
    assert not ChildVoice.objects.exists()
    helping.agreed(it, family.mother, by=alice)
    helping.begun(it, alice)
    voice = ChildVoice.objects.get()
    assert {name: getattr(voice, name) for name in VOICE} == VOICE
    assert voice.words_readers == "team"


def test_words_that_were_kept_do_not_come_along(alice: Practitioner, family: Family) -> None:
    it = open_from(alice, family, readers="agency")
    helping.agreed(it, family.mother, by=alice)
    helping.begun(it, alice)
    voice = ChildVoice.objects.get()
    assert (voice.words, voice.life_now) == ("", "Late to bed")


def test_a_stranger_and_a_consideration_set_aside_open_nothing(
    alice: Practitioner, charlie: Practitioner, family: Family
) -> None:
    it = thought(alice, helping.adopted(alice), family.maya).consideration
    path = reverse("consideration_early_help", args=[it.public_id])
    assert client_of(charlie).get(path).status_code == 404
    it.set_aside_at, it.set_aside_by, it.set_aside_because = timezone.now(), alice, "x"
    it.save()
    assert client_of(alice).get(path).status_code == 404
