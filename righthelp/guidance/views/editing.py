"""The pages of guidance editors: load, look through, publish, adopt, withdraw; contacts and the panel kept true."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.kept_forms import do_once, given
from righthelp.agencies.models import Practitioner
from righthelp.agencies.policies import holders_of
from righthelp.design_system.formatters import sentence_case
from righthelp.design_system.pages import page
from righthelp.guidance.access import edition_for_editor
from righthelp.guidance.actions import (
    ChangedMeanwhile,
    adopt,
    change_contact,
    change_panel_entry,
    discard_draft,
    publish,
    withdraw,
)
from righthelp.guidance.export import export_edition
from righthelp.guidance.forms import AdoptForm, ContactForm, LoadForm, PanelForm, PublishForm, WithdrawForm
from righthelp.guidance.importing import import_file
from righthelp.guidance.models import ContactPoint, Edition, Framework, PanelEntry
from righthelp.guidance.presenters import changes_between, wording_notice
from righthelp.guidance.tables import FORMATS, LARGEST_FILE, UnreadableFile

editors = holders_of("edit guidance")
FAULTS_SHOWN = 50
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


@page(editors, "GET", "POST")
def load(request: HttpRequest) -> HttpResponse:
    """Load a file as a draft: all of it, or every fault with its row, column and reason."""
    form = LoadForm(request.POST or None, request.FILES or None)
    faults: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            return do_once(request, lambda: _load(request, form))
        except UnreadableFile as error:
            faults = [sentence_case(str(fault)) for fault in error.faults]
            form.add_error("file", f"Nothing was loaded: there are {len(faults)} faults in the file, listed below")
    context = {"form": form, "faults": faults[:FAULTS_SHOWN], "more_faults": max(0, len(faults) - FAULTS_SHOWN)}
    return render(request, "guidance/editor_load.jinja", context)


def _load(request: HttpRequest, form: LoadForm) -> str:
    file = form.cleaned_data["file"]
    edition = import_file(
        name=file.name,
        content=file.read(LARGEST_FILE + 1),
        slug=form.cleaned_data["framework"],
        edition_name=form.cleaned_data["edition_name"] or None,
        by=_person(request),
    )
    messages.success(request, f"Loaded {edition.descriptors.count()} descriptors as a draft. Nobody else sees it yet.")
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
    }
    return render(request, "guidance/editor_edition.jinja", context)


@page(editors, "GET", "POST")
def publish_edition(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Publish a draft from a day on."""
    draft = _of_status(public_id, "draft")
    form = PublishForm(given(request), initial={"effective_from": timezone.localdate()})
    if request.method == "POST" and form.is_valid():

        def change() -> str:
            publish(edition=draft, effective_from=form.cleaned_data["effective_from"], by=_person(request))
            messages.success(request, "Published. From now on this edition does not change.")
            return reverse("editor_edition", args=[draft.public_id])

        return do_once(request, change)
    context = {"form": form, "edition": draft, "title": "Publish this edition", "button_text": "Publish"}
    return render(request, "guidance/editor_form.jinja", context)


@page(editors, "GET", "POST")
def withdraw_edition(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take a published edition out of use, with the reason."""
    published = _of_status(public_id, "published")
    form = WithdrawForm(given(request))
    if request.method == "POST" and form.is_valid():

        def change() -> str:
            withdraw(edition=published, because=form.cleaned_data["because"], by=_person(request))
            messages.success(request, "Withdrawn. Decisions made under it still point to it.")
            return reverse("editor_edition", args=[published.public_id])

        return do_once(request, change)
    context = {"form": form, "edition": published, "title": "Withdraw this edition", "button_text": "Withdraw"}
    return render(request, "guidance/editor_form.jinja", context)


@page(editors, "POST")
def discard(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Throw a draft away."""
    draft = _of_status(public_id, "draft")

    def change() -> str:
        discard_draft(edition=draft, by=_person(request))
        messages.success(request, "The draft is gone.")
        return reverse("editor")

    return do_once(request, change)


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
def contact(request: HttpRequest, contact_id: int) -> HttpResponse:
    """Change a contact point, or note that it was checked today."""
    chosen = get_object_or_404(ContactPoint, pk=contact_id)
    form = ContactForm(given(request), instance=chosen)
    if request.method == "POST" and form.is_valid():

        def change() -> str:
            changes = {name: form.cleaned_data[name] for name in form.changed_data if name in form.fields}
            change_contact(contact=chosen, changes=changes, by=_person(request))
            messages.success(request, f"{chosen.name}: checked today.")
            return reverse("editor")

        return do_once(request, change)
    context = {"form": form, "title": f"Check {chosen.name}", "button_text": "I have checked this today: save"}
    return render(request, "guidance/editor_form.jinja", context)


@page(editors, "GET", "POST")
def panel_entry(request: HttpRequest, key: str) -> HttpResponse:
    """Change what the panel says, unless somebody else did so meanwhile."""
    entry = get_object_or_404(PanelEntry, key=key)
    names = ("version", "title", "steps", "source", "certainty")
    initial = {name: getattr(entry, name) for name in names} | {"ring": entry.ring.split()}
    form = PanelForm(given(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            return do_once(request, lambda: _change_panel(request, form, entry))
        except ChangedMeanwhile:
            form.add_error(
                None, "Somebody else changed this while you were writing. What they saved is shown below yours"
            )
            form.data = {**form.data, "ring": form.cleaned_data["ring"], "version": str(entry.version)}
    saved = entry if form.non_field_errors() else None
    context = {"form": form, "title": entry.title, "button_text": "Save", "saved_meanwhile": saved}
    return render(request, "guidance/editor_form.jinja", context)


def _change_panel(request: HttpRequest, form: PanelForm, entry: PanelEntry) -> str:
    cleaned = form.cleaned_data
    changes = {name: cleaned[name] for name in ("title", "steps", "source", "certainty")}
    changes["ring"] = " ".join(cleaned["ring"])
    change_panel_entry(entry=entry, changes=changes, version=cleaned["version"], by=_person(request))
    messages.success(request, "Saved. The panel says this from now on.")
    return reverse("editor")


def _of_status(public_id: UUID, status: str) -> Edition:
    chosen = edition_for_editor(public_id)
    if chosen.status != status:
        raise Http404
    return chosen


def _person(request: HttpRequest) -> Practitioner:
    return cast(Practitioner, request.user)
