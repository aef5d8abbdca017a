"""docs/events.md names every event that the code writes, and no other."""

import re
from pathlib import Path

CODE = [path for path in Path("righthelp").rglob("*.py") if "tests" not in path.parts and "audit" not in path.parts]


def written() -> set[str]:
    names = set()
    for path in CODE:
        names.update(re.findall(r'"((?:agencies|guidance|considerations)\.[a-z_]+)"', path.read_text()))
    return {name for name in names if not (Path("righthelp") / name.replace(".", "/")).with_suffix(".py").exists()}


def test_every_event_in_the_code_is_in_the_table_and_the_other_way_round() -> None:
    listed = set(re.findall(r"^\| `([a-z]+\.[a-z_]+)` \|", Path("docs/events.md").read_text(), re.MULTILINE))
    assert listed == {name for name in written() if name.split(".")[0] in {"agencies", "guidance", "considerations"}}
