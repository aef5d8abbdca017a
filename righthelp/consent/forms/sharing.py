"""The forms of the ledger."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils import timezone

from righthelp.agencies.forms.writing import ForAgencyForm
from righthelp.consent.actions import Considered
from righthelp.consent.forms.common import AlsoForm, choice, today
from righthelp.consent.rules import CONSENT, Basis, bases_on, conditions
from righthelp.design_system.forms import DayField, PlainText

if TYPE_CHECKING:
    import datetime as dt

    from righthelp.agencies.models import Agency
    from righthelp.consent.access import Standing
    from righthelp.consent.models import Consent, GoingOn

NONE, OTHER = "none", "other"


class ConsideredForm(AlsoForm, ForAgencyForm):
    """What was thought to be shared, with whom, on which day; fact, opinion and hearsay apart."""

    FOLDED: ClassVar[dict[str, tuple[str, ...]]] = {"The name of somebody who is not in this list": ("to_name",)}

    to_agency = forms.ChoiceField(label="With whom?", error_messages={"required": "Choose with whom"})
    to_name = PlainText(label="Their name, and what they are", required=False)
    happened_on = DayField(label="The day", has_been=True)
    facts = PlainText(rows=3, label="Facts", help_text="What was seen, heard or measured.", required=False)
    opinions = PlainText(rows=2, label="Opinion", help_text="What you or a colleague make of it.", required=False)
    reported = PlainText(
        rows=2, label="What somebody else said", required=False,
        help_text="Say who they are to the child. Never name anybody who raised a worry.",
    )  # fmt: skip

    def __init__(self, *args: Any, receivers: "Sequence[Agency]", **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "initial": {"happened_on": today()}})
        self.receivers = {str(one.public_id): one for one in receivers}
        field: Any = self.fields["to_agency"]
        named = [(key, one.name) for key, one in self.receivers.items()]
        field.choices = [("", "Choose"), *named, (OTHER, "Somebody else")]

    def clean(self) -> dict[str, Any]:
        """Ask with whom, and what."""
        cleaned = super().clean() or {}
        if cleaned.get("to_agency") == OTHER and not cleaned.get("to_name"):
            self.add_error("to_name", "Enter with whom")
        if not any(cleaned.get(name) or name in self.errors for name in ("facts", "opinions", "reported")):
            self.add_error("facts", "Write down what it was about: facts, opinion, or what somebody else said")
        return cleaned

    def what(self) -> Considered:
        """Give what was thought to be shared."""
        given = self.cleaned_data
        agency = self.receivers.get(given["to_agency"])
        name = "" if agency else given["to_name"]
        return Considered(given["happened_on"], agency, name, given["facts"], given["opinions"], given["reported"])


class ShareForm(ConsideredForm):
    """An act of sharing, and what it rests on."""

    consent = choice("Did the family consent to this?", (), "Choose whether the family consented")
    because = PlainText(rows=2, label="Why is it shared without their consent?", required=False)
    basis = choice("What does the law let it rest on?", (), "Choose what it rests on")
    condition = choice(
        "Is it about health, race, religion, sex life or other sensitive facts?", (), "", required=False, initial="",
    )  # fmt: skip
    field_order = (
        "to_agency", "to_name", "happened_on", "facts", "opinions", "reported", "consent", "because", "basis",
        "condition", "also", "agency",
    )  # fmt: skip

    def __init__(
        self, *args: Any, standing: "Standing", starts: "dict[str, dt.date | None]", consents: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.consents = {str(one.public_id): one for one in standing.given}
        self.reason = next(iter(standing.goings_on), None)
        self.starts = starts
        fields: dict[str, Any] = self.fields
        fields["consent"].choices = [*consents, (NONE, "No, or they were not asked")]
        _offer(fields["basis"], bases_on(timezone.localdate(), starts))
        _offer(fields["condition"], conditions(), first=[(NONE, "No")])
        if self.reason:
            fields["because"].help_text = "Only if it differs from the reason that is written down already."

    def clean(self) -> dict[str, Any]:
        """Hold consent and basis together: what rests on consent names it, and all else has a reason (BP-113)."""
        cleaned = super().clean() or {}
        without = cleaned.get("consent") == NONE
        if without and cleaned.get("basis") == CONSENT:
            self.add_error("basis", "It cannot rest on consent that was not given. Choose another basis")
        if without and not cleaned.get("because") and self.reason is None:
            self.add_error("because", "Say why it is shared without their consent")
        day = cleaned.get("happened_on")
        if day and cleaned.get("basis") and cleaned["basis"] not in {one.key for one in bases_on(day, self.starts)}:
            self.add_error("basis", "This did not count yet on that day. Choose another basis")
        return cleaned

    def rests_on(self) -> dict[str, Any]:
        """Give what it rests on."""
        given = self.cleaned_data
        consent: Consent | None = self.consents.get(given["consent"])
        reason: GoingOn | None = None if consent or given["because"] else self.reason
        return {
            "basis": given["basis"], "condition": "" if given["condition"] == NONE else given["condition"],
            "consent": consent, "going_on": reason, "because": "" if consent else given["because"],
        }  # fmt: skip


class NotShareForm(ConsideredForm):
    """What was thought about and not shared, and why."""

    because = PlainText(
        rows=3, label="Why is it not shared?",
        help_text="For example: it would put the child in more danger, or it does not help them.",
        error_messages={"required": "Say why it is not shared"},
    )  # fmt: skip
    field_order = (
        "to_agency", "to_name", "happened_on", "facts", "opinions", "reported", "because", "also", "agency",
    )  # fmt: skip


def _offer(field: Any, rows: Sequence[Basis], first: Sequence[tuple[str, str]] = ()) -> None:
    field.choices = [*first, *((one.key, one.title) for one in rows)]
    field.choice_hints = {one.key: one.words for one in rows}
