"""The pages about one child: words, life, what is strong and what worries, who may read the words."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import given
from righthelp.agencies.models import Practitioner
from righthelp.chronology.presenters import kind_word, when
from righthelp.considerations import record
from righthelp.considerations.access import child_to_change, is_closed
from righthelp.considerations.actions import note_missing, remove_missing, save_child, save_words, set_readers
from righthelp.considerations.ages import known_age
from righthelp.considerations.around import adults_around, life_before
from righthelp.considerations.forms import (
    NOT_ANSWERS,
    AgeKnownForm,
    ChildBalanceForm,
    ChildHistoryForm,
    ChildLifeForm,
    ChildLivingForm,
    ChildWordsForm,
    MissingForm,
    ReadersForm,
    VersionedForm,
)
from righthelp.considerations.models import ConsideredChild
from righthelp.considerations.panel import panel_of
from righthelp.considerations.presenters import HISTORY_TITLE, edition_hints, guidance_shell, missing_rules
from righthelp.considerations.views.saving import (
    answered,
    closed_page,
    explained,
    save_and_go_on,
    save_version,
    writers,
)
from righthelp.design_system.forms import GovForm
from righthelp.design_system.pages import page
from righthelp.design_system.versions import Saved, first_answers, saved_answers


@page(writers, "GET", "POST")
@explained
def words(request: HttpRequest, public_id: UUID, child_id: UUID) -> HttpResponse:
    """What the child says."""
    by = person_signed_in(request)
    _, child = child_to_change(by, public_id, child_id, page="the child's words")
    form, saved = _form(request, child, ChildWordsForm)

    def change() -> None:
        save_words(child=child, version=form.cleaned_data["version"], changes=form.changes(), by=by)

    onward = _readers_page(child) if request.POST.get("words", "").strip() else _home(child)
    answer = answered(request, form, child, saved, change, onward)
    return answer or _show(request, child, form, f"What {child.label} says", tab="What the child says")


@page(writers, "GET", "POST")
@explained
def readers(request: HttpRequest, public_id: UUID, child_id: UUID) -> HttpResponse:
    """Who may read the child's words; open after a decision too."""
    by = person_signed_in(request)
    _, child = child_to_change(by, public_id, child_id, page="who may read the child's words")
    form, saved = _form(request, child, ReadersForm)

    def change() -> None:
        version, chosen = form.cleaned_data["version"], form.cleaned_data["words_readers"]
        set_readers(child=child, version=version, words_readers=chosen, by=by)

    if request.method == "POST" and form.is_valid():
        answer = save_version(request, form, child, saved, change, _home(child))
        if answer:
            return answer
    title, tab = f"Who may read what {child.label} said", "Who may read the child’s words"
    shell = guidance_shell(child.consideration.edition)
    panel = panel_of(child.consideration, shell["calls"])
    return _show(request, child, form, title, "readers", tab=tab, panel=panel)


@page(writers, "GET", "POST")
@explained
def life(request: HttpRequest, public_id: UUID, child_id: UUID) -> HttpResponse:
    """What life is like for this child, now and to come, and each adult to think about (BP-062, BP-063)."""
    titles = ("Life for {}, now and to come", "Life for the child, now and to come")
    return _about(
        request, public_id, child_id, ChildLifeForm, *titles, "child_life", age_known=AgeKnownForm, beside=_adults
    )


def _adults(by: Practitioner, child: ConsideredChild) -> dict[str, object]:
    return {"adults": adults_around(by, child, timezone.localdate())}


@page(writers, "GET", "POST")
@explained
def history(request: HttpRequest, public_id: UUID, child_id: UUID) -> HttpResponse:
    """What happened before, as the chronology tells it, and what it means for the child now (BP-196)."""
    titles = ("What happened before, and what it means for {} now", HISTORY_TITLE)
    return _about(request, public_id, child_id, ChildHistoryForm, *titles, "child_history", beside=_before)


def _before(by: Practitioner, child: ConsideredChild) -> dict[str, object]:
    return {"before": life_before(by, child, timezone.localdate()), "when": when, "kind_word": kind_word}


@page(writers, "GET", "POST")
@explained
def balance(request: HttpRequest, public_id: UUID, child_id: UUID) -> HttpResponse:
    """Strengths, worries, and what needs to happen."""
    titles = ("{}: strengths, worries, what needs to happen", "Strengths, worries, what needs to happen")
    return _about(request, public_id, child_id, ChildBalanceForm, *titles)


