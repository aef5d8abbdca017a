"""The assessment to read as one text, as files to keep, and as copies for the family."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import given
from righthelp.considerations.forms.family_copy import FamilyCopyForm
from righthelp.design_system.formatters import day
from righthelp.design_system.pages import page
from righthelp.early_help.access import help_that_is_kept, help_to_change, help_to_read
from righthelp.early_help.actions.assessment_copies import release_assessment
from righthelp.early_help.assessed import Subject, Whole, whole_of
from righthelp.early_help.assessment_papers import blank_document, copy_document, whole_document
from righthelp.early_help.assessment_record import record_blocks, shown_of
from righthelp.early_help.family_assessment import family_sections, key_of, left_out_last, shows_all, without
from righthelp.early_help.models import AssessmentCopy, FinishedAssessment
from righthelp.early_help.policies import writers
from righthelp.early_help.presenting.assessing import page_of
from righthelp.early_help.presenting.assessment import state_line
from righthelp.early_help.presenting.guidance import panel_of, who_to_ring
from righthelp.early_help.views.explaining import explained
from righthelp.early_help.views.showing import save, show
from righthelp.files.formats import FORMATS, download
from righthelp.guidance.access import edition_in_use
from righthelp.guidance.models import Passage
from righthelp.plans.copies import Section, fingerprint
from righthelp.plans.presenting.papers import given_away_in, hard_words_in

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner


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
    return show(request, "assessment_read", whole.seen, **shown)


@page(writers)
def finished(request: HttpRequest, public_id: UUID, finished_id: UUID) -> HttpResponse:
    """Show an assessment as it stood when it was finished, whatever was written later."""
    whole = whole_of(help_to_read(person_signed_in(request), public_id, page="a finished assessment"))
    kept = get_object_or_404(FinishedAssessment, assessment__help=whole.seen.help, public_id=finished_id)
    line = f"As it was finished on {day(kept.done_on)} by {kept.done_by.name}. A child’s own words are not kept here."
    return show(request, "assessment_read", whole.seen, blocks=shown_of(kept, whole), line=line, panel=[], earlier=[])


@page(writers)
def whole_download(request: HttpRequest, public_id: UUID, extension: str) -> HttpResponse:
    """Give the assessment as filled in, for professionals, as PDF or Word."""
    _require_format(extension)
    whole = whole_of(help_to_read(person_signed_in(request), public_id, page=f"assessment as {extension}"))
    return download(whole_document(whole, now=timezone.now()), extension, name="early-help-assessment")


@page(writers)
def copies(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """List who of the family may have a copy, and what each was given."""
    whole = _given(request, public_id)
    found = AssessmentCopy.objects.filter(assessment__help=whole.seen.help).select_related("released_by")
    made = [one for one in found if shows_all(whole, one)]
    prefetch_related_objects([one.member for one in whole.adults if one.member], "reads")
    rows = [(one, [copy for copy in made if one.member and copy.member_id == one.member.pk]) for one in whole.adults]
    return show(
        request,
        "assessment_copies",
        whole.seen,
        rows=rows,
        to_list=page_of("assessment" if whole.seen.may_change else "assessment_read", whole),
    )


@page(writers, "GET", "POST")
@explained
def copy_for(request: HttpRequest, public_id: UUID, member_id: UUID) -> HttpResponse:
    """Show exactly what one of the family would be given; keep it for them once somebody says that it is safe."""
    whole = _to_give(request, public_id)
    adult = whole.adult(member_id)
    written, left_out = family_sections(whole, adult), _left_out(request, whole, adult)
    sections = without(written, left_out)
    form = FamilyCopyForm(given(request), shown=fingerprint(sections))
    if request.method == "POST" and sections and form.is_valid():
        change = partial(_release, whole, adult, person_signed_in(request), sections, left_out)
        return save(request, change, "The copy is ready to take.", page_of("assessment_copies", whole))
    more = {
        "adult": adult,
        "sections": sections,
        "choices": [(key_of(one), one.title) for one in written],
        "left_out": left_out,
        "gives_away": given_away_in(sections),
        "hard_words": hard_words_in(sections),
        "to_copies": page_of("assessment_copies", whole),
    }
    return show(request, "assessment_copy", whole.seen, form, **more)


def _left_out(request: HttpRequest, whole: Whole, adult: Subject) -> list[str]:
    """Give what somebody chose to leave out; before they chose, what was left out the last time."""
    return request.GET.getlist("out") if "chosen" in request.GET else left_out_last(whole, adult)


def _release(
    whole: Whole, adult: Subject, by: "Practitioner", sections: Sequence[Section], left_out: Sequence[str]
) -> None:
    if whole.assessment and adult.member:
        release_assessment(
            assessment=whole.assessment, member=adult.member, sections=sections, left_out=left_out, by=by
        )  # fmt: skip


@page(writers)
def copy_download(request: HttpRequest, public_id: UUID, copy_id: UUID, extension: str) -> HttpResponse:
    """Give a copy that was released for one of the family, as PDF or Word."""
    _require_format(extension)
    whole = _given(request, public_id)
    shown = [one.member.pk for one in whole.adults if one.member]
    rows = AssessmentCopy.objects.filter(assessment__help=whole.seen.help, member__in=shown)
    copy = get_object_or_404(rows.select_related("released_by"), public_id=copy_id)
    if not shows_all(whole, copy):
        raise Http404
    return download(copy_document(copy, now=timezone.now()), extension, name="assessment-copy")


def _given(request: HttpRequest, public_id: UUID) -> Whole:
    """Load an assessment with its copies, which stay readable after the end for whoever kept it."""
    return whole_of(help_that_is_kept(person_signed_in(request), public_id, page="copies of the assessment"))


def _to_give(request: HttpRequest, public_id: UUID) -> Whole:
    return whole_of(help_to_change(person_signed_in(request), public_id, page="copies of the assessment"))


def _require_format(extension: str) -> None:
    if extension not in FORMATS:
        raise Http404
