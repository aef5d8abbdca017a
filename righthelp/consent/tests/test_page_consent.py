"""The page of what stands, what waits and what was shared, in few queries."""

from typing import Any

import pytest
from django.test import Client

from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests.browsing import client_of, go_on, html, shown
from righthelp.audit.models import Look
from righthelp.consent.actions import (
    NotTold,
    Told,
    Withdrawn,
    answer_approval,
    note_next_steps,
    note_not_shared,
    note_telling,
    set_aside,
    share,
    withdraw,
)
from righthelp.consent.models import Advice
from righthelp.consent.tests.talking import DAY, NURSE, agreement, at, consent, not_asked, went_on, what
from righthelp.people.actions import restrict, state_identity
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family

pytestmark = pytest.mark.django_db
BACK = Withdrawn(DAY, "phone", "I do not want that any more")
SCRIPT = "<script>alert(1)</script>"
MOST = 15


@pytest.fixture
def hers(alice: Practitioner) -> Client:
    """Give the browser of whoever added Maya."""
    return client_of(alice)


@pytest.fixture
def page(family: Family) -> str:
    return at("", family.maya)


def part(text: str, title: str, until: str) -> str:
    """Give what stands between two headings."""
    return text.split(title)[-1].split(until)[0]


def test_nothing_on_file_is_said_so_and_does_not_read_as_nothing_happened(hers: Client, page: str) -> None:
    text = shown(hers, page)
    assert "Nothing is written down here. Whoever works with the child may know more." in text
    assert "Somebody may have shared more by telephone: ask" in text
    assert "Still to do" not in text


@pytest.mark.requirement("SF-050", "BP-257")
def test_the_page_says_that_sharing_without_consent_is_lawful_to_keep_a_child_safe(hers: Client, page: str) -> None:
    assert "To keep a child safe you may share without consent. Then write down why." in shown(hers, page)


def test_what_they_said_shows_with_who_when_and_how(
    school: Agency, alice: Practitioner, family: Family, hers: Client, page: str
) -> None:
    agreement(alice, school, family.maya, answer="part", said_by=family.mother, said_by_name="")
    consent(alice, school, family.maya, standing="young", competence="She explained it back", how="phone")
    text = shown(hers, page)
    for told in (
        "Yes to a part of the help Which help Breakfast club Refused No home visits",
        "Ana Lindqvist (has parental responsibility)", "6 March 2026, face to face",
        f"Yes to sharing What for {NURSE} What How mornings go With whom The school nurse",
        "They know why, what, how and with whom, and said yes freely", "Why they can decide She explained it back",
        "6 March 2026, by telephone or video", f"Written by {alice.name}, {school.name}, on",
    ):  # fmt: skip
        assert told in text, told


def test_whoever_said_it_is_not_named_to_a_reader_who_may_not_see_them(
    school: Agency,
    alice: Practitioner,
    leila: Practitioner,
    mira: Practitioner,
    family: Family,
    hers: Client,
    page: str,
) -> None:
    consent(alice, school, family.maya, said_by=family.mother, said_by_name="")
    restrict(person=family.mother, kind="high_risk", because="x", readers=[leila], by=mira)
    text = shown(hers, page)
    assert "Somebody of the family whom you may not see" in text
    assert "Ana" not in text
    assert "Ana" not in shown(hers, at("_share", family.maya))
    assert "Ana Lindqvist" in shown(client_of(leila), page)


def test_no_address_of_anybody_stands_on_any_page(
    school: Agency, alice: Practitioner, family: Family, hers: Client, page: str
) -> None:
    folk.lives_at(family.maya, "12 Heronry", "WZ9 7ZH", is_protected=True)
    folk.lives_at(family.mother, "12 Heronry", "WZ9 7ZH", is_protected=True)
    consent(alice, school, family.maya, said_by=family.mother, said_by_name="")
    for name in ("", "_ask", "_share", "_not_share"):
        assert "Heronry" not in shown(hers, at(name, family.maya))


