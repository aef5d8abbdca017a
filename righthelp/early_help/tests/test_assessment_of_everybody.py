"""The assessment asks what the guidance names, of everybody whom it concerns, and anybody who helps can make it."""

import io

import pypdf
import pytest

from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people
from righthelp.considerations.tests.pages import send
from righthelp.early_help.models import Answer, EarlyHelp
from righthelp.early_help.tests import assessing, helping
from righthelp.early_help.tests.assessing import at, barnsley, guided_by
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family
from righthelp.work.tests.working import client_of, shown

AREAS = {
    "education": [("children", "learning", "education")],
    "mental health": [("children", "health", "mental_health"), ("adults", "health", "mental_health")],
    "physical health": [("children", "health", "physical_health"), ("adults", "health", "physical_health")],
    "financial stability": [("family", "home", "money")],
    "housing": [("family", "home", "housing")],
    "substance misuse": [("children", "outside", "substances"), ("adults", "daily", "substances")],
    "crime": [("children", "outside", "crime"), ("adults", "daily", "crime"), ("family", "around", "neighbourhood")],
}
MARKS = {  # each with how it is asked, and how it stands in the assessment
    "empowering": ("How did the child and the adults shape it?", "How the child and the adults shaped it"),
    "developmental": ("How did you look for solutions together?", "How solutions were looked for together"),
    "accessible": (
        "What did people need so that they could take part, and did they have it?",
        "What people needed so that they could take part",
    ),
    "transparent": ("How did everybody know what this is for?", "How everybody knew what it is for"),
}


def page_of(it: EarlyHelp, family: Family, of: str, group: str) -> str:
    """Give the address of a page of topics about Maya, about her mother, or about the family as a whole."""
    if of == "family":
        return at(it, "assessment_topics_family", group)
    who = assessing.child(it, family.maya) if of == "children" else it.plan.members.get(person=family.mother)
    return at(it, "assessment_topics", of, who.public_id, group)


