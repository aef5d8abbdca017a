"""Folding of names, addresses and dates: what is written differently and meant alike comes out alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from righthelp.people.matching import normal
from righthelp.people.matching.groups import FIRST, LAST, alike


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Siobhán", "SIOBHAN"),
        ("O’Neill", "O'neill"),
        ("Zoë", "Zoe\u0308"),
        ("\u200fAnn\u200f", "Ann"),
        ("Łukasz", "Lukasz"),
        ("Dr. Ann", "Ann"),
        ("Ştefan", "Stefan"),
        ("Ömer", "Omer"),
        ("Ａｎｎ", "Ann"),
        ("Nguyễn", "Nguyen"),
    ],
)
def test_marks_case_titles_and_direction_do_not_matter(one: str, other: str) -> None:
    assert normal.forenames(one) == normal.forenames(other)


@pytest.mark.parametrize("text", ["Baby", "Unborn", "Unknown", "Not known", "N/K", "Baby of Ann", "Twin 1", "", "?"])
def test_a_stand_in_is_no_name(text: str) -> None:
    assert normal.forenames(text) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mohammed", "Muhamad"),
        ("Catherine", "Kathryn"),
        ("Wojciech", "Vojcieh"),
        ("Hussain", "Husein"),
        ("Clarke", "Clark"),
        ("محمد", "Mohamed"),
    ],
)
def test_names_that_sound_alike_have_one_sound(one: str, other: str) -> None:
    assert normal.sound(normal.words(one)[0]) == normal.sound(normal.words(other)[0])


@pytest.mark.parametrize(
    ("one", "other", "part"),
    [
        ("peggy", "margaret", FIRST),
        ("gosia", "malgorzata", FIRST),
        ("ayesha", "aisha", FIRST),
        ("tunde", "babatunde", FIRST),
        ("maxamed", "mohamed", FIRST),
        ("ionut", "ion", FIRST),
        ("mehmet", "mohammed", FIRST),
        ("nowakowska", "nowakowski", LAST),
        ("jalloh", "diallo", LAST),
        ("wong", "wang", LAST),
        ("nic", "nicholas", FIRST),
        ("ivanova", "ivanov", LAST),
    ],
)
def test_forms_of_one_name_are_known_in_every_community(one: str, other: str, part: str) -> None:
    assert alike(one, other, part)


@pytest.mark.parametrize("text", ["0000-01-01", "2015-13-01", "31/02/2015", "yesterday", "", "20150304", "²⁰¹⁵"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert normal.day(text) is None


@given(st.text(max_size=400))
def test_any_text_folds_to_plain_letters_and_digits(text: str) -> None:
    for word in (*normal.words(text), *normal.forenames(text), *normal.surnames(text)):
        assert word
        assert word.isascii()
        assert word.isalnum()
        assert word == word.lower()
    normal.sound("".join(normal.words(text)))
    normal.day(text)
    normal.age(text)
    normal.sex(text)
    normal.stage(text)
    normal.baby_of(text)
    home = normal.home(text, text, text)
    assert not set("/,\t") & set(home.postcode + home.numbers + home.street + home.town)
