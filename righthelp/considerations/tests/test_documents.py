"""What is taken away: the record and the family's copy as PDF, Word and JSON."""

import datetime as dt
import io
import json
import re
from typing import Any

import docx
import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from righthelp.agencies.tests import people
from righthelp.audit.models import Event
from righthelp.considerations.actions import (
    add_own_need,
    bring_back,
    family_copy_read,
    give_back,
    note_conversation,
    save_child,
    save_common,
    set_aside,
    take_over,
)
from righthelp.considerations.models import Consideration, ConsideredChild, FamilyCopyRead
from righthelp.considerations.tests.pages import address, client_of, hidden, in_use, said_safe, send, shown
from righthelp.considerations.tests.test_start import choose, decide_on, draft, edition
from righthelp.considerations.views import records
from righthelp.guidance.tests.helpers import RESTATED, words

pytestmark = pytest.mark.django_db

SECRETS = {
    "evidence": "His neighbour heard shouting.",
    "evidence_from": "Mrs Neighbour",
    "advice": "The police officer said to wait.",
    "lower": "One bad week only.",
}
FORMATS = ("pdf", "docx")


@pytest.fixture
def child() -> ConsideredChild:
    """Give one child about whom everything is written, before a level is decided."""
    in_use(edition())
    it = draft("J", path="full")
    alice, child = it.holder, it.children.get()
    common = {"what_next": "Breakfast club from Monday.", "safe_to_speak": "yes", "family_part": "Mum came in."}
    save_common(consideration=it, version=it.version, changes=common, by=alice)
    about = {
        "words": "My tummy was loud.", "words_question": "What happened?", "words_exact": True,
        "words_on": dt.date(2026, 3, 4), "strengths": "His gran.", "worries": "He is hungry.",
        "needs_to_happen": "Food every day.", "life_now": "Up alone.", "life_to_come": "More tired.",
    }  # fmt: skip
    save_child(child=child, version=child.version, changes=about, by=alice)
    choose(
        child, "a-4", comes_first=True, evidence=SECRETS["evidence"], evidence_from=SECRETS["evidence_from"],
        evidence_kind="reported", evidence_on=dt.date(2026, 3, 3),
    )  # fmt: skip
    choose(child, "a-1", is_strength=True)
    add_own_need(child=child, own_words="He hides food.", is_strength=False, by=alice)
    note_conversation(
        consideration=it, kind="advice", with_whom="Sergeant Stone", held_on=dt.date(2026, 3, 4), without_names=True,
        said=SECRETS["advice"], followed="I ring mum.", by=alice,
    )  # fmt: skip
    return child


@pytest.fixture
def alice(child: ConsideredChild) -> Client:
    """Give the browser of whoever holds it."""
    return client_of(child.consideration.holder)


def taken(client: Client, it: Consideration, kind: str, form: str, query: str = "") -> Any:
    """Take a file away."""
    response: Any = client.get(f"{address('consideration_download', it, kind, form)}{query}")
    assert response.status_code == 200
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["Cache-Control"] == "no-store"
    return response


def text_of(response: Any, form: str) -> str:
    """Read the words of a PDF or Word file, each run of white space as one space."""
    if form == "pdf":
        text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(response.content)).pages)
    else:
        file = docx.Document(io.BytesIO(response.content))
        cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
        text = " ".join([*(paragraph.text for paragraph in file.paragraphs), *cells])
    return re.sub(r"\s+", " ", text)


def record_text(client: Client, it: Consideration, form: str) -> str:
    """Take the record away and read it."""
    return text_of(taken(client, it, "record", form), form)


def family_text(client: Client, it: Consideration, form: str) -> str:
    """Say that the family's copy is safe to give, take it away and read it."""
    Consideration.objects.filter(pk=it.pk).update(safe_to_speak="yes")
    said_safe(client, it.children.get())
    return text_of(taken(client, it, "family", form), form)


