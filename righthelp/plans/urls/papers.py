"""Copies for each reader, and the child’s own version."""

from django.urls import path, register_converter

from righthelp.plans.views import papers, stories


class FileFormat:
    """The formats in which a paper can be taken away."""

    regex = "pdf|docx"

    def to_python(self, value: str) -> str:
        """Give the extension as it stands in the address."""
        return value

    def to_url(self, value: str) -> str:
        """Write the extension into an address."""
        return value


register_converter(FileFormat, "plan_file")
COPIES = "plans/<uuid:public_id>/copies"
STORIES = "plans/<uuid:public_id>/for-children"
STORY = f"{STORIES}/<uuid:child_id>/<uuid:story_id>"

urlpatterns = [
    path(COPIES, papers.plan_copies, name="plan_copies"),
    path(f"{COPIES}/for/<uuid:member_id>", papers.plan_copy_write, name="plan_copy_write"),
    path(f"{COPIES}/<uuid:copy_id>", papers.plan_copy, name="plan_copy"),
    path(f"{COPIES}/<uuid:copy_id>.<plan_file:extension>", papers.plan_copy_file, name="plan_copy_file"),
    path(f"{COPIES}/whole.<plan_file:extension>", papers.plan_copy_whole, name="plan_copy_whole"),
    path(STORIES, stories.plan_copy_stories, name="plan_copy_stories"),
    path(f"{STORIES}/<uuid:child_id>/begin", stories.plan_copy_story_begin, name="plan_copy_story_begin"),
    path(STORY, stories.plan_copy_story, name="plan_copy_story"),
    path(f"{STORY}/write", stories.plan_copy_story_write, name="plan_copy_story_write"),
    path(f"{STORY}.<plan_file:extension>", stories.plan_copy_story_file, name="plan_copy_story_file"),
]
