"""The tables of grounds and bases: in plain words, each with its source, the new duty only from its day."""

import datetime as dt
import re
from pathlib import Path

import pytest

from righthelp.consent.rules import DUTY, bases, bases_on, conditions, grounds

REQUIREMENTS = Path("docs/requirements.csv").read_text()
DAY = dt.date(2027, 9, 1)


@pytest.mark.requirement("SF-054", "BN-075", "BP-112")
def test_the_grounds_are_those_of_the_guidance_and_each_names_where_it_stands() -> None:
    assert list(grounds()) == ["child_at_risk", "cannot_give", "not_reasonable", "public_interest"]
    for one in grounds().values():
        assert one.sources
        assert all(re.search(rf"^{source},", REQUIREMENTS, re.MULTILINE) for source in one.sources)
        assert one.hint.startswith("For example")
    named = {source for one in grounds().values() for source in one.sources}
    assert {"SF-054", "BN-075", "BP-112"} <= named


@pytest.mark.requirement("BP-257")
def test_every_basis_has_plain_words_its_source_and_whether_somebody_read_the_law() -> None:
    for one in bases().values():
        assert one.words.endswith(".")
        assert re.search("article|paragraph|section", one.source)
    assert {one.key for one in bases().values() if one.is_certain} == {DUTY}
    assert {one.key for one in conditions()} == {"safeguarding", "explicit_consent", "vital"}
    assert "Schedule 1, paragraph 18" in bases()["safeguarding"].source


@pytest.mark.parametrize(
    ("starts", "is_offered"),
    [(None, False), (DAY, True), (DAY + dt.timedelta(days=1), False)],
)
def test_the_duty_to_share_counts_only_from_the_day_that_the_partnership_sets(
    starts: dt.date | None, is_offered: bool
) -> None:
    offered = [one.key for one in bases_on(DAY, {"INFORMATION_SHARING_DUTY_FROM": starts})]
    assert (DUTY in offered) is is_offered
    assert "public_task" in offered
    assert "safeguarding" not in offered
