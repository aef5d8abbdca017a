"""The task list of a request: what there is to write, and how far each is."""

import enum
from dataclasses import dataclass

from django.urls import reverse

from righthelp.front_door.models import Contact, NamedChild, NamedPerson
from righthelp.front_door.permission import needs_approval
from righthelp.front_door.questions import page_title, pages_of

Kind = NamedPerson.Kind
BOTH = 2


class Status(enum.StrEnum):
    """How far something is. It counts nothing and marks nothing: a request may be sent as it stands."""

    NOT_STARTED = "Not started"
    SOME = "Some"
    DONE = "Done"


@dataclass(frozen=True)
class Task:
    """One line of the task list."""

    title: str
    href: str
    status: Status

    @property
    def is_done(self) -> bool:
        """Say whether all is written."""
        return self.status is Status.DONE


@dataclass(frozen=True)
class Group:
    """A few lines under one title; `child` is whom they are about, where it is one child."""

    key: str
    title: str
    tasks: tuple[Task, ...]
    child: NamedChild | None = None


def task_groups(contact: Contact) -> list[Group]:
    """List everything that there is to write, in the order in which people tell a story; any order will do."""
    return [
        *(_of_child(contact, child, number) for number, child in enumerate(contact.children.all(), 1)),
        Group("people", "The people around", tuple(_of_people(contact))),
        Group("story", "What you want to tell", tuple(_of_story(contact))),
        Group("more", "Files, and how to reach you", tuple(_of_the_rest(contact))),
    ]


def _of_child(contact: Contact, child: NamedChild, number: int) -> Group:
    who = (child.name, child.born_on or child.due_on or child.age)
    where = (child.address, child.school or child.due_on, child.where_now)
    marks = Status.DONE if child.marks.all() else Status.NOT_STARTED
    ids = (contact.public_id, child.public_id)
    tasks = (
        Task("Name and date of birth", reverse("request_child", args=[*ids, "who"]), _of(*who)),
        Task("Where the child lives, and is now", reverse("request_child", args=[*ids, "where"]), _of(*where)),
        Task("The level that you considered", reverse("request_child", args=[*ids, "level"]), _of(child.level_id)),
        Task("Marks or injuries on the body, if any", reverse("request_body_map", args=ids), marks),
    )
    return Group(f"child-{number}", child.name, tasks, child)


def _of_people(contact: Contact) -> list[Task]:
    kinds = [one.kind for one in contact.people.all()]
    here = reverse("request_people", args=[contact.public_id])
    family, workers = [kind for kind in kinds if kind != Kind.WORKER], kinds.count(Kind.WORKER)
    parents = kinds.count(Kind.PARENT) >= BOTH
    return [
        Task("Parents, brothers and sisters, and other adults", here, _of(bool(family), parents)),
        Task("Who works with them", f"{here}#workers", _of(workers)),
    ]


def _of_story(contact: Contact) -> list[Task]:
    answers = {one.key: one.text for one in contact.answers.all()}
    pages = [
        Task(
            page_title(key, asked, contact.came_by),
            reverse("request_questions", args=[contact.public_id, key]),
            _of(*(answers.get(one.key) for one in asked)),
        )
        for key, asked in pages_of(contact.came_by).items()
    ]
    return [*pages, *_of_approval(contact)]


def _of_the_rest(contact: Contact) -> list[Task]:
    who, ids = contact.referrer, [contact.public_id]
    files = Status.DONE if contact.attachments.all() else Status.NOT_STARTED
    return [
        Task("Files, if any", reverse("request_files", args=ids), files),
        Task("You, and how to reach you", reverse("request_referrer", args=ids), _of(who.name, who.phone)),
    ]


def _of_approval(contact: Contact) -> list[Task]:
    """Offer to ask for approval where the family said no or is not asked (SF-056, SF-058)."""
    asked = [one for one in contact.approvals.all() if not one.is_ones_own]
    if not asked and not (contact.agency_id and needs_approval({one.key: one.text for one in contact.answers.all()})):
        return []
    status = (Status.SOME if all(one.is_open for one in asked) else Status.DONE) if asked else Status.NOT_STARTED
    title = "Approval, as the family said no or is not asked"
    return [Task(title, reverse("request_approval", args=[contact.public_id]), status)]


def _of(*parts: object) -> Status:
    """Say how far something is of which these parts are asked.

    >>> _of("a", ""), _of("", None), _of("a", "b")
    (<Status.SOME: 'Some'>, <Status.NOT_STARTED: 'Not started'>, <Status.DONE: 'Done'>)
    """
    if all(parts):
        return Status.DONE
    return Status.SOME if any(parts) else Status.NOT_STARTED
