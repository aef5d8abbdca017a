"""Invented early help of the demonstration: three families of Westmarsh Family Hubs. Nobody in them exists.

One is led by the school nurse: three children with two fathers, an assessment, an agreed plan, a meeting, a review, and
the next one late. One is led by somebody of a charity; its plan does not make the difference hoped for. One waits.
"""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from righthelp.agencies.models import Practitioner
from righthelp.consent.actions import Who
from righthelp.early_help import demo_assessments
from righthelp.early_help.actions import begin_help, open_help
from righthelp.early_help.actions.leading import Chosen, name_lead
from righthelp.early_help.actions.offering import Offered, note_offer
from righthelp.early_help.actions.team import Joining, add_to_team
from righthelp.early_help.demo_assessments import assess, finish
from righthelp.early_help.models import EarlyHelp, Offer
from righthelp.people.actions import add_contact, add_name, add_person, relate
from righthelp.people.models import Name, Person, Relationship, SafeContact
from righthelp.plans.actions import add_member
from righthelp.plans.actions.members import set_reads
from righthelp.plans.actions.reviews import Reviewed
from righthelp.plans.demo import Told, Voice, Wanted, agree_on, fill, look_again, meet, say_where, want
from righthelp.plans.models import Member, PlanChild
from righthelp.work.models import Involvement

COORDINATOR, NURSE = "hannah.doyle@example.org", "liam.oconnell@example.org"
SUPPORT, TEACHER, WORKER = "zofia.levy@example.org", "amina.yusuf@example.org", "kofi.asante@example.org"
PHONES = {NURSE: "01632 960 371", SUPPORT: "01632 960 372", TEACHER: "01632 960 301", WORKER: "01632 960 373"}
SOURCE = "Told by the family"
AT_HOME = "At home, with time for questions. Read out loud, and left as a leaflet."
SAID_BACK = "They said in their own words what it is, and that they can stop it."
RUBY, JUDE, NELL = range(3)
THREE = (
    Told(RUBY, "Looks after the younger ones in the morning", "If Ruby goes on getting everybody ready, she may miss "
         "so much school that she falls behind and has no time for friends.", "Ruby is at school on time on every day, "
         "and has two afternoons a week for herself.", "Ring the breakfast club and walk there with all three once",
         "So that Ruby is at school on time", -60, ("Late every day", "On time every day")),
    Told(JUDE, "Wakes at night", "If Jude goes on sleeping five hours, he may be too tired to learn and to play.",
         "Jude sleeps through five nights in the week.", "Look at bedtime with Carys and Simon, the same in both homes",
         "So that Jude is rested in both homes", -40),
    Told(NELL, "Few words for her age", "If nobody finds out why Nell says so little, help may come too late.",
         "Nell is heard and seen by a speech therapist, and Dean and Carys know what helps her to talk.",
         "Ask for the speech therapist at the family hub", "So that Nell gets help with talking early", 10),
    Told(None, "Rent is behind", "If the rent is not paid, the family may lose their home.",
         "There is a plan with the landlord that the family can pay.", "Sit down with the housing officer",
         "So that the children stay in their home", 14),
)  # fmt: skip
THREE_WANT = Wanted(
    "Quiet mornings, and to keep their home.", "Carys’s aunt walks with the children on Fridays.",
    "Somebody grown up is with the children at night and when they leave for school.",
    ("To sleep in on Saturdays, and to dance again.", "The same bedtime in both homes.", "To be heard."),
)  # fmt: skip
ALONE_WANTS = Wanted(
    "To know that he is safe.", "", "Tobi or somebody who is with him answers the telephone until he is home.",
    ("To earn money with repairing bicycles.",),
)  # fmt: skip
ALONE = (
    Told(0, "Out late, not at school", "If Tobi goes on being out at night with people whom nobody knows, he may be "
         "drawn into something that hurts him.", "Tobi is at home or with people whom we know after nine at night.",
         "Go with Tobi to the youth club on two Fridays", "So that Tobi is safe in the evening", -20,
         ("Nobody knows where he is", "He and Folake both know where he is")),
)  # fmt: skip


@transaction.atomic
def load_demo_early_help() -> None:
    """Have Westmarsh Family Hubs coordinate the early help of three families."""
    by = _who(COORDINATOR)
    _three_children(by)
    _not_working(by)
    _waiting(by)


