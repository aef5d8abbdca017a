"""Changes to what is common to all the children."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from righthelp.audit.actions import record
from righthelp.considerations.actions.records import keep_age, labels_for, record_named
from righthelp.considerations.actions.versions import hold_common, hold_to_edit
from righthelp.considerations.models import Answer, Consideration, ConsideredChild, Conversation

if TYPE_CHECKING:
    import datetime as dt

    from righthelp.agencies.models import Agency, Practitioner
    from righthelp.guidance.models import Edition, Passage
    from righthelp.people.models import Person


@transaction.atomic
def start(
    *,
    agency: "Agency",
    edition: "Edition",
    worry: str,
    labels: list[str],
    path: str,
    by: "Practitioner",
    people: "Sequence[Person]" = (),
) -> Consideration:
    """Start thinking about one or more children: `people` by their records, others by a label."""
    consideration = Consideration.objects.create(
        author=by, holder=by, agency=agency, edition=edition, worry=worry, path=path
    )
    record(by=by, name="considerations.started", subject=consideration, refs={"edition": edition.pk})
    named: list[tuple[str, Person | None]] = list(zip(labels_for(people, labels), people, strict=True))
    for position, (label, person) in enumerate([*named, *((label, None) for label in labels)]):
        _create_child(consideration, label, position, person, by)
    return consideration


@transaction.atomic
def save_common(*, consideration: Consideration, version: int, changes: Mapping[str, Any], by: "Practitioner") -> None:
    """Save what is common to all the children, as long as one of them is undecided.

    Raises:
        AlreadyDecided: when a level was decided for each of them.
        ChangedMeanwhile: when `version` is not the version on file.
    """
    hold_to_edit(consideration, version)
    for name, value in changes.items():
        setattr(consideration, name, value)
    consideration.save(update_fields=list(changes))
    record(by=by, name="considerations.saved", subject=consideration, fields=list(changes))


@transaction.atomic
def answer_safe(
    *, consideration: Consideration, version: int, safe_to_speak: str, safe_to_speak_because: str, by: "Practitioner"
) -> None:
    """Answer whether it is safe to speak to the family, where nobody has; also after a level was decided.

    Nothing goes to a family before this is answered, so a decision does not shut the question. The decision keeps
    beside it what it was made with, without this answer.

    Raises:
        AlreadyDecided: when a level was decided for each of the children, and this has an answer.
        ChangedMeanwhile: when `version` is not the version on file.
        ValueError: without an answer.
    """
    if not safe_to_speak:
        raise ValueError("an answer that is kept for good is one")
    hold_to_edit(consideration, version, while_empty="safe_to_speak")
    consideration.safe_to_speak = safe_to_speak
    consideration.safe_to_speak_because = safe_to_speak_because
    fields = ["safe_to_speak", "safe_to_speak_because"]
    consideration.save(update_fields=fields)
    record(by=by, name="considerations.safe_answered", subject=consideration, fields=fields)


@transaction.atomic
def add_child(
    *,
    consideration: Consideration,
    version: int,
    by: "Practitioner",
    label: str = "",
    person: "Person | None" = None,
) -> ConsideredChild:
    """Add a child, by a record or a label, to be considered separately; of whom a decision thought stays as it was."""
    hold_common(consideration, version)
    # asked afresh: what the page loaded may be older
    here = ConsideredChild.objects.filter(consideration=consideration)
    last = here.last()
    if person:
        [label] = labels_for([person], here.values_list("label", flat=True))
    return _create_child(consideration, label, last.position + 1 if last else 0, person, by, is_added=True)


def _create_child(
    consideration: Consideration,
    label: str,
    position: int,
    person: "Person | None",
    by: "Practitioner",
    *,
    is_added: bool = False,
) -> ConsideredChild:
    child = ConsideredChild.objects.create(consideration=consideration, label=label, position=position, person=person)
    if is_added:
        record(by=by, name="considerations.child_added", subject=child, refs={"consideration": consideration.pk})
    if person:
        keep_age(child)
        record_named(child, person, by)
    return child


@transaction.atomic
def answer_questions(
    *, consideration: Consideration, version: int, answers: "Mapping[Passage, str]", by: "Practitioner"
) -> None:
    """Save answers to the edition's questions; an answer that was emptied is taken away."""
    hold_to_edit(consideration, version)
    for question, text in answers.items():
        Answer.objects.update_or_create(consideration=consideration, question=question, defaults={"text": text})
    consideration.answers.filter(text="").delete()
    record(by=by, name="considerations.questions_answered", subject=consideration, fields=["answers"])


@transaction.atomic
def note_conversation(
    *,
    consideration: Consideration,
    kind: str,
    with_whom: str,
    held_on: "dt.date",
    without_names: bool,
    said: str,
    followed: str,
    by: "Practitioner",
) -> Conversation:
    """Note a talk, or advice that was sought; open after a decision too: a log of talks edits no thinking."""
    hold_common(consideration, even_decided=True)
    talk = Conversation.objects.create(
        consideration=consideration,
        kind=kind,
        with_whom=with_whom,
        held_on=held_on,
        without_names=without_names,
        said=said,
        followed=followed,
        noted_at=timezone.now(),
        noted_by=by,
    )
    record(by=by, name="considerations.conversation_noted", subject=consideration, refs={"conversation": talk.pk})
    return talk


@transaction.atomic
def go_on_to_full(*, consideration: Consideration, by: "Practitioner") -> None:
    """Ask the full set of questions from now on; nothing written is lost."""
    hold_to_edit(consideration)
    consideration.path = Consideration.Path.FULL
    consideration.save(update_fields=["path"])
    record(by=by, name="considerations.path_changed", subject=consideration, fields=["path"])
