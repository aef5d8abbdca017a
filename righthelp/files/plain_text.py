"""Telling plain text from web pages, e-mails and scripts, which are text too."""

import re
import unicodedata

MAY_STAND = frozenset("\t\n\r\f")
OTHER_LANGUAGES = ("<", "#!", "%!", "{\\rtf")  # a page or a drawing, a script, a printer's program, rich text
IN_MAILS = re.compile(r"^(mime-version|content-transfer-encoding|return-path|received):", re.IGNORECASE | re.MULTILINE)
HEAD = 4096


def is_plain(content: bytes) -> bool:
    """Say whether a file is UTF-8 text that people wrote for people."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return not _has_controls(text) and _is_for_people(text)


def _has_controls(text: str) -> bool:
    return any(unicodedata.category(ch) == "Cc" and ch not in MAY_STAND for ch in set(text))


def _is_for_people(text: str) -> bool:
    return not text.lstrip().startswith(OTHER_LANGUAGES) and not IN_MAILS.search(text[:HEAD])
