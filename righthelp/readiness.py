"""What must stand before the first page or command works: tables, and the built-in guidance; and what should."""

import logging
import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

log = logging.getLogger("righthelp.readiness")


def gaps(settings: Any) -> list[str]:
    """Say, one line each, what these settings leave undone; unlike a danger (`safety`), none stops the server."""
    if settings.INVENTED_PEOPLE or settings.CLAMAV:
        return []
    return ["RIGHTHELP_CLAMAV is not set: nothing checks the files that people send for viruses, and pages say so"]


def warn_of_gaps() -> None:
    """Write into the log what the settings leave undone."""
    for gap in gaps(settings):
        log.warning(gap)


def prepare_empty_database() -> None:
    """Bring the database up to date; load the built-in guidance into an empty one. Says so on standard error."""
    if settings.ON_SQLITE:
        Path(settings.DATABASES["default"]["NAME"]).parent.mkdir(parents=True, exist_ok=True)
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return
    is_empty = not executor.loader.applied_migrations
    print("righthelp: preparing the database", file=sys.stderr, flush=True)
    with redirect_stdout(sys.stderr):
        call_command("migrate", interactive=False, verbosity=0)
        if not settings.ON_SQLITE:
            call_command("createcachetable", verbosity=0)
    if is_empty:
        _load_guidance()


def _load_guidance() -> None:
    from righthelp.guidance.built_in import load_built_in  # models load only after the settings

    print("righthelp: loading the built-in guidance", file=sys.stderr, flush=True)
    load_built_in()
