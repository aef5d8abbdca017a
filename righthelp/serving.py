"""`righthelp serve`: the web server and, beside it, the worker that does what is due."""

import argparse
import logging
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import close_old_connections

from righthelp.design_system.commands import BadInput
from righthelp.safety import refuse_unsafe_settings

log = logging.getLogger("righthelp.worker")
WORK_EVERY_SECONDS = 60


def add_commands(subparsers: Any) -> None:
    """Add `serve` and `worker`."""
    serve = subparsers.add_parser("serve", help="Serve the pages.")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8000)
    serve.add_argument("--demo", action="store_true", help="Load the invented partnership first (demo mode only).")
    serve.set_defaults(run=run_serve)
    worker = subparsers.add_parser("worker", help="Do what is due every minute: seals, expiries, suspensions.")
    worker.add_argument("--once", action="store_true")
    worker.set_defaults(run=run_worker)


def run_serve(args: argparse.Namespace) -> int:
    """Check the settings, collect the style sheet and scripts, and serve until stopped."""
    refuse_unsafe_settings()
    _must_be_free(args.host, args.port)
    if args.demo:
        _load_demo()
    call_command("collectstatic", interactive=False, verbosity=0)
    # A plain kill must stop the server and the worker too, as Ctrl-C does.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    started = [
        subprocess.Popen(_server(args.host, args.port)),  # noqa: S603  our own server
        subprocess.Popen([sys.executable, "-m", "righthelp.command", "worker"]),
    ]
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


def _server(host: str, port: int) -> list[str]:
    granian = os.path.join(os.path.dirname(sys.executable), "granian")
    return [
        granian, "--interface", "wsgi", "--host", host, "--port", str(port),
        "--workers", "1", "--blocking-threads", "4", "--log-level", "warning",
        "--no-access-log",  # whatever the environment says: addresses hold invitations and reset keys
        "righthelp.wsgi:application",
    ]  # fmt: skip


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


def run_worker(args: argparse.Namespace) -> int:
    """Do what is due, once or every minute; one task that fails stops no other."""
    while True:
        for task in _tasks():
            task()
        close_old_connections()
        if args.once:
            return 0
        time.sleep(WORK_EVERY_SECONDS)


def _tasks() -> list[Callable[[], object]]:
    from righthelp.agencies.actions import forget_parked_forms, forget_sent_forms, suspend_unused
    from righthelp.agencies.sessions import forget_ended_sessions
    from righthelp.audit.actions import seal
    from righthelp.people.actions import forget_family_drafts

    forgotten = [forget_parked_forms, forget_sent_forms, forget_ended_sessions, forget_family_drafts]
    return [seal, *forgotten, suspend_unused]
