"""A notice whose page closed since tells no more than its title: restricted later, a role lost, or another’s notice."""

import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.urls import reverse

from righthelp.agencies.models import Membership, Practitioner
from righthelp.audit.models import Event
from righthelp.front_door.actions.checking import Asked, ask_check
from righthelp.front_door.actions.holding import hand_over, take
from righthelp.front_door.actions.resting import RestsOn
from righthelp.front_door.models import Contact
from righthelp.front_door.tests.arriving import client_of, received, words
from righthelp.front_door.tests.deciding import adopted, answered, decided_for
from righthelp.messages.models import Mail, Notice
from righthelp.people.actions import restrict
from righthelp.people.tests.conftest import Family
from righthelp.work.tests.disagreeing import raised_by
from righthelp.work.tests.working import begun, led_by, team_of

pytestmark = pytest.mark.django_db
Told = tuple[Practitioner, Notice]
PRIVATE = ("Maya", "Lindqvist", "breakfast", "Alder Road")


def notice_of(who: Practitioner) -> Notice:
    return Notice.objects.filter(to=who).latest("pk")


@pytest.fixture
def tell(
    alice: Practitioner, charlie: Practitioner, sam: Practitioner, fran: Practitioner, femi: Practitioner,
    mona: Practitioner, family: Family,
) -> Callable[[str], Told]:  # fmt: skip
    """Have somebody told of something about Maya, by the way that is named."""

    def arrived() -> Told:
        received(alice, person=family.maya, is_urgent=True)
        return fran, notice_of(fran)

    def handed_over() -> Told:
        contact = received(alice, person=family.maya)
        take(contact=contact, by=fran)
        hand_over(contact=Contact.objects.get(), to=femi, note="x", by=fran)
        return femi, notice_of(femi)

    def asked() -> Told:
        contact, rests = received(alice, person=family.maya), RestsOn(basis="public_task", because="Danger.")
        asked = Asked(agency=team_of(charlie).agency, question="Was she seen?", told="", rests_on=rests)
        ask_check(contact=contact, children=list(contact.children.all()), asked=asked, by=fran)
        return charlie, notice_of(charlie)

    def worker() -> Told:
        led_by(sam, begun(sam, family.maya))
        received(alice, person=family.maya)
        return sam, notice_of(sam)

    def disagreed() -> Told:
        raised_by(alice, family.maya, with_whom=charlie)
        return charlie, notice_of(charlie)

    ways = {one.__name__: one for one in (arrived, handed_over, asked, worker, disagreed)}
    return lambda way: ways[way]()


ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
REFERENCE = re.compile(r"quote this number: \w+")
WAYS = ["arrived", "handed_over", "asked", "worker", "disagreed"]


def opened(who: Practitioner, notice: Notice) -> str:
    """Open a notice that leads nowhere any more, and give all that its reader sees on the way."""
    client = client_of(who)
    leads = client.get(reverse("notice", args=[notice.public_id]))
    assert (leads.status_code, leads.headers["Location"], leads.content) == (302, notice.page, b"")
    page, unknown = client.get(notice.page), client.get(ID.sub(str(uuid4()), notice.page))
    assert page.status_code in (403, 404)
    said, of_nothing = (REFERENCE.sub("", words(one)) for one in (page, unknown))
    assert (page.status_code, said) == (unknown.status_code, of_nothing)
    return " ".join((words(page), words(client.get(reverse("notices")))))


@pytest.mark.parametrize("way", WAYS)
def test_of_what_was_restricted_since_the_notice_tells_no_more_than_its_title(
    tell: Callable[[str], Told], way: str, mira: Practitioner, family: Family
) -> None:
    who, notice = tell(way)
    restrict(person=family.maya, kind="other", because="x", readers=[mira], by=mira)
    text = opened(who, notice)
    assert notice.title in text
    for private in (*PRIVATE, "restricted", "Restricted", "Mira"):
        assert private not in text, private


@pytest.mark.parametrize("way", WAYS)
def test_somebody_who_lost_their_role_reads_nothing_behind_the_notice(tell: Callable[[str], Told], way: str) -> None:
    who, notice = tell(way)
    Membership.objects.filter(practitioner=who).update(ends_on="2026-01-01")
    text = opened(who, notice)
    for private in PRIVATE:
        assert private not in text, private


def test_no_notice_mail_or_event_about_one_holds_a_word_of_the_child(
    tell: Callable[[str], Told], alice: Practitioner, fran: Practitioner, mona: Practitioner
) -> None:
    adopted(alice)
    tell("arrived")
    contact = Contact.objects.get()
    decided_for(contact.children.get(), fran, mona)
    answered(contact, fran)
    for notice in Notice.objects.all():
        assert not any(private in f"{notice.title} {notice.page} {notice.key}" for private in PRIVATE)
    for mail in Mail.objects.all():
        assert not any(private in f"{mail.subject} {mail.text} {mail.key}" for private in PRIVATE)
    for event in Event.objects.filter(name__startswith="messages."):
        assert not any(private in str(vars(event)) for private in PRIVATE)
