"""Work with a child, for tests: plain functions, past every rule."""

import datetime as dt
import re
from html import unescape
from typing import Any

from django.test import Client

from righthelp.agencies.models import Practitioner, Team
from righthelp.agencies.tests import people
from righthelp.people.access import Seen, seen_among
from righthelp.people.models import Person
from righthelp.work.actions import allocate, begin_episode, involve
from righthelp.work.kinds import kinds_begun_in
from righthelp.work.models import Episode, Involvement

LAST_TERM = AUTUMN = dt.date(2025, 9, 1)


def team_of(person: Practitioner) -> Team:
    """Give the team in which somebody works."""
    return person.memberships.select_related("team__agency").first().team  # type: ignore[union-attr]


def works_with(
    person: Practitioner, child: Person, role: str = "class teacher", since: dt.date = LAST_TERM
) -> Involvement:
    """Have somebody work with a child."""
    return involve(child=child, practitioner=person, team=team_of(person), role=role, starts_on=since, by=person)


def begun(by: Practitioner, child: Person, *, kind: str = "", since: dt.date = AUTUMN) -> Episode:
    """Have the team of somebody begin work with a child."""
    team = team_of(by)
    what = kind or kinds_begun_in(team.agency.kind)[0].key
    return begin_episode(child=child, team=team, kind=what, aim="She sleeps through the night", begun_on=since, by=by)


def led_by(who: Practitioner, work: Episode, *, by: Practitioner | None = None, since: dt.date = AUTUMN) -> Involvement:
    """Have somebody lead a piece of work."""
    return allocate(episode=work, practitioner=who, team=team_of(who), role="mentor", starts_on=since, by=by or who)


def sees(reader: Practitioner, person: Person) -> Seen | None:
    """Give what somebody sees of a person, asked afresh."""
    return seen_among(Practitioner.objects.get(pk=reader.pk), [person]).get(person.pk)


def why(reader: Practitioner, person: Person) -> list[str]:
    """Give the reasons in words."""
    found = sees(reader, person)
    return [reason.words for reason in found.reasons] if found else []


def client_of(person: Practitioner) -> Client:
    """Sign somebody in, in a browser of their own, with the roles of today."""
    return people.sign_in(Client(), people.fresh(person))


def words(response: Any) -> str:
    """Give what a page says, without its tags, each run of white space as one space."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", response.text)))


def shown(client: Client, path: str, status: int = 200) -> str:
    """Open a page and give its words."""
    response: Any = client.get(path)
    assert response.status_code == status, path
    return words(response)


def part(response: Any, title: str) -> str:
    """Give the words of the section with this heading."""
    sections = re.findall(r"<section.*?</section>", response.text, re.DOTALL)
    found = (re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", one))) for one in sections)
    return next((text for text in found if text.strip().startswith(title)), "")


def hidden(html: str) -> dict[str, str]:
    """Read the hidden fields of a page, as a browser would send them back."""
    tags = re.findall(r"<input[^>]*type=\"hidden\"[^>]*>", html)
    found = (dict(re.findall(r"(name|value)=\"([^\"]*)\"", tag)) for tag in tags)
    return {tag["name"]: unescape(tag.get("value", "")) for tag in found if "name" in tag}


def send_form(client: Client, path: str, /, **answers: Any) -> Any:
    """Open a page, fill in its form, and send it."""
    page: Any = client.get(path)
    assert page.status_code == 200, path
    return client.post(path, {**hidden(page.text), **answers})


def send_twice(client: Client, path: str, /, **answers: Any) -> list[Any]:
    """Open a page, fill in its form, and send the same form twice."""
    page: Any = client.get(path)
    assert page.status_code == 200, path
    return [client.post(path, {**hidden(page.text), **answers}) for _ in range(2)]


def on(name: str, day: dt.date) -> dict[str, str]:
    """Fill in the three boxes of a date."""
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


def option(client: Client, path: str, text: str) -> str:
    """Give the value of the choice with these words on a page."""
    found = re.findall(r"<option[^>]*value=\"([^\"]*)\"[^>]*>([^<]*)<", client.get(path).text)
    return next((str(value) for value, words in found if unescape(words).strip().startswith(text)), "")
