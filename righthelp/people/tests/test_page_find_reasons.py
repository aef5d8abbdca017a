"""What finding says of a record, and logs, is what opening it gives."""

import pytest

from righthelp.agencies.models import Practitioner
from righthelp.agencies.tests.people import fresh
from righthelp.audit.models import Look
from righthelp.people.access import seen_among
from righthelp.people.actions import break_glass
from righthelp.people.finding.access import people_found
from righthelp.people.finding.words import read_words
from righthelp.people.matching.index import file_anew
from righthelp.people.models import Person
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family
from righthelp.people.tests.record_pages import at, html_of, words
from righthelp.people.tests.test_page_find import TODAY, html_found, on_file

pytestmark = pytest.mark.django_db
__all__ = ["on_file"]
ASKED = "Maya Lindqvist 4/3/2017"


def found_and_opened(reader: Practitioner, asked: str) -> dict[str, tuple[list[str], list[str]]]:
    """Give of everybody found why the record opens, as finding says and as opening it gives."""
    hits = people_found(fresh(reader), read_words(asked, TODAY))
    shown = [one for hit in (*hits.people, *hits.around) for one in (hit, *hit.also)]
    given = {}
    for hit in shown:
        person = Person.objects.get(pk=hit.one.person.pk)
        opened = seen_among(fresh(reader), [person]).get(person.pk)
        said = [reason.words for reason in hit.one.seen.reasons] if hit.one.seen else []
        given[str(person.names.get())] = (said, [reason.words for reason in opened.reasons] if opened else [])
    return given


@pytest.fixture
def aunt(on_file: Family) -> Person:
    """Give the mother's sister, whose address is protected, and their mother."""
    gran, aunt = folk.person("Una Holm"), folk.person("Tove Holm")
    for one in (on_file.mother, aunt):
        folk.related(one, gran)
    folk.related(on_file.mother, aunt, "sibling")
    folk.related(on_file.maya, gran, "grandparent")
    folk.lives_at(aunt, "1 Refuge Lane", "WZ8 8AA", is_protected=True)
    file_anew()
    return aunt


def test_a_protected_address_in_the_family_takes_no_reason_away(
    on_file: Family, aunt: Person, sam: Practitioner
) -> None:
    break_glass(person=on_file.maya, because="At the station alone", by=sam)
    given = found_and_opened(sam, ASKED)
    assert {"Ana Lindqvist", "Una Holm", "Maya Lindqvist"} <= given.keys()
    for name, (said, opened) in given.items():
        assert said == opened, name
    html = html_found(sam, ASKED)
    assert at("record", on_file.mother) in html
    assert html_of(sam, "record", on_file.mother)
    assert "3 Quay Cottages" in words(html)


def test_who_stands_around_opens_by_a_child_whom_nobody_looked_for(on_file: Family, sam: Practitioner) -> None:
    """The father of the child found fosters another, with whom the reader works."""
    other = folk.person("Signe Berg")
    folk.related(other, on_file.father, "foster_carer")
    break_glass(person=other, because="At the station alone", by=sam)
    given = found_and_opened(sam, ASKED)
    for name, (said, opened) in given.items():
        assert said == opened, name
    logged = set(Look.objects.filter(subject_id=on_file.father.pk).values_list("reason", flat=True))
    assert logged == {"They are family of somebody whose record you may see"}
