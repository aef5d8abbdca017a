"""The demonstration: the invented partnership Westmarsh, its people, guidance, considerations and one family."""

import sys

from django.db import transaction

from righthelp.agencies.demo import load_demo_people
from righthelp.agencies.models import Practitioner
from righthelp.chronology.demo import load_demo_chronology
from righthelp.consent.demo import load_demo_consent
from righthelp.considerations.demo import load_demo_considerations
from righthelp.early_help.demo import load_demo_early_help
from righthelp.front_door.demo import load_demo_front_door
from righthelp.guidance.actions import adopt
from righthelp.guidance.models import Framework
from righthelp.messages.demo import load_demo_notices
from righthelp.people.demo import load_demo_family
from righthelp.work.demo import load_demo_work

GUIDANCE = "bathnes"


@transaction.atomic
def load_demo() -> None:
    """Load it once; what people changed in the demonstration since then stays."""
    if Practitioner.objects.exists():
        return
    print("righthelp: loading the invented partnership Westmarsh", file=sys.stderr, flush=True)
    load_demo_people()
    adopt(framework=Framework.objects.get(slug=GUIDANCE), by=_editor())
    load_demo_family()
    load_demo_work()
    load_demo_considerations()
    load_demo_chronology()
    load_demo_consent()
    load_demo_front_door()
    load_demo_early_help()
    load_demo_notices()


def _editor() -> Practitioner:
    return Practitioner.objects.filter(memberships__role="guidance_editor").order_by("pk")[0]
