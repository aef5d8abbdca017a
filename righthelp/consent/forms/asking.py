"""One question a page: is it safe to speak to the family, have you spoken, what did they say, or why not."""

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms

from righthelp.agencies.forms.writing import ForAgencyForm
from righthelp.consent.actions import ToService, ToShare, Who, WhyNot
from righthelp.consent.forms.common import AlsoForm, ApprovalForm, FoldedForm, choice, how, today
from righthelp.consent.models import GoingOn, Said
from righthelp.consent.rules import GROUND_CHOICES, grounds
from righthelp.design_system.forms import DayField, PlainText
from righthelp.people.presenters import name_of

if TYPE_CHECKING:
    from righthelp.consent.access import Writing

SPOKEN, NOT_YET, NOT_ASKING = "spoken", "not_yet", "not_asking"
NOT_TALKED_OF = "none"
SOMEBODY_ELSE = "other"
YES, PART, NO = Said.Answer.YES.value, Said.Answer.PART.value, Said.Answer.NO.value
TOLD, FREE = "told", "free"


class SafeForm(FoldedForm):
    """Whether it is safe to speak to the family first; before everything else."""

    safe = choice(
        "Is it safe to speak to the family first?",
        GoingOn.Safe.choices,
        "Choose whether it is safe",
        help_text="Speaking to them first can put a child in danger: for example in forced marriage, "
        "“honour” based abuse, made-up illness, or abuse within the family.",
    )


class SpokenForm(FoldedForm):
    """The one plain question (design, section 4, rule 4)."""

    spoken = choice(
        "Have you spoken to them?",
        [
            (SPOKEN, "Yes"),
            (NOT_YET, "Not yet: I will speak to them"),
            (NOT_ASKING, "No, and there is a reason not to ask them"),
        ],
        "Choose whether you have spoken to them",
    )
    to_service = choice(
        "What did they say about help from a service?",
        [*Said.Answer.choices, (NOT_TALKED_OF, "We did not talk about that")],
        "Choose what they said about help from a service",
        initial=NOT_TALKED_OF,
        help_text="For example a family worker, or an early help assessment.",
    )
    to_share = choice(
        "What did they say about sharing what you know with others?",
        [*Said.Answer.choices, (NOT_TALKED_OF, "We did not talk about that")],
        "Choose what they said about sharing",
        initial=NOT_TALKED_OF,
        help_text="Help and sharing are two questions. Somebody can say yes to one and no to the other.",
    )

    def clean(self) -> dict[str, Any]:
        """Ask what they talked of, where they have spoken."""
        cleaned = super().clean() or {}
        talked = {cleaned.get("to_service", ""), cleaned.get("to_share", "")}
        if cleaned.get("spoken") == SPOKEN and talked == {NOT_TALKED_OF}:
            self.add_error("to_service", "Choose what they said about help, about sharing, or about both")
        return cleaned


class WhoForm(AlsoForm):
    """Who said it, in what standing, how and when."""

    FOLDED: ClassVar[dict[str, tuple[str, ...]]] = {
        "The name of somebody who is not in this list": ("said_by_name",),
        "If a child or young person decided": ("competence",),
    }

    said_by = choice("Who was it?", (), "Choose who said it")
    said_by_name = PlainText(
        label="Their name",
        help_text="Add how they are related to the child.",
        required=False,
    )
    standing = choice("They are", Said.Standing.choices, "Choose what they are to the child")
    competence = PlainText(
        rows=2,
        label="How do you know that the young person understands enough to decide this?",
        required=False,
    )
    how = how("How did they say it?", "Choose how they said it", initial="face")
    said_on = DayField(label="The day", has_been=True)
    field_order = ("said_by", "said_by_name", "standing", "competence", "how", "said_on", "also")

    def __init__(self, *args: Any, about: "Writing", relations: dict[int, str], **kwargs: Any) -> None:
        kwargs["initial"] = {"said_on": today()}
        super().__init__(*args, children=about.also, **kwargs)
        self.people = {str(one.public_id): one for one in (*about.family, about.child)}
        field: Any = self.fields["said_by"]
        people = [(key, f"{name_of(one)}{relations.get(one.pk, '')}") for key, one in self.people.items()]
        field.choices = [*people, (SOMEBODY_ELSE, "Somebody else")]

    def clean(self) -> dict[str, Any]:
        """Ask for a name, or why a young person can decide, where that is needed."""
        cleaned = super().clean() or {}
        if cleaned.get("said_by") == SOMEBODY_ELSE and not cleaned.get("said_by_name"):
            self.add_error("said_by_name", "Enter their name")
        if cleaned.get("standing") == Said.Standing.YOUNG and not cleaned.get("competence"):
            self.add_error("competence", "Say how you know that the young person can decide this")
        return cleaned

    def who(self) -> Who:
        """Give who said it."""
        given = self.cleaned_data
        person = self.people.get(given["said_by"])
        name = "" if person else given["said_by_name"]
        competence = given["competence"] if given["standing"] == Said.Standing.YOUNG else ""
        return Who(given["standing"], given["how"], given["said_on"], person, name, competence)


