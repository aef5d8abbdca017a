"""The three guides that come with Right Help."""

import pytest

from righthelp.guidance import built_in
from righthelp.guidance.built_in import lines_of, load_built_in
from righthelp.guidance.models import Edition, Framework, PanelEntry, Passage
from righthelp.guidance.tests.helpers import events


@pytest.mark.parametrize(
    ("slug", "levels", "descriptors", "themes", "word", "picture"),
    [
        ("barnsley", 5, 0, 0, "outcome", "spectrum"),
        ("staffordshire", 4, 256, 17, "domain", "windscreen"),
        ("bathnes", 5, 161, 31, "theme", "spectrum"),
    ],
)
def test_each_guide_holds_what_its_sources_hold(
    guidance: dict[str, Edition], slug: str, levels: int, descriptors: int, themes: int, word: str, picture: str
) -> None:
    edition = guidance[slug]
    assert edition.levels.count() == levels
    assert edition.descriptors.count() == descriptors
    assert edition.themes.count() == themes
    assert (edition.framework.theme_word, edition.framework.picture) == (word, picture)


def test_each_is_published_restated_and_adopted_by_nobody(guidance: dict[str, Edition]) -> None:
    assert {(item.status, item.wording) for item in guidance.values()} == {("published", "restated")}
    assert Framework.objects.adopted() is None
    assert all(event.actor_kind == "system" for event in events("guidance.edition_published"))


@pytest.mark.parametrize("slug", ["barnsley", "staffordshire", "bathnes"])
def test_each_holds_the_parts_that_a_guide_needs(guidance: dict[str, Edition], slug: str) -> None:
    kinds = set(guidance[slug].passages.values_list("kind", flat=True))
    expected = {"about", "use_rule", "duty", "question", "link", "glossary", "good_referral", "escalation", "consent"}
    assert expected | {"practice", "advice", "step", "missing"} <= kinds
    assert guidance[slug].framework.contacts.filter(when="emergency", phones="999").exists()


def test_no_number_claims_to_have_been_checked(guidance: dict[str, Edition]) -> None:
    for edition in guidance.values():
        assert not edition.framework.contacts.exclude(checked_on=None).exists()


def test_every_duty_and_question_names_its_place_in_the_source(guidance: dict[str, Edition]) -> None:
    for edition in guidance.values():
        cited = edition.passages.filter(kind__in=(Passage.Kind.DUTY, Passage.Kind.QUESTION, Passage.Kind.CONSENT))
        assert not cited.filter(source="").exists()


def test_the_panel_names_steps_whom_to_ring_and_a_source(guidance: dict[str, Edition]) -> None:
    assert PanelEntry.objects.count() >= 10
    for entry in PanelEntry.objects.all():
        assert entry.steps.splitlines()
        assert entry.ring.split()
        assert entry.source
        assert entry.certainty


def test_a_faulty_built_in_table_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    from pathlib import Path

    folder = Path(str(tmp_path)) / "editions" / "bathnes"
    folder.mkdir(parents=True)
    (folder / "descriptors.csv").write_text("id,level,theme,text\n,1,Health,x\n")
    monkeypatch.setattr(built_in, "DATA", Path(str(tmp_path)))
    with pytest.raises(ValueError, match=r"descriptors\.csv: row 2, column id: The id is empty"):
        lines_of("bathnes")


def test_loading_is_all_or_nothing(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(built_in, "SLUGS", ("bathnes", "nowhere"))
    with pytest.raises(FileNotFoundError):
        load_built_in()
    assert not Framework.objects.exists()
