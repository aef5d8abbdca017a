"""Talks without names, and worries about people who work with children."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.http import QueryDict

from righthelp.agencies.forms.writing import ForAgencyForm
from righthelp.design_system.forms import GovForm, PlainText
from righthelp.design_system.versions import QuestionForm
from righthelp.front_door.actions.allegations import Raised
from righthelp.front_door.actions.consulting import Advice
from righthelp.front_door.hints import telling
from righthelp.front_door.models import Consultation
from righthelp.front_door.names import plain

if TYPE_CHECKING:
    from righthelp.agencies.models import Agency

TELLING = "This may tell who the child is: {}. If so, take it out. If not, send it as it stands"


class StoryForm(GovForm):
    """A story without names. What looks like a name or a date of birth is pointed out once; nothing is refused for it.

    `read` holds what was pointed out when the page was shown, so that the same is not pointed out twice.
    """

    read = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20_000)
    story = PlainText(
        rows=8,
        label="What worries you?",
        help_text="What you saw or heard, what was tried, and what you would like advice on. Leave out the child’s "
        "name, date of birth and address: say “a girl of about 8”.",
        error_messages={"required": "Write what worries you"},
    )

    def clean_story(self) -> str:
        """Point out what may tell who the child is, once."""
        text = str(self.cleaned_data["story"])
        found = [one for one in telling(text) if one not in self.cleaned_data.get("read", "").splitlines()]
        if found:
            sent = cast(QueryDict, self.data).copy()
            sent[self.add_prefix("read")] = "\n".join(telling(text))
            self.data = sent
            raise forms.ValidationError(TELLING.format(", ".join(f"“{one}”" for one in found)))
        return text


class AskForm(ForAgencyForm, StoryForm):
    """Advice asked in writing by somebody who writes for an agency."""

    field_order = ("read", "agency", "story")


class AdviceForm(QuestionForm):
    """What the front door advises (BN-013, BN-015)."""

    fits = forms.ChoiceField(
        label="Would a request for help fit?", choices=Consultation.Fits.choices, widget=forms.RadioSelect,
        error_messages={"required": "Choose whether a request would fit"},
    )  # fmt: skip
    advice = PlainText(
        rows=6, label="What do you advise?", help_text="What to do or try next, and when to ask again.",
        error_messages={"required": "Write what you advise"},
    )  # fmt: skip
    instead = PlainText(
        rows=2, label="Which other help fits better, if any?",
        help_text="A service to ask directly, with how to reach it, or an early help assessment.", required=False,
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Ask for the other help where a request does not fit."""
        cleaned = super().clean() or {}
        if cleaned.get("fits") == Consultation.Fits.NO and not cleaned.get("instead") and "instead" not in self.errors:
            self.add_error("instead", "Say which other help fits better")
        return cleaned

    def advice_given(self) -> Advice | None:
        """Give the advice."""
        given = self.cleaned_data
        return Advice(advice=given["advice"], fits=given["fits"], instead=given["instead"]) if given["advice"] else None


class NoteForm(AdviceForm, StoryForm):
    """A talk on the telephone; the advice may follow."""

    caller = PlainText(
        label="Who rings?", help_text="Their role and agency. Their name only if they give it.",
        error_messages={"required": "Say who rings: their role and agency is enough"},
    )  # fmt: skip
    field_order = ("read", "caller", "story", "fits", "advice", "instead")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("fits", "advice"):
            self.fields[name].required = False
        self.fields["advice"].help_text = "If you gave advice. Otherwise leave it empty: it then waits for an answer."

    def clean(self) -> dict[str, Any]:
        """Ask for both halves of an answer, or neither."""
        cleaned = super().clean() or {}
        halves = {"fits": "Choose whether a request would fit", "advice": "Write what you advise"}
        if any(cleaned.get(name) for name in (*halves, "instead")):
            for name, text in halves.items():
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, text)
        return cleaned


ELSEWHERE = "elsewhere"


class AllegationForm(QuestionForm):
    """A worry about somebody who works with children."""

    about = PlainText(
        label="Who is it about?", help_text="If you do not know the name, write what you know of them.",
        error_messages={"required": "Say who it is about"},
    )  # fmt: skip
    about_role = PlainText(label="What is their work, paid or not?", required=False)
    agency = forms.ChoiceField(
        label="Where do they work with children?",
        help_text="Nobody who works there can see what you send here.",
        error_messages={"required": "Choose where they work, or that it is not in the list"},
    )
    works_at = PlainText(label="If it is not in the list: where?", required=False)
    what = PlainText(
        rows=8, label="What happened?",
        help_text="What you saw or were told, by whom and when. Do not ask the person about it, and do not look into "
        "it yourself.",
        error_messages={"required": "Say what happened"},
    )  # fmt: skip
    child_safe_now = PlainText(
        rows=3, label="Are children safe from this person now?",
        help_text="For example: they are not at work until Monday.", required=False,
    )  # fmt: skip
    raised_name = PlainText(
        label="If somebody else told you: who?", help_text="They may stay without a name.", required=False
    )
    reach = PlainText(
        label="How can the designated officer reach you?", error_messages={"required": "Say how they can reach you"}
    )

    def __init__(self, *args: Any, agencies: "Iterable[Agency]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agencies = {str(one.public_id): one for one in agencies}
        field: Any = self.fields["agency"]
        listed = [(key, one.name) for key, one in self.agencies.items()]
        field.choices = [("", "Choose"), (ELSEWHERE, "It is not in this list"), *listed]

    def clean(self) -> dict[str, Any]:
        """Ask for the place where it is not in the list."""
        cleaned = super().clean() or {}
        if cleaned.get("agency") == ELSEWHERE and not cleaned.get("works_at") and "works_at" not in self.errors:
            self.add_error("works_at", "Say where they work")
        return cleaned

    def raised(self) -> Raised:
        """Give what is raised; a place that was typed and is in the list counts as chosen from it."""
        words = {name: value for name, value in self.cleaned_data.items() if name != "agency"}
        chosen = self.agencies.get(self.cleaned_data["agency"]) or self._same_as(self.cleaned_data["works_at"])
        return Raised(**words, agency=chosen)

    def _same_as(self, typed: str) -> "Agency | None":
        return next((one for one in self.agencies.values() if typed and plain(one.name) == plain(typed)), None)


class FollowsForm(QuestionForm):
    """What follows an allegation."""

    text = PlainText(rows=5, label="What follows?", error_messages={"required": "Write what follows"})
    ends = forms.BooleanField(label="Nothing more follows: end it", required=False)
