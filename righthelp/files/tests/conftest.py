"""A folder of its own for what each test keeps, and the person who sends it."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from pytest_django.fixtures import Settings

from righthelp.audit.actions import Person
from righthelp.files.tests.scanner import Scanner


@pytest.fixture(autouse=True)
def uploads(settings: Settings, tmp_path: Path) -> Path:
    """Keep what is sent in a folder of this test."""
    folder = tmp_path / "uploads"
    settings.UPLOADS, settings.CLAMAV = folder, ""
    return folder


@pytest.fixture
def ada() -> Person:
    """Give somebody who sends files; this room knows only the number."""
    return SimpleNamespace(pk=7)


@pytest.fixture
def scanner(settings: Settings) -> Iterator[Scanner]:
    """Give a daemon that answers as ClamAV's does, and have files wait for it."""
    with Scanner() as running:
        settings.CLAMAV = running.address
        yield running
