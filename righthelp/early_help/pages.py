"""Where the pages of early help are, for notices and for the way back."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse

if TYPE_CHECKING:
    from righthelp.early_help.models import EarlyHelp


def help_page(help: "EarlyHelp") -> str:
    """Give the address at which early help is read."""
    return page_of_help(help.public_id)


def page_of_help(public_id: UUID) -> str:
    """Give the address of early help of that id."""
    return reverse("early_help", args=[public_id])
