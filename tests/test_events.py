"""docs/events.md names every event that the code writes, and no other."""

import re
from pathlib import Path

from django.apps import apps

CODE = [path for path in Path("righthelp").rglob("*.py") if "tests" not in path.parts]


NAMES_OF_MODELS = {model._meta.label_lower for model in apps.get_models()}


def written() -> set[str]:
    """Find every name of an event in the code; names of models look alike and are left out."""
    rooms = "audit|agencies|files|messages|guidance|people|work|chronology|consent|considerations"
    rooms += "|plans|front_door|early_help"
    pattern = re.compile(rf'"((?:{rooms})\.(?!csv)[a-z_]+)"')
    return {name for path in CODE for name in pattern.findall(path.read_text())} - NAMES_OF_MODELS


def test_every_event_in_the_code_is_in_the_table_and_the_other_way_round() -> None:
    listed = set(re.findall(r"^\| `([a-z_]+\.[a-z_]+)` \|", Path("docs/events.md").read_text(), re.MULTILINE))
    assert listed == written()
