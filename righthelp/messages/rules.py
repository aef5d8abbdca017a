"""What holds for mail whatever the database says: when it is tried again, and why it was not sent, in words."""

import datetime as dt
import smtplib
from email.errors import MessageError
from http import HTTPStatus
from uuid import UUID

READ_NOTICES_KEPT = dt.timedelta(days=90)
SENT_MAIL_KEPT = dt.timedelta(days=30)
UNSENT_MAIL_KEPT = dt.timedelta(days=90)

FIRST_WAITS = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 5, 15, 60))
THEN_EVERY = dt.timedelta(hours=1)
HOURLY_TRIES = 3 * 24

CANNOT_BE_WRITTEN = (ValueError, MessageError)
ABOUT_SERVER = (
    smtplib.SMTPAuthenticationError,
    smtplib.SMTPConnectError,
    smtplib.SMTPHeloError,
    smtplib.SMTPNotSupportedError,
    smtplib.SMTPSenderRefused,
    smtplib.SMTPServerDisconnected,
)


class NotTaken(Exception):
    """GOV.UK Notify did not take a mail."""

    def __init__(self, status: int) -> None:
        super().__init__()
        self.status = status


FAILURES = (OSError, NotTaken, *CANNOT_BE_WRITTEN)  # errors of smtplib are OSErrors


def wait_after(attempts: int) -> dt.timedelta | None:
    """Say how long to wait after the first try, the second, and so on; None when it is given up."""
    if attempts <= len(FIRST_WAITS):
        return FIRST_WAITS[attempts - 1]
    return THEN_EVERY if attempts <= len(FIRST_WAITS) + HOURLY_TRIES else None


def is_our_page(path: str) -> bool:
    """Say whether a notice may lead there: a path of this installation, not an address elsewhere."""
    return path.startswith("/") and not path.startswith("//") and "\\" not in path


def message_id(public_id: UUID, sender: str) -> str:
    """Name a mail for mail programs, the same at every try: a mail that comes twice is shown once."""
    return f"<{public_id}@{domain_of(sender)}>"


def domain_of(address: str) -> str:
    """Give what stands behind the @, also of an address in angle brackets after a name."""
    return address.rpartition("@")[2].rstrip(">") or "localhost"


def is_about_server(error: Exception) -> bool:
    """Say whether the next mail would fare no better now: nobody is there, or nothing of ours is taken."""
    if isinstance(error, NotTaken):
        return error.status != HTTPStatus.BAD_REQUEST
    if isinstance(error, smtplib.SMTPException):
        return isinstance(error, ABOUT_SERVER)
    return isinstance(error, OSError)


def why_in_words(error: Exception) -> str:
    """Say why a mail was not sent; a server's own words are left out, as they repeat the address."""
    if isinstance(error, NotTaken):
        return f"GOV.UK Notify did not take the mail ({error.status})"
    if isinstance(error, CANNOT_BE_WRITTEN):
        return "The mail cannot be written: its address or subject is not valid"
    if isinstance(error, smtplib.SMTPException):
        return _smtp_in_words(error)
    return "The mail server could not be reached"


def _smtp_in_words(error: smtplib.SMTPException) -> str:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = sorted({str(code) for code, _ in error.recipients.values()})
        return f"The mail server refused the address ({', '.join(codes)})"
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return "The mail server did not accept our sign-in"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"The mail server refused the mail ({error.smtp_code})"
    return "The mail server did not take the mail"
