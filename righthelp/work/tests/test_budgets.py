"""No page about somebody with a large family asks the database more than fifteen questions (design)."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from righthelp.agencies.models import Agency, Practitioner
from righthelp.people.actions import state_identity
from righthelp.people.models import Person
from righthelp.people.tests import folk
from righthelp.work.tests.working import client_of, works_with

pytestmark = pytest.mark.django_db
MOST = 15


@pytest.fixture
def twenty(school: Agency, alice: Practitioner) -> Person:
    """Give Maya with nineteen people around her over three generations."""

    def somebody(name: str, *parents: Person) -> Person:
        made = folk.person(name, agency=school, by=alice, born=dt.date(2015, 1, 1))
        folk.lives_at(made)
        for parent in parents:
            folk.related(made, parent)
        return made

    grans = [somebody(f"Gran {number}") for number in range(4)]
    mother, father = somebody("Mother Marsh", *grans[:2]), somebody("Father Berg", *grans[2:])
    aunts = [somebody(f"Aunt {number}", grans[number]) for number in range(4)]
    for number in range(5):
        somebody(f"Cousin {number}", aunts[number % 4])
    for number in range(3):
        somebody(f"Sister {number}", mother, father)
    folk.related(mother, somebody("Partner Holm"), "partner")
    return somebody("Maya Marsh", mother, father)


@pytest.mark.parametrize(
    "page", ["record", "record_genogram", "record_genogram_pdf", "record_sheet", "record_sheet_pdf"]
)
@pytest.mark.parametrize("is_linked", [False, True])
def test_a_family_of_twenty_takes_few_queries(
    page: str, is_linked: bool, twenty: Person, alice: Practitioner, sam: Practitioner, school: Agency
) -> None:
    works_with(alice, twenty)
    works_with(sam, twenty, "social worker")
    if is_linked:
        other = folk.person("Maya Marshe", agency=school, by=alice)
        works_with(sam, other, "social worker")
        state_identity(one=twenty, other=other, is_same=True, because="Same number", by=sam)
    for reader in (alice, sam):
        client, path = client_of(reader), reverse(page, args=[twenty.public_id])
        client.get(path)
        with CaptureQueriesContext(connection) as asked:
            response = client.get(path)
        assert response.status_code == 200
        shown = [one["sql"][:150] for one in asked]
        assert len(shown) <= MOST + is_linked, "\n".join(shown)  # the look at the other record is logged too
