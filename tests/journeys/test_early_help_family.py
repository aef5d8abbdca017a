"""A school nurse leads early help of three children with two fathers, from thinking to the end, in four meetings."""

import datetime as dt
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from righthelp.design_system.formatters import day
from tests.journeys.beside_a_family import Nurse, monday_to_come, nurse_on, path_of
from tests.journeys.conftest import DESK, TABLET, TELEPHONE
from tests.journeys.in_early_help import dates, leaves_open, picks, ticks

pytestmark = pytest.mark.journey

SIX_WEEKS = dt.timedelta(weeks=6)
CHILDREN = ("Willa", "Perry", "Nia")
MOTHER, FATHER, OTHER_FATHER = "Tess Marsh", "Dez Fairlie", "Col Ransome"
BOTH = (f"{MOTHER}, mother", f"{FATHER}, father")
LEAD = "Liam O’Connell, lead practitioner"
WORRY = "Willa gets the younger ones ready and is often late for school. Nia says few words."
SAID_BACK = "They said in their own words what it is, and that they can stop it."
NO_THANKS = "I have had enough of people in my business."
ASKS_AGAIN = "Liam rings him in two weeks, and he can join at any time."
ALL_THE_SAME = "Tess has the children all week and wants help. Col was told why, and what it is not about."
VOICE = "I want to sleep in on Saturdays."
TOPIC = "Late on nine of ten days, as she gets her brother and sister ready."
STATEMENT = "If Willa goes on getting everybody ready, she may miss so much school that she falls behind."
GOAL = "Willa is at school on time, and has two afternoons a week for herself."
ACTION = "Walk to the breakfast club with all three."
ON_THE_SPOT = "Ring the school about the side gate."
FOR_BOTH = "Dez takes Nia to the family hub on Tuesdays."
FOR_HER = "Tess fears rows at the door when Nia is fetched."
BETTER = "Willa was on time on eighteen of twenty days."
DIFFERENT = "Willa comes on time, plays football on Fridays and laughs more. Her teacher and she herself say so."
FAMILY_SAYS = "Tess: it is quieter in the morning. Dez: I see Nia every week now."
AFTERWARDS = "The breakfast club goes on, and Tess can ring the family hub."


@pytest.mark.requirement("BP-026", "BP-047", "BP-048", "BP-302")
def test_a_school_nurse_leads_a_family_from_thinking_to_the_end_in_four_meetings(
    browser: Browser, tmp_path: Path
) -> None:
    first = monday_to_come()
    with nurse_on(browser, tmp_path, first) as nurse:
        writes_the_family_down(nurse)
        thinks_it_through(nurse)
        early_help = opens_early_help(nurse)
        asks_the_mother_and_both_fathers(nurse)
        begins_and_leads(nurse)
        assesses(nurse)
        plan = plans(nurse)
        plans_together(nurse, plan)
        gives_each_parent_their_own_minutes(nurse, plan)
        agrees(nurse, plan)
    with nurse_on(browser, tmp_path, first + SIX_WEEKS) as nurse:
        sees_how_it_goes(nurse, plan)
        reviews(nurse, plan, life="About the same")
        notes_what_was_done(nurse, plan)
        marks(nurse, plan, "4")
    with nurse_on(browser, tmp_path, first + 2 * SIX_WEEKS) as nurse:
        sees_how_it_goes(nurse, plan)
        reviews(nurse, plan, life="Life is better")
        marks(nurse, plan, "8")
    with nurse_on(browser, tmp_path, first + 3 * SIX_WEEKS) as nurse:
        sees_how_it_goes(nurse, plan)
        reaches_the_goal(nurse, plan)
        ends(nurse, early_help)
        reads_how_it_ended(nurse, early_help, plan)


