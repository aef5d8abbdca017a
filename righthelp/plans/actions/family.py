"""The family’s own page: switched on for one person, opened by link and code, written on, switched off."""

import datetime as dt
from typing import TYPE_CHECKING, Any, NamedTuple

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils import timezone

from righthelp.agencies.actions.refusals import require
from righthelp.audit.actions import record
from righthelp.calendar.timescales import timescale
from righthelp.design_system.formatters import count, sentence_case
from righthelp.people.models import SafeContact
from righthelp.people.same import safe_among
from righthelp.plans.actions.holding import hold
from righthelp.plans.actions.own_pages import end_link, tell_who_sees_to
from righthelp.plans.family_access import goals_by
from righthelp.plans.family_secrets import MOST_WRONG, digest_of, new_code, new_token
from righthelp.plans.models import Copy, FamilyLink, FamilySaid, Goal, Member, ScaleMark
from righthelp.plans.policies import keeps, may_change
from righthelp.plans.policies.own_pages import has_the_age, is_open
from righthelp.plans.safe_ways import IN_PERSON, people_in, unsafe_channels, ways_on_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from righthelp.agencies.models import Practitioner

MADE_ANEW = "A new link was made"
TOO_MANY = sentence_case(count(MOST_WRONG, "wrong code"))
SENT_TWICE = dt.timedelta(minutes=5)
SAID = "Somebody of a family wrote on their own page"
SHUT = f"A family’s own page was shut after {count(MOST_WRONG, 'wrong code')}"


class NothingToRead(Exception):
    """No copy was released that a page could show."""


class LinkShut(Exception):
    """The page was shut in that moment, or what is marked does not stand on it: nothing is taken any more."""


class SameWay(Exception):
    """Link and code would go the same way: whoever intercepts one has both."""


class NotSafe(Exception):
    """The code would go by a way that is not on file for them as safe, or the link by one that is noted as unsafe."""


class TooYoung(Exception):
    """They have not the age for a page of their own, or it is not known whether they do."""


class Made(NamedTuple):
    """A link with what is shown once, and kept nowhere."""

    link: FamilyLink
    token: str
    code: str


@transaction.atomic
def switch_on(
    *, member: Member, safe_because: str, link_way: str, code_to: SafeContact | None, by: "Practitioner"
) -> Made:
    """Make the way to somebody’s own page, after it was asked whether it is safe for them. An earlier link ends.

    `code_to`: the way on file by which the code goes; nothing for somebody without a record, who is given it in person.

    Raises:
        HasEnded, NotAllowed: as `hold` does.
        NothingToRead: when no copy of the plan was released for them since something was kept from them.
        SameWay: when link and code go the same way.
        NotSafe: when a way is not one that they said is safe, or is noted as one that is not.
        TooYoung: below the age for such a page.
        ValueError: for somebody with an account, or who takes part no longer.
    """
    hold(member.plan, by)
    member.refresh_from_db(fields=["left_on"])
    if member.practitioner_id or not member.is_here:
        raise ValueError("a page is for somebody who takes part and has no account")
    if not has_the_age(member):
        raise TooYoung
    ways = {"link_way": link_way, "code_way": _checked(member, link_way, code_to), "code_to": code_to}
    if link_way == ways["code_way"]:
        raise SameWay
    if not Copy.objects.filter(member=member, kind=Copy.Kind.PLAN, outdated_at__isnull=True).exists():
        raise NothingToRead
    for link in FamilyLink.objects.filter(member=member, ended_at__isnull=True):
        end_link(link, MADE_ANEW, by)
    return _made(member, {"safe_because": safe_because, **ways, "made_by": by})


def _checked(member: Member, link_way: str, code_to: SafeContact | None) -> str:
    """Give by which kind of way the code goes, where that and the way of the link are safe as far as it is on file."""
    ways = ways_on_file(member, people_in(member.plan))
    if link_way in unsafe_channels(ways):
        raise NotSafe
    if code_to is None and member.person_id is None:
        return IN_PERSON
    way = next((one for one in safe_among(ways) if one == code_to), None)
    if way is None:
        raise NotSafe
    return way.get_channel_display()


def _made(member: Member, about: dict[str, object]) -> Made:
    token, code = new_token(), new_code()
    until = timezone.now() + dt.timedelta(days=timescale("family_page_open").amount)
    kept = {"token_digest": digest_of(token), "code_digest": make_password(code), "expires_at": until}
    link = FamilyLink.objects.create(plan=member.plan, member=member, **kept, **about)
    record(by=link.made_by, name="plans.family_page_on", subject=link.plan, refs={"link": link.pk, "member": member.pk})
    return Made(link, token, code)


