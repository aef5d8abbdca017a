"""Who said yes and who said no to early help: a no beside a yes is never overlooked, and nothing begins too early."""

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.models import Practitioner
from righthelp.agencies.tests.people import fresh
from righthelp.consent.models import Agreement
from righthelp.early_help.actions.opening import BeforeAgreed, NotAgreed, OpenAlready, SaidNo, begin_help
from righthelp.early_help.agreement import said_of_children
from righthelp.early_help.models import EarlyHelp, Offer
from righthelp.early_help.tests import helping
from righthelp.people.actions import restrict
from righthelp.people.models import Person
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family
from righthelp.plans.models import PlanChild
from righthelp.work.models import Episode, Involvement
from righthelp.work.tests.working import client_of, on, send_form, shown, words

FEBRUARY = dt.date(2026, 2, 2)


@pytest.fixture
def page(offered: EarlyHelp) -> str:
    return reverse("early_help_begin", args=[offered.public_id])


def children(it: EarlyHelp, *people: Person) -> list[PlanChild]:
    return list(it.plan.children.filter(person__in=people))


def begins(it: EarlyHelp, by: Practitioner, **more: Any) -> list[PlanChild]:
    return begin_help(help=it, on=FEBRUARY, hoped_end_on=None, by=by, **more)


def days() -> dict[str, str]:
    today = timezone.localdate()
    return {**on("begun_on", today), **on("hoped_end_on", today + dt.timedelta(days=100))}


def born(person: Person, day: dt.date) -> None:
    Person.objects.filter(pk=person.pk).update(born_on=day, born_on_is="exact")
    person.refresh_from_db()


@pytest.mark.requirement("SF-028", "BP-026")
def test_the_page_says_for_each_child_who_said_what_and_a_no_beside_a_yes_asks_for_a_reason(
    offered: EarlyHelp, alice: Practitioner, family: Family, page: str
) -> None:
    helping.agreed(offered, family.mother, by=alice)
    helping.answered(offered, family.father, "declined", by=alice, people=[family.maya], words="I manage alone")
    client = client_of(alice)
    text = shown(client, page)
    for part in (
        "What was said for Maya", "What was said for Leo", "Ana Lindqvist", "They agreed, 5 January 2026",
        "Jonas Berg said no, or took a yes back", "They said no", "I manage alone",
    ):  # fmt: skip
        assert part in text
    maya, leo = (str(one.public_id) for one in (*children(offered, family.maya), *children(offered, family.brother)))
    assert "Write why it begins all the same" in words(send_form(client, page, children=[maya, leo], **days()))
    assert not Episode.objects.exists()
    why = "Her mother has care of her, and her school asks for it"
    assert send_form(client, page, children=[maya, leo], despite=why, **days()).status_code == 302
    offered.refresh_from_db()
    assert (offered.begun_despite, Episode.objects.count()) == (why, 2)
    assert why in shown(client, reverse("early_help", args=[offered.public_id]))


@pytest.mark.requirement("SF-028")
def test_it_can_begin_for_the_other_children_without_a_reason(
    offered: EarlyHelp, alice: Practitioner, family: Family, page: str
) -> None:
    helping.agreed(offered, family.mother, by=alice)
    helping.answered(offered, family.father, "declined", by=alice, people=[family.maya])
    [leo] = children(offered, family.brother)
    assert send_form(client_of(alice), page, children=[str(leo.public_id)], **days()).status_code == 302
    assert Episode.objects.get().child == family.brother


@pytest.mark.requirement("SF-028")
@pytest.mark.parametrize("standing", ["young", "carer"])
def test_a_young_person_of_16_who_says_no_is_heard(
    offered: EarlyHelp, alice: Practitioner, family: Family, standing: str
) -> None:
    born(family.maya, dt.date(2009, 1, 1))
    helping.agreed(offered, family.mother, by=alice, people=[family.maya])
    helping.answered(offered, family.maya, "declined", by=alice, people=[family.maya], standing=standing)
    with pytest.raises(SaidNo):
        begins(offered, alice)
    assert begins(offered, alice, children=children(offered, family.maya), despite="She came back to it")


