"""A PostgreSQL cluster of our own for one test run: unprivileged user, spare port, thrown away afterwards."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BIN_FOLDERS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


def server_programs() -> Path | None:
    """Find where initdb and postgres are; None when no PostgreSQL server is installed."""
    on_path = shutil.which("initdb")
    return BIN_FOLDERS[0] if BIN_FOLDERS else (Path(on_path).parent if on_path else None)


@contextmanager
def cluster(programs: Path, *, durable: bool = False) -> Iterator[str]:
    """Start a cluster, give its DATABASE_URL, stop it and remove it. Only a durable one writes to the disk at once."""
    folder = Path(tempfile.mkdtemp(prefix="righthelp-pg-"))
    owner = _unprivileged(folder)
    port = _spare_port()
    _run(
        owner, [programs / "initdb", "-D", folder / "data", "-U", "righthelp", "-A", "trust", "-E", "UTF8", "--no-sync"]
    )
    fsync = "on" if durable else "off"
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync={fsync} -c max_connections=60"
    control = [programs / "pg_ctl", "-D", folder / "data", "-w", "-l", folder / "log"]
    _run(owner, [*control, "-o", options, "start"])
    try:
        _run(owner, [programs / "createdb", "-h", "127.0.0.1", "-p", str(port), "-U", "righthelp", "righthelp"])
        yield f"postgresql://righthelp@127.0.0.1:{port}/righthelp"
    finally:
        _run(owner, [*control, "-m", "immediate", "stop"])
        shutil.rmtree(folder, ignore_errors=True)


def _unprivileged(folder: Path) -> str | None:
    """PostgreSQL refuses to run as root: hand the folder to its own user."""
    if os.geteuid() != 0:
        return None
    user = pwd.getpwnam("postgres")
    os.chown(folder, user.pw_uid, user.pw_gid)
    return user.pw_name


def _run(owner: str | None, command: list[object]) -> None:
    words = [str(word) for word in command]
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    subprocess.run(words, check=True, user=owner, cwd="/", env=environment, stdout=subprocess.DEVNULL)


def _spare_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
