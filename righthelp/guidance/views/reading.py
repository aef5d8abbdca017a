"""The guidance as pages that anyone may read, and the search in it."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from righthelp.agencies.policies import may
from righthelp.calendar.queries import closed_days
from righthelp.design_system.pages import anyone, page
from righthelp.guidance.access import chosen_edition, edition_in_use, published_edition
from righthelp.guidance.forms import WorryForm
from righthelp.guidance.limits import searching_too_fast
from righthelp.guidance.models import Edition, Framework, Passage
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
    listed = sorted(Framework.objects.shown(), key=lambda item: (item != adopted, item.short_name))
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
    edition = published_edition(slug)
    shell = _shell(edition)
    ladders = [
        (item, ladder(item, shell["levels"], shell["passages"][Kind.MISSING])) for item in edition.themes.as_ladders()
    ]
    context = {**shell, "ladders": ladders, "printed_at": timezone.now()}
    return render(request, "guidance/whole_edition.jinja", context)


@page(anyone)
def compare(request: HttpRequest) -> HttpResponse:
    """Two frameworks side by side on one theme, matched through the everyday needs that both are tied to."""
    first = chosen_edition(request)
    if first is None:
        raise Http404
    others = Framework.objects.shown().exclude(pk=first.framework_id)
    second = _second_edition(request, others)
    chosen = first.themes.as_ladders().filter(slug=request.GET.get("theme", "")).first()
    context: dict[str, Any] = {
        **_shell(first),
        "others": others,
        "second": second,
        "themes": first.themes.all(),
        "theme": chosen,
        "frameworks": Framework.objects.shown(),
    }
    if chosen and second:
        context |= {"left": _side(first, chosen), "right": _matching_side(second, chosen)}
    return render(request, "guidance/compare.jinja", context)


def _second_edition(request: HttpRequest, others: Any) -> Edition | None:
    slug = request.GET.get("with")
    chosen = others.filter(slug=slug).first() if slug else others.first()
    return Edition.objects.current_of(chosen) if chosen else None


def _side(edition: Edition, chosen: Any) -> dict[int, list[Any]]:
    return {
        item.number: [descriptor for descriptor in chosen.descriptors.all() if descriptor.level_id == item.pk]
        for item in edition.levels.all()
    }


def _matching_side(edition: Edition, chosen: Any) -> dict[int, list[Any]]:
    wanted = {slug for descriptor in chosen.descriptors.all() for slug in descriptor.need_slugs[:2]}
    matching = [
        descriptor for descriptor in edition.descriptors.with_places() if wanted.intersection(descriptor.need_slugs[:2])
    ]
    return {
        item.number: [descriptor for descriptor in matching if descriptor.level_id == item.pk]
        for item in edition.levels.all()
    }


@page(anyone)
def editions(request: HttpRequest, slug: str) -> HttpResponse:
    """Every edition that was ever published here, with what changed."""
    current = published_edition(slug)
    listed = Edition.objects.filter(framework=current.framework, published_at__isnull=False)
    return render(request, "guidance/editions.jinja", {**_shell(current), "editions": listed})


@page(anyone)
def compare_editions(request: HttpRequest, slug: str) -> HttpResponse:
    """Two editions of one framework, descriptor by descriptor."""
    current = published_edition(slug)
    listed = Edition.objects.filter(framework=current.framework, published_at__isnull=False)
    older, newer = (_named(listed, request.GET.get(name)) for name in ("older", "newer"))
    context = {**_shell(current), "editions": listed, "older": older, "newer": newer}
    if older and newer:
        context["changes"] = changes_between(older, newer)
    return render(request, "guidance/compare_editions.jinja", context)


def _named(listed: QuerySet[Edition], text: str | None) -> Edition | None:
    try:
        return listed.filter(public_id=UUID(text or "")).first()
    except ValueError:
        return None


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
    if request.method == "GET":
        edition = chosen_edition(request)
        return render(request, "guidance/search.jinja", _search_context(_worry_form(), edition))
    return render(request, "guidance/search.jinja", _searched(request))


@csrf_exempt
@page(anyone, "POST")
def search_as_you_type(request: HttpRequest) -> HttpResponse:
    """Answer with the results alone, for the page that is being typed in."""
    return render(request, "guidance/results.jinja", _searched(request))


def _searched(request: HttpRequest) -> dict[str, Any]:
    form = _worry_form(request.POST)
    edition = chosen_edition(request)
    context = _search_context(form, edition)
    if searching_too_fast(request):
        return {**context, "too_fast": True}
    if edition is not None and form.is_valid():
        context["answer"] = found = answer(edition, form.cleaned_data["text"])
        context["panel"] = panel_items(found.panel, context["calls"])
        context["may_consider"] = may(request.user, "write considerations")
    return context


def _search_context(form: WorryForm, edition: Edition | None) -> dict[str, Any]:
    if edition is not None and not form.is_bound:
        form.initial["framework"] = edition.framework.slug
    return {"form": form, **(_shell(edition) if edition else {})}


def _worry_form(data: Any = None) -> WorryForm:
    return WorryForm(data, frameworks=[(item.slug, item.short_name) for item in Framework.objects.shown()])


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
        "levels": list(edition.levels.all()),
        "passages": sorted_passages,
        "titled": titled,
        "wording_notice": wording_notice(edition),
        "adoption_notice": adoption_notice(edition.framework, Framework.objects.adopted()),
        "calls": who_to_call(list(edition.framework.contacts.all()), timezone.now(), closed_days()),
    }
