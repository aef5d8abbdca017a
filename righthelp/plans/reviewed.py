"""What minutes can say of the review that was held at a meeting (BP-302, BN-047): only what somebody chose, each time.

What a review says of all the children is for those who may read of each. What a child or the family said, and why risk
is rising, stays with those who work with the plan.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from righthelp.plans.copies import Section
from righthelp.plans.meetings_access import SeenMeeting
from righthelp.plans.models import Review
from righthelp.plans.policies.given import MayHave
from righthelp.plans.policies.papers import ALL
from righthelp.plans.presenters import child_name
from righthelp.plans.presenting.reviews import lives_in

OF_ALL = (
    ("changed", "What has changed"),
    ("not_working_because", "The plan does not make the difference yet that we hoped for"),
    ("do_next", "What is done next"),
)


@dataclass(frozen=True)
class Offered:
    """One part of a review that can go into minutes; `key` tells it from the others and names nobody."""

    key: str
    section: Section


def offered_of(seen: SeenMeeting, may: MayHave) -> list[Offered]:
    """List what of the last review held at a meeting may go into the minutes for one reader."""
    review = seen.meeting.reviews.last()
    if review is None:
        return []
    return [one for one in (*_of_all(review, may), *_of_each(seen, review, may)) if any(one.section.lines)]


def chosen_of(offered: Collection[Offered], keys: Collection[str]) -> list[Section]:
    """Give the sections of those parts that somebody chose."""
    return [one.section for one in offered if one.key in keys]


def _of_all(review: Review, may: MayHave) -> Iterator[Offered]:
    if may.may_read_about(None):
        yield from (Offered(key, Section(title, (getattr(review, key),), ALL)) for key, title in OF_ALL)


def _of_each(seen: SeenMeeting, review: Review, may: MayHave) -> Iterator[Offered]:
    for one in lives_in(seen.seen, review):
        if may.may_read_about(one.child):
            about, name = str(one.child.public_id), child_name(one.child)
            yield Offered(f"life-{about}", Section(f"How life is for {name}", (one.get_life_display(),), about))
            yield Offered(f"known-{about}", Section(f"How we know how it is for {name}", (one.how_we_know,), about))
