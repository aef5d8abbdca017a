"""Invented considerations for the demonstration. Nobody in them exists."""

import datetime as dt

from django.utils import timezone

from righthelp.agencies.models import Practitioner
from righthelp.audit.actions import record
from righthelp.considerations.actions import add_own_need, choose_descriptor, decide, save_child, save_common, start
from righthelp.considerations.models import Consideration, ConsideredChild, Decision
from righthelp.guidance.access import edition_in_use
from righthelp.guidance.models import Edition

TEACHER, HEALTH_VISITOR = "amina.yusuf@example.org", "grace.mensah@example.org"


def load_demo_considerations() -> None:
    """Make one that was decided twice, one draft older than a working day, and one fresh draft."""
    edition = edition_in_use()
    if edition is None:
        raise ValueError("the demonstration adopts its guidance first")
    teacher = Practitioner.objects.get(email=TEACHER)
    _decided_twice(edition, teacher)
    _draft(edition, teacher, "Child R", "Tired and quiet since the half term. He fell asleep twice this week.", days=8)
    visitor = Practitioner.objects.get(email=HEALTH_VISITOR)
    _draft(edition, visitor, "Baby T", "Mum is managing well but says that the nights are long and lonely.", days=0)


def _draft(edition: Edition, by: Practitioner, label: str, worry: str, *, days: int) -> Consideration:
    agency = by.memberships_now[0].team.agency
    begun = start(agency=agency, edition=edition, worry=worry, labels=[label], path="short", by=by)
    Consideration.objects.filter(pk=begun.pk).update(started_at=timezone.now() - dt.timedelta(days=days))
    record(by=None, name="considerations.saved", subject=begun, fields=["started_at"])
    return begun


def _decided_twice(edition: Edition, teacher: Practitioner) -> None:
    begun = _draft(
        edition, teacher, "Child K", "Three times in two weeks she came without breakfast, and asks for more.", days=40
    )
    begun.refresh_from_db()
    common = {
        "path": "full",
        "told_whom": "Margaret Bell, safeguarding lead, the same day",
        "what_next": "Breakfast club from Monday. I speak with mum on Thursday with Margaret.",
        "safe_to_speak": "yes",
        "family_part": "Mum came in. She lost shifts at work and was worried about saying so.",
    }
    save_common(consideration=begun, version=begun.version, changes=common, by=teacher)
    child = begun.children.get()
    about = {
        "words": "I like it when there is toast.",
        "words_question": "What is the best part of the morning?",
        "words_exact": True,
        "life_now": "She walks to school with her brother and is often early. She is hungry until lunch.",
        "strengths": "She is close to her mum and brother. Mum asks for help.",
        "worries": "There is not enough food at home on some days.",
        "needs_to_happen": "Food every morning, and advice about money for mum.",
    }
    save_child(child=child, version=child.version, changes=about, by=teacher)
    for code in ("bn-2-12", "bn-3-13"):
        choose_descriptor(child=child, descriptor=edition.descriptors.get(code=code), is_strength=False, by=teacher)
    add_own_need(child=child, own_words="Her brother helps her every morning.", is_strength=True, by=teacher)
    _decide(child, 3, "Food at home and money are both a worry, and mum wants help with both.", teacher, days=38)
    _decide(
        child, 2, "Mum has her shifts back and the food bank helped. Money advice goes on.", teacher, days=3,
        lower="There has been enough food for four weeks, and mum would tell us.",
    )  # fmt: skip


def _decide(child: ConsideredChild, number: int, why: str, by: Practitioner, *, days: int, lower: str = "") -> Decision:
    child.refresh_from_db()
    level = child.consideration.edition.levels.get(number=number)
    decided = decide(
        child=child,
        version=child.version,
        level=level,
        decided_with="Margaret Bell, safeguarding lead",
        reason=why,
        lower_reason=lower,
        family_part="Mum agrees. Child K says that she likes breakfast club.",
        look_again_on=timezone.localdate() + dt.timedelta(days=30),
        by=by,
    )
    Decision.objects.filter(pk=decided.pk).update(decided_at=timezone.now() - dt.timedelta(days=days))
    return decided
