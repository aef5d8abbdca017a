"""Worries about people who work with children: to the designated officer, invisible to that person’s agency."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from righthelp.agencies.actions.refusals import NotAllowed
from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people
from righthelp.audit.models import Event
from righthelp.front_door.actions.allegations import (
    MISSING,
    IsEnded,
    Raised,
    note_read,
    note_what_follows,
    raise_allegation,
    tell_new_officers,
)
from righthelp.front_door.models import Allegation
from righthelp.front_door.tests.arriving import client_of, shown, words
from righthelp.messages.models import Mail, Notice
from righthelp.work.tests.working import hidden, send_form, send_twice

FRIDAY = dt.datetime(2026, 3, 6, 16, 40, tzinfo=dt.UTC)
WHAT = "He was seen to hit a boy in the corridor."
RAISE = "/allegations/raise"


def raised(by: Practitioner, agency: Agency | None) -> Allegation:
    return raise_allegation(raised=Raised(about="Mr Corrigan", what=WHAT, agency=agency, reach="Ring me"), by=by)


def answers(agency: Agency | None = None, **more: str) -> dict[str, str]:
    where = str(agency.public_id) if agency else "elsewhere"
    return {"about": "Mr Corrigan", "what": WHAT, "agency": where, "reach": "01632 960011", **more}


def says(client: Client, path: str, text: str) -> bool:
    return text in words(client.get(path))


def test_a_colleague_raises_it_and_the_officer_alone_reads_it(bob: Practitioner, school: Agency, olu: Practitioner) -> None:  # fmt: skip  # noqa: E501
    with time_machine.travel(FRIDAY, tick=False):
        first, again = send_twice(client_of(bob), RAISE, **answers(school))
    made = Allegation.objects.get()
    assert first.url == again.url == "/allegations"
    assert made.due_at == dt.datetime(2026, 3, 9, 23, 59, 59, 999999, tzinfo=dt.UTC)
    notice = Notice.objects.get()
    assert (notice.to, notice.page) == (olu, f"/allegations/{made.public_id}")
    for text in (notice.title, Mail.objects.get().text):
        assert "Corrigan" not in text
        assert school.name not in text
    officer = client_of(olu)
    assert says(officer, "/allegations", "NOT READ YET")
    assert says(officer, notice.page, WHAT)
    made.refresh_from_db()
    assert made.read_by == olu


def test_nobody_of_that_agency_learns_of_it_whatever_they_are_there(
    bob: Practitioner, school: Agency, leila: Practitioner, olu: Practitioner
) -> None:
    manager = people.agency_administrator(school)
    people.give(manager, school, "practitioner")
    made = raised(bob, school)
    for reader in (leila, manager):
        client = client_of(reader)
        assert client.get(f"/allegations/{made.public_id}").status_code == 403
        for path in ("/allegations", "/notices", "/requests"):
            assert not says(client, path, "Corrigan"), path
        assert says(client, "/allegations", "You have sent nothing")
        assert not Notice.objects.filter(to=reader).exists()
    assert Notice.objects.exclude(to=olu).count() == 0


def test_neither_the_front_door_nor_administrators_nor_strangers_read_it(
    bob: Practitioner, school: Agency, fran: Practitioner, mona: Practitioner, charlie: Practitioner,
    social_care: Agency, olu: Practitioner,
) -> None:  # fmt: skip
    made = raised(bob, school)
    joe = people.administrator(social_care)
    for reader in (fran, mona, charlie, joe):
        assert client_of(reader).get(f"/allegations/{made.public_id}").status_code == 403
        assert not says(client_of(reader), "/allegations", "For you to read")
        with pytest.raises(NotAllowed):
            note_read(allegation=made, by=reader)
    for reader in (fran, mona):
        assert not says(client_of(reader), "/front-door", "Corrigan")


def test_whoever_raised_it_sees_that_it_was_sent_and_read_and_nothing_of_it(bob: Practitioner, school: Agency, olu: Practitioner) -> None:  # fmt: skip  # noqa: E501
    made = raised(bob, school)
    client = client_of(bob)
    page = shown(client, "/allegations")
    assert "Not read yet" in page
    assert client.get(f"/allegations/{made.public_id}").status_code == 403
    shown(client_of(olu), f"/allegations/{made.public_id}")
    page = shown(client, "/allegations")
    assert "The designated officer read it on" in page
    assert "Corrigan" not in page
    assert WHAT not in page


def test_an_officer_reads_what_is_about_a_social_worker_and_nobody_else_there_does(
    bob: Practitioner, social_care: Agency, olu: Practitioner, mona: Practitioner, fran: Practitioner
) -> None:
    page = send_form(client_of(bob), RAISE, **answers(works_at="westmarsh childrens services"))
    made = Allegation.objects.get()
    assert made.agency == social_care  # typed, and the same as one in the list
    assert page.url == "/allegations"
    assert [one.to for one in Notice.objects.all()] == [olu]
    assert says(client_of(olu), f"/allegations/{made.public_id}", WHAT)
    for reader in (mona, fran):
        assert client_of(reader).get(f"/allegations/{made.public_id}").status_code == 403


def test_one_about_the_only_officer_is_kept_from_them_and_the_administrators_learn_only_that_one_is_missing(
    bob: Practitioner, social_care: Agency, olu: Practitioner
) -> None:
    joe = people.administrator(social_care)
    eva = people.administrator(social_care, "Eva Martins")  # it may be about her
    page = send_form(client_of(bob), RAISE, **answers(social_care, about="Ms Martins"))
    made = Allegation.objects.get()
    assert page.url == "/allegations/nobody-here"
    assert "Ring today" in shown(client_of(bob), page.url)
    shown(client_of(olu), f"/allegations/{made.public_id}", 404)
    assert "Nothing waits for you" in shown(client_of(olu), "/allegations")
    with pytest.raises(NotAllowed):
        note_read(allegation=made, by=olu)
    with pytest.raises(NotAllowed):
        note_what_follows(allegation=made, text="x", by=olu)
    told = Notice.objects.get()
    assert (told.to, told.title, told.page) == (joe, MISSING, "/people")
    assert str(made.public_id) not in told.key
    assert not Notice.objects.filter(to=eva).exists()
    nia = people.worker(social_care, "designated_officer", "Nia Ford")
    now = timezone.now()
    for _ in range(2):
        tell_new_officers(now)
    assert [one.page for one in Notice.objects.filter(to=nia)] == [f"/allegations/{made.public_id}"]
    assert says(client_of(nia), f"/allegations/{made.public_id}", WHAT)


def test_where_there_is_no_officer_it_is_kept_and_the_page_says_whom_to_ring(bob: Practitioner, school: Agency) -> None:
    page = send_form(client_of(bob), RAISE, **answers(school))
    assert page.url == "/allegations/nobody-here"
    assert Allegation.objects.exists()


def test_the_form_asks_whom_where_what_and_how_to_reach(bob: Practitioner) -> None:
    page = words(send_form(client_of(bob), RAISE))
    for text in ("Say who it is about", "Choose where they work", "Say what happened", "Say how they can reach you"):
        assert text in page
    assert "Say where they work" in words(send_form(client_of(bob), RAISE, **answers()))


def test_before_sending_it_says_what_to_do_when_it_is_about_social_care(bob: Practitioner) -> None:
    page = shown(client_of(bob), RAISE)
    assert "works in children’s social care itself" in page
    assert "101" in page


def test_what_follows_is_added_until_it_is_ended(bob: Practitioner, school: Agency, olu: Practitioner) -> None:
    made = raised(bob, school)
    path, client = f"/allegations/{made.public_id}", client_of(olu)
    older = hidden(client.get(path).text)
    send_form(client, path, text="A meeting on Monday")
    send_form(client, path, text="No further action", ends="yes")
    made.refresh_from_db()
    assert made.what_follows.index("A meeting on Monday") < made.what_follows.index("No further action")
    assert made.ended_by == olu
    late = client.post(path, {**older, "text": "One more thing"})
    assert "ended meanwhile" in words(late)
    assert "One more thing" in words(late)
    with pytest.raises(IsEnded):
        note_what_follows(allegation=made, text="x", by=olu)


def test_the_log_says_that_it_was_sent_and_read_and_not_a_word_of_it(bob: Practitioner, school: Agency, olu: Practitioner) -> None:  # fmt: skip  # noqa: E501
    made = raised(bob, school)
    note_read(allegation=made, by=olu)
    note_read(allegation=made, by=olu)
    logged = list(Event.objects.filter(name__contains="allegation").values_list("name", "fields", "about_ids"))
    assert logged == [("front_door.allegation_raised", [], {}), ("front_door.allegation_read", [], {})]
