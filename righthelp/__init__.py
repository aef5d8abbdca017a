"""Right Help: the right help at the right time for each child and family."""

from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
