"""A mother reads her copy of the plan on a page of her own: a link and a code, no account, and nothing of others."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ViewportSize, expect

from tests.journeys.beside_a_family import NURSE, Nurse, path_of
from tests.journeys.conftest import DESK

pytestmark = pytest.mark.journey

TELEPHONE = ViewportSize(width=320, height=700)
MOTHER = "Carys Bright"
GOAL = "Ruby is at school on time on every day"
ONLY_FOR_THE_TEAM = "Simon has asked for help with his drinking."
SAYS = "Ruby slept until nine on Saturday. The rent still keeps me awake."
WHY_SEVEN = "Only Mondays are hard."
NOTHING_BEFORE_THE_CODE = ("Ruby", "Jude", "Nell", "Bright", "Westmarsh", "plan", "Early help", NURSE)


@pytest.mark.requirement("BP-209")
def test_a_mother_reads_her_plan_on_a_page_of_her_own_and_says_how_it_is_going(browser: Browser, address: str) -> None:
    with somebody(browser, address, DESK) as lead:
        lead.signs_in_as(NURSE)
        plan = writes_what_her_copy_says(lead)
        link, code = switches_her_page_on(lead, plan)
        with somebody(browser, address, TELEPHONE) as mother:
            opens_it_with_the_right_code_only(mother, link, code)
            says_how_it_is_going(mother)
            marks_the_scale(mother)
        reads_what_she_said(lead, plan)
        shuts_the_page(lead, plan)
        with somebody(browser, address, TELEPHONE) as finder:
            finds_it_shut(finder, link)


@contextmanager
def somebody(browser: Browser, address: str, size: ViewportSize) -> Iterator[Nurse]:
    """Open a browser of its own: nobody is signed in, and no cookie of anybody else is in it."""
    visitor = Nurse(browser.new_context(viewport=size).new_page(), address)
    yield visitor
    visitor.leaves()


def writes_what_her_copy_says(lead: Nurse) -> str:
    """One part is left out of her copy, the plan is agreed, and the copy read and released."""
    lead.opens("/early-help")
    lead.goes("Ruby")
    lead.goes("Open the plan")
    plan = path_of(lead)
    lead.goes("Add what goes well for all the children")
    lead.fills({"What goes well": ONLY_FOR_THE_TEAM})
    lead.page.get_by_role("group", name="Whose copy leaves this out").get_by_label(MOTHER).check()
    lead.sends("Save")
    lead.goes("Agree this plan")
    lead.fills({"Who agreed it": "Carys, Simon and Dean", "How do you know that they understood": "Each said it back."})
    lead.sends("The plan is agreed")
    lead.opens(f"{plan}/copies")
    lead.goes(f"Read and release a copy for {MOTHER}")
    lead.does_not_see(ONLY_FOR_THE_TEAM)
    lead.page.get_by_label("I have read all of it").check()
    lead.sends("Release this copy")
    return plan


def switches_her_page_on(lead: Nurse, plan: str) -> tuple[str, str]:
    """Off until the risk question is answered; link and code go two ways, and are shown once."""
    lead.opens(f"{plan}/own-pages")
    lead.goes(f"Switch it on for {MOTHER}")
    lead.page.get_by_label("I asked them when nobody else was there").check()
    lead.fills({"How do you know that nobody else can read it": "Only she knows how to open her telephone."})
    lead.sees("NOT SAFE, do not use: text message")
    lead.chooses({"How does the link go": "Telephone", "How does the code go": "Telephone"})
    lead.sends("Make the link and the code")
    lead.sees("The code must go another way than the link")
    lead.chooses({"How does the link go": "E-mail", "How does the code go": "In person"})
    lead.sends("Make the link and the code")
    lead.sees("You see them only now.")
    link, code = (one.strip() for one in lead.page.locator(".rh-secret").all_inner_texts())
    lead.goes("I have noted both")
    lead.does_not_see(link, code)
    lead.sees("Not opened yet.")
    return urlsplit(link).path, code


def opens_it_with_the_right_code_only(mother: Nurse, link: str, code: str) -> None:
    """Whoever has the link alone learns nothing of anybody."""
    mother.opens(link)
    mother.sees("This page is private.")
    mother.does_not_see(*NOTHING_BEFORE_THE_CODE)
    mother.fills({"Your code": "".join(str((int(number) + 1) % 10) for number in code if number.isdigit())})
    mother.sends("Open")
    mother.sees("That code does not fit.")
    mother.does_not_see(*NOTHING_BEFORE_THE_CODE)
    mother.fills({"Your code": code})
    mother.sends("Open")
    mother.sees(GOAL)
    mother.does_not_see(ONLY_FOR_THE_TEAM)
    assert mother.page.context.cookies() == []


def says_how_it_is_going(mother: Nurse) -> None:
    """What she sends is not shown again, whoever looks at her telephone later."""
    mother.fills({"What do you want to tell us": SAYS})
    mother.page.get_by_label("I would like somebody to talk with me").check()
    mother.sends("Send")
    mother.sees("Thank you.")
    mother.does_not_see(SAYS)


def marks_the_scale(mother: Nurse) -> None:
    """Mark where she is between 0 and 10."""
    mother.page.get_by_text("Say where you are between 0 and 10").click()
    scale = mother.page.get_by_role("group", name="Where are you today?")
    scale.get_by_label("7", exact=True).check()
    mother.fills({"Why there": WHY_SEVEN})
    mother.sends("Send")
    mother.sees("Thank you.")
    mother.does_not_see(WHY_SEVEN)


def reads_what_she_said(lead: Nurse, plan: str) -> None:
    """The plan says that there is something new; her mark stands as her own voice."""
    lead.opens(plan)
    lead.sees("not read yet")
    lead.goes("Read what they say")
    lead.sees(SAYS)
    lead.sees("They would like somebody to talk with them.")
    lead.sends("I have read this", exact=False)
    lead.sees(f"{NURSE} read it on")
    lead.opens(f"{plan}/progress")
    lead.goes(f"Where people see it.*{GOAL}")
    lead.sees(f"{MOTHER}")
    lead.sees(WHY_SEVEN)
    lead.sees("7 on ")


def shuts_the_page(lead: Nurse, plan: str) -> None:
    """Switch it off again."""
    lead.opens(f"{plan}/own-pages")
    lead.goes("Shut it")
    lead.fills({"Why is it shut": "Carys asked for it."})
    lead.sends("Shut the page")
    lead.sees("The link opens nothing any more.")


def finds_it_shut(finder: Nurse, link: str) -> None:
    """The same words as for a link that never was."""
    answer = finder.page.goto(finder.address + link)
    assert answer
    assert answer.status == 404  # which the browser writes into its console
    finder.complaints.clear()
    finder.sees_a_sound_page()
    finder.sees("This page is not open")
    finder.does_not_see(*NOTHING_BEFORE_THE_CODE)
    expect(finder.page.get_by_label("Your code")).to_have_count(0)
