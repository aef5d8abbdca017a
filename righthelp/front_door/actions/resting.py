"""On what it rests that an agency is told something: consent, or the reason for doing without; and the ledger of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from righthelp.agencies.policies import agencies_where
from righthelp.consent.actions import Considered, share
from righthelp.front_door.models import InLedger
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
    *,
    children: "Iterable[NamedChild]",
    what: Considered,
    about: str,
    rests_on: RestsOn,
    by: "Practitioner",
    agency: "Agency | None" = None,
    shared_by: "Practitioner | None" = None,
    is_sealed: bool = False,
) -> None:
    """Write what somebody is told into the ledger of each child whose record is known (BP-257): the one way to do it.

    `about` names the act, which stands once in the ledger of each child. `agency` is whose act it is, else that of the
    front door; `shared_by` and `is_sealed` as `consent.actions.share` takes them.

    Raises:
        DoesNotStand: when the consent on record was taken back, or there is none for one of the children.
    """
    known = {one.person: one for one in children if one.person}
    there = InLedger.objects.filter(child__in=known.values(), about=about).values_list("child", flat=True)
    new = {person: child for person, child in known.items() if child.pk not in set(there)}
    if new:
        without = "" if rests_on.consent else rests_on.because or rests_on.consent_said
        made = share(
            what=what, children=list(new), agency=agency or agencies_where(by, WORK)[0], by=by, shared_by=shared_by,
            basis=rests_on.basis, consent=rests_on.consent, because=without, is_sealed=is_sealed,
        )  # fmt: skip
        InLedger.objects.bulk_create(InLedger(child=new[one.child], about=about, sharing=one) for one in made)
