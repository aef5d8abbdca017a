"""The forms of a consideration: a page each, one thing at a time."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.http import QueryDict
from django.utils import timezone

from righthelp.considerations.models import ChosenNeed, Consideration, ConsideredChild, Conversation
from righthelp.considerations.rules import needs_lower_reason
from righthelp.design_system.formatters import day
from righthelp.design_system.forms import DayField, GovForm, PlainText

if TYPE_CHECKING:
    from righthelp.agencies.models import Agency
    from righthelp.guidance.models import Passage

MOST_CHILDREN = 12
NO_WORRY = "Write down what worries you"
LONGEST_LABEL = 80


NOT_ANSWERS = {"version", "seen"}
MEANWHILE = (
    "This was also changed in another window, or by somebody else, while you were writing. Nothing is lost: your text "
    "is still in the boxes. Check it, then save again"
)
DIFFERS = "Something else was saved here meanwhile. It is shown with this question"


class QuestionForm(GovForm):
    """A form whose labels are questions, so that what it says of an answer that is too long needs other words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, PlainText):
                said = field.error_messages["max_length"]
                field.error_messages["max_length"] = said.replace(str(field.label), "Your answer", 1)


class VersionedForm(QuestionForm):
    """A form that knows which version of the record it was shown with."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meanwhile: dict[str, str] = {}

    def changes(self) -> dict[str, Any]:
        """Give what the form holds, without what it was shown with."""
        return {name: value for name, value in self.cleaned_data.items() if name not in NOT_ANSWERS}

    def show_meanwhile(self, saved: Mapping[str, Any], version: int) -> None:
        """Show, beside each answer that differs, what was saved meanwhile; saving again then goes through."""
        mine = self.changes()
        sent = cast(QueryDict, self.data).copy()
        sent["version"] = str(version)
        self.data = sent
        self.add_error(None, MEANWHILE)
        for name in saved.keys() & mine.keys():
            if saved[name] != mine[name]:
                self.meanwhile[name] = shown_value(self.fields[name], saved[name])
                self.add_error(name, DIFFERS)

    def has(self, saved: Mapping[str, Any]) -> bool:
        """Say whether everything in the form is saved already."""
        return all(name in saved and saved[name] == value for name, value in self.changes().items())


def fingerprint(answers: Mapping[str, Any]) -> str:
    """Tell one set of answers from another, so that a page notices when others changed its own answers."""
    text = json.dumps({name: str(value) for name, value in answers.items()}, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def shown_value(field: forms.Field, value: Any) -> str:
    """Write a saved answer as people read it."""
    if isinstance(field, forms.ChoiceField):
        named = {str(key): str(label) for key, label in field.widget.choices}
        return named.get(str(value), "Nothing chosen")
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, dt.date):
        return day(value)
    return str(value or "Nothing written")


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
        help_text="One child a line. Use initials or a label such as “older brother” for now.",
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
            "short": "The worry, the child’s words, whom you told, what next. You can go on to the full path later.",
            "full": "Also life for the child, strengths, the guidance, the family’s view, and advice.",
        }
        if len(self.agencies) > 1:
            self.fields["agency"] = forms.ChoiceField(
                label="For which agency are you thinking about this?",
                help_text="Its safeguarding lead will see this.",
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
        """Read a label a line, each once."""
        labels = list(
            dict.fromkeys(line.strip() for line in self.cleaned_data["children"].splitlines() if line.strip())
        )
        if len(labels) > MOST_CHILDREN:
            raise forms.ValidationError(
                f"Enter {MOST_CHILDREN} children at most; start another consideration for the rest"
            )
        if any(len(label) > LONGEST_LABEL for label in labels):
            raise forms.ValidationError(f"Each label must be {LONGEST_LABEL} characters or fewer")
        if not labels:
            raise forms.ValidationError(self.fields["children"].error_messages["required"])
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
        rows=3, label="What will happen next?", required=False, help_text="Who will do what, and when."
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
        label="What help can your own agency give, and what has been tried?",
        required=False,
        help_text="Families often prefer help close to home, for example through school or a health centre.",
    )
    support_by = forms.ChoiceField(
        label="Is that enough for the child and family, or must another agency help too?",
        choices=Consideration.SupportBy.choices,
        widget=forms.RadioSelect,
        required=False,
    )


class FamilyForm(VersionedForm):
    """Whether it is safe to speak to the family, their part and their view."""

    safe_to_speak = forms.ChoiceField(
        label="Is it safe to speak to the family first?",
        help_text="Speaking to them first can put a child in danger: for example in forced marriage, "
        "“honour” based abuse, made-up illness, or abuse within the family.",
        choices=Consideration.SafeToSpeak.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    safe_to_speak_because = PlainText(rows=2, label="Why?", required=False)
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
        label="If nobody agrees: could the child come to serious harm without help?",
        help_text="If so, you may share what is needed without their agreement. Do not wait for it.",
        choices=Consideration.HarmWithoutHelp.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    harm_because = PlainText(rows=3, label="Why do you think so?", required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for the decision on harm where there is no agreement."""
        cleaned = super().clean() or {}
        if cleaned.get("family_agrees") == Consideration.Agrees.NO and not cleaned.get("harm_without_help"):
            self.add_error("harm_without_help", "Decide whether the child could come to serious harm without help")
        return cleaned


