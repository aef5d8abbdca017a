"""What roles may do."""

import datetime as dt
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.models import Agency, Membership, Practitioner
from righthelp.agencies.policies import (
    holders_of,
    may,
    may_change_account,
    may_change_person,
    may_give,
    may_keep_people,
    needs_second_factor,
    roles_to_give,
)
from righthelp.agencies.roles import ROLES, Administrator, DeputySafeguardingLead, SafeguardingLead, role
from righthelp.agencies.tests import people
from righthelp.agencies.tests.people import fresh
from righthelp.audit.actions import COMMAND


def test_a_role_holds_in_its_own_agency(alice: Practitioner, school: Agency, elsewhere: Agency) -> None:
    assert may(alice, "write considerations")
    assert may(alice, "write considerations", school)
    assert not may(alice, "write considerations", elsewhere)
    assert not may(alice, "take over drafts", school)


def test_a_permission_that_nobody_has_is_a_mistake(alice: Practitioner) -> None:
    with pytest.raises(KeyError):
        may(alice, "write consideration")
    with pytest.raises(KeyError):
        holders_of("write consideration")
    with pytest.raises(KeyError):
        role("teacher")


def test_nobody_signed_in_may_nothing() -> None:
    assert not may(AnonymousUser(), "write considerations")


@pytest.mark.parametrize("field", ["ended_at", "suspended_at"])
def test_leavers_and_suspended_people_may_nothing(alice: Practitioner, field: str) -> None:
    Practitioner.objects.filter(pk=alice.pk).update(**{field: timezone.now()})
    assert not may(fresh(alice), "write considerations")


def test_a_role_holds_from_its_first_to_its_last_day(alice: Practitioner, school: Agency) -> None:
    today, one_day = timezone.localdate(), dt.timedelta(days=1)
    held = Membership.objects.filter(practitioner=alice)
    for starts_on, ends_on, holds in (
        (today, None, True),
        (today, today, True),
        (today + one_day, None, False),
        (today - one_day, today - one_day, False),
    ):
        held.update(starts_on=starts_on, ends_on=ends_on)
        assert may(fresh(alice), "write considerations") is holds
        listed = Practitioner.objects.get_queryset().working_for(school).filter(pk=alice.pk)
        assert listed.exists() is holds


def test_who_held_a_role_on_a_day_can_be_asked_later(alice: Practitioner) -> None:
    Membership.objects.update(ends_on=dt.date(2026, 1, 31), ended_at=timezone.now())
    Practitioner.objects.update(ended_at=timezone.now())
    assert Membership.objects.held_on(dt.date(2026, 1, 31)).exists()
    assert not Membership.objects.held_on(dt.date(2026, 2, 1)).exists()
    assert not Membership.objects.current().exists()


def test_a_session_owner_with_the_role_passes(alice: Practitioner) -> None:
    policy = holders_of("write considerations")
    assert policy.allows(SimpleNamespace(user=alice))  # type: ignore[arg-type]
    assert not policy.allows(SimpleNamespace(user=AnonymousUser()))  # type: ignore[arg-type]
    assert "write considerations" in policy.name


def test_who_needs_a_second_factor(alice: Practitioner, ada: Practitioner) -> None:
    assert not needs_second_factor(alice)
    assert needs_second_factor(ada)


def test_who_keeps_whose_people(ada: Practitioner, joe: Practitioner, alice: Practitioner, school: Agency) -> None:
    other = people.gp_practice()
    assert may_keep_people(ada, school)
    assert not may_keep_people(ada, other)
    assert may_keep_people(joe, school)
    assert may_keep_people(joe, other)
    assert not may_keep_people(alice, school)
    assert may_keep_people(COMMAND, school)


