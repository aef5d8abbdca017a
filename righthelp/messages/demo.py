"""An invented notice for the demonstration."""

from django.urls import reverse

from righthelp.agencies.models import Practitioner
from righthelp.messages.actions import notify

TEACHER = "amina.yusuf@example.org"


def load_demo_notices() -> None:
    """Give the teacher a draft to go on with."""
    teacher = Practitioner.objects.get(email=TEACHER)
    title = "You have a draft that is not sent. Finish it, or set it aside"
    notify(to=teacher, key="demo draft not sent", title=title, page=reverse("considerations"))