@pytest.mark.requirement("SF-028")
def test_a_younger_child_who_was_judged_able_and_says_no_is_heard(
    offered: EarlyHelp, alice: Practitioner, family: Family
) -> None:
    helping.agreed(offered, family.mother, by=alice)
    helping.answered(offered, family.maya, "declined", by=alice, people=[family.maya], standing="young")
    assert begins(offered, alice) == children(offered, family.brother)


def test_the_no_of_somebody_who_cares_for_the_child_does_not_decide(
    offered: EarlyHelp, alice: Practitioner, family: Family
) -> None:
    helping.agreed(offered, family.mother, by=alice)
    folk.related(family.brother, family.father, kind="step_parent")
    helping.answered(offered, family.father, "declined", by=alice, standing="carer")
    assert len(begins(offered, alice)) == 2


@pytest.mark.requirement("SF-028")
def test_the_yes_of_a_neighbour_alone_needs_a_reason(offered: EarlyHelp, alice: Practitioner, family: Family) -> None:
    helping.answered(offered, family.father, "agreed", by=alice, standing="carer", people=[family.maya])
    assert "Nobody of whom it is on file that they have parental responsibility has said yes" in shown(
        client_of(alice), reverse("early_help_begin", args=[offered.public_id])
    )
    with pytest.raises(SaidNo):
        begins(offered, alice)


@pytest.fixture
def later_yes(offered: EarlyHelp, alice: Practitioner, family: Family) -> EarlyHelp:
    helping.answered(offered, family.mother, "declined", by=alice)
    helping.answered(offered, family.mother, "agreed", by=alice, on=FEBRUARY)
    return offered


def test_whoever_said_no_and_later_yes_agrees(later_yes: EarlyHelp, alice: Practitioner) -> None:
    assert len(begins(later_yes, alice)) == 2


def test_a_yes_that_was_set_aside_as_wrong_counts_for_nothing(later_yes: EarlyHelp, alice: Practitioner) -> None:
    wrong = {"set_aside_by": alice, "set_aside_at": timezone.now(), "set_aside_because": "Another family"}
    Agreement.objects.filter(answer="yes").update(**wrong)
    with pytest.raises(NotAgreed):
        begins(later_yes, alice)


@pytest.mark.requirement("SF-028")
def test_a_part_that_was_not_agreed_to_is_said_before_it_begins(
    offered: EarlyHelp, alice: Practitioner, family: Family, page: str
) -> None:
    helping.answered(offered, family.mother, "part", by=alice, limits="No home visits")
    helping.answered(offered, family.father, "thinking", by=alice, people=[family.maya])
    text = shown(client_of(alice), page)
    assert "Not agreed to, so this part does not begin: No home visits" in text
    assert "They want to think about it" in text


def test_somebody_whose_record_is_closed_is_not_named_on_the_page(
    offered: EarlyHelp, alice: Practitioner, mira: Practitioner, family: Family, page: str
) -> None:
    helping.agreed(offered, family.mother, by=alice)
    helping.answered(offered, family.father, "declined", by=alice, people=[family.maya])
    restrict(person=family.father, kind="high_risk", because="x", readers=[mira], by=mira)
    if (answer := client_of(alice).get(page)).status_code == 200:
        assert "Jonas" not in words(answer)


