"""Signing in with e-mail address and password."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password
from django.core.exceptions import PermissionDenied
from django.db.models.expressions import Combinable
from django.http import HttpRequest

from righthelp.agencies.models import Practitioner

_read_alongside: dict[str, Combinable] = {}


def read_alongside(name: str, what: Combinable) -> None:
    """Have something that every page shows read in the same query as the person signed in, as an attribute.

    A room calls it once, in its AppConfig.ready. Somebody whom another backend signed in has no such attribute.
    """
    _read_alongside[name] = what


class PractitionerBackend(BaseBackend):
    """Lets in practitioners who may sign in; roles and permissions are asked elsewhere (`policies.may`)."""

    def authenticate(
        self, request: HttpRequest | None, email: str | None = None, password: str | None = None, **other: Any
    ) -> Practitioner | None:
        """Give the person with this address and password; None for one whose account ended or is suspended.

        Raises:
            PermissionDenied: for a wrong address or password, so that no other backend hashes it again: the
                time taken must not tell which addresses have an account.
        """
        if not email or not password:
            return None
        person = Practitioner.objects.filter(email=email.lower()).first()
        if person is None:
            make_password(password)
            raise PermissionDenied
        if not person.check_password(password):
            raise PermissionDenied
        return person if person.is_active else None

    def get_user(self, user_id: int) -> Practitioner | None:
        """Give the owner of a session, as long as that person may sign in."""
        found = Practitioner.objects.get_queryset().may_sign_in().filter(pk=user_id)
        return found.annotate(**_read_alongside).first()
