"""A decision that another room shows leads to a disagreement, without typing it again; only to its readers."""

import datetime as dt
import uuid
from collections.abc import Iterator

import pytest
import time_machine
from django.urls import reverse

from righthelp.agencies.models import Practitioner
from righthelp.people.models import Person
from righthelp.people.tests.conftest import Family
from righthelp.work.disagreements import subjects
from righthelp.work.disagreements.models import Disagreement
from righthelp.work.disagreements.subjects import Subject
from righthelp.work.tests.disagreeing import whole
from righthelp.work.tests.working import client_of, send_form, send_twice, shown, team_of, words

pytestmark = pytest.mark.django_db
KEY = uuid.UUID("7a1e0b2c-3d4e-4f50-8a61-728394a5b6c7")
PAGE = f"/disagreements/about/answer/{KEY}"
FORM = f"{PAGE}?risk=no"
VIEWS = {"facts": "She missed two checks.", "view": "She should be seen.", "wants": "A nurse sees her."}


@pytest.fixture(autouse=True)
def _on_a_friday() -> Iterator[None]:
    with time_machine.travel(dt.datetime(2026, 3, 6, 12, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def registered() -> Iterator[None]:
    """Leave the registry as it was."""
    before = dict(subjects._registered)
    yield
    subjects._registered.clear()
    subjects._registered.update(before)


def shows(reader: Practitioner, decided_by: Practitioner | str, of: Practitioner, *children: Person) -> None:
    """Have a room show one decision to one reader."""
    subject = Subject(
        "No social care role now", dt.date(2026, 3, 4), decided_by, team_of(of).agency, children, "/somewhere"
    )
    subjects.register("answer", lambda who, key: subject if who.pk == reader.pk and key == KEY else None)


@pytest.mark.usefixtures("registered")
def test_a_reader_disagrees_with_it_without_typing_it_again(
    alice: Practitioner, charlie: Practitioner, family: Family
) -> None:
    shows(alice, charlie, charlie, family.maya, family.brother)
    client = client_of(alice)
    assert "Might a child be at risk now?" in shown(client, PAGE)
    text = shown(client, FORM)
    assert "No social care role now" in text
    assert "Charlie Chen, Saltmarsh Surgery, on 4 March 2026" in text
    assert "What was decided, or done?" not in text
    asked = words(send_form(client, FORM, **VIEWS))
    assert "Charlie Chen may not open the record of 2 of the 2 children." in asked
    send_twice(client, FORM, **VIEWS, knows="yes")
    it = whole(Disagreement.objects.get())
    assert (it.what, it.happened_on, it.complained_of) == ("No social care role now", dt.date(2026, 3, 4), charlie)
    assert (it.subject_kind, it.subject_id, it.subject_page) == ("answer", KEY, "/somewhere")
    assert set(it.children.all()) == {family.maya, family.brother}
    assert "/somewhere" in client.get(reverse("disagreement", args=[it.public_id])).text


@pytest.mark.usefixtures("registered")
def test_to_others_and_of_an_unknown_kind_it_is_not_there(
    alice: Practitioner, bob: Practitioner, charlie: Practitioner, sam: Practitioner, family: Family
) -> None:
    shows(alice, charlie, charlie, family.maya)
    for reader in (bob, charlie, sam):
        assert client_of(reader).get(FORM).status_code == 404
    assert client_of(alice).get(f"/disagreements/about/nothing/{KEY}").status_code == 404
    shows(sam, charlie, charlie, family.maya)  # a room that shows it to somebody who may not open the child's record
    assert client_of(sam).get(FORM).status_code == 404


@pytest.mark.usefixtures("registered")
def test_a_decision_of_ones_own_agency_says_whom_to_ask_instead(
    alice: Practitioner, bob: Practitioner, family: Family
) -> None:
    shows(alice, bob, bob, family.maya)
    text = shown(client_of(alice), FORM)
    assert "This was decided in your own agency. Say to Bob Baker what you see in another way." in text
    client_of(alice).post(FORM, {**VIEWS, "risk": "no"})
    assert not Disagreement.objects.exists()


@pytest.mark.usefixtures("registered")
def test_of_a_kind_that_says_nothing_of_its_readers_only_whoever_raised_it_would_know_and_it_stays_closed(
    alice: Practitioner, charlie: Practitioner
) -> None:
    shows(alice, "Dr Orr", charlie)
    send_form(client_of(alice), FORM, **VIEWS)
    it = Disagreement.objects.get()
    assert it.is_by_decision
    assert client_of(alice).get(reverse("disagreement", args=[it.public_id])).status_code == 404


@pytest.mark.usefixtures("registered")
def test_whoever_decided_by_name_alone_reads_nothing_and_nobody_disagrees_with_themselves(
    alice: Practitioner, charlie: Practitioner, family: Family
) -> None:
    shows(alice, "Alice Adeyemi", charlie, family.maya)
    assert "Name somebody other than yourself" in words(send_form(client_of(alice), FORM, **VIEWS))
    shows(alice, "Dr Orr", charlie, family.maya)
    send_form(client_of(alice), FORM, **VIEWS)
    it = Disagreement.objects.get()
    assert (it.complained_of, it.complained_of_name) == (None, "Dr Orr")