@pytest.mark.requirement("SF-028")
def test_of_a_young_person_of_16_nobody_asks_how_it_is_known_that_they_can_decide(
    offered: EarlyHelp, alice: Practitioner, family: Family
) -> None:
    born(family.maya, dt.date(2009, 1, 1))
    given = {
        "to": str(family.maya.public_id), "standing": "young", "how": "face", "offered_by": "Alice", "offered_how": "x",
        "children": [str(one.public_id) for one in children(offered, family.maya)], "answer": "agreed",
        "understood_how": "x", **on("offered_on", timezone.localdate()),
    }  # fmt: skip
    path = reverse("early_help_offer", args=[offered.public_id])
    assert send_form(client_of(alice), path, **given).status_code == 302
    assert "16 or over" in Agreement.objects.get().competence


@pytest.mark.requirement("BP-026", "SF-010")
def test_it_does_not_begin_on_a_day_before_somebody_agreed(
    offered: EarlyHelp, alice: Practitioner, family: Family, page: str
) -> None:
    helping.answered(offered, family.mother, "agreed", by=alice, on=FEBRUARY)
    with pytest.raises(BeforeAgreed):
        begin_help(help=offered, on=FEBRUARY - dt.timedelta(days=1), hoped_end_on=None, by=alice)
    early = {**days(), **on("begun_on", FEBRUARY - dt.timedelta(days=1))}
    assert "on or after 2 February 2026" in words(send_form(client_of(alice), page, **early))
    assert not Episode.objects.exists()
    assert len(begins(offered, alice)) == 2


def test_it_begins_only_for_the_children_whom_whoever_begins_it_sees(
    offered: EarlyHelp, alice: Practitioner, family: Family, page: str
) -> None:
    helping.agreed(offered, family.mother, by=alice)
    Involvement.objects.filter(practitioner=alice, child=family.brother).delete()
    Person.objects.filter(pk=family.brother.pk).update(noted_by=None)
    client = client_of(fresh(alice))
    assert "Leo" not in shown(client, page)
    assert send_form(client, page, **days()).status_code == 302
    assert [one.child for one in Episode.objects.all()] == [family.maya]


def test_where_somebody_says_no_while_the_page_is_open_it_does_not_begin(
    offered: EarlyHelp, alice: Practitioner, family: Family, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from righthelp.early_help.views import offering

    helping.agreed(offered, family.mother, by=alice)

    def meanwhile(**more: Any) -> None:
        helping.answered(offered, family.father, "declined", by=alice, people=[family.maya])
        begin_help(**more)

    monkeypatch.setattr(offering, "begin_help", meanwhile)
    assert "Somebody said no meanwhile" in words(send_form(client_of(alice), page, **days()))
    assert not Episode.objects.exists()


def test_without_a_child_who_may_begin_nothing_begins(offered: EarlyHelp, alice: Practitioner, family: Family) -> None:
    helping.agreed(offered, family.mother, by=alice)
    with pytest.raises(NotAgreed):
        begins(offered, alice, children=[])


def test_what_was_said_is_read_in_few_queries(
    offered: EarlyHelp, alice: Practitioner, family: Family, django_assert_max_num_queries: Any
) -> None:
    helping.agreed(offered, family.mother, by=alice)
    helping.answered(offered, family.father, "declined", by=alice, people=[family.maya])
    with django_assert_max_num_queries(5):
        assert len(said_of_children(offered)) == 2
    assert Offer.objects.count() == 2


def test_a_team_has_early_help_open_for_a_child_once_and_the_page_leads_to_it(
    offered: EarlyHelp, alice: Practitioner, family: Family
) -> None:
    with pytest.raises(OpenAlready) as there:
        helping.opened(alice, [family.maya])
    assert there.value.help == offered
    client, path = client_of(alice), reverse("record_early_help_open", args=[family.maya.public_id])
    given = {
        "because": "Tired", "came_by": "worker", "children": [str(family.maya.public_id)],
        **on("need_seen_on", helping.SINCE),
    }  # fmt: skip
    page = send_form(client, path, **given)
    assert "This team has early help open for one of these children already" in words(page)
    assert reverse("early_help", args=[offered.public_id]) in page.text
    assert EarlyHelp.objects.count() == 1
