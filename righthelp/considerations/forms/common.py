"""The forms about what is common to all the children."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms

from righthelp.considerations.forms.family_copy import FAMILY_SEES
from righthelp.considerations.models import Consideration, Conversation
from righthelp.considerations.rules import label_given_twice, label_key, must_weigh_harm
from righthelp.design_system.forms import DayField, PlainText, can_be_seen
from righthelp.design_system.versions import QuestionForm, VersionedForm

if TYPE_CHECKING:
    from righthelp.agencies.models import Agency
    from righthelp.guidance.models import Passage

MOST_CHILDREN = 12
NO_WORRY = "Write down what worries you"
LONGEST_LABEL = 80


class StartForm(QuestionForm):
    """Where a consideration begins."""

    worry = PlainText(
        rows=6,
        label="What are you worried about?",
        help_text="In your own words: what you saw or heard.",
        error_messages={"required": NO_WORRY},
    )
    children = PlainText(
        rows=3,
        label="Which children are you thinking about?",
        help_text="One child a line. Use initials or a label such as “older brother” for now: "
        "a different one for each child.",
        max_length=1000,
        error_messages={"required": "Enter at least one child, by initials or a label"},
    )
    path = forms.ChoiceField(
        label="How much time do you have?",
        choices=Consideration.Path.choices,
        widget=forms.RadioSelect,
        initial=Consideration.Path.SHORT,
        error_messages={"required": "Choose the short or the full path"},
    )

    def __init__(self, *args: Any, agencies: "Iterable[Agency]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agencies = {str(agency.public_id): agency for agency in agencies}
        self.fields["path"].choice_hints = {  # type: ignore[attr-defined]
            "short": "The worry, the child’s words, whom you told, what next, and whether it is safe to speak to the "
            "family. You can go on to the full path later.",
            "full": "Also life for the child, strengths, the guidance, the family’s view, and advice.",
        }
        if len(self.agencies) > 1:
            self.fields["agency"] = forms.ChoiceField(
                label="For which agency are you thinking about this?",
                help_text="Its safeguarding lead sees a draft after one working day.",
                choices=[(key, agency.name) for key, agency in self.agencies.items()],
                widget=forms.RadioSelect,
                error_messages={"required": "Choose the agency that you do this for"},
            )

    @property
    def agency(self) -> "Agency":
        """Give the agency chosen, or the only one."""
        chosen = self.cleaned_data.get("agency") or next(iter(self.agencies))
        return self.agencies[chosen]

    def clean_children(self) -> list[str]:
        """Read a label a line; two children never share one."""
        labels = [line.strip() for line in self.cleaned_data["children"].splitlines() if can_be_seen(line)]
        if len(labels) > MOST_CHILDREN:
            raise forms.ValidationError(
                f"Enter {MOST_CHILDREN} children at most; start another consideration for the rest"
            )
        if any(len(label) > LONGEST_LABEL for label in labels):
            raise forms.ValidationError(f"Each label must be {LONGEST_LABEL} characters or fewer")
        if twice := label_given_twice(labels):
            raise forms.ValidationError(f"“{twice}” is here twice. Give each child a different label")
        return labels


class WorryForm(VersionedForm):
    """The worry, who was told, what next."""

    worry = PlainText(
        rows=6,
        label="What are you worried about?",
        help_text="In your own words: what you saw or heard, and when.",
        error_messages={"required": NO_WORRY},
    )
    told_whom = PlainText(
        rows=2, label="Whom have you told?", required=False, help_text="For example your safeguarding lead, at 3:40pm."
    )
    what_next = PlainText(
        rows=3, label="What will happen next?", required=False, help_text=f"Who will do what, and when. {FAMILY_SEES}"
    )


class AroundForm(VersionedForm):
    """Who knows the family already, and what help there is."""

    who_knows_family = PlainText(
        rows=3,
        label="Who already knows this child and family, and what do they say?",
        required=False,
        help_text="People who know them well play a key part. Ask them before anybody asks for a referral.",
    )
    support_offered = PlainText(
        rows=3,
        label="What help has your own agency given, and where have you pointed the family or referred them?",
        required=False,
        help_text="Extra help from people who know the family comes first. Families often prefer help close to home, "
        "for example through school or a health centre.",
    )
    support_by = forms.ChoiceField(
        label="Is that enough for the child and family, or must another agency help too?",
        choices=Consideration.SupportBy.choices,
        widget=forms.RadioSelect,
        required=False,
    )


class SafeForm(VersionedForm):
    """Whether it is safe to speak to the family first."""

    safe_to_speak = forms.ChoiceField(
        label="Is it safe to speak to the family first?",
        help_text="Speaking to them first can put a child in danger: for example in forced marriage, "
        "“honour” based abuse, made-up illness, or abuse within the family.",
        choices=Consideration.SafeToSpeak.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    safe_to_speak_because = PlainText(rows=2, label="Why?", required=False)

    def clean(self) -> dict[str, Any]:
        """Ask why, where it is not safe to speak to the family."""
        cleaned = super().clean() or {}
        is_missing = not cleaned.get("safe_to_speak_because") and "safe_to_speak_because" not in self.errors
        if cleaned.get("safe_to_speak") == Consideration.SafeToSpeak.NO and is_missing:
            self.add_error("safe_to_speak_because", "Say why it is not safe to speak to the family first")
        return cleaned


class SafeOnceForm(SafeForm):
    """The same after a level was decided: an answer is asked for, and stays."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = self.fields["safe_to_speak"]
        asked.required = True
        asked.error_messages["required"] = "Choose whether it is safe to speak to the family first"