def writes_the_family_down(nurse: Nurse) -> None:
    """Three children and their mother; the father of two lives elsewhere, and so does the father of the youngest."""
    nurse.opens("/records/add")
    who_is(nurse, "Willa Marsh", 10)
    nurse.fills({"How do you know": "Told by the family"})
    nurse.sends("Continue")
    adds(nurse, MOTHER, 33, "Mother", lives="With the child")
    adds(nurse, OTHER_FATHER, 35, "Father", lives="Somewhere else")
    adds(nurse, "Perry Marsh", 7, "Brother or sister", lives="With the child", shares=(MOTHER, OTHER_FATHER))
    adds(nurse, "Nia Marsh", 3, "Brother or sister", lives="With the child", shares=(MOTHER,))
    adds(nurse, FATHER, 30, "Somebody else who matters", lives="Somewhere else", sex="Male")
    nurse.goes("Continue")
    nurse.sends("Continue")
    nurse.sends("Save the child and the people around")
    nurse.goes("Nia Marsh")
    nurse.goes("Add to the family")
    nurse.page.get_by_label(FATHER).check()
    nurse.sends("Continue")
    picks(nurse, {f"Who is {FATHER} to Nia": "Father"})
    nurse.fills({"How do you know": "Told by Tess"})
    nurse.sends("Save")
    nurse.sees("The family is saved.")


def adds(
    nurse: Nurse,
    name: str,
    age: int,
    relation: str,
    *,
    lives: str,
    sex: str = "Not known",
    shares: tuple[str, ...] = (),
) -> None:
    nurse.goes("Add .*person")
    picks(nurse, {"Who is it?": relation})
    nurse.page.get_by_label("Sex").select_option(label=sex)
    if shares:
        ticks(nurse, "which parents do they share", shares)
    who_is(nurse, name, age)
    nurse.page.get_by_label(lives).check()
    nurse.sends("Continue")


def who_is(nurse: Nurse, name: str, age: int) -> None:
    first, last = name.split()
    nurse.fills({"First name": first, "Last name": last, "Or about how old": str(age)})


def thinks_it_through(nurse: Nurse) -> None:
    """One worry, and a level for each child."""
    nurse.opens("/considerations/start")
    nurse.fills({"What are you worried about": WORRY})
    for name in CHILDREN:
        nurse.page.get_by_label(f"{name} Marsh").check()
    nurse.sends("Start")
    for _ in CHILDREN:
        nurse.goes("^The level you decide on together")
        nurse.page.get_by_label("Level 3").first.check()
        nurse.fills({"With whom": "Tess and the class teacher", "Why this level": "A team together keeps it small."})
        nurse.sends("Save the decision")
    nurse.sees("Deciding a level tells nobody")


def opens_early_help(nurse: Nurse) -> str:
    """From what was thought through; nothing of it is typed again."""
    nurse.goes("Offer the family early help")
    assert nurse.page.get_by_label("What led to it").input_value() == WORRY
    for name in CHILDREN:
        assert nurse.page.get_by_label(f"{name} Marsh").is_checked()
    nurse.sends("Open early help")
    nurse.sees("TO BE AGREED WITH THE FAMILY")
    expect(nurse.page.get_by_text("Begin early help", exact=True)).to_have_count(0)
    return path_of(nurse)


def asks_the_mother_and_both_fathers(nurse: Nurse) -> None:
    """Each answers for the own children; a no is written down with what happens next."""
    offers(nurse, MOTHER, "They agreed", *CHILDREN, understood=SAID_BACK)
    offers(nurse, OTHER_FATHER, "They said no", "Willa", "Perry", words=NO_THANKS)
    nurse.sees("Write what happens next")
    nurse.fills({"If it was no full yes": ASKS_AGAIN})
    nurse.sends("Save what they said")
    offers(nurse, FATHER, "They agreed", "Nia", understood=SAID_BACK)
    for words in (f"{OTHER_FATHER}, ", "They said no (about Perry, Willa)", NO_THANKS, ASKS_AGAIN):
        nurse.sees(words)


def offers(nurse: Nurse, who: str, answer: str, *about: str, understood: str = "", words: str = "") -> None:
    nurse.goes("Note that it was offered")
    nurse.chooses({"To whom was it offered": who, "They are": "A parent or somebody else"})
    ticks(nurse, "About which children", about)
    nurse.page.get_by_role("group", name="What did they say?").get_by_label(answer, exact=True).check()
    nurse.fills({"How was it offered": "At home, with time for questions.", "If they agreed: how": understood})
    nurse.fills({"What did they say, in their words": words})
    nurse.sends("Save what they said")


