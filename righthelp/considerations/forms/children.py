"""The forms about one child."""

from typing import Any

from django import forms

from righthelp.considerations.forms.family_copy import FAMILY_SEES
from righthelp.considerations.models import ChosenNeed, ConsideredChild
from righthelp.design_system.forms import DayField, PlainText
from righthelp.design_system.versions import QuestionForm, VersionedForm


class ChildWordsForm(VersionedForm):
    """What the child says."""

    words = PlainText(
        rows=4, label="What does the child say?", required=False, help_text="Their own words, or what they showed."
    )
    words_on = DayField(label="When they said it", required=False, has_been=True)
    words_question = PlainText(
        label="What had they been asked?", required=False, help_text="Leave empty if nobody had asked."
    )
    words_exact = forms.BooleanField(label="These are the child’s exact words", required=False)


class ReadersForm(VersionedForm):
    """Who may read the child's words."""

    words_readers = forms.ChoiceField(
        label="Who may read these words?",
        help_text="A child’s words can put them in danger if the wrong person reads them.",
        choices=ConsideredChild.Readers.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who may read these words"},
    )


class ChildLifeForm(VersionedForm):
    """What life is like for this child, and whether anybody protects them from harm."""

    age = forms.ChoiceField(
        label="How old is this child?",
        help_text="Babies and small children are at risk sooner. Help for children is for everyone from before "
        "birth to the 18th birthday, and to the 25th with an education, health and care plan.",
        choices=ConsideredChild.Age.choices,
        widget=forms.RadioSelect,
        required=False,
    )

    life_now = PlainText(rows=4, label="What is life like for this child now?", required=False)
    life_to_come = PlainText(rows=3, label="What will it be like if nothing changes?", required=False)
    protective = forms.ChoiceField(
        label="Does a parent or carer protect the child from this harm?",
        choices=ConsideredChild.Protective.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    protective_because = PlainText(rows=2, label="How do you know?", required=False)


class AgeKnownForm(ChildLifeForm):
    """The same for a child whose age the record says: nobody is asked what is known already."""

    age = None  # type: ignore[assignment]


class ChildHistoryForm(VersionedForm):
    """How the past of the child and the family bears on now (BP-196)."""

    history = PlainText(
        rows=4,
        label="What does what happened before mean for this child now?",
        required=False,
        help_text="Of the child, and of the family: what keeps coming back, what got better or worse, what helped. "
        "The copy for the family does not hold this.",
    )


class ChildBalanceForm(VersionedForm):
    """The three things to write down together with the family."""

    strengths = PlainText(
        rows=3,
        label="What is going well?",
        required=False,
        help_text=f"Strengths and people who help. They count. {FAMILY_SEES}",
    )
    worries = PlainText(
        rows=3, label="What are you worried about for this child?", required=False, help_text=FAMILY_SEES
    )
    needs_to_happen = PlainText(
        rows=3,
        label="What needs to happen?",
        required=False,
        help_text=f"And what more would it take to keep this child safe and well? {FAMILY_SEES}",
    )


class ChildLivingForm(VersionedForm):
    """Whether the child lives with somebody who is not family, and since when (BN-025)."""

    lives_away = forms.ChoiceField(
        label="Is the child living with someone who is not a parent or close relative?",
        help_text="Close relatives are grandparents, brothers, sisters, uncles, aunts and step-parents. Answer no, "
        "too, where the person has parental responsibility, or where the council found the home.",
        choices=ConsideredChild.LivesAway.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    lives_away_since = DayField(
        label="Since what day",
        help_text="The first day that the child lived there. It counts as day 1. Leave it empty if you do not know it.",
        required=False,
        has_been=True,
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a first day where the child does not live away."""
        cleaned = super().clean() or {}
        if cleaned.get("lives_away_since") and cleaned.get("lives_away") != ConsideredChild.LivesAway.YES:
            self.add_error("lives_away_since", "Choose “Yes” above, or take this day out")
        return cleaned


class MissingForm(QuestionForm):
    """One time that the child went missing from home."""

    went_on = DayField(label="The day they went", has_been=True)
    back_on = DayField(label="The day they came back", required=False, has_been=True)
    account = PlainText(
        rows=3,
        label="What is known about it?",
        required=False,
        help_text="Where they were, with whom, who looked for them, and what they said about it afterwards.",
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a return before the day they went."""
        cleaned = super().clean() or {}
        went_on, back_on = cleaned.get("went_on"), cleaned.get("back_on")
        if went_on and back_on and back_on < went_on:
            self.add_error("back_on", "The day they came back must not be before the day they went")
        return cleaned


class OwnNeedForm(QuestionForm):
    """A need or strength in own words."""

    own_words = PlainText(
        rows=2,
        label="Say it in your own words",
        help_text="Use this where no sentence of the guidance fits. It counts as much.",
        max_length=1000,
        error_messages={"required": "Write the worry or the strength in your own words"},
    )
    is_strength = forms.ChoiceField(
        label="Is it a worry or a strength?",
        choices=[("no", "A worry"), ("yes", "A strength")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a worry or a strength"},
    )


class NeedEvidenceForm(VersionedForm):
    """What makes somebody think that this is a need."""

    evidence = PlainText(rows=3, label="What makes you think so?", required=False)
    evidence_from = PlainText(
        label="Who saw or said it?", required=False, help_text="For example: me; his class teacher; her mother."
    )
    evidence_on = DayField(label="When", required=False, has_been=True)
    evidence_kind = forms.ChoiceField(
        label="Is it a fact, an opinion, or what somebody said?",
        choices=ChosenNeed.Kind.choices,
        widget=forms.RadioSelect,
        required=False,
    )


class EvidenceForm(NeedEvidenceForm):
    """The evidence for one chosen need, and whether it is a strength or comes first."""

    is_strength = forms.BooleanField(label="This is a strength, not a worry", required=False)
    comes_first = forms.BooleanField(label="This comes first", required=False, help_text="Deal with this first.")
