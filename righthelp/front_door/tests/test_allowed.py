"""Every action asks itself who may do it: what a page forgot to ask, a stranger still does not do."""

import datetime as dt
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import transaction
from django.utils import timezone

from righthelp.agencies.actions.refusals import NotAllowed
from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people
from righthelp.consent.actions import AdviceTaken
from righthelp.front_door import actions
from righthelp.front_door.actions import (
    adding,
    allegations,
    approving,
    attaching,
    authorities,
    calling,
    checking,
    consulting,
    deciding,
    discussing,
    holding,
    linking,
    panel,
    passing,
    police,
    receiving,
    reopening,
    replying,
    rota,
    sampling,
    schools,
    starting,
    writing,
)
from righthelp.front_door.carrying import Carried
from righthelp.front_door.leaving import pass_contacts_on
from righthelp.front_door.models import Contact, NamedChild
from righthelp.front_door.tests.arriving import draft
from righthelp.front_door.tests.deciding import decided, level
from righthelp.front_door.tests.everything import WITHOUT, Around, Everything, everything
from righthelp.front_door.tests.notified import as_csv, incident
from righthelp.people.actions import restrict
from righthelp.people.tests.conftest import Family
from righthelp.work.passing import PassedChild, Passing

Call = Callable[[], Any]
ANYBODY = {"allegations.raise_allegation"}  # whoever is signed in may raise a worry about somebody
# where a record is closed by now to somebody who works at the front door
CLOSED = (
    "allegations.raise_from_contact",
    "authorities.name_authority", "authorities.note_authority", "calling.note_call", "calling.note_told",
    "checking.ask_check", "checking.note_told_answer", "checking.withdraw_check",
    "deciding.decide", "deciding.decide_together",
    "discussing.note_safeguarding", "discussing.call_discussion", "discussing.end_discussion", "discussing.note_view",
    "holding.take", "holding.begin_call", "linking.link_child", "linking.link_person", "linking.unlink",
    "reopening.reopen", "replying.answer", "replying.note_family_told", "sampling.note_sample",
)  # fmt: skip


@pytest.fixture
def around(
    alice: Practitioner, fran: Practitioner, femi: Practitioner, mona: Practitioner, mira: Practitioner,
    olu: Practitioner, charlie: Practitioner, family: Family,
) -> Around:  # fmt: skip
    surgery = charlie.memberships_now[0].team.agency
    return Around(alice, fran, femi, mona, mira, olu, surgery, charlie, family.maya)


@pytest.fixture
def stranger(db: None) -> Practitioner:
    """Give a former partner of the mother, who works at another school."""
    return people.teacher(people.school("Fenside Academy"), "Erik Holm")


