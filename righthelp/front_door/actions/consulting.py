"""Advice on a child without names (BN-012, BN-013, BN-015), which may become a contact later."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.actions.refusals import require
from righthelp.audit.actions import record
from righthelp.design_system.formatters import day
from righthelp.front_door.actions.calling import CallTold, start_call
from righthelp.front_door.actions.starting import start_request
from righthelp.front_door.carrying import Carried
from righthelp.front_door.closed import is_open_to
from righthelp.front_door.models import Consultation, Contact, Shift
from righthelp.front_door.policies import may_ask_advice, may_read_advice, works_here
from righthelp.front_door.rota import on_now, people_here
from righthelp.messages.actions import notify

if TYPE_CHECKING:
    from righthelp.agencies.models import Agency, Practitioner

ASKED = "Somebody asks the front door for advice, without names"
ANSWERED = "The front door answered what you asked without names"


class AnsweredMeanwhile(Exception):
    """Somebody else at the front door answered first."""


@dataclass(frozen=True)
class Advice:
    """What the front door advises; the names are those of the model’s fields.

    `fits` says whether a request would meet the threshold (BN-013); `instead` names a service to ask directly or an
    early help assessment, and `advice` what to try next (BN-015).
    """

    advice: str
    fits: str
    instead: str = ""


@transaction.atomic
def ask(*, agency: "Agency", story: str, by: "Practitioner") -> Consultation:
    """Ask the front door for advice in writing; whoever is on there gets a notice.

    Raises:
        NotAllowed: when somebody does not write for the agency.
    """
    require(may_ask_advice(by, agency))
    made = Consultation.objects.create(asked_by=by, agency=agency, story=story)
    record(by=by, name="front_door.advice_asked", subject=made)
    for one in on_now(timezone.now(), Shift.Part.WORKER, Shift.Part.MANAGER) or people_here().values():
        key = f"front_door consultation {made.pk} asked {one.pk}"
        notify(to=one, key=key, title=ASKED, page=reverse("consultation", args=[made.public_id]))
    return made


@transaction.atomic
def note(*, caller: str, story: str, advice: Advice | None, by: "Practitioner") -> Consultation:
    """Write down what somebody asked on the telephone without names, with the advice where it was given at once.

    Raises:
        NotAllowed: when somebody does not work at the front door.
    """
    require(works_here(by))
    made = Consultation.objects.create(caller=caller, story=story)
    record(by=by, name="front_door.advice_noted", subject=made)
    if advice:
        answer(consultation=made, advice=advice, by=by)
    return made


@transaction.atomic
def answer(*, consultation: Consultation, advice: Advice, by: "Practitioner") -> None:
    """Give advice; who asked in writing gets a notice.

    Raises:
        NotAllowed: when somebody does not work at the front door.
        AnsweredMeanwhile: when there is advice already.
    """
    require(works_here(by) and _is_open(by, consultation))
    unanswered = Consultation.objects.filter(pk=consultation.pk, given_at__isnull=True)
    if not unanswered.update(**vars(advice), given_by=by, given_at=timezone.now()):
        raise AnsweredMeanwhile
    record(by=by, name="front_door.advice_given", subject=consultation, fields=vars(advice))
    if consultation.asked_by:
        page = reverse("consultation", args=[consultation.public_id])
        key = f"front_door consultation {consultation.pk} answered"
        notify(to=consultation.asked_by, key=key, title=ANSWERED, page=page)


@transaction.atomic
def carry_on(*, consultation: Consultation, by: "Practitioner") -> Contact:
    """Begin a request, or a call at the front door, with what was told and advised; the second time gives the same.

    Whoever asked goes on with a request of their own; somebody at the front door with a call, as the caller tells the
    names now.

    Raises:
        NotAllowed: when somebody neither asked it nor works at the front door, or no longer writes for the agency.
    """
    require(may_read_advice(by, consultation))
    held = Consultation.objects.select_for_update().get(pk=consultation.pk)
    require(held.asked_by_id == by.pk or _is_open(by, held))
    if held.contact and held.contact.dropped_at is None:
        return held.contact
    answers = {"what_happened": held.story}
    if held.agency and held.asked_by == by:
        require(may_ask_advice(by, held.agency))
        answers |= {"advice": _in_words(held)} if held.advice else {}
        held.contact = start_request(agency=held.agency, carried=Carried(answers=answers), by=by)
    else:
        held.contact = start_call(told=CallTold(referrer=_who(held), answers=answers), by=by)
    held.save(update_fields=["contact"])
    record(by=by, name="front_door.advice_carried_on", subject=held, refs={"contact": held.contact.pk})
    return held.contact


def _is_open(by: "Practitioner", held: Consultation) -> bool:
    return held.contact is None or is_open_to(by, held.contact)


def _who(held: Consultation) -> dict[str, str]:
    if held.asked_by and held.agency:
        return {"name": held.asked_by.name, "role": held.asked_by.job_title, "organisation": held.agency.name}
    return {"name": held.caller}


def _in_words(held: Consultation) -> str:
    given_by, given_at = held.given_by, held.given_at
    who = f"The front door ({given_by.name}, {day(given_at)}), without names" if given_by else "The front door"
    more = [f"{held.get_fits_display()}." if held.fits else "", held.instead]
    return "\n".join([f"{who}: {held.advice}", *filter(None, more)])
