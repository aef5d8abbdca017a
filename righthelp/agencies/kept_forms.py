"""Forms that are sent twice do their work once; forms sent too late are kept for their author.

Every form carries a token: who it was shown to, on which page, in which session, when, and a random part. Whoever
has the token can send the form without a session. So what came from the very browser in which the form stood is
kept before anything else, and what was shown later before what was shown earlier.
"""

import datetime as dt
import hashlib
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.db import transaction
from django.http import HttpRequest, HttpResponseRedirect, QueryDict
from django.utils import timezone

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.models import ParkedForm, Practitioner, SentForm
from righthelp.agencies.rules import parked_form_ends
from righthelp.agencies.sealing import cipher

SALT = "righthelp.form"
TOKEN = "form_token"  # noqa: S105  the name of a field
TOKEN_AGE = dt.timedelta(seconds=settings.SESSION_COOKIE_AGE) + dt.timedelta(hours=1)
LONGEST_PARKED = 200_000
SEALED_FOR = "parked forms"
PARKED = "righthelp_parked_form"
KEPT_NOTICE = "We kept what you wrote for an hour. Sign in to go on."
SESSION_BEFORE = "righthelp_session_before"
NOT_KEPT = {TOKEN, "csrfmiddlewaretoken"}


@dataclass(frozen=True)
class Shown:
    """One showing of a form: to whom, in which session, and when."""

    owner: Practitioner
    session: str
    at: float


@dataclass(frozen=True)
class Kept:
    """What was kept: the fields, when their form was shown, and whether it came from the browser that showed it."""

    fields: dict[str, list[str]]
    shown_at: float
    is_own: bool


def form_token(request: HttpRequest) -> str:
    """Make the token for one showing of a form to the person signed in."""
    session = _hidden(request.session.session_key)
    shown = [request.user.pk, request.path, session, timezone.now().timestamp(), secrets.token_hex(8)]
    return signing.dumps(shown, salt=SALT)


def showing(token: str, path: str) -> Shown | None:
    """Find whom a form was shown to; None for a token that is not ours, too old, or from another page."""
    read = _read(token)
    if read is None:
        return None
    owner_id, shown_on, session, at = read
    owner = Practitioner.objects.get_queryset().may_sign_in().filter(pk=owner_id).first()
    return Shown(owner, session, at) if owner and shown_on == path else None


def was_shown(request: HttpRequest, about: str) -> bool:
    """Say whether what is sent stood on a page whose address says `about`, shown to the person who sends it."""
    read = _read(request.POST.get(TOKEN, ""))
    return read is not None and read[0] == request.user.pk and about in read[1]


def _read(token: str) -> tuple[int, str, str, float] | None:
    """Read a token of ours: whom the form was shown to, on which page, in which session, and when."""
    try:
        owner_id, shown_on, session, at, _ = signing.loads(token, salt=SALT, max_age=TOKEN_AGE)
    except (signing.BadSignature, ValueError):
        return None
    return owner_id, shown_on, session, at


def park(request: HttpRequest) -> bool:
    """Keep what a form that arrived without a session holds, for its author; say whether its author can go on."""
    shown = showing(request.POST.get(TOKEN, ""), request.path)
    if shown is None:
        return False
    fields = {name: values for name, values in request.POST.lists() if _may_keep(name)}
    kept = Kept(fields, shown.at, is_own=_is_own(request, shown))
    text = json.dumps(vars(kept)).encode()
    if len(text) > LONGEST_PARKED:
        return False
    return not fields or _keep(request, shown, kept, text)


def given(request: HttpRequest) -> QueryDict | None:
    """Give what the form holds: what was just sent, or what was kept; None for a fresh form."""
    if request.method == "POST":
        return request.POST
    parked = _parked(request)
    if parked is None or _is_over(parked):
        return None
    fields = QueryDict(mutable=True)
    for name, values in _opened(parked).fields.items():
        fields.setlist(name, values)
    return fields


def remember_session(request: HttpRequest, ended: str | None) -> None:
    """Let this browser's next session know which one it follows: its forms of before are still its own."""
    if ended:
        request.session[SESSION_BEFORE] = _hidden(ended)


@transaction.atomic
def _keep(request: HttpRequest, shown: Shown, kept: Kept, text: bytes) -> bool:
    """Keep it and say so on the sign-in page, unless what was kept before goes first."""
    here = ParkedForm.objects.select_for_update().filter(practitioner=shown.owner, path=request.path)
    before = here.first()
    if before and not _is_over(before) and not _goes_before(kept, _opened(before)):
        return False
    values = {"sealed_text": cipher(SEALED_FOR).encrypt(text), "parked_at": timezone.now()}
    ParkedForm.objects.update_or_create(practitioner=shown.owner, path=request.path, defaults=values)
    if kept.is_own:
        request.session[SESSION_BEFORE] = shown.session
    messages.info(request, KEPT_NOTICE)
    return True


def _goes_before(sent: Kept, kept: Kept) -> bool:
    return sent.is_own and (True, sent.shown_at) >= (kept.is_own, kept.shown_at)


def _is_own(request: HttpRequest, shown: Shown) -> bool:
    """Say whether the form comes from the browser that showed it, known by the key of its session that ended.

    After signing out in another tab, and while signing in again, there is a new session: it remembers which one it
    follows.
    """
    ended = _hidden(request.COOKIES.get(settings.SESSION_COOKIE_NAME))
    return bool(shown.session) and shown.session in (ended, request.session.get(SESSION_BEFORE))


def _hidden(session_key: str | None) -> str:
    """Name a session without giving its key away."""
    return hashlib.sha256(f"righthelp session {session_key}".encode()).hexdigest()[:32] if session_key else ""


def _opened(parked: ParkedForm) -> Kept:
    return Kept(**json.loads(cipher(SEALED_FOR).decrypt(bytes(parked.sealed_text))))


def _is_over(parked: ParkedForm) -> bool:
    return timezone.now() > parked_form_ends(parked.parked_at)


def _parked(request: HttpRequest) -> ParkedForm | None:
    """Read what was kept for this page, once a request: the page asks for its form, the shell for the notice."""
    read = vars(request)
    if PARKED not in read:
        read[PARKED] = ParkedForm.objects.filter(practitioner=request.user.pk, path=request.path).first()
    found: ParkedForm | None = read[PARKED]
    return found


def is_kept(request: HttpRequest) -> bool:
    """Say whether this page shows something that was kept and is not saved yet."""
    return request.method != "POST" and given(request) is not None


def do_once(request: HttpRequest, change: Callable[[], str]) -> HttpResponseRedirect:
    """Run a change in one transaction and go to the address it returns; a second sending only goes there.

    The token is claimed before the change, so that of two sendings at the same moment one waits for the other.
    """
    token = request.POST.get(TOKEN, "")
    with transaction.atomic():
        sent = _claim(person_signed_in(request), token) if token else SentForm()
        if sent.answer_path:
            return HttpResponseRedirect(sent.answer_path)
        answer = change()
        if token:
            SentForm.objects.filter(pk=sent.pk).update(answer_path=urlsplit(answer).path)
        ParkedForm.objects.filter(practitioner=request.user.pk, path=request.path).delete()
    return HttpResponseRedirect(answer)


def _claim(person: Practitioner, token: str) -> SentForm:
    digest = hashlib.sha256(f"{person.pk} {token}".encode()).hexdigest()
    return SentForm.objects.get_or_create(token=digest, practitioner=person)[0]


def _may_keep(name: str) -> bool:
    return name not in NOT_KEPT and "password" not in name
