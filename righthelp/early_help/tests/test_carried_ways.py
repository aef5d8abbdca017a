"""A number in the plan that is not safe goes to the front door only as that (design, section 4, rule 5)."""

import pytest
from django.utils import timezone

from righthelp.agencies.models import Agency, Practitioner
from righthelp.early_help.access import help_to_change
from righthelp.early_help.carried import carried_of
from righthelp.early_help.models import EarlyHelp
from righthelp.people.actions import state_identity
from righthelp.people.models import Person, SafeContact
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family
from righthelp.plans.actions import add_member
from righthelp.work.passing import WHO_KNOWS

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("BN-079")]


@pytest.fixture
def mother(early_help: EarlyHelp, family: Family, alice: Practitioner) -> Person:
    """Give Maya’s mother, who takes part and whose telephone and e-mail stand in the plan."""
    add_member(
        plan=early_help.plan, kind="family", role="mother", person=family.mother, phone="07700 900123",
        email="ana@example.org", reads=list(early_help.plan.children.all()), by=alice,
    )  # fmt: skip
    return family.mother


def not_safe(person: Person, channel: str, value: str) -> SafeContact:
    return SafeContact.objects.create(
        person=person, channel=channel, value=value, is_safe="no", must_not_know="Jonas", source=folk.SOURCE
    )


def told(it: EarlyHelp, by: Practitioner) -> str:
    """Give what goes along about who takes part, where all the children go."""
    seen = help_to_change(by, it.public_id, page="test")
    return carried_of(seen, seen.plan.children).of_all[WHO_KNOWS]


def test_a_number_that_her_record_calls_not_safe_goes_along_as_not_safe(
    early_help: EarlyHelp, mother: Person, alice: Practitioner
) -> None:
    assert ", 07700 900123, ana@example.org." in told(early_help, alice)
    not_safe(mother, "text", "+44 7700 900123")
    said = told(early_help, alice)
    assert ", NOT SAFE, do not use: text message, +44 7700 900123, ana@example.org." in said
    assert "Jonas" not in said
    SafeContact.objects.update(to_on=timezone.localdate())
    assert ", 07700 900123, ana@example.org." in told(early_help, alice)


def test_what_only_another_record_of_hers_calls_not_safe_stays_behind(
    early_help: EarlyHelp, mother: Person, alice: Practitioner, school: Agency
) -> None:
    again = folk.person("Annie Lindqvist", agency=school, by=alice)
    not_safe(again, "email", "Ana@example.org")
    state_identity(one=mother, other=again, is_same=True, because="She says so", by=alice)
    said = told(early_help, alice)
    assert ", 07700 900123." in said
    for kept in ("NOT SAFE", "example.org", "Annie"):
        assert kept not in said, kept
