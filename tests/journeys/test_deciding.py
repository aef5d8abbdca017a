"""The main job: a teacher goes from a worry in her own words to a recorded level that she can take away."""

import io

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.journeys.conftest import Visitor
from tests.journeys.test_searching import WORRY, searches

pytestmark = pytest.mark.journey


def saved(page: Page, link: str) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("link", name=link).first.click()
    with open(download.value.path(), "rb") as file:
        return file.read()


@pytest.mark.requirement("BG-005", "BT-017", "SF-036")
def test_a_teacher_records_the_level_that_she_and_her_lead_decided(visitor: Visitor) -> None:
    page = visitor.page
    visitor.signs_in_as("Amina Yusuf")
    visitor.opens("/worry")
    searches(visitor, WORRY)
    visitor.sends("Think this through and record it")
    assert page.get_by_label("What are you worried about?").input_value() == WORRY
    page.get_by_label("Children who are not in this list").fill("Child A")
    page.get_by_label("Full").check()
    visitor.goes_by(page.locator("main form button[type=submit]").first)
    visitor.sees("NOT SENT")
    visitor.follows("What the guidance says that fits", exact=False)
    visitor.sends("Add", exact=False)
    page.goto(page.url.partition("/children/")[0])
    visitor.follows("The level you decide on together", exact=False)
    assert page.get_by_role("radio").count() > 3
    assert page.locator("input[type=radio]:checked").count() == 0
    page.get_by_role("radio").nth(3).check()
    page.get_by_label("With whom?").fill("Margaret Bell, safeguarding lead")
    page.get_by_label("Why this level?").fill("He is hungry, and it goes on. Mum has asked for help.")
    visitor.sends("Save the decision")
    if page.get_by_label("Why not the level of the highest worry?").count():
        page.get_by_label("Why not the level of the highest worry?").fill("It has been so for one week only.")
        visitor.sends("Save the decision")
    visitor.sees("is saved for Child A.")
    page.goto(page.url.partition("/children/")[0])
    visitor.sees_a_sound_page()
    visitor.sees("He is hungry, and it goes on.")
    pdf = PdfReader(io.BytesIO(saved(page, "The record as PDF")))
    assert "He is hungry, and it goes on." in " ".join(sheet.extract_text() for sheet in pdf.pages).replace("\n", " ")
    assert "/MarkInfo" in pdf.root_object
    assert saved(page, "The record as Word")[:2] == b"PK"


def test_words_without_a_space_never_widen_a_page(visitor: Visitor) -> None:
    page = visitor.page
    visitor.signs_in_as("Amina Yusuf")
    visitor.opens("/considerations/start")
    page.get_by_label("What are you worried about?").fill(f"{'w' * 300} https://example.org/{'path' * 60}")
    page.get_by_label("Children who are not in this list").fill("C" * 68)
    page.get_by_label("Full").check()
    visitor.goes_by(page.locator("main form button[type=submit]").first)
    started = page.url
    decide = page.get_by_role("link", name="The level you decide on together").get_attribute("href")
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        for address in (started, f"{started}/family-copy", f"{started.partition('/considerations')[0]}{decide}"):
            page.goto(address)
            page.evaluate("document.querySelectorAll('details').forEach(it => it.open = true)")
            assert page.evaluate("document.documentElement.scrollWidth") == width, address


def test_what_may_be_a_crime_stands_first_where_she_thinks_and_decides(visitor: Visitor) -> None:
    page = visitor.page
    visitor.signs_in_as("Amina Yusuf")
    visitor.opens("/considerations/start")
    page.get_by_label("What are you worried about?").fill("Dad hit him with a belt and there are marks on his arm.")
    page.get_by_label("Children who are not in this list").fill("Child B")
    page.get_by_label("Full").check()
    visitor.sends("Start")
    visitor.sees("Read this first")
    home = page.url
    for link in ("What the guidance says that fits", "The level you decide on together"):
        page.goto(home)
        visitor.follows(link, exact=False)
        visitor.sees("Read this first")
    page.goto(home)
    visitor.follows("Conversations and advice", exact=False)
    page.get_by_label("I asked for advice").check()
    page.get_by_label("With whom?").fill("Margaret Bell, safeguarding lead")
    for part, value in (("Day", "2"), ("Month", "3"), ("Year", "2026")):
        page.get_by_label(part, exact=True).fill(value)
    page.get_by_label("What did they say?").fill("Ring now.")
    visitor.sends("Save this talk")
    visitor.sees("The talk is saved.")
    visitor.sends("Done: back to the consideration without adding another")
    page.goto(f"{home}/family-copy")
    visitor.sees_a_sound_page()
    visitor.sees("Check first that it is safe to give this to the family.")


def test_her_drafts_and_decisions_stand_in_her_list(visitor: Visitor) -> None:
    visitor.signs_in_as("Amina Yusuf")
    visitor.opens("/considerations")
    visitor.sees("NOT SENT")
    visitor.goes_by(visitor.page.get_by_role("link", name="Keira Dunmore").first)


def test_people_and_editors_pages_are_sound(visitor: Visitor) -> None:
    visitor.signs_in_as("Margaret Bell")
    for path in ("/considerations", "/account", "/people"):
        visitor.opens(path)
    visitor.opens("/sign-in")
