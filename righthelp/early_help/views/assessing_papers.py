"""The assessment to read as one text, as files to keep, and as copies for the family."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import given
from righthelp.audit.actions import look
from righthelp.design_system.formatters import day
from righthelp.design_system.pages import page
from righthelp.design_system.safe_to_give import SafeToGiveForm
from righthelp.early_help.access import help_that_is_kept, help_to_change, help_to_read
from righthelp.early_help.actions.assessment_copies import note_assessment_given, release_assessment
from righthelp.early_help.assessed import Subject, Whole, whole_of
from righthelp.early_help.assessment_papers import blank_document, copy_document, whole_document
from righthelp.early_help.assessment_record import names_before, names_in, record_blocks, shown_of
from righthelp.early_help.family_assessment import copy_in, family_sections, key_of, left_out_at_first, without
from righthelp.early_help.forms.assessing import AssessmentGivenForm, ChosenCopyForm
from righthelp.early_help.models import EarlyHelp, FinishedAssessment
from righthelp.early_help.policies import writers
from righthelp.early_help.presenting.assessing import page_of
from righthelp.early_help.presenting.assessment import state_line
from righthelp.early_help.presenting.assessment_copies import rows_of
from righthelp.early_help.presenting.guidance import panel_of, who_to_ring
from righthelp.early_help.views.explaining import explained
from righthelp.early_help.views.showing import save, show
from righthelp.files.formats import FORMATS, download
from righthelp.guidance.access import edition_in_use
from righthelp.guidance.models import Passage
from righthelp.plans.access import seen_anew
from righthelp.plans.copies import Section, as_read, fingerprint
from righthelp.plans.models import Member
from righthelp.plans.presenters import member_name
from righthelp.plans.presenting.papers import given_away_in, hard_words_in
from righthelp.plans.views.explaining import require_any
from righthelp.plans.views.papers import release


@page(writers)
def blank(request: HttpRequest, extension: str) -> HttpResponse:
    """Give a blank assessment to fill in by hand; it names nobody, so anybody who writes here may have it."""
    edition = edition_in_use()
    asked = edition.passages.filter(kind=Passage.Kind.QUESTION).order_by("position") if edition else ()
    _require_format(extension)
    document = blank_document([one.text for one in asked], now=timezone.now())
    return download(document, extension, name="early-help-assessment-blank")


@page(writers)
def read(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show the assessment as one text, as far as the reader may see it."""
    seen = help_to_read(person_signed_in(request), public_id, page="read the assessment")
    whole = whole_of(seen, with_finished=True)
    calls = who_to_ring(whole)
    more = {"blocks": [(type(one).__name__, one) for one in record_blocks(whole, on_paper=False)]}
    shown = {**more, "line": state_line(whole.assessment), "panel": panel_of(whole, calls), "earlier": whole.finished}
    return show(request, "assessment_read", whole.seen, is_before=False, **shown)


@page(writers)
def finished(request: HttpRequest, public_id: UUID, finished_id: UUID) -> HttpResponse:
    """Show an assessment as it stood when it was finished, whatever was written later."""
    seen = help_to_read(person_signed_in(request), public_id, page="a finished assessment")
    whole = whole_of(seen, with_finished=True)
    own = next((one for one in whole.finished if one.public_id == finished_id), None)
    kept = own or _found_before(whole, finished_id)
    names = names_in(whole) if own else names_before(whole, kept)
    line = f"As it was finished on {day(kept.done_on)} by {kept.done_by.name}. A child’s own words are not kept here."
    shown = {"blocks": shown_of(kept, names), "line": line, "panel": [], "earlier": [], "is_before": own is None}
    return show(request, "assessment_read", whole.seen, **shown)


def _found_before(whole: Whole, finished_id: UUID) -> FinishedAssessment:
    """Give what was found before, and log the look in the early help that it is of, too; else 404."""
    found = whole.before
    if found is None or found.public_id != finished_id:
        raise Http404
    of = EarlyHelp.objects.get(assessment=found.assessment_id)
    look(by=whole.seen.plan.reader, subject=of, page="a finished assessment, from early help that goes on from it")
    return found


@page(writers)
def whole_download(request: HttpRequest, public_id: UUID, extension: str) -> HttpResponse:
    """Give the assessment as filled in, for professionals, as PDF or Word."""
    _require_format(extension)
    whole = whole_of(help_to_read(person_signed_in(request), public_id, page=f"assessment as {extension}"))
    return download(whole_document(whole, now=timezone.now()), extension, name="early-help-assessment")


