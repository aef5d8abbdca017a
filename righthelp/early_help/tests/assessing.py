"""The assessment, for tests: plain functions, past every rule."""

from typing import Any

from django.urls import reverse

from righthelp.early_help.access import help_to_change
from righthelp.early_help.actions import assessing as actions
from righthelp.early_help.actions.assessment_copies import release_assessment
from righthelp.early_help.assessed import whole_of, whole_of_all
from righthelp.early_help.assessment_record import as_finished
from righthelp.early_help.family_assessment import family_sections
from righthelp.early_help.models import Assessment, AssessmentCopy, ChildVoice, EarlyHelp
from righthelp.early_help.topics import topics_of
from righthelp.guidance.actions import load_edition, publish
from righthelp.guidance.built_in import content_of
from righthelp.guidance.models import Edition
from righthelp.people.models import Person
from righthelp.plans.models import Member, PlanChild
from righthelp.plans.tests import planning


def at(it: EarlyHelp, name: str = "assessment", *more: object) -> str:
    """Give the address of a page of the assessment."""
    return reverse(name, args=[it.public_id, *more])


def child(it: EarlyHelp, person: Person) -> PlanChild:
    """Give a child of early help."""
    return planning.child_of(it.plan, person)


def adult(it: EarlyHelp, person: Person, role: str = "mother", *, reads: Any = ()) -> Member:
    """Have an adult of the family take part, who may be given these children's parts."""
    who = {"person": person, "role": role, "joined_on": planning.SINCE, "noted_by": it.plan.begun_by}
    member: Member = it.plan.members.create(kind=Member.Kind.FAMILY, **who)
    member.reads.set(reads)
    return member


def talked(it: EarlyHelp, topic: str, *, about: PlanChild | Member | None = None, **boxes: str) -> None:
    """Note what was said on a topic."""
    who = {"child": about} if isinstance(about, PlanChild) else {"member": about}
    by = it.plan.begun_by
    part = actions.begin_part(help=it, by=by, **who)
    assert topic in {one.key for of in ("child", "adult", "family") for one in topics_of(of)}
    said = {topic: {box: boxes.get(box, "") for box in actions.BOXES}}
    actions.save_topics(part=part, version=part.version, said=said, by=by)


def said(it: EarlyHelp, who: PlanChild, words: str, *, readers: str = ChildVoice.Readers.LEAD) -> ChildVoice:
    """Note what a child says, and who may read it."""
    by = it.plan.begun_by
    voice = actions.begin_voice(help=it, child=who, by=by)
    actions.save_words(voice=voice, version=voice.version, changes={"words": words}, by=by)
    if readers != ChildVoice.Readers.LEAD:
        actions.set_words_readers(voice=voice, version=voice.version, words_readers=readers, by=by)
    return voice


def released(it: EarlyHelp, reader: Person) -> AssessmentCopy:
    """Release for somebody of the family the copy that they may be given."""
    by, member = it.plan.begun_by, planning.member_of(it.plan, reader)
    whole = whole_of(help_to_change(by, it.public_id, page="test"))
    sections = family_sections(whole, whole.reader(member.public_id))
    return release_assessment(assessment=begun(it), member=member, sections=sections, again=lambda: sections, by=by)


def begun(it: EarlyHelp) -> Assessment:
    """Begin the assessment."""
    return actions.begin_assessment(help=it, by=it.plan.begun_by)


def guided_by(it: EarlyHelp, edition: Edition) -> Edition:
    """Have the plan follow an edition of the guidance."""
    it.plan.edition = edition
    it.plan.save(update_fields=["edition"])
    return edition


def barnsley() -> Edition:
    """Publish the guidance of Barnsley, whose questions and marks the requirements name."""
    edition = load_edition(content=content_of("barnsley"), lines=[], wording=Edition.Wording.RESTATED, by=None)
    publish(edition=edition, effective_from=planning.SINCE, by=None)
    return edition


def finished(it: EarlyHelp) -> Assessment:
    """Finish the assessment."""
    by = it.plan.begun_by
    seen = help_to_change(by, it.public_id, page="test")
    assessment = begun(it)
    actions.finish_assessment(assessment=assessment, on=planning.SINCE, written=as_finished(whole_of_all(seen)), by=by)
    return assessment
