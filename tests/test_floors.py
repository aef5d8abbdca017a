"""Foreign keys and reverse names obey the floors too: text references escape the import linter."""

import tomllib
from pathlib import Path

from django.apps import apps

CONTRACT = tomllib.loads(Path("pyproject.toml").read_text())["tool"]["importlinter"]["contracts"][0]
FLOORS = [[room.strip().removeprefix("righthelp.") for room in floor.split("|")] for floor in CONTRACT["layers"]]
HEIGHT = {room: len(FLOORS) - number for number, floor in enumerate(FLOORS) for room in floor}


def test_no_record_points_at_a_room_above_or_beside_its_own() -> None:
    wrong = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in apps.get_models()
        if model._meta.app_label in HEIGHT
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model
        if not _may_point(model._meta.app_label, field.related_model._meta.app_label)
    ]
    assert wrong == []


def _may_point(room: str, other: str) -> bool:
    return other not in HEIGHT or room == other or HEIGHT[other] < HEIGHT[room]


def test_every_room_stands_on_a_floor() -> None:
    from django.conf import settings

    assert {name.removeprefix("righthelp.") for name in settings.ROOMS} == set(HEIGHT)
