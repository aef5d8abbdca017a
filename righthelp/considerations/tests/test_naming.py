"""Naming the record of a child who is thought about, later or at once, and taking that back."""

import datetime as dt

import pytest
from django.utils import timezone

from righthelp.agencies.models import Practitioner
from righthelp.audit.models import Event
from righthelp.considerations.actions import (
    AlreadyNamed,
    IsSetAside,
    add_child,
    name_record,
    set_aside,
    take_record_back,
    think_again,
)
from righthelp.considerations.models import ConsideredChild, WrongRecord
from righthelp.considerations.tests.test_start import decide_on, draft, edition, newest_event, nothing_changes
from righthelp.considerations.tests.thinking import thought
from righthelp.people.models import Name
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family

pytestmark = pytest.mark.django_db


def years_ago(years: int) -> dt.date:
    return timezone.localdate() - dt.timedelta(days=round(years * 365.25) + 40)


def on_file(child: ConsideredChild) -> ConsideredChild:
    return ConsideredChild.objects.get(pk=child.pk)


def test_a_child_is_called_by_the_name_in_use_and_keeps_that_label(alice: Practitioner, family: Family) -> None:
    child = thought(alice, edition(), family.maya)
    Name.objects.filter(person=family.maya).update(to_on=timezone.localdate())
    Name.objects.create(person=family.maya, first="May", last="Berg", source="Told by her mother")
    assert (child.label, on_file(child).label) == ("Maya Lindqvist", "Maya Lindqvist")
    assert newest_event(child) == (
        "considerations.record_named", alice.pk, ["person"],
        {"consideration": child.consideration_id, "person": family.maya.pk},
    )  # fmt: skip


def test_two_of_one_name_are_told_apart_and_a_long_name_is_cut(alice: Practitioner) -> None:
    one, other = folk.person("Jay Smith"), folk.person("jay smith")
    long = folk.person(f"{'A' * 200} Smith")
    it = thought(alice, edition(), one, other, long).consideration
    assert [child.label for child in it.children.all()] == ["Jay Smith", "jay smith (2)", "A" * 80]
    it.refresh_from_db()
    third = add_child(consideration=it, version=it.version, person=folk.person("Jay Smith"), by=alice)
    assert third.label == "Jay Smith (3)"
    again = add_child(consideration=it, version=it.version, person=folk.person(f"{'A' * 90} Smith"), by=alice)
    assert again.label == f"{'A' * 75} (2)"


def test_the_age_comes_from_the_record_until_a_level_is_decided(alice: Practitioner, family: Family) -> None:
    family.maya.born_on, family.maya.born_on_is = years_ago(4), "exact"
    family.maya.save()
    child = thought(alice, edition(), family.maya)
    assert child.age == "small"
    family.maya.born_on = years_ago(6)
    family.maya.save()
    decide_on(child)
    assert on_file(child).age == "middle"
    family.maya.born_on = years_ago(13)
    family.maya.save()
    decide_on(child, 2)
    assert on_file(child).age == "middle"


def test_a_record_is_named_later_and_adds_nothing_to_the_text(alice: Practitioner, family: Family) -> None:
    child = draft("J", by=alice).children.get()
    ConsideredChild.objects.filter(pk=child.pk).update(age="teenage", life_now="He reads.")
    decide_on(child)
    family.maya.born_on, family.maya.born_on_is = years_ago(4), "exact"
    family.maya.save()
    name_record(child=on_file(child), person=family.maya, by=alice)
    kept = on_file(child)
    assert (kept.person, kept.label, kept.age, kept.life_now) == (family.maya, "J", "teenage", "He reads.")


def test_before_a_decision_the_record_answers_how_old(alice: Practitioner, family: Family) -> None:
    family.maya.born_on, family.maya.born_on_is = years_ago(4), "exact"
    family.maya.save()
    child = draft("J", by=alice).children.get()
    name_record(child=child, person=family.maya, by=alice)
    assert on_file(child).age == "small"
    take_record_back(child=on_file(child), because="I chose her sister.", by=alice)
    assert (on_file(child).age, on_file(child).person) == ("", None)


def test_a_record_stands_for_one_child_here_and_a_child_has_one_record(alice: Practitioner, family: Family) -> None:
    it = draft("J", "K", by=alice)
    one, other = it.children.all()
    name_record(child=one, person=family.maya, by=alice)
    with pytest.raises(AlreadyNamed), nothing_changes():
        name_record(child=other, person=family.maya, by=alice)
    with pytest.raises(AlreadyNamed):
        name_record(child=on_file(one), person=family.brother, by=alice)
    assert on_file(one).person == family.maya


def test_taken_back_with_a_reason_the_text_stays(alice: Practitioner, family: Family) -> None:
    child = thought(alice, edition(), family.maya, life_now="She reads.")
    decide_on(child)
    ConsideredChild.objects.filter(pk=child.pk).update(age="middle")
    take_record_back(child=on_file(child), because="It is about her cousin.", by=alice)
    kept, wrong = on_file(child), WrongRecord.objects.get()
    assert (kept.person, kept.label, kept.age, kept.life_now) == (None, "Maya Lindqvist", "middle", "She reads.")
    assert (wrong.child, wrong.person, wrong.noted_by) == (child, family.maya, alice)
    assert wrong.because == "It is about her cousin."
    assert str(wrong) == "Not the record of Maya Lindqvist"
    name, actor, fields, refs = newest_event(child)
    assert (name, actor, fields) == ("considerations.record_taken_back", alice.pk, ["person"])
    assert refs == {"consideration": child.consideration_id, "person": family.maya.pk}
    take_record_back(child=kept, because="Again.", by=alice)
    assert Event.objects.filter(name="considerations.record_taken_back").count() == 1


def test_nothing_of_it_while_set_aside(alice: Practitioner, family: Family) -> None:
    it = draft("J", by=alice)
    set_aside(consideration=it, because="Doubled.", by=alice)
    with pytest.raises(IsSetAside), nothing_changes():
        name_record(child=it.children.get(), person=family.maya, by=alice)


def test_new_thinking_takes_the_record_along(alice: Practitioner, family: Family) -> None:
    child = thought(alice, edition(), family.maya)
    decide_on(child)
    again = think_again(consideration=child.consideration, edition=child.consideration.edition, by=alice)
    assert again.children.get().person == family.maya