def calls(it: Everything, around: Around, by: Practitioner) -> list[tuple[str, Call]]:
    """Give each action of this room as somebody would do it, with its name."""
    now, agency, to = timezone.now(), around.agency, around.colleague
    answered = replying.Answered(not_given_because="x")
    table: list[tuple[Any, dict[str, Any]]] = [
        (adding.add_answers, {"contact": it.contact, "answers": {"advice": "x"}}),
        (adding.add_words, {"contact": it.contact, "text": "x"}),
        (allegations.note_read, {"allegation": it.allegation}),
        (allegations.raise_from_contact, {"contact": it.contact, "raised": allegations.Raised(about="x", what="x")}),
        (allegations.raise_from_contact, {"contact": it.call, "raised": allegations.Raised(about="x", what="x")}),
        (allegations.note_what_follows, {"allegation": it.allegation, "text": "x"}),
        (attaching.attach, {"contact": it.contact, "file": None, "title": "x"}),
        (attaching.attach, {"contact": it.draft, "file": None, "title": "x"}),
        (attaching.detach, {"attachment": it.draft.attachments.get()}),
        (attaching.add_mark, {"child": it.draft.children.get(), "changes": {"region": "x", "words": "x"}}),
        (attaching.remove_mark, {"mark": it.draft.children.get().marks.get()}),
        (calling.start_call, {"told": calling.CallTold()}),
        (calling.save_call, {"contact": it.call, "version": None, "told": calling.CallTold()}),
        (calling.finish_call, {"contact": it.call}),
        (calling.take_call_over, {"contact": it.call, "because": "x"}),
        (calling.note_call, {"contact": it.contact, "whom": "x", "reached": True, "text": "x", "at": now}),
        (calling.note_told, {"contact": it.contact, "whom": "x", "text": "x", "at": now}),
        (checking.ask_check, {"contact": it.contact, "children": [it.child],
                              "asked": checking.Asked(around.asked, "x", WITHOUT)}),
        (checking.answer_check, {"check": it.open_check, "answer": checking.CheckAnswer(facts="x")}),
        (checking.note_told_answer,
         {"check": it.open_check, "told_by": "x", "answer": checking.CheckAnswer(facts="x")}),
        (checking.pass_check, {"check": it.open_check, "to": to}),
        (checking.withdraw_check, {"check": it.open_check, "because": "x"}),
        (consulting.ask, {"agency": agency, "story": "x"}),
        (consulting.note, {"caller": "x", "story": "x", "advice": None}),
        (consulting.answer, {"consultation": it.consultation, "advice": consulting.Advice("x", "no")}),
        (consulting.carry_on, {"consultation": it.consultation}),
        (deciding.decide, {"child": it.child, "decision": decided(around.manager)}),
        (deciding.decide_together,
         {"decisions": [deciding.ForChild(it.child, decided(around.manager), it.decision)]}),
        (discussing.note_safeguarding, {"contact": it.contact, "what": "x", "with_whom": "", "done_at": now}),
        (discussing.call_discussion,
         {"contact": it.contact, "called": discussing.Called("x", [around.asked], WITHOUT)}),
        (discussing.note_view,
         {"discussion": it.discussion, "viewed": discussing.Viewed(around.asked, "x", view="x")}),
        (discussing.end_discussion,
         {"discussion": it.discussion, "outcome": "x", "level": None, "stands": {}}),
        (discussing.take_stand, {"view": it.view, "stand": discussing.Stand("agrees")}),
        (holding.take, {"contact": it.contact}),
        (holding.note_read, {"contact": it.contact}),
        (holding.hand_over, {"contact": it.contact, "to": to, "note": "x"}),
        (holding.give_back, {"contact": it.contact, "because": "x"}),
        (holding.take_over, {"contact": it.contact, "because": "x"}),
        (holding.begin_call, {"contact": it.contact}),
        (holding.end_call, {"contact": it.contact}),
        (linking.link_child, {"child": it.child, "person": around.person}),
        (linking.link_person, {"named": it.person, "person": around.person}),
        (linking.unlink, {"named": it.child, "because": "x"}),
        (pass_contacts_on, {"leaver": around.worker, "agency": agency, "receiver": to}),
        (passing.take_over, {"contact": it.draft}),
        (passing.hand_over_drafts, {"leaver": around.author, "agency": agency, "receiver": to}),
        (police.put_file, {"data": as_csv([incident("OCC-11")])}),
        (police.leave_file, {"file": it.file}),
        (police.load, {"data": as_csv([incident("OCC-11")])}),
        (police.load, {"data": as_csv([incident("OCC-11")]), "file": it.file}),
        (replying.answer, {"contact": it.contact, "answered": answered}),
        (replying.note_answer_read, {"reply": it.reply}),
        (replying.note_family_told,
         {"contact": it.contact, "telling": replying.FamilyTelling("x", not_told_because="x")}),
        (rota.put_shifts, {"who": to, "part": "worker", "spans": [(now, now + dt.timedelta(hours=1))]}),
        (rota.cancel_shift, {"shift": it.shift}),
        (rota.leave_shift, {"shift": it.shift, "note": "x", "to": None}),
        (rota.note_read_by, {"shift": it.shift}),
        (sampling.draw_sample, {"days": 31, "size": 1}),
        (sampling.note_sample, {"sample": it.sample, "level": level(), "finding": "x"}),
        (schools.note_read_at_school, {"told": it.told}),
        (schools.note_school_rung, {"told": it.told, "whom": "x"}),
        (schools.leave_school_untold, {"told": it.told, "because": "x"}),
        (starting.start_request, {"agency": agency, "carried": Carried()}),
        (starting.send_urgent, {"agency": agency, "carried": Carried(), "phone": "x"}),
        (approving.ask_approval, {"contact": it.draft, "asked_of": around.answers}),
        (approving.note_advice_taken, {"contact": it.draft, "taken": AdviceTaken("x", now.date(), "x")}),
        (approving.answer_approval, {"approval": it.approval, "answer": "yes", "words": "x"}),
        (approving.note_told_after, {"contact": it.contact, "told": approving.FamilyHeard("x", now.date(), "face")}),
        (authorities.name_authority, {"contact": it.contact, "noted": authorities.Noted("x", "lives")}),
        (authorities.note_authority, {"authority": it.authority, "noted": authorities.Noted("x", "lives")}),
        (panel.note_panel, {"decision": it.decision, "said": panel.Said(now.date(), "x", "x"),
                            "decided": decided(around.manager)}),
        (receiving.receive_passed, {"passing": passed_to_us(agency, it.child)}),
        (reopening.reopen, {"contact": it.contact, "children": [it.child], "because": "x"}),
        (writing.begin, {"came_by": "request", "agency": agency}),
        (writing.begin, {"came_by": "phone", "agency": None}),
        (writing.save_answers, {"contact": it.draft, "version": None, "answers": {"risk": "x"}}),
        (writing.save_contact, {"contact": it.draft, "version": None, "changes": {"is_urgent": True}}),
        (writing.save_referrer, {"contact": it.draft, "changes": {"name": "x"}}),
        (writing.add_child, {"contact": it.draft, "changes": {"name": "x"}}),
        (writing.save_child, {"child": it.draft.children.get(), "version": None, "changes": {"name": "x"}}),
        (writing.remove_child, {"child": it.draft.children.get()}),
        (writing.add_person, {"contact": it.draft, "changes": {"name": "x", "kind": "parent"}}),
        (writing.save_person, {"person": it.draft.people.get(), "version": None, "changes": {"name": "x"}}),
        (writing.remove_person, {"person": it.draft.people.get()}),
        (writing.drop, {"contact": it.draft}),
        (writing.send, {"contact": it.draft}),
    ]  # fmt: skip
    return [(_name_of(act), lambda act=act, given=given: act(**given, by=by)) for act, given in table]  # type: ignore[misc]


