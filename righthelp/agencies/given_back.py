"""What somebody wrote is given back to them, question by question, where it could not be saved."""

from collections.abc import Collection, Iterator, Mapping

from django import forms
from django.http import QueryDict

from righthelp.agencies.kept_forms import NOT_KEPT
from righthelp.design_system.forms import DayWidget, one_day
from righthelp.design_system.versions import NOT_ANSWERS, shown_value

YOU_WROTE = "You wrote"


def given_back(
    sent: QueryDict, questions: Mapping[str, forms.Field], *, but: Collection[str] = ()
) -> list[tuple[str, str]]:
    """Give what was sent, each answer with its question; `but` are the fields that hold nothing that was written."""
    return [
        (str(questions[name].label), _as_read(questions[name], value)) if name in questions else (YOU_WROTE, value)
        for name, value in _sent(sent)
        if name not in NOT_KEPT | NOT_ANSWERS | set(but) and value.strip()
    ]


def _as_read(field: forms.Field, value: str) -> str:
    return shown_value(field, value) if isinstance(field, forms.ChoiceField) else value


def _sent(sent: QueryDict) -> Iterator[tuple[str, str]]:
    """Give each answer that was sent; a date from its three boxes as one."""
    for name, values in sent.lists():
        asked, _, part = name.rpartition("_")
        boxes = [f"{asked}_{one}" for one in DayWidget.parts]
        if name not in boxes or not all(box in sent for box in boxes):
            yield from ((name, value) for value in values)
        elif part == DayWidget.parts[0]:
            yield asked, one_day([str(sent[box]) for box in boxes])
