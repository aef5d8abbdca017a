"""What restricting a record, or shortening its list, cuts off of the open work is said before it is done."""

import pytest
from django.urls import reverse

from righthelp.agencies.models import Agency, Practitioner
from righthelp.people.actions import restrict
from righthelp.people.tests import folk
from righthelp.work.tests.working import begun, client_of, led_by, shown, works_with

pytestmark = pytest.mark.django_db


def test_work_that_is_cut_off_is_said_before_somebody_is_taken_off(
    mira: Practitioner, sam: Practitioner, social_care: Agency
) -> None:
    child = folk.person("Nadia Petrescu", agency=social_care, by=mira)
    works_with(sam, child)
    led_by(sam, begun(sam, child))
    restrict(person=child, kind="staff", because="x", readers=[mira, sam], by=mira)
    page = shown(client_of(mira), reverse("record_end_reader", args=[child.public_id, sam.public_id]))
    assert "This work is cut off without Sam Okafor Westmarsh Children’s Services: one piece of open work" in page
