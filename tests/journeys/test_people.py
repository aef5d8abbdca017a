"""A teacher opens what is known of a child she works with, finds people, and adds a child with the mother."""

import re

import pytest

from tests.journeys.conftest import Visitor

pytestmark = pytest.mark.journey
PAGES = ("The family, drawn", "People around them", "Contact sheet to print", "Chronology", "Why can I see this?")


def test_she_goes_round_the_record_of_a_child_she_works_with(visitor: Visitor) -> None:
    visitor.signs_in_as("Amina Yusuf")
    visitor.opens("/children")
    visitor.follows("Keira Dunmore")
    visitor.sees("Keira Dunmore")
    record = visitor.page.url
    for link in PAGES:
        visitor.page.goto(record)
        visitor.follows(link)
        visitor.sees("Keira")


def test_she_finds_somebody_however_she_types_the_name(visitor: Visitor) -> None:
    visitor.signs_in_as("Amina Yusuf")
    visitor.opens("/records/find")
    for words in ("keira dunmor", "DUNMORE, Keira", "Sasha Dunmore"):
        visitor.page.get_by_label("Who are you looking for?").fill(words)
        visitor.sends("Find")
        visitor.sees(words.partition(" ")[0].title() if words.startswith("S") else "Keira Dunmore")
        assert "unmor" not in visitor.page.url  # a name never stands in an address


def test_she_adds_a_child_and_the_mother_in_one_go(visitor: Visitor) -> None:
    page = visitor.page
    visitor.signs_in_as("Amina Yusuf")
    visitor.opens("/records/add")
    page.get_by_label("First name").fill("Ferelith")
    page.get_by_label("Last name").fill("Quillfeather")
    page.get_by_label("Or about how old, in years?").fill("7")
    page.get_by_label("How do you know?").fill("Told by the family")
    visitor.sends("Continue")
    visitor.goes_by(page.get_by_role("button", name=re.compile("Add .* person")))
    page.get_by_label("First name").fill("Isolde")
    page.get_by_label("Last name").fill("Quillfeather")
    page.get_by_label("Who is it?").select_option(label="Mother")
    page.get_by_label("With the child").check()
    visitor.sends("Continue")
    visitor.sends("Continue")
    if page.get_by_role("radio").count():
        for choice in page.get_by_label("A new person").all():
            choice.check()
    if page.get_by_role("button", name="Continue").count():
        visitor.sends("Continue")
    visitor.sends("Save the child and the people around")
    visitor.sees("Ferelith Quillfeather")
    visitor.sees("Isolde Quillfeather")
