"""Who may do what."""

from righthelp.agencies.models import Practitioner
from righthelp.agencies.policies import holders_of, may
from righthelp.agencies.roles import KEEP_ALL

keepers_of_all = holders_of(KEEP_ALL)


def may_mend_mail(person: Practitioner) -> bool:
    """Say whether somebody sees which mail was not sent, and has it tried again."""
    return may(person, KEEP_ALL)
