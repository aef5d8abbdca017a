"""Restricting a record, and keeping its list."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people
from righthelp.agencies.tests.people import fresh
from righthelp.audit.actions import look
from righthelp.audit.models import Event
from righthelp.people.actions import break_glass, restrict, state_identity
from righthelp.people.models import Person, Relationship, Restriction
from righthelp.people.tests import folk
from righthelp.people.tests.access_pages import at, client_of, hidden, send, shown, words
from righthelp.people.tests.conftest import Family

pytestmark = pytest.mark.django_db


@pytest.fixture
def own(social_care: Agency, mira: Practitioner) -> Person:
    """Give a record that the manager herself added, with a lead in the same agency."""
    people.safeguarding_lead(social_care, "Lena Fry")
    return folk.person("Nadia Petrescu", agency=social_care, by=mira)


def answers(*readers: Practitioner, emails: str = "") -> dict[str, Any]:
    named = [str(reader.public_id) for reader in readers]
    return {"kind": "staff", "because": "Her aunt works here", "readers": named, "emails": emails}


def checked(client: Client, own: Person, *readers: Practitioner, emails: str = "") -> Any:
    """Fill in the questions and give the page that says who loses access."""
    return send(client, at("record_restrict", own), **answers(*readers, emails=emails))


def confirmed(client: Client, own: Person, *readers: Practitioner, emails: str = "") -> Any:
    page = checked(client, own, *readers, emails=emails)
    return client.post(at("record_restrict", own), {**hidden(page.content.decode()), "checked": "yes"})


def closed(own: Person, by: Practitioner, *readers: Practitioner) -> Restriction:
    return restrict(person=own, kind="staff", because="Her aunt works here", readers=readers, by=by)


def on_list(record: Person) -> set[str]:
    names = Restriction.objects.get(person=record, lifted_at=None).readers.filter(ended_at=None)
    return set(names.values_list("practitioner__name", flat=True))


def test_it_shows_who_loses_access_before_anything_is_done(mira: Practitioner, sam: Practitioner, own: Person) -> None:
    page = checked(client_of(mira), own, mira, emails=f"{sam.email}\n")
    text = words(page)
    assert "These people can open it Mira Joshi, mira.joshi@example.org Sam Okafor, sam.okafor@example.org" in text
    assert "can no longer open it Lena Fry: leads safeguarding in the agency of this record" in text
    assert not Restriction.objects.exists()


def test_confirming_restricts_it_to_the_list_and_twice_does_it_once(
    mira: Practitioner, sam: Practitioner, own: Person
) -> None:
    client, path = client_of(mira), at("record_restrict", own)
    form = {**hidden(checked(client, own, mira, emails=sam.email).content.decode()), "checked": "yes"}
    for _ in range(2):
        assert client.post(path, form).headers["Location"] == path
    assert on_list(own) == {"Mira Joshi", "Sam Okafor"}
    assert Event.objects.filter(name="people.restricted").count() == 1
    text = shown(client, path)
    assert "Her aunt works here" in text
    assert "Related to somebody who works here" in text
    assert "Mira Joshi (you)" in text


def test_whoever_leaves_themselves_out_is_warned_and_shut_out(
    mira: Practitioner, social_care: Agency, own: Person
) -> None:
    other = people.worker(social_care, "social_care_manager", "Mo Lewis")
    client = client_of(mira)
    page = checked(client, own, emails=other.email)
    assert "You lose access yourself" in words(page)
    form = {**hidden(page.content.decode()), "checked": "yes"}
    for _ in range(2):
        assert client.post(at("record_restrict", own), form).headers["Location"] == "/"
    shown(client, at("record_why", own), 404)
    shown(client, at("record_restrict", own), 404)


def test_the_answers_can_be_changed_before(mira: Practitioner, own: Person) -> None:
    client, path = client_of(mira), at("record_restrict", own)
    form = hidden(checked(client, own, mira).content.decode())
    page = client.post(path, {**form, "change": "yes"})
    assert "Her aunt works here" in page.content.decode()
    assert "Restrict this record" in words(page)
    assert not Restriction.objects.exists()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"kind": "", "because": "Her aunt"}, "Choose why this record is restricted"),
        ({"kind": "staff", "because": ""}, "Write why this record is restricted"),
        ({"kind": "staff", "because": "Her aunt", "readers": []}, "Choose at least one manager"),
        (
            {"kind": "staff", "because": "Her aunt", "emails": "a@example.org\nb@example.org"},
            "Nobody who can open records has the address a@example.org, b@example.org",
        ),
    ],
)
def test_what_is_missing_is_said(mira: Practitioner, own: Person, given: dict[str, Any], said: str) -> None:
    page = send(client_of(mira), at("record_restrict", own), **given)
    assert said in words(page)
    assert not Restriction.objects.exists()


def test_a_list_without_a_manager_is_refused(mira: Practitioner, sam: Practitioner, own: Person) -> None:
    assert "so that somebody can keep the list" in words(checked(client_of(mira), own, emails=sam.email))


def test_a_tampered_confirmation_restricts_nothing(mira: Practitioner, own: Person) -> None:
    client = client_of(mira)
    form = {**hidden(checked(client, own, mira).content.decode()), "checked": "yes", "kind": "whatever"}
    assert "There is a problem" in words(client.post(at("record_restrict", own), form))
    assert not Restriction.objects.exists()


def test_restricted_by_somebody_else_meanwhile_it_shows_their_list(mira: Practitioner, own: Person) -> None:
    client = client_of(mira)
    form = {**hidden(checked(client, own, mira).content.decode()), "checked": "yes"}
    closed(own, mira, mira)
    assert client.post(at("record_restrict", own), form).headers["Location"] == at("record_restrict", own)
    assert Restriction.objects.count() == 1


def test_who_only_looked_before_can_be_chosen_but_loses_nothing(
    mira: Practitioner, sam: Practitioner, own: Person
) -> None:
    look(by=sam, subject=own, page="record", reason="You work with this child")
    client = client_of(mira)
    assert "Sam Okafor looked at it before, and has no reason to see it now" in shown(
        client, at("record_restrict", own)
    )
    page = words(checked(client, own, mira))
    assert "Sam Okafor" not in page


def test_whoever_holds_it_open_in_an_emergency_is_not_said_to_lose_it(
    mira: Practitioner, sam: Practitioner, own: Person
) -> None:
    break_glass(person=own, because="Police are at the door", by=sam)
    assert "Sam Okafor:" not in words(checked(client_of(mira), own, mira))


def test_family_who_see_who_it_is_are_said_to_lose_it(
    mira: Practitioner, alice: Practitioner, own: Person, family: Family
) -> None:
    folk.related(family.maya, own, "aunt_or_uncle")
    assert "Alice Adeyemi: sees who this is, as family" in words(checked(client_of(mira), own, mira))


def test_only_a_manager_who_sees_the_whole_record_restricts_it(
    alice: Practitioner, leila: Practitioner, sam: Practitioner, mira: Practitioner, ines: Practitioner, family: Family
) -> None:
    for reader, status in ((alice, 403), (leila, 403), (sam, 403), (ines, 403), (mira, 404)):
        shown(client_of(reader), at("record_restrict", family.maya), status)


def test_an_emergency_opening_gives_no_say(mira: Practitioner, family: Family) -> None:
    break_glass(person=family.maya, because="Police are at the door", by=mira)
    client = client_of(mira)
    shown(client, at("record_why", family.maya))
    shown(client, at("record_restrict", family.maya), 404)
    assert confirm_anyway(client, family.maya, mira).status_code == 404
    assert not Restriction.objects.exists()


def confirm_anyway(client: Client, record: Person, *readers: Practitioner) -> Any:
    return client.post(at("record_restrict", record), {**answers(*readers), "checked": "yes"})


def test_an_emergency_opening_gives_no_say_over_a_list_that_somebody_keeps(
    mira: Practitioner, social_care: Agency, own: Person
) -> None:
    other = people.worker(social_care, "social_care_manager", "Mo Lewis")
    closed(own, mira, mira)
    break_glass(person=own, because="Police are at the door", by=other)
    client = client_of(other)
    shown(client, at("record_why", own))
    for name in ("record_restrict", "record_name_reader", "record_lift"):
        shown(client, at(name, own), 404)
        assert client.post(at(name, own), {"email": other.email, "because": "x"}).status_code == 404
    assert on_list(own) == {"Mira Joshi"}


def test_where_nobody_is_left_to_keep_the_list_a_manager_comes_to_it_in_an_emergency(
    mira: Practitioner, sam: Practitioner, social_care: Agency, own: Person
) -> None:
    other = people.worker(social_care, "social_care_manager", "Mo Lewis")
    closed(own, mira, sam)  # past the form, which asks for a manager
    shown(client_of(other), at("record_restrict", own), 404)
    break_glass(person=own, because="Police are at the door", by=other)
    send(client_of(other), at("record_name_reader", own), email=other.email)
    assert on_list(own) == {"Sam Okafor", "Mo Lewis"}


def test_another_is_named_by_email_address(mira: Practitioner, sam: Practitioner, own: Person) -> None:
    closed(own, mira, mira)
    client = client_of(mira)
    answer = send(client, at("record_name_reader", own), email=sam.email.upper())
    assert answer.headers["Location"] == at("record_restrict", own)
    assert on_list(own) == {"Mira Joshi", "Sam Okafor"}
    for wrong in ("nobody@example.org", "x", ""):
        assert "There is a problem" in words(send(client, at("record_name_reader", own), email=wrong))


def test_who_cannot_open_records_is_not_named(mira: Practitioner, ines: Practitioner, own: Person) -> None:
    closed(own, mira, mira)
    page = send(client_of(mira), at("record_name_reader", own), email=ines.email)
    assert "Nobody who can open records has this address" in words(page)


def test_somebody_is_taken_off_and_twice_does_it_once(mira: Practitioner, sam: Practitioner, own: Person) -> None:
    closed(own, mira, mira, sam)
    client, path = client_of(mira), at("record_end_reader", own, sam.public_id)
    assert "Take Sam Okafor off the list" in shown(client, path)
    form = hidden(client.get(path).content.decode())
    for _ in range(2):
        assert client.post(path, form).headers["Location"] == at("record_restrict", own)
    assert on_list(own) == {"Mira Joshi"}
    assert "No longer on the list Sam Okafor" in shown(client, at("record_restrict", own))
    shown(client_of(sam), at("record_why", own), 404)
    shown(client, path, 404)


def test_the_last_manager_stays_on_the_list(mira: Practitioner, sam: Practitioner, own: Person) -> None:
    closed(own, mira, mira, sam)
    page = send(client_of(mira), at("record_end_reader", own, mira.public_id))
    assert "Name another manager first, or lift the restriction" in words(page)
    assert on_list(own) == {"Mira Joshi", "Sam Okafor"}


def test_the_last_manager_is_told_so_before_anything_is_pressed(
    mira: Practitioner, sam: Practitioner, own: Person
) -> None:
    closed(own, mira, mira, sam)
    page = shown(client_of(mira), at("record_end_reader", own, mira.public_id))
    assert "Name another manager first, or lift the restriction" in page
    assert "lose access" not in page


def test_whoever_takes_themselves_off_is_told_that_they_lose_access(
    mira: Practitioner, social_care: Agency, own: Person
) -> None:
    closed(own, mira, mira, people.worker(social_care, "social_care_manager", "Mo Lewis"))
    page = shown(client_of(mira), at("record_end_reader", own, mira.public_id))
    assert "Take yourself off the list You can no longer open this record, or keep its list" in page
    assert "Take yourself off and lose access" in page


def test_addresses_may_be_separated_by_commas(mira: Practitioner, sam: Practitioner, own: Person) -> None:
    page = words(checked(client_of(mira), own, mira, emails=f"{sam.email}, {mira.email};"))
    assert "These people can open it Mira Joshi, mira.joshi@example.org Sam Okafor, sam.okafor@example.org" in page


def test_all_that_is_missing_is_said_at_once(mira: Practitioner, own: Person) -> None:
    page = words(send(client_of(mira), at("record_restrict", own), kind="", because="", readers=[]))
    for said in ("Choose why this record is restricted", "Write why this record", "Choose at least one manager"):
        assert said in page


def test_whoever_takes_themselves_off_goes_home(mira: Practitioner, social_care: Agency, own: Person) -> None:
    other = people.worker(social_care, "social_care_manager", "Mo Lewis")
    closed(own, mira, mira, other)
    assert send(client_of(mira), at("record_end_reader", own, mira.public_id)).headers["Location"] == "/"
    assert on_list(own) == {"Mo Lewis"}


def test_it_is_lifted_with_a_reason_and_twice_does_it_once(mira: Practitioner, own: Person) -> None:
    closed(own, mira, mira)
    client, path = client_of(mira), at("record_lift", own)
    assert "Write why it is no longer restricted" in words(send(client, path, because=" "))
    form = {**hidden(client.get(path).content.decode()), "because": "The aunt left"}
    for _ in range(2):
        assert client.post(path, form).headers["Location"] == at("record", own)
    lifted = Restriction.objects.get()
    assert (lifted.lifted_by, lifted.lifted_because) == (mira, "The aunt left")
    shown(client, path, 404)


def test_a_manager_of_another_team_keeps_no_list(mira: Practitioner, own: Person) -> None:
    stranger = people.worker(people.social_care("Another council"), "social_care_manager", "Mo Lewis")
    closed(own, mira, mira)
    client = client_of(fresh(stranger))
    for name in ("record_restrict", "record_name_reader", "record_lift"):
        shown(client, at(name, own), 404)
    shown(client, at("record_end_reader", own, mira.public_id), 404)


def test_it_takes_few_queries_however_many_may_see_the_record(
    mira: Practitioner, social_care: Agency, own: Person
) -> None:
    def asked() -> int:
        client, path = client_of(mira), at("record_restrict", own)
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        return len(queries)

    before = asked()
    for number in range(5):
        people.safeguarding_lead(social_care, f"Lead {number}")
    assert asked() == before <= 20  # every room is asked who may see it
    closed(own, mira, mira)
    assert asked() <= 15


@pytest.fixture
def twin_record(own: Person, social_care: Agency, mira: Practitioner) -> Person:
    """Give another record of the same child, which the manager added too."""
    other = folk.person("Nadja Petrescu", agency=social_care, by=mira)
    state_identity(one=own, other=other, is_same=True, because="Same number", by=mira)
    return other


def test_another_record_of_the_child_that_stays_open_is_named_with_the_way_to_restrict_it(
    mira: Practitioner, own: Person, twin_record: Person
) -> None:
    client, told = client_of(mira), "Another record of this child stays open: Nadja Petrescu"
    assert told in shown(client, at("record_restrict", own))
    assert told in words(checked(client, own, mira))
    closed(own, mira, mira)
    page = client.get(at("record_restrict", own))
    assert told in words(page)
    assert at("record_restrict", twin_record) in page.content.decode()
    closed(twin_record, mira, mira)
    assert "stays open" not in shown(client, at("record_restrict", own))


def test_family_whose_records_still_tell_where_the_child_lives_are_named(
    mira: Practitioner, social_care: Agency, own: Person
) -> None:
    brother, aunt, gran = (
        folk.person(name, agency=social_care, by=mira) for name in ("Ivan Petrescu", "Olga Marin", "Vera Petrescu")
    )
    folk.related(own, brother, Relationship.Kind.SIBLING)
    folk.related(own, aunt, Relationship.Kind.AUNT_OR_UNCLE)
    folk.related(own, gran, Relationship.Kind.GRANDPARENT)
    for one in (own, brother):
        folk.lives_at(one, "3 Sparrow Lane", "WZ2 2AA")
    folk.lives_at(aunt, "9 Quay", "WZ3 3AA")
    folk.lives_at(gran, "3 Sparrow Lane", "WZ2 2AA", is_protected=True)
    before = words(checked(client_of(mira), own, mira))
    assert "still shows in the record of Ivan Petrescu . Whoever works with that person" in before
    assert "mark the address as protected" in before
    restrict(person=brother, kind="staff", because="x", readers=[mira], by=mira)
    closed(own, mira, mira)
    assert "still shows in the record" not in shown(client_of(mira), at("record_restrict", own))


def test_another_record_is_named_to_nobody_who_may_not_see_it(
    mira: Practitioner, own: Person, family: Family, alice: Practitioner
) -> None:
    state_identity(one=own, other=family.maya, is_same=True, because="Same number", by=alice)
    text = shown(client_of(mira), at("record_restrict", own))
    assert "stays open" not in text
    assert "Maya" not in text
    break_glass(person=family.maya, because="Police are at the door", by=mira)
    text = shown(client_of(mira), at("record_restrict", own))
    assert "stays open: Maya Lindqvist" in text
    assert "You may not restrict it yourself" in text
    assert at("record_restrict", family.maya) not in client_of(mira).get(at("record_restrict", own)).content.decode()
