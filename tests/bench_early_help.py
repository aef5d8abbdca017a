"""Early help with 200,000 pieces of work on file, of which 5,000 families go on (budget of a page: 200 ms)."""

import datetime as dt
import gc
import os
import random
import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.utils import timezone

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner, Team
    from righthelp.early_help.models import EarlyHelp
    from righthelp.people.models import Person
    from righthelp.plans.models import Plan
    from righthelp.work.models import Episode

EPISODES = int(os.environ.get("RIGHTHELP_BENCH_EARLY_HELP", "200000"))
OPEN, AT_ONCE = EPISODES // 20, EPISODES // 40
CHILDREN = 2  # of each family
OVER_YEARS, FOR_DAYS = 10, 250
LEADS = 400
ROUNDS = 20
LAST_PAGE, DASHES_OF_AN_ID = 20, 4
SEED = 43
COORDINATOR, LEAD = "hannah.doyle@example.org", "liam.oconnell@example.org"


def early_help() -> Iterator[str]:
    """Put invented early help on file and open its pages as a coordinator and as a lead; give lines.

    Raises:
        RuntimeError: on a database of real records.
    """
    from righthelp.agencies.models import Practitioner

    if not settings.INVENTED_PEOPLE:
        raise RuntimeError("the bench loads invented early help: run it where people are invented")
    coordinator, lead = (Practitioner.objects.get(email=email) for email in (COORDINATOR, LEAD))
    one = _of_the_demonstration(lead)
    _load(coordinator)
    yield f"{EPISODES:,} pieces of early help on file, {OPEN // CHILDREN:,} families go on"
    plain = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    with override_settings(STORAGES={"default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}, **plain}):
        yield from _opened_by(coordinator, _overviews())
        yield from _opened_by(lead, _lists_and_pages(one))
    yield from _rounds()


def _of_the_demonstration(lead: "Practitioner") -> "EarlyHelp":
    """Give the family of the demonstration whose plan, assessment, reviews and scales are filled in."""
    from righthelp.early_help.models import EarlyHelp

    return EarlyHelp.objects.going_on().with_plan().get(assessment__done_by=lead)


def _overviews() -> tuple[str, ...]:
    from righthelp.early_help.overview import LISTS

    listed = "/early-help/overview"
    lists = (f"{listed}?show={name}" for name in LISTS)
    return (*lists, f"{listed}?show=late&page={LAST_PAGE}", f"{listed}/leads", "/early-help/section-17", "/early-help")


def _lists_and_pages(one: "EarlyHelp") -> tuple[str, ...]:
    help_, plan = f"/early-help/{one.public_id}", f"/plans/{one.plan.public_id}"
    of_help = (help_, f"{help_}/assessment", f"{help_}/assessment/read")
    of_plan = (plan, *(f"{plan}/{name}" for name in ("life", "progress", "delay", "copies", "people")))
    return ("/early-help", "/plans/reviews", "/children", *of_help, *of_plan)


def _opened_by(person: "Practitioner", paths: Sequence[str]) -> Iterator[str]:
    from righthelp.agencies.tests.people import sign_in

    client = sign_in(Client(headers={"host": "localhost"}), person)
    for path in paths:
        yield f"{person.name}: {_opened(client, path)}"


def _opened(client: Client, path: str) -> str:
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    queries, times = len(asked), []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        assert client.get(path).status_code == 200, path
        times.append((time.perf_counter() - start) * 1000)
    name = "/".join("<id>" if part.count("-") == DASHES_OF_AN_ID else part for part in path.split("/"))
    p95 = statistics.quantiles(times, n=20)[-1]
    return f"{name}: median {statistics.median(times):.0f} ms, p95 {p95:.0f} ms (budget 200), {queries} queries"


def _rounds() -> Iterator[str]:
    """Time what is done in the background: the first round tells of all that is late, the next finds nothing new."""
    from righthelp.plans.notices import remind_of_actions, remind_of_reviews

    for name, remind in (("reviews", remind_of_reviews), ("actions", remind_of_actions)):
        for which in ("first", "next"):
            start = time.perf_counter()
            told = remind(timezone.now())
            yield f"the {which} round that reminds of {name}: {told:,} told in {time.perf_counter() - start:.1f} s"


def _load(coordinator: "Practitioner") -> None:
    """Put early help on file, with its plan, work, who leads it and a review."""
    team, chance = coordinator.memberships_now[0].team, random.Random(SEED)  # noqa: S311
    invented = _Invented(coordinator, team, _leads(), timezone.localdate(), chance)
    for first in range(0, EPISODES, AT_ONCE):
        invented.put(AT_ONCE // CHILDREN, is_open=first < OPEN)
    count_rows()
    gc.collect()
    gc.freeze()  # no server holds what was invented here, or looks through it for what can be freed


def count_rows() -> None:
    """Have the database count its rows, as its own worker does overnight; SQLite needs no such count."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _leads() -> "list[tuple[Practitioner, Team]]":
    """Invent as many people as lead so many families, in the teams that are there."""
    from righthelp.agencies.models import Membership, Practitioner, Team

    teams, today = list(Team.objects.all()), timezone.localdate()
    made = Practitioner.objects.bulk_create(
        Practitioner(email=f"bench-{number}@example.org", name=f"Bench {number:03}", password="!")
        for number in range(LEADS)
    )
    held = [
        Membership(practitioner=one, team=teams[number % len(teams)], role="practitioner", starts_on=today)
        for number, one in enumerate(made)
    ]
    Membership.objects.bulk_create(held)
    nurse = Practitioner.objects.get(email=LEAD)
    return [(nurse, nurse.memberships_now[0].team), *((one.practitioner, one.team) for one in held)]


@dataclass
class _Invented:
    """Invented early help of families: of one team, led by anybody."""

    coordinator: "Practitioner"
    team: "Team"
    leads: "list[tuple[Practitioner, Team]]"
    today: dt.date
    chance: random.Random

    def put(self, families: int, *, is_open: bool) -> None:
        """Put so many families on file."""
        from righthelp.early_help.models import EarlyHelp

        plans = self._plans(families, is_open=is_open)
        people = self._people(families * CHILDREN)
        work = self._work(plans, people)
        self._children(plans, people, work)
        EarlyHelp.objects.bulk_create(self._help(plan) for plan in plans)
        self._led(work)
        self._reviewed(plans)
        if is_open:
            self._acts(plans)

    def _plans(self, families: int, *, is_open: bool) -> "list[Plan]":
        from righthelp.plans.models import Plan

        return Plan.objects.bulk_create(self._plan(is_open=is_open) for _ in range(families))

    def _plan(self, *, is_open: bool) -> "Plan":
        from righthelp.plans.models import Plan

        ago = self.chance.randrange(FOR_DAYS) if is_open else self.chance.randrange(FOR_DAYS, 365 * OVER_YEARS)
        begun_on = self.today - dt.timedelta(days=ago)
        end = {} if is_open else {
            "ended_on": begun_on + dt.timedelta(days=FOR_DAYS), "ended_by": self.coordinator, "ended_because": "Done",
        }  # fmt: skip
        return Plan(
            kind="early_help", team=self.team, review_days=84, begun_on=begun_on, begun_by=self.coordinator,
            next_review_on=begun_on + dt.timedelta(days=84 * (ago // 84 + (self.chance.random() > 0.1)))
            if is_open else None,
            **end,
        )  # fmt: skip

    def _people(self, number: int) -> "list[Person]":
        from righthelp.people.models import Name, Person

        born = self.today - dt.timedelta(days=365 * 9)
        one = {"agency": self.team.agency, "noted_by": self.coordinator, "source": "Bench", "born_on": born}
        made = Person.objects.bulk_create(Person(**one, born_on_is="exact") for _ in range(number))
        Name.objects.bulk_create(
            Name(person=each, first=f"Child {each.pk}", last="Bench", source="Bench", noted_by=self.coordinator)
            for each in made
        )
        return made

    def _work(self, plans: "list[Plan]", people: "list[Person]") -> "list[Episode]":
        from righthelp.work.models import Episode

        return Episode.objects.bulk_create(
            Episode(
                child=person, team=self.team, kind="early_help", aim="Rested", begun_on=plan.begun_on,
                begun_by=self.coordinator, ended_on=plan.ended_on, ended_by=plan.ended_by,
                outcome="resolved" if plan.ended_on else "", ended_because=plan.ended_because,
            )
            for plan, person in self._of(plans, people)
        )  # fmt: skip

    def _children(self, plans: "list[Plan]", people: "list[Person]", work: "list[Episode]") -> None:
        from righthelp.plans.models import PlanChild

        PlanChild.objects.bulk_create(
            PlanChild(plan=plan, person=person, episode=episode, position=number % CHILDREN)
            for number, ((plan, person), episode) in enumerate(zip(self._of(plans, people), work, strict=True))
        )

    def _help(self, plan: "Plan") -> "EarlyHelp":
        from righthelp.early_help.models import EarlyHelp

        waits = plan.ended_on is None and self.chance.random() < 0.05
        begun = {} if waits else {"begun_on": plan.begun_on, "begun_by": self.coordinator}
        end = {"ended_on": plan.ended_on, "ended_by": plan.ended_by, "outcome": "resolved", "ended_because": "Done"}
        return EarlyHelp(
            plan=plan, came_by="worker", need_seen_on=plan.begun_on - dt.timedelta(days=self.chance.randrange(60)),
            because="Bench", hoped_end_on=plan.begun_on + dt.timedelta(days=200), holder=self.coordinator, **begun,
            **(end if plan.ended_on else {}),
        )  # fmt: skip

    def _led(self, work: "list[Episode]") -> None:
        from righthelp.work.models import Involvement

        made: list[Involvement] = []
        for number, one in enumerate(work):
            if number % CHILDREN == 0:
                lead, team = self.chance.choice(self.leads)
            if one.ended_on or self.chance.random() > 0.05:
                made.append(Involvement(
                    child_id=one.child_id, practitioner=lead, team=team, episode=one, leads=True,
                    role="lead practitioner", starts_on=one.begun_on, ends_on=one.ended_on, noted_by=self.coordinator,
                ))  # fmt: skip
        Involvement.objects.bulk_create(made)

    def _reviewed(self, plans: "list[Plan]") -> None:
        from righthelp.plans.models import Review

        Review.objects.bulk_create(
            Review(
                plan=plan, reviewed_on=plan.begun_on, changed="Bench", do_next="Bench", next_on=plan.begun_on,
                reviewed_by=self.coordinator, is_not_working=one < 0.1,
                not_working_because="Bench" if one < 0.1 else "",
                is_risk_rising=one > 0.95, risk_because="Bench" if one > 0.95 else "",
            )
            for plan in plans
            for one in [self.chance.random()]
        )  # fmt: skip

    def _acts(self, plans: "list[Plan]") -> None:
        """Have the coordinator hold an action of each plan; some are late."""
        from righthelp.plans.models import Action, Goal, Member, Worry

        by, on = self.coordinator, self.today
        members = Member.objects.bulk_create(
            Member(plan=one, kind="worker", practitioner=by, team=self.team, role="coordinator", joined_on=one.begun_on)
            for one in plans
        )
        worries = Worry.objects.bulk_create(Worry(plan=one, text="Bench", noted_by=by) for one in plans)
        goals = Goal.objects.bulk_create(Goal(plan=one.plan, worry=one, text="Bench", noted_by=by) for one in worries)
        Action.objects.bulk_create(
            Action(
                plan=goal.plan, goal=goal, holder=member, what="Bench", is_for="Bench", noted_by=by,
                due_on=on + dt.timedelta(days=self.chance.randrange(-5, 60)),
            )
            for goal, member in zip(goals, members, strict=True)
        )  # fmt: skip

    @staticmethod
    def _of(plans: "list[Plan]", people: "list[Person]") -> "Iterator[tuple[Plan, Person]]":
        for number, person in enumerate(people):
            yield plans[number // CHILDREN], person
