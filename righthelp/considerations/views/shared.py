"""What the pages of a consideration share: one way to save with a version, one way to say that it is closed."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from righthelp.agencies.kept_forms import do_once
from righthelp.agencies.policies import holders_of
from righthelp.considerations.access import is_closed
from righthelp.considerations.actions import AlreadyDecided, ChangedMeanwhile
from righthelp.considerations.forms import VersionedForm
from righthelp.considerations.models import Consideration, ConsideredChild

writers = holders_of("write considerations")


def saved_answers(record: Consideration | ConsideredChild, form_class: type[VersionedForm]) -> dict[str, Any]:
    """Give what is on file for each question of a form, with the version."""
    return {name: getattr(record, name) for name in form_class.base_fields}


def edit(
    request: HttpRequest,
    form: VersionedForm,
    *,
    title: str,
    consideration: Consideration,
    back: str,
    save: Callable[[], None],
    on_file: Callable[[], tuple[Mapping[str, Any], int]],
    child: ConsideredChild | None = None,
) -> HttpResponse:
    """Show a form, or save it; where somebody saved meanwhile, show both texts and lose nothing."""
    context = {"form": form, "title": title, "consideration": consideration, "child": child, "back": back}
    if child.decisions.exists() if child else is_closed(consideration):
        return render(request, "considerations/closed.jinja", context)
    if request.method == "POST" and form.is_valid():

        def change() -> str:
            save()
            messages.success(request, "Saved. This is still a draft: nobody has been sent anything.")
            return back

        try:
            return do_once(request, change)
        except AlreadyDecided:
            return render(request, "considerations/closed.jinja", context)
        except ChangedMeanwhile:
            form.show_meanwhile(*on_file())
    return render(request, "considerations/edit.jinja", context)
