"""The forms of deciding: one for each child, all on one page."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict

from righthelp.design_system.forms import GovForm, PlainText
from righthelp.front_door.actions.deciding import Decided, ForChild
from righthelp.front_door.models import ContactDecision
from righthelp.front_door.outcomes import SHARED_HELP, Outcome, kinds_that_take, missing_receiver, work_of
from righthelp.front_door.rules import waits_for_decision

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner, Team
    from righthelp.front_door.models import NamedChild
    from righthelp.guidance.models import Level

NOW, LATER, SAME = "now", "later", "same "
WRONG_TEAM = "This team does not take up such work. Choose another team, or none"
PANEL_CHOOSES = "The panel says which team gives the help. Choose none of these"
FIVE = {
    "needs_protection": ("Does the child need protection at once?", "If so: what was done, or who does what by when."),
    "needs_services": ("Does the child need services, and which?", "What should be different for the child."),
    "is_in_need": ("Is the child in need, so that section 17 asks for an assessment?", ""),
    "may_suffer_harm": ("Is there reasonable cause to suspect significant harm (section 47)?", ""),
    "needs_assessments": ("Do you need more assessments to decide, and which?", ""),
}


class Offered:
    """What can be chosen in a decision: levels of the edition in use, managers, and teams that take up work."""

    def __init__(self, levels: "Sequence[Level]", managers: "Sequence[Practitioner]", teams: "Sequence[Team]") -> None:
        self.levels = {str(one.number): one for one in levels}
        self.managers = {str(one.public_id): one for one in managers}
        self.teams = {str(one.public_id): one for one in teams}

    def are_teams_for(self, outcome: str) -> bool:
        """Say whether one of the teams can take a child up with an outcome."""
        kinds = kinds_that_take(outcome)
        return any(one.agency.kind in kinds for one in self.teams.values())


def _question(name: str) -> PlainText:
    title, hint = FIVE[name]
    missing = {"required": f"Answer the question “{title}” You may write “No”"}
    return PlainText(rows=2, label=title, help_text=hint, error_messages=missing)


class ChildForm(GovForm):
    """A decision for one child."""

    instead_of = forms.CharField(widget=forms.HiddenInput, required=False)
    again_because = PlainText(
        rows=2, label="Why do you decide again?", error_messages={"required": "Say why you decide again"}
    )
    needs_protection = _question("needs_protection")
    needs_services = _question("needs_services")
    is_in_need = _question("is_in_need")
    may_suffer_harm = _question("may_suffer_harm")
    needs_assessments = _question("needs_assessments")
    level = forms.ChoiceField(
        label="Which level?", widget=forms.RadioSelect, error_messages={"required": "Choose the level"}
    )
    outcome = forms.ChoiceField(
        label="What happens now?",
        help_text=f"{SHARED_HELP}: choose early help, or the allocation panel.",
        choices=ContactDecision.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what happens now"},
    )
    panel_question = PlainText(
        rows=2,
        label="For the allocation panel: what makes it unclear?",
        help_text="Only where it goes to the panel. The child waits on the panel’s list until somebody writes down "
        "what it said.",
        required=False,
    )
    team = forms.ChoiceField(
        label="Which team takes it up?",
        help_text="An assessment, a strategy discussion and action at once go to a team. Its managers are told at "
        "once. Their work begins when the child’s record is found.",
        required=False,
    )
    authority = forms.ChoiceField(
        label="If it goes to another local authority: which of these?",
        help_text="Those that are written down for this contact.",
        required=False,
    )
    to_whom = PlainText(
        label="Or to whom does it go?", max_length=300, required=False,
        help_text="A service, school or surgery by name, another local authority, or the worker whom they have.",
    )  # fmt: skip
    reason = PlainText(
        rows=4,
        label="Why?",
        help_text="Write it so that the child could understand it later. Keep fact and opinion apart.",
        error_messages={"required": "Say why you decide so"},
    )
    manager = forms.ChoiceField(
        label="Which manager agrees?", error_messages={"required": "Choose the manager who agrees"}
    )
    late_because = PlainText(
        rows=2, label="Why did it take longer than one working day?",
        error_messages={"required": "Say why it took longer than one working day"},
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        child: "NamedChild",
        offered: Offered,
        standing: ContactDecision | None = None,
        is_late: bool = False,
        authorities: Sequence[str] = (),
        **kwargs: Any,
    ) -> None:
        first = _before(standing, offered, kwargs.pop("initial", {}))
        super().__init__(*args, prefix=prefix_of(child), initial=first, **kwargs)
        self.child, self.offered, self.standing = child, offered, standing
        last = standing.decided_at if standing else None
        is_awaited = waits_for_decision(last, child.reopened_at)
        choices: dict[str, Any] = self.fields
        choices["level"].choices = [(key, one.heading) for key, one in offered.levels.items()]
        choices["manager"].choices = [("", "Choose"), *((key, one.name) for key, one in offered.managers.items())]
        choices["team"].choices = [("", "None of these"), *((key, str(one)) for key, one in offered.teams.items())]
        choices["authority"].choices = [("", "None of these"), *((name, name) for name in authorities)]
        asked = {"again_because": standing is not None, "late_because": is_late and is_awaited}
        asked["authority"] = bool(authorities)
        for name in (name for name, is_asked in asked.items() if not is_asked):
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Ask for whom the outcome is, that the team does such work, and what the panel is asked."""
        cleaned = super().clean() or {}
        outcome = cleaned.get("outcome")
        if outcome == Outcome.ELSEWHERE:
            cleaned["to_whom"] = cleaned.get("authority") or cleaned.get("to_whom", "")
        if outcome == Outcome.PANEL and not cleaned.get("panel_question") and "panel_question" not in self.errors:
            self.add_error("panel_question", "Write what makes it unclear, so that the panel knows what is asked")
        if outcome:
            self._check_receiver(outcome, cleaned)
        return cleaned

    def _check_receiver(self, outcome: str, cleaned: dict[str, Any]) -> None:
        """Ask who takes the child, at the field in which it is missing."""
        team = self.offered.teams.get(cleaned.get("team", ""))
        if team and not work_of(outcome, team.agency.kind):
            words = PANEL_CHOOSES if outcome == Outcome.PANEL else WRONG_TEAM
            self.add_error("team", words)
            return
        missing = missing_receiver(
            outcome,
            to_whom=cleaned.get("to_whom", ""),
            has_team=team is not None,
            are_teams=self.offered.are_teams_for(outcome),
        )
        if missing and missing.field not in self.errors:
            self.add_error(missing.field, missing.words)

    def decided(self) -> Decided:
        """Give the decision."""
        given = self.cleaned_data
        words = {name: given.get(name, "") for name in (*FIVE, "outcome", "reason", "to_whom", *_REASONS)}
        question = given["panel_question"] if given["outcome"] == Outcome.PANEL else ""
        chosen = self.offered
        return Decided(
            **words,
            panel_question=question,
            level=chosen.levels[given["level"]],
            manager=chosen.managers[given["manager"]],
            team=chosen.teams.get(given["team"]),
        )

    def for_child(self) -> ForChild:
        """Give the decision for this child, and which one it takes the place of."""
        return ForChild(self.child, self.decided(), self.standing)


