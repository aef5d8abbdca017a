"""Settings, read from the environment; `docs/operations.md` lists every name."""

import datetime as dt
import os
import re
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF

from righthelp import PROJECT


def flag(name: str, default: bool) -> bool:
    """Read yes or no from the environment; anything else is an error where it happened."""
    text = os.environ.get(name, "yes" if default else "no").lower()
    if text not in {"yes", "no"}:
        raise ValueError(f"{name} must be yes or no, not {text!r}")
    return text == "yes"


DEFAULT_SECRET = "not-secret-only-for-demo-and-commands"  # noqa: S105  refused in production by safety.py

MODE = os.environ.get("RIGHTHELP_MODE", "production")
if MODE not in {"production", "training", "demo"}:
    raise ValueError(f"RIGHTHELP_MODE must be production, training or demo, not {MODE!r}")
IS_DEMO = MODE == "demo"
INVENTED_PEOPLE = MODE in {"training", "demo"}

DEBUG = flag("RIGHTHELP_DEBUG", False)
HTTPS = flag("RIGHTHELP_HTTPS", not IS_DEMO)
ALLOW_SQLITE = flag("RIGHTHELP_ALLOW_SQLITE", INVENTED_PEOPLE)
SECRET_KEY = os.environ.get("RIGHTHELP_SECRET_KEY", DEFAULT_SECRET)
SECRET_KEY_FALLBACKS = [key for key in os.environ.get("RIGHTHELP_OLD_SECRET_KEYS", "").split(",") if key]
SEAL_KEY = os.environ.get("RIGHTHELP_SEAL_KEY", DEFAULT_SECRET)
HOSTS = os.environ.get("RIGHTHELP_HOSTS", "localhost,127.0.0.1,[::1]")
ALLOWED_HOSTS = [host.strip() for host in HOSTS.split(",") if host.strip()]
ADDRESS = os.environ.get("RIGHTHELP_ADDRESS", "").rstrip("/")  # links in mails start with it
PARTNERSHIP = os.environ.get("RIGHTHELP_PARTNERSHIP", "Right Help")
# the duty of Children Act 2004, section 16LA begins by regulations: a partnership sets the day once it is known
DUTY_FROM = os.environ.get("RIGHTHELP_INFORMATION_SHARING_DUTY_FROM", "")
INFORMATION_SHARING_DUTY_FROM = dt.date.fromisoformat(DUTY_FROM) if DUTY_FROM else None
# an urgent contact that nobody at the front door has read for so long alerts the duty manager, then the deputy
URGENT_UNREAD_MINUTES = int(os.environ.get("RIGHTHELP_URGENT_UNREAD_MINUTES", "30"))
# from this age a young person can have a page of their own: at 13 the law lets them agree to an online service alone
# (Data Protection Act 2018, section 9); to a younger child somebody tells it, with words and pictures (BP-210)
OWN_PAGE_FROM_AGE = int(os.environ.get("RIGHTHELP_OWN_PAGE_FROM_AGE", "13"))

DATA = Path(os.environ.get("RIGHTHELP_DATA", PROJECT / "var"))
DATABASE_URL = os.environ.get("DATABASE_URL", f"sqlite:///{DATA / 'righthelp.sqlite3'}")
DATABASES: dict[str, Any] = {"default": dj_database_url.parse(DATABASE_URL, conn_max_age=60)}
ON_SQLITE = DATABASES["default"]["ENGINE"].endswith("sqlite3")
if ON_SQLITE:
    # IMMEDIATE: two writers queue instead of failing half-way. FULL: an acknowledged save is on disk.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

ROOMS = [
    "righthelp.design_system",
    "righthelp.calendar",
    "righthelp.audit",
    "righthelp.agencies",
    "righthelp.messages",
    "righthelp.files",
    "righthelp.guidance",
    "righthelp.people",
    "righthelp.work",
    "righthelp.chronology",
    "righthelp.consent",
    "righthelp.considerations",
    "righthelp.plans",
    "righthelp.front_door",
    "righthelp.early_help",
    "righthelp.child_page",
]
INSTALLED_APPS = [
    *ROOMS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "righthelp.messages.apps.DjangoMessages",  # Django's own, under another label
    "django.contrib.staticfiles",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]
