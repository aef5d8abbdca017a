"""The pages of guidance editors: load, look through, publish, adopt, withdraw; contacts and the panel kept true."""

from collections.abc import Callable
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.kept_forms import do_once, given
from righthelp.agencies.models import Practitioner
from righthelp.agencies.policies import holders_of
from righthelp.design_system.formatters import count, day, in_words, sentence_case
from righthelp.design_system.forms import GovForm
from righthelp.design_system.pages import page
from righthelp.guidance.access import edition_for_editor
from righthelp.guidance.actions import (
    ChangedMeanwhile,
    add_contact,
    adopt,
    change_contact,
    change_panel_entry,
    discard_draft,
    publish,
    remove_contact,
    withdraw,
)
from righthelp.guidance.export import export_edition, sum_warning
from righthelp.guidance.forms import AdoptForm, ContactForm, LoadForm, PanelForm, PublishForm, WithdrawForm
from righthelp.guidance.importing import ReadFile, load_file, read_file
from righthelp.guidance.models import ContactPoint, Edition, Framework, PanelEntry
from righthelp.guidance.presenters import changes_between, gaps, wording_notice
from righthelp.guidance.queries import EditionIsFixed
from righthelp.guidance.tables import FORMATS, LARGEST_FILE, UnreadableFile

editors = holders_of("edit guidance")
FAULTS_SHOWN = 500
CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "yaml": "application/yaml",
}


@page(editors)
def editor(request: HttpRequest) -> HttpResponse:
    """List everything that editors keep."""
    context = {
        "frameworks": Framework.objects.prefetch_related("editions"),
        "adopted": Framework.objects.adopted(),
        "contacts": ContactPoint.objects.select_related("framework", "owner").order_by(
            "framework__short_name", "position"
        ),
        "entries": PanelEntry.objects.all(),
    }
    return render(request, "guidance/editor.jinja", context)


@page(editors, "GET", "POST", takes_files=True)
def load(request: HttpRequest) -> HttpResponse:
    """Load a file as a draft: all of it, or every fault with its row, column and reason."""
    form = LoadForm(given(request), request.FILES if request.method == "POST" else None)
    faults: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            file = _read(form)  # before do_once opens its transaction
            return do_once(request, lambda: _load(request, file))
        except UnreadableFile as error:
            faults = [sentence_case(str(fault)) for fault in error.faults]
            found = count(len(faults), "fault")
            form.add_error(
                "file", f"Nothing was loaded: the file has {found}, listed below. Mend it and choose it again"
            )
    context = {"form": form, "faults": faults[:FAULTS_SHOWN], "more_faults": max(0, len(faults) - FAULTS_SHOWN)}
    return render(request, "guidance/editor_load.jinja", context)


def _read(form: LoadForm) -> ReadFile:
    file = form.cleaned_data["file"]
    return read_file(
        name=file.name,
        content=file.read(LARGEST_FILE + 1),
        slug=form.cleaned_data["framework"],
        edition_name=form.cleaned_data["edition_name"] or None,
    )


def _load(request: HttpRequest, file: ReadFile) -> str:
    edition = load_file(file, by=_person(request))
    loaded = count(edition.descriptors.count(), "descriptor")
    messages.success(request, f"Loaded {loaded} as a draft. Only guidance editors see it until it is published.")
    return reverse("editor_edition", args=[edition.public_id])


