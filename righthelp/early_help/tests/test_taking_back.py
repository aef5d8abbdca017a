"""A yes to early help is taken back: whoever sees to it writes it down, and what follows is decided and shown."""

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.actions.refusals import NotAllowed
from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people
from righthelp.consent.actions import Withdrawn
from righthelp.consent.models import Agreement
from righthelp.early_help.actions.taking_back import take_back
from righthelp.early_help.models import EarlyHelp, Offer
from righthelp.early_help.tests import helping
from righthelp.messages.models import Notice
from righthelp.people.tests.conftest import Family
from righthelp.work.tests.working import client_of, on, send_form, shown, team_of, words

SAID = {"withdrawn_words": "We manage now", "withdrawn_how": "phone"}
DECIDE = "A family took a yes back: decide the next steps"


@pytest.fixture
def cora(school: Agency) -> Practitioner:
    return people.worker(school, "early_help_coordinator", "Cora Lane")


@pytest.fixture
def led(early_help: EarlyHelp, alice: Practitioner, charlie: Practitioner) -> EarlyHelp:
    """Give early help that Alice’s school coordinates, and that Charlie leads, who works elsewhere."""
    helping.leads(charlie, early_help, by=alice)
    return early_help


def path(it: EarlyHelp, offer: Offer | None = None) -> str:
    return reverse("early_help_take_back", args=[it.public_id, (offer or it.offers.get()).public_id])


def page(it: EarlyHelp) -> str:
    return reverse("early_help", args=[it.public_id])


def sent(by: Practitioner, it: EarlyHelp, *names: Any, **more: Any) -> Any:
    children = [str(one.public_id) for one in it.plan.children.filter(person__in=names)]
    day = on("withdrawn_on", timezone.localdate())
    return send_form(client_of(by), path(it), children=children, **{**SAID, **day, **more})


@pytest.mark.requirement("BP-026", "BP-203", "SF-028")
def test_a_lead_of_another_agency_notes_it_for_the_child_it_was_about(
    led: EarlyHelp, alice: Practitioner, charlie: Practitioner, family: Family
) -> None:
    client = client_of(charlie)
    assert path(led) in client.get(page(led)).text
    assert "Choose at least one child" in words(sent(charlie, led))
    assert sent(charlie, led, family.maya).status_code == 302
    back, stands = Agreement.objects.get(child=family.maya), Agreement.objects.get(child=family.brother)
    assert (back.withdrawn_words, back.withdrawn_by, back.withdrawn_on) == (
        "We manage now", charlie, timezone.localdate(),
    )  # fmt: skip
    assert stands.is_given
    text = shown(client, page(led))
    assert "AGREEMENT TAKEN BACK: Maya" in text
    assert "A manager or coordinator is asked to decide what happens next" in text
    assert Notice.objects.filter(title=DECIDE).exists()


def test_whoever_writes_for_the_agency_does_it_on_the_record_of_the_child(
    led: EarlyHelp, alice: Practitioner, leila: Practitioner
) -> None:
    assert path(led) not in client_of(leila).get(page(led)).text
    assert "record" in client_of(leila).get(page(led)).text


def test_a_day_before_the_yes_and_a_yes_that_does_not_stand_are_refused(
    led: EarlyHelp, charlie: Practitioner, family: Family
) -> None:
    early = on("withdrawn_on", helping.SINCE - dt.timedelta(days=1))
    text = words(sent(charlie, led, family.maya, **early))
    assert "They said yes on 5 January 2026" in text
    assert "We manage now" in text
    assert sent(charlie, led, family.maya, family.brother).status_code == 302
    assert "This is not a yes that stands" in shown(client_of(charlie), path(led))


