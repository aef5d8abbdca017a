"""What is done at once to keep a child safe, and what several agencies think together where the level is not clear."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.actions.refusals import require
from righthelp.audit.actions import record
from righthelp.front_door.actions.allowed import require_open, require_worker
from righthelp.front_door.actions.ledger import note_called, note_viewed
from righthelp.front_door.actions.resting import RestsOn
from righthelp.front_door.models import Contact, Discussion, Safeguarding, View
from righthelp.front_door.notices.telling import leads_of
from righthelp.front_door.policies import may_speak_for, may_work_on
from righthelp.messages.actions import notify_each

if TYPE_CHECKING:
    from righthelp.agencies.models import Agency, Practitioner
    from righthelp.guidance.models import Level

TAKE_PART = "The front door asks your agency to think with it"
ENDED = "A discussion in which your agency took part has an outcome"


class DiscussionOver(Exception):
    """The discussion has its outcome already."""


class SpokeAlready(Exception):
    """The view of the agency is written down already."""


class NotOver(Exception):
    """There is no outcome yet with which an agency could go along."""


@transaction.atomic
def note_safeguarding(
    *, contact: Contact, what: str, with_whom: str, done_at: dt.datetime, by: "Practitioner"
) -> Safeguarding:
    """Note what was done at once to keep a child safe: at any time, whoever works on the contact (BP-115).

    Raises:
        NotAllowed: when somebody does not work at the front door.
    """
    require_worker(by, contact)
    words = {"what": what, "with_whom": with_whom, "done_at": done_at}
    made = Safeguarding.objects.create(contact=contact, noted_by=by, **words)
    record(by=by, name="front_door.safeguarded", subject=contact, refs={"safeguarding": made.pk})
    return made


@dataclass(frozen=True)
class Called:
    """What is not clear, what those who take part are told, who they are, and on what telling them rests."""

    unclear: str
    agencies: "Collection[Agency]"
    rests_on: RestsOn
    told: str = ""


@transaction.atomic
def call_discussion(*, contact: Contact, called: Called, by: "Practitioner") -> Discussion:
    """Call agencies to think together, as the level is not clear (BP-114). Nothing waits for it.

    Raises:
        NotAllowed: when somebody does not work at the front door.
        DoesNotStand: when the consent on record was taken back, or there is none for one of the children.
    """
    require_worker(by, contact)
    words = {"unclear": called.unclear, "told": called.told, **called.rests_on.as_kept()}
    made = Discussion.objects.create(contact=contact, called_by=by, **words)
    made.agencies.set(called.agencies)
    record(by=by, name="front_door.discussion_called", subject=contact, refs={"discussion": made.pk})
    page = reverse("check_discussion", args=[made.public_id])
    note_called(made, contact.children.select_related("person"), called.rests_on, by)
    for agency in called.agencies:
        notify_each(leads_of(agency), key=f"front_door discussion {made.pk}", title=TAKE_PART, page=page)
    return made


@dataclass(frozen=True)
class Viewed:
    """What an agency knows and, apart from it, thinks; who spoke for it, and the level that they see."""

    agency: "Agency"
    name: str
    view: str
    facts: str = ""
    level: "Level | None" = None
    practitioner: "Practitioner | None" = None


@transaction.atomic
def note_view(*, discussion: Discussion, viewed: Viewed, by: "Practitioner") -> View:
    """Note the view of an agency: whoever writes for it, or who leads the discussion at the front door.

    Raises:
        NotAllowed: to anybody else.
        DiscussionOver: when it has its outcome.
        SpokeAlready: when the agency’s view is written down.
    """
    require(_may_speak(by, discussion, viewed.agency))
    require_open(by, discussion.contact.children.all())
    held = Discussion.objects.select_for_update().get(pk=discussion.pk)
    if not held.is_open:
        raise DiscussionOver
    try:
        with transaction.atomic():
            made = View.objects.create(discussion=held, noted_by=by, **vars(viewed))
    except IntegrityError:
        raise SpokeAlready from None
    record(by=by, name="front_door.view_noted", subject=held.contact, refs={"view": made.pk})
    note_viewed(made, held.contact.children.select_related("person"), by)
    return made


def _may_speak(by: "Practitioner", discussion: Discussion, agency: "Agency") -> bool:
    asked = discussion.agencies.filter(pk=agency.pk).exists()
    return may_work_on(by, discussion.contact) or (asked and may_speak_for(by, agency))


@dataclass(frozen=True)
class Stand:
    """Whether an agency goes along with an outcome, and why not."""

    stands: str
    dissent: str = ""


@transaction.atomic
def end_discussion(
    *, discussion: Discussion, outcome: str, level: "Level | None", stands: Mapping[View, Stand], by: "Practitioner"
) -> None:
    """End a discussion with its outcome, and where each agency stands; who sees it differently stays written down.

    Raises:
        NotAllowed: when somebody does not work at the front door.
        DiscussionOver: when it has its outcome already.
    """
    require_worker(by, discussion.contact)
    end = {"outcome": outcome, "level": level, "ended_by": by, "ended_at": timezone.now()}
    if not Discussion.objects.filter(pk=discussion.pk, ended_at__isnull=True).update(**end):
        raise DiscussionOver
    for view, stand in stands.items():
        View.objects.filter(pk=view.pk, discussion=discussion).update(**_as_kept(stand, by))
    record(by=by, name="front_door.discussion_ended", subject=discussion.contact, refs={"discussion": discussion.pk})
    page = reverse("check_discussion", args=[discussion.public_id])
    for agency in discussion.agencies.all():
        notify_each(leads_of(agency), key=f"front_door discussion ended {discussion.pk}", title=ENDED, page=page)


def _as_kept(stand: Stand, by: "Practitioner") -> dict[str, object]:
    dissent = stand.dissent if stand.stands == View.Stands.DISAGREES else ""
    said_by = None if stand.stands == View.Stands.NOT_SAID else by
    return {"stands": stand.stands, "dissent": dissent, "stands_noted_by": said_by}


@transaction.atomic
def take_stand(*, view: View, stand: Stand, by: "Practitioner") -> None:
    """Say for one’s own agency where it stands, in place of what the front door noted for it.

    Raises:
        NotAllowed: when somebody does not write for the agency.
        NotOver: while there is no outcome.
        SpokeAlready: when the agency said so itself already.
    """
    require(may_speak_for(by, view.agency))
    require_open(by, view.discussion.contact.children.all())
    held = View.objects.select_for_update(of=("self",)).select_related("discussion", "stands_noted_by").get(pk=view.pk)
    if held.discussion.is_open:
        raise NotOver
    if held.stands_noted_by and may_speak_for(held.stands_noted_by, view.agency):
        raise SpokeAlready
    View.objects.filter(pk=view.pk).update(**_as_kept(stand, by))
    record(by=by, name="front_door.stand_taken", subject=held.discussion.contact, refs={"view": view.pk})
