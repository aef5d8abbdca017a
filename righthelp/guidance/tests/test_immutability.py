"""A published edition refuses every write, by whatever way it comes."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import models, transaction
from django.utils import timezone

from righthelp.agencies.models import Practitioner
from righthelp.guidance.actions import discard_draft, withdraw
from righthelp.guidance.models import Descriptor, Edition, Level, Passage, Service, Theme
from righthelp.guidance.queries import EditionIsFixed
from righthelp.guidance.tests.helpers import draft, events, published

CONTENT: dict[str, Any] = {
    "levels": [{"number": 1, "name": "First", "help": [{"name": "Library"}], "what_to_do": ["Ask."]}],
    "duties": [{"id": "d", "text": "Ring 999."}],
}
PARTS = (Level, Theme, Descriptor, Service, Passage)


@pytest.fixture
def edition(db: None) -> Edition:
    """Give a published edition with a row of every kind."""
    return published("westmarsh", **CONTENT)


def snapshot() -> list[Any]:
    """Read every row that an edition owns, and editions themselves."""
    return [list(model._default_manager.order_by("pk").values()) for model in (Edition, *PARTS)]


def copy(row: models.Model) -> models.Model:
    """Give the same row as a new one."""
    row.pk = None
    return row


def bulk(part: type[models.Model]) -> Any:
    """Give the rows of a part as a set."""
    return part._default_manager.all()


def place(part: type[models.Model]) -> str:
    """Name the field that says where a row stands."""
    return "number" if part is Level else "position"


WRITES: dict[str, Callable[[type[models.Model]], object]] = {
    "save": lambda part: bulk(part)[0].save(),
    "save of one field": lambda part: bulk(part)[0].save(update_fields=[place(part)]),
    "another row": lambda part: copy(bulk(part)[0]).save(),
    "delete": lambda part: bulk(part)[0].delete(),
    "update of many": lambda part: bulk(part).update(**{place(part): 7}),
    "delete of many": lambda part: bulk(part).delete(),
    "many at once": lambda part: part._default_manager.bulk_create([copy(bulk(part)[0])]),
    "change of many": lambda part: part._default_manager.bulk_update(list(bulk(part)), [place(part)]),
}


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("way", WRITES)
def test_no_row_of_a_published_edition_is_written(edition: Edition, part: type[models.Model], way: str) -> None:
    before = snapshot()
    with pytest.raises(EditionIsFixed), transaction.atomic():
        WRITES[way](part)
    assert snapshot() == before


@pytest.mark.parametrize("part", PARTS)
def test_rows_of_a_draft_are_written(db: None, part: type[models.Model]) -> None:
    draft("westmarsh", **CONTENT)
    row = bulk(part)[0]
    row.save()
    assert bulk(part).update(**{place(part): 7})
    key = row.pk
    row.delete()
    assert not bulk(part).filter(pk=key).exists()


def test_a_row_cannot_move_from_a_published_edition_into_a_draft(edition: Edition) -> None:
    other = draft("westmarsh")
    passage = edition.passages.all()[0]
    passage.edition = other
    with pytest.raises(EditionIsFixed):
        passage.save()


@pytest.mark.parametrize("field", ["name", "change_note", "effective_from", "published_at", "wording", "framework"])
def test_no_field_of_a_published_edition_is_written(edition: Edition, field: str) -> None:
    before = snapshot()
    with pytest.raises(EditionIsFixed):
        edition.save(update_fields=[field])
    with pytest.raises(EditionIsFixed):
        edition.save()
    with pytest.raises(EditionIsFixed):
        Edition.objects.update(**{field: getattr(edition, field)})
    assert snapshot() == before


def test_a_published_edition_is_never_deleted(edition: Edition, editor: Practitioner) -> None:
    for delete in (edition.delete, Edition.objects.all().delete, edition.framework.editions.all().delete):
        with pytest.raises(EditionIsFixed):
            delete()
    with pytest.raises(EditionIsFixed):
        discard_draft(edition=edition, by=editor)
    with pytest.raises(models.ProtectedError):
        edition.framework.delete()
    assert Edition.objects.exists()
    assert not events("guidance.draft_discarded")


def test_withdrawal_is_all_that_can_still_be_said_and_ends_that_too(edition: Edition, editor: Practitioner) -> None:
    withdraw(edition=edition, because="Wrong", by=editor)
    before = snapshot()
    with pytest.raises(EditionIsFixed):
        withdraw(edition=edition, because="Other words", by=editor)
    for part in PARTS:
        with pytest.raises(EditionIsFixed):
            bulk(part).delete()
    assert snapshot() == before


def test_a_draft_may_still_be_named_anew(db: None) -> None:
    edition = draft("westmarsh")
    edition.name = "Another name"
    edition.save()
    assert Edition.objects.update(dated=timezone.localdate()) == 1
    assert Edition.objects.get().name == "Another name"