def test_who_may_give_what(ada: Practitioner, joe: Practitioner, alice: Practitioner, school: Agency) -> None:
    assert [each.key for each in roles_to_give(ada, school)] == [
        "practitioner",
        "safeguarding_lead",
        "deputy_safeguarding_lead",
        "agency_administrator",
    ]
    assert [each.key for each in roles_to_give(joe, school)] == [
        "information_governance",
        "guidance_editor",
        "agency_administrator",
        "administrator",
    ]
    assert roles_to_give(alice, school) == []
    assert may_give(COMMAND, Administrator, school)


def test_roles_of_social_care_are_given_in_social_care_alone(school: Agency) -> None:
    council = people.social_care()
    keeper = people.agency_administrator(council, "Olu Bright")
    council_roles = {"social_worker", "front_door_worker", "social_care_manager"}
    assert council_roles <= {each.key for each in roles_to_give(keeper, council)}
    for key in council_roles:
        assert not may_give(COMMAND, ROLES[key], school)
        assert may_give(COMMAND, ROLES[key], council)


def test_keeping_all_agencies_gives_no_role_that_sees_records(joe: Practitioner, school: Agency) -> None:
    for agency in (school, joe.memberships_now[0].team.agency):
        offered = roles_to_give(joe, agency)
        assert not any("write considerations" in each.permissions for each in offered)


def test_the_first_lead_is_named_by_an_agency_administrator_and_the_next_by_a_lead(
    ada: Practitioner, school: Agency, elsewhere: Agency
) -> None:
    people.safeguarding_lead(elsewhere, "Priya Raman")
    assert may_give(ada, SafeguardingLead, school)
    leila = people.deputy_lead(school, "Leila Haddad")
    for each in (SafeguardingLead, DeputySafeguardingLead):
        assert not may_give(ada, each, school)
        assert not may_give(leila, each, school)  # she does not keep the agency's people
    people.give(leila, school, "agency_administrator")
    assert may_give(fresh(leila), SafeguardingLead, school)
    assert not may_give(fresh(leila), SafeguardingLead, elsewhere)


def test_an_account_is_changed_only_with_power_over_every_role(
    ada: Practitioner, joe: Practitioner, alice: Practitioner, elsewhere: Agency
) -> None:
    assert may_change_account(ada, alice)
    people.give(alice, elsewhere, "practitioner")
    assert not may_change_account(ada, fresh(alice))
    people.give(ada, elsewhere, "agency_administrator")
    assert may_change_account(fresh(ada), fresh(alice))
    assert may_change_account(joe, fresh(alice))
    assert not may_change_account(joe, joe)
    Membership.objects.filter(practitioner=alice).delete()
    assert not may_change_account(joe, fresh(alice))


def test_an_agency_administrator_of_one_agency_is_nobody_in_another(
    ada: Practitioner, school: Agency, elsewhere: Agency, charlie: Practitioner
) -> None:
    people.give(ada, elsewhere, "practitioner")
    people.give(charlie, school, "practitioner")
    assert may_change_person(fresh(ada), fresh(charlie), school)
    assert not may_change_person(fresh(ada), fresh(charlie), elsewhere)


def test_nobody_changes_themselves_or_somebody_above(ada: Practitioner, joe: Practitioner, school: Agency) -> None:
    editor = people.guidance_editor(school)
    assert not may_change_person(ada, ada, school)
    assert not may_change_person(ada, editor, school)
    assert may_change_person(joe, editor, school)
    assert may_change_person(COMMAND, joe, school)


def test_a_page_with_the_wrong_policy_is_a_mistake() -> None:
    with pytest.raises(TypeError):
        person_signed_in(SimpleNamespace(user=AnonymousUser()))  # type: ignore[arg-type]


def test_django_finds_people_by_address_and_names_them(alice: Practitioner) -> None:
    assert Practitioner.objects.get_by_natural_key("Alice.Adeyemi@EXAMPLE.org") == alice
    assert alice.get_full_name() == str(alice) == "Alice Adeyemi"
    assert not alice.is_staff
    membership = alice.memberships_now[0]
    assert str(membership) == "Alice Adeyemi: Practitioner in All staff, Alder Road Primary School"
