"""Going on without asking, or after a refusal: the reason, approval and advice, who was told. Nothing waits."""

from typing import Any

import pytest
from django.db import IntegrityError
from django.utils import timezone

from righthelp.agencies.models import Agency, Practitioner
from righthelp.audit.models import Event
from righthelp.consent.actions import (
    AdviceTaken,
    AfterRefusal,
    AlreadyAnswered,
    AlreadyDecided,
    NotTold,
    Told,
    ToService,
    WhyNot,
    answer_approval,
    ask_approval,
    decide_after_refusal,
    note_advice,
    note_said,
    note_telling,
    note_why_not,
    set_aside,
)
from righthelp.consent.models import Advice, GoingOn
from righthelp.consent.tests.talking import (
    AFTER,
    BREAKFAST,
    DAY,
    WHY,
    agreement,
    consent,
    not_asked,
    to_share,
    went_on,
    who,
)
from righthelp.people.tests.conftest import Family

pytestmark = pytest.mark.django_db
TAKEN = AdviceTaken("Dr Rao, named doctor", DAY, "Go on today")


def events() -> list[str]:
    return list(Event.objects.filter(name__startswith="consent.").order_by("pk").values_list("name", flat=True))


@pytest.mark.requirement("SF-054", "BN-075")
def test_why_nobody_was_asked_is_written_for_each_child_with_ground_and_reason(
    school: Agency, alice: Practitioner, family: Family
) -> None:
    made = note_why_not(why=WHY, children=[family.maya, family.brother], agency=school, by=alice)
    assert [one.child for one in made] == [family.maya, family.brother]
    for one in made:
        assert (one.safe, one.ground, one.because) == ("no", "child_at_risk", "She is afraid of her uncle")
        assert one.stands
        assert not one.is_after_refusal
    assert events() == ["consent.not_asked"] * 2
    with pytest.raises(ValueError, match="at least one child"):
        note_why_not(why=WHY, children=[], agency=school, by=alice)
    assert str(made[0]).startswith("Without agreement")


@pytest.mark.requirement("SF-054")
@pytest.mark.parametrize(
    ("why", "name"),
    [
        (WhyNot("no", "", "Because"), "not_asked_or_after_refusal"),
        (WhyNot("", "child_at_risk", "Because"), "not_asked_or_after_refusal"),
        (WhyNot("no", "child_at_risk", ""), "going_on_has_a_reason"),
    ],
)
def test_a_ground_and_a_reason_belong_to_not_asking(
    school: Agency, alice: Practitioner, family: Family, why: WhyNot, name: str
) -> None:
    with pytest.raises(IntegrityError, match=name):
        note_why_not(why=why, children=[family.maya], agency=school, by=alice)


@pytest.mark.requirement("SF-056")
def test_approval_is_asked_of_a_manager_who_answers_once_with_reasons(
    school: Agency, alice: Practitioner, leila: Practitioner, family: Family
) -> None:
    made = not_asked(alice, school, family.maya, approval=leila)
    asked = Advice.objects.get(going_on=made)
    assert (asked.asked_of, asked.asked_by, asked.is_open) == (leila, alice, True)
    assert made.stands  # nothing waits for the answer
    answer_approval(asked=[asked], answer="not_approved", words="Speak to the aunt first", by=leila)
    asked.refresh_from_db()
    assert (asked.answer, asked.words, asked.answered_by) == ("not_approved", "Speak to the aunt first", leila)
    assert asked.given_on == timezone.localdate()
    with pytest.raises(AlreadyAnswered):
        answer_approval(asked=[asked], answer="approved", words="Yes", by=leila)
    assert events() == ["consent.not_asked", "consent.approval_asked", "consent.approval_answered"]
    assert "Advice on" in str(asked)


@pytest.mark.requirement("SF-056")
def test_an_answer_has_reasons_and_nobody_asks_themselves(
    school: Agency, alice: Practitioner, leila: Practitioner, family: Family
) -> None:
    made = not_asked(alice, school, family.maya)
    with pytest.raises(ValueError, match="nobody approves"):
        ask_approval(goings_on=[made], asked_of=alice, by=alice)
    asked = ask_approval(goings_on=[made], asked_of=leila, by=alice)
    with pytest.raises(IntegrityError, match="advice_asked_of_one_or_taken_whole"):
        answer_approval(asked=asked, answer="approved", words="", by=leila)


@pytest.mark.requirement("SF-058", "SF-059")
def test_whoever_works_alone_writes_down_the_advice_that_they_took(
    school: Agency, alice: Practitioner, family: Family
) -> None:
    made = went_on(alice, school, family.maya, approval=TAKEN)
    taken = Advice.objects.get(going_on=made)
    assert (taken.taken_from, taken.given_on, taken.words) == ("Dr Rao, named doctor", DAY, "Go on today")
    assert not taken.is_open
    note_advice(goings_on=[made], taken=AdviceTaken("NSPCC helpline", DAY, "Ring the police"), by=alice)
    assert made.advice.count() == 2
    assert events()[-2:] == ["consent.advice_noted"] * 2


