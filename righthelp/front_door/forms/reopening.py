"""Why a contact is opened again, and for whom; other local authorities whom its children concern."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms

from righthelp.design_system.forms import DayField, PlainText
from righthelp.design_system.versions import QuestionForm, VersionedForm, shown_with
from righthelp.front_door.actions.authorities import Noted
from righthelp.front_door.models import Authority

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner
    from righthelp.front_door.models import NamedChild


class ReopenForm(QuestionForm):
    """What is new, and for which children it is decided again."""

    because = PlainText(
        rows=4, label="What is new?", help_text="It stands with the contact, and in the decision that follows.",
        error_messages={"required": "Say what is new"},
    )  # fmt: skip
    children = forms.MultipleChoiceField(
        label="For whom is it decided again?", widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one child"},
    )  # fmt: skip

    def __init__(self, *args: Any, children: "Sequence[NamedChild]", **kwargs: Any) -> None:
        self.named = {str(one.public_id): one for one in children}
        super().__init__(*args, initial={"children": list(self.named)}, **kwargs)
        choices: Any = self.fields["children"]
        choices.choices = [(key, one.name) for key, one in self.named.items()]
        if len(self.named) == 1:
            del self.fields["children"]

    def chosen(self) -> "list[NamedChild]":
        """Give the children whom it concerns."""
        return [self.named[key] for key in self.cleaned_data.get("children", self.named)]


TOLD = ("told_on", "told_whom", "told_by")


class AuthorityForm(QuestionForm):
    """Another local authority: what it is to the child, who was told when, and what it said."""

    name = PlainText(
        label="Which local authority?", help_text="For example: Eastmoor Council.",
        error_messages={"required": "Name the local authority"},
    )  # fmt: skip
    tie = forms.ChoiceField(
        label="What is it to the child?", choices=Authority.Tie.choices, widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is to the child"},
    )  # fmt: skip
    child = forms.ChoiceField(label="Which child?", required=False)
    told_on = DayField(label="The day on which it was told", required=False, has_been=True)
    told_whom = PlainText(label="Who there was told?", help_text="Name, team and number.", required=False)
    told_by = PlainText(label="Who of us told them?", required=False)
    said = PlainText(rows=3, label="What did it say?", required=False)
    takes = forms.ChoiceField(
        label="Does it take responsibility?",
        choices=[("not_said", "It has not said"), *Authority.Takes.choices[1:]],
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, *args: Any, children: "Sequence[NamedChild]", **kwargs: Any) -> None:
        self.named = {str(one.public_id): one for one in children}
        super().__init__(*args, initial={"takes": "not_said", **kwargs.pop("initial", {})}, **kwargs)
        choices: Any = self.fields["child"]
        choices.choices = [("", "All the children"), *((key, one.name) for key, one in self.named.items())]
        if len(self.named) == 1:
            del self.fields["child"]

    def clean(self) -> dict[str, Any]:
        """Ask for day and people once it was told anything, or answered."""
        cleaned = super().clean() or {}
        is_told = any(cleaned.get(name) for name in ("told_on", "told_whom", "said")) or self._takes(cleaned)
        wanted = {
            "told_on": "Enter the day on which it was told",
            "told_whom": "Say who there was told",
            "told_by": "Say who of us told them",
        }
        for name, words in wanted.items():
            if is_told and not cleaned.get(name) and name not in self.errors:
                self.add_error(name, words)
        return cleaned

    def noted(self) -> Noted:
        """Give what is written down; who of us told them counts only where they were told."""
        given = self.cleaned_data
        told = {name: given[name] for name in (*TOLD, "said")} if given["told_on"] else {}
        child = self.named.get(given.get("child", ""))
        return Noted(name=given["name"], tie=given["tie"], child=child, takes=self._takes(given), **told)

    @staticmethod
    def _takes(given: dict[str, Any]) -> str:
        return given.get("takes", "") if given.get("takes") in Authority.Takes.values else ""


class StandingAuthorityForm(AuthorityForm, VersionedForm):
    """The same of an authority that is on file, which knows what it was shown with."""

    def was_shown_with(self, answers: Mapping[str, Any]) -> bool:
        """Say whether nothing changed since the page was opened."""
        return bool(self.cleaned_data["seen"] == shown_with(answers))


def standing_answers(standing: Authority, by: "Practitioner") -> dict[str, Any]:
    """Give what is on file as the form asks it; who of us told them is whoever writes, until somebody has."""
    found = {name: getattr(standing, name) for name in ("name", "tie", "told_on", "told_whom", "said")}
    child = str(standing.child.public_id) if standing.child else ""
    return {**found, "told_by": standing.told_by or by.name, "child": child, "takes": standing.takes or "not_said"}
