"""The front door with 200,000 contacts on file, of which 5,000 are not decided (budget of a page: 200 ms)."""

import datetime as dt
import random
import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.utils import timezone

if TYPE_CHECKING:
    from righthelp.agencies.models import Agency, Practitioner
    from righthelp.front_door.models import Contact, ContactDecision, NamedChild

CONTACTS, UNDECIDED, AT_ONCE = 200_000, 5_000, 5_000
ROUNDS = 20
OVER_YEARS = 3
SEED = 41
NAMES = ("Maya Lindqvist", "Noah Fairweather", "Keira Dunmore", "Zofia Kowalska", "Ibrahim Warsame")


def worklist() -> Iterator[str]:
    """Put invented contacts on file and open the pages of the front door; give lines.

    Raises:
        RuntimeError: on a database of real records.
    """
    from righthelp.agencies.models import Practitioner
    from righthelp.agencies.tests.people import sign_in

    if not settings.INVENTED_PEOPLE:
        raise RuntimeError("the bench loads invented contacts: run it where people are invented")
    worker = Practitioner.objects.get(email="ioan.popescu@example.org")
    one = _load(worker)
    yield f"{CONTACTS:,} contacts on file, {UNDECIDED:,} of them not decided"
    plain = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    with override_settings(STORAGES={"default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}, **plain}):
        client = sign_in(Client(headers={"host": "localhost"}), worker)
        for path in _pages(one):
            yield _opened(client, path)
    yield _a_round()


def _pages(contact: str) -> tuple[str, ...]:
    listed = "/front-door"
    return (
        listed, f"{listed}?state=mine", f"{listed}?state=waiting&urgent=yes", f"{listed}?late=yes&way=request",
        f"{listed}?page=150", f"{listed}/decided", f"{listed}/rota", f"{listed}/{contact}",
    )  # fmt: skip


def _opened(client: Client, path: str) -> str:
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    queries, times = len(asked), []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        assert client.get(path).status_code == 200, path
        times.append((time.perf_counter() - start) * 1000)
    name = "/front-door/<contact>" if path.count("-") > 3 else path
    p95 = statistics.quantiles(times, n=20)[-1]
    return f"{name}: median {statistics.median(times):.0f} ms, p95 {p95:.0f} ms (budget 200), {queries} queries"


def _a_round() -> str:
    """Time the alerts of two rounds."""
    from righthelp.front_door.actions.telling import go_round

    times, made = [], []
    for _ in range(2):
        start = time.perf_counter()
        made.append(go_round(timezone.now()))
        times.append(time.perf_counter() - start)
    return f"a round of alerts: {made[0]:,} made in {times[0]:.1f} s; the next {made[1]:,} in {times[1]:.1f} s"


def _load(worker: "Practitioner") -> str:
    """Put contacts on file, each with a child and those decided lately with a decision; give the id of one."""
    from righthelp.agencies.models import Agency
    from righthelp.front_door.models import Contact, ContactDecision, NamedChild

    invented = _Invented(worker, list(Agency.objects.all()), timezone.now(), random.Random(SEED))  # noqa: S311
    for first in range(0, CONTACTS, AT_ONCE):
        made = [invented.contact(is_open=first < UNDECIDED) for _ in range(AT_ONCE)]
        Contact.objects.bulk_create(made)
        children = [NamedChild(contact=one, name=invented.chance.choice(NAMES)) for one in made]
        NamedChild.objects.bulk_create(children)
        ContactDecision.objects.bulk_create(invented.decisions(children))
    return str(Contact.objects.undecided()[0].public_id)


@dataclass
class _Invented:
    """Invented contacts: of whom, and when they came."""

    worker: "Practitioner"
    agencies: "list[Agency]"
    now: dt.datetime
    chance: random.Random

    def contact(self, *, is_open: bool) -> "Contact":
        """Give one, decided or not."""
        from righthelp.front_door.models import Contact

        received = self.now - dt.timedelta(days=self.chance.random() * (3 if is_open else 365 * OVER_YEARS))
        is_held = is_open and self.chance.random() < 0.01
        return Contact(
            came_by="request", agency=self.chance.choice(self.agencies), is_urgent=self.chance.random() < 0.05,
            received_at=received, due_at=received + dt.timedelta(days=1),
            decided_at=None if is_open else received + dt.timedelta(hours=6),
            holder=self.worker if is_held else None, taken_at=received if is_held else None,
            touched_at=received if is_held else None,
        )  # fmt: skip

    def decisions(self, children: "Sequence[NamedChild]") -> "Iterator[ContactDecision]":
        """Give the decisions of children whose contacts were decided in the last month."""
        from righthelp.front_door.models import ContactDecision
        from righthelp.guidance.models import Level

        level, agency = Level.objects.all()[0], self.worker.memberships_now[0].team.agency
        for child in children:
            at = child.contact.decided_at
            if at and self.now - at < dt.timedelta(days=30):
                yield ContactDecision(
                    child=child, level=level, outcome="advice", reason="Bench", decided_by=self.worker,
                    manager=self.worker, agency=agency, decided_at=at,
                )  # fmt: skip
