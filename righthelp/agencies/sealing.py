"""Secrets that stand encrypted in the database: forms that were kept, and secrets of second factors."""

import base64
import hashlib

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.encoding import force_str


def cipher(purpose: str) -> MultiFernet:
    """Give the cipher for one purpose; what was sealed under an earlier SECRET_KEY can still be opened."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key(purpose, secret)) for secret in secrets])


def _key(purpose: str, secret: str | bytes) -> bytes:
    return base64.urlsafe_b64encode(hashlib.sha256(f"righthelp {purpose} {force_str(secret)}".encode()).digest())
