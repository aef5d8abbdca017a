"""Early help of one child with a row in every table of it and of its plan, and secret words in each, for tests."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from righthelp.agencies.models import Practitioner
from righthelp.considerations.actions import start
from righthelp.early_help.actions import open_help
from righthelp.early_help.actions.leading import name_lead
from righthelp.early_help.models import (
    Answer,
    AssessedPart,
    Assessment,
    AssessmentCopy,
    AssessmentGiven,
    CameAlong,
    ChildInNeed,
    ChildVoice,
    EarlierWords,
    EarlyHelp,
    EditionAnswer,
    FinishedAssessment,
    HopedEndMoved,
    InNeed,
    LeadCompetence,
    LocalWay,
    Offer,
    Supervision,
)
from righthelp.early_help.tests import helping
from righthelp.early_help.topics import topics_of
from righthelp.guidance.models import Descriptor, Edition, Passage, Service
from righthelp.guidance.tests.helpers import draft
from righthelp.people.models import Person, SafeContact
from righthelp.plans.actions import add_member
from righthelp.plans.copies import Section, as_written
from righthelp.plans.family_secrets import digest_of
from righthelp.plans.models import (
    Action,
    ActionMoved,
    ChildReviewed,
    Copy,
    Delay,
    FamilyLink,
    FamilySaid,
    Given,
    Goal,
    Invited,
    Meeting,
    Member,
    Need,
    Note,
    Plan,
    PlanChild,
    PlanVersion,
    Referral,
    Reminded,
    Review,
    ScaleMark,
    Story,
    StoryLine,
    Strength,
    TakenBack,
    Worry,
)
from righthelp.plans.snapshots import snapshot_of
from righthelp.plans.tests import planning
from righthelp.work.tests.working import team_of

SINCE = helping.SINCE
LATER = SINCE + dt.timedelta(days=7)
BEGUN_AT = dt.datetime(2026, 1, 12, 15, 0, tzinfo=dt.UTC)
FAR_OFF = dt.datetime(2099, 1, 1, tzinfo=dt.UTC)
CODE = "48217093"
PICTURE = "child"


@dataclass(frozen=True)
class Helped:
    """A child and mother, who leads their early help and who takes part, and words that nobody else may read.

    `token` is the secret part of the address of the mother's own page; its code is CODE.
    """

    child: Person
    mother: Person
    lead: Practitioner
    colleague: Practitioner
    token: str
    secrets: tuple[str, str, str] = ("marzipan", "tangerine", "vermilion")


@dataclass(frozen=True)
class _Plan:
    """What the parts of it hang on."""

    helped: Helped
    help: EarlyHelp
    plan: Plan
    child: PlanChild
    mother: Member
    holder: Member

    @property
    def part(self) -> dict[str, Any]:
        """Give what every part of the plan says of itself."""
        return {"plan": self.plan, "child": self.child, "noted_by": self.helped.lead}


def in_every_table(helped: Helped) -> EarlyHelp:
    """Have a child helped, from the thinking before to a review that says it does not work."""
    it = _begun(helped)
    made = _with_people(helped, it)
    goal, need = _content(made)
    version = _agreed(made)
    meeting = _met(made)
    _reviewed(made, goal, meeting)
    _served(made, need)
    _papers(made, version, meeting)
    _own_page(made, goal)
    _assessed(made)
    _in_need(made)
    return it


def _begun(helped: Helped) -> EarlyHelp:
    first, second, third = helped.secrets
    by, team = helped.lead, team_of(helped.lead)
    edition = Edition.objects.in_use().get()
    thinking = start(
        agency=team.agency, edition=edition, worry=first, labels=[], path="full", people=[helped.child], by=by
    )
    it = open_help(
        people=[helped.child], team=team, came_by=EarlyHelp.CameBy.CONSIDERATION, because=first, help_so_far=second,
        need_seen_on=SINCE, holder=by, consideration=thinking, by=by,
    )  # fmt: skip
    offer = helping.agreed(it, helped.mother, by=by)
    said = {"offered_by": first, "offered_how": second, "understood_how": third, "words": first, "next": second}
    Offer.objects.filter(pk=offer.pk).update(**said)
    Offer.objects.create(help=it, to_name=f"Aunt {third}", offered_on=SINCE, noted_by=by, answer="declined", **said)
    it = helping.begun(it, by)
    EarlyHelp.objects.filter(pk=it.pk).update(begun_despite=third)
    chosen = helping.chosen(by, how=first, fits_because=second, child_wishes=third, family_wishes=first)
    name_lead(help=it, chosen=chosen, by=by, note=second)
    return it


def _with_people(helped: Helped, it: EarlyHelp) -> _Plan:
    first, second, third = helped.secrets
    by, plan = helped.lead, Plan.objects.get(pk=it.plan_id)
    planning.works_in(helped.colleague, plan)
    child = planning.child_of(plan, helped.child)
    mother = add_member(plan=plan, kind="family", role="mother", person=helped.mother, reads=[child], by=by)
    neighbour = add_member(
        plan=plan, kind="network", role=first, name=f"Ann {first}", organisation=second, phone="01632 960123",
        email=f"{third}@example.org", by=by,
    )  # fmt: skip
    told = {"cover_name": third, "cover_phone": "01632 960124", "shuts": "yes", "is_interface": True}
    Member.objects.filter(pk=neighbour.pk).update(**told)
    said = {"family_wants": first, "network": second, "bottom_line": third, "network_offer": "thinking"}
    Plan.objects.filter(pk=plan.pk).update(**said)
    PlanChild.objects.filter(pk=child.pk).update(wants=first)
    plan.members.filter(person=helped.child).update(phone="01632 960125")
    plan.refresh_from_db()
    return _Plan(helped, it, plan, child, mother, planning.member_of(plan, by))


def _content(made: _Plan) -> tuple[Goal, Need]:
    first, second, third = made.helped.secrets
    by = made.helped.lead
    Strength.objects.create(**made.part, text=first, said_by=second)
    worry = Worry.objects.create(**made.part, text=second)
    of_whom = {"evidence": first, "evidence_from": second, "evidence_on": SINCE, "evidence_kind": "fact"}
    need = Need.objects.create(**made.part, own_words=third, worry=worry, of_member=made.mother, **of_whom)
    Need.objects.create(**made.part, own_words=first, no_action_because=second)
    Need.objects.create(**made.part, descriptor=Descriptor.objects.all()[0])
    reached = {"reached_on": LATER, "reached_how": first, "reached_noted_by": by}
    Goal.objects.create(**made.part, worry=worry, text=second, **reached)
    goal = Goal.objects.create(**made.part, worry=worry, text=third, has_scale=True, scale_zero=first, scale_ten=second)
    about: dict[str, Any] = {**made.part, "goal": goal, "holder": made.holder, "due_on": SINCE, "is_for": second}
    late = Action.objects.create(**about, what=first)
    ActionMoved.objects.create(action=late, from_day=SINCE, to_day=LATER, because=third, moved_by=by)
    done = {"done_on": LATER, "done_how": second, "done_noted_by": by}
    impact = {"impact": third, "impact_noted_by": by, "impact_noted_at": BEGUN_AT}
    Action.objects.create(**about, what=first, **done, **impact)
    back = {"on": LATER, "how": first, "impact": second, "because": third, "noted_by": by, "taken_back_by": by}
    TakenBack.objects.create(action=late, **back)
    Reminded.objects.create(plan=made.plan, action=late, of="action", due_on=SINCE)
    return goal, need


def _agreed(made: _Plan) -> PlanVersion:
    first, second, third = made.helped.secrets
    said = {"agreed_with": first, "understood_how": second, "not_agreed": third}
    written = snapshot_of(made.plan)
    about = {"agreed_on": SINCE, "review_by": LATER, "noted_by": made.helped.lead, "written": written, **said}
    version: PlanVersion = made.plan.versions.create(number=1, **about)
    made.plan.versions.create(number=2, **about)
    return version


def _met(made: _Plan) -> Meeting:
    first, second, third = made.helped.secrets
    by = made.helped.lead
    about: dict[str, Any] = {"kind": "team_around_family", "place": first, "purpose": second, "needed": third}
    about["also_with"] = first
    called = {"plan": made.plan, "called_by": by, **about}
    held = {
        "held_at": BEGUN_AT,
        "written_by": by,
        "written_at": BEGUN_AT,
        "chaired_by": first,
        "nothing_because": second,
    }
    why = {"cancelled_at": BEGUN_AT, "cancelled_by": by, "cancelled_because": third}
    meeting = Meeting.objects.create(**called, planned_for=BEGUN_AT, **held)
    Meeting.objects.create(**called, planned_for=BEGUN_AT, **why)
    coming = Meeting.objects.create(**called, planned_for=FAR_OFF)
    note = Note.objects.create(
        meeting=meeting, kind="said", child=made.child, text=third, kept_because=first, noted_by=by
    )
    note.kept_from.add(made.mother)
    said = {"was_wrong": first, "text": second, "said_by": made.mother, "said_on": LATER, "noted_by": by}
    Note.objects.create(meeting=meeting, kind="put_right", child=made.child, puts_right=note, **said)
    for one in (meeting, coming):
        sent = {"told_how": second, "came": "views", "views": third, "views_noted_by": by, "views_noted_at": BEGUN_AT}
        Invited.objects.create(meeting=one, member=made.mother, **sent)
    return meeting


def _reviewed(made: _Plan, goal: Goal, meeting: Meeting) -> None:
    first, second, third = made.helped.secrets
    by = made.helped.lead
    flags: dict[str, Any] = {"is_not_working": True, "not_working_because": first, "is_risk_rising": True}
    says = {"changed": first, "family_view": second, "do_next": third, "late_because": first, "risk_because": second}
    days = {"reviewed_on": LATER, "due_on": SINCE, "next_on": LATER}
    Review.objects.create(plan=made.plan, reviewed_by=by, **days, **flags, **says)  # at no meeting: it has copies
    review = Review.objects.create(plan=made.plan, meeting=meeting, reviewed_by=by, **days, **flags, **says)
    said = {"says": third, "says_asked": first, "says_on": LATER, "says_exact": True}
    ChildReviewed.objects.create(review=review, child=made.child, life="worse", how_we_know=second, **said)
    ScaleMark.objects.create(goal=goal, member=made.mother, value=3, words=first, said_on=LATER, noted_by=by)
    struck = {"struck_at": BEGUN_AT, "struck_by": by, "struck_because": third}
    Review.objects.create(plan=made.plan, reviewed_by=by, **days, **flags, **says, **struck)
    ScaleMark.objects.create(
        goal=goal, member=made.mother, value=5, words=second, said_on=LATER, noted_by=by, **struck
    )  # fmt: skip
    Delay.objects.create(plan=made.plan, child=made.child, about=second, done=third, noted_by=by)
    Plan.objects.filter(pk=made.plan.pk).update(next_review_on=LATER)


def _served(made: _Plan, need: Need) -> None:
    first, second, third = made.helped.secrets
    by = made.helped.lead
    asked: dict[str, Any] = {"plan": made.plan, "need": need, "name": f"The {first}", "asked_on": LATER, "asked_by": by}
    says = {"change": first, "told": second, "agreed": third}
    Referral.objects.create(**asked, **says)
    answered = {
        "answer": "declined",
        "answer_words": third,
        "answered_before": first,
        "answered_on": LATER,
        "answer_noted_by": by,
        "begins_on": LATER,
        "hoped_end_on": FAR_OFF,
    }
    Referral.objects.create(**asked, **says, **answered)
    told_of = {"name": "", "service": _service(), "is_signpost": True, "told": ""}
    Referral.objects.create(**{**asked, **says, **told_of})


def _service() -> Service:
    """Give a service of the directory; an edition that is published takes none any more."""
    return Service.objects.first() or Service.objects.create(
        level=draft("directory").levels.all()[0], name="The holiday club", position=1
    )


def _papers(made: _Plan, version: PlanVersion, meeting: Meeting) -> None:
    first, second, third = made.helped.secrets
    by = made.helped.lead
    child, goal = str(made.child.public_id), str(made.plan.goals.get(has_scale=True).public_id)
    sections = as_written([Section(first, (second, third), child=child, scale=goal)])
    about: dict[str, Any] = {"plan": made.plan, "member": made.mother, "sections": sections, "released_by": by}
    Copy.objects.create(kind="minutes", meeting=meeting, title=second, **about)
    copy = Copy.objects.create(kind="plan", of_version=version, title=first, **about)
    Given.objects.create(copy=copy, how="hand", to_where=third, given_on=LATER, noted_by=by)
    for released in ({"released_at": BEGUN_AT, "released_by": by}, {}):
        story = Story.objects.create(child=made.child, made_by=by, made_with=first, **released)
        StoryLine.objects.create(story=story, text=second, picture=PICTURE)


def _own_page(made: _Plan, goal: Goal) -> None:
    first, second, third = made.helped.secrets
    ways = {"safe_because": first, "link_way": second, "code_way": third}
    secret = {"token_digest": digest_of(made.helped.token), "code_digest": make_password(CODE)}
    by = made.helped.lead
    way = {"channel": "phone", "value": "01632 960 123", "is_safe": "yes", "source": "Her", "noted_by": by}
    code_to = SafeContact.objects.create(person=made.helped.mother, **way)
    about: dict[str, Any] = {"plan": made.plan, "member": made.mother, "made_by": by, "code_to": code_to}
    link = FamilyLink.objects.create(**about, expires_at=FAR_OFF, **ways, **secret)
    FamilySaid.objects.create(link=link, text=first, wants_talk=True)
    ScaleMark.objects.create(goal=goal, member=made.mother, value=4, words=second, said_on=LATER, link=link)


def _assessed(made: _Plan) -> None:
    first, second, third = made.helped.secrets
    by = made.helped.lead
    boxes = ("who_took_part", "who_knows", "fathers", "each_other", "community", "prevents")
    marks = ("empowering", "developmental", "accessible", "transparent")
    assessment = Assessment.objects.create(
        help=made.help, done_on=SINCE, done_by=by, **dict.fromkeys(boxes, first), **dict.fromkeys(marks, second)
    )
    for kind, about in (("child", {"child": made.child}), ("adult", {"member": made.mother}), ("family", {})):
        part = AssessedPart.objects.create(assessment=assessment, **about)
        said = {"going_well": first, "worries": second, "needs_to_happen": third}
        Answer.objects.create(part=part, topic=topics_of(kind)[0].key, **said)
    ChildVoice.objects.create(
        assessment=assessment, child=made.child, words=first, words_on=SINCE, words_question=second, words_by=by,
        words_exact=True, life_now=third, life_to_come=first, seen_alone=second,
    )  # fmt: skip
    EarlierWords.objects.create(
        assessment=assessment, child=made.child, words=third, words_on=SINCE, words_question=first, words_by=by,
        words_exact=True,
    )  # fmt: skip
    EditionAnswer.objects.create(assessment=assessment, question=Passage.objects.all()[0], text=third)
    blocks = [{"kind": "Paragraph", "text": f"{first} {second} {third}"}]
    written = [{"child": made.child.pk, "member": None, "blocks": blocks}]
    FinishedAssessment.objects.create(assessment=assessment, done_on=SINCE, done_by=by, written=written)
    sections = as_written([Section(first, (second, third), child=str(made.child.public_id))])
    copy = AssessmentCopy.objects.create(assessment=assessment, member=made.mother, sections=sections, released_by=by)
    went = {"how": "hand", "to_where": second, "given_on": LATER, "understood_how": third}
    AssessmentGiven.objects.create(copy=copy, noted_by=by, **went)


def _in_need(made: _Plan) -> None:
    first, second, third = made.helped.secrets
    by, supervisor = made.helped.lead, made.helped.colleague
    decided = {"because": first, "took_part": second, "begun_on": SINCE, "next_supervision_on": LATER}
    support = {"competences": second, "time": third, "support": first, "supervisor_team": team_of(supervisor)}
    who = {"lead": by, "supervisor": supervisor, "decided_by": supervisor}
    ended = {"ended_on": LATER, "ended_by": supervisor, "ended_because": third}
    InNeed.objects.create(help=made.help, **decided, **support, **who, **ended)
    in_need = InNeed.objects.create(help=made.help, **decided, **support, **who)
    found = {"limb": "not_achieve", "needs": first, "risks": second, "response": third}
    ChildInNeed.objects.create(in_need=in_need, child=made.child, **found)
    LeadCompetence.objects.create(
        practitioner=by, what="team", holds=True, how_known="Seen at work", noted_by=supervisor
    )
    Supervision.objects.create(
        in_need=in_need, held_on=LATER, said=second, decided=third, next_on=LATER, noted_by=supervisor
    )
    if not LocalWay.objects.exists():
        LocalWay.objects.create(review_days=84, leads_hold_section_17=True, because="Agreed by all", set_by=supervisor)
    EarlyHelp.objects.filter(pk=made.help.pk).update(hoped_end_on=timezone.localdate())
    HopedEndMoved.objects.create(help=made.help, from_day=SINCE, to_day=LATER, because=third, moved_by=by)
    boxes = {"why": first, "needs": second, "strengths": third, "help_so_far": first, "family_wants": second}
    along = {"agency": made.plan.team.agency, "passed_by": supervisor}
    CameAlong.objects.create(help=made.help, child=made.child, **boxes, **along)