def on_paper(reader: Practitioner, it: EarlyHelp) -> str:
    """Read the filled in assessment as it is printed."""
    answer = client_of(reader).get(at(it, "assessment_download", "pdf"))
    pages = pypdf.PdfReader(io.BytesIO(answer.content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


@pytest.fixture
def with_mother(early_help: EarlyHelp, family: Family) -> EarlyHelp:
    """Give early help in which the mother takes part."""
    assessing.adult(early_help, family.mother)
    return early_help


@pytest.mark.requirement("BP-025", "BP-022")
@pytest.mark.parametrize("kind", Agency.Kind.values)
def test_somebody_of_any_agency_who_works_with_a_family_opens_early_help_and_assesses(kind: str, db: object) -> None:
    agency = people.agency("Westmarsh", kind)
    who = people.worker(agency, "social_worker" if kind == "social_care" else "practitioner", "Wren Hale")
    child, mother = (folk.person(name, agency=agency, by=who) for name in ("Nia Reed", "Ola Reed"))
    folk.related(child, mother)
    it = helping.opened(who, [child])
    helping.agreed(it, mother, by=who)
    helping.begun(it, who)
    client, path = client_of(who), at(it, "assessment_topics", "children", it.plan.children.get().public_id, "health")
    assert send(client, path, **{"mental_health-going_well": "She laughs a lot."}).status_code == 302
    assert "She laughs a lot." in shown(client, at(it, "assessment_read"))


@pytest.mark.requirement("BP-028")
@pytest.mark.parametrize("area", AREAS)
def test_each_area_is_asked_of_everybody_whom_it_concerns_and_stands_in_the_assessment(
    with_mother: EarlyHelp, family: Family, alice: Practitioner, area: str
) -> None:
    client, written = client_of(alice), []
    for of, group, topic in AREAS[area]:
        path = page_of(with_mother, family, of, group)
        assert path in client.get(at(with_mother)).text  # the list of pages leads there
        said = f"Said of {topic} of {of}."
        assert send(client, path, **{f"{topic}-worries": said}).status_code == 302
        written.append(said)
    page, paper = shown(client, at(with_mother, "assessment_read")), on_paper(alice, with_mother)
    for said in written:
        assert said in page
        assert said in paper


@pytest.mark.requirement("BP-029", "BP-017")
def test_particular_needs_and_circumstances_of_children_and_parents_are_asked_with_respect_and_recorded(
    with_mother: EarlyHelp, family: Family, alice: Practitioner
) -> None:
    client = client_of(alice)
    assert "Nobody has to answer" in shown(client, page_of(with_mother, family, "adults", "self"))
    assert "Never a child as interpreter" in shown(client, page_of(with_mother, family, "adults", "self"))
    said = {
        "children": {"disability": "He uses a hearing aid.", "identity": "They speak Twi at home."},
        "adults": {
            "disability": "She reads large print.",
            "language": "Her first language is Twi; she wants an interpreter.",
            "identity": "She is a lesbian, and wants her partner greeted as a mother.",
        },
    }
    for of, topics in said.items():
        answers = {f"{topic}-going_well": text for topic, text in topics.items()}
        assert send(client, page_of(with_mother, family, of, "self"), **answers).status_code == 302
    fathers = at(with_mother, "assessment_shared", "fathers")
    assessing.adult(with_mother, family.father, "father")
    assert "Jonas Berg" in shown(client, fathers)
    assert send(client, fathers, fathers="He cooks every evening.").status_code == 302
    page, paper = shown(client, at(with_mother, "assessment_read")), on_paper(alice, with_mother)
    for text in [*(text for topics in said.values() for text in topics.values()), "He cooks every evening."]:
        assert text in page
        assert text in paper


@pytest.mark.requirement("BG-013", "BG-014", "BG-015", "BG-016", "SF-069")
def test_each_mark_of_a_good_assessment_is_asked_beside_what_the_guidance_says_and_stands_under_its_question(
    with_mother: EarlyHelp, alice: Practitioner
) -> None:
    guided_by(with_mother, barnsley())
    client, path = client_of(alice), at(with_mother, "assessment_shared", "marks")
    asked = shown(client, path)
    for words in ("Empowering", "Developmental", "Accessible", "Transparent", "such as equipment or an interpreter"):
        assert words in asked
    assert all(question in asked for question, _ in MARKS.values())
    answers = {name: f"We did this for {name}." for name in MARKS}
    assert send(client, path, **answers).status_code == 302
    page, paper = shown(client, at(with_mother, "assessment_read")), on_paper(alice, with_mother)
    for text in (page, paper):
        places = [text.index(words) for name, (_, title) in MARKS.items() for words in (title, answers[name])]
        assert places == sorted(places)


@pytest.mark.requirement("BG-014", "BG-015", "BG-016")
@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_that_nobody_thought_about_is_said_before_the_assessment_is_finished(
    with_mother: EarlyHelp, alice: Practitioner, mark: str
) -> None:
    client, lacks = client_of(alice), "How it was made: not all four questions are answered"
    path = at(with_mother, "assessment_shared", "marks")
    answers = dict.fromkeys(MARKS, "We did.")
    send(client, path, **{**answers, mark: ""})
    assert lacks in shown(client, at(with_mother, "assessment_finish"))
    send(client, path, **answers)
    assert lacks not in shown(client, at(with_mother, "assessment_finish"))


@pytest.mark.requirement("SF-069", "BG-014")
def test_adults_say_themselves_what_they_see_tried_and_want_to_change(
    with_mother: EarlyHelp, family: Family, alice: Practitioner
) -> None:
    client, path = client_of(alice), page_of(with_mother, family, "adults", "change")
    page = shown(client, path)
    assert "Nobody has to agree with us" in page
    assert "what would make a change possible" in page
    said = {"ready-going_well": "We go to bed earlier.", "ready-needs_to_happen": "I ask my sister to help."}
    assert send(client, path, **said).status_code == 302
    saved = Answer.objects.get(part__member__person=family.mother)
    assert (saved.going_well, saved.needs_to_happen) == tuple(said.values())
