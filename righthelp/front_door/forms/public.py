"""The forms that anybody may send without an account: a family, a young person, somebody who is worried.

Only what is going on must be answered: everything else helps, and some can say no more.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

from righthelp.design_system.forms import DayField, GovForm, PlainText
from righthelp.front_door.forms.asking import field_for
from righthelp.front_door.forms.due import BORN_OR_DUE, DueOnField
from righthelp.front_door.models import Contact, NamedPerson
from righthelp.front_door.questions import Question, asked_of

FIRST = ("what_happened", "how_soon")
CameBy = Contact.CameBy
NO_NAME = "Name not known"
UNBORN = "Unborn baby"
MOST_CHILDREN = 12
LONGEST_NAME, LONGEST_AGE = 200, 60  # as much as `NamedChild` keeps
# where the hint of the table is one for practitioners
HINTS = {
    CameBy.FAMILY: {
        "what_happened": "Say it in your own words. Asking for help is a good thing to do.",
        "help_so_far": "For example from family, friends, school, your doctor or a health visitor.",
        "useful": "For example a dog, stairs, or a language for which you would like an interpreter.",
    },
    CameBy.YOUNG: {
        "what_happened": "Use your own words. It does not matter how you spell them.",
        "family_wants": "There is no wrong answer.",
    },
}
SOON_FOR_YOUNG = {"now": "Now: I am not safe", "today": "Today", "days": "In the next few days"}
WHO = [
    ("parent", "Mother or father"),
    ("partner", "Step-parent, or partner of a parent"),
    ("relative", "Grandparent or another relative"),
    ("adult", "Somebody else who looks after the child"),
]
YES_OR_NO = [("yes", "Yes"), ("no", "No")]


def child_and_age(line: str) -> dict[str, str]:
    """Read a child’s name and age from one line that somebody typed; without a comma all of it is the name.

    >>> child_and_age("Maya Lindqvist, 7"), child_and_age(" Tom ")
    ({'name': 'Maya Lindqvist', 'age': '7'}, {'name': 'Tom', 'age': ''})
    """
    name, _, age = (part.strip() for part in line.rpartition(","))
    is_both = name and age and len(age) <= LONGEST_AGE
    return {"name": name, "age": age} if is_both else {"name": line.strip(), "age": ""}


@dataclass(frozen=True)
class Part:
    """Some questions under one heading, and what is said before them."""

    title: str
    about: str
    fields: list[BoundField]


class PublicForm(GovForm):
    """What all of them share: the questions of the table for this way in, and how to reach whoever sends it."""

    came_by: CameBy
    missing = "Write what is going on"
    headings: tuple[tuple[str, str], ...]
    about_child: tuple[str, ...]
    about_sender: tuple[str, ...]

    child_name = PlainText(label="The child’s name", required=False)
    phone = PlainText(label="Your telephone number", required=False, max_length=40)
    when_safe = PlainText(
        label="When and how is it safe to reach you?",
        help_text="For example: in the morning, after I have taken the children to school.",
        required=False,
    )
    voicemail = forms.ChoiceField(
        label="May we leave a message on your telephone?", choices=YES_OR_NO, widget=forms.RadioSelect, required=False
    )
    not_to_know = PlainText(label="Is there anybody who must not know that you wrote to us?", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = {one.key: field_for(self.worded(one), self.came_by) for one in asked_of(self.came_by)}
        own["what_happened"].required = True
        own["what_happened"].error_messages["required"] = self.missing
        for field in own.values():
            field.widget.use_required_attribute = lambda initial: False
        self.questions = list(own)
        self.fields = own | self.fields
        rest = [key for key in own if key not in FIRST]
        self.order_fields([*FIRST, *self.about_child, *rest, *self.about_sender])

    def worded(self, question: Question) -> Question:
        """Give a question of the table in the words for whoever is asked here."""
        return replace(question, hint=HINTS.get(self.came_by, {}).get(question.key, question.hint))

    @property
    def parts(self) -> list[Part]:
        """Give the questions part by part; a part in which nothing is asked is left out."""
        rest = tuple(key for key in self.questions if key not in FIRST)
        asked = (FIRST, self.about_child, rest, self.about_sender)
        together = zip(self.headings, asked, strict=True)
        return [Part(title, about, [self[key] for key in keys]) for (title, about), keys in together if keys]

    def written(self, token: str) -> str:
        """Name this one sending: the same words from the same page again are no second one, other words are."""
        text = json.dumps([token, self.cleaned_data], default=str, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()

    def answers(self) -> dict[str, str]:
        """Give what was answered to the questions of the table, by key."""
        return {key: self.cleaned_data[key] for key in self.questions if self.cleaned_data[key]}

    def is_urgent(self) -> bool:
        """Say whether somebody must act now."""
        return bool(self.cleaned_data["how_soon"] == "now")

    def children(self) -> list[dict[str, Any]]:
        """Give the children whom it is about, as the fields of `NamedChild`."""
        raise NotImplementedError

    def referrer(self) -> dict[str, Any]:
        """Give who sends it and how they are reached, as the fields of `Referrer`."""
        return {"phone": self.cleaned_data["phone"], "how_to_reach": "\n".join(self._ways_to_reach())}

    def people(self) -> list[dict[str, Any]]:
        """Give whom else it names, as the fields of `NamedPerson`."""
        return []

    def _ways_to_reach(self) -> Iterator[str]:
        cleaned = self.cleaned_data
        said = {"yes": "Yes", "no": "No: leave no message"}.get(cleaned["voicemail"], "")
        told = (
            ("When and how it is safe", cleaned["when_safe"]),
            ("A message may be left", said),
            ("Must not know", cleaned["not_to_know"]),
        )
        return (f"{title}: {text}" for title, text in told if text)


class WithOthers(PublicForm):
    """A form of a grown-up, in which more than one child may be named."""

    address = PlainText(rows=3, label="Where do you live?", max_length=500, required=False)
    school = PlainText(label="School, college or nursery", required=False)
    others = PlainText(
        rows=3,
        label="Other children in the same home",
        help_text="One on each line, with name and age. For example: Maya Lindqvist, 7",
        max_length=2000,
        required=False,
    )
    name = PlainText(label="Your name", required=False)
    email = forms.EmailField(label="Your email address", max_length=254, required=False)

    def clean_others(self) -> str:
        """Refuse more lines than a form for one family can mean, and lines that hold more than a name."""
        text = str(self.cleaned_data["others"])
        lines = [line for line in text.split("\n") if line.strip()]
        if len(lines) > MOST_CHILDREN:
            raise ValidationError(f"Write {MOST_CHILDREN} lines or fewer. You can tell us of more children above")
        if any(len(line) > LONGEST_NAME for line in lines):
            raise ValidationError("Write only a name and an age on each line")
        return text

    def children(self) -> list[dict[str, Any]]:
        """Give the child asked for first, and the others in the same home."""
        home = {"address": self.cleaned_data["address"]}
        name, school = self.cleaned_data["child_name"] or self._without_name(), self.cleaned_data["school"]
        first = {"name": name, "school": school, **home}
        lines = [line for line in self.cleaned_data["others"].split("\n") if line.strip()]
        return [first | self._age_of_first(), *(child_and_age(line) | home for line in lines)]

    def referrer(self) -> dict[str, Any]:
        """Give also the name and the address for mail."""
        return super().referrer() | {"name": self.cleaned_data["name"], "email": self.cleaned_data["email"]}

    def _age_of_first(self) -> dict[str, Any]:
        raise NotImplementedError

    def _without_name(self) -> str:
        """Call a child whose name is not given: a baby who is not born yet has none."""
        return UNBORN if self.cleaned_data["due_on"] else NO_NAME


class FamilyForm(WithOthers):
    """A parent or carer asks for help for their own family (SF-066)."""

    came_by = CameBy.FAMILY
    headings = (
        ("What is going on", ""),
        ("Your child", "Leave out what you do not want to say now."),
        ("What could help", ""),
        ("How we can reach you safely", "We use this only to answer you."),
    )
    about_child = ("child_name", "born_on", "due_on", "school", "address", "others")
    about_sender = ("name", "who", "phone", "email", "when_safe", "voicemail", "not_to_know")

    born_on = DayField(
        label="Date of birth",
        help_text="For example, 27 3 2016.",
        required=False,
        has_been=True,
    )
    due_on = DueOnField(
        label="Is your baby not born yet? The day on which the baby is due",
        help_text="A baby needs no name yet.",
        required=False,
    )
    who = forms.ChoiceField(
        label="Who are you to the child?",
        choices=WHO,
        widget=forms.RadioSelect,
        required=False,
    )

    def referrer(self) -> dict[str, Any]:
        """It is the family itself; where somebody must not know of it, nobody of the family is told who asked."""
        role = dict(WHO).get(self.cleaned_data["who"], "A parent or carer")
        return super().referrer() | {"role": role, "may_be_named": not self.cleaned_data["not_to_know"]}

    def people(self) -> list[dict[str, Any]]:
        """Name whoever asks among the family, so that their record is found; how they are reached stays sealed."""
        kind = self.cleaned_data["who"] or NamedPerson.Kind.ADULT
        return [{"kind": kind, "name": self.cleaned_data["name"]}] if self.cleaned_data["name"] else []

    def clean(self) -> dict[str, Any]:
        """Refuse a child who is born and due at once."""
        cleaned = super().clean() or {}
        if cleaned.get("born_on") and cleaned.get("due_on"):
            self.add_error("due_on", BORN_OR_DUE)
        return cleaned

    def _without_name(self) -> str:
        mother, is_due = self.cleaned_data["name"], self.cleaned_data["due_on"]
        return f"{UNBORN} of {mother}"[:LONGEST_NAME] if is_due and mother else super()._without_name()

    def _age_of_first(self) -> dict[str, Any]:
        return {"born_on": self.cleaned_data["born_on"], "due_on": self.cleaned_data["due_on"]}


class WorriedForm(WithOthers):
    """Anybody who is worried about a child, without a name if they wish."""

    came_by = CameBy.PUBLIC
    missing = "Write what you are worried about"
    headings = (
        ("What you are worried about", ""),
        ("The child", "Write what you know. It need not be much: a first name, a street or a school may be enough."),
        ("What else we should know", ""),
        ("About you, if you wish", "You do not have to say who you are. If you do, we can ask you more."),
    )
    about_child = ("child_name", "age", "due_on", "address", "school", "others")
    about_sender = ("name", "role", "phone", "email", "when_safe", "voicemail", "not_to_know", "may_be_named")

    age = PlainText(label="About how old is the child?", required=False, max_length=60)
    due_on = DueOnField(label="If the child is not born yet: when is the baby due, as far as you know?", required=False)
    role = PlainText(
        label="How do you know the child?", help_text="For example: I am a neighbour, or an aunt.", required=False
    )
    may_be_named = forms.ChoiceField(
        label="May we tell the family who you are?",
        help_text="If you do not choose Yes, we never tell them.",
        choices=YES_OR_NO,
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["address"].label = "Where does the child live, or where is the child now?"

    def referrer(self) -> dict[str, Any]:
        """Whoever raised a worry is told to nobody, unless they said so."""
        named = self.cleaned_data["may_be_named"] == "yes"
        return super().referrer() | {"role": self.cleaned_data["role"], "may_be_named": named}

    def _age_of_first(self) -> dict[str, Any]:
        return {"age": self.cleaned_data["age"], "due_on": self.cleaned_data["due_on"]}


class YoungForm(PublicForm):
    """A child or young person, in words for those of eleven and younger."""

    came_by = CameBy.YOUNG
    missing = "Tell us what is going on. A few words are enough"
    headings = (
        ("What is going on", ""),
        ("You", "You can leave out what you do not want to say."),
        ("What you want", ""),
        ("How we can talk to you", ""),
    )
    about_child = ("child_name", "age", "where_now", "due_on")
    about_sender = ("phone", "when_safe", "voicemail", "not_to_know")

    age = PlainText(label="How old are you?", required=False, max_length=60)
    where_now = PlainText(
        label="Where can we find you?",
        help_text="For example your school, or where you live. If you are not safe now, tell us where you are.",
        required=False,
    )

    due_on = DueOnField(
        label="Are you going to have a baby? The day on which it is due",
        help_text="Leave it empty if not, or if you do not know the day.",
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["child_name"].label = "What is your name?"
        self.fields["when_safe"].help_text = "For example: at school, from my teacher."
        self.fields["voicemail"].label = "Can we leave a message on your phone?"
        self.fields["phone"].label = "Your phone number"

    def worded(self, question: Question) -> Question:
        """Say also the answers to choose from as a child would."""
        options = {key: SOON_FOR_YOUNG.get(key, text) for key, text in question.options.items()}
        return replace(super().worded(question), options=options)

    def children(self) -> list[dict[str, Any]]:
        """It is about whoever writes, and the baby whom they expect."""
        own = self.cleaned_data["child_name"]
        first = {"age": self.cleaned_data["age"], "where_now": self.cleaned_data["where_now"]}
        due_on = self.cleaned_data["due_on"]
        baby = {"name": f"{UNBORN} of {own}"[:LONGEST_NAME] if own else UNBORN, "due_on": due_on}
        return [{"name": own or NO_NAME, **first}, *([baby] if due_on else [])]

    def referrer(self) -> dict[str, Any]:
        """It is the child; nobody is told of it by itself."""
        return super().referrer() | {"name": self.cleaned_data["child_name"], "role": "The child or young person"}
