"""`make bench`: the figures of the budgets (design, section 7), on a database of its own. No figure fails a build."""

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from tests.cluster import cluster, server_programs

if TYPE_CHECKING:
    from righthelp.guidance.models import Edition

FOLDER = tempfile.TemporaryDirectory(prefix="righthelp-bench-")
os.environ["RIGHTHELP_MODE"] = "demo"
os.environ["RIGHTHELP_DATA"] = FOLDER.name
os.environ.setdefault("DATABASE_URL", f"sqlite:///{FOLDER.name}/bench.sqlite3")
os.environ["DJANGO_SETTINGS_MODULE"] = "righthelp.settings"
for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ[name] = "1"  # search is measured on one core

PAGES = ("/", "/guidance/bathnes", "/guidance/bathnes/levels/3", "/guidance/bathnes/themes/clothing", "/contacts",
         "/worry", "/considerations")  # fmt: skip
ROUNDS = 20


def main() -> int:
    """Measure every part on SQLite, and on PostgreSQL what touches the database; or the parts named."""
    import django

    django.setup()
    from django.conf import settings

    from righthelp.demo import load_demo
    from righthelp.readiness import prepare_empty_database

    prepare_empty_database()
    load_demo()
    database = "SQLite" if settings.ON_SQLITE else "PostgreSQL"
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {database}")
    for title in sys.argv[1:] or PARTS:
        print(f"\n{title}")
        for line in PARTS[title]():
            print(f"  {line}", flush=True)
    return 0 if sys.argv[1:] else _again_on_postgresql()


def _again_on_postgresql() -> int:
    programs = server_programs()
    if programs is None:
        print("PostgreSQL is not installed (package postgresql): nothing was measured on it", file=sys.stderr)
        return 1
    with cluster(programs, durable=True) as url:
        again = [sys.executable, "-m", "tests.bench", *ON_BOTH]
        return subprocess.run(again, env={**os.environ, "DATABASE_URL": url}).returncode


def found() -> list[str]:
    """Count what search and the panel find in the narratives; docs/search.md explains the figures."""
    return [*_descriptors_found(), *_panel_found()]


def _descriptors_found() -> list[str]:
    from righthelp.guidance.models import Edition
    from righthelp.guidance.search import index
    from righthelp.guidance.tests.narratives import tied_alone

    lines = []
    for slug, other in (("bathnes", "staffordshire"), ("staffordshire", "bathnes")):
        edition = Edition.objects.last_loaded(slug)
        assert edition is not None
        as_tied = index.index_of(edition)
        lines += [_shares_found(edition, name) for name in ("tuning", "held_out")]
        index._kept[edition.pk] = tied_alone(edition, by_means_of=other)
        lines.append(f"{_shares_found(edition, 'held_out')}, as if nobody had tied it to needs")
        index._kept[edition.pk] = as_tied
    return lines


def _shares_found(edition: "Edition", name: str) -> str:
    from righthelp.guidance.tests.narratives import shares_found

    themes, first_ten = shares_found(edition, name)
    return f"{edition.framework.slug}, {name}: theme {themes:.3f}, primary {first_ten:.3f}"


def _panel_found() -> list[str]:
    from righthelp.guidance.search.panel import panel_for
    from righthelp.guidance.search.worry import read
    from righthelp.guidance.tests.narratives import narratives

    lines = []
    for name in ("panel_tuning", "panel_held_out", "tuning", "held_out", "plain_tuning"):
        shown = [
            (narrative["id"], set(narrative["duties"]), {match.key for match in panel_for(read(narrative["text"]))})
            for narrative in narratives(name)
        ]
        wanted = sum(len(duties) for _, duties, _ in shown)
        missed = [f"{id_} {entry}" for id_, duties, keys in shown for entry in sorted(duties - keys)]
        needless = [bool(keys) for _, duties, keys in shown if not duties]
        lines.append(
            f"panel, {name}: {wanted - len(missed)} of {wanted}; without need {sum(needless)} of {len(needless)}"
        )
        lines.append(f"  missed: {', '.join(missed) or 'nothing'}")
    return lines


