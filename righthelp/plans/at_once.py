"""What a plan says and what stands around it, read in one question to the database instead of one for each kind.

A page of a plan shows ten kinds of rows; each asked by itself, it would be far above its budget (design, section 7).
"""

import datetime as dt
import json
from collections.abc import Collection, Hashable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS
from django.db.models import (
    Case,
    Expression,
    JSONField,
    Max,
    Model,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
    prefetch_related_objects,
)
from django.db.models.functions import JSONObject
from django.utils import timezone

from righthelp.guidance.models import Descriptor
from righthelp.people.queries import bring_names, is_linked
from righthelp.plans.models import (
    PARTS,
    Action,
    ChildReviewed,
    Copy,
    FamilySaid,
    Item,
    Meeting,
    Member,
    Need,
    Plan,
    PlanChild,
    PlanVersion,
    Referral,
    Review,
)

READ_WHOLE: tuple[type[Model], ...] = (*PARTS, PlanVersion, Meeting, Review, ChildReviewed)
NO_MORE = (Referral.Answer.DECLINED, Referral.Answer.NOT_TAKEN_UP)
Key = TypeVar("Key", bound=Hashable)


class WholeRow(Expression):
    """All columns of a table in one JSON object, as `JSONObject` gives it; its SQL is written once for each table."""

    def __init__(self, kind: type[Model]) -> None:
        super().__init__(output_field=JSONField())
        self.kind = kind

    def as_sql(self, compiler: Any, connection: Any, **_: Any) -> tuple[str, tuple[()]]:
        """Give the object; the first table of a query goes by its own name."""
        return _object_of(self.kind, connection.vendor), ()


Wanted = tuple["QuerySet[Any]", Expression | str]  # some rows, and what is read of each


@dataclass(frozen=True)
class AtOnce:
    """What stands in a plan, of each kind in its order; its last version; the services that were asked to help.

    `meetings` and `reviews` are the latest first, as are the reviews that are struck through and count no more
    (`struck`); `lives` are those of the last review that stands, `given` the keys of members for
    whom a copy of the last version was released, `unread` what families wrote on their own pages.
    """

    parts: dict[type[Item], list[Any]]
    last: PlanVersion | None
    services: list["Service"]
    meetings: list[Meeting]
    reviews: list[Review]
    struck: list[Review]
    lives: list[ChildReviewed]
    given: frozenset[int]
    unread: int


@dataclass(frozen=True)
class Service:
    """A service that was asked to help and did not say no: its key, the need, whose need it is (empty: of all)."""

    key: int
    need: int
    child: int | None
    answer: str


def read_at_once(plan: Plan, *, with_kept: bool = False) -> AtOnce:
    """Read what a plan says; `with_kept` brings along from whom each part is kept."""
    found = _found(plan)
    parts = {kind: sorted(found[kind], key=_order) for kind in PARTS}
    if with_kept:
        for rows in parts.values():
            prefetch_related_objects(rows, "kept_from")
    reviews = sorted(found[Review], key=lambda one: (one.reviewed_on, one.pk), reverse=True)
    return AtOnce(
        parts=parts,
        last=next(iter(found[PlanVersion]), None),
        services=[Service(**row) for row in found[Referral]],
        meetings=sorted(found[Meeting], key=lambda one: (one.planned_for, one.pk), reverse=True),
        reviews=[one for one in reviews if not one.struck_at],
        struck=[one for one in reviews if one.struck_at],
        lives=found[ChildReviewed],
        given=frozenset(row["member"] for row in found[Copy]),
        unread=len(found[FamilySaid]),
    )


def kept_from(reader: Member) -> frozenset[tuple[type[Model], int]]:
    """Give what somebody must not learn of, each with its kind and key: parts of the plan, and who takes part."""
    asked: dict[type[Model], Wanted] = {
        kind: (kind.kept_from.through._default_manager.filter(member=reader), kind.__name__.lower()) for kind in PARTS
    }
    asked[Member] = (Member.kept_from.through.objects.filter(to_member=reader), "from_member")
    return frozenset(_in_one_query(asked))


def members_by_key(
    plan: Plan, children: Collection[PlanChild] = (), *, closed: "QuerySet[Any, Any] | None" = None
) -> dict[int, Member]:
    """Give all who take or took part, by key; with their names, and those of the children, in one query more.

    `is_closed` says of each whether they are one of `closed`, `is_linked` whether another record is stated to be the
    same person: both are asked in the same query.
    """
    asked = plan.members.with_who()
    if closed is not None:
        is_closed = Case(When(person__in=closed, then=True), default=False)
        asked = asked.annotate(is_closed=is_closed, is_linked=is_linked("person"))
    members = {one.pk: one for one in asked}
    people = [one.person for one in members.values() if one.person] + [child.person for child in children]
    bring_names(people)
    return members