def begins_and_leads(nurse: Nurse) -> None:
    """For two of them only with a reason, as a father said no; the nurse is named as the family wants."""
    nurse.goes("Begin early help")
    nurse.sees(NO_THANKS)
    for name in CHILDREN:
        assert nurse.page.get_by_label(name, exact=True).is_checked() is (name == "Nia")
    ticks(nurse, "For which children does it begin", CHILDREN)
    dates(nurse, {"From which day": nurse.today})
    dates(nurse, {"By when do you hope": nurse.today + 4 * SIX_WEEKS})
    nurse.sends("Begin early help")
    nurse.sees("Write why it begins all the same")
    nurse.fills({"Why does it begin all the same": ALL_THE_SAME})
    nurse.sends("Begin early help")
    nurse.sees(ALL_THE_SAME)
    nurse.sees("NO LEAD PRACTITIONER")
    nurse.goes("Name the lead practitioner")
    nurse.sends("Continue")
    picks(
        nurse, {"Who is the lead practitioner": "Myself, School nurse", "What are they to the family": "School nurse"}
    )
    dates(nurse, {"The day on which this was decided": nurse.today})
    nurse.fills(
        {
            "How was the choice made": "We asked each child and both homes, and the school.",
            "Whom does each child want": "Willa: Liam, he listens.",
            "Whom does the family want": "Tess and Dez: Liam.",
            "Why are they the right person": "The children know him, he has the time, and his agency agrees.",
        }
    )
    nurse.sends("Name them")
    early_help = path_of(nurse)
    nurse.goes("How they were chosen")
    for words in ("Liam O’Connell", "School nurse", "Willa: Liam, he listens.", "Tess and Dez: Liam."):
        nurse.sees(words)
    nurse.opens(early_help)


def assesses(nurse: Nurse) -> None:
    """One topic, what the child says and who may read it, and one need found in the guidance: at a kitchen table.

    On a tablet that is held upright, and the topic on a telephone.
    """
    nurse.page.set_viewport_size(TABLET)
    nurse.goes("Start the assessment")
    conversation = path_of(nurse)
    nurse.goes("What Willa says")
    nurse.fills({"What does the child say": VOICE, "What had they been asked": "What would a good week be like?"})
    dates(nurse, {"When they said it": nurse.today})
    nurse.page.get_by_label("These are the child’s exact words").check()
    nurse.sends("Save and continue")
    nurse.chooses({"Who may read these words": "Also the team around the family"})
    nurse.sends("Save and continue")
    nurse.opens(conversation)
    nurse.page.set_viewport_size(TELEPHONE)
    nurse.goes_below("Willa", "Learning, play and friends")
    topic = nurse.page.get_by_role("group", name="Nursery, school, college or work")
    topic.get_by_label("What are we worried about?").fill(TOPIC)
    nurse.sends("Save and continue")
    nurse.page.set_viewport_size(TABLET)
    nurse.opens(conversation)
    nurse.goes_below("Willa", "Needs and strengths for the plan")
    nurse.fills({"Look in the guidance for": "often late for school and misses lessons"})
    nurse.sends("Look in the guidance")
    nurse.sends("People are worried that the child does not take part in education consistently", exact=False)
    nurse.sees("It stands on the plan now.")
    nurse.goes("Say what makes you think so")
    nurse.fills({"What makes you think so": TOPIC, "Who saw or said it": "Her class teacher"})
    nurse.chooses({"Is it a fact": "Fact"})
    nurse.sends("Save and continue")
    nurse.opens(conversation)
    nurse.goes("Finish the assessment")
    nurse.sends("Finish the assessment")
    nurse.sees("The assessment is finished.")
    nurse.page.set_viewport_size(DESK)


