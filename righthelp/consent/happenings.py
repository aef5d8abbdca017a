"""What this room saw happen: what the family said, taking it back, sharing, and telling them."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Coalesce

from righthelp.agencies.policies import agencies_written_for, may
from righthelp.consent.models import Agreement, Consent, Sharing, Telling
from righthelp.people.happenings import Happening
from righthelp.people.rows import Asked, Row, shaped

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner

WORDS = {
    ("consent_agreement", "yes"): "The family agreed to help from a service",
    ("consent_agreement", "part"): "The family agreed to a part of the help from a service",
    ("consent_agreement", "no"): "The family said no to help from a service",
    ("consent_consent", "yes"): "Consent to share was given",
    ("consent_consent", "part"): "Consent to share was given in part",
    ("consent_consent", "no"): "Consent to share was refused",
    ("consent_withdrawn", "agreement"): "Agreement to help from a service was taken back",
    ("consent_withdrawn", "consent"): "Consent to share was taken back",
    ("consent_told", "parent"): "Whoever had said no was told that it went on",
    ("consent_told", "social_care"): "Children’s social care was told that the family had said no",
}


def asked_of_the_family(reader: "Practitioner", children: "Sequence[int]") -> Iterator[Asked]:
    """Ask what the family said and what was shared, as far as a reader may read it; no word of what it was about.

    Not that somebody raised a worry: a chronology may be read to the family, and names the agency (BN-082).
    """
    here: dict[str, Any] = {"child__in": children, "set_aside_at__isnull": True}
    if not may(reader, "find anybody"):
        here["agency__in"] = agencies_written_for(reader)
    for model in (Agreement, Consent):
        name = str(model._meta.model_name)
        yield _told(name, model.objects.filter(**here), first_on="said_on", more="answer")
        taken_back = model.objects.filter(**here, withdrawn_on__isnull=False)
        yield _told("withdrawn", taken_back, first_on="withdrawn_on", more=Value(name, CharField()))
    shared = Sharing.objects.filter(**here, was_shared=True, is_sealed=False)
    yield _told("shared", shared, first_on="happened_on", who=Coalesce("to_agency__name", "to_name"))
    theirs = {f"going_on__{name}": value for name, value in here.items()}
    told = Telling.objects.filter(**theirs, was_told=True)
    yield _told("told", told, first_on="told_on", more="whom", place="going_on__agency__name")


def _told(table: str, rows: "QuerySet[Any]", *, place: str = "agency__name", **given: Any) -> Asked:
    return shaped(f"consent_{table}", rows, place=place, **given)


def _tell(row: Row, _: dt.date) -> Iterator[Happening]:
    if row.first_on:
        said = f"Information was shared with {row.who}"
        words = said if row.table == "consent_shared" else WORDS[row.table, row.more]
        yield Happening(row.first_on, words, row.place)


TELLS = {f"consent_{table}": _tell for table in ("agreement", "consent", "withdrawn", "shared", "told")}
