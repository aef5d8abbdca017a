"""The outbox: what is in it goes out, once, whatever fails."""

import datetime as dt
import smtplib
import threading
from collections.abc import Callable

import pytest
import time_machine
from django.core import mail as sent
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from pytest_django import Settings

from righthelp.agencies.actions import NotAllowed, Refused
from righthelp.agencies.models import Practitioner
from righthelp.audit.models import Event
from righthelp.messages import actions
from righthelp.messages.actions import expire_mail, mail, send_mail, try_again
from righthelp.messages.models import Mail
from righthelp.messages.rules import FIRST_WAITS, HOURLY_TRIES
from righthelp.messages.tests.outbox import NOTICE, answers, put, refused

NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def no_letters() -> None:
    sent.outbox = []


def ids() -> list[str]:
    return [str(letter.message()["Message-ID"]) for letter in sent.outbox]


def test_a_mail_is_written_from_its_template_and_sent_once(db: None) -> None:
    made = put()
    assert send_mail(timezone.now()) == 1
    assert send_mail(timezone.now()) == 0
    (letter,) = sent.outbox
    assert (letter.to, letter.subject) == (["gran@example.net"], "Your answer is here")
    assert letter.message()["Auto-Submitted"] == "auto-generated"
    assert ids() == [f"<{made.public_id}@westmarsh.example.org>"]
    made.refresh_from_db()
    assert (made.attempts, made.next_try_at, made.failed_because) == (1, None, "")
    assert made.sent_at is not None
    assert str(made) == f"Mail {made.public_id}"
    assert [event.name for event in Event.objects.order_by("pk")] == ["messages.mail_made", "messages.mail_sent"]


def test_the_same_key_makes_no_second_mail_even_after_it_went(db: None) -> None:
    first = put()
    send_mail(timezone.now())
    assert put(address="other@example.net") == first
    assert send_mail(timezone.now()) == 0


def test_a_mail_goes_into_the_outbox_with_the_change_or_not_at_all(db: None) -> None:
    with transaction.atomic():
        put()
        transaction.set_rollback(True)
    assert not Mail.objects.exists()


