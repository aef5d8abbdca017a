"""The mail that this room sends: invitations."""

import logging

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import timezone

from righthelp.agencies.models import Invitation

log = logging.getLogger("righthelp.mail")


def sends_mail() -> bool:
    """Say whether mail leaves this installation; where people are invented none does (design, section 6)."""
    return not settings.INVENTED_PEOPLE


def mail_invitation(invitation: Invitation, link: str) -> None:
    """Send an invitation and note when; a mail server that fails leaves it marked as not sent.

    The administrators' page shows the mark, and they can invite again; the link itself is kept nowhere.
    """
    if not sends_mail():
        return
    context = {"invitation": invitation, "link": link, "partnership": settings.PARTNERSHIP}
    text = render_to_string("agencies/mail/invitation.txt", context)
    try:
        send_mail(f"Your access to Right Help, {invitation.team.agency.name}", text, None, [invitation.email])
    except OSError as error:
        log.warning("invitation=%s was not sent: %s", invitation.pk, type(error).__name__)
        return
    Invitation.objects.filter(pk=invitation.pk).update(mailed_at=timezone.now())
