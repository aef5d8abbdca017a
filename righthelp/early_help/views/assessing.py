"""The assessment as a conversation: the list of its pages, and each page."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import given
from righthelp.considerations.forms import QuestionsForm
from righthelp.design_system.pages import page
from righthelp.design_system.versions import NOT_ANSWERS, Saved, VersionedForm, first_answers, saved_answers
from righthelp.early_help.access import help_to_add_to, help_to_change
from righthelp.early_help.actions import assessing as actions
from righthelp.early_help.assessed import Subject, Whole, whole_of, whole_of_all
from righthelp.early_help.assessment_record import as_finished
from righthelp.early_help.forms.assessing import (
    CommunityForm,
    EachOtherForm,
    FathersForm,
    FinishForm,
    LifeForm,
    MarksForm,
    PreventsForm,
    TookPartForm,
    TopicsForm,
    WordsForm,
    WordsReadersForm,
    box_name,
)
from righthelp.early_help.models import AssessedPart, Assessment, ChildVoice, EditionAnswer
from righthelp.early_help.pages import help_page
from righthelp.early_help.policies import writers
from righthelp.early_help.presenting.assessing import SHARED_PAGES, blocks_of, lacking, next_page, page_about, page_of
from righthelp.early_help.presenting.assessment import state_line
from righthelp.early_help.presenting.guidance import good_assessment, panel_of, questions_of, toolkit, who_to_ring
from righthelp.early_help.topics import Group
from righthelp.early_help.views.assessing_shared import answered, explained, show_form, subject_of, to_write
from righthelp.early_help.views.showing import save, show

SHARED_FORMS: dict[str, type[VersionedForm]] = {
    "took-part": TookPartForm,
    "fathers": FathersForm,
    "each-other": EachOtherForm,
    "community": CommunityForm,
    "prevents": PreventsForm,
    "marks": MarksForm,
}


@page(writers)
@explained
def assessment(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The list of everything that one may talk about, each child apart, with what is still to do."""
    seen = help_to_add_to(person_signed_in(request), public_id, page="assessment")
    whole = whole_of(seen, with_finished=True)
    writes_needs = whole.seen.may_change
    calls = who_to_ring(whole)
    more = {
        "line": state_line(whole.assessment),
        "blocks": blocks_of(whole, writes_needs=writes_needs, has_questions=bool(questions_of(whole))),
        "is_finished": bool(whole.assessment and whole.assessment.done_on),
        "not_assessed": whole.not_assessed,
        "has_adults": bool(whole.adults),
        "toolkit": toolkit(whole),
        "panel": panel_of(whole, calls),
        "calls": calls,
        "says": whole.seen.says,
        "before": whole.before,
    }
    return show(request, "assessment", whole.seen, **more)


@page(writers, "GET", "POST")
@explained
def topics(request: HttpRequest, public_id: UUID, group: str, of: str = "", who: UUID | None = None) -> HttpResponse:
    """Some topics about a child, an adult, or the family: going well, worries, what needs to happen."""
    whole = to_write(request, public_id, "assessment: topics")
    subject = subject_of(whole, of, who)
    here = _group(subject, group)
    by, part = person_signed_in(request), _part(request, whole, subject)

    def saved() -> dict[str, Any]:
        return _topic_answers(part, here)

    form = TopicsForm(given(request), topics=here.topics, initial=first_answers(saved(), part.version))

    def change() -> None:
        actions.save_topics(part=part, version=form.cleaned_data["version"], said=form.said(), by=by)

    answer = answered(request, form, part, saved, change, next_page(whole, subject, here))
    boxes = [form.boxes_of(topic, subject.hint(topic)) for topic in here.topics]
    more = {"caption": subject.name, "boxes": boxes, "lead": here.lead, "template": "assessment_topics"}
    return answer or show_form(request, whole, form, here.title, **more)


def _group(subject: Subject, key: str) -> Group:
    found = next((group for group in subject.groups if group.key == key), None)
    if found is None:
        raise Http404
    return found


