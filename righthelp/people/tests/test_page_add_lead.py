"""A half-written family waits in nobody's drawer: leads see it after a working day, a leaver passes it on."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from righthelp.agencies.actions import end_access
from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people
from righthelp.agencies.tests.people import fresh
from righthelp.audit.actions import COMMAND
from righthelp.audit.models import Event, Look
from righthelp.calendar.models import ClosedDay
from righthelp.calendar.rules import LONDON
from righthelp.people.actions import ChangedMeanwhile, forget_family_drafts, take_family_over
from righthelp.people.actions.drafts import count_family_drafts, hand_over_family_drafts
from righthelp.people.models import FamilyDraft, Person
from righthelp.people.policies import draft_opens_to_lead_at
from righthelp.people.tests.record_pages import client_of, day_parts, refused, send, words
from righthelp.people.tests.test_page_add import ADD, SIBLING, begun, save, saved_child, text_of

pytestmark = pytest.mark.django_db
FRIDAY = dt.datetime(2026, 3, 6, 10, tzinfo=LONDON)
TUESDAY = dt.timedelta(days=4)


@pytest.fixture
def clock() -> Iterator[Any]:
    with time_machine.travel(FRIDAY, tick=False) as travelled:
        yield travelled


@pytest.fixture
def at(alice: Practitioner, clock: Any) -> str:
    """Give the address of what Alice began on a Friday."""
    return begun(client_of(alice))


def take(by: Practitioner, at: str, because: str = "Amina is ill") -> Any:
    return send(client_of(by), f"{at}/take-over", because=because)


@pytest.mark.parametrize(
    ("closed", "first"), [(None, dt.date(2026, 3, 10)), (dt.date(2026, 3, 9), dt.date(2026, 3, 11))]
)
def test_it_opens_to_leads_after_one_working_day(closed: dt.date | None, first: dt.date) -> None:
    opens = draft_opens_to_lead_at(FRIDAY, {closed} if closed else ())
    assert (opens + dt.timedelta(microseconds=1)).astimezone(LONDON) == dt.datetime.combine(first, dt.time(), LONDON)


def test_lead_and_deputy_read_it_after_a_working_day_a_colleague_a_stranger_and_other_leads_never(
    at: str, clock: Any, school: Agency, leila: Practitioner, bob: Practitioner, charlie: Practitioner
) -> None:
    elsewhere = people.safeguarding_lead(people.school("Fenside Academy"), "Siân Pritchard")
    deputy = people.deputy_lead(school)
    clock.shift(dt.timedelta(days=3, hours=13))  # Monday, 23:00
    assert client_of(leila).get(f"{at}/take-over").status_code == 404
    assert "Okoro" not in text_of(client_of(leila), ADD)
    clock.shift(dt.timedelta(hours=2))
    for lead in (leila, deputy):
        assert "Nia Okoro , begun on 6 March 2026, with Alice Adeyemi" in text_of(client_of(lead), ADD)
        assert "12 Heron Way" in text_of(client_of(lead), f"{at}/take-over")
        assert Look.objects.filter(actor_id=lead.pk, page="take over a family").count() == 1
    for reader, status in ((bob, 403), (charlie, 403), (elsewhere, 404)):
        assert client_of(reader).get(f"{at}/take-over").status_code == status
        assert "Okoro" not in text_of(client_of(reader), ADD)


def test_a_day_on_which_the_partnership_is_closed_does_not_count(at: str, clock: Any, leila: Practitioner) -> None:
    ClosedDay.objects.create(date=dt.date(2026, 3, 9), name="Training day")
    clock.shift(TUESDAY)
    assert client_of(leila).get(f"{at}/take-over").status_code == 404


def test_whoever_takes_it_over_goes_on_with_it_and_the_other_reads_why(
    at: str, clock: Any, leila: Practitioner, alice: Practitioner
) -> None:
    clock.shift(TUESDAY)
    assert refused(take(leila, at, ""), "Say why you take it over")
    assert take(leila, at).headers["Location"] == f"{at}/people"
    assert "Nia Okoro" in text_of(client_of(leila), f"{at}/people")
    said = text_of(client_of(alice), ADD)
    assert "Leila Haddad took over what you began on 6 March 2026: Amina is ill" in said
    event = Event.objects.get(name="people.family_taken_over")
    assert (event.actor_id, event.about_ids, event.fields) == (leila.pk, {"practitioner": alice.pk}, ["owner"])


def test_whoever_began_it_is_told_who_saved_it_for_as_long_as_drafts_are_kept(
    at: str, clock: Any, leila: Practitioner, alice: Practitioner, bob: Practitioner
) -> None:
    clock.shift(TUESDAY)
    take(leila, at)
    saved_child(save(client_of(leila), at))
    told = "Leila Haddad saved it on 10 March 2026. Do not add the child again."
    clock.shift(dt.timedelta(days=1))
    said = text_of(client_of(alice), ADD)
    assert "Leila Haddad took over what you began on 6 March 2026: Amina is ill" in said
    assert told in said
    assert "Okoro" not in said
    for other in (leila, bob):
        assert "saved it on" not in text_of(client_of(other), ADD)
    clock.shift(dt.timedelta(days=13, minutes=1))
    assert told not in text_of(client_of(alice), ADD)


def test_the_child_is_named_to_whoever_began_it_where_the_record_is_open_to_them(
    at: str, clock: Any, school: Agency, leila: Practitioner, alice: Practitioner
) -> None:
    clock.shift(TUESDAY)
    take(leila, at)
    child = saved_child(save(client_of(leila), at))
    Person.objects.filter(pk=child.pk).update(noted_by=alice)
    page: Any = client_of(alice).get(ADD)
    assert "Leila Haddad saved it on 10 March 2026: Nia Okoro . Do not add" in words(page.text)
    assert f'href="{reverse("record", args=[child.public_id])}"' in page.text
    look = Look.objects.get(actor_id=alice.pk, subject_id=child.pk, page="taken over and saved")
    assert look.reason == "You added this record"


def test_what_was_saved_by_whoever_began_it_is_no_notice_and_waits_for_no_lead(
    at: str, clock: Any, alice: Practitioner, leila: Practitioner
) -> None:
    saved_child(save(client_of(alice), at))
    clock.shift(TUESDAY)
    for reader in (alice, leila):
        said = text_of(client_of(reader), ADD)
        assert not any(told in said for told in ("Okoro", "took over", "saved it on", "NOT SAVED"))


def test_the_pages_say_truly_who_sees_what_is_not_saved(
    at: str, clock: Any, school: Agency, leila: Practitioner, alice: Practitioner, bob: Practitioner
) -> None:
    assert "Only you see this, and after one working day your safeguarding lead." in text_of(
        client_of(alice), f"{at}/people"
    )
    own = begun(client_of(leila))
    assert "Only you see this, and after one working day the other safeguarding leads and deputies." in text_of(
        client_of(leila), f"{own}/people"
    )
    clock.shift(TUESDAY)
    take(leila, at)
    for page in ("people", "on-file"):
        said = text_of(client_of(leila), f"{at}/{page}")
        assert f"You see this, and so do the other safeguarding leads and deputies of {school.name}." in said
        assert "Only you see this" not in said
    hand_over_family_drafts(leaver=leila, agency=school, receiver=bob, by=COMMAND)
    said = text_of(client_of(bob), f"{at}/people")
    assert f"You see this, and so do the safeguarding leads and deputies of {school.name}." in said


def test_two_leads_take_one_draft_over_once(
    at: str, clock: Any, school: Agency, leila: Practitioner, alice: Practitioner
) -> None:
    clock.shift(TUESDAY)
    deputy = people.deputy_lead(school)
    draft, same = FamilyDraft.objects.get(), FamilyDraft.objects.get()
    take_family_over(draft=draft, because="x", by=leila)
    with pytest.raises(ChangedMeanwhile):
        take_family_over(draft=same, because="x", by=deputy)
    assert FamilyDraft.objects.get().owner == leila


def test_a_leaver_passes_it_to_a_colleague(
    at: str, school: Agency, alice: Practitioner, bob: Practitioner, clock: Any
) -> None:
    assert count_family_drafts(alice, school) == 1
    end_access(person=alice, agency=school, receiver=bob, by=COMMAND)
    assert "Nia Okoro" in text_of(client_of(bob), f"{at}/people")
    assert Event.objects.get(name="people.family_handed_over").about_ids == {"practitioner": bob.pk}


def test_a_protected_address_is_not_read_by_a_colleague_to_whom_it_is_handed(
    clock: Any, school: Agency, leila: Practitioner, bob: Practitioner
) -> None:
    at = begun(client_of(leila), is_protected="on")
    hand_over_family_drafts(leaver=leila, agency=school, receiver=bob, by=COMMAND)
    assert client_of(bob).get(f"{at}/people").status_code == 404
    assert "Okoro" not in text_of(client_of(bob), ADD)
    clock.shift(TUESDAY)
    take(leila, at)
    assert "Protected address: 12 Heron Way" in text_of(client_of(leila), f"{at}/people")


def test_one_whose_time_is_over_is_opened_by_nobody_and_the_worker_deletes_it(
    at: str, clock: Any, alice: Practitioner, leila: Practitioner, school: Agency
) -> None:
    clock.shift(dt.timedelta(days=14, minutes=1))
    assert client_of(alice).get(f"{at}/people").status_code == 404
    assert client_of(leila).get(f"{at}/take-over").status_code == 404
    for reader in (alice, leila):
        assert "Okoro" not in text_of(client_of(reader), ADD)
    assert count_family_drafts(alice, school) == 0
    assert FamilyDraft.objects.exists()
    forget_family_drafts()
    assert not FamilyDraft.objects.exists()


def test_who_began_it_reads_who_holds_it_and_why_and_gets_back_what_they_wrote_a_stranger_gets_nothing(
    at: str, clock: Any, school: Agency, leila: Practitioner, alice: Practitioner, bob: Practitioner, sam: Practitioner
) -> None:
    clock.shift(TUESDAY)
    take(leila, at)
    for page in ("child", "people", "people/add", "on-file", "check", "drop"):
        said = text_of(client_of(alice), f"{at}/{page}")
        assert "Leila Haddad holds this now" in said
        assert "taken over from you on 10 March 2026 at 10am: Amina is ill" in said
        assert "Okoro" not in said
    sent: Any = client_of(alice).post(f"{at}/people/add", {**SIBLING, **day_parts("born", 4, 3, 2017), "phone": "0123"})
    said = words(sent.text)
    assert "What you wrote was not saved here" in said
    for line in ("First name Ike", "Date of birth 4 / 3 / 2017", "Who is it? Brother or sister"):
        assert line in said
    assert "csrf" not in said
    for reader in (bob, sam):
        assert client_of(reader).get(f"{at}/people").status_code == 404
    school_left = alice.memberships_now[0]
    end_access(person=alice, agency=school_left.team.agency, receiver=bob, by=COMMAND)
    assert client_of(fresh(alice)).get(f"{at}/people").status_code in {302, 403, 404}


def test_my_children_shows_a_lead_what_waits_and_says_to_everybody_who_sees_a_draft(
    at: str, clock: Any, leila: Practitioner, alice: Practitioner, bob: Practitioner
) -> None:
    page = reverse("children")
    assert "Only you see this, and after one working day your safeguarding lead. It is kept until 20 March" in text_of(
        client_of(alice), page
    )
    assert "Okoro" not in text_of(client_of(leila), page)
    clock.shift(TUESDAY)
    html: Any = client_of(leila).get(page)
    assert "Nia Okoro NOT SAVED Begun by Alice Adeyemi on 6 March 2026 and not saved" in words(html.text)
    assert f'href="{at}/take-over"' in html.text
    assert "Okoro" not in text_of(client_of(bob), page)
