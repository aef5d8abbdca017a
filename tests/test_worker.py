"""The rounds do what is due: nothing whose time is over stays on file."""

import datetime as dt

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.utils import timezone

from righthelp.agencies.models import SentForm
from righthelp.agencies.tests import people
from righthelp.audit.actions import look
from righthelp.audit.models import Seal
from righthelp.command import main
from righthelp.people.models import FamilyDraft

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_round_deletes_what_ran_out_and_seals_the_log() -> None:
    school = people.school()
    teacher = people.teacher(school)
    FamilyDraft.objects.create(owner=teacher, agency=school, sealed_text=b"sealed")
    Session.objects.create(session_key="over", session_data="", expire_date=timezone.now())
    SentForm.objects.create(token="once", practitioner=teacher)
    look(by=teacher, subject=school, page="an agency")
    with time_machine.travel(timezone.now() + dt.timedelta(days=30), tick=False):
        assert main(["rounds", "--once"]) == 0
    assert not any(model.objects.exists() for model in (FamilyDraft, Session, SentForm))
    assert Seal.objects.exists()