@pytest.mark.requirement("BG-019", "BT-012")
@pytest.mark.parametrize("form", FORMATS)
def test_talks_with_the_family_and_with_workers_stand_in_the_record_beside_the_advice(
    child: ConsideredChild, alice: Client, form: str
) -> None:
    it = child.consideration
    for kind, whom, said, followed in (
        ("family", "His mother", "She skips meals too.", "We fill in the form together."),
        ("workers", "The school nurse", "He has lost weight.", "She weighs him on Monday."),
    ):
        note_conversation(
            consideration=it, kind=kind, with_whom=whom, held_on=dt.date(2026, 3, 5), without_names=False, said=said,
            followed=followed, by=it.holder,
        )  # fmt: skip
    text = record_text(alice, it, form)
    for part in (
        "Advice that was asked for", "A talk with the child or family", "His mother", "She skips meals too.",
        "We fill in the form together.", "A talk with somebody who works with them, or might", "The school nurse",
        "He has lost weight.", "She weighs him on Monday.",
    ):  # fmt: skip
        assert part in text, part


@pytest.mark.requirement("BG-007")
@pytest.mark.parametrize("form", FORMATS)
def test_a_decision_without_the_familys_part_says_that_nothing_is_written(
    child: ConsideredChild, alice: Client, form: str
) -> None:
    decide_on(child, 4, family_part="")
    assert "The part of the child and family Nothing written" in record_text(alice, child.consideration, form)


@pytest.mark.requirement("BG-018", "BT-012", "BT-013", "SF-036")
@pytest.mark.parametrize("form", FORMATS)
def test_the_record_holds_everything_for_professionals(child: ConsideredChild, alice: Client, form: str) -> None:
    decide_on(child, 2, lower_reason=SECRETS["lower"], family_part="Mum agrees.")
    text = record_text(alice, child.consideration, form)
    for part in (
        "Left alone at night. (comes first)", "Level 4, Home", "Reported. His neighbour heard shouting.",
        "Mrs Neighbour on 3 March 2026", "Eats well.", "He hides food.", "In own words", "Sergeant Stone",
        SECRETS["advice"], "I ring mum.", SECRETS["lower"], "Leila Haddad, safeguarding lead", "Mum agrees.",
        "Up alone.", "More tired.", "Alice Adeyemi", "Breakfast club from Monday.", "Westmarsh guide",
    ):  # fmt: skip
        assert part in text, part


@pytest.mark.parametrize("form", FORMATS)
def test_a_draft_says_not_sent_and_a_decision_says_that_it_told_nobody(
    child: ConsideredChild, alice: Client, form: str
) -> None:
    it = child.consideration
    assert "NOT SENT" in record_text(alice, it, form)
    assert "NOT SENT" in family_text(alice, it, form)
    decide_on(child, 4)
    assert "NOT SENT" not in record_text(alice, it, form)
    assert "Right Help has not sent this to anyone" in record_text(alice, it, form)
    assert "NOT SENT" not in family_text(alice, it, form)


@pytest.mark.parametrize("form", FORMATS)
def test_guidance_in_its_own_words_needs_no_notice(child: ConsideredChild, alice: Client, form: str) -> None:
    it = child.consideration
    assert RESTATED not in record_text(alice, it, form) + family_text(alice, it, form)


@pytest.mark.usefixtures("guidance")
def test_restated_guidance_says_so_on_every_page_and_paper() -> None:
    it = draft("J", path="full")
    alice, child = client_of(it.holder), it.children.get()
    for form in FORMATS:
        assert RESTATED in record_text(alice, it, form)
        assert RESTATED in family_text(alice, it, form)
    for path in (
        address("consideration_family_copy", it),
        address("child_decide", child),
        address("child_needs", child),
    ):
        assert RESTATED in shown(alice, path)
    decide_on(child)
    assert RESTATED in shown(alice, address("consideration", it))


@pytest.mark.parametrize("form", FORMATS)
def test_the_words_stay_back_until_somebody_has_thought_about_who_reads_them(
    child: ConsideredChild, alice: Client, form: str
) -> None:
    it, said = child.consideration, "My tummy was loud."
    assert said not in record_text(alice, it, form)
    assert "The child’s own words are kept back" in record_text(alice, it, form)
    ConsideredChild.objects.update(words_readers="workers")
    assert said in record_text(alice, it, form)
    assert "asked: “What happened?”; the child’s exact words" in record_text(alice, it, form)
    assert said not in family_text(alice, it, form)
    ConsideredChild.objects.update(words_readers="family")
    assert said in family_text(alice, it, form)


