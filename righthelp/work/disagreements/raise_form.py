"""The form on which somebody raises a disagreement, or writes it down for whoever has no account here."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from django import forms

from righthelp.design_system.forms import DayField, PlainText
from righthelp.people.presenters import name_of
from righthelp.work.actions.disagreements import Raised, Speaker
from righthelp.work.disagreements.access import writer_at
from righthelp.work.disagreements.forms import EMAIL_HINT, NOBODY, Told
from righthelp.work.disagreements.models import Disagreement
from righthelp.work.forms import PickField

if TYPE_CHECKING:
    from righthelp.agencies.models import Agency
    from righthelp.people.models import Person
    from righthelp.work.disagreements.subjects import Subject

OWN_WORK = "This is about what you did yourself. Ask a colleague or a manager to write it down"
TOLD_BY = ("told_by_name", "told_by_organisation", "told_by_reach")
OF_SUBJECT = ("about", "what", "happened_on", "agency", "agency_name", "name", "email")  # which a decision says itself


class RaiseForm(Told):
    """What somebody disagrees with, with whom, and what should be different for the child."""

    told_by_name = PlainText(
        label="Who raises it?",
        help_text="The name of whoever told you, and has no account here.",
        error_messages={"required": "Write the name of whoever raises it"},
    )
    told_by_organisation = PlainText(label="Where do they work?", error_messages={"required": "Write where they work"})
    told_by_reach = PlainText(
        label="How can they be reached?",
        help_text="A work telephone number, and when. You tell them each answer yourself.",
        error_messages={"required": "Write how they can be reached"},
    )
    about = forms.ChoiceField(
        label="What do you disagree with?", choices=Disagreement.About.choices, widget=forms.RadioSelect
    )
    what = PlainText(
        rows=4,
        label="What was decided, or done?",
        help_text="In a few sentences. Do not write the name of anybody who does not need to be named.",
        error_messages={"required": "Write what was decided, or done"},
    )
    happened_on = DayField(label="The day it was decided or done", has_been=True)
    agency = PickField(
        label="Which agency decided or did it?", unset="Choose which agency decided or did it", required=False
    )
    agency_name = PlainText(label="If it is not in the list: its name", required=False)
    name = PlainText(
        label="Whose decision or work is it?",
        help_text="Their name. The first step is that the two of you talk.",
        error_messages={"required": "Write the name of whoever decided or did it"},
    )
    email = forms.EmailField(label="Their work email address", required=False, help_text=EMAIL_HINT)
    facts = PlainText(
        rows=4,
        label="What are the facts?",
        help_text="What was seen, said or done, by whom and when. Not what you think of it.",
        error_messages={"required": "Write the facts, as you know them"},
    )
    view = PlainText(
        rows=4,
        label="What do you think, and why?",
        help_text="Your view of the decision or the work, not of the person.",
        error_messages={"required": "Write what you think, and why"},
    )
    wants = PlainText(
        rows=3,
        label="What should be different for the child?",
        error_messages={"required": "Write what should be different for the child"},
    )

    def __init__(
        self,
        *args: Any,
        own: "Sequence[Agency]",
        others: "Mapping[str, Agency]",
        more: "Sequence[Person]" = (),
        subject: "Subject | None" = None,
        is_for_other: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.own, self.others, self.subject = {str(one.public_id): one for one in own}, others, subject
        self.more = {str(one.public_id): one for one in more}
        if is_for_other:
            self._ask_for_them()
        if not subject:
            self._offer(others)
        for name in (*(() if is_for_other else TOLD_BY), *(OF_SUBJECT if subject else ())):
            del self.fields[name]
        if more:
            self._ask_about_others()
        if len(self.own) > 1:
            self._ask_for_which_agency()

    def clean(self) -> dict[str, Any]:
        """Find whom it is with; ask for one agency, not two; and say what they may not open."""
        given = super().clean() or {}
        if not self.subject:
            self._check_place(given)
        self.with_whom = self._with_whom(given)
        self._check_people(given)
        if not self.errors:
            self.tell("email" if "email" in self.fields else "facts", [self.with_whom], self.about_whom)
        return given

    @property
    def from_agency(self) -> "Agency":
        """Give the agency for which it is raised."""
        return self.own[self.cleaned_data.get("from_agency") or next(iter(self.own))]

    @property
    def about_whom(self) -> "list[Person]":
        """Give the children whom it is about."""
        return [*self.children, *(self.more[key] for key in self.cleaned_data.get("more") or ())]

    def answers(self, *, at_risk: bool, kind: str = "", subject_id: Any = None) -> dict[str, Any]:
        """Give what the action takes."""
        given, subject = self.cleaned_data, self.subject
        views = {name: given[name] for name in ("facts", "view", "wants", *TOLD_BY) if name in given}
        if subject:
            raised = Raised(
                about=Disagreement.About.DECISION, what=subject.what, happened_on=subject.decided_on,
                agency=subject.agency, agency_name=subject.agency.name, subject_kind=kind, subject_id=subject_id,
                subject_page=subject.page, at_risk=at_risk, **views,
            )  # fmt: skip
        else:
            place = self.others.get(given["agency"])
            raised = Raised(
                about=given["about"], what=given["what"], happened_on=given["happened_on"], agency=place,
                agency_name=place.name if place else given["agency_name"], at_risk=at_risk, **views,
            )  # fmt: skip
        people = {"with_whom": self.with_whom, "children": self.about_whom, "agency": self.from_agency}
        if subject:
            people["joins"] = subject.joins
        return {"raised": raised, **people}

    def _ask_for_them(self) -> None:
        """Ask in the words of somebody who writes down what another one says."""
        self.fields["about"].label = "What do they disagree with?"
        self.fields["facts"].label = "What facts do they give?"
        self.fields["facts"].help_text = "What was seen, said or done, by whom and when. Not what they think of it."
        self.fields["view"].label = "What do they think, and why?"
        self.fields["view"].help_text = "Their view of the decision or the work, not of the person."
        self.fields["wants"].label = "What do they say should be different for the child?"

    def _check_people(self, given: dict[str, Any]) -> None:
        """Nobody disagrees with themselves, nor writes down what is said about themselves."""
        if self.errors:
            return
        place = "name" if "name" in self.fields else None
        if self.with_whom.who.is_same(Speaker(self.by.name, self.by).who):
            self.add_error(place, OWN_WORK if given.get("told_by_name") else "Name somebody other than yourself")
        elif given.get("told_by_name") and self.with_whom.who.is_same(Speaker(given["told_by_name"]).who):
            self.add_error("told_by_name", "Write who raises it, not whom it is with")

    def _offer(self, others: "Mapping[str, Agency]") -> None:
        field = cast(PickField, self.fields["agency"])
        field.offer([(key, one.name) for key, one in others.items()], "Not in this list")

    def _ask_about_others(self) -> None:
        names = [(key, name_of(one)) for key, one in self.more.items()]
        self.fields["more"] = forms.MultipleChoiceField(
            label="Is it about other children too?", choices=names, required=False,
            widget=forms.CheckboxSelectMultiple, help_text="Leave it empty if it is about this child alone.",
        )  # fmt: skip

    def _ask_for_which_agency(self) -> None:
        asked = PickField(label="For which of your agencies do you raise it?", unset="Choose one of your agencies")
        asked.offer((key, one.name) for key, one in self.own.items())
        self.fields["from_agency"] = asked
        self.order_fields(["from_agency"])

    def _check_place(self, given: dict[str, Any]) -> None:
        if {"agency", "agency_name"} & self.errors.keys():
            return
        if not given.get("agency") and not given.get("agency_name"):
            self.add_error("agency", "Choose which agency decided or did it, or write its name below")
        elif given.get("agency") and given.get("agency_name"):
            self.add_error("agency_name", "Choose from the list or write a name, not both")

    def _with_whom(self, given: dict[str, Any]) -> Speaker:
        if self.subject:
            decider = self.subject.decided_by
            account = None if isinstance(decider, str) else decider
            return Speaker(self.subject.decider, account, self.subject.agency)
        place = self.others.get(given.get("agency", ""))
        if not given.get("email"):
            return Speaker(given.get("name", ""))
        found = writer_at(given["email"], place) if place else None
        if found is None:
            self.add_error("email", NOBODY.format(where="there " if place else ""))
            return Speaker(given.get("name", ""))
        return Speaker(found.practitioner.name, found.practitioner, found.team.agency)
