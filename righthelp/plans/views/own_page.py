"""A family’s own page, for whoever has the link and the code; no account, and no cookie.

Before the right code it says nothing: not whose page it is, nor what it is about. Whoever looks over a shoulder, finds
the link in a telephone or tries numbers learns nothing. Nothing that was written is shown back.
"""

import datetime as dt
import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from righthelp.design_system.formatters import count
from righthelp.design_system.forms import GovForm
from righthelp.design_system.limits import too_often
from righthelp.design_system.pages import anyone, page
from righthelp.plans.actions.family import LinkShut, send_from_page, try_code
from righthelp.plans.copies import Section
from righthelp.plans.family_access import goals_by, goals_in, link_by, sections_by
from righthelp.plans.family_secrets import MOST_WRONG, asked_lately, fits, new_once, ticket_for, use_up
from righthelp.plans.forms.family import LONGEST, CodeForm, OwnMarkForm, SaidForm
from righthelp.plans.models import FamilyLink
from righthelp.plans.notices import who_sees_to

LOADS, MINUTE = 30, dt.timedelta(minutes=1)
CODES, SENDINGS, HOUR = 20, 20, dt.timedelta(hours=1)
MARKED_AS, MOST_MARKS = re.compile(r"goal-([0-9a-f-]{36})-(?:value|words)"), 100
SAID_AS = ("text", "wants_talk")
LEAVE_FOR = "https://www.bbc.co.uk/weather"  # harmless, and like what anybody looks at
WRONG = (
    f"That code does not fit. Check the numbers and try again. After {count(MOST_WRONG, 'wrong code')} the page is shut"
)
AGAIN = "This page was opened before, or a while ago. Type your code again"
USED = "You came back to a page that was used since, so nothing more was sent. Type your code to go on"
LATE = "Nothing happened on the page for a while, so nothing was sent. Type your code again: your words are kept"
TOO_MANY = "You have tried many times. Wait an hour and try again, or ring the person who gave you the link"
STILL_HERE = "What you wrote is still here, and was not sent. Look at it, then send it."
ONE_GONE, MORE_GONE = "that goal is not on your page any more", "those goals are not on your page any more"
WORDS_MOVED = "What you wrote about that stands below, under “How is it going?”."
NOT_SENT = "Nothing was sent yet. Look at it, then send it."
SENT = "It was sent to the people who look after your plan."
NOBODY_YET = (
    "It is kept, but there is nobody we could tell now. If it cannot wait, ring the person who gave you the link."
)
MARKED, ALL_MARKED = "Your number stands with your plan now.", "Your numbers stand with your plan now."


@dataclass(frozen=True)
class ShownSection:
    """One part of the copy as the page shows it, with a form where it has a scale."""

    section: Section
    form: OwnMarkForm | None
    is_open: bool = False


@dataclass(frozen=True)
class Together:
    """The forms that were sent together, with every error of each, in the order of the page."""

    forms: Sequence[GovForm]

    @property
    def errors(self) -> bool:
        """Say whether anything is wrong."""
        return any(form.errors for form in self.forms)

    def error_list(self) -> list[dict[str, str]]:
        """List every error of every form."""
        return [one for form in self.forms for one in form.error_list()]


class Typed:
    """What somebody typed whose ticket was too old: it goes through the question for the code, and is not sent."""

    def __init__(self, sent: Mapping[str, str]) -> None:
        marked = [name for name in sent if MARKED_AS.fullmatch(name)][:MOST_MARKS]
        found = {name: sent.get(name, "")[:LONGEST] for name in (*SAID_AS, *marked)}
        self.sent = {name: text for name, text in found.items() if text}
        self.goals = list(dict.fromkeys(it[1] for name in self.sent if (it := MARKED_AS.fullmatch(name))))
        self.has_words = any(name in self.sent for name in SAID_AS)

    def said(self, goals: Container[str]) -> dict[str, object]:
        """Give what the form of words starts with; also words beside a number, if their goal is not on the page now."""
        beside = [self.sent.get(f"goal-{goal}-words", "") for goal in self.goals if goal not in goals]
        text = "\n".join(filter(None, (self.sent.get("text", ""), *beside)))
        return {"text": text, "wants_talk": "wants_talk" in self.sent}

    def gone(self, goals: Container[str]) -> str:
        """Say what could not be taken, of goals that are not on the page now; nothing where all are."""
        gone = [goal for goal in self.goals if goal not in goals]
        if not gone:
            return ""
        marks = [self.mark_of(goal) for goal in gone]
        numbers, has_words = sum("value" in mark for mark in marks), any("words" in mark for mark in marks)
        what = ("what you wrote", "your number", "your numbers")[min(numbers, 2)]
        said = [f"We could not take {what}: {MORE_GONE if len(gone) > 1 else ONE_GONE}."]
        is_left = has_words or self.has_words or len(gone) < len(self.goals)
        return " ".join([*said, *([WORDS_MOVED] if has_words else []), *([NOT_SENT] if is_left else [])])

    def mark_of(self, goal: str) -> dict[str, str]:
        """Give what the scale of a goal starts with."""
        found = {name: self.sent.get(f"goal-{goal}-{name}", "") for name in ("value", "words")}
        return {name: text for name, text in found.items() if text}


