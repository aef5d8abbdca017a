"""What follows from a decision: work begins, a child passes on, a record is sent, and those concerned are told."""

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone

from righthelp.front_door.actions.ledger import note_passed_to_team, note_sent_on
from righthelp.front_door.actions.to_early_help import goes_to_early_help, pass_to_early_help, passed
from righthelp.front_door.models import ContactDecision
from righthelp.front_door.notices.telling import receivers_in
from righthelp.front_door.outcomes import Outcome, work_of
from righthelp.messages.actions import notify_each
from righthelp.work.actions import AlreadyBegun, begin_episode, send, set_transfer_aside
from righthelp.work.models import Episode, Transfer

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner
    from righthelp.front_door.models import NamedChild
    from righthelp.people.models import Person
    from righthelp.work.queries import TransferQuerySet

COMES = "A child comes to your team from the front door"
CHANGED = "The front door decided again about a child who came to your team"
FOUND = "The record was found of a child who came to your team from the front door"
WRONG = "A wrong record was taken out of a contact that came to your team from the front door"
LONGEST_PLACE: int = Transfer._meta.get_field("to_name").max_length or 0


def take_effect(made: ContactDecision, child: "NamedChild", by: "Practitioner") -> None:
    """Begin the work of the team, send the record on, and tell who receives the child and who no longer does."""
    if child.person:
        _begin(made, child.person, by)
        note_passed_to_team(made, by)
    urgent = made.outcome in (Outcome.STRATEGY, Outcome.EMERGENCY)
    if made.team:
        key = f"front_door decision {made.pk}"
        notify_each(receivers_in(made.team), key=key, title=COMES, page=_page(made), is_urgent=urgent)
    before = made.supersedes
    if before and before.team and before.team != made.team:
        key = f"front_door decided again {made.pk}"
        notify_each(receivers_in(before.team), key=key, title=CHANGED, page=_page(before))


def take_late_effect(child: "NamedChild", person: "Person", by: "Practitioner") -> None:
    """Begin what was decided for a child before anybody found their record: once, as of the day of the decision."""
    made = _standing(child)
    if made is None or made.episode_id:
        return
    is_passed = _begin(made, person, by, begun=_begun_by_team(made, person))
    if (made.episode or is_passed) and made.team:
        key = f"front_door record of {made.pk} found {person.pk}"
        notify_each(receivers_in(made.team), key=key, title=FOUND, page=_page(made))


def take_no_effect_on(child: "NamedChild", person: "Person", because: str, by: "Practitioner") -> None:
    """Take back that a decision began work with somebody who was not meant, and tell the team, which ends that work.

    That their record was sent to another authority is set aside, with the reason.
    """
    for made in ContactDecision.objects.filter(child=child, outcome=Outcome.ELSEWHERE):
        _send_no_more(made, person, because, by)
    for made in ContactDecision.objects.filter(child=child).select_related("team__agency", "child__contact", "episode"):
        if _took_effect_on(made, person):
            made.episode = None
            made.save(update_fields=["episode"])
            key = f"front_door record of {made.pk} wrong {person.pk}"
            notify_each(receivers_in(made.team) if made.team else (), key=key, title=WRONG, page=_page(made))


def _took_effect_on(made: ContactDecision, person: "Person") -> bool:
    """Say whether a decision began work with somebody, or passed them on to early help."""
    is_theirs = made.episode is not None and made.episode.child_id == person.pk
    return is_theirs or (goes_to_early_help(made) and passed(made, person).exists())


def _standing(child: "NamedChild") -> ContactDecision | None:
    made = ContactDecision.objects.standing().select_related("team__agency", "agency", "child__contact")
    return made.filter(child=child).first()


def _begin(made: ContactDecision, person: "Person", by: "Practitioner", begun: Episode | None = None) -> bool:
    """Begin what was decided; say whether the child passed on to early help by it."""
    if begun is None and goes_to_early_help(made):
        return pass_to_early_help(made, person, by)
    made.episode = begun or _work_begun(made, person, by)
    made.save(update_fields=["episode"])
    if made.outcome == Outcome.ELSEWHERE:
        _send_on(made, person, by)
    return False


def _send_on(made: ContactDecision, person: "Person", by: "Practitioner") -> None:
    """Note that the record goes to another authority, unless this decision sent it before a link was mended."""
    if not _sent_on(made, person).exists():
        how = "By the front door, with its decision"
        send(child=person, from_agency=made.agency, to=made.to_whom[:LONGEST_PLACE], how=how, by=by)
        note_sent_on(made, by)


def _send_no_more(made: ContactDecision, person: "Person", because: str, by: "Practitioner") -> None:
    """Set aside that the record of somebody who was not meant was sent on, unless it was for another contact, too."""
    same = {"outcome": made.outcome, "to_whom": made.to_whom, "agency": made.agency_id}
    if not ContactDecision.objects.standing().filter(child__person=person, **same).exists():
        for sent in _sent_on(made, person):
            set_transfer_aside(transfer=sent, because=because, by=by)


def _sent_on(made: ContactDecision, person: "Person") -> "TransferQuerySet":
    place = {"to_name": made.to_whom[:LONGEST_PLACE], "from_agency": made.agency_id}
    return Transfer.objects.not_set_aside().filter(child=person, sent_at__gte=made.decided_at, **place)


def _work_begun(made: ContactDecision, person: "Person", by: "Practitioner") -> Episode | None:
    """Begin work of the team with a child on file, where it does such work; or give what the team does already."""
    what, day = _what_begins(made, person), timezone.localdate(made.decided_at)
    if not what:
        return None
    try:
        return begin_episode(**what, aim=made.needs_services, begun_on=day, by=by)
    except AlreadyBegun:
        return Episode.objects.going_on().filter(**what).first()


def _begun_by_team(made: ContactDecision, person: "Person") -> Episode | None:
    """Give the work that the team began by itself since the decision, ended or not: it need not wait for the record."""
    what, day = _what_begins(made, person), timezone.localdate(made.decided_at)
    return Episode.objects.filter(**what, begun_on__gte=day).order_by("begun_on", "pk").first() if what else None


def _what_begins(made: ContactDecision, person: "Person") -> dict[str, Any]:
    """Give what work of which team a decision begins; nothing where it does no such work, or stays with us."""
    kind = work_of(made.outcome, made.team.agency.kind) if made.team else ""
    return {"child": person, "team": made.team, "kind": kind} if kind else {}


def _page(made: ContactDecision) -> str:
    return reverse("front_door_passed", args=[made.public_id])
