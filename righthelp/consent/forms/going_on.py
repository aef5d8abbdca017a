"""What follows a refusal, approval and advice, and telling them."""

from typing import Any

from righthelp.consent.actions import AfterRefusal, NotTold, Told
from righthelp.consent.forms.common import AlsoForm, ApprovalForm, choice, how
from righthelp.consent.models import Advice, GoingOn
from righthelp.design_system.forms import DayField, PlainText

GO_ON, LEAVE = "go_on", "leave"


class AfterRefusalForm(ApprovalForm, AlsoForm):
    """What follows when somebody said no (SF-030, SF-058, SF-060)."""

    wishes = PlainText(
        rows=2, label="What do they want, and why?", help_text="Their wishes in their own words, as far as you can.",
        error_messages={"required": "Say what they want"},
    )  # fmt: skip
    harm = choice(
        "Could the child suffer serious harm without this?", GoingOn.Harm.choices,
        "Choose whether the child could suffer serious harm",
        help_text="The law calls it significant harm. If you are not sure, ask somebody now.",
    )  # fmt: skip
    decision = choice(
        "What will you do?",
        [(GO_ON, "Go on without their agreement"), (LEAVE, "Accept it, and not go on for now")],
        "Choose what you will do",
    )
    because = PlainText(
        rows=3, label="Why?", help_text="What weighs more than their wishes, or why you accept them.",
        error_messages={"required": "Say why"},
    )  # fmt: skip
    field_order = (
        "wishes", "harm", "decision", "because", "approver", "taken_from", "given_on", "advice_words", "also",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["approver"].required = False
        self.fields["approver"].label = "If you go on: who is asked for advice and approval?"

    def clean(self) -> dict[str, Any]:
        """Ask who approves where somebody goes on."""
        cleaned = super().clean() or {}
        if cleaned.get("decision") == GO_ON:
            if not cleaned.get("approver") and "approver" not in self.errors:
                self.add_error("approver", "Choose whom you ask, or that you do this afterwards")
            self.check_approval(cleaned)
            self.check_reads(self.chosen())
        return cleaned

    def after(self) -> AfterRefusal:
        """Give what follows."""
        given = self.cleaned_data
        return AfterRefusal(given["harm"], given["wishes"], given["decision"] == GO_ON, given["because"])

    def approval_where_needed(self) -> Any:
        """Give who is asked, or the advice, where somebody goes on."""
        return self.approval() if self.cleaned_data["decision"] == GO_ON else None


class AdviceForm(ApprovalForm, AlsoForm):
    """Further advice or approval, after the first."""

    field_order = ("approver", "taken_from", "given_on", "advice_words", "also")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["approver"]
        field.choices = field.choices[:-1]

    def clean(self) -> dict[str, Any]:
        """Ask for the whole of it."""
        cleaned = super().clean() or {}
        self.check_approval(cleaned)
        self.check_reads(self.chosen())
        return cleaned


class AnswerForm(AlsoForm):
    """The answer of a manager or lead."""

    answer = choice(
        "Do you agree?",
        [(key, label) for key, label in Advice.Answer.choices if key != Advice.Answer.ADVICE],
        "Choose whether you agree",
    )
    words = PlainText(
        rows=3, label="Why? Add what you advise", error_messages={"required": "Say why, and what you advise"}
    )
    field_order = ("answer", "words", "also")


class ToldForm(AlsoForm):
    """Whether somebody was told, when and how, or why not."""

    was_told = choice(
        "Have they been told?",
        [("yes", "Yes"), ("no", "No, and there is a reason")],
        "Choose whether they have been told",
    )
    told_on = DayField(label="If yes: the day", required=False, has_been=True)
    how = how("If yes: how?", "Choose how", required=False)
    because = PlainText(rows=2, label="If not: why not?", required=False)
    field_order = ("was_told", "told_on", "how", "because", "also")

    def clean(self) -> dict[str, Any]:
        """Ask when and how, or why not."""
        cleaned = super().clean() or {}
        told = {"told_on": "Enter the day", "how": "Choose how they were told"}
        needed = {"yes": told, "no": {"because": "Say why not"}}
        for name, text in needed.get(cleaned.get("was_told", ""), {}).items():
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, text)
        return cleaned

    def told(self) -> Told | NotTold:
        """Give what is noted."""
        given = self.cleaned_data
        return Told(given["told_on"], given["how"]) if given["was_told"] == "yes" else NotTold(given["because"])
