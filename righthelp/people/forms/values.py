"""The forms for names, addresses, numbers, details, safe contacts and searches for a parent."""

from typing import TYPE_CHECKING, Any

from django import forms

from righthelp.design_system.forms import DayField, PlainText
from righthelp.people.details import DetailKind
from righthelp.people.forms.known import DaysForm, KnownForm, how_you_know, yes_no
from righthelp.people.models import LONGEST_NAME, Identifier, Name, SafeContact
from righthelp.people.rules import Wrong, nhs_number, upn

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from righthelp.people.finding.numbers import Taken
    from righthelp.people.protecting import OpenHome


class NameForm(DaysForm):
    """One name."""

    kind = forms.ChoiceField(
        label="What kind of name is it?",
        choices=Name.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what kind of name it is"},
    )
    first = PlainText(label="First name", max_length=LONGEST_NAME, required=False)
    middle = PlainText(label="Middle names", max_length=LONGEST_NAME, required=False)
    last = PlainText(
        label="Last name",
        max_length=LONGEST_NAME,
        required=False,
        help_text="Leave it empty if they use one name only.",
    )
    field_order = ("kind", "first", "middle", "last")

    def clean(self) -> dict[str, Any]:
        """Ask for at least one part of the name."""
        cleaned = super().clean() or {}
        parts = ("first", "middle", "last")
        if not any(cleaned.get(part) for part in parts) and not self.errors.keys() & set(parts):
            self.add_error("first", "Enter at least one name")
        return cleaned


class HomeForm(DaysForm):
    """Where somebody lives or lived."""

    line = PlainText(label="House and street", max_length=LONGEST_NAME, required=False)
    town = PlainText(label="Town or city", max_length=100, required=False)
    postcode = PlainText(label="Postcode", max_length=10, required=False)
    field_order = ("line", "town", "postcode")

    def __init__(self, *args: Any, may_protect: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if may_protect:
            self.fields["is_protected"] = forms.BooleanField(
                label="This address is protected: somebody would be in danger if it were known", required=False
            )
            self.order_fields(("line", "town", "postcode", "is_protected"))

    def clean(self) -> dict[str, Any]:
        """Ask for at least one part of the address."""
        cleaned = super().clean() or {}
        parts = ("line", "town", "postcode")
        if not any(cleaned.get(part) for part in parts) and not self.errors.keys() & set(parts):
            self.add_error("line", "Enter at least one part of the address")
        return cleaned


class ProtectForm(KnownForm):
    """Why an address must be protected, and for whom else it stands open."""

    because = PlainText(
        rows=3,
        label="Why must it be protected?",
        help_text="Only people who may read protected addresses read this.",
        error_messages={"required": "Say why it must be protected"},
    )

    def __init__(self, *args: Any, same: "Sequence[OpenHome]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if same:
            choices = [(str(one.home.public_id), f"{one.name}: {one.home}") for one in same]
            self.fields["also"] = forms.MultipleChoiceField(
                label=f"Also written down, open, for: {', '.join(dict.fromkeys(one.name for one in same))}",
                help_text="Protect these too. One that stays open tells where the others live.",
                choices=choices,
                initial=[key for key, _ in choices],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )


class NumberForm(KnownForm):
    """A number by which others know somebody."""

    blamed = "value"
    kind = forms.ChoiceField(
        label="Which number is it?",
        choices=Identifier.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose which number it is"},
    )
    value = PlainText(label="The number", max_length=60, error_messages={"required": "Enter the number"})
    system = PlainText(
        label="Whose number is it?",
        max_length=100,
        required=False,
        help_text="For a local number: which agency or system.",
    )
    source = how_you_know()

    def __init__(self, *args: Any, find_taken: "Callable[[str, str], Taken | None]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.find_taken = find_taken
        self.taken: Taken | None = None

    def clean(self) -> dict[str, Any]:
        """Check the digit that answers for the others, and whether somebody else has the number."""
        cleaned = super().clean() or {}
        kind, value = cleaned.get("kind"), cleaned.get("value")
        check = {Identifier.Kind.NHS.value: nhs_number, Identifier.Kind.UPN.value: upn}.get(kind or "")
        if check and value:
            try:
                cleaned["value"] = check(value)
            except Wrong as wrong:
                self.add_error("value", str(wrong))
        if kind == Identifier.Kind.LOCAL and not cleaned.get("system"):
            self.add_error("system", "Say whose number it is")
        if kind and cleaned.get("value"):
            self._ask_if_taken(kind, cleaned["value"])
        return cleaned

    def _ask_if_taken(self, kind: str, value: str) -> None:
        """Refuse a number that somebody else has, until the writer says that it was checked: nothing is lost."""
        self.taken = self.find_taken(kind, value)
        if self.taken is None:
            return
        self.fields["checked"] = forms.BooleanField(label="I checked the number, and it is right", required=False)
        self.order_fields(("kind", "value", "checked"))
        if "checked" not in self.data:
            self.add_error("value", self.taken.words)


class DetailForm(DaysForm):
    """One thing that is known, of a kind."""

    def __init__(self, *args: Any, kind: DetailKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"] = PlainText(
            rows=3 if kind.is_long else 0,
            label=kind.title,
            help_text=kind.hint,
            error_messages={"required": "Write down what is known"},
        )
        self.order_fields(("value",))


class ContactForm(KnownForm):
    """One way to reach somebody, and what makes it safe."""

    channel = forms.ChoiceField(
        label="How can they be reached?",
        choices=SafeContact.Channel.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how they can be reached"},
    )
    value = PlainText(
        label="The number, address, place or person",
        error_messages={"required": "Enter the number, address, place or person"},
    )
    is_safe = forms.ChoiceField(
        label="Did you ask them if it is safe?",
        choices=SafeContact.Safe.choices,
        widget=forms.RadioSelect,
        initial=SafeContact.Safe.NOT_ASKED,
        help_text="Ask when nobody can overhear.",
        error_messages={"required": "Choose whether you asked them"},
    )
    times = PlainText(label="When is it safe?", required=False, help_text="For example: weekdays before 3pm.")
    leave_message = yes_no("May you leave a message?")
    must_not_know = PlainText(label="Who must not know of it?", required=False)
    from_on = DayField(label="First day", help_text="If you know it.", required=False, has_been=True)
    source = how_you_know()


class PregnancyForm(KnownForm):
    """A pregnancy that ended before birth."""

    blamed = "ended_on"
    ended_on = DayField(label="The day it ended", required=False, has_been=True, help_text="If it is known.")
    source = how_you_know()


class SearchForm(KnownForm):
    """Who was asked for a parent, when, and what came of it (BP-247)."""

    who = PlainText(
        label="Which parent?",
        max_length=100,
        help_text="For example: father not yet identified.",
        error_messages={"required": "Say which parent"},
    )
    asked_on = DayField(label="The day you asked or tried", has_been=True)
    tried = PlainText(
        rows=3,
        label="Whom did you ask, or what did you try?",
        error_messages={"required": "Say whom you asked or what you tried"},
    )
    outcome = PlainText(rows=2, label="What came of it?", required=False)
