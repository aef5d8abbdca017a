"""The pinned pair of govuk-frontend and its Jinja macros draw the same: the official fixtures are the contract."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.template import engines
from django.test.html import parse_html

COMPONENTS = Path("node_modules/govuk-frontend/dist/govuk/components")
FIXTURES = [
    pytest.param(path.parent.name, fixture, id=f"{path.parent.name}: {fixture['name']}")
    for path in sorted(COMPONENTS.glob("*/fixtures.json"))
    for fixture in json.loads(path.read_text())["fixtures"]
]


def test_the_front_end_is_installed() -> None:
    assert len(FIXTURES) > 600


@pytest.mark.parametrize(("component", "fixture"), FIXTURES)
def test_the_macro_draws_what_the_official_fixture_shows(component: str, fixture: dict[str, Any]) -> None:
    env = engines["jinja2"].env  # type: ignore[attr-defined]
    macro = "govuk" + "".join(word.capitalize() for word in component.split("-"))
    template = env.from_string(
        f'{{% from "govuk_frontend_jinja/components/{component}/macro.html" import {macro} %}}'
        f"{{{{ {macro}(options) }}}}"
    )
    drawn = template.render(options=fixture["options"])
    assert parse_html(drawn) == parse_html(fixture["html"])
