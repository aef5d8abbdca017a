"""Telling a practitioner that there is something to look at."""

import pytest
from django.core import mail as sent
from django.db import IntegrityError, transaction
from django.utils import timezone

from righthelp.agencies.models import Practitioner
from righthelp.audit.queries import events_about
from righthelp.messages.actions import notify, send_mail
from righthelp.messages.models import Mail, Notice

TITLE, PAGE = "A check waits for your answer", "/checks"


def test_it_makes_a_notice_and_a_mail_that_says_only_its_title(alice: Practitioner) -> None:
    made = notify(to=alice, key="check 1", title=TITLE, page=PAGE)
    assert (made.to, made.title, made.page, made.is_urgent, made.read_at) == (alice, TITLE, PAGE, False, None)
    assert send_mail(timezone.now()) == 1
    (letter,) = sent.outbox
    assert letter.to == ["alice.adeyemi@example.org"]
    assert letter.subject == "There is something for you to read in Right Help"
    assert TITLE in letter.body
    assert "https://right-help.example.org/notices" in letter.body
    assert PAGE not in letter.body
    assert "urgent" not in letter.body


def test_an_urgent_one_says_so(alice: Practitioner) -> None:
    notify(to=alice, key="check 1", title=TITLE, page=PAGE, is_urgent=True)
    assert "and it is urgent" in Mail.objects.get().text


def test_the_same_key_changes_nothing(alice: Practitioner, bob: Practitioner) -> None:
    first = notify(to=alice, key="check 1", title=TITLE, page=PAGE)
    again = notify(to=bob, key="check 1", title="Another", page="/elsewhere", is_urgent=True)
    assert again == first
    assert (again.to, again.title, again.is_urgent) == (alice, TITLE, False)
    assert Notice.objects.count() == Mail.objects.count() == 1


def test_it_is_on_file_with_its_mail_or_not_at_all(alice: Practitioner, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*args: object) -> str:
        raise OSError

    monkeypatch.setattr("righthelp.messages.actions.render_to_string", fails)
    with pytest.raises(OSError):  # noqa: PT011  whatever it was
        notify(to=alice, key="check 1", title=TITLE, page=PAGE)
    assert not Notice.objects.exists()


def test_it_is_undone_with_the_change_that_it_tells_of(alice: Practitioner) -> None:
    with transaction.atomic():
        notify(to=alice, key="check 1", title=TITLE, page=PAGE)
        transaction.set_rollback(True)
    assert not Notice.objects.exists()
    assert not Mail.objects.exists()


def test_the_log_says_whom_it_was_for(alice: Practitioner) -> None:
    made = notify(to=alice, key="check 1", title=TITLE, page=PAGE)
    (event,) = events_about(made)
    assert (event.name, event.about_ids) == ("messages.notice_made", {"practitioner": alice.pk})
    assert events_about(Mail.objects.get())[0].name == "messages.mail_made"


def test_somebody_who_left_gets_no_mail(alice: Practitioner) -> None:
    alice.ended_at = timezone.now()
    alice.save()
    assert notify(to=alice, key="check 1", title=TITLE, page=PAGE).to == alice
    assert not Mail.objects.exists()


@pytest.mark.parametrize("page", ["https://example.net/", "//example.net", "/\\example.net", "checks", ""])
def test_a_notice_leads_nowhere_else(alice: Practitioner, page: str) -> None:
    with pytest.raises(ValueError, match="page of this installation"):
        notify(to=alice, key="check 1", title=TITLE, page=page)


@pytest.mark.parametrize("words", [{"page": "//example.net"}, {"title": "", "page": ""}, {"title": ""}])
def test_the_table_refuses_it_too(alice: Practitioner, words: dict[str, str]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.create(to=alice, key="x", **{"title": "T", "page": "/p", **words})
