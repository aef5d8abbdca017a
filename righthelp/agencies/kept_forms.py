"""Forms that are sent twice do their work once; forms sent too late are kept for their author.

Every form carries a token: who it was shown to, on which page, and a random part.
"""

import datetime as dt
import hashlib
import json
import secrets
from collections.abc import Callable
from urllib.parse import urlsplit

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
TOKEN_AGE = dt.timedelta(days=7)
LONGEST_PARKED = 200_000
SEALED_FOR = "parked forms"
PARKED = "righthelp_parked_form"
NOT_KEPT = {TOKEN, "csrfmiddlewaretoken"}


def form_token(request: HttpRequest) -> str:
    """Make the token for one showing of a form to the person signed in."""
    return signing.dumps([request.user.pk, request.path, secrets.token_hex(8)], salt=SALT)


def token_owner(token: str, path: str) -> Practitioner | None:
    """Find whom a form was shown to; None for a token that is not ours, too old, or from another page."""
    try:
        owner_id, shown_on, _ = signing.loads(token, salt=SALT, max_age=TOKEN_AGE)
    except (signing.BadSignature, ValueError):
        return None
    if shown_on != path:
        return None
    return Practitioner.objects.get_queryset().may_sign_in().filter(pk=owner_id).first()


def park(request: HttpRequest) -> bool:
    """Keep what a form that arrived without a session holds, for its author; say whether its author can go on."""
    owner = token_owner(request.POST.get(TOKEN, ""), request.path)
    if owner is None:
        return False
    fields = {name: values for name, values in request.POST.lists() if _may_keep(name)}
    text = json.dumps(fields).encode()
    if len(text) > LONGEST_PARKED:
        return False
    if fields:
        kept = {"sealed_text": cipher(SEALED_FOR).encrypt(text), "parked_at": timezone.now()}
        ParkedForm.objects.update_or_create(practitioner=owner, path=request.path, defaults=kept)
    return True


def given(request: HttpRequest) -> QueryDict | None:
    """Give what the form holds: what was just sent, or what was kept; None for a fresh form."""
    if request.method == "POST":
        return request.POST
    parked = _parked(request)
    if parked is None or timezone.now() > parked_form_ends(parked.parked_at):
        return None
    fields = QueryDict(mutable=True)
    for name, values in json.loads(cipher(SEALED_FOR).decrypt(bytes(parked.sealed_text))).items():
        fields.setlist(name, values)
    return fields


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