@pytest.mark.requirement("BP-203")
def test_a_yes_that_was_taken_back_waits_visibly_until_a_manager_decides(
    school: Agency, alice: Practitioner, leila: Practitioner, family: Family, hers: Client, page: str
) -> None:
    one = consent(alice, school, family.maya)
    withdraw(records=[one], withdrawn=BACK, by=alice)
    text = shown(hers, page)
    assert "A yes was taken back on 6 March 2026. A manager must decide the next steps." in text
    assert "Taken back on 6 March 2026, by telephone or video: I do not want that any more" in text
    assert "Decide the next steps" not in text.replace("decide the next steps.", "")
    assert "Decide the next steps" in shown(client_of(leila), page)
    note_next_steps(records=[one], steps="Leila rings her", because="She was frightened", by=leila)
    after = shown(hers, page)
    assert "A manager must decide" not in after
    assert "Next steps Leila rings her" in after
    assert f"She was frightened ({leila.name}" in after


@pytest.mark.requirement("SF-056")
def test_an_approval_that_was_asked_shows_and_holds_nothing_up(
    school: Agency, alice: Practitioner, leila: Practitioner, family: Family, hers: Client, page: str
) -> None:
    not_asked(alice, school, family.maya, approval=leila)
    text = shown(hers, page)
    assert f"{leila.name} was asked to approve on" in text
    assert "Do not wait for the answer if waiting adds risk." in text
    assert "No answer yet. Nothing waits for it." in text
    assert "Answer" not in part(text, "Still to do", "What the family said")
    assert "Answer" in part(shown(client_of(leila), page), "Still to do", "What the family said")
    answer_approval(asked=list(Advice.objects.all()), answer="approved", words="I agree with you", by=leila)
    after = shown(hers, page)
    assert f"{leila.name} agreed on" in after
    assert "I agree with you" in after
    assert "Still to do" not in after


def test_an_approval_not_asked_yet_waits_and_a_manager_who_does_not_agree_is_quoted(
    school: Agency, alice: Practitioner, leila: Practitioner, family: Family, hers: Client, page: str
) -> None:
    not_asked(alice, school, family.maya)
    assert "Approval is not asked yet. Go on: do not wait for it." in shown(hers, page)
    not_asked(alice, school, family.maya, approval=leila)
    answer_approval(asked=list(Advice.objects.all()), answer="not_approved", words="Ask the aunt", by=leila)
    assert f"{leila.name} did not agree on" in shown(hers, page)


@pytest.mark.requirement("SF-061", "SF-062")
def test_who_was_not_told_of_going_on_waits_until_they_were_or_there_is_a_reason(
    school: Agency, alice: Practitioner, family: Family, hers: Client, page: str
) -> None:
    made = went_on(alice, school, family.maya)
    text = shown(hers, page)
    assert "Whoever said no has not been told that it went on." in text
    assert "Social care has not been told that the family said no." in text
    note_telling(goings_on=[made], whom="parent", told=Told(DAY, "phone"), by=alice)
    note_telling(goings_on=[made], whom="social_care", told=NotTold("Early help, not social care"), by=alice)
    after = shown(hers, page)
    assert "has not been told" not in after
    assert "Told on 6 March 2026, by telephone or video" in after
    assert "Early help, not social care" in after


def test_where_they_were_not_asked_nobody_is_pressed_to_tell_them(
    school: Agency, alice: Practitioner, family: Family, hers: Client, page: str
) -> None:
    not_asked(alice, school, family.maya)
    assert "has not been told" not in shown(hers, page)


@pytest.mark.requirement("SF-060")
def test_a_no_waits_until_it_is_written_down_what_follows(
    school: Agency, alice: Practitioner, family: Family, hers: Client, page: str
) -> None:
    agreement(alice, school, family.maya, answer="no")
    assert "No to help, 6 March 2026: write down what follows." in shown(hers, page)
    made = went_on(alice, school, family.maya)
    text = shown(hers, page)
    assert "No to sharing, 6 March 2026: write down" not in text
    for told in ("They said no, and we go on", "She wants no nurse at home", "He has lost more weight"):
        assert told in text
    set_aside(records=[made], because="Wrong", by=alice)
    assert "No to sharing, 6 March 2026: write down" in shown(hers, page)


