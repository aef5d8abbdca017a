"""The kinds of files that people may send, from data/kinds.csv. How each is told from others is in `content`."""

import csv
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

LARGEST = 10 * 1024 * 1024
LONGEST_NAME = 120
TABLE = Path(__file__).parent / "data" / "kinds.csv"


class Kind(NamedTuple):
    """One kind: what people call it, how its names end, how it begins, and as what it is sent out.

    `starts` are the bytes at its beginning, where a kind has fixed ones; `offered` says whether the box to choose a
    file asks for it; `warning` is what to know before opening one.
    """

    key: str
    words: str
    extension: str
    extensions: frozenset[str]
    starts: bytes
    content_type: str
    offered: bool
    warning: str


def _kind(row: Mapping[str, str]) -> Kind:
    return Kind(
        key=row["key"],
        words=row["words"],
        extension=row["extension"],
        extensions=frozenset({row["extension"], *row["other_extensions"].split()}),
        starts=bytes.fromhex(row["starts"]),
        content_type=row["content_type"],
        offered=row["offered"] == "yes",
        warning=row["warning"],
    )


def _read() -> Mapping[str, Kind]:
    with TABLE.open(newline="", encoding="utf-8") as file:
        return MappingProxyType({row["key"]: _kind(row) for row in csv.DictReader(file)})


KINDS = _read()
