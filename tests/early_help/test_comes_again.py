"""A child is passed on to early help that is there already: nothing of it is lost, and somebody hears of it."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.models import Agency, Practitioner, Team
from righthelp.agencies.tests import people
from righthelp.consent.models import Sharing
from righthelp.early_help.actions.coming import SettledAlready, settle
from righthelp.early_help.actions.ending import end_for_child
from righthelp.early_help.actions.opening import NotAgreed
from righthelp.early_help.models import CameAlong, EarlyHelp
from righthelp.early_help.tests import helping
from righthelp.messages.models import Notice
from righthelp.people.actions import restrict
from righthelp.people.models import Person
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family
from righthelp.plans.models import Member, Strength
from righthelp.plans.tests import planning
from righthelp.work.actions.passing import pass_on
from righthelp.work.models import Involvement
from righthelp.work.passing import (
    FAMILY_WANTS,
    HELP_SO_FAR,
    NEEDS,
    STRENGTHS,
    WHAT_HAPPENED,
    PassedChild,
    Passing,
)
from righthelp.work.tests.working import client_of, sees, send_form, shown, team_of, words

TEXTS = {
    WHAT_HAPPENED: "He sleeps badly", HELP_SO_FAR: "Breakfast club", STRENGTHS: "Strong ties", FAMILY_WANTS: "Rest",
}  # fmt: skip


@pytest.fixture
def nils(mira: Practitioner, family: Family) -> Person:
    made = folk.person("Nils Lindqvist", by=mira)
    folk.related(made, family.mother)
    return made


@pytest.fixture
def hub(db: None) -> Team:
    return people.agency("Westmarsh Family Hubs", Agency.Kind.EARLY_HELP, "Family hub").teams.get()


def passed(by: Practitioner, team: Team, *children: PassedChild, of: UUID | None = None, **texts: str) -> UUID:
    passing = Passing(
        from_room="front_door", from_id=of or uuid4(), children=children, agency=team_of(by).agency, team=team,
        texts={**TEXTS, **texts},
    )  # fmt: skip
    return pass_on(to="early_help", passing=passing, by=people.fresh(by)).public_id


def page(it: EarlyHelp) -> str:
    return reverse("early_help", args=[it.public_id])


@pytest.mark.requirement("BN-049", "BN-050")
def test_a_child_who_left_comes_again_and_is_asked_about_anew(
    early_help: EarlyHelp, alice: Practitioner, mira: Practitioner, family: Family
) -> None:
    leo = planning.child_of(early_help.plan, family.brother)
    own = planning.member_of(early_help.plan, family.brother)
    today = timezone.localdate()
    end_for_child(help=early_help, child=leo, on=today, outcome="moved", because="Lives with his aunt", by=alice)
    assert not Member.objects.get(pk=own.pk).is_here
    passed(mira, early_help.plan.team, PassedChild(family.maya), PassedChild(family.brother, {NEEDS: "A bed"}))
    leo.refresh_from_db()
    assert (leo.left_on, leo.left_because, leo.episode) == (None, "", None)
    assert planning.member_of(early_help.plan, family.brother) == own
    assert "Nobody has agreed yet" in shown(client_of(alice), page(early_help))
    with pytest.raises(NotAgreed):
        helping.begin(early_help, alice, on=today)
    helping.answered(early_help, family.mother, "agreed", by=alice, people=[family.brother], on=today)
    helping.begin(early_help, alice, on=today)
    leo.refresh_from_db()
    assert leo.episode
    assert leo.episode.is_open


@pytest.mark.requirement("BN-050")
def test_a_short_text_that_another_one_holds_by_chance_is_not_lost(
    mira: Practitioner, family: Family, hub: Team
) -> None:
    record = uuid4()
    for text in ("There is no housing help", "housing", "housing"):
        passed(mira, hub, PassedChild(family.maya), of=record, **{HELP_SO_FAR: text})
    assert EarlyHelp.objects.get().help_so_far == "There is no housing help\nhousing"


@pytest.mark.requirement("BN-049", "BN-050")
def test_what_came_along_with_another_child_stands_on_the_page_until_it_is_put_on_the_plan(
    early_help: EarlyHelp, alice: Practitioner, mira: Practitioner, family: Family, nils: Person
) -> None:
    passed(mira, early_help.plan.team, PassedChild(family.maya), PassedChild(nils, {NEEDS: "A bed"}))
    client = client_of(alice)
    text = shown(client, page(early_help))
    for part in ("IT CAME ALONG", "He sleeps badly", "Breakfast club", "Strong ties", "Rest", "A bed", "Mira Joshi"):
        assert part in text
    assert not early_help.plan.needs.exists()
    for came in CameAlong.objects.all():
        path = reverse("early_help_came_along", args=[early_help.public_id, came.public_id])
        assert send_form(client, path, what="put").status_code == 302
        assert client.get(path).status_code == 404
    early_help.refresh_from_db()
    early_help.plan.refresh_from_db()
    assert early_help.because.endswith("He sleeps badly")
    assert (early_help.help_so_far, early_help.plan.family_wants) == ("Breakfast club", "Rest")
    assert [(one.own_words, one.child.person) for one in early_help.plan.needs.all() if one.child] == [("A bed", nils)]
    assert [one.text for one in early_help.plan.strengths.all()] == ["Strong ties"]
    assert "IT CAME ALONG" not in shown(client, page(early_help))


def test_whoever_does_not_put_it_on_the_plan_says_why(
    early_help: EarlyHelp, alice: Practitioner, bob: Practitioner, mira: Practitioner, family: Family
) -> None:
    passed(mira, early_help.plan.team, PassedChild(family.maya))
    came = CameAlong.objects.get()
    path = reverse("early_help_came_along", args=[early_help.public_id, came.public_id])
    client = client_of(alice)
    assert "Write why, or where it stands" in words(send_form(client, path, what="left"))
    assert client_of(bob).get(path).status_code == 404
    assert send_form(client, path, what="left", because="It stands there already").status_code == 302
    came.refresh_from_db()
    assert (came.settled, came.settled_by) == ("It stands there already", alice)
    with pytest.raises(SettledAlready):
        settle(came=came, because="x", by=alice)
    assert not early_help.plan.strengths.exists()


def test_of_two_who_settle_it_at_once_the_second_is_told(
    early_help: EarlyHelp, alice: Practitioner, mira: Practitioner, family: Family, monkeypatch: pytest.MonkeyPatch
) -> None:
    from righthelp.early_help.views import coming

    passed(mira, early_help.plan.team, PassedChild(family.maya))

    def meanwhile(**more: Any) -> None:
        settle(came=more["came"], because="Done", by=alice)
        settle(**more)

    monkeypatch.setattr(coming, "settle", meanwhile)
    path = reverse("early_help_came_along", args=[early_help.public_id, CameAlong.objects.get().public_id])
    assert "Somebody said meanwhile" in words(send_form(client_of(alice), path, what="left", because="x"))


def test_what_is_about_a_child_whom_the_reader_does_not_see_is_not_shown(
    early_help: EarlyHelp, alice: Practitioner, mira: Practitioner, family: Family, nils: Person
) -> None:
    passed(mira, early_help.plan.team, PassedChild(family.maya), PassedChild(nils, {NEEDS: "A bed"}))
    Involvement.objects.filter(practitioner=alice, child=nils).delete()
    text = shown(client_of(alice), page(early_help))
    assert "A bed" not in text
    assert "He sleeps badly" not in text
    came = CameAlong.objects.get(child__person=nils)
    path = reverse("early_help_came_along", args=[early_help.public_id, came.public_id])
    assert client_of(alice).get(path).status_code == 404


@pytest.mark.requirement("BN-049")
def test_whoever_leads_is_told_each_time_and_sees_the_child_who_came_until_somebody_leads_the_work_with_them(
    early_help: EarlyHelp, alice: Practitioner, mira: Practitioner, family: Family, nils: Person
) -> None:
    for _ in range(2):
        passed(mira, early_help.plan.team, PassedChild(family.maya), PassedChild(nils))
    assert Notice.objects.filter(to=alice, title="A child was passed on to early help that you see to").count() == 2
    assert sees(alice, nils)
    helping.answered(early_help, family.mother, "agreed", by=alice, people=[nils])
    helping.begin(early_help, alice)
    helping.leads(alice, early_help, by=alice)
    here = Involvement.objects.filter(practitioner=alice, child=nils, ends_on__isnull=True)
    assert [one.leads for one in here] == [True]


def test_a_lead_of_another_agency_who_comes_to_see_the_child_stands_in_the_ledger(
    early_help: EarlyHelp, alice: Practitioner, charlie: Practitioner, mira: Practitioner, family: Family, nils: Person
) -> None:
    helping.leads(charlie, early_help, by=alice)
    passed(mira, early_help.plan.team, PassedChild(family.maya), PassedChild(nils))
    assert sees(charlie, nils)
    assert Sharing.objects.filter(child=nils, to_agency=team_of(charlie).agency).count() == 1


def test_a_plan_that_goes_on_elsewhere_is_not_copied_and_both_are_told(
    early_help: EarlyHelp, alice: Practitioner, mira: Practitioner, hub: Team, family: Family
) -> None:
    cora = people.worker(hub.agency, "early_help_coordinator", "Cora Vale")
    Strength.objects.create(plan=early_help.plan, text="Her gran helps", noted_by=alice)
    it = EarlyHelp.objects.get(public_id=passed(mira, hub, PassedChild(family.maya)))
    assert it.plan.continues is None
    assert [one.text for one in it.plan.strengths.all()] == ["Strong ties"]
    assert Notice.objects.filter(to=alice, title__startswith="Another team was asked").count() == 1
    assert Notice.objects.filter(to=cora, page=page(it)).exists()
    assert f"coordinated by {early_help.plan.team}" in shown(client_of(cora), page(it))


def test_each_child_who_has_early_help_in_the_team_comes_to_that_and_only_the_others_join(
    early_help: EarlyHelp, alice: Practitioner, mira: Practitioner, family: Family
) -> None:
    other = helping.of_another_family(alice)
    nia = other.plan.children.get().person
    passed(mira, early_help.plan.team, PassedChild(family.maya), PassedChild(nia, {NEEDS: "Shoes"}))
    assert not early_help.plan.children.filter(person=nia).exists()
    assert EarlyHelp.objects.count() == 2
    stands = [*other.plan.needs.values_list("own_words", flat=True), *other.came_along.values_list("needs", flat=True)]
    assert "Shoes" in stands


@pytest.mark.parametrize("whose", ["maya", "brother"])
def test_where_one_of_their_records_is_restricted_each_child_of_a_record_has_their_own(
    mira: Practitioner, hub: Team, family: Family, whose: str
) -> None:
    cora = people.worker(hub.agency, "early_help_coordinator", "Cora Vale")
    record = uuid4()
    first = EarlyHelp.objects.get(public_id=passed(mira, hub, PassedChild(family.maya), of=record))
    restrict(person=getattr(family, whose), kind="high_risk", because="x", readers=[mira], by=mira)
    second = EarlyHelp.objects.get(public_id=passed(mira, hub, PassedChild(family.brother), of=record))
    assert [one.person for one in second.plan.children.all()] == [family.brother]
    open_one = second if whose == "maya" else first
    assert client_of(cora).get(page(open_one)).status_code == 200
    closed = first if whose == "maya" else second
    assert client_of(cora).get(page(closed)).status_code == 404


def test_where_it_waits_what_comes_with_a_second_child_of_the_record_is_added_and_nothing_is_dropped(
    mira: Practitioner, hub: Team, family: Family
) -> None:
    record = uuid4()
    passed(mira, hub, PassedChild(family.maya), of=record)
    more = {HELP_SO_FAR: "A tutor", FAMILY_WANTS: "Peace", STRENGTHS: "His aunt"}
    passed(mira, hub, PassedChild(family.brother, {NEEDS: "A bed"}), of=record, **more)
    it = EarlyHelp.objects.with_plan().get()
    assert it.help_so_far == "Breakfast club\nA tutor"
    assert it.plan.family_wants == "Rest\nPeace"
    assert {one.text for one in it.plan.strengths.all()} == {"Strong ties", "His aunt"}
    passed(mira, hub, PassedChild(family.brother, {NEEDS: "A bed"}), of=record, **more)
    assert it.plan.needs.count() == 1
