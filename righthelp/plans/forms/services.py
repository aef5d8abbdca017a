"""Which service is asked to help with which need, and what it said."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from righthelp.agencies.forms.writing import ForAgencyForm
from righthelp.consent.actions.sharing import starts
from righthelp.consent.rules import CONSENT, Basis, bases_on, conditions
from righthelp.design_system.formatters import day
from righthelp.design_system.forms import DayField, PlainText
from righthelp.design_system.versions import QuestionForm
from righthelp.plans.actions.services import Answered, Asking, RestsOn
from righthelp.plans.forms.choosing import OneOf
from righthelp.plans.models import Referral
from righthelp.plans.presenters import child_name
from righthelp.work.forms import PickField

if TYPE_CHECKING:
    from righthelp.agencies.models import Agency
    from righthelp.consent.models import Consent
    from righthelp.guidance.models import Service
    from righthelp.plans.models import Need

NONE = "none"
LOWEST_FIRST = (
    "Families often find help at school or at the health centre easier to take than other help. Offer that where it is "
    "enough."
)


class SignpostForm(QuestionForm):
    """A service that the family was told of, for one of its needs, to go there themselves (BN-031, BP-142)."""

    need = PickField(label="For which need?", unset="Choose the need that it is for")
    change = PlainText(
        rows=2, label="What should be different through it?", help_text="What the family and the child would notice.",
        error_messages={"required": "Say what should be different"},
    )  # fmt: skip
    service = PickField(label="Which service?", unset="Choose a service", required=False, help_text=LOWEST_FIRST)
    to_agency = PickField(label="Or an agency that uses Right Help", unset="Choose an agency", required=False)
    name = PlainText(label="Or the name of another service", required=False)
    on = DayField(label="The day", has_been=True)
    agreed = PlainText(
        rows=2, label="What did the family say to it?", help_text="Who said it, in their words.",
        error_messages={"required": "Say what the family said to it"},
    )  # fmt: skip
    field_order: tuple[str, ...] = ("need", "change", "service", "to_agency", "name", "on", "agreed")

    def __init__(
        self, *args: Any, needs: "Iterable[Need]", services: "Iterable[Service]", others: "Iterable[Agency]",
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **{"initial": {"on": timezone.localdate()}, **kwargs})
        self.needs = {str(one.public_id): one for one in needs}
        self.services = {str(one.pk): one for one in services}
        self.others = {str(one.public_id): one for one in others}
        fields: dict[str, Any] = self.fields
        fields["need"].offer((key, _need_words(one)) for key, one in self.needs.items())
        fields["service"].offer(((key, _service_words(one)) for key, one in self.services.items()), "None of these")
        fields["to_agency"].offer(((key, one.name) for key, one in self.others.items()), "None of these")
        if not self.services:
            del fields["service"]
            fields["to_agency"].label, fields["to_agency"].help_text = "Which agency?", LOWEST_FIRST

    def clean(self) -> dict[str, Any]:
        """Ask for one service."""
        cleaned = super().clean() or {}
        if sum(bool(cleaned.get(name)) for name in ("service", "to_agency", "name")) != 1:
            first = "service" if self.services else "to_agency"
            self.add_error(first, "Choose one service, or one agency, or enter one name")
        return cleaned

    def asking(self) -> Asking:
        """Give which service it is, and what for."""
        given = self.cleaned_data
        return Asking(
            need=self.needs[given["need"]], asked_on=given["on"], change=given["change"], agreed=given["agreed"],
            told=given.get("told", ""), is_signpost="told" not in self.fields,
            service=self.services.get(given.get("service", "")), agency=self.others.get(given["to_agency"]),
            name=given["name"],
        )  # fmt: skip


class ServiceForm(ForAgencyForm, SignpostForm):
    """A service that is asked directly: what it is told, and on what telling it rests (BN-043, BP-142)."""

    agreed = PlainText(
        rows=2, label="Who of the family agreed that it is asked?",
        help_text="Say who, when and in which words. If it is asked without their agreement: why.",
        error_messages={"required": "Say who agreed, or why it is asked without"},
    )  # fmt: skip
    told = PlainText(
        rows=3, label="What was the service told?", error_messages={"required": "Say what the service was told"},
        help_text="Only what it needs in order to help. This stands in the record of what was shared, too.",
    )  # fmt: skip
    consent = OneOf(
        "Which yes to share does it rest on?", (), unset="Choose which yes it rests on, or that there is none"
    )
    basis = OneOf("What does the law let it rest on?", (), unset="Choose what the law lets it rest on")
    condition = OneOf("Is it about health, race, religion, sex life or other sensitive facts?", (), initial=NONE)
    field_order = (*SignpostForm.field_order, "told", "consent", "basis", "condition", "agency")

    def __init__(self, *args: Any, consents: "Sequence[Consent]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.consents = {str(one.public_id): one for one in consents}
        fields: dict[str, Any] = self.fields
        fields["consent"].choices = [*((key, _consent_words(one)) for key, one in self.consents.items()), NO_YES]
        _offer(fields["basis"], bases_on(timezone.localdate(), starts()))
        _offer(fields["condition"], conditions(), first=[(NONE, "No")])

    def clean(self) -> dict[str, Any]:
        """Hold consent and basis together, and a basis with its day."""
        cleaned = super().clean() or {}
        on, basis = cleaned.get("on"), cleaned.get("basis")
        if cleaned.get("consent") == NONE and basis == CONSENT:
            self.add_error("basis", "It cannot rest on consent that was not given. Choose another basis")
        elif on and basis and basis not in {one.key for one in bases_on(on, starts())}:
            self.add_error("basis", "This did not count yet on that day. Choose another basis")
        return cleaned

    def rests_on(self) -> RestsOn:
        """Give what telling the service rests on."""
        given = self.cleaned_data
        condition = "" if given["condition"] == NONE else given["condition"]
        return RestsOn(self.for_agency(), given["basis"], self.consents.get(given["consent"]), condition)


class ServiceAnswerForm(QuestionForm):
    """What a service said."""

    answer = OneOf("What did they say?", Referral.Answer.choices, unset="Choose what they said")
    answered_on = DayField(label="The day of the answer", has_been=True)
    answer_words = PlainText(rows=3, label="In their words", required=False)
    begins_on = DayField(label="If they help: from which day?", required=False)
    hoped_end_on = DayField(
        label="Until about which day?", required=False, help_text="Early help is for a limited time."
    )  # fmt: skip

    def __init__(self, *args: Any, asked: Referral, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"answered_on": timezone.localdate()}, **kwargs})
        self.asked = asked

    def clean(self) -> dict[str, Any]:
        """Hold the days together."""
        cleaned = super().clean() or {}
        on, begins, ends = (cleaned.get(name) for name in ("answered_on", "begins_on", "hoped_end_on"))
        if on and on < self.asked.asked_on:
            self.add_error("answered_on", f"The day of the answer must be {day(self.asked.asked_on)} or later")
        if begins and ends and ends < begins:
            self.add_error("hoped_end_on", "The last day must be the first day or later")
        return cleaned

    def answered(self) -> Answered:
        """Give what was said."""
        return Answered(**self.cleaned_data)


NO_YES = (NONE, "None: they did not say yes to sharing, or were not asked")


def _need_words(need: "Need") -> str:
    return f"{child_name(need.child)}: {need.text}" if need.child else need.text


def _service_words(service: "Service") -> str:
    return f"{service.name} ({service.level.heading})"


def _consent_words(consent: "Consent") -> str:
    return f"The yes of {day(consent.said_on)}: to share {consent.information} with {consent.shared_with}"


def _offer(field: Any, rows: Sequence[Basis], first: Sequence[tuple[str, str]] = ()) -> None:
    field.choices = [*first, *((one.key, one.title) for one in rows)]
    field.choice_hints = {one.key: one.words for one in rows}
