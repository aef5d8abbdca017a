"""Anyone reads the guidance without signing in."""

import pytest

from tests.journeys.conftest import Visitor

pytestmark = pytest.mark.journey

PAGES = [
    "/", "/guidance", "/guidance/bathnes", "/guidance/staffordshire", "/guidance/barnsley",
    "/guidance/bathnes/levels/3", "/guidance/staffordshire/levels/3", "/guidance/barnsley/levels/5",
    "/guidance/bathnes/themes/clothing", "/guidance/staffordshire/themes/exploitation",
    "/guidance/bathnes/glossary", "/guidance/bathnes/print", "/guidance/staffordshire/print",
    "/guidance/bathnes/editions", "/contacts", "/contacts?framework=staffordshire", "/worry",
    "/compare?framework=bathnes&theme=clothing&with=staffordshire", "/accessibility", "/privacy", "/sign-in",
]  # fmt: skip


def test_every_page_for_everybody_is_sound(visitor: Visitor) -> None:
    for path in PAGES:
        visitor.opens(path)


@pytest.mark.requirement("BG-004")
def test_a_reader_meets_how_to_use_the_guide_before_the_levels(visitor: Visitor) -> None:
    visitor.opens("/guidance/bathnes")
    headings = visitor.page.locator("h2").all_inner_texts()
    assert headings.index("How to use the guide") < headings.index("The levels")