@pytest.mark.parametrize("form", FORMATS)
def test_the_familys_copy_leaves_out_who_said_what(child: ConsideredChild, alice: Client, form: str) -> None:
    decide_on(child, 2, lower_reason=SECRETS["lower"], look_again_on=dt.date(2099, 12, 1))
    text = family_text(alice, child.consideration, form)
    for secret in (*SECRETS.values(), "Sergeant Stone", "Left alone at night.", "Mum came in."):
        assert secret not in text, secret
    for part in ("His gran.", "He is hungry.", "Food every day.", "Level 2", "Breakfast club from Monday.",
                 "1 December 2099", "You can say so at any time.",
                 "Written by Alice Adeyemi", "Guidance used: Westmarsh guide"):  # fmt: skip
        assert part in text, part


@pytest.mark.requirement("SF-003", "BN-008")
@pytest.mark.parametrize("form", FORMATS)
def test_decisions_that_no_longer_hold_stay_readable(child: ConsideredChild, alice: Client, form: str) -> None:
    with time_machine.travel("2026-03-06T12:00Z", tick=False):
        decide_on(child, 4, reason="Many worries then.")
    with time_machine.travel("2026-05-19T12:00Z", tick=False):
        decide_on(child, 2, reason="Fewer worries now.", lower_reason="Better.")
    text = record_text(alice, child.consideration, form)
    assert "No longer holds: decided on 6 March 2026" in text
    for decided_on in ("6 March 2026", "19 May 2026"):
        assert f"Decided on {decided_on} Decided by Alice Adeyemi" in text
    assert "Movement along the levels" in text
    assert "6 March 2026 Level 4 Many worries then. Alice Adeyemi" in text
    assert "19 May 2026 Level 2 Fewer worries now. Alice Adeyemi" in text
    assert text.count("Many worries then.") == 2
    assert "Many worries then." not in family_text(alice, child.consideration, form)


def test_pdfs_are_tagged_and_named_without_the_child(child: ConsideredChild, alice: Client) -> None:
    decide_on(child, 4)
    said_safe(alice, child)
    for kind, name in (("record", "consideration.pdf"), ("family", "family-copy.pdf")):
        response = taken(alice, child.consideration, kind, "pdf")
        root: Any = PdfReader(io.BytesIO(response.content)).trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"]
        assert root["/Lang"] == "en-GB"
        assert response.headers["Content-Disposition"] == f'attachment; filename="{name}"'


def test_a_record_taken_over_and_thought_about_again_says_so(child: ConsideredChild) -> None:
    it = child.consideration
    leila = people.safeguarding_lead(it.agency)
    take_over(consideration=it, because="Alice is ill.", by=leila)
    before = draft("J", by=leila)
    Consideration.objects.filter(pk=it.pk).update(continues=before)
    text = record_text(client_of(leila), it, "docx")
    assert "Leila Haddad from Alice Adeyemi" in text
    assert "Alice is ill." in text
    assert f"reference {str(before.public_id)[:8]}" in text


def test_nothing_chosen_and_no_talks_leave_no_empty_parts() -> None:
    in_use(edition())
    it = draft("J")
    text = record_text(client_of(it.holder), it, "docx")
    for heading in ("Worries chosen", "Strengths chosen", "Conversations and advice", "own words"):
        assert heading not in text


