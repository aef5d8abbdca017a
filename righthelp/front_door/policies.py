"""Who may ask for help here, who works at the front door, and who reads what came of it."""

import re
from typing import TYPE_CHECKING

from righthelp.agencies.models import Membership
from righthelp.agencies.policies import LEADING, leads_or_manages, may
from righthelp.agencies.rules import same_name
from righthelp.front_door.names import plain, words_in
from righthelp.front_door.rules import call_opens_at
from righthelp.front_door.workers import answering_for
from righthelp.people.policies import draft_opens_to_lead_at

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from righthelp.agencies.models import Agency, Practitioner, Team
    from righthelp.front_door.models import Allegation, Approval, Check, Consultation, Contact, SchoolTold

OFFICERS = re.compile(r"\b(designated officer|lado)s?\b")  # as people call them, as words of their own
WORK, MANAGE, ALLEGATIONS = "work the front door", "manage the front door", "keep allegations"
WRITES = "write considerations"


def works_here(person: "Practitioner") -> bool:
    """Say whether somebody works at the front door."""
    return may(person, WORK)


def may_write(person: "Practitioner", contact: "Contact") -> bool:
    """Say whether somebody may write on a draft, or add to what they sent: its author, while they write for its agency.

    What a front door worker writes down of a telephone call has no agency.
    """
    if contact.author_id != person.pk:
        return False
    return may_begin(person, contact.agency)


def may_begin(person: "Practitioner", agency: "Agency | None") -> bool:
    """Say whether somebody may begin to write: for an agency of theirs; at the front door for nobody, a call."""
    return may(person, WRITES, agency) if agency else works_here(person)


def may_read_as_sent(person: "Practitioner", contact: "Contact") -> bool:
    """Say whether somebody reads what was sent, and its answer: its author, and the leads of the author’s agency."""
    agency = contact.agency
    return may_write(person, contact) or (agency is not None and leads_or_manages(person, agency))


def may_read_draft(
    person: "Practitioner", contact: "Contact", *, now: "dt.datetime", closed: "Collection[dt.date]"
) -> bool:
    """Its author; and the leads of its agency after one working day, so that no worry waits in one drawer."""
    return may_write(person, contact) or _lead_may(person, "see the agency's drafts", contact, now, closed)


def may_take_over(
    person: "Practitioner", contact: "Contact", *, now: "dt.datetime", closed: "Collection[dt.date]"
) -> bool:
    """A lead or deputy of the same agency, a draft of somebody else, after one working day."""
    return contact.author_id != person.pk and _lead_may(person, "take over drafts", contact, now, closed)


def _lead_may(
    person: "Practitioner", permission: str, contact: "Contact", now: "dt.datetime", closed: "Collection[dt.date]"
) -> bool:
    agency = contact.agency
    if not contact.is_draft or agency is None or not may(person, permission, agency):
        return False
    return now > draft_opens_to_lead_at(contact.started_at, closed)


def may_work_on(person: "Practitioner", contact: "Contact") -> bool:
    """Say whether somebody may do what the front door does with a contact: everybody who works there, once it came."""
    return contact.received_at is not None and works_here(person)


def may_speak_for(person: "Practitioner", agency: "Agency") -> bool:
    """Say whether somebody answers the front door for an agency: its leads and managers, or, without any, who writes.

    To be asked about a child is to be told of the child: it is for those alone whose task it is.
    """
    if leads_or_manages(person, agency):
        return True
    there_are_leads = Membership.objects.current().in_agency(agency).with_one_of(LEADING).exists()
    return may(person, WRITES, agency) and not there_are_leads


def may_answer_check(person: "Practitioner", check: "Check") -> bool:
    """Say whether somebody answers a question: whoever speaks for the agency, and the colleague whom they asked to."""
    asked = check.passed_to_id == person.pk and may(person, WRITES, check.agency)
    return asked or may_speak_for(person, check.agency)


def may_answer_approval(person: "Practitioner", approval: "Approval", contact: "Contact") -> bool:
    """Say whether somebody approves that a request is sent without the family’s yes: who leads there and was asked.

    Another lead there may answer, too, once it is sent. Never its author, nor whoever asked.
    """
    agency = contact.agency
    if agency is None or person.pk in (contact.author_id, approval.asked_by_id) or approval.asked_of_id is None:
        return False
    return leads_or_manages(person, agency) and (approval.asked_of_id == person.pk or contact.received_at is not None)


