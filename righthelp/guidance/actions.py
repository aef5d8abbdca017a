"""Every change to the guidance, each with its event in the same transaction."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from righthelp.audit.actions import record
from righthelp.guidance.models import (
    ContactPoint,
    Descriptor,
    Edition,
    Framework,
    Level,
    PanelEntry,
    Passage,
    Service,
    Theme,
)
from righthelp.guidance.passages import passages_in
from righthelp.guidance.rules import DescriptorLine, theme_slugs

if TYPE_CHECKING:
    import datetime as dt

    from righthelp.agencies.models import Practitioner


class EditionIsFixed(Exception):
    """A published edition never changes; load a new one."""


@transaction.atomic
def load_edition(
    *,
    content: dict[str, Any],
    lines: list[DescriptorLine],
    wording: str,
    by: "Practitioner | None",
    carry_from: Edition | None = None,
) -> Edition:
    """Load one edition as a draft: all of it or, on any error, none of it.

    `content` has the shape of the built-in edition files; `lines` are its checked descriptors. What help there is
    and every passage are copied from `carry_from`, where it is given.
    """
    edition = Edition.objects.create(
        framework=_framework(content),
        name=content.get("edition_name") or f"Loaded on {timezone.localdate():%-d %B %Y}",
        wording=wording,
        documents="\n".join(content.get("documents") or []),
        change_note=content.get("change_note") or "",
        dated=content.get("published_on"),
        loaded_by=by,
    )
    levels = _load_levels(edition, content.get("levels") or [], {line.level for line in lines})
    _load_descriptors(edition, levels, lines)
    _load_passages(edition, levels, content)
    if carry_from is not None:
        _carry_over(carry_from, edition, levels)
    record(by=by, name="guidance.edition_loaded", subject=edition)
    return edition


def _framework(content: dict[str, Any]) -> Framework:
    names = {
        "title": content.get("title") or content["slug"],
        "short_name": content.get("short_name") or content.get("title") or content["slug"],
        "authority": content.get("authority") or "",
        "theme_word": content.get("theme_word") or "theme",
        "picture": content.get("picture") or Framework.Picture.SPECTRUM,
    }
    framework, is_new = Framework.objects.get_or_create(slug=content["slug"], defaults=names)
    if is_new or not framework.contacts.exists():
        _load_contacts(framework, content.get("contacts") or [])
    return framework


def _load_contacts(framework: Framework, contacts: Iterable[dict[str, Any]]) -> None:
    ContactPoint.objects.bulk_create(
        ContactPoint(
            framework=framework,
            code=contact["id"],
            name=contact["name"],
            phones=", ".join(contact.get("phones") or []),
            email=contact.get("email") or "",
            url=contact.get("url") or "",
            about=contact.get("about") or "",
            when=contact["when"],
            hours_text=contact.get("hours_text") or "",
            opening=contact.get("opening") or {},
            checked_on=contact.get("checked_on"),
            source=contact.get("source") or "",
            position=position,
        )
        for position, contact in enumerate(contacts)
    )


def _load_levels(edition: Edition, levels: list[dict[str, Any]], numbers: set[int]) -> dict[int, Level]:
    named = {level["number"]: level for level in levels}
    loaded = {}
    for number in sorted(named.keys() | numbers):
        level = named.get(number, {})
        name = level.get("name") or f"Level {number}"
        loaded[number] = Level.objects.create(
            edition=edition,
            number=number,
            name=name,
            short_name=level.get("short_name") or name[:60],
            **{part: level.get(part) or "" for part in ("meaning", "who_for", "response", "by_whom", "source")},
        )
        Service.objects.bulk_create(
            Service(level=loaded[number], name=help_["name"], detail=help_.get("detail") or "", position=position)
            for position, help_ in enumerate(level.get("help") or [])
        )
    return loaded


def _load_descriptors(edition: Edition, levels: dict[int, Level], lines: list[DescriptorLine]) -> None:
    slugs = theme_slugs([(line.theme, line.group) for line in lines])
    themes = {
        pair: Theme.objects.create(edition=edition, name=pair[0], group=pair[1], slug=slug, position=position)
        for position, (pair, slug) in enumerate(slugs.items())
    }
    Descriptor.objects.bulk_create(
        Descriptor(
            edition=edition,
            code=line.code,
            level=levels[line.level],
            theme=themes[line.theme, line.group],
            text=line.text,
            source=line.source,
            note=line.note,
            needs=line.needs,
            position=position,
        )
        for position, line in enumerate(lines)
    )


def _load_passages(edition: Edition, levels: dict[int, Level], content: dict[str, Any]) -> None:
    Passage.objects.bulk_create(
        Passage(edition=edition, position=position, **{**passage, "level": levels.get(passage.get("level") or 0)})
        for position, passage in enumerate(passages_in(content))
    )


def _carry_over(last: Edition, edition: Edition, levels: dict[int, Level]) -> None:
    """Copy what a table of descriptors does not hold: help at each level, and every passage."""
    for service in Service.objects.filter(level__edition=last).select_related("level"):
        if service.level.number in levels:
            service.pk, service.level = None, levels[service.level.number]
            service.save(force_insert=True)
    for passage in last.passages.exclude(kind=Passage.Kind.MISSING).select_related("level"):
        number = passage.level.number if passage.level else None
        passage.pk, passage.edition = None, edition
        passage.level = levels.get(number) if number else None
        passage.save(force_insert=True)


@transaction.atomic
def publish(*, edition: Edition, effective_from: "dt.date", by: "Practitioner | None") -> None:
    """Publish a draft from a day on; from then it never changes.

    Raises:
        EditionIsFixed: when it is published or withdrawn already.
    """
    _must_be_draft(edition)
    edition.published_at, edition.published_by, edition.effective_from = timezone.now(), by, effective_from
    edition.save(update_fields=["published_at", "published_by", "effective_from"])
    record(by=by, name="guidance.edition_published", subject=edition, fields=["effective_from"])


@transaction.atomic
def withdraw(*, edition: Edition, because: str, by: "Practitioner") -> None:
    """Take a published edition out of use; decisions made under it keep pointing at it.

    Raises:
        EditionIsFixed: when it is not published, or withdrawn already.
    """
    if edition.status != "published":
        raise EditionIsFixed
    edition.withdrawn_at, edition.withdrawn_by, edition.withdrawn_because = timezone.now(), by, because
    edition.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"])
    record(by=by, name="guidance.edition_withdrawn", subject=edition, fields=["withdrawn_because"])


@transaction.atomic
def discard_draft(*, edition: Edition, by: "Practitioner") -> None:
    """Throw a draft away; the log keeps that there was one.

    Raises:
        EditionIsFixed: when it is published.
    """
    _must_be_draft(edition)
    record(by=by, name="guidance.draft_discarded", subject=edition)
    edition.delete()


@transaction.atomic
def adopt(*, framework: Framework, by: "Practitioner") -> None:
    """Sign off a framework as the one that this partnership uses, by a named editor."""
    framework.adopted_at, framework.adopted_by = timezone.now(), by
    framework.save(update_fields=["adopted_at", "adopted_by"])
    record(by=by, name="guidance.framework_adopted", subject=framework, fields=["adopted_by"])


@transaction.atomic
def change_contact(*, contact: ContactPoint, changes: dict[str, Any], by: "Practitioner") -> None:
    """Change a contact point, or note that its number and hours were checked today."""
    for name, value in changes.items():
        setattr(contact, name, value)
    contact.checked_on, contact.owner = timezone.localdate(), by
    contact.save(update_fields=[*changes, "checked_on", "owner"])
    record(by=by, name="guidance.contact_checked", subject=contact, fields=[*changes, "checked_on"])


class ChangedMeanwhile(Exception):
    """Somebody else saved first; both texts are shown and nothing is lost."""


@transaction.atomic
def change_panel_entry(*, entry: PanelEntry, changes: dict[str, str], version: int, by: "Practitioner") -> None:
    """Change what the panel says, where nobody else did so meanwhile.

    Raises:
        ChangedMeanwhile: when the version shown is no longer the version kept.
    """
    found = PanelEntry.objects.filter(pk=entry.pk, version=version).update(version=version + 1, **changes)
    if not found:
        raise ChangedMeanwhile
    record(by=by, name="guidance.panel_changed", subject=entry, fields=list(changes))


def _must_be_draft(edition: Edition) -> None:
    if edition.status != "draft":
        raise EditionIsFixed
