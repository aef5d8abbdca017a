"""What pages show of a plan."""

from django.utils import timezone

from righthelp.design_system.formatters import day
from righthelp.people.presenters import first_name_of, name_of
from righthelp.people.rules import age_on
from righthelp.plans.models import Member, Need, PlanChild, Strikable

YOUNG_PERSON, YOUNG = 13, "young person"


def child_name(child: PlanChild) -> str:
    """Give the name that a child uses."""
    return first_name_of(child.person)


def no_work(child: PlanChild) -> str:
    """Say why nothing is planned for a child who is not at work: they left the plan, or nobody agreed yet (BP-026)."""
    name = child_name(child)
    if child.left_on:
        return f"{name} took part until {day(child.left_on)}. Nothing more is planned here."
    return f"Work with {name} has not begun. Nothing more is planned until somebody agrees to it, and it begins."


def member_name(member: Member) -> str:
    """Give the name of somebody who takes part, or what stands for it before this reader (`SeenPlan.members`)."""
    if member.hidden_as:
        return member.hidden_as
    if member.practitioner:
        return member.practitioner.name
    return name_of(member.person) if member.person else member.name


def place_of(member: Member) -> str:
    """Name where somebody works; of somebody without an organisation, themselves."""
    return member.team.agency.name if member.team else member.organisation or member_name(member)


def member_line(member: Member) -> str:
    """Give somebody's name and what they are: "Liam O’Connell, school nurse"."""
    return member.hidden_as or f"{member_name(member)}, {role_of(member)}"


def role_of(member: Member) -> str:
    """Give what somebody is to the plan; nobody of thirteen or older is called a child."""
    born_on = member.person.born_on if member.person and member.kind == Member.Kind.CHILD else None
    is_young = born_on is not None and age_on(born_on, timezone.localdate()) >= YOUNG_PERSON
    return YOUNG if is_young else member.role


def struck_words(one: Strikable) -> str:
    """Say who struck a review or a mark through, when and why; nothing of one that stands."""
    if one.struck_by is None or one.struck_at is None:
        return ""
    return f"Struck through by {one.struck_by.name} on {day(timezone.localdate(one.struck_at))}: {one.struck_because}"


def evidence_line(need: Need) -> str:
    """Say what makes somebody think that it is a need: what, from whom, when, and of what kind."""
    when = day(need.evidence_on) if need.evidence_on else ""
    source = ", ".join(part for part in (need.evidence_from, when) if part)
    kind = str(need.get_evidence_kind_display()).partition(":")[0] if need.evidence_kind else ""
    about = ". ".join(part for part in (kind, source) if part)
    return "\n".join(part for part in (need.evidence, about) if part)