# Without Django’s own check: it would need a cookie, and only who has the code, or a ticket, does anything here.
@csrf_exempt
@page(anyone, "GET", "POST")
def family_page(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for the code, then show somebody’s own copy, and take what they say."""
    if too_often(request, "family page", LOADS, MINUTE):
        return _closed(request, 429)
    link = link_by(token)
    if link is None:
        return _closed(request, 404)
    if request.method != "POST":
        return _ask(request, CodeForm())
    if "ticket" in request.POST:
        return _go_on(request, link)
    return _enter(request, link, token)


def _enter(request: HttpRequest, link: FamilyLink, token: str) -> HttpResponse:
    form, typed = CodeForm(request.POST), Typed(request.POST)
    if too_often(request, "family codes", CODES, HOUR):
        form.add_error(None, TOO_MANY)
        return _ask(request, form, 429)
    if not form.is_valid():
        return _ask(request, form)
    if not (asked_lately(once := request.POST.get("once", "")) and use_up(once)):
        return _ask_again(request, AGAIN)
    if try_code(link=link, code=form.cleaned_data["code"]):
        return _open(request, link, typed=typed, said=_kept(link, typed))
    if link_by(token) is None:
        return _closed(request, 404)
    form.add_error("code", WRONG)
    form.data = {}
    return _ask(request, form)


def _go_on(request: HttpRequest, link: FamilyLink) -> HttpResponse:
    """Take what somebody says or marks whose ticket still holds."""
    if not fits(request.POST["ticket"], link):
        return _ask_again(request, LATE)
    if not use_up(request.POST["ticket"]):
        return _ask_again(request, USED, keep=False)
    typed, goals = Typed(request.POST), goals_by(link)
    if gone := typed.gone(goals):
        return _open(request, link, said=gone, typed=typed)
    marks = {goal: OwnMarkForm(request.POST, prefix=f"goal-{goal}") for goal in typed.goals}
    words = SaidForm(request.POST) if typed.has_words or not marks else None
    forms = [*marks.values(), *([words] if words else [])]
    if not all(form.is_valid() for form in forms):
        return _open(request, link, forms)
    if too_often(request, "family sendings", SENDINGS, HOUR):
        forms[0].add_error(None, TOO_MANY)
        return _open(request, link, forms, status=429)
    marked = [(goals[key], form.cleaned_data) for key, form in marks.items()]
    try:
        send_from_page(link=link, marks=marked, said=words.cleaned_data if words else None)
    except LinkShut:
        return _closed(request, 404)
    return _open(request, link, said=_thanks(link, len(marked), has_words=words is not None))


def _kept(link: FamilyLink, typed: Typed) -> str:
    """Say that what was typed before the code is still there, or what of it could not be taken."""
    return (typed.gone(goals_by(link)) or STILL_HERE) if typed.sent else ""


def _thanks(link: FamilyLink, numbers: int, *, has_words: bool) -> str:
    """Say what became of each: that words were sent only where somebody hears of them."""
    heard = (SENT if who_sees_to(link.plan) else NOBODY_YET) if has_words else ""
    return " ".join(filter(None, ("Thank you.", heard, ("", MARKED, ALL_MARKED)[min(numbers, 2)])))


def _ask(request: HttpRequest, form: CodeForm, status: int = 200, *, keep: bool = True) -> HttpResponse:
    """Ask for the code; what was typed before goes along unseen, so that nobody writes it twice."""
    typed = Typed(request.POST).sent if keep else {}
    return _shown(request, "ask", {"form": form, "typed": typed, "once": new_once()}, status)


def _ask_again(request: HttpRequest, why: str, *, keep: bool = True) -> HttpResponse:
    """Ask for the code anew, and say why; what was sent already does not go along (`keep`)."""
    again = CodeForm({})
    again.errors["code"] = again.error_class([why])
    return _ask(request, again, keep=keep)


def _closed(request: HttpRequest, status: int) -> HttpResponse:
    """Say one and the same to an unknown link, a shut one and one whose time is over."""
    return _shown(request, "closed", {}, status)


def _open(
    request: HttpRequest,
    link: FamilyLink,
    sent: Sequence[GovForm] = (),
    *,
    said: str = "",
    status: int = 200,
    typed: Typed | None = None,
) -> HttpResponse:
    sections, typed = sections_by(link), typed or Typed({})
    goals = goals_in(link, sections)
    parts = [_part(one, sent, typed) if one.scale in goals else ShownSection(one, None) for one in sections]
    words = next((one for one in sent if isinstance(one, SaidForm)), None)
    context = {
        "form": Together(sent),
        "said_form": words or SaidForm(initial=typed.said(goals)),
        "parts": parts,
        "ticket": ticket_for(link),
        "said": said,
    }
    return _shown(request, "own_page", context, status)


def _part(section: Section, sent: Iterable[GovForm], typed: Typed) -> ShownSection:
    prefix = f"goal-{section.scale}"
    for form in sent:
        if isinstance(form, OwnMarkForm) and form.prefix == prefix:
            return ShownSection(section, form, is_open=True)
    mark = typed.mark_of(section.scale)
    return ShownSection(section, OwnMarkForm(prefix=prefix, initial=mark), is_open=bool(mark))


def _shown(request: HttpRequest, name: str, context: dict[str, Any], status: int) -> HttpResponse:
    answer = render(request, f"plans/family_{name}.jinja", {"leave_for": LEAVE_FOR, **context}, status=status)
    answer.headers["Referrer-Policy"] = "no-referrer"  # the address is half of the way in
    return answer
