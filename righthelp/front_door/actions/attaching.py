"""Files that come with a request, and marks on the drawing of a child’s body."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction

from righthelp.audit.actions import record
from righthelp.files.actions import forget, keep
from righthelp.front_door.actions.adding import tell_of_file
from righthelp.front_door.actions.allowed import require_author
from righthelp.front_door.actions.writing import hold
from righthelp.front_door.models import Attachment, BodyMark, Contact, NamedChild

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from righthelp.agencies.models import Practitioner


@transaction.atomic
def attach(
    *, contact: Contact, file: "UploadedFile[Any]", title: str, about_others: str = "", by: "Practitioner"
) -> Attachment:
    """Keep a file with a request; after the sending it is added, and whoever works on it is told.

    Raises:
        files.actions.NotAccepted: in words for whoever sent it.
        NotAllowed: to anybody but its author.
        AlreadySent: when the draft was sent or thrown away meanwhile.
    """
    if contact.received_at is None:
        hold(contact, by=by)
    else:
        require_author(by, contact)
    upload = keep(file=file, by=by)
    put = Attachment.objects.create(contact=contact, upload=upload, title=title, about_others=about_others, put_by=by)
    record(by=by, name="front_door.file_added", subject=contact, refs={"attachment": put.pk})
    if contact.received_at:
        tell_of_file(contact, put.pk, by)
    return put


@transaction.atomic
def detach(*, attachment: Attachment, by: "Practitioner") -> None:
    """Take a file out of a draft.

    Raises:
        NotAllowed: to anybody but its author.
        AlreadySent: when it was sent.
    """
    contact, upload = attachment.contact, attachment.upload
    hold(contact, by=by)
    record(by=by, name="front_door.file_removed", subject=contact, refs={"attachment": attachment.pk})
    attachment.delete()
    forget(upload=upload, by=by)


@transaction.atomic
def add_mark(*, child: NamedChild, changes: Mapping[str, Any], by: "Practitioner") -> BodyMark:
    """Put a mark on the drawing of a child’s body.

    Raises:
        NotAllowed: to anybody but its author.
        AlreadySent: when the request was sent.
    """
    hold(child.contact, by=by)
    mark = BodyMark.objects.create(child=child, **changes)
    refs = {"named_child": child.pk, "body_mark": mark.pk}
    record(by=by, name="front_door.mark_added", subject=child.contact, fields=changes, refs=refs)
    return mark


@transaction.atomic
def remove_mark(*, mark: BodyMark, by: "Practitioner") -> None:
    """Take a mark off the drawing.

    Raises:
        NotAllowed: to anybody but its author.
        AlreadySent: when the request was sent.
    """
    hold(mark.child.contact, by=by)
    refs = {"named_child": mark.child_id, "body_mark": mark.pk}
    record(by=by, name="front_door.mark_removed", subject=mark.child.contact, refs=refs)
    mark.delete()
