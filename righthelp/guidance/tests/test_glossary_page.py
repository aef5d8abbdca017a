"""The words explained."""

import pytest
from django.test import Client

from righthelp.guidance.models import Edition
from righthelp.guidance.tests.helpers import RESTATED, page, published


@pytest.mark.requirement("BN-095")
def test_bath_explains_its_eight_terms(client: Client, guidance: dict[str, Edition]) -> None:
    text = page(client, "/guidance/bathnes/glossary")
    for term in (
        "Family Adults and children who belong together",
        "Family support Advice and support for parents and carers",
        "FGM Female genital mutilation",
        "Impact What an action has changed",
        "Safeguarding and promoting the welfare of children Keeping children from being badly treated",
        "Significant harm The point at which the law",
        "Team Around the Family (TAF) action plan A plan",
        "Universal services or level 1 Services that anyone can use.",
    ):
        assert term in text
    assert RESTATED in text


def test_a_guide_without_a_glossary_says_so(client: Client, db: None) -> None:
    published()
    assert "explains no words" in page(client, "/guidance/westmarsh/glossary")