def _three_children(by: Practitioner) -> None:
    """Have the school nurse lead a family of three children with two fathers; its review is two weeks late."""
    ruby, jude, nell = (
        _somebody(by, first, "Bright", years) for first, years in (("Ruby", 11), ("Jude", 8), ("Nell", 3))
    )
    mother, simon, dean = (
        _somebody(by, *name) for name in (("Carys", "Bright", 34), ("Simon", "Okoro", 36), ("Dean", "Pask", 31))
    )
    _reached(by, mother)
    for child in (ruby, jude, nell):
        _parent(by, child, mother)
    for child, father in ((ruby, simon), (jude, simon), (nell, dean)):
        _parent(by, child, father)
    because, yes = "Ruby gets the younger ones ready and is often late.", "Yes, if it is Liam."
    it = _begun(by, [ruby, jude, nell], mother, because, yes, days=112)
    nurse = _who(NURSE)
    _led_by(it, nurse, "school_nurse", "Ruby: Liam, he listens.", "Carys asked for him; Simon agrees.", by=by)
    children = list(it.plan.children.select_related("person", "episode"))
    for email, role, says in ((TEACHER, "class teacher", "Carys agrees"), (WORKER, "family hub worker", "Carys asked")):
        who = _who(email)
        joining = Joining(who, who.memberships_now[0].team, role, says, PHONES[email])
        add_to_team(help=it, children=children, joining=joining, by=by)
    _since_it_began(it)
    _family(it, ((mother, "mother", children), (simon, "father", children[:2]), (dean, "father", children[2:])), by)
    holder = Member.objects.here().get(plan=it.plan, practitioner=nurse)
    strengths = ["The children look after each other, and laugh together.", "Carys asks for help when she needs it."]
    assess(it, demo_assessments.THREE, on=_ago(104), by=nurse)
    finish(it, on=_ago(100), by=nurse)
    fill(it.plan, THREE, strengths, holder=holder, by=nurse)
    want(it.plan, THREE_WANT, by=nurse)
    agree_on(it.plan, _ago(98), "Carys Bright, Simon Okoro, Dean Pask and everybody in the team", by=nurse)
    said, decided = "Ruby wants to sleep in on Saturdays.", "Liam rings the breakfast club by Monday."
    meet(it.plan, _ago(98), said, decided, chaired_by=nurse.name, by=nurse)
    _going_better(it, ruby, mother, nurse)


def _going_better(it: EarlyHelp, ruby: Person, mother: Person, by: Practitioner) -> None:
    """Have the plan of the three reviewed once, on time; the second review has been due for two weeks."""
    what = Reviewed(
        reviewed_on=_ago(50), next_on=_ago(14), changed="All three go to the breakfast club. The rent is still owed.",
        do_next="Carys and the housing officer meet. Simon tries the new bedtime.", family_view="Mornings are calmer.",
    )  # fmt: skip
    lives = [
        ("better", "She was late twice in twenty days, as the register says.", "I slept until nine!"),
        ("same", "He still wakes, as Carys and Simon both write down.", ""),
        ("unknown", "The speech therapist sees her next month.", ""),
    ]
    look_again(it.plan, what, lives, by=by)
    voices = (
        Voice(it.plan.members.get(person=ruby), ((96, 3, "I am late because of the shoes."), (50, 6, ""), (20, 7, ""))),
        Voice(it.plan.members.get(person=mother), ((96, 2, ""), (50, 5, "Fridays are good."))),
        Voice(it.plan.members.get(practitioner=by), ((96, 4, ""), (50, 6, "Two late days, both Mondays."))),
    )
    say_where(it.plan.goals.get(has_scale=True), voices, by=by)


def _not_working(by: Practitioner) -> None:
    """Have a charity lead early help of a young person whose plan needs another look."""
    tobi, mother = (_somebody(by, *name) for name in (("Tobi", "Adeleke", 14), ("Folake", "Adeleke", 41)))
    _parent(by, tobi, mother)
    it = _begun(
        by, [tobi], mother, "Tobi is out late and misses school.", "Yes. Talk with him, not about him.", days=80
    )
    lead = _who(SUPPORT)
    _led_by(it, lead, "voluntary", "Tobi: somebody who is not from school.", "Folake would like a woman.", by=by)
    _family(it, ((mother, "mother", list(it.plan.children.all())),), by)
    holder = Member.objects.here().get(plan=it.plan, practitioner=lead)
    assess(it, demo_assessments.ALONE, on=_ago(75), by=lead)
    fill(it.plan, ALONE, ["Tobi repairs bicycles for the whole street."], holder=holder, by=lead)
    want(it.plan, ALONE_WANTS, by=lead)
    agree_on(it.plan, _ago(70), "Folake Adeleke, and Tobi for his own part", by=lead)
    _going_worse(it, tobi, mother, lead)


def _going_worse(it: EarlyHelp, tobi: Person, mother: Person, by: Practitioner) -> None:
    """Have the plan reviewed twice; it does not make the difference that was hoped for."""
    how = "His own words, and what his tutor sees"
    first = Reviewed(
        reviewed_on=_ago(45), next_on=_ago(10), changed="He came to the youth club once, and said that it was fine.",
        do_next="We go with him again, and his tutor rings on Mondays.", family_view="He eats with me on Sundays.",
    )  # fmt: skip
    second = Reviewed(
        reviewed_on=_ago(14), next_on=_ago(-28), changed="He has missed more school than before.",
        do_next="We ask him what he would try, and meet at a place that he chooses.",
        family_view="He does not talk to us about it either.",
        not_working_because="Tobi does not come to what we offer, and is out more often.",
    )  # fmt: skip
    for what, life in ((first, "better"), (second, "worse")):
        look_again(it.plan, what, [(life, how, "")], by=by)
    voices = (
        Voice(it.plan.members.get(person=tobi), ((68, 8, "I know where I am."), (14, 8, ""))),
        Voice(it.plan.members.get(person=mother), ((68, 3, ""), (45, 4, ""), (14, 2, "He did not answer on Friday."))),
    )
    say_where(it.plan.goals.get(has_scale=True), voices, by=by)