class WhatForm(FoldedForm, ForAgencyForm):
    """What they said yes or no to; it asks only of what they talked."""

    service = PlainText(
        label="Which help?", help_text="In a few words, for example: breakfast club and a family worker."
    )
    service_limits = PlainText(rows=2, label="Which part of the help did they refuse?")
    purpose = PlainText(label="What is the sharing for?", help_text="For example: to get support with speech.")
    information = PlainText(rows=2, label="What information?")
    shared_with = PlainText(label="With whom?", help_text="Name the agencies or people.")
    limits = PlainText(rows=2, label="What must not be shared, or with whom not?")
    freely = forms.MultipleChoiceField(
        label="Was it a real yes?",
        choices=[
            (TOLD, "They know why, what, how and with whom"),
            (FREE, "They said yes in clear words, and nobody pressed them"),
        ],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick both. If it was not a real yes, go back and choose what it was"},
    )
    OF_SERVICE = ("service", "service_limits")
    OF_SHARING = ("purpose", "information", "shared_with", "limits", "freely")

    def __init__(self, *args: Any, to_service: str, to_share: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.to_service, self.to_share = to_service, to_share
        gone = {
            *(self.OF_SERVICE if to_service == NOT_TALKED_OF else ()),
            *(self.OF_SHARING if to_share == NOT_TALKED_OF else ()),
            *(() if to_service == PART else ("service_limits",)),
            *(() if to_share == PART else ("limits",)),
            *(("freely",) if to_share == NO else ()),
        }
        for name in gone:
            self.fields.pop(name, None)
        missing = {
            "service": "Say which help", "service_limits": "Say which part of the help they refused",
            "purpose": "Say what the sharing is for", "information": "Say what information",
            "shared_with": "Say with whom", "limits": "Say what must not be shared",
        }  # fmt: skip
        for name in missing.keys() & self.fields.keys():
            self.fields[name].error_messages["required"] = missing[name]

    def clean_freely(self) -> list[str]:
        """Take a yes to sharing only where it is explicit and freely given (SF-051, SF-053)."""
        chosen: list[str] = self.cleaned_data["freely"]
        if set(chosen) != {TOLD, FREE}:
            raise forms.ValidationError(self.fields["freely"].error_messages["required"])
        return chosen

    def service_said(self) -> ToService | None:
        """Give what they said of a service, if they talked of one."""
        if self.to_service == NOT_TALKED_OF:
            return None
        return ToService(self.to_service, self.cleaned_data["service"], self.cleaned_data.get("service_limits", ""))

    def sharing_said(self) -> ToShare | None:
        """Give what they said of sharing, if they talked of it."""
        if self.to_share == NOT_TALKED_OF:
            return None
        given, is_yes = self.cleaned_data, self.to_share != NO
        return ToShare(
            self.to_share, given["purpose"], given["information"], given["shared_with"], given.get("limits", ""),
            was_told=is_yes, is_free=is_yes,
        )  # fmt: skip


class WhyNotForm(ApprovalForm, AlsoForm, ForAgencyForm):
    """Why the family is not asked first, and who approves that."""

    ground = choice("What is the ground?", GROUND_CHOICES, "Choose the ground")
    because = PlainText(
        rows=3, label="Why, in this case?", help_text="What you know, and what could happen.",
        error_messages={"required": "Say why, in this case"},
    )  # fmt: skip
    field_order = ("ground", "because", "approver", "taken_from", "given_on", "advice_words", "also", "agency")

    def __init__(self, *args: Any, safe: str, **kwargs: Any) -> None:
        first = {} if safe == GoingOn.Safe.YES else {"ground": "child_at_risk"}
        super().__init__(*args, **{**kwargs, "initial": first})
        self.safe = safe
        vars(self.fields["ground"])["choice_hints"] = {one.key: one.hint for one in grounds().values()}

    def clean(self) -> dict[str, Any]:
        """Ask for the whole of advice, and for an approver who may open each record."""
        cleaned = super().clean() or {}
        self.check_approval(cleaned)
        self.check_reads(self.chosen())
        return cleaned

    def why(self) -> WhyNot:
        """Give why."""
        return WhyNot(self.safe, self.cleaned_data["ground"], self.cleaned_data["because"])
