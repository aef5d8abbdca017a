"""Everything that is known of some people, read in one query: five tables that share days, source and who noted it."""

from collections.abc import Collection
from functools import reduce
from typing import Any, TypeVar

from django.db.models import F, Field, QuerySet
from django.db.models import Value as Constant

from righthelp.people.models import Known
from righthelp.people.rows import Empty
from righthelp.people.values import HELD, Value

FIELDS: dict[str, "Field[Any, Any]"] = {
    one.attname: one for model in HELD.values() for one in model._meta.concrete_fields if not one.primary_key
}
NAMES = {"noted_by_name": F("noted_by__name"), "withdrawn_by_name": F("withdrawn_by__name")}
One = TypeVar("One", bound=Known)


class Account:
    """What is known of one person, in the order in which it was noted, with the names of those who noted it."""

    def __init__(self) -> None:
        self.values: list[Value] = []
        self.practitioners: dict[int | None, str] = {}

    def of(self, model: type[One]) -> list[One]:
        """Give the values of one kind that were not withdrawn."""
        return [value for value in self.values if isinstance(value, model) and value.withdrawn_at is None]

    def withdrawn(self) -> list[Value]:
        """Give what was withdrawn: it was never right, but is not erased."""
        return [value for value in self.values if value.withdrawn_at]


def accounts_of(people: Collection[int]) -> dict[int, Account]:
    """Read what is known of some people, each with an account, if an empty one."""
    found = {person: Account() for person in people}
    rows = reduce(lambda all_rows, more: all_rows.union(more, all=True), (_rows(word, people) for word in HELD))
    for row in sorted(rows, key=lambda row: (row["noted_at"], row["id"])):
        account, model = found[row["person_id"]], HELD[row["held"]]
        names = [one.attname for one in model._meta.concrete_fields]
        account.values.append(model.from_db("default", names, [row[name] for name in names]))
        account.practitioners |= {
            row["noted_by_id"]: row["noted_by_name"],
            row["withdrawn_by_id"]: row["withdrawn_by_name"],
        }
    return found


def _rows(word: str, people: Collection[int]) -> "QuerySet[Any, dict[str, Any]]":
    model = HELD[word]
    own = {one.attname for one in model._meta.concrete_fields}
    empty = {name: Empty(_plain(one)) for name, one in FIELDS.items() if name not in own}
    rows: QuerySet[Any] = model._default_manager.filter(person__in=people).order_by()
    named: QuerySet[Any, dict[str, Any]] = rows.annotate(held=Constant(word), **empty, **NAMES).values(
        "id", *FIELDS, "held", *NAMES
    )
    return named


def _plain(one: "Field[Any, Any]") -> "Field[Any, Any]":
    """Give a field of the same type, for an empty place in a union."""
    return type(one)(max_length=one.max_length) if one.max_length else type(one)()
