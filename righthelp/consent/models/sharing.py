"""The ledger: each act of sharing, and each time that somebody thought about it and did not share."""

from django.db import models
from django.db.models import Q

from righthelp.consent.models.going_on import GoingOn
from righthelp.consent.models.kept import Kept
from righthelp.consent.models.said import Consent
from righthelp.consent.rules import BASIS_CHOICES, CONDITION_CHOICES


class Sharing(Kept):
    """What was shared with whom on what basis, fact, opinion and hearsay kept apart; or why nothing was."""

    was_shared = models.BooleanField()
    to_agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    to_name = models.CharField(max_length=200, blank=True)
    happened_on = models.DateField()
    facts = models.TextField(blank=True)
    opinions = models.TextField(blank=True)
    reported = models.TextField(blank=True)
    basis = models.CharField(max_length=30, choices=BASIS_CHOICES, blank=True)
    condition = models.CharField(max_length=30, choices=CONDITION_CHOICES, blank=True)
    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, null=True, blank=True, related_name="sharings")
    going_on = models.ForeignKey(GoingOn, on_delete=models.PROTECT, null=True, blank=True, related_name="sharings")
    because = models.TextField(blank=True, help_text="Why it was shared without consent, or not shared.")
    is_sealed = models.BooleanField(
        default=False, help_text="Whoever shared it raised a worry: who they are is read in their own agency alone."
    )

    class Meta(Kept.Meta):
        constraints = (
            *Kept.Meta.constraints,
            models.CheckConstraint(
                condition=Q(to_agency__isnull=False, to_name="") | (Q(to_agency__isnull=True) & ~Q(to_name="")),
                name="sharing_says_with_whom",
            ),
            models.CheckConstraint(
                condition=~Q(facts="") | ~Q(opinions="") | ~Q(reported=""), name="sharing_says_what"
            ),
            models.CheckConstraint(
                condition=(Q(was_shared=True) & ~Q(basis=""))
                | (
                    Q(was_shared=False, basis="", condition="", consent__isnull=True, going_on__isnull=True)
                    & ~Q(because="")
                ),
                name="shared_on_a_basis_or_not_for_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(basis="consent") | Q(consent__isnull=False), name="basis_of_consent_names_it"
            ),
            # no consent and no reason is the one thing that may not be (BP-113)
            models.CheckConstraint(
                condition=Q(consent__isnull=False) | Q(going_on__isnull=False) | ~Q(because=""),
                name="without_consent_there_is_a_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{'Shared' if self.was_shared else 'Not shared'} on {self.happened_on:%-d %B %Y}"
