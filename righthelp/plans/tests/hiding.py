"""A plan in which a brother and a father stand everywhere, for tests of readers who must not learn of either."""

import datetime as dt
import io
import itertools
import re
import zipfile
from collections.abc import Collection, Iterator
from typing import Any

import pypdf
from django.urls import reverse

from righthelp.agencies.models import Practitioner
from righthelp.people.actions import restrict
from righthelp.people.models import Person
from righthelp.people.tests.conftest import Family
from righthelp.plans import urls
from righthelp.plans.actions.content import add_action
from righthelp.plans.actions.family import say
from righthelp.plans.actions.progress import mark, move_day, note_done
from righthelp.plans.actions.reviews import ChildLife, Reviewed, review
from righthelp.plans.actions.stories import begin_story
from righthelp.plans.forms.words import FORMS
from righthelp.plans.models import Copy, Goal, Item, Member, Plan, Referral, ScaleMark, Strength
from righthelp.plans.parts import PART_MODELS
from righthelp.plans.tests import gathering, papering, planning
from righthelp.plans.tests.papering import Papered
from righthelp.work.models import Involvement

LATE = dt.date(2026, 2, 1)
PHONE = "01632 960 777"
SECRET = "What only he says"
NEED = "He wets the bed at night"
OWN = "at Mill Lane"
ROLE = "father, in the Westmarsh hostel"


def everywhere(plan: Plan, family: Family, by: Practitioner) -> Papered:
    """Write a plan in which the brother and the father hold actions, come to meetings, say things and have copies."""
    it = papering.papered(plan, family, by)
    Member.objects.filter(pk=it.father.pk).update(phone=PHONE, email="father@example.test", role=ROLE)
    papering.born(family.brother, dt.date(2010, 5, 1))
    brother = planning.member_of(plan, family.brother)
    _content(it, brother, by)
    papering.agreed(plan, by)
    for one in (brother, it.father):
        papering.released(it, one, by)
        made = papering.switched_on(one, by)
        say(link=made.link, text=SECRET, wants_talk=False)
    _meeting(it, brother, by)
    _followed(it, by)
    return it


def _content(it: Papered, brother: Member, by: Practitioner) -> None:
    common = planning.worry(it.plan, "The evenings are loud")
    planning.need(it.plan, NEED, child=it.brother, worry=common)
    calm = planning.goal(common, "Calm evenings for all", has_scale=True)
    for holder in (brother, it.father):
        late = planning.action(calm, holder, due_on=LATE, what="Put the phone away")
        move_day(action=late, to_day=papering.DUE, because="Not yet", by=by)
        planning.action(calm, holder, due_on=LATE, what="Turn the music down")
        done = planning.action(calm, holder, due_on=LATE, what="Find headphones")
        note_done(action=done, on=LATE, how="Found", by=by)
        mark(goal=calm, member=holder, value=3, said_on=LATE, by=by, words=SECRET)
    need = planning.need(it.plan, f"Somebody to talk to {OWN}")
    need.of_member, need.evidence = it.father, f"He sleeps in his car {OWN}"
    need.save()
    Strength.objects.create(plan=it.plan, text=f"He has friends {OWN}", of_member=it.father, noted_by=by)
    Referral.objects.create(
        plan=it.plan,
        need=need,
        name=f"Night shelter {OWN}",
        change="A bed",
        told="Who he is",
        agreed="He did",
        asked_on=LATE,
        asked_by=by,
    )
    kept = Strength.objects.create(plan=it.plan, text="They have good friends", noted_by=by)
    kept.kept_from.set([brother, it.father])
    planning.member_of(it.plan, by).kept_from.set([brother, it.father])


