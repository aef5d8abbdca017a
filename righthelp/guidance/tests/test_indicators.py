"""Each restated sentence stands where the published guide puts it: how many to a theme and level, and which.

Counted from the published guides; the digest is over every published (id, level, group, theme) in order,
so that a sentence that moves fails here, and not only where the transcriptions are at hand.
"""

import hashlib
from collections import Counter

import pytest

from righthelp.guidance.models import Edition

# How many sentences there are at each level, the first level first.
LEVELS = {
    "barnsley": (0, 0, 0, 0, 0),
    "staffordshire": (50, 89, 39, 78),
    "bathnes": (31, 31, 31, 35, 33),
}
DIGESTS = {
    "staffordshire": "f2bbff40cb83656c",
    "bathnes": "ad0bdb906e12e614",
}
STAFFORDSHIRE = {
    ("child's developmental needs", "Health"): (10, 15, 9, 17),
    ("child's developmental needs", "Education and Learning"): (9, 8, 4, 2),
    ("child's developmental needs", "Emotional and Behavioural Development"): (6, 7, 3, 3),
    ("child's developmental needs", "Identity and Self-esteem"): (3, 5, 0, 2),
    ("child's developmental needs", "Family and Social Relationships"): (3, 5, 0, 6),
    ("child's developmental needs", "Social Presentation"): (2, 2, 0, 1),
    ("child's developmental needs", "Self-care Skills"): (1, 3, 0, 3),
    ("parents and carers", "Basic Care, Safety and Protection"): (2, 8, 9, 9),
    ("parents and carers", "Emotional Warmth"): (3, 3, 3, 3),
    ("parents and carers", "Guidance, Boundaries and Stimulation"): (2, 7, 2, 4),
    ("family and environmental factors", "Family History and Functioning"): (2, 10, 2, 4),
    ("family and environmental factors", "Housing, Employment and Finance"): (3, 7, 0, 4),
    ("family and environmental factors", "Family's Social Integration"): (1, 2, 0, 2),
    ("family and environmental factors", "Community Resources"): (3, 2, 1, 1),
    ("exploitation", "Exploitation"): (0, 5, 1, 6),
    ("child's developmental needs", "Behavioural Development"): (0, 0, 5, 3),
    ("other", "Other indicators"): (0, 0, 0, 8),
}
BATHNES = {
    "Domestic abuse and adult relationships": (1, 1, 1, 1, 1),
    "Adult mental health": (1, 1, 1, 1, 1),
    "Animals in the home": (1, 1, 1, 1, 1),
    "Bereavement": (1, 1, 1, 1, 1),
    "Care arrangements": (1, 1, 1, 1, 1),
    "Supervision": (1, 1, 1, 1, 1),
    "Clothing": (1, 1, 1, 1, 1),
    "Child's emotional wellbeing and relationships": (1, 1, 1, 1, 1),
    "Exploitation and online safety": (1, 1, 1, 1, 1),
    "Health and disability": (1, 1, 1, 1, 1),
    "Emotional responsiveness and emotional abuse": (1, 1, 1, 1, 1),
    "Family finances": (1, 1, 1, 1, 1),
    "Food and nutrition": (1, 1, 1, 1, 1),
    "Handling and responses to the child or baby": (1, 1, 1, 2, 2),
    "Home and housing": (1, 1, 1, 2, 1),
    "Hygiene and self-care": (1, 1, 1, 1, 1),
    "Neglect and child-focused care": (1, 1, 1, 1, 1),
    "Engagement with services and advice": (1, 1, 1, 1, 1),
    "Warmth and consistency of parenting": (1, 1, 1, 1, 1),
    "Boundaries and behaviour": (1, 1, 1, 1, 1),
    "Physical harm and chastisement": (1, 1, 1, 1, 1),
    "Community belonging and anti-social behaviour": (1, 1, 1, 1, 1),
    "Culture, beliefs and extremism": (1, 1, 1, 1, 1),
    "Adolescents and independence": (1, 1, 1, 2, 1),
    "Safe sleeping": (1, 1, 1, 1, 1),
    "Safety awareness at home and in the community": (1, 1, 1, 1, 1),
    "Sexual safety and abuse": (1, 1, 1, 1, 1),
    "Sexual relationships and sexual behaviour": (1, 1, 1, 2, 2),
    "Substance use": (1, 1, 1, 1, 1),
    "Combined domestic abuse, substance use and mental health": (1, 1, 1, 1, 1),
    "Education": (1, 1, 1, 1, 1),
}


def counted(edition: Edition) -> dict[tuple[str, str], tuple[int, ...]]:
    """Count the sentences of each group and theme at each level."""
    numbers = sorted(edition.levels.values_list("number", flat=True))
    found = Counter(edition.descriptors.values_list("theme__group", "theme__name", "level__number"))
    places = {(group, theme) for group, theme, _ in found}
    return {place: tuple(found[(*place, number)] for number in numbers) for place in places}


def digest(edition: Edition) -> str:
    """Give a fingerprint of where every sentence stands."""
    parts = ("code", "level__number", "theme__group", "theme__name")
    rows = sorted("|".join(map(str, row)) for row in edition.descriptors.values_list(*parts))
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()[:16]


@pytest.mark.parametrize("slug", LEVELS)
def test_each_level_holds_as_many_sentences_as_are_published(guidance: dict[str, Edition], slug: str) -> None:
    levels = guidance[slug].levels.order_by("number")
    assert tuple(level.descriptors.count() for level in levels) == LEVELS[slug]


@pytest.mark.requirement("SF-046")
def test_staffordshires_indicators_stand_in_their_group_domain_and_level(guidance: dict[str, Edition]) -> None:
    assert counted(guidance["staffordshire"]) == STAFFORDSHIRE
    assert digest(guidance["staffordshire"]) == DIGESTS["staffordshire"]


@pytest.mark.requirement("BN-023")
def test_baths_descriptors_stand_in_their_31_themes_on_five_levels(guidance: dict[str, Edition]) -> None:
    assert len(BATHNES) == 31
    assert counted(guidance["bathnes"]) == {("", theme): numbers for theme, numbers in BATHNES.items()}
    assert digest(guidance["bathnes"]) == DIGESTS["bathnes"]
