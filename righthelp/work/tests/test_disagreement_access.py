"""Who reads a disagreement: parties, and leads and managers of both agencies, as far as the child's record is open."""

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.urls import reverse

from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people
from righthelp.audit.models import Event, Look
from righthelp.people.actions import restrict
from righthelp.people.tests.conftest import Family
from righthelp.people.tests.folk import person
from righthelp.work.actions.disagreements import Speaker, withdraw
from righthelp.work.disagreements.closing import cut_off_disagreements
from righthelp.work.disagreements.models import Disagreement
from righthelp.work.tests.disagreeing import WHAT, account, both_said, lead_of, raised_by, settled, taken_up, whole
from righthelp.work.tests.working import client_of, shown, team_of, works_with

pytestmark = pytest.mark.django_db
PAGES = ("disagreement", "disagreement_pdf")
CHANGES = ("speakers", "said", "go_up", "settle", "withdraw", "at_risk")


@pytest.fixture(autouse=True)
def _on_a_friday() -> Iterator[None]:
    with time_machine.travel(dt.datetime(2026, 3, 6, 12, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def raised(alice: Practitioner, charlie: Practitioner, family: Family) -> Disagreement:
    return raised_by(alice, family.maya, with_whom=charlie)


def reads(reader: Practitioner, it: Disagreement) -> bool:
    """Say whether somebody reads it on its page, on paper and in the list; a stranger gets 404 with no hint."""
    client = client_of(reader)
    answers = [client.get(reverse(name, args=[it.public_id])) for name in PAGES]
    found = {answer.status_code for answer in answers}
    assert found in ({200}, {404})
    listed = str(it.public_id) in client.get(reverse("disagreements")).text
    assert listed == (found == {200})
    if found == {404}:
        assert not any(WHAT in answer.content.decode(errors="replace") for answer in answers)
    return listed


def test_owner_and_both_sides_read_it_and_colleagues_and_strangers_do_not(
    raised: Disagreement, alice: Practitioner, bob: Practitioner, charlie: Practitioner, sam: Practitioner
) -> None:
    other = people.teacher(people.school("Fenside Academy"), "Dora Stone")
    colleague = people.teacher(team_of(charlie).agency, "Nora Quist")
    assert [reads(one, raised) for one in (alice, charlie)] == [True, True]
    assert [reads(one, raised) for one in (bob, sam, other, colleague)] == [False] * 4
    assert Event.objects.filter(name="audit.look_refused", actor_id=sam.pk, subject_id=raised.pk).exists()


def test_each_look_is_logged(raised: Disagreement, charlie: Practitioner) -> None:
    reads(charlie, raised)
    looks = Look.objects.filter(actor_id=charlie.pk, subject_id=raised.pk, subject_type="work.disagreement")
    assert sorted(looks.values_list("page", flat=True)) == ["disagreement", "disagreement as pdf"]


def test_leads_and_managers_of_both_agencies_read_it_where_the_childs_record_is_open_to_them(
    alice: Practitioner, leila: Practitioner, sam: Practitioner, mira: Practitioner, family: Family
) -> None:
    it = raised_by(alice, family.maya, with_whom=sam)
    assert reads(leila, it)
    assert not reads(mira, it)
    works_with(sam, family.maya, "social worker")
    assert reads(mira, it)
    works_with(mira, family.brother, "social worker")
    two = raised_by(alice, family.maya, person("Nia Holm", agency=None, by=alice), with_whom=sam)
    assert not reads(mira, two)  # the text is about both children


def test_the_lead_of_the_other_agency_reads_it_only_with_the_record(
    raised: Disagreement, charlie: Practitioner, family: Family
) -> None:
    gina = lead_of(team_of(charlie).agency)
    assert not reads(gina, raised)
    works_with(gina, family.maya, "practice nurse")
    assert reads(gina, raised)


def test_a_party_who_may_not_open_the_record_reads_the_text_alone(
    raised: Disagreement, charlie: Practitioner, alice: Practitioner, family: Family
) -> None:
    text = shown(client_of(charlie), reverse("disagreement", args=[raised.public_id]))
    assert "You read only what is written here." in text
    assert WHAT in text
    assert "Maya" not in text
    assert "One child whose record you may not open" in text
    assert "Maya Lindqvist" in shown(client_of(alice), reverse("disagreement", args=[raised.public_id]))
    assert client_of(charlie).get(reverse("record_disagreements", args=[family.maya.public_id])).status_code == 404


def test_a_restricted_record_closes_it_to_all_but_those_whom_it_names(
    raised: Disagreement,
    alice: Practitioner,
    charlie: Practitioner,
    leila: Practitioner,
    mira: Practitioner,
    family: Family,
) -> None:
    restrict(person=family.maya, kind="adoption", because="To be kept quiet", readers=[mira, alice], by=mira)
    assert [reads(one, raised) for one in (alice, charlie, leila)] == [True, False, False]


def test_whoever_it_is_with_sees_it_only_where_named_on_the_first_step(
    alice: Practitioner, school: Agency, charlie: Practitioner, family: Family
) -> None:
    gina = lead_of(team_of(charlie).agency)
    works_with(gina, family.maya, "practice nurse")
    named_alone = raised_by(alice, family.maya, with_whom="Gina  ROSSI", agency=team_of(charlie).agency)
    assert not reads(gina, named_alone)
    with_account = raised_by(alice, family.maya, with_whom=gina)
    assert reads(gina, with_account)


def test_of_later_steps_they_read_nothing_until_it_ends(
    raised: Disagreement, alice: Practitioner, charlie: Practitioner, mira: Practitioner
) -> None:
    it = taken_up(both_said(raised, alice), alice, account(alice), account(mira))
    it = both_said(it, alice)
    path = reverse("disagreement", args=[it.public_id])
    text = shown(client_of(charlie), path)
    assert "The next steps are between other people." in text
    assert "Mira Joshi" not in text
    assert "Mira Joshi" in shown(client_of(mira), path)
    assert "It goes on between other people" in shown(client_of(charlie), reverse("disagreements"))
    for name in CHANGES:
        assert client_of(charlie).get(reverse(f"disagreement_{name}", args=[it.public_id])).status_code == 404
    it = settled(it, alice)
    text = shown(client_of(charlie), path)
    assert "What was learned Ring each other first." in text
    assert "Mira Joshi" not in text


def test_somebody_named_on_a_step_reads_it_until_they_leave_their_agency(
    raised: Disagreement, alice: Practitioner, mira: Practitioner
) -> None:
    it = taken_up(raised, alice, account(alice), account(mira))
    assert reads(mira, it)
    mira.memberships.update(ends_on=dt.date(2026, 3, 5))
    people.give(mira, team_of(alice).agency, "practitioner")
    assert not reads(people.fresh(mira), it)


def test_whoever_raised_it_and_left_reads_it_no_more(
    raised: Disagreement, alice: Practitioner, charlie: Practitioner
) -> None:
    alice.memberships.update(ends_on=dt.date(2026, 3, 5))
    people.give(alice, people.school("Fenside Academy"), "practitioner")
    assert not reads(people.fresh(alice), raised)


@pytest.mark.parametrize("name", CHANGES)
def test_pages_that_change_it_are_not_there_for_strangers_and_colleagues(
    name: str, raised: Disagreement, bob: Practitioner, sam: Practitioner
) -> None:
    path = reverse(f"disagreement_{name}", args=[raised.public_id])
    for reader in (bob, sam):
        assert client_of(reader).get(path).status_code == 404
        assert client_of(reader).post(path, {"version": "1", "because": "x"}).status_code == 404
    assert whole(raised).version == 1


def test_nobody_changes_what_has_ended(raised: Disagreement, alice: Practitioner) -> None:
    withdraw(disagreement=raised, because="A mistake", version=raised.version, by=alice)
    for name in CHANGES:
        assert client_of(alice).get(reverse(f"disagreement_{name}", args=[raised.public_id])).status_code == 404


def test_it_says_what_a_restriction_would_cut_off(
    raised: Disagreement, alice: Practitioner, charlie: Practitioner, leila: Practitioner, family: Family
) -> None:
    lost = [("Alder Road Primary School", "one open disagreement")]
    assert [(one.agency, one.what) for one in cut_off_disagreements(family.maya, [charlie])] == lost
    for reader in (alice, leila):
        assert not list(cut_off_disagreements(family.maya, [charlie, reader]))
    settled(raised, alice)
    assert not list(cut_off_disagreements(family.maya, []))


def test_an_unknown_one_and_a_relative_known_through_the_child_lead_nowhere(
    raised: Disagreement, sam: Practitioner, family: Family
) -> None:
    works_with(sam, family.maya, "social worker")
    client = client_of(sam)
    assert client.get(reverse("disagreement", args=[family.maya.public_id])).status_code == 404
    for name in ("record_disagreements", "record_disagreement_raise"):
        assert client.get(reverse(name, args=[family.maya.public_id])).status_code == 200
        for risk in ("", "?risk=yes", "?risk=no"):
            assert client.get(reverse(name, args=[family.mother.public_id]) + risk).status_code == 404


def test_a_name_alone_opens_nothing(alice: Practitioner, charlie: Practitioner, family: Family) -> None:
    it = raised_by(alice, family.maya, with_whom="Nora Quist", agency=team_of(charlie).agency)
    nora = people.teacher(team_of(charlie).agency, "Nora Quist")
    assert not reads(nora, it)
    it = taken_up(it, alice, Speaker("Alice Adeyemi"), Speaker("Somebody Else"))
    assert not reads(nora, it)
