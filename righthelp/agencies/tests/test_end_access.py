"""A leaver's access ends at once, with the work reassigned first."""

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from righthelp.agencies import open_work
from righthelp.agencies.actions import NotAllowed, WorkLeftOpen, end_access, invite
from righthelp.agencies.models import Agency, Invitation, Membership, ParkedForm, Practitioner
from righthelp.agencies.sessions import forget_ended_sessions
from righthelp.agencies.tests import people
from righthelp.agencies.tests.people import fresh
from righthelp.audit.actions import COMMAND
from righthelp.audit.queries import events_about


def page(agency: Agency, person: Practitioner) -> str:
    return f"/agencies/{agency.public_id}/people/{person.public_id}/end-access"


@pytest.fixture
def drawer(monkeypatch: pytest.MonkeyPatch) -> dict[tuple[int, int], int]:
    """Give invented open work: how much each person holds in each agency."""
    held: dict[tuple[int, int], int] = {}

    def count(leaver: Practitioner, agency: Agency) -> int:
        return held.get((leaver.pk, agency.pk), 0)

    def reassign(*, leaver: Practitioner, agency: Agency, receiver: Practitioner, by: object) -> None:
        held[receiver.pk, agency.pk] = held.pop((leaver.pk, agency.pk))

    monkeypatch.setattr(open_work, "_registered", {})
    open_work.register("Drafts about children", count, reassign, permission="write considerations")
    open_work.register("Nothing at all", lambda leaver, agency: 0, reassign)
    return held


def test_it_ends_at_once(ada_client: Client, school: Agency, alice: Practitioner) -> None:
    theirs = people.sign_in(Client(), alice)
    ParkedForm.objects.create(practitioner=alice, path="/x", sealed_text=b"x")
    assert "signed out at once" in ada_client.get(page(school, alice)).text
    assert ada_client.post(page(school, alice)).headers["Location"] == f"/agencies/{school.public_id}/people"
    gone = fresh(alice)
    assert gone.ended_at is not None
    assert not gone.has_usable_password()
    membership = gone.memberships.get()
    assert membership.ends_on == timezone.localdate()
    assert membership.ended_at is not None
    assert theirs.get("/account").headers["Location"] == "/sign-in?next=/account"
    assert Session.objects.count() == 1  # the administrator's own
    assert not ParkedForm.objects.exists()
    assert [event.name for event in events_about(alice)] == ["agencies.account_closed", "agencies.access_ended"]


def test_others_stay_signed_in(ada_client: Client, school: Agency, alice: Practitioner, bob: Practitioner) -> None:
    bobs = people.sign_in(Client(), bob)
    ada_client.post(page(school, alice))
    assert bobs.get("/account").status_code == 200


def test_an_open_invitation_goes_too(ada: Practitioner, school: Agency, alice: Practitioner, bob: Practitioner) -> None:
    team = school.teams.get()
    Invitation.objects.create(email=alice.email, name="A", team=team, role="safeguarding_lead", token_hash="x")
    end_access(by=ada, person=alice, agency=school, receiver=None)
    assert Invitation.objects.get().withdrawn_at is not None


def test_the_past_stays_as_it_was(ada: Practitioner, school: Agency, alice: Practitioner) -> None:
    over = Membership.objects.create(
        practitioner=alice, team=school.teams.get(), role="safeguarding_lead",
        starts_on=people.STARTED, ends_on=people.STARTED,
    )  # fmt: skip
    end_access(by=ada, person=alice, agency=school, receiver=None)
    over.refresh_from_db()
    assert over.ends_on == people.STARTED
    assert over.ended_at is None


def test_a_role_still_to_come_never_starts(ada: Practitioner, school: Agency, alice: Practitioner) -> None:
    later = timezone.localdate().replace(year=timezone.localdate().year + 1)
    to_come = Membership.objects.create(
        practitioner=alice, team=school.teams.get(), role="safeguarding_lead", starts_on=later
    )
    end_access(by=ada, person=alice, agency=school, receiver=None)
    to_come.refresh_from_db()
    assert to_come.ended_at is not None
    assert not Membership.objects.current().filter(practitioner=alice).exists()


def test_open_work_needs_a_colleague(
    ada_client: Client, school: Agency, alice: Practitioner, bob: Practitioner, drawer: dict[tuple[int, int], int]
) -> None:
    drawer[alice.pk, school.pk] = 3
    text = ada_client.get(page(school, alice)).text
    assert "Drafts about children: 3" in text
    assert "Nothing at all" not in text
    assert "Bob Baker" in text
    assert "Ada Osei" not in text  # her role does not write considerations
    assert "Choose who takes over the open work" in ada_client.post(page(school, alice)).text
    assert fresh(alice).ended_at is None
    answer = ada_client.post(page(school, alice), {"receiver": str(bob.public_id)})
    assert answer.status_code == 302
    assert drawer == {(bob.pk, school.pk): 3}
    assert fresh(alice).ended_at is not None


def test_a_stranger_takes_over_nothing(
    ada_client: Client, ada: Practitioner, school: Agency, alice: Practitioner, charlie: Practitioner,
    drawer: dict[tuple[int, int], int],
) -> None:  # fmt: skip
    drawer[alice.pk, school.pk] = 1
    assert "Nobody else here may do this work" in ada_client.get(page(school, alice)).text
    ada_client.post(page(school, alice), {"receiver": str(charlie.public_id)})
    for receiver in (charlie, alice, ada, None):
        with pytest.raises(WorkLeftOpen) as refusal:
            end_access(by=ada, person=alice, agency=school, receiver=receiver)
        assert [(kind.title, number) for kind, number in refusal.value.work] == [("Drafts about children", 1)]
    assert fresh(alice).ended_at is None
    assert drawer == {(alice.pk, school.pk): 1}


