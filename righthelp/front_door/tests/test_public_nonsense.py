"""Two thousand requests of nonsense and attacks at the addresses that anybody may send to: no fault, no leak.

The limits are raised for it: they would turn away all but the first of them. The random numbers have a fixed seed.
"""

import datetime as dt
import json
import random
from collections import Counter
from collections.abc import Callable
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from markupsafe import escape

from righthelp.agencies.models import Practitioner
from righthelp.front_door import public_tokens
from righthelp.front_door.models import Contact
from righthelp.front_door.tests.arriving import client_of
from righthelp.front_door.views import public
from righthelp.guidance import limits
from righthelp.guidance.tests.helpers import published

REQUESTS = 2_000
FORMS = ("/ask/family", "/ask/young-person", "/ask/worried")
ADDRESSES = (*FORMS, *FORMS, "/ask/family/sent", "/worry", "/worry/results")
FIELDS = (
    "what_happened", "how_soon", "working_well", "help_so_far", "family_wants", "you_want", "useful", "child_name",
    "born_on_day", "born_on_month", "born_on_year", "due_on_day", "due_on_month", "due_on_year",
    "age", "address", "school", "others", "where_now", "name", "who",
    "role", "phone", "email", "when_safe", "voicemail", "not_to_know", "may_be_named", "website", "token", "text",
    "framework", "csrfmiddlewaretoken", "form_token", "__proto__", "received_at", "is_urgent",
)  # fmt: skip
ATTACKS = (
    "'; DROP TABLE front_door_contact; --", "' OR '1'='1", "1); SELECT pg_sleep(9); --", "%' UNION SELECT 1,2,3 --",
    "<script>alert('zebedee')</script>", '"><img src=x onerror=alert(1)>', "javascript:alert(1)",
    "</textarea><svg/onload=1>",
    "{{ 7919 * 7927 }}", "{% include '/etc/passwd' %}", "${7919*7927}", "#{7919*7927}", "{{ config.SECRET_KEY }}",
    "%(password)s", "{0.__class__}",
    "../../../../etc/passwd", "..%2f..%2fetc%2fpasswd", "file:///etc/passwd", "\\\\host\\share", "C:\\boot.ini",
    "\x00", "a\x00b", "\ud800", "\udfff\ud800", "\u202egnirts\u202c", "\ufeff", "\u2028", "﷽" * 50,
    "Z̸̢͝a̶l̷g̶o̷" * 20, "👩‍👩‍👧‍👦" * 40,
    "\r\nSet-Cookie: session=x", "Subject: x\r\nBcc: a@b.example", "=cmd|' /C calc'!A0", "`id`",
    "$(reboot)", "| ls", "; true",
    "NaN", "-1", "1e999", "0x10", "null", "undefined", "true", "[]", "{}", "9" * 400, "٣", "", " ", "\n" * 300, "\t",
    "now", "yes", "parent", "a@b", "a@example.org", "a" * 240 + "@example.org", "01632 960001", "+44" * 30,
    "31", "2", "2017",
    "x" * 201, "x" * 10_001, "x" * 40_000, "one\n" * 13, ("y" * 201 + "\n") * 2, "Maya, 7\nTom, " + "8" * 61,
)  # fmt: skip
LEAKS = (
    "Traceback", "site-packages", "OperationalError", "DataError", "UnicodeDecodeError", "DJANGO_SETTINGS", "root:x:",
    str(7919 * 7927), settings.SECRET_KEY,
)  # fmt: skip
Made = Callable[[Client, random.Random, str], Any]


def word(chance: random.Random) -> str:
    """Give one thing that no form asks for, or that one does."""
    if chance.random() < 0.75:
        return chance.choice(ATTACKS)
    return "".join(chr(chance.randrange(1, 0x2FFF)) for _ in range(chance.randrange(1, 60)))


