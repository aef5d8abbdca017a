"""What may be a crime stands first where people think and decide; it chooses no level."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.utils import timezone

from righthelp.agencies.tests import people
from righthelp.considerations.actions import set_aside
from righthelp.considerations.models import Consideration, ConsideredChild
from righthelp.considerations.panel import panel_of
from righthelp.considerations.presenters import guidance_shell
from righthelp.considerations.tests.pages import address, client_of, in_use, said_safe, shown
from righthelp.considerations.tests.test_documents import FORMATS, record_text, taken, text_of
from righthelp.considerations.tests.test_start import decide_on, draft
from righthelp.guidance.models import Edition
from righthelp.guidance.tests.helpers import words

pytestmark = pytest.mark.django_db
FIRST = "Read this first"
AT_ANY_HOUR = "01454 615165"  # who answers at night stands there by day, too
HIT = "Dad hit him with a belt and there are marks on his arm."
TOUCHED = "Her uncle touched her between the legs."
WHY_LOWER = "Social care saw the marks today and are with him."
QUIET = "He reads a lot and likes football."


@pytest.fixture
def child(guidance: dict[str, Edition]) -> ConsideredChild:
    """Give the first of two children in a draft whose text names no crime."""
    in_use(guidance["bathnes"])
    it = draft("J", "K", path="full")
    Consideration.objects.update(edition=guidance["bathnes"], worry=QUIET)
    given: ConsideredChild = Consideration.objects.get(pk=it.pk).children.all()[0]
    return given


@pytest.fixture
def alice(child: ConsideredChild) -> Client:
    """Give the browser of whoever holds the draft."""
    return client_of(child.consideration.holder)


def keys(child: ConsideredChild) -> set[str]:
    it = Consideration.objects.get(pk=child.consideration_id)
    return {item.entry.key for item in panel_of(it, guidance_shell(it.edition)["calls"])}


def pages(child: ConsideredChild) -> list[str]:
    return [
        address("consideration", child.consideration),
        *(address(name, child) for name in ("child_needs", "child_decide")),
    ]


def test_it_stands_where_one_says_who_may_read_a_disclosure(child: ConsideredChild, alice: Client) -> None:
    path = address("child_readers", child)
    ConsideredChild.objects.filter(pk=child.pk).update(words="I like school.")
    assert FIRST not in shown(alice, path)
    ConsideredChild.objects.filter(pk=child.pk).update(words=TOUCHED)
    text = shown(alice, path)
    assert text.index(FIRST) < text.index("Who may read these words?")
    assert AT_ANY_HOUR in text.partition(FIRST)[2]


def test_it_stands_where_people_think_and_decide_with_whom_to_ring(child: ConsideredChild, alice: Client) -> None:
    Consideration.objects.update(worry=HIT)
    for path in pages(child):
        panel = shown(alice, path).partition(FIRST)[2]
        assert "Who to ring now" in panel
        assert AT_ANY_HOUR in panel
        assert "dad hit him" in panel.lower()


def test_nothing_stands_there_where_nothing_calls_for_it(child: ConsideredChild, alice: Client) -> None:
    assert keys(child) == set()
    for path in pages(child):
        assert FIRST not in shown(alice, path)


@pytest.mark.parametrize("field", ["worries", "words", "life_now"])
def test_what_is_written_about_any_of_the_children_is_read(child: ConsideredChild, field: str) -> None:
    ConsideredChild.objects.filter(label="K").update(**{field: TOUCHED})
    assert "sexual-abuse" in keys(child)


def test_a_short_text_is_not_lost_beside_a_long_one(child: ConsideredChild) -> None:
    Consideration.objects.update(worry=" ".join([QUIET] * 80))
    ConsideredChild.objects.filter(label="K").update(words=TOUCHED)
    assert "sexual-abuse" in keys(child)


def test_an_age_in_the_worry_is_known_beside_what_the_child_says(child: ConsideredChild) -> None:
    Consideration.objects.update(worry="She is 11.")
    ConsideredChild.objects.filter(label="K").update(words=TOUCHED)
    assert "under-13-sexual-activity" in keys(child)


def test_each_entry_stands_once(child: ConsideredChild, alice: Client) -> None:
    Consideration.objects.update(worry=HIT)
    ConsideredChild.objects.update(worries=HIT, words=HIT)
    page = shown(alice, address("consideration", child.consideration))
    assert page.count(FIRST) == 1
    assert page.count("Shown because of these words") == len(keys(child))


@pytest.mark.parametrize("make", [people.safeguarding_lead, people.deputy_lead])
def test_a_lead_who_reads_the_draft_sees_it_too(child: ConsideredChild, make) -> None:  # type: ignore[no-untyped-def]
    Consideration.objects.update(worry=HIT, started_at=timezone.now() - dt.timedelta(days=9))
    assert FIRST in shown(client_of(make(child.consideration.agency)), address("consideration", child.consideration))


def decided(child: ConsideredChild, level: int, **about: str) -> Consideration:
    """Decide a level for each of the children whose worry names a crime."""
    Consideration.objects.update(worry=HIT)
    ConsideredChild.objects.update(**about)
    for one in child.consideration.children.all():
        decide_on(one, level, lower_reason=WHY_LOWER)
    return child.consideration


@pytest.mark.parametrize("level", [1, 2, 5])
def test_it_stays_once_a_level_is_decided_and_prints_with_the_page(
    child: ConsideredChild, alice: Client, level: int
) -> None:
    it = decided(child, level)
    page = alice.get(address("consideration", it))
    panel = words(page).partition(FIRST)[2].partition("Deciding a level tells nobody")[0]
    assert AT_ANY_HOUR in panel
    assert "Dad hit him" in panel
    assert not re.search(r'<div class="rh-no-print">\s*<section class="rh-panel"', page.text)


@pytest.mark.parametrize("form", FORMATS)
def test_it_stands_in_the_record_that_is_taken_away_and_never_in_the_familys_copy(
    child: ConsideredChild, alice: Client, form: str
) -> None:
    it = decided(child, 2)
    text = record_text(alice, it, form)
    panel = text.partition(FIRST)[2].partition("The level decided")[0]
    assert "Found by these words: “Dad hit him with a belt" in panel
    for number in ("The police, 999", "01225 396312 or 01225 396313", "01454 615165"):
        assert number in (panel if form == "pdf" else text)
    Consideration.objects.update(safe_to_speak="yes")
    said_safe(alice, child)
    family = text_of(taken(alice, it, "family", form, f"?child={child.public_id}"), form)
    assert FIRST not in family
    assert "crime" not in family


@pytest.mark.parametrize("form", FORMATS)
def test_a_record_that_names_no_crime_has_no_such_part(child: ConsideredChild, alice: Client, form: str) -> None:
    assert FIRST not in record_text(alice, child.consideration, form)


@pytest.mark.parametrize(("readers", "is_there"), [("agency", False), ("workers", True)])
def test_on_paper_it_never_gives_away_words_of_a_child_that_are_kept_back(
    child: ConsideredChild, alice: Client, readers: str, is_there: bool
) -> None:
    it = decided(child, 2, words=TOUCHED, words_readers=readers)
    text = record_text(alice, it, "docx")
    assert FIRST in text
    assert ("touched her" in text, "Sexual" in text or "sexual" in text) == (is_there, is_there)
    assert ("Ask them whether something must be done because of these words." in text) is not is_there
    assert "touched her" in shown(alice, address("consideration", it))


def test_without_numbers_in_the_guidance_the_paper_says_whom_to_ask(child: ConsideredChild, alice: Client) -> None:
    it = decided(child, 2)
    child.consideration.edition.framework.contacts.all().delete()
    panel = record_text(alice, it, "docx").partition(FIRST)[2]
    assert "The police, 999" in panel
    assert "The guidance has no telephone numbers yet. Ask your safeguarding lead whom to ring." in panel


def test_nothing_is_kept_of_it_and_words_that_no_longer_stand_bring_nothing_up(
    child: ConsideredChild, alice: Client
) -> None:
    it = decided(child, 2)
    Consideration.objects.update(worry=QUIET)
    assert FIRST not in shown(alice, address("consideration", it))


def test_set_aside_it_is_gone_from_page_and_paper(child: ConsideredChild, alice: Client) -> None:
    Consideration.objects.update(worry=HIT)
    it = child.consideration
    set_aside(consideration=it, because="Doubled", by=it.holder)
    assert FIRST not in shown(alice, address("consideration", it))
    assert FIRST not in record_text(alice, it, "docx")


@pytest.mark.parametrize(
    ("words_of", "title"),
    [
        pytest.param(
            "Her aunt says she will be cut when they fly out in the summer, like her sister.",
            "genital mutilation", marks=pytest.mark.requirement("BN-024"),
        ),
        pytest.param(
            "He has lived with his mum’s friend for six weeks and his mum is abroad.",
            "privately fostered", marks=pytest.mark.requirement("BN-025"),
        ),
    ],
)  # fmt: skip
def test_words_of_a_duty_whatever_the_level_bring_it_up_where_people_decide(
    child: ConsideredChild, alice: Client, words_of: str, title: str
) -> None:
    Consideration.objects.update(worry=words_of)
    panel = shown(alice, address("child_decide", child)).partition(FIRST)[2].partition("The level you decide on")[0]
    assert title in panel.lower().partition("think about this child first")[0]
    assert "children’s social care" in panel.lower()


@pytest.mark.requirement("BG-005", "BT-017", "SF-037")
def test_it_chooses_no_level(child: ConsideredChild, alice: Client) -> None:
    Consideration.objects.update(worry=HIT)
    page = alice.get(address("child_decide", child)).content.decode()
    levels = re.findall(r'<input[^>]*name="level"[^>]*>', page)
    assert levels
    assert not any("checked" in one for one in levels)
    assert decide_on(child, 1, lower_reason=WHY_LOWER).level.number == 1


def test_of_a_draft_it_does_not_print_and_never_stands_in_the_familys_copy(
    child: ConsideredChild, alice: Client
) -> None:
    Consideration.objects.update(worry=HIT)
    it = child.consideration
    for path in pages(child):
        page = alice.get(path).content.decode()
        assert re.search(r'<div class="rh-no-print">\s*<section class="rh-panel"', page)
    assert FIRST not in words(alice.get(address("consideration_download", it, "record", "json")))
    assert FIRST not in shown(alice, f"{address('consideration_family_copy', it)}?child={child.public_id}")


def test_without_a_worry_what_is_written_about_a_child_is_read_all_the_same(child: ConsideredChild) -> None:
    Consideration.objects.update(worry="")
    assert keys(child) == set()
    ConsideredChild.objects.filter(label="K").update(words=TOUCHED)
    assert "sexual-abuse" in keys(child)
