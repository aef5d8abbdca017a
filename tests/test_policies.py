"""Every URL names its policy; pages for everybody are listed here by name, so that a new one is noticed."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

FOR_EVERYBODY = {
    "home", "search", "search_as_you_type", "levels", "contacts", "compare", "frameworks", "framework", "level",
    "theme", "glossary", "whole_edition", "edition", "editions", "compare_editions", "accessibility",
    "privacy", "healthy", "ask", "ask_family", "ask_young", "ask_public", "ask_sent",
    "family_page", "early_help_for_families",
}  # fmt: skip


def patterns(found: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for entry in found:
        if isinstance(entry, URLResolver):
            yield from patterns(entry.url_patterns)
        else:
            yield entry


def test_every_address_has_a_policy() -> None:
    without = [entry.name for entry in patterns(get_resolver().url_patterns) if not hasattr(entry.callback, "policy")]
    assert without == []


SIGN_IN = ("account_", "mfa_", "socialaccount_", "openid_connect_", "demo_", "accept_", "invitation")


def test_only_listed_pages_and_sign_in_open_without_signing_in() -> None:
    opened = {
        str(entry.name) for entry in patterns(get_resolver().url_patterns) if vars(entry.callback)["policy"].signed_out
    }
    assert {name for name in opened if not name.startswith(SIGN_IN)} == FOR_EVERYBODY
