"""Many people at once: a real server, and users who open a page, think, and open the next (design, section 7)."""

import http.client
import random
import socket
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.bench_early_help import count_rows

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner, Team
    from righthelp.early_help.models import EarlyHelp
    from righthelp.people.models import Person

HOST = "127.0.0.1"
USERS_ON_POSTGRESQL, USERS_ON_SQLITE = 50, 5
THINKING_SECONDS = 10.0  # on average, from one page to the next
LASTS_SECONDS = 180
READY_WITHIN_SECONDS = 60
CHILDREN_EACH = 10
OPEN_EPISODES = 200_000
FOR_EVERYBODY: dict[str, tuple[str, ...]] = {
    "home": (), "framework": ("bathnes",), "level": ("bathnes", "3"), "theme": ("bathnes", "clothing"),
    "contacts": (), "search": (), "considerations": (), "children": (), "early_help_list": (), "plan_reviews": (),
}  # fmt: skip
OF_A_CHILD = ("child", "record", "record_chronology", "record_genogram")  # by the names of their addresses
OF_EARLY_HELP, OF_ITS_PLAN = ("early_help", "assessment"), ("plan", "plan_progress")
SEED = 35


@dataclass
class User:
    """Somebody signed in, the children they work with, the early help that they lead, and what they waited for."""

    cookie: str
    children: list[str]
    leads: dict[str, str]  # the addresses of its pages, by name
    chance: random.Random
    waited: list[tuple[str, float]] = field(default_factory=list)

    def next_page(self) -> tuple[str, str]:
        """Choose a page by its name and address: as often one of a child or their early help as one for everybody."""
        if self.chance.random() < 0.5:
            name, values = self.chance.choice(list(FOR_EVERYBODY.items()))
            return name, reverse(name, args=values)
        return self.chance.choice(self.pages_of(self.chance.choice(self.children)))

    def pages_of(self, child: str) -> list[tuple[str, str]]:
        """Give the pages of a child, and of the early help that they lead."""
        return [*((name, reverse(name, args=[child])) for name in OF_A_CHILD), *self.leads.items()]


def many_at_once() -> Iterator[str]:
    """Serve the invented people on file to as many users as the budget says; give lines.

    Raises:
        RuntimeError: when the server does not start, or a page fails.
    """
    count = USERS_ON_SQLITE if settings.ON_SQLITE else USERS_ON_POSTGRESQL
    chance = random.Random(SEED)  # noqa: S311  no secret
    yield f"{_open_work():,} open pieces of work on file"
    users = _users(count, chance)
    count_rows()
    with _server() as port, ThreadPoolExecutor(count) as pool:
        _warm_up(users[0], port)
        list(pool.map(lambda user: _use(user, port, time.monotonic() + LASTS_SECONDS), users))
    times: defaultdict[str, list[float]] = defaultdict(list)
    for name, waited in (one for user in users for one in user.waited):
        times[name].append(waited)
    every = [one for each in times.values() for one in each]
    yield f"{count} users who think for {THINKING_SECONDS:.0f} s, {len(every)} pages: {_spread(every)} (budget 200)"
    for name in (*FOR_EVERYBODY, *OF_A_CHILD, *OF_EARLY_HELP, *OF_ITS_PLAN):
        yield f"  {name}: {_spread(times[name])}"


def _spread(times: list[float]) -> str:
    if len(times) < 2:
        return "not opened"
    return f"median {statistics.median(times):.0f} ms, p95 {statistics.quantiles(times, n=20)[-1]:.0f} ms"


def _open_work() -> int:
    """Have children’s social care work with as many of the people on file as the budget says; give how many."""
    from righthelp.agencies.models import Practitioner, Team
    from righthelp.people.models import Person
    from righthelp.work.models import Episode

    team = Team.objects.filter(agency__kind="social_care")[0]
    work = {"team": team, "kind": "social_care", "aim": "Bench", "begun_by": Practitioner.objects.all()[0]}
    people = Person.objects.filter(episodes__isnull=True).order_by("pk").values_list("pk", flat=True)[:OPEN_EPISODES]
    begun = (Episode(child_id=person, begun_on=timezone.localdate(), **work) for person in people)
    Episode.objects.bulk_create(begun, batch_size=5_000)
    return Episode.objects.going_on().count()


