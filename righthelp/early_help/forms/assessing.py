"""The forms of the assessment. Nothing in it has to be filled in: it is a conversation, not a test."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from righthelp.considerations.forms import ChildWordsForm
from righthelp.design_system.forms import DayField, PlainText
from righthelp.design_system.safe_to_give import CHANGED, SafeToGiveForm
from righthelp.design_system.versions import Clash, QuestionForm, VersionedForm
from righthelp.early_help.models import ChildVoice
from righthelp.early_help.topics import Topic
from righthelp.plans.forms.papers import GivenForm
from righthelp.plans.models import Given

LABELS = {
    "going_well": "What is going well?",
    "worries": "What are we worried about?",
    "needs_to_happen": "What needs to happen?",
}


@dataclass(frozen=True)
class TopicBoxes:
    """The three boxes of one topic, drawn as `whole_form` draws all questions of a form."""

    topic: Topic
    hint: str
    boxes: tuple[BoundField, ...]
    meanwhile: Mapping[str, Clash]
    from_others: Iterable[str]

    def __iter__(self) -> Iterator[BoundField]:
        return iter(self.boxes)


class TopicsForm(VersionedForm):
    """Some topics about one person or the family, each with three boxes (BT-014)."""

    def __init__(self, *args: Any, topics: Iterable[Topic], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.topics = tuple(topics)
        for topic in self.topics:
            for box, label in LABELS.items():
                self.fields[box_name(topic.key, box)] = PlainText(rows=3, label=label, required=False)

    def said(self) -> dict[str, dict[str, str]]:
        """Give what was written, by topic."""
        return {
            topic.key: {box: self.cleaned_data[box_name(topic.key, box)] for box in LABELS} for topic in self.topics
        }

    def boxes_of(self, topic: Topic, hint: str) -> TopicBoxes:
        """Give the boxes of one topic."""
        boxes = tuple(self[box_name(topic.key, box)] for box in LABELS)
        return TopicBoxes(topic, hint, boxes, self.meanwhile, self.from_others)


def box_name(topic: str, box: str) -> str:
    """Name one box of a topic in a form."""
    return f"{topic}-{box}"


class LifeForm(VersionedForm):
    """How life is for one child (BG-021)."""

    life_now = PlainText(rows=4, label="What is life like for this child now?", required=False)
    life_to_come = PlainText(rows=3, label="What will it be like if nothing changes?", required=False)
    seen_alone = PlainText(
        rows=2,
        label="Has somebody spoken with the child alone, or watched them play?",
        required=False,
        help_text="Who, when and where. With a baby: who watched how the baby is with the people close to them.",
    )


class WordsForm(ChildWordsForm):
    """What one child says."""

    words = PlainText(
        rows=4,
        label="What does the child say?",
        required=False,
        help_text="Their own words, or what they showed: in play, in drawings, with their body.",
    )


class WordsReadersForm(VersionedForm):
    """Who may read the child's words."""

    words_readers = forms.ChoiceField(
        label="Who may read these words?",
        help_text="A child’s words can put them in danger if the wrong person reads them.",
        choices=ChildVoice.Readers.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who may read these words"},
    )


class TookPartForm(VersionedForm):
    """Who took part, and who knows the family."""

    who_took_part = PlainText(
        rows=4,
        label="Who took part, and who did not?",
        required=False,
        help_text="Each child and each adult. If somebody did not take part, say why, and how they can still.",
    )
    who_knows = PlainText(
        rows=3,
        label="Who knows the family already, and what do they say?",
        required=False,
        help_text="People who know them well play a key part. The family need not tell everything again.",
    )


class FathersForm(VersionedForm):
    """Fathers and male carers."""

    fathers = PlainText(
        rows=5,
        label="What do the fathers and male carers say, and what do they do for the children?",
        required=False,
        help_text="Each of them: also a father who lives elsewhere, a stepfather, a mother’s new partner, a "
        "grandfather. If nobody has spoken with him yet, say who will, and whether that is safe.",
    )


