"""The typefaces of our PDFs: which they are, and how the build copies them from the front-end packages.

python -m righthelp.files.fonts node_modules
"""

import shutil
import sys
from pathlib import Path

from righthelp.files.box_font import FAMILY, box_font

__all__ = ["FAMILIES", "FOLDER", "FontsMissing", "copy_fonts", "missing_fonts"]

FOLDER = Path(__file__).parent / "fonts"
NOTO = ("Bengali", "Devanagari", "Gujarati", "Gurmukhi", "Tamil")  # written by many families in England
COPIED = (
    # the text of every letter
    "@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf",
    "@expo-google-fonts/source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf",
    # letters that Source Sans lacks: Arabic, Hebrew, Armenian, Georgian, signs, some emoji
    "dejavu-fonts-ttf/ttf/DejaVuSans.ttf",
    "dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf",
    *(
        f"@expo-google-fonts/noto-sans-{script.lower()}/{weight}/NotoSans{script}_{weight}.ttf"
        for script in NOTO
        for weight in ("400Regular", "600SemiBold")
    ),
)
FAMILIES = ("Source Sans 3", "DejaVu Sans", *(f"Noto Sans {script}" for script in NOTO))
BOXES = f"{FAMILY}.ttf"


class FontsMissing(Exception):
    """A font file is not where it should be; the message says which, and what to do."""


def missing_fonts(folder: Path = FOLDER) -> list[str]:
    """Name the font files that the folder should hold and does not."""
    wanted = [*(Path(source).name for source in COPIED), BOXES]
    return [name for name in wanted if not (folder / name).is_file()]


def copy_fonts(node_modules: Path, folder: Path = FOLDER) -> list[Path]:
    """Copy every font into the folder, make the one of boxes, and return their paths.

    Raises `FontsMissing`, before anything is written, when a package lacks a font.
    """
    sources = [node_modules / source for source in COPIED]
    lacking = [source for source in sources if not source.is_file()]
    if lacking:
        raise FontsMissing(f"no font at {lacking[0]}: run npm ci first")
    folder.mkdir(parents=True, exist_ok=True)
    boxes = folder / BOXES
    boxes.write_bytes(box_font())
    return [*(Path(shutil.copyfile(source, folder / source.name)) for source in sources), boxes]


def main(arguments: list[str]) -> int:
    """Run from the build: one argument, the folder of packages; exit code 2 and one line on bad input."""
    if len(arguments) != 1:
        print("usage: python -m righthelp.files.fonts NODE_MODULES", file=sys.stderr)
        return 2
    try:
        copied = copy_fonts(Path(arguments[0]))
    except FontsMissing as problem:
        print(problem, file=sys.stderr)
        return 2
    print(f"{len(copied)} fonts in {FOLDER}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