def search_times() -> list[str]:
    """Time search with its panel on every narrative, warm, on one core."""
    from righthelp.guidance.models import Edition
    from righthelp.guidance.search.engine import search
    from righthelp.guidance.search.panel import panel_for
    from righthelp.guidance.search.worry import read
    from righthelp.guidance.tests.narratives import narratives

    edition = Edition.objects.last_loaded("bathnes")
    assert edition is not None
    ready = _milliseconds(lambda: search(edition, read("ready")))
    texts = [narrative["text"] for name in ("tuning", "held_out") for narrative in narratives(name)]

    def answer(text: str) -> None:
        worry = read(text)
        search(edition, worry, limit=50)
        panel_for(worry)

    times = [_milliseconds(partial(answer, text)) for text in texts]
    return [f"index and model ready in {ready:.0f} ms (budget 2,000)", _spread(times, "a narrative", 50)]


def audited() -> list[str]:
    """Compare an audited change with the same change unaudited, one commit each."""
    from righthelp.audit.bench import audited_change

    return [f"{name}: {value:.2f}" for name, value in audited_change().items()]


def people() -> Iterable[str]:
    """Measure the matcher; RIGHTHELP_BENCH_PEOPLE=1000000 takes about an hour."""
    from righthelp.people.bench import matching

    size = int(os.environ.get("RIGHTHELP_BENCH_PEOPLE", "100000"))
    return matching(size, int(os.environ.get("RIGHTHELP_BENCH_COMMUNITY_QUERIES", "500")))


def public_people() -> Iterable[str]:
    """Measure the matcher on records that others made."""
    from righthelp.people.bench_febrl import febrl

    return febrl()


def pages() -> list[str]:
    """Time named pages inside one process; a test holds the number of their queries."""
    from django.test import Client
    from django.test.utils import override_settings

    from righthelp.agencies.models import Practitioner

    client, lines = Client(headers={"host": "localhost"}), []
    client.force_login(
        Practitioner.objects.get(email="amina.yusuf@example.org"),
        backend="righthelp.agencies.backends.PractitionerBackend",
    )
    plain = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    with override_settings(STORAGES={"default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}, **plain}):
        for path in PAGES:
            client.get(path)
            times = [_milliseconds(partial(client.get, path)) for _ in range(ROUNDS)]
            lines.append(_spread(times, path, 200))
    return lines


def _milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def _spread(times: list[float], what: str, budget: int) -> str:
    p95 = statistics.quantiles(times, n=20)[-1]
    return f"{what}: median {statistics.median(times):.1f} ms, p95 {p95:.1f} ms (budget {budget})"


def front_door() -> Iterable[str]:
    """Open the worklist with 200,000 contacts on file."""
    from tests.bench_front_door import worklist

    return worklist()


def school_journey() -> Iterable[str]:
    """Go in a browser from the first page until a school's request is sent."""
    from tests.bench_journey import school

    return school()


def users() -> Iterable[str]:
    """Serve many people at once, with whoever is on file by then."""
    from tests.bench_users import many_at_once

    return many_at_once()


def early_help() -> Iterable[str]:
    """Time the pages of early help with 200,000 pieces of work on file."""
    from tests.bench_early_help import early_help as opened

    return opened()


PARTS: dict[str, Callable[[], Iterable[str]]] = {
    "search": search_times,  # first, while nothing is loaded
    "what search finds": found,
    "an audited change": audited,
    "pages": pages,
    "finding people in a public set": public_people,
    "finding people": people,
    "the front door": front_door,
    "early help": early_help,
    "the school's journey": school_journey,
    "many people at once": users,
}
ON_BOTH = ("an audited change", "pages", "finding people", "the front door", "early help", "many people at once")

if __name__ == "__main__":
    sys.exit(main())
