"""What a draft holds, sealed: the answers as they were typed, so that going back finds each as it was."""

import json
import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from django.http import QueryDict

from righthelp.agencies.sealing import cipher
from righthelp.people.models import FamilyDraft

SEALED_FOR = "family drafts"
NOT_ANSWERS = frozenset({"csrfmiddlewaretoken", "form_token", "version"})
CHILD = "child"
MOST_PEOPLE = 30
Answers = dict[str, list[str]]


@dataclass
class Written:
    """The child's answers, those of each person around by a key, and what was chosen for each."""

    child: Answers = field(default_factory=dict)
    people: dict[str, Answers] = field(default_factory=dict)
    choices: dict[str, str] = field(default_factory=dict)

    @property
    def is_protected(self) -> bool:
        """Say whether the address was marked as protected."""
        return "is_protected" in self.child

    def put(self, key: str, answers: Answers) -> None:
        """Put down the answers about somebody; whom they may be is then asked anew."""
        if key == CHILD:
            self.child = answers
        else:
            self.people[key] = answers
        self.choices.pop(key, None)

    def drop(self, key: str) -> None:
        """Take somebody out."""
        self.people.pop(key, None)
        self.choices.pop(key, None)


def sealed(written: Written) -> bytes:
    """Seal what was written."""
    return cipher(SEALED_FOR).encrypt(json.dumps(asdict(written)).encode())


def opened(draft: FamilyDraft) -> Written:
    """Open a draft that is not saved."""
    return Written(**json.loads(cipher(SEALED_FOR).decrypt(bytes(draft.sealed_text))))


def answers_of(given: QueryDict) -> Answers:
    """Give what was typed into a form."""
    return {name: [str(value) for value in values] for name, values in given.lists() if name not in NOT_ANSWERS}


def as_given(answers: Mapping[str, list[str]]) -> QueryDict:
    """Give answers as a form takes them."""
    fields = QueryDict(mutable=True)
    for name, values in answers.items():
        fields.setlist(name, values)
    return fields


def new_key() -> str:
    """Name somebody in a draft."""
    return str(uuid.uuid4())
