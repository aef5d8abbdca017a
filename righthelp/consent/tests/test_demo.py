"""The demonstration: examples where there is a child for them, nothing where there is none."""

import pytest

from righthelp.agencies.models import Agency, Practitioner
from righthelp.consent import demo
from righthelp.consent.models import Advice, Agreement, Consent, GoingOn, Sharing
from righthelp.people.models import Person, Relationship
from righthelp.people.tests.conftest import Family

pytestmark = pytest.mark.django_db


@pytest.fixture
def westmarsh(alice: Practitioner, leila: Practitioner, family: Family) -> Family:
    """Have Alice and Leila be the teacher and the lead of the demonstration."""
    Practitioner.objects.filter(pk=alice.pk).update(email=demo.TEACHER)
    Practitioner.objects.filter(pk=leila.pk).update(email=demo.LEAD)
    Relationship.objects.filter(relative=family.mother).update(has_parental_responsibility=True)
    return family


@pytest.mark.parametrize("has_others", [True, False])
def test_a_child_of_the_school_gets_true_to_life_examples(
    westmarsh: Family, leila: Practitioner, has_others: bool
) -> None:
    if has_others:
        for kind in (Agency.Kind.COMMUNITY_HEALTH, Agency.Kind.SOCIAL_CARE):
            Agency.objects.create(name=f"{kind.label} of Westmarsh", kind=kind)
    demo.load_demo_consent()
    assert Agreement.objects.get().said_by == westmarsh.mother
    assert Consent.objects.get().limits == demo.LIMITS
    assert GoingOn.objects.get().safe == "no"
    assert Advice.objects.get().answered_by == leila
    assert sorted(Sharing.objects.values_list("was_shared", flat=True)) == [False, True, True]


@pytest.mark.parametrize("without", ["people", "child"])
def test_nothing_is_written_where_somebody_is_missing(westmarsh: Family, alice: Practitioner, without: str) -> None:
    if without == "people":
        Practitioner.objects.filter(pk=alice.pk).update(email="somebody@example.org")
    else:
        Person.objects.update(noted_by=None)
    demo.load_demo_consent()
    assert not Agreement.objects.exists()
