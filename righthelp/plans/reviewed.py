"""What a family can be given of a review (BP-302, BN-047): only what somebody chose for each reader, each time.

A review that was held at a meeting goes into the minutes; one that was held at none has copies of its own. What a
review says of all the children is for those who may read of each. What a child or the family said, and why risk is
rising, stays with those who work with the plan.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from righthelp.design_system.formatters import day
from righthelp.plans.access import SeenPlan
from righthelp.plans.copies import DISAGREE, Section
from righthelp.plans.meetings_access import SeenMeeting
from righthelp.plans.models import Copy, Member, Review
from righthelp.plans.policies.given import MayHave, may_have
from righthelp.plans.policies.papers import ALL
from righthelp.plans.presenters import child_name
from righthelp.plans.presenting.reviews import lives_in

OF_ALL = (
    ("changed", "What has changed"),
    ("not_working_because", "The plan does not make the difference yet that we hoped for"),
    ("do_next", "What is done next"),
)


@dataclass(frozen=True)
class ReviewPart:
    """One part of a review that can go into minutes; `key` tells it from the others and names nobody."""

    key: str
    section: Section


def offered_of(seen: SeenMeeting, may: MayHave) -> list[ReviewPart]:
    """List what of the last review held at a meeting may go into the minutes for one reader."""
    review = seen.meeting.reviews.filter(struck_at__isnull=True).last()
    if review is None:
        return []
    return parts_of(seen.seen, review, may)


def parts_of(seen: SeenPlan, review: Review, may: MayHave) -> list[ReviewPart]:
    """List what of a review may go to one reader."""
    return [one for one in (*_of_all(review, may), *_of_each(seen, review, may)) if any(one.section.lines)]


def review_sections(seen: SeenPlan, review: Review, member: Member, keys: Collection[str]) -> list[Section]:
    """Write a review as one member may be given it; nothing where nothing was chosen that they may have."""
    chosen = chosen_of(parts_of(seen, review, may_have(seen, member)), keys)
    if not chosen:
        return []
    stands = seen.plan.is_open and review.next_on == seen.review_due_on
    again = [Section("When we look at the plan again", (f"By {day(review.next_on)}.",))] if stands else []
    return [*chosen, *again, Section("If you do not agree", (DISAGREE,))]


def title_of_review(review: Review) -> str:
    """Give the title of a copy of a review."""
    return f"How it goes: we looked at the plan on {day(review.reviewed_on)}"


def chosen_of(offered: Collection[ReviewPart], keys: Collection[str]) -> list[Section]:
    """Give the sections of those parts that somebody chose."""
    return [one.section for one in offered if one.key in keys]


def tells_of(copy: Copy, review: Review) -> bool:
    """Say whether minutes that were released hold something of a review."""
    said = {getattr(review, key) for key, _ in OF_ALL}
    for one in review.children.all():
        said |= {one.get_life_display(), one.how_we_know}
    return any(line in said - {""} for section in copy.sections for line in section["lines"])


def _of_all(review: Review, may: MayHave) -> Iterator[ReviewPart]:
    if may.may_read_about(None):
        yield from (ReviewPart(key, Section(title, (getattr(review, key),), ALL)) for key, title in OF_ALL)


def _of_each(seen: SeenPlan, review: Review, may: MayHave) -> Iterator[ReviewPart]:
    for one in lives_in(seen, review):
        if may.may_read_about(one.child):
            about, name = str(one.child.public_id), child_name(one.child)
            yield ReviewPart(f"life-{about}", Section(f"How life is for {name}", (one.get_life_display(),), about))
            yield ReviewPart(f"known-{about}", Section(f"How we know how it is for {name}", (one.how_we_know,), about))
