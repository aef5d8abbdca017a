"""Reading what was typed into the one box."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from righthelp.people.finding.words import Asked, read_words
from righthelp.people.matching.normal import Day

TODAY = dt.date(2026, 11, 22)


def read(text: str) -> Asked:
    return read_words(text, TODAY)


@pytest.mark.parametrize(
    ("text", "born"),
    [
        ("3/4/2015", Day(2015, 4, 3)),
        ("03.04.15", Day(2015, 4, 3)),
        ("3-4-2015", Day(2015, 4, 3)),
        ("3 / 4 / 2015", Day(2015, 4, 3)),
        ("03042015", Day(2015, 4, 3)),
        ("2015-04-03", Day(2015, 4, 3)),
        ("3rd April 2015", Day(2015, 4, 3)),
        ("3 apr 15", Day(2015, 4, 3)),
        ("3rd of Sept. 2015", Day(2015, 9, 3)),
        ("April 3, 2015", Day(2015, 4, 3)),
        ("dob: 3/4/2015", Day(2015, 4, 3)),
        ("born on 3/4/2015", Day(2015, 4, 3)),
        ("4/23/2015", Day(2015, 4, 23)),
        ("3/4/88", Day(1988, 4, 3)),
        ("April 2015", Day(2015, 4)),
        ("04/2015", Day(2015, 4)),
        ("born 2015", Day(2015)),
        ("2026", Day(2026)),
    ],
)
def test_dates_in_the_usual_british_forms(text: str, born: Day) -> None:
    asked = read(f"Leo Marsh {text}")
    assert {card.born for card in asked.cards} == {born}
    assert not asked.wrong
    assert asked.cards[0].names[0].first == "leo"


@pytest.mark.parametrize(
    ("text", "age"),
    [("about 7", 7), ("aged 7", 7), ("7", 7), ("7 years old", 7), ("7-year-old", 7), ("14 months", 1), ("3 weeks", 0)],
)
def test_ages(text: str, age: int) -> None:
    asked = read(f"{text} Leo Marsh")
    assert {card.age for card in asked.cards} == {age}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("31/2/2015", "31/2/2015: this is not a date"),
        ("1/1/1850", "this is more than 120 years ago"),
        ("1/1/2099", "lies ahead"),
        ("900 years", "nobody is that old"),
        ("943 476 5918", "This is not an NHS number"),
        ("H801200001002", "This is not a unique pupil number"),
    ],
)
def test_what_cannot_be_is_said_and_not_guessed(text: str, said: str) -> None:
    asked = read(f"Leo {text}")
    assert said in " ".join(asked.wrong)
    assert [(card.born, card.age) for card in asked.cards if card.born or card.age is not None] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("943 476 5919", ("9434765919", "", "")),
        ("NHS no. 943-476-5919", ("9434765919", "", "")),
        ("h801200001001", ("", "H801200001001", "")),
        ("07700 900412", ("", "", "07700900412")),
        ("+44 7700 900412", ("", "", "07700900412")),
        ("0044 7700 900412", ("", "", "07700900412")),
        ("(01632) 960 214", ("", "", "01632960214")),
        ("+44 (0)1632 960214", ("", "", "01632960214")),
    ],
)
def test_exact_numbers(text: str, found: tuple[str, str, str]) -> None:
    for words in (text, f"Leo {text}", f"{text} Leo"):
        asked = read(words)
        assert (asked.nhs, asked.upn, asked.phone) == found, words
        assert not asked.wrong


def test_other_numbers_are_local_ones() -> None:
    assert read("A/77-12").others == ("A/77-12",)
    assert read("LCS123456 Leo").others == ("LCS123456",)


def names(text: str) -> set[tuple[str, str, str]]:
    return {(one.first, one.middle, one.last) for card in read(text).cards for one in card.names}


def test_surnames_that_begin_like_a_month_stay_names() -> None:
    for surname in ("Marsh", "Mayer", "Augustin", "Junek", "Decker"):
        asked = read(f"Leo {surname} 2015")
        assert asked.cards[0].names[0].last == surname.lower()
        assert asked.cards[0].born == Day(2015)


def test_names_are_tried_in_both_orders() -> None:
    assert {("maya", "", "lindqvist"), ("lindqvist", "", "maya")} <= names("Maya Lindqvist")
    assert {("maya", "rose", "lindqvist"), ("rose", "lindqvist", "maya")} <= names("Maya Rose Lindqvist")
    assert read("Lindqvist, Maya Rose").cards[0].names[0].last == "lindqvist"
    assert names("Leo") == {("leo", "", ""), ("", "", "leo")}


def test_an_address_and_a_postcode() -> None:
    home = read("Leo 12 Heron Way WZ1 4QT").cards[0].homes[0]
    assert (home.postcode, home.numbers, home.street) == ("wz14qt", "12", "heron way")
    assert read("wz1 4qt").cards[0].homes[0].postcode == "wz14qt"


@pytest.mark.parametrize(
    ("text", "house", "street", "name"),
    [
        ("dunmore keira 14 heron", "14", "heron", "keira"),
        ("Keira Dunmore 14a Heron, WZ1 4QT", "14a", "heron", "dunmore"),
        ("Keira Dunmore 114 heron westmarsh aged 9", "114", "heron westmarsh", "dunmore"),
    ],
)
def test_a_number_between_a_name_and_another_word_is_a_house(text: str, house: str, street: str, name: str) -> None:
    card = read(text).cards[0]
    assert (card.homes[0].numbers, card.homes[0].street, card.names[0].last) == (house, street, name)
    assert card.age == (9 if "aged" in text else None)


@pytest.mark.parametrize(
    "text",
    [
        "Keira 9", "9 Keira", "Keira Dunmore 9", "Keira 9 years", "Keira 9 year old", "Keira aged 9 Dunmore",
        "Keira, 9, Dunmore", "Keira 9 WZ1 4QT", "Keira about 9 Dunmore", "Keira 9 born in Westmarsh",
    ],
)  # fmt: skip
def test_a_number_beside_names_or_with_a_word_of_age_is_an_age(text: str) -> None:
    card = read(text).cards[0]
    assert card.age == 9
    assert not any(home.numbers for home in card.homes)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Keira", "One name alone is too little to search everybody"),
        ("Dunmore,", "One name alone is too little"),
        ("Keira 9", "One name and an age are too little"),
        ("about 9 Keira", "One name and an age are too little"),
        ("9", "An age alone is too little"),
        ("WM4 2QT", "A postcode alone is too little"),
        ("12 Weir Street", "A house and street alone is too little"),
        ("Weir Street", "A street alone is too little"),
        ("Weir Street WM4 2QT", "A street and a postcode are too little"),
        ("Keira, Weir Street", "One name and a street are too little"),
    ],
)
def test_what_names_nobody_among_everybody_is_told_apart(text: str, said: str) -> None:
    asked = read(text)
    assert asked.too_little.startswith(said)
    assert ("a postcode" in asked.to_add) != ("WM4" in text)
    assert asked.to_add.startswith("a first name or surname" if {"Keira", "Dunmore,"} & {*text.split()} else "a ")


def test_what_may_be_enough_is_not_called_too_little() -> None:
    for text in (
        "Keira Dunmore", "Keira WZ1 4QT", "Keira 3/4/2017", "Keira 12 Heron Way", "943 476 5919 Keira",
        "12 Heron Way WZ1 4QT", "3/4/2017", "07700 900412", "Keira Dunmore, Heron Way", "!!!",
    ):  # fmt: skip
        assert not read(text).too_little, text


def places(text: str) -> set[tuple[str, str]]:
    return {(home.street, home.postcode) for card in read(text).cards for home in card.homes}


@pytest.mark.parametrize(
    ("text", "street", "told"),
    [
        ("Heron Way", "heron way", [("Name or street", "Heron Way")]),
        ("Acacia Avenue", "acacia avenue", [("Street", "Acacia Avenue")]),
        ("Keira, Old Mill Road", "old mill road", [("Name", "Keira"), ("Street", "Old Mill Road")]),
        ("Keira Acacia Rd", "acacia road", [("Name", "Keira"), ("Street", "Acacia Rd")]),
        (
            "Keira Heron Way",
            "heron way",
            [("Name", "Keira"), ("Street", "Heron Way"), ("Or the whole as a name", "Keira Heron Way")],
        ),
        ("Keira Dunmore, Heron Way, 9", "heron way", None),
        ("Keira Dunmore Heron Way", "heron way", None),
        ("Old Mill Lane", "old mill lane", None),
    ],
)
def test_a_street_without_a_house_is_read_as_a_place(
    text: str, street: str, told: list[tuple[str, str]] | None
) -> None:
    assert (street, "") in places(text)
    assert told is None or read(text).read == told


def test_a_street_with_a_postcode_is_read_as_a_place() -> None:
    assert ("heron way", "wz14qt") in places("Heron Way WZ1 4QT")
    assert ("heron way", "wz14qt") in places("Keira Heron Way WZ1 4QT")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Penny Lane", ("penny", "", "lane")),
        ("Lane Penny", ("penny", "", "lane")),
        ("Mary Ann Close", ("mary", "ann", "close")),
        ("Street, Della", ("della", "", "street")),
        ("Way", ("", "", "way")),
        ("Keira Hill", ("keira", "", "hill")),
        ("Maya Green", ("maya", "", "green")),
    ],
)
def test_surnames_that_end_streets_too_stay_names(text: str, name: tuple[str, str, str]) -> None:
    assert name in names(text)


def test_the_mother_of_an_unborn_baby_keeps_a_surname_that_ends_streets_too() -> None:
    parents = {(one.first, one.last) for card in read("baby of Penny Lane").cards for one in card.parents}
    assert ("penny", "lane") in parents


def test_an_unborn_baby_is_looked_for_by_the_mother() -> None:
    asked = read("unborn baby of Ana Lindqvist due 3 February 2027")
    assert asked.cards[0].due == Day(2027, 2, 3)
    assert ("ana", "lindqvist") in {(one.first, one.last) for card in asked.cards for one in card.parents}


def test_what_was_understood_is_told() -> None:
    assert read("Leo about 7 wz1 4qt").read == [("Postcode", "WZ1 4QT"), ("Age", "about 7"), ("Name", "Leo")]


@given(st.text(max_size=300))
def test_anything_can_be_typed(text: str) -> None:
    asked = read(text)
    assert len(asked.cards) <= 6


@given(st.from_regex(r"[A-Za-z0-9 /.,+()-]{0,60}", fullmatch=True))
def test_any_digits_and_marks_can_be_typed(text: str) -> None:
    read(text)
