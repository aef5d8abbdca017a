"""Invented considerations for the demonstration. Nobody in them exists."""

import datetime as dt
from collections.abc import Sequence

from django.utils import timezone

from righthelp.agencies.models import Practitioner
from righthelp.audit.actions import record
from righthelp.considerations.actions import add_own_need, choose_descriptor, decide, save_child, save_common, start
from righthelp.considerations.models import Consideration, ConsideredChild, Decision
from righthelp.guidance.access import edition_in_use
from righthelp.guidance.models import Edition
from righthelp.people.models import Person

KEIRA, BROTHER = ("Keira", "Dunmore"), ("Oskar", "Zieliński")
TEACHER, HEALTH_VISITOR = "amina.yusuf@example.org", "grace.mensah@example.org"

PART = "Mum agrees. Keira says that she likes breakfast club."


def load_demo_considerations() -> None:
    """Make one about Keira and her brother, decided twice for her, a draft that has waited, and a fresh one."""
    edition = edition_in_use()
    if edition is None:
        raise ValueError("the demonstration adopts its guidance first")
    teacher = Practitioner.objects.get(email=TEACHER)
    _decided_twice(edition, teacher)
    _draft(edition, teacher, "Child R", "Tired and quiet since the half term. He fell asleep twice this week.", days=8)
    visitor = Practitioner.objects.get(email=HEALTH_VISITOR)
    _draft(edition, visitor, "Baby T", "Mum is managing well but says that the nights are long and lonely.", days=0)


def _draft(
    edition: Edition, by: Practitioner, label: str, worry: str, *, days: int, people: Sequence[Person] = ()
) -> Consideration:
    agency, labels = by.memberships_now[0].team.agency, [label] if label else []
    begun = start(agency=agency, edition=edition, worry=worry, labels=labels, people=people, path="short", by=by)
    Consideration.objects.filter(pk=begun.pk).update(started_at=timezone.now() - dt.timedelta(days=days))
    record(by=None, name="considerations.saved", subject=begun, fields=["started_at"])
    return begun


def _decided_twice(edition: Edition, teacher: Practitioner) -> None:
    worry = "Three times in two weeks Keira came without breakfast, and asks for more."
    begun = _draft(edition, teacher, "", worry, days=40, people=[_on_file(*KEIRA), _on_file(*BROTHER)])
    begun.refresh_from_db()
    common = {
        "path": "full",
        "told_whom": "Margaret Bell, safeguarding lead, the same day",
        "what_next": "Breakfast club from Monday. I speak with mum on Thursday with Margaret.",
        "safe_to_speak": "yes",
        "family_part": "Mum came in. She lost shifts at work and was worried about saying so.",
    }
    save_common(consideration=begun, version=begun.version, changes=common, by=teacher)
    child, brother = begun.children.all()
    about = {
        "words": "I like it when there is toast.",
        "words_question": "What is the best part of the morning?",
        "words_exact": True,
        "life_now": "She walks to school with her gran and is often early. She is hungry until lunch.",
        "strengths": "She is close to her mum and gran. Mum asks for help.",
        "worries": "There is not enough food at home on some days.",
        "needs_to_happen": "Food every morning, and advice about money for mum.",
    }
    save_child(child=child, version=child.version, changes=about, by=teacher)
    for code in ("bn-2-12", "bn-3-13"):
        choose_descriptor(child=child, descriptor=edition.descriptors.get(code=code), is_strength=False, by=teacher)
    add_own_need(child=child, own_words="Her gran helps her every morning.", is_strength=True, by=teacher)
    _decide(child, 3, "Food at home and money are both a worry, and mum wants help with both.", teacher, days=38)
    _decide(
        child, 2, "Mum has her shifts back and the food bank helped. Money advice goes on.", teacher, days=3,
        lower="There has been enough food for four weeks, and mum would tell us.",
    )  # fmt: skip
    why = "His key person at nursery says that he eats well and comes every day."
    _decide(brother, 1, why, teacher, days=3, part="Mum agrees.")


def _on_file(first: str, last: str) -> Person:
    return Person.objects.with_names().get(names__first=first, names__last=last)


def _decide(
    child: ConsideredChild, number: int, why: str, by: Practitioner, *, days: int, lower: str = "", part: str = PART
) -> Decision:
    child.refresh_from_db()
    level = child.consideration.edition.levels.get(number=number)
    decided = decide(
        child=child,
        version=child.version,
        level=level,
        decided_with="Margaret Bell, safeguarding lead",
        reason=why,
        lower_reason=lower,
        family_part=part,
        look_again_on=timezone.localdate() + dt.timedelta(days=30),
        by=by,
    )
    Decision.objects.filter(pk=decided.pk).update(decided_at=timezone.now() - dt.timedelta(days=days))
    return decided
