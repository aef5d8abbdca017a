"""The only safeguarding lead goes and another comes: whoever could look at it is told (decision 6)."""

import pytest
from django.core import mail
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from righthelp.agencies.actions import accept_invitation, change_role, end_access, give_role, invite, take_role
from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people
from righthelp.agencies.tests.people import PASSWORD, fresh
from righthelp.audit.actions import COMMAND

GONE = "Nobody there is a safeguarding lead or deputy now"
FIRST = "so an administrator could decide it alone"


@pytest.fixture
def omar(school: Agency) -> Practitioner:
    """Give the school's other administrator."""
    return people.agency_administrator(school, "Omar Said")


@pytest.fixture
def leila(school: Agency) -> Practitioner:
    """Give the school's only lead."""
    return people.safeguarding_lead(school)


def told(sentence: str) -> list[str]:
    return sorted(to for sent in mail.outbox if sentence in sent.body for to in sent.to)


def test_the_administrators_hear_that_the_only_lead_went_and_who_is_the_next(
    ada: Practitioner, omar: Practitioner, joe: Practitioner, alice: Practitioner, charlie: Practitioner,
    leila: Practitioner, school: Agency, elsewhere: Agency,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:  # fmt: skip
    people.agency_administrator(elsewhere, "Zoe Elsewhere")
    with django_capture_on_commit_callbacks(execute=True):
        end_access(by=ada, person=leila, agency=school, receiver=None)
    assert told(GONE) == sorted([ada.email, omar.email, joe.email])
    assert told("Leila Haddad is no longer safeguarding lead") == sorted(
        [ada.email, omar.email, joe.email, leila.email]
    )
    mail.outbox.clear()
    invitation, _ = invite(
        by=fresh(ada), team=school.teams.get(), role_key="safeguarding_lead", email="office2@example.org",
        name="Sam Field", job_title="", link=lambda token: token,
    )  # fmt: skip
    with django_capture_on_commit_callbacks(execute=True):
        accept_invitation(invitation=invitation, password=PASSWORD)
    assert told(FIRST) == sorted([ada.email, omar.email, joe.email])
    assert all("Sam Field is now safeguarding lead of Alder Road" in sent.body for sent in mail.outbox)
    assert not any("office2" in sent.body for sent in mail.outbox)


def test_they_hear_nothing_while_another_lead_is_there(
    ada: Practitioner, joe: Practitioner, leila: Practitioner, school: Agency,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:  # fmt: skip
    tomasz = people.deputy_lead(school)
    with django_capture_on_commit_callbacks(execute=True):
        end_access(by=ada, person=leila, agency=school, receiver=None)
    assert sorted(to for sent in mail.outbox for to in sent.to) == sorted([leila.email, tomasz.email])


def test_the_only_deputy_becoming_lead_is_no_end_and_no_beginning(
    ada: Practitioner, joe: Practitioner, school: Agency,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:  # fmt: skip
    tomasz = people.deputy_lead(school)
    held = tomasz.memberships.get()
    with django_capture_on_commit_callbacks(execute=True):
        change_role(by=COMMAND, membership=held, team=held.team, role_key="safeguarding_lead")
    assert [sent.to for sent in mail.outbox] == [[tomasz.email]]
    assert told(GONE) == told(FIRST) == []


def test_a_role_among_several_that_is_taken_away_counts_too(
    ada: Practitioner, joe: Practitioner, leila: Practitioner, school: Agency,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:  # fmt: skip
    people.give(leila, school, "practitioner")
    lead = leila.memberships.get(role="safeguarding_lead")
    with django_capture_on_commit_callbacks(execute=True):
        take_role(by=ada, membership=lead)
    assert told(GONE) == sorted([ada.email, joe.email])


def test_an_administrator_who_left_or_is_suspended_is_not_told_and_the_person_hears_it_once(
    ada: Practitioner, omar: Practitioner, joe: Practitioner, alice: Practitioner, school: Agency,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:  # fmt: skip
    Practitioner.objects.filter(pk=omar.pk).update(suspended_at=omar.joined_at)
    people.give(alice, school, "agency_administrator")
    with django_capture_on_commit_callbacks(execute=True):
        give_role(by=ada, person=fresh(alice), team=school.teams.get(), role_key="safeguarding_lead")
    assert told(FIRST) == sorted([ada.email, joe.email])


def test_whoever_ends_the_access_of_the_only_lead_reads_what_that_means(
    ada_client: Client, alice: Practitioner, leila: Practitioner, school: Agency, elsewhere: Agency
) -> None:
    people.safeguarding_lead(elsewhere, "Priya Raman")
    pages = f"/agencies/{school.public_id}/people"
    warning = "is the only safeguarding lead or deputy of Alder Road Primary School"
    people.give(leila, school, "practitioner")
    role = leila.memberships.get(role="safeguarding_lead")
    for address in (f"{leila.public_id}/end-access", f"{leila.public_id}/roles/{role.public_id}/end"):
        assert f"Leila Haddad {warning}" in ada_client.get(f"{pages}/{address}").text
    other = leila.memberships.get(role="practitioner")
    for address in (f"{alice.public_id}/end-access", f"{leila.public_id}/roles/{other.public_id}/end"):
        assert warning not in ada_client.get(f"{pages}/{address}").text
    people.deputy_lead(school)
    assert warning not in ada_client.get(f"{pages}/{leila.public_id}/end-access").text
