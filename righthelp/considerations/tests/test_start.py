"""Starting a consideration; and the plain functions with which the tests of this room make one."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.apps import apps
from django.db.models import Model

from righthelp.agencies.models import Practitioner
from righthelp.agencies.tests import people
from righthelp.audit.models import Event
from righthelp.audit.queries import events_about
from righthelp.audit.rules import LOOK_REFUSED
from righthelp.considerations.actions import decide, start
from righthelp.considerations.models import ChosenNeed, Consideration, ConsideredChild, Decision
from righthelp.guidance.models import Descriptor, Edition
from righthelp.guidance.tests.helpers import line, published

WORRY = "He came to school hungry again and fell asleep in class."
REASON = "We talked it through: he is often tired, and his aunt helps every morning."
LINES = (
    line("a-1", 1, "Health", "Eats well."),
    line("a-2", 2, "Health", "Often hungry."),
    line("a-3", 3, "Home", "Nobody at home wakes the child."),
    line("a-4", 4, "Home", "Left alone at night."),
)
QUESTIONS = [{"id": "q1", "text": "How long has it gone on?"}, {"id": "q2", "text": "Which needs come first?"}]


def edition(slug: str = "westmarsh", **content: Any) -> Edition:
    """Publish a small edition with a descriptor at each of four levels, and two questions."""
    return published(slug, *LINES, **{"questions": QUESTIONS, **content})


def draft(*labels: str, by: Practitioner | None = None, path: str = "short") -> Consideration:
    """Start a consideration, by a teacher of a school unless told."""
    by = by or people.teacher(people.school())
    agency = by.memberships_now[0].team.agency
    given = Edition.objects.first() or edition()
    return start(agency=agency, edition=given, worry=WORRY, labels=list(labels or ("J",)), path=path, by=by)


def a_child(*labels: str) -> ConsideredChild:
    """Start a consideration and give its first child."""
    child: ConsideredChild = draft(*labels).children.all()[0]
    return child


def descriptor(code: str) -> Descriptor:
    """Find a descriptor of the edition on file."""
    return Descriptor.objects.get(code=code)


def choose(child: ConsideredChild, code: str, **given: Any) -> ChosenNeed:
    """Put a chosen descriptor on file, past the action."""
    return ChosenNeed.objects.create(child=child, descriptor=descriptor(code), **given)


def decide_on(child: ConsideredChild, number: int = 1, **given: Any) -> Decision:
    """Decide a level for a child as it is on file, by its holder."""
    on_file = ConsideredChild.objects.get(pk=child.pk)
    filled: dict[str, Any] = {
        "decided_with": "Leila Haddad, safeguarding lead",
        "reason": REASON,
        "lower_reason": "",
        "family_part": "",
        "look_again_on": None,
        "version": on_file.version,
        "by": on_file.consideration.holder,
        "level": on_file.consideration.edition.levels.get(number=number),
        **given,
    }
    return decide(child=on_file, **filled)


def newest_event(record: Model) -> tuple[str, int | None, list[str], dict[str, int]]:
    """Give all that the newest event about a record says: its name, who did it, fields, and other records."""
    event = events_about(record)[0]
    return event.name, event.actor_id, event.fields, event.about_ids


@contextmanager
def nothing_changes() -> Iterator[None]:
    """Fail when anything in this room, or the log of changes, is other than before; a refused look changes nothing."""
    before = _everything()
    yield
    assert _everything() == before


def _everything() -> list[Any]:
    changes = Event.objects.exclude(name=LOOK_REFUSED).order_by("pk")
    rows = (model._default_manager.order_by("pk") for model in apps.get_app_config("considerations").get_models())
    return [list(query.values()) for query in (changes, *rows)]


pytestmark = pytest.mark.django_db


def test_the_worry_is_written_once_and_each_child_stands_by_itself() -> None:
    alice = people.teacher(people.school())
    consideration = draft("older brother", "J", by=alice)
    assert consideration.worry == WORRY
    assert [(child.label, child.position) for child in consideration.children.all()] == [("older brother", 0), ("J", 1)]
    assert (consideration.author, consideration.holder) == (alice, alice)
    assert (consideration.version, consideration.path, consideration.continues) == (1, "short", None)


def test_it_keeps_the_edition_that_it_was_thought_through_with() -> None:
    kept = edition()
    assert draft().edition == kept


def test_it_is_logged_without_what_was_written() -> None:
    consideration = draft()
    assert newest_event(consideration) == (
        "considerations.started",
        consideration.author_id,
        [],
        {"edition": consideration.edition_id},
    )


def test_two_children_with_one_label_start_nothing() -> None:
    alice = people.teacher(people.school())
    given = edition()
    with nothing_changes(), pytest.raises(Exception, match=r"(?i)unique"):
        start(
            agency=alice.memberships_now[0].team.agency, edition=given, worry=WORRY, labels=["J", "J"],
            path="short", by=alice,
        )  # fmt: skip
