"""What the panel above search results says, kept by editors."""

import pytest
from django.test import Client

from righthelp.agencies.models import Practitioner
from righthelp.guidance.actions import ChangedMeanwhile, change_panel_entry
from righthelp.guidance.built_in import load_panel
from righthelp.guidance.models import Edition, PanelEntry
from righthelp.guidance.tests.helpers import events, send, words

ADDRESS = "/editor/panel/immediate-danger"
FILLED = {
    "version": "1",
    "title": "Danger",
    "steps": "Ring 999.\nStay with the child.",
    "ring": ["police_999", "lado"],
    "source": "Our own procedure",
    "certainty": "agreed with the police",
}


def entry() -> PanelEntry:
    """Read the entry."""
    return PanelEntry.objects.get(key="immediate-danger")


def test_a_change_is_kept_with_its_event_and_names_no_text(guidance: dict[str, Edition], editor: Practitioner) -> None:
    change_panel_entry(entry=entry(), changes={"title": "Zanzibar"}, version=1, by=editor)
    assert (entry().title, entry().version) == ("Zanzibar", 2)
    [event] = events("guidance.panel_changed")
    assert (event.actor_id, event.subject_id, event.fields) == (editor.pk, entry().pk, ["title"])
    assert "Zanzibar" not in str(vars(event))


def test_the_second_of_two_editors_is_refused(guidance: dict[str, Edition], editor: Practitioner) -> None:
    change_panel_entry(entry=entry(), changes={"title": "First"}, version=1, by=editor)
    with pytest.raises(ChangedMeanwhile):
        change_panel_entry(entry=entry(), changes={"title": "Second"}, version=1, by=editor)
    assert entry().title == "First"


def test_a_partnerships_own_words_stay_when_the_built_in_ones_are_loaded_again(
    guidance: dict[str, Edition], editor: Practitioner
) -> None:
    change_panel_entry(entry=entry(), changes={"title": "Ours"}, version=1, by=editor)
    load_panel()
    assert entry().title == "Ours"


def test_the_page_saves_steps_and_whom_to_ring(editing: Client, guidance: dict[str, Edition]) -> None:
    assert "The panel says this from now on." in words(send(editing, ADDRESS, **FILLED))
    assert entry().steps == "Ring 999.\nStay with the child."
    assert entry().ring == "police_999 lado"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": ""}, "Enter title"),
        ({"steps": ""}, "Enter what to do"),
        ({"ring": []}, "Choose at least one to ring"),
        ({"ring": ["nobody"]}, "Choose from the answers on this page"),
        ({"source": "x" * 501}, "Source must be 500 characters or fewer"),
    ],
)
def test_each_fault_is_said_and_nothing_is_saved(
    editing: Client, guidance: dict[str, Edition], wrong: dict[str, object], said: str
) -> None:
    response = send(editing, ADDRESS, **{**FILLED, **wrong})
    assert words(response).count(said) == 2
    assert entry().version == 1


def test_both_texts_are_shown_when_somebody_else_saved_first(editing: Client, guidance: dict[str, Edition]) -> None:
    send(editing, ADDRESS, **{**FILLED, "title": "Theirs"})
    response = send(editing, ADDRESS, **{**FILLED, "title": "Mine", "ring": ["police_101"]})
    text = words(response)
    assert "Title Theirs" in text
    assert "Who to ring The police on 999, if the child is in danger now and The local authority designated" in text
    assert 'value="Mine"' in response.text
    assert entry().title == "Theirs"
    assert 'value="police_101" checked' in response.text
    send(editing, ADDRESS, **{**FILLED, "title": "Mine", "version": "2"})
    assert entry().title == "Mine"