def plans(nurse: Nurse) -> str:
    """A worry statement that answers the need, its goal with a scale, and an action that the mother holds."""
    nurse.goes("Open the plan")
    plan = path_of(nurse)
    nurse.sees("Before this plan can be agreed")
    nurse.goes("Write a worry statement for Willa")
    nurse.fills({"What are you worried about": STATEMENT})
    ticks(nurse, "Which needs belong to it", ["take part in education consistently"])
    nurse.sends("Save and continue")
    ends_of_scale = {"What would 0 mean": "Late every day", "What would 10 mean": "On time every day"}
    nurse.fills({"What would you see if nobody were worried": GOAL, **ends_of_scale})
    nurse.sends("Save and continue")
    does(nurse, ACTION, BOTH[0])
    nurse.sends("Save")
    nurse.sees(ACTION)
    nurse.does_not_see("Before this plan can be agreed")
    for who, children in zip(BOTH, (CHILDREN, ("Nia",)), strict=True):
        nurse.opens(f"{plan}/people")
        nurse.goes(f"Change whose parts.*{who.partition(',')[0]}")
        ticks(nurse, "Whose parts of the plan may they be given", children)
        nurse.sends("Save")
    return plan


def does(nurse: Nurse, what: str, who: str) -> None:
    nurse.fills({"What will be done": what, "What is it for": "So that Willa is on time and has breakfast"})
    dates(nurse, {"By when": nurse.today + SIX_WEEKS})
    picks(nurse, {"Who does it": who})


def plans_together(nurse: Nurse, plan: str) -> None:
    """The first meeting: a point that is kept from a father, one that he reads, and an action on the spot."""
    meets(nurse, plan, "Planning meeting")
    says(nurse, "What was said", FOR_HER, kept_from=BOTH[1])
    nurse.sends("Save, and write another")
    says(nurse, "What was decided", FOR_BOTH)
    nurse.sends("Save")
    nurse.goes("Write down an action")
    nurse.chooses({"Which goal is it for": GOAL})
    does(nurse, ON_THE_SPOT, LEAD)
    nurse.sends("Save the action")
    finishes_the_minutes(nurse)


def sees_how_it_goes(nurse: Nurse, plan: str) -> None:
    """Another meeting of the team around the family, and what it decided."""
    meets(nurse, plan, "Team around the family")
    says(nurse, "What was decided", FOR_BOTH)
    nurse.sends("Save")
    finishes_the_minutes(nurse)


def meets(nurse: Nurse, plan: str, kind: str) -> None:
    """Call a meeting for this morning, and write down who came."""
    nurse.opens(f"{plan}/meetings/call")
    nurse.chooses({"What kind of meeting": kind})
    dates(nurse, {"The day": nurse.today})
    nurse.fills({"The time at which it begins": "09:30", "What is it for": "To see what helps", "Where": "School"})
    ticks(nurse, "Who is asked", [*BOTH, LEAD])
    nurse.sends("Call the meeting")
    nurse.sees("NOT WRITTEN UP YET")
    nurse.goes(f"^{kind}, ")
    nurse.goes("Say who came")
    picks(nurse, dict.fromkeys((*BOTH, LEAD), "Came"))
    nurse.sends("Save who came")
    nurse.goes("Write down a point")


def finishes_the_minutes(nurse: Nurse) -> None:
    nurse.goes("Finish the minutes")
    nurse.fills({"Who chaired the meeting": "Liam O’Connell"})
    nurse.sends("Finish the minutes")
    nurse.sees("The minutes are finished.")


def says(nurse: Nurse, kind: str, text: str, *, kept_from: str = "") -> None:
    nurse.chooses({"What is it?": kind, "About whom?": "Nia"})
    nurse.fills({"What was it?": text})
    if kept_from:
        ticks(nurse, "Who must not find this", [kept_from])
        nurse.fills({"Why must they not read it": "It could bring more rows to the door."})


def gives_each_parent_their_own_minutes(nurse: Nurse, plan: str) -> None:
    """What is kept from one is not in the other’s, and how each copy was given is noted."""
    who_has_them = path_of(nurse)
    for who, stands, is_left_out in ((BOTH[0], (FOR_HER, FOR_BOTH), ()), (BOTH[1], (FOR_BOTH,), (FOR_HER, "Willa"))):
        nurse.opens(who_has_them)
        nurse.goes(f"Read and release.*{who}")
        for words in stands:
            nurse.sees(words)
        nurse.does_not_see(*is_left_out)
        nurse.page.get_by_label("I have read all of it").check()
        nurse.sends("Release these minutes")
        nurse.does_not_see(*is_left_out)
        nurse.chooses({"How did they get it": "By hand"})
        nurse.fills({"Where, in a few words": "At the family hub"})
        dates(nurse, {"On which day": nurse.today})
        nurse.sends("Save how it was given")
        nurse.does_not_see("Not given yet.")
    nurse.opens(f"{plan}/copies")
    for who in BOTH:
        nurse.sees(f"For {who}. Released by Liam O’Connell")


