"""Mail is read on the way and on shared telephones: what its texts print is listed here, and is no child's or family's.

A new text of mail prints what `ANYWHERE` has, or gets a row of its own that somebody looked at.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.template import engines
from jinja2 import nodes

TEXTS = sorted(path for path in Path("righthelp").glob("*/jinja2/**/*.txt") if path.parent.name in {"mail", "email"})
ANYWHERE = {"address", "partnership", "link", "title", "url(…)"}
# names here are those of people who work with children, each in mail to themselves or about their own account
ALSO: dict[str, set[str]] = {
    "account/email/password_reset_key_message.txt": {"user.name", "password_reset_url"},
    "agencies/mail/account.txt": {"person.name", "what"},
    "agencies/mail/changed.txt": {"person.name", "what"},
    "agencies/mail/invitation.txt": {
        "invitation.name", "invitation.invited_by.name", "invitation.role_class.title", "invitation.team",
        "invitation.ends_at",
    },
    "agencies/mail/lead.txt": {"lead.name", "person.name", "role.title", "agency.name"},
    "agencies/mail/only_lead.txt": {"administrator.name", "person.name", "role.title", "agency.name"},
    "people/mail/glass_owner.txt": {"person.name", "opening.opened_at"},
    "people/mail/glass_review.txt": {"person.name", "opening.opened_at"},
}  # fmt: skip


def name_of(path: Path) -> str:
    return path.as_posix().partition("/jinja2/")[2]


def printed(source: str) -> set[str]:
    """Find every value that a text prints, in whichever branch, as its dotted name."""
    tree = engines["jinja2"].env.parse(source)  # type: ignore[attr-defined]
    return {
        name
        for output in tree.find_all(nodes.Output)
        for part in output.nodes
        if not isinstance(part, nodes.TemplateData)
        for name in values(part)
    }


def values(node: nodes.Node) -> Iterator[str]:
    if isinstance(node, nodes.Name | nodes.Getattr | nodes.Getitem):
        yield dotted(node)
    elif isinstance(node, nodes.Call):
        yield f"{dotted(node.node)}(…)"
    elif isinstance(node, nodes.CondExpr):
        yield from values(node.expr1)
        yield from values(node.expr2) if node.expr2 else ()
    else:
        for inner in node.iter_child_nodes():
            yield from values(inner)


def dotted(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        return f"{dotted(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else f"{type(node).__name__}"


@pytest.mark.parametrize("path", TEXTS, ids=name_of)
def test_a_mail_prints_nothing_of_a_child_or_family(path: Path) -> None:
    assert printed(path.read_text()) - ANYWHERE - ALSO.get(name_of(path), set()) == set()


def test_every_row_is_needed() -> None:
    by_name = {name_of(path): path for path in TEXTS}
    assert [name for name, also in ALSO.items() if also - printed(by_name[name].read_text())] == []
    assert len(TEXTS) >= 10


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hello {{ child.name }}", {"child.name"}),
        ("{% if no %}{{ child.first | lower }}{% endif %}", {"child.first"}),
        ("{{ child.name if yes else 'nobody' }}", {"child.name"}),
        ("{% for one in children %}{{ one['name'] }}{% endfor %}", {"Getitem"}),
        ("{{ 'x' ~ child.born }}", {"child.born"}),
    ],
)
def test_it_finds_what_is_printed(text: str, found: set[str]) -> None:
    assert printed(text) == found
