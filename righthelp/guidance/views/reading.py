"""The guidance as pages that anyone may read, and the search in it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from righthelp.agencies.policies import may
from righthelp.calendar.queries import closed_days
from righthelp.design_system.pages import anyone, page
from righthelp.guidance.access import (
    chosen_edition,
    edition_in_use,
    edition_to_start_with,
    editions_ever_published,
    published_edition,
)
from righthelp.guidance.forms import WorryForm
from righthelp.guidance.limits import searching_too_fast
from righthelp.guidance.models import Descriptor, Edition, Framework, Level, Passage, Theme
from righthelp.guidance.panel import panel_items
from righthelp.guidance.pictures import spectrum, windscreen
from righthelp.guidance.presenters import adoption_notice, changes_between, ladder, passages, titled, wording_notice
from righthelp.guidance.results import answer
from righthelp.guidance.who_to_call import who_to_call

Kind = Passage.Kind


@page(anyone)
def home(request: HttpRequest) -> HttpResponse:
    """Start from a worry, or from the guidance."""
    edition = edition_in_use()
    return render(request, "guidance/home.jinja", {"form": _worry_form(), **(_shell(edition) if edition else {})})


@page(anyone)
def frameworks(request: HttpRequest) -> HttpResponse:
    """List every framework there is to read, the adopted one first."""
    adopted = Framework.objects.adopted()
    editions = Edition.objects.read_today()
    editions.sort(key=lambda edition: (edition.framework != adopted, edition.framework.short_name))
    listed = [(edition.framework, wording_notice(edition)) for edition in editions]
    return render(request, "guidance/frameworks.jinja", {"frameworks": listed, "adopted": adopted})


@page(anyone)
def levels(request: HttpRequest) -> HttpResponse:
    """Go to the levels of the guidance in use."""
    edition = edition_in_use()
    return redirect("framework", edition.framework.slug) if edition else redirect("frameworks")


@page(anyone)
def framework(request: HttpRequest, slug: str) -> HttpResponse:
    """How to use the guide first (BG-004), then the levels as a picture, and on to the rest."""
    edition = published_edition(slug)
    context = {**_shell(edition), "picture": _picture(edition), "themes": edition.themes.all()}
    return render(request, "guidance/framework.jinja", context)


@page(anyone)
def level(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One level: meaning, who, help available, what to do, descriptors by theme."""
    edition = published_edition(slug)
    chosen = get_object_or_404(edition.levels.prefetch_related("services"), number=number)
    descriptors = chosen.descriptors.select_related("theme").order_by("theme__position", "position")
    context = {**_shell(edition), "level": chosen, "descriptors": descriptors, "picture": _picture(edition)}
    return render(request, "guidance/level.jinja", context)


@page(anyone)
def theme(request: HttpRequest, slug: str, theme_slug: str) -> HttpResponse:
    """One theme as a ladder across all levels, side by side."""
    edition = published_edition(slug)
    chosen = get_object_or_404(edition.themes.as_ladders(), slug=theme_slug)
    shell = _shell(edition)
    rungs = ladder(chosen, shell["levels"], shell["passages"][Kind.MISSING])
    return render(request, "guidance/theme.jinja", {**shell, "theme": chosen, "rungs": rungs})


@page(anyone)
def glossary(request: HttpRequest, slug: str) -> HttpResponse:
    """The words explained."""
    return render(request, "guidance/glossary.jinja", _shell(published_edition(slug)))


@page(anyone)
def whole_edition(request: HttpRequest, slug: str) -> HttpResponse:
    """The whole current edition on one page, to print."""
    return _whole(request, published_edition(slug))


@page(anyone)
def one_edition(request: HttpRequest, slug: str, public_id: UUID) -> HttpResponse:
    """Any edition that was ever published, as it was: decisions made under it point here."""
    chosen = next((item for item in editions_ever_published(slug) if item.public_id == public_id), None)
    if chosen is None:
        raise Http404
    return _whole(request, chosen)


def _whole(request: HttpRequest, edition: Edition) -> HttpResponse:
    shell = _shell(edition)
    ladders = [
        (item, ladder(item, shell["levels"], shell["passages"][Kind.MISSING])) for item in edition.themes.as_ladders()
    ]
    current = Edition.objects.current_of(edition.framework)
    context = {**shell, "ladders": ladders, "printed_at": timezone.now(), "is_current": current == edition}
    return render(request, "guidance/whole_edition.jinja", context)


@page(anyone)
def compare(request: HttpRequest) -> HttpResponse:
    """Two frameworks side by side on one theme, matched through the everyday needs that both are tied to."""
    asked = chosen_edition(request)
    if asked is None:
        raise Http404
    readable = Edition.objects.read_today()
    searchable = set(Edition.objects.published().with_descriptors())
    offered = [edition for edition in readable if edition in searchable]
    context: dict[str, Any] = {
        "framework": asked.framework,
        "frameworks": [edition.framework for edition in offered],
        "not_offered": [edition.framework.short_name for edition in readable if edition not in offered],
    }
    if offered:
        context |= _compared(request, asked if asked in offered else offered[0], offered)
    return render(request, "guidance/compare.jinja", context)


