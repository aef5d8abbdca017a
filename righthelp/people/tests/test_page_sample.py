"""A dip sample of the looks."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people
from righthelp.audit.actions import look
from righthelp.audit.models import Event, Look
from righthelp.people.actions import ChangedMeanwhile, NothingToDraw, StillOpen, draw_sample, note_check
from righthelp.people.actions.samples import drawn
from righthelp.people.models import LookSample, SampleCheck
from righthelp.people.tests.access_pages import client_of, filled, send, shown, words
from righthelp.people.tests.conftest import Family

pytestmark = pytest.mark.django_db
PAGE = reverse("record_sample")
FOUND = {"was_right": "no", "finding": "She asked about a neighbour."}
NOW = dt.datetime(2026, 3, 6, 12, tzinfo=dt.UTC)


@pytest.fixture
def ivo(social_care: Agency) -> Practitioner:
    """Give a second person in information governance."""
    return people.worker(social_care, "information_governance", "Ivo Stan")


def looks(by: Practitioner, family: Family, number: int = 1, ago: int = 1) -> None:
    with time_machine.travel(NOW - dt.timedelta(days=ago), tick=False):
        for _ in range(number):
            look(by=by, subject=family.maya, page="record", reason="You work with this child: class teacher")


def sample(by: Practitioner, days: int = 31, size: int = 10) -> LookSample:
    with time_machine.travel(NOW, tick=False):
        return draw_sample(days=days, size=size, by=by)


def page(check: SampleCheck) -> str:
    return reverse("record_sample_check", args=[check.public_id])


def test_looks_of_the_last_days_are_drawn_with_their_reason_and_without_names_of_children(
    ines: Practitioner, alice: Practitioner, family: Family
) -> None:
    looks(alice, family, 20)
    looks(alice, family, 5, ago=40)
    client = client_of(ines)
    with time_machine.travel(NOW, tick=False):
        client = client_of(ines)
        form = filled(client, PAGE, size="8", days="31")
        for _ in range(2):
            assert client.post(PAGE, form).headers["Location"] == PAGE
        text = shown(client, PAGE)
    made = LookSample.objects.get()
    assert (made.drawn_by, made.size, made.checks.count()) == (ines, 8, 8)
    assert text.count("“You work with this child: class teacher”") == 8
    assert text.count("Alice Adeyemi, Alder Road Primary School, 5 March 2026 at midday") >= 8
    assert "Lindqvist" not in text
    assert str(made.seed) in text
    old = Look.objects.filter(at__lt=NOW - dt.timedelta(days=31)).values_list("pk", flat=True)
    assert not made.checks.filter(look_id__in=list(old)).exists()
    assert Event.objects.filter(name="people.looks_sampled", actor_id=ines.pk).count() == 1


def test_with_the_seed_anybody_draws_the_same_again(ines: Practitioner, alice: Practitioner, family: Family) -> None:
    looks(alice, family, 60)
    made = sample(ines)
    looks(alice, family, 10)  # later looks change nothing
    again = drawn(seed=made.seed, since=made.since, up_to=made.up_to, size=made.size)
    assert again == sorted(made.checks.values_list("look_id", flat=True))
    assert drawn(seed=made.seed + 1, since=made.since, up_to=made.up_to, size=made.size) != again


def test_only_looks_at_people_are_drawn(ines: Practitioner, alice: Practitioner, family: Family) -> None:
    with time_machine.travel(NOW, tick=False):
        look(by=alice, subject=alice, page="account")
    with pytest.raises(NothingToDraw):
        sample(ines)


def test_nobody_draws_again_until_they_like_what_comes(
    ines: Practitioner, ivo: Practitioner, alice: Practitioner, family: Family
) -> None:
    looks(alice, family)
    (check,) = sample(ines).checks.all()
    for by in (ines, ivo):
        with pytest.raises(StillOpen):
            sample(by)
    note_check(check=check, was_right=True, finding="Right", by=ivo)
    assert sample(ines)


def test_a_look_of_ones_own_keeps_nobody_from_drawing(ines: Practitioner, family: Family) -> None:
    looks(ines, family)
    sample(ines)
    assert sample(ines)


def test_why_no_sample_is_drawn_is_said(ines: Practitioner, alice: Practitioner, family: Family) -> None:
    client = client_of(ines)
    assert "Nobody looked at a person’s record in these days" in words(send(client, PAGE, size="5", days="7"))
    look(by=alice, subject=family.maya, page="record")
    send(client, PAGE, size="5", days="7")
    assert "Check the looks that were drawn before" in words(send(client, PAGE, size="5", days="7"))
    for wrong, said in (
        ("0", "at least one"),
        ("51", "at most 50"),
        ("x", "in numbers"),
        ("", "Answer the question “How many looks?”"),
    ):
        assert said in words(send(client, PAGE, size=wrong, days="7"))
    assert LookSample.objects.count() == 1


def test_a_look_is_checked_with_a_finding(
    ines: Practitioner, ivo: Practitioner, alice: Practitioner, family: Family
) -> None:
    looks(alice, family)
    (check,) = sample(ines).checks.all()
    client = client_of(ivo)
    text = shown(client, page(check))
    assert "Alice Adeyemi, Alder Road Primary School" in text
    assert "Lindqvist" not in text
    form = filled(client, page(check), **FOUND)
    for _ in range(2):
        assert client.post(page(check), form).headers["Location"] == PAGE
    check.refresh_from_db()
    assert (check.checked_by, check.was_right, check.finding) == (ivo, False, FOUND["finding"])
    event = Event.objects.get(name="people.look_checked")
    assert (event.actor_id, event.about_ids) == (ivo.pk, {"look": check.look_id})
    assert "Ivo Stan checked it on" in shown(client, PAGE)
    assert FOUND["finding"] in shown(client, page(check))


def test_a_check_needs_an_answer_and_a_finding(ines: Practitioner, alice: Practitioner, family: Family) -> None:
    looks(alice, family)
    (check,) = sample(ines).checks.all()
    text = words(send(client_of(ines), page(check), finding=""))
    assert "Choose whether it was right" in text
    assert "Write what you found" in text


def test_nobody_checks_their_own_look(ines: Practitioner, ivo: Practitioner, family: Family) -> None:
    looks(ines, family)
    (check,) = sample(ivo).checks.all()
    client = client_of(ines)
    assert "This is your own look: somebody else checks it" in shown(client, PAGE)
    shown(client, page(check), 404)
    assert client.post(page(check), FOUND).status_code == 404
    with pytest.raises(ValueError, match="their own look"):
        note_check(check=check, was_right=True, finding="I was right", by=ines)
    check.refresh_from_db()
    assert check.checked_at is None


def test_a_look_is_checked_once(
    ines: Practitioner, alice: Practitioner, family: Family, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks(alice, family)
    (check,) = sample(ines).checks.all()
    client = client_of(ines)
    form = filled(client, page(check), **FOUND)
    note_check(check=check, was_right=True, finding="Right", by=ines)
    with pytest.raises(ChangedMeanwhile):
        note_check(check=check, was_right=False, finding="No", by=ines)
    answer = client.post(page(check), form)
    assert answer.status_code == 200
    assert "Right" in words(answer)


def test_nobody_else_comes_to_it(
    ines: Practitioner, alice: Practitioner, leila: Practitioner, sam: Practitioner, mira: Practitioner, family: Family
) -> None:
    looks(alice, family)
    (check,) = sample(ines).checks.all()
    for reader in (alice, leila, sam, mira):
        client = client_of(reader)
        shown(client, PAGE, 403)
        shown(client, page(check), 403)


def test_it_takes_few_queries(ines: Practitioner, alice: Practitioner, family: Family) -> None:
    looks(alice, family, 50)
    (first, *_) = sample(ines, size=50).checks.all()
    client = client_of(ines)
    for path in (PAGE, page(first)):
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        assert len(queries) <= 15
