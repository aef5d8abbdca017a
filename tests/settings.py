"""Settings under test: the real ones, in demonstration mode, on the database that the run names."""

import os
from pathlib import Path

os.environ.setdefault("RIGHTHELP_MODE", "demo")
VAR = Path(__file__).resolve().parent.parent / "var"
(VAR / "static").mkdir(parents=True, exist_ok=True)  # whitenoise warns when it is missing
os.environ.setdefault("DATABASE_URL", f"sqlite:///{VAR / 'suite.sqlite3'}")

from righthelp.settings import *  # noqa: E402, F403
from righthelp.settings import DATABASES, ON_SQLITE  # noqa: E402

TESTING_AUDIT_TEARDOWN = True  # lets audit.triggers.lifted() take the triggers off around a flush
SEAL_KEY = "a seal key that only tests use, long enough"
if ON_SQLITE:
    # beside the file that the run names, so that two runs in one checkout do not share one
    DATABASES["default"]["TEST"] = {"NAME": f"{DATABASES['default']['NAME']}.test"}
DATABASES["default"]["CONN_MAX_AGE"] = 0
UPLOADS = VAR / "test_uploads"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# One round of the real hasher would cost a second a sign-in; one test signs in with the real one.
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher",
    "django.contrib.auth.hashers.Argon2PasswordHasher",
]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
