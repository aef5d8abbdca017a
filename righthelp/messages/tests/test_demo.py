"""The demonstration has a notice, and no mail leaves."""

from django.core import mail as sent
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from righthelp.agencies.demo import load_demo_people
from righthelp.agencies.models import Practitioner
from righthelp.messages.actions import send_mail
from righthelp.messages.demo import load_demo_notices


def test_the_teacher_has_something_to_read(db: None, client: Client, settings: Settings) -> None:
    settings.IS_DEMO = settings.INVENTED_PEOPLE = True
    load_demo_people()
    load_demo_notices()
    client.force_login(Practitioner.objects.get(name="Amina Yusuf"))
    assert "You have a draft that is not sent" in client.get("/notices").text
    assert send_mail(timezone.now()) == 0
    assert sent.outbox == []
