"""Two invented disagreements for the demonstration: one settled, one open and late. Nobody in them exists."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from righthelp.agencies.models import Practitioner
from righthelp.calendar.rules import add_working_days
from righthelp.work.actions.disagreements import (
    Raised,
    Speaker,
    go_up,
    name_speakers,
    note_said,
    raise_disagreement,
    settle,
)
from righthelp.work.disagreements.models import Disagreement, DisagreementStep, Said

if TYPE_CHECKING:
    from righthelp.people.models import Person

TEACHER, LEAD = "amina.yusuf@example.org", "margaret.bell@example.org"
SOCIAL_WORKER, MANAGER = "nasra.warsame@example.org", "blessing.adeyinka@example.org"
SURGERY = "Northquay Surgery"


def load_demo_disagreements(child: "Person") -> None:
    """Have the teacher of a child disagree with the surgery, which was settled, and with social care, which is late."""
    teacher, lead, worker, manager = (
        Practitioner.objects.get(email=email) for email in (TEACHER, LEAD, SOCIAL_WORKER, MANAGER)
    )
    _settled(child, teacher)
    _late(child, _speaker(teacher), _speaker(lead), _speaker(worker), _speaker(manager))


def _settled(child: "Person", teacher: Practitioner) -> None:
    day = _ago(30)
    it = _raise(
        child, teacher, Speaker("Dr Helen Marsh"), day,
        about="work", what="The surgery did not answer two letters from school about her sleep.",
        facts="Letters went on two Mondays. Nobody rang back.",
        view="I think school should have heard within a week, as her mum had agreed to it.",
        wants="School and surgery know the same about her sleep.",
    )  # fmt: skip
    _say(it, Said.Side.OURS, day, "Two letters, no answer.", "I was left not knowing what to tell her mum.", teacher)
    _say(
        it, Said.Side.THEIRS, day, "They lay with a doctor who was away.", "She agrees that it took too long.", teacher
    )
    settle(
        disagreement=_read(it), agreed="The surgery rings school by Friday, and letters go to the practice team.",
        changes="Her mum hears the same advice on sleep from both.",
        learned="Send letters to a team, not to one person. Ring after a week.", version=_read(it).version, by=teacher,
    )  # fmt: skip
    _put_back(it, day)


def _late(child: "Person", teacher: Speaker, lead: Speaker, worker: Speaker, manager: Speaker) -> None:
    day, by = _ago(9), teacher.practitioner
    if by is None or worker.agency is None:
        return
    it = _raise(
        child, by, worker, day,
        about="decision", what="No social care role now, after school asked for help on her behalf.",
        facts="She came to school without breakfast on six days in two weeks. Her gran says that she is often alone.",
        view="I think somebody should visit, as two of us have seen the same.",
        wants="Somebody visits and speaks with her alone.",
    )  # fmt: skip
    _say(it, Said.Side.OURS, day, "Six days in two weeks, written down each time.", "It is getting worse.", by)
    _say(it, Said.Side.THEIRS, day, "Her mum was rung and agreed to breakfast club.", "Early help fits better now.", by)
    go_up(disagreement=_read(it), because="We still see it in another way.", version=_read(it).version, by=by)
    name_speakers(disagreement=_read(it), ours=lead, theirs=manager, version=_read(it).version, by=by)
    _put_back(it, day)


def _raise(child: "Person", by: Practitioner, with_whom: Speaker, day: dt.date, **words: Any) -> Disagreement:
    place = with_whom.agency
    raised = Raised(
        happened_on=day - dt.timedelta(days=2), agency=place, agency_name=place.name if place else SURGERY, **words
    )
    agency = by.memberships_now[0].team.agency
    return raise_disagreement(raised=raised, with_whom=with_whom, children=[child], agency=agency, by=by)


def _say(it: Disagreement, side: str, day: dt.date, facts: str, view: str, by: Practitioner) -> None:
    here = _read(it)
    note_said(disagreement=here, side=side, spoke_on=day, facts=facts, view=view, version=here.version, by=by)


def _put_back(it: Disagreement, day: dt.date) -> None:
    """Have it begin on an earlier day: the actions know only today."""
    back = timezone.now() - dt.timedelta(days=(timezone.localdate() - day).days)
    Disagreement.objects.filter(pk=it.pk).update(raised_at=back)
    Disagreement.objects.filter(pk=it.pk, ended_at__isnull=False).update(ended_at=back)
    steps = DisagreementStep.objects.filter(disagreement=it)
    steps.update(opened_at=back, due_on=add_working_days(day, 1))
    steps.filter(ended_at__isnull=False).update(ended_at=back)
    Said.objects.filter(step__disagreement=it).update(noted_at=back)


def _read(it: Disagreement) -> Disagreement:
    return Disagreement.objects.whole().get(pk=it.pk)


def _speaker(person: Practitioner) -> Speaker:
    return Speaker(person.name, person, person.memberships_now[0].team.agency)


def _ago(days: int) -> dt.date:
    return timezone.localdate() - dt.timedelta(days=days)
