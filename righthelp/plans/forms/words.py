"""The forms of the words of a plan: what the family and each child want, their network, the bottom line."""

from django import forms

from righthelp.design_system.forms import PlainText
from righthelp.design_system.versions import VersionedForm
from righthelp.plans.models import Plan


class FamilyWantsForm(VersionedForm):
    """What the family wants (BP-044)."""

    family_wants = PlainText(
        rows=5,
        label="What does the family want to be different?",
        required=False,
        help_text="In their own words. Say who said it. Where they live apart, or want different things, say so.",
    )


class NetworkForm(VersionedForm):
    """How the family’s own people help (BP-031, BP-032, BP-045)."""

    network = PlainText(
        rows=5,
        label="How do the family’s own people help?",
        required=False,
        help_text="Relatives, friends, neighbours: whom the family chose, and what they do. Add them as people who "
        "take part, too: they can hold actions.",
    )
    network_offer = forms.ChoiceField(
        label="Was the family offered to think it through with their own people?",
        help_text="In a family network meeting, or as family group decision-making.",
        choices=Plan.NetworkOffer.choices,
        required=False,
        widget=forms.RadioSelect,
    )


class BottomLineForm(VersionedForm):
    """What must hold (SF-070)."""

    bottom_line = PlainText(
        rows=5,
        label="What must hold so that the child is safe?",
        required=False,
        help_text="The bottom line: what has to be there whatever else changes, and what happens if it is not. Be "
        "open about it with the family.",
    )


class WantsForm(VersionedForm):
    """What a child wants."""

    wants = PlainText(
        rows=5,
        label="What does the child want to be different?",
        required=False,
        help_text="Sum up what the child wants, or what you saw if the child does not speak about it. Everybody who "
        "reads the plan of this child reads this. What the child told you in confidence does not belong here: write "
        "it in the assessment or in a review, where you choose who reads it.",
    )


FORMS: dict[str, type[VersionedForm]] = {
    "family": FamilyWantsForm,
    "network": NetworkForm,
    "bottom-line": BottomLineForm,
}
TITLES = {
    "family": "What the family wants",
    "network": "The family’s own people",
    "bottom-line": "The bottom line",
}
