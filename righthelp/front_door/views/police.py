"""Police notifications in numbers: loading a file, deciding on one screen, and schools told."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import do_once
from righthelp.agencies.policies import holders_of
from righthelp.design_system.formatters import count
from righthelp.design_system.pages import page
from righthelp.design_system.paging import A_PAGE, page_links, page_number, paged
from righthelp.front_door.actions.deciding import DecidedMeanwhile, decide
from righthelp.front_door.actions.holding import TakenAlready
from righthelp.front_door.actions.police import (
    LoadedAlready,
    LoadedMeanwhile,
    check,
    leave_file,
    load,
    opened,
    put_file,
)
from righthelp.front_door.forms.deciding import FIVE, Offered
from righthelp.front_door.forms.police import PoliceUploadForm, QuickForm, TriageForm
from righthelp.front_door.models import NamedChild, PoliceBatch
from righthelp.front_door.notices.telling import managers_of_front_door
from righthelp.front_door.police.access import batch_to_see, child_to_decide, look_at_each, own_file, police_to_decide
from righthelp.front_door.police.kinds import POLICE_KINDS
from righthelp.front_door.police.reading import COLUMNS, CannotRead
from righthelp.front_door.police.triage import words_for
from righthelp.front_door.policies import WORK, manages_here
from righthelp.front_door.presenting.police import IncidentLine, lines_of, matches_in_words
from righthelp.front_door.rules import is_late
from righthelp.front_door.teams import teams_to_choose
from righthelp.guidance.access import edition_in_use

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner
    from righthelp.front_door.actions.police import Checked

workers = holders_of(WORK)
MOST_FAULTS = 100
READY, DECIDE = "ready", "decide"


@page(workers)
def police_batches(request: HttpRequest) -> HttpResponse:
    """List what was loaded, the latest first."""
    batches = list(PoliceBatch.objects.select_related("loaded_by"))
    context = {"shown": paged(request, "loaded", batches), "back": reverse("police_triage")}
    return render(request, "front_door/police_batches.jinja", context)


@page(workers, "GET", "POST", takes_files=True)
def police_upload(request: HttpRequest) -> HttpResponse:
    """Choose a file; nothing is loaded before its numbers were seen."""
    by = person_signed_in(request)
    form = PoliceUploadForm(*(request.POST, request.FILES) if request.method == "POST" else ())
    if request.method == "POST" and form.is_valid():
        try:
            file = put_file(data=form.cleaned_data["file"].read(), by=by)
            return HttpResponseRedirect(reverse("police_check", args=[file.public_id]))
        except CannotRead as reason:
            form.add_error("file", str(reason))
        except LoadedAlready as loaded:
            return _loaded_already(request, loaded.batch)
    context = {"form": form, "columns": COLUMNS, "kinds": POLICE_KINDS.values(), "back": reverse("police_batches")}
    return render(request, "front_door/police_upload.jinja", context)


@page(workers, "GET", "POST")
def police_check(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show in numbers what a file would bring, and load what can be read, or nothing."""
    by = person_signed_in(request)
    file = own_file(by, public_id)
    data = opened(file)

    def change() -> str:
        if request.POST.get("do") == "load":
            batch = load(data=data, file=file, by=by)
            messages.success(request, f"{count(batch.incidents, 'incident')} loaded.")
            return reverse("police_batch", args=[batch.public_id])
        leave_file(file=file, by=by)
        messages.success(request, "Nothing was loaded, and the file is forgotten.")
        return reverse("police_batches")

    try:
        if request.method == "POST":
            return do_once(request, change)
        return _check_page(request, check(data), file.public_id)
    except LoadedAlready as loaded:
        return _loaded_already(request, loaded.batch)
    except LoadedMeanwhile:
        messages.warning(request, "Somebody loaded some of these at the same moment. Nothing was loaded. Look again.")
        return HttpResponseRedirect(reverse("police_check", args=[file.public_id]))


def _check_page(request: HttpRequest, checked: "Checked", public_id: UUID) -> HttpResponse:
    faults = checked.file.faults
    context = {
        "checked": checked, "faults": faults[:MOST_FAULTS], "more_faults": max(len(faults) - MOST_FAULTS, 0),
        "file_id": public_id, "back": reverse("police_upload"),
    }  # fmt: skip
    return render(request, "front_door/police_check.jinja", context)


def _loaded_already(request: HttpRequest, batch: PoliceBatch) -> HttpResponse:
    messages.info(request, "This very file was loaded before. Nothing was loaded now.")
    return HttpResponseRedirect(reverse("police_batch", args=[batch.public_id]))


