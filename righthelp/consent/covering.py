"""Whether what the family said of sharing is about sharing with somebody: told by the words for whom it was given."""

import datetime as dt
import re
from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db.models import Q

from righthelp.consent.models import Consent

LEAVES_OUT = re.compile(r"\b(not|no|nobody|except|without|but)\b")

if TYPE_CHECKING:
    from righthelp.agencies.models import Agency
    from righthelp.people.models import Person


def names_one_of(text: str, names: Collection[str]) -> bool:
    """Say whether a text names one of some people or places, in whole words.

    >>> names_one_of("The school nurse and Children's Social Care", ["social care"])
    True
    >>> names_one_of("Whoever smashed it", ["MASH"]), names_one_of("The school nurse", ["social care"])
    (False, False)
    """
    plain = _plain(text)
    return any(re.search(rf"\b{re.escape(_plain(name))}\b", plain) for name in names)


def consent_covering(child: "Person", agency: "Agency", names: Collection[str], on: dt.date) -> Consent | None:
    """Give the latest yes on a record, by an agency, to sharing with one of these names that stood on a day; locked.

    What was said later does not count; what was taken back later, did on that day. A yes with limits, or in
    whose words somebody is left out, never counts: only a reader can tell whom it is about.
    """
    given = Consent.objects.select_for_update().not_set_aside().filter(child=child, agency=agency)
    stood = Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=on)
    whole = given.filter(stood, answer=Consent.Answer.YES, said_on__lte=on)
    return next((one for one in whole if covers(one, names)), None)


def covers(said: Consent, names: Collection[str]) -> bool:
    """Say whether what was said of sharing is about sharing with one of these names, and leaves nobody out."""
    return names_one_of(said.shared_with, names) and not LEAVES_OUT.search(_plain(said.shared_with))


def _plain(text: str) -> str:
    return text.casefold().replace("’", "'")
