"""The mail that this room sends: invitations, and word of changes that somebody ought to see."""

import logging
from pathlib import PurePath

from django.conf import settings
from django.core.mail import send_mail
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone

from righthelp.agencies.models import Invitation, Membership, Practitioner

log = logging.getLogger("righthelp.mail")


def sends_mail() -> bool:
    """Say whether mail leaves this installation; where people are invented none does (design, section 6)."""
    return not settings.INVENTED_PEOPLE


def full_address(path: str, request: HttpRequest) -> str:
    """Make the address of a page for a mail: ours where it is set, as anybody can send any Host header."""
    ours = settings.ADDRESS
    return f"{ours}{path}" if ours else request.build_absolute_uri(path)


def mail_invitation(invitation: Invitation, link: str) -> None:
    """Send an invitation and note when; a mail server that fails leaves it marked as not sent.

    The administrators' page shows the mark, and they can invite again; the link itself is kept nowhere.
    """
    context = {"invitation": invitation, "link": link, "partnership": settings.PARTNERSHIP}
    subject = f"Your access to Right Help, {invitation.team.agency.name}"
    if _send(invitation.email, subject, "invitation", context):
        Invitation.objects.filter(pk=invitation.pk).update(mailed_at=timezone.now())


def mail_lead(lead: Practitioner, membership: Membership, *, is_over: bool) -> None:
    """Tell a safeguarding lead or deputy who has joined them, or is one no more."""
    agency = membership.team.agency
    context = {"lead": lead, "person": membership.practitioner, "role": membership.role_class, "agency": agency}
    _send(lead.email, f"Safeguarding leads in Right Help, {agency.name}", "lead", {**context, "is_over": is_over})


def mail_only_lead(administrator: Practitioner, membership: Membership, *, is_over: bool) -> None:
    """Tell an administrator that an agency's last lead or deputy is none any more, or that there is a first one."""
    agency = membership.team.agency
    context = {"administrator": administrator, "person": membership.practitioner, "role": membership.role_class}
    subject = f"Safeguarding lead in Right Help, {agency.name}"
    _send(administrator.email, subject, "only_lead", {**context, "agency": agency, "is_over": is_over})


def mail_account(person: Practitioner, what: str) -> None:
    """Tell somebody what an administrator did to their account."""
    _send(person.email, "Your Right Help account was changed", "account", {"person": person, "what": what})


def send(address: str, subject: str, template: str, context: dict[str, object]) -> bool:
    """Send a mail from a template, and say whether it went; a mail server that fails stops nothing else."""
    if not sends_mail():
        return False
    text = render_to_string(template, context)
    try:
        send_mail(subject, text, None, [address])
    except OSError as error:
        log.warning("mail=%s was not sent: %s", PurePath(template).stem, type(error).__name__)
        return False
    return True


def _send(address: str, subject: str, template: str, context: dict[str, object]) -> bool:
    return send(address, subject, f"agencies/mail/{template}.txt", context)