MIDDLEWARE = [
    "righthelp.design_system.middleware.SmallRequests",  # before any other looks into what was sent
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "righthelp.design_system.middleware.private_pages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "righthelp.agencies.middleware.session_limits",  # before any other asks who is signed in
    "righthelp.agencies.middleware.ParkForms",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "righthelp.agencies.middleware.SecondFactor",
    "righthelp.audit.middleware.NoteRefusedLooks",
    "righthelp.messages.middleware.read_by_opening",
]
ROOT_URLCONF = "righthelp.urls"
WSGI_APPLICATION = "righthelp.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "righthelp.design_system.jinja_environment.environment",
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
                "righthelp.design_system.context.shell",
                "righthelp.agencies.context.signed_in_person",
                "righthelp.messages.context.notices_in_head",
            ],
        },
    },
    {  # allauth asks for this engine; none of its own templates is ever reached
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    },
]

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
}
CACHES = {
    "default": {
        # one cache for all processes, so that limits hold across them
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache"
        if ON_SQLITE
        else "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        # many entries, or somebody could push out the counters that lock guessing of passwords
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False

AUTH_USER_MODEL = "agencies.Practitioner"
AUTHENTICATION_BACKENDS = [
    "righthelp.agencies.backends.PractitionerBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
    )
]
PASSWORD_RESET_TIMEOUT = 60 * 60
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "righthelp.agencies.adapters.InvitationOnly"
SOCIALACCOUNT_ADAPTER = "righthelp.agencies.adapters.KnownPeopleOnly"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # invitations prove the address
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/15m/key", "login": "30/m/ip"}
ACCOUNT_PREVENT_ENUMERATION = True
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_TOTP_ISSUER = "Right Help"
MFA_ADAPTER = "righthelp.agencies.adapters.SecondFactors"  # keeps authenticator secrets encrypted
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = IS_DEMO
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_AUTO_SIGNUP = False
OIDC_SERVER = os.environ.get("RIGHTHELP_OIDC_SERVER", "")
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {
    "openid_connect": {
        "APPS": [
            {
                "provider_id": "work",
                "name": os.environ.get("RIGHTHELP_OIDC_NAME", "your work account"),
                "client_id": os.environ.get("RIGHTHELP_OIDC_CLIENT", ""),
                "secret": os.environ.get("RIGHTHELP_OIDC_SECRET", ""),
                "settings": {"server_url": OIDC_SERVER},
            }
        ]
        if OIDC_SERVER
        else []
    }
}

SESSION_ENGINE = "righthelp.agencies.session_store"
SESSION_COOKIE_AGE = 60 * 60 * 12  # in all, from signing in; a long day with a meeting in the evening
SESSION_IDLE_AGE = 60 * 30  # a form sent later is kept for its author, so that this may be short
SESSION_VISITOR_AGE = 60 * 60  # of somebody not signed in: the sign-in page's token, a form that was kept
SESSION_COOKIE_NAME = "session"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
CSRF_USE_SESSIONS = True  # no cookie but the session's own
CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "righthelp.agencies.views.sign_in.stale_form"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if flag("RIGHTHELP_BEHIND_PROXY", False) else None
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if SECURE_PROXY_SSL_HEADER else 0  # limits count people, not the proxy
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024  # beside files; SmallRequests bounds whole requests
FILE_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024  # all that a page takes: nothing waits in the machine's own /tmp
UPLOADS = DATA / "uploads"  # what people send; no address leads here
# where ClamAV's daemon listens, host:port or the path of its socket; with it, files wait until it has looked
CLAMAV = os.environ.get("RIGHTHELP_CLAMAV", "")
if CLAMAV and not re.fullmatch(r"/.+|.+:[0-9]{1,5}", CLAMAV):
    raise ValueError(f"RIGHTHELP_CLAMAV must be host:port or the path of a socket, not {CLAMAV!r}")

EMAIL_BACKEND = (
    # demo and training send no mail (design, section 6)
    "django.core.mail.backends.dummy.EmailBackend" if INVENTED_PEOPLE else "django.core.mail.backends.smtp.EmailBackend"
)
EMAIL_HOST = os.environ.get("RIGHTHELP_MAIL_HOST", "localhost")
MAIL_TLS = flag("RIGHTHELP_MAIL_TLS", "RIGHTHELP_MAIL_HOST" in os.environ)
EMAIL_PORT = int(os.environ.get("RIGHTHELP_MAIL_PORT", "587" if MAIL_TLS else "25"))
EMAIL_USE_SSL = MAIL_TLS and EMAIL_PORT == 465  # there TLS comes first; elsewhere STARTTLS asks for it
EMAIL_USE_TLS = MAIL_TLS and not EMAIL_USE_SSL
EMAIL_HOST_USER = os.environ.get("RIGHTHELP_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("RIGHTHELP_MAIL_PASSWORD", "")
DEFAULT_FROM_EMAIL = os.environ.get("RIGHTHELP_MAIL_FROM", "right-help@localhost")
EMAIL_TIMEOUT = 20  # seconds; a mail server that hangs must not hold up what else is due
# where both are set, the outbox goes out by GOV.UK Notify instead
NOTIFY_KEY = os.environ.get("RIGHTHELP_NOTIFY_KEY", "")
NOTIFY_TEMPLATE = os.environ.get("RIGHTHELP_NOTIFY_TEMPLATE", "")
NOTIFY_ADDRESS = "https://api.notifications.service.gov.uk"
if bool(NOTIFY_KEY) != bool(NOTIFY_TEMPLATE):
    raise ValueError("RIGHTHELP_NOTIFY_KEY and RIGHTHELP_NOTIFY_TEMPLATE are set both, or neither")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "page_names": {
            "()": "righthelp.design_system.logs.PageNames",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "page_names"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "righthelp": {"level": "INFO"},
        "notifications_python_client": {"level": "CRITICAL"},  # its words could repeat an address
        "django": {"handlers": [], "level": "WARNING"},  # Django's own handlers would print or mail whole requests
        "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
    },
}
