"""Whether a yes to sharing is about sharing with somebody: told by the words for whom it was given."""

import datetime as dt

import pytest

from righthelp.agencies.models import Agency, Practitioner
from righthelp.consent.actions import Withdrawn, note_said, set_aside, withdraw
from righthelp.consent.covering import consent_covering
from righthelp.consent.models import Consent
from righthelp.consent.tests.talking import DAY, to_share, who
from righthelp.people.models import Person
from righthelp.people.tests.conftest import Family

pytestmark = pytest.mark.django_db
NAMES = ("social care", "MASH")


def said(by: Practitioner, agency: Agency, child: Person, shared_with: str, answer: str = "yes") -> Consent:
    share = to_share(answer, shared_with=shared_with)
    made = note_said(who=who(), to_share=share, children=[child], agency=agency, by=by)
    return next(one for one in made if isinstance(one, Consent))


@pytest.mark.parametrize(
    ("shared_with", "answer", "covers"),
    [
        ("Children’s Social Care", "yes", True),
        ("the mash, and her nurse", "yes", True),
        ("Her nurse", "yes", False),
        ("Whoever smashed the window", "yes", False),
        ("Her nurse, not social care", "yes", False),
        ("Anybody except MASH", "yes", False),
        ("Social care", "part", False),
        ("Social care", "no", False),
    ],
)
def test_only_a_whole_yes_that_names_them_and_leaves_nobody_out_counts(
    school: Agency, alice: Practitioner, family: Family, shared_with: str, answer: str, covers: bool
) -> None:
    one = said(alice, school, family.maya, shared_with, answer)
    assert consent_covering(family.maya, school, NAMES, on=DAY) == (one if covers else None)


def test_the_latest_that_stands_of_this_agency_and_child_counts(
    school: Agency, social_care: Agency, alice: Practitioner, sam: Practitioner, family: Family
) -> None:
    first, second, third = (said(alice, school, family.maya, "MASH") for _ in range(3))
    assert consent_covering(family.maya, school, NAMES, on=DAY) == third
    withdraw(records=[third], withdrawn=Withdrawn(DAY, "face", "No more"), by=alice)
    set_aside(records=[second], because="Wrong", by=alice)
    assert consent_covering(family.maya, school, NAMES, on=DAY) == first
    assert consent_covering(family.brother, school, NAMES, on=DAY) is None
    assert consent_covering(family.maya, social_care, NAMES, on=DAY) is None


def test_what_was_said_or_taken_back_after_the_day_changes_nothing_of_it(
    school: Agency, alice: Practitioner, family: Family
) -> None:
    one, day = said(alice, school, family.maya, "MASH"), dt.timedelta(days=1)
    withdraw(records=[one], withdrawn=Withdrawn(DAY + day, "face", "No more"), by=alice)
    assert consent_covering(family.maya, school, NAMES, on=DAY - day) is None
    assert consent_covering(family.maya, school, NAMES, on=DAY) == one
    assert consent_covering(family.maya, school, NAMES, on=DAY + day) is None