class ChildWordsForm(VersionedForm):
    """What the child says."""

    words = PlainText(
        rows=4, label="What does the child say?", required=False, help_text="Their own words, or what they showed."
    )
    words_on = DayField(label="When they said it", required=False)
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


class ChildBalanceForm(VersionedForm):
    """The three things to write down together with the family."""

    strengths = PlainText(
        rows=3, label="What is going well?", required=False, help_text="Strengths and people who help. They count."
    )
    worries = PlainText(rows=3, label="What are you worried about for this child?", required=False)
    needs_to_happen = PlainText(
        rows=3,
        label="What needs to happen?",
        required=False,
        help_text="And what more would it take to keep this child safe and well?",
    )


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


class EvidenceForm(VersionedForm):
    """The evidence for one chosen need."""

    evidence = PlainText(rows=3, label="What makes you think so?", required=False)
    evidence_from = PlainText(
        label="Who saw or said it?", required=False, help_text="For example: me; his class teacher; her mother."
    )
    evidence_on = DayField(label="When", required=False)
    evidence_kind = forms.ChoiceField(
        label="Is it a fact, an opinion, or what somebody said?",
        choices=ChosenNeed.Kind.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    is_strength = forms.BooleanField(label="This is a strength, not a worry", required=False)
    comes_first = forms.BooleanField(label="This comes first", required=False)


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
    held_on = DayField(label="When")
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

    def clean_held_on(self) -> Any:
        """Refuse a day that is still to come."""
        held_on = self.cleaned_data["held_on"]
        if held_on and held_on > timezone.localdate():
            raise forms.ValidationError("When must be today or in the past")
        return held_on


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


class TakeOverForm(QuestionForm):
    """Why a lead takes a draft over."""

    because = PlainText(
        rows=2,
        label="Why are you taking this over?",
        help_text="The person who wrote it will see this.",
        error_messages={"required": "Write why you are taking this over"},
    )


class ChildForm(VersionedForm):
    """Another child."""

    label = PlainText(label="Initials or a label for the child", max_length=LONGEST_LABEL)

    def __init__(self, *args: Any, taken: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.taken = set(taken)

    def clean_label(self) -> str:
        """Refuse a label that another child here has."""
        label: str = self.cleaned_data["label"]
        if label in self.taken:
            raise forms.ValidationError("Another child here has this label. Enter a different one")
        if len(self.taken) >= MOST_CHILDREN:
            raise forms.ValidationError(f"There are {MOST_CHILDREN} children here already. Start another consideration")
        return label


class DecideForm(VersionedForm):
    """The level that people decided."""

    level = forms.ChoiceField(
        label="Which level did you decide on together?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the level that you decided on"},
    )
    decided_with = PlainText(
        label="With whom?",
        help_text="For example your safeguarding lead, by name and role.",
        error_messages={"required": "Enter with whom you decided. If you had to decide alone, write “alone” and why"},
        max_length=300,
    )
    reason = PlainText(
        rows=5,
        label="Why this level?",
        help_text="What led you to it: the worries, the strengths, and what comes first. "
        "Write it so that the child could understand it later.",
        error_messages={"required": "Say why you decided on this level"},
    )
    family_part = PlainText(
        rows=3,
        label="What part did the child and family have in this?",
        help_text="What they said and want. If you have not spoken to them, say why.",
        required=False,
    )
    lower_reason = PlainText(
        rows=3,
        label="Why not the level of the highest worry?",
        help_text="Asked because you chose a worry from a higher level.",
        required=False,
    )
    look_again_on = DayField(label="When you will look again", required=False)

    def __init__(self, *args: Any, levels: list[tuple[str, str]], highest: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.highest = highest
        self.fields["level"].choices = levels  # type: ignore[attr-defined]
        if highest is None or highest <= 1:
            del self.fields["lower_reason"]

    def clean(self) -> dict[str, Any]:
        """Ask why, when the level is below the highest worry chosen."""
        cleaned = super().clean() or {}
        level = int(cleaned.get("level") or 0)
        cleaned.setdefault("lower_reason", "")
        is_missing = not cleaned["lower_reason"] and "lower_reason" not in self.errors
        if level and needs_lower_reason(level, self.highest) and is_missing:
            self.add_error(
                "lower_reason",
                f"You chose a worry from level {self.highest}. Say why level {level} is right for this child",
            )
        return cleaned

    def clean_look_again_on(self) -> Any:
        """Refuse a day in the past."""
        again_on = self.cleaned_data["look_again_on"]
        if again_on and again_on < timezone.localdate():
            raise forms.ValidationError("When you will look again must be today or later")
        return again_on