def _users(count: int, chance: random.Random) -> list[User]:
    """Put people into the demo school, each working with some of the children on file."""
    from righthelp.agencies.models import Practitioner

    teacher = Practitioner.objects.get(email="amina.yusuf@example.org")
    team = teacher.memberships_now[0].team
    children = _children(count * CHILDREN_EACH)
    return [
        _user(_practitioner(number, team), team, chance.sample(children, min(CHILDREN_EACH, len(children))), number)
        for number in range(count)
    ]


def _children(count: int) -> "list[Person]":
    """Give children on file who have a family; those of the demonstration where nobody else is loaded."""
    from righthelp.people.models import Person, Relationship

    with_parent = Relationship.objects.filter(kind=Relationship.Kind.PARENT, person__born_on__year__gte=2010)
    keys = with_parent.order_by("person_id").values_list("person_id", flat=True).distinct()[:count]
    return list(Person.objects.filter(pk__in=list(keys)))


def _practitioner(number: int, team: "Team") -> "Practitioner":
    from righthelp.agencies.models import Membership, Practitioner
    from righthelp.agencies.roles import PractitionerRole

    person = Practitioner.objects.create(email=f"bench{number}@example.org", name=f"Bench {number}")
    Membership.objects.create(practitioner=person, team=team, role=PractitionerRole.key, starts_on=timezone.localdate())
    return person


def _user(person: "Practitioner", team: "Team", children: "list[Person]", number: int) -> User:
    from righthelp.work.models import Involvement

    Involvement.objects.bulk_create(
        Involvement(child=child, practitioner=person, team=team, role="teacher", starts_on=timezone.localdate())
        for child in children
    )
    client = Client()
    client.force_login(person, backend="righthelp.agencies.backends.PractitionerBackend")
    ids = [str(child.public_id) for child in children]
    leads = _pages_of(_early_help(person))
    return User(client.cookies[settings.SESSION_COOKIE_NAME].value, ids, leads, random.Random(number))  # noqa: S311


def _early_help(lead: "Practitioner") -> "EarlyHelp":
    """Have somebody lead early help of a child of another family, with an assessment, and a plan that is written."""
    from righthelp.early_help.demo import THREE
    from righthelp.early_help.tests import assessing, helping
    from righthelp.people.tests import folk
    from righthelp.plans.demo import fill
    from righthelp.plans.models import Member

    agency = lead.memberships_now[0].team.agency
    child, mother = (folk.person(name, agency=agency, by=lead) for name in ("Nia Bench", "Ana Bench"))
    folk.related(child, mother)
    it = helping.opened(lead, [child])
    helping.agreed(it, mother, by=lead)
    it = helping.begun(it, lead)
    holder = Member.objects.here().get(plan=it.plan, practitioner=lead)
    fill(it.plan, [replace(one, child=0) for one in THREE], ["They laugh together."], holder=holder, by=lead)
    assessing.finished(it)
    return it


def _pages_of(it: "EarlyHelp") -> dict[str, str]:
    of_help = {name: reverse(name, args=[it.public_id]) for name in OF_EARLY_HELP}
    return {**of_help, **{name: reverse(name, args=[it.plan.public_id]) for name in OF_ITS_PLAN}}


@contextmanager
def _server() -> Iterator[int]:
    """Start the product's own server with its worker, and stop both."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
    command = [sys.executable, "-m", "righthelp.command", "serve", "--host", HOST, "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        _wait_for(port, process)
        yield port
    finally:
        process.terminate()
        process.wait()


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + READY_WITHIN_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection((HOST, port), timeout=1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError("the server did not start")


def _warm_up(user: User, port: int) -> None:
    """Open every page once, uncounted: a server that has just started compiles its templates then."""
    for name, values in FOR_EVERYBODY.items():
        _open(reverse(name, args=values), user, port)
    for _, address in user.pages_of(user.children[0]):
        _open(address, user, port)


def _use(user: User, port: int, until: float) -> None:
    """Open pages until the time is over; each address is looked up anew, as by a browser that kept nothing."""
    while time.monotonic() < until:
        time.sleep(user.chance.expovariate(1 / THINKING_SECONDS))
        name, address = user.next_page()
        user.waited.append((name, _open(address, user, port)))


def _open(address: str, user: User, port: int) -> float:
    start = time.perf_counter()
    connection = http.client.HTTPConnection(HOST, port, timeout=30)
    connection.request("GET", address, headers={"Cookie": f"{settings.SESSION_COOKIE_NAME}={user.cookie}"})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    if answer.status != http.client.OK:
        raise RuntimeError(f"{address} answered {answer.status}")
    return (time.perf_counter() - start) * 1000
