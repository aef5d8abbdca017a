"""Files of police notifications, for tests."""

import csv
import datetime as dt
import io
from collections.abc import Iterable
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from righthelp.front_door.police.reading import ADULT, CHILD, COLUMNS, INCIDENT

SUMMARY = "A neighbour rang. Two adults shouted in the kitchen."


def incident(reference: str = "OCC-1", **more: Any) -> dict[str, Any]:
    """Give one incident, as the police would write it."""
    return {
        "reference": reference,
        "happened_at": "2026-03-05 22:15",
        "kind": "domestic_abuse",
        "summary": SUMMARY,
        "address": "12 Heron Way, Westmarsh",
        "urgent": "no",
        "children": [{"name": "Maya Lindqvist", "born_on": "2017-05-03"}],
        "adults": [],
        **more,
    }


def as_csv(incidents: Iterable[dict[str, Any]], columns: Iterable[str] = COLUMNS) -> bytes:
    """Write incidents as a table: a row for each child and each adult."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(columns), extrasaction="ignore")
    writer.writeheader()
    for one in incidents:
        own = {name: one[name] for name in INCIDENT}
        rows = [{f"child_{key}": text for key, text in child.items()} for child in one["children"]]
        rows += [{f"adult_{key}": text for key, text in adult.items()} for adult in one["adults"]]
        for row in rows or [{}]:
            writer.writerow({**own, **row})
    return out.getvalue().encode()


def as_xml(incidents: Iterable[dict[str, Any]]) -> bytes:
    """Write incidents as XML."""
    root = Element("notifications")
    for one in incidents:
        element = SubElement(root, "incident")
        for name in INCIDENT:
            SubElement(element, name).text = one[name]
        for many, single, names in (("children", "child", CHILD), ("adults", "adult", ADULT)):
            within = SubElement(element, many)
            for somebody in one[many]:
                person = SubElement(within, single)
                for name in names:
                    SubElement(person, name).text = somebody.get(name, "")
    made: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return made


def three_hundred() -> list[dict[str, Any]]:
    """Give a night and a day of a large town: 300 incidents with 412 children, a tenth of them urgent."""
    start = dt.datetime(2026, 3, 5, 0, 0)
    return [
        incident(
            f"OCC-{number}",
            happened_at=f"{start + dt.timedelta(minutes=4 * number):%Y-%m-%d %H:%M}",
            urgent="yes" if number % 10 == 0 else "no",
            children=[
                {"name": f"Child{number} Family{place}", "born_on": f"20{10 + number % 14}-0{1 + number % 9}-1{place}",
                 "school": "Alder Road Primary School" if number % 2 else "Elsewhere School"}
                for place in range(2 if number < 112 else 1)
            ],
        )
        for number in range(300)
    ]  # fmt: skip