def test_of_two_who_write_it_down_at_once_the_second_is_told(
    led: EarlyHelp, charlie: Practitioner, family: Family, monkeypatch: pytest.MonkeyPatch
) -> None:
    from righthelp.early_help.views import taking_back

    def meanwhile(**more: Any) -> None:
        take_back(**more)
        take_back(**more)

    monkeypatch.setattr(taking_back, "take_back", meanwhile)
    text = words(sent(charlie, led, family.maya))
    assert "Somebody wrote this down meanwhile" in text
    assert "We manage now" in text


def test_a_colleague_a_stranger_and_who_thinks_about_it_find_no_form(
    led: EarlyHelp, bob: Practitioner, sam: Practitioner, charlie: Practitioner, family: Family
) -> None:
    helping.joins(bob, led, by=charlie)
    for other in (bob, sam):
        assert client_of(other).get(path(led)).status_code == 404, other.name
    thinks = helping.answered(led, family.father, "thinking", by=charlie, people=[family.maya])
    assert client_of(charlie).get(path(led, thinks)).status_code == 404
    withdrawn = Withdrawn(timezone.localdate(), "face", "x")
    children = list(led.plan.children.all())
    with pytest.raises(NotAllowed):
        take_back(help=led, offer=led.offers.first(), children=children, withdrawn=withdrawn, by=bob)  # type: ignore[arg-type]
    for offer, some in ((thinks, children), (led.offers.first(), [])):
        with pytest.raises(ValueError, match="a yes is taken back"):
            take_back(help=led, offer=offer, children=some, withdrawn=withdrawn, by=charlie)  # type: ignore[arg-type]


@pytest.mark.requirement("BP-203")
def test_who_coordinates_early_help_decides_what_happens_next_as_a_manager_does(
    led: EarlyHelp, charlie: Practitioner, alice: Practitioner, cora: Practitioner, family: Family
) -> None:
    sent(charlie, led, family.maya)
    assert Notice.objects.filter(to=cora, title=DECIDE).count() == 1
    back = Agreement.objects.get(child=family.maya)
    way = reverse("record_consent_next_steps", args=[family.maya.public_id, back.public_id])
    assert way in client_of(cora).get(page(led)).text
    for other in (charlie, alice):
        assert way not in client_of(other).get(page(led)).text
        assert client_of(other).get(way).status_code == 404
    assert "Maya" in shown(client_of(cora), reverse("consent_asked"))
    decided = {"steps": "The school asks again in May", "because": "Her mother wants a rest"}
    assert "Which manager decided" not in shown(client_of(cora), way)
    assert send_form(client_of(cora), way, **decided).status_code == 302
    assert "What was decided after that: The school asks again in May" in shown(client_of(charlie), page(led))


@pytest.mark.requirement("BP-203")
def test_where_one_of_two_takes_it_back_the_page_says_what_follows(
    led: EarlyHelp, charlie: Practitioner, cora: Practitioner, family: Family
) -> None:
    first = led.offers.get()
    helping.answered(led, family.father, "agreed", by=charlie, people=[family.maya])
    children = [str(led.plan.children.get(person=family.maya).public_id)]
    day = on("withdrawn_on", timezone.localdate())
    assert send_form(client_of(charlie), path(led, first), children=children, **SAID, **day).status_code == 302
    text = shown(client_of(cora), page(led))
    assert "One yes was taken back: Maya" in text
    assert "Decide what happens next for Maya" in text
    assert "AGREEMENT TAKEN BACK" not in text


@pytest.mark.requirement("BP-021", "BN-030")
def test_who_coordinates_ends_early_help_as_a_manager_does(
    led: EarlyHelp, cora: Practitioner, family: Family, charlie: Practitioner
) -> None:
    ending = {
        "outcome": "declined", "ended_because": "They manage", "family_at_end": "Glad", "afterwards": "Ask school",
        **on("ended_on", timezone.localdate()),
    }  # fmt: skip
    assert send_form(client_of(cora), reverse("early_help_end", args=[led.public_id]), **ending).status_code == 302
    led.refresh_from_db()
    assert led.ended_by == cora
    assert team_of(cora).agency == led.plan.team.agency