@pytest.mark.requirement("SF-055", "BP-113")
def test_the_ledger_keeps_fact_opinion_and_hearsay_apart_and_says_on_what_it_rests(
    school: Agency, social_care: Agency, alice: Practitioner, family: Family, hers: Client, page: str
) -> None:
    reason = not_asked(alice, school, family.maya)
    given = consent(alice, school, family.maya)
    told = what(to_agency=social_care, to_name="", opinions="I think he is afraid", reported="His aunt heard it")
    base = {"children": [family.maya], "agency": school, "by": alice, "basis": "public_task"}
    share(what=told, going_on=reason, condition="safeguarding", **base)  # type: ignore[arg-type]
    share(what=what(), consent=given, **base)  # type: ignore[arg-type]
    share(what=what(), because="He could be hurt tonight", **base)  # type: ignore[arg-type]
    note_not_shared(what=what(), because="It does not help", children=[family.maya], agency=school, by=alice)
    text = part(shown(hers, page), "What was shared Write down", "Accessibility")
    for each in (
        "Facts Late six times Opinion I think he is afraid What somebody else said His aunt heard it",
        "It is part of our official task (UK GDPR, article 6(1)(e))",
        "Data Protection Act 2018, Schedule 1, paragraph 18",
        "Why without consent Not asked: asking could put a child at risk. She is afraid of her uncle",
        "Consent Yes: Ana, mother, 6 March 2026", "Why without consent He could be hurt tonight",
        "Thought about, and not shared", "Why not It does not help", "Dr Marsh", social_care.name,
    ):  # fmt: skip
        assert each in text, each
    withdraw(records=[given], withdrawn=BACK, by=alice)
    assert "(it does not stand any more)" in shown(hers, page)


def test_what_is_set_aside_stands_below_with_who_and_why(
    school: Agency, alice: Practitioner, leila: Practitioner, family: Family, hers: Client, page: str
) -> None:
    given, reason = consent(alice, school, family.maya), not_asked(alice, school, family.maya)
    shared = share(what=what(), basis="public_task", because="x", children=[family.maya], agency=school, by=alice)
    set_aside(records=[given, reason, *shared], because="It was another Maya", by=leila)
    text = shown(hers, page)
    assert "Still to do" not in text
    below = part(text, "Before: taken back, or set aside", "Accessibility")
    assert below.count(f"Set aside by {leila.name}") == 3
    assert NURSE in below


def test_what_people_type_stays_text(
    school: Agency, alice: Practitioner, family: Family, hers: Client, page: str
) -> None:
    share(
        what=what(facts=SCRIPT, to_name=SCRIPT), basis="public_task", because=SCRIPT, children=[family.maya],
        agency=school, by=alice,
    )  # fmt: skip
    consent(alice, school, family.maya, said_by_name=SCRIPT)
    assert SCRIPT not in html(hers, page)
    assert SCRIPT in shown(hers, page).replace("&lt;", "<") or "alert(1)" in html(hers, page)


def test_a_child_with_much_on_file_opens_in_few_queries(
    school: Agency, alice: Practitioner, leila: Practitioner, mira: Practitioner, family: Family,
    django_assert_max_num_queries: Any,
) -> None:  # fmt: skip
    twin = folk.person("Maya Lindquist", agency=school, by=alice)
    state_identity(one=family.maya, other=twin, is_same=True, because="Seen together", by=mira)
    for child in (family.maya, twin):
        for answer in ("yes", "part", "no"):
            agreement(alice, school, child, answer=answer, said_by=family.mother, said_by_name="")
            consent(alice, school, child, answer=answer)
        for _ in range(3):
            made = not_asked(alice, school, child, approval=leila)
            share(what=what(), basis="public_task", children=[child], agency=school, by=alice, going_on=made)
            note_telling(goings_on=[went_on(alice, school, child)], whom="parent", told=Told(DAY, "face"), by=alice)
    taken_back = consent(alice, school, family.maya)
    withdraw(records=[taken_back], withdrawn=BACK, by=alice)
    for person in (alice, leila):
        client = client_of(person)
        client.get(at("", family.maya))
        with django_assert_max_num_queries(MOST):
            assert client.get(at("", family.maya)).status_code == 200
    assert Look.objects.filter(page="consent").exists()


@pytest.mark.parametrize("name", ["_ask", "_share", "_not_share"])
def test_a_form_opens_in_few_queries(
    school: Agency, alice: Practitioner, leila: Practitioner, family: Family, name: str,
    django_assert_max_num_queries: Any,
) -> None:  # fmt: skip
    consent(alice, school, family.maya)
    not_asked(alice, school, family.maya, approval=leila)
    client = client_of(alice)
    client.get(at(name, family.maya))
    with django_assert_max_num_queries(MOST):
        page: Any = client.get(at(name, family.maya))
    if name == "_ask":
        with django_assert_max_num_queries(MOST):
            go_on(client, at(name, family.maya), page, safe="no")
