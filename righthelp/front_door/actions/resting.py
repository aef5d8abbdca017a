"""On what it rests that an agency is told something: consent, or the reason for doing without; and the ledger of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from righthelp.agencies.policies import agencies_where
from righthelp.consent.actions import Considered, share
from righthelp.front_door.policies import WORK

if TYPE_CHECKING:
    from righthelp.agencies.models import Agency, Practitioner
    from righthelp.consent.models import Consent
    from righthelp.front_door.models import NamedChild


@dataclass(frozen=True)
class RestsOn:
    """On what telling an agency rests: who agreed and when, or why it is told without; and the basis in law.

    `consent` is the yes on the children’s records, where it is written down there.

    Raises:
        ValueError: with neither consent nor a reason, or with both (BP-112, BP-113).
    """

    basis: str
    consent_said: str = ""
    because: str = ""
    consent: "Consent | None" = None

    def __post_init__(self) -> None:
        if bool(self.consent_said) == bool(self.because):
            raise ValueError("nothing is asked without consent or the reason for doing without")

    def as_kept(self) -> dict[str, Any]:
        """Give it as it is kept with a question or a discussion."""
        said, without = self.consent_said, self.because
        return {"basis": self.basis, "has_consent": bool(said), "consent_said": said, "because": without}


def write_ledger(
    *, children: "Iterable[NamedChild]", agency: "Agency", told: Iterable[str], rests_on: RestsOn, by: "Practitioner"
) -> None:
    """Write what an agency is told into the ledger of each child whose record is known (BP-257).

    Raises:
        DoesNotStand: when the consent on record was taken back, or there is none for one of the children.
    """
    people = [one.person for one in children if one.person]
    if people:
        what = Considered(timezone.localdate(), to_agency=agency, facts="\n".join(filter(None, told)))
        without = "" if rests_on.consent else rests_on.because or rests_on.consent_said
        own = agencies_where(by, WORK)[0]
        on: dict[str, Any] = {"basis": rests_on.basis, "consent": rests_on.consent, "because": without}
        share(what=what, children=people, agency=own, by=by, **on)