def approvals_to_answer(person: "Practitioner", contact: "Contact") -> "list[Approval]":
    """Give the approvals of a request that nobody answered, and that somebody may answer."""
    asked = contact.approvals.all()
    return [one for one in asked if one.is_open and may_answer_approval(person, one, contact)]


def may_receive(person: "Practitioner", team: "Team") -> bool:
    """Say whether somebody takes up what the front door passes to a team: its people, and who leads in its agency."""
    held = any(one.team_id == team.pk for one in person.memberships_now)
    held = held and may(person, WRITES, team.agency)
    return held or leads_or_manages(person, team.agency)


def manages_here(person: "Practitioner") -> bool:
    """Say whether somebody manages the front door: who is on, and what is taken from whom."""
    return may(person, MANAGE)


def may_tell_officer(person: "Practitioner", contact: "Contact") -> bool:
    """Say whether somebody sends a part of a contact on to the designated officer: who works on it, or takes a call."""
    is_call = contact.is_draft and contact.came_by == "phone"
    return may_work_on(person, contact) or (is_call and may_write(person, contact))


def may_pass_on(person: "Practitioner", contact: "Contact") -> bool:
    """Say whether somebody may hand a contact over or give it back: whoever holds it."""
    return contact.holder_id == person.pk and works_here(person)


def works_with_one_of(person: "Practitioner", contact: "Contact") -> bool:
    """Say whether somebody answers for open work with a child whom a contact is about."""
    children = [one.person_id for one in contact.children.all() if one.person_id]
    return any(person.pk in {one.pk for one in found} for found in answering_for(children).values())


def may_take_call_over(person: "Practitioner", contact: "Contact", now: "dt.datetime") -> bool:
    """Whoever works at the front door, a colleague’s call that is not finished after a while."""
    if not contact.is_draft or contact.came_by != "phone" or contact.author_id == person.pk:
        return False
    return works_here(person) and now > call_opens_at(contact.started_at)


def may_ask_advice(person: "Practitioner", agency: "Agency") -> bool:
    """Say whether somebody asks the front door for advice without names: whoever writes for an agency (BN-012)."""
    return may(person, WRITES, agency)


def may_read_advice(person: "Practitioner", consultation: "Consultation") -> bool:
    """Say whether somebody reads what was asked without names, and the advice: who asked, and the front door."""
    return consultation.asked_by_id == person.pk or works_here(person)


def may_keep_allegation(person: "Practitioner", allegation: "Allegation") -> bool:
    """Say whether somebody reads a worry about a person who works with children: the designated officers alone.

    They stand apart from those who manage their agency, so that they read also what is about somebody who works there;
    never what may be about themselves.
    """
    return may(person, ALLEGATIONS) and not may_be_about(person, allegation)


def may_be_about(person: "Practitioner", allegation: "Allegation") -> bool:
    """Say whether a worry may be about somebody: by their whole name, whatever agency stands there.

    Where it may be somebody of their own agency, one of their names is enough, and so it is for an officer to be called
    the designated officer.
    """
    named, own = words_in(allegation.about), words_in(person.name)
    if same_name(person.name, allegation.about) or (own and own <= named):
        return True
    agencies = {one.team.agency_id for one in person.memberships_now}
    if allegation.agency_id not in agencies | {None}:
        return False
    is_officer = may(person, ALLEGATIONS) and names_officer(f"{allegation.about} {allegation.about_role}")
    return is_officer or bool(named & own)


def names_officer(text: str) -> bool:
    """Say whether words name the designated officer, whoever it is."""
    return bool(OFFICERS.search(plain(text)))


def may_be_told(person: "Practitioner", told: "SchoolTold") -> bool:
    """Say whether somebody reads for a school what the police told: its safeguarding leads and deputies.

    Not where the front door decided that it is not told, for somebody’s safety.
    """
    agency = told.agency
    return agency is not None and told.not_told_at is None and may(person, "see the agency's drafts", agency)
