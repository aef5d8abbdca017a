"""Every change to the guidance, each with its event in the same transaction."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.text import slugify

from righthelp.audit.actions import CommandLine, record
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
from righthelp.guidance.queries import EditionIsFixed
from righthelp.guidance.rules import DescriptorLine, theme_slugs

if TYPE_CHECKING:
    import datetime as dt

    from righthelp.agencies.models import Practitioner


class ChangedMeanwhile(Exception):
    """Somebody else saved first; both texts are shown and nothing is lost."""


@transaction.atomic
def load_edition(
    *,
    content: dict[str, Any],
    lines: list[DescriptorLine],
    wording: str,
    by: "Practitioner | CommandLine | None",
    carry_from: Edition | None = None,
) -> Edition:
    """Load one edition as a draft: all of it or, on any error, none of it.

    `content` has the shape of the built-in edition files; `lines` are its checked descriptors. What `content` does
    not say of the help there is, and each kind of passage that it does not have, are copied from `carry_from`.
    """
    edition = Edition.objects.create(
        framework=_framework(content),
        name=content.get("edition_name") or f"Loaded on {timezone.localdate():%-d %B %Y}",
        wording=wording,
        documents="\n".join(content.get("documents") or []),
        change_note=content.get("change_note") or "",
        dated=content.get("published_on"),
        loaded_by=None if isinstance(by, CommandLine) else by,
    )
    levels = _load_levels(edition, content.get("levels") or [], {line.level for line in lines})
    _load_descriptors(edition, levels, lines)
    _load_passages(edition, levels, content)
    if carry_from is not None:
        _carry_over_help(carry_from, edition, levels)
        _carry_over_passages(carry_from, edition, levels, content)
    record(by=by, name="guidance.edition_loaded", subject=edition)
    return edition


def _framework(content: dict[str, Any]) -> Framework:
    names = {
        "title": content.get("title") or content["slug"],
        "short_name": (content.get("short_name") or content.get("title") or content["slug"])[:120],
        "authority": content.get("authority") or "",
        "theme_word": content.get("theme_word") or "theme",
        "picture": content.get("picture") or Framework.Picture.SPECTRUM,
    }
    framework, is_new = Framework.objects.get_or_create(slug=content["slug"], defaults=names)
    if not is_new:
        _name_what_had_no_name(framework, content)
    if is_new or not framework.contacts.exists():
        _load_contacts(framework, content.get("contacts") or [])
    return framework


def _name_what_had_no_name(framework: Framework, content: dict[str, Any]) -> None:
    """Take from a later file what a table of descriptors alone could not say; nothing that was said is replaced."""
    unsaid = {"title": framework.slug, "short_name": framework.slug, "authority": ""}
    told = {
        name: content[name] for name, empty in unsaid.items() if content.get(name) and getattr(framework, name) == empty
    }
    Framework.objects.filter(pk=framework.pk).update(**told)


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


def _carry_over_help(last: Edition, edition: Edition, levels: dict[int, Level]) -> None:
    """Copy the help at each level, unless the file names help itself."""
    if Service.objects.filter(level__edition=edition).exists():
        return
    Service.objects.bulk_create(
        Service(level=levels[service.level.number], name=service.name, detail=service.detail, position=service.position)
        for service in Service.objects.filter(level__edition=last).select_related("level")
        if service.level.number in levels
    )


def _carry_over_passages(last: Edition, edition: Edition, levels: dict[int, Level], content: dict[str, Any]) -> None:
    """Copy the passages of every kind that the file says nothing about."""
    told = set(edition.passages.values_list("kind", flat=True))
    told |= {Passage.Kind.MISSING} if "missing" in content else set()
    carried = []
    for passage in last.passages.exclude(kind__in=told).select_related("level"):
        number = passage.level.number if passage.level else None
        if passage.kind != Passage.Kind.MISSING or _still_missing(last, edition, number):
            passage.pk, passage.edition = None, edition
            passage.level = levels.get(number) if number else None
            carried.append(passage)
    Passage.objects.bulk_create(carried)


def _still_missing(last: Edition, edition: Edition, number: int | None) -> bool:
    """Say whether a note of what is missing still holds: not once descriptors fill the gap that it names."""
    if number is None:
        return last.descriptors.exists()
    filled = edition.themes.filter(descriptors__level__number=number).distinct()
    return filled.count() < edition.themes.count()


@transaction.atomic
def publish(
    *, edition: Edition, effective_from: "dt.date", by: "Practitioner | None", change_note: str | None = None
) -> None:
    """Publish a draft from a day on; from then it never changes.

    Raises:
        EditionIsFixed: when it is published or withdrawn already, or gone.
    """
    _lock(edition, "draft")
    edition.published_at, edition.published_by, edition.effective_from = timezone.now(), by, effective_from
    fields = ["effective_from"]
    if change_note is not None:
        edition.change_note = change_note
        fields.append("change_note")
    edition.save(update_fields=["published_at", "published_by", *fields])
    record(by=by, name="guidance.edition_published", subject=edition, fields=fields)


@transaction.atomic
def withdraw(*, edition: Edition, because: str, by: "Practitioner") -> None:
    """Take a published edition out of use; decisions made under it keep pointing at it.

    Raises:
        EditionIsFixed: when it is not published, or withdrawn already.
    """
    _lock(edition, "published")
    edition.withdrawn_at, edition.withdrawn_by, edition.withdrawn_because = timezone.now(), by, because
    edition.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"])
    record(by=by, name="guidance.edition_withdrawn", subject=edition, fields=["withdrawn_because"])


@transaction.atomic
def discard_draft(*, edition: Edition, by: "Practitioner") -> None:
    """Throw a draft away, and the framework that was made for it; the log keeps that there was one.

    Raises:
        EditionIsFixed: when it is published, or gone.
    """
    _lock(edition, "draft")
    record(by=by, name="guidance.draft_discarded", subject=edition)
    edition.delete()
    if not edition.framework.editions.exists():
        edition.framework.delete()


def _lock(edition: Edition, status: str) -> None:
    """Hold an edition until the change is kept, as it is now and not as it was read; it must have this status."""
    try:
        edition.refresh_from_db(from_queryset=Edition.objects.select_for_update())
    except Edition.DoesNotExist:
        raise EditionIsFixed from None
    if edition.status != status:
        raise EditionIsFixed


@transaction.atomic
def adopt(*, framework: Framework, by: "Practitioner") -> None:
    """Sign off a framework as the one that this partnership uses, by a named editor."""
    framework.adopted_at, framework.adopted_by = timezone.now(), by
    framework.save(update_fields=["adopted_at", "adopted_by"])
    record(by=by, name="guidance.framework_adopted", subject=framework, fields=["adopted_by"])


@transaction.atomic
def add_contact(*, framework: Framework, values: dict[str, Any], by: "Practitioner") -> ContactPoint:
    """Add a contact point, checked today."""
    last = framework.contacts.aggregate(last=Max("position"))["last"]
    position = 0 if last is None else last + 1
    contact = ContactPoint.objects.create(
        framework=framework,
        code=_free_code(framework, values["name"]),
        position=position,
        checked_on=timezone.localdate(),
        owner=by,
        **values,
    )
    record(by=by, name="guidance.contact_added", subject=contact, fields=list(values))
    return contact


def _free_code(framework: Framework, name: str) -> str:
    plain = slugify(name)[:30] or "contact"
    taken = set(framework.contacts.values_list("code", flat=True))
    return next(code for code in (plain, *(f"{plain}-{n}" for n in range(2, len(taken) + 3))) if code not in taken)


@transaction.atomic
def change_contact(*, contact: ContactPoint, changes: dict[str, Any], version: int, by: "Practitioner") -> None:
    """Change a contact point, or note that its number and hours were checked today.

    Raises:
        ChangedMeanwhile: when the version shown is no longer the version kept.
    """
    kept = ContactPoint.objects.filter(pk=contact.pk, version=version)
    if not kept.update(version=version + 1, checked_on=timezone.localdate(), owner=by, **changes):
        raise ChangedMeanwhile
    record(by=by, name="guidance.contact_checked", subject=contact, fields=[*changes, "checked_on"])


@transaction.atomic
def remove_contact(*, contact: ContactPoint, by: "Practitioner") -> None:
    """Take a contact point away that nobody answers any more."""
    record(by=by, name="guidance.contact_removed", subject=contact)
    contact.delete()


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
