"""What is known already, carried into a request for help so that nobody types it again.

From a child’s record and from a consideration comes only what its reader may see, and only what may leave: no place
that is protected for anybody of the family, nobody else whose record is restricted, and of the child’s own words only
those whose readers setting lets them go (design, section 4, rules 2 and 5).
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from righthelp.considerations.about import thinking_about
from righthelp.considerations.models import Consideration, ConsideredChild, Conversation
from righthelp.considerations.record import said_how, standing, words_leave
from righthelp.design_system.formatters import day
from righthelp.front_door.family_said import written_down
from righthelp.front_door.models import NamedPerson, Referrer
from righthelp.people.access import Circle, Seen, person_with_family
from righthelp.people.details import DETAIL_KINDS
from righthelp.people.known import Account, accounts_of
from righthelp.people.links import stated_about
from righthelp.people.models import Detail, Name, Person, Relationship, Residence, SafeContact
from righthelp.people.places import is_at, protected_places, tells_of
from righthelp.people.policies import restricted_among
from righthelp.people.presenters import age_of, born_words, name_among
from righthelp.people.reasons import Part
from righthelp.people.relations import DESCENT, OVER
from righthelp.people.relatives import Relative, relatives
from righthelp.people.same import only_unsafe, safe_among, ways_of
from righthelp.work.models import Involvement
from righthelp.work.sheet import contact_line

if TYPE_CHECKING:
    from righthelp.agencies.models import Agency, Practitioner

Kind = Relationship.Kind
Known = dict[str, Any]
LINE, PAGE = 200, "ask for help"
SIBLINGS = frozenset({Kind.SIBLING, Kind.TWIN, Kind.IDENTICAL_TWIN})
CARERS = frozenset({Kind.FOSTER_CARER, Kind.CONNECTED_CARER, Kind.GUARDIAN})
HELPFUL = ("interpreter", "communication", "visit")
AGREES: dict[str, str] = {
    Consideration.Agrees.YES: "They agree to the help.",
    Consideration.Agrees.NO: "They do not agree, or not to all of it.",
    Consideration.Agrees.NOT_ASKED: "They were not asked, or could not be asked.",
}
# a yes to help is no yes to this request; a no is told on, to be careful
AGREED: dict[str, str] = {Consideration.Agrees.NO: "no", Consideration.Agrees.NOT_ASKED: "not_asked"}
HARM: dict[str, str] = {
    Consideration.HarmWithoutHelp.YES: "The child could come to serious harm without help.",
    Consideration.HarmWithoutHelp.NO: "The child would not come to serious harm without help.",
    Consideration.HarmWithoutHelp.ADVICE: "Advice is being taken on whether the child could come to serious harm.",
}


@dataclass
class Carried:
    """What a request begins with: its children, the answers by key, who else is named, and how to reach each."""

    children: list[Known] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    people: list[Known] = field(default_factory=list)
    reach: list[str] = field(default_factory=list)

    def add(self, other: "Carried") -> None:
        """Take more along: answers one below the other, everybody once, and how to reach each once."""
        self.children += other.children
        for key, text in other.answers.items():
            self.answers[key] = "\n\n".join(filter(None, (self.answers.get(key, ""), text)))
        self.reach += [one for one in other.reach if one not in self.reach]
        told = {_identity(one) for one in self.people}
        self.people += [one for one in other.people if _identity(one) not in told]

    def fill(self, answers: Mapping[str, str]) -> None:
        """Take answers along to questions that have none yet."""
        self.answers = {**answers, **{key: text for key, text in self.answers.items() if text}}

    def put_together(self) -> "Carried":
        """Leave out of the people around whoever is one of the children themselves, and say how to reach each."""
        own = {child["person"].pk for child in self.children if child.get("person")}
        around = [one for one in self.people if not (one.get("person") and one["person"].pk in own)]
        whole = Carried(self.children, self.answers, around)
        if self.reach:
            whole.add(Carried(answers={"useful": "\n\n".join(self.reach)}))
        return whole


def _identity(one: Known) -> tuple[Any, ...]:
    return ("on file", one["person"].pk) if one.get("person") else (one["kind"], one["name"], one.get("role", ""))


def phone_given_last(by: "Practitioner") -> str:
    """Give the telephone number that somebody gave the last time they asked, so that they need not type it again."""
    own = Referrer.objects.filter(contact__author=by, contact__agency__isnull=False)  # in a call it is the caller’s
    given = own.exclude(phone="").order_by("-contact")
    return given.values_list("phone", flat=True).first() or ""


def by_name(names: Iterable[str]) -> Carried:
    """Begin with children of whom nothing more is known here."""
    return Carried(children=[{"name": name} for name in names])


def from_records(by: "Practitioner", people: Iterable[Person]) -> Carried:
    """Carry what is known of some children whose records somebody may see, with those around them."""
    carried = Carried()
    for person in people:
        carried.add(_from_record(by, person))
    return carried.put_together()


def from_consideration(by: "Practitioner", it: Consideration, chosen: Collection[ConsideredChild]) -> Carried:
    """Carry the thinking about some of its children, and of those with a record what is known there.

    The level is the one that the consideration decided; where a record is named, the rest of the child comes from it.
    """
    carried = Carried(answers=_answers_in_common(it))
    for child in chosen:
        on_file = _from_record(by, child.person) if child.person else by_name([child.label])
        on_file.children[0] |= _level_of(child)
        carried.add(on_file)
        carried.add(Carried(answers=_answers_for(child, is_one_of_several=len(chosen) > 1)))
    return carried.put_together()


def with_what_family_said(by: "Practitioner", agency: "Agency", carried: Carried) -> Carried:
    """Fill in, where nothing stands yet, what the agency wrote down on the records of what the family said."""
    people = [child["person"] for child in carried.children if child.get("person")]
    carried.fill(written_down(by, agency, people, page=PAGE).answers)
    return carried


def _from_record(by: "Practitioner", person: Person) -> Carried:
    circle = person_with_family(by, person.public_id, page=PAGE)
    stated = stated_about(circle.looks)
    accounts = accounts_of(circle.everybody | stated.everybody)
    hidden, shut = protected_places(accounts.values()), restricted_among(circle.others)
    open_now = {key: seen for key, seen in circle.looks.items() if key not in shut}
    ways = {key: _ways(ways_of(key, open_now, stated, accounts), hidden) for key in open_now}
    own = circle.seen.person.pk
    family = list(_family(circle, accounts, hidden, ways))
    reached = (own, *(relative["person"].pk for relative in family))
    return Carried(
        children=[{**_who(circle.seen, accounts[own], hidden, ways[own]), **_last_level(by, circle.seen)}],
        answers=_helpful(circle.seen, accounts[own], hidden),
        people=[*family, *_workers(by, circle.seen)],
        reach=[_reach(open_now[key], accounts[key], ways[key]) for key in reached if ways[key]],
    )


def _who(seen: Seen, account: Account, hidden: list[Residence], ways: list[SafeContact]) -> Known:
    person = seen.person
    is_exact = person.born_on_is == Person.Certainty.EXACT
    return {
        "name": name_among(person, account.of(Name))[:LINE],
        "person": person,
        "born_on": person.born_on if is_exact else None,
        "due_on": person.due_on if not person.born_on else None,
        "age": "" if is_exact or not person.born_on else f"born {born_words(person)}"[:60],
        "address": _address(seen, account, hidden),
        "phone": _phone(ways)[:40],
        "school": _details(seen, account, "setting", hidden)[:LINE],
        "where_now": _details(seen, account, "where_now", hidden),
    }


def _address(seen: Seen, account: Account, hidden: list[Residence]) -> str:
    """Give where somebody lives now; no place that is protected for anybody here, whoever asks."""
    if not seen.opens(Part.WHERE):
        return ""
    homes = [home for home in account.of(Residence) if home.to_on is None and not home.is_protected]
    return "\n".join(str(home) for home in homes if not is_at(home, hidden))


def _ways(ways: list[SafeContact], hidden: list[Residence]) -> list[SafeContact]:
    """Give those that were asked about, what is not safe first; of what is safe none that is a secret.

    What is not safe always goes along, as a warning, but not who must not know of it.
    """
    safe = [one for one in ways if one.is_safe == SafeContact.Safe.YES and not one.must_not_know]
    return [one for one in (*only_unsafe(ways), *safe) if not tells_of(one.value, hidden)]


def _phone(ways: Iterable[SafeContact]) -> str:
    """Give the number on which somebody said that it is safe to ring, and of which nobody says that it is not."""
    phones = (one.value for one in safe_among(ways) if one.channel == SafeContact.Channel.PHONE)
    return next(phones, "")


def _reach(seen: Seen, account: Account, ways: list[SafeContact]) -> str:
    """Say how somebody said they can be reached, and how they must not be (design, section 4, rule 5)."""
    return "\n".join((f"How to reach {name_among(seen.person, account.of(Name))}:", *map(contact_line, ways)))


def _details(seen: Seen, account: Account, kind: str, hidden: list[Residence]) -> str:
    """Give what stands of one kind, as far as its part is open and it tells of no protected place."""
    if not seen.opens(DETAIL_KINDS[kind].part):
        return ""
    holding = (one.value for one in account.of(Detail) if one.kind == kind and one.to_on is None)
    return "; ".join(text for text in holding if not tells_of(text, hidden))


def _helpful(seen: Seen, account: Account, hidden: list[Residence]) -> dict[str, str]:
    """Carry what helps before a visit, and whether an interpreter is needed (BN-090)."""
    told = ((DETAIL_KINDS[kind].title, _details(seen, account, kind, hidden)) for kind in HELPFUL)
    lines = "\n".join(f"{title}: {text}" for title, text in told if text)
    return {"useful": lines} if lines else {}


def _family(
    circle: Circle,
    accounts: Mapping[int, Account],
    hidden: list[Residence],
    ways: Mapping[int, list[SafeContact]],
) -> Iterator[Known]:
    """Give those around the child whom the reader may see, with dates of birth (BN-080, BN-081, BN-093).

    `ways`: how to reach each whose record is not restricted; nobody else is told of.
    """
    told: set[int] = set()
    for one in relatives(circle, accounts):
        key = one.person.pk
        is_gone = one.is_over or one.person.died_on or one.person.stage == Person.Stage.LOST
        if key not in told and key in ways and not is_gone:
            told.add(key)
            yield {**_relative(one, circle.others[key], accounts[key], hidden), "phone": _phone(ways[key])[:80]}


def _relative(one: Relative, seen: Seen, account: Account, hidden: list[Residence]) -> Known:
    person = one.person
    return {
        "kind": _kind_of(one),
        "name": one.name[:LINE],
        "role": ", ".join(filter(None, (one.relation, _age_known(person))))[:LINE],
        "born_on": person.born_on if person.born_on_is == Person.Certainty.EXACT else None,
        "address": _address(seen, account, hidden),
        "person": person,
    }


def _age_known(person: Person) -> str:
    """Say when somebody was born, where the day itself is not known, or when a baby is due."""
    if person.born_on and person.born_on_is != Person.Certainty.EXACT:
        return f"born {born_words(person)}"
    return "" if person.born_on else age_of(person, timezone.localdate()).lower()


def _kind_of(one: Relative) -> str:
    if one.kind in DESCENT and one.is_child_side:
        return NamedPerson.Kind.PARENT
    if one.kind in OVER or one.kind == Kind.STEP_PARENT:
        return NamedPerson.Kind.PARTNER
    if one.kind in SIBLINGS:
        return NamedPerson.Kind.SIBLING
    return NamedPerson.Kind.ADULT if one.kind in CARERS else NamedPerson.Kind.RELATIVE


def _workers(by: "Practitioner", seen: Seen) -> Iterator[Known]:
    """Give who works with the child today, with role and telephone (BN-083); not whoever asks."""
    if not seen.opens(Part.STORY):
        return
    today = timezone.localdate()
    for one in Involvement.objects.on(today).filter(child=seen.person).with_people():
        if one.practitioner_id != by.pk:
            yield {
                "kind": NamedPerson.Kind.WORKER,
                "name": one.who,
                "role": ", ".join(filter(None, (one.role, one.where)))[:LINE],
                "phone": one.phone,
                "email": one.practitioner.email if one.practitioner else "",
            }


def _last_level(by: "Practitioner", seen: Seen) -> Known:
    """Carry the level that holds, with its reason, as far as the reader may know it."""
    holding = [one for one in thinking_about(by, seen).levels if not one.superseded]
    return {"level": holding[-1].level, "level_because": holding[-1].because} if holding else {}


def _level_of(child: ConsideredChild) -> Known:
    decision = standing(child)
    return {"level": decision.level, "level_because": decision.reason} if decision else {}


def _answers_in_common(it: Consideration) -> dict[str, str]:
    """Carry what is common to all the children."""
    advice = "\n\n".join(map(_advice, it.conversations.filter(kind=Conversation.Kind.ADVICE)))
    found = {
        "what_happened": it.worry,
        "help_so_far": it.support_offered,
        "who_knows": it.who_knows_family,
        "advice": advice,
        "safe_to_speak": it.safe_to_speak,
        "family_told": "yes" if it.family_agrees in {Consideration.Agrees.YES, Consideration.Agrees.NO} else "",
        "family_said": _lines(it.family_part, AGREES.get(it.family_agrees, "")),
        "family_agreed": AGREED.get(it.family_agrees, ""),
        "not_told_because": _lines(it.safe_to_speak_because, HARM.get(it.harm_without_help, ""), it.harm_because),
        "family_wants": _lines(it.family_view, it.family_change),
        "you_want": it.what_next,
    }
    return {key: text for key, text in found.items() if text}


def _answers_for(child: ConsideredChild, *, is_one_of_several: bool) -> dict[str, str]:
    """Carry what was thought about one child, named where there are several."""
    found = {
        "risk": child.life_to_come,
        "working_well": child.strengths,
        "child_says": f"{child.words}\n({said_how(child)})" if child.words and words_leave(child) else "",
    }
    name = f"{child.label}: " if is_one_of_several else ""
    return {key: f"{name}{text}" for key, text in found.items() if text}


def _advice(talk: Conversation) -> str:
    named = " (without names)" if talk.without_names else ""
    return _lines(f"{talk.with_whom}, {day(talk.held_on)}{named}: {talk.said}", talk.followed)


def _lines(*texts: str) -> str:
    return "\n".join(filter(None, texts))