_REASONS = ("late_because", "again_because")
_OWN = frozenset({"way", "instead_of", "again_because"})  # answered for each child, also where the same is decided


def prefix_of(child: "NamedChild") -> str:
    """Give what the names of the boxes of a child’s form begin with."""
    return f"child-{child.public_id}"


def _before(standing: ContactDecision | None, offered: Offered, first: Mapping[str, Any]) -> dict[str, Any]:
    """Give what stands in a fresh form: what was decided before, and the only manager there is."""
    found = dict(first)
    if len(offered.managers) == 1:
        found["manager"] = next(iter(offered.managers))
    if standing:
        found |= {name: getattr(standing, name) for name in (*FIVE, "outcome", "reason", "to_whom", "panel_question")}
        found |= {"instead_of": str(standing.public_id), "level": str(standing.level.number)}
        found |= {"team": str(standing.team.public_id) if standing.team else ""}
    return found


class InSittingForm(ChildForm):
    """A decision for one of several children: now, the same as for one before, or not in this sitting."""

    way = forms.ChoiceField(label="", widget=forms.RadioSelect)

    def __init__(self, *args: Any, before: "Sequence[NamedChild]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.before = {f"{SAME}{one.public_id}": one for one in before}
        same = [(key, f"The same as for {one.name}") for key, one in self.before.items()]
        field: Any = self.fields["way"]
        field.label = f"Do you decide for {self.child.name} now?"
        field.choices = [(NOW, "Yes, as written below"), *same, (LATER, "Not in this sitting")]
        field.error_messages["required"] = f"Choose whether you decide for {self.child.name} now"
        self.fields = {"way": self.fields.pop("way"), **self.fields}
        sent = self.data.get(self.add_prefix("way"), "")
        if sent != NOW:  # where nothing is chosen, only the choice is missing
            own = _OWN if sent.startswith(SAME) else frozenset()
            for name in self.fields.keys() - {"way", "instead_of"} - own:
                self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        """Check a decision only where one is written here."""
        if self.cleaned_data.get("way") == NOW:
            return super().clean()
        return dict(self.cleaned_data)

    @property
    def same_as(self) -> "NamedChild | None":
        """Give the child for whom the same is decided."""
        return self.before.get(self.way_chosen)

    @property
    def is_written(self) -> bool:
        """Say whether a decision of its own is written for this child, or begun, so that its questions stand open."""
        names = self.fields.keys() - _OWN - {"manager"}
        return self.data.get(self.add_prefix("way")) == NOW or any(self[name].value() for name in names)

    @property
    def way_chosen(self) -> str:
        """Give whether this child is decided now, as another is, or later; nothing where that is wrong."""
        return str(self.cleaned_data.get("way", ""))


class Sitting:
    """The forms of all children for whom nothing is decided yet, sent together."""

    def __init__(
        self,
        data: QueryDict | None,
        *,
        children: "Mapping[NamedChild, ContactDecision | None]",
        offered: Offered,
        more: Mapping[str, Any],
    ) -> None:
        """Make a form for each of `children`, with the decision that stood when its author wrote, if one did."""
        made = InSittingForm if len(children) > 1 else ChildForm
        self.forms: list[Any] = []
        for place, (child, standing) in enumerate(children.items()):
            before: dict[str, Any] = {"before": list(children)[:place]} if made is InSittingForm else {}
            self.forms.append(made(data, child=child, standing=standing, offered=offered, **before, **more))
        self.faults: list[str] = []

    def is_valid(self) -> bool:
        """Say whether every form is right, and each that says “the same” has something to be the same as."""
        if [form for form in self.forms if not form.is_valid()]:  # all are asked, so that each shows its errors
            return False
        for form in self.forms:
            if isinstance(form, InSittingForm) and form.same_as and self._source(form) is None:
                form.add_error("way", f"You do not decide for {form.same_as.name} in this sitting")
        if self.forms and not self.decisions() and not any(form.errors for form in self.forms):
            self.faults = ["Choose at least one child for whom you decide now"]
        return not self.errors

    @property
    def errors(self) -> bool:
        """Say whether anything is wrong."""
        return bool(self.faults) or any(form.errors for form in self.forms)

    def error_list(self) -> list[dict[str, str]]:
        """List every error of every child, with the child’s name."""
        many = len(self.forms) > 1
        own = [{"text": fault} for fault in self.faults]
        return own + [
            {**one, "text": f"{form.child.name}: {one['text']}" if many else one["text"]}
            for form in self.forms
            for one in form.error_list()
        ]

    def decisions(self) -> list[ForChild]:
        """Give the decisions of this sitting, each child’s own."""
        found = [(form, self._source(form)) for form in self.forms]
        return [ForChild(form.child, _as_own(form, source), form.standing) for form, source in found if source]

    def _source(self, form: Any) -> ChildForm | None:
        """Give the form in which a child’s decision is written: its own, or that of a child before."""
        if not isinstance(form, InSittingForm) or form.way_chosen == NOW:
            return form  # type: ignore[no-any-return]
        same = form.same_as
        return self._source(next(one for one in self.forms if one.child == same)) if same else None


def _as_own(form: ChildForm, source: ChildForm) -> Decided:
    """Give what is decided in a form as a child’s own: only the child says why it is decided again, or late."""
    if form is source:
        return form.decided()
    again = form.cleaned_data.get("again_because", "") if form.standing else ""
    return replace(source.decided(), again_because=again)
