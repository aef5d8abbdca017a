"""The pages on which a disagreement is raised: what is asked, said before it is sent, and refused."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from righthelp.agencies.models import Practitioner
from righthelp.agencies.tests import people
from righthelp.guidance.actions import adopt
from righthelp.people.actions import restrict
from righthelp.people.tests.conftest import Family
from righthelp.work.disagreements.models import Disagreement
from righthelp.work.tests.disagreeing import (
    DECIDED_ON,
    WHAT,
    whole,
)
from righthelp.work.tests.working import (
    client_of,
    hidden,
    on,
    option,
    send_form,
    send_twice,
    shown,
    team_of,
    words,
    works_with,
)

pytestmark = pytest.mark.django_db
GOES_ON = "The child’s plan goes on meanwhile."


@pytest.fixture(autouse=True)
def _on_a_friday() -> Iterator[None]:
    with time_machine.travel(dt.datetime(2026, 3, 6, 12, tzinfo=dt.UTC), tick=False):
        yield


def at(it: Disagreement, name: str = "") -> str:
    return reverse(f"disagreement_{name}" if name else "disagreement", args=[it.public_id])


def raising(family: Family, risk: str = "no") -> str:
    return f"{reverse('record_disagreement_raise', args=[family.maya.public_id])}?risk={risk}"


def written(**more: Any) -> dict[str, Any]:
    answers = {
        "about": "decision", "what": WHAT, **on("happened_on", DECIDED_ON), "name": "Charlie Chen",
        "facts": "She missed two checks.", "view": "She should be seen.", "wants": "A nurse sees her.",
    }  # fmt: skip
    return {**answers, **more}


def test_the_first_question_is_whether_a_child_might_be_at_risk_and_yes_shows_whom_to_ring(
    alice: Practitioner, family: Family, guidance: Any
) -> None:
    adopt(framework=guidance["bathnes"].framework, by=people.guidance_editor(team_of(alice).agency))
    client = client_of(alice)
    first = shown(client, reverse("record_disagreement_raise", args=[family.maya.public_id]))
    assert "Might a child be at risk now?" in first
    assert "What was decided, or done?" not in first
    assert "Choose yes or no" in shown(client, raising(family, ""))
    yes, no = shown(client, raising(family, "yes")), shown(client, raising(family, "no"))
    assert "Ring now, before you write" in yes
    assert "999" in yes.split("Ring now")[1].split("What do you disagree with?")[0]
    assert "Ring now" not in no
    client.post(raising(family, "yes"), {**hidden(client.get(raising(family, "yes")).text), **_named(client, family)})
    it = whole(Disagreement.objects.get())
    assert (it.at_risk, it.now.due_on) == (True, dt.date(2026, 3, 6))
    assert "A child might be at risk: ring now" in shown(client, at(it))


def _named(client: Any, family: Family) -> dict[str, Any]:
    return written(agency_name="Northshire Council")


@pytest.mark.requirement("BN-065")
@pytest.mark.parametrize("about", ["A decision", "The quality of work"])
def test_a_decision_or_work_that_is_not_in_right_help_is_typed_and_sent_once(
    about: str, alice: Practitioner, charlie: Practitioner, family: Family
) -> None:
    client = client_of(alice)
    agency = option(client, raising(family), "Saltmarsh Surgery")
    value = {label: key for key, label in Disagreement.About.choices}[about]
    assert about in shown(client, raising(family))
    send_twice(client, raising(family), **written(agency=agency, about=value))
    it = whole(Disagreement.objects.get())
    assert it.get_about_display() == about
    assert (it.agency, it.complained_of, it.complained_of_name) == (team_of(charlie).agency, None, "Charlie Chen")
    text = shown(client, at(it))
    assert "Alder Road Primary School with Saltmarsh Surgery" in text
    assert GOES_ON in text
    assert "Charlie Chen: answer" in text  # what Alice wrote to raise it is not asked again
    assert "Alice Adeyemi with Charlie Chen" in text


def test_the_form_says_before_it_is_sent_that_the_other_side_may_not_open_the_record(
    alice: Practitioner, charlie: Practitioner, family: Family
) -> None:
    client = client_of(alice)
    answers = written(agency=option(client, raising(family), "Saltmarsh Surgery"), email="Charlie.Chen@example.org")
    asked = words(send_form(client, raising(family), **answers))
    assert "Charlie Chen may not open the record of this child. They will read what you write here" in asked
    assert "Tick to say that you know what they can read" in asked
    assert not Disagreement.objects.exists()
    send_form(client, raising(family), **answers, knows="yes")
    assert whole(Disagreement.objects.get()).now.theirs == charlie


def test_nothing_is_asked_where_the_other_side_may_open_the_record(
    alice: Practitioner, charlie: Practitioner, family: Family
) -> None:
    works_with(charlie, family.maya, "GP")
    client = client_of(alice)
    answers = written(agency=option(client, raising(family), "Saltmarsh Surgery"), email="charlie.chen@example.org")
    send_form(client, raising(family), **answers)
    assert Disagreement.objects.get().complained_of == charlie


def test_nobody_outside_its_list_is_named_with_an_address_where_a_record_is_restricted(
    alice: Practitioner, charlie: Practitioner, mira: Practitioner, family: Family
) -> None:
    restrict(person=family.maya, kind="adoption", because="Quiet", readers=[mira, alice], by=mira)
    client = client_of(alice)
    answers = written(agency=option(client, raising(family), "Saltmarsh Surgery"), email="charlie.chen@example.org")
    asked = words(send_form(client, raising(family), **answers, knows="yes"))
    assert "Only named people may open this child’s record, and Charlie Chen is not one of them." in asked
    assert not Disagreement.objects.exists()


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({}, "Choose which agency decided or did it, or write its name below"),
        ({"agency_name": "Elsewhere", "agency": "gp"}, "Choose from the list or write a name, not both"),
        ({"agency": "gp", "email": "nobody@example.org"}, "Nobody there uses Right Help with this address"),
        ({"agency_name": "Elsewhere", "email": "charlie.chen@example.org"}, "Nobody uses Right Help with this address"),
        ({"agency_name": "Elsewhere", "name": "alice adeyemi"}, "Name somebody other than yourself"),
        ({"agency_name": "Elsewhere", "what": ""}, "Write what was decided, or done"),
        ({"agency_name": "Elsewhere", "view": ""}, "Write what you think, and why"),
        ({"agency_name": "x" * 300}, "Your answer must be 200 characters or fewer"),
    ],
)
def test_what_is_missing_or_cannot_be_is_said_in_a_sentence(
    more: dict[str, Any], sentence: str, alice: Practitioner, charlie: Practitioner, family: Family
) -> None:
    client = client_of(alice)
    if more.get("agency") == "gp":
        more = {**more, "agency": option(client, raising(family), "Saltmarsh Surgery")}
    assert sentence in words(send_form(client, raising(family), **written(**more)))
    assert not Disagreement.objects.exists()


def test_it_may_be_about_brothers_and_sisters_whose_records_are_open(alice: Practitioner, family: Family) -> None:
    client = client_of(alice)
    assert "Leo Marsh" in shown(client, raising(family))
    send_form(client, raising(family), **_named(client, family), more=[str(family.brother.public_id)])
    assert set(Disagreement.objects.get().children.all()) == {family.maya, family.brother}


def test_of_two_own_agencies_one_says_for_which_it_is_raised(
    alice: Practitioner, charlie: Practitioner, family: Family
) -> None:
    people.give(alice, people.school("Fenside Academy"), "practitioner")
    client = client_of(alice)
    asked = words(send_form(client, raising(family), **_named(client, family)))
    assert "Choose one of your agencies" in asked
    send_form(client, raising(family), **_named(client, family), from_agency=option(client, raising(family), "Fenside"))
    assert Disagreement.objects.get().raised_for.name == "Fenside Academy"
