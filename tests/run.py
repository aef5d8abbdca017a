"""`make test`: everything on PostgreSQL, what touches the database again on SQLite but pages, journeys once."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from tests.cluster import cluster, server_programs

VAR = Path("var")
REQUIREMENTS = VAR / "requirements.json"
PYTEST = [sys.executable, "-m", "pytest", "-q"]
# a worker with nothing left takes tests from the other: the long ones stand together at the end
PARALLEL = ["-n", "auto", "--dist", "worksteal"]
COVERAGE = ["--cov", "--cov-report="]
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


def main() -> int:
    """Run every part; end non-zero when one failed or could not run, naming it."""
    VAR.mkdir(exist_ok=True)
    REQUIREMENTS.unlink(missing_ok=True)
    shutil.rmtree(VAR / "coverage", ignore_errors=True)
    (VAR / "coverage").mkdir()
    _install_what_is_missing()
    on_postgresql, on_sqlite, journeys = _on_postgresql(), _on_sqlite(), _journeys()
    # only the whole suite says anything of coverage
    faults = [*on_postgresql, *on_sqlite, *journeys, *([] if server_programs() is None else _coverage())]
    for fault in faults:
        print(f"FAILED: {fault}", file=sys.stderr)
    if not faults:
        print("Every part passed.")
    return 1 if faults else 0


def _install_what_is_missing() -> None:
    wanted = [] if server_programs() else ["postgresql"]
    wanted += [] if _chromium() else ["chromium"]
    wanted += [] if shutil.which("pdftoppm") else ["poppler-utils"]
    if not wanted or os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    print(f"Installing {', '.join(wanted)} (a few minutes)", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], env=quiet, check=True)
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *wanted]
    subprocess.run(command, env=quiet, check=True, stdout=subprocess.DEVNULL)


def _chromium() -> str | None:
    return next((path for name in CHROMIUM if (path := shutil.which(name))), None)


def _on_postgresql() -> list[str]:
    programs = server_programs()
    if programs is None:
        return ["PostgreSQL is not installed (package postgresql): the suite did not run on it"]
    with cluster(programs) as url:
        return _pytest("the suite on PostgreSQL", [*PARALLEL, *COVERAGE, "-m", "not journey"], DATABASE_URL=url)


def _on_sqlite() -> list[str]:
    # pages are tried on PostgreSQL; on SQLite they stand behind the browser journeys
    which = "database and not page and not journey and not one_database"
    return _pytest("what touches the database, on SQLite", [*PARALLEL, "-m", which])


def _journeys() -> list[str]:
    browser = _chromium()
    if browser is None:
        return ["Chromium is not installed (package chromium): the browser journeys did not run"]
    return _pytest("the browser journeys", [*PARALLEL, "-m", "journey"], RIGHTHELP_CHROMIUM=browser)


def _pytest(title: str, arguments: list[str], **environment: str) -> list[str]:
    print(f"\n== {title}", flush=True)
    start = time.monotonic()
    settings = {**os.environ, "RIGHTHELP_REQUIREMENTS_OUT": str(REQUIREMENTS), **environment}
    code = subprocess.run([*PYTEST, *arguments], env=settings).returncode
    print(f"== {title}: {time.monotonic() - start:.0f} seconds", flush=True)
    return [f"{title} (exit {code})"] if code else []


def _coverage() -> list[str]:
    print("\n== branch coverage of rules, policies and actions must be 100 %", flush=True)
    command = [
        sys.executable,
        "-m",
        "coverage",
        "report",
        "--fail-under=100",
        "--show-missing",
        "--skip-covered",
    ]
    return ["branch coverage of rules, policies and actions"] if subprocess.run(command).returncode else []


if __name__ == "__main__":
    sys.exit(main())