def agrees(nurse: Nurse, plan: str) -> None:
    nurse.opens(plan)
    nurse.goes("Agree this plan")
    nurse.fills(
        {
            "Who agreed it": "Tess, Dez for Nia, Willa and Liam. Col does not take part.",
            "How do you know that they understood": "Each said in their own words what they do.",
        }
    )
    nurse.sends("The plan is agreed")
    nurse.sees("version 1, agreed on")


def reviews(nurse: Nurse, plan: str, *, life: str) -> None:
    """At the meeting of this morning: how life is for each child, and how we know."""
    nurse.opens(plan)
    nurse.does_not_see("REVIEW LATE")
    nurse.goes("Write a review")
    meeting = nurse.page.get_by_label("Was it at a meeting?").locator("option").last.inner_text()
    picks(nurse, {"Was it at a meeting?": meeting})
    nurse.chooses({f"How is life for {name}": life for name in CHILDREN})
    nurse.chooses({"make the difference": "Yes", "Is the risk": "No"})
    nurse.fills({f"How do we know how it is for {name}": BETTER for name in CHILDREN})
    nurse.fills(
        {
            "What has changed": "The three walk to the breakfast club.",
            "What does the family say": FAMILY_SAYS,
            "What is done next": "We go on, and see each other in six weeks.",
        }
    )
    nurse.sends("Save the review")
    nurse.opens(plan)
    nurse.sees(f"Willa: {life}")
    nurse.sees("The next review is due by")


def notes_what_was_done(nurse: Nurse, plan: str) -> None:
    """The mother’s action is done, and what difference it made."""
    nurse.opens(f"{plan}/progress")
    nurse.goes(f"It is done.*{ACTION}")
    nurse.fills({"What was done": "They went each day.", "What difference has it made": BETTER})
    nurse.sends("Save")
    nurse.sees(BETTER)


def marks(nurse: Nurse, plan: str, number: str) -> None:
    """Willa says where she is between 0 and 10."""
    nurse.opens(f"{plan}/progress")
    nurse.goes("Where people see it")
    picks(nurse, {"Who says it": "Willa Marsh, child"})
    nurse.page.get_by_role("group", name="Where are we now").get_by_label(number, exact=True).check()
    nurse.sends("Save")
    nurse.sees("The mark is noted.")
    nurse.sees(f"{number} on {day(nurse.today)}")


def reaches_the_goal(nurse: Nurse, plan: str) -> None:
    nurse.opens(f"{plan}/progress")
    nurse.goes(f"It is reached.*{GOAL}")
    nurse.fills({"How do we know": BETTER})
    nurse.sends("Save")
    nurse.sees("REACHED")


def ends(nurse: Nurse, early_help: str) -> None:
    """With how it ended, what is different and what the family says."""
    nurse.opens(early_help)
    nurse.goes("End early help")
    leaves_open(nurse)
    nurse.chooses({"How does it end": "What it was for is done"})
    nurse.fills({"What is different": DIFFERENT, "What does the family say": FAMILY_SAYS})
    nurse.fills({"Where does the family find help": AFTERWARDS})
    nurse.sends("End early help")


def reads_how_it_ended(nurse: Nurse, early_help: str, plan: str) -> None:
    """On the page of early help, on the plan, and on the record of a child."""
    nurse.opens(early_help)
    for words in ("How it ended", "What it was for is done", DIFFERENT, FAMILY_SAYS, AFTERWARDS):
        nurse.sees(words)
    record = nurse.page.get_by_role("link", name="Willa", exact=True).get_attribute("href")
    nurse.opens(plan)
    nurse.sees(f"This plan ended on {day(nurse.today)}")
    nurse.sees(DIFFERENT)
    expect(nurse.page.get_by_role("link", name="Write a review")).to_have_count(0)
    assert record
    nurse.opens(f"{record.replace('/children/', '/records/')}/early-help")
    nurse.sees("Ended")
