"""The getters through which guidance is loaded. Published guidance is public; drafts are not."""

from uuid import UUID

from django.http import Http404, HttpRequest

from righthelp.guidance.models import Edition, Framework


def published_edition(slug: str) -> Edition:
    """Give the edition of a framework that readers see today, or 404."""
    framework = Framework.objects.filter(slug=slug).first()
    edition = Edition.objects.current_of(framework) if framework else None
    if edition is None:
        raise Http404
    return edition


def edition_in_use() -> Edition | None:
    """Give the edition in force of the framework that the partnership adopted."""
    adopted = Framework.objects.adopted()
    return Edition.objects.current_of(adopted) if adopted else None


def chosen_edition(request: HttpRequest) -> Edition | None:
    """Give the edition that a reader chose by name, else the one in use, else the first there is."""
    slug = request.POST.get("framework") or request.GET.get("framework")
    if slug:
        return published_edition(slug)
    first = Framework.objects.shown().first()
    return edition_in_use() or (Edition.objects.current_of(first) if first else None)


def edition_for_editor(public_id: UUID) -> Edition:
    """Give any edition, drafts too; only pages for editors ask."""
    edition = Edition.objects.select_related("framework").filter(public_id=public_id).first()
    if edition is None:
        raise Http404
    return edition
