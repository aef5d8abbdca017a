"""Forms about agencies, people and their roles."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from righthelp.agencies.forms.sign_in import NEW_PASSWORD
from righthelp.agencies.models import Agency, Practitioner, Team
from righthelp.agencies.roles import Role
from righthelp.design_system.forms import GovForm, PlainText


class RoleForm(GovForm):
    """One role in one team; only roles that the person filling it in may give."""

    team = forms.ModelChoiceField(Team.objects.none(), label="Team", empty_label=None)
    role = forms.ChoiceField(label="Role", widget=forms.RadioSelect, error_messages={"required": "Choose a role"})

    def __init__(self, *args: Any, agency: Agency, roles: Sequence[type[Role]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        team, role = self.fields["team"], self.fields["role"]
        team.queryset = agency.teams.all()  # type: ignore[attr-defined]
        team.label_from_instance = lambda item: item.name  # type: ignore[attr-defined]
        role.choices = [(item.key, item.title) for item in roles]  # type: ignore[attr-defined]
        role.choice_hints = {item.key: item.description for item in roles}  # type: ignore[attr-defined]


class InviteForm(RoleForm):
    """Whom to invite, and as what."""

    name = PlainText(label="Name")
    email = forms.EmailField(
        label="Work email address",
        help_text="The invitation goes to this address. They sign in with it.",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"invalid": "Enter an email address like name@example.org"},
    )
    job_title = PlainText(
        label="Job title", required=False, help_text="Such as ‘Year 4 teacher’. You can leave it out."
    )
    field_order = ("name", "email", "job_title", "team", "role")


class PasswordForm(GovForm):
    """A first password, checked against the person who will have it."""

    password = forms.CharField(label="Password", widget=forms.PasswordInput, strip=False, help_text=NEW_PASSWORD)

    def __init__(self, *args: Any, person: Practitioner, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_password(self) -> str:
        """Refuse passwords that are short, common or the person's own address."""
        password: str = self.cleaned_data["password"]
        validate_password(password, self.person)
        return password


class ReceiverForm(GovForm):
    """Which colleague takes over what a leaver leaves open."""

    receiver = forms.ModelChoiceField(
        Practitioner.objects.none(),
        label="Who takes it over?",
        widget=forms.RadioSelect,
        empty_label=None,
        to_field_name="public_id",
        error_messages={"required": "Choose who takes over the open work"},
    )

    def __init__(self, *args: Any, colleagues: Sequence[Practitioner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keys = [colleague.pk for colleague in colleagues]
        self.fields["receiver"].queryset = Practitioner.objects.filter(pk__in=keys)  # type: ignore[attr-defined]


class NoQuestions(GovForm):
    """Only a button; holds what could not be done."""


class AgencyForm(GovForm):
    """A new agency with its first team."""

    name = PlainText(label="Name of the agency")
    kind = forms.ChoiceField(
        label="Kind of agency",
        widget=forms.RadioSelect,
        choices=Agency.Kind.choices,
        error_messages={"required": "Choose the kind of agency"},
    )
    team = PlainText(
        label="Name of its first team", help_text="A small agency has one team, such as ‘Safeguarding’ or ‘All staff’."
    )


class TeamForm(GovForm):
    """A new team."""

    name = PlainText(label="Name of the team")


def refuse(form: GovForm, reason: Exception) -> None:
    """Show why an action refused, at the head of the page."""
    form.is_valid()
    form.add_error(None, ValidationError(str(reason)))
