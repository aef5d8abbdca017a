"""The pages of a disagreement as people use them: raised, answered, taken up, ended, listed, printed."""

import datetime as dt
import io
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.urls import reverse
from pypdf import PdfReader

from righthelp.agencies.demo import load_demo_people
from righthelp.agencies.models import Practitioner
from righthelp.agencies.tests import people
from righthelp.audit.models import Event
from righthelp.guidance.actions import adopt
from righthelp.people.demo import load_demo_family
from righthelp.people.tests.conftest import Family
from righthelp.work.actions.disagreements import Speaker, go_up
from righthelp.work.demo import load_demo_work
from righthelp.work.disagreements.models import Disagreement
from righthelp.work.tests.disagreeing import (
    DECIDED_ON,
    ENDED,
    WHAT,
    account,
    both_said,
    lead_of,
    raised_by,
    settled,
    taken_up,
    whole,
)
from righthelp.work.tests.working import (
    client_of,
    hidden,
    on,
    send_form,
    send_twice,
    shown,
    team_of,
    words,
    works_with,
)

pytestmark = pytest.mark.django_db
GOES_ON = "The child’s plan goes on meanwhile."
MARK = "Right Help’s default: your partnership’s guidance prints no steps"
MOST = 15


@pytest.fixture(autouse=True)
def _on_a_friday() -> Iterator[None]:
    with time_machine.travel(dt.datetime(2026, 3, 6, 12, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def raised(alice: Practitioner, charlie: Practitioner, family: Family) -> Disagreement:
    return raised_by(alice, family.maya, with_whom=charlie)


def at(it: Disagreement, name: str = "") -> str:
    return reverse(f"disagreement_{name}" if name else "disagreement", args=[it.public_id])


def raising(family: Family, risk: str = "no") -> str:
    return f"{reverse('record_disagreement_raise', args=[family.maya.public_id])}?risk={risk}"


@pytest.mark.requirement("SF-074", "BN-073")
def test_the_childs_page_of_disagreements_shows_the_way_and_what_the_guidance_says(
    alice: Practitioner, family: Family, guidance: Any
) -> None:
    path = reverse("record_disagreements", args=[family.maya.public_id])
    editor = people.guidance_editor(team_of(alice).agency)
    client = client_of(alice)
    with time_machine.travel(dt.datetime(2026, 3, 6, 11, tzinfo=dt.UTC), tick=False):
        adopt(framework=guidance["staffordshire"].framework, by=editor)
    text = shown(client, path)
    assert "Every agency is responsible for supporting its staff" in text
    assert MARK in text
    adopt(framework=guidance["bathnes"].framework, by=editor)
    page = client.get(path)
    assert "bcssp_escalation_policy.pdf" in page.text
    assert MARK not in page.text
    assert "Raise a disagreement" in page.text
    assert path in client.get(reverse("record", args=[family.maya.public_id])).text


def test_the_default_steps_are_marked_on_every_page(raised: Disagreement, alice: Practitioner, family: Family) -> None:
    client = client_of(alice)
    paths = [at(raised), *(at(raised, name) for name in ("said", "go_up", "settle", "withdraw", "at_risk"))]
    paths += [reverse("disagreements"), raising(family), raising(family).split("?")[0]]
    for path in paths:
        text = shown(client, path)
        assert MARK in text, path
        assert GOES_ON in text, path


def test_the_other_side_answers_in_its_own_sign_in(raised: Disagreement, charlie: Practitioner) -> None:
    client = client_of(charlie)
    page = client.get(at(raised, "said"))
    assert "Who said it?" not in page.text
    assert "Write what was said: facts, a view, or both" in words(
        send_form(client, at(raised, "said"), **on("spoke_on", DECIDED_ON))
    )
    send_twice(client, at(raised, "said"), **on("spoke_on", DECIDED_ON), facts="We wrote twice", view="We did enough")
    (said,) = whole(raised).now.sayings
    assert (said.side, said.noted_by, said.facts, said.view) == ("theirs", charlie, "We wrote twice", "We did enough")
    text = shown(client, at(raised))
    assert "Facts: Charlie Chen on 4 March 2026 We wrote twice" in text
    assert "View: Charlie Chen on 4 March 2026 We did enough" in text


def test_it_goes_from_step_to_step_to_its_end_on_the_pages(
    raised: Disagreement, alice: Practitioner, charlie: Practitioner
) -> None:
    client = client_of(alice)
    for side in ("ours", "theirs"):
        send_form(client, at(raised, "said"), **on("spoke_on", DECIDED_ON), side=side, facts="", view=f"View {side}")
    assert "noted by Alice Adeyemi" in shown(client, at(raised))
    send_twice(client, at(raised, "go_up"), because="We still see it in another way")
    assert "Alice Adeyemi: say who speaks with whom" in shown(client, at(raised))
    refused = send_form(client, at(raised, "speakers"), ours_name="Alice Adeyemi", theirs_name="Charlie Chen")
    assert "From step 2 on somebody else must speak for the other side" in words(refused)
    send_form(client, at(raised, "speakers"), ours_name="Alice Adeyemi", theirs_name="Gail Orr")
    text = words(send_form(client, at(raised, "settle"), **ENDED))
    assert "Note first what each side said on this step." in text
    assert ENDED["learned"] in text
    it = both_said(whole(raised), alice)
    missing = words(send_form(client, at(it, "settle"), agreed="x"))
    assert "Write what changes for the child" in missing
    assert "Write what was learned" in missing
    send_twice(client, at(it, "settle"), **ENDED)
    text = shown(client, at(it))
    assert "How it ended" in text
    assert "What changes for the child She is seen on Friday." in text
    assert "Settled on 6 March 2026" in shown(client, reverse("disagreements"))


def test_whoever_is_named_with_an_address_gets_it_and_an_unknown_address_is_refused(
    raised: Disagreement, alice: Practitioner, leila: Practitioner, mira: Practitioner
) -> None:
    go_up(disagreement=raised, because="x", version=raised.version, by=alice)
    client, both = client_of(alice), {"ours_name": "Leila Haddad", "theirs_name": "Mira Joshi"}
    wrong = {"ours_email": mira.email, "theirs_email": "nobody@example.org"}
    text = words(send_form(client, at(raised, "speakers"), **both, **wrong))
    assert "Nobody in your agency uses Right Help with this address" in text
    assert "Nobody uses Right Help with this address" in text
    right = {"ours_email": leila.email, "theirs_email": mira.email}
    text = words(send_form(client, at(raised, "speakers"), **both, **right))
    assert "Mira Joshi may not open the record of this child." in text
    assert "Leila Haddad may not" not in text
    send_form(client, at(raised, "speakers"), **both, **right, knows="yes")
    now = whole(raised).now
    assert (now.ours, now.theirs) == (leila, mira)
    assert client_of(mira).get(at(raised)).status_code == 200


def test_in_two_windows_nothing_is_lost(raised: Disagreement, alice: Practitioner, charlie: Practitioner) -> None:
    first, second = client_of(alice), client_of(charlie)
    stale = hidden(second.get(at(raised, "said")).text)
    send_form(first, at(raised, "said"), **on("spoke_on", DECIDED_ON), side="ours", facts="", view="Said first")
    answer = second.post(at(raised, "said"), {**stale, **on("spoke_on", DECIDED_ON), "view": "My long answer"})
    text = words(answer)
    assert "Somebody else noted something meanwhile" in text
    assert "My long answer" in answer.text
    assert "Said first" in text
    second.post(at(raised, "said"), {**hidden(answer.text), **on("spoke_on", DECIDED_ON), "view": "My long answer"})
    assert [one.view for one in whole(raised).now.sayings] == ["Said first", "My long answer"]


def test_what_was_written_for_a_step_that_went_on_meanwhile_comes_back(
    raised: Disagreement, alice: Practitioner, charlie: Practitioner
) -> None:
    client = client_of(charlie)
    stale = hidden(client.get(at(raised, "said")).text)
    go_up(disagreement=raised, because="x", version=raised.version, by=alice)
    answer = client.post(at(raised, "said"), {**stale, **on("spoke_on", DECIDED_ON), "view": "My long answer"})
    assert "This was not saved: the disagreement went on or ended meanwhile." in words(answer)
    assert "My long answer" in answer.text
    assert not whole(raised).now.sayings


def test_at_the_top_there_is_no_next_step(alice: Practitioner, charlie: Practitioner, family: Family) -> None:
    it = raised_by(alice, family.maya, with_whom=charlie, at_risk=True)
    client = client_of(alice)
    asked = shown(client, at(it, "go_up"))
    assert "Which step comes next?" in asked
    send_form(client, at(it, "go_up"), because="It cannot wait", to="6")
    it = whole(it)
    assert (it.now.position, it.now.skipped_because) == (6, "It cannot wait")
    assert "No step comes after this one" in words(send_form(client, at(it, "go_up"), because="x"))
    client.post(at(it, "speakers"), {"version": it.version, "ours_name": "Head", "theirs_name": "Chair"})
    it = both_said(whole(it), alice)
    assert "Choose one" in words(send_form(client, at(it, "settle"), **ENDED)) or not whole(it).outcome
    send_form(client, at(it, "settle"), decided="yes", **ENDED)
    assert whole(it).outcome == "decided"


def test_a_risk_that_shows_later_and_withdrawing(raised: Disagreement, alice: Practitioner) -> None:
    client = client_of(alice)
    send_form(client, at(raised, "at_risk"))
    assert whole(raised).at_risk
    assert "Write why you withdraw it" in words(send_form(client, at(raised, "withdraw"), because=""))
    send_form(client, at(raised, "withdraw"), because="We misread it")
    assert "Why it was withdrawn We misread it" in shown(client, at(raised))


def test_the_list_shows_whose_turn_it_is_by_when_and_what_is_late_first(
    alice: Practitioner, charlie: Practitioner, leila: Practitioner, family: Family
) -> None:
    done = settled(raised_by(alice, family.maya, with_whom=charlie), alice)
    fresh = raised_by(alice, family.maya, with_whom="Nora Quist", agency=team_of(charlie).agency)
    with time_machine.travel(dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC), tick=False):
        late = raised_by(alice, family.maya, with_whom="Dora Stone", agency=team_of(charlie).agency)
    text = client_of(leila).get(reverse("disagreements")).text
    places = [text.index(str(one.public_id)) for one in (late, fresh, done)]
    assert places == sorted(places)
    read = shown(client_of(leila), reverse("disagreements"))
    assert "LATE: this step was to end on 3 March 2026 Dora Stone: answer" in read
    assert "This step ends by 9 March 2026" in read
    assert "LATE: this step was to end on 3 March 2026" in shown(client_of(alice), at(late))
    assert "About this child (3)" in shown(
        client_of(leila), reverse("record_disagreements", args=[family.maya.public_id])
    )


def test_turns_follow_what_was_said(raised: Disagreement, alice: Practitioner, charlie: Practitioner) -> None:
    client, path = client_of(alice), reverse("disagreements")
    assert "Charlie Chen: answer" in shown(client, path)
    send_form(client_of(charlie), at(raised, "said"), **on("spoke_on", DECIDED_ON), view="x")
    assert "Alice Adeyemi: say how this step ended" in shown(client, path)
    it = taken_up(whole(raised), alice, Speaker("Head teacher"), Speaker("Gail Orr"))
    assert "Head teacher: note what you said" in shown(client, path)
    send_form(client, at(it, "said"), **on("spoke_on", DECIDED_ON), side="ours", view="x")
    assert "Gail Orr: answer" in shown(client, path)


def test_a_long_list_has_pages(alice: Practitioner, charlie: Practitioner, family: Family) -> None:
    for number in range(26):
        raised_by(alice, family.maya, with_whom=f"Worker {number}", agency=team_of(charlie).agency)
    client = client_of(alice)
    assert client.get(reverse("disagreements")).text.count("rh-rows__row") == 25
    assert client.get(f"{reverse('disagreements')}?page=2").text.count("rh-rows__row") == 1


def test_the_paper_says_what_the_page_says_and_that_it_is_not_for_the_family(
    raised: Disagreement, alice: Practitioner, charlie: Practitioner, mira: Practitioner
) -> None:
    it = taken_up(both_said(raised, alice), alice, account(alice), account(mira))
    it = settled(it, alice)
    own, theirs = (_paper(one, it) for one in (alice, charlie))
    for word in ("Maya Lindqvist", WHAT, "Mira Joshi", ENDED["learned"], "part of no copy for the family", MARK):
        assert word in own, word
    assert "Mira Joshi" not in theirs
    assert "Maya" not in theirs
    assert ENDED["learned"] in theirs


def _paper(reader: Practitioner, it: Disagreement) -> str:
    answer: Any = client_of(reader).get(at(it, "pdf"))
    assert answer["Content-Type"] == "application/pdf"
    pages = PdfReader(io.BytesIO(answer.content)).pages
    return " ".join(" ".join(one.extract_text() for one in pages).split())


def test_no_page_asks_the_database_more_than_fifteen_questions(
    alice: Practitioner,
    charlie: Practitioner,
    leila: Practitioner,
    mira: Practitioner,
    family: Family,
    guidance: Any,
    django_assert_max_num_queries: Any,
) -> None:
    adopt(framework=guidance["bathnes"].framework, by=people.guidance_editor(team_of(alice).agency))
    its = [raised_by(alice, family.maya, family.brother, with_whom=charlie, at_risk=True) for _ in range(4)]
    it = taken_up(both_said(its[0], alice), alice, account(leila), account(mira))
    it = both_said(it, alice)
    calm = raised_by(alice, family.maya, family.brother, with_whom=charlie)
    child = reverse("record_disagreements", args=[family.maya.public_id])
    paths = [reverse("disagreements"), child, raising(family, "yes"), raising(family), at(it), at(it, "pdf")]
    paths += [at(it, name) for name in ("said", "go_up", "settle", "withdraw")]
    paths.append(at(calm, "at_risk"))
    client = client_of(alice)
    for path in paths:
        client.get(path)
        with django_assert_max_num_queries(MOST, info=path):
            assert client.get(path).status_code == 200, path


def test_no_text_stands_in_an_address_or_an_event(raised: Disagreement) -> None:
    for event in Event.objects.filter(subject_type="work.disagreement"):
        assert WHAT not in str(event.fields) + str(event.about_ids)
    assert at(raised).count("-") == 4


def test_the_lead_of_the_other_agency_finds_it_in_the_list(
    raised: Disagreement, charlie: Practitioner, family: Family
) -> None:
    gina = lead_of(team_of(charlie).agency)
    works_with(gina, family.maya, "practice nurse")
    assert str(raised.public_id) in client_of(gina).get(reverse("disagreements")).text
    assert Speaker("x").who.key is None


def test_the_demonstration_shows_one_settled_and_one_late() -> None:
    load_demo_people()
    load_demo_family()
    load_demo_work()
    for email in ("amina.yusuf@example.org", "margaret.bell@example.org"):
        text = shown(client_of(Practitioner.objects.get(email=email)), reverse("disagreements"))
        assert "Settled on 4 February 2026" in text
        assert "LATE: this step was to end on 26 February 2026" in text
    worker = client_of(Practitioner.objects.get(email="nasra.warsame@example.org"))
    assert "It goes on between other people" in shown(worker, reverse("disagreements"))
