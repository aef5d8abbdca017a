"""The command `righthelp`: every room adds its own part, and page and command call the same function."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

import django
from django.core.exceptions import ImproperlyConfigured

from righthelp.design_system.commands import BadInput

ROOMS = ("audit", "agencies", "messages", "guidance", "people", "front_door")
BAD_INPUT = 2


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code (0 done, 1 found a fault, 2 bad input)."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "righthelp.settings")
    django.setup()
    from righthelp.readiness import prepare_empty_database

    args = _parser().parse_args(words)
    run: Callable[[argparse.Namespace], int] = args.run
    try:
        prepare_empty_database()
        return run(args)
    except (BadInput, ImproperlyConfigured) as error:
        print(f"righthelp: {error}", file=sys.stderr)
        return BAD_INPUT
    except BrokenPipeError:
        sys.stderr.close()
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="righthelp", description="Right Help, from the command line.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for room in ("righthelp.serving", *(f"righthelp.{name}.commands" for name in ROOMS)):
        import_module(room).add_commands(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
