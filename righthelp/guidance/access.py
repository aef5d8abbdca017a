"""The getters through which guidance is loaded. Published guidance is public; drafts are not."""

from uuid import UUID

from django.core.validators import slug_re
from django.http import Http404, HttpRequest

from righthelp.guidance.models import Edition, Framework


def published_edition(slug: str) -> Edition:
    """Give the edition of a framework that readers see today, or 404."""
    framework = Framework.objects.filter(slug=slug).first() if slug_re.match(slug) else None
    edition = Edition.objects.current_of(framework) if framework else None
    if edition is None:
        raise Http404
    return edition


def editions_ever_published(slug: str) -> list[Edition]:
    """List every edition of a framework that was published, the latest first; withdrawn ones too. None is a 404."""
    listed = Edition.objects.filter(framework__slug=slug, published_at__isnull=False).select_related("framework")
    if not listed:
        raise Http404
    return list(listed.latest_first())


def edition_in_use() -> Edition | None:
    """Give the edition in force of the framework that the partnership adopted."""
    return Edition.objects.in_use().select_related("framework").first()


def edition_to_start_with() -> Edition | None:
    """Give the edition in use, else the first that can be searched, else the first there is."""
    return edition_in_use() or next(iter(Edition.objects.read_today()), None)


def chosen_edition(request: HttpRequest) -> Edition | None:
    """Give the edition that a reader chose by name in the address, else the one to start with."""
    slug = request.GET.get("framework")
    return published_edition(slug) if slug else edition_to_start_with()


def edition_for_editor(public_id: UUID) -> Edition:
    """Give any edition, drafts too; only pages for editors ask."""
    edition = Edition.objects.select_related("framework").filter(public_id=public_id).first()
    if edition is None:
        raise Http404
    return edition
