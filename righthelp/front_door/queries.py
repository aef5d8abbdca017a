"""QuerySets named in the users' words."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery, prefetch_related_objects

from righthelp.people.queries import is_restricted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from righthelp.agencies.models import Agency, Practitioner
    from righthelp.front_door.models import (  # noqa: F401  named below, in quotes
        Approval,
        Check,
        Contact,
        ContactDecision,
        SchoolTold,
        Shift,
    )
    from righthelp.people.models import Restriction

ROOM = "front_door"
CAME_FROM = ("from_room", "from_id")


class ContactQuerySet(models.QuerySet["Contact"]):
    """Contacts and their drafts."""

    def drafts(self) -> "ContactQuerySet":
        """Keep what is still being written."""
        return self.filter(received_at__isnull=True, dropped_at__isnull=True)

    def received(self) -> "ContactQuerySet":
        """Keep what arrived at the front door."""
        return self.filter(received_at__isnull=False)

    def undecided(self) -> "ContactQuerySet":
        """Keep what arrived and is not decided for each child: the worklist."""
        return self.received().filter(decided_at__isnull=True)

    def waiting(self) -> "ContactQuerySet":
        """Keep what nobody has taken."""
        return self.undecided().filter(holder__isnull=True)

    def held_by(self, person: "Practitioner") -> "ContactQuerySet":
        """Keep what somebody works on."""
        return self.undecided().filter(holder=person)

    def on_call(self, since: dt.datetime) -> "ContactQuerySet":
        """Keep those whose holder has been on the telephone about them since a moment or later."""
        return self.undecided().filter(on_call_since__gt=since)

    def written_by(self, person: "Practitioner") -> "ContactQuerySet":
        """Keep what somebody wrote."""
        return self.filter(author=person, dropped_at__isnull=True)

    def sent_as(self, mark: str) -> "ContactQuerySet":
        """Keep what came from a public form under the mark of one sending (`actions.public.mark_of`)."""
        return self.filter(sent_once=mark)

    def of_agencies(self, agencies: "Iterable[Agency]") -> "ContactQuerySet":
        """Keep what was asked for agencies."""
        return self.filter(agency__in=list(agencies), dropped_at__isnull=True)

    def about(self, people: "Iterable[int]") -> "ContactQuerySet":
        """Keep what is about children whose records these are, by key."""
        return self.filter(children__person__in=list(people)).distinct()

    def open_among(self, closed: "QuerySet[Restriction, Any]") -> "ContactQuerySet":
        """Leave out what names somebody whose record only named people open (considerations.policies.closed_people)."""
        return self.exclude(self._naming(closed))

    def with_whether_closed(self, closed: "QuerySet[Restriction, Any]") -> "ContactQuerySet":
        """Say of each, as `is_shut`, whether it names somebody whose record only named people open."""
        return self.annotate(is_shut=self._naming(closed))

    def of_others(self, person: "Practitioner") -> "ContactQuerySet":
        """Leave out what somebody wrote."""
        return self.exclude(author=person)

    def started_before(self, moment: "dt.datetime") -> "ContactQuerySet":
        """Keep what was begun before a moment."""
        return self.filter(started_at__lt=moment)

    def with_whose(self) -> "ContactQuerySet":
        """Bring along who wrote it, for whom, and who asks."""
        return self.select_related("agency", "author", "referrer", "holder")

    def answers_unread_first(self, closed: "QuerySet[Restriction, Any]") -> "ContactQuerySet":
        """Say of each whether an answer waits that the reader may read (`has_news`); those first, then the latest.

        Say too, as `is_shut`, whether it names somebody whose record only named people open.
        """
        from righthelp.front_door.models import Reply  # this module is read before the models

        waiting = Reply.objects.filter(contact=OuterRef("pk"), read_at__isnull=True).exclude(decided="")
        read = Exists(waiting.filter(while_restricted=True)) | (Exists(waiting) & ~self._naming(closed))
        return self.with_whether_closed(closed).annotate(has_news=read).order_by("-has_news", "-received_at", "-pk")

    def whole(self) -> "ContactQuerySet":
        """Bring what a page about one contact shows of it."""
        from righthelp.front_door.models import NamedChild  # this module is read before the models

        children = NamedChild.objects.select_related("person", "level__edition__framework").prefetch_related(
            "marks", "decisions__level__edition", "decisions__decided_by", "decisions__manager"
        )
        return self.select_related("agency", "author", "holder", "referrer", "read_by").prefetch_related(
            Prefetch("children", children), "answers", "people", "additions__by", "attachments__upload"
        )

    def to_answer(self) -> "ContactQuerySet":
        """Keep what is decided for each child while whoever asked has no answer to one of the decisions."""
        from righthelp.front_door.models import ContactDecision  # this module is read before the models

        untold = ContactDecision.objects.untold().values("child__contact")
        return self.filter(decided_at__isnull=False, pk__in=untold)

    def to_tell_after(self) -> "ContactQuerySet":
        """Keep what was asked for in an agency while no family was told, and some answer may ask for that (SF-062)."""
        from righthelp.front_door.models import Answer, ToldAfter  # this module is read before the models

        of_this = {"contact": OuterRef("pk")}
        said = Answer.objects.filter(**of_this, key__in=("family_told", "family_agreed")).exclude(text__in=("", "yes"))
        told = ToldAfter.objects.filter(**of_this, was_told=True)
        return self.filter(Exists(said), ~Exists(told), agency__isnull=False, author__isnull=False)

    def to_decide(self) -> "ContactQuerySet":
        """Bring the children with their decisions, and say whether a discussion goes on (`is_discussed`).

        And whether other local authorities are written down (`has_authorities`).
        """
        from righthelp.front_door.models import Authority, ContactDecision, Discussion, NamedChild  # read before them

        decided = ContactDecision.objects.select_related(
            "level__edition", "team__agency", "decided_by", "manager", "after_panel"
        )
        children = NamedChild.objects.select_related("person", "level__edition")
        others = Authority.objects.filter(contact=OuterRef("pk"))
        going_on = Discussion.objects.filter(contact=OuterRef("pk"), ended_at__isnull=True)
        return (
            self.select_related("agency", "author", "holder", "referrer")
            .prefetch_related(Prefetch("children", children.prefetch_related(Prefetch("decisions", decided))))
            .annotate(is_discussed=Exists(going_on), has_authorities=Exists(others))
        )

    def to_ask_about(self) -> "ContactQuerySet":
        """Bring the children with their records, each saying whether only named people open it (`is_closed`)."""
        from righthelp.front_door.models import NamedChild  # this module is read before the models

        children = NamedChild.objects.select_related("person").annotate(is_closed=is_restricted("person"))
        return self.select_related("agency", "author", "holder", "referrer").prefetch_related(
            Prefetch("children", children)
        )

    def to_tell_family(self) -> "ContactQuerySet":
        """Bring also everybody named, and what whoever asked said of speaking with the family (`said_<key>`).

        Whether one of the family was told of a decision is said as `is_told`: before that there is nothing to read.
        """
        from righthelp.front_door import models as kept  # this module is read before the models

        people = kept.NamedPerson.objects.select_related("person").annotate(is_closed=is_restricted("person"))
        of_this = kept.Answer.objects.filter(contact=OuterRef("pk")).order_by()
        keys = ("safe_to_speak", "family_told", "useful")
        said = {f"said_{key}": Subquery(of_this.filter(key=key).values("text")[:1]) for key in keys}
        told = Exists(kept.FamilyTold.objects.filter(contact=OuterRef("pk")))
        return self.to_ask_about().prefetch_related(Prefetch("people", people)).annotate(is_told=told, **said)

    def with_what_it_holds(self) -> "ContactQuerySet":
        """Say of each part of a contact whether it holds anything: most of most do not (`bring_what_it_holds`).

        And from which record of another room it came, if from one.
        """
        from righthelp.work.models import PassedOn  # this module is read before the models

        came = PassedOn.objects.filter(to_room=ROOM, to_id=OuterRef("public_id")).order_by("passed_at", "pk")
        from_where = {name: Subquery(came.values(name)[:1]) for name in CAME_FROM}
        return self.select_related("agency", "author", "holder", "referrer", "read_by").annotate(
            **{f"has_{name}": Exists(rows.filter(contact=OuterRef("pk"))) for name, rows in _parts().items()},
            **{f"has_{name}": Exists(rows.filter(child__contact=OuterRef("pk"))) for name, rows in _of_child().items()},
            **from_where,
        )

    def _naming(self, closed: "QuerySet[Restriction, Any]") -> Q:
        """Ask whether it names one of these people, as a child or as somebody around."""
        from righthelp.front_door.models import NamedChild, NamedPerson  # this module is read before the models

        there = {"contact": OuterRef("pk"), "person__in": closed}
        return Q(Exists(NamedChild.objects.filter(**there))) | Q(Exists(NamedPerson.objects.filter(**there)))


def bring_what_it_holds(contact: "Contact") -> None:
    """Read the parts of a contact that hold anything, for a page that only shows it; of the others nothing is asked.

    Never for a change: what comes meanwhile would not be seen.
    """
    from righthelp.front_door.models import NamedChild  # this module is read before the models

    held, empty = _split(contact, _parts())
    of_child, of_no_child = _split(contact, _of_child())
    vars(contact).setdefault("_prefetched_objects_cache", {}).update(empty)
    children = NamedChild.objects.select_related("person", "level__edition__framework").prefetch_related(
        *(Prefetch(name, rows) for name, rows in of_child.items())
    )
    prefetch_related_objects(
        [contact], Prefetch("children", children), *(Prefetch(name, rows) for name, rows in held.items())
    )
    for child in contact.children.all():
        vars(child).setdefault("_prefetched_objects_cache", {}).update(of_no_child)


Rows = dict[str, "QuerySet[Any, Any]"]


def _split(contact: "Contact", parts: Rows) -> tuple[Rows, Rows]:
    """Give the parts that hold something, and the others as what asks nothing of the database."""
    held = {name: rows for name, rows in parts.items() if vars(contact)[f"has_{name}"]}
    return held, {name: rows.none() for name, rows in parts.items() if name not in held}


def _parts() -> Rows:
    from righthelp.front_door import models as kept  # this module is read before the models

    return {
        "answers": kept.Answer.objects.all(),
        "people": kept.NamedPerson.objects.select_related("person"),
        "additions": kept.Added.objects.select_related("by"),
        "attachments": kept.Attachment.objects.select_related("upload"),
        "handlings": kept.Handling.objects.select_related("by", "taken_from", "passed_to"),
        "safeguarding": kept.Safeguarding.objects.all(),
        "checks": kept.Check.objects.all(),
        "discussions": kept.Discussion.objects.all(),
        "replies": kept.Reply.objects.all(),
        "family_told": kept.FamilyTold.objects.all(),
        "authorities": kept.Authority.objects.select_related("child"),
        "approvals": kept.Approval.objects.with_who(),
        "told_after": kept.ToldAfter.objects.all(),
    }


def _of_child() -> Rows:
    from righthelp.front_door import models as kept  # this module is read before the models

    decisions = kept.ContactDecision.objects.select_related("level__edition", "decided_by", "manager", "after_panel")
    return {"marks": kept.BodyMark.objects.all(), "decisions": decisions}


class CheckQuerySet(models.QuerySet["Check"]):
    """Questions asked of agencies."""

    def open(self) -> "CheckQuerySet":
        """Keep those whose answer is waited for."""
        return self.filter(answered_at__isnull=True, withdrawn_at__isnull=True)

    def asked_of(self, agencies: "Iterable[Agency]") -> "CheckQuerySet":
        """Keep those asked of agencies."""
        return self.filter(agency__in=list(agencies))


class ContactDecisionQuerySet(models.QuerySet["ContactDecision"]):
    """Decisions of the front door."""

    def standing(self) -> "ContactDecisionQuerySet":
        """Keep those that hold: no later one supersedes them."""
        return self.filter(Q(superseded_by__isnull=True))

    def for_panel(self) -> "ContactDecisionQuerySet":
        """Keep those whose child waits for the allocation panel (BN-044)."""
        from righthelp.front_door.models import ContactDecision  # this module is read before the models

        return self.standing().filter(outcome=ContactDecision.Outcome.PANEL)

    def untold(self) -> "ContactDecisionQuerySet":
        """Keep those of which whoever asked was told nothing yet, nor why not."""
        return self.filter(reply__isnull=True)

    def about_open(self, closed: "QuerySet[Restriction, Any]") -> "ContactDecisionQuerySet":
        """Leave out what is about somebody whose record only named people open (considerations.policies)."""
        from righthelp.front_door.models import NamedChild  # this module is read before the models

        shut = NamedChild.objects.filter(contact=OuterRef("child__contact"), person__in=closed)
        return self.exclude(Exists(shut))


class ShiftQuerySet(models.QuerySet["Shift"]):
    """Who is at the front door, and when."""

    def standing(self) -> "ShiftQuerySet":
        """Leave out what was cancelled."""
        return self.filter(cancelled_at__isnull=True)

    def at(self, moment: dt.datetime) -> "ShiftQuerySet":
        """Keep those that hold at a moment."""
        return self.standing().filter(starts_at__lte=moment, ends_at__gt=moment)

    def between(self, start: dt.datetime, end: dt.datetime) -> "ShiftQuerySet":
        """Keep those of which some part lies between two moments."""
        return self.standing().filter(starts_at__lt=end, ends_at__gt=start)


class SchoolToldQuerySet(models.QuerySet["SchoolTold"]):
    """Schools to be told of police notifications."""

    def still_to_tell(self) -> "SchoolToldQuerySet":
        """Keep those that nobody told, and about which nobody decided not to."""
        return self.filter(told_at__isnull=True, not_told_at__isnull=True)

    def due_by(self, moment: "dt.datetime") -> "SchoolToldQuerySet":
        """Keep those to be told by a moment."""
        return self.still_to_tell().filter(due_at__lte=moment)


class ApprovalQuerySet(models.QuerySet["Approval"]):
    """Approval asked of somebody who leads, and advice."""

    def unanswered(self) -> "ApprovalQuerySet":
        """Keep what was asked and not answered, of requests that were not thrown away.

        Not what is asked of whoever took the request over since: nobody approves what is their own.
        """
        return self.filter(answer="", contact__dropped_at__isnull=True).exclude(asked_of=F("contact__author"))

    def with_who(self) -> "ApprovalQuerySet":
        """Bring along whom a page names."""
        return self.select_related("asked_of", "asked_by", "answered_by")


def bring_request(contact: "Contact") -> "Contact":
    """Bring what a page about a whole request shows of it; of a draft, only what a draft can have."""
    from righthelp.front_door.models import Approval, NamedChild  # this module is read before the models

    children = NamedChild.objects.select_related("person", "level__edition__framework").prefetch_related("marks")
    approvals = Prefetch("approvals", Approval.objects.with_who())
    whole = ("answers", "people", "attachments__upload")
    prefetch_related_objects([contact], Prefetch("children", children), *whole, approvals)
    if contact.received_at:
        prefetch_related_objects([contact], "additions__by", "told_after")
    return contact
