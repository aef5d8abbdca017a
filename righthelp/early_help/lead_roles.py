"""The table of those who can be lead practitioner (data/lead_roles.csv), by key (BP-041)."""

import csv
from pathlib import Path


def _read() -> dict[str, str]:
    with (Path(__file__).parent / "data" / "lead_roles.csv").open(newline="", encoding="utf-8") as file:
        return {row["key"]: row["name"] for row in csv.DictReader(file)}


LEAD_ROLES = _read()