def _compared(request: HttpRequest, first: Edition, offered: list[Edition]) -> dict[str, Any]:
    """Say which two guides and which theme a reader chose, and what stands side by side then."""
    others = [edition for edition in offered if edition != first]
    named = (edition for edition in others if edition.framework.slug == request.GET.get("with"))
    second = next(named, next(iter(others), None))
    themes = list(first.themes.as_ladders())
    chosen = next((item for item in themes if item.slug == request.GET.get("theme")), None)
    return {
        "framework": first.framework,
        "wording_notice": wording_notice(first),
        "others": [edition.framework for edition in others],
        "second": second,
        "themes": themes,
        "theme": chosen,
        **(_sides(first, second, chosen) if chosen and second else {}),
    }


def _sides(first: Edition, second: Edition, chosen: Theme) -> dict[str, Any]:
    """Put what the second guide says about the same everyday needs beside the theme of the first."""
    own = list(chosen.descriptors.all())
    wanted = {slug for descriptor in own for slug in descriptor.need_slugs[:2]}
    matching = [item for item in second.descriptors.all() if wanted.intersection(item.need_slugs[:2])]
    return {
        "left": _by_level(first, own),
        "right": _by_level(second, matching),
        "second_notice": wording_notice(second),
    }


def _by_level(edition: Edition, descriptors: list[Descriptor]) -> list[tuple[Level, list[Descriptor]]]:
    return [(level, [item for item in descriptors if item.level_id == level.pk]) for level in edition.levels.all()]


@page(anyone)
def editions(request: HttpRequest, slug: str) -> HttpResponse:
    """Every edition that was ever published here, with what changed."""
    listed = editions_ever_published(slug)
    return render(request, "guidance/editions.jinja", {**_shell(listed[0]), "editions": listed})


@page(anyone)
def compare_editions(request: HttpRequest, slug: str) -> HttpResponse:
    """Two editions of one framework, descriptor by descriptor."""
    listed = editions_ever_published(slug)
    older, newer = (_named(listed, request.GET.get(name, "")) for name in ("older", "newer"))
    context = {**_shell(listed[0]), "editions": listed, "older": older, "newer": newer}
    if older and newer:
        context["changes"] = changes_between(older, newer)
    return render(request, "guidance/compare_editions.jinja", context)


def _named(listed: list[Edition], text: str) -> Edition | None:
    return next((item for item in listed if str(item.public_id) == text), None)


@page(anyone)
def contacts(request: HttpRequest) -> HttpResponse:
    """Who to ring now."""
    edition = chosen_edition(request)
    if edition is None:
        raise Http404
    shell = _shell(edition)
    return render(request, "guidance/contacts.jinja", {**shell, "frameworks": Framework.objects.shown()})


@csrf_exempt  # changes nothing and needs no session, so that nobody who only searches gets a cookie
@page(anyone, "GET", "POST")
def search(request: HttpRequest) -> HttpResponse:
    """Search the guidance with a worry; the text is posted, answered and forgotten."""
    if request.method == "POST":
        return _answer(request, "guidance/search.jinja")
    edition = chosen_edition(request)
    form = _worry_form(initial={"framework": edition.framework.slug if edition else ""})
    return render(request, "guidance/search.jinja", {"form": form, **(_shell(edition) if edition else {})})


@csrf_exempt
@page(anyone, "POST")
def search_as_you_type(request: HttpRequest) -> HttpResponse:
    """Answer with the results alone, for the page that is being typed in."""
    return _answer(request, "guidance/results.jinja", alone=True)


def _answer(request: HttpRequest, template: str, *, alone: bool = False) -> HttpResponse:
    form = _worry_form(request.POST)
    is_valid, too_fast = form.is_valid(), searching_too_fast(request)
    slug = form.cleaned_data.get("framework")
    edition = published_edition(slug) if slug else edition_to_start_with()
    context = {"form": form, "alone": alone, "too_fast": too_fast, **(_shell(edition) if edition else {})}
    if is_valid and edition is not None and not too_fast:
        context["answer"] = found = answer(edition, form.cleaned_data["text"])
        context["panel"] = panel_items(found.panel, context["calls"])
        context["may_consider"] = may(request.user, "write considerations")
    return render(request, template, context, status=429 if too_fast else 200)


def _worry_form(data: Any = None, **options: Any) -> WorryForm:
    return WorryForm(data, frameworks=[(item.slug, item.short_name) for item in Framework.objects.shown()], **options)


def _picture(edition: Edition) -> dict[str, Any]:
    names = [item.short_name for item in edition.levels.all()]
    is_windscreen = edition.framework.picture == Framework.Picture.WINDSCREEN
    return {"segments": (windscreen if is_windscreen else spectrum)(names), "is_windscreen": is_windscreen}


def _shell(edition: Edition) -> dict[str, Any]:
    """What every page of an edition shows: whose words, adopted or not, duties, who to ring."""
    sorted_passages = passages(edition)
    return {
        "edition": edition,
        "framework": edition.framework,
        "levels": list(edition.levels.prefetch_related("services")),
        "passages": sorted_passages,
        "titled": titled,
        "wording_notice": wording_notice(edition),
        "adoption_notice": adoption_notice(edition.framework, Framework.objects.adopted()),
        "calls": who_to_call(list(edition.framework.contacts.all()), timezone.now(), closed_days()),
    }
