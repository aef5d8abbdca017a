"""What the family said: two records, never changed in place; taken back, with next steps; set aside."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from righthelp.agencies.models import Agency, Practitioner
from righthelp.audit.models import Event
from righthelp.consent.actions import (
    AlreadyOver,
    ToService,
    Withdrawn,
    note_next_steps,
    note_said,
    set_aside,
    withdraw,
)
from righthelp.consent.models import Agreement, Consent
from righthelp.consent.tests.talking import BREAKFAST, DAY, NURSE, agreement, consent, to_share, who
from righthelp.people.tests.conftest import Family

pytestmark = pytest.mark.django_db
BACK = Withdrawn(DAY, "phone", "I do not want that any more")


def events() -> list[str]:
    return list(Event.objects.filter(name__startswith="consent.").order_by("pk").values_list("name", flat=True))


def test_one_conversation_writes_agreement_and_consent_on_the_record_of_each_child(
    school: Agency, alice: Practitioner, family: Family
) -> None:
    made = note_said(
        who=who(said_by=family.mother, said_by_name=""), children=[family.maya, family.brother, family.maya],
        agency=school, by=alice, to_service=ToService("part", BREAKFAST, "No visits"), to_share=to_share(),
    )  # fmt: skip
    assert len(made) == 4
    assert len({one.together for one in made}) == 1
    for child in (family.maya, family.brother):
        given, shared = Agreement.objects.get(child=child), Consent.objects.get(child=child)
        assert (given.service, given.answer, given.limits) == (BREAKFAST, "part", "No visits")
        assert (shared.purpose, shared.answer) == (NURSE, "yes")
        for one in (given, shared):
            assert (one.said_by, one.standing, one.how, one.said_on) == (family.mother, "parent", "face", DAY)
            assert (one.agency, one.written_by) == (school, alice)
    assert sorted(events()) == ["consent.agreement_noted"] * 2 + ["consent.consent_noted"] * 2
    for event in Event.objects.filter(name__startswith="consent."):
        assert set(event.about_ids) <= {"agreement", "consent"}
        assert event.fields == []


@pytest.mark.parametrize("missing", ["children", "answer"])
def test_an_answer_is_about_a_child_and_about_something(
    school: Agency, alice: Practitioner, family: Family, missing: str
) -> None:
    children = [] if missing == "children" else [family.maya]
    spoken = None if missing == "answer" else to_share()
    with pytest.raises(ValueError, match="at least one child"):
        note_said(who=who(), children=children, agency=school, by=alice, to_share=spoken)


@pytest.mark.requirement("SF-053")
@pytest.mark.parametrize("lacks", ["was_told", "is_free"])
def test_a_yes_to_sharing_that_is_not_explicit_and_free_cannot_stand(
    school: Agency, alice: Practitioner, family: Family, lacks: str
) -> None:
    said = to_share("yes", **{lacks: False})
    with pytest.raises(IntegrityError, match="consent_explicit_and_free"):
        note_said(who=who(), children=[family.maya], agency=school, by=alice, to_share=said)


@pytest.mark.requirement("SF-028")
@pytest.mark.parametrize(
    ("said", "name"),
    [
        ({"said_by_name": ""}, "agreement_said_by_somebody"),
        ({"standing": "young"}, "agreement_young_person_can_decide"),
        ({"answer": "part"}, "agreement_part_says_which"),
        ({"service": ""}, "agreement_names_the_service"),
    ],
)
def test_who_refused_what_and_how_a_young_person_can_decide_belongs_to_an_answer(
    school: Agency, alice: Practitioner, family: Family, said: dict[str, Any], name: str
) -> None:
    answer = ToService(said.pop("answer", "yes"), said.pop("service", BREAKFAST))
    with pytest.raises(IntegrityError, match=name):
        note_said(who=who(**said), children=[family.maya], agency=school, by=alice, to_service=answer)


def test_a_yes_is_taken_back_once_and_waits_for_a_manager(
    school: Agency, alice: Practitioner, leila: Practitioner, family: Family
) -> None:
    one = consent(alice, school, family.maya)
    withdraw(records=[one], withdrawn=BACK, by=leila)
    one.refresh_from_db()
    assert (one.withdrawn_on, one.withdrawn_how, one.withdrawn_words) == (DAY, "phone", BACK.withdrawn_words)
    assert one.withdrawn_by == leila
    assert one.purpose == NURSE
    assert not one.stands
    assert not one.is_given
    assert one.waits_for_next_steps
    with pytest.raises(AlreadyOver):
        withdraw(records=[one], withdrawn=BACK, by=alice)
    assert events()[-1] == "consent.withdrawn"


def test_a_no_cannot_be_taken_back_and_nothing_of_the_rest_is_changed(
    school: Agency, alice: Practitioner, family: Family
) -> None:
    yes, no = agreement(alice, school, family.maya), consent(alice, school, family.maya, answer="no")
    with pytest.raises(AlreadyOver), transaction.atomic():
        withdraw(records=[yes, no], withdrawn=BACK, by=alice)
    yes.refresh_from_db()
    assert yes.stands
    assert "consent.withdrawn" not in events()
    with pytest.raises(IntegrityError, match="only_a_yes_is_withdrawn"):
        Consent.objects.filter(pk=no.pk).update(
            withdrawn_on=DAY, withdrawn_at=no.written_at, withdrawn_by=alice, withdrawn_how="face", withdrawn_words="x"
        )


@pytest.mark.requirement("BP-203")
def test_a_manager_decides_the_next_steps_once_and_only_after_it_was_taken_back(
    school: Agency, alice: Practitioner, leila: Practitioner, family: Family
) -> None:
    one = agreement(alice, school, family.maya)
    decided = {"steps": "Leila rings her on Monday", "because": "She may have been frightened"}
    with pytest.raises(AlreadyOver):
        note_next_steps(records=[one], by=leila, **decided)
    withdraw(records=[one], withdrawn=BACK, by=alice)
    note_next_steps(records=[one], by=leila, **decided)
    one.refresh_from_db()
    assert (one.next_steps, one.next_because, one.next_by) == (*decided.values(), leila)
    assert not one.waits_for_next_steps
    with pytest.raises(AlreadyOver):
        note_next_steps(records=[one], by=alice, **decided)
    assert events()[-1] == "consent.next_steps_noted"


@pytest.mark.requirement("BP-203")
@pytest.mark.parametrize("lacks", ["steps", "because"])
def test_next_steps_need_a_reason(school: Agency, alice: Practitioner, family: Family, lacks: str) -> None:
    one = agreement(alice, school, family.maya)
    withdraw(records=[one], withdrawn=BACK, by=alice)
    with pytest.raises(IntegrityError, match="agreement_next_steps_whole"):
        note_next_steps(records=[one], by=alice, **{"steps": "Ring", "because": "Why", lacks: ""})


def test_what_is_set_aside_stays_readable_and_does_not_count(
    school: Agency, alice: Practitioner, leila: Practitioner, family: Family
) -> None:
    one = consent(alice, school, family.maya)
    set_aside(records=[one], because="It was another Maya", by=leila)
    one.refresh_from_db()
    assert (one.set_aside_by, one.set_aside_because, one.purpose) == (leila, "It was another Maya", NURSE)
    assert not one.stands
    assert not one.is_refusal
    with pytest.raises(AlreadyOver):
        set_aside(records=[one], because="Again", by=alice)
    with pytest.raises(AlreadyOver):
        withdraw(records=[one], withdrawn=BACK, by=alice)
    assert events()[-1] == "consent.set_aside"
    assert "Agreement of" in str(agreement(alice, school, family.maya))
    assert "Consent of 6 March 2026" in str(one)
