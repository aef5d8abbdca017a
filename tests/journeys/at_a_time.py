"""Serve the demonstration as if it were another time: `python -m tests.journeys.at_a_time PORT MOMENT`."""

import datetime as dt
import os
import sys
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import django
import time_machine


class _Server(ThreadingMixIn, WSGIServer):
    """Several people at once."""

    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    """Writes down no addresses."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def main(port: int, moment: dt.datetime) -> None:
    """Load the demonstration and serve it until ended; the clock goes on from the moment."""
    time_machine.travel(moment, tick=True).start()
    _load()
    from righthelp.wsgi import application  # reads what files there are

    with make_server("127.0.0.1", port, application, _Server, _Quiet) as server:
        server.serve_forever()


def _load() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "righthelp.settings")
    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from righthelp.demo import load_demo
    from righthelp.readiness import prepare_empty_database

    prepare_empty_database()
    load_demo()
    if not (settings.STATIC_ROOT / "staticfiles.json").exists():  # a later moment of the same data finds them there
        call_command("collectstatic", interactive=False, verbosity=0)


if __name__ == "__main__":
    main(int(sys.argv[1]), dt.datetime.fromisoformat(sys.argv[2]))
