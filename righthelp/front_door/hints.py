"""What in a text may tell who somebody is: a hint to whoever asks without names, never more (BN-012)."""

import re

DAY = re.compile(
    r"\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b"
    r"|\b\d{1,2}(?:st|nd|rd|th)? (?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* (?:19|20)\d\d\b",
    re.IGNORECASE,
)
WORD = r"[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ’'-]+"
NAME = re.compile(rf"(?<![A-Za-z’'-]){WORD} {WORD}\b")
NO_NAMES = frozenset({
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January", "February", "March",
    "April", "May", "June", "July", "August", "September", "October", "November", "December", "Year", "Class", "Key",
    "Stage", "Reception", "Early", "Help", "Social", "Care", "Team", "Around", "Family", "Children", "Services",
    "Mental", "Health", "Child", "Protection", "Designated", "Safeguarding", "Lead", "Primary", "School", "Secondary",
    "Academy", "College", "Nursery", "Christmas", "Easter", "Since", "Last", "This", "The", "When", "After", "Before",
    "Today", "Yesterday", "In", "On", "At", "And", "But", "She", "He", "They", "Her", "His", "Their", "My", "Our",
    "We", "Mum", "Dad", "Mother", "Father", "Nan", "Gran", "Grandma", "Auntie", "Uncle", "Miss",
})  # fmt: skip


def telling(text: str) -> list[str]:
    """List what looks like a date of birth or a full name, each once, in the order in which it stands.

    >>> telling("Ana Lindqvist, born 3/5/2017, came on Monday. Her mother said so in March 2026.")
    ['3/5/2017', 'Ana Lindqvist']
    >>> telling("A girl of about 8 came in late. She said that Mum was asleep. Year Two sees it, too.")
    []
    """
    days = [match[0] for match in DAY.finditer(text)]
    names = [match[0] for match in NAME.finditer(text) if not NO_NAMES.intersection(match[0].split())]
    return list(dict.fromkeys([*days, *names]))