def _name_of(act: Any) -> str:
    return f"{act.__module__.rpartition('.')[2]}.{act.__name__}"


def passed_to_us(agency: Agency, child: NamedChild) -> Passing:
    assert child.person
    return Passing(from_room="early_help", from_id=uuid4(), children=[PassedChild(child.person)], agency=agency)


def all_actions() -> Iterator[str]:
    """Name every function of the room’s actions that changes something for somebody, in a transaction of its own."""
    for found in pkgutil.iter_modules(actions.__path__):
        module = import_module(f"{actions.__name__}.{found.name}")
        for name, act in inspect.getmembers(module, inspect.isfunction):
            is_own = act.__module__ == module.__name__ and hasattr(act, "__wrapped__") and not name.startswith("_")
            if is_own and "by" in inspect.signature(act).parameters:
                yield f"{found.name}.{name}"


def on_file() -> dict[str, list[dict[str, Any]]]:
    models = apps.get_app_config("front_door").get_models()
    return {model.__name__: list(model._default_manager.order_by("pk").values()) for model in models}


def refused(call: Call) -> bool:
    try:
        with transaction.atomic():
            call()
    except NotAllowed:
        return True
    return False


def test_a_stranger_does_nothing_through_any_action(around: Around, stranger: Practitioner) -> None:
    it = everything(around)
    before = on_file()
    for by in (stranger, people.agency_administrator(around.asked)):
        done = [name for name, call in calls(it, around, by) if not refused(call)]
        assert done == []
    assert on_file() == before


def test_every_action_is_tried(around: Around, stranger: Practitioner) -> None:
    tried = {name for name, _ in calls(everything(around), around, stranger)}
    assert set(all_actions()) <= tried | ANYBODY


def test_whoever_answers_there_does_nothing_with_a_contact_that_closed_to_them(around: Around, family: Family) -> None:
    it = everything(around)
    keepers = [around.worker, around.manager]
    restrict(person=family.maya, kind="high_risk", because="x", readers=keepers, by=around.manager)
    before = on_file()
    for by in (around.colleague, around.other_manager):
        done = [name for name, call in calls(it, around, by) if name in CLOSED and not refused(call)]
        assert done == []
    assert on_file() == before


def test_nobody_links_a_record_that_is_closed_to_them(around: Around, family: Family, school: Agency) -> None:
    it = everything(around)
    restrict(person=family.brother, kind="adoption", because="x", readers=[around.manager], by=around.manager)
    for link, named in ((linking.link_child, {"child": it.child}), (linking.link_person, {"named": it.person})):
        assert refused(lambda link=link, named=named: link(**named, person=family.brother, by=around.worker))  # type: ignore[misc]


def test_a_window_left_open_does_not_write_over_a_draft_that_passed_on(
    alice: Practitioner, bob: Practitioner, school: Agency
) -> None:
    left, keeper = draft(alice), people.agency_administrator(school)
    passing.hand_over_drafts(leaver=alice, agency=school, receiver=bob, by=keeper)
    assert refused(lambda: writing.save_answers(contact=left, version=left.version, answers={"risk": "x"}, by=alice))
    passing.hand_over_drafts(leaver=bob, agency=school, receiver=alice, by=keeper)
    with pytest.raises(writing.ChangedMeanwhile), transaction.atomic():
        writing.save_answers(contact=left, version=left.version, answers={"risk": "x"}, by=alice)
    assert Contact.objects.get().answers.filter(key="risk").count() == 0
