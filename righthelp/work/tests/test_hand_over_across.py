"""Work that any agency may lead passes on from agency to agency; other work stays in its own."""

import pytest

from righthelp.agencies.models import Practitioner
from righthelp.people.tests.conftest import Family
from righthelp.work.actions import end_episode, hand_over, involve_by_name, when_involved
from righthelp.work.models import Episode, Handover, Involvement
from righthelp.work.tests.working import AUTUMN, begun, client_of, led_by, team_of


@pytest.mark.requirement("BP-040")
def test_the_lead_of_early_help_passes_to_somebody_of_another_agency_with_a_note(
    family: Family, alice: Practitioner, charlie: Practitioner
) -> None:
    work = begun(alice, family.maya, kind="early_help")
    first = led_by(alice, work)
    later = hand_over(involvement=first, to=charlie, team=team_of(charlie), note="She likes to walk", by=alice)
    assert (later.practitioner, later.team, later.leads, later.episode) == (charlie, team_of(charlie), True, work)
    assert Handover.objects.get(later=later).note == "She likes to walk"
    assert Involvement.objects.get(pk=first.pk).ends_on is not None


def test_other_work_does_not_pass_to_another_agency(family: Family, alice: Practitioner, charlie: Practitioner) -> None:
    first = led_by(alice, begun(alice, family.maya))
    with pytest.raises(ValueError, match="within its agency"):
        hand_over(involvement=first, to=charlie, team=team_of(charlie), note="", by=alice)
    assert Involvement.objects.get(pk=first.pk).ends_on is None


def test_early_help_that_ended_does_not_pass_to_another_agency(
    family: Family, alice: Practitioner, charlie: Practitioner
) -> None:
    work = begun(alice, family.maya, kind="early_help")
    first = led_by(alice, work)
    end_episode(episode=work, on=AUTUMN, outcome="resolved", because="Better", they_go_on=True, by=alice)
    first.episode = Episode.objects.get(pk=work.pk)
    with pytest.raises(ValueError, match="within its agency"):
        hand_over(involvement=first, to=charlie, team=team_of(charlie), note="", by=alice)


def test_a_team_of_the_own_agency_can_be_named(family: Family, alice: Practitioner, bob: Practitioner) -> None:
    first = led_by(alice, begun(alice, family.maya))
    later = hand_over(involvement=first, to=bob, team=team_of(bob), note="", by=alice)
    assert later.team == team_of(bob)


@pytest.mark.requirement("BP-047")
def test_the_lead_of_early_help_is_named_and_passed_on_in_its_own_room_not_among_the_workers(
    family: Family, alice: Practitioner, leila: Practitioner
) -> None:
    work = begun(alice, family.maya, kind="early_help")
    here = f"/records/{family.maya.public_id}/workers"
    assert client_of(leila).get(f"{here}/work/{work.public_id}/allocate").status_code == 404
    part = led_by(alice, work)
    assert client_of(alice).get(f"{here}/{part.public_id}/hand-over").status_code == 404


def test_early_help_ends_in_its_own_room_not_among_the_workers(family: Family, alice: Practitioner) -> None:
    work = begun(alice, family.maya, kind="early_help")
    led_by(alice, work)
    here = f"/records/{family.maya.public_id}/workers"
    assert client_of(alice).get(here).status_code == 200
    assert client_of(alice).get(f"{here}/work/{work.public_id}/end").status_code == 404


def test_rooms_hear_of_somebody_without_an_account_too(family: Family, alice: Practitioner) -> None:
    heard: list[str] = []
    when_involved("test", lambda one: heard.append(one.who))
    try:
        involve_by_name(
            child=family.maya, name="Coach Ade", organisation="", phone="", role="coach", starts_on=AUTUMN, by=alice
        )
    finally:
        when_involved("test", lambda one: None)
    assert heard == ["Coach Ade"]