def _part(request: HttpRequest, whole: Whole, subject: Subject) -> AssessedPart:
    """Give the part to write in: from a form that was sent it begins, a page that is only opened begins nothing."""
    if request.method != "POST":
        return whole.parts.get(subject.key) or AssessedPart()
    by = person_signed_in(request)
    return actions.begin_part(help=whole.seen.help, child=subject.child, member=subject.member, by=by)


def _topic_answers(part: AssessedPart, group: Group) -> dict[str, Any]:
    said = {answer.topic: answer for answer in part.answers.all()} if part.pk else {}
    return {
        box_name(topic.key, box): getattr(said.get(topic.key), box, "")
        for topic in group.topics
        for box in actions.BOXES
    }


@page(writers, "GET", "POST")
@explained
def words(request: HttpRequest, public_id: UUID, child_id: UUID) -> HttpResponse:
    """What one child says."""
    whole = to_write(request, public_id, "assessment: the child's words")
    subject, by = whole.child(child_id), person_signed_in(request)
    if not whole.words_open.may_write(whole.voice(subject)):
        return show(
            request, "assessment_words_kept", whole.seen, name=subject.name, to_list=page_of("assessment", whole)
        )
    voice = _voice(request, whole, subject)
    form, saved = _voice_form(request, voice, WordsForm)

    def change() -> None:
        actions.save_words(voice=voice, version=form.cleaned_data["version"], changes=form.changes(), by=by)

    has_words = bool(request.POST.get("words", "").strip())
    onward = page_of("assessment_words_readers", whole, child_id) if has_words else page_of("assessment", whole)
    answer = answered(request, form, voice, saved, change, onward)
    more = {"tab": "What the child says", "caption": subject.name}
    return answer or show_form(request, whole, form, f"What {subject.name} says", **more)


@page(writers, "GET", "POST")
@explained
def words_readers(request: HttpRequest, public_id: UUID, child_id: UUID) -> HttpResponse:
    """Who may read what a child said; open when the assessment is finished, too."""
    by = person_signed_in(request)
    whole = whole_of(help_to_add_to(by, public_id, page="assessment: who may read the child's words"))
    subject = whole.child(child_id)
    voice = whole.voice(subject)
    if voice is None or not voice.words or not whole.words_open.opens(voice):
        raise Http404
    form, saved = _voice_form(request, voice, WordsReadersForm)

    def change() -> None:
        version, chosen = form.cleaned_data["version"], form.cleaned_data["words_readers"]
        actions.set_words_readers(voice=voice, version=version, words_readers=chosen, by=by)

    answer = answered(request, form, voice, saved, change, page_of("assessment", whole))
    more = {"tab": "Who may read the child’s words", "caption": subject.name, "quote": voice.words}
    return answer or show_form(request, whole, form, f"Who may read what {subject.name} said", **more)


@page(writers, "GET", "POST")
@explained
def life(request: HttpRequest, public_id: UUID, child_id: UUID) -> HttpResponse:
    """How life is for one child, now and to come."""
    whole = to_write(request, public_id, "assessment: life now and to come")
    subject, by = whole.child(child_id), person_signed_in(request)
    voice = _voice(request, whole, subject)
    form, saved = _voice_form(request, voice, LifeForm)

    def change() -> None:
        actions.save_voice(voice=voice, version=form.cleaned_data["version"], changes=form.changes(), by=by)

    answer = answered(
        request, form, voice, saved, change, page_about("assessment_topics", whole, subject, subject.groups[0].key)
    )
    more = {"tab": "Life for the child, now and to come", "caption": subject.name}
    return answer or show_form(request, whole, form, f"Life for {subject.name}, now and to come", **more)


def _voice(request: HttpRequest, whole: Whole, subject: Subject) -> ChildVoice:
    """Give what a child says, to write in: from a form that was sent it begins."""
    if request.method != "POST" or subject.child is None:
        return whole.voice(subject) or ChildVoice()
    return actions.begin_voice(help=whole.seen.help, child=subject.child, by=person_signed_in(request))


def _voice_form(
    request: HttpRequest, voice: ChildVoice, form_class: type[VersionedForm]
) -> tuple[VersionedForm, Saved]:
    def saved() -> dict[str, Any]:
        return saved_answers(voice, form_class)

    return form_class(given(request), initial=first_answers(_loaded(voice, form_class), voice.version)), saved


