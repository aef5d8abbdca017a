"""The ledger: each act of sharing rests on consent or a reason, and on the law; not sharing has a reason, too."""

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError
from pytest_django import Settings

from righthelp.agencies.models import Agency, Practitioner
from righthelp.audit.models import Event
from righthelp.consent.actions import Considered, DoesNotStand, Withdrawn, note_not_shared, set_aside, share, withdraw
from righthelp.consent.models import Sharing
from righthelp.consent.tests.talking import DAY, consent, not_asked, went_on, what
from righthelp.people.models import Person
from righthelp.people.tests.conftest import Family

pytestmark = pytest.mark.django_db


def shared(by: Practitioner, agency: Agency, *children: Person, **other: Any) -> list[Sharing]:
    given = {"what": what(), "basis": "public_task", "because": "He could be hurt tonight", **other}
    return share(children=children, agency=agency, by=by, **given)


@pytest.mark.requirement("SF-055", "BP-257")
def test_what_was_shared_with_whom_on_what_basis_is_written_for_each_child_with_fact_and_opinion_apart(
    school: Agency, social_care: Agency, alice: Practitioner, family: Family
) -> None:
    told = Considered(DAY, social_care, "", "Two bruises", "I think he is afraid", "His aunt heard shouting")
    made = shared(alice, school, family.maya, family.brother, what=told, condition="safeguarding")
    assert [one.child for one in made] == [family.maya, family.brother]
    for one in made:
        assert (one.facts, one.opinions, one.reported) == (told.facts, told.opinions, told.reported)
        assert (one.to_agency, one.happened_on, one.basis, one.condition) == (
            social_care, DAY, "public_task", "safeguarding",
        )  # fmt: skip
        assert (one.was_shared, one.because, one.written_by) == (True, "He could be hurt tonight", alice)
    assert list(Event.objects.filter(name="consent.shared").values_list("subject_id", flat=True)) == [
        family.maya.pk, family.brother.pk,
    ]  # fmt: skip
    assert str(made[0]) == "Shared on 6 March 2026"


def test_what_somebody_shared_is_theirs_also_where_another_has_it_written(
    school: Agency, alice: Practitioner, sam: Practitioner, family: Family
) -> None:
    [made] = shared(sam, school, family.maya, shared_by=alice)
    assert (made.written_by, made.is_sealed) == (alice, False)
    assert Event.objects.get(name="consent.shared").actor_id == sam.pk


def test_a_consent_that_covers_each_child_carries_the_sharing(
    school: Agency, alice: Practitioner, family: Family
) -> None:
    given = consent(alice, school, family.maya, family.brother)
    made = shared(alice, school, family.maya, family.brother, basis="consent", consent=given, because="")
    assert [one.consent.child for one in made if one.consent] == [family.maya, family.brother]


@pytest.mark.parametrize("gone", ["withdrawn", "set aside", "refused", "of another child"])
def test_a_consent_that_does_not_stand_carries_nothing(
    school: Agency, alice: Practitioner, family: Family, gone: str
) -> None:
    given = consent(alice, school, family.maya, answer="no" if gone == "refused" else "yes")
    if gone == "withdrawn":
        withdraw(records=[given], withdrawn=Withdrawn(DAY, "face", "No more"), by=alice)
    if gone == "set aside":
        set_aside(records=[given], because="Wrong child", by=alice)
    child = family.brother if gone == "of another child" else family.maya
    with pytest.raises(DoesNotStand):
        shared(alice, school, child, basis="consent", consent=given)
    assert not Sharing.objects.exists()


def test_the_reason_for_doing_without_is_carried_forward_for_each_child_while_it_stands(
    school: Agency, alice: Practitioner, family: Family
) -> None:
    reason = not_asked(alice, school, family.maya, family.brother)
    made = shared(alice, school, family.maya, family.brother, going_on=reason, because="")
    assert [one.going_on.child for one in made if one.going_on] == [family.maya, family.brother]
    after = went_on(alice, school, family.maya)
    with pytest.raises(DoesNotStand):
        shared(alice, school, family.brother, going_on=after, because="")
    set_aside(records=[after], because="Wrong", by=alice)
    with pytest.raises(DoesNotStand):
        shared(alice, school, family.maya, going_on=after, because="")


@pytest.mark.requirement("BP-112", "BP-113", "SF-055")
def test_nothing_is_shared_with_neither_consent_nor_a_reason(
    school: Agency, alice: Practitioner, family: Family
) -> None:
    with pytest.raises(ValueError, match="needs a reason"):
        shared(alice, school, family.maya, because="")
    row = {"child": family.maya, "agency": school, "written_by": alice, "happened_on": DAY, "to_name": "x"}
    with pytest.raises(IntegrityError, match="without_consent_there_is_a_reason"):
        Sharing.objects.create(**row, facts="x", was_shared=True, basis="public_task", together=family.maya.public_id)


@pytest.mark.parametrize(
    ("other", "name"),
    [
        ({"basis": "consent"}, "basis_of_consent_names_it"),
        ({"what": what(to_name="")}, "sharing_says_with_whom"),
        ({"what": what(facts="")}, "sharing_says_what"),
    ],
)
def test_what_belongs_together_stands_together(
    school: Agency, alice: Practitioner, family: Family, other: dict[str, Any], name: str
) -> None:
    with pytest.raises(IntegrityError, match=name):
        shared(alice, school, family.maya, **other)


def test_sharing_is_about_a_child_and_rests_on_what_the_law_knows(
    school: Agency, alice: Practitioner, family: Family
) -> None:
    with pytest.raises(ValueError, match="at least one child"):
        shared(alice, school)
    for basis in ("curiosity", "safeguarding", "sharing_duty"):
        with pytest.raises(ValueError, match="cannot rest on"):
            shared(alice, school, family.maya, basis=basis)


def test_sharing_rests_on_the_new_duty_from_its_day_on(
    school: Agency, alice: Practitioner, family: Family, settings: Settings
) -> None:
    settings.INFORMATION_SHARING_DUTY_FROM = DAY
    assert shared(alice, school, family.maya, basis="sharing_duty")
    with pytest.raises(ValueError, match="cannot rest on"):
        shared(alice, school, family.maya, basis="sharing_duty", what=what(happened_on=DAY - dt.timedelta(days=1)))


@pytest.mark.requirement("BP-257")
def test_what_was_thought_about_and_not_shared_has_a_reason_and_no_basis(
    school: Agency, alice: Practitioner, family: Family
) -> None:
    made = note_not_shared(
        what=what(), because="It does not help him", children=[family.maya], agency=school, by=alice
    )[0]
    assert (made.was_shared, made.because, made.basis) == (False, "It does not help him", "")
    assert str(made) == "Not shared on 6 March 2026"
    assert Event.objects.filter(name="consent.not_shared").count() == 1
    with pytest.raises(IntegrityError):
        note_not_shared(what=what(), because="", children=[family.maya], agency=school, by=alice)