@page(editors)
def edition(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Look through an edition, draft or published, and at what it changes."""
    chosen = edition_for_editor(public_id)
    last = Edition.objects.filter(framework=chosen.framework, published_at__isnull=False).exclude(pk=chosen.pk).first()
    context = {
        "edition": chosen,
        "framework": chosen.framework,
        "descriptors": chosen.descriptors.with_places(),
        "compared_with": last,
        "changes": changes_between(last, chosen) if last and chosen.status == "draft" else [],
        "wording_notice": wording_notice(chosen),
        "formats": FORMATS,
        "gaps": gaps(chosen),
        "sum_warning": sum_warning(chosen),
    }
    return render(request, "guidance/editor_edition.jinja", context)


@page(editors, "GET", "POST")
def publish_edition(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Publish a draft from a day on."""
    draft = edition_for_editor(public_id)
    form = PublishForm(
        given(request), initial={"effective_from": timezone.localdate(), "change_note": draft.change_note}
    )
    if request.method == "POST" and form.is_valid():
        return _changed(request, draft, lambda: _publish(request, draft, form))
    if draft.status != "draft":
        return _no_more(request, draft)
    context = {"form": form, "edition": draft, "title": "Publish this edition", "button_text": "Publish"}
    return render(request, "guidance/editor_form.jinja", context)


def _publish(request: HttpRequest, draft: Edition, form: PublishForm) -> str:
    cleaned = form.cleaned_data
    publish(
        edition=draft,
        effective_from=cleaned["effective_from"],
        change_note=cleaned["change_note"],
        by=_person(request),
    )
    messages.success(request, f"Published. From now on this edition does not change. {_what_readers_see(draft)}")
    return reverse("editor_edition", args=[draft.public_id])


def _what_readers_see(published: Edition) -> str:
    current = Edition.objects.current_of(published.framework)
    if current == published:
        return "Readers see it now."
    if published.effective_from and published.effective_from > timezone.localdate():
        return f"Readers see it from {day(published.effective_from)}."
    return f"Readers still see “{current.name}”, which holds from a later day." if current else ""


@page(editors, "GET", "POST")
def withdraw_edition(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take a published edition out of use, with the reason."""
    published = edition_for_editor(public_id)
    form = WithdrawForm(given(request))
    if request.method == "POST" and form.is_valid():

        def change() -> str:
            withdraw(edition=published, because=form.cleaned_data["because"], by=_person(request))
            messages.success(request, "Withdrawn. Decisions made under it still point to it.")
            return reverse("editor_edition", args=[published.public_id])

        return _changed(request, published, change)
    if published.status != "published":
        return _no_more(request, published)
    context = {"form": form, "edition": published, "title": "Withdraw this edition", "button_text": "Withdraw"}
    return render(request, "guidance/editor_form.jinja", context)


@page(editors, "GET", "POST")
def discard(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Throw a draft away, after asking."""
    if request.method == "POST":
        return _changed(request, None, lambda: _discard(request, public_id))
    draft = edition_for_editor(public_id)
    if draft.status != "draft":
        return _no_more(request, draft)
    context = {"edition": draft, "title": "Throw this draft away", "button_text": "Throw it away", "warning": True}
    return render(request, "guidance/editor_form.jinja", context)


def _discard(request: HttpRequest, public_id: UUID) -> str:
    discard_draft(edition=edition_for_editor(public_id), by=_person(request))
    messages.success(request, "The draft is gone.")
    return reverse("editor")


def _changed(request: HttpRequest, edition: Edition | None, change: Callable[[], str]) -> HttpResponse:
    """Change an edition once; say so where another window was faster."""
    try:
        return do_once(request, change)
    except EditionIsFixed:
        return _no_more(request, edition)


def _no_more(request: HttpRequest, edition: Edition | None) -> HttpResponse:
    """Say that this cannot be done any more, and show how the edition stands now."""
    messages.info(request, "Nothing was changed: this edition was published, withdrawn or thrown away meanwhile.")
    return redirect("editor_edition", edition.public_id) if edition else redirect("editor")


@page(editors)
def save_as(request: HttpRequest, public_id: UUID, kind: str) -> HttpResponse:
    """Save an edition as a file that can be loaded again."""
    if kind not in FORMATS:
        raise Http404
    chosen = edition_for_editor(public_id)
    response = HttpResponse(export_edition(chosen, kind), content_type=CONTENT_TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="{chosen.framework.slug}.{kind}"'
    return response


@page(editors, "GET", "POST")
def adopt_framework(request: HttpRequest, slug: str) -> HttpResponse:
    """Sign off a framework as the one that the partnership uses."""
    framework = get_object_or_404(Framework.objects.shown(), slug=slug)
    form = AdoptForm(given(request))
    if request.method == "POST" and form.is_valid():

        def change() -> str:
            adopt(framework=framework, by=_person(request))
            messages.success(request, f"{framework.title} is now the guidance that this partnership uses.")
            return reverse("editor")

        return do_once(request, change)
    context = {"form": form, "framework": framework, "title": f"Use {framework.title}", "button_text": "Sign off"}
    return render(request, "guidance/editor_form.jinja", context)


@page(editors, "GET", "POST")
def new_contact(request: HttpRequest, slug: str) -> HttpResponse:
    """Add a contact point to a framework."""
    framework = get_object_or_404(Framework, slug=slug)
    form = ContactForm(given(request))
    if request.method == "POST" and form.is_valid():

        def change() -> str:
            added = add_contact(framework=framework, values=form.values(), by=_person(request))
            messages.success(request, f"{added.name}: added, and checked today.")
            return reverse("editor")

        return do_once(request, change)
    context = {"form": form, "framework": framework, "title": "Add a number", "button_text": "I have checked this: add"}
    return render(request, "guidance/editor_form.jinja", context)


@page(editors, "GET", "POST")
def contact(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Change a contact point, or note that it was checked today; unless somebody else did so meanwhile."""
    chosen = get_object_or_404(ContactPoint.objects.select_related("framework"), framework__slug=slug, code=code)
    form = ContactForm(given(request), initial=ContactForm.shown(chosen))
    saved = None
    if request.method == "POST" and form.is_valid():
        try:
            return do_once(request, lambda: _change_contact(request, form, chosen))
        except ChangedMeanwhile:
            saved = _as_saved(form, ContactForm.shown(chosen))
    context = {
        "form": form,
        "framework": chosen.framework,
        "title": f"Check {chosen.name}",
        "button_text": "I have checked this today: save",
        "saved_meanwhile": saved,
        "remove": reverse("editor_remove_contact", args=[slug, code]),
    }
    return render(request, "guidance/editor_form.jinja", context)


def _change_contact(request: HttpRequest, form: ContactForm, chosen: ContactPoint) -> str:
    changes = {name: value for name, value in form.values().items() if value != getattr(chosen, name)}
    change_contact(contact=chosen, changes=changes, version=form.cleaned_data["version"], by=_person(request))
    messages.success(request, f"{form.cleaned_data['name']}: checked today.")
    return reverse("editor")


@page(editors, "GET", "POST")
def remove(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Take a contact point away, after asking."""
    if request.method == "POST":
        return do_once(request, lambda: _remove(request, slug, code))
    chosen = get_object_or_404(ContactPoint.objects.select_related("framework"), framework__slug=slug, code=code)
    title = f"Take {chosen.name} away"
    context = {"framework": chosen.framework, "title": title, "button_text": "Take it away", "warning": True}
    return render(request, "guidance/editor_form.jinja", context)


def _remove(request: HttpRequest, slug: str, code: str) -> str:
    chosen = get_object_or_404(ContactPoint, framework__slug=slug, code=code)
    remove_contact(contact=chosen, by=_person(request))
    messages.success(request, f"{chosen.name}: taken away.")
    return reverse("editor")


@page(editors, "GET", "POST")
def panel_entry(request: HttpRequest, key: str) -> HttpResponse:
    """Change what the panel says, unless somebody else did so meanwhile."""
    entry = get_object_or_404(PanelEntry, key=key)
    form = PanelForm(given(request), initial=PanelForm.shown(entry))
    saved = None
    if request.method == "POST" and form.is_valid():
        try:
            return do_once(request, lambda: _change_panel(request, form, entry))
        except ChangedMeanwhile:
            saved = _as_saved(form, PanelForm.shown(entry))
    context = {"form": form, "title": entry.title, "button_text": "Save", "saved_meanwhile": saved}
    return render(request, "guidance/editor_form.jinja", context)


def _as_saved(form: GovForm, now: dict[str, Any]) -> list[tuple[str, str]]:
    """Keep what was written, and give what somebody else saved meanwhile, by label."""
    form.add_error(None, "Somebody else changed this while you were writing. What they saved is shown above yours")
    data = cast(QueryDict, form.data).copy()
    data["version"] = str(now["version"])
    form.data = data
    return [(str(form.fields[name].label), _in_words(form, name, now[name])) for name in now if name != "version"]


def _in_words(form: GovForm, name: str, value: str | list[str]) -> str:
    labels = dict(getattr(form.fields[name], "choices", ()))
    return in_words(labels.get(part, part) for part in ([value] if isinstance(value, str) else value))


def _change_panel(request: HttpRequest, form: PanelForm, entry: PanelEntry) -> str:
    cleaned = form.cleaned_data
    changes = {name: cleaned[name] for name in ("title", "steps", "source", "certainty")}
    changes["ring"] = " ".join(cleaned["ring"])
    change_panel_entry(entry=entry, changes=changes, version=cleaned["version"], by=_person(request))
    messages.success(request, "Saved. The panel says this from now on.")
    return reverse("editor")


def _person(request: HttpRequest) -> Practitioner:
    return cast(Practitioner, request.user)