@transaction.atomic
def switch_off(*, link: FamilyLink, because: str, by: "Practitioner") -> None:
    """Shut somebody’s own page; one that is shut stays as it is.

    Raises:
        NotAllowed: when somebody may not change the plan.
    """
    require(may_change(by, link.plan))
    held = FamilyLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    if held.ended_at is None:
        end_link(held, because, by)


@transaction.atomic
def try_code(*, link: FamilyLink, code: str) -> bool:
    """Say whether the code is right. After too many wrong ones in a row the page is shut; who sees to it is told."""
    held = _locked(link)
    if not is_open(held):
        return False
    if check_password(code, held.code_digest):
        FamilyLink.objects.filter(pk=held.pk).update(opened_at=timezone.now(), wrong_codes=0)
        record(by=None, name="plans.family_page_opened", subject=held.plan, refs={"link": held.pk})
        return True
    FamilyLink.objects.filter(pk=held.pk).update(wrong_codes=held.wrong_codes + 1)
    if held.wrong_codes + 1 >= MOST_WRONG:
        end_link(held, TOO_MANY, None)
        tell_who_sees_to(held.plan, f"family page shut {held.pk}", SHUT)
    return False


@transaction.atomic
def say(*, link: FamilyLink, text: str, wants_talk: bool) -> None:
    """Keep what somebody wrote on their own page, and tell who sees to the plan.

    The same within minutes is kept once. Later it is kept and told anew: whoever says it again has had no answer.

    Raises:
        LinkShut: when the page was shut meanwhile.
    """
    held = _open(link)
    words = {"text": text, "wants_talk": wants_talk}
    last = FamilySaid.objects.filter(link=held).last()
    if last and (last.text, last.wants_talk) == (text, wants_talk) and timezone.now() - last.said_at < SENT_TWICE:
        return
    said = FamilySaid.objects.create(link=held, **words)
    record(by=None, name="plans.family_said", subject=held.plan, refs={"link": held.pk})
    tell_who_sees_to(held.plan, f"family said {said.pk}", SAID)


@transaction.atomic
def mark_on_page(*, link: FamilyLink, goal: Goal, value: int, words: str) -> None:
    """Keep where somebody stands on the scale of a goal, as marked on their own page; once a day for the same mark.

    Raises:
        LinkShut: when the page was shut meanwhile, or does not show a scale of that goal any more.
    """
    held = _open(link)
    if str(goal.public_id) not in goals_by(held):
        raise LinkShut
    marked: dict[str, Any] = {"goal": goal, "member": held.member, "link": held, "value": value, "words": words}
    marked |= {"struck_at": None}  # what was struck through stays so: the same said again is a mark of its own
    _, is_new = ScaleMark.objects.get_or_create(**marked, said_on=timezone.localdate())
    if is_new:
        record(by=None, name="plans.family_marked", subject=held.plan, refs={"link": held.pk, "goal": goal.pk})


@transaction.atomic
def send_from_page(
    *, link: FamilyLink, marks: "Iterable[tuple[Goal, Mapping[str, Any]]]", said: "Mapping[str, Any] | None"
) -> None:
    """Keep all that somebody sent from their own page at once: where they stand on scales, and their words.

    Raises:
        LinkShut: as `mark_on_page` and `say` do; nothing is kept then.
    """
    for goal, marked in marks:
        mark_on_page(link=link, goal=goal, **marked)
    if said:
        say(link=link, **said)


@transaction.atomic
def note_said_read(*, said: FamilySaid, by: "Practitioner") -> None:
    """Note that somebody who sees to the plan read what was written, also after its end; the first one stays.

    Raises:
        NotAllowed: when somebody may not.
    """
    plan = said.link.plan
    require(keeps(by, plan))
    unread = FamilySaid.objects.filter(pk=said.pk, read_at__isnull=True)
    if unread.update(read_at=timezone.now(), read_by=by):
        record(by=by, name="plans.family_said_read", subject=plan, refs={"link": said.link_id})


def _open(link: FamilyLink) -> FamilyLink:
    """Take hold of a link, and look again whether it opens anything: the page may have been shut out of danger."""
    held = _locked(link)
    if not is_open(held):
        raise LinkShut
    return held


def _locked(link: FamilyLink) -> FamilyLink:
    along = ("plan__team__agency", "member__person")
    return FamilyLink.objects.select_for_update(of=("self",)).select_related(*along).get(pk=link.pk)