def test_the_json_has_the_shape_that_is_written_down(child: ConsideredChild, alice: Client) -> None:
    it = child.consideration
    decide_on(child, 4, look_again_on=dt.date(2099, 12, 1))
    response = taken(alice, it, "record", "json")
    data = json.loads(response.content)
    assert (data["format"], data["format_version"], data["status"]) == ("right-help-consideration", 1, "decided")
    assert data["address_part"] == str(it.public_id)
    assert data["continues"] is None
    [kept] = data["children"]
    assert (kept["label"], kept["words"], kept["words_kept_back"]) == ("J", None, True)
    [first, *_] = kept["needs"]
    assert (first["code"], first["level"], first["evidence_kind"], first["evidence_on"]) == (
        "a-4", 4, "reported", "2026-03-03",
    )  # fmt: skip
    [own] = [need for need in kept["needs"] if need["text"] == "He hides food."]
    assert (own["code"], own["level"], own["theme"]) == (None, None, None)
    [decision] = kept["decisions"]
    assert (decision["level"], decision["holds"], decision["look_again_on"]) == (4, True, "2099-12-01")
    assert data["conversations"][0]["child_named"] is False
    assert {"question": "What happens next", "answer": "Breakfast club from Monday."} in data["common"][0]["answers"]


def test_the_json_of_a_draft_says_so_and_gives_words_that_workers_may_read(
    child: ConsideredChild, alice: Client
) -> None:
    ConsideredChild.objects.update(words_readers="workers")
    before = draft("J", by=child.consideration.holder)
    Consideration.objects.filter(pk=child.consideration_id).update(continues=before)
    data = json.loads(taken(alice, child.consideration, "record", "json").content)
    assert data["status"] == "draft, not sent"
    assert data["continues"] == str(before.public_id)
    assert data["children"][0]["words"] == {
        "text": "My tummy was loud.", "said_on": "2026-03-04", "question": "What happened?", "exact": True,
        "readers": "workers",
    }  # fmt: skip


@pytest.mark.parametrize("ending", ["family.json", "record.txt", "other.pdf", "record.pdf.exe"])
def test_other_files_are_not_found(child: ConsideredChild, alice: Client, ending: str) -> None:
    assert alice.get(f"/considerations/{child.consideration.public_id}/{ending}").status_code == 404


def test_of_several_children_one_is_chosen() -> None:
    in_use(edition())
    it = draft("J", "K")
    alice = client_of(it.holder)
    assert "About which child?" in shown(alice, address("consideration_family_copy", it))
    assert alice.get(address("consideration_download", it, "family", "pdf")).status_code == 404
    second = it.children.get(label="K")
    Consideration.objects.update(safe_to_speak="yes")
    said_safe(alice, second)
    text = text_of(taken(alice, it, "family", "docx", f"?child={second.public_id}"), "docx")
    assert "What we have written about K" in text
    for wrong in ("", "x", "00000000-0000-0000-0000-000000000000"):
        assert alice.get(f"{address('consideration_family_copy', it)}?child={wrong}").status_code == 404


def test_the_preview_offers_to_write_only_what_is_still_open() -> None:
    in_use(edition())
    it = draft("J", "K")
    first, second = it.children.all()
    decide_on(first, 2)
    alice, path = client_of(it.holder), address("consideration_family_copy", it)
    decided, still_open = (shown(alice, f"{path}?child={child.public_id}") for child in (first, second))
    for part in ("Write this : What is going well", "Write this : What happens next"):
        assert part not in decided
    assert "Change : Why we think so" in decided
    assert "Write this : What is going well" in still_open
    assert "Write this : What happens next" in still_open


def test_the_preview_points_at_words_that_families_stumble_over(child: ConsideredChild, alice: Client) -> None:
    ConsideredChild.objects.update(worries="The DSL says that mum failed to engage with the XQZ team.")
    text = shown(alice, address("consideration_family_copy", child.consideration))
    for part in ("“DSL”: Say “safeguarding lead”.", "“failed to engage”", "“XQZ”: Write out", "Could this be plainer?"):
        assert part in text
    assert text.count("engage”") == 1


