from types import SimpleNamespace

import pytest

from righthelp.audit.actions import look
from righthelp.calendar.models import ClosedDay

pytestmark = pytest.mark.django_db
PAGE = "considerations.one"


def test_a_look_holds_who_looked_at_what_on_which_page_and_why(person: SimpleNamespace, subject: ClosedDay) -> None:
    seen = look(by=person, subject=subject, page=PAGE, reason="the duty manager asked")
    seen.refresh_from_db()
    assert (seen.actor_id, seen.subject_type, seen.subject_id) == (7, "calendar.closedday", subject.pk)
    assert (seen.page, seen.reason) == (PAGE, "the duty manager asked")
    assert str(seen) == f"considerations.one calendar.closedday {subject.pk}"


def test_a_look_needs_no_reason(person: SimpleNamespace, subject: ClosedDay) -> None:
    assert look(by=person, subject=subject, page=PAGE).reason == ""


def test_a_look_without_a_page_a_person_or_a_saved_record_is_refused(
    person: SimpleNamespace, subject: ClosedDay
) -> None:
    with pytest.raises(ValueError, match="names the page"):
        look(by=person, subject=subject, page="")
    with pytest.raises(ValueError, match="not signed in"):
        look(by=SimpleNamespace(pk=None), subject=subject, page=PAGE)
    with pytest.raises(ValueError, match="saved records"):
        look(by=person, subject=ClosedDay(), page=PAGE)
