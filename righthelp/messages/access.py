"""The getters of this room. Another's notice does not exist here: 404, the same as a wrong address."""

from uuid import UUID

from django.http import Http404

from righthelp.agencies.models import Practitioner
from righthelp.audit.refusals import LookRefused
from righthelp.messages.models import Mail, Notice
from righthelp.messages.policies import may_mend_mail


def own_notice(by: Practitioner, public_id: UUID) -> Notice:
    """Give somebody's own notice, or 404; the log holds who asked for another's."""
    notice = Notice.objects.exclude(title="").filter(public_id=public_id).first()
    if notice is None:
        raise Http404
    if notice.to_id != by.pk:
        raise LookRefused(by, notice)
    return notice


def mail_to_mend(by: Practitioner, public_id: UUID) -> Mail:
    """Give a mail that was not sent, for those who keep the installation, or 404."""
    mail = Mail.objects.filter(public_id=public_id).not_sent().first()
    if mail is None:
        raise Http404
    if not may_mend_mail(by):
        raise LookRefused(by, mail)
    return mail
