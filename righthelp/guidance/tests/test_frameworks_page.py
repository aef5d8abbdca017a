"""The list of guides."""

from django.test import Client

from righthelp.agencies.models import Practitioner
from righthelp.guidance.actions import adopt
from righthelp.guidance.models import Edition
from righthelp.guidance.tests.helpers import RESTATED, draft, page


def test_it_says_that_nothing_is_published_yet(client: Client, db: None) -> None:
    draft()
    assert "No guidance has been published here yet. A guidance editor can load it." in page(client, "/guidance")


def test_it_lists_the_three_guides_and_says_that_each_is_restated(client: Client, guidance: dict[str, Edition]) -> None:
    text = page(client, "/guidance")
    assert text.count(RESTATED) == 3
    assert "No guidance has been adopted here yet." in text


def test_the_adopted_guide_comes_first(client: Client, guidance: dict[str, Edition], editor: Practitioner) -> None:
    adopt(framework=guidance["staffordshire"].framework, by=editor)
    text = page(client, "/guidance")
    assert text.index("Staffordshire Safeguarding") < text.index("Barnsley Safeguarding")
    assert text.count("Used by this partnership") == 1
    assert client.get("/levels").headers["Location"] == "/guidance/staffordshire"


def test_levels_lead_to_the_list_before_adoption(client: Client, guidance: dict[str, Edition]) -> None:
    assert client.get("/levels").headers["Location"] == "/guidance"
