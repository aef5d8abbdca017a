"""All that this room keeps of some children, read in one query: six tables of which most columns are the same.

So a page about a child stays quick, also one of a room above that carries it forward.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from django.db.models import BigIntegerField, F, Field, ForeignKey, Model, QuerySet, Value

from righthelp.agencies.models import Agency, Practitioner
from righthelp.consent.models import Advice, Agreement, Consent, GoingOn, Sharing, Telling
from righthelp.people.rows import Empty

if TYPE_CHECKING:
    from righthelp.people.models import Person

TABLES: tuple[type[Any], ...] = (Agreement, Consent, GoingOn, Sharing, Advice, Telling)
NAMED = (Agency, Practitioner)
Row = dict[str, Any]


@dataclass(frozen=True)
class Read:
    """What was read, newest first; each record leads to all others that it names without another query."""

    agreements: list[Agreement]
    consents: list[Consent]
    goings_on: list[GoingOn]
    sharings: list[Sharing]


def read_of(children: "Collection[Person]") -> Read:
    """Read all that is kept of some children, whoever may read it: a getter asks that."""
    rows = _all_rows([one.pk for one in children])
    made = {(row["table"], row["id"]): _made(row) for row in rows}
    people = {one.pk: one for one in children}
    for one in made.values():
        _join(one, made, people)
    held = sorted((one for one in made.values() if hasattr(one, "together")), key=_newest, reverse=True)
    for going_on in _of(GoingOn, held):
        _hang(going_on, "advice", Advice, made.values())
        _hang(going_on, "tellings", Telling, made.values())
    return Read(_of(Agreement, held), _of(Consent, held), _of(GoingOn, held), _of(Sharing, held))


def _newest(one: Any) -> tuple[Any, int]:
    return one.written_at, one.pk


def _of(model: type[Any], records: Iterable[Any]) -> list[Any]:
    return [one for one in records if isinstance(one, model)]


def _all_rows(children: Collection[int]) -> "list[Row]":
    first, *others = (_rows(model, children) for model in TABLES)
    return list(first.union(*others, all=True))


def _rows(model: type[Any], children: Collection[int]) -> "QuerySet[Any, Row]":
    """Ask for the rows of one table, with empty places for the columns of the others."""
    about = {"child__in": children} if hasattr(model, "together") else {"going_on__child__in": children}
    own = {one.attname for one in _concrete(model)}
    empty = {name: Empty(one) for name, one in _columns().items() if name not in own}
    names = {f"{one.name}_called": F(f"{one.name}__name") for one in _named(model)}
    rows: QuerySet[Any] = model.objects.filter(**about).order_by()
    found: QuerySet[Any, Row] = rows.annotate(table=Value(_table(model)), **empty, **_no_names(names), **names).values(
        "table", *_columns(), *_names()
    )
    return found


def _no_names(own: Collection[str]) -> dict[str, Any]:
    text = Agency._meta.get_field("name")
    return {name: Empty(text) for name in _names() if name not in own}


@cache
def _columns() -> "dict[str, Field[Any, Any]]":
    """Give every column of any table, each with a plain field of its type."""
    return {one.attname: _plain(one) for model in TABLES for one in _concrete(model)}


@cache
def _names() -> tuple[str, ...]:
    return tuple(dict.fromkeys(f"{one.name}_called" for model in TABLES for one in _named(model)))


def _plain(one: "Field[Any, Any]") -> "Field[Any, Any]":
    if one.primary_key or isinstance(one, ForeignKey):
        return BigIntegerField()
    return type(one)(max_length=one.max_length) if one.max_length else type(one)()


def _concrete(model: type[Model]) -> "list[Field[Any, Any]]":
    return list(model._meta.concrete_fields)


def _named(model: type[Model]) -> "list[Field[Any, Any]]":
    return [one for one in _concrete(model) if one.related_model in NAMED]


def _table(model: type[Model]) -> str:
    return str(model._meta.model_name)


def _made(row: Row) -> Any:
    """Make the record of a row, with the people and agencies that it names."""
    model = next(one for one in TABLES if _table(one) == row["table"])
    names = [one.attname for one in _concrete(model)]
    made = model.from_db("default", names, [row[name] for name in names])
    for one in _named(model):
        if row[one.attname] and one.related_model:
            setattr(made, one.name, one.related_model(pk=row[one.attname], name=row[f"{one.name}_called"]))
    return made


def _join(one: Any, made: dict[tuple[str, int], Any], people: "dict[int, Person]") -> None:
    """Let a record lead to its child, and to the other records that it names."""
    for field in _concrete(type(one)):
        key, to = getattr(one, field.attname), field.related_model
        if key and to in TABLES and to is not None:
            setattr(one, field.name, made[_table(to), key])
        elif field.name == "child":
            one.child = people[key]


def _hang(going_on: GoingOn, name: str, model: type[Any], records: Iterable[Any]) -> None:
    """Hang what was read on a record, as Django does where it prefetches."""
    own = [one for one in _of(model, records) if one.going_on_id == going_on.pk]
    read = model.objects.none()
    read._result_cache = sorted(own, key=lambda one: one.pk)
    vars(going_on).setdefault("_prefetched_objects_cache", {})[name] = read
