"""A guide loaded from a table of descriptors alone: every sentence stands, and says what to do instead."""

import pytest
from django.test import Client
from django.utils import timezone

from righthelp.audit.actions import COMMAND
from righthelp.guidance.actions import publish
from righthelp.guidance.importing import import_file
from righthelp.guidance.models import Edition, Framework
from righthelp.guidance.tests.helpers import ROWS, page, words

NO_NUMBERS = "This guide has no telephone numbers yet: for any other worry, ask your safeguarding lead whom to ring."
DANGER = "A child in danger now: the police, 999"
WORRY = "He is hungry. He had bruises on both arms and said his dad hit him with a belt."


@pytest.fixture
def westmarsh(db: None, guidance: dict[str, Edition]) -> Edition:
    """Load a table with nothing around it, and publish it."""
    edition = import_file(name="westmarsh.csv", content=ROWS.encode(), slug=None, edition_name="E1", by=COMMAND)
    publish(edition=edition, effective_from=timezone.localdate(), by=None)
    return edition


@pytest.mark.parametrize("place", ["levels/2", "print"])
def test_wherever_numbers_would_stand_it_says_what_to_do_instead(
    client: Client, westmarsh: Edition, place: str
) -> None:
    text = page(client, f"/guidance/westmarsh/{place}")
    assert DANGER in text
    assert NO_NUMBERS in text


def results(client: Client) -> str:
    return words(client.post("/worry", {"text": WORRY, "framework": "westmarsh"}))


def test_the_answer_to_a_worry_says_whom_to_ring_instead(client: Client, westmarsh: Edition) -> None:
    after = results(client).partition("do not wait: ring now.")[2]
    assert DANGER in after
    assert NO_NUMBERS in after


def test_the_panel_never_names_somebody_without_saying_how_to_reach_them(client: Client, westmarsh: Edition) -> None:
    panel = results(client).partition("Read this first")[2].partition("Closest in the guidance")[0]
    named, _, after = panel.partition("the emergency team when they are closed. ")
    assert named.endswith("Children’s social care, or ")
    assert after.startswith("This guide has no telephone number for them yet: if a child is in danger, ring the police")


def test_one_theme_is_one_theme(client: Client, westmarsh: Edition) -> None:
    text = results(client)
    assert "One theme of the guidance is close to your words, below." in text
    assert "1 themes" not in text


def test_the_guides_page_leaves_out_what_nobody_told(client: Client, westmarsh: Edition) -> None:
    text = page(client, "/guidance/westmarsh")
    assert " Edition: E1" in text
    assert ". Edition: E1" not in text
    assert "Sources:" not in text
    assert "How to use the guide This guide, as it was loaded here, does not say how to use it." in text


def test_editors_are_told_what_is_missing_and_what_to_do(editing: Client, westmarsh: Edition) -> None:
    assert "To do: westmarsh has no telephone numbers yet." in page(editing, "/editor")
    text = page(editing, f"/editor/editions/{westmarsh.public_id}")
    for gap in ("Whom to ring", "Whose guide it is", "Which documents", "How to use the guide", "whatever the level"):
        assert gap in text.partition("To do: what is missing")[2].partition("Two descriptors")[0]


def test_a_guide_with_everything_around_it_leaves_editors_nothing_to_do(
    editing: Client, guidance: dict[str, Edition]
) -> None:
    assert "To do" not in page(editing, f"/editor/editions/{guidance['bathnes'].public_id}")
    assert "To do" not in page(editing, "/editor")


def test_a_later_file_names_what_had_no_name_and_replaces_no_name(westmarsh: Edition) -> None:
    for title, authority in (("Westmarsh guide", "Westmarsh Partnership"), ("Another", "Another")):
        content = f"title: {title}\nauthority: {authority}\ndescriptors: [{{id: a, level: 1, theme: H, text: T}}]"
        import_file(name="westmarsh.yaml", content=content.encode(), slug=None, edition_name=None, by=COMMAND)
    kept = Framework.objects.get(slug="westmarsh")
    assert (kept.title, kept.authority) == ("Westmarsh guide", "Westmarsh Partnership")