def bytes_of(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def filled(chance: random.Random) -> list[tuple[str, str]]:
    """Fill in fields, some of them twice; often with what is asked, so that a part of it is sent."""
    pairs = [(chance.choice(FIELDS), word(chance)) for _ in range(chance.randrange(1, 14))]
    if chance.random() < 0.7:
        pairs += [("what_happened", word(chance) + "?"), ("token", public_tokens.new_token()), ("how_soon", "days")]
    if chance.random() < 0.5:
        pairs = [pair for pair in pairs if pair[0] in {"what_happened", "token", "how_soon", "child_name", "useful"}]
    return pairs


def form(client: Client, chance: random.Random, address: str) -> Any:
    body = urlencode([(name, bytes_of(text)) for name, text in filled(chance)])
    return client.generic("POST", address, body.encode(), "application/x-www-form-urlencoded")


def broken_letters(client: Client, chance: random.Random, address: str) -> Any:
    body = b"what_happened=%ff%fe%c0%80&token=\xff\xfe&child_name=%zz&" + chance.randbytes(200)
    kind = "application/x-www-form-urlencoded; charset=" + chance.choice(["utf-8", "utf-7", "latin-1", "nothing"])
    return client.generic("POST", address, body, kind)


def as_json(client: Client, chance: random.Random, address: str) -> Any:
    body = json.dumps(dict(filled(chance)) | {"what_happened": {"$gt": ""}})
    return client.generic(chance.choice(["POST", "PUT"]), address, body.encode(), "application/json")


def with_files(client: Client, chance: random.Random, address: str) -> Any:
    name = chance.choice(["a.pdf", "../../a.php", "a\x00.txt", "x" * 300, ""])
    files = {
        field: SimpleUploadedFile(name or "n", chance.randbytes(99), "image/png") for field in ("what_happened", "file")
    }
    fields = {name: text.encode("utf-8", "replace") for name, text in filled(chance)}
    return client.post(address, {**fields, **files})


def broken_parts(client: Client, chance: random.Random, address: str) -> Any:
    kind = chance.choice(
        [
            "multipart/form-data",
            "multipart/form-data; boundary=",
            "multipart/form-data; boundary=x",
            "multipart/mixed; boundary=\xe9",
        ]
    )
    body = b'--x\r\nContent-Disposition: form-data; name="what_happened"\r\n\r\n' + chance.randbytes(99) + b"\r\n--x"
    return client.generic("POST", address, body, kind)


def many(client: Client, chance: random.Random, address: str) -> Any:
    body = "&".join(f"{chance.choice(FIELDS)}={n}" for n in range(chance.choice([50, 999, 1_500])))
    return client.generic("POST", address, body.encode(), "application/x-www-form-urlencoded")


def too_much(client: Client, chance: random.Random, address: str) -> Any:
    return client.generic(
        "POST", address, b"what_happened=" + b"x" * 1_100_000, "application/x-www-form-urlencoded"
    )  # fmt: skip


def other_method(client: Client, chance: random.Random, address: str) -> Any:
    method = chance.choice(["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "HEAD", "NONSENSE", "GET"])
    return client.generic(method, address, bytes_of(word(chance)), "text/plain")


def in_address(client: Client, chance: random.Random, address: str) -> Any:
    part = quote(bytes_of(word(chance))[:2_000], safe="")
    more = chance.choice(
        [f"?{part}", f"?framework={part}", f"/{part}", f"?token={part}&what_happened={part}", f"//{part}"]
    )
    return client.get(address + more)


def odd_headers(client: Client, chance: random.Random, address: str) -> Any:
    odd = word(chance).encode("latin-1", "replace").decode("latin-1")[:500].replace("\r", "").replace("\n", "")
    headers: dict[str, Any] = dict.fromkeys(
        ("HTTP_COOKIE", "HTTP_REFERER", "HTTP_ACCEPT_LANGUAGE", "HTTP_X_FORWARDED_FOR"), odd
    )
    return client.get(address, **headers, HTTP_HOST=chance.choice(["testserver", "evil.example", "a:b:c", odd]))


MAKERS: tuple[Made, ...] = (
    form, form, form, form, form, form, broken_letters, as_json, with_files, broken_parts, many, other_method,
    in_address, odd_headers,
)  # fmt: skip


def wrong(answer: Any, address: str) -> list[str]:
    """Say what an answer does that it must not."""
    text = answer.text
    found = [f"tells {leak}" for leak in LEAKS if leak in text]
    found += [f"runs {tag}" for tag in ("<script>", "<img", "<svg/", "onerror=alert(1)>") if tag in text]
    if text and answer.status_code not in {405} and "Right Help" not in text and address != "/worry/results":
        found.append("a page that is not ours")
    return [*found, f"status {answer.status_code}"] if found or answer.status_code >= 500 else []


@pytest.fixture
def no_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let one address send as much as it likes, as fast as it likes."""
    for room, name in ((public, "LOADS"), (public, "SENDINGS"), (limits, "SEARCHES_A_MINUTE")):
        monkeypatch.setattr(room, name, 1_000_000)
    monkeypatch.setattr(public, "SHORTEST_OPEN", dt.timedelta(0))


def test_nonsense_meets_no_fault_and_learns_nothing(db: None, no_limits: None, fran: Practitioner) -> None:
    published("westmarsh")
    client, chance = Client(raise_request_exception=False), random.Random(20260304)  # noqa: S311  to be the same again
    statuses: Counter[int] = Counter()
    for number in range(REQUESTS):
        make, address = chance.choice(MAKERS), chance.choice(ADDRESSES)
        if number % 400 == 0:
            make = too_much
        answer = make(client, chance, address)
        faults = wrong(answer, address)
        assert faults == [], f"request {number}, {make.__name__} to {address}: {faults}"
        statuses[answer.status_code] += 1
    assert set(statuses) <= {200, 302, 400, 404, 405, 413}
    kept = Contact.objects.received().count()
    assert kept == statuses[302] > 200
    assert_shown_as_text(fran)


def assert_shown_as_text(fran: Practitioner) -> None:
    """Open what arrived with a script in it as the front door would: every page opens, and it is text there."""
    client, script = client_of(fran), "<script>alert('zebedee')</script>"
    arrived = list(Contact.objects.received().filter(answers__text__contains=script).distinct()[:20])
    assert arrived
    for contact in arrived:
        answer: Any = client.get(f"/front-door/{contact.public_id}")
        assert answer.status_code == 200
        assert script not in answer.text
        assert str(escape(script)) in answer.text