@pytest.mark.parametrize(
    ("safe", "warning"),
    [
        ("no", "Do not give this to the family now."),
        ("", "Nobody has written yet whether it is safe"),
        ("advice", "somebody takes advice first"),
        ("yes", ""),
    ],
)
def test_the_preview_warns_where_it_may_not_be_safe(
    child: ConsideredChild, alice: Client, safe: str, warning: str
) -> None:
    Consideration.objects.update(safe_to_speak=safe)
    text = shown(alice, address("consideration_family_copy", child.consideration))
    assert warning in text
    first = "Check first that it is safe to give this to the family" in text
    assert (first, "Do not give this" in text) == (safe in ("", "advice"), safe == "no")
    assert ("Write whether it is safe to speak to them" in text) is (safe != "yes")
    assert ("until the answer is yes" in text) is (safe in ("", "advice"))
    assert "As PDF" not in text
    assert "As Word" not in text
    assert ("I have read all of it, and it is safe to give" in text) is (safe == "yes")


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("safe", ["", "advice", "no"])
def test_until_somebody_has_answered_that_it_is_safe_nothing_is_given_to_a_family(
    child: ConsideredChild, alice: Client, form: str, safe: str
) -> None:
    said_safe(alice, child)
    Consideration.objects.update(safe_to_speak=safe)
    refused = alice.get(address("consideration_download", child.consideration, "family", form))
    assert refused.status_code == 409
    assert "Content-Disposition" not in refused.headers
    assert "There is no copy to take away yet." in words(refused)
    assert "Write whether it is safe to speak to them" in words(refused)


@pytest.mark.parametrize("safe", ["", "advice", "no"])
def test_nobody_can_say_that_a_copy_is_safe_to_give_before_that_answer(
    child: ConsideredChild, alice: Client, safe: str
) -> None:
    path = address("consideration_family_copy", child.consideration)
    sent = {**hidden(alice.get(path).text), "is_safe": "yes"}
    Consideration.objects.update(safe_to_speak=safe)
    assert alice.post(path, sent).status_code == 409
    assert not FamilyCopyRead.objects.exists()


