"""Acting at once, and thinking together: each view, the outcome, and who sees it differently."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from righthelp.agencies.actions.refusals import NotAllowed
from righthelp.agencies.models import Agency, Practitioner
from righthelp.consent.models import Sharing
from righthelp.front_door.actions.discussing import (
    Called,
    DiscussionOver,
    NotOver,
    SpokeAlready,
    Stand,
    Viewed,
    call_discussion,
    end_discussion,
    note_safeguarding,
    note_view,
    take_stand,
)
from righthelp.front_door.actions.resting import RestsOn
from righthelp.front_door.models import Contact, Discussion, Safeguarding, View
from righthelp.front_door.tests.arriving import STORY, client_of, draft, received, shown, words
from righthelp.front_door.tests.deciding import adopted, decided_for, level
from righthelp.messages.models import Mail, Notice
from righthelp.people.actions import restrict
from righthelp.people.tests.conftest import Family
from righthelp.work.tests.working import hidden, on, send_form, send_twice

TUESDAY = dt.datetime(2027, 3, 2, 10, tzinfo=dt.UTC)
UNCLEAR = "We do not know whether she is safe at night."
DISSENT = "She has told our nurse more than she told you."


@pytest.fixture(autouse=True)
def _guidance(alice: Practitioner) -> None:
    adopted(alice)


@pytest.fixture
def surgery(charlie: Practitioner) -> Agency:
    """Give the surgery where Charlie works."""
    return charlie.memberships.get().team.agency


@pytest.fixture
def discussion(alice: Practitioner, fran: Practitioner, surgery: Agency) -> Discussion:
    """Give a discussion about a request of Alice, to which the surgery is asked."""
    return call_discussion(contact=received(alice), called=called_of(surgery), by=fran)


def called_of(agency: Agency) -> Called:
    on = RestsOn("public_task", because="It would put her at risk.")
    return Called(unclear=UNCLEAR, agencies=[agency], rests_on=on, told="She is often tired.")


def page_of(discussion: Discussion, name: str = "front_door_discussion") -> str:
    return reverse(name, args=[discussion.contact.public_id, discussion.public_id])


def own_page(discussion: Discussion) -> str:
    return reverse("check_discussion", args=[discussion.public_id])


def spoken(discussion: Discussion, agency: Agency, by: Practitioner) -> View:
    viewed = Viewed(agency=agency, name="Dr Chen", view="She is not safe.", facts="Seen twice.", level=level(4))
    return note_view(discussion=discussion, viewed=viewed, by=by)


def ended(discussion: Discussion, by: Practitioner, **stands: Stand) -> None:
    held = {view: stands.get("all", Stand("not_said")) for view in discussion.views.all()}
    end_discussion(discussion=discussion, outcome="Early help first.", level=level(2), stands=held, by=by)


@pytest.mark.requirement("BP-115")
def test_on_an_urgent_contact_acting_stands_first_with_whom_to_ring_and_needs_nothing_before_it(
    alice: Practitioner, fran: Practitioner
) -> None:
    contact = received(alice, is_urgent=True)
    text = shown(client_of(fran), reverse("front_door_contact", args=[contact.public_id]))
    first = text.index("Is a child in danger now? Ring first.")
    assert first < text.index("Take it")
    assert first < text.index("Who is meant")
    assert contact.holder is None


@pytest.mark.requirement("BP-115")
def test_what_was_done_at_once_is_noted_by_whoever_is_there_with_the_police_and_the_hour(
    alice: Practitioner, fran: Practitioner, femi: Practitioner
) -> None:
    with time_machine.travel(TUESDAY, tick=False):
        contact = received(alice, is_urgent=True)
        path = reverse("front_door_act", args=[contact.public_id])
        client = client_of(femi)
        assert "999" in shown(client, path)
        day = on("day", TUESDAY.date())
        assert "Say what was done" in words(send_form(client, path, time="09:45", **day))
        assert "must be in the past" in words(send_form(client, path, what="Rang", time="23:00", **day))
        done = {"what": "The police are on their way", "with_whom": "999, incident 17", "time": "09:45", **day}
        assert [one.status_code for one in send_twice(client, path, **done)] == [302, 302]
        note_safeguarding(contact=contact, what="Rang the ward", with_whom="Ward 3", done_at=TUESDAY, by=fran)
    noted = Safeguarding.objects.all()
    assert [(one.what, one.noted_by) for one in noted] == [
        ("The police are on their way", femi),
        ("Rang the ward", fran),
    ]
    assert noted[0].done_at == dt.datetime(2027, 3, 2, 9, 45, tzinfo=dt.UTC)
    contact.refresh_from_db()
    assert (contact.holder, contact.state) == (None, Contact.State.WAITING)


def test_who_does_not_work_at_the_front_door_notes_no_action_and_calls_nobody(
    alice: Practitioner, fran: Practitioner, surgery: Agency
) -> None:
    act: dict[str, Any] = {"what": "x", "with_whom": "", "done_at": TUESDAY}
    contact = received(alice)
    for refused in (
        lambda: note_safeguarding(contact=contact, by=alice, **act),
        lambda: note_safeguarding(contact=draft(alice), by=fran, **act),
        lambda: call_discussion(contact=contact, called=called_of(surgery), by=alice),
    ):
        with pytest.raises(NotAllowed):
            refused()


@pytest.mark.requirement("BP-114")
@pytest.mark.requirement("BP-111")
def test_agencies_are_called_where_the_level_is_not_clear(
    alice: Practitioner, fran: Practitioner, charlie: Practitioner, surgery: Agency
) -> None:
    contact = received(alice)
    path, client = reverse("front_door_discuss", args=[contact.public_id]), client_of(fran)
    assert "Say what is not clear" in words(send_form(client, path, agencies=str(surgery.public_id)))
    given = {"unclear": UNCLEAR, "told": "", "agencies": str(surgery.public_id), "basis": "public_task"}
    assert "Choose whether the family said yes" in words(send_form(client, path, **given))
    assert "Say why it is done without" in words(send_form(client, path, **given, consent="not_asked"))
    called = send_form(client, path, **given, consent="not_asked", because="To ask would put her at risk.")
    made = Discussion.objects.get()
    assert called.url == page_of(made)
    assert Notice.objects.get().to == charlie
    assert "Maya" not in Mail.objects.get().text
    assert "No view yet from Saltmarsh Surgery" in shown(client, page_of(made))


@pytest.mark.requirement("BP-112")
@pytest.mark.requirement("BP-257")
def test_what_those_who_take_part_are_told_rests_on_a_reason_and_stands_in_the_ledger(
    alice: Practitioner, fran: Practitioner, surgery: Agency, family: Family
) -> None:
    made = call_discussion(contact=received(alice, person=family.maya), called=called_of(surgery), by=fran)
    shared = Sharing.objects.get(is_sealed=False)
    assert (shared.child, shared.to_agency, shared.because) == (family.maya, surgery, "It would put her at risk.")
    assert shared.facts == (
        "That the front door decides about the child, and asks the agency to think with it. "
        "What those who take part need to know."
    )
    assert shared.opinions == "What is not clear."
    with pytest.raises(IntegrityError), transaction.atomic():
        Discussion.objects.filter(pk=made.pk).update(because="")


@pytest.mark.requirement("BP-114")
def test_the_front_door_notes_each_view_with_who_spoke_the_level_and_facts_apart(
    fran: Practitioner, surgery: Agency, school: Agency, discussion: Discussion
) -> None:
    path, client = page_of(discussion, "front_door_discussion_view"), client_of(fran)
    said = {"name": "Dr Chen", "facts": "Seen twice.", "view": "She is not safe.", "level": "4"}
    assert "Choose the agency" in words(send_form(client, path, **said))
    sent = send_twice(client, path, agency=str(surgery.public_id), **said)
    assert [one.status_code for one in sent] == [302, 302]
    send_form(client, path, agency=str(school.public_id), **{**said, "name": "Ms Berg", "level": "none"})
    text = shown(client, page_of(discussion))
    assert "Who spoke Dr Chen Facts Seen twice. View She is not safe. Level that they see Level 4" in text
    assert [(one.agency, one.level) for one in View.objects.all()] == [(surgery, level(4)), (school, None)]


def test_an_agency_has_one_view_and_none_after_the_end(
    fran: Practitioner, charlie: Practitioner, bob: Practitioner, surgery: Agency, school: Agency,
    discussion: Discussion,
) -> None:  # fmt: skip
    spoken(discussion, surgery, fran)
    with pytest.raises(SpokeAlready):
        spoken(discussion, surgery, charlie)
    with pytest.raises(NotAllowed):
        spoken(discussion, school, bob)
    ended(discussion, fran)
    with pytest.raises(DiscussionOver):
        spoken(discussion, school, fran)
    with pytest.raises(DiscussionOver):
        ended(discussion, fran)
    with pytest.raises(NotAllowed):
        ended(discussion, charlie)


@pytest.mark.requirement("BP-114")
def test_dissent_is_kept_and_stands_next_to_the_decision(
    fran: Practitioner, mona: Practitioner, surgery: Agency, discussion: Discussion
) -> None:
    view = spoken(discussion, surgery, fran)
    path, client = page_of(discussion, "front_door_discussion_end"), client_of(fran)
    given = {"outcome": "Early help first.", "level": "2", f"view-{view.public_id}-stands": "disagrees"}
    assert "say why it sees it differently" in words(send_form(client, path, **given))
    given[f"view-{view.public_id}-dissent"] = DISSENT
    assert [one.status_code for one in send_twice(client, path, **given)] == [302, 302]
    contact = discussion.contact
    for name in ("front_door_decide", "front_door_contact"):
        text = shown(client, reverse(name, args=[contact.public_id]))
        assert f"Saltmarsh Surgery sees it differently {DISSENT}" in text
    decided_for(contact.children.get(), fran, mona)
    view.refresh_from_db()
    assert (view.stands, view.dissent) == ("disagrees", DISSENT)


def test_what_comes_after_the_end_is_not_saved_and_not_lost(
    fran: Practitioner, school: Agency, discussion: Discussion
) -> None:
    path, client = page_of(discussion, "front_door_discussion_view"), client_of(fran)
    fields = hidden(client.get(path).text)
    ended(discussion, fran)
    said = {"name": "Ms Berg", "view": "Written in vain", "level": "none", "agency": str(school.public_id)}
    page: Any = client.post(path, {**fields, **said})
    assert "Somebody was first" in words(page)
    assert "Written in vain" in words(page)
    assert not View.objects.exists()


def test_dissent_without_a_reason_cannot_be_kept(fran: Practitioner, surgery: Agency, discussion: Discussion) -> None:
    view = spoken(discussion, surgery, fran)
    with pytest.raises(IntegrityError), transaction.atomic():
        View.objects.filter(pk=view.pk).update(stands="disagrees")


def test_who_takes_part_writes_their_own_view_and_sees_only_the_question(
    alice: Practitioner, fran: Practitioner, charlie: Practitioner, surgery: Agency, school: Agency,
    discussion: Discussion,
) -> None:  # fmt: skip
    spoken(discussion, school, fran)
    client, path = client_of(charlie), own_page(discussion)
    text = shown(client, path)
    for part in ("Maya Lindqvist", UNCLEAR, "She is often tired."):
        assert part in text
    assert not any(part in text for part in (STORY, "Dr Chen", "3 May 2017", "Alice", "Alder Road"))
    assert send_form(client, path, view="We are worried.", facts="", level="3").status_code == 302
    own = View.objects.get(agency=surgery)
    assert (own.name, own.noted_by, own.level) == ("Charlie Chen", charlie, level(3))
    assert "We are worried." in shown(client, path)
    late: Any = client.post(path, {"view": "Again", "level": "3"})
    assert (late.status_code, View.objects.filter(agency=surgery).count()) == (200, 1)


def test_who_takes_part_says_after_the_end_where_the_agency_stands_in_place_of_what_was_noted_for_it(
    fran: Practitioner, charlie: Practitioner, surgery: Agency, discussion: Discussion
) -> None:
    view = spoken(discussion, surgery, fran)
    with pytest.raises(NotOver):
        take_stand(view=view, stand=Stand("agrees"), by=charlie)
    ended(discussion, fran, all=Stand("agrees"))
    client, path = client_of(charlie), own_page(discussion)
    assert "Early help first." in shown(client, path)
    given = {f"view-{view.public_id}-stands": "disagrees", f"view-{view.public_id}-dissent": DISSENT}
    assert send_form(client, path, **given).status_code == 302
    view.refresh_from_db()
    assert (view.stands, view.dissent, view.stands_noted_by) == ("disagrees", DISSENT, charlie)
    with pytest.raises(SpokeAlready):
        take_stand(view=view, stand=Stand("agrees"), by=charlie)
    with pytest.raises(NotAllowed):
        take_stand(view=view, stand=Stand("agrees"), by=fran)


def test_whose_agency_is_not_asked_and_a_closed_record_get_nothing(
    alice: Practitioner, bob: Practitioner, fran: Practitioner, charlie: Practitioner, mira: Practitioner,
    family: Family, discussion: Discussion,
) -> None:  # fmt: skip
    path = own_page(discussion)
    assert [client_of(nobody).get(path).status_code for nobody in (alice, bob, fran)] == [404, 404, 404]
    discussion.contact.children.update(person=family.maya)
    restrict(person=family.maya, kind="staff", because="Works here", readers=[mira], by=mira)
    assert [client_of(one).get(path).status_code for one in (charlie, fran)] == [404, 404]


def test_who_missed_the_end_reads_the_outcome_and_whom_to_ring(
    fran: Practitioner, charlie: Practitioner, discussion: Discussion
) -> None:
    ended(discussion, fran)
    text = shown(client_of(charlie), own_page(discussion))
    assert "Early help first." in text
    assert "ring the front door today" in text
    assert Notice.objects.filter(to=charlie).count() == 2