def test_whoever_ends_the_access_does_not_take_over_the_drafts(
    ada: Practitioner, school: Agency, alice: Practitioner, bob: Practitioner, drawer: dict[tuple[int, int], int]
) -> None:
    people.give(ada, school, "practitioner")
    second = Practitioner.objects.create(email="a.osei@home.example", name="Ada Osei", password="!")
    people.give(second, school, "practitioner")
    drawer[alice.pk, school.pk] = 2
    text = people.sign_in(Client(), fresh(ada)).get(page(school, alice)).text
    assert "Bob Baker" in text
    assert "Ada Osei" not in text
    for receiver in (fresh(ada), second):
        with pytest.raises(WorkLeftOpen):
            end_access(by=fresh(ada), person=alice, agency=school, receiver=receiver)
    assert drawer == {(alice.pk, school.pk): 2}


def test_a_lead_who_ends_the_access_may_take_over_the_drafts(
    ada: Practitioner, school: Agency, alice: Practitioner, drawer: dict[tuple[int, int], int]
) -> None:
    people.give(ada, school, "deputy_safeguarding_lead")
    drawer[alice.pk, school.pk] = 2
    end_access(by=fresh(ada), person=alice, agency=school, receiver=fresh(ada))
    assert drawer == {(ada.pk, school.pk): 2}


def test_being_a_lead_elsewhere_does_not_help(
    ada: Practitioner, school: Agency, elsewhere: Agency, alice: Practitioner, drawer: dict[tuple[int, int], int]
) -> None:
    people.give(ada, school, "practitioner")
    people.give(ada, elsewhere, "safeguarding_lead")
    drawer[alice.pk, school.pk] = 2
    with pytest.raises(WorkLeftOpen):
        end_access(by=fresh(ada), person=alice, agency=school, receiver=fresh(ada))


def test_a_lead_whose_access_ends_is_told_and_so_are_the_others(
    ada: Practitioner, school: Agency, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    leila, tomasz = people.safeguarding_lead(school), people.deputy_lead(school)
    with django_capture_on_commit_callbacks(execute=True):
        end_access(by=ada, person=leila, agency=school, receiver=None)
    assert sorted(sent.to for sent in mail.outbox) == [[leila.email], [tomasz.email]]
    assert all("Leila Haddad is no longer safeguarding lead of" in sent.body for sent in mail.outbox)


def test_work_that_came_up_meanwhile_stops_it(
    ada_client: Client, school: Agency, alice: Practitioner, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []

    def count(leaver: Practitioner, agency: Agency) -> int:
        seen.append(1)
        return len(seen) - 1

    monkeypatch.setattr(open_work, "_registered", {})
    open_work.register("Drafts about children", count, lambda **names: None)
    assert "Choose who takes over" in ada_client.post(page(school, alice)).text
    assert fresh(alice).ended_at is None


def test_nothing_happens_when_the_work_cannot_be_passed_on(
    ada: Practitioner, school: Agency, alice: Practitioner, bob: Practitioner, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**names: object) -> None:
        raise RuntimeError("no")

    monkeypatch.setattr(open_work, "_registered", {})
    open_work.register("Drafts", lambda leaver, agency: 1, fail)
    with pytest.raises(RuntimeError):
        end_access(by=ada, person=alice, agency=school, receiver=bob)
    assert fresh(alice).ended_at is None


def test_who_works_elsewhere_too_keeps_that(
    ada_client: Client, school: Agency, elsewhere: Agency, alice: Practitioner, drawer: dict[tuple[int, int], int]
) -> None:
    people.give(alice, elsewhere, "practitioner")
    drawer[alice.pk, elsewhere.pk] = 2
    theirs = people.sign_in(Client(), alice)
    ada_client.post(page(school, alice))
    still = fresh(alice)
    assert still.ended_at is None
    assert [membership.team.agency for membership in still.memberships_now] == [elsewhere]
    assert theirs.get("/account").status_code == 302
    assert drawer == {(alice.pk, elsewhere.pk): 2}


def test_nobody_ends_their_own_access(ada: Practitioner, school: Agency) -> None:
    with pytest.raises(NotAllowed):
        end_access(by=ada, person=ada, agency=school, receiver=None)


def test_a_stranger_ends_nothing(ada: Practitioner, elsewhere: Agency, charlie: Practitioner) -> None:
    with pytest.raises(NotAllowed):
        end_access(by=ada, person=charlie, agency=elsewhere, receiver=None)


def test_an_administrator_ends_any(joe_client: Client, school: Agency, ada: Practitioner) -> None:
    assert joe_client.post(page(school, ada)).status_code == 302
    assert fresh(ada).ended_at is not None


def test_the_command_line_may_too(school: Agency, ada: Practitioner) -> None:
    end_access(by=COMMAND, person=ada, agency=school, receiver=None)
    assert events_about(ada)[0].actor_kind == "command"
    invite(
        by=COMMAND, team=school.teams.get(), role_key="administrator", email="n@example.org", name="N",
        job_title="", link=str,
    )  # fmt: skip


def test_old_sessions_are_forgotten(client: Client, alice: Practitioner) -> None:
    client.force_login(alice)
    assert forget_ended_sessions() == 0
    Session.objects.update(expire_date=timezone.now())
    assert forget_ended_sessions() == 1