def _loaded(held: ChildVoice | Assessment, form_class: type[VersionedForm]) -> dict[str, Any]:
    return {name: getattr(held, name) for name in form_class.base_fields if name not in NOT_ANSWERS}


@page(writers, "GET", "POST")
@explained
def shared(request: HttpRequest, public_id: UUID, part: str) -> HttpResponse:
    """What is written once for the family: who took part, fathers, how each affects the others, and so on."""
    if part not in SHARED_FORMS:
        raise Http404
    whole = to_write(request, public_id, f"assessment: {part}")
    form_class, it = SHARED_FORMS[part], _assessment(request, whole)

    def saved() -> dict[str, Any]:
        return saved_answers(it, form_class)

    form = form_class(given(request), initial=first_answers(_loaded(it, form_class), it.version))

    def change() -> None:
        version = form.cleaned_data["version"]
        actions.save_shared(assessment=it, version=version, changes=form.changes(), by=person_signed_in(request))

    answer = answered(request, form, it, saved, change, page_of("assessment", whole))
    return answer or show_form(request, whole, form, SHARED_PAGES[part][0], **_beside(whole, part))


def _beside(whole: Whole, part: str) -> dict[str, Any]:
    """Give what stands beside the boxes: what the guidance calls a good assessment, or who is written down."""
    if part == "marks":
        return {"says": good_assessment(whole)}
    if part in {"fathers", "each-other", "took-part"}:
        return {"adults": [(one.name, one.member.role) for one in whole.adults if one.member]}
    return {}


def _assessment(request: HttpRequest, whole: Whole) -> Assessment:
    if request.method != "POST":
        return whole.assessment or Assessment()
    return actions.begin_assessment(help=whole.seen.help, by=person_signed_in(request))


@page(writers, "GET", "POST")
@explained
def questions(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The questions that the guidance asks (BG-021 to BG-027)."""
    whole = to_write(request, public_id, "assessment: the questions of the guidance")
    it, asked = _assessment(request, whole), questions_of(whole)

    def saved() -> dict[str, Any]:
        texts = dict(EditionAnswer.objects.filter(assessment__pk=it.pk).values_list("question_id", "text"))
        return {f"question_{question.pk}": texts.get(question.pk, "") for question in asked}

    form = QuestionsForm(given(request), questions=asked, initial=first_answers(saved(), it.version))

    def change() -> None:
        version, by = form.cleaned_data["version"], person_signed_in(request)
        actions.answer_edition(assessment=it, version=version, answers=form.answers(), by=by)

    answer = answered(request, form, it, saved, change, page_of("assessment", whole))
    lead = "Answer those that help you think. None of them is a test, and no number of answers decides anything."
    return answer or show_form(request, whole, form, "The questions of the guidance", lead=lead)


@page(writers, "GET", "POST")
@explained
def finish(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say what is not written yet, and finish all the same, or not."""
    by = person_signed_in(request)
    whole = whole_of(help_to_change(by, public_id, page="finish the assessment"))
    whole.require_open()
    form = FinishForm(given(request), initial={"done_on": timezone.localdate()})

    def change() -> None:
        it = actions.begin_assessment(help=whole.seen.help, by=by)
        written = as_finished(whole_of_all(whole.seen))
        actions.finish_assessment(assessment=it, on=form.cleaned_data["done_on"], written=written, by=by)

    if request.method == "POST" and form.is_valid():
        return save(
            request,
            change,
            "The assessment is finished. Now plan together what is to be done.",
            help_page(whole.seen.help),
        )
    more = {"lacking": lacking(whole), "template": "assessment_finish"}
    return show_form(request, whole, form, "Finish the assessment", **more)


@page(writers, "POST")
@explained
def go_on(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Go on with a finished assessment: nothing begins anew."""
    by = person_signed_in(request)
    seen = help_to_add_to(by, public_id, page="go on with the assessment")
    it = get_object_or_404(Assessment, help=seen.help)

    def change() -> None:
        actions.go_on_with_assessment(assessment=it, by=by)

    return save(request, change, "You can write in the assessment again.", reverse("assessment", args=[public_id]))
