import subprocess
import sys
from pathlib import Path

import pytest
import typst

from righthelp.files.box_font import FAMILY, box_font
from righthelp.files.fonts import COPIED, FontsMissing, copy_fonts, main, missing_fonts


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    for source in COPIED:
        font = tmp_path / "packages" / source
        font.parent.mkdir(parents=True, exist_ok=True)
        font.write_bytes(b"font")
    return tmp_path / "packages"


def test_fonts_are_copied_and_the_boxes_made(packages: Path, tmp_path: Path) -> None:
    folder = tmp_path / "fonts"
    assert len(missing_fonts(folder)) == len(COPIED) + 1
    copied = copy_fonts(packages, folder)
    assert len(copied) == len(COPIED) + 1
    assert sorted(copied) == sorted(folder.iterdir())
    assert missing_fonts(folder) == []


def test_a_package_that_is_missing_stops_before_anything_is_written(packages: Path, tmp_path: Path) -> None:
    (packages / COPIED[-1]).unlink()
    with pytest.raises(FontsMissing, match=r"no font at .*NotoSansTamil_600SemiBold\.ttf: run npm ci first"):
        copy_fonts(packages, tmp_path / "fonts")
    assert not (tmp_path / "fonts").exists()


@pytest.mark.parametrize("arguments", [[], ["one", "two"], ["/nowhere"]])
def test_bad_input_is_exit_code_2_and_one_line(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_the_build_runs_it_as_a_module() -> None:
    run = subprocess.run([sys.executable, "-m", "righthelp.files.fonts"], capture_output=True, text=True, check=False)
    assert run.returncode == 2
    assert run.stderr == "usage: python -m righthelp.files.fonts NODE_MODULES\n"


def test_the_font_of_boxes_is_a_font(tmp_path: Path) -> None:
    (tmp_path / "boxes.ttf").write_bytes(box_font())
    found = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(tmp_path)])
    assert [(font.family, font.weight) for font in found.fonts()] == [(FAMILY, 400)]
