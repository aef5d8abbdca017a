"""What the family will read: asked for on the short path too, before a level is decided."""

import pytest
from django.test import Client

from righthelp.considerations.models import Consideration, ConsideredChild
from righthelp.considerations.tests.pages import address, client_of, in_use, said_safe, send, shown
from righthelp.considerations.tests.test_documents import FORMATS, taken, text_of
from righthelp.considerations.tests.test_start import decide_on, draft, edition

pytestmark = pytest.mark.django_db
LACKS = "It does not say what the worry is, nor what is going well."
TASK = "What the family will read: the worry and what is going well, in plain words"


@pytest.fixture
def child() -> ConsideredChild:
    """Give one child of a draft on the short path, whose family may be spoken to."""
    in_use(edition())
    given: ConsideredChild = draft("J").children.get()
    Consideration.objects.update(safe_to_speak="yes")
    return given


@pytest.fixture
def alice(child: ConsideredChild) -> Client:
    """Give the browser of whoever holds the draft."""
    return client_of(child.consideration.holder)


def test_the_short_path_offers_it_and_waits_for_nobody(child: ConsideredChild, alice: Client) -> None:
    home = address("consideration", child.consideration)
    assert f"{TASK} If you have time" in shown(alice, home)
    assert f'href="{address("child_balance", child)}"' in alice.get(home).text
    send(alice, address("child_balance", child), worries="He is hungry.")
    assert f"{TASK} Started" in shown(alice, home)
    send(alice, address("child_balance", child), worries="He is hungry.", strengths="His aunt helps.")
    assert f"{TASK} Written" in shown(alice, home)
    assert LACKS not in shown(alice, address("child_decide", child))


@pytest.mark.parametrize("page", ["child_decide", "consideration_family_copy"])
def test_before_the_level_is_saved_it_is_said_what_the_copy_lacks(
    child: ConsideredChild, alice: Client, page: str
) -> None:
    path = address(page, child if page == "child_decide" else child.consideration)
    assert LACKS in shown(alice, path)
    assert f'href="{address("child_balance", child)}"' in alice.get(path).text
    ConsideredChild.objects.update(worries="He is hungry.")
    assert "It does not say what is going well." in shown(alice, path)
    ConsideredChild.objects.update(strengths="His aunt helps.")
    assert "It does not say" not in shown(alice, path)


def test_after_the_decision_it_is_said_before_the_copy_is_called_safe_and_nothing_is_written_any_more(
    child: ConsideredChild, alice: Client
) -> None:
    decide_on(child, 2)
    copy = address("consideration_family_copy", child.consideration)
    text = shown(alice, copy)
    assert text.index(LACKS) < text.index("I have read all of it, and it is safe to give")
    assert "A level is decided, so these are not written any more." in text
    assert f'href="{address("child_balance", child)}"' not in alice.get(copy).text
    assert LACKS not in shown(alice, address("child_decide", child))


@pytest.mark.parametrize("form", FORMATS)
def test_from_the_short_path_the_copy_says_the_worry_and_what_is_going_well(
    child: ConsideredChild, alice: Client, form: str
) -> None:
    send(alice, address("child_balance", child), worries="He is hungry.", strengths="His aunt helps.")
    decide_on(child, 2)
    said_safe(alice, child)
    text = text_of(taken(alice, child.consideration, "family", form, f"?child={child.public_id}"), form)
    assert "He is hungry." in text
    assert "His aunt helps." in text


def test_what_it_lacks_is_never_on_the_paper(child: ConsideredChild, alice: Client) -> None:
    decide_on(child, 2)
    said_safe(alice, child)
    assert "It does not say" not in text_of(taken(alice, child.consideration, "family", "docx"), "docx")
