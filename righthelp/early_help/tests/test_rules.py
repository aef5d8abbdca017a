"""What an assessment does not say yet is said, and nothing that it does say."""

from dataclasses import replace

import pytest

from righthelp.early_help.rules import About, Shared, lacks

MAYA = About("Maya", "child", (), has_going_well=True, has_voice=True, was_seen=True, has_life=True)
ANA = About("Ana", "adult", (), has_going_well=True)
ALL = Shared(has_needs=True, fathers=True, each_other=True, prevents=True, took_part=True, unanswered_marks=0)


def test_where_all_is_written_nothing_lacks() -> None:
    assert lacks((MAYA, ANA), ALL) == []


@pytest.mark.parametrize(
    ("field", "value", "line"),
    [
        ("has_voice", False, "Maya: nothing that the child says or shows"),
        ("was_seen", False, "Maya: nobody noted whether the child was spoken with alone, or watched at play"),
        ("has_life", False, "Maya: nothing on what life is like now"),
        ("has_going_well", False, "Maya: nothing that is going well"),
        ("not_talked_about", ("Health", "Play"), "Maya: not talked about yet: Health; Play"),
    ],
)
def test_what_lacks_about_a_child_is_said(field: str, value: object, line: str) -> None:
    assert lacks((replace(MAYA, **{field: value}), ANA), ALL) == [line]  # type: ignore[arg-type]


@pytest.mark.requirement("BP-043", "BP-205", "BN-041")
@pytest.mark.parametrize("one", [MAYA, ANA])
def test_what_needs_to_happen_for_somebody_without_a_need_of_theirs_on_the_plan_is_pointed_out(one: About) -> None:
    found = replace(one, has_to_happen=True)
    line = f"{one.name}: what needs to happen is written down, and no need of theirs is on the plan"
    assert [said for said in lacks((found, ANA), ALL) if said.startswith(one.name)] == [line]
    assert lacks((replace(found, has_need=True), ANA), ALL) == []


@pytest.mark.parametrize(
    ("field", "value", "line"),
    [
        ("has_needs", False, "No need is noted for the plan"),
        ("fathers", False, "Nothing about fathers and male carers"),
        ("each_other", False, "Nothing on how what one person needs affects the others"),
        ("prevents", False, "Nothing on what help would stop things from getting worse"),
        ("took_part", False, "Nothing on who took part"),
        ("unanswered_marks", 1, "How it was made: not all four questions are answered"),
    ],
)
def test_what_lacks_about_the_family_is_said(field: str, value: object, line: str) -> None:
    assert lacks((MAYA, ANA), replace(ALL, **{field: value})) == [line]  # type: ignore[arg-type]


def test_a_plan_without_an_adult_of_the_family_is_pointed_out() -> None:
    assert lacks((MAYA,), ALL) == ["No adult of the family takes part in the plan yet"]