class FamilyForm(SafeForm):
    """Whether it is safe to speak to the family, their part and their view."""

    family_part = PlainText(
        rows=3,
        label="Have you spoken to them, and what did they say?",
        required=False,
        help_text="With whom, when, and what part they took in this. If you have not spoken to them, say why.",
    )
    family_view = PlainText(
        rows=3,
        label="How do the parents or carers feel about what is happening?",
        required=False,
        help_text="And what do they want to happen?",
    )
    family_change = PlainText(
        rows=3, label="How far do they see that help is needed, and what are they able to change?", required=False
    )


class AgreementForm(VersionedForm):
    """Whether the family agrees, and what may follow if nobody does (SF-030)."""

    family_agrees = forms.ChoiceField(
        label="Does the family agree to the help?",
        choices=Consideration.Agrees.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether the family agrees. You can leave this page and come back to it"},
    )
    harm_without_help = forms.ChoiceField(
        label="If nobody agrees, or you could not ask: could the child come to serious harm without help?",
        help_text="If so, you may share what is needed without their agreement. Do not wait for it.",
        choices=Consideration.HarmWithoutHelp.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    harm_because = PlainText(rows=3, label="Why do you think so?", required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for the decision on harm where there is no agreement."""
        cleaned = super().clean() or {}
        if must_weigh_harm(cleaned.get("family_agrees", "")) and not cleaned.get("harm_without_help"):
            self.add_error("harm_without_help", "Decide whether the child could come to serious harm without help")
        return cleaned


class ConversationForm(QuestionForm):
    """A talk, or advice that was sought."""

    kind = forms.ChoiceField(
        label="What was it?",
        choices=Conversation.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what kind of talk it was"},
    )
    with_whom = PlainText(
        label="With whom?", help_text="Name and role.", error_messages={"required": "Enter with whom"}
    )
    held_on = DayField(label="When", has_been=True)
    without_names = forms.BooleanField(label="I did not name the child", required=False)
    said = PlainText(
        rows=4,
        label="What did they say?",
        help_text="What did you learn about the child?",
        error_messages={"required": "Enter what they said"},
    )
    followed = PlainText(
        rows=3,
        label="What happens because of it?",
        required=False,
        help_text="Help or action that follows, and by whom.",
    )


class QuestionsForm(VersionedForm):
    """The questions of the edition, each with a box."""

    def __init__(self, *args: Any, questions: "Iterable[Passage]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = {f"question_{question.pk}": question for question in questions}
        for name, question in self.questions.items():
            self.fields[name] = PlainText(rows=2, label=question.text, required=False)

    def answers(self) -> "dict[Passage, str]":
        """Give the text written to each question."""
        return {question: self.cleaned_data[name] for name, question in self.questions.items()}


class ChildForm(VersionedForm):
    """Another child."""

    label = PlainText(label="Initials or a label for the child", max_length=LONGEST_LABEL)

    def __init__(self, *args: Any, taken: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.taken = {label_key(label) for label in taken}

    def clean_label(self) -> str:
        """Refuse a label that another child here has."""
        label: str = self.cleaned_data["label"]
        if label_key(label) in self.taken:
            raise forms.ValidationError("Another child here has this label. Enter a different one")
        if len(self.taken) >= MOST_CHILDREN:
            raise forms.ValidationError(f"There are {MOST_CHILDREN} children here already. Start another consideration")
        return label
