"""For which agency somebody writes: asked by every form of those who belong to several."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms

from righthelp.design_system.forms import GovForm

if TYPE_CHECKING:
    from righthelp.agencies.models import Agency


class ForAgencyForm(GovForm):
    """A form that asks for which agency somebody writes, where there are several."""

    agency = forms.ChoiceField(label="For which agency do you write this?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, agencies: "Sequence[Agency]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agencies = {str(agency.public_id): agency for agency in agencies}
        field = self.fields["agency"]
        if len(agencies) == 1 or not isinstance(field, forms.ChoiceField):
            del self.fields["agency"]
        else:
            field.choices = [(key, agency.name) for key, agency in self.agencies.items()]
            field.error_messages["required"] = "Choose for which agency you write this"

    def for_agency(self) -> "Agency":
        """Give the agency chosen, or the only one."""
        return self.agencies[self.cleaned_data.get("agency") or next(iter(self.agencies))]