def test_an_answer_that_changes_in_the_same_moment_still_stops_the_copy(
    child: ConsideredChild, alice: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answered_otherwise_first(**said: Any) -> FamilyCopyRead:
        Consideration.objects.update(safe_to_speak="no")
        return family_copy_read(**said)

    monkeypatch.setattr(records, "family_copy_read", answered_otherwise_first)
    path = address("consideration_family_copy", child.consideration)
    refused = alice.post(path, {**hidden(alice.get(path).text), "is_safe": "yes"})
    assert refused.status_code == 409
    assert "There is no copy to take away yet." in words(refused)
    assert not FamilyCopyRead.objects.exists()


@pytest.mark.parametrize("form", FORMATS)
def test_a_copy_is_given_only_after_somebody_read_it_with_its_reason_and_said_that_it_is_safe(
    child: ConsideredChild, alice: Client, form: str
) -> None:
    decide_on(child, 4, reason="She told us who did it.")
    it = child.consideration
    download, path = address("consideration_download", it, "family", form), address("consideration_family_copy", it)
    refused = alice.get(download)
    assert refused.status_code == 409
    assert "There is no copy to take away yet." in words(refused)
    before = shown(alice, path)
    assert before.index("She told us who did it.") < before.index("I have read all of it, and it is safe to give")
    assert "J’s own words are kept from the family: check that nothing above gives them away" in before
    assert "Read the copy above." in words(send(alice, path))
    assert alice.get(download).status_code == 409
    said_safe(alice, child)
    assert "She told us who did it." in text_of(taken(alice, it, "family", form), form)
    assert "Alice Adeyemi read this copy on" in shown(alice, path)


def test_saying_that_a_copy_is_safe_is_logged_with_who_and_which_child(child: ConsideredChild, alice: Client) -> None:
    said_safe(alice, child)
    [event] = Event.objects.filter(name="considerations.family_copy_read")
    assert (event.actor_id, event.subject_id) == (child.consideration.holder_id, child.pk)
    assert event.about_ids == {
        "consideration": child.consideration_id,
        "family_copy_read": FamilyCopyRead.objects.get().pk,
    }


def test_a_copy_that_was_changed_is_read_again_before_it_is_given(child: ConsideredChild, alice: Client) -> None:
    said_safe(alice, child)
    it = child.consideration
    download = address("consideration_download", it, "family", "pdf")
    assert alice.get(download).status_code == 200
    decide_on(child, 4, reason="She told us who did it.")
    assert alice.get(download).status_code == 409
    said_safe(alice, child)
    assert alice.get(download).status_code == 200


def test_what_was_changed_while_somebody_read_is_shown_before_anybody_says_that_it_is_safe(
    child: ConsideredChild, alice: Client
) -> None:
    path = address("consideration_family_copy", child.consideration)
    sent = {**hidden(alice.get(path).text), "is_safe": "yes"}
    ConsideredChild.objects.update(worries="She told us who did it.")
    answer = alice.post(path, sent)
    text = words(answer)
    assert "The copy was changed meanwhile. Read it again, as it stands here now" in text
    assert "She told us who did it." in text
    assert not FamilyCopyRead.objects.exists()
    assert alice.post(path, {**hidden(answer.text), "is_safe": "yes"}).status_code == 302
    assert FamilyCopyRead.objects.count() == 1


def test_one_childs_copy_says_nothing_of_whether_anothers_is_safe() -> None:
    in_use(edition())
    it = draft("J", "K")
    Consideration.objects.update(safe_to_speak="yes")
    alice, (first, second) = client_of(it.holder), it.children.all()
    said_safe(alice, first)
    download = address("consideration_download", it, "family", "pdf")
    assert [alice.get(f"{download}?child={one.public_id}").status_code for one in (first, second)] == [200, 409]


@pytest.mark.parametrize("form", FORMATS)
def test_while_it_is_not_safe_to_speak_to_the_family_there_is_no_copy_to_take_away(
    child: ConsideredChild, alice: Client, form: str
) -> None:
    Consideration.objects.update(safe_to_speak="no", safe_to_speak_because="Dad reads mum’s phone.")
    decide_on(child, 4)
    for client in (alice, client_of(people.safeguarding_lead(child.consideration.agency))):
        refused = client.get(address("consideration_download", child.consideration, "family", form))
        assert refused.status_code == 409
        assert "Content-Disposition" not in refused.headers
        text = words(refused)
        assert "Do not give this to the family now." in text
        assert "Dad reads mum’s phone." in text
        assert ("think again, and write there whether it is safe" in text) is (client is alice)
    assert record_text(alice, child.consideration, form)


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_asked_before_the_copy_is_given_is_not_on_the_paper(
    child: ConsideredChild, alice: Client, form: str
) -> None:
    text = family_text(alice, child.consideration, form)
    for ours in ("Check first", "safe to give", "Before you take it with you"):
        assert ours not in text


@pytest.mark.parametrize("form", FORMATS)
def test_the_familys_paper_leaves_out_what_is_empty_and_the_preview_asks_for_it(
    child: ConsideredChild, alice: Client, form: str
) -> None:
    ConsideredChild.objects.update(strengths="", worries="")
    text = family_text(alice, child.consideration, form)
    for heading in ("What is going well", "What we are worried about", "Why we think so", "look at this again"):
        assert heading not in text
    assert "What needs to happen" in text
    assert "Nothing is written here yet" not in text
    preview = shown(alice, address("consideration_family_copy", child.consideration))
    assert "Nothing is written here yet. The copy leaves this part out. Write this : What is going well" in preview
    assert "Change : What needs to happen" in preview


@pytest.mark.parametrize("form", FORMATS)
def test_a_talk_noted_after_the_decision_stands_after_it(child: ConsideredChild, alice: Client, form: str) -> None:
    it = child.consideration
    decide_on(child, 4)
    note_conversation(
        consideration=it, kind="workers", with_whom="The nurse", held_on=dt.date(2026, 3, 5), without_names=False,
        said="He eats now.", followed="", by=it.holder,
    )  # fmt: skip
    text = record_text(alice, it, form)
    before, _, after = text.partition("Talks noted after the decision")
    assert SECRETS["advice"] in text
    assert "The nurse" not in before
    if form == "pdf":  # in Word files the cells of all tables are read last
        assert SECRETS["advice"] in before
        assert "He eats now." in after
    data = json.loads(taken(alice, it, "record", "json").content)
    assert all(talk["noted_at"] for talk in data["conversations"])
    it.conversations.update(noted_at=None)
    assert "Talks noted after the decision" not in record_text(alice, it, form)


def test_leads_take_the_record_away_too(child: ConsideredChild) -> None:
    decide_on(child, 4)
    lead = client_of(people.safeguarding_lead(child.consideration.agency))
    assert "Left alone at night." in record_text(lead, child.consideration, "docx")


def test_hostile_text_is_drawn_as_text(child: ConsideredChild, alice: Client) -> None:
    hostile = '#read("/etc/passwd") $x$ <script>alert(1)</script> {{ 7 * 7 }}'
    ConsideredChild.objects.update(strengths=hostile, words=hostile, words_readers="family", label="<b>#J</b>")
    for form in FORMATS:
        text = record_text(alice, child.consideration, form) + family_text(alice, child.consideration, form)
        assert text.count("<script>alert(1)</script>") == 4
        assert "{{ 7 * 7 }}" in text
        assert "root:" not in text


SET_ASIDE_WHY = "Doubled: see the draft of Monday."


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_set_aside_says_so_with_who_when_and_why(child: ConsideredChild, alice: Client, form: str) -> None:
    it = child.consideration
    set_aside(consideration=it, because=SET_ASIDE_WHY, by=it.holder)
    text = record_text(alice, it, form)
    assert f"SET ASIDE by Alice Adeyemi on {timezone.localdate():%-d %B %Y} at" in text
    assert SET_ASIDE_WHY in text
    assert "NOT SENT" not in text
    assert "Deciding a level tells nobody" not in text
    family = family_text(alice, it, form)
    assert "SET ASIDE. Nobody works on this any more" in family
    assert SET_ASIDE_WHY not in family


def test_brought_back_it_is_a_draft_again_and_still_says_what_happened(child: ConsideredChild, alice: Client) -> None:
    it = child.consideration
    set_aside(consideration=it, because=SET_ASIDE_WHY, by=it.holder)
    bring_back(consideration=Consideration.objects.get(), by=it.holder)
    text = record_text(alice, it, "docx")
    assert "NOT SENT" in text
    assert "SET ASIDE" not in text
    assert SET_ASIDE_WHY in text
    assert "Brought back" in text


def test_a_record_given_back_says_to_whom_and_with_which_note(child: ConsideredChild) -> None:
    it, alice = child.consideration, child.consideration.holder
    leila = people.safeguarding_lead(it.agency)
    give_back(taken=take_over(consideration=it, because="Ill.", by=leila), note="Please go on.", by=leila)
    text = record_text(client_of(alice), it, "docx")
    assert "Leila Haddad to Alice Adeyemi" in text
    assert "Please go on." in text


def test_the_json_says_what_was_set_aside_and_brought_back(child: ConsideredChild, alice: Client) -> None:
    it = child.consideration
    assert json.loads(taken(alice, it, "record", "json").content)["set_aside"] is None
    set_aside(consideration=it, because=SET_ASIDE_WHY, by=it.holder)
    data = json.loads(taken(alice, it, "record", "json").content)
    assert (data["status"], data["set_aside"]["by"]) == ("set aside", "Alice Adeyemi")
    assert (data["set_aside"]["because"], data["set_aside"]["brought_back_at"]) == (SET_ASIDE_WHY, None)
    bring_back(consideration=Consideration.objects.get(), by=it.holder)
    data = json.loads(taken(alice, it, "record", "json").content)
    assert (data["status"], data["set_aside"]["brought_back_by"]) == ("draft, not sent", "Alice Adeyemi")


def test_the_preview_for_the_family_says_that_it_is_set_aside(child: ConsideredChild, alice: Client) -> None:
    it = child.consideration
    set_aside(consideration=it, because=SET_ASIDE_WHY, by=it.holder)
    text = shown(alice, address("consideration_family_copy", it))
    assert "SET ASIDE . Nobody works on this any more" in text
    assert "Change: " not in text
