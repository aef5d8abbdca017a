"""A batch of 300 police notifications: looked into, loaded, a decision for a child, and a school told."""

from pathlib import Path

import pytest

from righthelp.front_door.tests.notified import as_csv, incident, three_hundred
from tests.journeys.conftest import Visitor

pytestmark = pytest.mark.journey


def test_a_night_of_a_large_town_is_loaded_decided_on_and_told_to_schools(worker: Visitor, tmp_path: Path) -> None:
    file = tmp_path / "night.csv"
    file.write_bytes(as_csv([*three_hundred(), incident("BROKEN", kind="unheard of")]))
    page = worker.page
    worker.signs_in_as("Blessing Adeyinka")
    worker.opens("/front-door/police")
    worker.follows("Load a file, and what was loaded")
    worker.sends("Load a file")
    page.get_by_label("The file of the police").set_input_files(file)
    worker.sends("Look into it")
    worker.sees("300 incidents to load with 412 children, no repeats, 1 row that cannot be read")
    worker.sees("Row 414: kind is not one of")
    worker.sends("Load what can be read")
    worker.sees("300 incidents loaded")
    worker.opens("/front-door/police")
    worker.sees("300 incidents to decide, urgent first")
    child = page.locator("form:has(.rh-police__quick)").first
    child.get_by_label("What happens now?").select_option(label="No social care role now: advice on what can help")
    child.get_by_label("Level").select_option(index=2)
    child.get_by_label("Begin with a common reason").select_option(index=1)
    worker.sends("Make the words ready")
    page.get_by_label("Which manager agrees?").select_option(index=1)
    page.get_by_label("Why?", exact=True).fill("The police were there at once, and the child slept.")
    worker.sends("Decide for", exact=False)
    worker.sees("It is decided.")
    worker.opens("/front-door/police/schools")
    worker.sees("It does not use Right Help: ring.")
    lead = worker.beside("Margaret Bell")
    lead.opens("/notices")
    lead.follows("The police told us of", exact=False)
    lead.sees("What the police told us of children at your school")
    lead.goes_by(lead.page.locator("main .rh-rows a").first)
    lead.sees("Support them quietly")
    worker.opens("/front-door/police/schools")
    worker.sees("Margaret Bell")
