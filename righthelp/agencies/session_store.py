"""Where sessions stand: Django's own table, with less time for those of visitors."""

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db


class SessionStore(db.SessionStore):
    """One session.

    The sign-in page needs one for its CSRF token, so anybody makes a row by opening it. Such rows go after an
    hour: ending somebody's access reads every running session, and must not become slow by many of them.
    """

    def get_session_cookie_age(self) -> int:
        """Give the seconds after which the row is over: of somebody signed in, or of a visitor."""
        age: int = settings.SESSION_COOKIE_AGE if SESSION_KEY in self else settings.SESSION_VISITOR_AGE
        return age