def test_killed_after_sending_and_before_marking_it_comes_again_under_the_same_name(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(mail: Mail) -> None:
        raise KeyboardInterrupt

    with time_machine.travel(NOW, tick=False) as clock:
        put()
        with monkeypatch.context() as patch:
            patch.setattr(actions, "_note_sent", killed)
            with pytest.raises(KeyboardInterrupt):
                send_mail(timezone.now())
        assert send_mail(timezone.now()) == 0
        clock.shift(FIRST_WAITS[0])
        assert send_mail(timezone.now()) == 1
    first, second = ids()
    assert first == second
    assert Mail.objects.get().sent_at is not None


def test_killed_before_sending_it_is_sent_later(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(mail: Mail) -> None:
        raise KeyboardInterrupt

    with time_machine.travel(NOW, tick=False) as clock:
        put()
        with monkeypatch.context() as patch:
            patch.setattr("righthelp.messages.post.send", killed)
            with pytest.raises(KeyboardInterrupt):
                send_mail(timezone.now())
        clock.shift(FIRST_WAITS[0])
        assert send_mail(timezone.now()) == 1
    assert len(sent.outbox) == 1


def test_a_failure_is_tried_again_after_longer_and_longer(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answers(monkeypatch, lambda address: refused())
    tried: list[int] = []
    with time_machine.travel(NOW, tick=False) as clock:
        put()
        for minute in range(4 * 60):
            send_mail(timezone.now())
            if len(asked) > len(tried):
                tried.append(minute)
            clock.shift(dt.timedelta(minutes=1))
    assert tried == [0, 1, 6, 21, 81, 141, 201]
    assert Mail.objects.get().failed_because == "The mail server refused the address (550)"


def test_after_three_days_it_is_given_up(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answers(monkeypatch, lambda address: refused())
    with time_machine.travel(NOW, tick=False) as clock:
        put()
        for _ in range(2 * HOURLY_TRIES):
            send_mail(timezone.now())
            clock.shift(dt.timedelta(hours=1))
    given_up = Mail.objects.get()
    assert given_up.next_try_at is None
    assert given_up.sent_at is None
    assert len(asked) == given_up.attempts == len(FIRST_WAITS) + HOURLY_TRIES + 1
    assert Event.objects.filter(name="messages.mail_given_up", subject_id=given_up.pk).count() == 1


def test_one_that_cannot_be_sent_holds_up_no_other(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    errors = {"a@example.net": refused("a@example.net"), "b@example.net": ValueError("a@example.net")}
    answers(monkeypatch, errors.get)
    for address in ("a@example.net", "b@example.net", "c@example.net"):
        put(key=address, address=address)
    assert send_mail(timezone.now()) == 1
    assert [letter.to for letter in sent.outbox] == [["c@example.net"]]


def test_a_subject_that_would_forge_headers_is_never_sent(db: None) -> None:
    put(subject="Hello\nBcc: all@example.net")
    assert send_mail(timezone.now()) == 0
    assert Mail.objects.get().failed_because.startswith("The mail cannot be written")


@pytest.mark.parametrize("error", [ConnectionRefusedError(), smtplib.SMTPServerDisconnected()])
def test_a_server_that_is_down_is_asked_once_a_round(
    db: None, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    asked = answers(monkeypatch, lambda address: error)
    for number in range(5):
        put(key=str(number), address=f"{number}@example.net")
    assert send_mail(timezone.now()) == 0
    assert asked == ["0@example.net"]
    assert send_mail(timezone.now()) == 0
    assert asked == ["0@example.net", "1@example.net"]


def test_a_round_has_an_end(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST_IN_A_ROUND", 3)
    for number in range(5):
        put(key=str(number))
    assert [send_mail(timezone.now()) for _ in range(3)] == [3, 2, 0]


def test_where_people_are_invented_no_mail_leaves(db: None, settings: Settings) -> None:
    waiting = put(key="copied from production")
    settings.INVENTED_PEOPLE = True
    kept = put(key="made here")
    assert (kept.sent_at, kept.next_try_at) == (None, None)
    assert send_mail(timezone.now() + dt.timedelta(days=1)) == 0
    assert sent.outbox == []
    waiting.refresh_from_db()
    assert waiting.attempts == 0


def test_an_administrator_has_it_tried_again(db: None, joe: Practitioner, monkeypatch: pytest.MonkeyPatch) -> None:
    made = put()
    with monkeypatch.context() as patch:
        answers(patch, lambda address: refused())
        send_mail(timezone.now())
    Mail.objects.update(attempts=77, next_try_at=None)
    assert send_mail(timezone.now()) == 0
    try_again(mail=made, by=joe)
    assert send_mail(timezone.now()) == 1
    event = Event.objects.get(name="messages.mail_tried_again")
    assert (event.actor_id, event.subject_id) == (joe.pk, made.pk)
    with pytest.raises(Refused, match="sent meanwhile"):
        try_again(mail=made, by=joe)


def test_others_do_not(alice: Practitioner) -> None:
    with pytest.raises(NotAllowed):
        try_again(mail=put(), by=alice)


def test_nor_does_anybody_where_no_mail_is_sent(joe: Practitioner, settings: Settings) -> None:
    settings.INVENTED_PEOPLE = True
    with pytest.raises(Refused, match="sends no mail"):
        try_again(mail=put(), by=joe)


def test_words_of_sent_mail_go_after_30_days_and_it_is_not_sent_again(db: None) -> None:
    with time_machine.travel(NOW, tick=False):
        made = put()
        send_mail(timezone.now())
    assert expire_mail(NOW + dt.timedelta(days=29)) == 0
    assert expire_mail(NOW + dt.timedelta(days=31)) == 1
    made.refresh_from_db()
    assert (made.address, made.subject, made.text) == ("", "", "")
    assert put() == made
    assert send_mail(NOW + dt.timedelta(days=32)) == 0
    assert len(sent.outbox) == 1


def test_words_of_mail_that_was_given_up_go_after_90(db: None) -> None:
    with time_machine.travel(NOW, tick=False):
        put(key="given up")
        waits = put(key="waits")
    Mail.objects.filter(key="given up").update(next_try_at=None)
    assert expire_mail(NOW + dt.timedelta(days=89)) == 0
    assert expire_mail(NOW + dt.timedelta(days=91)) == 1
    assert Mail.objects.exclude(address="").get() == waits


@pytest.mark.parametrize(
    "wrong", [{"sent_at": NOW, "next_try_at": NOW}, {"sent_at": NOW, "failed_because": "x"}, {"address": ""}]
)
def test_the_table_refuses_what_cannot_be(db: None, wrong: dict[str, object]) -> None:
    put()
    with pytest.raises(IntegrityError), transaction.atomic():
        Mail.objects.update(**wrong)


def in_threads(*work: Callable[[], object]) -> None:
    def closing(do: Callable[[], object]) -> None:
        try:
            do()
        finally:
            connection.close()

    threads = [threading.Thread(target=closing, args=(do,)) for do in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.mark.django_db(transaction=True)
def test_two_processes_send_each_mail_once() -> None:
    for number in range(20):
        put(key=str(number))
    now = timezone.now()
    in_threads(lambda: send_mail(now), lambda: send_mail(now))
    assert len(ids()) == len(set(ids())) == 20
    assert Mail.objects.filter(sent_at=None).count() == 0


@pytest.mark.django_db(transaction=True)
def test_two_that_make_the_same_mail_at_once_make_one() -> None:
    together = threading.Barrier(2)

    def make() -> None:
        together.wait(timeout=20)
        mail(address="a@example.net", key="same", subject="S", template=NOTICE, context={"title": "T"})

    in_threads(make, make)
    assert Mail.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_mail_that_another_takes_now_is_passed_by() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time: nobody else takes anything now")
    first, second = put(key="1"), put(key="2")
    taken: list[Mail | None] = []
    with transaction.atomic():
        Mail.objects.select_for_update().get(pk=first.pk)
        in_threads(lambda: taken.append(actions._take(timezone.now())))
    assert taken == [second]