@page(writers)
def copies(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """List who of the family, and whom they chose, may have a copy, what each was given, and how (BP-302)."""
    whole = _given(request, public_id)
    return show(
        request,
        "assessment_copies",
        whole.seen,
        rows=rows_of(whole),
        has_adults=bool(whole.adults),
        to_list=page_of("assessment" if whole.seen.may_change else "assessment_read", whole),
    )


@page(writers, "GET", "POST")
@explained
def copy_for(request: HttpRequest, public_id: UUID, member_id: UUID) -> HttpResponse:
    """Show exactly what one of them would be given; keep it for them once somebody says that it is safe."""
    whole = _to_give(request, public_id)
    reader = whole.reader(member_id)
    written = family_sections(whole, reader)
    left_out = _left_out(request, whole, reader, written)
    sections = without(written, left_out)
    require_any(request, sections)
    kind = ChosenCopyForm if reader.is_chosen else SafeToGiveForm
    form = kind(given(request), shown=fingerprint(sections))
    if request.method == "POST" and form.is_valid():
        agreed = form.cleaned_data.get("family_agreed", "")
        return release(request, partial(_release, request, whole, reader, sections, left_out, agreed))
    more = {
        "reader": reader,
        "sections": sections,
        "choices": [(key_of(one), one.title) for one in written],
        "left_out": left_out,
        "gives_away": given_away_in(sections),
        "hard_words": hard_words_in(sections),
        "to_copies": page_of("assessment_copies", whole),
    }
    return show(request, "assessment_copy", whole.seen, form, **more)


def _left_out(request: HttpRequest, whole: Whole, reader: Subject, written: Sequence[Section]) -> list[str]:
    """Give what somebody chose to leave out, or did not choose for whoever is outside the family."""
    if "chosen" not in request.GET:
        return left_out_at_first(whole, reader, written)
    if not reader.is_chosen:
        return request.GET.getlist("out")
    chosen = request.GET.getlist("in")
    return [key for key in map(key_of, written) if key not in chosen]


def _release(
    request: HttpRequest, whole: Whole, reader: Subject, sections: list[Section], left_out: list[str], agreed: str
) -> str:
    """Keep the copy as it was shown, if it would be written so again; lead to the list of copies."""
    if whole.assessment is None or reader.member is None:
        raise Http404
    release_assessment(
        assessment=whole.assessment, member=reader.member, sections=sections, left_out=left_out, family_agreed=agreed,
        again=partial(_again, whole, reader.member, left_out), by=person_signed_in(request),
    )  # fmt: skip
    messages.success(request, "The copy is ready to take.")
    return page_of("assessment_copies", whole)


def _again(whole: Whole, member: Member, left_out: list[str]) -> list[Section]:
    """Write a copy as it would be in this moment; 404 where its reader can have none any more."""
    anew = whole_of(replace(whole.seen, plan=seen_anew(whole.seen.plan)))
    return without(family_sections(anew, anew.reader(member.public_id)), left_out)


@page(writers, "GET", "POST")
@explained
def copy_given(request: HttpRequest, public_id: UUID, copy_id: UUID) -> HttpResponse:
    """Show a copy as it was released; note how it went to its reader, and how they understood it (BP-209, BP-302)."""
    whole = _given(request, public_id)
    copy = copy_in(whole, copy_id)
    form = AssessmentGivenForm(given(request), released_on=timezone.localdate(copy.released_at))
    to_copies = page_of("assessment_copies", whole)
    if request.method == "POST" and form.is_valid():
        change = partial(note_assessment_given, copy=copy, by=person_signed_in(request), **form.cleaned_data)
        return save(request, change, "It is noted how they got it.", to_copies)
    whose = member_name(whole.seen.plan.members[copy.member_id])
    shown = {"copy": copy, "whose": whose, "sections": as_read(copy.sections), "to_copies": to_copies}
    return show(request, "assessment_given", whole.seen, form, **shown)


@page(writers)
def copy_download(request: HttpRequest, public_id: UUID, copy_id: UUID, extension: str) -> HttpResponse:
    """Give a copy that was released, as PDF or Word."""
    _require_format(extension)
    copy = copy_in(_given(request, public_id), copy_id)
    return download(copy_document(copy, now=timezone.now()), extension, name="assessment-copy")


def _given(request: HttpRequest, public_id: UUID) -> Whole:
    """Load an assessment with its copies, which stay readable after the end for whoever kept it."""
    return whole_of(help_that_is_kept(person_signed_in(request), public_id, page="copies of the assessment"))


def _to_give(request: HttpRequest, public_id: UUID) -> Whole:
    return whole_of(help_to_change(person_signed_in(request), public_id, page="copies of the assessment"))


def _require_format(extension: str) -> None:
    if extension not in FORMATS:
        raise Http404