def _meeting(it: Papered, brother: Member, by: Practitioner) -> None:
    gathering.called(it.plan, by, brother, it.father)
    held = gathering.called(it.plan, by, it.father, brother, at=gathering.LAST_WEEK)
    gathering.came(held, by, it.father, brother)
    for asked in held.invited.all():
        asked.views = SECRET
        asked.save()
    gathering.point(held, by, "The flat is cold", kept_from=(brother, it.father))
    goal = Goal.objects.get(text="Calm evenings for all")
    for holder in (brother, it.father):
        about: dict[str, Any] = {"is_for": "Calm", "due_on": papering.DUE, "meeting": held, "by": by}
        add_action(goal=goal, what="Read a book", holder=holder, **about)
    held = gathering.finished(held, by)
    for reader in (brother, it.father, it.mother):
        Copy.objects.create(
            plan=it.plan, member=reader, kind="minutes", title="M", meeting=held, sections=[], released_by=by
        )


def _followed(it: Papered, by: Practitioner) -> None:
    Plan.objects.filter(pk=it.plan.pk).update(begun_on=planning.SINCE)
    plan = Plan.objects.get(pk=it.plan.pk)
    what: dict[str, Any] = {"changed": "More sleep", "do_next": "Go on", "reviewed_on": dt.date(2026, 3, 2)}
    lives = [ChildLife(one, "better", "Seen", SECRET if one == it.brother else "") for one in (it.maya, it.brother)]
    review(plan=plan, what=Reviewed(**what, next_on=dt.date(2026, 4, 1)), children=lives, by=by)
    for child in (it.maya, it.brother):
        begin_story(child=child, by=by)


def hide(it: Papered, family: Family, reader: Practitioner, owner: Practitioner) -> None:
    """Shut the brother’s record for somebody, and open the father’s to one other only."""
    Involvement.objects.filter(practitioner=reader, child=family.brother).delete()
    Person.objects.filter(pk=family.brother.pk).update(noted_by=owner)
    restrict(person=family.father, kind="high_risk", because="He is in hiding", readers=[owner], by=owner)


def addresses(plan: Plan, pages: Collection[str] = ()) -> Iterator[str]:
    """Give every address of the room with the ids that stand in a plan; some of them fit no page."""
    values = _values(plan)
    for one in urls.urlpatterns:
        names = one.pattern.converters
        if "token" in names or one.name == "record_plans" or (pages and one.name not in pages):
            continue
        for found in itertools.product(*(values[name] for name in names)):
            given = dict(zip(names, found, strict=True))
            if "kind" not in given or PART_MODELS[given["kind"]].objects.filter(public_id=given["part_id"]).exists():
                yield reverse(one.name or "", kwargs=given)


def _values(plan: Plan) -> dict[str, list[Any]]:
    parts: list[Item] = [
        one for kind in PART_MODELS.values() for one in kind.objects.filter(plan=plan).order_by("-pk")[:2]
    ]
    rows: dict[str, Any] = {
        "public_id": [plan], "meeting_id": plan.meetings.all(), "part_id": parts,
        "member_id": plan.members.exclude(person=None),
        "copy_id": plan.copies.all(), "child_id": plan.children.all(), "review_id": plan.reviews.all(),
        "referral_id": Referral.objects.filter(plan=plan), "link_id": plan.links.all(),
        "action_id": PART_MODELS["actions"].objects.filter(plan=plan),
        "goal_id": PART_MODELS["goals"].objects.filter(plan=plan),
        "note_id": [note for meeting in plan.meetings.all() for note in meeting.notes.all()],
        "mark_id": ScaleMark.objects.filter(goal__plan=plan),
        "story_id": [story for child in plan.children.all() for story in child.stories.all()],
    }  # fmt: skip
    words: dict[str, list[Any]] = {"number": [1, 2], "to": [1, 2], "extension": ["pdf", "docx"], "name": list(FORMS)}
    return {
        **{name: [one.public_id for one in found] for name, found in rows.items()},
        **words,
        "kind": list(PART_MODELS),
    }


def text_of(content: bytes) -> str:
    """Give what a page or a file says, without the tokens of its forms: letters by chance, and a name among them."""
    if content.startswith(b"%PDF"):
        return " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    if content.startswith(b"PK"):
        return zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
    return re.sub(r'value="[\w:-]{40,}"', "", content.decode())
