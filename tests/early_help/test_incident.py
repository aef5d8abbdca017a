"""Something happens while early help goes on: a social worker thinks about a specialist plan, or about other ways."""

import pytest
from django.urls import reverse

from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people
from righthelp.early_help.models import EarlyHelp
from righthelp.front_door.models import Contact, ContactDecision
from righthelp.front_door.tests.deciding import adopted, decided_for
from righthelp.people.tests.conftest import Family
from righthelp.work.tests.working import client_of, send_form, shown

OTHER_WAYS = "Early help is the right place: add the domestic abuse service, and ask for a social worker’s advice"


@pytest.mark.requirement("BN-048")
@pytest.mark.parametrize(
    ("outcome", "reason"), [("assessment", "A specialist plan may be needed"), ("advice", OTHER_WAYS)]
)
def test_an_incident_reaches_a_social_worker_who_assesses_for_a_specialist_plan_or_suggests_other_ways(
    early_help: EarlyHelp,
    family: Family,
    alice: Practitioner,
    social_care: Agency,
    mira: Practitioner,
    outcome: str,
    reason: str,
) -> None:
    adopted(alice)
    maya = early_help.plan.children.get(person=family.maya)
    told = {"because": "The police were called to the flat last night", "phone": "01632 960 123"}
    path = reverse("early_help_urgent", args=[early_help.public_id])
    assert send_form(client_of(alice), path, children=[str(maya.public_id)], **told).status_code == 302
    contact = Contact.objects.get()
    assert contact.answers.get(key="what_happened").text.startswith("The police were called to the flat last night")
    fran = people.worker(social_care, "front_door_worker", "Fran Castellano")
    decided_for(contact.children.get(), fran, mira, outcome=outcome, reason=reason)
    made = ContactDecision.objects.get()
    assert (made.outcome, made.reason) == (outcome, reason)
    page = shown(client_of(alice), reverse("early_help", args=[early_help.public_id]))
    assert "GOES ON" in page