@pytest.mark.requirement("SF-059")
@pytest.mark.parametrize("lacks", ["taken_from", "given_on", "words"])
def test_advice_is_noted_whole(school: Agency, alice: Practitioner, family: Family, lacks: str) -> None:
    made = not_asked(alice, school, family.maya)
    given: dict[str, Any] = {**vars(TAKEN), lacks: None if lacks == "given_on" else ""}
    with pytest.raises(IntegrityError, match="advice_asked_of_one_or_taken_whole"):
        note_advice(goings_on=[made], taken=AdviceTaken(**given), by=alice)


def test_approval_that_could_not_be_asked_waits_until_it_is(
    school: Agency, alice: Practitioner, leila: Practitioner, family: Family
) -> None:
    made = not_asked(alice, school, family.maya)
    assert made.approval_waits
    ask_approval(goings_on=[made], asked_of=leila, by=alice)
    made.refresh_from_db()
    assert not made.approval_waits


@pytest.mark.requirement("SF-060", "SF-030")
def test_what_one_conversation_refused_is_decided_together_with_wishes_harm_and_reason(
    school: Agency, alice: Practitioner, family: Family
) -> None:
    said = note_said(
        who=who(), children=[family.maya, family.brother], agency=school, by=alice,
        to_service=ToService("no", BREAKFAST), to_share=to_share("no"),
    )  # fmt: skip
    made = decide_after_refusal(refusals=said, after=AFTER, by=alice)
    assert [one.child for one in made] == [family.maya, family.brother]
    for one in made:
        assert one.agreement in said
        assert one.consent in said
        assert (one.harm, one.wishes, one.because, one.goes_on) == (
            "yes", "She wants no nurse at home", "He has lost more weight", True,
        )  # fmt: skip
        assert one.is_after_refusal
        assert one.approval_waits
    with pytest.raises(AlreadyDecided):
        decide_after_refusal(refusals=said[:1], after=AFTER, by=alice)
    assert events()[-2:] == ["consent.decided_after_refusal"] * 2


@pytest.mark.requirement("SF-060", "SF-030")
@pytest.mark.parametrize("lacks", ["harm", "wishes", "because"])
def test_going_on_after_a_refusal_needs_wishes_harm_and_reason(
    school: Agency, alice: Practitioner, family: Family, lacks: str
) -> None:
    refused = consent(alice, school, family.maya, answer="no")
    after = AfterRefusal(**{**vars(AFTER), lacks: ""})
    with pytest.raises(IntegrityError):
        decide_after_refusal(refusals=[refused], after=after, by=alice)


def test_accepting_a_refusal_asks_for_no_approval_and_does_not_go_on(
    school: Agency, alice: Practitioner, family: Family
) -> None:
    refused = agreement(alice, school, family.maya, answer="part")
    after = AfterRefusal("no", "No visits", False, "Breakfast club is enough")
    made = decide_after_refusal(refusals=[refused], after=after, by=alice)[0]
    assert not made.stands
    assert not made.approval_waits
    assert (made.agreement, made.consent) == (refused, None)


def test_only_a_refusal_that_stands_is_decided_and_anew_once_the_decision_is_set_aside(
    school: Agency, alice: Practitioner, family: Family
) -> None:
    with pytest.raises(AlreadyDecided):
        decide_after_refusal(refusals=[consent(alice, school, family.maya)], after=AFTER, by=alice)
    made = went_on(alice, school, family.maya)
    set_aside(records=[made], because="Wrong child", by=alice)
    assert made.consent is not None
    assert decide_after_refusal(refusals=[made.consent], after=AFTER, by=alice)[0].stands


@pytest.mark.requirement("SF-061", "SF-062")
def test_when_and_how_they_were_told_is_written_down_or_why_not(
    school: Agency, alice: Practitioner, family: Family
) -> None:
    made = went_on(alice, school, family.maya)
    note_telling(goings_on=[made], whom="parent", told=NotTold("Not safe before Friday"), by=alice)
    note_telling(goings_on=[made], whom="parent", told=Told(DAY, "phone"), by=alice)
    note_telling(goings_on=[made], whom="social_care", told=Told(DAY, "written"), by=alice)
    assert [(one.whom, one.was_told, one.told_on, one.how, one.because) for one in made.tellings.all()] == [
        ("parent", False, None, "", "Not safe before Friday"),
        ("parent", True, DAY, "phone", ""),
        ("social_care", True, DAY, "written", ""),
    ]
    assert events()[-3:] == [
        "consent.telling_parent_noted", "consent.telling_parent_noted", "consent.telling_social_care_noted",
    ]  # fmt: skip
    assert [str(one) for one in made.tellings.all()][:2] == ["Whoever said no: not told", "Whoever said no: told"]


@pytest.mark.requirement("SF-062")
@pytest.mark.parametrize("told", [NotTold(""), Told(DAY, ""), Told(None, "face")])  # type: ignore[arg-type]
def test_half_of_it_is_refused(school: Agency, alice: Practitioner, family: Family, told: Told | NotTold) -> None:
    with pytest.raises(IntegrityError, match="told_when_and_how_or_why_not"):
        note_telling(goings_on=[not_asked(alice, school, family.maya)], whom="parent", told=told, by=alice)


def test_no_event_holds_a_word_of_it(school: Agency, alice: Practitioner, leila: Practitioner, family: Family) -> None:
    went_on(alice, school, family.maya, approval=leila)
    for event in Event.objects.filter(name__startswith="consent."):
        assert event.fields == []
        assert all(isinstance(value, int) for value in event.about_ids.values())
    assert GoingOn.objects.count() == 1
