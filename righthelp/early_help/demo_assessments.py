"""Invented early help assessments of the demonstration: one that is finished, one that is being written."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from righthelp.early_help.access import help_to_change
from righthelp.early_help.actions import assessing
from righthelp.early_help.actions.assessing import BOXES
from righthelp.early_help.assessed import whole_of_all
from righthelp.early_help.assessment_record import as_finished
from righthelp.early_help.models import ChildVoice, EarlyHelp
from righthelp.plans.models import Member, PlanChild

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner

RUBY, JUDE, NELL, TOBI = "Ruby", "Jude", "Nell", "Tobi"
CARYS, SIMON, DEAN, FOLAKE = "Carys", "Simon", "Dean", "Folake"
FAMILY, NAMED_ELSEWHERE = "", "-"


@dataclass(frozen=True)
class Talked:
    """What was said on one topic about somebody, by first name, or about the family as a whole."""

    about: str
    topic: str
    boxes: tuple[str, str, str]


@dataclass(frozen=True)
class Heard:
    """What a child says, asked what, who may read it, and how life is."""

    child: str
    words: str
    question: str
    readers: str
    life_now: str
    life_to_come: str
    seen_alone: str


@dataclass(frozen=True)
class Told:
    """All that is written of one family."""

    talked: Sequence[Talked]
    heard: Sequence[Heard]
    shared: Mapping[str, str] = field(default_factory=dict)


THREE = Told(
    talked=(
        Talked(RUBY, "education", ("She reads to the class, and loves it.", "She was late on nine days of twenty.",
               "Breakfast club for all three, so that she can go straight to class.")),
        Talked(RUBY, "play", ("She and Aisha dance together.", "She has not been to dancing since the summer.", "")),
        Talked(RUBY, "daily_care", ("She makes good porridge.", "She gets everybody ready, on most mornings alone.",
               "An adult with them in the morning.")),
        Talked(JUDE, "physical_health", ("He has grown, and eats everything.", "He sleeps five hours and wakes at "
               "night.", "The same bedtime in both homes.")),
        Talked(JUDE, "mental_health", ("He laughs a lot with Simon.", "He worries when the landlord rings.", "")),
        Talked(NELL, "play", ("She plays with water for an hour.", "She says about ten words.",
               "A speech therapist hears her.")),
        Talked(CARYS, "mental_health", ("She asks for help when she needs it.", "She has slept badly since she lost "
               "her work.", "She goes to her doctor; Liam goes along if she likes.")),
        Talked(CARYS, "ready", ("She sees that Ruby does too much.", "", "She wants mornings to be hers again.")),
        Talked(SIMON, "parenting", ("He has Ruby and Jude every second weekend and cooks with them.", "", "")),
        Talked(DEAN, "parenting", ("He sings with Nell every evening.", "He works nights, and is tired.", "")),
        Talked(FAMILY, "money", ("Carys keeps a book of what she spends.", "The rent is two months behind.",
               "A plan with the landlord that they can pay.")),
        Talked(FAMILY, "housing", ("It is warm, and near the school.", "They fear that they may lose it.", "")),
        Talked(FAMILY, "routines", ("They eat together every evening.", "Mornings are a rush.", "")),
    ),
    heard=(
        Heard(RUBY, "I want to sleep in on Saturdays, and dance again.", "What would you like to be different?",
              ChildVoice.Readers.FAMILY, "She gets up before the younger ones.", "If it goes on, she falls behind at "
              "school and has no time of her own.", "Yes, by Liam, at school, twice."),
        Heard(JUDE, "At Dad’s I sleep. At home I listen.", "What helps you to sleep?", ChildVoice.Readers.TEAM,
              "He is tired on most days.", "He may lose the joy in learning.", "Yes, by Liam, while they drew."),
        Heard(NELL, "She pulls Dean to the tap and laughs.", "", ChildVoice.Readers.FAMILY, "She shows what she wants.",
              "Without help she may start school with few words.", "Watched at play at the family hub."),
    ),
    shared={
        "who_took_part": "Carys, Simon, Dean, Ruby and Jude, each apart and then together. Nell played beside us.",
        "who_knows": "Amina Yusuf, Ruby’s teacher, says that Ruby never complains.",
        "fathers": "Simon and Dean were each asked at their own homes. Both want to do more on school mornings.",
        "each_other": "When Carys does not sleep, Ruby takes over. When Ruby is late, Jude worries.",
        "community": "Carys’s aunt lives two streets away and would walk with them on Fridays.",
        "prevents": "Help with the rent now, so that they keep their home.",
        "empowering": "Carys chose where we met. Ruby wrote her own list.",
        "developmental": "They said what had worked before: the breakfast club, before it moved.",
        "accessible": "After seven in the evening, because Dean works nights. Pictures for Jude.",
        "transparent": "We read the leaflet together, and each knows who sees what.",
    },
)  # fmt: skip
ALONE = Told(
    talked=(
        Talked(TOBI, "outside", ("He knows everybody in the street.", "He is out after ten, and does not say with "
               "whom.", "People whom he trusts, near where he is.")),
        Talked(FOLAKE, "feelings", ("She is proud of how he repairs things.", "She lies awake until he is home.", "")),
    ),
    heard=(
        Heard(TOBI, "Everybody asks where I am. Nobody asks what I do.", "How are things?", ChildVoice.Readers.LEAD,
              "He is at school on three days in the week.", "", "Yes, by Zofia, on a walk."),
    ),
    shared={"who_took_part": "Folake and Tobi, each alone."},
)  # fmt: skip


def assess(it: EarlyHelp, told: Told, *, on: dt.date, by: "Practitioner") -> None:
    """Write what was said of a family."""
    children = {_first(one): one for one in it.plan.children.select_related("person", "plan", "episode")}
    adults = {_first(one): one for one in it.plan.members.filter(kind=Member.Kind.FAMILY).select_related("person")}
    for one in told.talked:
        part = assessing.begin_part(help=it, child=children.get(one.about), member=adults.get(one.about), by=by)
        said = {one.topic: dict(zip(BOXES, one.boxes, strict=True))}
        assessing.save_topics(part=part, version=part.version, said=said, by=by)
    for heard in told.heard:
        _hear(it, children[heard.child], heard, on, by)
    assessment = assessing.begin_assessment(help=it, by=by)
    assessing.save_shared(assessment=assessment, version=assessment.version, changes=told.shared, by=by)


def finish(it: EarlyHelp, *, on: dt.date, by: "Practitioner") -> None:
    """Finish an assessment, as it stands."""
    seen = help_to_change(by, it.public_id, page="the assessment of the demonstration")
    assessment = assessing.begin_assessment(help=it, by=by)
    assessing.finish_assessment(assessment=assessment, on=on, written=as_finished(whole_of_all(seen)), by=by)


def _hear(it: EarlyHelp, child: PlanChild, heard: Heard, on: dt.date, by: "Practitioner") -> None:
    voice = assessing.begin_voice(help=it, child=child, by=by)
    life = {"life_now": heard.life_now, "life_to_come": heard.life_to_come, "seen_alone": heard.seen_alone}
    assessing.save_voice(voice=voice, version=voice.version, changes=life, by=by)
    asked = {"words_question": heard.question, "words_exact": bool(heard.question)}
    words = {"words": heard.words, "words_on": on, **asked}
    assessing.save_words(voice=voice, version=voice.version, changes=words, by=by)
    assessing.set_words_readers(voice=voice, version=voice.version, words_readers=heard.readers, by=by)


def _first(one: PlanChild | Member) -> str:
    names = one.person.names.all() if one.person else ()
    return next((name.first for name in names), NAMED_ELSEWHERE)
