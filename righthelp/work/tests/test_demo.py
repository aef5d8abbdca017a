"""The demonstration's work: only with children who are there."""

import pytest

from righthelp.agencies.demo import load_demo_people
from righthelp.agencies.models import Practitioner
from righthelp.people.demo import load_demo_family
from righthelp.work.demo import TEACHER, load_demo_work
from righthelp.work.models import Involvement
from righthelp.work.tests.working import client_of, part

pytestmark = pytest.mark.django_db


def test_without_a_child_on_file_nothing_is_made() -> None:
    load_demo_people()
    load_demo_work()
    assert not Involvement.objects.exists()


def test_the_demo_teacher_finds_something_in_every_part_of_the_page() -> None:
    load_demo_people()
    load_demo_family()
    load_demo_work()
    page = client_of(Practitioner.objects.get(email=TEACHER)).get("/children")
    assert "Keira Dunmore" in part(page, "Children I work with")
    assert "NOT READ YET" in part(page, "Children I work with")
    assert "You stand in until" in part(page, "Children of colleagues you stand in for")
    assert "sent to Hillview Nursery" in part(page, "Records sent on")
