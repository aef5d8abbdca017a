"""The forms of who takes part in a plan."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django import forms

from righthelp.design_system.forms import DayField, PlainText
from righthelp.design_system.versions import QuestionForm, VersionedForm
from righthelp.plans.forms.choosing import OneOf, SomeOf
from righthelp.plans.models import Member, PlanChild
from righthelp.plans.policies.given import OUTSIDE
from righthelp.plans.presenters import child_name

if TYPE_CHECKING:
    from righthelp.people.models import Person

LONGEST_PHONE = 40
SOMEBODY_ELSE = "else"
OUTSIDE_CHOICES = [(kind.value, kind.label) for kind in OUTSIDE]
READS_HINT = (
    "Only those about whom this person may be told. Parents who live apart may not have a right to the same parts. "
    "Choose nobody if you are not sure."
)
SHUTS_HINT = "The plan goes on in the holidays, and reviews do not wait for a term."
COVER_HINT = "Whom the family and the team can ask then. One person is enough for everybody of the same school."


def reads_field(children: Mapping[str, PlanChild]) -> SomeOf:
    """Ask whose parts somebody may be given."""
    offered = [(key, child_name(one)) for key, one in children.items()]
    return SomeOf("Whose parts of the plan may they be given?", offered, help_text=READS_HINT)


class MemberForm(QuestionForm):
    """Somebody of the family or of their network who takes part."""

    kind = OneOf("What are they to the family?", OUTSIDE_CHOICES, unset="Choose what they are to the family")
    name = PlainText(label="Their name", required=False, help_text="If you did not choose them above.")
    role = PlainText(label="In plain words, who are they?", help_text="For example mother, grandfather or neighbour.")
    phone = PlainText(label="Telephone", required=False, max_length=LONGEST_PHONE)
    email = forms.EmailField(label="Email", required=False)

    def __init__(
        self, *args: Any, people: "Mapping[str, tuple[Person, str]]", children: Iterable[PlanChild], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        self.children = {str(one.public_id): one for one in children}
        if people:
            offered = [*((key, line) for key, (_, line) in people.items()), (SOMEBODY_ELSE, "Somebody else")]
            hint = "These people are on the children’s records."
            self.fields["who"] = OneOf("Who takes part?", offered, unset="Choose who takes part", help_text=hint)
            self.order_fields(["who", *self.fields])
        self.fields["reads"] = reads_field(self.children)

    def clean(self) -> dict[str, Any]:
        """Ask for a name where nobody on the records was chosen."""
        answers = super().clean() or {}
        if answers.get("who", SOMEBODY_ELSE) == SOMEBODY_ELSE and not answers.get("name") and "who" not in self.errors:
            self.add_error("name", "Enter their name")
        return answers

    def answers(self) -> dict[str, Any]:
        """Give what the action takes."""
        answers = dict(self.cleaned_data)
        person = self.people.get(answers.pop("who", SOMEBODY_ELSE), (None, ""))[0]
        reads = [self.children[key] for key in answers.pop("reads")]
        return {**answers, "person": person, "name": "" if person else answers["name"], "reads": reads}


class ReachForm(VersionedForm):
    """How somebody of the family or network is reached, and what they are."""

    role = PlainText(label="In plain words, who are they?")
    phone = PlainText(label="Telephone", required=False, max_length=LONGEST_PHONE)
    email = forms.EmailField(label="Email", required=False)


class CoverForm(VersionedForm):
    """Whether the place where somebody works is shut in the holidays, and who stands in then."""

    shuts = OneOf(
        "Is the place where they work shut in the school holidays?",
        Member.Shuts.choices,
        unset="Choose whether it is shut in the school holidays",
        help_text=SHUTS_HINT,
    )
    cover_name = PlainText(label="If it is shut: who stands in?", required=False, help_text=COVER_HINT)
    cover_phone = PlainText(label="Telephone in that time", required=False, max_length=LONGEST_PHONE)

    def clean(self) -> dict[str, Any]:
        """Refuse somebody who stands in where it is not shut."""
        given = super().clean() or {}
        if given.get("shuts") == Member.Shuts.NO and given.get("cover_name"):
            self.add_error("cover_name", "Nobody stands in where it is not shut. Say that it is shut, or leave this")
        return given


class ReadsForm(VersionedForm):
    """Whose parts of the plan somebody may be given."""

    def __init__(self, *args: Any, children: Iterable[PlanChild], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.children = {str(one.public_id): one for one in children}
        self.fields["reads"] = reads_field(self.children)

    def chosen(self) -> list[PlanChild]:
        """Give the children who were chosen."""
        return [self.children[key] for key in self.cleaned_data["reads"]]


class LeaveForm(QuestionForm):
    """Somebody no longer takes part."""

    on = DayField(label="The last day", has_been=True)
    because = PlainText(rows=3, label="Why do they no longer take part?")