def rows_at_once(*tables: "QuerySet[Any]") -> list[list[Any]]:
    """Read the rows of several tables in one query, each table by its key; for rooms above, whose tables are small."""
    found: list[list[Any]] = [[] for _ in tables]
    asked = {place: (rows, WholeRow(rows.model)) for place, rows in enumerate(tables)}
    for place, row in _in_one_query(asked):
        found[place].append(_loaded(tables[place].model, row))
    return [sorted(rows, key=lambda row: row.pk) for rows in found]


@cache
def _object_of(kind: type[Model], vendor: str) -> str:
    named = ((one.attname, f'"{kind._meta.db_table}"."{one.column}"') for one in kind._meta.concrete_fields)
    pairs = ", ".join(f"'{name}', {column}" for name, column in named)
    return f"JSONB_BUILD_OBJECT({pairs})" if vendor == "postgresql" else f"JSON_OBJECT({pairs})"


def _found(plan: Plan) -> dict[type[Model], list[Any]]:
    """Give the rows of each kind: whole, or only a few columns of what stands around the plan."""
    asked = {**{kind: _whole(kind, plan) for kind in READ_WHOLE}, **_in_part(plan)}
    found: dict[type[Model], list[Any]] = {kind: [] for kind in asked}
    for kind, row in _in_one_query(asked):
        found[kind].append(_made(kind, row, plan) if kind in READ_WHOLE else row)
    _describe(found[Need], found[Descriptor])
    return found


def _in_one_query(asked: Mapping[Key, Wanted]) -> Iterator[tuple[Key, Any]]:
    """Ask several tables in one query; give what was found, each with the key under which it was asked for."""
    keys = list(asked)
    first, *others = (
        rows.order_by().values_list(Value(place), what) for place, (rows, what) in enumerate(asked.values())
    )
    for place, row in first.union(*others, all=True):
        yield keys[place], row


def _whole(kind: type[Model], plan: Plan) -> Wanted:
    return kind._default_manager.filter(_which(kind, plan)), WholeRow(kind)


def _which(kind: type[Model], plan: Plan) -> Q:
    if kind is PlanVersion:
        return Q(plan=plan, number=Subquery(_last_version(plan)))
    if kind is ChildReviewed:
        last = Review.objects.filter(plan=plan, struck_at__isnull=True).order_by("-reviewed_on", "-pk").values("pk")[:1]
        return Q(review=Subquery(last))
    return Q(plan=plan) if kind in (Meeting, Review) else Q(plan=plan, dropped_at__isnull=True)


def _last_version(plan: Plan) -> "QuerySet[PlanVersion, Any]":
    last = PlanVersion.objects.filter(plan=plan).order_by().values("plan").annotate(last=Max("number"))
    return last.values("last")


def _in_part(plan: Plan) -> dict[type[Model], Wanted]:
    services = Referral.objects.filter(plan=plan, is_signpost=False).exclude(answer__in=NO_MORE)
    given = Copy.objects.filter(plan=plan, of_version__number=Subquery(_last_version(plan)))
    described = Need.objects.filter(_which(Need, plan)).order_by().values("descriptor")
    unread = FamilySaid.objects.filter(link__plan=plan, read_at__isnull=True)
    return {
        Referral: (services, JSONObject(key="pk", need="need_id", child="need__child_id", answer="answer")),
        Copy: (given, JSONObject(member="member_id")),
        Descriptor: (Descriptor.objects.filter(pk__in=described), JSONObject(id="pk", text="text")),
        FamilySaid: (unread, JSONObject(key="pk")),
    }


def _made(kind: type[Model], row: dict[str, Any], plan: Plan) -> Any:
    made = _loaded(kind, row)
    if hasattr(kind, "plan"):
        made.plan = plan
    return made


def _describe(needs: list[Need], texts: list[dict[str, Any]]) -> None:
    """Bring along the descriptor of each need that names one."""
    described = {row["id"]: Descriptor.from_db(None, ["id", "text"], [row["id"], row["text"]]) for row in texts}
    for need in needs:
        if need.descriptor_id:
            need.descriptor = described[need.descriptor_id]


def _loaded(kind: type[Model], row: dict[str, Any]) -> Any:
    """Make a row of what the database wrote down as JSON, as if it had been loaded."""
    fields = kind._meta.concrete_fields
    values = [_value(field, row[field.attname]) for field in fields]
    return kind.from_db(DEFAULT_DB_ALIAS, [field.attname for field in fields], values)


def _value(field: Any, written: Any) -> Any:
    """Read a value; SQLite writes JSON as text, and times without their zone, which is UTC."""
    if field.get_internal_type() == "JSONField":
        return json.loads(written) if isinstance(written, str) else written
    value = field.to_python(written)
    is_naive = isinstance(value, dt.datetime) and timezone.is_naive(value)
    return timezone.make_aware(value, dt.UTC) if is_naive else value


def _order(part: Item) -> tuple[dt.date, int]:
    """Give the place of a part among its kind, as the model orders them."""
    return (part.due_on if isinstance(part, Action) else part.noted_at), part.pk
