"""A disagreement that somebody writes down for whoever has no account here: who may, about whom, and what it keeps."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from righthelp.agencies.models import Practitioner
from righthelp.agencies.tests import people
from righthelp.people.tests.conftest import Family
from righthelp.work.actions.disagreements import NotAllowed, join_record, leave_record
from righthelp.work.disagreements.models import Disagreement
from righthelp.work.disagreements.policies import may_write_for_others
from righthelp.work.tests.disagreeing import DECIDED_ON, lead_of, raised_by, whole
from righthelp.work.tests.working import client_of, option, send_twice, shown, team_of, works_with
from righthelp.work.tests.working import on as day_of

pytestmark = pytest.mark.django_db
CALLER: dict[str, Any] = {
    "told_by_name": "Priya Nair",
    "told_by_organisation": "Little Stars Nursery",
    "told_by_reach": "01632 960777",
}


def test_the_front_door_leads_and_managers_may_and_nobody_else(alice: Practitioner, charlie: Practitioner) -> None:
    door = people.worker(team_of(charlie).agency, "front_door_worker", "Fran Castellano")
    assert may_write_for_others(door)
    assert may_write_for_others(lead_of(team_of(alice).agency))
    assert not may_write_for_others(alice)


def test_whoever_may_not_is_refused_past_the_page(alice: Practitioner, charlie: Practitioner, family: Family) -> None:
    with pytest.raises(NotAllowed, match="write disagreements down for others"):
        raised_by(alice, family.maya, with_whom=charlie, **CALLER)


def test_it_can_be_about_the_own_agency_but_never_about_whoever_writes_it_down_or_whoever_raises_it(
    alice: Practitioner, bob: Practitioner, family: Family
) -> None:
    lead = lead_of(team_of(alice).agency)
    with pytest.raises(NotAllowed, match="what you did"):
        raised_by(lead, family.maya, with_whom=lead, **CALLER)
    with pytest.raises(NotAllowed, match="cannot speak for both sides"):
        raised_by(lead, family.maya, with_whom="priya  nair", agency=team_of(bob).agency, **CALLER)
    it = raised_by(lead, family.maya, with_whom=bob, **CALLER)
    assert (it.raised_for, it.agency) == (team_of(bob).agency, team_of(bob).agency)
    with pytest.raises(NotAllowed, match="another agency"):
        raised_by(lead, family.maya, with_whom=bob)


def test_who_told_of_it_is_kept_whole_or_not_at_all(alice: Practitioner, charlie: Practitioner, family: Family) -> None:
    it = raised_by(alice, family.maya, with_whom=charlie)
    for half in ({"told_by_name": "Priya Nair"}, {"told_by_reach": "01632 960777"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Disagreement.objects.filter(pk=it.pk).update(**half)
    with pytest.raises(IntegrityError), transaction.atomic():
        Disagreement.objects.filter(pk=it.pk).update(is_by_decision=True)


def test_a_lead_writes_one_down_from_the_childs_page_and_the_typed_person_stays_off_the_ladder(
    alice: Practitioner, charlie: Practitioner, family: Family
) -> None:
    lead = lead_of(team_of(alice).agency)
    works_with(lead, family.maya, "safeguarding lead")
    client = client_of(lead)
    path = f"/records/{family.maya.public_id}/disagreements/raise?risk=no&whose=other"
    given = {
        "about": "work", "what": "She was not seen.", "agency": option(client, path, "Saltmarsh Surgery"),
        "name": "Dr Orr", "facts": "She missed two checks.", "view": "Too slow.", "wants": "A nurse sees her.",
        **day_of("happened_on", DECIDED_ON), **CALLER,
    }  # fmt: skip
    send_twice(client, path, **given)
    it = whole(Disagreement.objects.get())
    assert (it.told_by_name, it.complained_of_name, it.now.ours_name) == ("Priya Nair", "Dr Orr", "Priya Nair")
    text = shown(client, f"/disagreements/{it.public_id}")
    assert "Priya Nair, Little Stars Nursery, written down by Gina Rossi" in text


def test_a_record_joins_and_leaves_only_what_is_about_these_decisions(
    alice: Practitioner, charlie: Practitioner, family: Family
) -> None:
    it = raised_by(alice, family.maya, with_whom=charlie)
    join_record(kind="answer", decisions=[it.public_id], child=family.brother, by=alice)
    leave_record(kind="answer", decisions=[it.public_id], by=alice)
    assert list(it.children.all()) == [family.maya]