class EachOtherForm(VersionedForm):
    """How the needs of each act on the others."""

    each_other = PlainText(
        rows=5,
        label="How does what one person needs affect the others?",
        required=False,
        help_text="For example: a child who looks after a parent, worry about money that ends in rows, a baby who "
        "keeps everybody awake. Also what one does that is good for the others.",
    )


class CommunityForm(VersionedForm):
    """The people around the family."""

    community = PlainText(
        rows=5,
        label="Who is there for this family, and what is there near them?",
        required=False,
        help_text="Relatives, friends, neighbours, faith groups, clubs, a family hub. Who could do more if somebody "
        "asked? Would they like to plan together in a family network meeting?",
    )


class PreventsForm(VersionedForm):
    """What keeps it from getting worse."""

    prevents = PlainText(
        rows=5,
        label="What help would stop things from getting worse?",
        required=False,
        help_text="Which help, from whom, and what would happen without it. What must hold so that the children are "
        "safe?",
    )


class MarksForm(VersionedForm):
    """The four marks of a good assessment (BG-013 to BG-016)."""

    empowering = PlainText(
        rows=3,
        label="How did the child and the adults shape it?",
        required=False,
        help_text="What helped them to take part. What each of them took on as their own share.",
    )
    developmental = PlainText(
        rows=3,
        label="How did you look for solutions together?",
        required=False,
        help_text="What the family chose itself, what worked before, what they want to try.",
    )
    accessible = PlainText(
        rows=3,
        label="What did people need so that they could take part, and did they have it?",
        required=False,
        help_text="An interpreter, large print, a quiet room, a time after work, crèche, aids. Was time used well?",
    )
    transparent = PlainText(
        rows=3,
        label="How did everybody know what this is for?",
        required=False,
        help_text="What was said about its purpose, who reads it, and what happens next. Nothing was hidden.",
    )


class FinishForm(QuestionForm):
    """When it was finished."""

    done_on = DayField(label="The day you finished it with the family", has_been=True)


class OwnWordsForm(QuestionForm):
    """A need or a strength in own words."""

    own_words = PlainText(
        rows=2,
        label="Say it in your own words",
        help_text="Use this where no sentence of the guidance fits. It counts as much.",
        max_length=1000,
        error_messages={"required": "Write the need or the strength in your own words"},
    )
    is_strength = forms.ChoiceField(
        label="Is it a need or a strength?",
        choices=[("no", "A need"), ("yes", "A strength")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a need or a strength"},
    )


class SearchForm(QuestionForm):
    """Words to search the guidance with; they are kept nowhere."""

    words = PlainText(
        rows=2,
        label="Look in the guidance for",
        help_text="A few words, or what somebody said. What you write here is not kept.",
        max_length=2000,
        required=False,
    )


class ChosenCopyForm(SafeToGiveForm):
    """That somebody read the copy for whoever the family chose, outside the family, and that the family agreed."""

    changed = f"{CHANGED}. Does the family’s yes hold for this, too?"

    family_agreed = PlainText(
        rows=3,
        label="Who of the family agreed that this person reads it, and what did the family say?",
        help_text="Ask the child, too, if they are old enough to decide. Without a yes nothing is given.",
        error_messages={"required": "Write who of the family agreed, and what they said"},
    )
    field_order = ("family_agreed", "is_safe")


class AssessmentGivenForm(GivenForm):
    """How a copy of the assessment went to its reader, and how one knows that they understood it (BP-209, BP-302)."""

    # an own page shows the plan, and not the assessment
    how = forms.ChoiceField(
        label="How did they get it?",
        choices=[one for one in Given.How.choices if one[0] != Given.How.PAGE],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how they got it"},
    )
    understood_how = PlainText(
        rows=3,
        label="How do you know that they understood it?",
        error_messages={"required": "Write how you know that they understood it"},
        help_text="Who went through it with them, in which language or with which pictures, and what they said it "
        "means. If you do not know yet, write when you will ask them.",
    )
