"""The child’s own version: a few sentences, each with a picture if wanted."""

from typing import Any

from django import forms

from righthelp.design_system.forms import GovForm, PlainText
from righthelp.design_system.versions import VersionedForm
from righthelp.plans.drawings import DRAWINGS
from righthelp.plans.models import Story

# What helps parents to find the words (Words and Pictures, BP-210): one question a sentence, and room for more.
ASKED = (
    "Who is worried?",
    "What are they worried about?",
    "What happened then?",
    "What do Mum, Dad or others do now, so that you are safe and well?",
    "Who helps you and your family?",
    "Whom can you tell when you are sad or afraid?",
    "What are we looking forward to?",
    "What else should be said?",
    "What else? (2)",
    "What else? (3)",
)
PICTURES = [("", "No picture"), *((one.key, one.title) for one in DRAWINGS.values())]
MOST_IN_A_LINE = 300


class StoryForm(VersionedForm):
    """All the sentences at once, so that a parent and a worker can write them together."""

    made_with = PlainText(
        label="Who writes it together?",
        help_text="Parents best of all: it is their explanation. For example: her mother, and Liam, the school nurse.",
        max_length=300,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place, asked in enumerate(ASKED):
            text = PlainText(rows=2, label=asked, max_length=MOST_IN_A_LINE, required=False)
            picture = forms.ChoiceField(label=f"Picture beside: {asked}", choices=PICTURES, required=False)
            for field in (text, picture):
                field.widget.use_required_attribute = lambda initial: False
            self.fields |= {f"text_{place}": text, f"picture_{place}": picture}

    def lines(self) -> list[tuple[str, str]]:
        """Give the sentences in their order, each with the key of its picture."""
        return [(self.cleaned_data[f"text_{n}"], self.cleaned_data[f"picture_{n}"]) for n in range(len(ASKED))]


class ReleaseStoryForm(GovForm):
    """That somebody read it, and says that the child may have it; `version` is the one that they read."""

    is_safe = forms.BooleanField(
        label="I have read it, and it is true, kind and safe for the child to have",
        error_messages={"required": "Read it above. Tick the box only if the child may have it"},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


def answers_of(story: Story) -> dict[str, object]:
    """Give what is on file for each question of the form."""
    said = {line.position: line for line in story.lines.all()}
    answers: dict[str, object] = {"made_with": story.made_with}
    for place in range(len(ASKED)):
        line = said.get(place)
        answers |= {f"text_{place}": line.text if line else "", f"picture_{place}": line.picture if line else ""}
    return answers
