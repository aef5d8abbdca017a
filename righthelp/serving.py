"""`righthelp serve`: the web server and, outside production, what goes its rounds in the background beside it."""

import argparse
import os
import signal
import socket
import subprocess
import sys
from typing import Any

from django.conf import settings
from django.core.management import call_command

from righthelp.design_system.commands import BadInput
from righthelp.safety import refuse_unsafe_settings

MOST_WORKERS = 4  # each holds up to four connections to the database, which has a hundred for everybody


def add_commands(subparsers: Any) -> None:
    """Add `serve`."""
    serve = subparsers.add_parser("serve", help="Serve the pages.")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8000)
    serve.add_argument("--demo", action="store_true", help="Load the invented partnership first (demo mode only).")
    serve.set_defaults(run=run_serve)


def run_serve(args: argparse.Namespace) -> int:
    """Check the settings, collect the style sheet and scripts, and serve until stopped."""
    refuse_unsafe_settings()
    _must_be_free(args.host, args.port)
    if args.demo:
        _load_demo()
    call_command("collectstatic", interactive=False, verbosity=0)
    # A plain kill must stop what was started too, as Ctrl-C does.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    started = [subprocess.Popen(command) for command in _processes(args)]  # noqa: S603  our own
    print(f"Right Help is at http://{args.host}:{args.port}/", flush=True)
    try:
        return started[0].wait()
    except KeyboardInterrupt:
        return 0
    finally:
        for process in started:
            process.terminate()
        for process in started:
            process.wait()


def _processes(args: argparse.Namespace) -> list[list[str]]:
    """Give the commands of the server and, outside production, of the rounds; there they are a service of their own."""
    server = _server(args.host, args.port)
    return [server, [sys.executable, "-m", "righthelp.command", "rounds"]] if settings.INVENTED_PEOPLE else [server]


def _server(host: str, port: int) -> list[str]:
    granian = os.path.join(os.path.dirname(sys.executable), "granian")
    return [
        granian, "--interface", "wsgi", "--host", host, "--port", str(port),
        "--workers", str(_workers()), "--blocking-threads", "4", "--log-level", "warning",
        "--no-access-log",  # whatever the environment says: addresses hold invitations and reset keys
        "righthelp.wsgi:application",
    ]  # fmt: skip


def _workers() -> int:
    """Give how many processes answer: one for each core; on SQLite one, whose cache holds the limits on guessing."""
    return 1 if settings.ON_SQLITE else min(os.cpu_count() or 1, MOST_WORKERS)


def _must_be_free(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            raise BadInput(f"port {port} is in use; choose another with --port (or make run PORT={port + 1})") from None


def _load_demo() -> None:
    if not settings.IS_DEMO:
        raise BadInput("--demo needs RIGHTHELP_MODE=demo")
    from righthelp.demo import load_demo

    load_demo()
