"""A school asks for help and gets its answer: what it typed is counted, and nothing is asked twice."""

from collections import Counter

import pytest

from tests.journeys.conftest import Visitor

pytestmark = pytest.mark.journey

MOST_TYPED = 6


class Teacher(Visitor):
    """Counts what she has to type."""

    typed = 0

    def types(self, label: str, text: str) -> None:
        """Fill one box."""
        self.page.get_by_label(label).fill(text)
        self.typed += 1


@pytest.mark.requirement("BP-117", "BN-085", "BP-107")
def test_a_school_asks_for_help_with_what_it_thought_through_and_reads_the_answer(visitor: Visitor) -> None:
    teacher = Teacher(visitor.page, visitor.address)
    teacher.signs_in_as("Amina Yusuf")
    request = asks(teacher)
    assert teacher.typed <= MOST_TYPED
    front_door = visitor.beside("Ioan Popescu", as_wide=True)
    decides(front_door, request)
    teacher.opens("/notices")
    teacher.goes_by(teacher.page.get_by_role("link", name="answer").first)
    teacher.sees("Breakfast club and a family worker")
    teacher.sees("Disagree")


def test_no_question_of_a_request_is_asked_twice(visitor: Visitor) -> None:
    visitor.signs_in_as("Amina Yusuf")
    begins(visitor)
    links = visitor.page.locator("main a[href^='/requests/']").all()
    pages = {str(link.get_attribute("href")).partition("#")[0] for link in links}
    asked: Counter[str] = Counter()
    for path in sorted(path for path in pages if not path.endswith(("/check", "/throw-away", "/add"))):
        visitor.opens(path)
        titles = visitor.page.locator("main legend, main label:not(fieldset label)").all_inner_texts()
        asked.update({title.strip() for title in titles})
    assert asked, "no page asks anything"
    assert [title for title, number in asked.items() if number > 1] == []


def begins(visitor: Visitor) -> str:
    """Begin a request from what was thought through, for one child; give its public id."""
    visitor.opens("/considerations")
    visitor.goes_by(visitor.page.get_by_role("link", name="Keira").last)
    visitor.goes_by(visitor.page.locator("main").get_by_text("Ask for help", exact=True).first)
    visitor.page.get_by_label("Oskar").uncheck()
    visitor.sends("Start")
    return visitor.page.url.rpartition("/")[2]


def asks(teacher: Teacher) -> str:
    request = begins(teacher)
    fill(
        teacher,
        request,
        "Where the child lives, and is now",
        {"Where is the child now": "At school until half past three"},
    )
    fill(
        teacher,
        request,
        "What has happened",
        {"What could happen to the child": "She falls behind and goes hungry"},
        "In the next few days",
    )
    fill(
        teacher,
        request,
        "What does the child say",
        {"What does the child say": "“I want breakfast.” Asked on Tuesday."},
    )
    fill(teacher, request, "What help has the child", {"What help has the child": "Breakfast club since May"})
    fill(teacher, request, "Is it safe, do they know", {}, "Yes", within="Do the parents or carers know")
    teacher.opens(f"/requests/{request}/check")
    teacher.sees("What will be read")
    teacher.sends("Send", exact=False)
    teacher.sees("To be decided by")
    return request


def fill(teacher: Teacher, request: str, task: str, boxes: dict[str, str], choice: str = "", within: str = "") -> None:
    teacher.opens(f"/requests/{request}")
    teacher.follows(task, exact=False)
    for label, text in boxes.items():
        teacher.types(label, text)
    if choice:
        where = teacher.page.get_by_role("group", name=within) if within else teacher.page
        where.get_by_label(choice, exact=True).check()
    teacher.sends("Save", exact=False)


def decides(worker: Visitor, contact: str) -> None:
    worker.opens("/front-door")
    worker.opens(f"/front-door/{contact}")
    worker.sees("She falls behind and goes hungry")
    worker.sends("Take it", exact=False)
    worker.opens(f"/front-door/{contact}/decide")
    for label in (
        "protection at once",
        "need services",
        "Is the child in need",
        "reasonable cause",
        "more assessments",
    ):
        worker.page.get_by_label(label).fill("No, as far as we know today")
    worker.page.get_by_label("Level 2").check()
    worker.page.get_by_label("Early help", exact=True).check()
    worker.page.get_by_label("Which team takes it up?").select_option("Family support, The Lantern Project")
    worker.page.get_by_label("Why?").fill("She needs breakfast and somebody who asks her mother what helps.")
    worker.sends("Decide")
    worker.opens(f"/front-door/{contact}/reply")
    worker.page.get_by_label("Yes").check()
    worker.page.get_by_label("What was decided").fill("Breakfast club and a family worker from Monday.")
    worker.page.get_by_label("Why, as far as they may know it").fill("Her mother asked for help with the mornings.")
    worker.page.get_by_label("What happens next").fill("The family worker rings you on Monday.")
    worker.sends("Save your answer")
