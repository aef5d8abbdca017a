"""How old the youngest child in a text is, as far as the words say: "10 yr old", "yr 5", "she's 9", "nursery"."""

import re

WORDS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
NUMBERS = {word: number for number, word in enumerate(WORDS.split())}
ONE_NUMBER = rf"(\d{{1,2}}|{'|'.join(NUMBERS)})"
SAID_AGES = (
    re.compile(rf"\b{ONE_NUMBER}[- ]?(?:years?|yrs?|y)?[- ]?(?:/?o|old|yo)\b"),
    re.compile(rf"\b(?:aged?|age at \w+|age of|turned|only|just) {ONE_NUMBER}\b"),
    re.compile(rf"\b{ONE_NUMBER} ?(?:years?|yrs?) (?:and |\d+ ?(?:months?|m\b))"),
    re.compile(
        rf"\b(?:is|was|she's|shes|he's|hes|i'm|im|child|boy|girl|son|daughter|sister|brother) \(?{ONE_NUMBER}\b"
        r"(?! (?:weeks?|months?|days?|times|of|minutes|hours|am|pm|per|other|people|miles|stone|kg|nights|in\b))"
        r"(?! years? ago)"
    ),
    re.compile(
        rf"\b(?:boy|girl|lad|lass|child|kid|son|daughter|niece|nephew|sister|brother|pupil)s?,? (?:of )?{ONE_NUMBER}"
        r"\b(?! ?(?:weeks?|wks?|months?|mths?|days?|times|of|minutes|mins|hours|am|pm|per|miles|stone|kg|nights|in\b))"
    ),
    re.compile(rf"\b(?:has|have|had|got) {ONE_NUMBER} (?:years|yrs)\b(?! (?:ago|left|of|in|to|at|experience))"),
    re.compile(r",\s?(\d{1,2})(?=[,.)]|$)"),
    re.compile(r"\((\d{1,2})\)"),
    re.compile(r"\b(\d{1,2})(?=[mf]\b)"),
)
SCHOOL_YEAR = re.compile(rf"\b(?:years?|yrs?|y) ?{ONE_NUMBER}\b(?! (?:old|ago|of|in))")
YOUNG = re.compile(
    r"\b(reception|nursery|pre-?school|toddler|napp(?:y|ies)|infant (?:school|class)|primary|ks[12]|playgroup|"
    r"cubs?|brownies?|rainbows?|beavers?)\b"
)
FIRST_SCHOOL_AGE, YOUNG_AGE, LARGEST = 5, 5, 25


def youngest(text: str) -> int | None:
    """Give the lowest age in years that a normal text names; None where it names none.

    >>> youngest("my gf is 12 nearly 13"), youngest("a yr 5 boy"), youngest("she is in nursery"), youngest("mum")
    (12, 10, 5, None)
    """
    found = [_number(match) for pattern in SAID_AGES for match in pattern.findall(text)]
    found += [_number(match) + FIRST_SCHOOL_AGE for match in SCHOOL_YEAR.findall(text)]
    found += [YOUNG_AGE] if YOUNG.search(text) else []
    return min((age for age in found if age <= LARGEST), default=None)


def _number(text: str) -> int:
    return NUMBERS[text] if text in NUMBERS else int(text)
