"""The way out for mail: GOV.UK Notify where it is set up, otherwise a mail server."""

from django.conf import settings
from django.core.mail import EmailMessage
from notifications_python_client.errors import APIError
from notifications_python_client.notifications import NotificationsAPIClient

from righthelp.messages.models import Mail
from righthelp.messages.rules import NotTaken, message_id


def send(mail: Mail) -> None:
    """Send one mail now.

    It may be sent twice: whoever is killed after the server took it and before it is marked as sent leaves it to be
    tried again. So it has the same Message-ID at every try, made from its public id, and a mail program shows it once.
    GOV.UK Notify makes its own Message-ID; there a mail that was tried before is looked for by its reference first.

    Raises:
        One of rules.FAILURES, when it was not taken.
    """
    if settings.NOTIFY_KEY:
        _by_notify(mail)
    else:
        _by_mail_server(mail)


def _by_mail_server(mail: Mail) -> None:
    sender = settings.DEFAULT_FROM_EMAIL
    headers = {"Message-ID": message_id(mail.public_id, sender), "Auto-Submitted": "auto-generated"}
    EmailMessage(mail.subject, mail.text, sender, [mail.address], headers=headers).send()


def _by_notify(mail: Mail) -> None:
    client = NotificationsAPIClient(settings.NOTIFY_KEY, settings.NOTIFY_ADDRESS, timeout=settings.EMAIL_TIMEOUT)
    reference = str(mail.public_id)
    try:
        if mail.attempts > 1 and client.get_all_notifications(reference=reference)["notifications"]:
            return
        words = {"subject": mail.subject, "text": mail.text}
        client.send_email_notification(mail.address, settings.NOTIFY_TEMPLATE, words, reference)
    except APIError as error:
        raise NotTaken(error.status_code) from error