def _waiting(by: Practitioner) -> None:
    """Have a family that early help is offered to, and that wants to think about it."""
    child, mother = (_somebody(by, *name) for name in (("Imran", "Siddiqui", 6), ("Sadia", "Siddiqui", 29)))
    _parent(by, child, mother)
    it = _opened(by, [child], "Imran has not settled at his new school.", days=16)
    offered = Offered(
        who=Who("parent", "phone", _ago(9), mother), children=list(it.plan.children.all()), offered_by=by.name,
        offered_how="On the telephone, in Urdu with an interpreter", answer=Offer.Answer.THINKING,
        words="I want to talk with my sister first.", next="Hannah rings again on Thursday, as agreed.",
    )  # fmt: skip
    note_offer(help=it, offered=offered, by=by)


def _opened(by: Practitioner, people: Sequence[Person], because: str, *, days: int) -> EarlyHelp:
    team = by.memberships_now[0].team
    came = {"came_by": EarlyHelp.CameBy.WORKER, "because": because, "need_seen_on": _ago(days + 12)}
    return open_help(people=people, team=team, holder=by, by=by, **came)  # type: ignore[arg-type]


def _begun(
    by: Practitioner, people: Sequence[Person], said_by: Person, because: str, words: str, *, days: int
) -> EarlyHelp:
    it = _opened(by, people, because, days=days)
    children = list(it.plan.children.select_related("person", "plan"))
    who = Who("parent", "face", _ago(days), said_by)
    yes = Offered(
        who=who, children=children, offered_by=by.name, offered_how=AT_HOME, answer=Offer.Answer.AGREED,
        understood_how=SAID_BACK, words=words, role="mother",
    )  # fmt: skip
    note_offer(help=it, offered=yes, by=by)
    begin_help(help=it, on=_ago(days), hoped_end_on=_ago(days - 200), by=by)
    return EarlyHelp.objects.with_plan().get(pk=it.pk)


def _led_by(
    it: EarlyHelp, lead: Practitioner, role: str, child_wishes: str, family_wishes: str, *, by: Practitioner
) -> None:
    chosen = Chosen(
        practitioner=lead, team=lead.memberships_now[0].team, role=role, chosen_on=it.begun_on or timezone.localdate(),
        how="Hannah talked with the family at home, and then with the agency of each who was named.",
        fits_because="The family knows them, they have the time, and their agency agrees.",
        child_wishes=child_wishes, family_wishes=family_wishes,
    )  # fmt: skip
    name_lead(help=it, chosen=chosen, phone=PHONES[lead.email], by=by)


def _since_it_began(it: EarlyHelp) -> None:
    """Have the team be there since early help began, as whoever leads it is."""
    Involvement.objects.filter(episode__in_plan__plan=it.plan).update(starts_on=it.begun_on)
    it.plan.members.filter(kind=Member.Kind.WORKER).update(joined_on=it.begun_on)


def _family(it: EarlyHelp, told: Sequence[tuple[Person, str, Sequence[PlanChild]]], by: Practitioner) -> None:
    """Say who of the family takes part, and what they may be given; whoever agreed takes part already."""
    for person, role, reads in told:
        member = it.plan.members.filter(person=person).first()
        if member is None:
            member = add_member(plan=it.plan, kind=Member.Kind.FAMILY, role=role, person=person, by=by)
        set_reads(member=member, version=member.version, children=reads, by=by)


def _somebody(by: Practitioner, first: str, last: str, years: int) -> Person:
    agency = by.memberships_now[0].team.agency
    born = timezone.localdate() - dt.timedelta(days=round(years * 365.25) + (sum(map(ord, first)) % 300))
    person = add_person(agency=agency, source=SOURCE, born_on=born, by=by)
    add_name(person=person, kind=Name.Kind.REGISTERED, first=first, last=last, source=SOURCE, by=by)
    return person


def _reached(by: Practitioner, mother: Person) -> None:
    """Say how a mother is reached safely: her text messages are read by others, a talk at school by nobody."""
    ways = (
        (SafeContact.Channel.IN_PERSON, "At Alder Road Primary School, after she brings the children", "yes"),
        (SafeContact.Channel.PHONE, "07700 900631", "yes"),
        (SafeContact.Channel.TEXT, "07700 900631", "no"),
    )
    for channel, value, is_safe in ways:
        add_contact(person=mother, channel=channel, value=value, is_safe=is_safe, source="Carys", by=by)


def _parent(by: Practitioner, child: Person, parent: Person) -> None:
    relate(
        person=child, relative=parent, kind=Relationship.Kind.PARENT, has_parental_responsibility=True, source=SOURCE,
        by=by,
    )  # fmt: skip


def _who(email: str) -> Practitioner:
    return Practitioner.objects.get(email=email)


def _ago(days: int) -> dt.date:
    return timezone.localdate() - dt.timedelta(days=days)