@page(writers, "GET", "POST")
@explained
def living(request: HttpRequest, public_id: UUID, child_id: UUID) -> HttpResponse:
    """Whether the child lives with somebody who is not family, and since what day."""
    return _about(request, public_id, child_id, ChildLivingForm, "Who {} lives with", "Who the child lives with")


@page(writers, "GET", "POST")
@explained
def missing(request: HttpRequest, public_id: UUID, child_id: UUID) -> HttpResponse:
    """The times the child went missing from home, and a form for another."""
    by = person_signed_in(request)
    _, child = child_to_change(by, public_id, child_id, page="times missing")
    form = MissingForm(given(request))
    if is_closed(child):
        return closed_page(request, child, form)

    def change() -> None:
        note_missing(child=child, by=by, **form.cleaned_data)
        messages.success(request, "The time missing is saved.")

    if request.method == "POST" and form.is_valid():
        return save_and_go_on(request, form, child, change, _missing_page(child))
    shell = guidance_shell(child.consideration.edition)
    shown = {"rules": missing_rules(shell["passages"]), "record": record, "today": timezone.localdate()}
    title, tab = f"Times {child.label} went missing from home", "Times missing from home"
    return _show(request, child, form, title, "missing", tab=tab, **shell, **shown)


@page(writers, "GET", "POST")
@explained
def missing_remove(request: HttpRequest, public_id: UUID, child_id: UUID, episode_id: UUID) -> HttpResponse:
    """Take out a time that was noted by mistake."""
    by = person_signed_in(request)
    _, child = child_to_change(by, public_id, child_id, page="take a time missing out")

    def change() -> None:
        for episode in child.missing_episodes.filter(public_id=episode_id):  # none when this was sent twice
            remove_missing(episode=episode, by=by)

    if request.method == "POST":
        return save_and_go_on(request, None, child, change, _missing_page(child))
    episode = get_object_or_404(child.missing_episodes, public_id=episode_id)
    return _show(request, child, None, "Take this out", "missing_remove", episode=episode, record=record)


def _about(
    request: HttpRequest,
    public_id: UUID,
    child_id: UUID,
    form_class: type[VersionedForm],
    title: str,
    tab: str,
    template: str = "child_form",
    *,
    age_known: type[VersionedForm] | None = None,
    beside: Callable[[Practitioner, ConsideredChild], dict[str, object]] | None = None,
) -> HttpResponse:
    """Show and save a page about a child; `age_known` is its form where the child's record says how old they are.

    `beside` gives what the page shows beside the form, of the child's record.
    """
    by = person_signed_in(request)
    _, child = child_to_change(by, public_id, child_id, page=title.format("the child"))
    age = known_age(child.person, timezone.localdate()) if age_known and not is_closed(child) else ""
    form, saved = _form(request, child, age_known if age and age_known else form_class)

    def change() -> None:
        save_child(child=child, version=form.cleaned_data["version"], changes=form.changes(), by=by)

    answer = answered(request, form, child, saved, change, _home(child))
    if answer:
        return answer
    more = beside(by, child) if beside else {}
    return _show(request, child, form, title.format(child.label), template, tab=tab, is_age_known=bool(age), **more)


def _form(request: HttpRequest, child: ConsideredChild, form_class: type[VersionedForm]) -> tuple[VersionedForm, Saved]:
    def saved() -> dict[str, object]:
        return saved_answers(child, form_class)

    loaded = {name: getattr(child, name) for name in form_class.base_fields if name not in NOT_ANSWERS}
    form = form_class(given(request), initial=first_answers(loaded, child.version))
    for name, hint in edition_hints(child.consideration.edition).items():
        if name in form.fields:
            form.fields[name].help_text = hint
    return form, saved


def _home(child: ConsideredChild) -> str:
    return reverse("consideration", args=[child.consideration.public_id])


def _readers_page(child: ConsideredChild) -> str:
    return reverse("child_readers", args=[child.consideration.public_id, child.public_id])


def _missing_page(child: ConsideredChild) -> str:
    return reverse("child_missing", args=[child.consideration.public_id, child.public_id])


def _show(
    request: HttpRequest,
    child: ConsideredChild,
    form: GovForm | None,
    title: str,
    template: str = "child_form",
    *,
    tab: str = "",
    **more: object,
) -> HttpResponse:
    """Show a page; `tab` names it in the browser's tab and history, where no child is named."""
    about = {"consideration": child.consideration, "child": child, "form": form, "title": title, "back": _home(child)}
    about["tab"] = tab or title
    shown = {**about, **more}
    return render(request, f"considerations/{template}.jinja", shown)
