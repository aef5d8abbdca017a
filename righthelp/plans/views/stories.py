"""The child’s own version of the plan: begun, written with parents, read, released, printed (BP-210, BP-236)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import do_once, given
from righthelp.design_system.pages import page
from righthelp.design_system.versions import first_answers
from righthelp.files.formats import download
from righthelp.people.queries import bring_names
from righthelp.plans.access import SeenPlan, plan_to_add_to, plan_to_change, plan_to_read
from righthelp.plans.actions import ChangedMeanwhile
from righthelp.plans.actions.stories import begin_story, release_story, write_story
from righthelp.plans.documents import story_document
from righthelp.plans.drawings import DRAWINGS
from righthelp.plans.forms.story import ReleaseStoryForm, StoryForm, answers_of
from righthelp.plans.models import Story
from righthelp.plans.paper_access import stories_of, story_in
from righthelp.plans.presenters import child_name
from righthelp.plans.views.explaining import explained
from righthelp.plans.views.showing import save, save_change, writers

RELEASED = "It is released. You can print it or read it together."
CHANGED = "It was changed meanwhile. Read it again, as it stands here now"


@page(writers)
def plan_copy_stories(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What each child is told, and what is being written."""
    seen = plan_to_read(person_signed_in(request), public_id, page="children’s own versions")
    bring_names([child.person for child in seen.children])
    told = [(child, child_name(child), list(stories_of(child))) for child in seen.children]
    told = [one for one in told if one[2] or seen.is_at_work(one[0].pk)]
    context = {"seen": seen, "told": told, "back": reverse("plan_copies", args=[public_id])}
    return render(request, "plans/stories.jinja", context)


@page(writers, "POST")
@explained
def plan_copy_story_begin(request: HttpRequest, public_id: UUID, child_id: UUID) -> HttpResponse:
    """Begin to write for one child."""
    by = person_signed_in(request)
    child = plan_to_add_to(by, public_id, page="begin a child’s own version").child_at_work(child_id)

    def change() -> str:
        return _at("plan_copy_story_write", begin_story(child=child, by=by), public_id)

    return do_once(request, change)


@page(writers, "GET", "POST")
@explained
def plan_copy_story_write(request: HttpRequest, public_id: UUID, child_id: UUID, story_id: UUID) -> HttpResponse:
    """Write the sentences together, each with a picture if wanted."""
    by = person_signed_in(request)
    seen = plan_to_add_to(by, public_id, page="write a child’s own version")
    seen.child_at_work(child_id)
    story = story_in(seen, child_id, story_id)
    onward = _at("plan_copy_story", story, public_id)
    if story.released_at:
        return _moved_on(request, onward)

    def saved() -> dict[str, object]:
        return answers_of(story_in(seen, child_id, story_id))

    form = StoryForm(given(request), initial=first_answers(saved(), story.version))

    def change() -> None:
        told = {"made_with": form.cleaned_data["made_with"], "lines": form.lines()}
        write_story(story=story, version=form.cleaned_data["version"], by=by, **told)

    answer = save_change(request, form, story, saved, change, onward, said="")
    context = {"form": form, "drawings": DRAWINGS.values(), "name": child_name(story.child), "back": onward}
    return answer or render(request, "plans/story_write.jinja", context)


@page(writers, "GET", "POST")
@explained
def plan_copy_story(request: HttpRequest, public_id: UUID, child_id: UUID, story_id: UUID) -> HttpResponse:
    """The child’s own version as the child gets it; release it."""
    by = person_signed_in(request)
    find = plan_to_change if request.method == "POST" else plan_to_read
    seen = find(by, public_id, page="child’s own version")
    if request.method == "POST":
        seen.child_at_work(child_id)
    story = story_in(seen, child_id, story_id)
    form = ReleaseStoryForm(given(request), initial={"version": story.version})

    def change() -> None:
        release_story(story=story, version=form.cleaned_data["version"], by=by)

    try:
        answer = save(request, form, change, RELEASED, _at("plan_copy_story", story, public_id))
    except ChangedMeanwhile:
        answer, story = None, story_in(seen, child_id, story_id)
        form = ReleaseStoryForm({"version": story.version})
        form.errors["is_safe"] = form.error_class([CHANGED])
    return answer or render(request, "plans/story.jinja", _to_read(seen, story, form))


def _to_read(seen: SeenPlan, story: Story, form: ReleaseStoryForm) -> dict[str, object]:
    is_open = story.released_at is None and seen.is_at_work(story.child_id)
    return {
        "story": story,
        "lines": [(line, DRAWINGS.get(line.picture)) for line in story.lines.all()],
        "name": child_name(story.child),
        "plan": seen.plan,
        "form": form if is_open and seen.may_change and story.lines.all() else None,
        "may_write": is_open and seen.may_contribute,
        "back": reverse("plan_copy_stories", args=[seen.plan.public_id]),
    }


@page(writers)
def plan_copy_story_file(
    request: HttpRequest, public_id: UUID, child_id: UUID, story_id: UUID, extension: str
) -> HttpResponse:
    """The child’s own version as PDF or Word."""
    seen = plan_to_read(person_signed_in(request), public_id, page=f"child’s own version as {extension}")
    story = story_in(seen, child_id, story_id)
    return download(story_document(story, now=timezone.now()), extension, name="for-you")


def _moved_on(request: HttpRequest, onward: str) -> HttpResponse:
    messages.info(request, "It is released, and is not edited any more. To change it, begin a new one.")
    return redirect(onward)


def _at(name: str, story: Story, public_id: UUID) -> str:
    return reverse(name, args=[public_id, story.child.public_id, story.public_id])
