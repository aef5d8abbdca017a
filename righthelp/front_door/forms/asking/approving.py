"""The forms of approval: whom somebody asks, what the asked person answers, and whether the family was told after."""

from typing import TYPE_CHECKING, Any

from righthelp.consent.actions import AdviceTaken, NotTold
from righthelp.consent.forms.common import ELSEWHERE, choice, how
from righthelp.design_system.forms import DayField, PlainText
from righthelp.design_system.versions import QuestionForm
from righthelp.front_door.actions.approving import FamilyHeard
from righthelp.front_door.models import Approval

if TYPE_CHECKING:
    from collections.abc import Iterable

    from righthelp.agencies.models import Practitioner

YES, NO = "yes", "no"


class _NeedsForm(QuestionForm):
    """A form in which one answer asks for others."""

    def need(self, cleaned: dict[str, Any], **missing: str) -> None:
        """Ask for what is missing, in these words."""
        for name, text in missing.items():
            if name not in self.errors and not cleaned.get(name):
                self.add_error(name, text)


class AskApprovalForm(_NeedsForm):
    """Who is asked to approve, or whose advice was taken (SF-056, SF-058, SF-059)."""

    approver = choice(
        "Who is asked to approve it?", (), "Choose whom you ask, or that you took advice",
        help_text="They get a notice and can read this request. Do not wait for their answer.",
    )  # fmt: skip
    taken_from = PlainText(
        label="If you took advice: from whom?", required=False,
        help_text="Their name and what they are. If you work alone: somebody elsewhere whom you asked.",
    )  # fmt: skip
    given_on = DayField(label="The day of the advice", required=False, has_been=True)
    words = PlainText(rows=3, label="What did they say?", required=False)

    def __init__(self, *args: Any, approvers: "Iterable[Practitioner]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.approvers = {str(one.public_id): one for one in approvers}
        people = [(key, f"{one.name}, {one.job_title}".rstrip(", ")) for key, one in self.approvers.items()]
        field: Any = self.fields["approver"]
        field.choices = [*people, (ELSEWHERE, "I took advice, and write it down here")]

    def clean(self) -> dict[str, Any]:
        """Ask for the whole of advice that was taken."""
        cleaned = super().clean() or {}
        if cleaned.get("approver") == ELSEWHERE:
            self.need(
                cleaned, taken_from="Say whose advice you took", given_on="Enter the day of the advice",
                words="Write what they said",
            )  # fmt: skip
        return cleaned

    def asked(self) -> "Practitioner | AdviceTaken":
        """Give who is asked, or the advice."""
        given = self.cleaned_data
        if given["approver"] == ELSEWHERE:
            return AdviceTaken(given["taken_from"], given["given_on"], given["words"])
        return self.approvers[given["approver"]]


class ApproveForm(QuestionForm):
    """The answer of somebody who leads."""

    answer = choice(
        "Do you agree?",
        [(key, words) for key, words in Approval.Answer.choices if key != Approval.Answer.ADVICE],
        "Choose whether you agree",
    )
    words = PlainText(
        rows=3, label="Why? Add what you advise", error_messages={"required": "Say why, and what you advise"}
    )


class ToldAfterForm(_NeedsForm):
    """Whether the family was told after the sending, or why not (SF-062)."""

    was_told = choice(
        "Have they been told that you asked for help?",
        [(YES, "Yes"), (NO, "No, and there is a reason")],
        "Choose whether they have been told",
    )
    whom = PlainText(label="If yes: who was told?", required=False)
    told_on = DayField(label="The day", required=False, has_been=True)
    how = how("How?", "Choose how", required=False)
    because = PlainText(rows=2, label="If not: why not?", required=False)

    def clean(self) -> dict[str, Any]:
        """Ask whom, when and how, or why not."""
        cleaned = super().clean() or {}
        if cleaned.get("was_told") == YES:
            self.need(cleaned, whom="Say who was told", told_on="Enter the day", how="Choose how they were told")
        elif cleaned.get("was_told") == NO:
            self.need(cleaned, because="Say why not")
        return cleaned

    def told(self) -> FamilyHeard | NotTold:
        """Give what is noted."""
        given = self.cleaned_data
        if given["was_told"] == YES:
            return FamilyHeard(given["whom"], given["told_on"], given["how"])
        return NotTold(given["because"])
