"""Questions whose answers a page knows only when it is opened: one of some people, or several of them."""

from collections.abc import Iterable
from typing import Any

from django import forms

Choices = Iterable[tuple[str, str]]
GONE = "Choose from the answers on this page"


class OneOf(forms.ChoiceField):
    """One of what is offered; `unset` is said where nothing was chosen."""

    def __init__(self, label: str, offered: Choices, *, unset: str = "", **options: Any) -> None:
        options.setdefault("widget", forms.RadioSelect)
        said = {"required": unset, "invalid_choice": unset or GONE}
        super().__init__(label=label, choices=list(offered), error_messages=said, required=bool(unset), **options)


class SomeOf(forms.MultipleChoiceField):
    """Any number of what is offered, or none."""

    def __init__(self, label: str, offered: Choices, **options: Any) -> None:
        said = {"invalid_choice": GONE, "invalid_list": GONE}
        options.update(widget=forms.CheckboxSelectMultiple, error_messages=said, required=False)
        super().__init__(label=label, choices=list(offered), **options)