@page(workers)
def police_batch(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show in numbers what came with one file."""
    batch = batch_to_see(person_signed_in(request), public_id)
    alike = batch.contacts.filter(incident__looks_like__isnull=False).count()
    context = {"batch": batch, "alike": alike, "back": reverse("police_batches")}
    return render(request, "front_door/police_batch.jinja", context)


@page(workers, "GET", "POST")
def police_triage(request: HttpRequest) -> HttpResponse:
    """Decide for one child after the other without leaving the screen.

    Choosing what happens makes words ready, in boxes; only what is sent from them is kept.
    """
    by = person_signed_in(request)
    if request.method != "POST":
        return _triage_page(request, by)
    child = child_to_decide(by, _chosen(request))
    offered, data = _offered(), request.POST
    if data.get("do") == DECIDE:
        form: Any = _decision(child, by, offered, data)
        answer = _decide(request, form, by) if form.is_valid() else None
        return answer or _triage_page(request, by, child, form)
    quick = QuickForm(data, child=child, offered=offered)
    if not quick.is_valid():
        return _triage_page(request, by, child, quick)
    return _triage_page(request, by, child, _decision(child, by, offered, None, quick.cleaned_data))


def _chosen(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("child", ""))
    except ValueError:
        return UUID(int=0)


def _decision(
    child: NamedChild,
    by: "Practitioner",
    offered: Offered,
    data: QueryDict | None,
    quick: "dict[str, Any] | None" = None,
) -> TriageForm:
    """Make the whole form of a decision; where something was chosen, with the words that are offered for it."""
    contact = child.contact
    first = {"manager": str(by.public_id)} if manages_here(by) else {}
    if quick:
        words = words_for(quick["outcome"], quick["common"])
        first |= {"outcome": quick["outcome"], "level": quick["level"], **words}
    late = contact.due_at is not None and is_late(contact.due_at, None, timezone.now())
    return TriageForm(data, child=child, offered=offered, is_late=late, initial=first)


def _decide(request: HttpRequest, form: TriageForm, by: "Practitioner") -> HttpResponse | None:
    """Keep one decision; None where somebody was first, so that what was written stays on the page."""
    child = form.child

    def change() -> str:
        decide(child=child, decision=form.decided(), by=by)
        messages.success(request, f"{child.name}: {form.decided().level.heading}. It is decided.")
        return f"{reverse('police_triage')}?{_page_of(request)}#to-decide"

    try:
        return do_once(request, change)
    except TakenAlready as taken:
        messages.warning(request, f"{taken.holder.name} works on this. Talk with them. Nothing was saved.")
    except DecidedMeanwhile:
        messages.warning(request, "Somebody decided for this child meanwhile. Nothing was saved: look at what stands.")
    return None


def _triage_page(
    request: HttpRequest, by: "Practitioner", child: NamedChild | None = None, open_form: Any = None
) -> HttpResponse:
    """Show a page of what is to decide; one child’s form may stand open in it."""
    offered, contacts = _offered(), police_to_decide(by)
    shown = _paged(request, contacts)
    with transaction.atomic():
        look_at_each(by, shown["rows"], page="police: triage")
    ready = str(child.public_id) if child and isinstance(open_form, TriageForm) else ""

    def form_of(one: NamedChild) -> Any:
        return open_form if child and one.pk == child.pk else QuickForm(child=one, offered=offered)

    matches = matches_in_words(by, shown["rows"], timezone.localdate())
    lines = lines_of(shown["rows"], matches, form_of, ready)
    context = {
        "lines": lines,
        "written": _without_a_place(open_form, lines),
        "shown": shown,
        "form": open_form,
        "page_of": _page_of(request),
        "no_guidance": not offered.levels,
        "now": timezone.now(),
        "back": reverse("front_door"),
    }
    return render(request, "front_door/police_triage.jinja", context)


def _without_a_place(form: Any, lines: list[IncidentLine]) -> list[tuple[str, str]]:
    """Give back what was written for a child who is not to decide any more, so that it is not lost."""
    if not (isinstance(form, TriageForm) and form.is_bound):
        return []
    if any(one.form is form for line in lines for one in line.children):
        return []
    return [(str(one.label), str(one.value())) for one in form if one.value() and one.name in (*FIVE, "reason")]


def _paged(request: HttpRequest, contacts: Any) -> dict[str, Any]:
    """Give one page of contacts; only that page is read."""
    total, number = contacts.count(), page_number(request.GET)
    number = min(number, max((total - 1) // A_PAGE + 1, 1))
    rows = list(contacts[(number - 1) * A_PAGE : number * A_PAGE])
    before, after = (
        f"?page={number - 1}" if number > 1 else "",
        f"?page={number + 1}" if total > number * A_PAGE else "",
    )
    return {"rows": rows, "total": total, "pages": page_links(before=before, after=after)}


def _page_of(request: HttpRequest) -> str:
    return f"page={page_number(request.GET)}"


def _offered() -> Offered:
    edition = edition_in_use()
    return Offered(list(edition.levels.all()) if edition else [], managers_of_front_door(), list(teams_to_choose()))
