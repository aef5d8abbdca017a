"""The room `messages`."""

from django.apps import AppConfig
from django.contrib.messages import apps as django_messages


class MessagesConfig(AppConfig):
    """Notices, mail, and the rounds in which everything is done that nobody waits for."""

    name = "righthelp.messages"
    default = True

    def ready(self) -> None:
        """Go round with this room's own work and that of the rooms below; count notices as people are read."""
        from righthelp.agencies import actions as agencies  # models load only after the apps
        from righthelp.agencies.backends import read_alongside
        from righthelp.agencies.sessions import forget_ended_sessions
        from righthelp.audit.actions import seal
        from righthelp.files.actions import check_uploads
        from righthelp.messages import actions
        from righthelp.messages.models import Notice
        from righthelp.messages.presenters import UNREAD, URGENT
        from righthelp.messages.rounds import register

        register("seal-log", lambda now: len(seal(now=now)))
        register("forget-parked-forms", lambda now: agencies.forget_parked_forms(now=now))
        register("forget-sent-forms", lambda now: agencies.forget_sent_forms(now=now))
        register("forget-ended-sessions", lambda now: forget_ended_sessions())
        register("suspend-unused-accounts", lambda now: len(agencies.suspend_unused(now=now)))
        register("check-uploads", check_uploads)
        register("send-mail", actions.send_mail)
        register("expire-notices", actions.expire_notices)
        register("expire-mail", actions.expire_mail)
        unread = Notice.objects.unread()
        read_alongside(UNREAD, unread.number_of_person())
        read_alongside(URGENT, unread.filter(is_urgent=True).number_of_person())


class DjangoMessages(django_messages.MessagesConfig):
    """Django's own app of one-time words on a page, under another label: this room has its name. It has no tables."""

    label = "django_messages"
